"""A BERT encoder as ONNX nodes: embeddings and matrix products in int8, the rest in fp32."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from models.decoding import Floats
from models.training.graph import Graph

Weights = Mapping[str, Floats]


def embeddings(graph: Graph, weights: Weights, *, pieces: str, added: str, epsilon: float) -> str:
    """Return (pieces, width): word and position embeddings plus what the caller adds, normalised."""
    prefix = "encoder.embeddings."
    words = graph.node("Add", graph.rows_int8(weights[f"{prefix}word_embeddings.weight"], pieces), added)
    table = graph.constant(weights[f"{prefix}position_embeddings.weight"])
    zero = graph.constant([0])
    places = graph.node("Slice", table, zero, graph.node("Shape", pieces), zero)
    return _normalised(graph, weights, f"{prefix}LayerNorm", words, places, epsilon)


def layers(graph: Graph, weights: Weights, config: Mapping[str, Any], states: str) -> str:
    """Return (1, pieces, width): the last layer's states of (1, pieces, width) embeddings.

    Raises:
        ValueError: the config names another activation than the exact GELU.
    """
    if config["hidden_act"] != "gelu":
        raise ValueError(f"hidden_act is {config['hidden_act']!r}: write its node into {__name__} first")
    epsilon = config["layer_norm_eps"]
    for layer in range(config["num_hidden_layers"]):
        prefix = f"encoder.encoder.layer.{layer}."
        context = _attention(graph, weights, f"{prefix}attention.self.", states, config["num_attention_heads"])
        mixed = _linear(graph, weights, f"{prefix}attention.output.dense", context)
        states = _normalised(graph, weights, f"{prefix}attention.output.LayerNorm", mixed, states, epsilon)
        inner = graph.node("Gelu", _linear(graph, weights, f"{prefix}intermediate.dense", states))
        outer = _linear(graph, weights, f"{prefix}output.dense", inner)
        states = _normalised(graph, weights, f"{prefix}output.LayerNorm", outer, states, epsilon)
    return states


def joined(weights: Weights, *names: str) -> tuple[Floats, Floats]:
    """Return the weight and bias of linear layers that read the same input, as one layer."""
    parts = [weights[f"{name}.weight"] for name in names], [weights[f"{name}.bias"] for name in names]
    return np.concatenate(parts[0]), np.concatenate(parts[1])


def _attention(graph: Graph, weights: Weights, prefix: str, states: str, heads: int) -> str:
    weight, bias = joined(weights, *(f"{prefix}{name}" for name in ("query", "key", "value")))
    parts = graph.split(graph.linear_int8(states, weight, bias), *[weight.shape[1]] * 3)
    return graph.node("MultiHeadAttention", *parts, num_heads=heads)


def _linear(graph: Graph, weights: Weights, name: str, value: str) -> str:
    return graph.linear_int8(value, *joined(weights, name))


def _normalised(graph: Graph, weights: Weights, name: str, one: str, other: str, epsilon: float) -> str:
    scale, shift = (graph.constant(weights[f"{name}.{part}"]) for part in ("weight", "bias"))
    return graph.node("LayerNormalization", graph.node("Add", one, other), scale, shift, epsilon=epsilon)
