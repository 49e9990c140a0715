"""Windows of encoded words as the tensors that the network takes."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from models.encoder import EncodedText, WordPieces
from models.network import Batch
from models.text import Range


def make_batch(windows: Sequence[tuple[EncodedText, Range]], pieces: WordPieces) -> Batch:
    """Return the windows, padded to the longest: see `Batch` for the shapes."""
    rows = [_row(encoded, window, pieces) for encoded, window in windows]
    return Batch(
        pieces=_pad([r[0] for r in rows], 0),
        piece_mask=_pad([[1] * len(r[0]) for r in rows], 0),
        owner=_pad([r[1] for r in rows], -1),
        first=_pad([r[2] for r in rows], 0),
        word_mask=_pad([[1] * len(r[2]) for r in rows], 0).bool(),
        features=_features([encoded.features[a:b] for encoded, (a, b) in windows]),
    )


def _row(encoded: EncodedText, window: Range, pieces: WordPieces) -> tuple[list[int], list[int], list[int]]:
    ids, owner, first = [pieces.start], [-1], []
    for place, word in enumerate(encoded.pieces[window[0] : window[1]]):
        first.append(len(ids))
        ids.extend(word)
        owner.extend([place] * len(word))
    return [*ids, pieces.end], [*owner, -1], first


def _pad(rows: Sequence[Sequence[int]], empty: int) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([[*row, *[empty] * (width - len(row))] for row in rows])


def _features(rows: Sequence[Sequence[tuple[int, int, int, int]]]) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([[*row, *[(0, 0, 0, 0)] * (width - len(row))] for row in rows])
