"""Decoding held to brute force over every label sequence."""

from __future__ import annotations

from functools import partial
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.decoding import (
    RESCALED,
    Floats,
    forbidden_steps,
    marginals,
    posterior,
    run_probabilities,
    softmax,
    viterbi,
)
from models.labels import TAGS

LABELS = 3
FORBIDDEN = -1e4


@st.composite
def chains(draw: st.DrawFn, *, least: int = 1) -> tuple[Floats, Floats, Floats]:
    """Return scores, transitions and start of up to five words and three labels; some steps are forbidden."""
    numbers = np.random.default_rng(draw(st.integers(0, 10_000)))
    size = draw(st.integers(least, 5))
    scores = numbers.normal(0, draw(st.sampled_from([0.5, 5, 20])), (size, LABELS)).astype(np.float32)
    transitions = numbers.normal(0, 2, (LABELS, LABELS)).astype(np.float32)
    transitions[0, 2] = FORBIDDEN
    return scores, transitions, numbers.normal(0, 1, LABELS).astype(np.float32)


def total(path: tuple[int, ...], chain: tuple[Floats, Floats, Floats]) -> float:
    scores, transitions, start = (part.astype(np.float64) for part in chain)
    steps = sum(transitions[one, two] for one, two in pairwise(path))
    return float(start[path[0]] + steps + sum(scores[place, label] for place, label in enumerate(path)))


def every_path(chain: tuple[Floats, Floats, Floats]) -> list[tuple[int, ...]]:
    return list(product(range(LABELS), repeat=len(chain[0])))


@given(chains())
def test_viterbi_finds_the_best_of_all_paths(chain: tuple[Floats, Floats, Floats]) -> None:
    best = max(total(path, chain) for path in every_path(chain))
    assert total(tuple(viterbi(*chain)), chain) == pytest.approx(best, rel=1e-4, abs=1e-3)


@given(chains(least=2))
def test_viterbi_never_takes_a_forbidden_step(chain: tuple[Floats, Floats, Floats]) -> None:
    path = viterbi(*chain)
    assert (0, 2) not in pairwise(path)


def test_viterbi_of_nothing_is_nothing() -> None:
    empty = np.zeros((0, LABELS), np.float32)
    assert viterbi(empty, np.zeros((LABELS, LABELS), np.float32), np.zeros(LABELS, np.float32)) == []


@given(chains())
def test_marginals_agree_with_the_sum_over_all_paths(chain: tuple[Floats, Floats, Floats]) -> None:
    paths = every_path(chain)
    totals = np.array([total(path, chain) for path in paths])
    weights = np.exp(totals - totals.max())
    expected = np.zeros(chain[0].shape)
    for path, weight in zip(paths, weights / weights.sum(), strict=True):
        expected[range(len(path)), path] += weight
    np.testing.assert_allclose(marginals(posterior(*chain)), expected, atol=1e-3)


def test_marginals_and_viterbi_agree_on_long_chains_that_are_sure() -> None:
    numbers = np.random.default_rng(1)
    labels = numbers.integers(0, LABELS, 40 * RESCALED)
    scores = np.zeros((len(labels), LABELS), np.float32)
    scores[range(len(labels)), labels] = 30
    flat = np.zeros((LABELS, LABELS), np.float32), np.zeros(LABELS, np.float32)
    assert viterbi(scores, *flat) == labels.tolist()
    np.testing.assert_allclose(marginals(posterior(scores, *flat))[range(len(labels)), labels], 1, atol=1e-6)


@given(chains())
def test_marginals_are_probabilities(chain: tuple[Floats, Floats, Floats]) -> None:
    found = marginals(posterior(*chain))
    assert found.dtype == np.float32
    assert (found >= 0).all()
    np.testing.assert_allclose(found.sum(1), 1, atol=1e-5)


def test_marginals_hold_over_long_texts() -> None:
    numbers = np.random.default_rng(0)
    scores = numbers.normal(0, 8, (4_000, len(TAGS))).astype(np.float32)
    found = marginals(posterior(scores, np.zeros((len(TAGS), len(TAGS)), np.float32), np.zeros(len(TAGS), np.float32)))
    np.testing.assert_allclose(found, softmax(scores), atol=1e-4)


