"""Problems: each type provoked, its shape, and that no failure says more than it should."""

from __future__ import annotations

import json
import logging
import sqlite3
import uuid
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from service.app import create_app
from service.errors import InternalError, InvalidParameter, LimitTooLarge, OnRecordError, taxonomy
from service.settings import Settings
from service.store import views

SLUGS = {kind.slug for kind in taxonomy()}


def problem(response: TestResponse, status: int, slug: str) -> dict[str, Any]:
    """Check the shape that every problem has and return it."""
    assert response.status_code == status, response.text
    assert response.content_type == "application/problem+json"
    body: dict[str, Any] = json.loads(response.text)
    assert list(body)[:5] == ["type", "title", "status", "detail", "request_id"]
    assert body["type"] == f"/problems#{slug}"
    assert slug in SLUGS
    assert body["status"] == status
    assert body["detail"]
    assert str(uuid.UUID(body["request_id"])) == response.headers["X-Request-ID"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    return body


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("/v1/documents/nothing", "document-not-found"),
        ("/v1/attributions/nothing", "attribution-not-found"),
        ("/v1/speakers/nobody", "speaker-not-found"),
        ("/v1/speakers/nobody/claims", "speaker-not-found"),
        ("/v1/topics/nothing", "topic-not-found"),
        ("/v1/topics/nothing/stances", "topic-not-found"),
        ("/v1/topics/nothing/timeline", "topic-not-found"),
        ("/v1/nothing", "address-not-found"),
        ("/v1/topics/", "address-not-found"),
        ("/static/nothing.css", "address-not-found"),
        ("/nothing", "address-not-found"),
    ],
)
def test_what_is_not_there_is_a_problem_of_its_own_type(client: FlaskClient, address: str, slug: str) -> None:
    body = problem(client.get(address), 404, slug)
    assert "nothing" in body["detail"] or "nobody" in body["detail"] or "/v1/topics/" in body["detail"]


@pytest.mark.parametrize(
    "address", ["/v1/speakers/%27%20OR%201=1--", "/v1/speakers/%F0%9F%A6%89", "/v1/documents/" + "x" * 5000]
)
def test_odd_ids_are_not_found_and_shown_shortened(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert len(response.get_json()["detail"]) < 250


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_writing_methods_are_not_allowed(client: FlaskClient, method: str) -> None:
    response = client.open("/v1/speakers", method=method)
    body = problem(response, 405, "method-not-allowed")
    assert method in body["detail"]
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/v1/attributions?speakr=x", "speakr"),
        ("/v1/attributions?limit=0", "limit"),
        ("/v1/attributions?limit=-1", "limit"),
        ("/v1/attributions?limit=ten", "limit"),
        ("/v1/attributions?kind=claim", "kind"),
        ("/v1/attributions?stance=for", "stance"),
        ("/v1/attributions?min_confidence=1.1", "min_confidence"),
        ("/v1/attributions?min_confidence=nan", "min_confidence"),
        ("/v1/attributions?since=yesterday", "since"),
        ("/v1/attributions?since=2019-13", "since"),
        ("/v1/attributions?until=2019-02-30", "until"),
        ("/v1/attributions?until=2019-00", "until"),
        ("/v1/attributions?until=0000", "until"),
        ("/v1/attributions?since=2019-1-1", "since"),
        ("/v1/attributions?speaker=", "speaker"),
        ("/v1/attributions?speaker=a%00b", "speaker"),
        ("/v1/attributions?q=", "q"),
        ("/v1/attributions?q=a%00b", "q"),
        ("/v1/attributions?limit=1&limit=2", "limit"),
        ("/v1/speakers/anna-weller/claims?speaker=x", "speaker"),
        ("/v1/topics/river-treaty/stances?topic=x", "topic"),
        ("/v1/topics/river-treaty/timeline?by=week", "by"),
        ("/v1/topics/river-treaty/timeline?limit=5", "limit"),
        ("/v1/documents?document=x", "document"),
        ("/v1/topics?x=1", "x"),
        ("/v1/runs?x=1", "x"),
        ("/healthz?x=1", "x"),
        ("/v1/documents?%3Cscript%3E=1", "<script>"),
    ],
)
def test_invalid_parameters_are_named_with_a_reason(client: FlaskClient, address: str, parameter: str) -> None:
    body = problem(client.get(address), 400, InvalidParameter.slug)
    assert [error["parameter"] for error in body["errors"]] == [parameter]
    assert body["errors"][0]["reason"]


