"""Single nodes of the graphs: names, splits, quantised steps, and the encoder's parts beside numpy and torch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from models.decoding import Floats
from models.training.encoder_graph import Weights, embeddings, joined, layers
from models.training.graph import EMBEDDING_STEPS, IR_VERSION, OPSET, STEPS, Graph, quantise

WIDTH, EPSILON = 4, 1e-5
PLACES = np.array([2, 0, 5])


def seeded(*shape: int, seed: int = 0) -> Floats:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


def run(graph: Graph, output: str, folder: Path, places: Any = PLACES) -> Any:
    graph.node("Identity", output, output="found")
    path = graph.save(folder / "graph.onnx", inputs={"places": ["rows"]}, outputs={"found": ["rows", "columns"]})
    return onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]).run(["found"], {"places": places})[0]


@pytest.mark.parametrize("steps", [1, 2, STEPS, EMBEDDING_STEPS])
def test_quantise_gives_the_largest_of_each_row_the_last_step(steps: int) -> None:
    whole, scale = quantise(seeded(5, 7, seed=steps), steps)
    assert whole.dtype == np.int8
    assert scale.dtype == np.float32
    assert np.abs(whole.astype(int)).max(1).tolist() == [steps] * 5


def test_quantise_leaves_rows_of_nothing_as_they_are() -> None:
    whole, scale = quantise(np.array([[0, 0], [1, -3]], np.float32), STEPS)
    assert (whole[0].tolist(), scale[0]) == ([0, 0], 1)
    assert whole[1].tolist() == [21, -63]


@given(st.integers(0, 500), st.sampled_from([STEPS, EMBEDDING_STEPS]))
def test_quantise_turns_signs_with_the_matrix(seed: int, steps: int) -> None:
    matrix = seeded(3, 4, seed=seed)
    (whole, scale), (turned, same) = quantise(matrix, steps), quantise(-matrix, steps)
    np.testing.assert_array_equal(whole, -turned)
    np.testing.assert_array_equal(scale, same)


@given(st.integers(0, 500), st.integers(-8, 8))
def test_quantise_of_a_doubled_matrix_doubles_the_scale_alone(seed: int, power: int) -> None:
    matrix = seeded(3, 4, seed=seed)
    (whole, scale), (same, wider) = quantise(matrix, STEPS), quantise(matrix * np.float32(2.0**power), STEPS)
    np.testing.assert_array_equal(whole, same)
    np.testing.assert_allclose(wider, scale * 2.0**power, rtol=1e-6)


def test_node_takes_the_name_it_is_given_and_else_a_new_one() -> None:
    graph = Graph()
    names = [graph.node("Identity", "places") for _ in range(3)]
    assert len(set(names)) == 3
    assert graph.node("Identity", names[0], output="chosen") == "chosen"
    assert len({graph.constant(1), graph.constant(1)}) == 2


@pytest.mark.parametrize(
    ("value", "dims", "kind"),
    [
        (3, [], onnx.TensorProto.INT64),
        ([1, 2], [2], onnx.TensorProto.INT64),
        (np.zeros((2, 3), np.float32), [2, 3], onnx.TensorProto.FLOAT),
        (np.zeros((2, 3), np.float32).T, [3, 2], onnx.TensorProto.FLOAT),
    ],
)
def test_constant_keeps_shape_and_type(tmp_path: Path, value: Any, dims: list[int], kind: int) -> None:
    graph = Graph()
    name = graph.constant(value)
    graph.save(tmp_path / "g.onnx", inputs={}, outputs={})
    (kept,) = onnx.load(tmp_path / "g.onnx").graph.initializer
    assert (kept.name, list(kept.dims), kept.data_type) == (name, dims, kind)


def test_save_states_the_versions_and_the_kernels_home(tmp_path: Path) -> None:
    graph = Graph()
    graph.node("Gelu", graph.node("MatMul", "a", "b"))
    model = onnx.load(graph.save(tmp_path / "g.onnx", inputs={"a": [1]}, outputs={"c": [1]}))
    assert (model.ir_version, {one.domain: one.version for one in model.opset_import}[""]) == (IR_VERSION, OPSET)
    assert [(one.op_type, one.domain) for one in model.graph.node] == [("MatMul", ""), ("Gelu", "com.microsoft")]
    assert [one.type.tensor_type.elem_type for one in model.graph.input] == [onnx.TensorProto.INT64]
    assert [one.type.tensor_type.elem_type for one in model.graph.output] == [onnx.TensorProto.FLOAT]


@pytest.mark.parametrize("sizes", [(4,), (2, 2), (1, 1, 2), (3, 1)])
def test_split_leaves_nothing_out(tmp_path: Path, sizes: tuple[int, ...]) -> None:
    graph, table = Graph(), seeded(6, WIDTH)
    parts = graph.split(graph.node("Gather", graph.constant(table), "places"), *sizes)
    assert len(set(parts)) == len(sizes)
    np.testing.assert_array_equal(run(graph, graph.node("Concat", *parts, axis=-1), tmp_path), table[PLACES])


def test_joined_stacks_layers_in_the_order_asked() -> None:
    weights = {"a.weight": seeded(2, 3), "a.bias": seeded(2), "b.weight": seeded(1, 3, seed=1), "b.bias": seeded(1)}
    weight, bias = joined(weights, "b", "a")
    assert (weight.shape, bias.shape) == ((3, 3), (3,))
    np.testing.assert_array_equal(weight[0], weights["b.weight"][0])
    with pytest.raises(KeyError):
        joined(weights, "c")


def bert(inner: int, count: int) -> Weights:
    from transformers import BertConfig, BertModel

    torch.manual_seed(inner)
    config = BertConfig(
        vocab_size=6, hidden_size=WIDTH, num_hidden_layers=count, num_attention_heads=2, intermediate_size=inner
    )
    model = BertModel(config, add_pooling_layer=False)
    return {f"encoder.{name}": value.detach().numpy() for name, value in model.named_parameters()}


def normalised(values: Floats) -> Floats:
    spread: Floats = (values - values.mean(-1, keepdims=True)) / np.sqrt(values.var(-1, keepdims=True) + EPSILON)
    return spread


@pytest.mark.parametrize("places", [[1], [2, 0, 5], [0] * 9])
def test_embeddings_add_words_places_and_what_is_given(tmp_path: Path, places: list[int]) -> None:
    graph, weights, added = Graph(int8=False), bert(8, 1), seeded(WIDTH)
    made = embeddings(graph, weights, pieces="places", added=graph.constant(added), epsilon=EPSILON)
    prefix = "encoder.embeddings."
    words, rows = (weights[f"{prefix}{name}_embeddings.weight"] for name in ("word", "position"))
    expected = normalised(words[places] + rows[: len(places)] + added)
    np.testing.assert_allclose(run(graph, made, tmp_path, np.array(places)), expected, atol=1e-4)


def test_layers_of_none_give_the_states_back() -> None:
    config = {"hidden_act": "gelu", "layer_norm_eps": EPSILON, "num_hidden_layers": 0}
    assert layers(Graph(), {}, config, "states") == "states"


@pytest.mark.parametrize("act", ["relu", "gelu_new", "silu"])
def test_layers_refuse_each_activation_but_the_exact_gelu(act: str) -> None:
    with pytest.raises(ValueError, match=f"hidden_act is '{act}'"):
        layers(Graph(), {}, {"hidden_act": act}, "states")
