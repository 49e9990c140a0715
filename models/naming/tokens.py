"""Words of English news prose with titles, abbreviations, initials and possessive marks kept apart."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Maj|Capt|Cmdr|Cdr|Adm|Sgt|Cpl|Brig|Rev|Hon|Sec|Amb|Supt|Det|"
    "Insp|Pres|Atty|St|Fr|Msgr|Del|Jr|Sr|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|vs"
)
TOKEN = re.compile(
    rf"(?:{_ABBREVIATIONS})\.(?!\w)"
    r"|(?:[^\W\d_]\.){2,}(?:-[^\W_]+)*"
    r"|[A-Z]\.(?=\s?[A-Z(])"
    r"|['’](?:s|re|ve|ll|d|m)\b(?!['’]\w)"
    r"|[^\W_]+(?:(?:(?:[-‐‑–&]|/(?=[A-Z])|\.(?![A-Z][a-z]))(?=[^\W_])|['’](?!(?:s|re|ve|ll|d|m)\b)(?=[^\W_]))[^\W_]+)*"
    r"|--+|[^\w\s]|_"
)
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


class Token(NamedTuple):
    """Hold one word, its half-open range in the text, and its lower-case form with straight apostrophes.

    A named tuple, as a text has a token for every word and these are made four times as fast as dataclasses.
    """

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    """Whether the word begins with a capital letter."""
    word: bool
    """Whether the token holds a letter or a digit."""

    @property
    def possessive(self) -> bool:
        """Tell whether the token is a possessive mark."""
        return self.text in _POSSESSIVE


@lru_cache(maxsize=1 << 16)
def _shape(word: str) -> tuple[str, str, bool, bool]:
    return word, word.lower().replace("’", "'"), word[0].isupper(), word[0].isalnum()


class Words:
    """Hold the words of one text in order, for cutting out ranges without reading the text again."""

    def __init__(self, text: str) -> None:
        self.all = [Token(match.start(), match.end(), *_shape(match.group())) for match in TOKEN.finditer(text)]
        self._starts = [token.start for token in self.all]

    def within(self, start: int, end: int) -> list[Token]:
        """Return the words that meet `[start, end)`, whole ones at its borders."""
        first = max(0, bisect_right(self._starts, start) - 1)
        if first < len(self.all) and self.all[first].end <= start:
            first += 1
        return self.all[first : bisect_left(self._starts, end)]


@lru_cache(maxsize=2)
def _words(text: str) -> Words:
    return Words(text)


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens that meet `text[start:end]`, with offsets into the whole text; none is ever cut."""
    stop = len(text) if end is None else end
    return _words(text).within(start, stop) if start < stop else []
