"""The encoder's scores of a text, section by section, so that memory stays bounded whatever the text's length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.batches import make_window
from models.decoding import FORBIDDEN, Floats, forbidden_steps
from models.encoder import EncodedText, WordPieces, centres, windows
from models.engine import Engine, EngineName, WindowScores
from models.engines import load_engine
from models.features import starts_paragraph
from models.labels import TAGS
from models.text import Range, overlapping, paragraphs
from models.weights import read_arrays, verify

WINDOW = 320
"""Word pieces of a window: the length that training used; longer ones lose accuracy."""
OVERLAP = 0.25
"""Share of a window that the next one reads again where no paragraph divides them, so that no word stands at an edge
with half its context."""
SECTION = 4_000
"""Words of a section: bounds the link scores kept at one time (about 20 MB)."""


@dataclass(frozen=True, slots=True)
class LinkScores:
    """Hold one window's link scores: `scores[i, j]` says how word `first + i` depends on word `first + j`."""

    first: int
    centre: Range
    scores: Floats


@dataclass(frozen=True, slots=True)
class SectionScores:
    """Hold the scores of consecutive words, `first` being the section's first word in the text.

    `tags`, `names`, `sentences` are (words, labels); places inside `links` are counted from the section's start.
    """

    first: int
    tags: Floats
    names: Floats
    sentences: Floats
    links: tuple[LinkScores, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Hold a section whose windows an engine has begun to read."""

    first: int
    windows: Sequence[Range]
    begun: Iterator[WindowScores]

    def scores(self) -> SectionScores:
        """Return the scores when the engine has them; to be called once."""
        owned = centres(self.windows)
        read = list(self.begun)
        parts = [(one, slice(c - a, d - a)) for one, (a, _), (c, d) in zip(read, self.windows, owned, strict=True)]
        return SectionScores(
            self.first,
            np.concatenate([one.tags[part] for one, part in parts]),
            np.concatenate([one.names[part] for one, part in parts]),
            np.concatenate([one.sentences[part] for one, part in parts]),
            tuple(LinkScores(a, o, one.links) for one, (a, _), o in zip(read, self.windows, owned, strict=True)),
        )


class Scorer:
    """Score texts with an engine; `transitions` and `start` are those of the tags' CRF.

    `window` is in word pieces, `overlap` the share of it that is read twice; without `by_paragraph` windows end
    wherever they are full.
    """

    def __init__(
        self,
        engine: Engine,
        pieces: WordPieces,
        *,
        transitions: Floats,
        start: Floats,
        window: int = WINDOW,
        overlap: float = OVERLAP,
        by_paragraph: bool = True,
    ) -> None:
        self.engine, self.transitions, self.start = engine, transitions, start
        self._pieces = pieces
        self._window, self._overlap, self._by_paragraph = window, overlap, by_paragraph

    def encode(self, text: str) -> EncodedText:
        """Return the text's words as the network takes them."""
        return self._pieces.encode(text)

    def sections(self, text: str, encoded: EncodedText) -> Iterator[Section]:
        """Yield each section of the text, begun.

        A text's scores depend on that text alone, not on what is read with it.
        """
        for first, end in section_ranges(encoded.words, paragraphs(text)):
            yield self._begin(first, encoded.part(first, end))

    def _begin(self, first: int, part: EncodedText) -> Section:
        starts = {place for place, word in enumerate(part.features) if self._by_paragraph and starts_paragraph(word)}
        ranges = windows(part.pieces, size=self._window, overlap=self._overlap, starts=starts)
        return Section(first, ranges, self.engine.score([make_window(part, r, self._pieces) for r in ranges]))


def section_ranges(words: Sequence[Range], breaks: Sequence[Range]) -> list[Range]:
    """Return ranges of at most `SECTION` words, cut at the start of a paragraph where one lies in the second half."""
    found, start = [], 0
    while len(words) - start > SECTION:
        end = start + SECTION
        middle = words[start + SECTION // 2][0]
        last = [breaks[i][0] for i in overlapping(breaks, middle, words[end][0] + 1) if breaks[i][0] > middle]
        if last:
            end = next(place for place in range(end, start, -1) if words[place][0] <= last[-1])
        found.append((start, end))
        start = end
    if start < len(words):
        found.append((start, len(words)))
    return found


def load_scorer(
    folder: Path, *, engine: EngineName | None = None, threads: int | None = None, device: str | None = None
) -> Scorer:
    """Return the scorer of an artifact's folder; see `load_engine` for the options.

    Raises:
        ArtifactError: a file is missing or its SHA-256 is not the recorded one.
    """
    verify(folder)
    return scorer_of(folder, load_engine(folder, engine=engine, threads=threads, device=device))


def scorer_of(
    folder: Path, engine: Engine, *, window: int = WINDOW, overlap: float = OVERLAP, by_paragraph: bool = True
) -> Scorer:
    """Return the scorer of an artifact's folder with an engine of its own; see `Scorer` for the options."""
    crf = read_arrays(folder, ("crf.transitions", "crf.start"))
    return Scorer(
        engine,
        WordPieces(folder / "tokenizer.json"),
        transitions=np.where(forbidden_steps(TAGS), np.float32(FORBIDDEN), crf["crf.transitions"]),
        start=crf["crf.start"],
        window=window,
        overlap=overlap,
        by_paragraph=by_paragraph,
    )
