"""The engine of torch: batches that are padded, precision, and the network read from an artifact."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from models.batches import Window, make_window
from models.encoder import WordPieces
from models.network import Batch
from models.torch_engine import TorchEngine, load_network
from models.weights import ArtifactError
from tests import tiny

SENTENCE = "“We stay,” Anna Weller said that the river treaty fell. "


@pytest.fixture(scope="module")
def windows(tiny_spans: Path) -> list[Window]:
    pieces = WordPieces(tiny_spans / "tokenizer.json")
    encoded = pieces.encode(SENTENCE * 4)
    return [make_window(encoded, (0, size), pieces) for size in (40, 9, 1, 22, 5)]


@pytest.mark.parametrize("batch", [1, 2, 5, 8])
def test_torch_engine_scores_a_window_the_same_in_batches_of_any_size(
    tiny_spans: Path, windows: list[Window], batch: int
) -> None:
    network = load_network(tiny_spans)
    together = list(TorchEngine(network, batch=batch).score(windows))
    alone = [scores for window in windows for scores in TorchEngine(network).score([window])]
    for one, two in zip(together, alone, strict=True):
        np.testing.assert_allclose(one.tags, two.tags, atol=1e-4)
        np.testing.assert_allclose(one.links, two.links, atol=1e-4)


def test_torch_engine_reads_as_many_windows_at_once_as_a_batch_has(
    tiny_spans: Path, windows: list[Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    made = Batch.of
    monkeypatch.setattr(Batch, "of", lambda group, device: sizes.append(len(group)) or made(group, device))
    list(TorchEngine(load_network(tiny_spans), batch=2).score(windows))
    assert sizes == [2, 2, 1]


def test_torch_engine_rounds_in_bf16(tiny_spans: Path, windows: list[Window]) -> None:
    network = load_network(tiny_spans)
    full, half = (
        [s.tags for s in TorchEngine(network, precision=precision).score(windows)] for precision in ("fp32", "bf16")
    )
    assert all(scores.dtype == np.float32 for scores in half)
    assert any((one != two).any() for one, two in zip(full, half, strict=True))
    for one, two in zip(full, half, strict=True):
        np.testing.assert_allclose(one, two, atol=0.05 * float(np.abs(one).max()))


def test_load_network_reads_the_artifact(tiny_spans: Path, tmp_path: Path, windows: list[Window]) -> None:
    other = tiny.write_spans(tmp_path, seed=1)
    one, same, two = (load_network(folder) for folder in (tiny_spans, tiny_spans, other))
    assert all(value.dtype == torch.float32 for value in one.parameters())
    batch = Batch.of(windows)
    with torch.no_grad():
        assert torch.equal(one.eval()(batch).tags, same.eval()(batch).tags)
        assert not torch.allclose(one(batch).tags, two.eval()(batch).tags)


def test_load_network_takes_another_kernel_of_attention(tiny_spans: Path, windows: list[Window]) -> None:
    eager, default = (load_network(tiny_spans, attention=name).eval() for name in ("eager", None))
    assert eager.encoder.config._attn_implementation == "eager"
    with torch.no_grad():
        torch.testing.assert_close(eager(Batch.of(windows)).tags, default(Batch.of(windows)).tags, atol=1e-4, rtol=1e-4)


def test_load_network_refuses_an_altered_artifact(tmp_path: Path) -> None:
    folder = tiny.write_spans(tmp_path)
    (folder / "config.json").write_text("{}")
    with pytest.raises(ArtifactError, match=r"config\.json has SHA-256"):
        load_network(folder)
