"""Batches for training the stance network: pairs of like length together, and the loss of its two heads."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from models.stance_input import Encoded, StanceInput
from models.stance_network import NEUTRAL, OPPOSE, SUPPORT, pad
from models.training.stance_pairs import Pair

_TARGETS = {"support": SUPPORT, "oppose": OPPOSE, "neutral": NEUTRAL}
_NONE = -100  # ignored by cross_entropy


@dataclass(frozen=True, slots=True)
class Batch:
    """Hold encoded pairs beside their targets: polarity or -100, relevance 1, 0 or -1, two-way mask, weight."""

    pairs: tuple[Encoded, ...]
    polarity: tuple[int, ...]
    relevance: tuple[int, ...]
    two_way: tuple[bool, ...]
    weights: tuple[float, ...]


def batches(pairs: Sequence[Pair], reader: StanceInput, *, tokens: int, rng: random.Random) -> list[Batch]:
    """Return shuffled batches of at most `tokens` padded tokens; pairs of like length share one."""
    encoded = [(reader.encode(pair.statement, pair.name, pair.position), pair) for pair in pairs]
    rng.shuffle(encoded)
    made: list[Batch] = []
    for start in range(0, len(encoded), 1024):
        group: list[tuple[Encoded, Pair]] = []
        for item in sorted(encoded[start : start + 1024], key=lambda item: len(item[0].ids)):
            if group and len(item[0].ids) * (len(group) + 1) > tokens:
                made.append(_batch(group))
                group = []
            group.append(item)
        made.append(_batch(group))
    rng.shuffle(made)
    return made


def _batch(group: Sequence[tuple[Encoded, Pair]]) -> Batch:
    pairs = [pair for _, pair in group]
    return Batch(
        pairs=tuple(encoded for encoded, _ in group),
        polarity=tuple(_TARGETS.get(pair.label, _NONE) for pair in pairs),
        relevance=tuple(-1 if pair.related is None else int(pair.related) for pair in pairs),
        two_way=tuple(pair.two_way for pair in pairs),
        weights=tuple(pair.weight for pair in pairs),
    )


def loss(network: nn.Module, batch: Batch, padding: int) -> Tensor:
    """Return the batch's mean loss: cross entropy of the polarity (masked where two-way) and of the relevance."""
    polarity, relevance = (logits.float() for logits in network(*pad(batch.pairs, padding)))
    masked = torch.zeros_like(polarity)
    masked[:, NEUTRAL] = torch.tensor(batch.two_way, dtype=polarity.dtype) * -1e4
    weights = torch.tensor(batch.weights)
    sides = nn.functional.cross_entropy(
        polarity + masked, torch.tensor(batch.polarity), ignore_index=_NONE, reduction="none", label_smoothing=0.0
    )
    targets = torch.tensor(batch.relevance, dtype=relevance.dtype)
    known = (targets >= 0).to(relevance.dtype)
    bears = nn.functional.binary_cross_entropy_with_logits(relevance, targets.clamp(min=0), reduction="none") * known
    return ((sides + bears) * weights).sum() / weights.sum()
