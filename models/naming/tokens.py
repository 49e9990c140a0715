"""Words of English news prose with titles, abbreviations, initials and possessive marks kept apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Maj|Capt|Cmdr|Cdr|Adm|Sgt|Cpl|Brig|Rev|Hon|Sec|Amb|Supt|Det|"
    "Insp|Pres|Atty|St|Fr|Msgr|Del|Jr|Sr|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|vs"
)
TOKEN = re.compile(
    rf"(?:{_ABBREVIATIONS})\.(?!\w)"
    r"|(?:[^\W\d_]\.){2,}(?:-[^\W_]+)*"
    r"|[A-Z]\.(?=\s?[A-Z(])"
    r"|['’]s\b(?!['’]\w)"
    r"|[^\W_]+(?:(?:[-‐‑–.&](?=[^\W_])|['’](?!s\b)(?=[^\W_]))[^\W_]+)*"
    r"|--+|[^\w\s]|_"
)
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Token:
    """Hold one word, its half-open range in the text, and its lower-case form with straight apostrophes."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def capital(self) -> bool:
        """Tell whether the word begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Tell whether the token holds a letter or a digit."""
        return self.text[0].isalnum()

    @property
    def possessive(self) -> bool:
        """Tell whether the token is a possessive mark."""
        return self.text in _POSSESSIVE


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of `text[start:end]`, with offsets into the whole text."""
    stop = len(text) if end is None else end
    return [
        Token(match.start(), match.end(), match.group(), match.group().lower().replace("’", "'"))
        for match in TOKEN.finditer(text, start, stop)
    ]
