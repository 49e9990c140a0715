"""Read the name that ends a noun phrase, with the titles, roles and nation before it."""

from __future__ import annotations

from collections.abc import Sequence

from models.naming import lexicon, names, nations
from models.naming.lexicon import NounKind
from models.naming.mentions import Mention, role_head
from models.naming.names import Names
from models.naming.tokens import Token

_PARTIES = frozenset({"republican", "democratic", "democrat", "gop", "conservative", "liberal", "libertarian"})
_NOUNS = frozenset({"One", "PAC", "PACs", "Both", "Neither", "Each", "None", "Most", "All"})
"""Capitals that are no names where they stand alone."""


def is_name_word(token: Token) -> bool:
    """Tell whether a token may be part of a name inside a noun phrase."""
    if names.is_compound(token):
        return False
    return token.capital or (any(mark.isupper() for mark in token.text) and "-" in token.text)


def _tail(inner: Sequence[Token], known: Names) -> list[Token]:
    """Return the capitalised words that end a phrase, particles, links and initials included."""
    start = len(inner)
    joining = lexicon.words("given_names", "particles") | {"of", "for", "and", "&", "the", "on"}
    joining |= {"'", "’"}
    while start and (
        is_name_word(inner[start - 1]) or (start < len(inner) and _joins(inner[start - 1], joining, known))
    ):
        start -= 1
    tail = list(inner[start:])
    while tail and not is_name_word(tail[0]):
        tail.pop(0)
    return tail


def _joins(token: Token, joining: frozenset[str], known: Names) -> bool:
    """Tell whether a token that begins with no capital stands inside a name ("Swiss People’s Party")."""
    inside = any(name.start < token.start < name.end for name in known.within(token.start, token.end))
    return inside or token.lower in joining


def named(text: str, inner: list[Token], known: Names, owner: Mention | None) -> Mention | None:
    """Return the mention of the name that ends the phrase, with the role before it; None where none ends it."""
    outlet = len(inner) > 1 and inner[-1].text.islower() and singular_outlet(inner[-1].lower)
    while outlet and len(inner) > 1 and inner[-1].text.islower():
        inner = inner[:-1]
    tail = _tail(inner, known)
    if not tail:
        return None
    given = [name for name in known.within(tail[0].start, tail[-1].end) if name.end >= tail[-1].end]
    whole = None if any(name.label == names.PERSON for name in given) else _whole(tail)
    if whole:
        return _place(text, tail, whole)
    if _is_noun(tail, known) and not _is_outlet(text, tail):
        return None
    rest, titled = names.strip_titles(tail)
    whole_body = tail[-1].text in lexicon.words("nouns", "body_names") and rest[0] is tail[0]
    if given and given[-1].start >= inner[0].start and not whole_body:
        rest = _widened([token for token in tail if token.end > given[-1].start], tail, given[-1], known)
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


def _widened(rest: list[Token], tail: Sequence[Token], name: names.Name, known: Names) -> list[Token]:
    """Return a body's name with the capitals right before it that no other name holds ("American Crossroads")."""
    if name.label == names.PERSON or nations.body(" ".join(name.words)) or len(name.words) > 1:
        return rest
    front = [token for token in tail if token.end <= rest[0].start]
    while front and _belongs(front[-1], known):
        rest = [front.pop(), *rest]
    return rest


def _belongs(token: Token, known: Names) -> bool:
    others = known.within(token.start, token.end)
    if names.is_title(token) or lexicon.is_modifier(token.lower) or token.lower in _PARTIES or not token.capital:
        return False
    if any(other.label in (names.PERSON, names.PLACE) for other in others):
        return False
    return token.text == "American" or nations.nation_of(token.text) is None


def _is_outlet(text: str, tail: Sequence[Token]) -> bool:
    """Tell whether a lone capital after "the" is a newspaper's short name ("the Post")."""
    word = tail[0].text
    named = word in lexicon.words("nouns", "body_names") and lexicon.noun_kind(tail[0].lower) == "thing"
    return len(tail) == 1 and named and text[: tail[0].start].rstrip().lower().endswith(" the")


def _is_noun(tail: Sequence[Token], known: Names) -> bool:
    """Tell whether capitalised words end in a common noun ("Prime Minister", "Critics") and not in a name like King."""
    last = tail[-1]
    if len(tail) == 1 and (lexicon.noun_kind(last.lower) in ("thing", "group") or last.text in _NOUNS):
        return True
    if len(tail) > 1 and last.text in ("Poll", "Polls", "Survey"):
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


def abbreviated_nation(text: str, part: Sequence[Token], start: int) -> Mention:
    """Return the mention of the United States written as a word that is a pronoun in lower case ("US")."""
    return Mention(start, part[-1].end, "name", text[start : part[-1].end], "body", ("U.S.",), nation="United States")


def _name_mention(text: str, front: list[Token], rest: list[Token], label: str, *, titled: bool) -> Mention:
    words = names.name_words(rest)
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


def person(text: str, front: Sequence[Token], rest: Sequence[Token]) -> Mention:
    """Return the mention of a person by the words of the name and the description before it."""
    return _name_mention(text, list(front), list(rest), names.PERSON, titled=True)


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
