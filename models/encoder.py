"""A text as the encoder takes it: words cut into word pieces, with features, in windows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from tokenizers import Tokenizer

from models.features import features
from models.text import Range, words

MAX_PIECES = 12
"""Word pieces kept of one word; the rest of a longer one is dropped (no word of PolNeAR has more)."""


@dataclass(frozen=True, slots=True)
class EncodedText:
    """Hold the words of a text: their ranges, their word pieces and their features, all of equal length."""

    words: list[Range]
    pieces: list[tuple[int, ...]]
    features: list[tuple[int, int, int, int]]

    def part(self, first: int, end: int) -> EncodedText:
        """Return the words `[first, end)`."""
        return EncodedText(self.words[first:end], self.pieces[first:end], self.features[first:end])


class WordPieces:
    """Cut words into the word pieces of a tokenizer file, each distinct word once."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.start, self.end, self.mask, self._unknown = map(self._id, ("[CLS]", "[SEP]", "[MASK]", "[UNK]"))
        self.of = lru_cache(maxsize=100_000)(self._of)

    def _id(self, piece: str) -> int:
        found = self._tokenizer.token_to_id(piece)
        if found is None:
            raise ValueError(f"the tokenizer has no piece {piece}; use the one that came with the weights")
        return found

    def _of(self, word: str) -> tuple[int, ...]:
        # A word of a thousand letters costs no more than its first two hundred.
        ids = self._tokenizer.encode(word[:200], add_special_tokens=False).ids[:MAX_PIECES]
        return tuple(ids) or (self._unknown,)

    def encode(self, text: str) -> EncodedText:
        """Return the words of the text with their word pieces and features."""
        ranges = words(text)
        return EncodedText(ranges, [self.of(text[s:e]) for s, e in ranges], features(text, ranges))


def windows(pieces: Sequence[Sequence[int]], *, size: int, overlap: float, starts: Collection[int] = ()) -> list[Range]:
    """Return ranges of words whose pieces fit `size` (two special ones included) and that cover all words.

    A window ends before the last of `starts` (words that begin a paragraph) in its second half, and the next one
    begins there. Where there is none, the next one reads a share of the window again: `overlap`, in word pieces. A
    word that does not fit by itself has a window of its own.
    """
    lengths = [len(p) for p in pieces]
    room = size - 2
    found: list[Range] = []
    start = 0
    while start < len(lengths):
        end = _fill(lengths, start, room)
        if end == len(lengths):
            return [*found, (start, end)]
        cut = next((place for place in range(end, (start + end) // 2, -1) if place in starts), None)
        found.append((start, cut or end))
        start = cut or _step_back(lengths, start, end, overlap * room)
    return found


def _fill(lengths: Sequence[int], start: int, room: int) -> int:
    """Return the end of the longest run of words from `start` that fits; of one word at least."""
    end, used = start + 1, lengths[start]
    while end < len(lengths) and used + lengths[end] <= room:
        used += lengths[end]
        end += 1
    return end


def _step_back(lengths: Sequence[int], start: int, end: int, room: float) -> int:
    """Return where the words before `end` begin that fit `room`; later than `start`."""
    shared = 0
    while end - 1 > start and shared + lengths[end - 1] <= room:
        end -= 1
        shared += lengths[end]
    return end


def centres(ranges: Sequence[Range]) -> list[Range]:
    """Return for each window the words it answers for: overlaps are divided in the middle."""
    if not ranges:
        return []
    cuts = [0, *((a[1] + b[0]) // 2 for a, b in pairwise(ranges)), ranges[-1][1]]
    return list(pairwise(cuts))
