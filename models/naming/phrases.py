"""Take a source as written apart: joint sources, appositions and relative clauses, each part read as a mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.naming import lexicon, names, reading
from models.naming.abbreviations import is_abbreviation
from models.naming.lexicon import NounKind
from models.naming.mentions import Mention
from models.naming.names import Names
from models.naming.tokens import Token, tokenise

_BREAKS = frozenset(",;:()[]") | {"—", "–", "―", "--", "-"}
_JOINS = frozenset({"and", "&", "or", "nor"})
_AMONG = frozenset({"including", "like"})
_RELATIVE = frozenset(
    ["who", "which", "whose", "whom", "that", "where", "when", "while", "as", "with", "because", "if", "then"]
)
_LEADS = frozenset(
    {"the", "a", "an", "his", "her", "their", "its", "some", "many", "several", "other", "others", "both"}
)


@dataclass(slots=True)
class _Part:
    main: list[Token]
    beside: list[list[Token]]


def parse(text: str, start: int, end: int, known: Names) -> tuple[Mention, ...]:
    """Return one mention for each party that the noun phrase `text[start:end]` names or describes."""
    start, end = _whole_names(start, end, known)
    found: list[Mention] = []
    for part in _parts(text, _segments(tokenise(text, start, end), known), known):
        pieces = _conjuncts(text, part.main, known)
        read = [mention for piece in pieces if (mention := reading.read(text, piece, known))]
        if read and part.beside:
            read[-1] = _with_appositions(text, read[-1], part.beside, known)
        found += read
    return tuple(_share_family(text, found))


def _whole_names(start: int, end: int, known: Names) -> tuple[int, int]:
    """Widen a range whose borders cut through a person's full name ("Smith" of "John Smith")."""
    met = [name for name in known.within(start, end) if names.is_full(name)]
    return min([start, *(name.start for name in met)]), max([end, *(name.end for name in met)])


def _segments(tokens: list[Token], known: Names) -> list[list[Token]]:
    """Split at commas, dashes and brackets outside names; "Jr." stays with its name."""
    segments: list[list[Token]] = [[]]
    tokens = _without_abbreviations(tokens)
    for index, token in enumerate(tokens):
        following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
        if segments[-1] and _names_some(tokens, index):
            segments.append([token])
        elif token.text not in _BREAKS and not token.text.startswith("--"):
            segments[-1].append(token)
        elif following in lexicon.words("given_names", "suffixes"):
            continue
        elif any(name.start < token.start < name.end for name in known.within(token.start, token.end)):
            segments[-1].append(token)
        else:
            segments.append([])
    return [segment for segment in segments if any(token.word for token in segment)]


