"""Structured logs on standard error, with request ids, and never a word of an article or of a query."""

from __future__ import annotations

import logging
import sys
import time
import traceback
import uuid
from types import TracebackType
from typing import TextIO

import structlog
from flask import Flask, Response, g, request

from service.settings import Settings

REQUEST_ID = "X-Request-ID"


_SHARED: tuple[structlog.typing.Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)
log: structlog.stdlib.BoundLogger = structlog.wrap_logger(
    logging.getLogger("onrecord"),
    processors=[structlog.stdlib.filter_by_level, *_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    wrapper_class=structlog.stdlib.BoundLogger,
)
"""The program's logger; silent below warnings until `configure` is called."""


def configure(settings: Settings, *, stream: TextIO | None = None) -> None:
    """Send the program's log, and that of the libraries, to one stream in one form: for people, or JSON lines."""
    root = logging.getLogger()
    root.handlers[:] = [handler(settings, stream=stream)]
    root.setLevel(settings.log_level.upper())


def handler(settings: Settings, *, stream: TextIO | None = None) -> logging.Handler:
    """Return the handler that writes a line in the settings' form, of structlog and of the standard library alike."""
    stream = stream or sys.stderr
    people = settings.log_format == "console" or (settings.log_format == "auto" and stream.isatty())
    last = structlog.dev.ConsoleRenderer(colors=stream.isatty()) if people else structlog.processors.JSONRenderer()
    made = logging.StreamHandler(stream)
    made.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_SHARED,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    return made


def frames(trace: TracebackType | None) -> list[str]:
    """Return where a fault came from, innermost last, without its message, which could quote a document or a query."""
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]


def register(app: Flask) -> None:
    """Give every request an id, and log its rule, status and time, but neither its path nor its query."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.request_id = str(uuid.uuid4())
    g.begun = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers[REQUEST_ID] = g.request_id
    log.info(
        "request",
        request_id=g.request_id,
        method=request.method if request.url_rule else "?",
        rule=request.url_rule.rule if request.url_rule else None,
        status=response.status_code,
        ms=round((time.perf_counter() - g.begun) * 1000, 1),
    )
    return response
