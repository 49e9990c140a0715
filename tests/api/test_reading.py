"""Reading: one engine for all requests, one connection for each, none left open, and nothing written."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from service.api.reading import Reading, connection
from service.errors import StoreMissing
from service.settings import Settings


def reading_of(app: APIFlask) -> Reading:
    found: Reading = app.extensions["onrecord.reading"]
    return found


def test_connection_is_one_for_the_whole_request_and_closed_after(app: APIFlask) -> None:
    with app.test_request_context("/"):
        first = connection()
        assert connection() is first
    assert first.closed


def test_connection_refuses_to_write(app: APIFlask) -> None:
    with app.test_request_context("/"), pytest.raises(DBAPIError, match="readonly"):
        connection().execute(text("DELETE FROM runs"))


def test_requests_in_parallel_are_all_answered(app: APIFlask) -> None:
    addresses = ["/v1/attributions?q=trade", "/v1/speakers", "/v1/topics/river-treaty/timeline", "/v1/documents"] * 10

    def ask(address: str) -> int:
        return app.test_client().get(address).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, addresses)) == {200}


def test_failed_requests_give_their_connection_back(app: APIFlask) -> None:
    client = app.test_client()
    for _ in range(40):  # more than an engine pools
        assert client.get("/v1/speakers/nobody").status_code == 404
        assert client.get("/v1/attributions?cursor=x").status_code == 400


def test_reading_opens_nothing_before_it_is_asked(tmp_path: Path) -> None:
    reading = Reading(Settings(database_url=str(tmp_path / "absent.sqlite")))
    reading.close()
    with pytest.raises(StoreMissing):
        reading.connect()
    assert list(tmp_path.iterdir()) == []


def test_reading_opens_again_after_it_was_closed(filled_url: str) -> None:
    reading = Reading(Settings(database_url=filled_url))
    for _ in range(2):
        with reading.connect() as opened:
            assert opened.scalar(text("SELECT count(*) FROM runs")) == 1
        reading.close()


def test_application_opens_the_store_once(app: APIFlask) -> None:
    app.test_client().get("/healthz")
    reading = reading_of(app)
    with reading.connect() as first, reading.connect() as second:
        assert first.engine is second.engine
