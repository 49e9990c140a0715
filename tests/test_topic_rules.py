"""What a topic may say, at and beyond each limit, and that what is refused leaves the store alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from models.records import Topic
from service.errors import InvalidTopic, TopicExists, TopicNotFound
from service.store import views
from service.store.engine import open_engine
from service.store.migrate import upgrade
from service.topics import MOST_ALIASES, MOST_DESCRIPTION, MOST_NAME, add, change, checked
from tests.examples import BRIDGE, TREATY


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Return an engine of a store that holds the bridge alone."""
    url = f"sqlite:///{tmp_path}/store.sqlite"
    upgrade(url)
    opened = open_engine(url)
    add(opened, name=BRIDGE.name, position=BRIDGE.position, description=BRIDGE.description, id_=BRIDGE.id)
    yield opened
    opened.dispose()


def refused(topic: Topic) -> list[str]:
    with pytest.raises(InvalidTopic) as caught:
        checked(topic)
    errors: Any = caught.value.members["errors"]
    return [item["parameter"] for item in errors]


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "r" * MOST_NAME},
        {"id": "2019-treaty-2"},
        {"name": "R" * MOST_NAME},
        {"name": "条約"},
        {"aliases": ("a" * MOST_NAME,)},
        {"aliases": tuple(f"pact {number}" for number in range(MOST_ALIASES))},
        {"description": "d" * MOST_DESCRIPTION},
        {"description": "Two\n\nparagraphs."},
    ],
)
def test_checked_takes_what_just_fits(changes: dict[str, Any]) -> None:
    assert checked(replace(TREATY, **changes)) == replace(TREATY, **changes)


@pytest.mark.parametrize("id_", ["", "-", "a-", "-a", "a--b", "A", "a_b", "a/b", "a.b", "é", "a\nb"])
def test_checked_refuses_what_is_no_id(id_: str) -> None:
    assert refused(replace(TREATY, id=id_)) == ["id"]


@pytest.mark.parametrize("mark", ["\0", "\ud800"])
@pytest.mark.parametrize("field", ["name", "position", "description", "aliases"])
def test_checked_refuses_what_cannot_be_stored(mark: str, field: str) -> None:
    words = f"{TREATY.position} {mark}"
    assert refused(replace(TREATY, **{field: (words,) if field == "aliases" else words})) == [field]


@given(st.lists(st.sampled_from(["pact", " pact", "pa  ct", "pa ct", "treaty\t", "treaty"]), max_size=8))
def test_checked_names_each_alias_once_in_the_order_given(aliases: list[str]) -> None:
    plain = [" ".join(alias.split()) for alias in aliases]
    assert checked(replace(TREATY, aliases=tuple(aliases))).aliases == tuple(sorted(set(plain), key=plain.index))


def test_checked_counts_aliases_that_differ() -> None:
    assert checked(replace(TREATY, aliases=("pact",) * (MOST_ALIASES + 5))).aliases == ("pact",)


def test_add_refuses_each_other_wording_of_an_id(engine: Engine) -> None:
    same = {"name": BRIDGE.name, "position": BRIDGE.position, "description": BRIDGE.description, "id_": BRIDGE.id}
    for other in ({"name": "A bridge"}, {"description": ""}, {"aliases": ["bridge"]}):
        with pytest.raises(TopicExists):
            add(engine, **same | other)  # type: ignore[arg-type]
    assert not add(engine, **same).new


@pytest.mark.parametrize("name", ["…", "!!!"])
def test_add_of_a_name_without_letters_stores_only_what_has_an_id(engine: Engine, name: str) -> None:
    added = add(engine, name=name, position="The Orre Bridge is built", id_="named")
    assert (added.topic.id, added.topic.name) == ("named", name)


def test_change_of_one_topic_leaves_the_others(engine: Engine) -> None:
    add(engine, name=TREATY.name, position=TREATY.position)
    changed = change(engine, BRIDGE.id, description="")
    assert (changed.version, changed.topic.description) == (2, "")
    with engine.connect() as connection:
        held = {topic.id: topic for topic in views.current_topics(connection).values()}
    assert held[TREATY.id].position == TREATY.position
    assert held[BRIDGE.id] == replace(BRIDGE, description="")


def test_change_without_anything_to_change_is_no_version(engine: Engine) -> None:
    same = change(engine, BRIDGE.id)
    assert (same.topic, same.version, same.new) == (BRIDGE, 1, False)


@pytest.mark.parametrize("words", [{"name": " "}, {"position": "The bridge"}, {"aliases": [""]}, {"description": "\0"}])
def test_change_that_is_refused_leaves_the_wording(engine: Engine, words: dict[str, Any]) -> None:
    with pytest.raises(InvalidTopic):
        change(engine, BRIDGE.id, **words)
    with engine.connect() as connection:
        assert views.wording(connection, BRIDGE.id) == BRIDGE


@pytest.mark.parametrize("id_", ["", "BRIDGE", "bridge ", "%", "bridge' OR '1'='1"])
def test_change_wants_the_very_id(engine: Engine, id_: str) -> None:
    with pytest.raises(TopicNotFound):
        change(engine, id_, name="x")
