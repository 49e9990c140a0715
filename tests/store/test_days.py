from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.store.days import UNKNOWN, bounds


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-11", "2019-11-01", "2019-11-30"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019-11-15", "2019-11-15", "2019-11-15"),
        ("0987-01", "0987-01-01", "0987-01-31"),
        (None, UNKNOWN, UNKNOWN),
    ],
)
def test_bounds_covers_the_precision(text: str | None, first: str, last: str) -> None:
    assert bounds(text) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "19", "2019-1", "2019-11-31", "2019-13", "2019-00", "2019-11-00", "0000", "٢٠١٩", "2019-11-15T10"]
)
def test_bounds_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        bounds(text)


@given(st.dates())
def test_bounds_holds_each_day_in_its_month_and_year(day: date) -> None:
    text = day.isoformat()
    assert bounds(text) == (text, text)
    for shorter in (text[:7], text[:4]):
        first, last = bounds(shorter)
        assert first <= text <= last
        assert first[: len(shorter)] == last[: len(shorter)] == shorter


@given(st.dates())
def test_unknown_sorts_before_every_day(day: date) -> None:
    assert day.isoformat() > UNKNOWN
