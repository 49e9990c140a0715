"""Revisions 0002 and 0003, up and down again: every row that both sides know stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError

from service.store.engine import open_engine, writing
from service.store.migrate import config
from tests.store.test_revision_0003 import ROWS

KEPT = ("runs", "documents", "readings", "current", "attributions", "spans", "topic_versions", "topics", "stances")


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Connection]:
    """Return a connection to a store of revision 0001 with one statement that two runs read."""
    engine = open_engine(f"sqlite:///{tmp_path}/old.sqlite")
    with writing(engine).begin() as connection:
        command.upgrade(config(connection), "0001")
        for row in ROWS:
            connection.execute(text(row))
        yield connection
    engine.dispose()


def rows(connection: Connection, table: str) -> list[tuple[Any, ...]]:
    return sorted((tuple(row) for row in connection.execute(text(f'SELECT * FROM "{table}"'))), key=repr)  # noqa: S608


def columns(connection: Connection, table: str) -> set[str]:
    return {column["name"] for column in inspect(connection).get_columns(table)}


@pytest.mark.parametrize("revision", ["0002", "0003"])
def test_revisions_up_and_down_leave_every_table_as_it_was(old: Connection, revision: str) -> None:
    before = {table: (columns(old, table), rows(old, table)) for table in KEPT}
    command.upgrade(config(old), revision)
    command.downgrade(config(old), "0001")
    assert {table: (columns(old, table), rows(old, table)) for table in KEPT} == before


def test_revision_0002_adds_columns_that_are_open(old: Connection) -> None:
    before = columns(old, "attributions")
    command.upgrade(config(old), "0002")
    assert columns(old, "attributions") - before == {"class", "source_confidence"}
    found = old.execute(text("SELECT seq, class, source_confidence FROM attributions ORDER BY seq")).all()
    assert [tuple(row) for row in found] == [(1, None, None), (2, None, None)]


def test_revision_0002_down_drops_the_class_and_keeps_the_statement(old: Connection) -> None:
    before = rows(old, "attributions")
    command.upgrade(config(old), "0002")
    old.execute(text("UPDATE attributions SET class = 'attitude', source_confidence = 0.4"))
    command.downgrade(config(old), "0001")
    assert rows(old, "attributions") == before


def test_revision_0003_keeps_scores_and_counts_them_by_run(old: Connection) -> None:
    command.upgrade(config(old), "0003")
    found = old.execute(text("SELECT attribution, run, label, support, oppose FROM stances ORDER BY run")).all()
    assert [tuple(row) for row in found] == [(1, 1, "oppose", 0.1, 0.7), (2, 2, "support", 0.7, 0.1)]
    assert [row[0] for row in old.execute(text("SELECT stances FROM runs ORDER BY seq"))] == [1, 1]
    assert "kept" not in inspect(old).get_table_names()
    assert rows(old, "utterances") == []


def test_revision_0003_lets_two_runs_judge_a_statement_and_none_twice(old: Connection) -> None:
    command.upgrade(config(old), "0003")
    again = "INSERT INTO stances SELECT attribution, topic_version, {run}, topic, label, confidence, support, oppose, "
    again += "neutral, unrelated, first_day FROM stances WHERE attribution = 2 AND run = 2"
    old.execute(text(again.format(run=1)))
    assert len(rows(old, "stances")) == 3
    with pytest.raises(IntegrityError, match="UNIQUE"), old.begin_nested():
        old.execute(text(again.format(run=2)))


def test_revision_0003_down_keeps_stances_on_the_present_wording_alone(old: Connection) -> None:
    command.upgrade(config(old), "0003")
    old.execute(
        text(
            "INSERT INTO topic_versions (seq, topic, version, name, aliases, position, description, added_at) "
            "VALUES (2, 't', 2, 'T', '[]', 'It snows today', '', '2026')"
        )
    )
    old.execute(text("UPDATE topics SET current = 2"))
    old.execute(text("INSERT INTO stances VALUES (2, 2, 2, 't', 'neutral', 0.7, 0.1, 0.1, 0.7, 0.1, '')"))
    command.downgrade(config(old), "0002")
    found = old.execute(text("SELECT attribution, topic_version, label FROM stances")).all()
    assert [tuple(row) for row in found] == [(2, 2, "neutral")]
    assert "utterances" not in inspect(old).get_table_names()
    assert not {"before_start", "before_end"} & columns(old, "attributions")
