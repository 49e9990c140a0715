"""Fitting the confidence: weights that separate, a threshold with the best F1, and an artifact that holds both."""

from __future__ import annotations

import math
import shutil
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.confidence import FEATURES, SOURCE_FEATURES
from models.drafts import Draft
from models.records import CLASSES
from models.text import Range
from models.training.calibration import fit as fit_weights
from models.training.confidence_fit import LEAST_OF_ATTITUDES, SLACK, best_threshold, fit_artifact, judge
from models.training.polnear import GoldArticle, GoldAttribution
from models.weights import read_config, verify

Row = dict[str, float]


def row(**values: float) -> Row:
    return dict.fromkeys(FEATURES, 0.0) | {"bias": 1.0} | values


def sure(weights: Row, features: Row) -> float:
    return 1 / (1 + math.exp(-sum(weights[name] * value for name, value in features.items())))


fit = partial(fit_weights, names=FEATURES)


def test_fit_gives_right_rows_a_higher_probability() -> None:
    rows = [row(cue=2.0)] * 30 + [row(cue=-2.0)] * 30
    weights = fit(rows, [True] * 30 + [False] * 30)
    assert sure(weights, row(cue=2.0)) > 0.8
    assert sure(weights, row(cue=-2.0)) < 0.2


def test_fit_recovers_the_share_of_right_ones() -> None:
    rows = [row(direct=1.0)] * 200 + [row()] * 200
    right = [place % 10 != 0 for place in range(200)] + [place % 10 == 0 for place in range(200)]
    weights = fit(rows, right, ridge=1e-6)
    assert sure(weights, row(direct=1.0)) == pytest.approx(0.9, abs=0.01)
    assert sure(weights, row()) == pytest.approx(0.1, abs=0.01)


@pytest.mark.parametrize("ridge", [0.5, 1.0, 20.0])
def test_fit_ends_where_likelihood_and_penalty_balance(ridge: float) -> None:
    values = [2.0, 1.0, 0.5, -0.5, -1.0, -2.0]
    right = [True, True, False, True, False, False]
    weights = fit([row(cue=value) for value in values], right, ridge=ridge)
    slopes = {
        name: sum((ok - sure(weights, row(cue=v))) * row(cue=v)[name] for v, ok in zip(values, right, strict=True))
        for name in ("bias", "cue")
    }
    assert {name: slope - ridge * weights[name] for name, slope in slopes.items()} == pytest.approx(
        {"bias": 0, "cue": 0}, abs=1e-2
    )


def test_fit_draws_weights_to_nothing_where_nothing_tells() -> None:
    weights = fit([row(link=1.0), row(link=-1.0)] * 20, [True, True, False, False] * 10)
    assert abs(weights["link"]) < 0.01
    assert weights["short"] == 0


@given(st.lists(st.tuples(st.floats(-7, 7), st.booleans()), min_size=1, max_size=40))
def test_fit_stays_finite(cases: list[tuple[float, bool]]) -> None:
    weights = fit([row(cue=value, content=-value) for value, _ in cases], [right for _, right in cases])
    assert tuple(weights) == FEATURES
    assert all(math.isfinite(weight) for weight in weights.values())


def f1(sure_: list[float], right: list[bool], gold: int, threshold: float) -> float:
    kept = [ok for value, ok in zip(sure_, right, strict=True) if value >= threshold]
    return 2 * sum(kept) / max(1, len(kept) + gold)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=30), st.integers(0, 10))
def test_best_threshold_is_as_good_as_any_step(cases: list[tuple[float, bool]], extra: int) -> None:
    sure_, right = [value for value, _ in cases], [ok for _, ok in cases]
    gold = sum(right) + extra
    best = best_threshold(sure_, right, gold)
    steps = [round(step * 0.05, 2) for step in range(19)]
    assert best in steps
    assert f1(sure_, right, gold, best) >= max(f1(sure_, right, gold, step) for step in steps) - SLACK


def test_best_threshold_holds_back_what_is_mostly_wrong() -> None:
    assert best_threshold([0.9, 0.8, 0.3, 0.2, 0.1], [True, True, False, False, False], 2) == 0.8


