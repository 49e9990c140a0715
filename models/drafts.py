"""Attributions while they are still being put together: ranges of characters with the model's confidences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from models.links import Linked
from models.spans import Run
from models.text import Range


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold the parts of one attribution as sorted ranges of characters.

    The confidences are mean probabilities of the cue's, the contents' and the source's tags, of all links, and of the
    source's link alone; `exact_confidence` is the least probability of a content with just these ends. What an
    attribution does not have is 0.
    """

    content: tuple[Range, ...]
    cue: tuple[Range, ...] = ()
    source: tuple[Range, ...] = ()
    cue_confidence: float = 0.0
    content_confidence: float = 0.0
    link_confidence: float = 0.0
    source_confidence: float = 0.0
    source_link_confidence: float = 0.0
    exact_confidence: float = 0.0

    def with_content(self, ranges: Iterable[Range]) -> Draft:
        """Return the draft with other contents; touching and overlapping ranges become one."""
        return replace(self, content=merge(ranges))


def draft(linked: Linked, words: Sequence[Range], first: int) -> Draft:
    """Return a linked attribution in characters; `first` is the place of its section's first word in `words`."""

    def range_of(run: Run) -> Range:
        return words[first + run.first][0], words[first + run.end - 1][1]

    size = sum(run.end - run.first for run in linked.contents)
    return Draft(
        content=merge(range_of(run) for run in linked.contents),
        cue=(range_of(linked.cue),),
        source=(range_of(linked.source),) if linked.source else (),
        cue_confidence=linked.cue.confidence,
        content_confidence=sum(run.confidence * (run.end - run.first) for run in linked.contents) / size,
        link_confidence=linked.confidence,
        source_confidence=linked.source.confidence if linked.source else 0.0,
        source_link_confidence=linked.source_confidence,
        exact_confidence=min(run.exact for run in linked.contents),
    )


def merge(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Return the ranges sorted, with those that overlap or touch made one."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def cut_out(ranges: Iterable[Range], holes: Iterable[Range]) -> tuple[Range, ...]:
    """Return what is left of the ranges outside the holes."""
    left = list(ranges)
    for a, b in holes:
        left = [part for s, e in left for part in ((s, min(e, a)), (max(s, b), e)) if part[0] < part[1]]
    return tuple(left)
