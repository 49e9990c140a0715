"""Windows as arrays, each piece with its word, and padded below one another."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.batches import Window, make_window, pad
from models.encoder import WordPieces

TEXT = "Anna said pacts fell."


@pytest.fixture(scope="module")
def pieces(tiny_spans: Path) -> WordPieces:
    return WordPieces(tiny_spans / "tokenizer.json")


@pytest.fixture
def windows(pieces: WordPieces) -> list[Window]:
    encoded = pieces.encode(TEXT)
    return [make_window(encoded, (0, 5), pieces), make_window(encoded, (2, 4), pieces)]


def test_make_window_puts_its_words_between_the_special_pieces(windows: list[Window], pieces: WordPieces) -> None:
    encoded = pieces.encode(TEXT)
    assert windows[1].pieces.tolist() == [pieces.start, *encoded.pieces[2], *encoded.pieces[3], pieces.end]
    assert all((window.pieces[0], window.pieces[-1]) == (pieces.start, pieces.end) for window in windows)


def test_make_window_points_from_words_to_pieces_and_back(windows: list[Window]) -> None:
    for window, size in zip(windows, (5, 2), strict=True):
        assert len(window.first) == size
        assert window.owner[window.first].tolist() == list(range(size))
        assert (window.owner[window.first - 1] != np.arange(size)).all()
        assert window.owner[0] == window.owner[-1] == -1


def test_make_window_takes_features_from_the_whole_text(windows: list[Window], pieces: WordPieces) -> None:
    assert windows[1].features.tolist() == [list(row) for row in pieces.encode(TEXT).features[2:4]]


def test_make_window_gives_whole_numbers_of_64_bits(windows: list[Window]) -> None:
    for window in windows:
        assert {getattr(window, name).dtype for name in ("pieces", "owner", "first", "features")} == {np.dtype("int64")}


@given(st.lists(st.sampled_from(["pacts", "said", "a", "Wellers", "约"]), min_size=1, max_size=12))
def test_make_window_owns_every_piece_of_every_word(words: list[str]) -> None:
    encoded = Shared.pieces.encode(" ".join(words))
    window = make_window(encoded, (0, len(words)), Shared.pieces)
    assert [int((window.owner == place).sum()) for place in range(len(words))] == [len(p) for p in encoded.pieces]
    assert (np.diff(window.owner[1:-1]) >= 0).all()


class Shared:
    """Hold the word pieces for property tests, which take no fixtures of a module's length."""

    pieces: WordPieces


@pytest.fixture(autouse=True, scope="module")
def _share(pieces: WordPieces) -> None:
    Shared.pieces = pieces


def test_pad_widens_to_the_longest_window(windows: list[Window]) -> None:
    padded = pad(windows)
    width = len(windows[0].pieces)
    assert {name: array.shape for name, array in padded.items()} == {
        "pieces": (2, width),
        "piece_mask": (2, width),
        "owner": (2, width),
        "first": (2, 5),
        "word_mask": (2, 5),
        "features": (2, 5, 4),
    }
    assert padded["word_mask"].tolist() == [[True] * 5, [True, True, False, False, False]]
    assert padded["piece_mask"].sum(1).tolist() == [width, len(windows[1].pieces)]


def test_pad_keeps_what_the_windows_hold(windows: list[Window]) -> None:
    padded = pad(windows)
    for row, window in enumerate(windows):
        for name in ("pieces", "owner", "first", "features"):
            held = getattr(window, name)
            np.testing.assert_array_equal(padded[name][row, : len(held)], held)


def test_pad_fills_up_with_what_means_nothing(windows: list[Window]) -> None:
    padded, used = pad(windows), len(windows[1].pieces)
    assert (padded["owner"][1, used:] == -1).all()
    assert not padded["pieces"][1, used:].any()
    assert not padded["features"][1, 2:].any()
