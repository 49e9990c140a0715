"""An ONNX graph written node by node: what a general exporter and quantiser leave to chance is said here.

The kernels are those of ONNX Runtime (`com.microsoft`) that do most at once: matrix products of int8 that quantise
their input by the way, exact GELU, attention over all heads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from models.decoding import Floats

OPSET = 17
IR_VERSION = 8
CONTRIBUTED = frozenset({"DynamicQuantizeMatMul", "Gelu", "MultiHeadAttention"})
"""Operators that ONNX Runtime adds to the standard's."""
STEPS = 63
"""Largest quantised weight: 7 bits, as sums of 8-bit products overflow on CPUs with AVX2 but no VNNI."""
EMBEDDING_STEPS = 127


class Graph:
    """Collect nodes and constants; every value is named by a string, as ONNX does.

    Without `int8` all matrices stay in fp32, which shows what the rest of a graph computes.
    """

    def __init__(self, *, int8: bool = True) -> None:
        self._int8 = int8
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def constant(self, value: NDArray[Any] | Sequence[int] | int) -> str:
        """Return a constant; Python integers become int64."""
        name = f"constant{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def node(self, operator: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        """Return the only output of a new node, under the name `output` where one is given."""
        return self._add(operator, inputs, [output or f"value{len(self._nodes)}"], attributes)[0]

    def split(self, value: str, *sizes: int) -> list[str]:
        """Return the parts of a value along its last axis."""
        names = [f"value{len(self._nodes)}.{part}" for part in range(len(sizes))]
        return self._add("Split", [value, self.constant(sizes)], names, {"axis": -1})

    def linear(self, value: str, weight: Floats, bias: Floats) -> str:
        """Return `value @ weight.T + bias` in fp32; `weight` is (outputs, inputs)."""
        product = self.node("MatMul", value, self.constant(weight.T))
        return self.node("Add", product, self.constant(bias))

    def linear_int8(self, value: str, weight: Floats, bias: Floats) -> str:
        """Return the same with weights of 7 bits, a scale for each output; the value is quantised to 8 as it runs."""
        if not self._int8:
            return self.linear(value, weight, bias)
        quantised, scale = quantise(weight, STEPS)
        parts = (self.constant(quantised.T), self.constant(scale), "", self.constant(bias))
        return self.node("DynamicQuantizeMatMul", value, *parts)

    def rows_int8(self, table: Floats, places: str) -> str:
        """Return rows of a table that is kept in 8 bits, with a scale for each row."""
        if not self._int8:
            return self.node("Gather", self.constant(table), places)
        quantised, scale = quantise(table, EMBEDDING_STEPS)
        rows = self.node("Cast", self.node("Gather", self.constant(quantised), places), to=TensorProto.FLOAT)
        return self.node("Mul", rows, self.node("Gather", self.constant(scale[:, None]), places))

    def save(
        self, path: Path, *, inputs: Mapping[str, Sequence[str | int]], outputs: Mapping[str, Sequence[str | int]]
    ) -> Path:
        """Write the graph, the same bytes for the same weights, and return the file; inputs int64, outputs fp32."""
        graph = helper.make_graph(
            self._nodes,
            "network",
            [helper.make_tensor_value_info(name, TensorProto.INT64, list(shape)) for name, shape in inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape)) for name, shape in outputs.items()],
            self._constants,
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION, producer_name="onrecord")
        path.write_bytes(model.SerializeToString(deterministic=True))
        return path

    def _add(
        self, operator: str, inputs: Sequence[str], outputs: Sequence[str], attributes: Mapping[str, Any]
    ) -> list[str]:
        domain = "com.microsoft" if operator in CONTRIBUTED else ""
        self._nodes.append(helper.make_node(operator, list(inputs), list(outputs), domain=domain, **attributes))
        return list(outputs)


def quantise(matrix: Floats, steps: int) -> tuple[NDArray[np.int8], Floats]:
    """Return whole numbers from -`steps` to `steps` and the scale of each row that they are multiplied by."""
    scale = np.abs(matrix).max(1) / steps
    scale = np.where(scale == 0, 1, scale).astype(np.float32)
    return np.rint(matrix / scale[:, None]).astype(np.int8), scale
