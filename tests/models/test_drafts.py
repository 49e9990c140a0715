"""Drafts: ranges joined and cut as sets of characters would be, and confidences weighed by length."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.drafts import Draft, cut_out, draft, merge
from models.links import Linked
from models.spans import Run
from models.text import Range, words

SIZE = 30
RANGES = st.lists(
    st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)).filter(lambda pair: pair[0] < pair[1]), max_size=8
)


def places(ranges: tuple[Range, ...] | list[Range]) -> set[int]:
    return {place for start, end in ranges for place in range(start, end)}


@pytest.mark.parametrize(
    ("ranges", "joined"),
    [
        ([], ()),
        ([(3, 5)], ((3, 5),)),
        ([(5, 7), (1, 3)], ((1, 3), (5, 7))),
        ([(1, 3), (3, 5)], ((1, 5),)),
        ([(1, 9), (3, 5)], ((1, 9),)),
        ([(1, 4), (3, 6), (8, 9)], ((1, 6), (8, 9))),
        ([(1, 3), (4, 5)], ((1, 3), (4, 5))),
    ],
)
def test_merge_joins_what_touches(ranges: list[Range], joined: tuple[Range, ...]) -> None:
    assert merge(ranges) == joined


@given(RANGES)
def test_merge_keeps_every_character_in_the_fewest_ranges(ranges: list[Range]) -> None:
    joined = merge(ranges)
    assert places(joined) == places(ranges)
    assert all(one[1] < two[0] for one, two in pairwise(joined))


@given(RANGES)
def test_merge_is_the_same_twice_and_in_any_order(ranges: list[Range]) -> None:
    assert merge(merge(ranges)) == merge(ranges) == merge(reversed(ranges))


@pytest.mark.parametrize(
    ("ranges", "holes", "left"),
    [
        ([(0, 9)], [], ((0, 9),)),
        ([(0, 9)], [(3, 5)], ((0, 3), (5, 9))),
        ([(0, 9)], [(0, 3)], ((3, 9),)),
        ([(0, 9)], [(6, 12)], ((0, 6),)),
        ([(0, 9)], [(0, 9)], ()),
        ([(0, 3), (5, 9)], [(2, 6)], ((0, 2), (6, 9))),
        ([(0, 9)], [(9, 12)], ((0, 9),)),
        ([(0, 9)], [(2, 3), (5, 6)], ((0, 2), (3, 5), (6, 9))),
    ],
)
def test_cut_out_leaves_what_is_outside_the_holes(
    ranges: list[Range], holes: list[Range], left: tuple[Range, ...]
) -> None:
    assert cut_out(ranges, holes) == left


@given(RANGES, RANGES)
def test_cut_out_is_the_difference_of_the_characters(ranges: list[Range], holes: list[Range]) -> None:
    left = cut_out(merge(ranges), holes)
    assert places(left) == places(ranges) - places(holes)
    assert all(start < end for start, end in left)


@given(RANGES, RANGES)
def test_cut_out_and_the_holes_rebuild_the_whole(ranges: list[Range], holes: list[Range]) -> None:
    assert merge([*cut_out(merge(ranges), holes), *holes]) == merge([*ranges, *holes])


def test_with_content_changes_only_the_content() -> None:
    one = Draft(((0, 3),), cue=((4, 8),), source=((9, 12),), cue_confidence=0.5)
    other = one.with_content([(20, 22), (15, 20)])
    assert other == Draft(((15, 22),), cue=((4, 8),), source=((9, 12),), cue_confidence=0.5)


TEXT = "Rain fell. “We stay,” Anna Weller said, “and wait.”"


def run(role: str, words_: str, confidence: float = 1.0, *, after: int = 0) -> Run:
    """Return the run of the words that `words_` covers, counted from the word `after`."""
    ranges = words(TEXT)[after:]
    start = TEXT.index(words_)
    covered = [place for place, (s, e) in enumerate(ranges) if start <= s and e <= start + len(words_)]
    return Run(role, covered[0], covered[-1] + 1, confidence)  # type: ignore[arg-type]


def test_draft_gives_the_parts_in_characters() -> None:
    contents = (run("content", "“We stay,”"), run("content", "“and wait.”"))
    made = draft(Linked(run("cue", "said"), run("source", "Anna Weller"), contents, 0.8, 0.6), words(TEXT), 0)
    assert [TEXT[slice(*part)] for part in made.content] == ["“We stay,”", "“and wait.”"]
    assert [TEXT[slice(*part)] for part in (*made.cue, *made.source)] == ["said", "Anna Weller"]
    assert made.link_confidence == 0.8
    assert made.source_link_confidence == 0.6
    assert made.source_confidence == 1.0


def test_draft_is_as_exact_as_its_least_exact_content() -> None:
    contents = tuple(replace(run("content", part), exact=exact) for part, exact in (("We stay", 0.7), ("wait", 0.4)))
    assert draft(Linked(run("cue", "said"), None, contents, 1.0, 1.0), words(TEXT), 0).exact_confidence == 0.4


def test_draft_counts_words_from_the_start_of_its_section() -> None:
    linked = Linked(run("cue", "said", after=3), None, (run("content", "We stay", after=3),), 0.8, 0.8)
    made = draft(linked, words(TEXT), 3)
    assert [TEXT[slice(*part)] for part in (*made.content, *made.cue)] == ["We stay", "said"]
    assert made.source == ()


def test_draft_weighs_the_confidence_of_contents_by_their_words() -> None:
    contents = (run("content", "We stay", 0.9), run("content", "“and wait.”", 0.2))
    made = draft(Linked(run("cue", "said", 0.7), None, contents, 1.0, 1.0), words(TEXT), 0)
    assert made.content_confidence == pytest.approx((0.9 * 2 + 0.2 * 5) / 7)
    assert made.cue_confidence == 0.7


def test_draft_joins_contents_that_touch() -> None:
    contents = (run("content", "“We"), Run("content", 4, 5, 1.0), run("content", "stay"))
    assert draft(Linked(run("cue", "said"), None, contents, 1.0, 1.0), words(TEXT), 0).content == ((11, 14), (15, 19))
