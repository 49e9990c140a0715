"""What APIFlask's OpenAPI 3.1 document lacks: the problems, the limits, and plain names for shared schemas."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from apiflask import APIFlask

from service.api.problems import MEDIA_TYPE
from service.api.schemas import Problem
from service.errors import taxonomy
from service.settings import Settings

DESCRIPTION = (
    "Who said what, when, and where do they stand: the statements that articles report, with their speakers, their "
    "exact words and offsets, and their stances on topics. Lists come as `items` and `next`; give `next` back as "
    "`cursor`. Keys may be added, never renamed or removed. Failures are problems of RFC 9457."
)
_REF = "#/components/schemas/"
_IDS = {
    "document_id": ("A document's id.", None),
    "attribution_id": ("An attribution's id.", None),
    "speaker_id": ("A speaker's id, as `/v1/speakers` gives it.", "mark-esper"),
    "topic_id": ("A topic's id, as `/v1/topics` gives it.", "gsomia"),
}
"""What each part of a path is, and an example of it."""


def register(app: APIFlask, settings: Settings) -> None:
    """Complete the document that the application serves."""
    app.description = DESCRIPTION
    app.license = {"name": "MIT", "identifier": "MIT"}
    app.config.update(AUTO_404_RESPONSE=False, AUTO_VALIDATION_ERROR_RESPONSE=False, AUTO_SERVERS=False)
    app.spec_processor(lambda spec: complete(cast("dict[str, Any]", spec), settings))


def complete(spec: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """Return the document with its problems, limits and shared schemas in place."""
    spec = _shared(spec)
    spec["components"]["schemas"] |= _problem_schemas()
    for operation in _operations(spec):
        for parameter in operation["parameters"]:
            _tidy(parameter, settings)
        operation["responses"] |= _problems(operation["parameters"])
        _describe_link(operation)
    return spec


def _operations(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in spec["paths"].values():
        yield from path.values()


def _shared(spec: dict[str, Any]) -> dict[str, Any]:
    """Name a nested schema by its own name: APIFlask names it once under every page that holds it."""
    plain: dict[str, Any] = json.loads(re.sub(rf'("{_REF})[A-Za-z]+\.', r"\1", json.dumps(spec)))
    schemas = plain["components"]["schemas"]
    plain["components"]["schemas"] = {name.rpartition(".")[2]: schema for name, schema in schemas.items()}
    return plain


def _problem_schemas() -> dict[str, Any]:
    schema = Problem.model_json_schema(ref_template=_REF + "{model}")
    inside: dict[str, Any] = schema.pop("$defs")
    return inside | {"Problem": schema}


def _tidy(parameter: dict[str, Any], settings: Settings) -> None:
    """Move the sentence to the parameter, drop the null that a query cannot state, and state the limits."""
    schema = parameter["schema"]
    options = [option for option in schema.pop("anyOf", []) if option != {"type": "null"}]
    if options:
        schema |= options[0]
    if schema.get("default", 0) is None:
        del schema["default"]
    schema.pop("title", None)
    if "description" in schema:
        parameter["description"] = schema.pop("description")
    if parameter["in"] == "path":
        parameter["description"], example = _IDS[parameter["name"]]
        schema |= {"examples": [example]} if example else {}
    if parameter["name"] == "limit":
        schema |= {"maximum": settings.max_page_limit, "default": settings.page_limit}
    if parameter["name"] == "q":
        schema["maxLength"] = min(settings.max_query_chars, schema.get("maxLength", settings.max_query_chars))


def _problems(parameters: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the problem responses of an operation: any may be refused or fail, those with a path may find nothing."""
    statuses = [400, 500, 503] + ([404] if any(parameter["in"] == "path" for parameter in parameters) else [])
    return {str(status): _problem(status) for status in sorted(statuses)}


def _problem(status: int) -> dict[str, Any]:
    titles = sorted({kind.title for kind in taxonomy() if kind.status == status})
    return {
        "description": "; ".join(titles),
        "content": {MEDIA_TYPE: {"schema": {"$ref": f"{_REF}Problem"}}},
    }


def _describe_link(operation: dict[str, Any]) -> None:
    if any(parameter["name"] == "cursor" for parameter in operation["parameters"]):
        operation["responses"]["200"]["headers"] = {
            "Link": {
                "description": 'The next page\'s address, as `rel="next"` (RFC 8288); absent on the last page.',
                "schema": {"type": "string"},
            }
        }
