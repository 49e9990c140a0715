"""Graphs written node by node: what they compute, what they keep in 8 bits, and that they are the same each time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.decoding import Floats
from models.training.graph import EMBEDDING_STEPS, STEPS, Graph, quantise

NUMBERS = np.random.default_rng(0)
WEIGHT, BIAS = (NUMBERS.normal(size=shape).astype(np.float32) for shape in ((6, 4), (6,)))
TABLE = NUMBERS.normal(size=(10, 4)).astype(np.float32)
PLACES = np.array([3, 0, 9, 3])


def run(graph: Graph, output: str, folder: Path) -> Any:
    graph.node("Identity", output, output="found")
    path = graph.save(folder / "graph.onnx", inputs={"places": ["rows"]}, outputs={"found": ["rows", "columns"]})
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    return session.run(["found"], {"places": PLACES})[0]


def rows(graph: Graph) -> str:
    return graph.node("Gather", graph.constant(TABLE), "places")


def test_linear_is_the_matrix_product_and_the_bias(tmp_path: Path) -> None:
    graph = Graph()
    found = run(graph, graph.linear(rows(graph), WEIGHT, BIAS), tmp_path)
    np.testing.assert_allclose(found, TABLE[PLACES] @ WEIGHT.T + BIAS, rtol=1e-5)


def test_linear_int8_comes_close_to_it(tmp_path: Path) -> None:
    graph = Graph()
    found = run(graph, graph.linear_int8(rows(graph), WEIGHT, BIAS), tmp_path)
    exact = TABLE[PLACES] @ WEIGHT.T + BIAS
    np.testing.assert_allclose(found, exact, atol=0.03 * float(np.abs(exact).max()))
    assert (found != exact).any()


def test_linear_int8_is_exact_in_a_graph_without_int8(tmp_path: Path) -> None:
    graph = Graph(int8=False)
    found = run(graph, graph.linear_int8(rows(graph), WEIGHT, BIAS), tmp_path)
    np.testing.assert_allclose(found, TABLE[PLACES] @ WEIGHT.T + BIAS, rtol=1e-5)


@pytest.mark.parametrize(("int8", "most"), [(True, 0.01), (False, 0.0)])
def test_rows_int8_are_those_of_the_table(tmp_path: Path, int8: bool, most: float) -> None:
    graph = Graph(int8=int8)
    found = run(graph, graph.rows_int8(TABLE, "places"), tmp_path)
    np.testing.assert_allclose(found, TABLE[PLACES], atol=most * float(np.abs(TABLE).max()))


def test_split_gives_the_parts_of_the_last_axis(tmp_path: Path) -> None:
    graph = Graph()
    _, second = graph.split(rows(graph), 1, 3)
    np.testing.assert_array_equal(run(graph, second, tmp_path), TABLE[PLACES, 1:])


def test_graph_keeps_matrices_in_8_bits(tmp_path: Path) -> None:
    graph = Graph()
    run(graph, graph.linear_int8(graph.rows_int8(TABLE, "places"), WEIGHT, BIAS), tmp_path)
    kept = onnx.load(tmp_path / "graph.onnx").graph.initializer
    assert [list(t.dims) for t in kept if t.data_type == onnx.TensorProto.INT8] == [[10, 4], [4, 6]]


def test_graph_is_written_the_same_each_time(tmp_path: Path) -> None:
    written = []
    for name in ("a", "b"):
        graph = Graph()
        graph.node("Identity", graph.linear_int8(rows(graph), WEIGHT, BIAS), output="found")
        inputs, outputs = {"places": ["rows"]}, {"found": ["rows", 6]}
        written.append(graph.save(tmp_path / name, inputs=inputs, outputs=outputs).read_bytes())
    assert written[0] == written[1]


MATRICES = st.integers(0, 1000).map(
    lambda seed: np.random.default_rng(seed).normal(0, 2, (3, 5)).astype(np.float32) * (seed % 3)
)


@given(MATRICES, st.sampled_from([STEPS, EMBEDDING_STEPS]))
def test_quantise_is_off_by_half_a_step_at_most(matrix: Floats, steps: int) -> None:
    whole, scale = quantise(matrix, steps)
    assert np.abs(whole.astype(int)).max() <= steps
    assert (np.abs(whole * scale[:, None] - matrix) <= 0.501 * scale[:, None]).all()


def test_quantise_keeps_sums_of_products_within_16_bits() -> None:
    """AVX2 without VNNI adds two products of an activation (8 bits, unsigned) and a weight in 16 bits."""
    assert 2 * 255 * STEPS < 2**15
