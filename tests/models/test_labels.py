"""Label sets and the runs that label sequences spell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.labels import NAME_TYPES, NAMES, ROLES, TAGS, runs

SEQUENCES = st.lists(st.integers(0, len(TAGS) - 1), max_size=30)


def spelt(*labels: str) -> list[tuple[int, int, str]]:
    return runs([TAGS.index(label) for label in labels], TAGS)


def test_labels_have_a_beginning_and_an_inside_for_each_type() -> None:
    assert {*TAGS} == {"O"} | {f"{prefix}-{role}" for prefix in "BI" for role in ROLES}
    assert {*NAMES} == {"O"} | {f"{prefix}-{kind}" for prefix in "BI" for kind in NAME_TYPES}


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ((), []),
        (("O", "O"), []),
        (("B-cue",), [(0, 1, "cue")]),
        (("B-source", "I-source", "O", "B-cue"), [(0, 2, "source"), (3, 4, "cue")]),
        (("B-cue", "B-cue"), [(0, 1, "cue"), (1, 2, "cue")]),
        (("B-cue", "I-content", "I-content"), [(0, 1, "cue"), (1, 3, "content")]),
        (("O", "I-cue", "O", "I-cue"), [(1, 2, "cue"), (3, 4, "cue")]),
    ],
)
def test_runs_join_a_beginning_with_what_follows_inside(
    labels: tuple[str, ...], found: list[tuple[int, int, str]]
) -> None:
    assert spelt(*labels) == found


@given(SEQUENCES)
def test_runs_cover_exactly_the_labelled_words_with_their_type(labels: list[int]) -> None:
    covered = {place: kind for first, end, kind in runs(labels, TAGS) for place in range(first, end)}
    assert covered == {place: TAGS[label][2:] for place, label in enumerate(labels) if TAGS[label] != "O"}


@given(SEQUENCES)
def test_runs_are_sorted_and_disjoint(labels: list[int]) -> None:
    ends = [0]
    for first, end, _ in runs(labels, TAGS):
        assert ends[-1] <= first < end
        ends.append(end)


@given(SEQUENCES)
def test_runs_start_anew_at_every_beginning(labels: list[int]) -> None:
    starts = {first for first, _, _ in runs(labels, TAGS)}
    assert {place for place, label in enumerate(labels) if TAGS[label][0] == "B"} <= starts
