"""The network run by ONNX Runtime on the CPU from an artifact's int8 file, without torch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import onnxruntime

from models.batches import Window
from models.engine import WindowScores

INPUTS = ("pieces", "owner", "first", "features")
OUTPUTS = ("tags", "names", "sentences", "links")


class OnnxEngine:
    """Run the network on each window by itself, `threads` windows at one time.

    A window of its own needs no padding, and its activations are quantised by its own range alone. One core for each
    window beats several cores for one.
    """

    def __init__(self, path: Path, *, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # The next level joins Add and LayerNormalization into one kernel that takes eight times as long as the two.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        self._session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self.threads = threads
        self._pool = ThreadPoolExecutor(threads, "onnx") if threads > 1 else None

    def score(self, windows: Sequence[Window]) -> Iterator[WindowScores]:
        """Yield the scores of each window, in order; with several threads all windows are begun at once."""
        return (self._pool.map if self._pool else map)(self._run, windows)

    def _run(self, window: Window) -> WindowScores:
        return WindowScores(*self._session.run(OUTPUTS, {name: getattr(window, name) for name in INPUTS}))
