"""Logs: one form for all, request ids, frames without messages."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from service import logs
from service.settings import Settings


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def configured(**settings: str) -> io.StringIO:
    stream = io.StringIO()
    logs.configure(Settings(**settings), stream=stream)  # type: ignore[arg-type]
    return stream


def test_configure_writes_json_lines_where_there_is_no_terminal() -> None:
    stream = configured()
    logs.log.info("request", status=200)
    line = json.loads(stream.getvalue())
    assert (line["event"], line["status"], line["level"]) == ("request", 200, "info")
    assert line["timestamp"].endswith("Z")


def test_configure_gives_the_libraries_the_same_form() -> None:
    stream = configured()
    logging.getLogger("gunicorn.error").info("Booting %s", "worker")
    assert json.loads(stream.getvalue())["event"] == "Booting worker"


def test_configure_keeps_below_the_level_silent() -> None:
    stream = configured(log_level="error")
    logs.log.info("request")
    logs.log.error("fault")
    assert [json.loads(line)["event"] for line in stream.getvalue().splitlines()] == ["fault"]


def test_configure_writes_for_people_where_asked() -> None:
    stream = configured(log_format="console")
    logs.log.info("request", status=200)
    assert "status=200" in stream.getvalue()
    assert not stream.getvalue().startswith("{")


def test_frames_name_the_place_and_not_the_message() -> None:
    with pytest.raises(ValueError, match="private") as caught:
        raise ValueError("a private word")
    found = logs.frames(caught.value.__traceback__)
    assert "test_logs.py" in found[-1]
    assert "test_frames_name_the_place" in found[-1]
    assert "private" not in "".join(found)
