"""Whether a text is English, by the share of its words that each language uses most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import justext

# Shorter texts than this have too few common words to tell; what is not in Latin letters is told at any length.
_LEAST_WORDS = 12
# English news has 0.4 and more of its words in the list, interviews 0.3; other languages share a tenth ("in", "was").
_LEAST_SHARE = 0.2
_OTHERS = (
    "Croatian", "Czech", "Danish", "Dutch", "Finnish", "French", "German",
    "Hungarian", "Indonesian", "Italian", "Malay", "Norwegian_Bokmal", "Polish", "Portuguese", "Romanian",
    "Slovak", "Spanish", "Swahili", "Swedish", "Tagalog", "Turkish", "Vietnamese", "Welsh",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@cache
def _common(language: str) -> frozenset[str]:
    """Return the words that a language uses most, from jusText's lists."""
    words: frozenset[str] = justext.get_stoplist(language)
    return words


def _share(words: Sequence[str], language: str) -> float:
    """Return the share of the words that are among a language's most used."""
    common = _common(language)
    return sum(word in common for word in words) / len(words)


def foreign(text: str) -> str | None:
    """Say why a text is not English; None if it is, or if it is too short to tell."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)[:5000]]
    letters = [letter for letter in text[:20_000] if letter.isalpha()]
    latin = sum(letter < "\u0250" for letter in letters)
    if letters and latin < 0.5 * len(letters):
        return f"{len(letters) - latin} of {len(letters)} letters are not Latin"
    if len(words) < _LEAST_WORDS:
        return None
    share = _share(words, "English")
    other = max(_OTHERS, key=lambda language: _share(words, language))
    if share >= _LEAST_SHARE and share >= _share(words, other):
        return None
    named = f", {_share(words, other):.0%} are {other.split('_')[0]}" if _share(words, other) > share else ""
    return f"only {share:.0%} of its words are common English words{named}"
