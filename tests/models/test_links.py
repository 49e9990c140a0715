"""Links read off scores that the tests write by hand: which cue a content has, which source a cue."""

from __future__ import annotations

import numpy as np
import pytest

from models.links import link
from models.sections import LinkScores
from models.spans import Run
from models.text import Range


def run(role: str, first: int, end: int | None = None) -> Run:
    return Run(role, first, end or first + 1, 0.9)  # type: ignore[arg-type]


def window(size: int, arcs: dict[int, int], *, first: int = 0, centre: Range | None = None) -> LinkScores:
    """Return a window in which each word of `arcs` depends, surely, on another; places in the window's own count."""
    scores = np.zeros((size, size), np.float32)
    for dependent, head in arcs.items():
        scores[dependent, head] = 10
    return LinkScores(first, centre or (first, first + size), scores)


SOURCE, CUE, CONTENT = run("source", 0), run("cue", 1), run("content", 2, 4)


def test_link_joins_source_cue_and_content() -> None:
    linked, alone = link([SOURCE, CUE, CONTENT], [window(4, {1: 0, 2: 1, 3: 1})])
    (one,) = linked
    assert (one.source, one.cue, one.contents) == (SOURCE, CUE, (CONTENT,))
    assert one.confidence == pytest.approx(1, abs=1e-3)
    assert alone == []


def test_link_leaves_the_source_out_where_the_cue_points_at_itself() -> None:
    (one,), _ = link([SOURCE, CUE, CONTENT], [window(4, {1: 1, 2: 1, 3: 1})])
    assert one.source is None


def test_link_takes_the_best_of_several_sources() -> None:
    found = [run("source", 0), run("cue", 1), run("content", 2), run("source", 3)]
    (one,), _ = link(found, [window(4, {1: 3, 2: 1})])
    assert one.source == run("source", 3)


def test_link_gives_each_content_the_cue_that_its_words_point_at() -> None:
    found = [run("content", 0), run("cue", 1), run("cue", 2), run("content", 3, 5)]
    linked, _ = link(found, [window(5, {0: 2, 3: 1, 4: 1, 1: 1, 2: 2})])
    assert {one.cue.first: [content.first for content in one.contents] for one in linked} == {1: [3], 2: [0]}


def test_link_lets_two_cues_share_a_source() -> None:
    found = [run("source", 0), run("cue", 1), run("content", 2), run("cue", 3), run("content", 4)]
    linked, _ = link(found, [window(5, {1: 0, 3: 0, 2: 1, 4: 3})])
    assert [one.source for one in linked] == [run("source", 0)] * 2


def test_link_gives_one_cue_several_contents() -> None:
    found = [run("content", 0), run("cue", 1), run("content", 2)]
    (one,), _ = link(found, [window(3, {0: 1, 2: 1, 1: 1})])
    assert [content.first for content in one.contents] == [0, 2]


def test_link_drops_a_cue_without_content() -> None:
    assert link([SOURCE, CUE], [window(4, {1: 0})]) == ([], [])


def test_link_gives_back_contents_without_any_cue() -> None:
    assert link([SOURCE, CONTENT], [window(4, {})]) == ([], [CONTENT])


def test_link_of_nothing_is_nothing() -> None:
    assert link([], []) == ([], [])


def test_link_is_unsure_where_the_scores_are_even() -> None:
    found = [run("cue", 0), run("content", 1), run("cue", 2)]
    linked, _ = link(found, [window(3, {})])
    assert linked[0].confidence == pytest.approx((1 + 0.5) / 2, abs=1e-3)


TWO = (
    window(6, {5: 4, 4: 4}, first=0, centre=(0, 5)),
    window(6, {1: 0, 0: 0, 5: 4, 4: 3}, first=4, centre=(5, 10)),
)


def test_link_reads_each_run_in_the_window_that_answers_for_it() -> None:
    found = [run("cue", 4), run("content", 5), run("source", 7), run("cue", 8), run("content", 9)]
    linked, alone = link(found, TWO)
    assert [(one.cue.first, one.source, [c.first for c in one.contents]) for one in linked] == [
        (4, None, [5]),
        (8, run("source", 7), [9]),
    ]
    assert alone == []


def test_link_finds_no_cue_outside_the_window() -> None:
    linked, alone = link([run("cue", 1), run("content", 9)], TWO)
    assert (linked, alone) == ([], [run("content", 9)])


def test_link_takes_a_content_longer_than_its_window() -> None:
    small = (window(4, {2: 1, 3: 1}, centre=(0, 4)), window(4, {0: 1, 2: 1, 3: 1}, first=4, centre=(4, 8)))
    linked, _ = link([run("content", 2, 8), run("cue", 5)], small)
    assert [content.first for content in linked[0].contents] == [2]


def test_link_gives_no_source_to_a_cue_that_its_window_cuts() -> None:
    found = [run("source", 0), run("cue", 1, 6), run("content", 6)]
    windows = (window(4, {1: 0}, centre=(0, 3)), window(8, {6: 1}, centre=(3, 8)))
    (one,), _ = link(found, windows)
    assert one.source is None
    assert one.confidence == pytest.approx(0.75, abs=1e-3)
