"""How much arithmetic a machine can do at most: large matrix products, timed in the libraries that run the network."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from models.training.graph import Graph

SIZE = 1024
PRODUCTS = 8
"""Square matrices are multiplied by as many others, one after the other, so that little else takes time."""
TRIES = 3


def torch_peak(cores: int, *, dtype: torch.dtype, device: str = "cpu") -> float:
    """Return the most GFLOP/s that torch reaches; on one core in CPU time, else by the clock."""
    matrix = torch.eye(SIZE, dtype=dtype, device=device)

    def multiply() -> None:
        product = matrix
        for _ in range(PRODUCTS):
            product = product @ matrix
        product[0, 0].item()  # waits for a GPU

    torch.set_num_threads(cores)
    return _rate(multiply, cores)


def int8_peak(cores: int) -> float:
    """Return the most billion operations a second that ONNX Runtime reaches with int8 weights."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = cores
    with tempfile.TemporaryDirectory() as folder:
        path = _write_products(Path(folder) / "products.onnx")
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    rows = np.arange(SIZE)
    return _rate(lambda: session.run(["product"], {"rows": rows}), cores)


def _write_products(path: Path) -> Path:
    graph, matrix = Graph(), np.eye(SIZE, dtype=np.float32)
    product = graph.node("Gather", graph.constant(matrix), "rows")
    for _ in range(PRODUCTS):
        product = graph.linear_int8(product, matrix, np.zeros(SIZE, np.float32))
    graph.node("Identity", product, output="product")
    return graph.save(path, inputs={"rows": ["rows"]}, outputs={"product": ["rows", SIZE]})


def _rate(multiply: Callable[[], object], cores: int) -> float:
    clock = time.process_time if cores == 1 else time.perf_counter
    best = float("inf")
    for _ in range(TRIES):
        started = clock()
        multiply()
        best = min(best, clock() - started)
    return 2 * SIZE**3 * PRODUCTS / best / 1e9
