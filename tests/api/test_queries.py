"""Queries: what a model takes, and the filter and page that it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from apiflask import APIFlask
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from service.api import queries
from service.api.queries import AttributionQuery, ClaimQuery, DocumentQuery, Paged, SpeakerQuery, TimelineQuery, where
from service.errors import InvalidParameter, LimitTooLarge
from service.settings import Settings
from service.store.views import Page, Where

MODELS = [AttributionQuery, ClaimQuery, DocumentQuery, SpeakerQuery, queries.StanceQuery, TimelineQuery]


@pytest.fixture
def inside(app: APIFlask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.mark.usefixtures("inside")
def test_where_holds_what_the_query_states_and_nothing_else() -> None:
    query = AttributionQuery(speaker="a", topic="t", stance="oppose", since="2019", q="w x", limit=5, cursor="c")
    assert where(query) == Where(speaker="a", topic="t", stance="oppose", since="2019", q="w x")


@pytest.mark.usefixtures("inside")
def test_where_leaves_a_timelines_period_out() -> None:
    assert where(TimelineQuery(by="day", speaker="a")) == Where(speaker="a")


@pytest.mark.usefixtures("inside")
def test_where_of_an_empty_query_filters_nothing() -> None:
    assert all(where(model()) == Where() for model in MODELS)


@pytest.mark.usefixtures("inside")
def test_where_refuses_a_query_above_the_setting() -> None:
    assert where(AttributionQuery(q="x" * 500)).q == "x" * 500
    with pytest.raises(InvalidParameter, match="501 characters, at most 500"):
        where(AttributionQuery(q="x" * 501))


@pytest.mark.usefixtures("inside")
def test_page_takes_the_default_and_the_cursor() -> None:
    assert Paged().page() == Page(limit=50, after=None)
    assert Paged(limit=500, cursor="c").page() == Page(limit=500, after="c")
    with pytest.raises(LimitTooLarge, match="maximum of 500"):
        Paged(limit=501).page()


@pytest.mark.parametrize("model", MODELS)
@given(name=st.text(min_size=1))
def test_models_refuse_every_name_that_they_do_not_declare(model: type[queries.Query], name: str) -> None:
    if name not in model.model_fields:
        with pytest.raises(ValidationError, match="extra_forbidden"):
            model.model_validate({name: "x"})


@given(day=st.dates(date(1, 1, 1), date(9999, 12, 31)), length=st.sampled_from([4, 7, 10]))
def test_dates_of_the_calendar_are_taken_as_they_are(day: date, length: int) -> None:
    text = f"{day.year:04}-{day.month:02}-{day.day:02}"[:length]
    assert AttributionQuery(since=text, until=text).since == text


@given(year=st.integers(1, 9998), month=st.integers(1, 12))
def test_days_after_the_last_of_a_month_are_refused(year: int, month: int) -> None:
    following = date(year + month // 12, month % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    assert DocumentQuery(until=f"{year:04}-{month:02}-{last:02}")
    with pytest.raises(ValidationError):
        DocumentQuery(until=f"{year:04}-{month:02}-{last + 1:02}")


@pytest.mark.parametrize(
    "value", ["", "19", "2019-", "2019-1", "2019-11-15T10", " 2019", "2019\n", "２０１９", "-2019"]
)
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        AttributionQuery(since=value)


@pytest.mark.parametrize("value", ["-0.1", "1.01", "nan", "inf", "-inf", "half"])
def test_what_is_no_confidence_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        AttributionQuery.model_validate({"min_confidence": value})


@given(value=st.floats(0, 1))
def test_confidences_from_none_to_all_are_taken(value: float) -> None:
    assert AttributionQuery.model_validate({"min_confidence": repr(value)}).min_confidence == value


def test_models_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        AttributionQuery().speaker = "x"


def test_settings_of_the_application_are_those_it_was_made_with(app: APIFlask) -> None:
    with app.app_context():
        held: Any = queries.settings()
    assert isinstance(held, Settings)
