"""The most probable tag sequence of a linear-chain CRF, and how probable each of its tags is."""

from __future__ import annotations

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


def marginals(scores: Floats, transitions: Floats, start: Floats) -> Floats:
    """Return (words, labels): the probability of each label at each word (forward-backward, scaled)."""
    if not len(scores):
        return np.zeros_like(scores)
    # Double precision before exp: a sure word that the one before it forbids must not leave every label at zero.
    emission = np.exp((scores - scores.max(1, keepdims=True)).astype(np.float64))
    step = np.exp(transitions.astype(np.float64))
    forward, backward = np.empty_like(emission), np.empty_like(emission)
    state = np.exp(start.astype(np.float64)) * emission[0]
    forward[0] = state / state.sum()
    for place in range(1, len(scores)):
        state = (forward[place - 1] @ step) * emission[place]
        forward[place] = state / state.sum()
    backward[-1] = 1.0
    for place in range(len(scores) - 2, -1, -1):
        state = step @ (backward[place + 1] * emission[place + 1])
        backward[place] = state / state.sum()
    joint = forward * backward
    probabilities: Floats = (joint / joint.sum(1, keepdims=True)).astype(np.float32)
    return probabilities


def softmax(scores: Floats) -> Floats:
    """Return probabilities over the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    probabilities: Floats = shifted / shifted.sum(-1, keepdims=True)
    return probabilities
