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
    "tail": ("body", "aside", "tail"),
}

# A text of at most this many blocks is a scrap.
_SCRAP = 5
# What it costs to leave the body for an aside, and for each block of it: one weak block between good ones is
# smoothed over, and prose behind a long stretch of furniture is hardly the same article.
_ASIDE, _ASIDE_BLOCK = 1.0, 0.1
# What it costs to go on past a mark of an article's end; with more prose than this behind it, the mark was none.
_CLOSING, _IMPRINT, _RELATED, _INLINE = 4.0, 6.0, 0.7, 0.2
# What it costs to have begun the article above its own title.
_TITLE = 2.5


def sections(blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    """Say of each block where it stands; a scrap with nothing better to read is body as far as it is no furniture."""
    if not blocks:
        return ()
    found = _path(Page.of(blocks))
    if "body" in found:
        return found
    page = Page.of(blocks, teasers=False)
    found = _path(page)
    return _scrap(page) if "body" not in found and len(blocks) <= _SCRAP else found


def _scrap(page: Page) -> tuple[Section, ...]:
    """Take what is left of a very short text when no block of it is good: sentences cut off, a line somebody typed."""
    alone = len(page.blocks) == 1
    kept = [
        not strong and len(block.words) >= 4 and (alone or block.function_words >= 0.25) and score(page, index) > -3
        for index, (block, strong) in enumerate(zip(page.blocks, page.strong, strict=True))
    ]
    start = kept.index(True) if True in kept else len(kept)
    return tuple("body" if good else "head" if index < start else "aside" for index, good in enumerate(kept))


def _path(page: Page) -> tuple[Section, ...]:
    """Return the path of the greatest score (Viterbi); equal paths are decided by the order of sections."""
    scores = [score(page, index) for index in range(len(page.blocks))]
    best: dict[Section, float] = {"head": 0.0, "body": scores[0], "aside": float("-inf"), "tail": float("-inf")}
    steps: list[dict[Section, Section]] = []
    for index, block in enumerate(page.blocks[1:], start=1):
        worth = _worth(block, scores[index], titled=index == page.title)
        step = {section: _before(section, best) for section in _ORDER}
        best = {section: best[origin] + _move(origin, section) + worth[section] for section, origin in step.items()}
        steps.append(step)
    return _walk_back(best, steps)


def _before(section: Section, best: dict[Section, float]) -> Section:
    """Return the section from which another is best entered."""
    return max(_FROM[section], key=lambda origin: best[origin] + _move(origin, section))


def _move(origin: Section, section: Section) -> float:
    """Return what a step from one section into another adds to the path's score."""
    return -_ASIDE if (origin, section) == ("body", "aside") else 0.0


def _worth(block: Block, scored: float, *, titled: bool) -> dict[Section, float]:
    """Return what a block adds to the path's score in each section."""
    passed = _TITLE if titled else 0.0
    if shapes.is_imprint(block):
        passed = _IMPRINT
    elif shapes.is_closing(block):
        passed = _CLOSING
    elif shapes.is_related(block):
        passed = _INLINE if shapes.is_inline(block) else _RELATED
    return {"head": 0.0, "body": scored - passed, "aside": -_ASIDE_BLOCK - passed, "tail": 0.0}


def _walk_back(best: dict[Section, float], steps: Sequence[dict[Section, Section]]) -> tuple[Section, ...]:
    """Follow the best steps from the page's end to its beginning."""
    at = max(_ORDER, key=lambda section: best[section])
    path = [at]
    for step in reversed(steps):
        at = step[at]
        path.append(at)
    return tuple(reversed(path))
