"""The home page, the API's documentation and the problems' headings."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any, cast

from apiflask import APIBlueprint, APIFlask
from flask import current_app, render_template
from markupsafe import Markup, escape

from service.api.reading import connection
from service.errors import EXIT_CODES, OnRecordError, taxonomy
from service.settings import version
from service.store import views

blueprint = APIBlueprint(
    "pages",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/static",
    enable_openapi=False,
)


@blueprint.get("/")
def home() -> str:
    """Show what the store holds and where to go from here."""
    try:
        counts, trouble = views.counts(connection()), None
    except OnRecordError as error:
        counts, trouble = {}, str(error)
    return render_template("home.html", counts=counts, trouble=trouble, version=version())


@blueprint.get("/docs")
def docs() -> str:
    """Show every operation of the OpenAPI document, with a form that tries it."""
    spec = cast("dict[str, Any]", cast("APIFlask", current_app)._get_spec("json"))
    return render_template("docs.html", info=spec["info"], groups=_groups(spec), schemas=spec["components"]["schemas"])


@blueprint.get("/problems")
def problems() -> str:
    """Show one heading for each type of problem."""
    return render_template("problems.html", kinds=list(taxonomy()), exits=EXIT_CODES)


@blueprint.app_template_filter("ticked")
def ticked(words: str | None) -> Markup:
    """Return words as HTML, with what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(words or ""))))  # noqa: S704 (escaped just here)


@blueprint.app_template_filter("kind_of")
def kind_of(schema: dict[str, Any]) -> str:
    """Return a schema's type in words: its choices, its reference, or its type with its bounds."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(kind_of(option) for option in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if "prefixItems" in schema:
        return f"[{', '.join(kind_of(item) for item in schema['prefixItems'])}]"
    if schema.get("type") == "array":
        return f"list of {kind_of(schema['items'])}"
    bounds = [f"{word} {schema[key]}" for key, word in _BOUNDS.items() if key in schema]
    return " ".join([str(schema.get("type", "anything")), *bounds])


_BOUNDS = {"minimum": "from", "maximum": "to", "maxLength": "up to", "default": "default"}


def _groups(spec: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the operations by tag, in the order of the blueprints."""
    order = [tag["name"] for tag in spec["tags"]]
    found = [
        {"path": path, "method": method.upper(), "query": _example(operation)} | operation
        for path, item in spec["paths"].items()
        for method, operation in item.items()
    ]
    found.sort(key=lambda operation: (order.index(operation["tags"][0]), operation["path"]))
    return [(tag, list(group)) for tag, group in groupby(found, key=lambda operation: operation["tags"][0])]


def _example(operation: dict[str, Any]) -> str:
    """Return a query string for the curl line, where the operation takes a query."""
    return "?limit=5" if any(parameter["name"] == "limit" for parameter in operation["parameters"]) else ""
