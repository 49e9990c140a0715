"""Chinese names: the pinyin syllables that a name written in pinyin or in Wade-Giles may stand for.

A name is read in one system throughout: in pinyin where every syllable is pinyin; in Wade-Giles where one is not, or a
hyphen joins them (Hua Kuo-feng). Newspapers leave out its apostrophes (Teng is 邓 or 滕).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from models.naming import lexicon

_GIVEN = 2
"""Most syllables that a given name has."""


def readings(words: Sequence[str]) -> frozenset[str]:
    """Return the pinyin that a name may stand for, family name first; none where it cannot be a Chinese one."""
    modern = _all(words, _pinyin())
    hyphened = any("-" in word for word in words[1:])
    return modern | _all(words, _older()) if hyphened or not modern else modern


def _all(words: Sequence[str], system: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(" ".join(name) for order in _orders(words) for name in _read(order, system))


def _orders(words: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the family name and the parts of the given name: family name last only where it cannot come first."""
    parts = [tuple(part for part in word.split("-") if part) for word in words]
    yield words[0], tuple(part for word in parts[1:] for part in word)
    if words[0] not in _families():
        yield words[-1], tuple(part for word in parts[:-1] for part in word)


def _read(order: tuple[str, tuple[str, ...]], system: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, ...]]:
    family, given = order
    families = system.get(family, frozenset()) & _families()
    for parts in product(*(_syllables(part, system) for part in given)):
        name = tuple(syllable for part in parts for syllable in part)
        if 0 < len(name) <= _GIVEN:
            yield from ((one, *name) for one in families)


def _syllables(word: str, system: Mapping[str, frozenset[str]]) -> list[tuple[str, ...]]:
    """Return the ways to read a word as one syllable or two."""
    found: list[tuple[str, ...]] = [(one,) for one in system.get(word, ())]
    for cut in range(1, len(word)):
        found += product(system.get(word[:cut], ()), system.get(word[cut:], ()))
    return found


@cache
def _pinyin() -> Mapping[str, frozenset[str]]:
    return {syllable: frozenset({syllable}) for syllable in lexicon.load("romanization")["chinese"]["wade_giles"]}


@cache
def _older() -> Mapping[str, frozenset[str]]:
    """Return what Wade-Giles syllables, with and without apostrophes, and a few spellings of Taiwan stand for."""
    table: Mapping[str, str] = lexicon.load("romanization")["chinese"]["wade_giles"]
    found: dict[str, set[str]] = defaultdict(set)
    for syllable, spelled in table.items():
        found[spelled].add(syllable)
        found[spelled.replace("'", "")].add(syllable)
    for spelled, syllable in lexicon.load("romanization")["chinese"]["others"].items():
        found[spelled].add(syllable)
    for syllable in table:
        if syllable not in found:
            found[syllable].add(syllable)
    return {spelled: frozenset(syllables) for spelled, syllables in found.items()}


@cache
def _families() -> frozenset[str]:
    return frozenset(lexicon.load("romanization")["chinese"]["families"])
