"""Training on a handful of pairs with the stub network: batches, masks, learning, going on after a stop."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from models.stance_input import Statement
from models.stances import SCORED, StanceModel
from models.training import stance_train
from models.training.stance_batches import Batch, batches, loss
from models.training.stance_calibrate import calibrate
from models.training.stance_export import export
from models.training.stance_optimise import load_weights, optimise, steps_done
from models.training.stance_pairs import Pair
from tests.models import stance_stub as stub
from tests.models.stance_stub import seeded

KEEPS = Pair(Statement("Norway", "it is good"), "the pact", "Norway keeps the pact", "support", "x")
ENDS = replace(KEEPS, statement=Statement("Norway", "it is not good"), label="oppose")
ASIDE = replace(KEEPS, statement=Statement("Norway", "good good"), label="unrelated", related=False)
PLAIN = replace(KEEPS, statement=Statement("Norway", "the pact"), label="neutral")


def made(pairs: list[Pair], tokens: int = 60) -> list[Batch]:
    return batches(pairs, stub.reader(), tokens=tokens, rng=seeded(0))


def test_batches_keep_every_pair_within_the_budget() -> None:
    found = made([KEEPS, ENDS, ASIDE, PLAIN] * 10)

    assert sum(len(batch.pairs) for batch in found) == 40
    assert all(len(batch.pairs) * max(len(pair.ids) for pair in batch.pairs) <= 60 for batch in found)


def test_the_neutral_logit_is_masked_for_two_way_pairs() -> None:
    network = stub.network().eval()
    (two_way,), (three_way,) = made([replace(KEEPS, two_way=True)]), made([KEEPS])
    polarity, relevance = network(*stance_pad(two_way))
    bears = torch.nn.functional.softplus(-relevance[0])

    sides = torch.logsumexp(polarity[0, :2], 0) - polarity[0, 0]
    assert loss(network, two_way, 0).item() == pytest.approx((sides + bears).item(), abs=1e-4)
    assert loss(network, three_way, 0).item() > loss(network, two_way, 0).item()


def stance_pad(batch: Batch) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    from models.stance_network import pad

    return pad(batch.pairs, 0)


def test_unrelated_pairs_teach_no_polarity() -> None:
    network = stub.network()
    (batch,) = made([ASIDE])
    loss(network, batch, 0).backward()

    assert network.polarity.weight.grad is None or not network.polarity.weight.grad.any()
    assert network.relevance.weight.grad is not None
    assert network.relevance.weight.grad.any()


def test_optimise_lowers_the_loss(tmp_path: Path) -> None:
    network = stub.network()
    steps = made([KEEPS, ENDS, ASIDE, PLAIN] * 100)
    before = sum(loss(network.eval(), batch, 0).item() for batch in steps[:20])
    optimise(network, steps, name="x", rate=1e-2, padding=0, work=tmp_path, watch=lambda *_: None)
    after = sum(loss(network.eval(), batch, 0).item() for batch in steps[:20])

    assert after < 0.7 * before
    assert steps_done(tmp_path / "x.safetensors") == len(steps)


def test_a_stopped_training_goes_on_to_the_same_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = made([KEEPS, ENDS, ASIDE, PLAIN] * 12)
    whole, first, second = (without_dropout() for _ in range(3))
    options = {"name": "x", "rate": 1e-3, "padding": 0}

    def stop(_name: str, step: int, _steps: int, _loss: float) -> None:
        raise KeyboardInterrupt(step)

    optimise(whole, steps, work=folder(tmp_path, "whole"), watch=lambda *_: None, **options)  # type: ignore[arg-type]
    broken = folder(tmp_path, "broken")
    monkeypatch.setattr("models.training.stance_optimise._CHECKPOINT_SECONDS", -1.0)
    monkeypatch.setattr("models.training.stance_optimise._REPORT", 5)
    with pytest.raises(KeyboardInterrupt):
        optimise(first, steps, work=broken, watch=stop, **options)  # type: ignore[arg-type]
    assert 0 < steps_done(broken / "x.safetensors") < len(steps)
    monkeypatch.undo()
    optimise(second, steps, work=broken, watch=lambda *_: None, **options)  # type: ignore[arg-type]

    for name, value in whole.state_dict().items():
        torch.testing.assert_close(second.state_dict()[name], value, rtol=1e-4, atol=1e-5)


def without_dropout() -> stub.StanceNetwork:
    network = stub.network()
    network.drop.p = 0.0
    return network


def folder(parent: Path, name: str) -> Path:
    (parent / name).mkdir()
    return parent / name


def test_phases_are_named() -> None:
    with pytest.raises(ValueError, match="phase 'other' is unknown; choose among warm-up, public, authored, polish"):
        stance_train.phase_pairs("other", Path(), commercial_only=False, seed=0)


def test_calibrate_and_export_make_an_artifact_that_loads(tmp_path: Path) -> None:
    network, pairs = stub.network().eval(), [KEEPS, ENDS, ASIDE, PLAIN]
    calibration = calibrate(network, stub.reader(), pairs)
    at = export(network, calibration, tmp_path / "artifact", about={"seed": 0})

    assert calibration.least[0] == calibration.least[1]
    assert {path.name for path in at.iterdir()} == {"model.safetensors", "config.json", "tokenizer.json", "SHA256SUMS"}
    stub.tokenizer().save(str(at / "tokenizer.json"))
    from models.weights import write_sums

    write_sums(at)
    model = StanceModel.load(at)
    assert model.calibration == calibration
    assert tuple(model.judge([KEEPS.statement], [])[0]) == ()
    assert len(SCORED) == 4


def test_checkpoints_load_into_a_network(tmp_path: Path) -> None:
    trained, fresh = stub.network(), stub.network(seed=1)
    optimise(trained, made([KEEPS]), name="x", rate=1e-3, padding=0, work=tmp_path, watch=lambda *_: None)
    load_weights(tmp_path / "x.safetensors", fresh)

    for name, value in trained.state_dict().items():
        torch.testing.assert_close(fresh.state_dict()[name], value)
