"""Batches: windows as tensors, padded to the longest, each piece with its word."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from models.batches import make_batch
from models.encoder import WordPieces
from models.network import Batch

TEXT = "Anna said pacts fell."


@pytest.fixture(scope="module")
def pieces(tiny_spans: Path) -> WordPieces:
    return WordPieces(tiny_spans / "tokenizer.json")


@pytest.fixture
def batch(pieces: WordPieces) -> Batch:
    encoded = pieces.encode(TEXT)
    return make_batch([(encoded, (0, 5)), (encoded, (2, 4))], pieces)


def test_make_batch_puts_each_window_between_the_special_pieces(batch: Batch, pieces: WordPieces) -> None:
    for row in range(2):
        ids = batch.pieces[row][batch.piece_mask[row].bool()]
        assert (int(ids[0]), int(ids[-1])) == (pieces.start, pieces.end)


def test_make_batch_spells_the_words_of_the_window(batch: Batch, pieces: WordPieces) -> None:
    encoded = pieces.encode(TEXT)
    ids = batch.pieces[1][batch.piece_mask[1].bool()].tolist()
    assert ids[1:-1] == [*encoded.pieces[2], *encoded.pieces[3]]


def test_make_batch_points_from_words_to_pieces_and_back(batch: Batch) -> None:
    for row, size in enumerate([5, 2]):
        for word in range(size):
            first = int(batch.first[row, word])
            assert int(batch.owner[row, first]) == word
            assert int(batch.owner[row, first - 1]) != word
    assert batch.owner[0].tolist()[0] == batch.owner[0].tolist()[-1] == -1


def test_make_batch_pads_to_the_longest_window(batch: Batch) -> None:
    assert batch.word_mask.tolist() == [[True] * 5, [True, True, False, False, False]]
    assert batch.word_mask.dtype == torch.bool
    assert batch.first.shape == (2, 5)
    assert batch.features.shape == (2, 5, 4)
    assert batch.features[1, 2:].eq(0).all()
    width = int(batch.piece_mask[1].sum())
    assert batch.owner[1, width:].eq(-1).all()


def test_make_batch_takes_features_from_the_whole_text(batch: Batch, pieces: WordPieces) -> None:
    assert batch.features[1, :2].tolist() == [list(row) for row in pieces.encode(TEXT).features[2:4]]
