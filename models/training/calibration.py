"""How far probabilities can be taken at their word: reliability, expected calibration error, logistic regression."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Hold the probabilities of `[low, high)`: how many they are, their mean, and the share that was right."""

    low: float
    high: float
    count: int
    stated: float
    right: float


def reliability(sure: Sequence[float], right: Sequence[bool], *, bins: int = BINS) -> list[Bin]:
    """Return the filled ones of equally wide bins (Guo et al., ICML 2017); 1 belongs to the last bin."""
    filled: dict[int, list[tuple[float, bool]]] = {}
    for probability, ok in zip(sure, right, strict=True):
        filled.setdefault(min(int(probability * bins), bins - 1), []).append((probability, ok))
    return [
        Bin(
            place / bins,
            (place + 1) / bins,
            len(held),
            sum(probability for probability, _ in held) / len(held),
            sum(ok for _, ok in held) / len(held),
        )
        for place, held in sorted(filled.items())
    ]


def expected_calibration_error(sure: Sequence[float], right: Sequence[bool], *, bins: int = BINS) -> float:
    """Return the mean distance of stated and true shares over the bins, weighted by their counts; 0 of nothing."""
    held = reliability(sure, right, bins=bins)
    return sum(one.count * abs(one.stated - one.right) for one in held) / max(1, len(sure))


def reliability_figures(sure: Sequence[float], right: Sequence[bool]) -> dict[str, dict[str, float]]:
    """Return the reliability table in per cent, by the bins' limits, and the expected calibration error."""
    table: dict[str, dict[str, float]] = {
        f"{one.low:.1f} to {one.high:.1f}": {
            "number": one.count,
            "stated": round(100 * one.stated, 1),
            "right": round(100 * one.right, 1),
        }
        for one in reliability(sure, right)
    }
    return table | {"expected calibration error": {"per cent": round(100 * expected_calibration_error(sure, right), 1)}}


def fit(
    rows: Sequence[Mapping[str, float]], right: Sequence[bool], names: Sequence[str], *, ridge: float = 1.0
) -> dict[str, float]:
    """Return logistic regression weights by Newton's method; `ridge` is the penalty on each squared weight."""
    x: NDArray[np.float64] = np.array([[row[name] for name in names] for row in rows]).reshape(-1, len(names))
    y = np.array(right, dtype=np.float64)
    weights = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - ridge * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(names))
        weights += np.linalg.solve(hessian, gradient)
    return {name: round(float(value), 4) for name, value in zip(names, weights, strict=True)}
