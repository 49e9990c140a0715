"""How the committed stance weights behave on topics that they were never trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
import torch

from models import STANCES
from models.records import Topic
from models.stances import SCORED, StanceModel, Statement
from models.training import stance_authored
from models.training.stance_scores import behaviour, four_way

pytestmark = pytest.mark.weights

BRIDGE = Topic(
    "bridge",
    "Lorn Sound bridge",
    ("the bridge",),
    "The Lorn Sound bridge is built",
)
DEV = stance_authored.pairs("dev")
"""The statements on the nine held-out topics, which the figures of the card are about."""


@pytest.fixture(scope="module")
def model() -> StanceModel:
    torch.set_num_threads(1)
    return StanceModel.load(STANCES)


def likeliest(model: StanceModel, said: Sequence[Statement], topic: Topic) -> list[str]:
    return [max(SCORED, key=lambda label: stance.scores[label]) for (stance,) in model.judge(said, [topic])]


def test_the_held_out_topics_reach_the_figures_of_the_card(model: StanceModel) -> None:
    figures = four_way(model, DEV)

    assert figures["macro_f1"] >= 0.72
    assert figures["sided_precision"] >= 0.77
    assert figures["reversed"] <= 0.2


def test_another_topic_and_another_speaker_do_as_they_must(model: StanceModel) -> None:
    figures = behaviour(model, DEV)

    assert figures["elsewhere"] >= 0.88
    assert figures["speaker"] >= 0.83


@pytest.mark.xfail(strict=True, reason="the first weights hardly read the direction of a position; see their card")
def test_a_position_turned_round_mirrors_the_side(model: StanceModel) -> None:
    assert behaviour(model, DEV)["mirrored"] >= 0.9


def test_what_does_not_bear_on_the_topic_is_unrelated(model: StanceModel) -> None:
    said = [
        Statement("Isla Crane", "Crane welcomed the new timetable of the night ferry to Brae."),
        Statement("Isla Crane", '"Our schools need roofs before the winter," Crane said.'),
        Statement("Lorn council", "The council demanded lower rates for village shops."),
    ]

    assert likeliest(model, said, BRIDGE) == ["unrelated"] * 3


def test_procedure_is_neutral(model: StanceModel) -> None:
    said = [
        Statement("Lorn council", "The council will vote on the Lorn Sound bridge on 4 May."),
        Statement("Lorn council", "The council has not taken a decision on the bridge, a spokeswoman said."),
        Statement("Isla Crane", "Crane declined to say what she thought of the bridge."),
    ]

    assert likeliest(model, said, BRIDGE).count("neutral") >= 2


def test_batches_leave_every_stance_as_it_is(model: StanceModel) -> None:
    said = [pair.statement for pair in DEV[:24]]
    whole = model.judge(said, [BRIDGE])

    assert whole[::5] == [model.judge([one], [BRIDGE])[0] for one in said[::5]]


def test_scores_are_those_of_any_name_for_the_topic_id(model: StanceModel) -> None:
    said = [DEV[0].statement]
    (one,), (two,) = (model.judge(said, [replace(BRIDGE, id=name)])[0] for name in ("a", "b"))

    assert (one.topic, two.topic) == ("a", "b")
    assert one.scores == two.scores
