"""Cue, content and source spans, names and sentences, decoded from the scores of one section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

import numpy as np

from models.decoding import Floats, Posterior, marginals, posterior, run_probabilities, softmax, viterbi
from models.labels import NAMES, TAGS, runs
from models.sections import SectionScores
from models.text import Range, containing

Role = Literal["source", "cue", "content"]


ENOUGH: Mapping[Role, float] = {"source": 0.25, "cue": 0.3, "content": 0.4}
"""Probability from which a run is taken as it is. For the best F1 of exact runs, take those that are right more often
than half of that F1 (Lipton et al., 2014); chosen on PolNeAR dev around that."""

_LEAST = 0.03
"""Probability under which a run is not looked at."""


@dataclass(frozen=True, slots=True)
class Run:
    """Hold words `[first, end)` of one role, counted from the section's start.

    `confidence` is the tags' mean probability, `exact` the probability of a run with just these ends.
    """

    role: Role
    first: int
    end: int
    confidence: float
    exact: float = 0.0


def find_runs(scores: SectionScores, transitions: Floats, start: Floats) -> list[Run]:
    """Return the runs of each role, in order, none sharing a word with another.

    First the most probable runs from `ENOUGH` on; then, for each run of the best tag path that none of them touches,
    the most probable one that meets it.
    """
    if not len(scores.tags):
        return []
    sums = posterior(scores.tags, transitions, start)
    sure = marginals(sums)
    candidates = _candidates(scores.tags, transitions, sums)
    taken = np.zeros(len(scores.tags), dtype=bool)
    found: list[Run] = []

    def take(exact: float, role: Role, first: int, end: int) -> None:
        taken[first:end] = True
        inside = np.full(end - first, TAGS.index(f"I-{role}"))
        inside[0] = TAGS.index(f"B-{role}")
        found.append(Run(role, first, end, float(sure[np.arange(first, end), inside].mean()), exact))

    for exact, role, first, end in candidates:
        if exact >= ENOUGH[role] and not taken[first:end].any():
            take(exact, role, first, end)
    for first, end, name in runs(viterbi(scores.tags, transitions, start), TAGS):
        if not taken[first:end].any():
            role = cast("Role", name)
            meeting = (
                c for c in candidates if c[1] == role and c[2] < end and first < c[3] and not taken[c[2] : c[3]].any()
            )
            take(*next(meeting, (0.0, role, first, end)))
    return sorted(found, key=lambda run: run.first)


def _candidates(tags: Floats, transitions: Floats, sums: Posterior) -> list[tuple[float, Role, int, int]]:
    """Return the runs of all roles, the most probable first."""
    found: list[tuple[float, Role, int, int]] = []
    for role in ENOUGH:
        begin, inside = TAGS.index(f"B-{role}"), TAGS.index(f"I-{role}")
        found += [
            (exact, role, first, end)
            for exact, first, end in run_probabilities(
                tags, transitions, sums, begin=begin, inside=inside, least=_LEAST
            )
        ]
    return sorted(found, key=lambda one: (-one[0], one[2], one[3]))


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
