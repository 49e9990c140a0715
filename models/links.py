"""Which source and which contents belong to which cue."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.decoding import softmax
from models.sections import LinkScores
from models.spans import Run


@dataclass(frozen=True, slots=True)
class Linked:
    """Hold one attribution in words of its section, with the probability of its source (or of none) and of its links.

    `confidence` is the mean over the source's and the contents' links.
    """

    cue: Run
    source: Run | None
    contents: tuple[Run, ...]
    confidence: float
    source_confidence: float


def link(found: Sequence[Run], windows: Sequence[LinkScores]) -> tuple[list[Linked], list[Run]]:
    """Return the linked attributions in order, and the contents that no cue could be found for.

    A cue takes the best source in its window, or none where its own score says so; a content takes the cue that its
    words point at. Cues left without content are dropped.
    """
    cues = [run for run in found if run.role == "cue"]
    sources = [run for run in found if run.role == "source"]
    contents: dict[Run, list[tuple[Run, float]]] = {cue: [] for cue in cues}
    alone: list[Run] = []
    starts = [window.centre[0] for window in windows]
    for content in (run for run in found if run.role == "content"):
        window = _home(windows, starts, (content.first + content.end - 1) // 2)
        choice = _cue_of(content, cues, window)
        if choice is None:
            alone.append(content)
        else:
            contents[choice[0]].append((content, choice[1]))
    linked = []
    for cue, taken in contents.items():
        if taken:
            source, sure = _source_of(cue, sources, _home(windows, starts, cue.first))
            confidence = float(np.mean([sure, *(probability for _, probability in taken)]))
            linked.append(Linked(cue, source, tuple(run for run, _ in taken), confidence, sure))
    return linked, alone


def _home(windows: Sequence[LinkScores], starts: Sequence[int], place: int) -> LinkScores:
    return windows[max(0, bisect_right(starts, place) - 1)]


def _inside(run: Run, window: LinkScores) -> bool:
    return window.first <= run.first and run.end <= window.first + len(window.scores)


def _cue_of(content: Run, cues: Sequence[Run], window: LinkScores) -> tuple[Run, float] | None:
    near = [cue for cue in cues if _inside(cue, window)]
    size = len(window.scores)
    rows = np.arange(max(0, content.first - window.first), min(size, content.end - window.first))
    if not near or not len(rows):
        return None
    columns = np.array([cue.first - window.first for cue in near])
    logs = np.log(softmax(window.scores[np.ix_(rows, columns)]) + 1e-9).mean(0)
    best = int(logs.argmax())
    return near[best], float(np.exp(logs[best]))


def _source_of(cue: Run, sources: Sequence[Run], window: LinkScores) -> tuple[Run | None, float]:
    if not _inside(cue, window):
        return None, 0.5
    near = [source for source in sources if _inside(source, window)]
    row = window.scores[cue.first - window.first]
    own = cue.first - window.first
    options = softmax(np.array([row[own], *(row[source.first - window.first] for source in near)]))
    best = int(options.argmax())
    return (near[best - 1] if best else None), float(options[best])
