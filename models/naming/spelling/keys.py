"""Keys of a name that do not depend on how it is spelled: what two spellings of one name have in common."""

from __future__ import annotations

from functools import cache, lru_cache

from models.naming import lexicon
from models.naming.spelling import arabic, chinese, cyrillic, japanese, korean
from models.naming.spelling.words import Words, latin, letters, read

_SCRIPTS = {"ko": korean, "zh": chinese, "ja": japanese, "ar": arabic, "ru": cyrillic}


@lru_cache(maxsize=1 << 14)
def keys(name: str) -> frozenset[str]:
    """Return what a person's name may stand for, one key for each reading; none for a single word, which names many.

    Two names that share a key may be one person's, unless `same_name` finds what tells them apart.
    """
    words = read(name)
    if len(words.all) < 2:
        return frozenset()
    found = {f"{mark}:{reading}" for mark, script in _SCRIPTS.items() for reading in script.readings(words.all)}
    return frozenset(found | {f"la:{form}" for form in latin(name)} | _abbreviated(words))


def same_name(one: str, other: str) -> bool:
    """Tell whether two spellings may be of one person's name.

    They share a reading, and neither suffixes nor middle initials tell them apart: George W. Bush is not George H. W.
    Bush, Donald Trump Jr. not Donald Trump, and Michael B. Jordan never without his initial.
    """
    return not keys(one).isdisjoint(keys(other)) and not differ(one, other)


def differ(one: str, other: str) -> bool:
    """Tell whether suffixes or middle initials tell two names apart."""
    mine, theirs = read(one), read(other)
    if mine.suffix != theirs.suffix:
        return True
    short, long = sorted((mine.initials, theirs.initials), key=len)
    return not long.startswith(short) or (short != long and not _customary().isdisjoint((mine, theirs)))


@cache
def _customary() -> frozenset[Words]:
    """Return the names that are never written without their initials."""
    return frozenset(read(name) for name in lexicon.words("given_names", "initialled"))


def _abbreviated(words: Words) -> set[str]:
    """Return the key of a name with its middle name as an initial ("Mark Thomas Esper" is "Mark T. Esper")."""
    first, *middle, last = words.all
    initials = words.initials or "".join(word[0] for word in middle)
    if not initials or not lexicon.given_gender(first) or (words.initials and middle):
        return set()
    return {f"la:{letters(first)} {initials} {letters(last)}"}
