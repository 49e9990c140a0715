"""Words, paragraphs and ranges: every character accounted for, in linear time, at any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text import Range, containing, mask, overlapping, paragraphs, trim, words
from tests.models.strategies import anything, disjoint, prose

BIG = 100_000
"""Characters of the texts that only linear code comes back from."""


def cut(text: str, ranges: list[Range]) -> list[str]:
    return [text[start:end] for start, end in ranges]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("didn't", ["didn", "'", "t"]),
        ("He said: “No.”", ["He", "said", ":", "“", "No", ".", "”"]),
        ("snake_case", ["snake", "_", "case"]),
        ("U.S. $5.2bn", ["U", ".", "S", ".", "$", "5", ".", "2bn"]),
        ("Jeong Kyeong‑doo", ["Jeong", "Kyeong", "‑", "doo"]),
        ("정경두는 말했다", ["정경두는", "말했다"]),
        ("a\u00a0b\u2028c", ["a", "b", "c"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_words_part_letters_from_marks(text: str, found: list[str]) -> None:
    assert cut(text, words(text)) == found


@given(anything)
def test_words_cover_every_character_but_white_space_in_order(text: str) -> None:
    ranges = words(text)
    assert "".join(cut(text, ranges)) == "".join(text.split())
    assert all(one[1] <= two[0] for one, two in pairwise(ranges))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\r\nTwo.\rThree.", ["One.", "Two.", "Three."]),
        ("  One. \n \t\n  Two.  ", ["One.", "Two."]),
        ("\n\n\n", []),
        ("", []),
    ],
)
def test_paragraphs_divide_at_line_ends(text: str, found: list[str]) -> None:
    assert cut(text, paragraphs(text)) == found


LINE = "The minister said on Wednesday that the river treaty would"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", " \n", "\n  "])
def test_paragraphs_keep_hand_wrapped_lines_together(end: str) -> None:
    text = f"{LINE}{end}stay in force."
    assert cut(text, paragraphs(text)) == [text]


@pytest.mark.parametrize(
    "text",
    [
        f"{LINE}\n\nstay in force.",
        f"{LINE}\r\n\r\nstay in force.",
        f"{LINE}.\nstay in force.",
        f"{LINE}:\nstay in force.",
        f"{LINE}\n— stay in force.",
        "Short line\nstay in force.",
        f"{LINE} {LINE}\nstay in force.",
    ],
)
def test_paragraphs_divide_where_a_line_is_no_wrap(text: str) -> None:
    assert len(paragraphs(text)) == 2


@given(prose)
def test_paragraphs_are_trimmed_in_order_and_miss_no_word(text: str) -> None:
    ranges = paragraphs(text)
    assert all(part and part == part.strip() for part in cut(text, ranges))
    assert all(one[1] < two[0] for one, two in pairwise(ranges))
    assert all(containing(ranges, position) is not None for position, sign in enumerate(text) if not sign.isspace())


@pytest.mark.parametrize("filling", [" ", "\t", "\n", "\r\n", " \n", "a ", "\u00a0", "x\n"])
def test_paragraphs_read_long_texts_of_one_sign(filling: str) -> None:
    text = filling * BIG
    assert len(paragraphs(f"a{text}.\nb")) >= 1


@pytest.mark.parametrize(
    ("text", "strip", "found"),
    [("  a b ", None, "a b"), ("   ", None, None), ("", None, None), (", a,;", " ,;", "a"), (",,", ",", None)],
)
def test_trim_drops_what_stands_at_the_ends(text: str, strip: str | None, found: str | None) -> None:
    inner = trim(f"xx{text}yy", 2, 2 + len(text), strip=strip)
    assert (inner and f"xx{text}yy"[slice(*inner)]) == found


@given(st.data(), prose)
def test_trim_keeps_all_that_is_not_white_space(data: st.DataObject, text: str) -> None:
    for start, end in data.draw(disjoint(len(text))):
        inner = trim(text, start, end)
        assert (text[slice(*inner)] if inner else "") == text[start:end].strip()


@given(st.data(), st.integers(0, 40))
def test_containing_and_overlapping_agree_with_a_search(data: st.DataObject, size: int) -> None:
    ranges = data.draw(disjoint(size))
    for position in range(-1, size + 2):
        held = [place for place, (start, end) in enumerate(ranges) if start <= position < end]
        assert containing(ranges, position) == (held[0] if held else None)
    for start in range(size):
        for end in range(start + 1, size + 1):
            met = [place for place, (s, e) in enumerate(ranges) if s < end and start < e]
            assert list(overlapping(ranges, start, end)) == met


def test_containing_excludes_the_end() -> None:
    assert [containing([(2, 4)], position) for position in (1, 2, 3, 4)] == [None, 0, 0, None]


def test_overlapping_excludes_what_only_touches() -> None:
    assert list(overlapping([(0, 2), (2, 4), (4, 6)], 2, 4)) == [1]


@given(st.data(), prose)
def test_mask_keeps_length_body_and_line_ends(data: st.DataObject, text: str) -> None:
    body = data.draw(disjoint(len(text)))
    masked = mask(text, body)
    assert len(masked) == len(text)
    inside = {position for start, end in body for position in range(start, end)}
    for position, (sign, left) in enumerate(zip(text, masked, strict=True)):
        assert left == (sign if position in inside or sign in "\r\n" else " ")


def test_mask_without_a_body_leaves_only_line_ends() -> None:
    assert mask("Menu\r\nHome", ()) == "    \r\n    "


def test_mask_of_the_whole_text_changes_nothing() -> None:
    assert mask("Rain fell.\n", [(0, 11)]) == "Rain fell.\n"
