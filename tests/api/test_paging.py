"""Paging: every item exactly once under any limit, the link as the cursor says, and cursors that cannot be misused."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

LISTS = [
    "/v1/documents",
    "/v1/attributions",
    "/v1/speakers",
    "/v1/speakers/jo-brand/claims",
    "/v1/topics/river-treaty/stances",
    "/v1/failures",
]
FILTERED = ["/v1/documents?outlet=Daily+Note", "/v1/attributions?q=trade&since=2020", "/v1/attributions?kind=indirect"]


def key(item: dict[str, Any]) -> str:
    return str(item.get("id") or item["path"])


def walk(client: FlaskClient, address: str, limit: int) -> list[list[str]]:
    """Follow the `Link` header to the end, checking the envelope of every page."""
    pages = []
    following: str | None = address + ("&" if "?" in address else "?") + f"limit={limit}"
    while following:
        response = client.get(following)
        assert response.status_code == 200, response.text
        body = response.get_json()
        assert set(body) == {"items", "next"}
        pages.append([key(item) for item in body["items"]])
        following = link(response)
        assert (following is None) == (body["next"] is None)
        if following:
            assert parse_qs(urlsplit(following).query)["cursor"] == [body["next"]]
            assert len(body["items"]) == limit
        assert len(pages) < 500
    return pages


def link(response: TestResponse) -> str | None:
    found = re.fullmatch(r'<([^>]+)>; rel="next"', response.headers.get("Link", ""))
    return found[1] if found else None


@pytest.mark.parametrize("address", LISTS + FILTERED)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(limit=st.integers(1, 60))
def test_pages_yield_every_item_exactly_once(client: FlaskClient, address: str, limit: int) -> None:
    whole = walk(client, address, 500)
    assert len(whole) == 1
    assert len(whole[0]) > 1
    assert len(set(whole[0])) == len(whole[0])
    assert [item for page in walk(client, address, limit) for item in page] == whole[0]


@pytest.mark.parametrize("address", ["/v1/topics", "/v1/runs", "/v1/topics/river-treaty/timeline"])
def test_whole_lists_have_the_same_envelope(client: FlaskClient, address: str) -> None:
    body = client.get(address).get_json()
    assert set(body) == {"items", "next"}
    assert body["next"] is None
    assert body["items"]


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("cursor", ["x", "e30", "%00", "WzFd", "9" * 200, "' OR 1=1 --", "é", "bnVsbA", "WyJhIiwiYiJd"])
def test_foreign_cursors_are_refused(client: FlaskClient, address: str, cursor: str) -> None:
    response = client.get(address, query_string={"cursor": cursor})
    assert response.status_code == 400
    assert response.get_json()["type"] in {"/problems#invalid-cursor", "/problems#invalid-parameter"}


def test_cursor_of_another_list_is_refused_or_harmless(client: FlaskClient) -> None:
    cursor = client.get("/v1/documents?limit=1").get_json()["next"]
    assert client.get("/v1/speakers", query_string={"cursor": cursor}).status_code in {200, 400}


def test_link_keeps_the_filters_and_trusts_no_host(client: FlaskClient) -> None:
    response = client.get("/v1/attributions?q=trade&limit=2", headers={"Host": "evil.example"})
    following = link(response)
    assert following is not None
    assert following.startswith("/v1/attributions?")
    assert parse_qs(urlsplit(following).query)["q"] == ["trade"]
