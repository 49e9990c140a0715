"""Every failure as a problem object of RFC 9457, under `application/problem+json`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from apiflask import APIFlask
from apiflask.exceptions import HTTPError
from flask import Response, g, json, request
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.exceptions import MethodNotAllowed as WrongMethod

from service import logs
from service.errors import (
    AddressNotFound,
    InternalError,
    InvalidParameter,
    MethodNotAllowed,
    OnRecordError,
    StoreUnreadable,
    shown,
)

MEDIA_TYPE = "application/problem+json"


def register(app: APIFlask) -> None:
    """Answer every failure of the application with a problem object."""
    app.register_error_handler(OnRecordError, _known)
    app.register_error_handler(HTTPError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DBAPIError, _unreadable)
    app.register_error_handler(Exception, _unknown)


def type_of(kind: type[OnRecordError]) -> str:
    """Return the URI reference of an error class: its heading on the page of problems."""
    return f"/problems#{kind.slug}"


def answer(error: OnRecordError, *, headers: Mapping[str, str] | None = None) -> Response:
    """Return the problem object of an error, with the id under which the log has it."""
    body = {
        "type": type_of(type(error)),
        "title": error.title,
        "status": error.status,
        "detail": str(error),
        "request_id": g.get("request_id"),
        **error.members,
    }
    return _response(body, error.status, headers)


def _response(body: Mapping[str, Any], status: int, headers: Mapping[str, str] | None = None) -> Response:
    return Response(json.dumps(body), status=status, headers=dict(headers or {}), content_type=MEDIA_TYPE)


def _known(error: OnRecordError) -> Response:
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logs.log.error("problem", problem=error.slug)
    return answer(error)


def _refused(error: HTTPError) -> Response:
    """Answer what APIFlask refuses: a query that its model does not allow."""
    cause = error.__cause__
    if isinstance(cause, ValidationError):
        return answer(InvalidParameter([_reason(item) for item in cause.errors()]))
    return _plain(error.status_code, error.message or "")


def _reason(item: Any) -> dict[str, str]:
    """Return which parameter pydantic refuses and why, the value shortened."""
    name = ".".join(str(part) for part in item["loc"])
    if item["type"] == "extra_forbidden":
        return {"parameter": shown(name)[1:-1], "reason": "is not a parameter of this address"}
    wanted = str(item.get("ctx", {}).get("error", item["msg"]))
    return {"parameter": name, "reason": f"{shown(item['input'])}: {wanted}"}


def _http(error: HTTPException) -> Response:
    """Answer what the router and the server refuse; other codes keep `about:blank` (RFC 9457, section 4.2.1)."""
    if isinstance(error, NotFound):
        return answer(AddressNotFound(request.path))
    if isinstance(error, WrongMethod):
        allowed = {"Allow": ", ".join(sorted(error.valid_methods or ("GET", "HEAD", "OPTIONS")))}
        return answer(MethodNotAllowed(request.method, request.path), headers=allowed)
    if error.response is not None:  # a redirect is no failure
        return error.get_response()  # type: ignore[return-value]
    headers = {name: value for name, value in error.get_headers() if name.lower() != "content-type"}
    return _plain(error.code or 500, error.description or "", headers)


def _plain(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    title = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return _response(body | {"request_id": g.get("request_id")}, status, headers)


def _unreadable(error: DBAPIError) -> Response:
    """Answer what the database refuses by its kind alone: its message could quote the query."""
    return _known(StoreUnreadable("ONRECORD_DATABASE_URL", type(error.orig).__name__))


def _unknown(error: Exception) -> Response:
    """Answer a fault of the program: the log gets the kind and the place, the caller only the id to report."""
    logs.log.error("fault", kind=type(error).__name__, frames=logs.frames(sys.exc_info()[2]))
    found = InternalError("the server met a fault of its own: report the request_id of this answer")
    return answer(found)
