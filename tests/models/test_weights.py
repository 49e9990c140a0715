"""Artifacts on disk: every file is the recorded one, or the pass does not start."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from models.weights import (
    SUMS,
    ArtifactError,
    read_arrays,
    read_artifact,
    read_config,
    recorded,
    sha256,
    verify,
    write_sums,
)


@pytest.fixture
def folder(tiny_spans: Path, tmp_path: Path) -> Path:
    """Return a copy of an artifact that a test may damage."""
    return Path(shutil.copytree(tiny_spans, tmp_path / "artifact"))


def test_read_artifact_gives_weights_and_config(folder: Path) -> None:
    artifact = read_artifact(folder)
    assert artifact.weights["tags.weight"].shape == (7, 32)
    assert artifact.weights["tags.weight"].dtype == torch.float16
    assert set(artifact.config) == {"encoder", "confidence"}
    assert artifact.config == read_config(folder)


def test_write_sums_records_every_file_but_the_card_and_itself(folder: Path) -> None:
    (folder / "card.md").write_text("A card.")
    (folder / "more").mkdir()
    write_sums(folder)
    lines = [line.split("  ") for line in (folder / SUMS).read_text().splitlines()]
    listed = {name: digest for digest, name in lines}
    assert list(listed) == ["config.json", "model.onnx", "model.safetensors", "tokenizer.json"]
    assert all(sha256(folder / name) == digest for name, digest in listed.items())
    assert recorded(folder) == set(listed)


def test_recorded_is_nothing_without_a_list(tmp_path: Path) -> None:
    assert recorded(tmp_path) == set()


def test_read_arrays_gives_the_weights_asked_for_in_fp32(folder: Path) -> None:
    found = read_arrays(folder, ("crf.start", "crf.transitions"))
    assert {name: array.shape for name, array in found.items()} == {"crf.start": (7,), "crf.transitions": (7, 7)}
    assert {array.dtype for array in found.values()} == {np.dtype("float32")}
    stored = read_artifact(folder).weights["crf.transitions"].float().numpy()
    np.testing.assert_array_equal(found["crf.transitions"], stored)


def test_write_sums_writes_the_same_twice(folder: Path) -> None:
    first = (folder / SUMS).read_bytes()
    write_sums(folder)
    assert (folder / SUMS).read_bytes() == first


def test_sha256_is_the_files(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"\x00" * 3_000_000)
    assert sha256(path) == hashlib.sha256(b"\x00" * 3_000_000).hexdigest()


def test_verify_names_the_whole_artifact_by_one_digest(folder: Path) -> None:
    before = verify(folder)
    assert before == hashlib.sha256((folder / SUMS).read_bytes()).hexdigest()
    (folder / "config.json").write_text("{}")
    write_sums(folder)
    assert verify(folder) != before


@pytest.mark.parametrize("name", ["config.json", "model.onnx", "model.safetensors", "tokenizer.json", SUMS])
def test_verify_names_a_missing_file_and_the_remedy(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ArtifactError, match=rf"{name} is missing; restore it from the release"):
        verify(folder)


@pytest.mark.parametrize("name", ["config.json", "model.onnx", "model.safetensors", "tokenizer.json"])
def test_verify_names_an_altered_file_and_both_digests(folder: Path, name: str) -> None:
    before = sha256(folder / name)
    with (folder / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ArtifactError, match=rf"{name} has SHA-256 {sha256(folder / name)}, recorded is {before}"):
        verify(folder)


def test_verify_leaves_out_the_file_that_it_is_told_to(folder: Path) -> None:
    (folder / "model.onnx").unlink()
    assert verify(folder, without="model.onnx")
    (folder / "config.json").write_text("{}")
    with pytest.raises(ArtifactError, match=r"config\.json has"):
        verify(folder, without="model.onnx")


def test_verify_ignores_files_that_are_not_recorded(folder: Path) -> None:
    before = verify(folder)
    (folder / "card.md").write_text("A card.")
    assert verify(folder) == before


def test_read_artifact_checks_before_it_loads(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(ArtifactError):
        read_artifact(folder)


def test_verify_refuses_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ArtifactError, match="SHA256SUMS is missing"):
        verify(tmp_path / "absent")
