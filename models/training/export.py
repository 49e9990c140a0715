"""Averaged training weights as an artifact: fp16 safetensors, config, tokenizer, checksums."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from transformers import BertConfig

from models.confidence import FEATURES, SOURCE_FEATURES
from models.records import CLASSES
from models.training.base_encoder import base_encoder_folder
from models.training.span_graph import write_span_graph
from models.weights import ONNX, WEIGHTS, read_config, write_sums

UNFITTED = {
    "weights": {name: float(name in {"cue", "content", "link"}) for name in FEATURES},
    "source_weights": {name: float(name in {"source", "source_link"}) for name in SOURCE_FEATURES},
    "thresholds": dict.fromkeys(CLASSES, 0.0),
}
"""The confidence before it is fitted on the development part: a plain sum of log odds, nothing held back."""


def export(averaged: Path, folder: Path, *, confidence: Mapping[str, object] | None = None) -> Path:
    """Write the artifact of a span training into `folder` and return it.

    Raises:
        FileNotFoundError: `averaged` is not there.
    """
    base = base_encoder_folder()
    folder.mkdir(parents=True, exist_ok=True)
    weights = load_file(averaged)
    if any(name.startswith("average.") for name in weights):
        weights = {name[8:]: value for name, value in weights.items() if name.startswith("average.")}
    half = {n: v.to(torch.float16).contiguous() if v.is_floating_point() else v for n, v in weights.items()}
    save_file(half, folder / WEIGHTS)
    encoder = BertConfig.from_pretrained(base, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0).to_diff_dict()
    kept = {k: v for k, v in encoder.items() if k not in {"_name_or_path", "architectures", "transformers_version"}}
    write_config(folder, {"encoder": kept, "confidence": dict(confidence or UNFITTED)})
    shutil.copyfile(base / "tokenizer.json", folder / "tokenizer.json")
    return export_engine(folder)


def export_engine(folder: Path) -> Path:
    """Write the ONNX file of an artifact's weights beside them, record it, and return the folder.

    The same weights give the same bytes.
    """
    weights = {name: value.float().numpy() for name, value in load_file(folder / WEIGHTS).items()}
    write_span_graph(weights, BertConfig(**read_config(folder)["encoder"]).to_dict(), folder / ONNX)
    write_sums(folder)
    return folder


def mean(parts: Mapping[Path, float], path: Path) -> Path:
    """Write the mean of several trainings' averaged weights, each with its share, and return the file.

    Weights of one training that goes on from another lie close enough for their mean to be better than either
    (Wortsman et al., ICML 2022).

    Raises:
        ValueError: the shares do not add up to one.
    """
    if abs(sum(parts.values()) - 1) > 1e-6:
        raise ValueError(f"the shares are {', '.join(map(str, parts.values()))}; give shares that add up to 1")
    loaded = [(load_file(part), share) for part, share in parts.items()]
    first = loaded[0][0]
    mixed = {name: sum((w[name] * share for w, share in loaded), torch.zeros_like(first[name])) for name in first}
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(mixed, path)
    return path


def write_config(folder: Path, config: Mapping[str, object]) -> None:
    """Write the config of an artifact."""
    (folder / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", encoding="utf-8")
