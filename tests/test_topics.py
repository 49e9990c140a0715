from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from models.records import Topic
from service import topics
from service.errors import InvalidTopic, TopicExists, TopicNotFound
from service.store import views
from service.store.engine import open_engine
from service.store.migrate import upgrade
from service.topics import MOST_ALIASES, MOST_DESCRIPTION, MOST_NAME, add, change, checked
from tests.examples import TREATY

GIVEN: dict[str, Any] = {
    "name": TREATY.name,
    "position": TREATY.position,
    "aliases": TREATY.aliases,
    "description": TREATY.description,
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "store.sqlite"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def engine(empty: Path, tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(f"sqlite:///{shutil.copy(empty, tmp_path)}")
    yield opened
    opened.dispose()


def held(engine: Engine, version: int | None = None) -> Topic:
    with engine.connect() as connection:
        return views.wording(connection, TREATY.id, version)


def reasons(error: InvalidTopic) -> dict[str, str]:
    errors: Any = error.members["errors"]
    return {item["parameter"]: item["reason"] for item in errors}


def test_add_makes_a_topic_with_an_id_of_its_name(engine: Engine) -> None:
    added = add(engine, **GIVEN)
    assert (added.topic, added.version, added.new) == (TREATY, 1, True)
    assert held(engine) == TREATY


def test_add_takes_an_id_and_needs_only_name_and_position(engine: Engine) -> None:
    added = add(engine, name="Orre Bridge", position="The Orre Bridge is built", id_="bridge-1")
    assert added.topic == Topic("bridge-1", "Orre Bridge", (), "The Orre Bridge is built", "")


def test_add_does_nothing_the_second_time(engine: Engine) -> None:
    add(engine, **GIVEN)
    again = add(engine, **GIVEN)
    assert (again.version, again.new) == (1, False)


def test_add_refuses_another_topic_of_the_same_id(engine: Engine) -> None:
    add(engine, **GIVEN)
    with pytest.raises(TopicExists, match="onrecord topics change"):
        add(engine, **GIVEN | {"position": "The treaty ends next year"})
    assert held(engine) == TREATY


def test_add_makes_white_space_plain_and_names_each_alias_once(engine: Engine) -> None:
    spaced = {"name": " River \n Treaty ", "aliases": ["water  pact", "water pact"], "description": " As it is.\n"}
    added = add(engine, position="Arland and\u00a0Borland  keep the River Treaty in force", **spaced).topic
    assert added == replace(TREATY, description="As it is.")


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("position", "", "has no words"),
        ("position", "Should the treaty stay?", "is a question"),
        ("position", "GSOMIA", "has 1 word"),
        ("position", "The River Treaty of 1962", "names something"),
        ("position", "Keep the River Treaty", "not who does it"),
        ("position", "Arland keeps the pact " + "and keeps it " * 20, "of which the stance model reads"),
        ("position", "Arland keeps the \0 treaty", "NUL"),
        ("name", "  ", "is empty"),
        ("name", "R" * (MOST_NAME + 1), "121 characters"),
        ("name", "half of \ud83e", "surrogate"),
        ("aliases", ["pact", " "], "an empty one"),
        ("aliases", ["a" * (MOST_NAME + 1)], "121 characters"),
        ("aliases", [f"pact {number}" for number in range(MOST_ALIASES + 1)], "are 51, at most 50"),
        ("description", "d" * (MOST_DESCRIPTION + 1), "4001 characters"),
        ("id_", "River Treaty", "is no id"),
        ("id_", "r" * (MOST_NAME + 1), "is no id"),
    ],
)
def test_add_refuses_what_is_not_allowed(engine: Engine, field: str, value: object, reason: str) -> None:
    with pytest.raises(InvalidTopic) as caught:
        add(engine, **GIVEN | {"id_": TREATY.id} | {field: value})
    assert reason in reasons(caught.value)[field.strip("_")]
    with engine.connect() as connection:
        assert views.topics(connection) == []


def test_add_names_every_field_that_is_refused_with_an_example(engine: Engine) -> None:
    with pytest.raises(InvalidTopic) as caught:
        add(engine, name="", position="A treaty", id_="x", description="d" * 5000)
    assert set(reasons(caught.value)) == {"name", "position", "description"}
    assert "such as 'Norway and Sweden keep the treaty in force'" in str(caught.value)


def test_change_makes_a_version_and_keeps_the_rest(engine: Engine) -> None:
    add(engine, **GIVEN)
    changed = change(engine, TREATY.id, position="Arland and Borland end the River Treaty")
    assert (changed.version, changed.new) == (2, True)
    assert held(engine) == replace(TREATY, position="Arland and Borland end the River Treaty")
    assert held(engine, 1) == TREATY
    back = change(engine, TREATY.id, position=TREATY.position)
    assert (back.version, back.new) == (1, True)


def test_change_replaces_each_field_that_is_given(engine: Engine) -> None:
    add(engine, **GIVEN)
    given = {"name": "Orre Treaty", "aliases": ["pact"], "description": "Shorter."}
    assert change(engine, TREATY.id, **given).topic == replace(  # type: ignore[arg-type]
        TREATY, name="Orre Treaty", aliases=("pact",), description="Shorter."
    )
    assert change(engine, TREATY.id, aliases=[], description="").topic.aliases == ()


def test_change_into_the_same_words_is_no_new_version(engine: Engine) -> None:
    add(engine, **GIVEN)
    same = change(engine, TREATY.id, position=f" {TREATY.position} ")
    assert (same.version, same.new) == (1, False)


def test_change_refuses_what_is_not_there_or_not_allowed(engine: Engine) -> None:
    with pytest.raises(TopicNotFound, match="'river-treaty'"):
        change(engine, TREATY.id, name="Pact")
    add(engine, **GIVEN)
    with pytest.raises(InvalidTopic, match="is a question"):
        change(engine, TREATY.id, position="Will the treaty end?")
    assert held(engine) == TREATY


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=200), position=st.text(max_size=200), alias=st.text(max_size=200))
def test_checked_gives_what_it_would_give_again(name: str, position: str, alias: str) -> None:
    once = plain_or_none(Topic("a", name, (alias,), f"{position} Norway keeps the treaty"))
    assert once is None or checked(once) == once


def plain_or_none(topic: Topic) -> Topic | None:
    try:
        return checked(topic)
    except InvalidTopic:
        return None


def test_topics_need_no_model() -> None:
    """The function behind an address that adds topics must not bring torch into the server."""
    import subprocess
    import sys

    program = "import sys, service.topics; print(sorted({'torch', 'spacy', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert (done.stdout.strip(), topics.__name__) == ("[]", "service.topics")
