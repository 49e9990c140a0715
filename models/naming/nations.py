"""Nations, their seats of government, demonyms and abbreviations, and the bodies that are named by a building."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from models.naming import lexicon
from models.naming.tokens import Token, Words

_ARTICLES = ("the ",)


@dataclass(frozen=True, slots=True)
class Place:
    """Hold what a word stands for: the nation, and whether it is the nation's own name, its seat or its people."""

    nation: str
    sort: str


def _plain(words: str) -> str:
    plain = words.strip().replace("’", "'").lower()
    for article in _ARTICLES:
        plain = plain.removeprefix(article)
    return plain


@cache
def _places() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for entry in lexicon.load("nations")["nations"]:
        for sort, names in (
            ("name", [entry["name"], *entry["aliases"]]),
            ("seat", entry["seats"]),
            ("people", entry["demonyms"]),
        ):
            for name in names:
                found.setdefault(_plain(name), Place(entry["name"], sort))
        for name in entry["demonyms"]:
            found.setdefault(_plain(name) + "s", Place(entry["name"], "people"))
    return found


@cache
def _bodies() -> dict[str, tuple[str, str | None]]:
    return {
        _plain(alias): (entry["name"], entry["nation"])
        for entry in lexicon.load("nations")["bodies"]
        for alias in [entry["name"], *entry["aliases"]]
    }


@cache
def _longest() -> int:
    return max(len(key.split()) for key in [*_places(), *_bodies()])


@lru_cache(maxsize=1 << 16)
def place(words: str) -> Place | None:
    """Return what a whole phrase means as a nation's name, seat or people ("Seoul", "the U.S.", "Japanese")."""
    if words in ("us", "male", "pole", "turkey", "chad", "US's"):
        return None
    return _places().get(_plain(words))


@lru_cache(maxsize=1 << 16)
def body(words: str) -> tuple[str, str | None] | None:
    """Return the canonical name and the nation of a body named by a building or abbreviation ("the White House")."""
    return _bodies().get(_plain(words))


def side(words: str) -> str | None:
    """Return the nation that a compass word alone stands for where the text speaks of a divided country."""
    found: str | None = lexicon.load("nations")["sides"].get(words.strip().removeprefix("the ").removeprefix("The "))
    return found


def nation_in(tokens: Sequence[Token]) -> str | None:
    """Return the first nation that the tokens name in any way ("South Korean Defense Minister")."""
    for index, token in enumerate(tokens):
        if not token.capital:
            continue
        for size in range(min(_longest(), len(tokens) - index), 0, -1):
            phrase = " ".join(part.text for part in tokens[index : index + size])
            found = place(phrase)
            if found:
                return found.nation
            named = body(phrase)
            if named and named[1]:
                return named[1]
    return None


@lru_cache(maxsize=1 << 14)
def nation_of(words: str) -> str | None:
    """Return the first nation that a phrase names in any way."""
    return nation_in(Words(words).all)


@cache
def forms(nation: str) -> tuple[str, ...]:
    """Return the words that stand before a nation's bodies, the usual one first ("South Korean", "South Korea")."""
    for entry in lexicon.load("nations")["nations"]:
        if entry["name"] == nation:
            usual = [entry["before"]] if "before" in entry else []
            return tuple(dict.fromkeys([*usual, *entry["demonyms"], nation, *entry["aliases"]]))
    return (nation,)
