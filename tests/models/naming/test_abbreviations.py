"""Abbreviations in brackets or after "or", and the whole names that stand before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.naming.abbreviations import is_abbreviation, spelled

BOARD = ("Vellin", "Harbour", "Board")
PLAIN = " ".join(BOARD)


def after(tail: str, words: tuple[str, ...] = BOARD) -> dict[str, tuple[str, ...]]:
    """Return what is spelled out where `tail` follows the name."""
    name = " ".join(words)
    return spelled(f"the {name}{tail}", [(len("the ") + len(name), words)])


@pytest.mark.parametrize(
    ("tail", "short"),
    [
        (" (VHB) met", "VHB"),
        (" [VHB] met", "VHB"),
        ("(VHB) met", "VHB"),
        (", (VHB) met", "VHB"),
        (" (the VHB) met", "VHB"),
        (" (or VHB) met", "VHB"),
        (" (VHB, founded late) met", "VHB"),
        (" (VHB; founded late) met", "VHB"),
        (" (V.H.B.) met", "V.H.B."),
        (" (V&H) met", "V&H"),
        (" (VHB-2) met", None),
        (", or VHB, met", "VHB"),
        (" or VHB met", "VHB"),
        (" (Harbour) met", "Harbour"),
        (" (Quay) met", None),
        (" (vhb) met", None),
        (" (V) met", None),
        (" (VHB met", None),
        (" and VHB met", None),
        (" or Vhb met", None),
        (" met (VHB)", None),
        ("  (VHB) met", None),
        ("", None),
    ],
)
def test_spelled_takes_only_an_abbreviation_right_behind(tail: str, short: str | None) -> None:
    assert after(tail) == ({short: BOARD} if short else {})


def test_spelled_keeps_the_first_name_of_an_abbreviation() -> None:
    one, other = ("Vellin", "Dock", "Union"), ("Varn", "Dairy", "Union")
    text = "Vellin Dock Union (VDU) and Varn Dairy Union (VDU)"
    ends = [(text.index(" ".join(words)) + len(" ".join(words)), words) for words in (one, other)]
    assert spelled(text, ends) == {"VDU": one}
    assert spelled(text, ends[::-1]) == {"VDU": other}


def test_spelled_of_no_names_is_nothing() -> None:
    assert spelled("the (VHB)", []) == {}


@given(st.text(alphabet="ABCXYZ", min_size=2, max_size=10))
def test_spelled_finds_any_capitals_in_brackets(short: str) -> None:
    assert after(f" ({short}) met") == {short: BOARD}


@given(st.text(alphabet="ABCdef.&-", max_size=14))
def test_is_abbreviation_needs_two_capitals_first_and_ten_letters_at_most(word: str) -> None:
    letters = [mark for mark in word if mark not in ".&"]
    begins = len(letters) >= 2 and all(mark in "ABC" for mark in letters[:2])
    assert is_abbreviation(word) is (begins and len(letters) <= 10 and "-" not in word)
