"""What runs the network: arrays of windows in, arrays of scores out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from models.batches import Window
from models.decoding import Floats

EngineName = Literal["onnx", "torch"]


@dataclass(frozen=True, slots=True)
class WindowScores:
    """Hold a window's raw scores: tags, names and sentences (words, labels), links (words, words).

    Row i of `links` says how word i depends on each other word; a cue without a source depends on itself.
    """

    tags: Floats
    names: Floats
    sentences: Floats
    links: Floats


class Engine(Protocol):
    """Run the network over windows; `threads` is how many of them it reads at one time."""

    threads: int

    def score(self, windows: Sequence[Window]) -> Iterator[WindowScores]:
        """Yield the scores of each window, in order; an engine with threads begins before the first is asked for."""
