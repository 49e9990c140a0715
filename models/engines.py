"""Which engine runs a network: ONNX Runtime where an artifact has its file, torch for a GPU and for all others."""

from __future__ import annotations

import os
from pathlib import Path

from models.engine import Engine, EngineName
from models.weights import ONNX, ArtifactError, recorded


def choose_engine(folder: Path, *, engine: EngineName | None = None, device: str | None = None) -> EngineName:
    """Return the engine for an artifact: the one asked for, else onnx on a CPU where its file is there, else torch.

    Raises:
        ArtifactError: onnx is asked for and the artifact does not record its file.
        ValueError: onnx is asked for on a device other than the CPU.
    """
    on_cpu = device in (None, "cpu")
    if engine is None:
        return "onnx" if on_cpu and ONNX in recorded(folder) else "torch"
    if engine == "onnx" and not on_cpu:
        raise ValueError(f"the engine onnx does not compute on {device}; take the engine torch, or the device cpu")
    if engine == "onnx" and ONNX not in recorded(folder):
        raise ArtifactError(f"{folder} has no {ONNX}; make it with `onrecord train engine {folder}`, or take torch")
    return engine


def load_engine(
    folder: Path, *, engine: EngineName | None = None, threads: int | None = None, device: str | None = None
) -> Engine:
    """Return the engine of the reader's artifact; `threads` is how many cores it may use, by default all.

    Raises:
        ArtifactError: a file is missing or is not the recorded one, or the engine asked for has no file.
        ValueError: the engine does not compute on the device.
    """
    if choose_engine(folder, engine=engine, device=device) == "onnx":
        from models.onnx_engine import OnnxEngine

        return OnnxEngine(folder / ONNX, threads=threads or cores())
    from models.torch_engine import TorchEngine, load_network

    use_threads(threads)
    return TorchEngine(load_network(folder), device=device or "cpu")


def use_threads(threads: int | None) -> None:
    """Give torch, in the whole process, as many cores; None leaves it those that it has."""
    import torch

    if threads is not None:
        torch.set_num_threads(threads)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
