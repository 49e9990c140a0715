"""Spans, names and sentences read off scores that the tests write by hand."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.decoding import Floats
from models.labels import NAMES, ROLES, SENTENCES, TAGS
from models.sections import SectionScores
from models.spans import Role, Run, find_names, find_runs, find_sentences
from models.text import paragraphs, words

FREE = np.zeros((len(TAGS), len(TAGS)), np.float32)
START = np.zeros(len(TAGS), np.float32)


def scores_of(labels: list[str], names: tuple[str, ...], sure: float = 20) -> Floats:
    scores = np.zeros((len(labels), len(names)), np.float32)
    scores[range(len(labels)), [names.index(label) for label in labels]] = sure
    return scores


def section(
    *, first: int = 0, tags: list[str] | None = None, names: list[str] | None = None, starts: list[int] | None = None
) -> SectionScores:
    size = len(tags or names or starts or [])
    return SectionScores(
        first,
        scores_of(tags or ["O"] * size, TAGS),
        scores_of(names or ["O"] * size, NAMES),
        scores_of([SENTENCES[start] for start in starts or [0] * size], SENTENCES),
        (),
    )


def test_find_runs_gives_each_role_on_the_best_path() -> None:
    tags = ["B-source", "I-source", "B-cue", "B-content", "I-content", "O"]
    found = find_runs(section(tags=tags), FREE, START)
    assert [(run.role, run.first, run.end) for run in found] == [("source", 0, 2), ("cue", 2, 3), ("content", 3, 5)]
    assert all(run.confidence == pytest.approx(1, abs=1e-4) for run in found)


def test_find_runs_gives_the_mean_probability_of_a_runs_tags() -> None:
    scores = scores_of(["B-cue", "I-cue"], TAGS)
    scores[1] = 0
    scores[1, TAGS.index("I-cue")] = np.log(len(TAGS) - 1)  # as much as all others together
    (run,) = find_runs(SectionScores(0, scores, scores, scores, ()), FREE, START)
    assert run.confidence == pytest.approx((1 + 0.5) / 2, abs=1e-3)


def test_find_runs_heeds_forbidden_steps() -> None:
    steps = FREE.copy()
    steps[[TAGS.index(tag) for tag in TAGS if tag[1:] != "-cue"], TAGS.index("I-cue")] = -1e4
    scores = scores_of(["O", "I-cue"], TAGS, sure=5)
    scores[1] *= 2
    (run,) = find_runs(SectionScores(0, scores, scores, scores, ()), steps, START)
    assert (run.role, run.first, run.end) == ("cue", 0, 2)


def test_find_runs_of_nothing_is_nothing() -> None:
    assert find_runs(section(tags=["O", "O"]), FREE, START) == []
    assert find_runs(section(), FREE, START) == []


def test_find_runs_gives_the_probability_of_just_these_ends() -> None:
    scores = scores_of(["B-content", "I-content", "I-content", "O"], TAGS)
    scores[2] = 0
    scores[2, TAGS.index("I-content")] = np.log(len(TAGS) - 1)
    (run,) = find_runs(SectionScores(0, scores, scores, scores, ()), FREE, START)
    assert (run.first, run.end) == (0, 3)
    assert run.exact == pytest.approx(0.5, abs=1e-3)
    assert run.confidence > run.exact


def test_find_runs_takes_a_likely_run_that_the_best_path_misses() -> None:
    """Each end is unsure, so that the best path goes another way, but the same run starts most of the paths."""
    scores = np.full((1, len(TAGS)), -20.0, np.float32)
    scores[0, [TAGS.index(tag) for tag in ("O", "B-source")]] = np.log([0.55, 0.45])
    (run,) = find_runs(SectionScores(0, scores, scores, scores, ()), FREE, START)
    assert (run.role, run.first, run.end) == ("source", 0, 1)
    assert run.exact == pytest.approx(0.45, abs=1e-3)


@given(st.integers(0, 10_000), st.integers(1, 30))
def test_find_runs_never_gives_a_word_two_roles(seed: int, size: int) -> None:
    numbers = np.random.default_rng(seed)
    scores = numbers.normal(0, 3, (size, len(TAGS))).astype(np.float32)
    found = find_runs(SectionScores(0, scores, scores, scores, ()), FREE, START)
    places = [place for run in found for place in range(run.first, run.end)]
    assert len(places) == len(set(places))
    assert found == sorted(found, key=lambda run: run.first)
    assert all(0 <= run.first < run.end <= size and 0 <= run.exact <= run.confidence + 1e-3 for run in found)


def test_runs_have_the_roles_of_the_labels() -> None:
    assert set(get_args(Role)) == set(ROLES)
    assert Run("cue", 0, 1, 0.5) == Run("cue", 0, 1, 0.5)


TEXT = "Anna Weller met Borland. It rained.\n\nThey left."


def test_find_names_gives_characters_and_types() -> None:
    labels = ["B-PERSON", "I-PERSON", "O", "B-LOCATION", "O", "O", "O", "O", "O", "O", "O"]
    found = find_names(section(names=labels), words(TEXT))
    assert [(TEXT[start:end], kind) for start, end, kind in found] == [
        ("Anna Weller", "PERSON"),
        ("Borland", "LOCATION"),
    ]


def test_find_names_counts_from_the_start_of_the_section() -> None:
    found = find_names(section(first=3, names=["B-LOCATION", "O"]), words(TEXT))
    assert found == [(16, 23, "LOCATION")]


def sentences(section_: SectionScores) -> list[str]:
    return [TEXT[start:end] for start, end in find_sentences(section_, words(TEXT), paragraphs(TEXT))]


def test_find_sentences_starts_where_the_scores_say() -> None:
    assert sentences(section(starts=[1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0])) == [
        "Anna Weller met Borland.",
        "It rained.",
        "They left.",
    ]


def test_find_sentences_never_crosses_a_paragraph() -> None:
    assert sentences(section(starts=[0] * 11)) == ["Anna Weller met Borland. It rained.", "They left."]


def test_find_sentences_covers_every_word_of_its_section() -> None:
    assert sentences(section(first=5, starts=[0, 0, 0, 0, 1, 0])) == ["It rained.", "They", "left."]
