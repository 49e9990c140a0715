"""Quotations as the marks state them: nested, unbalanced, and taken up again over paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from models.text import Range, paragraphs

_OPENING = {"“": "”", "„": "“”", "‟": "”", "«": "»", "「": "」", "『": "』", "《": "》"}
_CLOSING = frozenset("”»」』》")
_STRAIGHT = frozenset('"＂″')
_MARKS = frozenset(_OPENING) | _CLOSING | _STRAIGHT
_BEFORE_OPENING = frozenset("([{-–—―/…")
Turn = Literal["open", "close", "none"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Hold the part of a quotation that lies in one paragraph, marks included.

    `continues` says that it takes up the quotation that the paragraph before left open; `closed` that its own
    paragraph holds the closing mark; `single` that the marks are single ones.
    """

    start: int
    end: int
    continues: bool = False
    closed: bool = True
    single: bool = False


def ranges_of(quoted: Sequence[Quotation]) -> list[Range]:
    """Return the ranges of quotations."""
    return [(quotation.start, quotation.end) for quotation in quoted]


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations in double marks, in order, one entry per paragraph they reach into.

    A mark left open ends with its paragraph unless the next one begins with a mark; a second opening mark in one
    paragraph ends the first quotation before it; a closing mark with nothing open is passed over.
    """
    return tuple(_double(text))


def _double(text: str) -> Iterator[Quotation]:
    carried: str | None = None
    for start, end in paragraphs(text):
        marks = [position for position in range(start, end) if text[position] in _MARKS]
        # How many closing marks are still to come beyond what the opening marks to come will need.
        surplus = sum((text[m] in _CLOSING) - (text[m] in _OPENING) for m in marks)
        opened, closers, depth = -1, "", 0
        continues = carried is not None and _opens(text[start], carried)
        for position, following in zip(marks, [*marks[1:], end], strict=False):
            mark = text[position]
            surplus -= (mark in _CLOSING) - (mark in _OPENING)
            curly = opened >= 0 and text[opened] in _OPENING
            if curly and mark in _STRAIGHT and surplus > depth:
                continue
            turn = _turn(text, position, opened >= 0, closers, (start, end))
            if turn == "close" and _is_inch(text, position, following, (start, end)):
                continue
            if turn == "open" and opened >= 0 and mark in _OPENING and surplus > depth + curly:
                depth += 1
            elif turn == "open":
                if opened >= 0:
                    yield _entry(text, opened, position, start, continues=continues, closed=False)
                opened, closers, depth = position, _OPENING.get(mark, mark), 0
            elif turn == "close" and depth:
                depth -= 1
            elif turn == "close" and opened >= 0:
                yield _entry(text, opened, position + 1, start, continues=continues, closed=True)
                opened = -1
        carried = None
        if opened >= 0:
            carried = text[opened]
            yield _entry(text, opened, end, start, continues=continues, closed=False)


def _entry(text: str, start: int, end: int, paragraph: int, *, continues: bool, closed: bool) -> Quotation:
    end = start + len(text[start:end].rstrip())
    return Quotation(start, end, continues=continues and start == paragraph, closed=closed)


def _opens(mark: str, carried: str) -> bool:
    return mark == carried or mark in _OPENING or mark in _STRAIGHT


def _turn(text: str, position: int, is_open: bool, closers: str, paragraph: Range) -> Turn:
    """Say whether the mark at `position` opens or closes, from its shape, its neighbours and what is open."""
    mark = text[position]
    if mark in _STRAIGHT:
        return _turn_straight(text, position, is_open, paragraph)
    if is_open and mark in closers:
        return "close"
    if mark in _OPENING:
        return "open"
    if is_open:
        return "close"
    # A closing mark with nothing open that leans on the word after it was meant to open.
    return "open" if _faces_right(text, position, paragraph) else "none"


def _turn_straight(text: str, position: int, is_open: bool, paragraph: Range) -> Turn:
    if position == paragraph[0]:
        return "open"
    if _faces_right(text, position, paragraph):
        return "open"
    before = text[position - 1]
    if not is_open:
        # An inch sign closes nothing; a mark stuck to the word before it and followed by a letter opens.
        follows = text[position + 1 : position + 2]
        return "open" if follows.isalnum() and not before.isdigit() else "none"
    return "close"


def _is_inch(text: str, position: int, following: int, paragraph: Range) -> bool:
    """Say whether a straight mark after a digit measures: the mark that follows it closes what is open."""
    if text[position] not in _STRAIGHT or not text[position - 1].isdigit() or following == paragraph[1]:
        return False
    return text[following] in _STRAIGHT and not _faces_right(text, following, paragraph)


def _faces_right(text: str, position: int, paragraph: Range) -> bool:
    before = text[position - 1] if position > paragraph[0] else " "
    after = text[position + 1] if position + 1 < paragraph[1] else " "
    return (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()


def single_quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations in single marks (‘…’ or '…'), apostrophes told apart by their neighbours."""
    return tuple(_single(text))


def _single(text: str) -> Iterator[Quotation]:
    for start, end in paragraphs(text):
        opened = -1
        for position in range(start, end):
            mark = text[position]
            if mark not in "‘’'":
                continue
            before = text[position - 1] if position > start else " "
            after = text[position + 1] if position + 1 < end else " "
            if opened < 0 and mark != "’" and not before.isalnum() and after.isalnum() and not after.isdigit():
                opened = position
            elif opened >= 0 and mark != "‘" and not after.isalnum() and not before.isspace():
                yield Quotation(opened, position + 1, single=True)
                opened = -1
            elif mark == "‘" and opened >= 0:
                opened = position
