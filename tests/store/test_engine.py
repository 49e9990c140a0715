from __future__ import annotations

from pathlib import Path

import pytest
from pysqlite3 import dbapi2
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from service.errors import InvalidSetting, StoreMissing, StoreOutdated, StoreTooNew, StoreUnreadable
from service.store.engine import check_revision, journal, open_engine, place_of, wal_is_safe, writing


@pytest.mark.parametrize("version", [(3, 44, 6), (3, 50, 7), (3, 50, 9), (3, 51, 3), (3, 53, 4), (4, 0, 0)])
def test_wal_is_safe_in_versions_with_the_fix(version: tuple[int, ...]) -> None:
    assert wal_is_safe(version)
    assert journal(version) == ("WAL", "NORMAL")


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 44, 5), (3, 45, 0), (3, 50, 6), (3, 51, 0), (3, 51, 2)])
def test_wal_is_not_used_in_versions_without_the_fix(version: tuple[int, ...]) -> None:
    assert not wal_is_safe(version)
    assert journal(version) == ("TRUNCATE", "FULL")


def test_the_sqlite_that_is_installed_is_safe() -> None:
    assert wal_is_safe(dbapi2.sqlite_version_info)


def test_open_engine_sets_what_keeps_a_store_whole(url: str) -> None:
    with open_engine(url).connect() as connection:
        pragmas = ("journal_mode", "foreign_keys", "busy_timeout", "synchronous", "query_only")
        found = [connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in pragmas]
    assert found == ["wal", 1, 30_000, 1, 0]


def test_open_engine_falls_back_where_wal_is_not_safe(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dbapi2, "sqlite_version_info", (3, 51, 1))
    with open_engine(url).connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "truncate"
        assert connection.execute(text("PRAGMA synchronous")).scalar_one() == 2


def test_open_engine_makes_the_folder(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/new/folder/store.sqlite")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
    assert (tmp_path / "new/folder/store.sqlite").is_file()
    engine.dispose()


def test_open_engine_enforces_references(url: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection, pytest.raises(IntegrityError, match="FOREIGN KEY"):
        connection.execute(text("INSERT INTO topics (id, current) VALUES ('x', 99)"))
    engine.dispose()


def test_open_engine_read_only_refuses_to_write(url: str) -> None:
    engine = open_engine(url, read_only=True)
    with engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.execute(text("INSERT INTO documents (id, text) VALUES ('x', 'y')"))
    engine.dispose()


def test_open_engine_read_only_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="onrecord db upgrade"):
        open_engine(f"sqlite:///{tmp_path}/absent.sqlite", read_only=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("revision", "error"), [("0000", StoreOutdated), ("9999", StoreTooNew), (None, StoreMissing)])
def test_open_engine_read_only_refuses_another_revision(url: str, revision: str | None, error: type[Exception]) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        if revision is None:
            connection.execute(text("DROP TABLE alembic_version"))
        else:
            connection.execute(text("UPDATE alembic_version SET version_num = :new"), {"new": revision})
    with pytest.raises(error):
        open_engine(url, read_only=True)
    with pytest.raises(error):
        check_revision(engine)
    engine.dispose()


def test_open_engine_read_only_refuses_a_file_that_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "letter.sqlite").write_text("Dear reader, this is no database. " * 100)
    with pytest.raises(StoreUnreadable, match="not a database"):
        open_engine(f"sqlite:///{tmp_path}/letter.sqlite", read_only=True)


def test_open_engine_refuses_what_is_no_url() -> None:
    with pytest.raises(InvalidSetting, match="SQLAlchemy URL") as caught:
        open_engine("no url at all:secret@host")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("sqlite:///some/store.sqlite", "some/store.sqlite"),
        ("postgresql+psycopg://reader:secret@host/store", "postgresql+psycopg://reader:***@host/store"),
    ],
)
def test_place_of_names_the_file_and_hides_the_password(url: str, place: str) -> None:
    class Opened:
        url = make_url("sqlite://")

    opened = Opened()
    opened.url = make_url(url)
    assert place_of(opened) == place  # type: ignore[arg-type]


def test_writing_takes_the_lock_as_it_begins(url: str) -> None:
    first, second = open_engine(url), open_engine(url)
    with writing(first).begin(), second.connect() as other:
        other.execute(text("SELECT 1"))
        other.rollback()
        other.connection.driver_connection.execute("PRAGMA busy_timeout = 10").close()  # type: ignore[union-attr]
        impatient = other.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        with pytest.raises(DatabaseError, match="locked"):
            impatient.execute(text("SELECT 1"))
    first.dispose()
    second.dispose()
