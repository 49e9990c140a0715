"""Any request: whatever is asked, the answer is a page, a problem that says why, and never a fault."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.test_openapi import PATHS

NAMES = ["q", "speaker", "topic", "stance", "kind", "outlet", "since", "until", "min_confidence", "limit", "cursor"]
VALUES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["1", "0", "-1", "0.5", "2019", "2019-11", "2019-11-15", "direct", "support", "gsomia", "null", "é"]
    ),
    st.integers().map(str),
    st.floats().map(str),
)
anything = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(client: FlaskClient, address: str, query: Any = None) -> None:
    response = client.get(address, query_string=query)
    assert response.status_code in {200, 400, 404}, response.text
    if response.status_code == 200:
        assert response.content_type == "application/json"
    else:
        assert response.content_type == "application/problem+json"
        assert response.get_json(force=True)["detail"]


@pytest.mark.parametrize("path", PATHS)
@anything
@given(id_=st.text(min_size=1, max_size=30), query=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4))
def test_any_query_is_answered_or_refused(client: FlaskClient, path: str, id_: str, query: dict[str, str]) -> None:
    start, _, rest = path.partition("{")
    address = start + quote(id_, safe="") + rest.partition("}")[2] if rest else path
    check(client, address, query)


@anything
@given(path=st.text(max_size=60))
def test_any_path_is_answered_or_not_found(client: FlaskClient, path: str) -> None:
    response = client.get("/v1/" + quote(path))
    assert response.status_code in {200, 400, 404, 308}


@anything
@given(query=st.binary(max_size=60))
def test_any_bytes_of_a_query_are_answered_or_refused(client: FlaskClient, query: bytes) -> None:
    check(client, "/v1/attributions?" + quote(query, safe="%&=+"))
