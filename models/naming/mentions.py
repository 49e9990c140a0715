"""Read a noun phrase as mentions: which names, roles, nations, owners, number and gender it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from models.naming import lexicon, names, nations
from models.naming.lexicon import Gender, NounKind
from models.naming.names import Names
from models.naming.tokens import Token

Sort = Literal["name", "pronoun", "nominal"]

PRONOUNS: dict[str, tuple[NounKind | None, Gender | None, bool]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("person", "male", False)),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("person", "female", False)),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("group", None, True)),
    **dict.fromkeys(("it", "its", "itself"), ("body", None, False)),
    **dict.fromkeys(("i", "me", "my", "mine", "myself", "you", "your", "yours"), ("person", None, False)),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), ("group", None, True)),
    **dict.fromkeys(("who", "whom", "whose", "which", "that"), (None, None, False)),
}
OWNERS = frozenset({"his", "her", "their", "its", "my", "our", "your", "whose"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "same"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "any", "no", "other", "several", "many", "few", "most"})
_COUNTS = frozenset({"two", "three", "four", "five", "all", "both"})
_PERSON_ENDINGS = ("er", "or", "ist", "man", "ian")


@dataclass(frozen=True, slots=True)
class Mention:
    """Hold what one noun phrase shows of whom it means; the range is that of its name, or of the whole phrase.

    `kind` is None where nothing tells a person from a body. `role` holds the words of an office as written, `head` its
    noun in lower-case singular, `modifiers` the other words of a description. `definite` is None for a bare phrase.
    """

    start: int
    end: int
    sort: Sort
    words: str
    kind: NounKind | None = None
    name: tuple[str, ...] = ()
    role: str = ""
    head: str = ""
    nation: str | None = None
    modifiers: frozenset[str] = frozenset()
    gender: Gender | None = None
    plural: bool = False
    definite: bool | None = None
    owner: Mention | None = None
    title: str = ""
    titled: bool = False
    count: int = field(default=0)


def pronoun(token: Token) -> Mention:
    """Return the mention of a personal, possessive or relative pronoun."""
    kind, gender, plural = PRONOUNS[token.lower]
    return Mention(
        token.start,
        token.end,
        "pronoun",
        token.text,
        kind,
        head=token.lower,
        gender=gender,
        plural=plural,
        definite=True,
    )


def read(text: str, tokens: Sequence[Token], known: Names) -> Mention | None:
    """Return the mention that a noun phrase without appositions is, None where it has no words."""
    part = _strip(tokens)
    if not part:
        return None
    if part[0].lower in PRONOUNS and (len(part) == 1 or part[1].possessive or part[0].lower not in OWNERS):
        return pronoun(part[0]) if part[0].text != "US" else _body(text, part[:1], part[0].start)
    owner, definite, rest, count = _opening(text, part, known)
    if not rest:
        return replace(owner, definite=True) if owner else None
    inner, outer = cut(rest, known)
    found = _named(text, inner, known, owner) or _nominal(text, inner, outer, known)
    if found is None:
        return None
    if owner and found.sort == "nominal" and lexicon.noun_kind(found.head + "s") is None:
        found = replace(found, kind=None)
    if owner and not found.nation:
        found = replace(found, nation=owner.nation)
    if found.sort == "nominal":
        found = _worded(text, part, found)
    return replace(found, owner=owner or found.owner, definite=True if owner else definite, count=count)


def _worded(text: str, part: Sequence[Token], found: Mention) -> Mention:
    first = part[0]
    words = text[first.start : part[-1].end]
    if first.text.istitle() and (lexicon.is_function(first.lower) or lexicon.noun_kind(first.lower)):
        words = words[0].lower() + words[1:]
    return replace(found, words=" ".join(words.split()))


def _strip(tokens: Sequence[Token]) -> list[Token]:
    part = list(tokens)
    skipped = (
        "by",
        "from",
        "to",
        "for",
        "and",
        "but",
        "even",
        "only",
        "also",
        "per",
        "while",
        "as",
        "with",
        "or",
        "when",
    )
    while part and (not part[0].word or (part[0].lower in skipped and len(part) > 1)):
        part.pop(0)
    while part and not (part[-1].word or part[-1].possessive):
        part.pop()
    if part and part[-1].possessive:
        part.pop()
    return part


def _opening(text: str, part: list[Token], known: Names) -> tuple[Mention | None, bool | None, list[Token], int]:
    """Split determiners and possessors off: the owner, definiteness, what is left, and a stated number."""
    mark = _owner_mark(part, known)
    if mark:
        return read(text, part[:mark], known), True, part[mark + 1 :], 0
    owner, definite, count, index = None, None, 0, 0
    while index < len(part) - 1:
        lower = part[index].lower
        if lower in OWNERS and index == 0:
            owner, definite = pronoun(part[0]), True
        elif lower in _COUNTS:
            count = 2 if lower in ("two", "both") else 3
            definite = True if lower == "both" else definite
        elif lower in _DEFINITE:
            definite = True
        elif lower in _INDEFINITE and definite is None:
            definite = False
        elif lower not in _INDEFINITE:
            break
        if part[index + 1].lower == "of":
            break
        index += 1
    return owner, definite, part[index:], count


def _owner_mark(part: Sequence[Token], known: Names) -> int:
    """Return the index of the last possessive mark before the first preposition, 0 where there is none."""
    found = 0
    for index, token in enumerate(part[:-1]):
        if token.possessive and index and not _inside_name(token, known):
            found = index
        elif (
            index
            and token.lower in lexicon.words("nouns", "cuts")
            and not token.capital
            and not _inside_name(token, known)
        ):
            break
    return found


def _inside_name(token: Token, known: Names) -> bool:
    return any(name.start < token.start and token.end < name.end for name in known.within(token.start, token.end))


def cut(tokens: list[Token], known: Names) -> tuple[list[Token], list[Token]]:
    """Split a phrase before its first preposition, relative pronoun, verb or trailing participle."""
    for index, token in enumerate(tokens):
        if not index or _inside_name(token, known):
            continue
        before = tokens[index - 1]
        if token.lower in lexicon.words("nouns", "cuts") and not token.capital:
            if token.lower == "of" and tokens[index + 1 : index + 2] and tokens[index + 1].lower == "staff":
                continue
            if token.lower in ("of", "for", "on") and _names_body(before) and tokens[index + 1 : index + 2]:
                return _long_name(tokens, index)
            return tokens[:index], tokens[index:]
        ends_noun = before.capital or lexicon.noun_kind(before.lower) is not None
        participle = (
            token.lower.endswith(("ing", "ed")) and token.text.islower() and not lexicon.is_modifier(token.lower)
        )
        verb = token.lower in lexicon.words("nouns", "speech") and token.text.islower()
        of_people = lexicon.noun_kind(before.lower) in ("person", "group") and before.text.islower()
        if (participle and of_people) or (
            ends_noun and (participle or verb) and lexicon.noun_kind(tokens[-1].lower) is None
        ):
            return tokens[:index], tokens[index:]
        if not token.word and token.text not in ("&", "/", "'", "’") and not token.possessive:
            return tokens[:index], tokens[index:]
    return tokens, []


def _names_body(token: Token) -> bool:
    return token.capital and token.text in lexicon.words("nouns", "body_names")


def _long_name(tokens: list[Token], index: int) -> tuple[list[Token], list[Token]]:
    """Keep "of ..." with a body's name as long as capitals go on ("Center for Strategic and International Studies")."""
    stop = index
    while stop < len(tokens) and (
        tokens[stop].capital or tokens[stop].lower in ("of", "for", "and", "the", "on", "in")
    ):
        stop += 1
    while stop > index and not tokens[stop - 1].capital:
        stop -= 1
    return tokens[:stop], tokens[stop:]