def _names_some(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "including", "such as" or "like" begins to name some of those whom the words before mean."""
    token, following = tokens[index], tokens[index + 1 : index + 3]
    if token.lower == "such" and following and following[0].lower == "as":
        following = following[1:]
    elif token.lower not in _AMONG:
        return False
    return bool(following) and (following[0].capital or following[0].lower in ("former", "the"))


def _without_abbreviations(tokens: list[Token]) -> list[Token]:
    """Leave out abbreviations in brackets ("the Water Board (WB)")."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        inside = [token.text for token in tokens[index : index + 3]]
        if kept and len(inside) == 3 and inside[0] + inside[2] in ("()", "[]") and is_abbreviation(inside[1]):
            index += 3
        else:
            kept.append(tokens[index])
            index += 1
    return kept


def _parts(text: str, segments: list[list[Token]], known: Names) -> list[_Part]:
    parts: list[_Part] = []
    listed = any(token.lower in _JOINS for segment in segments[1:] for token in segment)
    closed = False
    for segment in segments:
        first = segment[0].lower
        if not parts:
            parts.append(_Part(segment, []))
        elif _names_some(segment, 0):
            parts.append(_Part(segment[1 + (first == "such") :], []))
            closed = False
        elif first in _JOINS and len(segment) > 1 and not _is_verb(segment[1]):
            if first == "or" and len(segment) == 2 and is_abbreviation(segment[1].text):
                continue
            if _goes_on(text, segment[1:], parts[-1], known):
                parts[-1].beside.append(segment[1:])
            else:
                parts.append(_Part(segment[1:], []))
            closed = False
        elif not closed and first not in _RELATIVE and _lists(text, segment, parts[-1], known):
            parts[-1] = _Part(segment, [])
        elif closed or first in _RELATIVE or first in _JOINS or _is_participle(segment[0]):
            closed = True
        elif listed and _is_item(text, segment, parts[-1].main, known):
            parts.append(_Part(segment, []))
        else:
            parts[-1].beside.append(segment)
    return parts


def _goes_on(text: str, segment: list[Token], part: _Part, known: Names) -> bool:
    """Tell whether "and member of the board" goes on describing the person before rather than naming another one."""
    other, main = reading.read(text, segment, known), reading.read(text, part.main, known)
    if other is None or main is None or other.sort != "nominal" or other.kind != "person" or other.plural:
        return False
    return other.definite is None and other.owner is None and main.kind == "person" and not main.plural


def _lists(text: str, segment: list[Token], part: _Part, known: Names) -> bool:
    """Tell whether a segment names those whom a plural before it means ("her two rivals, Smith and Jones")."""
    main = reading.read(text, part.main, known)
    if part.beside or main is None or main.sort != "nominal" or not main.plural or main.kind == "thing":
        return False
    read = [reading.read(text, piece, known) for piece in _conjuncts(text, segment, known)]
    kinds: set[NounKind | None] = {None, "person"} if main.kind in ("person", "group") else {None, "body"}
    if main.kind is None or lexicon.noun_kind(lexicon.singular(main.head)) == "body":
        kinds = {None, "person", "body"}
    return all(each is not None and each.sort == "name" and each.kind in kinds for each in read)


def _is_verb(token: Token) -> bool:
    return lexicon.is_function(token.lower) and token.lower not in _LEADS and token.text.islower()


def _is_participle(token: Token) -> bool:
    return token.text.islower() and token.lower.endswith(("ing", "ed")) and not lexicon.is_modifier(token.lower)


def _is_item(text: str, segment: list[Token], before: list[Token], known: Names) -> bool:
    """Tell whether a segment goes on with a list ("Smith, Jones and Lee") rather than describing what stands before."""
    if segment[0].lower in _LEADS:
        return False
    one, other = reading.read(text, before, known), reading.read(text, segment, known)
    if not (one and other and one.sort == other.sort == "name"):
        return False
    return one.kind == other.kind or {one.kind, other.kind} == {"body", None}


def _conjuncts(text: str, tokens: list[Token], known: Names) -> list[list[Token]]:
    for index, token in enumerate(tokens):
        if token.lower in _JOINS and 0 < index < len(tokens) - 1 and not _in_name(token, known):
            left, right = tokens[:index], tokens[index + 1 :]
            if _splits(text, left, right, known):
                return [left, *_conjuncts(text, right, known)]
    return [tokens]


def _in_name(token: Token, known: Names) -> bool:
    return any(name.start < token.start and token.end < name.end for name in known.within(token.start, token.end))


def _splits(text: str, left: list[Token], right: list[Token], known: Names) -> bool:
    """Tell whether "and" joins two parties here, and not two words of one description or name."""
    if left[-1].lower in ("former", "current") or (left[0].lower == "both" and len(left) == 1):
        return False
    one, other = reading.read(text, left, known), reading.read(text, right, known)
    if one is None or other is None or _share_title(one, other, left[-1], right[0]):
        return False
    prepositional = any(token.lower in ("of", "for", "at", "in") for token in left)
    if right[0].lower in _LEADS:
        return other.kind is not None
    if not right[0].capital:
        return one.kind == "person" and one.sort == "name" and other.kind is not None and not prepositional
    if one.sort == "nominal":
        return one.kind == other.kind == "body" and other.sort == "name" and not lexicon.is_role(left[-1].text)
    return _are_two_names(one, other, prepositional=prepositional and not _apart(left, right, known))


def _share_title(one: Mention, other: Mention, before: Token, after: Token) -> bool:
    """Tell whether "and" joins two words of one title ("Police and Crime Commissioner Smith")."""
    if not other.role or one.kind == "person" or len(one.name) != 1 or not after.text.istitle():
        return False
    titled = other.kind == "person" and after.text not in other.name and not lexicon.is_role(after.text)
    return titled and before.lower in lexicon.words("nouns", "subjects") | {"police"}


def _apart(left: list[Token], right: list[Token], known: Names) -> bool:
    """Tell whether a long name of a body ends on one side of "and" and another begins on the other."""
    ends = [name for name in known.within(left[-1].start, left[-1].end) if name.end == left[-1].end]
    begins = [name for name in known.within(right[0].start, right[0].end) if name.start == right[0].start]
    return all(name.label == names.BODY and len(name.words) > 1 for name in [*ends, *begins]) and bool(ends and begins)


def _are_two_names(one: Mention, other: Mention, *, prepositional: bool) -> bool:
    if prepositional:
        return one.kind == other.kind == "person" and other.sort == "name" and len(other.name) > 1
    if other.sort == "nominal":
        return one.kind == "person" and other.plural
    alike = len(one.name) == len(other.name) == 1
    return alike or other.kind == "person" or (one.kind is not None and other.kind is not None)


def _share_family(text: str, found: list[Mention]) -> list[Mention]:
    """Give a lone first name the family name of its partner ("Bill and Hillary Clinton")."""
    for index in range(len(found) - 1):
        one, other = found[index], found[index + 1]
        lone = one.sort == "name" and len(one.name) == 1 and lexicon.given_gender(one.name[0]) is not None
        lone = lone and text[one.end : other.start].split() in (["and"], ["&"])
        if lone and other.sort == "name" and other.kind == "person" and len(other.name) == 2:
            name = (one.name[0], other.name[-1])
            found[index] = replace(one, kind="person", name=name, words=" ".join(name))
    return found


def _with_appositions(text: str, main: Mention, beside: list[list[Token]], known: Names) -> Mention:
    """Join a name with the description beside it, whichever of them comes first."""
    for segment in beside:
        other = reading.read(text, segment, known)
        if other is None:
            continue
        if main.sort == "name" and main.kind in ("person", None) and other.sort == "nominal" and other.kind == "person":
            role = role_words(text, segment)
            return replace(
                main,
                kind="person",
                role=main.role or role,
                head=main.head or other.head,
                nation=main.nation or other.nation,
                gender=main.gender or other.gender,
            )
        if main.sort == "nominal" and main.kind in ("person", None) and _names_person(other):
            return replace(
                other,
                kind="person",
                role=other.role or main.role,
                head=other.head or main.head,
                nation=other.nation or main.nation,
                gender=other.gender or main.gender,
                owner=main.owner,
            )
        if main.sort == "nominal" and main.kind in ("body", None) and other.sort == "name" and other.kind == "body":
            return other
    return main


def role_words(text: str, segment: Sequence[Token]) -> str:
    """Return a description's words without its article, white space made plain."""
    kept = list(segment)
    while kept and (not kept[0].word or kept[0].lower in ("the", "a", "an", "his", "her", "their", "one", "of")):
        kept.pop(0)
    while kept and not kept[-1].word:
        kept.pop()
    return " ".join(text[kept[0].start : kept[-1].end].split()) if kept else ""


def _names_person(mention: Mention) -> bool:
    personal = len(mention.name) > 1 or bool(mention.name and lexicon.given_gender(mention.name[0]))
    return mention.sort == "name" and (mention.kind == "person" or (mention.kind is None and personal))
