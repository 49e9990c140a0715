"""A linear-chain CRF decoded: the most probable tag sequence, and how probable each tag and each whole run is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def viterbi(scores: Floats, transitions: Floats, start: Floats) -> list[int]:
    """Return the best label of each word.

    `scores` is (words, labels), `transitions` (labels, labels) from row to column, `start` (labels,).
    """
    if not len(scores):
        return []
    best = start + scores[0]
    back = np.zeros(scores.shape, dtype=np.int64)
    for place in range(1, len(scores)):
        reached = best[:, None] + transitions
        back[place] = reached.argmax(0)
        best = reached.max(0) + scores[place]
    path = [int(best.argmax())]
    for place in range(len(scores) - 1, 0, -1):
        path.append(int(back[place, path[-1]]))
    return path[::-1]


@dataclass(frozen=True, slots=True)
class Posterior:
    """Hold the log probabilities of a chain's forward-backward pass in double precision.

    `forward[i, x]` sums all paths up to word i that end in label x, its own score included; `backward[i, x]` all that
    go on from there; `total` all paths. Forbidden labels are minus infinity.
    """

    forward: NDArray[np.float64]
    backward: NDArray[np.float64]
    total: float


def posterior(scores: Floats, transitions: Floats, start: Floats) -> Posterior:
    """Return the forward-backward sums of at least one word, computed with scaling (Rabiner, 1989)."""
    # Double precision before exp: a sure word that the one before it forbids must not leave every label at zero.
    peaks = scores.max(1, keepdims=True).astype(np.float64)
    emission = np.exp(scores.astype(np.float64) - peaks)
    step = np.exp(transitions.astype(np.float64))
    forward, backward = np.empty_like(emission), np.empty_like(emission)
    rise, fall = np.empty(len(scores)), np.zeros(len(scores))
    state = np.exp(start.astype(np.float64)) * emission[0]
    for place in range(len(scores)):
        if place:
            state = (forward[place - 1] @ step) * emission[place]
        rise[place] = state.sum()
        forward[place] = state / rise[place]
    backward[-1] = 1.0
    for place in range(len(scores) - 2, -1, -1):
        state = step @ (backward[place + 1] * emission[place + 1])
        fall[place] = state.sum()
        backward[place] = state / fall[place]
    with np.errstate(divide="ignore"):
        down = np.cumsum((np.log(fall, where=fall > 0, out=np.zeros_like(fall)) + np.append(peaks[1:], 0.0))[::-1])[
            ::-1
        ]
        up = np.log(forward) + np.cumsum(np.log(rise) + peaks[:, 0])[:, None]
        logs = np.log(backward) + down[:, None]
    return Posterior(up, logs, float(np.logaddexp.reduce(up[-1])))


def marginals(found: Posterior) -> Floats:
    """Return (words, labels): the probability of each label at each word."""
    probabilities: Floats = np.exp(found.forward + found.backward - found.total).astype(np.float32)
    return probabilities


def run_probabilities(
    scores: Floats, transitions: Floats, found: Posterior, *, begin: int, inside: int, least: float, longest: int = 400
) -> list[tuple[float, int, int]]:
    """Return (probability, first, end) of the exact runs of one role whose probability is at least `least`.

    A run is a word of label `begin` and the words of label `inside` after it, up to `longest` words; its probability
    sums all paths that hold it.
    """
    size = len(scores)
    others = [label for label in range(scores.shape[1]) if label != inside]
    step = transitions.astype(np.float64)
    after = np.zeros((2, size))
    after[:, :-1] = np.logaddexp.reduce(
        step[[begin, inside]][:, None, others] + (scores[1:, others] + found.backward[1:, others])[None], axis=2
    )
    inner = np.append(0.0, np.cumsum(scores[:, inside].astype(np.float64) + step[inside, inside]))
    starts = np.exp(found.forward[:, begin] + found.backward[:, begin] - found.total) >= least
    runs: list[tuple[float, int, int]] = []
    for first in map(int, np.flatnonzero(starts)):
        open_ = found.forward[first, begin] - found.total
        ends = np.arange(first + 1, min(size, first + longest))
        tail = open_ + step[begin, inside] - step[inside, inside] + inner[ends + 1] - inner[first + 1] + after[1, ends]
        logs = np.append(open_ + after[0, first], tail)
        runs += [(float(np.exp(logs[k])), first, int(first + k + 1)) for k in np.flatnonzero(logs >= np.log(least))]
    return runs


def softmax(scores: Floats) -> Floats:
    """Return probabilities over the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    probabilities: Floats = shifted / shifted.sum(-1, keepdims=True)
    return probabilities
