"""Russian and Ukrainian names: one spelling for the ways in which Cyrillic letters are written in English.

Follows the pairs in which newspapers differ: Yevgeny and Evgeny, -sky, -skiy and -ski, Medvedev and Medwedew, Gorbachev
and Gorbachyov. A woman's ending is not a man's: Navalnaya is not Navalny.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from models.naming import lexicon

_SPELLINGS = (
    (r"['`]", ""), (r"([^aeiou])\1", r"\1"), (r"tch|tsch", "ch"), (r"sch(?!ch)", "sh"), (r"w", "v"),
    (r"off$|ow$", "ov"), (r"eff$|ew$", "ev"), (r"(?<=ov|ev)f$", ""), (r"x", "ks"), (r"c(?![hiey])|ck", "k"),
    (r"kh", "h"), (r"^iou", "yu"), (r"^j(?=[aeiou])", "y"), (r"(?<=[aeiou])j$", "y"), (r"zh", "j"),
    (r"(?<=ch)(?:yo|io|o)(?=v)", "e"), (r"^ye", "e"), (r"(?<=[^aeiou])[yi]e", "e"), (r"(?<=[aeiou])ye", "e"),
    (r"y", "i"), (r"ii+", "i"), (r"der$", "dr"),
)  # fmt: skip


def readings(words: Sequence[str]) -> frozenset[str]:
    """Return the one spelling of a name; none where neither a given name nor an ending shows where it is from."""
    spelled = [_spelled(word) for word in words]
    if not any(word in _listed("given") or word.endswith(tuple(_listed("endings"))) for word in spelled):
        return frozenset()
    return frozenset({" ".join(spelled)})


@lru_cache(maxsize=1 << 14)
def _spelled(word: str) -> str:
    for pattern, letters in _SPELLINGS:
        word = re.sub(pattern, letters, word)
    return word


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(lexicon.load("romanization")["cyrillic"][key])
