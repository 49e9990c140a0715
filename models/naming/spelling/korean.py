"""Korean names: every Hangul that a romanised name may stand for, in whichever system it was written.

Revised Romanization (2000), McCune-Reischauer without its breves, and the spellings that people chose for themselves
differ in few sounds: 정 is Jeong, Chŏng, Jung or Chung. A spelling may stand for several syllables (Jung: 정 or 중);
two spellings of one name have a reading in common.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product

from models.naming import lexicon

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_PALATAL = "ㅑㅒㅕㅖㅛㅠㅣ"
_GIVEN = 2
"""Most syllables that a given name has."""


def readings(words: Sequence[str]) -> frozenset[str]:
    """Return the Hangul that a name may stand for, family name first; none where it cannot be a Korean one."""
    found: set[str] = set()
    for family, given, surely in _orders(words):
        if surely or not any(lexicon.given_gender(word) for word in given):
            families = _syllables(family) & _families()
            found.update(f"{one} {name}" for one in families for name in _given(given))
    return frozenset(found)


def _orders(words: Sequence[str]) -> Iterator[tuple[str, Sequence[str], bool]]:
    """Yield the family name, the given names, and whether their syllables stand apart, for each order there may be."""
    apart = len(words) == _GIVEN + 1 or any("-" in word for word in words)
    first, last = words[0], words[-1]
    if len(words) <= _GIVEN + 1:
        yield first, words[1:], apart
        if not _syllables(first) or apart:
            yield last, words[:-1], apart


def _given(words: Sequence[str]) -> Iterator[str]:
    syllables = [part for word in words for part in word.split("-")]
    for parts in product(*map(_parses, syllables)):
        name = "".join(parts)
        if 0 < len(name) <= _GIVEN:
            yield name


@lru_cache(maxsize=1 << 14)
def _parses(word: str) -> frozenset[str]:
    """Return the ways to read a word as one syllable, or where it is none, as two ("Jongun")."""
    return _syllables(word) or frozenset(
        one + two for cut in range(1, len(word)) for one in _syllables(word[:cut]) for two in _syllables(word[cut:])
    )


@lru_cache(maxsize=1 << 14)
def _syllables(word: str) -> frozenset[str]:
    """Return the syllables that a word may stand for."""
    spelled = word.replace("wh", "hw").replace("'", "")
    onsets, vowels, codas = (_sounds(part) for part in ("onsets", "vowels", "codas"))
    return frozenset(
        _syllable(initial, medial, final)
        for start in range(min(3, len(spelled)))
        for end in range(start + 1, len(spelled) + 1)
        for initial in onsets.get(spelled[:start], "")
        for medial in vowels.get(spelled[start:end], "")
        for final in ([codas[spelled[end:]]] if spelled[end:] in codas else [])
    )


def _syllable(initial: str, medial: str, final: str) -> str:
    """Return a syllable as the South writes it: r is not heard before i and y at the beginning (Ri and Yi are one)."""
    if initial == "ㄹ":
        initial = "ㅇ" if medial in _PALATAL else "ㄴ"
    place = (_INITIALS.index(initial) * len(_MEDIALS) + _MEDIALS.index(medial)) * len(_FINALS) + _FINALS.index(final)
    return chr(0xAC00 + place)


@cache
def _sounds(part: str) -> Mapping[str, str]:
    sounds: Mapping[str, str] = lexicon.load("romanization")["korean"][part]
    return sounds


@cache
def _families() -> frozenset[str]:
    return frozenset(lexicon.load("romanization")["korean"]["families"])
