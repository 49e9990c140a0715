"""Two spellings of one name: join a new person with the one that the store knows, where nothing speaks against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, or_, select

from models.naming.offices import clash
from models.naming.spelling import keys, same_name
from models.records import Attribution, Speaker
from service.store import effective
from service.store.decisions import Author, append, moves
from service.store.tables import decisions, effective_names, effective_roles, effective_speakers, name_keys

RULE = Author(by="onrecord", reason="another spelling of the same name", automatic=True)
"""Who decides here: the program."""


def join(connection: Connection, new: Collection[str], found: Iterable[Attribution]) -> None:
    """Merge each new person of a document into the one stored speaker whose name is another spelling of the same.

    Nobody is merged where several could be meant; where the register has the other one, since the pass has looked there
    and knows more; where both speak in this document; where nations or offices clash; and where it was decided before.
    """
    effective.names.key(connection)
    said = _by_id(found)
    asked = {id_: said[id_][0].name for id_ in sorted(new) if said[id_][0].type == "person"}
    alike = spelled_alike(connection, asked)
    if not alike:
        return
    decided = _decided(connection, alike)
    settled = moves(connection, said)
    present = {settled.settle(id_) for id_ in said}
    for id_, (other, *more) in alike.items():
        roles = [role.title for one in said[id_] for role in one.roles]
        if not more and id_ not in decided and other not in present and _fits(connection, other, roles):
            _merge(connection, id_, other)


def spelled_alike(connection: Connection, asked: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    """Return, for each speaker whose name is asked about, the others with a name of which it may be a spelling."""
    wanted = {key for name in asked.values() for key in keys(name)}
    query = select(name_keys.c.key, effective_names.c.speaker, effective_names.c.name).join_from(
        name_keys, effective_names, effective_names.c.seq == name_keys.c.name
    )
    sharing: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in connection.execute(query.where(name_keys.c.key.in_(wanted))):
        sharing[row.key].add((row.speaker, row.name))
    found = {
        id_: {other for key in keys(name) for other, held in sharing[key] if other != id_ and same_name(name, held)}
        for id_, name in asked.items()
    }
    return {id_: sorted(others) for id_, others in found.items() if others}


def titles(connection: Connection, speaker: str) -> Sequence[str]:
    """Return what articles, the register and decisions call a speaker."""
    query = select(effective_roles.c.title).where(effective_roles.c.speaker == speaker).distinct()
    return sorted(connection.scalars(query))


def _by_id(found: Iterable[Attribution]) -> Mapping[str, list[Speaker]]:
    said: dict[str, list[Speaker]] = defaultdict(list)
    for item in found:
        for speaker in item.speakers:
            said[speaker.id].append(speaker)
    return said


def _decided(connection: Connection, ids: Collection[str]) -> set[str]:
    """Return those about whom anything was ever decided."""
    about = or_(decisions.c.speaker.in_(ids), decisions.c.target.in_(ids))
    found = connection.execute(select(decisions.c.speaker, decisions.c.target).where(about))
    return {id_ for row in found for id_ in row} & set(ids)


def _fits(connection: Connection, other: str, roles: Sequence[str]) -> bool:
    known = connection.scalar(select(effective_speakers.c.known).where(effective_speakers.c.id == other))
    return not known and not clash(roles, titles(connection, other))


def _merge(connection: Connection, id_: str, other: str) -> None:
    row = connection.execute(select(effective_speakers).where(effective_speakers.c.id == other)).mappings().one()
    details = {"name": row["name"], "type": row["type"]}
    append(connection, RULE, "merge", id_, target=other, details=details)
    effective.speakers.bring(connection, [id_])
