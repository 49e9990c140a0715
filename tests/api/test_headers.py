"""Methods and headers: HEAD and OPTIONS, and what keeps a browser from more than showing."""

from __future__ import annotations

import uuid

import pytest
from flask.testing import FlaskClient

ADDRESSES = ["/", "/docs", "/problems", "/static/style.css", "/openapi.json", "/healthz", "/v1/topics", "/v1/x", "/x"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_protected(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        headers = response.headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_every_request_has_its_own_id(client: FlaskClient) -> None:
    ids = {client.get("/healthz").headers["X-Request-ID"] for _ in range(5)}
    assert len({uuid.UUID(value) for value in ids}) == 5


@pytest.mark.parametrize("address", ["/v1/attributions?limit=1", "/healthz", "/docs", "/v1/speakers/nobody"])
def test_head_answers_as_get_without_the_body(client: FlaskClient, address: str) -> None:
    got, head = client.get(address), client.head(address)
    assert head.data == b""
    assert head.status_code == got.status_code
    for name in ("Content-Type", "Content-Length", "Link"):
        assert head.headers.get(name) == got.headers.get(name)


@pytest.mark.parametrize("address", ["/v1/attributions", "/v1/topics/river-treaty", "/"])
def test_options_name_the_methods(client: FlaskClient, address: str) -> None:
    response = client.options(address)
    assert response.status_code == 200
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_json_keeps_its_order_and_its_letters(client: FlaskClient) -> None:
    response = client.get("/v1/attributions?speaker=piet-onca")
    assert "Piet Onça" in response.text
    assert list(response.get_json()["items"][0])[:4] == ["id", "kind", "class", "content"]
