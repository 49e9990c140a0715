"""Windows of encoded words as the arrays that the network takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.encoder import EncodedText, WordPieces
from models.text import Range

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """Hold one window's words as arrays.

    `pieces` and `owner` are (pieces,): the ids between the two special ones, and for each piece the place of its word
    in the window, -1 for a special piece; `first` is (words,), the place of each word's first piece; `features` is
    (words, 4).
    """

    pieces: Ints
    owner: Ints
    first: Ints
    features: Ints


def make_window(encoded: EncodedText, words: Range, pieces: WordPieces) -> Window:
    """Return the arrays of the words `[first, end)` of a text."""
    spelt = encoded.pieces[slice(*words)]
    lengths = np.fromiter(map(len, spelt), np.int64, len(spelt))
    ends = lengths.cumsum()
    owner = np.full(int(lengths.sum()) + 2, -1)
    owner[1:-1] = np.repeat(np.arange(len(spelt)), lengths)
    return Window(
        pieces=np.array([pieces.start, *chain.from_iterable(spelt), pieces.end]),
        owner=owner,
        first=ends - lengths + 1,
        features=np.array(encoded.features[slice(*words)]),
    )


def pad(windows: Sequence[Window]) -> dict[str, NDArray[Any]]:
    """Return the windows below one another, padded to the longest, with masks of what is there: see `network.Batch`."""
    return {
        "pieces": _stack([w.pieces for w in windows], 0),
        "piece_mask": _stack([np.ones_like(w.pieces) for w in windows], 0),
        "owner": _stack([w.owner for w in windows], -1),
        "first": _stack([w.first for w in windows], 0),
        "word_mask": _stack([np.ones_like(w.first) for w in windows], 0).astype(bool),
        "features": _stack([w.features for w in windows], 0),
    }


def _stack(rows: Sequence[Ints], empty: int) -> Ints:
    stacked = np.full((len(rows), max(map(len, rows)), *rows[0].shape[1:]), empty)
    for row, values in zip(stacked, rows, strict=True):
        row[: len(values)] = values
    return stacked
