"""A linear-chain CRF decoded: the most probable tag sequence, and how probable each tag and each whole run is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FORBIDDEN = -1e4
LEAST = -80.0
"""Least log emission of a label beside a word's best one; further down, products of a few words would vanish."""
RESCALED = 4
"""Words after which forward and backward weights are brought back to a sum of one."""


def forbidden_steps(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Return (labels, labels): whether a BIO label may not follow another, as I-x may only B-x or I-x."""
    return np.array([[after[0] == "I" and before[1:] != after[1:] for after in labels] for before in labels])


def viterbi(scores: Floats, transitions: Floats, start: Floats) -> list[int]:
    """Return the best label of each word.

    `scores` is (words, labels), `transitions` (labels, labels) from row to column, `start` (labels,).
    """
    if not len(scores):
        return []
    reached = np.empty_like(scores)
    reached[0] = start + scores[0]
    into = np.ascontiguousarray(transitions.T)
    options = np.empty_like(into)
    for before, here, own in zip(reached, reached[1:], scores[1:], strict=False):
        np.add(into, before, out=options)
        np.maximum.reduce(options, axis=1, out=here)
        np.add(here, own, out=here)
    back = (reached[:-1, :, None] + transitions).argmax(1)
    path = [int(reached[-1].argmax())]
    for came_from in back[::-1]:
        path.append(int(came_from[path[-1]]))
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
    """Return the forward-backward sums of at least one word, from one scaled walk for both ways (Rabiner, 1989)."""
    peaks = scores.max(1, keepdims=True)
    # Double precision before exp: a sure word that the one before it forbids must not leave every label at zero.
    emission = np.exp(np.maximum(scores - peaks, LEAST).astype(np.float64))
    size = len(transitions)
    step, none = np.exp(transitions.astype(np.float64)), np.zeros((size, size))
    steps = np.block([[step, none], [none, step.T]])
    pairs = np.hstack([emission, emission[::-1]])
    walked, scales = np.empty_like(pairs), np.ones((len(pairs), 2))
    walked[0] = np.hstack([np.exp(start.astype(np.float64)), np.ones(size)]) * pairs[0]
    for place, (before, here, own) in enumerate(zip(walked, walked[1:], pairs[1:], strict=False)):
        np.dot(before, steps, out=here)
        np.multiply(here, own, out=here)
        if place % RESCALED == 0:
            scales[place + 1] = here[:size].sum(), here[size:].sum()
            here[:size] /= scales[place + 1, 0]
            here[size:] /= scales[place + 1, 1]
    up, down = np.cumsum(np.log(scales), axis=0).T
    climb = np.cumsum(peaks[:, 0].astype(np.float64))
    after = np.ones_like(emission)
    after[:-1] = walked[::-1, size:][1:] @ step.T
    with np.errstate(divide="ignore"):
        forward = np.log(walked[:, :size]) + (up + climb)[:, None]
        backward = np.log(after) + (np.append(down[::-1][1:], 0.0) + climb[-1] - climb)[:, None]
    return Posterior(forward, backward, float(np.logaddexp.reduce(forward[-1])))


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
