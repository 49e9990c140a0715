"""The encoder's scores of a text, section by section, so that memory stays bounded whatever the text's length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from models.decoding import Floats
from models.encoder import EncodedText, WordPieces, centres, windows
from models.text import Range, overlapping, paragraphs

if TYPE_CHECKING:
    from models.network import Reader

WINDOW = 320
"""Word pieces of a window: the length that training used; longer ones lose accuracy."""
OVERLAP = 0.25
"""Share of a window that the next one reads again, so that no word stands at an edge with half its context."""
BATCH = 8
"""Windows of one batch; more of them bring no speed on a CPU."""
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


class Scorer:
    """Run the network over texts; loads torch when first made."""

    def __init__(self, network: Reader, pieces: WordPieces) -> None:
        self._network = network.eval()
        self._pieces = pieces
        crf = network.crf
        self.transitions: Floats = crf.allowed_transitions().detach().float().numpy()
        self.start: Floats = crf.start.detach().float().numpy()

    def encode(self, text: str) -> EncodedText:
        """Return the text's words as the network takes them."""
        return self._pieces.encode(text)

    def sections(self, text: str, encoded: EncodedText) -> Iterator[SectionScores]:
        """Yield the scores of each section of the text.

        A text's scores depend on that text alone, not on what is read with it.
        """
        for first, end in section_ranges(encoded.words, paragraphs(text)):
            part = EncodedText(encoded.words[first:end], encoded.pieces[first:end], encoded.features[first:end])
            yield self._score(first, part)

    def _score(self, first: int, part: EncodedText) -> SectionScores:
        import torch

        from models.batches import make_batch

        ranges = windows(part.pieces, size=WINDOW, overlap=OVERLAP)
        owned = centres(ranges)
        tags, names, sentences = [], [], []
        links: list[LinkScores] = []
        for at in range(0, len(ranges), BATCH):
            with torch.inference_mode():
                scores = self._network(make_batch([(part, window) for window in ranges[at : at + BATCH]], self._pieces))
            for row, ((a, b), (c, d)) in enumerate(zip(ranges[at : at + BATCH], owned[at : at + BATCH], strict=True)):
                tags.append(scores.tags[row, c - a : d - a].float().numpy())
                names.append(scores.names[row, c - a : d - a].float().numpy())
                sentences.append(scores.sentences[row, c - a : d - a].float().numpy())
                links.append(LinkScores(a, (c, d), scores.links[row, : b - a, : b - a].float().numpy().copy()))
        return SectionScores(
            first, np.concatenate(tags), np.concatenate(names), np.concatenate(sentences), tuple(links)
        )


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


def load_scorer(folder: Path) -> Scorer:
    """Return the scorer of an artifact's folder.

    Raises:
        ArtifactError: a file is missing or its SHA-256 is not the recorded one.
    """
    from transformers import BertConfig

    from models.network import Reader
    from models.weights import read_artifact

    artifact = read_artifact(folder)
    network = Reader(BertConfig(**artifact.config["encoder"]))
    network.load_state_dict({name: value.float() for name, value in artifact.weights.items()})
    return Scorer(network, WordPieces(folder / "tokenizer.json"))
