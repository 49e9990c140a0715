"""`onrecord serve`: the HTTP API and its pages, under gunicorn."""

from __future__ import annotations

import os
import socket
import sys

import click

from service.cli.output import epilog, fails_clearly
from service.cli.reading import database_option, reading
from service.errors import CannotListen
from service.settings import Settings


@click.command(epilog=epilog("onrecord serve --port 8080", codes=(0, 2, 6, 7)))
@click.option("--host", help="Address to listen on.  [default: ONRECORD_HOST or 127.0.0.1]")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Port; 0 takes any free one.  [default: ONRECORD_PORT or 8000]"
)
@click.option("--workers", type=click.IntRange(1, 256), help="Server processes.  [default: ONRECORD_WORKERS or 2]")
@database_option
@fails_clearly
def command(host: str | None, port: int | None, workers: int | None, database: str | None) -> None:
    """Serve the HTTP API and its documentation page.

    Prints the address and answers until it is told to stop (Ctrl+C or SIGTERM), then finishes what it has begun.
    """
    settings = Settings.from_env(host=host, port=port, workers=workers, database_url=database)
    with reading(settings.database_url):
        pass  # a store that cannot be read is told now, not by the first request
    with _listen(settings.host, settings.port) as listener:
        address = _address(listener)
        click.echo(f"onrecord answers on {address} (API: {address}/docs). Stop it with Ctrl+C.")
        sys.stdout.flush()
        listener.set_inheritable(True)
        _become_gunicorn(listener.fileno(), settings)


def _become_gunicorn(listener: int, settings: Settings) -> None:
    """Replace this process with gunicorn, which takes over the socket, and the signals that are sent to us."""
    arguments = ["--config", "python:service.gunicorn_config", "--bind", f"fd://{listener}"]
    server = [sys.executable, "-m", "gunicorn", *arguments, "service.app:create_app()"]
    os.execve(sys.executable, server, os.environ | settings.as_env())  # noqa: S606 (our own interpreter and arguments)


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, so that the printed address is true from the start.

    Raises:
        CannotListen: the host is unknown, or the port is taken or not permitted.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise CannotListen(host, port, error.strerror or str(error)) from None
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(1024)
    except OSError as error:
        listener.close()
        raise CannotListen(host, port, error.strerror or str(error)) from None
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 (shown, not bound)
    return f"http://{shown}:{port}"
