from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates import said_on
from models.records import Attribution, SaidOn, Speaker
from models.timewords import EXPRESSION, Reference, read
from tests.models.drafts import draft, sentences

FRIDAY = SaidOn("2019-11-15", "day", "Nov. 15, 2019")


def when(text: str, *part: tuple[str, str, str], published: SaidOn = FRIDAY) -> SaidOn:
    return said_on(text, sentences=sentences(text), attribution=draft(text, *part)[-1], published=published)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Wednesday", ("2019-11-13", "day")),
        ("Friday", ("2019-11-15", "day")),
        ("last Friday", ("2019-11-08", "day")),
        ("late Thursday", ("2019-11-14", "day")),
        ("on Jan. 10", ("2019-01-10", "day")),
        ("on Dec. 24", ("2018-12-24", "day")),
        ("on January 10, 2011", ("2011-01-10", "day")),
        ("on 10 January 2011", ("2011-01-10", "day")),
        ("yesterday", ("2019-11-14", "day")),
        ("two days ago", ("2019-11-13", "day")),
        ("last week", ("2019-11", "month")),
        ("earlier this month", ("2019-11", "month")),
        ("last month", ("2019-10", "month")),
        ("in March", ("2019-03", "month")),
        ("in December", ("2018-12", "month")),
        ("in March 2014", ("2014-03", "month")),
        ("in 2014", ("2014", "year")),
        ("last year", ("2018", "year")),
        ("three years ago", ("2016", "year")),
        ("recently", (None, None)),
    ],
)
def test_dates_time_words_beside_the_cue_date_the_statement(words: str, expected: tuple[str, str]) -> None:
    found = when(f"Orrell said {words} that trade would grow.", ("Orrell", "said", "that trade would grow"))
    assert (found.date, found.precision) == expected
    assert found.evidence == words


def test_dates_no_time_words_give_the_publication_date_with_its_evidence() -> None:
    assert when("Orrell said trade would grow.", ("Orrell", "said", "trade would grow")) == FRIDAY


def test_dates_time_words_inside_the_content_do_not_count() -> None:
    text = "Orrell said the pact expires on Wednesday."
    assert when(text, ("Orrell", "said", "the pact expires on Wednesday")) == FRIDAY


def test_dates_time_words_before_the_source_count() -> None:
    found = when("On Tuesday, Orrell said trade would grow.", ("Orrell", "said", "trade would grow"))
    assert (found.date, found.evidence) == ("2019-11-12", "On Tuesday")


@pytest.mark.parametrize(
    "text",
    [
        "Orrell, who arrived on Tuesday, said trade would grow.",
        "Trade would grow, Orrell said ahead of a meeting on Tuesday.",
        "Orrell said before Tuesday’s vote that trade would grow.",
        "A ship sank on Tuesday. Orrell said trade would grow.",
    ],
)
def test_dates_time_words_of_other_events_do_not_count(text: str) -> None:
    content = next(words for words in ("Trade would grow", "trade would grow") if words in text)
    assert when(text, ("Orrell", "said", content)) == FRIDAY


def test_dates_the_nearest_time_words_win() -> None:
    text = "On Monday Orrell met Venn and said on Wednesday that trade would grow."
    assert when(text, ("Orrell", "said", "that trade would grow")).date == "2019-11-13"


@pytest.mark.parametrize("published", [SaidOn(), SaidOn("2019", "year", "2019"), SaidOn("2019-11", "month", "x")])
def test_dates_weekday_without_a_day_of_publication_is_unknown(published: SaidOn) -> None:
    found = when("Orrell said on Monday it rained.", ("Orrell", "said", "it rained"), published=published)
    assert found == SaidOn(None, None, "on Monday")


def test_dates_full_date_needs_no_publication() -> None:
    text = "Orrell said on Jan. 4, 2011 that it rained."
    assert when(text, ("Orrell", "said", "that it rained"), published=SaidOn()).date == "2011-01-04"


def test_dates_month_of_publication_decides_the_year_of_other_months() -> None:
    text = "Orrell said on Nov. 4 that it rained."
    part = ("Orrell", "said", "that it rained")
    assert when(text, part, published=SaidOn("2011-01", "month", "x")).date == "2010-11-04"
    assert when(text, part, published=SaidOn("2011-11", "month", "x")).date is None


def test_dates_unreadable_publication_is_unknown() -> None:
    text = "Orrell said on Monday it rained."
    assert when(text, ("Orrell", "said", "it rained"), published=SaidOn("soon", "day", "x")).date is None


def test_dates_future_words_are_not_the_day_of_the_statement() -> None:
    text = "Orrell will speak next Tuesday. Orrell said it rained."
    assert when(text, ("Orrell", "said", "it rained")) == FRIDAY


