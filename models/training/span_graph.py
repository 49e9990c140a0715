"""The reader's network as an ONNX graph over one window, held to `models.network` by the tests."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnx import TensorProto

from models.features import SIZES
from models.labels import NAMES, SENTENCES, TAGS
from models.network import LINK_WIDTH, distance_buckets
from models.training.encoder_graph import Weights, embeddings, joined, layers
from models.training.graph import Graph


def write_span_graph(weights: Weights, config: Mapping[str, Any], path: Path, *, int8: bool = True) -> Path:
    """Write the graph of a reader's weights (fp32, by their names in the network) and return the file."""
    graph = Graph(int8=int8)
    kind = weights["encoder.embeddings.token_type_embeddings.weight"][0]  # all pieces are of the first type
    added = graph.node("Add", _features(graph, weights), graph.constant(kind))
    embedded = embeddings(graph, weights, pieces="pieces", added=added, epsilon=config["layer_norm_eps"])
    states = layers(graph, weights, config, graph.node("Unsqueeze", embedded, graph.constant([0])))
    words = graph.node("Gather", graph.node("Squeeze", states, graph.constant([0])), "first")
    for name, scores in zip(("tags", "names", "sentences"), _labels(graph, weights, words), strict=True):
        graph.node("Identity", scores, output=name)
    longest = config["max_position_embeddings"]
    graph.node("Identity", _links(graph, weights, words, longest), output="links")
    return graph.save(
        path,
        inputs={"pieces": ["pieces"], "owner": ["pieces"], "first": ["words"], "features": ["words", len(SIZES)]},
        outputs={
            "tags": ["words", len(TAGS)],
            "names": ["words", len(NAMES)],
            "sentences": ["words", len(SENTENCES)],
            "links": ["words", "words"],
        },
    )


def _features(graph: Graph, weights: Weights) -> str:
    """Return (pieces, width): each piece has the features of its word, a special piece has none."""
    zero = graph.constant(0)
    owned = graph.node("Cast", graph.node("GreaterOrEqual", "owner", zero), to=TensorProto.FLOAT)
    of_pieces = graph.node("Gather", "features", graph.node("Max", "owner", zero))
    tables = (graph.constant(weights[f"features.{place}.weight"]) for place in range(len(SIZES)))
    columns = (graph.node("Gather", of_pieces, graph.constant(place), axis=1) for place in range(len(SIZES)))
    rows = [graph.node("Gather", table, column) for table, column in zip(tables, columns, strict=True)]
    total = reduce(lambda one, two: graph.node("Add", one, two), rows)
    return graph.node("Mul", total, graph.node("Unsqueeze", owned, graph.constant([1])))


def _labels(graph: Graph, weights: Weights, words: str) -> list[str]:
    scores = graph.linear(words, *joined(weights, "tags", "names", "sentences"))
    return graph.split(scores, len(TAGS), len(NAMES), len(SENTENCES))


def _links(graph: Graph, weights: Weights, words: str, longest: int) -> str:
    """Return (words, words) as `network.LinkScorer` does."""
    both = graph.node("Gelu", graph.linear_int8(words, *joined(weights, "links.dependent", "links.head")))
    dependent, head = graph.split(both, LINK_WIDTH, LINK_WIDTH)
    bilinear = weights["links.bilinear.weight"] / np.float32(math.sqrt(LINK_WIDTH))
    turned = graph.linear(dependent, bilinear, np.zeros(LINK_WIDTH, np.float32))
    scores = graph.node("MatMul", turned, graph.node("Transpose", head, perm=[1, 0]))
    bias = graph.linear(head, *joined(weights, "links.head_bias"))
    distance = graph.linear(dependent, *joined(weights, "links.distance"))
    near = graph.node("GatherElements", distance, _buckets(graph, longest), axis=1)
    return graph.node("Add", graph.node("Add", scores, graph.node("Transpose", bias, perm=[1, 0])), near)


def _buckets(graph: Graph, longest: int) -> str:
    """Return (words, words) buckets of distance, looked up in a table of those from 1 - `longest` to `longest` - 1."""
    every = distance_buckets(2 * longest - 1, torch.device("cpu"))[0, longest - 1]
    table = graph.constant(every.numpy().astype(np.int32))
    count = graph.node("Squeeze", graph.node("Shape", "first"), graph.constant([0]))
    places = graph.node("Range", graph.constant(0), count, graph.constant(1))
    columns = graph.node("Unsqueeze", graph.node("Add", places, graph.constant(longest - 1)), graph.constant([0]))
    rows = graph.node("Unsqueeze", places, graph.constant([1]))
    return graph.node("Gather", table, graph.node("Sub", columns, rows))
