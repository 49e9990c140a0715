"""The OpenAPI document: valid, complete, and true of every answer."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV31SpecValidator
from pydantic import BaseModel

from service.api import schemas

PATHS = [
    "/healthz",
    "/v1/attributions",
    "/v1/attributions/{attribution_id}",
    "/v1/documents",
    "/v1/documents/{document_id}",
    "/v1/failures",
    "/v1/runs",
    "/v1/speakers",
    "/v1/speakers/{speaker_id}",
    "/v1/speakers/{speaker_id}/claims",
    "/v1/speakers/{speaker_id}/history",
    "/v1/topics",
    "/v1/topics/{topic_id}",
    "/v1/topics/{topic_id}/stances",
    "/v1/topics/{topic_id}/timeline",
]


@pytest.fixture
def spec(client: FlaskClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").get_json()
    return found


def operations(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in spec["paths"].values() for operation in path.values()]


def test_openapi_is_valid_31(spec: dict[str, Any]) -> None:
    assert spec["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(spec).iter_errors()) == []


def test_openapi_has_every_address_and_no_page(spec: dict[str, Any]) -> None:
    assert sorted(spec["paths"]) == PATHS


def test_openapi_names_operations_once_and_says_what_they_do(spec: dict[str, Any]) -> None:
    ids = [operation["operationId"] for operation in operations(spec)]
    assert len(set(ids)) == len(ids) == len(PATHS)
    assert all(operation["summary"].endswith(".") for operation in operations(spec))


def test_openapi_documents_failures_as_problems(spec: dict[str, Any]) -> None:
    for operation in operations(spec):
        failures = {status: body for status, body in operation["responses"].items() if status != "200"}
        assert {"400", "500", "503"} <= set(failures)
        assert ("404" in failures) == any(parameter["in"] == "path" for parameter in operation["parameters"])
        for body in failures.values():
            assert list(body["content"]) == ["application/problem+json"]
            assert body["content"]["application/problem+json"]["schema"] == {"$ref": "#/components/schemas/Problem"}


def test_openapi_describes_every_query_parameter_without_null(spec: dict[str, Any]) -> None:
    for operation in operations(spec):
        for parameter in operation["parameters"]:
            assert "null" not in json.dumps(parameter["schema"])
            assert parameter["description"].endswith(".")


def test_openapi_states_the_limits_of_this_service(spec: dict[str, Any]) -> None:
    parameters = {item["name"]: item["schema"] for item in spec["paths"]["/v1/attributions"]["get"]["parameters"]}
    assert (parameters["limit"]["maximum"], parameters["limit"]["default"]) == (500, 50)
    assert parameters["q"]["maxLength"] == 500


def test_openapi_names_every_shared_schema_once(spec: dict[str, Any]) -> None:
    assert "AttributionItem" in spec["components"]["schemas"]
    assert not [name for name in spec["components"]["schemas"] if "." in name]


@pytest.mark.parametrize(
    ("address", "model"),
    [
        ("/v1/attributions", schemas.AttributionPage),
        ("/v1/documents", schemas.DocumentPage),
        ("/v1/speakers", schemas.SpeakerPage),
        ("/v1/speakers/anna-weller", schemas.SpeakerWhole),
        ("/v1/speakers/anna-weller/claims", schemas.AttributionPage),
        ("/v1/speakers/anna-weller/history", schemas.DecisionPage),
        ("/v1/topics", schemas.TopicPage),
        ("/v1/topics/river-treaty", schemas.TopicWhole),
        ("/v1/topics/river-treaty/stances", schemas.StancePage),
        ("/v1/topics/river-treaty/timeline", schemas.PeriodPage),
        ("/v1/runs", schemas.RunPage),
        ("/v1/failures", schemas.FailurePage),
        ("/healthz", schemas.Health),
    ],
)
def test_answers_have_just_the_documented_keys(client: FlaskClient, address: str, model: type[BaseModel]) -> None:
    assert undocumented(model.model_validate(client.get(address).get_json())) == []


def test_single_items_have_just_the_documented_keys(client: FlaskClient) -> None:
    for noun, model in (("documents", schemas.DocumentWhole), ("attributions", schemas.AttributionWhole)):
        listed = client.get(f"/v1/{noun}?limit=1").get_json()["items"][0]
        assert undocumented(model.model_validate(client.get(f"/v1/{noun}/{listed['id']}").get_json())) == []


def undocumented(value: Any) -> list[str]:
    """Return the keys, anywhere inside, that no schema declares."""
    if isinstance(value, list):
        return [name for item in value for name in undocumented(item)]
    if not isinstance(value, BaseModel):
        return []
    inside = [name for field in type(value).model_fields for name in undocumented(getattr(value, field))]
    return [*(value.model_extra or {}), *inside]


def test_api_starts_without_torch_or_a_model() -> None:
    program = (
        "import sys; from service.app import create_app; create_app().test_client().get('/openapi.json'); "
        "print(sorted({'torch', 'spacy', 'transformers', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603 (our own interpreter and program)
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
