from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine, text

from service.errors import StoreUnreadable
from service.store.engine import open_engine, writing
from service.store.upkeep import copy, faults
from tests.store.dump import dump


def spoil(engine: Engine, *statements: str) -> None:
    """Change a store behind the writer's back, as no program should."""
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF").close()  # type: ignore[union-attr]
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = ON").close()  # type: ignore[union-attr]


@pytest.fixture
def spoilt(engine: Engine, run: int) -> Engine:
    return engine


def test_faults_finds_none_in_a_whole_store(connection: Connection) -> None:
    assert list(faults(connection)) == []


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE spans SET text = 'other' WHERE attribution = 1 AND part = 'cue'", "words: document"),
        ("UPDATE spans SET start = start + 1 WHERE attribution = 2 AND part = 'content'", "words: document"),
        ("UPDATE documents SET text = replace(text, 'said', 'sang')", "words: document"),
        ("UPDATE readings SET attributions = 7 WHERE seq = 1", "counts: reading 1 has 3 attributions, not 7"),
        ("DELETE FROM speakers WHERE id = 'borland'", "reference: row"),
        ("DELETE FROM said_by WHERE attribution = 1", "speakers: attribution row 1 has none of those"),
        (
            "UPDATE effective_speakers SET merged_into = 'borland' WHERE id = 'piet-onca'",
            "speakers: attribution row 5 is",
        ),
    ],
)
def test_faults_names_what_was_changed(spoilt: Engine, statement: str, fault: str) -> None:
    spoil(spoilt, statement)
    with spoilt.connect() as connection:
        found = list(faults(connection))
    assert found
    assert all(line.startswith(fault) for line in found)


def test_faults_finds_words_that_full_text_does_not_have(spoilt: Engine) -> None:
    spoil(spoilt, "INSERT INTO attribution_search (attribution_search) VALUES ('delete-all')")
    with spoilt.connect() as connection:
        assert [line.split(":")[0] for line in faults(connection)] == ["full text"]


def test_copy_has_every_row_while_another_writes(spoilt: Engine, connection: Connection, tmp_path: Path) -> None:
    path = tmp_path / "copy.sqlite"
    with writing(spoilt).begin() as busy:
        busy.execute(text("DELETE FROM failures"))
        copy(connection, path)
    assert [item.name for item in tmp_path.glob("copy*")] == ["copy.sqlite"]
    with open_engine(f"sqlite:///{path}", read_only=True).connect() as copied:
        assert dump(copied) == dump(connection)
        assert list(faults(copied)) == []


def test_copy_leaves_nothing_where_it_fails(connection: Connection, tmp_path: Path) -> None:
    with pytest.raises(StoreUnreadable, match="no copy could be written"):
        copy(connection, tmp_path / "no folder" / "copy.sqlite")
    assert not (tmp_path / "no folder").exists()


def test_copy_refuses_another_database() -> None:
    class Other:
        engine = create_engine("sqlite://")

        class dialect:  # noqa: N801
            name = "postgresql"

    with pytest.raises(StoreUnreadable, match="pg_dump"):
        copy(Other(), Path("copy"))  # type: ignore[arg-type]
