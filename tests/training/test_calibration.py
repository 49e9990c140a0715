"""Calibration: bins hold what falls in them, the error weighs them, and a regression finds the shares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.training.calibration import Bin, expected_calibration_error, fit, reliability, reliability_figures

CASES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=50)


def split(cases: list[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [sure for sure, _ in cases], [right for _, right in cases]


def test_reliability_gives_the_mean_and_the_share_of_each_filled_bin() -> None:
    found = reliability([0.05, 0.95, 0.91, 1.0], [False, True, False, True])
    assert found == [
        Bin(0.0, 0.1, 1, 0.05, 0.0),
        Bin(0.9, 1.0, 3, pytest.approx(0.9533, abs=1e-4), pytest.approx(2 / 3)),
    ]


@given(CASES, st.integers(1, 20))
def test_reliability_counts_every_case_once(cases: list[tuple[float, bool]], bins: int) -> None:
    found = reliability(*split(cases), bins=bins)
    assert sum(one.count for one in found) == len(cases)
    assert all(one.low - 1e-9 <= one.stated <= one.high + 1e-9 for one in found)
    assert [one.low for one in found] == sorted({one.low for one in found})


@given(CASES)
def test_expected_calibration_error_is_a_share(cases: list[tuple[float, bool]]) -> None:
    assert 0 <= expected_calibration_error(*split(cases)) <= 1


def test_expected_calibration_error_weighs_bins_by_their_counts() -> None:
    sure, right = [0.85] * 8 + [0.25] * 2, [True] * 8 + [False] * 2
    assert expected_calibration_error(sure, right) == pytest.approx(0.8 * 0.15 + 0.2 * 0.25)
    assert expected_calibration_error([], []) == 0


def test_expected_calibration_error_of_true_shares_is_nothing() -> None:
    assert expected_calibration_error([0.75] * 4, [True, True, True, False]) == 0


def test_reliability_figures_are_in_per_cent() -> None:
    assert reliability_figures([0.95, 0.93], [True, False]) == {
        "0.9 to 1.0": {"number": 2, "stated": 94.0, "right": 50.0},
        "expected calibration error": {"per cent": 44.0},
    }


def test_fit_takes_only_the_names_it_is_given() -> None:
    rows = [{"bias": 1.0, "x": 1.0, "noise": 5.0}] * 9 + [{"bias": 1.0, "x": 1.0, "noise": -5.0}]
    weights = fit(rows, [True] * 5 + [False] * 5, ("bias", "x"))
    assert set(weights) == {"bias", "x"}
    assert abs(weights["bias"] + weights["x"]) < 1e-6