def test_all_invalid_parameters_are_named_at_once(client: FlaskClient) -> None:
    body = problem(client.get("/v1/attributions?a=1&limit=x&kind=y"), 400, "invalid-parameter")
    assert {error["parameter"] for error in body["errors"]} == {"a", "limit", "kind"}


def test_limit_above_the_maximum_is_refused_and_the_maximum_stated(client: FlaskClient) -> None:
    body = problem(client.get("/v1/attributions?limit=501"), 400, LimitTooLarge.slug)
    assert body["maximum"] == 500
    assert client.get("/v1/attributions?limit=500").status_code == 200


def test_query_above_the_longest_is_refused_without_repeating_it(client: FlaskClient) -> None:
    body = problem(client.get("/v1/attributions", query_string={"q": "word " * 1000}), 400, "invalid-parameter")
    assert "5000 characters" in body["detail"]
    assert "word" not in body["detail"]


def test_refused_values_are_shortened(client: FlaskClient) -> None:
    body = problem(client.get("/v1/attributions", query_string={"kind": "k" * 5000}), 400, "invalid-parameter")
    assert len(body["detail"]) < 300


def test_absent_store_is_a_problem_with_its_remedy(storeless: FlaskClient) -> None:
    body = problem(storeless.get("/v1/speakers"), 503, "store-missing")
    assert "onrecord db upgrade" in body["detail"]
    problem(storeless.get("/healthz"), 503, "store-missing")


def test_store_that_appears_later_is_served(tmp_path: Path, filled_url: str) -> None:
    path = tmp_path / "later.sqlite"
    client = create_app(Settings(database_url=str(path))).test_client()
    assert client.get("/healthz").status_code == 503
    path.write_bytes(Path(filled_url.removeprefix("sqlite:///")).read_bytes())
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(("revision", "slug"), [("0000", "store-outdated"), ("9999", "store-too-new")])
def test_store_at_another_revision_is_a_problem(tmp_path: Path, filled_url: str, revision: str, slug: str) -> None:
    path = tmp_path / "other.sqlite"
    path.write_bytes(Path(filled_url.removeprefix("sqlite:///")).read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()
    client = create_app(Settings(database_url=str(path))).test_client()
    body = problem(client.get("/v1/topics"), 503, slug)
    assert revision in body["detail"]


def test_file_that_is_no_store_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "text.sqlite"
    path.write_text("not a database, " * 100, "utf-8")
    client = create_app(Settings(database_url=str(path))).test_client()
    problem(client.get("/v1/topics"), 503, "store-unreadable")


def test_database_failure_says_its_kind_and_not_its_query(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise OperationalError("SELECT secret", {"q": "secret"}, sqlite3.OperationalError("secret is locked"))

    monkeypatch.setattr(views, "topics", broken)
    with caplog.at_level(logging.INFO):
        body = problem(client.get("/v1/topics"), 503, "store-unreadable")
    assert "OperationalError" in body["detail"]
    assert "secret" not in json.dumps(body) + caplog.text


def test_fault_of_the_program_says_nothing_but_its_id(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(views, "topics", broken)
    with caplog.at_level(logging.INFO):
        body = problem(client.get("/v1/topics"), 500, InternalError.slug)
    assert "secret" not in json.dumps(body) + caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert body["request_id"] in caplog.text


def test_log_of_a_request_has_neither_its_path_nor_its_query(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        client.get("/v1/attributions?q=secretword")
        client.get("/v1/speakers/secretname")
        client.get("/secretpath")
    assert "/v1/speakers/<speaker_id>" in caplog.text
    assert "secret" not in caplog.text


def test_every_type_leads_to_a_heading(client: FlaskClient) -> None:
    page = client.get("/problems").text
    for kind in taxonomy():
        assert f'<h2 id="{kind.slug}">{kind.title}</h2>' in page


def test_root_error_has_the_internal_slug() -> None:
    assert OnRecordError.slug == InternalError.slug