def is_name_word(token: Token) -> bool:
    """Tell whether a token may be part of a name inside a noun phrase."""
    return token.capital or (any(mark.isupper() for mark in token.text) and "-" in token.text)


def _tail(inner: Sequence[Token]) -> list[Token]:
    """Return the capitalised words that end a phrase, particles, links and initials included."""
    start = len(inner)
    joining = lexicon.words("given_names", "particles") | {"of", "for", "and", "&", "the", "on"}
    while start and (is_name_word(inner[start - 1]) or (inner[start - 1].lower in joining and start < len(inner))):
        start -= 1
    tail = list(inner[start:])
    while tail and not is_name_word(tail[0]):
        tail.pop(0)
    return tail


def _named(text: str, inner: list[Token], known: Names, owner: Mention | None) -> Mention | None:
    """Return the mention of the name that ends the phrase, with the role before it."""
    outlet = len(inner) > 1 and inner[-1].text.islower() and singular_outlet(inner[-1].lower)
    while outlet and len(inner) > 1 and inner[-1].text.islower():
        inner = inner[:-1]
    tail = _tail(inner)
    if not tail:
        return None
    given = [name for name in known.within(tail[0].start, tail[-1].end) if name.end >= tail[-1].end]
    whole = None if any(name.label == names.PERSON for name in given) else _whole(tail)
    if whole:
        return _place(text, tail, whole)
    if _is_noun(tail, known):
        return None
    rest, titled = names.strip_titles(tail)
    whole_body = tail[-1].text in lexicon.words("nouns", "body_names") and rest[0] is tail[0]
    if given and given[-1].start >= inner[0].start and not whole_body:
        rest = [token for token in tail if token.end > given[-1].start]
        rest, more = names.strip_titles(rest)
        titled = titled or more
    front = [token for token in inner if token.start < rest[0].start]
    titled = titled or bool(front and lexicon.noun_kind(front[-1].lower) == "person")
    label = _label(rest, given, titled=titled)
    if outlet or (label == names.PLACE and not titled and front and owner is None):
        label = names.BODY
    return _name_mention(text, front, rest, label, titled=titled)


