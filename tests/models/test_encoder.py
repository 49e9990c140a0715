"""Words as pieces, and windows and centres that cover every word exactly once."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece

from models.encoder import MAX_PIECES, WordPieces, centres, windows
from models.text import words

LENGTHS = st.lists(st.integers(1, MAX_PIECES), max_size=120)
SIZES = st.integers(2 * MAX_PIECES + 2, 60)
OVERLAPS = st.sampled_from([0.0, 0.1, 0.25, 0.5])  # what a window does not read again has room for any word


@pytest.fixture
def pieces(tiny_spans: Path) -> WordPieces:
    return WordPieces(tiny_spans / "tokenizer.json")


def spelt(pieces: WordPieces, word: str) -> list[str]:
    tokenizer = pieces._tokenizer
    return [str(tokenizer.id_to_token(piece)) for piece in pieces.of(word)]


def test_word_pieces_cut_words_without_regard_to_case(pieces: WordPieces) -> None:
    assert spelt(pieces, "Treaty") == spelt(pieces, "TREATY") == ["treaty"]
    assert spelt(pieces, "pacts") == ["pact", "##s"]


@pytest.mark.parametrize("word", ["約", "\u200b", "\u0301"])
def test_word_pieces_give_every_word_at_least_one(pieces: WordPieces, word: str) -> None:
    assert spelt(pieces, word) == ["[UNK]"]


def test_word_pieces_keep_the_first_of_a_long_word(pieces: WordPieces) -> None:
    assert spelt(pieces, "z" * 100) == ["z", *["##z"] * (MAX_PIECES - 1)]
    assert len(pieces.of("z" * 1_000_000)) <= MAX_PIECES


def test_word_pieces_cut_each_distinct_word_once(pieces: WordPieces) -> None:
    pieces.encode("rain rain rain")
    assert (pieces.of.cache_info().hits, pieces.of.cache_info().misses) == (2, 1)


def test_word_pieces_ignore_padding_and_truncation_of_the_file(tiny_spans: Path, tmp_path: Path) -> None:
    tokenizer = Tokenizer.from_file(str(tiny_spans / "tokenizer.json"))
    tokenizer.enable_padding(length=8)
    tokenizer.enable_truncation(max_length=2)
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    assert len(WordPieces(tmp_path / "tokenizer.json").of("xyxy")) == 4


def test_word_pieces_refuse_a_tokenizer_without_special_pieces(tmp_path: Path) -> None:
    Tokenizer(WordPiece({"[UNK]": 0, "[CLS]": 1}, unk_token="[UNK]")).save(str(tmp_path / "t.json"))  # noqa: S106
    with pytest.raises(ValueError, match=r"no piece \[SEP\]; use the one that came with the weights"):
        WordPieces(tmp_path / "t.json")


def test_encode_gives_each_word_its_pieces_and_features(pieces: WordPieces) -> None:
    text = "“We stay,” Anna Weller said."
    encoded = pieces.encode(text)
    assert encoded.words == words(text)
    assert len(encoded.words) == len(encoded.pieces) == len(encoded.features) == 9
    assert all(1 <= len(word) <= MAX_PIECES for word in encoded.pieces)


def test_encode_takes_an_empty_text(pieces: WordPieces) -> None:
    encoded = pieces.encode("")
    assert (encoded.words, encoded.pieces, encoded.features) == ([], [], [])


def test_encoded_text_gives_a_part_of_itself(pieces: WordPieces) -> None:
    encoded = pieces.encode("“We stay,” Anna Weller said.")
    part = encoded.part(2, 5)
    assert (part.words, part.pieces) == (encoded.words[2:5], encoded.pieces[2:5])
    assert part.features == encoded.features[2:5]


def cost(lengths: list[int], window: tuple[int, int]) -> int:
    return sum(lengths[slice(*window)]) + 2


@given(LENGTHS, SIZES, OVERLAPS)
def test_windows_fit_and_cover_every_word(lengths: list[int], size: int, overlap: float) -> None:
    found = windows([(0,) * length for length in lengths], size=size, overlap=overlap)
    assert all(cost(lengths, window) <= size for window in found)
    assert {place for window in found for place in range(*window)} == set(range(len(lengths)))
    for (start, end), (next_start, next_end) in pairwise(found):
        assert start < next_start <= end < next_end


@given(LENGTHS, SIZES, OVERLAPS)
def test_windows_share_no_more_than_the_overlap(lengths: list[int], size: int, overlap: float) -> None:
    found = windows([(0,) * length for length in lengths], size=size, overlap=overlap)
    for one, two in pairwise(found):
        assert sum(lengths[two[0] : one[1]]) <= overlap * (size - 2)


@given(LENGTHS, SIZES)
def test_windows_are_as_long_as_they_can_be(lengths: list[int], size: int) -> None:
    for _, end in windows([(0,) * length for length in lengths], size=size, overlap=0)[:-1]:
        window = next(w for w in windows([(0,) * n for n in lengths], size=size, overlap=0) if w[1] == end)
        assert cost(lengths, (window[0], end + 1)) > size


@given(LENGTHS, st.integers(2, 10))
def test_windows_take_a_word_that_is_longer_than_all_of_them(lengths: list[int], size: int) -> None:
    found = windows([(0,) * length for length in lengths], size=size, overlap=0.25)
    assert {place for window in found for place in range(*window)} == set(range(len(lengths)))


@given(LENGTHS, SIZES, st.sets(st.integers(1, 119)))
def test_windows_end_at_the_last_paragraph_of_their_second_half(
    lengths: list[int], size: int, starts: set[int]
) -> None:
    pieces = [(0,) * length for length in lengths]
    found = windows(pieces, size=size, overlap=0.25, starts=starts)
    assert {place for window in found for place in range(*window)} == set(range(len(lengths)))
    for one, two in pairwise(found):
        longest = next(window for window in windows(pieces[one[0] :], size=size, overlap=0))[1] + one[0]
        options = [place for place in starts if (one[0] + longest) // 2 < place <= longest]
        assert one[1] == max(options, default=longest)
        assert two[0] == one[1] or not options


def test_windows_share_nothing_across_a_paragraph_and_some_words_within() -> None:
    words_ = [(0,)] * 30
    assert windows(words_, size=12, overlap=0.3, starts={8}) == [(0, 8), (8, 18), (15, 25), (22, 30)]
    assert windows(words_, size=12, overlap=0.3, starts={3}) == windows(words_, size=12, overlap=0.3)


@given(LENGTHS, SIZES, OVERLAPS)
def test_centres_hold_every_word_exactly_once(lengths: list[int], size: int, overlap: float) -> None:
    ranges = windows([(0,) * length for length in lengths], size=size, overlap=overlap)
    owned = centres(ranges)
    assert [place for centre in owned for place in range(*centre)] == list(range(len(lengths)))
    for (start, end), (first, last) in zip(ranges, owned, strict=True):
        assert start <= first < last <= end


def test_centres_divide_an_overlap_in_the_middle() -> None:
    assert centres([(0, 10), (6, 16), (12, 20)]) == [(0, 8), (8, 14), (14, 20)]


def test_centres_of_no_windows_are_none() -> None:
    assert centres([]) == []
