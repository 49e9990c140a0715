"""`onrecord serve`: a real server in a process of its own, its address, its end, and what it refuses."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.cli import serve
from service.errors import CannotListen, StoreMissing

PROGRAM = "from service.cli.serve import command; command(prog_name='onrecord serve')"


@pytest.fixture
def server(filled_url: str, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str, Path]]:
    """Start a server on a free port and yield it with its address and its log."""
    log = tmp_path / "log"
    arguments = [sys.executable, "-c", PROGRAM, "--port", "0", "--workers", "1", "--database", filled_url]
    with log.open("w") as stream:
        started = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=stream, text=True)  # noqa: S603 (our own)
    assert started.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+", started.stdout.readline())
    assert found, log.read_text("utf-8")
    yield started, found[0], log
    if started.poll() is None:
        started.kill()
    started.wait(30)
    started.stdout.close()


def test_serve_answers_on_the_printed_address_and_stops_when_told(
    server: tuple[subprocess.Popen[str], str, Path],
) -> None:
    started, address, log = server
    with urllib.request.urlopen(f"{address}/v1/speakers?q=weller", timeout=60) as response:  # noqa: S310 (our own)
        assert json.load(response)["items"][0]["id"] == "anna-weller"
    started.send_signal(signal.SIGTERM)
    assert started.wait(60) == 0
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    request = next(line for line in lines if line["event"] == "request")
    assert (request["rule"], request["status"]) == ("/v1/speakers", 200)
    assert "weller" not in log.read_text("utf-8")


def test_serve_names_a_busy_port_and_the_remedy(filled_url: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(serve.command, ["--port", str(port), "--database", filled_url])
    assert result.exit_code == CannotListen.exit_code
    assert str(port) in result.stderr
    assert "--port" in result.stderr


@pytest.mark.parametrize("host", ["no.such.host.invalid", "203.0.113.7"])
def test_serve_names_a_host_that_is_not_ours(filled_url: str, host: str) -> None:
    result = CliRunner().invoke(serve.command, ["--host", host, "--port", "0", "--database", filled_url])
    assert result.exit_code == CannotListen.exit_code
    assert host in result.stderr


def test_serve_without_a_store_says_what_to_do_before_it_listens(tmp_path: Path) -> None:
    result = CliRunner().invoke(serve.command, ["--port", "0", "--database", str(tmp_path / "absent.sqlite")])
    assert result.exit_code == StoreMissing.exit_code
    assert result.stdout == ""
    assert "onrecord db upgrade" in result.stderr


def test_serve_hands_its_settings_and_its_socket_to_gunicorn(filled_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[str, list[str], dict[str, str]]] = []
    monkeypatch.setattr(os, "execve", lambda *arguments: called.append(arguments))
    result = CliRunner().invoke(serve.command, ["--port", "0", "--workers", "3", "--database", filled_url])
    assert result.exit_code == 0, result.output
    _, arguments, environ = called[0]
    assert arguments[1:3] == ["-m", "gunicorn"]
    assert environ["ONRECORD_WORKERS"] == "3"
    assert environ["ONRECORD_DATABASE_URL"] == filled_url
    assert any(argument.startswith("fd://") for argument in arguments)


@pytest.mark.parametrize(
    ("bound", "shown"),
    [("127.0.0.1", r"http://127\.0\.0\.1:\d+"), ("0.0.0.0", r"http://127\.0\.0\.1:\d+")],  # noqa: S104
)
def test_address_is_one_that_a_browser_can_open(bound: str, shown: str) -> None:
    with socket.socket() as listener:
        listener.bind((bound, 0))
        assert re.fullmatch(shown, serve._address(listener))