def speaking(text: str, second: tuple[str, str, str], *, same: bool = True) -> SaidOn:
    one, other = draft(text, ("Orrell", "said", "“It rains,”"), second)
    orrell, venn = Speaker("orrell", "Orrell", "person", 1.0), Speaker("venn", "Venn", "person", 1.0)
    day = said_on(text, sentences=sentences(text), attribution=one, published=FRIDAY)
    before: Attribution = replace(one, speakers=(orrell,), said_on=day)
    after = replace(other, speakers=(orrell if same else venn,))
    return said_on(text, sentences=sentences(text), attribution=after, published=FRIDAY, before=before)


def test_dates_quotation_that_goes_on_shares_the_day() -> None:
    text = "“It rains,” Orrell said on Monday. “It pours.”"
    assert speaking(text, ("", "", "“It pours.”")).date == "2019-11-11"
    assert speaking(text, ("", "", "“It pours.”"), same=False) == FRIDAY


def test_dates_other_paragraphs_and_new_cues_do_not_share_the_day() -> None:
    assert speaking("“It rains,” Orrell said on Monday.\n\n“It pours.”", ("", "", "“It pours.”")) == FRIDAY
    text = "“It rains,” Orrell said on Monday. She denied the plan."
    assert speaking(text, ("She", "denied", "the plan")) == FRIDAY


@given(
    st.dates(),
    st.sampled_from(["Monday", "on Sunday", "yesterday", "last Friday", "two weeks ago", "in June", "last year"]),
)
def test_dates_are_never_after_the_publication(day: object, words: str) -> None:
    published = str(day)
    found = read(words, Reference.of(SaidOn(published, "day", "x")))
    assert found is not None
    assert found.date is None or found.date <= published


@given(st.text(max_size=40))
def test_dates_reader_takes_any_words(words: str) -> None:
    found = read(words, Reference(2019, 11, 15))
    assert (found is None) == (EXPRESSION.fullmatch(words.strip()) is None)


def test_dates_impossible_days_stay_unknown() -> None:
    assert read("Feb. 30, 2019", Reference()) == SaidOn()
    assert read("2019-02-30", Reference()) == SaidOn()
    assert read("next spring", Reference(2019)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Orrell said on “Today” that it rained.",
        "Orrell said, as she did on Tuesday, that it rained.",
        "The ship left Tuesday - a day that Orrell said was cold.",
    ],
)
def test_dates_comparisons_titles_and_other_clauses_do_not_count(text: str) -> None:
    content = "was cold" if "cold" in text else "that it rained"
    assert when(text, ("Orrell", "said", content)) == FRIDAY


def test_dates_long_text_is_looked_at_only_around_the_cue() -> None:
    text = "On Monday it rained, " + "and it rained " * 40 + "Orrell said it was cold."
    assert when(text, ("Orrell", "said", "it was cold")) == FRIDAY


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Karl Venn tweeted on Monday. “We will stay.”", "2019-11-11"),
        ("Karl Venn responded on Monday to the news. “We will stay.”", "2019-11-11"),
        ("Karl Venn wrote yesterday. “We will stay.”", "2019-11-14"),
        ("Karl Venn came home on Monday. “We will stay.”", "2019-11-15"),
        ("Karl Venn tweeted on Monday.\n\n“We will stay.”", "2019-11-15"),
        ("Karl Venn tweeted on Monday. The road is long. “We will stay.”", "2019-11-15"),
        ("Karl Venn tweeted about a talk scheduled for Monday. “We will stay.”", "2019-11-15"),
    ],
)
def test_dates_a_quotation_shares_the_day_of_the_sentence_that_leads_up_to_it(text: str, date: str) -> None:
    assert when(text, ("", "", "“We will stay.”")).date == date


@pytest.mark.parametrize(
    ("source", "date", "words"),
    [
        ("a tweet on Monday by Karl Venn", "2019-11-11", "on Monday"),
        ("a statement late Thursday", "2019-11-14", "late Thursday"),
        ("a letter dated January 10, 2011", "2011-01-10", "January 10, 2011"),
        ("an interview with Orre News on Tuesday", "2019-11-12", "on Tuesday"),
        ("a man seen on Monday", "2019-11-15", "Nov. 15, 2019"),
        ("Karl Venn", "2019-11-15", "Nov. 15, 2019"),
    ],
)
def test_dates_a_dated_source_dates_its_statement(source: str, date: str, words: str) -> None:
    found = when(f"Rain is near, according to {source}.", (source, "according to", "Rain is near"))
    assert (found.date, found.evidence) == (date, words)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Karl Venn said rain was near while speaking to teachers yesterday.", "2019-11-14"),
        ("Karl Venn said rain was near, while addressing the press on Monday.", "2019-11-11"),
        ("Karl Venn said rain was near while Orre slept on Monday.", "2019-11-15"),
    ],
)
def test_dates_speaking_is_the_same_event_as_saying(text: str, date: str) -> None:
    assert when(text, ("Karl Venn", "said", "rain was near")).date == date


def test_dates_a_quotation_at_the_very_start_has_no_sentence_before() -> None:
    assert when("“We will stay.”", ("", "", "“We will stay.”")) == FRIDAY
