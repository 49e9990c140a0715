"""Blocks: the paragraphs of a plain text, whether each is one line or several lines wrapped at a width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from service.ingest.lexicon import FUNCTION_WORDS

INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad"
"""Characters with no width: a byte order mark, zero-width space and joiners, soft hyphen."""

_WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
BULLET = re.compile(r"^(?:[•·●○◦▪▫■□‣⁃∙*+➤►▶→»>–—-]|o|\d{1,2}[.)]|\(?[a-z0-9]\))\s+(?=\S)")

# Hard-wrapped text breaks between 45 columns (narrow mail) and 110 (wide terminals); menus are narrower, and
# paragraphs kept on one line are longer.
_NARROWEST, _WIDEST = 45, 110
_SLACK = 8


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Hold one paragraph: its trimmed range `[start, end)` in the text, and what every signal needs to know of it.

    Two blocks are the same only where they are one object, so that what a block looks like is found out once.
    `plain` is its text with white space collapsed and the bullet taken off; `words` are lower case.
    """

    start: int
    end: int
    plain: str
    words: tuple[str, ...]
    bullet: bool
    function_words: float

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Block:
        """Measure the block that is `text[start:end]`, which must be trimmed and not empty."""
        whole = " ".join(text[start:end].split()).strip(INVISIBLE)
        plain = BULLET.sub("", whole, count=1)
        words = tuple(word.lower().replace("’", "'") for word in _WORD.findall(plain))
        known = sum(word in FUNCTION_WORDS for word in words)
        return cls(start, end, plain, words, plain != whole, known / len(words) if words else 0.0)


@dataclass(frozen=True, slots=True)
class _Line:
    """Hold one line that is not blank: its trimmed range, its indent, and whether a blank line stands before it."""

    start: int
    end: int
    indent: int
    gap: bool
    text: str

    @property
    def width(self) -> int:
        """Return the columns up to the last character that shows."""
        return self.indent + self.end - self.start


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without white and invisible characters at its ends; it is empty if nothing else is there."""
    while start < end and (text[start].isspace() or text[start] in INVISIBLE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in INVISIBLE):
        end -= 1
    return start, end


def split(text: str) -> tuple[Block, ...]:
    """Split a text into its blocks, in order; blocks lie in the text, do not overlap and are not empty."""
    lines = tuple(_lines(text))
    width = _wrap_width(lines)
    blocks = [(line.start, line.end) for line in lines[:1]]
    for before, line in pairwise(lines):
        if width and _continues(before, line, width=width):
            blocks[-1] = (blocks[-1][0], line.end)
        else:
            blocks.append((line.start, line.end))
    return tuple(Block.of(text, start, end) for start, end in blocks)


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that are not blank; every line end that Unicode knows counts."""
    offset, gap = 0, True
    for raw in text.splitlines(keepends=True):
        start, end = trim(text, offset, offset + len(raw))
        if start < end:
            yield _Line(start, end, start - offset, gap, text[start:end])
        gap = start >= end
        offset += len(raw)


def _wrap_width(lines: tuple[_Line, ...]) -> int:
    """Return the column at which the text is wrapped by hard line ends, 0 where paragraphs are single lines."""
    widths = sorted(line.width for line in lines if line.width >= _NARROWEST)
    if not widths or sum(width > _WIDEST for width in widths) > len(widths) // 10:
        return 0
    full = [(a, b) for a, b in pairwise(lines) if not b.gap and a.width >= _NARROWEST]
    broken = sum(_runs_on(a, b) for a, b in full)
    if broken < 2 or broken < len(full) * 0.3:
        return 0
    return min(widths[int(len(widths) * 0.95)], _WIDEST)


def _runs_on(line: _Line, after: _Line) -> bool:
    """Tell whether a line ends in the middle of a sentence that the next line takes up."""
    return after.text[0].islower() and line.text[-1] not in ".!?:;"


def _continues(line: _Line, after: _Line, *, width: int) -> bool:
    """Tell whether the next line belongs to the same wrapped paragraph: its first word had no room on this line."""
    if after.gap or BULLET.match(after.text):
        return False
    if _runs_on(line, after) and line.width * 2 >= width:
        return True
    if after.indent > line.indent:
        return False
    first = after.text.split(maxsplit=1)[0]
    return line.width + 1 + len(first) > width - _SLACK
