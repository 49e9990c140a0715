from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from service.ingest.blocks import split
from service.ingest.sections import sections

PROSE = [
    "The council voted on Monday to close the old bridge, which engineers say could fall at any moment.",
    'Its chair, Ann Roe, said that she had no choice. "I will not wait for a funeral," she told the meeting.',
    "Shopkeepers on the far bank said they had not been asked and would go to court before the month is out.",
    "The bridge was built in 1931 and has been repaired eleven times since, most recently two years ago.",
]


def places(*lines: str) -> list[str]:
    return list(sections(split("\n\n".join(lines))))


def test_sections_of_clean_prose_are_body() -> None:
    assert places(*PROSE) == ["body"] * 4


def test_sections_of_nothing_are_none() -> None:
    assert sections(()) == ()


def test_sections_put_a_menu_in_the_head_and_links_in_the_tail() -> None:
    found = places("Home", "News", "Sport", *PROSE, "Related stories", "Bridge falls", "Mayor resigns")
    assert found == ["head"] * 3 + ["body"] * 4 + ["tail"] * 3


def test_sections_go_around_what_stands_in_the_middle() -> None:
    found = places(*PROSE[:2], "ADVERTISEMENT", "Bridge falls into river, nobody hurt", *PROSE[2:])
    assert found == ["body"] * 2 + ["aside"] * 2 + ["body"] * 2


def test_sections_go_on_behind_a_list_of_links_when_prose_does() -> None:
    found = places(*PROSE[:2], "Related stories", "Bridge falls into river", "Mayor resigns over bridge", *PROSE[2:])
    assert found == ["body"] * 2 + ["aside"] * 3 + ["body"] * 2


def test_sections_keep_one_weak_line_between_good_ones() -> None:
    assert places(*PROSE[:2], "And then there was the matter of the money", *PROSE[2:]) == ["body"] * 5


def test_sections_leave_readers_comments_out() -> None:
    comments = [
        "2 Comments",
        "river_rat",
        "It is about time that somebody closed that thing, it shook every time I crossed it.",
        "Reply",
        "ann_fan",
        "She is the best chair we have ever had and I will vote for her again.",
        "Reply",
    ]
    assert places(*PROSE, *comments) == ["body"] * 4 + ["tail"] * 7


def test_sections_read_a_lone_teaser_as_the_article() -> None:
    found = places("Council closes old bridge", "The council voted on Monday to close the old bridge. Read more")
    assert found == ["head", "body"]


def test_sections_read_a_line_that_somebody_typed() -> None:
    assert places("Ann Roe said the bridge is safe") == ["body"]
    assert places("Share this article") == ["head"]


@given(
    st.lists(
        st.sampled_from([*PROSE, "Home", "Related stories", "3 comments", "© 2020 The Paper", "• Bridge", "Read more"])
    )
)
def test_sections_keep_their_order(lines: list[str]) -> None:
    found = places(*lines)
    after = {
        "head": {"head", "body"},
        "body": {"body", "aside", "tail"},
        "aside": {"aside", "body", "tail"},
        "tail": {"tail"},
    }
    assert all(second in after[first] for first, second in pairwise(found))
