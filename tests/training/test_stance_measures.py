"""Measures over judged statements."""

from __future__ import annotations

import pytest

from models.records import Label, Stance
from models.training.stance_measures import calibration_error, emitted, f1, likeliest, macro_f1


def stance(label: Label, support: float, oppose: float, neutral: float, unrelated: float) -> Stance:
    scores = {"support": support, "oppose": oppose, "neutral": neutral, "unrelated": unrelated}
    return Stance("t", label, max(scores.values()), scores)


SURE = stance("support", 0.9, 0.05, 0.03, 0.02)
WRONG = stance("oppose", 0.1, 0.8, 0.05, 0.05)
UNSURE = stance("undetermined", 0.4, 0.3, 0.2, 0.1)


def test_f1_of_a_label_counts_both_kinds_of_error() -> None:
    assert f1(["a", "a", "b", "b"], ["a", "b", "b", "b"], "a") == pytest.approx(2 / 3)
    assert f1(["a"], ["a"], "b") == 0


def test_macro_f1_is_the_mean_of_the_labels() -> None:
    gold, found = ["a", "a", "b", "b"], ["a", "b", "b", "b"]

    assert macro_f1(gold, found, ("a", "b")) == pytest.approx((f1(gold, found, "a") + f1(gold, found, "b")) / 2)


def test_likeliest_chooses_among_the_labels_asked_for() -> None:
    assert likeliest(stance("neutral", 0.1, 0.2, 0.6, 0.1), ("support", "oppose")) == "oppose"


def test_emitted_leaves_abstentions_out_of_precision() -> None:
    figures = emitted(["support", "support", "support"], [SURE, WRONG, UNSURE])

    assert figures["sided_precision"] == 0.5
    assert figures["sided_recall"] == pytest.approx(1 / 3)
    assert figures["coverage"] == pytest.approx(2 / 3)
    assert figures["reversed"] == 0.5


def test_a_side_given_to_a_neutral_statement_is_no_reversal() -> None:
    assert emitted(["neutral"], [SURE])["reversed"] == 0
    assert emitted(["neutral"], [SURE])["sided_precision"] == 0


def test_calibration_error_is_zero_where_scores_say_how_often_they_are_right() -> None:
    ten = [stance("support", 0.75, 0.25, 0.0, 0.0)] * 4

    assert calibration_error(["support", "support", "support", "oppose"], ten) == pytest.approx(0)
    assert calibration_error(["oppose"] * 4, ten) == pytest.approx(0.75)
