"""One read-only engine per process and one connection per request."""

from __future__ import annotations

import threading

from flask import Flask, current_app, g
from sqlalchemy import Connection, Engine

from service.settings import Settings
from service.store.engine import open_engine

_KEY = "onrecord.reading"


class Reading:
    """Open the store on the first request, so that a server that forks shares no connection."""

    def __init__(self, settings: Settings) -> None:
        """Keep the settings; nothing is opened."""
        self._settings = settings
        self._lock = threading.Lock()
        self._engine: Engine | None = None

    def connect(self) -> Connection:
        """Return a new read-only connection.

        Raises:
            StoreMissing, StoreOutdated, StoreTooNew, StoreUnreadable: there is no store that can be read.
        """
        with self._lock:
            if self._engine is None:
                self._engine = open_engine(self._settings.database_url, read_only=True)
        return self._engine.connect()

    def close(self) -> None:
        """Close every connection that no request uses."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None


def register(app: Flask, settings: Settings) -> None:
    """Give the application its engine, and close each request's connection."""
    app.extensions[_KEY] = Reading(settings)
    app.teardown_appcontext(_release)


def connection() -> Connection:
    """Return the connection of the current request, opened on first use."""
    if "connection" not in g:
        reading: Reading = current_app.extensions[_KEY]
        g.connection = reading.connect()
    held: Connection = g.connection
    return held


def _release(_error: BaseException | None) -> None:
    held: Connection | None = g.pop("connection", None)
    if held is not None:
        held.close()
