"""Revision 0004 lets everybody be who the evidence says, and takes all that was decided back again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from service.store import deciding, views
from service.store.decisions import Author
from service.store.engine import writing
from service.store.migrate import config, upgrade
from service.store.upkeep import faults
from service.store.writer import Writer
from tests.store.people import answers, check_full_text, write

ANN = Author(by="ann", reason="she knows them")
ADDED = {"decisions", "effective_speakers", "effective_names", "name_keys", "effective_roles", "said_by"}


@pytest.fixture
def older(writer: Writer, engine: Engine) -> Iterator[Connection]:
    """Return a connection to a store of revision 0003 that was decided on in a later one."""
    write(writer)
    writer.decide(deciding.split, ANN, "jo-brand", "Joanna Brand", documents=[said_in(engine, "jo-brand")])
    writer.decide(deciding.add_alias, ANN, "piet-onca", "Peter Onca")
    writer.decide(deciding.set_wikidata, ANN, "anna-weller", "Q1")
    with writing(engine).begin() as connection:
        command.downgrade(config(connection), "0003")
    with engine.connect() as connection:
        yield connection


def said_in(engine: Engine, speaker: str) -> str:
    with engine.connect() as connection:
        found: str = views.claims(connection, speaker).items[0]["document"]["id"]
        return found


def test_downgrade_drops_what_was_decided_and_keeps_the_evidence(older: Connection) -> None:
    tables = set(inspect(older).get_table_names())
    assert not tables & ADDED
    assert "wikidata" not in {column["name"] for column in inspect(older).get_columns("speakers")}
    found = older.execute(text("SELECT id FROM speakers ORDER BY id")).scalars().all()
    assert "joanna-brand" not in found
    assert {"anna-weller", "jo-brand", "jung-kyung-doo", "piet-onca"} <= set(found)
    texts = older.execute(text("SELECT speakers FROM attribution_texts")).scalars().all()
    assert sum("Jo Brand" in one for one in texts) == 4


def test_downgrade_gives_the_indices_of_0003_back(older: Connection) -> None:
    held = {
        index["name"] for table in ("speakers", "attribution_speakers") for index in inspect(older).get_indexes(table)
    }
    assert {"ix_speakers_name", "ix_attribution_speakers_day"} <= held
    assert not {"ix_speakers_registered", "ix_attribution_speakers_speaker"} & held


def test_downgrade_looks_names_up_that_articles_gave(older: Connection) -> None:
    found = "SELECT n.speaker FROM speaker_search AS s JOIN speaker_names AS n ON n.seq = s.rowid WHERE s.name MATCH "
    assert older.execute(text(found + "'onca'")).scalars().all() == ["piet-onca"]
    assert older.execute(text(found + "'peter'")).scalars().all() == []


def test_upgrade_after_a_downgrade_starts_without_decisions(older: Connection, url: str) -> None:
    older.rollback()
    assert upgrade(url) == "0003"
    assert views.decisions(older).items == []
    assert views.speaker(older, "joanna-brand") is None
    assert (views.speaker(older, "anna-weller") or {})["wikidata"] is None
    assert {item["id"] for item in views.speakers(older).items} >= {"jo-brand", "jung-kyung-doo", "piet-onca"}
    assert list(faults(older)) == []


def test_upgrade_fills_in_what_the_writer_would(writer: Writer, run: int, engine: Engine, url: str) -> None:
    with engine.connect() as connection:
        before = answers(connection)
    with writing(engine).begin() as connection:
        command.downgrade(config(connection), "0003")
    assert upgrade(url) == "0003"
    with engine.begin() as connection:
        assert answers(connection) == before
        kept = connection.execute(text("SELECT DISTINCT keyed FROM effective_names")).scalars().all()
        check_full_text(connection)
    assert kept == [0]
    writer.open_run("keys")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT DISTINCT keyed FROM effective_names")).scalars().all() == [1]


INSERT = "INSERT INTO decisions (verb, speaker, details, reason, made_by, made_at, automatic, undoes) VALUES "


@pytest.mark.parametrize(
    "rows",
    [
        "('rename', 'a', '{}', '', 'ann', '2026', 0, NULL)",
        "('undo', 'a', '{}', '', 'ann', '2026', 0, 99)",
        "('alias', 'a', '{}', '', 'ann', '2026', 0, NULL), ('undo', 'a', '{}', '', 'ann', '2026', 0, 1), "
        "('undo', 'a', '{}', '', 'ann', '2026', 0, 1)",
    ],
    ids=["unknown verb", "undoes nothing", "undone twice"],
)
def test_upgrade_makes_a_log_that_refuses_what_cannot_be(engine: Engine, rows: str) -> None:
    refused = pytest.raises(IntegrityError)
    with refused, writing(engine).begin() as connection:
        connection.execute(text(INSERT + rows))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM decisions")).scalar_one() == 0
