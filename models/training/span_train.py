"""Train the reader's network on PolNeAR: tags by CRF, links, silver names and sentence starts, all at once."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Literal, TypeVar

import structlog
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from models.encoder import WordPieces
from models.network import Batch, Reader
from models.training.base_encoder import base_encoder_folder
from models.training.polnear import read_polnear
from models.training.span_examples import IGNORE, Example, Targets, batches, collate, make_example

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class SpanRecipe:
    """Hold the settings of one training; the defaults made the committed weights.

    Lengths in word pieces; learning rates are peaks of a linear warm-up and decay; `ema` is the decay per step of the
    averaged weights that are kept in the end. `masked` is the share of words hidden behind the mask piece in training
    (word dropout: Iyyer et al., 2015); `frozen_words` keeps the pretrained word embeddings as they are, so that words
    that training never shows stay where the others are; `precision` is fp32 or bf16 (autocast).
    """

    epochs: int = 4
    window: int = 320
    batch_pieces: int = 768
    encoder_rate: float = 4e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    ema: float = 0.998
    names_weight: float = 0.2
    sentences_weight: float = 0.1
    masked: float = 0.0
    frozen_words: bool = False
    precision: Literal["fp32", "bf16"] = "fp32"
    seed: int = 0


def train(
    corpora: Path,
    out: Path,
    *,
    recipe: SpanRecipe | None = None,
    start: Path | None = None,
    threads: int = 1,
    device: str = "cpu",
) -> Path:
    """Train on `corpora`/polnear/train and return the file of averaged weights in `out`.

    `start` is the averaged weights of an earlier training to go on from, in place of the pretrained encoder.

    A checkpoint is written to `out` after each quarter of an epoch; a run that finds one goes on from it.

    Raises:
        FileNotFoundError: the corpus or the pretrained encoder is not there; the text names the folder.
    """
    recipe = recipe or SpanRecipe()
    torch.set_num_threads(threads)
    out.mkdir(parents=True, exist_ok=True)
    (out / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1))
    base = base_encoder_folder()
    pieces = WordPieces(base / "tokenizer.json")
    articles = read_polnear(corpora / "polnear" / "train", silver=corpora / "polnear_silver_train.jsonl.gz")
    examples = [make_example(article, pieces) for article in articles]
    trainer = _Trainer(recipe, base, examples, pieces, torch.device(device))
    if start is not None:
        trainer.start_from(start)
    trainer.resume(out / "checkpoint.safetensors")
    return trainer.run(out)


class _Trainer:
    def __init__(
        self, recipe: SpanRecipe, base: Path, examples: list[Example], pieces: WordPieces, device: torch.device
    ) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.examples, self.pieces, self.device = recipe, examples, pieces, device
        self.model = build(base).to(device)
        self.model.encoder.embeddings.word_embeddings.weight.requires_grad_(not recipe.frozen_words)
        self.average = {name: value.detach().clone() for name, value in self.model.state_dict().items()}
        self.optimizer = _optimizer(self.model, recipe)
        self.steps_per_epoch = len(self._epoch(0))
        self.total = self.steps_per_epoch * recipe.epochs
        self.step = 0
        self.recent: dict[str, float] = {}

    def _epoch(self, epoch: int) -> list[list[tuple[Example, tuple[int, int]]]]:
        rng = random.Random(f"{self.recipe.seed}/{epoch}")  # noqa: S311  (shuffling, not secrecy)
        r = self.recipe
        return batches(self.examples, size=r.window, batch_pieces=r.batch_pieces, rng=rng)

    def run(self, out: Path) -> Path:
        started, words = time.monotonic(), 0
        for group in self._remaining():
            words += self._update(group)
            if self.step % 50 == 0:
                speed = round(words / (time.monotonic() - started))
                losses = {name: round(value, 4) for name, value in self.recent.items()}
                log.info("step", step=self.step, total=self.total, words_per_second=speed, **losses)
            if self.step % max(1, self.steps_per_epoch // 4) == 0:
                self.save(out / "checkpoint.safetensors")
        self.save(out / "checkpoint.safetensors")
        path = out / "averaged.safetensors"
        save_file({name: value.contiguous() for name, value in self.average.items()}, path)
        return path

    def _remaining(self) -> Iterator[list[tuple[Example, tuple[int, int]]]]:
        while self.step < self.total:
            epoch, done = divmod(self.step, self.steps_per_epoch)
            groups = self._epoch(epoch)[: self.steps_per_epoch]
            if done >= len(groups):
                self.step = (epoch + 1) * self.steps_per_epoch
            yield from groups[done:]

    def _update(self, group: list[tuple[Example, tuple[int, int]]]) -> int:
        self.model.train()
        batch, targets = collate(group, self.pieces)
        if self.recipe.masked:
            batch = hide_words(batch, self.recipe.masked, self.pieces.mask)
        losses = self._losses(batch, targets)
        self.optimizer.zero_grad(set_to_none=True)
        torch.stack(list(losses.values())).sum().backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        scale = _schedule(self.step, self.total, self.recipe.warm_up)
        for part in self.optimizer.param_groups:
            part["lr"] = part["peak"] * scale
        self.optimizer.step()
        self.step += 1
        decay = min(self.recipe.ema, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for name, value in self.model.state_dict().items():
                self.average[name].lerp_(value, 1 - decay)
        for name, value in losses.items():
            self.recent[name] = 0.98 * self.recent.get(name, value.item()) + 0.02 * value.item()
        return int(batch.word_mask.sum())

    def _losses(self, batch: Batch, targets: Targets) -> dict[str, Tensor]:
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.recipe.precision == "bf16"):
            scores = self.model(_moved(batch, self.device))
        scores = type(scores)(**{field.name: getattr(scores, field.name).float() for field in fields(scores)})
        gold = _moved(targets, self.device)
        return {
            "tags": self.model.crf.loss(scores.tags, gold.tags, batch.word_mask.to(self.device)),
            "links": _cross_entropy(scores.links, gold.heads),
            "names": self.recipe.names_weight * _cross_entropy(scores.names, gold.names),
            "sentences": self.recipe.sentences_weight * _cross_entropy(scores.sentences, gold.sentences),
        }

    def save(self, path: Path) -> None:
        state = {f"model.{n}": v.contiguous() for n, v in self.model.state_dict().items()}
        state |= {f"average.{n}": v.contiguous() for n, v in self.average.items()}
        for index, entry in self.optimizer.state_dict()["state"].items():
            state |= {f"optimizer.{index}.{key}": torch.as_tensor(value).contiguous() for key, value in entry.items()}
        partial = path.with_suffix(".partial")
        save_file(state, partial, metadata={"step": str(self.step)})
        partial.replace(path)

    def start_from(self, path: Path) -> None:
        self.model.load_state_dict(load_file(path))
        self.average = {name: value.detach().clone() for name, value in self.model.state_dict().items()}

    def resume(self, path: Path) -> None:
        if not path.exists():
            return
        with safe_open(path, "pt") as file:
            self.step = int(file.metadata()["step"])
        state = load_file(path)
        self.model.load_state_dict({n[6:]: v for n, v in state.items() if n.startswith("model.")})
        self.average = {n[8:]: v.to(self.device) for n, v in state.items() if n.startswith("average.")}
        whole = self.optimizer.state_dict()
        for name, value in state.items():
            if name.startswith("optimizer."):
                _, index, key = name.split(".", 2)
                whole["state"].setdefault(int(index), {})[key] = value
        self.optimizer.load_state_dict(whole)
        log.info("resumed", step=self.step, total=self.total)


_Tensors = TypeVar("_Tensors", Batch, Targets)


def _moved(tensors: _Tensors, device: torch.device) -> _Tensors:
    return type(tensors)(**{field.name: getattr(tensors, field.name).to(device) for field in fields(tensors)})


def build(base: Path) -> Reader:
    """Return an untrained reader around the pretrained encoder of `base`."""
    config = BertConfig.from_pretrained(base, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
    model = Reader(config)
    model.encoder = BertModel.from_pretrained(base, config=config, add_pooling_layer=False)
    return model


def hide_words(batch: Batch, share: float, mask: int) -> Batch:
    """Return the batch with about `share` of its words (all pieces of each) replaced by the mask piece."""
    hidden = torch.rand(batch.word_mask.shape) < share
    covered = hidden.gather(1, batch.owner.clamp(min=0)) & (batch.owner >= 0)
    return replace(batch, pieces=batch.pieces.masked_fill(covered, mask))


def _optimizer(model: Reader, recipe: SpanRecipe) -> torch.optim.AdamW:
    parts = []
    for encoder in (True, False):
        for matrices in (True, False):
            chosen = [
                value
                for name, value in model.named_parameters()
                if name.startswith("encoder.") == encoder and (value.ndim > 1) == matrices and value.requires_grad
            ]
            peak = recipe.encoder_rate if encoder else recipe.head_rate
            parts.append({"params": chosen, "peak": peak, "lr": 0.0, "weight_decay": 0.01 if matrices else 0.0})
    return torch.optim.AdamW(parts, betas=(0.9, 0.98), fused=True)


def _schedule(step: int, total: int, warm_up: float) -> float:
    rise = max(1, math.ceil(warm_up * total))
    if step < rise:
        return (step + 1) / rise
    return max(0.01, 1 - (step - rise) / max(1, total - rise))


def _cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    if not bool((gold != IGNORE).any()):
        return scores.sum() * 0.0
    return nn.functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORE)
