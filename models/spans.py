"""Cue, content and source spans, names and sentences, decoded from the scores of one section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from models.decoding import Floats, marginals, softmax, viterbi
from models.labels import NAMES, TAGS, runs
from models.sections import SectionScores
from models.text import Range, containing

Role = Literal["source", "cue", "content"]


@dataclass(frozen=True, slots=True)
class Run:
    """Hold words `[first, end)` of one role, counted from the section's start, with the tags' mean probability."""

    role: Role
    first: int
    end: int
    confidence: float


def find_runs(scores: SectionScores, transitions: Floats, start: Floats) -> list[Run]:
    """Return the runs of each role on the section's best tag path, in order."""
    path = viterbi(scores.tags, transitions, start)
    sure = marginals(scores.tags, transitions, start)
    return [
        Run(cast("Role", role), first, end, float(sure[range(first, end), path[first:end]].mean()))
        for first, end, role in runs(path, TAGS)
    ]


def find_names(scores: SectionScores, words: Sequence[Range]) -> list[tuple[int, int, str]]:
    """Return (start, end, type) of each name, in characters; `words` are those of the whole text."""
    labels = [int(label) for label in scores.names.argmax(1)]
    at = scores.first
    return [(words[at + first][0], words[at + end - 1][1], kind) for first, end, kind in runs(labels, NAMES)]


def find_sentences(scores: SectionScores, words: Sequence[Range], paragraphs: Sequence[Range]) -> list[Range]:
    """Return the range of each sentence in characters; a paragraph's first word always starts one."""
    starting = softmax(scores.sentences)[:, 1] > 0.5
    found: list[Range] = []
    paragraph: int | None = None
    for place, starts in enumerate(starting):
        word = words[scores.first + place]
        here = containing(paragraphs, word[0])
        if not found or starts or here != paragraph:
            found.append(word)
        else:
            found[-1] = (found[-1][0], word[1])
        paragraph = here
    return found
