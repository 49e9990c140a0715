"""The export of a training: half precision, a config that rebuilds the network, and checksums that hold."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import BertConfig

from models.confidence import FEATURES
from models.network import Reader
from models.sections import load_scorer
from models.training import export as module
from models.training.export import UNFITTED, export, export_engine, write_config
from models.weights import ONNX, read_config, recorded, verify
from tests import tiny


@pytest.fixture
def averaged(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file of averaged weights around the small encoder."""
    monkeypatch.setattr(module, "base_encoder_folder", lambda: base)
    size = tiny.vocabulary_size(base / "tokenizer.json")
    torch.manual_seed(0)
    weights = Reader(BertConfig(vocab_size=size, **tiny.ENCODER)).state_dict()
    save_file(weights, tmp_path / "averaged.safetensors")
    return tmp_path / "averaged.safetensors"


def test_export_writes_an_artifact_that_loads(averaged: Path, tmp_path: Path) -> None:
    folder = export(averaged, tmp_path / "artifact")
    assert sorted(path.name for path in folder.iterdir()) == [
        "SHA256SUMS",
        "config.json",
        "model.onnx",
        "model.safetensors",
        "tokenizer.json",
    ]
    verify(folder)
    scorer = load_scorer(folder)
    text = "Anna Weller said that rain fell."
    assert next(scorer.sections(text, scorer.encode(text))).scores().tags.shape == (7, 7)


def test_export_halves_the_weights(averaged: Path, tmp_path: Path) -> None:
    exported = load_file(export(averaged, tmp_path / "artifact") / "model.safetensors")
    for name, weight in load_file(averaged).items():
        assert exported[name].dtype == torch.float16
        torch.testing.assert_close(exported[name].float(), weight, atol=1e-3, rtol=1e-3)


def test_export_takes_the_average_out_of_a_checkpoint(averaged: Path, tmp_path: Path) -> None:
    weights = load_file(averaged)
    state = {f"average.{name}": weight for name, weight in weights.items()}
    state |= {f"model.{name}": torch.zeros_like(weight) for name, weight in weights.items()}
    save_file(state, tmp_path / "checkpoint.safetensors")
    exported = load_file(export(tmp_path / "checkpoint.safetensors", tmp_path / "artifact") / "model.safetensors")
    assert set(exported) == set(weights)
    assert bool(exported["tags.weight"].any())


def test_export_starts_with_a_confidence_that_holds_nothing_back(averaged: Path, tmp_path: Path) -> None:
    config = read_config(export(averaged, tmp_path / "artifact"))
    assert config["confidence"] == UNFITTED
    assert set(config["confidence"]["weights"]) == set(FEATURES)
    assert config["confidence"]["thresholds"] == {"speech": 0, "attitude": 0}


def test_export_keeps_a_fitted_confidence(averaged: Path, tmp_path: Path) -> None:
    fitted = {"weights": {"bias": 1.0}, "threshold": 0.35}
    assert read_config(export(averaged, tmp_path / "artifact", confidence=fitted))["confidence"] == fitted


def test_export_gives_no_path_of_its_machine_away(averaged: Path, base: Path, tmp_path: Path) -> None:
    text = (export(averaged, tmp_path / "artifact") / "config.json").read_text()
    assert str(base) not in text
    assert str(tmp_path) not in text


def test_export_writes_the_same_twice(averaged: Path, tmp_path: Path) -> None:
    assert verify(export(averaged, tmp_path / "a")) == verify(export(averaged, tmp_path / "b"))


def test_export_engine_makes_the_file_again_from_the_weights_alone(averaged: Path, tmp_path: Path) -> None:
    folder = export(averaged, tmp_path / "artifact")
    first, sums = (folder / ONNX).read_bytes(), verify(folder)
    (folder / ONNX).unlink()
    assert export_engine(folder) == folder
    assert (folder / ONNX).read_bytes() == first
    assert (ONNX in recorded(folder), verify(folder)) == (True, sums)


def test_export_engine_follows_the_weights(averaged: Path, tmp_path: Path) -> None:
    folder = export(averaged, tmp_path / "artifact")
    before = (folder / ONNX).read_bytes()
    weights = load_file(folder / "model.safetensors")
    save_file(weights | {"tags.bias": weights["tags.bias"] + 1}, folder / "model.safetensors")
    assert (export_engine(folder) / ONNX).read_bytes() != before


def test_export_needs_the_weights(averaged: Path, tmp_path: Path) -> None:
    averaged.unlink()
    with pytest.raises(FileNotFoundError):
        export(averaged, tmp_path / "artifact")


def test_write_config_sorts_its_keys(tmp_path: Path) -> None:
    write_config(tmp_path, {"b": 1, "a": {"d": 2, "c": 3}})
    assert (tmp_path / "config.json").read_text() == '{\n "a": {\n  "c": 3,\n  "d": 2\n },\n "b": 1\n}\n'


def test_mean_weighs_each_training_by_its_share(tmp_path: Path) -> None:
    parts = {tmp_path / "a.safetensors": 0.25, tmp_path / "b.safetensors": 0.75}
    for value, path in zip((0.0, 4.0), parts, strict=True):
        save_file({"w": torch.full((2,), value)}, path)

    mixed = load_file(module.mean(parts, tmp_path / "made" / "mean.safetensors"))

    assert mixed["w"].tolist() == [3.0, 3.0]


def test_mean_refuses_shares_that_are_not_a_whole(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="add up to 1"):
        module.mean({tmp_path / "a.safetensors": 0.3, tmp_path / "b.safetensors": 0.3}, tmp_path / "mean.safetensors")
