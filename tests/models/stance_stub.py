"""A stance network of a few hundred weights over a tokenizer of a few words, for tests without the real weights."""

from __future__ import annotations

import random
from typing import Any

import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace

from models.stance_input import StanceInput
from models.stance_network import StanceNetwork

torch.set_num_threads(1)  # threads that wait for one another on a busy machine cost minutes

WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", ":", "norway", "keeps", "ends", "the", "pact", "not", "it", "is", "good")


def tokenizer() -> Tokenizer:
    """Return a tokenizer that knows the words above."""
    made = Tokenizer(WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))  # noqa: S106
    made.normalizer = Lowercase()
    made.pre_tokenizer = Whitespace()
    return made


def settings() -> dict[str, Any]:
    """Return the settings of the smallest network."""
    return {
        "vocab_size": len(WORDS),
        "hidden_size": 8,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "intermediate_size": 16,
        "max_position_embeddings": 256,
        "hidden_dropout_prob": 0.0,
        "attention_probs_dropout_prob": 0.0,
    }


def network(seed: int = 0) -> StanceNetwork:
    """Return the smallest network with random weights, large enough that its answers differ."""
    torch.manual_seed(seed)
    made = StanceNetwork(settings())
    with torch.no_grad():
        for parameter in made.parameters():
            parameter.copy_(torch.randn_like(parameter) * 0.5)
    return made


def reader() -> StanceInput:
    """Return the reader over the stub's tokenizer."""
    return StanceInput(tokenizer())


def seeded(seed: int) -> random.Random:
    """Return a generator of the same choices for the same seed."""
    return random.Random(seed)  # noqa: S311
