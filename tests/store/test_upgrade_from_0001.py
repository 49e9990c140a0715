"""A store of revision 0001 with data in it: what it says is the same after the upgrade, and decisions can be made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, text

from service.store import deciding, views
from service.store.decisions import Author
from service.store.engine import open_engine, writing
from service.store.migrate import config, upgrade
from service.store.tables import REVISION
from service.store.upkeep import faults
from service.store.views import Where
from service.store.writer import Writer
from tests import stub_pass
from tests.examples import make_document
from tests.store.people import check_full_text

# Two articles, three speakers, a topic and a register entry, as the program of revision 0001 wrote them.
ROWS = """
INSERT INTO runs VALUES (1, 'old-pass', '2025-01-01T00:00:00+00:00', NULL);
INSERT INTO documents VALUES ('d1', 'Jo Brand said it rained.'), ('d2', 'Lee Nak-yon said it snowed.');
INSERT INTO readings VALUES
  (1, 1, 'd1', 'f1', '1.txt', '[[0, 24]]', 'Rain', 'Post', NULL, NULL, 'text/plain', '2019-01-01', 'day', 'then',
   '2019-01-01', '2019-01-01', 1),
  (2, 1, 'd2', 'f2', '2.txt', '[[0, 27]]', 'Snow', 'Post', NULL, NULL, 'text/plain', '2019-01-02', 'day', 'then',
   '2019-01-02', '2019-01-02', 1);
INSERT INTO current VALUES ('d1', 1), ('d2', 2);
INSERT INTO speakers VALUES
  ('anna-weller', 'Anna Weller', 'person', 1), ('jo-brand', 'Jo Brand', 'person', 0),
  ('lee-nak-yon', 'Lee Nak-yon', 'person', 0);
INSERT INTO speaker_names VALUES
  (1, 'anna-weller', 'Anna Weller', 1, NULL), (2, 'anna-weller', 'A. Weller', 1, NULL),
  (3, 'jo-brand', 'Jo Brand', 0, 1), (4, 'lee-nak-yon', 'Lee Nak-yon', 0, 2);
INSERT INTO speaker_roles VALUES
  (1, 'anna-weller', 'Minister', '2018', '2019', NULL), (2, 'jo-brand', 'mayor', '2019-01-01', '', 1);
INSERT INTO attributions VALUES
  (1, 'a1', 1, 1, 'indirect', 0.9, NULL, NULL, NULL, '2019-01-01', '2019-01-01'),
  (2, 'a2', 2, 1, 'indirect', 0.8, NULL, NULL, NULL, '2019-01-02', '2019-01-02');
INSERT INTO spans VALUES
  (1, 'content', 0, 14, 23, 'it rained'), (1, 'source', 0, 0, 8, 'Jo Brand'),
  (2, 'content', 0, 17, 26, 'it snowed'), (2, 'source', 0, 0, 11, 'Lee Nak-yon');
INSERT INTO attribution_speakers VALUES
  (1, 'jo-brand', 0, 0.8, '2019-01-01'), (2, 'lee-nak-yon', 0, 0.7, '2019-01-02');
INSERT INTO topic_versions VALUES (1, 'rain', 1, 'Rain', '[]', 'It rains every day', '', '2025-01-01T00:00:00+00:00');
INSERT INTO topics VALUES ('rain', 1);
INSERT INTO stances VALUES (1, 1, 'rain', 'support', 0.9, 0.9, 0.05, 0.03, 0.02, '2019-01-01');
INSERT INTO attribution_search (rowid, words, speakers, source, title)
  SELECT seq, words, speakers, source, title FROM attribution_texts;
INSERT INTO speaker_search (rowid, name) SELECT seq, name FROM speaker_names
"""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Return an engine for a store of revision 0001 that has been upgraded."""
    url = f"sqlite:///{tmp_path}/store.sqlite"
    made = open_engine(url)
    with writing(made).begin() as connection:
        command.upgrade(config(connection), "0001")
        for statement in ROWS.split(";\n"):
            connection.execute(text(statement.replace(":00", "\\:00")))
    assert upgrade(url) == "0001"
    yield made
    made.dispose()


@pytest.fixture
def connect(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as made:
        yield made


def test_upgrade_leaves_every_answer_as_it_was(connect: Connection) -> None:
    listed = views.speakers(connect).items
    assert [(item["id"], item["attributions"]) for item in listed] == [("jo-brand", 1), ("lee-nak-yon", 1)]
    assert listed[0]["roles"] == [{"title": "mayor", "written_on": "2019-01-01", "until": None}]
    (known,) = views.known_speakers(connect)
    assert (known.id, known.aliases, [role.title for role in known.roles]) == (
        "anna-weller",
        ("A. Weller",),
        ["Minister"],
    )
    (item,) = views.attributions(connect, where=Where(speaker="lee-nak-yon")).items
    assert (item["id"], item["speakers"][0]["name"]) == ("a2", "Lee Nak-yon")
    assert [period["period"] for period in views.timeline(connect, "rain")] == ["2019-01"]
    assert [item["id"] for item in views.attributions(connect, where=Where(q="nak snowed")).items] == ["a2"]
    assert [item["id"] for item in views.find_named(connect, "a. weller")] == ["anna-weller"]
    assert views.decisions(connect).items == []


def test_upgrade_leaves_a_store_that_is_whole(engine: Engine) -> None:
    with engine.begin() as connection:
        assert list(faults(connection)) == []
        check_full_text(connection)


def test_upgrade_lets_decisions_be_made_on_what_was_there(engine: Engine, connect: Connection) -> None:
    writer, ann = Writer(engine), Author(by="ann")
    number = writer.decide(deciding.merge, ann, "lee-nak-yon", "jo-brand")
    assert [item["id"] for item in views.attributions(connect, where=Where(speaker="jo-brand")).items] == ["a2", "a1"]
    connect.rollback()
    writer.decide(deciding.undo, ann, number)
    test_upgrade_leaves_a_store_that_is_whole(engine)


def test_upgrade_lets_names_be_matched_in_any_spelling(engine: Engine, connect: Connection) -> None:
    writer = Writer(engine)
    found = stub_pass.read(stub_pass.load(), [make_document("Lee Nak-yeon said it hailed.")])
    writer.write(writer.open_run("new"), list(found))
    found_one = views.speaker(connect, "lee-nak-yeon") or {}
    assert (found_one["id"], found_one["attributions"], found_one["merged"]) == ("lee-nak-yon", 2, ["lee-nak-yeon"])


def test_downgrade_gives_back_the_tables_of_0001(engine: Engine) -> None:
    with writing(engine).begin() as connection:
        command.downgrade(config(connection), "0001")
        rows = connection.execute(text("SELECT name FROM speakers ORDER BY id")).scalars().all()
        found = connection.execute(text("SELECT rowid FROM speaker_search WHERE name MATCH 'nak'")).scalars().all()
        check_full_text(connection)
    assert (rows, found) == (["Anna Weller", "Jo Brand", "Lee Nak-yon"], [4])
    assert upgrade(str(engine.url)) == "0001"
    with open_engine(str(engine.url), read_only=True).connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == REVISION
