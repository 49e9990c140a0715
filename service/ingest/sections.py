"""Sections: the likeliest way through a page from its head through the body, around asides, to its tail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from service.ingest import shapes
from service.ingest.blocks import Block
from service.ingest.page import Page
from service.ingest.signals import score

Section = Literal["head", "body", "aside", "tail"]

_ORDER: tuple[Section, ...] = ("head", "body", "aside", "tail")
_FROM: dict[Section, tuple[Section, ...]] = {
    "head": ("head",),
    "body": ("head", "body", "aside"),
    "aside": ("body", "aside"),
    "tail": ("body", "tail"),
}

# What it costs to leave the body for an aside, and for each block of it: one weak block between good ones is
# smoothed over, and prose behind a long stretch of furniture is hardly the same article.
_ASIDE, _ASIDE_BLOCK = 1.5, 0.06
# What a page wins by ending its article at a mark of its end; more prose than this behind it, and the mark was none.
_CLOSING, _IMPRINT, _RELATED = 5.0, 6.0, 3.0


def sections(blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    """Say of each block where it stands; where teasers would be all there is to read, they are the article."""
    if not blocks:
        return ()
    page = Page.of(blocks)
    found = _path(page)
    if "body" not in found and page.teasers:
        found = _path(Page.of(blocks, teasers=False))
    return found


def _path(page: Page) -> tuple[Section, ...]:
    """Return the path of the greatest score (Viterbi); equal paths are decided by the order of sections."""
    scores = [score(page, index) for index in range(len(page.blocks))]
    best: dict[Section, float] = {"head": 0.0, "body": scores[0], "aside": float("-inf"), "tail": float("-inf")}
    steps: list[dict[Section, Section]] = []
    for index in range(1, len(scores)):
        step: dict[Section, Section] = {}
        gained: dict[Section, float] = {}
        for section in _ORDER:
            before = max(_FROM[section], key=lambda origin: best[origin] + _move(page, index, origin, section))
            step[section] = before
            gained[section] = best[before] + _move(page, index, before, section)
        gained["body"] += scores[index]
        best = gained
        steps.append(step)
    return _walk_back(best, steps)


def _move(page: Page, index: int, origin: Section, section: Section) -> float:
    """Return what a step from one section into another at a block adds to the path's score."""
    if section == "aside":
        return -_ASIDE_BLOCK - (_ASIDE if origin == "body" else 0.0)
    if section == "tail" and origin == "body":
        block = page.blocks[index]
        if shapes.is_imprint(block):
            return _IMPRINT
        if shapes.is_closing(block):
            return _CLOSING
        return _RELATED if shapes.is_related(block) else 0.0
    return 0.0


def _walk_back(best: dict[Section, float], steps: Sequence[dict[Section, Section]]) -> tuple[Section, ...]:
    """Follow the best steps from the page's end to its beginning."""
    at = max(_ORDER, key=lambda section: best[section])
    path = [at]
    for step in reversed(steps):
        at = step[at]
        path.append(at)
    return tuple(reversed(path))