def test_best_threshold_of_all_right_holds_none_of_them_back() -> None:
    assert best_threshold([0.1, 0.9], [True, True], 2) == 0.1


def test_best_threshold_gives_up_little_for_precision() -> None:
    sure = [0.9] * 200 + [0.2] * 3
    right = [True] * 200 + [True, False, False]
    assert best_threshold(sure, right, 201) == 0.9
    assert best_threshold(sure, [True] * 203, 203) == 0.2


TEXT = "Anna Weller said that rain fell. Borland denied it."


def at(part: str) -> Range:
    return TEXT.index(part), TEXT.index(part) + len(part)


GOLD = GoldArticle("a", TEXT, (GoldAttribution((at("Anna Weller"),), (at("said"),), (at("that rain fell"),)),))


@pytest.mark.parametrize(
    ("content", "cue", "right"),
    [
        ("that rain fell", "said", True),
        ("rain fell", "said", True),
        ("fell", "said", False),
        ("that rain fell", "denied", False),
        ("that rain fell", "", True),
        ("fell", "", True),
        ("denied it", "", False),
    ],
)
def test_judge_wants_the_cue_and_half_of_the_content(content: str, cue: str, right: bool) -> None:
    draft = Draft((at(content),), (at(cue),) if cue else ())
    assert [found for found, _ in judge(GOLD, [draft])] == [right]


@pytest.mark.parametrize(
    ("source", "right"), [("Anna Weller", True), ("Weller", True), ("Borland", False), ("", False)]
)
def test_judge_wants_the_source_to_meet_the_golds(source: str, right: bool) -> None:
    draft = Draft((at("that rain fell"),), (at("said"),), (at(source),) if source else ())
    assert list(judge(GOLD, [draft])) == [(True, right)]


def test_judge_takes_no_source_as_right_where_the_gold_has_none() -> None:
    gold = GoldArticle("a", TEXT, (GoldAttribution((), (at("said"),), (at("that rain fell"),)),))
    draft = Draft((at("that rain fell"),), (at("said"),))
    assert list(judge(gold, [draft])) == [(True, True)]


def test_judge_says_nothing_of_the_source_of_a_wrong_draft() -> None:
    assert list(judge(GOLD, [Draft((at("denied it"),), (at("denied"),))])) == [(False, None)]


def test_judge_finds_nothing_right_in_an_article_without_gold() -> None:
    article = GoldArticle("a", TEXT, ())
    drafts = [Draft((at("it"),)), Draft((at("it"),), (at("denied"),))]
    assert list(judge(article, drafts)) == [(False, None), (False, None)]


def test_fit_artifact_writes_weights_and_threshold_under_new_sums(
    tiny_spans: Path, corpora: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(tiny_spans, tmp_path / "artifact"))
    before = verify(folder)
    assert fit_artifact(folder, corpora) == folder
    assert verify(folder) != before
    config = read_config(folder)
    assert set(config["confidence"]["weights"]) == set(FEATURES)
    assert set(config["confidence"]["source_weights"]) == set(SOURCE_FEATURES)
    assert set(config["confidence"]["thresholds"]) == set(CLASSES)
    assert all(0 <= least <= 0.9 for least in config["confidence"]["thresholds"].values())
    assert config["confidence"]["thresholds"]["attitude"] >= LEAST_OF_ATTITUDES
    assert set(config["confidence"]["cross_fitted_calibration_error"]) == {"confidence", "source_confidence"}
    assert config["encoder"] == read_config(tiny_spans)["encoder"]


def test_fit_artifact_gives_the_same_twice(tiny_spans: Path, corpora: Path, tmp_path: Path) -> None:
    folders = [Path(shutil.copytree(tiny_spans, tmp_path / name)) for name in "ab"]
    assert verify(fit_artifact(folders[0], corpora)) == verify(fit_artifact(folders[1], corpora))


def test_fit_is_deterministic() -> None:
    numbers = np.random.default_rng(0)
    rows = [row(cue=float(value)) for value in numbers.normal(0, 1, 50)]
    right = [bool(value) for value in numbers.integers(0, 2, 50)]
    assert fit(rows, right) == fit(rows, right)
