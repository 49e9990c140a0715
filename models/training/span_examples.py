"""Gold articles as training targets for the reader, cut into windows and batches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from models.batches import make_window
from models.encoder import EncodedText, WordPieces
from models.labels import NAMES, TAGS
from models.network import Batch
from models.text import Range, paragraphs
from models.training.polnear import GoldArticle

IGNORE = -100


@dataclass(frozen=True, slots=True)
class Example:
    """Hold one article's words and, for each, its gold tag, head word (-1: none), name label and sentence label."""

    encoded: EncodedText
    tags: list[int]
    heads: list[int]
    names: list[int]
    sentences: list[int]
    paragraph_starts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Targets:
    """Hold a batch's gold labels, each (windows, words); heads are places inside the window, IGNORE where unknown."""

    tags: Tensor
    heads: Tensor
    names: Tensor
    sentences: Tensor


def make_example(article: GoldArticle, pieces: WordPieces) -> Example:
    """Return the article's training targets.

    A word in two attributions is tagged for the first; the arc from each cue to its source keeps shared sources.
    """
    encoded = pieces.encode(article.text)
    size = len(encoded.words)
    tags, heads = [0] * size, [IGNORE] * size
    for attribution in article.attributions:
        source, cue, content = (
            _places(encoded.words, r) for r in (attribution.source, attribution.cue, attribution.content)
        )
        if cue:
            first = cue[0][0]
            for run in (*source, *content, *cue):
                for place in run:
                    if heads[place] == IGNORE and tags[place] == 0:
                        heads[place] = first
            if heads[first] == first:
                heads[first] = source[0][0] if source else first
        for role, role_runs in (("source", source), ("cue", cue), ("content", content)):
            for run in role_runs:
                if all(tags[place] == 0 for place in run):
                    tags[run[0]] = TAGS.index(f"B-{role}")
                    for place in run[1:]:
                        tags[place] = TAGS.index(f"I-{role}")
    names = _name_labels(article, encoded.words)
    sentences = _sentence_labels(article, encoded.words)
    starts = frozenset(run[0] for run in _places(encoded.words, paragraphs(article.text)))
    return Example(encoded, tags, heads, names, sentences, starts)


def _places(words: Sequence[Range], ranges: Sequence[Range]) -> list[list[int]]:
    """Return the words that each range meets; ranges that meet none are left out."""
    found = []
    index = 0
    for start, end in sorted(ranges):
        while index < len(words) and words[index][1] <= start:
            index += 1
        run = []
        while index < len(words) and words[index][0] < end:
            run.append(index)
            index += 1
        if run:
            found.append(run)
    return found


def _name_labels(article: GoldArticle, words: Sequence[Range]) -> list[int]:
    if article.names is None:
        return [IGNORE] * len(words)
    labels = [0] * len(words)
    for start, end, kind in article.names:
        for run in _places(words, [(start, end)]):
            for place in run:
                labels[place] = NAMES.index(f"{'B' if place == run[0] else 'I'}-{kind}")
    return labels


def _sentence_labels(article: GoldArticle, words: Sequence[Range]) -> list[int]:
    if article.sentences is None:
        return [IGNORE] * len(words)
    labels = [0] * len(words)
    for run in _places(words, article.sentences):
        labels[run[0]] = 1
    return labels


def cut(example: Example, size: int, rng: random.Random) -> Iterator[Range]:
    """Yield consecutive windows of at most `size` word pieces: a random first one, cuts drawn back to paragraphs."""
    lengths = [len(p) for p in example.encoded.pieces]
    start, room = 0, rng.randint(size // 3, size) if rng.random() < 0.7 else size
    while start < len(lengths):
        end, used = start, 0
        while end < len(lengths) and used + lengths[end] <= room:
            used += lengths[end]
            end += 1
        if end < len(lengths) and rng.random() < 0.85:
            half = start + (end - start) // 2
            end = next((place for place in range(end, half, -1) if place in example.paragraph_starts), end)
        yield start, end
        start, room = end, size


def batches(
    examples: Sequence[Example], *, size: int, batch_pieces: int, rng: random.Random
) -> list[list[tuple[Example, Range]]]:
    """Return one epoch: freshly cut windows, bucketed by length, in batches of about `batch_pieces` word pieces."""
    cuts = [(example, window) for example in examples for window in cut(example, size - 2, rng)]
    cuts.sort(key=lambda c: (c[1][1] - c[1][0]) + rng.random() * 24)
    groups: list[list[tuple[Example, Range]]] = []
    used = batch_pieces
    for example, window in cuts:
        cost = sum(map(len, example.encoded.pieces[window[0] : window[1]])) + 2
        if (used + cost > batch_pieces and used > 0.6 * batch_pieces) or used + cost > 1.3 * batch_pieces:
            groups.append([])
            used = 0
        groups[-1].append((example, window))
        used += cost
    rng.shuffle(groups)
    return groups


def collate(group: Sequence[tuple[Example, Range]], pieces: WordPieces) -> tuple[Batch, Targets]:
    """Return the tensors of one batch."""
    batch = Batch.of([make_window(example.encoded, window, pieces) for example, window in group])
    width = batch.word_mask.shape[1]

    def fill(values: list[list[int]], empty: int) -> Tensor:
        return torch.tensor([row + [empty] * (width - len(row)) for row in values])

    heads = [[h - a if a <= h < b else IGNORE for h in example.heads[a:b]] for example, (a, b) in group]
    return batch, Targets(
        tags=fill([e.tags[a:b] for e, (a, b) in group], 0),
        heads=fill(heads, IGNORE),
        names=fill([e.names[a:b] for e, (a, b) in group], IGNORE),
        sentences=fill([e.sentences[a:b] for e, (a, b) in group], IGNORE),
    )
