"""Write a trained stance network as an artifact: fp16 weights, config, tokenizer and checksums."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors.torch import save_file

from models.stance_network import StanceNetwork
from models.stances import SCORED, Calibration
from models.training.base_encoder import base_encoder_folder
from models.weights import write_sums


def export(network: StanceNetwork, calibration: Calibration, folder: Path, *, about: dict[str, object]) -> Path:
    """Write the artifact into `folder` and return it; `about` (data, seed, figures) goes into the config."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.to(torch.float16).contiguous() for name, value in network.state_dict().items()}
    save_file(weights, folder / "model.safetensors")
    fitted = asdict(calibration) | {"least": dict(zip(SCORED, calibration.least, strict=True))}
    config = {"network": network.settings, "calibration": fitted, "about": about}
    (folder / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    shutil.copyfile(base_encoder_folder() / "tokenizer.json", folder / "tokenizer.json")
    write_sums(folder)
    return folder
