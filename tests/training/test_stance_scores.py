"""Scoring a stance model on its dev splits."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.records import Topic
from models.stance_input import Statement
from models.stances import Calibration, StanceModel
from models.training import stance_scores
from models.training.stance_pairs import Pair
from tests.models import stance_stub as stub

KEEPS = Pair(Statement("Norway", "it is good"), "the pact", "Norway keeps the pact", "support", "x")


@pytest.fixture(scope="module")
def model() -> StanceModel:
    return StanceModel(stub.network(), stub.reader(), Calibration())


def test_evaluate_needs_no_corpora_for_the_authored_topics(model: StanceModel, tmp_path: Path) -> None:
    figures = stance_scores.evaluate(model, tmp_path)

    assert set(figures) == {"authored", "authored_turned", "behaviour"}
    assert figures["authored"]["statements"] == figures["authored_turned"]["statements"] >= 150
    assert all(0 <= value <= 1 for key, value in figures["authored"].items() if key != "statements")
    assert set(figures["behaviour"]) == {"mirrored", "elsewhere", "speaker"}
    assert all(0 <= value <= 1 for value in figures["behaviour"].values())


def test_judged_reads_each_pair_towards_its_own_position(model: StanceModel) -> None:
    pairs = [KEEPS, KEEPS.flipped()]
    alone = [model.judge([pair.statement], [Topic("", pair.name, (), pair.position)])[0][0] for pair in pairs]

    assert stance_scores.judged(model, pairs) == alone


def test_two_way_figures_force_a_side(model: StanceModel) -> None:
    figures = stance_scores.two_way(model, [KEEPS, KEEPS.flipped()])

    assert figures["statements"] == 2
    assert round(figures["sided_f1"], 3) in {0, 0.333, 1}


def test_three_way_figures_join_neutral_and_unrelated() -> None:
    apart = stub.network()
    apart.relevance.bias.data.fill_(-1000.0)
    aside = Pair(KEEPS.statement, KEEPS.name, KEEPS.position, "unrelated", "x")
    plain = Pair(KEEPS.statement, KEEPS.name, KEEPS.position, "neutral", "x")
    figures = stance_scores.three_way(StanceModel(apart, stub.reader(), Calibration()), [aside, plain])

    assert figures["macro_f1"] == pytest.approx(1 / 3)
