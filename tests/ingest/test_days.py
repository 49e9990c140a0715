from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from models.records import SaidOn
from service.ingest.days import find, given


@pytest.mark.parametrize(
    ("text", "words", "said", "precision"),
    [
        ("Posted : 2019-11-22\xa011:09", "2019-11-22\xa011:09", "2019-11-22", "day"),
        ("# 14 November 2019 10:48 (UTC +04:00)", "14 November 2019 10:48 (UTC +04:00)", "2019-11-14", "day"),
        ("Tuesday, January 4, 2011", "Tuesday, January 4, 2011", "2011-01-04", "day"),
        ("Published Nov 3, 2020", "Nov 3, 2020", "2020-11-03", "day"),
        ("the 3rd of Sept. 2020, 4:15 p.m. ET", "3rd of Sept. 2020, 4:15 p.m. ET", "2020-09-03", "day"),
        ("2019-11-22T11:09:00Z", "2019-11-22T11:09:00Z", "2019-11-22", "day"),
        ("22.11.2019", "22.11.2019", "2019-11-22", "day"),
        ("11/22/2019", "11/22/2019", "2019-11-22", "day"),
        ("04/04/2019", "04/04/2019", "2019-04-04", "day"),
        ("March 2020", "March 2020", "2020-03", "month"),
        ("03/04/2019", "03/04/2019", "2019", "year"),
        ("SEOUL, March 5 (AP)", "March 5", None, None),
        ("on 5 March", "5 March", None, None),
    ],
)
def test_find_reads_a_day_as_far_as_its_words_go(
    text: str, words: str, said: str | None, precision: str | None
) -> None:
    days = list(find(text))
    assert [(text[day.start : day.end], day.date, day.precision) for day in days] == [(words, said, precision)]


@pytest.mark.parametrize(
    "text", ["February 30, 2020", "31/31/2019", "2019-13-01", "May 41", "it may be", "in 2019", "a 3-2 win"]
)
def test_find_sees_no_day_where_there_is_none(text: str) -> None:
    assert list(find(text)) == []


def test_find_yields_days_in_order() -> None:
    assert [day.date for day in find("from 1 May 2020 to 3 June 2021")] == ["2020-05-01", "2021-06-03"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2019-11-15", SaidOn("2019-11-15", "day", "2019-11-15")),
        ("2019-11", SaidOn("2019-11", "month", "2019-11")),
        (" 2019 ", SaidOn("2019", "year", "2019")),
        ("15 November 2019", SaidOn("2019-11-15", "day", "15 November 2019")),
    ],
)
def test_given_reads_a_callers_date(words: str, said: SaidOn) -> None:
    assert given(words) == said


@pytest.mark.parametrize(
    "words", ["03/04/2019", "yesterday", "", "Jan. 10", "2019-11-15 or 2019-11-16", "2019-02-30", "2019-13"]
)
def test_given_refuses_what_would_be_guessed(words: str) -> None:
    with pytest.raises(ValueError, match="write it as YYYY-MM-DD"):
        given(words)


@examples(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_find_reads_every_day_of_the_calendar(day: date) -> None:
    iso = day.isoformat()
    assert [found.date for found in find(f"on {iso}.")] == [iso]
    assert [found.date for found in find(day.strftime("%d %B %Y"))] == [iso]


@examples(st.text())
def test_find_ranges_lie_in_the_text(text: str) -> None:
    last = 0
    for day in find(text):
        assert last <= day.start < day.end <= len(text)
        last = day.end
