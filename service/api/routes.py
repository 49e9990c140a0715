"""How an address is declared: its query, its answer, and the one envelope of every list."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

from apiflask import APIBlueprint
from flask import request
from pydantic import BaseModel

from service.api.queries import Query
from service.errors import InvalidParameter, shown
from service.store.views import Slice

View = Callable[..., Any]
Answer = tuple[dict[str, Any], int, dict[str, str]]


def get(
    blueprint: APIBlueprint, rule: str, *, output: type[BaseModel], query: type[Query] | None = None
) -> Callable[[View], View]:
    """Serve a view under GET, HEAD and OPTIONS; with no query model, every parameter is refused."""

    def declare(view: View) -> View:
        declared = blueprint.output(output)(view)
        takes = blueprint.input(query, location="query", arg_name="query") if query else _bare
        named = blueprint.doc(operation_id=view.__name__)(takes(declared))
        served: View = blueprint.get(rule)(named)
        return served

    return declare


def _bare(view: View) -> View:
    @functools.wraps(view)
    def refuse(*args: Any, **kwargs: Any) -> Any:
        if request.args:
            reason = "is not a parameter of this address, which takes none"
            raise InvalidParameter([{"parameter": shown(name)[1:-1], "reason": reason} for name in request.args])
        return view(*args, **kwargs)

    return refuse


def envelope(part: Slice) -> Answer:
    """Return a page as `{"items": …, "next": …}`, with the next page's address in a `Link` header (RFC 8288)."""
    body = {"items": part.items, "next": part.next}
    return body, 200, _link(part.next)


def whole(items: list[dict[str, Any]]) -> Answer:
    """Return a list that has no further page in the same envelope."""
    return {"items": items, "next": None}, 200, {}


def _link(cursor: str | None) -> dict[str, str]:
    if cursor is None:
        return {}
    parameters = request.args.to_dict() | {"cursor": cursor}
    return {"Link": f'<{quote(request.path)}?{urlencode(parameters)}>; rel="next"'}
