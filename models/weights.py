"""Artifacts on disk: safetensors weights, config and tokenizer, each held to its recorded SHA-256."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor

FOLDER = Path(__file__).parent / "artifacts"
SUMS = "SHA256SUMS"
WEIGHTS = "model.safetensors"
ONNX = "model.onnx"


class ArtifactError(Exception):
    """Say that an artifact's file is missing or is not the one that was recorded."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """Hold an artifact's weights by name and its config."""

    weights: dict[str, Tensor]
    config: dict[str, Any]


def read_artifact(folder: Path) -> Artifact:
    """Return the weights and config of a folder after checking every file against `SHA256SUMS`.

    Raises:
        ArtifactError: a file is missing or altered; the text names it and the remedy.
    """
    from safetensors.torch import load_file

    verify(folder)
    return Artifact(load_file(folder / WEIGHTS), read_config(folder))


def read_arrays(folder: Path, names: Iterable[str]) -> dict[str, NDArray[np.float32]]:
    """Return some of an artifact's weights as arrays of fp32, without torch; `verify` its folder first."""
    import numpy as np
    from safetensors import safe_open

    with safe_open(folder / WEIGHTS, "numpy") as file:
        return {name: file.get_tensor(name).astype(np.float32) for name in names}


def read_config(folder: Path) -> dict[str, Any]:
    """Return the config of an artifact's folder."""
    config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return config


def verify(folder: Path, *, without: str | None = None) -> str:
    """Return the digest of the folder's checksum list after checking every file that it names, `without` left out.

    Raises:
        ArtifactError: a file is missing or altered.
    """
    remedy = "restore it from the release that it came with"
    sums = folder / SUMS
    if not sums.is_file():
        raise ArtifactError(f"{sums} is missing; {remedy}")
    listed = sums.read_text(encoding="utf-8")
    for line in listed.splitlines():
        recorded, name = line.split("  ", 1)
        path = folder / name
        if name == without:
            continue
        if not path.is_file():
            raise ArtifactError(f"{path} is missing; {remedy}")
        if (actual := sha256(path)) != recorded:
            raise ArtifactError(f"{path} has SHA-256 {actual}, recorded is {recorded}; {remedy}")
    return hashlib.sha256(listed.encode()).hexdigest()


def recorded(folder: Path) -> set[str]:
    """Return the names of the files that an artifact records; none where it has no list."""
    sums = folder / SUMS
    return {line.split("  ", 1)[1] for line in sums.read_text("utf-8").splitlines()} if sums.is_file() else set()


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_sums(folder: Path) -> None:
    """Record the SHA-256 of every file of an artifact but its card."""
    names = sorted(p.name for p in folder.iterdir() if p.is_file() and p.name != SUMS and p.suffix != ".md")
    lines = "".join(f"{sha256(folder / name)}  {name}\n" for name in names)
    (folder / SUMS).write_text(lines, encoding="utf-8")
