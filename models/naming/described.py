"""Read a noun phrase without a name at its end: a description of a person, a group, a body or a thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from models.naming import lexicon, nations
from models.naming.lexicon import NounKind
from models.naming.mentions import Mention
from models.naming.names import PLACE, Names
from models.naming.tokens import Token

Reader = Callable[[str, Sequence[Token], Names], Mention | None]

_PERSON_ENDINGS = ("er", "or", "ist", "man", "ian")
_PARTITIVES = frozenset(
    ["one", "some", "many", "most", "several", "both", "all", "member", "members", "group", "number", "none"]
)


def nominal(text: str, inner: list[Token], outer: list[Token], known: Names, read: Reader) -> Mention | None:
    """Return the mention of a description by its head noun ("a senior official at the ministry").

    `read` reads the noun phrases inside this one.
    """
    words = [token for token in inner if token.word]
    if not words:
        return None
    head = words[-1].lower
    partitive = head in _PARTITIVES
    if partitive and outer and outer[0].lower == "of":
        below = read(text, outer[1:], known)
        if below and below.sort == "nominal" and (below.kind != "body" or below.plural):
            single = head in ("one", "member")
            kind: NounKind | None = "person" if single and below.kind == "group" else below.kind
            return replace(below, start=inner[0].start, kind=kind, plural=not single, owner=None)
    kind = _kind(words[-1], head)
    maker = _maker(text, inner, outer, known, read) if kind in ("thing", None) else None
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


def _maker(text: str, inner: Sequence[Token], outer: Sequence[Token], known: Names, read: Reader) -> Mention | None:
    """Return whom a thing comes from ("a transcript by the Pentagon", "a fire service report")."""
    for index, token in enumerate(outer[:-1]):
        if token.lower in ("by", "from"):
            whom = outer[index + 1 :]
            times = [at for at, word in enumerate(whom) if word.lower in ("last", "this", "earlier", "late", "early")]
            return read(text, whom[: times[0]] if times else whom, known)
    if len(inner) > 1 and inner[-2].text.islower() and lexicon.noun_kind(inner[-2].lower) == "body":
        body = read(text, inner[:-1], known)
        return replace(body, definite=True) if body else None
    before = _names_before(inner, thing=lexicon.noun_kind(inner[-1].lower) == "thing")
    if not before or any(name.label == PLACE for name in known.within(before[-1].start, before[-1].end)):
        return None
    found = read(text, before, known)
    return found if found and found.sort == "name" and nations.place(" ".join(found.name)) is None else None


def _names_before(inner: Sequence[Token], *, thing: bool) -> list[Token]:
    """Return the capitals before the noun that ends a phrase; words may stand between before a thing's noun."""
    end = len(inner) - 1
    while thing and end and inner[end - 1].text.islower() and inner[end - 1].word:
        end -= 1
    start = end
    while start and (inner[start - 1].capital or inner[start - 1].lower in ("of", "for", "and", "&", "/")):
        start -= 1
    return list(inner[start:end])


def _kind(token: Token, head: str) -> NounKind | None:
    kind = lexicon.noun_kind(head)
    if kind is not None:
        return kind
    if head.endswith("s") and lexicon.is_plural(head):
        return "group"
    if token.text.islower() and head.endswith(_PERSON_ENDINGS) and len(head) > 4:
        return "person"
    return None
