"""Precision, recall and F1 from counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """Hold how many were predicted, how many are gold, and how many of each the other side confirms."""

    predicted: int = 0
    gold: int = 0
    right_predicted: int = 0
    right_gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.predicted + other.predicted,
            self.gold + other.gold,
            self.right_predicted + other.right_predicted,
            self.right_gold + other.right_gold,
        )

    @property
    def precision(self) -> float:
        """Return the share of the predicted that is right, 0 where nothing was predicted."""
        return self.right_predicted / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Return the share of the gold that was found, 0 where there is none."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1 in per cent to one place, and the number of gold items."""
        values = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {name: round(100 * value, 1) for name, value in values.items()} | {"gold": self.gold}


def matches(predicted: Iterable[Hashable], gold: Iterable[Hashable]) -> Counts:
    """Return counts of identical items; equal items on one side are matched one to one."""
    p, g = Counter(predicted), Counter(gold)
    both = (p & g).total()
    return Counts(p.total(), g.total(), both, both)
