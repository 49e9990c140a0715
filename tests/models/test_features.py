"""Features: what the encoder is told of case, marks and layout, always inside the bounds of its tables."""

from __future__ import annotations

import pytest
from hypothesis import given

from models.features import CLOSING, CONTINUED, INSIDE, OPENING, OUT, SIZES, features
from models.text import words
from tests.models.strategies import prose


def of(text: str) -> list[tuple[int, int, int, int]]:
    return features(text, words(text))


def column(text: str, index: int) -> list[int]:
    return [row[index] for row in of(text)]


@given(prose)
def test_features_stay_inside_their_tables(text: str) -> None:
    rows = of(text)
    assert len(rows) == len(words(text))
    assert all(0 <= value < size for row in rows for value, size in zip(row, SIZES, strict=True))


def test_features_of_no_words_are_none() -> None:
    assert of(" \n ") == []


@pytest.mark.parametrize(
    ("word", "case"),
    [("pact", 1), ("Pact", 2), ("GSOMIA", 3), ("McCain", 4), ("2019", 5), ("5bn", 5), (".", 6), ("_", 6), ("A", 7)],
)
def test_features_tell_case(word: str, case: int) -> None:
    assert column(word, 0) == [case]


@pytest.mark.parametrize("letter", ["a", "約", "ª"])
def test_features_take_letters_without_capitals_as_small(letter: str) -> None:
    assert column(letter, 0) == [1]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("«", "»")])
def test_features_follow_double_marks(opening: str, closing: str) -> None:
    assert column(f"He said {opening}we stay{closing} then", 1) == [OUT, OUT, OPENING, INSIDE, INSIDE, CLOSING, OUT]


def test_features_follow_single_marks_apart_from_double_ones() -> None:
    text = "“It's ‘ours’ now”"
    assert column(text, 2) == [OUT, OUT, OUT, OUT, OPENING, INSIDE, CLOSING, OUT, OUT]
    assert column(text, 1) == [OPENING, *[INSIDE] * 7, CLOSING]


def test_features_mark_a_quotation_that_goes_on_from_the_paragraph_before() -> None:
    assert column("“We stay.\n\n“We wait.”", 1) == [OPENING, *[INSIDE] * 3, OPENING, *[CONTINUED] * 3, CLOSING]


def test_features_never_close_a_quotation_without_its_mark() -> None:
    assert column("“We stay\n\nRain fell.", 1) == [OPENING, INSIDE, INSIDE, OUT, OUT, OUT]


def test_features_tell_the_headline_and_the_start_of_paragraphs() -> None:
    assert column("Pact ends\n\nRain fell.\n\nIt stopped.", 3) == [3, 2, 1, 0, 0, 1, 0, 0]
