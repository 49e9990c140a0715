"""Stances without the real weights: scores, abstention, determinism, artifacts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.torch import save_file

from models.records import Topic
from models.stance_input import flip
from models.stances import SCORED, Calibration, Scores, StanceModel, Statement
from models.weights import ArtifactError, write_sums
from tests.models import stance_stub as stub

PACT = Topic("pact", "the pact", (), "Norway keeps the pact")
OTHER = Topic("other", "it", (), "it is good")

statement = st.builds(
    Statement,
    speaker=st.sampled_from(["Norway", "", "the good"]),
    words=st.lists(st.sampled_from(stub.WORDS[5:]), min_size=1, max_size=60).map(" ".join),
    before=st.lists(st.sampled_from(stub.WORDS[5:]), max_size=20).map(" ".join),
)


def model(calibration: Calibration | None = None, seed: int = 0) -> StanceModel:
    return StanceModel(stub.network(seed), stub.reader(), calibration or Calibration())


@settings(max_examples=30, deadline=None)
@given(st.lists(statement, max_size=5))
def test_judge_gives_each_statement_one_stance_per_topic(said: list[Statement]) -> None:
    judged = model().judge(said, [PACT, OTHER])

    assert [[stance.topic for stance in stances] for stances in judged] == [["pact", "other"]] * len(said)


@settings(max_examples=30, deadline=None)
@given(statement)
def test_scores_are_probabilities_that_sum_to_one(said: Statement) -> None:
    ((stance,),) = model().judge([said], [PACT])

    assert tuple(stance.scores) == SCORED
    assert all(0 <= value <= 1 for value in stance.scores.values())
    assert sum(stance.scores.values()) == pytest.approx(1, abs=1e-9)
    assert stance.confidence == max(stance.scores.values())


@settings(max_examples=20, deadline=None)
@given(said=st.lists(statement, min_size=2, max_size=40), data=st.data())
def test_a_stance_depends_on_its_statement_alone(said: list[Statement], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(said) - 1))
    whole = model().judge(said, [PACT, OTHER])

    assert whole[place] == model().judge([said[place]], [PACT, OTHER])[0]


def test_judge_without_topics_or_statements_is_empty() -> None:
    assert model().judge([Statement("Norway", "it is good")], []) == [()]
    assert model().judge([], [PACT]) == []


def test_a_score_under_its_least_is_undetermined() -> None:
    said = [Statement("Norway", "it is good"), Statement("", "Norway ends the pact")]
    strict = model(Calibration(least=(1.1, 1.1, 1.1, 1.1)))

    for loose, held in zip(model().judge(said, [PACT]), strict.judge(said, [PACT]), strict=True):
        assert held[0].label == "undetermined"
        assert held[0].scores == loose[0].scores
        assert held[0].confidence == max(held[0].scores.values())


def test_a_side_needs_the_mirrored_side_for_the_position_turned_round() -> None:
    said = [Statement("Norway", " ".join(stub.WORDS[5 + n : 9 + n])) for n in range(5)]
    for seed in range(12):
        judge = model(seed=seed)
        for one, (stance,) in zip(said, judge.judge(said, [PACT]), strict=True):
            (first,) = judge.scores([(one, PACT.name, PACT.position)])
            (second,) = judge.scores([(one, PACT.name, flip(PACT.position))])
            if first.label in {"support", "oppose"}:
                mirrored = second.mirrored().label == first.label
                assert stance.label == (first.label if mirrored else "undetermined")
            else:
                assert stance.label == first.label


def test_without_mirroring_each_position_is_read_once() -> None:
    said = [Statement("Norway", "it is good"), Statement("", "Norway ends the pact")]
    judge = model(Calibration(mirror=False))
    once = judge.scores([(one, PACT.name, PACT.position) for one in said])

    for (stance,), scores in zip(judge.judge(said, [PACT]), once, strict=True):
        assert tuple(stance.scores.values()) == scores.values
        assert stance.label == scores.label


def test_mirrored_changes_the_sides_over() -> None:
    assert Scores((0.6, 0.1, 0.2, 0.1)).mirrored() == Scores((0.1, 0.6, 0.2, 0.1))


def test_temperature_flattens_the_scores() -> None:
    said = [(Statement("Norway", "it is good"), PACT.name, PACT.position)]
    (sharp,), (flat,) = model().scores(said), model(Calibration(polarity=50.0)).scores(said)

    assert max(flat.values[:3]) - min(flat.values[:3]) < max(sharp.values[:3]) - min(sharp.values[:3])


def write_artifact(folder: Path) -> None:
    weights = {name: value.to(torch.float16) for name, value in stub.network().state_dict().items()}
    save_file(weights, folder / "model.safetensors")
    least = dict.fromkeys(SCORED, 0.0)
    config = {
        "network": stub.settings(),
        "calibration": {"polarity": 1.0, "relevance": 1.0, "least": least, "mirror": True},
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    stub.tokenizer().save(str(folder / "tokenizer.json"))
    write_sums(folder)


def test_load_reads_an_artifact(tmp_path: Path) -> None:
    write_artifact(tmp_path)
    said = [Statement("Norway", "it is good")]

    assert StanceModel.load(tmp_path).judge(said, [PACT]) == StanceModel.load(tmp_path).judge(said, [PACT])
    assert StanceModel.load(tmp_path).judge(said, [PACT])[0][0].scores == pytest.approx(
        dict(model().judge(said, [PACT])[0][0].scores), abs=0.02
    )


def test_load_refuses_altered_weights(tmp_path: Path) -> None:
    write_artifact(tmp_path)
    with (tmp_path / "config.json").open("a", encoding="utf-8") as file:
        file.write(" ")

    with pytest.raises(ArtifactError, match=r"config\.json"):
        StanceModel.load(tmp_path)
