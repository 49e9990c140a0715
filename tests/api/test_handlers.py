"""Failures that come from outside the taxonomy: Werkzeug's and APIFlask's own, and what each becomes."""

from __future__ import annotations

import json

import pytest
from apiflask import APIFlask, HTTPError
from flask import redirect
from flask.testing import FlaskClient
from werkzeug.exceptions import BadRequest, Gone, RequestEntityTooLarge, TooManyRequests
from werkzeug.wrappers import Response

from service.api import problems
from service.app import create_app
from service.errors import OnRecordError, TopicNotFound, taxonomy
from service.settings import Settings


@pytest.fixture
def failing() -> FlaskClient:
    """Return a client of an application with addresses that fail in their own ways."""
    app: APIFlask = create_app(Settings(database_url="sqlite://"))

    @app.get("/gone")
    def gone() -> None:
        raise Gone("it was here")

    @app.get("/later")
    def later() -> None:
        raise TooManyRequests("slowly", retry_after=7)

    @app.get("/bad")
    def bad() -> None:
        raise BadRequest

    @app.get("/large")
    def large() -> None:
        raise RequestEntityTooLarge

    @app.get("/refused")
    def refused() -> None:
        raise HTTPError(409, message="they differ")

    @app.get("/elsewhere")
    def elsewhere() -> Response:
        return redirect("/docs")

    @app.get("/known")
    def known() -> None:
        raise TopicNotFound("weather")

    return app.test_client()


@pytest.mark.parametrize(
    ("address", "status", "title", "detail"),
    [
        ("/gone", 410, "Gone", "it was here"),
        ("/later", 429, "Too Many Requests", "slowly"),
        ("/bad", 400, "Bad Request", BadRequest.description),
        ("/large", 413, "Request Entity Too Large", RequestEntityTooLarge.description),
        ("/refused", 409, "Conflict", "they differ"),
    ],
)
def test_other_failures_are_problems_without_a_type_of_their_own(
    failing: FlaskClient, address: str, status: int, title: str, detail: str
) -> None:
    response = failing.get(address)
    assert response.status_code == status
    assert response.content_type == problems.MEDIA_TYPE
    body = json.loads(response.text)
    assert (body["type"], body["title"], body["detail"]) == ("about:blank", title, detail)
    assert body["status"] == status
    assert body["request_id"] == response.headers["X-Request-ID"]


def test_headers_of_a_failure_are_kept(failing: FlaskClient) -> None:
    assert failing.get("/later").headers["Retry-After"] == "7"


def test_redirects_are_no_failures(failing: FlaskClient) -> None:
    response = failing.get("/elsewhere")
    assert (response.status_code, response.headers["Location"]) == (302, "/docs")


def test_known_failure_anywhere_is_its_problem(failing: FlaskClient) -> None:
    assert json.loads(failing.get("/known").text)["type"] == "/problems#topic-not-found"


def test_members_extend_the_problem(failing: FlaskClient) -> None:
    with failing.application.test_request_context("/"):
        response = problems.answer(OnRecordError("it broke", tries=3, last="now"))
    body = json.loads(response.get_data(as_text=True))
    assert (body["tries"], body["last"], body["detail"]) == (3, "now", "it broke")


@pytest.mark.parametrize("kind", list(taxonomy()), ids=lambda kind: kind.slug)
def test_type_is_a_reference_to_the_classes_heading(kind: type[OnRecordError]) -> None:
    assert problems.type_of(kind) == f"/problems#{kind.slug}"
