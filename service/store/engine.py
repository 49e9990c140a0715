"""The engine: connections to the store with the settings that keep it whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pysqlite3 import dbapi2
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from service.errors import InvalidSetting, StoreMissing, StoreOutdated, StoreTooNew, StoreUnreadable
from service.store.tables import REVISION

BUSY_TIMEOUT_MS = 30_000
"""How long a connection waits for another's lock: far longer than the longest batch takes to commit."""


def open_engine(url: str, *, read_only: bool = False) -> Engine:
    """Return an engine for the store at an SQLAlchemy URL; on SQLite it makes the folder, but never the tables.

    A read-only engine refuses every write, and is given only for a store at this program's revision.

    Raises:
        InvalidSetting: the URL is none that SQLAlchemy knows.
        StoreMissing, StoreOutdated, StoreTooNew, StoreUnreadable: `read_only`, and there is no such store to read.
    """
    place = _parsed(url)
    if place.get_backend_name() == "sqlite":
        engine = _open_sqlite(place, read_only=read_only)
    else:
        options: dict[str, Any] = {"postgresql_readonly": True} if read_only else {}
        engine = create_engine(place, execution_options=options, pool_pre_ping=True)
    if read_only:
        check_revision(engine)
    return engine


def check_revision(engine: Engine) -> None:
    """Make sure that the store is there, can be read, and is at this program's revision.

    Raises:
        StoreMissing, StoreOutdated, StoreTooNew, StoreUnreadable: it is not.
    """
    where = place_of(engine)
    try:
        found = revision(engine)
    except DBAPIError as error:
        raise StoreUnreadable(where, str(error.orig)) from error
    if found is None:
        raise StoreMissing(where)
    if found > REVISION:
        raise StoreTooNew(where, found)
    if found < REVISION:
        raise StoreOutdated(where, found, REVISION)


def revision(engine: Engine) -> str | None:
    """Return the migration that the store is at; None where it has no tables yet."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found


def place_of(engine: Engine) -> str:
    """Return the store's file, or its URL without the password, as messages name it."""
    url = engine.url
    return url.database or "memory" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def writing(engine: Engine) -> Engine:
    """Return the engine with transactions that take the write lock as they begin."""
    return engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Tell whether this SQLite's write-ahead log withstands two connections that write and checkpoint at one instant.

    Versions 3.7.0 to 3.51.2 can corrupt the file then; the fix is also in 3.44.6 and 3.50.7
    (https://sqlite.org/wal.html#walresetbug).
    """
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def journal(version: tuple[int, ...]) -> tuple[str, str]:
    """Return the journal and synchronous modes for this SQLite: the write-ahead log where it is safe, else rollback."""
    return ("WAL", "NORMAL") if wal_is_safe(version) else ("TRUNCATE", "FULL")


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError:
        allowed = "an SQLAlchemy URL such as sqlite:///var/onrecord.sqlite or postgresql+psycopg://host/name"
        raise InvalidSetting("ONRECORD_DATABASE_URL", url.rpartition("@")[2], allowed) from None


def _open_sqlite(place: URL, *, read_only: bool) -> Engine:
    if place.database and place.database != ":memory:":
        path = Path(place.database)
        if read_only and not path.is_file():
            raise StoreMissing(place.database)
        path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(place, module=dbapi2)
    _keep_whole(engine, read_only=read_only)
    return engine


def _keep_whole(engine: Engine, *, read_only: bool) -> None:
    mode, synchronous = journal(dbapi2.sqlite_version_info)

    @event.listens_for(engine, "connect")
    def connect(connection: dbapi2.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver would begin late, and never for DDL: `begin` below does it
        for pragma in (
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
            "foreign_keys = ON",
            *([] if read_only else [f"journal_mode = {mode}"]),
            f"synchronous = {synchronous}",
            f"query_only = {'ON' if read_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))
