"""A training from corpus to weights: it learns, stops and goes on, and gives the same twice."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
import structlog
import torch
from safetensors.torch import load_file

from models.network import Batch, Reader
from models.training import span_train as module
from models.training.base_encoder import base_encoder_folder
from models.training.span_examples import IGNORE
from models.training.span_train import SpanRecipe, train

RECIPE = SpanRecipe(epochs=2, window=60, batch_pieces=120, encoder_rate=2e-3, head_rate=5e-3, ema=0.5)


@pytest.fixture(autouse=True)
def _quiet(base: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Train the small encoder, on one core, without a log."""
    monkeypatch.setattr(module, "base_encoder_folder", lambda: base)
    threads = torch.get_num_threads()
    with structlog.testing.capture_logs():
        yield
    torch.set_num_threads(threads)


def test_train_writes_averaged_weights_checkpoint_and_recipe(corpora: Path, tmp_path: Path) -> None:
    averaged = train(corpora, tmp_path, recipe=RECIPE)
    assert averaged == tmp_path / "averaged.safetensors"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "averaged.safetensors",
        "checkpoint.safetensors",
        "recipe.json",
    ]
    assert json.loads((tmp_path / "recipe.json").read_text()) == asdict(RECIPE)
    weights = load_file(averaged)
    assert {
        "tags.weight",
        "links.bilinear.weight",
        "crf.transitions",
        "encoder.embeddings.word_embeddings.weight",
    } <= set(weights)
    assert all(torch.isfinite(weight).all() for weight in weights.values())


def test_train_gives_the_same_weights_for_the_same_seed(corpora: Path, tmp_path: Path) -> None:
    first, again = (load_file(train(corpora, tmp_path / name, recipe=RECIPE)) for name in "ab")
    assert all(torch.equal(first[name], again[name]) for name in first)


def test_train_leaves_frozen_word_embeddings_as_they_are(corpora: Path, base: Path, tmp_path: Path) -> None:
    name = "encoder.embeddings.word_embeddings.weight"
    frozen = load_file(train(corpora, tmp_path / "a", recipe=replace(RECIPE, epochs=1, frozen_words=True)))
    moved = load_file(train(corpora, tmp_path / "b", recipe=replace(RECIPE, epochs=1)))
    before = module.build(base).state_dict()[name]
    assert torch.allclose(frozen[name], before)
    assert not torch.allclose(moved[name], before)