def singular_outlet(word: str) -> bool:
    """Tell whether a lower-case noun follows the name of the body it stands for ("the Gannett newspaper chain")."""
    return word in lexicon.words("nouns", "outlets")


def _is_noun(tail: Sequence[Token], known: Names) -> bool:
    """Tell whether capitalised words end in a common noun ("Prime Minister", "Critics") and not in a name like King."""
    last = tail[-1]
    if len(tail) == 1 and lexicon.noun_kind(last.lower) in ("thing", "group"):
        return True
    if not names.is_title(last) or last.text in known.families:
        return False
    if len(tail) > 1 and last.text in lexicon.words("nouns", "body_names"):
        return False
    before = tail[-2] if len(tail) > 1 else None
    if before is None:
        return True
    personal = lexicon.given_gender(before.text) is not None and not names.is_title(before)
    return not personal and before.lower not in lexicon.words("nouns", "honorifics")


def _label(rest: Sequence[Token], given: Sequence[names.Name], *, titled: bool) -> str:
    words = tuple(token.text for token in rest)
    own = names.label_of(words, titled=titled)
    if titled and own != names.BODY:
        return names.PERSON
    label = given[-1].label if given else names.UNKNOWN
    if own == names.BODY and (label != names.PERSON or len(words) > 1):
        return own
    return label if label and label != names.OTHER else own


def _whole(tail: Sequence[Token]) -> nations.Place | tuple[str, str | None] | None:
    phrase = " ".join(token.text for token in tail)
    return nations.place(phrase) or nations.body(phrase)


def _place(text: str, tail: Sequence[Token], found: nations.Place | tuple[str, str | None]) -> Mention:
    words = tuple(token.text for token in tail)
    span = (tail[0].start, tail[-1].end)
    if isinstance(found, tuple):
        return Mention(*span, "name", " ".join(words), "body", tuple(found[0].split()), nation=found[1])
    if found.sort == "people":
        plural = words[-1].endswith(("s", "ese", "ish", "ch"))
        kind: NounKind = "group" if plural else "person"
        return Mention(
            *span, "nominal", text[slice(*span)], kind, head=words[-1].lower(), nation=found.nation, plural=plural
        )
    return Mention(*span, "name", " ".join(words), "body", words, nation=found.nation)


def _body(text: str, part: Sequence[Token], start: int) -> Mention:
    return Mention(start, part[-1].end, "name", text[start : part[-1].end], "body", ("U.S.",), nation="United States")


def _name_mention(text: str, front: list[Token], rest: list[Token], label: str, *, titled: bool) -> Mention:
    words = tuple(token.text for token in rest if token.word or token.text == "&")
    kind: NounKind | None = {names.PERSON: "person", names.BODY: "body", names.PLACE: "body"}.get(label)  # type: ignore[assignment]
    if kind is None and len(words) in (2, 3):
        kind = "person"
    role = _role(text, front) if kind == "person" or kind is None else ""
    head = role_head(role)
    title = next((token.lower for token in reversed(front) if token.lower in lexicon.titles()), "")
    return Mention(
        rest[0].start,
        rest[-1].end,
        "name",
        " ".join(words),
        kind,
        words,
        role=role,
        head=head,
        nation=nations.nation_in(front),
        gender=(lexicon.noun_gender(title) if title else None) or (lexicon.noun_gender(head) if head else None),
        title=title,
        titled=titled,
    )


