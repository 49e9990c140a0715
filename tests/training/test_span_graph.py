"""The reader's graph held to the network in torch, node for node in fp32 and closely in int8."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from transformers import BertConfig

from models.batches import Window, make_window
from models.encoder import WordPieces
from models.engine import WindowScores
from models.onnx_engine import OnnxEngine
from models.torch_engine import TorchEngine, load_network
from models.training.encoder_graph import Weights, joined
from models.training.span_graph import write_span_graph
from models.weights import ONNX, WEIGHTS, read_config
from tests import tiny

SENTENCE = "“We STAY,” Anna Weller said, that the river treaty fell 5 times.\n\n‘Rain’ it said. "
NAMES = ("tags", "names", "sentences", "links")


@pytest.fixture(scope="module")
def weights(tiny_spans: Path) -> Weights:
    return {name: value.float().numpy() for name, value in load_file(tiny_spans / WEIGHTS).items()}


@pytest.fixture(scope="module")
def config(tiny_spans: Path) -> dict[str, object]:
    return dict(BertConfig(**read_config(tiny_spans)["encoder"]).to_dict())


@pytest.fixture(scope="module")
def windows(tiny_spans: Path) -> list[Window]:
    pieces = WordPieces(tiny_spans / "tokenizer.json")
    encoded = pieces.encode(SENTENCE * 6)
    return [make_window(encoded, (0, size), pieces) for size in (1, 2, 17, 100)]


@pytest.fixture(scope="module")
def expected(tiny_spans: Path, windows: list[Window]) -> list[WindowScores]:
    return list(TorchEngine(load_network(tiny_spans), batch=1).score(windows))


def test_span_graph_is_the_network(
    weights: Weights, config: dict[str, object], windows: list[Window], expected: list[WindowScores], tmp_path: Path
) -> None:
    engine = OnnxEngine(write_span_graph(weights, config, tmp_path / "fp32.onnx", int8=False))
    for one, two in zip(engine.score(windows), expected, strict=True):
        for name in NAMES:
            np.testing.assert_allclose(getattr(one, name), getattr(two, name), atol=2e-5, rtol=1e-4)


def test_span_graph_in_int8_comes_close_to_the_network(
    tiny_spans: Path, windows: list[Window], expected: list[WindowScores]
) -> None:
    for one, two in zip(OnnxEngine(tiny_spans / ONNX).score(windows), expected, strict=True):
        for name in NAMES:
            reference = getattr(two, name)
            np.testing.assert_allclose(getattr(one, name), reference, atol=0.06 * float(np.abs(reference).max()))


def test_span_graph_takes_a_quarter_of_the_room(weights: Weights, config: dict[str, object], tmp_path: Path) -> None:
    full, small = (
        write_span_graph(weights, config, tmp_path / f"{int8}.onnx", int8=int8).stat().st_size for int8 in (False, True)
    )
    assert small < full
    assert sum(value.nbytes for value in weights.values()) < full


def test_span_graph_reads_the_longest_window(tiny_spans: Path) -> None:
    pieces = WordPieces(tiny_spans / "tokenizer.json")
    encoded = pieces.encode("a " * (tiny.POSITIONS - 2))
    (scores,) = OnnxEngine(tiny_spans / ONNX).score([make_window(encoded, (0, tiny.POSITIONS - 2), pieces)])
    assert scores.links.shape == (tiny.POSITIONS - 2, tiny.POSITIONS - 2)
    assert np.isfinite(scores.links).all()


def test_span_graph_refuses_another_activation(weights: Weights, config: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="hidden_act is 'relu'"):
        write_span_graph(weights, config | {"hidden_act": "relu"}, tmp_path / "relu.onnx")


def test_joined_layers_give_what_each_gives() -> None:
    torch.manual_seed(0)
    layers = {"one": torch.nn.Linear(4, 3), "two": torch.nn.Linear(4, 2)}
    weights = {f"{n}.{k}": v.detach().numpy() for n, layer in layers.items() for k, v in layer.named_parameters()}
    weight, bias = joined(weights, "one", "two")
    given = torch.randn(5, 4)
    both = torch.cat([layer(given) for layer in layers.values()], dim=1).detach().numpy()
    np.testing.assert_allclose(given.numpy() @ weight.T + bias, both, atol=1e-6)
