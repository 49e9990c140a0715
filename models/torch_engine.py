"""The network run by torch: on a GPU, or on a CPU where an artifact has no ONNX file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Literal

import torch
from torch import Tensor
from transformers import BertConfig

from models.batches import Window
from models.decoding import Floats
from models.engine import WindowScores
from models.network import Batch, Reader
from models.weights import read_artifact

BATCH = 8
"""Windows of one batch; more of them bring no speed on a CPU."""


class TorchEngine:
    """Run the network in batches of windows that are padded to the longest of them."""

    threads = 1

    def __init__(
        self,
        network: Reader,
        *,
        device: str = "cpu",
        precision: Literal["fp32", "bf16"] = "fp32",
        batch: int = BATCH,
    ) -> None:
        self._device = torch.device(device)
        self._network = network.eval().to(self._device)
        self._bf16 = precision == "bf16"
        self._batch = batch

    def score(self, windows: Sequence[Window]) -> Iterator[WindowScores]:
        """Yield the scores of each window, in order."""
        for start, end in pairwise([*range(0, len(windows), self._batch), len(windows)]):
            yield from self._score(windows[start:end])

    def _score(self, windows: Sequence[Window]) -> Iterator[WindowScores]:
        with torch.inference_mode(), torch.autocast(self._device.type, torch.bfloat16, enabled=self._bf16):
            scores = self._network(Batch.of(windows, self._device))
        tags, names, sentences, links = map(_array, (scores.tags, scores.names, scores.sentences, scores.links))
        for row, window in enumerate(windows):
            size = len(window.first)
            yield WindowScores(
                tags[row, :size], names[row, :size], sentences[row, :size], links[row, :size, :size].copy()
            )


def _array(scores: Tensor) -> Floats:
    array: Floats = scores.float().cpu().numpy()
    return array


def load_network(folder: Path, *, attention: str | None = None) -> Reader:
    """Return the network of an artifact's folder with its weights in fp32; `attention` names a kernel of transformers.

    Raises:
        ArtifactError: a file is missing or its SHA-256 is not the recorded one.
    """
    artifact = read_artifact(folder)
    network = Reader(BertConfig(**artifact.config["encoder"] | {"attn_implementation": attention}))
    network.load_state_dict({name: value.float() for name, value in artifact.weights.items()})
    return network
