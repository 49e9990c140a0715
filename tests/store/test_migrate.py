from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from service.errors import StoreTooNew, StoreUnreadable
from service.store.engine import open_engine, revision, writing
from service.store.migrate import config, open_upgraded, upgrade
from service.store.tables import REVISION, metadata

ROOT = Path(__file__).resolve().parents[2]


def test_upgrade_makes_a_store_and_then_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.sqlite"
    assert upgrade(url) is None
    before = (tmp_path / "store.sqlite").read_bytes()
    assert upgrade(url) == REVISION
    assert (tmp_path / "store.sqlite").read_bytes() == before


def test_upgrade_makes_just_the_tables_that_the_code_states(url: str) -> None:
    with open_engine(url).connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or "_search" not in name, "compare_type": True},
        )
        assert compare_metadata(context, metadata) == []


def test_revision_is_the_last_migration(url: str) -> None:
    engine = open_engine(url)
    with engine.connect() as connection:
        assert ScriptDirectory.from_config(config(connection)).get_heads() == [REVISION]
    assert revision(engine) == REVISION
    engine.dispose()


def test_upgrade_leaves_the_class_of_older_statements_open(url: str) -> None:
    engine = open_engine(url)
    with writing(engine).begin() as connection:
        command.downgrade(config(connection), "0001")
        connection.execute(text("INSERT INTO runs (seq, name, started_at) VALUES (1, 'old', '2019-11-15')"))
        connection.execute(text("INSERT INTO documents (id, text) VALUES ('d', 'It rains.')"))
        connection.execute(
            text(
                "INSERT INTO readings (seq, run, document, fingerprint, path, body, media_type, first_day, last_day,"
                " attributions)"
                " VALUES (1, 1, 'd', 'f', 'a.txt', '[[0, 9]]', 'text/plain', '0', '0', 1)"
            )
        )
        connection.execute(
            text(
                "INSERT INTO attributions (seq, id, reading, run, kind, confidence, first_day, last_day)"
                " VALUES (1, 'a', 1, 1, 'direct', 0.9, '0', '0')"
            )
        )
    assert upgrade(url) == "0001"
    with engine.connect() as connection:
        row = connection.execute(text("SELECT id, class, source_confidence FROM attributions")).one()
    assert tuple(row) == ("a", None, None)
    engine.dispose()


def test_downgrade_takes_everything_back(url: str) -> None:
    engine = open_engine(url)
    with writing(engine).begin() as connection:
        command.downgrade(config(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        assert inspect(connection).get_view_names() == []
    assert upgrade(url) is None
    assert revision(engine) == REVISION
    engine.dispose()


def test_upgrade_leaves_a_later_store_alone(url: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreTooNew, match="update the program"):
        upgrade(url)
    assert revision(engine) == "9999"
    engine.dispose()


def test_upgrade_refuses_what_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "letter.sqlite").write_text("Dear reader, this is no database. " * 100)
    with pytest.raises(StoreUnreadable, match="not a database"):
        upgrade(f"sqlite:///{tmp_path}/letter.sqlite")


def test_upgrade_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path}/store.sqlite"

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("alembic.runtime.migration.HeadMaintainer.update_to_step", stop)
    with pytest.raises(KeyboardInterrupt):
        upgrade(url)
    monkeypatch.undo()
    with open_engine(url).connect() as connection:
        assert inspect(connection).get_table_names() == []
    assert upgrade(url) is None


def test_upgrades_at_once_wait_for_one_another(tmp_path: Path) -> None:
    code = f"from service.store.migrate import upgrade; upgrade('sqlite:///{tmp_path}/store.sqlite')"
    running = [
        subprocess.Popen([sys.executable, "-W", "error", "-c", code], cwd=ROOT, stderr=subprocess.PIPE)  # noqa: S603
        for _ in range(3)
    ]
    for process in running:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors.decode()) == (0, "")


def test_open_upgraded_names_a_store_that_cannot_be_written(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.sqlite"
    unreadable = pytest.raises(StoreUnreadable, match=r"store\.sqlite")
    with unreadable, open_upgraded(url) as engine, engine.begin() as connection:
        connection.execute(text("SELECT * FROM no_such_table"))
