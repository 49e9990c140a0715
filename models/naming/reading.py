"""Read a noun phrase without appositions as one mention: split off what owns, counts and follows its noun or name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.naming import described, lexicon, named
from models.naming.mentions import OWNERS, PRONOUNS, Mention, pronoun
from models.naming.names import PERSON, UNKNOWN, Name, Names
from models.naming.tokens import Token

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "same"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "any", "no", "other", "several", "many", "few", "most"})
_COUNTS = frozenset({"two", "three", "four", "five", "all", "both"})
_QUOTES = frozenset('"“”„‟')
_ALWAYS_CAPITAL = frozenset(
    ["democrat", "democrats", "republican", "republicans", "americans", "islamists", "senate", "house", "congress"]
)
_SKIPPED = frozenset(
    [
        "neither",
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
    ]
)


def read(text: str, tokens: Sequence[Token], known: Names) -> Mention | None:
    """Return the mention that a noun phrase without appositions is, None where it has no words."""
    part = _strip(tokens)
    if not part:
        return None
    alone = len(part) == 1 or part[1].possessive
    if part[0].text == "US" and alone:
        return named.abbreviated_nation(text, part[:1], part[0].start)
    if part[0].lower in PRONOUNS and part[0].text != "US" and (alone or part[0].lower not in OWNERS):
        return pronoun(part[0])
    owner, definite, rest, count = _opening(text, part, known)
    if not rest:
        return replace(owner, definite=True) if owner else None
    inner, outer = cut(rest, known)
    found = (
        closing(text, inner, outer, known)
        or named.named(text, inner, known, owner)
        or described.nominal(text, inner, outer, known, read)
    )
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
    common = lexicon.is_function(first.lower) or (lexicon.noun_kind(first.lower) and first.lower not in _ALWAYS_CAPITAL)
    if first.text.istitle() and common:
        words = words[0].lower() + words[1:]
    return replace(found, words=" ".join(words.split()))


def _strip(tokens: Sequence[Token]) -> list[Token]:
    part = [token for token in tokens if token.text not in _QUOTES]
    if len(part) > 1 and part[-1].lower in ("both", "each", "alike", "too", "also"):
        part.pop()
    if len(part) == 2 and part[0].lower == "both" and part[1].lower in PRONOUNS:
        part.pop(0)
    while part and (not part[0].word or (part[0].lower in _SKIPPED and len(part) > 1)):
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
        if part[index].capital and _begins_name(part[index], known):
            break
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


def _begins_name(token: Token, known: Names) -> bool:
    return any(name.start == token.start and len(name.words) > 1 for name in known.within(token.start, token.end))


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
        by_whom = tokens[index + 1 : index + 2] and tokens[index + 1].lower == "by"
        if (participle and (of_people or by_whom)) or (
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


def closing(text: str, inner: list[Token], outer: list[Token], known: Names) -> Mention | None:
    """Return the person whose name closes a description ("president of Arland Paula Orrell", "a man named Venn").

    The name stands right behind another name ("Arland"), or behind a word that introduces it ("named").
    """
    name = _last_person(outer, known)
    if name is None or lexicon.noun_kind(inner[-1].lower) != "person" or lexicon.is_plural(inner[-1].lower):
        return None
    between = [token for token in outer if token.end <= name.start]
    if not between or not between[-1].word:
        return None
    rest = [token for token in outer if token.start >= name.start]
    last = between[-1]
    if last.lower in lexicon.words("nouns", "pseudonyms") and last.text.islower():
        return _introduced(text, inner, between, rest)
    body = last.capital and not lexicon.is_role(last.text) and not lexicon.is_function(last.lower)
    if len(name.words) < 2 or len(between) < 2 or not (body or lexicon.noun_kind(last.lower) == "body"):
        return None
    return named.person(text, [*inner, *between], rest)


def _last_person(outer: Sequence[Token], known: Names) -> Name | None:
    """Return the name of a person, or one that may be a person's, with which a phrase ends."""
    found = known.within(outer[0].start, outer[-1].end) if outer else ()
    if not found or found[-1].end < outer[-1].end or found[-1].label not in (PERSON, UNKNOWN):
        return None
    return found[-1]


def _introduced(text: str, inner: Sequence[Token], between: Sequence[Token], rest: Sequence[Token]) -> Mention | None:
    """Return the person of an assumed or first name, unless "as" merely says in which role somebody is known."""
    words = {token.lower for token in between[:-1]}
    if between[-1].lower == "as" and not words & {"known", "identified", "named", "himself", "herself", "name"}:
        return None
    return named.person(text, inner, rest)
