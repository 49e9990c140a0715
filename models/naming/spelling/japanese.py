"""Japanese names: morae in one spelling, long vowels short, in either order of the names.

Hepburn and Kunrei-shiki spell the same morae (shi, si); a long vowel is written ō, oh, ou, oo or o.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(
    r"(?:(?:k{1,2}|g|s{1,2}h?|z|t{1,2}s?|t?ch|d|n|h|f|b|p{1,2}|m|r|w|j|(?:[kgsztdnhbpmrj]|kk|pp|ss)?y)?[aiueo]+h?|n(?![aiueo])"
    r"|m(?=[bmp]))+"
)
_SPELLINGS = (
    (r"(?<=[aiueo])h(?![aiueoy])", ""), (r"ou|oo", "o"), (r"uu", "u"),
    (r"m(?=[bmp])", "n"), (r"t?ch(?=[aueo])", "ty"), (r"t?ch", "t"), (r"sh(?=[aueo])", "sy"), (r"sh", "s"),
    (r"jy?(?=[aueo])", "zy"), (r"j", "z"), (r"ts", "t"), (r"f", "h"),
)  # fmt: skip


def readings(words: Sequence[str]) -> frozenset[str]:
    """Return the reading of a name of two words that are Japanese morae throughout; none for other names."""
    plain = [word.replace("'", "").replace("-", "") for word in words]
    if len(plain) != 2 or not all(map(_WORD.fullmatch, plain)):
        return frozenset()
    return frozenset({" ".join(sorted(map(_spelled, plain)))})


def _spelled(word: str) -> str:
    for pattern, sound in _SPELLINGS:
        word = re.sub(pattern, sound, word)
    return word
