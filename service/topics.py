"""Topics as data: new ones, and new wordings of those there are. Stances on them are judged by `service.passes`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from models.ids import slug
from models.propositions import EXAMPLE, objection
from models.records import Topic
from service.errors import InvalidTopic, TopicExists, shown
from service.store import views
from service.store.writer import Writer

MOST_NAME = 120
"""Characters of an id, a name or an alias; the stance model reads a third of these of a name."""

MOST_ALIASES = 50
"""Aliases of one topic; the seeds' topics have seven at most."""

MOST_DESCRIPTION = 4000
"""Characters of a description; a page of text."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
Errors = list[dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """Hold a topic as the store has it now, the number of that wording, and whether the wording is `new`."""

    topic: Topic
    version: int
    new: bool


def add(
    engine: Engine, *, name: str, position: str, aliases: Sequence[str] = (), description: str = "", id_: str = ""
) -> Worded:
    """Add a topic; its id is made from its name unless one is given. Added a second time in the same words, it stays.

    Raises:
        InvalidTopic: a field is not allowed, or the position is no proposition; every reason is named.
        TopicExists: the store holds a topic of this id in other words.
    """
    wanted = checked(Topic(id_ or slug(name), name, tuple(aliases), position, description))
    with engine.connect() as connection:
        held = {topic.id: topic for topic in views.current_topics(connection).values()}.get(wanted.id)
    if held is not None and held != wanted:
        raise TopicExists(wanted.id)
    return _write(engine, wanted, new=held is None)


def change(
    engine: Engine,
    id_: str,
    *,
    name: str | None = None,
    position: str | None = None,
    aliases: Sequence[str] | None = None,
    description: str | None = None,
) -> Worded:
    """Give a topic a new wording; what is None stays as it is. Stances on earlier wordings stay in the store.

    Raises:
        TopicNotFound: the store holds no topic of this id.
        InvalidTopic: a field is not allowed, or the position is no proposition; every reason is named.
    """
    with engine.connect() as connection:
        held = views.wording(connection, id_)
    wanted = Topic(
        id_,
        held.name if name is None else name,
        held.aliases if aliases is None else tuple(aliases),
        held.position if position is None else position,
        held.description if description is None else description,
    )
    return _write(engine, checked(wanted), new=checked(wanted) != held)


def checked(topic: Topic) -> Topic:
    """Return a topic with the white space of its words made plain.

    Raises:
        InvalidTopic: a field is not allowed, or the position is no proposition; every reason is named.
    """
    plain = Topic(
        topic.id.strip(),
        _one_line(topic.name),
        tuple(dict.fromkeys(_one_line(alias) for alias in topic.aliases)),
        _one_line(topic.position),
        topic.description.strip(),
    )
    if errors := [*_wrong_names(plain), *_wrong_words(plain)]:
        raise InvalidTopic(errors)
    return plain


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _wrong_names(topic: Topic) -> Iterator[dict[str, str]]:
    if not _ID.fullmatch(topic.id) or len(topic.id) > MOST_NAME:
        reason = f"{shown(topic.id)} is no id: use lower-case letters, digits and hyphens, such as 'river-treaty'"
        yield {"parameter": "id", "reason": reason}
    if not topic.name:
        yield {"parameter": "name", "reason": "is empty: say what the topic is called, such as 'River Treaty'"}
    for parameter, names in (("name", (topic.name,)), ("aliases", topic.aliases)):
        for name in names:
            if len(name) > MOST_NAME:
                yield {"parameter": parameter, "reason": f"has {len(name)} characters, at most {MOST_NAME}"}
    if "" in topic.aliases:
        yield {"parameter": "aliases", "reason": "has an empty one: leave it out"}
    if len(topic.aliases) > MOST_ALIASES:
        yield {"parameter": "aliases", "reason": f"are {len(topic.aliases)}, at most {MOST_ALIASES}"}


def _wrong_words(topic: Topic) -> Iterator[dict[str, str]]:
    if objected := objection(topic.position):
        reason = f"{shown(topic.position)} is no proposition: it {objected}. Write a whole statement that a speaker"
        yield {"parameter": "position", "reason": f"{reason} can support or oppose, such as {EXAMPLE!r}"}
    if len(topic.description) > MOST_DESCRIPTION:
        reason = f"has {len(topic.description)} characters, at most {MOST_DESCRIPTION}"
        yield {"parameter": "description", "reason": reason}
    words = {"name": topic.name, "position": topic.position, "description": topic.description}
    for parameter, value in (*words.items(), *(("aliases", alias) for alias in topic.aliases)):
        if _UNSTORABLE.search(value):
            yield {"parameter": parameter, "reason": "has a NUL character or half of a surrogate pair: remove it"}


def _write(engine: Engine, topic: Topic, *, new: bool) -> Worded:
    version = Writer(engine).add_topics([topic])[topic.id]
    return Worded(topic=topic, version=version, new=new)
