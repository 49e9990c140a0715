"""Artifacts small enough to make in a moment: a word-piece tokenizer and random networks of two thin layers.

They run the real code of the pass from disk to attributions; what they find means nothing.
"""

from __future__ import annotations

import json
import string
from dataclasses import asdict
from pathlib import Path
from typing import Any

from models.confidence import FEATURES, SOURCE_FEATURES
from models.records import CLASSES
from models.weights import write_sums

WORDS = (
    "the",
    "said",
    "that",
    "pact",
    "river",
    "treaty",
    "we",
    "stay",
    "anna",
    "weller",
    "rain",
    "fell",
    "##s",
    "##ed",
)
SIGNS = string.punctuation + "“”‘’«»„…—–"
PIECES = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS, *SIGNS, *string.digits, *string.ascii_lowercase)
POSITIONS = 512

ENCODER: dict[str, Any] = {
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 64,
    "max_position_embeddings": POSITIONS,
    "hidden_dropout_prob": 0.0,
    "attention_probs_dropout_prob": 0.0,
}
"""A BERT of about fifty thousand weights."""


def write_tokenizer(path: Path) -> Path:
    """Write a lower-casing word-piece tokenizer whose pieces spell any ASCII word."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    inner = [f"##{letter}" for letter in string.ascii_lowercase + string.digits]
    vocabulary = {piece: place for place, piece in enumerate(dict.fromkeys((*PIECES, *inner)))}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(path))
    return path


def vocabulary_size(tokenizer: Path) -> int:
    """Return how many pieces a tokenizer file has."""
    return len(json.loads(tokenizer.read_text())["model"]["vocab"])


def write_base(folder: Path) -> Path:
    """Write an untrained encoder as a pretrained one lies on disk: config, weights and tokenizer."""
    import torch
    from transformers import BertConfig, BertModel

    folder.mkdir(parents=True, exist_ok=True)
    size = vocabulary_size(write_tokenizer(folder / "tokenizer.json"))
    torch.manual_seed(0)
    BertModel(BertConfig(vocab_size=size, **ENCODER), add_pooling_layer=False).save_pretrained(folder)
    return folder


def write_spans(folder: Path, *, seed: int = 0, threshold: float = 0.0) -> Path:
    """Write an artifact of the reader's network with random weights of fp16, as an export does."""
    import torch
    from safetensors.torch import save_file
    from transformers import BertConfig

    from models.network import Reader
    from models.training.export import export_engine

    folder.mkdir(parents=True, exist_ok=True)
    config = ENCODER | {"vocab_size": vocabulary_size(write_tokenizer(folder / "tokenizer.json"))}
    torch.manual_seed(seed)
    network = Reader(BertConfig(**config))
    with torch.no_grad():
        for head in (network.tags, network.names, network.sentences):
            head.weight.mul_(8)
    save_file({n: v.half().contiguous() for n, v in network.state_dict().items()}, folder / "model.safetensors")
    fitted = {
        "weights": dict.fromkeys(FEATURES, 0.1),
        "source_weights": dict.fromkeys(SOURCE_FEATURES, 0.1),
        "thresholds": dict.fromkeys(CLASSES, threshold),
    }
    (folder / "config.json").write_text(json.dumps({"encoder": config, "confidence": fitted}))
    return export_engine(folder)


def write_stances(folder: Path, *, seed: int = 0) -> Path:
    """Write an artifact of the stance network with random weights, as an export does."""
    import torch
    from safetensors.torch import save_file

    from models.stance_network import StanceNetwork
    from models.stances import SCORED, Calibration

    folder.mkdir(parents=True, exist_ok=True)
    config = ENCODER | {"vocab_size": vocabulary_size(write_tokenizer(folder / "tokenizer.json"))}
    torch.manual_seed(seed)
    network = StanceNetwork(config)
    save_file({n: v.half().contiguous() for n, v in network.state_dict().items()}, folder / "model.safetensors")
    calibration = asdict(Calibration()) | {"least": dict.fromkeys(SCORED, 0.0)}
    (folder / "config.json").write_text(json.dumps({"network": config, "calibration": calibration}))
    write_sums(folder)
    return folder