def _role(text: str, front: Sequence[Token]) -> str:
    """Return the words before a name as a role where they hold more than an honorific."""
    kept = list(front)
    honorifics = lexicon.lowered("nouns", "people")
    while (
        kept and lexicon.noun_gender(kept[-1].text) and kept[-1].lower.rstrip(".") in ("mr", "ms", "mrs", "miss", "sir")
    ):
        kept.pop()
    while kept and not (
        kept[0].word and kept[0].lower not in ("the", "a", "an", "his", "her", "their", "its", "and", "one")
    ):
        kept.pop(0)
    if not kept or not any(lexicon.is_role(token.text) or token.lower in honorifics for token in kept):
        return ""
    return " ".join(text[kept[0].start : kept[-1].end].split())


def role_head(role: str) -> str:
    """Return the last role noun of a role, in lower-case singular ("" where there is none)."""
    inner = (
        role.split(" of ", maxsplit=1)[0]
        .split(" at ", maxsplit=1)[0]
        .split(" for ", maxsplit=1)[0]
        .split(" in ", maxsplit=1)[0]
        .split(",", maxsplit=1)[0]
    )
    for word in reversed(inner.split()):
        if lexicon.is_role(word):
            base = lexicon.singular(word.lower().rstrip("."))
            full: str = lexicon.load("nouns")["abbreviated"].get(base, base)
            return full
    return ""


def _nominal(text: str, inner: list[Token], outer: list[Token], known: Names) -> Mention | None:
    """Return the mention of a description by its head noun ("a senior official at the ministry")."""
    words = [token for token in inner if token.word]
    if not words:
        return None
    head = words[-1].lower
    partitive = head in (
        "one",
        "some",
        "many",
        "most",
        "several",
        "both",
        "all",
        "member",
        "members",
        "group",
        "number",
        "none",
    )
    if partitive and outer and outer[0].lower == "of":
        below = read(text, outer[1:], known)
        if below and below.sort == "nominal":
            single = head in ("one", "member")
            kind: NounKind | None = "person" if single and below.kind == "group" else below.kind
            return replace(below, start=inner[0].start, kind=kind, plural=not single, owner=None)
    kind = _kind(words[-1], head)
    maker = _maker(text, inner, outer, known) if kind == "thing" else None
    nation = nations.nation_in(inner) or (nations.nation_in(outer) if outer else None)
    return Mention(
        inner[0].start,
        inner[-1].end,
        "nominal",
        text[inner[0].start : inner[-1].end],
        kind,
        role=" ".join(token.text for token in words),
        head=lexicon.singular(head),
        nation=nation,
        modifiers=frozenset(
            token.lower
            for token in [*words[:-1], *outer]
            if token.word and token.lower not in lexicon.words("nouns", "cuts")
        ),
        gender=lexicon.noun_gender(head),
        plural=lexicon.is_plural(head),
        owner=maker,
    )


def _maker(text: str, inner: Sequence[Token], outer: Sequence[Token], known: Names) -> Mention | None:
    """Return whom a thing comes from ("a transcript provided by the Pentagon", "an Orre University poll")."""
    for index, token in enumerate(outer[:-1]):
        if token.lower in ("by", "from"):
            return read(text, outer[index + 1 :], known)
    names_before = [token for token in inner[:-1] if token.capital or token.lower in ("of", "and", "&", "/")]
    found = read(text, names_before, known) if names_before and names_before[-1] is inner[-2] else None
    return found if found and found.sort == "name" and found.kind != "person" else None


def _kind(token: Token, head: str) -> NounKind | None:
    kind = lexicon.noun_kind(head)
    if kind is not None:
        return kind
    if head.endswith("s") and lexicon.is_plural(head):
        return "group"
    if token.text.islower() and head.endswith(_PERSON_ENDINGS) and len(head) > 4:
        return "person"
    return None
