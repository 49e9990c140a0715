"""Small ids that tell the encoder what its lower-cased word pieces hide: case, quotation marks, layout."""

from __future__ import annotations

from collections.abc import Sequence

from models.quotations import Quotation, quotations, single_quotations
from models.text import Range, paragraphs

CASES = 8
QUOTE_STATES = 5
LAYOUTS = 4
SIZES = (CASES, QUOTE_STATES, QUOTE_STATES, LAYOUTS)

OUT, OPENING, INSIDE, CLOSING, CONTINUED = range(QUOTE_STATES)


def features(text: str, words: Sequence[Range]) -> list[tuple[int, int, int, int]]:
    """Return (case, double-quotation state, single-quotation state, layout) of each word; `SIZES` bounds them."""
    double = _states(quotations(text), words)
    single = _states(single_quotations(text), words)
    layout = _layouts(paragraphs(text), words)
    return [(_case(text[s:e]), d, q, w) for (s, e), d, q, w in zip(words, double, single, layout, strict=True)]


def starts_paragraph(features: tuple[int, int, int, int]) -> bool:
    """Tell whether a word with these features is the first of a paragraph."""
    return bool(features[3] % 2)


def _case(word: str) -> int:
    if not word[0].isalnum():
        return 6
    if word[0].isdigit():
        return 5
    if word.islower():
        return 1
    if len(word) == 1:
        return 7 if word.isupper() else 1
    if word.isupper():
        return 3
    return 2 if word.istitle() else 4


def _states(quoted: Sequence[Quotation], words: Sequence[Range]) -> list[int]:
    states, index = [], 0
    for start, end in words:
        while index < len(quoted) and quoted[index].end <= start:
            index += 1
        current = quoted[index] if index < len(quoted) and quoted[index].start < end else None
        if current is None:
            states.append(OUT)
        elif start == current.start:
            states.append(OPENING)
        elif end == current.end and current.closed:
            states.append(CLOSING)
        else:
            states.append(CONTINUED if current.continues else INSIDE)
    return states


def _layouts(ranges: Sequence[Range], words: Sequence[Range]) -> list[int]:
    """Return 2 for the first paragraph (often the headline), 0 for others, plus 1 on a paragraph's first word."""
    layouts, index, previous = [], 0, -1
    for start, _ in words:
        while index < len(ranges) and ranges[index][1] <= start:
            index += 1
        layouts.append((index != previous) + 2 * (index == 0))
        previous = index
    return layouts
