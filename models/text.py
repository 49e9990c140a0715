"""Words, paragraphs and quotations of a text, as offsets in Unicode code points. Standard library only, linear time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

Range = tuple[int, int]

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
# The look-behind keeps a long run of blanks from being tried again at each of its places.
_BREAK = re.compile(r"(?<![^\S\n\r])[^\S\n\r]*(?:\r\n|\n|\r)\s*")
_TERMINAL = frozenset(".!?:;…\"'”’»」』)]―—-*|")
# A line broken by hand is neither a short line (a heading, a list item) nor a whole paragraph on one line.
_WRAPPED_MIN, _WRAPPED_MAX = 45, 110


def words(text: str) -> list[Range]:
    """Return the range of each word; every punctuation mark is a word of its own ("didn't" is three)."""
    return [match.span() for match in WORD.finditer(text)]


def paragraphs(text: str) -> list[Range]:
    """Return the range of each paragraph, outer white space excluded.

    A blank line always divides; a single line end divides too, unless both sides look like hand-wrapped prose.
    """
    found, start, line_start = [], 0, 0
    for match in _BREAK.finditer(text):
        if not _is_wrap(text, line_start, match):
            found.append((start, match.start()))
            start = match.end()
        line_start = match.end()
    found.append((start, len(text)))
    return [trimmed for begin, end in found if (trimmed := trim(text, begin, end))]


def _is_wrap(text: str, line_start: int, gap: re.Match[str]) -> bool:
    if gap.group().count("\n") > 1 or gap.group().count("\r") > 1 or gap.end() >= len(text):
        return False
    if not _WRAPPED_MIN <= gap.start() - line_start <= _WRAPPED_MAX:
        return False
    return text[gap.start() - 1] not in _TERMINAL and (text[gap.end()].isalnum() or text[gap.end()] in "\"'“‘(")


def trim(text: str, start: int, end: int, *, strip: str | None = None) -> Range | None:
    """Return the range without white space (or the characters of `strip`) at its ends, None where nothing is left."""
    part = text[start:end]
    left = len(part) - len(part.lstrip(strip))
    right = len(part.rstrip(strip))
    return (start + left, start + right) if left < right else None


def containing(ranges: Sequence[Range], position: int) -> int | None:
    """Return the index of the range that holds `position`; the ranges are sorted and do not overlap."""
    index = bisect_right(ranges, (position, float("inf"))) - 1
    return index if index >= 0 and ranges[index][0] <= position < ranges[index][1] else None


def overlapping(ranges: Sequence[Range], start: int, end: int) -> range:
    """Return the indices of the ranges that meet `[start, end)`; the ranges are sorted and do not overlap."""
    first = bisect_right(ranges, start, key=lambda r: r[1])
    last = first
    while last < len(ranges) and ranges[last][0] < end:
        last += 1
    return range(first, last)


def mask(text: str, body: Sequence[Range]) -> str:
    """Return the text with everything outside `body` blanked, at equal length, line ends kept."""
    if not body:
        return _blank(text)
    parts, last = [], 0
    for start, end in body:
        parts += [_blank(text[last:start]), text[start:end]]
        last = end
    return "".join([*parts, _blank(text[last:])])


def _blank(text: str) -> str:
    return re.sub(r"[^\n\r]", " ", text)
