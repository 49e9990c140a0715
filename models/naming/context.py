"""Find every mention in a text: names with the roles written around them, pronouns, and descriptions of people."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.naming import lexicon, mentions, names, phrases, reading
from models.naming.mentions import Mention
from models.naming.names import Name, Names
from models.naming.tokens import Token, tokenise

_REACH = 12
_PERSONAL = frozenset(["he", "she", "they", "him", "her", "them", "his", "their", "it", "its", "himself", "herself"])
_DETERMINERS = frozenset(
    ["the", "a", "an", "another", "this", "that", "his", "her", "its", "their", "two", "both", "one", "some"]
)
_STOPS = frozenset('.;:!?)]"”“—–') | {"--"}


def scan(text: str, sentences: Sequence[tuple[int, int]], known: Names) -> list[Mention]:
    """Return all mentions of the text in order of their start."""
    found: list[Mention] = []
    for start, end in sentences:
        found += _sentence(text, tokenise(text, start, end), known)
    return found


def _sentence(text: str, tokens: list[Token], known: Names) -> list[Mention]:
    if not tokens:
        return []
    starts = [token.start for token in tokens]
    found: list[Mention] = []
    covered: list[tuple[int, int]] = []
    for name in known.within(tokens[0].start, tokens[-1].end):
        mention, reach = _around(text, tokens, bisect_left(starts, name.start), name, known)
        if mention:
            found.append(mention)
            covered.append(reach)
    found += _pronouns(tokens)
    found += [each for each in _descriptions(text, tokens, known) if not _meets(covered, each)]
    return sorted(found, key=lambda mention: mention.start)


def _meets(covered: Sequence[tuple[int, int]], mention: Mention) -> bool:
    return any(start < mention.end and mention.start < end for start, end in covered)


def _around(
    text: str, tokens: list[Token], index: int, name: Name, known: Names
) -> tuple[Mention | None, tuple[int, int]]:
    """Read a name with the title before it and the apposition on either side; also return the range of it all."""
    stop = index
    while stop < len(tokens) and tokens[stop].start < name.end:
        stop += 1
    if stop == index:
        return None, (name.start, name.end)
    begin = _front(tokens, index) if name.label in (names.PERSON, names.UNKNOWN) else index
    mention = reading.read(text, tokens[begin:stop], known)
    if mention is None or mention.sort != "name":
        mention = reading.read(text, tokens[index:stop], known)
        begin = index
    if mention is None or mention.sort != "name":
        return None, (name.start, name.end)
    end = mention.end
    if mention.kind == "person" or (mention.kind is None and len(mention.name) > 1):
        mention, end = _behind(text, tokens, stop, mention, known)
        if not mention.role and begin == index:
            mention = _ahead(text, tokens, index, mention, known)
    return mention, (tokens[begin].start, end)


def _front(tokens: list[Token], index: int) -> int:
    """Return the index of the first word of the title before a name."""
    begin = index
    while begin and index - begin < _REACH and _goes_before(tokens, begin - 1, begin):
        begin -= 1
    while begin < index and (tokens[begin].possessive or not tokens[begin].word):
        begin += 1
    before = tokens[index - 1] if index else None
    if before is None or not (before.word and (lexicon.is_role(before.text) or lexicon.is_modifier(before.text))):
        return index
    return begin


def _goes_before(tokens: list[Token], at: int, after: int) -> bool:
    token = tokens[at]
    if token.possessive:
        return tokens[after].word and at > 0 and tokens[at - 1].capital
    if not token.word or (at == 0 and token.lower == "then"):
        return False
    if lexicon.is_modifier(token.lower) or lexicon.is_role(token.text):
        return True
    if token.capital:
        return not lexicon.is_function(token.lower) and token.text not in lexicon.words("nouns", "never_names")
    return lexicon.noun_kind(token.lower) in ("body", "person") and not lexicon.is_function(token.lower)


def _behind(text: str, tokens: list[Token], stop: int, mention: Mention, known: Names) -> tuple[Mention, int]:
    """Add the role of an apposition behind a name (", the ministry's spokesman,"); also return where it ends."""
    if stop >= len(tokens) - 1 or tokens[stop].text not in (",", "(", "—", "–"):
        return mention, mention.end
    end = stop + 1
    while end < len(tokens) and end - stop < _REACH and tokens[end].text not in (",", *_STOPS):
        if tokens[end].text.islower() and tokens[end].lower in lexicon.words("nouns", "speech"):
            break
        end += 1
    segment = tokens[stop + 1 : end]
    if segment and segment[0].text.isdigit() and end < len(tokens) and tokens[end].text == ",":
        return _behind(text, tokens, end, replace(mention, kind="person"), known)
    if not segment or segment[0].lower in ("and", "but", "or"):
        return mention, mention.end
    other = reading.read(text, segment, known)
    if other is None or other.sort != "nominal" or other.kind != "person" or not other.head or other.plural:
        return mention, mention.end
    if segment[0].lower in ("a", "an", "the", "his", "her", "their") or lexicon.is_role(other.head):
        return _merge(mention, other, phrases.role_words(text, segment)), segment[-1].end
    return mention, mention.end


def _ahead(text: str, tokens: list[Token], index: int, mention: Mention, known: Names) -> Mention:
    """Add the role of a description that a name follows after a comma ("his Japanese counterpart, ...")."""
    if index < 3 or tokens[index - 1].text != ",":
        return mention
    begin = index - 2
    while begin and index - begin < 8 and tokens[begin].lower not in _DETERMINERS and tokens[begin - 1].text != ",":
        begin -= 1
    segment = tokens[begin : index - 1]
    if segment[0].lower not in _DETERMINERS:
        return mention
    other = reading.read(text, segment, known)
    if (
        other
        and other.sort == "nominal"
        and other.kind == "person"
        and lexicon.is_role(other.head)
        and not other.plural
    ):
        return replace(_merge(mention, other, phrases.role_words(text, segment)), owner=other.owner)
    return mention


def _merge(mention: Mention, other: Mention, role: str) -> Mention:
    return replace(
        mention,
        kind="person",
        role=mention.role or role,
        head=mention.head or other.head,
        nation=mention.nation or other.nation,
        modifiers=mention.modifiers | other.modifiers,
        gender=mention.gender or other.gender,
    )


def _pronouns(tokens: Sequence[Token]) -> Iterator[Mention]:
    for token in tokens:
        if token.lower in _PERSONAL and not token.text.isupper():
            yield mentions.pronoun(token)


def _descriptions(text: str, tokens: list[Token], known: Names) -> Iterator[Mention]:
    """Yield the phrases of a determiner and a noun for a person or a group."""
    for index, token in enumerate(tokens):
        if not token.text.islower() or lexicon.noun_kind(token.lower) not in ("person", "group"):
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following and (following.possessive or lexicon.noun_kind(following.lower) or following.text == "-"):
            continue
        begin = index
        while begin and index - begin < 7 and tokens[begin].lower not in _DETERMINERS and tokens[begin - 1].word:
            begin -= 1
        if tokens[begin].lower in _DETERMINERS and begin < index:
            mention = reading.read(text, tokens[begin : index + 1], known)
            if mention and mention.sort == "nominal" and mention.kind in ("person", "group"):
                yield mention