@pytest.mark.parametrize("gap", [50, 200, 500])
def test_marginals_bear_a_sure_word_that_the_one_before_forbids(gap: float) -> None:
    scores = np.array([[gap, 0, 0], [0, 0, gap]], np.float32)
    transitions = np.zeros((LABELS, LABELS), np.float32)
    transitions[0, 2] = FORBIDDEN
    found = marginals(posterior(scores, transitions, np.zeros(LABELS, np.float32)))
    assert np.isfinite(found).all()
    assert found[0, 0] + found[1, 2] == pytest.approx(1, abs=1e-3)


def test_marginals_bear_many_words_that_forbid_one_another() -> None:
    labels = [0, 2] * 300
    scores = np.zeros((len(labels), LABELS), np.float32)
    scores[range(len(labels)), labels] = 400
    transitions = np.full((LABELS, LABELS), -20, np.float32)
    transitions[0, 2] = FORBIDDEN
    found = marginals(posterior(scores, transitions, np.zeros(LABELS, np.float32)))
    assert np.isfinite(found).all()
    np.testing.assert_allclose(found.sum(1), 1, atol=1e-5)


def test_forbidden_steps_let_an_inside_follow_its_own_type_alone() -> None:
    forbidden = forbidden_steps(TAGS)
    assert forbidden.sum() == 3 * (len(TAGS) - 2)
    for row, before in enumerate(TAGS):
        for column, after in enumerate(TAGS):
            assert forbidden[row, column] == (after[0] == "I" and before[1:] != after[1:])


@given(st.lists(st.floats(-500, 500, width=32), min_size=1, max_size=6))
def test_softmax_keeps_the_order_and_sums_to_one(values: list[float]) -> None:
    scores = np.array([values, values], np.float32)
    found = softmax(scores)
    np.testing.assert_allclose(found.sum(-1), 1, atol=1e-5)
    assert found[0, scores[0].argmax()] == found[0].max()
    np.testing.assert_array_equal(found[0], found[1])


def test_softmax_takes_masked_scores_as_impossible() -> None:
    np.testing.assert_allclose(softmax(np.array([0.0, FORBIDDEN, 0.0], np.float32)), [0.5, 0, 0.5])


@given(chains())
def test_posterior_totals_are_the_sum_over_all_paths(chain: tuple[Floats, Floats, Floats]) -> None:
    expected = np.logaddexp.reduce([total(path, chain) for path in every_path(chain)])
    assert posterior(*chain).total == pytest.approx(expected, rel=1e-5, abs=1e-3)


@given(chains())
def test_run_probabilities_agree_with_the_sum_over_all_paths(chain: tuple[Floats, Floats, Floats]) -> None:
    begin, inside = 1, 2
    size = len(chain[0])
    sums = posterior(*chain)
    found = {
        (first, end): p
        for p, first, end in run_probabilities(*chain[:2], sums, begin=begin, inside=inside, least=1e-12)
    }
    for first, end in ((a, b) for a in range(size) for b in range(a + 1, size + 1)):
        held = [
            total(path, chain)
            for path in every_path(chain)
            if path[first] == begin
            and all(path[k] == inside for k in range(first + 1, end))
            and (end == size or path[end] != inside)
        ]
        expected = np.exp(np.logaddexp.reduce(held) - sums.total) if held else 0.0
        assert found.get((first, end), 0.0) == pytest.approx(expected, abs=1e-4)


@given(chains(), st.sampled_from([0.1, 0.4]))
def test_run_probabilities_leave_out_what_is_unlikely(chain: tuple[Floats, Floats, Floats], least: float) -> None:
    sums = posterior(*chain)
    every = run_probabilities(*chain[:2], sums, begin=1, inside=2, least=1e-9)
    likely = run_probabilities(*chain[:2], sums, begin=1, inside=2, least=least)
    assert [run[1:] for run in likely] == [run[1:] for run in every if run[0] >= least]


def test_run_probabilities_look_no_further_than_the_longest() -> None:
    scores = np.zeros((9, LABELS), np.float32)
    scores[0, 1] = scores[1:, 2] = 20
    chain = (scores, np.zeros((LABELS, LABELS), np.float32), np.zeros(LABELS, np.float32))
    find = partial(run_probabilities, *chain[:2], posterior(*chain), begin=1, inside=2, least=0.5)
    assert [run[1:] for run in find()] == [(0, 9)]
    assert find(longest=5) == []