@pytest.mark.parametrize("recipe", [replace(RECIPE, epochs=1, precision="bf16"), replace(RECIPE, epochs=1, masked=0.5)])
def test_train_gives_other_weights_for_another_recipe(corpora: Path, tmp_path: Path, recipe: SpanRecipe) -> None:
    plain = load_file(train(corpora, tmp_path / "a", recipe=replace(RECIPE, epochs=1)))
    other = load_file(train(corpora, tmp_path / "b", recipe=recipe))
    assert any(not torch.equal(plain[name], other[name]) for name in plain)
    assert all(bool(torch.isfinite(value).all()) for value in other.values())


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_hide_words_hides_whole_words_and_no_special_pieces(share: float) -> None:
    owner = torch.tensor([[-1, *(place // 2 for place in range(400)), -1]])
    pieces = torch.arange(402).unsqueeze(0) + 10
    mask = torch.ones(1, 402)
    batch = Batch(pieces, mask, owner, torch.zeros(1, 200), torch.ones(1, 200).bool(), torch.zeros(1, 200, 4))
    torch.manual_seed(0)
    hidden = (module.hide_words(batch, share, 5).pieces == 5)[0]
    assert not hidden[0]
    assert not hidden[-1]
    assert torch.equal(hidden[1:-1:2], hidden[2:-1:2])
    assert hidden[1:-1].float().mean().item() == pytest.approx(share, abs=0.12)


def test_train_goes_on_from_its_last_checkpoint(corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without_dropout(folder: Path) -> Reader:
        model = build(folder)
        model.dropout.p = 0.0
        return model

    build = module.build
    monkeypatch.setattr(module, "build", without_dropout)
    whole = load_file(train(corpora, tmp_path / "whole", recipe=RECIPE))
    update = module._Trainer._update
    done: list[int] = []

    def interrupted(trainer: module._Trainer, group: list[object]) -> int:
        if len(done) == trainer.steps_per_epoch + 1:
            trainer.save(tmp_path / "broken" / "checkpoint.safetensors")
            raise KeyboardInterrupt
        done.append(1)
        return update(trainer, group)  # type: ignore[arg-type]

    monkeypatch.setattr(module._Trainer, "_update", interrupted)
    with pytest.raises(KeyboardInterrupt):
        train(corpora, tmp_path / "broken", recipe=RECIPE)
    monkeypatch.setattr(module._Trainer, "_update", update)
    resumed = load_file(train(corpora, tmp_path / "broken", recipe=RECIPE))
    for name, weight in whole.items():
        torch.testing.assert_close(resumed[name], weight, atol=1e-5, rtol=1e-4)


def test_train_keeps_an_average_between_the_first_and_the_last_weights(
    corpora: Path, base: Path, tmp_path: Path
) -> None:
    averaged = load_file(train(corpora, tmp_path, recipe=RECIPE))
    last = load_file(tmp_path / "checkpoint.safetensors")
    first = load_file(base / "model.safetensors")["embeddings.word_embeddings.weight"]
    name = "encoder.embeddings.word_embeddings.weight"
    torch.testing.assert_close(averaged[name], last[f"average.{name}"])
    assert not torch.equal(averaged[name], last[f"model.{name}"])
    moved = (last[f"model.{name}"] - first).norm()
    assert 0 < (averaged[name] - first).norm() < moved


def test_train_starts_from_earlier_weights(corpora: Path, tmp_path: Path) -> None:
    short = SpanRecipe(**asdict(RECIPE) | {"epochs": 1})
    earlier = train(corpora, tmp_path / "a", recipe=short)
    still = SpanRecipe(**asdict(short) | {"encoder_rate": 0.0, "head_rate": 0.0})
    kept, weights = load_file(train(corpora, tmp_path / "b", recipe=still, start=earlier)), load_file(earlier)
    assert all(torch.equal(kept[name], weights[name]) for name in weights)


def test_train_learns_its_corpus(corpora: Path, base: Path, tmp_path: Path) -> None:
    losses: list[float] = []
    update = module._Trainer._update

    def noted(trainer: module._Trainer, group: list[object]) -> int:
        words = update(trainer, group)  # type: ignore[arg-type]
        losses.append(trainer.recent["tags"])
        return words

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module._Trainer, "_update", noted)
        train(corpora, tmp_path, recipe=SpanRecipe(**asdict(RECIPE) | {"epochs": 12}))
    assert min(losses[-5:]) < losses[0] / 2


def test_train_names_the_corpus_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no PolNeAR texts in"):
        train(tmp_path, tmp_path / "out")


def test_recipe_rates_are_trained_apart(corpora: Path, base: Path) -> None:
    model = module.build(base)
    optimizer = module._optimizer(model, RECIPE)
    peaks = {(part["peak"], part["weight_decay"]) for part in optimizer.param_groups}
    assert peaks == {(2e-3, 0.01), (2e-3, 0.0), (5e-3, 0.01), (5e-3, 0.0)}
    trained = {id(weight) for part in optimizer.param_groups for weight in part["params"]}
    assert trained == {id(weight) for weight in model.parameters()}


def test_schedule_rises_falls_and_never_ends_at_nothing() -> None:
    scales = [module._schedule(step, 100, 0.06) for step in range(100)]
    top = scales.index(max(scales))
    assert max(scales) == 1
    assert top in {5, 6}
    assert scales[:top] == sorted(scales[:top])
    assert scales[top:] == sorted(scales[top:], reverse=True)
    assert 0.01 <= scales[-1] < 0.03
    assert module._schedule(500, 100, 0.06) == 0.01
    assert all(math.isfinite(module._schedule(step, 1, 0.06)) for step in range(3))


def test_cross_entropy_of_nothing_labelled_is_zero() -> None:
    scores = torch.randn(2, 3, 4, requires_grad=True)
    loss = module._cross_entropy(scores, torch.full((2, 3), IGNORE))
    loss.backward()  # type: ignore[no-untyped-call]
    assert loss.item() == 0
    assert scores.grad is not None
    assert bool((scores.grad == 0).all())


def test_base_encoder_folder_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.training.base_encoder.find_spec", lambda _name: None)
    with pytest.raises(FileNotFoundError, match=r"pip install 'onrecord\[train\]'"):
        base_encoder_folder()
