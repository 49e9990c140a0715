"""The register as it stands: what the program, imported files and decisions know of speakers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, select, true

from models.records import KnownSpeaker, Role
from service.store import tables as t

given_first = (
    t.effective_roles.c.decision.is_not(None),
    t.effective_roles.c.role,
    t.effective_roles.c.decision,
)
"""The order of a speaker's roles of one day: as they were given, then as they were decided on."""


def known_speakers(connection: Connection) -> tuple[KnownSpeaker, ...]:
    """Return the register as it stands, by id: what a model pass is loaded with.

    Where several people have one name, only their roles tell them apart: it is left out of those that have none.
    """
    table = t.effective_speakers.c
    chosen = select(table.id, table.name, table.type, table.wikidata).where(
        table.known == true(), table.merged_into.is_(None)
    )
    people = [
        KnownSpeaker(
            id=row.id,
            name=row.name,
            type=row.type,
            aliases=_aliases(connection, row.id, row.name),
            roles=_roles(connection, row.id),
            wikidata=row.wikidata,
        )
        for row in connection.execute(chosen.order_by(table.id)).all()
    ]
    shared = _shared(people)
    return tuple(one for person in people if (one := _told_apart(person, shared)) is not None)


def registered(connection: Connection) -> tuple[set[str], set[str]]:
    """Return the ids and the names that the register has had from the program or from files, merged ones too."""
    ids = connection.scalars(select(t.speakers.c.id).where(t.speakers.c.registered == true()))
    names = select(t.speaker_names.c.name).where(t.speaker_names.c.registered == true())
    return set(ids), set(connection.scalars(names))


def _aliases(connection: Connection, id_: str, main: str) -> tuple[str, ...]:
    names = t.effective_names.c
    query = select(names.name).where(names.speaker == id_, names.known == true(), names.name != main)
    return tuple(connection.scalars(query.order_by(names.position)))


def _roles(connection: Connection, id_: str) -> tuple[Role, ...]:
    roles = t.effective_roles.c
    query = select(roles.title, roles.written_on, roles.until).where(roles.speaker == id_, roles.reading.is_(None))
    found = (
        Role(role.title, role.written_on or None, role.until or None)
        for role in connection.execute(query.order_by(*given_first))
    )
    return tuple(dict.fromkeys(found))


def _shared(people: Sequence[KnownSpeaker]) -> set[str]:
    """Return the names, whatever their case, that several have."""
    counted = Counter(name for one in people for name in {name.casefold() for name in (one.name, *one.aliases)})
    return {name for name, n in counted.items() if n > 1}


def _told_apart(one: KnownSpeaker, shared: set[str]) -> KnownSpeaker | None:
    """Return a speaker with the names by which it is known, None where that is none."""
    names = [name for name in (one.name, *one.aliases) if one.roles or name.casefold() not in shared]
    return replace(one, name=names[0], aliases=tuple(names[1:])) if names else None
