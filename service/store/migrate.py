"""Migrations: bring a store up to this program's tables, from wherever the package is installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

import migrations
from service.errors import StoreTooNew, StoreUnreadable
from service.store.engine import open_engine, place_of, revision, writing
from service.store.tables import REVISION


def upgrade(url: str) -> str | None:
    """Bring the store at a URL up to date, making it where there is none, and return the revision it had before.

    It is one transaction: a store is never left between two revisions. Two at once wait for one another.

    Raises:
        StoreTooNew: the store is at a later revision than this program knows; it is left as it is.
        StoreUnreadable: the database refuses.
    """
    engine = open_engine(url)
    try:
        before = revision(engine)
        if before is not None and before > REVISION:
            raise StoreTooNew(place_of(engine), before)
        if before != REVISION:
            with writing(engine).begin() as connection:
                command.upgrade(config(connection), "head")
    except DBAPIError as error:
        raise StoreUnreadable(place_of(engine), str(error.orig)) from error
    else:
        return before
    finally:
        engine.dispose()


@contextmanager
def open_upgraded(url: str) -> Iterator[Engine]:
    """Open the store at a URL to write to it, made or brought up to date first, and close it in the end.

    Raises:
        StoreTooNew, StoreUnreadable: it is at a later revision, or cannot be read or written.
    """
    upgrade(url)
    engine = open_engine(url)
    try:
        yield engine
    except DBAPIError as error:
        raise StoreUnreadable(place_of(engine), str(error.orig)) from error
    finally:
        engine.dispose()


def config(connection: Connection) -> Config:
    """Return alembic's configuration for a connection, made in code so that no file needs to be found."""
    made = Config()
    made.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made
