"""Read topics and the speaker register from JSON, and refuse a bad entry by file, place, reason and remedy."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TypeVar

from models.ids import is_wikidata_id, slug
from models.propositions import EXAMPLE, objection
from models.records import SPEAKER_TYPES, KnownSpeaker, Role, SpeakerType, Topic

T = TypeVar("T")
Entry = Mapping[str, object]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class SeedError(ValueError):
    """A file of topics or speakers cannot be used; the text names the file, the entry, the reason and the remedy."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Hold an entry and where it stands, so that every reason can be given with its file and entry."""

    path: Path
    index: int
    entry: Entry

    def refuse(self, reason: str, remedy: str) -> NoReturn:
        name = self.entry.get("id") or self.entry.get("name")
        named = f" ({name!r})" if isinstance(name, str) else ""
        raise SeedError(f"{self.path}: entry {self.index + 1}{named}: {reason}; {remedy}")

    def keys(self, required: tuple[str, ...], optional: tuple[str, ...]) -> None:
        missing = [key for key in required if key not in self.entry]
        if missing:
            self.refuse(f"{_listed(missing)} missing", f"an entry needs {_listed(required)}")
        unknown = sorted(set(self.entry) - {*required, *optional})
        if unknown:
            self.refuse(f"{_listed(unknown)} unknown", f"the keys are {_listed((*required, *optional))}")

    def words(self, key: str, *, default: str | None = None) -> str:
        value = self.entry.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.refuse(f"{key} is {value!r}", f"give {key} as words in quotation marks")
        return value.strip()

    def names(self, key: str) -> tuple[str, ...]:
        value = self.entry.get(key, [])
        if not isinstance(value, list) or not all(isinstance(name, str) and name.strip() for name in value):
            self.refuse(f"{key} is {value!r}", f"give {key} as a list of names, none of them empty")
        names = tuple(name.strip() for name in value)
        twice = _twice(name.casefold() for name in names)
        if twice is not None:
            self.refuse(f"{twice!r} stands twice in {key}", "keep one of them; case makes no difference")
        return names


def load_topics(path: str | Path) -> tuple[Topic, ...]:
    """Return the topics of a JSON list of objects with id, name, aliases, position and, optionally, description.

    Raises:
        SeedError: the file cannot be read, or an entry lacks something; the text names file, entry and remedy.
    """
    topics = _load(Path(path), _topic)
    _refuse_twice(Path(path), "id", [topic.id for topic in topics])
    return topics


def load_speakers(path: str | Path) -> tuple[KnownSpeaker, ...]:
    """Return the register of a JSON list of objects with id, name, type and, optionally, aliases, roles and wikidata.

    A role has a title and, optionally, the first and last day on which it was held (`since`, `until`; ISO dates, a
    month or a year where the day is not known). Two speakers may share a name only where both have roles, which tell
    them apart, and no person is known by one word alone, since a bare surname names many.

    Raises:
        SeedError: the file cannot be read, or an entry lacks something; the text names file, entry and remedy.
    """
    speakers = _load(Path(path), _speaker)
    _refuse_twice(Path(path), "id", [speaker.id for speaker in speakers])
    _refuse_shared(Path(path), speakers)
    return speakers


def _load(path: Path, read: Callable[[_Place], T]) -> tuple[T, ...]:
    entries = _entries(path)
    for index, entry in enumerate(entries):
        if not isinstance(entry, dict):
            raise SeedError(f"{path}: entry {index + 1}: it is {_kind(entry)}; write it as an object in braces")
    return tuple(read(_Place(path, index, entry)) for index, entry in enumerate(entries))


