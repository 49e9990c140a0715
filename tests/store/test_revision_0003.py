"""Revision 0003 moves the stances there are to runs, and back, without losing what counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, text

from service.store import views
from service.store.engine import open_engine, writing
from service.store.migrate import config, upgrade
from service.store.upkeep import faults

ROWS = (
    "INSERT INTO runs (seq, name, started_at) VALUES (1, 'first', '2026'), (2, 'second', '2026')",
    "INSERT INTO documents VALUES ('d', 'She said it rained.')",
    "INSERT INTO readings (seq, run, document, fingerprint, path, body, media_type, first_day, last_day, attributions) "
    "VALUES (1, 1, 'd', 'f', 'a.txt', '[[0, 19]]', 'text/plain', '', '', 1), "
    "(2, 2, 'd', 'f', 'a.txt', '[[0, 19]]', 'text/plain', '', '', 1)",
    "INSERT INTO current VALUES ('d', 2)",
    "INSERT INTO attributions (seq, id, reading, run, kind, confidence, first_day, last_day) "
    "VALUES (1, 'a', 1, 1, 'indirect', 0.9, '', ''), (2, 'a', 2, 2, 'indirect', 0.9, '', '')",
    "INSERT INTO spans VALUES (1, 'content', 0, 9, 18, 'it rained'), (2, 'content', 0, 9, 18, 'it rained')",
    "INSERT INTO topic_versions (seq, topic, version, name, aliases, position, description, added_at) "
    "VALUES (1, 't', 1, 'T', '[]', 'It rains today', '', '2026')",
    "INSERT INTO topics VALUES ('t', 1)",
    "INSERT INTO stances VALUES (1, 1, 't', 'oppose', 0.7, 0.1, 0.7, 0.1, 0.1, ''), "
    "(2, 1, 't', 'support', 0.7, 0.7, 0.1, 0.1, 0.1, '')",
    "INSERT INTO attribution_search (attribution_search) VALUES ('rebuild')",
)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the URL of a store of the first revision with one statement that two runs read."""
    made = f"sqlite:///{tmp_path}/old.sqlite"
    with writing(open_engine(made)).begin() as connection:
        command.upgrade(config(connection), "0001")
        for row in ROWS:
            connection.execute(text(row))
    return made


@pytest.fixture
def upgraded(url: str) -> Iterator[Connection]:
    upgrade(url)
    engine = open_engine(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_upgrade_gives_each_stance_the_run_that_read_its_statement(upgraded: Connection) -> None:
    (now,) = views.attributions(upgraded).items
    assert [(stance["label"], stance["run"]) for stance in now["stances"]] == [("support", "second")]
    before = views.attribution(upgraded, "a", run="first")
    assert before is not None
    assert [(stance["label"], stance["run"]) for stance in before["stances"]] == [("oppose", "first")]
    assert [run["stances"] for run in views.runs(upgraded)] == [1, 1]
    assert list(faults(upgraded)) == []


def test_upgrade_leaves_the_sentence_before_unknown(upgraded: Connection) -> None:
    (pending,) = views.unjudged(upgraded, [1], run=9)
    assert (pending.seq, pending.attribution.before) == (2, None)


def test_downgrade_keeps_the_stance_that_counts(url: str, upgraded: Connection) -> None:
    upgraded.execute(text("INSERT INTO runs (seq, name, started_at) VALUES (3, 'judge', '2026')"))
    columns = "topic, 'neutral', confidence, support, oppose, neutral, unrelated, first_day"
    judged = f"INSERT INTO stances SELECT attribution, topic_version, 3, {columns} FROM stances WHERE run = 2"  # noqa: S608
    upgraded.execute(text(judged))
    upgraded.commit()
    with writing(open_engine(url)).begin() as connection:
        command.downgrade(config(connection), "0001")
        kept = connection.execute(text("SELECT attribution, topic, label FROM stances ORDER BY attribution")).all()
    assert [tuple(row) for row in kept] == [(1, "t", "oppose"), (2, "t", "neutral")]
