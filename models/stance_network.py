"""The stance network: a BERT encoder over (statement, position) with a polarity head and a relevance head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from models.stance_input import Encoded

SUPPORT, OPPOSE, NEUTRAL = range(3)


class StanceNetwork(nn.Module):
    """Read token ids and give polarity logits (support, oppose, neutral) and one relevance logit per pair."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()
        self.settings = dict(config)
        size = int(config["hidden_size"])
        self.encoder = BertModel(BertConfig(**config), add_pooling_layer=False)
        self.left = nn.Linear(size, size // 2)
        self.right = nn.Linear(size, size // 2)
        self.blend = nn.Linear(3 * size + size // 2, size)
        self.drop = nn.Dropout(0.1)
        self.polarity = nn.Linear(size, 3)
        self.relevance = nn.Linear(size, 1)

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return (pairs, 3) polarity logits and (pairs,) relevance logits for (pairs, length) inputs."""
        states = self.encoder(input_ids=ids, token_type_ids=segments, attention_mask=mask).last_hidden_state
        statement = _mean(states, mask * (1 - segments))
        topic = _mean(states, mask * segments)
        product = self.left(statement) * self.right(topic)  # a position turned round turns the side: a product
        parts = torch.cat([states[:, 0], statement, topic, product], dim=1)
        blended = self.drop(nn.functional.gelu(self.blend(parts)))
        return self.polarity(blended), self.relevance(blended).squeeze(1)


def pad(pairs: Sequence[Encoded], padding: int, *, length: int | None = None) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids, segments and mask of shape (pairs, length), by default as long as the longest pair."""
    width = length or max(len(pair.ids) for pair in pairs)
    ids = torch.full((len(pairs), width), padding, dtype=torch.long)
    segments = torch.zeros((len(pairs), width), dtype=torch.long)
    mask = torch.zeros((len(pairs), width), dtype=torch.long)
    for row, pair in enumerate(pairs):
        size = len(pair.ids)
        ids[row, :size] = torch.tensor(pair.ids)
        segments[row, :size] = torch.tensor(pair.segments)
        mask[row, :size] = 1
    return ids, segments, mask


def _mean(states: Tensor, mask: Tensor) -> Tensor:
    weights = mask.unsqueeze(2).to(states.dtype)
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1)