def _entries(path: Path) -> list[Entry]:
    try:
        entries = json.loads(path.read_text("utf-8"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise SeedError(f"{path}: cannot be read ({reason}); check the path and its permissions") from error
    except UnicodeDecodeError as error:
        raise SeedError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise SeedError(f"{path}: not JSON ({error}); correct it there") from error
    if not isinstance(entries, list) or not entries:
        raise SeedError(f"{path}: it holds {_kind(entries)}; write a list of at least one entry in brackets")
    return entries


def _topic(place: _Place) -> Topic:
    place.keys(("id", "name", "aliases", "position"), ("description",))
    aliases = place.names("aliases")
    if not aliases:
        place.refuse("aliases is empty", "list at least one name by which articles call the topic")
    topic = Topic(
        id=_id(place),
        name=place.words("name"),
        aliases=aliases,
        position=place.words("position"),
        description=place.words("description", default=""),
    )
    _check_position(place, topic)
    return topic


def _check_position(place: _Place, topic: Topic) -> None:
    if reason := objection(topic.position):
        place.refuse(
            f"position {topic.position!r} is no proposition: it {reason}",
            f"write a whole statement that a speaker can support or oppose, such as {EXAMPLE!r}",
        )


def _speaker(place: _Place) -> KnownSpeaker:
    place.keys(("id", "name", "type"), ("aliases", "roles", "wikidata"))
    name, type_ = place.words("name"), _type(place)
    aliases = place.names("aliases")
    if name.casefold() in map(str.casefold, aliases):
        place.refuse(f"{name!r} is its own alias", "leave it out of aliases; case makes no difference")
    lone = [known for known in (name, *aliases) if type_ == "person" and len(known.split()) < 2]
    if lone:
        place.refuse(f"{lone[0]!r} is one word alone", "know a person by a full name: a bare surname names many")
    return KnownSpeaker(_id(place), name, type_, aliases, _roles(place), _wikidata(place))


def _wikidata(place: _Place) -> str | None:
    value = place.entry.get("wikidata")
    if value is None:
        return None
    if not isinstance(value, str) or not is_wikidata_id(value):
        place.refuse(f"wikidata is {value!r}", "write the id alone, Q and a number, such as Q42")
    return value


def _roles(place: _Place) -> tuple[Role, ...]:
    value = place.entry.get("roles", [])
    if not isinstance(value, list) or not all(isinstance(role, dict) for role in value):
        place.refuse(f"roles is {value!r}", 'give roles as a list of {"title": …, "since": …, "until": …}')
    return tuple(_role(place, role) for role in value)


def _role(place: _Place, role: Entry) -> Role:
    title, since, until = (role.get(key) for key in ("title", "since", "until"))
    if not isinstance(title, str) or not title.strip() or set(role) - {"title", "since", "until"}:
        place.refuse(f"role {dict(role)!r}", "give a role a title and, where known, since and until")
    for date in (since, until):
        if date is not None and not (isinstance(date, str) and _DATE.fullmatch(date)):
            place.refuse(f"{date!r} in the role {title!r} is no date", "write YYYY-MM-DD, YYYY-MM or YYYY")
    if isinstance(since, str) and isinstance(until, str) and until < since[: len(until)]:
        place.refuse(f"the role {title!r} ends ({until}) before it begins ({since})", "swap or correct the dates")
    return Role(title.strip(), written_on=_date(since), until=_date(until))


def _date(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _id(place: _Place) -> str:
    id_ = place.words("id")
    if not _ID.fullmatch(id_):
        place.refuse(f"id {id_!r} is no slug", f"use lower-case letters, digits and hyphens, such as {slug(id_)!r}")
    return id_


def _type(place: _Place) -> SpeakerType:
    given = place.words("type")
    for known in SPEAKER_TYPES:
        if given == known:
            return known
    return place.refuse(f"type is {given!r}", f"choose one of {_listed(SPEAKER_TYPES)}")


def _refuse_twice(path: Path, what: str, values: list[str]) -> None:
    twice = _twice(value.casefold() for value in values)
    if twice is not None:
        raise SeedError(f"{path}: the {what} {twice!r} stands for two entries; give each its own, or join the two")


def _refuse_shared(path: Path, speakers: Sequence[KnownSpeaker]) -> None:
    """Refuse a name that stands for two speakers, unless both have roles to tell them apart by."""
    held: dict[str, KnownSpeaker] = {}
    for speaker in speakers:
        for name in (speaker.name, *speaker.aliases):
            other = held.setdefault(name.casefold(), speaker)
            if other is not speaker and not (other.roles and speaker.roles):
                raise SeedError(
                    f"{path}: the name {name.casefold()!r} stands for two entries; give each its own, or join the two, "
                    "or give both the roles that tell them apart"
                )


def _twice(values: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            return value
        seen.add(value)
    return None


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _kind(value: object) -> str:
    if value == []:
        return "an empty list"
    return {dict: "one object", list: "a list", str: "a string", type(None): "null"}.get(type(value), "a bare value")
