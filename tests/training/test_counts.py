"""Precision, recall and F1, and items matched one to one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.training.counts import Counts, matches

ITEMS = st.lists(st.integers(0, 5), max_size=12)


def test_counts_give_precision_recall_and_f1() -> None:
    counts = Counts(predicted=4, gold=10, right_predicted=3, right_gold=5)
    assert (counts.precision, counts.recall) == (0.75, 0.5)
    assert counts.f1 == pytest.approx(0.6)
    assert counts.figures() == {"precision": 75.0, "recall": 50.0, "f1": 60.0, "gold": 10}


@pytest.mark.parametrize("counts", [Counts(), Counts(gold=3), Counts(predicted=3), Counts(predicted=2, gold=2)])
def test_counts_of_nothing_right_are_zero(counts: Counts) -> None:
    assert (counts.precision, counts.recall, counts.f1) == (0, 0, 0)


def test_counts_add_up() -> None:
    assert Counts(1, 2, 3, 4) + Counts(10, 20, 30, 40) == Counts(11, 22, 33, 44)


@pytest.mark.parametrize(
    ("predicted", "gold", "right"),
    [("ab", "ba", 2), ("aab", "abb", 2), ("aaa", "a", 1), ("", "a", 0), ("abc", "", 0)],
)
def test_matches_pairs_equal_items_one_to_one(predicted: str, gold: str, right: int) -> None:
    assert matches(predicted, gold) == Counts(len(predicted), len(gold), right, right)


@given(ITEMS, ITEMS)
def test_matches_never_counts_more_than_either_side(predicted: list[int], gold: list[int]) -> None:
    counts = matches(predicted, gold)
    assert counts.right_predicted == counts.right_gold <= min(len(predicted), len(gold))
    assert matches(gold, predicted).right_gold == counts.right_gold
    assert 0 <= counts.f1 <= 1


@given(ITEMS)
def test_matches_of_the_same_items_are_all_right(items: list[int]) -> None:
    assert matches(items, reversed(items)).right_gold == len(items)
