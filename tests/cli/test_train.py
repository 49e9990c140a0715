"""`onrecord train`: from corpora to an artifact, and what the options reach."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import structlog
import torch
from click.testing import CliRunner, Result

from models.training import export, span_train, stance_train
from models.training.span_train import SpanRecipe
from models.weights import ONNX, read_config, verify
from service.cli import main
from tests import tiny
from tests.training.corpus import write_corpus


def train(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["train", *map(str, arguments)], catch_exceptions=False)


def test_train_spans_makes_an_artifact_that_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = tiny.write_base(tmp_path / "base")
    for module in (export, span_train):
        monkeypatch.setattr(module, "base_encoder_folder", lambda: base)
    corpora = write_corpus(tmp_path / "corpora", articles=2, sentences=6)
    threads = torch.get_num_threads()
    with structlog.testing.capture_logs():
        result = train("spans", "--corpora", corpora, "--out", tmp_path / "out", "--epochs", "1")
    torch.set_num_threads(threads)
    assert result.exit_code == 0
    folder = tmp_path / "out" / "artifact"
    assert result.stdout == f"{folder}\n"
    assert verify(folder)
    assert read_config(folder)["confidence"]["weights"].keys() >= {"bias", "cue"}


def test_train_spans_passes_its_options_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}
    weights = tmp_path / "averaged.safetensors"
    weights.write_bytes(b"")

    def noted(corpora: Path, out: Path, **options: Any) -> Path:
        seen.update(options, corpora=corpora, out=out)
        return weights

    monkeypatch.setattr(span_train, "train", noted)
    monkeypatch.setattr(export, "export", lambda averaged, folder: seen.update(averaged=averaged) or folder)
    monkeypatch.setattr("models.training.confidence_fit.fit_artifact", lambda folder, corpora: folder)
    options = (
        "--epochs",
        "3",
        "--seed",
        "7",
        "--threads",
        "2",
        "--rate",
        "0.001",
        "--device",
        "cuda",
        "--masked",
        "0.1",
        "--frozen-words",
        "--precision",
        "bf16",
        "--from",
        weights,
    )
    assert train("spans", "--corpora", tmp_path, "--out", tmp_path / "out", *options).exit_code == 0
    recipe: SpanRecipe = seen["recipe"]
    assert (recipe.epochs, recipe.seed, recipe.encoder_rate) == (3, 7, 0.001)
    assert recipe.head_rate == pytest.approx(0.0025)
    assert (recipe.masked, recipe.frozen_words, recipe.precision) == (0.1, True, "bf16")
    assert (seen["threads"], seen["device"], seen["start"], seen["averaged"]) == (2, "cuda", weights, weights)


def test_train_spans_has_the_recipes_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[SpanRecipe] = []

    def noted(*_: Path, recipe: SpanRecipe, **__: object) -> Path:
        seen.append(recipe)
        return tmp_path

    monkeypatch.setattr(span_train, "train", noted)
    monkeypatch.setattr(export, "export", lambda averaged, folder: folder)
    monkeypatch.setattr("models.training.confidence_fit.fit_artifact", lambda folder, corpora: folder)
    train("spans", "--corpora", tmp_path, "--out", tmp_path)
    assert seen == [SpanRecipe()]


def test_train_stances_passes_its_options_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}
    monkeypatch.setattr(stance_train, "train", lambda **options: seen.update(options) or tmp_path / "artifact")
    arguments = ("stances", "--corpora", tmp_path, "--out", tmp_path, "--commercial-only", "--seed", "3")
    result = train(*arguments)
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'artifact'}\n")
    assert seen == {"corpora": tmp_path, "out": tmp_path, "commercial_only": True, "seed": 3, "threads": 1}


def test_train_engine_makes_the_file_that_a_cpu_runs(tmp_path: Path) -> None:
    folder = tiny.write_spans(tmp_path / "artifact")
    before = (folder / ONNX).read_bytes()
    (folder / ONNX).unlink()
    result = train("engine", folder)
    assert (result.exit_code, result.stdout) == (0, f"{folder}\n")
    assert (folder / ONNX).read_bytes() == before
    assert verify(folder)


def test_train_engine_refuses_weights_that_are_not_the_recorded_ones(tmp_path: Path) -> None:
    folder = tiny.write_spans(tmp_path / "artifact")
    (folder / "model.safetensors").write_bytes(b"other")
    result = train("engine", folder)
    assert result.exit_code == 2
    assert "model.safetensors has SHA-256" in result.stderr


@pytest.mark.parametrize("verb", ["spans", "stances"])
@pytest.mark.parametrize("missing", ["--corpora", "--out"])
def test_train_needs_corpora_and_a_place(tmp_path: Path, verb: str, missing: str) -> None:
    options = {"--corpora": tmp_path, "--out": tmp_path}
    del options[missing]
    result = train(verb, *(part for pair in options.items() for part in pair))
    assert result.exit_code == 2
    assert f"Missing option '{missing}'" in result.stderr


@pytest.mark.parametrize("part", ["nowhere.safetensors:1.0", "nowhere.safetensors", "a:0.2"])
def test_train_mean_names_the_form_of_its_parts(tmp_path: Path, part: str) -> None:
    found = CliRunner().invoke(main, ["train", "mean", part, "--corpora", str(tmp_path), "--out", str(tmp_path)])

    assert found.exit_code == 2
    assert "FILE:SHARE" in found.output
