"""Offices: whether what two texts call a person can go together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from models.naming import lexicon, nations
from models.naming.entities import body_key
from models.naming.mentions import role_head

_TIMES = frozenset({"former", "ex", "then", "acting", "new", "late", "outgoing", "incoming", "current", "longtime"})

_ANYBODY = frozenset({"man", "woman", "person", "boy", "girl", "guy"})


def clash(titles: Iterable[str], others: Iterable[str], *, nation: Iterable[str] = ()) -> bool:
    """Tell whether two lists of roles are hardly one person's: of other nations, or without any office in common.

    `nation` holds nations that are known of the first person beside the roles. Where one side is unknown, nothing
    clashes.
    """
    mine, theirs = tuple(dict.fromkeys(titles)), tuple(dict.fromkeys(others))
    known, wanted = {*nation, *_nations(mine)}, _nations(theirs)
    if known and wanted and known.isdisjoint(wanted):
        return True
    offices, held = ([title for title in titles if _head(title)] for titles in (mine, theirs))
    return bool(offices and held) and not any(same_office(one, other) for one in offices for other in held)


@lru_cache(maxsize=1 << 14)
def same_office(one: str, other: str) -> bool:
    """Tell whether two roles may be one office: the same noun, and a word in common where both have more of them."""
    head, equal = _head(one), _head(other)
    if not (head and equal and lexicon.same_role(head, equal)):
        return False
    mine, theirs = _rest(one, head), _rest(other, equal)
    return not (mine and theirs) or not mine.isdisjoint(theirs)


def _nations(titles: Iterable[str]) -> set[str]:
    return {nation for nation in map(nations.nation_of, titles) if nation}


def _head(title: str) -> str:
    """Return the noun of an office; none where it tells of everybody ("a man")."""
    head = role_head(title)
    return "" if head in _ANYBODY else head


def _rest(title: str, head: str) -> frozenset[str]:
    """Return the words of a role but its noun, its nation's and those that tell when it was held."""
    words = title.split()
    apart = {
        word for size in (1, 2) for phrase in _runs(words, size) if nations.place(" ".join(phrase)) for word in phrase
    }
    return body_key(tuple(word for word in words if word not in apart)) - body_key(tuple(head.split())) - _TIMES


def _runs(words: list[str], size: int) -> Iterator[list[str]]:
    return (words[at : at + size] for at in range(len(words) - size + 1))
