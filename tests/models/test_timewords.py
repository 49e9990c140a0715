"""Time expressions as words, each read against days of publication known to the day, month and year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import SaidOn
from models.timewords import EXPRESSION, Reference, read

FRIDAY = Reference(2019, 11, 15)
MONTH = Reference(2019, 11)
YEAR = Reference(2019)
NOTHING = Reference()


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("on Monday", "2019-11-11"),
        ("Monday morning", "2019-11-11"),
        ("late Thursday", "2019-11-14"),
        ("on Friday", "2019-11-15"),
        ("last Friday", "2019-11-08"),
        ("earlier Wednesday", "2019-11-13"),
        ("today", "2019-11-15"),
        ("earlier today", "2019-11-15"),
        ("tonight", "2019-11-15"),
        ("this morning", "2019-11-15"),
        ("yesterday", "2019-11-14"),
        ("yesterday evening", "2019-11-14"),
        ("last night", "2019-11-14"),
        ("on Nov. 3", "2019-11-03"),
        ("on 3 November", "2019-11-03"),
        ("November 3rd", "2019-11-03"),
        ("on Nov. 20", "2018-11-20"),
        ("on Monday, November 11", "2019-11-11"),
        ("May 2, 2017", "2017-05-02"),
        ("2 May 2017", "2017-05-02"),
        ("2017-05-02", "2017-05-02"),
        ("two days ago", "2019-11-13"),
        ("a day ago", "2019-11-14"),
        ("10 days ago", "2019-11-05"),
    ],
)
def test_timewords_days_are_read(words: str, date: str) -> None:
    assert read(words, FRIDAY) == SaidOn(date, "day")


@pytest.mark.parametrize(
    ("words", "date", "precision"),
    [
        ("in October", "2019-10", "month"),
        ("in early December", "2018-12", "month"),
        ("last November", "2018-11", "month"),
        ("in May of 2017", "2017-05", "month"),
        ("last month", "2019-10", "month"),
        ("this month", "2019-11", "month"),
        ("two months ago", "2019-09", "month"),
        ("eleven months ago", "2018-12", "month"),
        ("this week", "2019-11", "month"),
        ("last week", "2019-11", "month"),
        ("in 2016", "2016", "year"),
        ("back in 2016", "2016", "year"),
        ("last year", "2018", "year"),
        ("this year", "2019", "year"),
        ("three years ago", "2016", "year"),
        ("a couple of years ago", "2017", "year"),
    ],
)
def test_timewords_months_and_years_are_read(words: str, date: str, precision: str) -> None:
    found = read(words, FRIDAY)
    assert found is not None
    assert (found.date, found.precision) == (date, precision)


@pytest.mark.parametrize("words", ["recently", "in recent weeks", "years ago", "long ago", "decades ago"])
def test_timewords_vague_words_have_no_date(words: str) -> None:
    found = read(words, FRIDAY)
    assert found is None or found.date is None


@pytest.mark.parametrize("words", ["", "the bridge", "Marching", "in the house", "20190502", "on Maybe", "Sundae"])
def test_timewords_other_words_are_no_time(words: str) -> None:
    assert read(words, FRIDAY) is None


@pytest.mark.parametrize(
    ("words", "known", "date"),
    [
        ("on Monday", MONTH, None),
        ("on Monday", NOTHING, None),
        ("yesterday", YEAR, None),
        ("in October", MONTH, "2019-10"),
        ("in October", YEAR, None),
        ("last month", MONTH, "2019-10"),
        ("last month", YEAR, None),
        ("last year", YEAR, "2018"),
        ("last year", NOTHING, None),
        ("on Oct. 3", MONTH, "2019-10-03"),
        ("on Nov. 3", MONTH, None),
        ("on Dec. 3", MONTH, "2018-12-03"),
        ("in 2016", NOTHING, "2016"),
        ("May 2, 2017", NOTHING, "2017-05-02"),
    ],
)
def test_timewords_dates_are_no_finer_than_what_is_known(words: str, known: Reference, date: str | None) -> None:
    found = read(words, known)
    assert found is not None
    assert found.date == date
    assert (found.precision is None) == (date is None)


@pytest.mark.parametrize("words", ["Feb. 30, 2019", "2019-02-30", "31 June 2018", "on Feb. 31"])
def test_timewords_days_that_do_not_exist_are_unknown(words: str) -> None:
    found = read(words, FRIDAY)
    assert found is not None
    assert found.date is None


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (SaidOn("2019-11-15", "day"), FRIDAY),
        (SaidOn("2019-11", "month"), MONTH),
        (SaidOn("2019", "year"), YEAR),
        (SaidOn(), NOTHING),
        (SaidOn("soon", "day"), NOTHING),
        (SaidOn("2019-13-01", "day"), NOTHING),
    ],
)
def test_timewords_reference_is_what_the_publication_date_holds(published: SaidOn, expected: Reference) -> None:
    assert Reference.of(published) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He spoke on Monday, then left.", ["on Monday"]),
        ("It was on Nov. 3 and again in October.", ["on Nov. 3", "in October"]),
        ("A Monday-night show and a Mayfair house.", []),
        ("Version 2019-05 is out.", []),
        ("She may march on.", []),
    ],
)
def test_timewords_expressions_are_found_in_prose(text: str, found: list[str]) -> None:
    assert [match.group() for match in EXPRESSION.finditer(text)] == found


@given(st.text(max_size=40), st.dates())
def test_timewords_any_words_are_read_without_error(words: str, day: object) -> None:
    found = read(words, Reference.of(SaidOn(str(day), "day")))
    assert found is None or found.evidence is None


@given(st.sampled_from(["on Monday", "Sunday night", "yesterday", "today", "on March 3", "last week"]), st.dates())
def test_timewords_relative_days_are_never_in_the_future(words: str, day: object) -> None:
    if str(day) < "0100":
        return
    found = read(words, Reference.of(SaidOn(str(day), "day")))
    assert found is not None
    assert found.date is None or found.date <= str(day)
