"""The most probable tag sequence of a linear-chain CRF, and how probable each of its tags is."""

from __future__ import annotations

from collections.abc import Sequence

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


def marginals(scores: Floats, transitions: Floats, start: Floats) -> Floats:
    """Return (words, labels): the probability of each label at each word (forward-backward, scaled)."""
    if not len(scores):
        return np.zeros_like(scores)
    # Double precision before exp: a sure word that the one before it forbids must not leave every label at zero.
    emission = np.exp(np.maximum(scores - scores.max(1, keepdims=True), LEAST).astype(np.float64))
    step = np.exp(transitions.astype(np.float64))
    forward, backward = _both_ways(emission, step, np.exp(start.astype(np.float64)))
    joint = _shares(forward) * _shares(backward)
    return _shares(joint).astype(np.float32)


def _both_ways(
    emission: NDArray[np.float64], step: NDArray[np.float64], start: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the forward and the backward weights of each word, each to a scale of its own, from one walk for both."""
    size = len(step)
    none = np.zeros_like(step)
    steps = np.block([[step, none], [none, step.T]])
    pairs = np.hstack([emission, emission[::-1]])
    walked = np.empty_like(pairs)
    walked[0] = np.hstack([start, np.ones(size)]) * pairs[0]
    for place, (before, here, own) in enumerate(zip(walked, walked[1:], pairs[1:], strict=False)):
        np.dot(before, steps, out=here)
        np.multiply(here, own, out=here)
        if place % RESCALED == 0:
            here[:size] /= here[:size].sum()
            here[size:] /= here[size:].sum()
    backward = np.ones_like(emission)
    backward[:-1] = walked[::-1, size:][1:] @ step.T
    return walked[:, :size], backward


def _shares(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    shares: NDArray[np.float64] = weights / weights.sum(1, keepdims=True)
    return shares


def softmax(scores: Floats) -> Floats:
    """Return probabilities over the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    probabilities: Floats = shifted / shifted.sum(-1, keepdims=True)
    return probabilities
