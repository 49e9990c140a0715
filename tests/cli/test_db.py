from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

import seeds
from service.cli import main
from service.store import views
from service.store.engine import open_engine
from service.store.tables import REVISION


def db(*arguments: str) -> Result:
    """Run `onrecord db`."""
    return CliRunner().invoke(main, ["db", *arguments])


@pytest.fixture
def database(tmp_path: Path) -> str:
    """Return the file of a store that `onrecord db upgrade` made."""
    path = str(tmp_path / "store.sqlite")
    assert db("upgrade", "--database", path).exit_code == 0
    return path


def test_upgrade_makes_a_store_with_the_first_topics(tmp_path: Path) -> None:
    path = str(tmp_path / "store.sqlite")
    assert db("upgrade", "--database", path).stdout == f"{path} made at revision {REVISION}\n"
    assert db("upgrade", "--database", path).stdout == f"{path} is up to date (revision {REVISION})\n"
    with open_engine(f"sqlite:///{path}", read_only=True).connect() as connection:
        assert set(views.current_topics(connection).values()) == set(seeds.topics())


def test_upgrade_refuses_a_later_store(database: str) -> None:
    engine = open_engine(f"sqlite:///{database}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    result = db("upgrade", "--database", database)
    assert result.exit_code == 6
    assert "update the program" in result.stderr


def test_check_tells_that_a_store_is_whole(database: str, filled_url: str) -> None:
    for place in (database, filled_url):
        result = db("check", "--database", place)
        assert (result.exit_code, result.stdout) == (0, "the store is whole\n")


def test_check_names_each_fault(database: str) -> None:
    engine = open_engine(f"sqlite:///{database}")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO speaker_search (speaker_search) VALUES ('delete-all')"))
    engine.dispose()
    result = db("check", "--database", database)
    assert result.exit_code == 1
    assert result.stdout.startswith("full text: speaker_search has 0 of ")
    assert result.stderr == "1 fault\n"


def test_check_says_where_there_is_no_store(tmp_path: Path) -> None:
    result = db("check", "--database", str(tmp_path / "absent.sqlite"))
    assert result.exit_code == 6
    assert "onrecord db upgrade" in result.stderr


def test_backup_copies_to_a_new_file_only(filled_url: str, tmp_path: Path) -> None:
    path = tmp_path / "copy.sqlite"
    result = db("backup", str(path), "--database", filled_url)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"{path} made (")
    assert db("check", "--database", str(path)).exit_code == 0
    again = db("backup", str(path), "--database", filled_url)
    assert again.exit_code == 2
    assert "exists already" in again.stderr
