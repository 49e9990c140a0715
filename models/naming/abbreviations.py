"""Abbreviations of bodies' names, and the names that a text spells out beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BRACKETED = re.compile(r"[,;]?\s?[(\[](?:the\s|or\s)?([A-Z][\w.&-]{1,19})[)\],;]|,? or ([A-Z]{2}[\w.&-]{,8})\b")


def is_abbreviation(word: str) -> bool:
    """Tell whether a word may be a body's abbreviation ("SDF", "U.N.", "MPs")."""
    letters = word.replace(".", "").replace("&", "")
    return 2 <= len(letters) <= 10 and letters[:2].isupper() and letters.isalnum()


def spelled(text: str, names: Iterable[tuple[int, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """Return the names that an abbreviation in brackets follows, by abbreviation; each comes with its end in `text`."""
    found: dict[str, tuple[str, ...]] = {}
    for end, words in names:
        match = _BRACKETED.match(text, end)
        short = match and (match[1] or match[2])
        if short and (is_abbreviation(short) or short in words):
            found.setdefault(short, words)
    return found
