"""Which engine runs an artifact, and that both give the same scores but for the rounding of weights to 8 bits."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from models import engines
from models.batches import Window, make_window
from models.encoder import WordPieces
from models.engines import choose_engine, cores, load_engine, use_threads
from models.onnx_engine import OnnxEngine
from models.torch_engine import TorchEngine
from models.weights import ONNX, ArtifactError, write_sums

TEXTS = ("We stay.", "“We stay,” Anna Weller said that the river treaty fell.", "Rain fell, 5 said.")


@pytest.fixture(autouse=True)
def _same_threads() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def windows(tiny_spans: Path) -> list[Window]:
    pieces = WordPieces(tiny_spans / "tokenizer.json")
    encoded = [pieces.encode(text) for text in TEXTS]
    return [make_window(one, (0, len(one.words)), pieces) for one in encoded]


@pytest.fixture
def bare(tiny_spans: Path, tmp_path: Path) -> Path:
    """Return an artifact that has no ONNX file."""
    folder = shutil.copytree(tiny_spans, tmp_path / "bare")
    (folder / ONNX).unlink()
    write_sums(folder)
    return folder


def test_choose_engine_takes_onnx_where_its_file_is(tiny_spans: Path, bare: Path) -> None:
    assert choose_engine(tiny_spans) == choose_engine(tiny_spans, device="cpu") == "onnx"
    assert choose_engine(bare) == "torch"


def test_choose_engine_takes_torch_for_any_other_device(tiny_spans: Path) -> None:
    assert choose_engine(tiny_spans, device="cuda") == choose_engine(tiny_spans, device="cuda:1") == "torch"


def test_choose_engine_takes_what_it_is_told(tiny_spans: Path) -> None:
    assert choose_engine(tiny_spans, engine="torch") == "torch"
    assert choose_engine(tiny_spans, engine="onnx") == "onnx"


def test_choose_engine_refuses_onnx_without_its_file(bare: Path) -> None:
    with pytest.raises(ArtifactError, match=r"has no model\.onnx; make it with `onrecord train engine"):
        choose_engine(bare, engine="onnx")


def test_choose_engine_trusts_no_file_that_is_not_recorded(bare: Path, tiny_spans: Path) -> None:
    shutil.copyfile(tiny_spans / ONNX, bare / ONNX)
    assert choose_engine(bare) == "torch"


def test_choose_engine_refuses_onnx_on_a_gpu(tiny_spans: Path) -> None:
    with pytest.raises(ValueError, match="onnx does not compute on cuda; take the engine torch"):
        choose_engine(tiny_spans, engine="onnx", device="cuda")


def test_load_engine_gives_onnx_the_threads(tiny_spans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "cores", lambda: 3)
    one, every = load_engine(tiny_spans, threads=1), load_engine(tiny_spans)
    assert isinstance(one, OnnxEngine)
    assert (one.threads, every.threads) == (1, 3)


def test_load_engine_gives_torch_the_threads(bare: Path) -> None:
    made = load_engine(bare, threads=2)
    assert isinstance(made, TorchEngine)
    assert torch.get_num_threads() == 2
    load_engine(bare)
    assert torch.get_num_threads() == 2


def test_use_threads_changes_torch_only_where_told(monkeypatch: pytest.MonkeyPatch) -> None:
    use_threads(2)
    use_threads(None)
    assert torch.get_num_threads() == 2


def test_cores_are_at_least_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cores() >= 1
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: None)
    assert cores() == 1


@pytest.mark.parametrize("engine", ["onnx", "torch"])
def test_engines_score_every_word_and_every_pair(tiny_spans: Path, windows: list[Window], engine: str) -> None:
    scored = list(load_engine(tiny_spans, engine=engine, threads=1).score(windows))  # type: ignore[arg-type]
    assert len(scored) == len(windows)
    for scores, window in zip(scored, windows, strict=True):
        size = len(window.first)
        assert (scores.tags.shape, scores.names.shape) == ((size, 7), (size, 9))
        assert (scores.sentences.shape, scores.links.shape) == ((size, 2), (size, size))
        assert {scores.tags.dtype, scores.links.dtype} == {np.dtype("float32")}


def test_engines_agree_but_for_rounding(tiny_spans: Path, windows: list[Window]) -> None:
    one, two = (list(load_engine(tiny_spans, engine=engine, threads=1).score(windows)) for engine in ("onnx", "torch"))
    for a, b in zip(one, two, strict=True):
        np.testing.assert_allclose(a.tags, b.tags, atol=0.06 * float(np.abs(b.tags).max()))
        np.testing.assert_allclose(a.links, b.links, atol=0.06 * float(np.abs(b.links).max()))


@pytest.mark.parametrize("engine", ["onnx", "torch"])
def test_engines_score_nothing_without_windows(tiny_spans: Path, engine: str) -> None:
    assert list(load_engine(tiny_spans, engine=engine, threads=1).score([])) == []  # type: ignore[arg-type]
