"""Speakers: who says things, under which names, in which roles, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, RowMapping, ScalarSelect, Select, func, or_, select, true

from models.records import KnownSpeaker, Role
from service.store import search
from service.store import tables as t
from service.store.views.paging import Item, Page, Slice, cut, decode, encode
from service.store.views.where import Where, chosen, on_stances

MOST_WORDINGS = 50
"""Most wordings of a source that are listed for one speaker; the pages of statements have them all."""


def speakers(connection: Connection, *, where: Where | None = None, page: Page | None = None) -> Slice:
    """Return a page of the speakers with statements as asked for, by name, with how many; `q` searches their names."""
    asked, page = where or Where(), page or Page()
    query = _counted(connection, replace(asked, q=None))
    if asked.q is not None:
        query = query.where(t.speakers.c.id.in_(_named(connection, asked.q)))
    if page.after is not None:
        name, id_ = decode(page.after, of=("speakers", asked), like=(str, str))
        query = query.where(t.speakers.c.name >= name, or_(t.speakers.c.name > name, t.speakers.c.id > id_))
    ordered = query.order_by(t.speakers.c.name, t.speakers.c.id).limit(page.limit + 1)
    rows, more = cut(connection.execute(ordered).mappings().all(), page)
    following = encode((rows[-1]["name"], rows[-1]["id"]), of=("speakers", asked)) if more else None
    return Slice(_items(connection, rows), following)


def speaker(connection: Connection, id_: str) -> Item | None:
    """Return one speaker with names and roles and where each was seen, and counts by kind and by topic and stance."""
    named = select(t.speakers, _count(connection).label("attributions")).where(t.speakers.c.id == id_)
    rows = connection.execute(named).mappings().all()
    if not rows:
        return None
    return (
        _items(connection, rows)[0]
        | {"kinds": _kinds(connection, id_), "stances": _stances(connection, id_)}
        | {"names": _names(connection, id_), "written_as": _written_as(connection, id_)}
    )


def has_speaker(connection: Connection, id_: str) -> bool:
    """Tell whether there is a speaker with this id."""
    return connection.execute(select(t.speakers.c.id).where(t.speakers.c.id == id_)).first() is not None


def find_named(connection: Connection, name: str) -> list[Item]:
    """Return the speakers (`id`, `name`, `type`) that an id or a name means.

    The one with that id; else all with just that name, whatever its case; else all with words that begin so.
    """
    columns = (t.speakers.c.id, t.speakers.c.name, t.speakers.c.type)
    by_id = connection.execute(select(*columns).where(t.speakers.c.id == name)).mappings().all()
    if by_id:
        return [dict(row) for row in by_id]
    matching = select(*columns, t.speaker_names.c.name.label("known_as")).join_from(t.speaker_names, t.speakers)
    matching = matching.where(t.speaker_names.c.seq.in_(search.names_matching(connection, name)))
    rows = connection.execute(matching.order_by(t.speakers.c.name, t.speakers.c.id)).mappings().all()
    same = [row for row in rows if row["known_as"].casefold() == name.casefold()]
    found = {row["id"]: {"id": row["id"], "name": row["name"], "type": row["type"]} for row in same or rows}
    return list(found.values())


def known_speakers(connection: Connection) -> tuple[KnownSpeaker, ...]:
    """Return the register, by id: what a model pass is loaded with."""
    registered = select(t.speakers).where(t.speakers.c.registered == true()).order_by(t.speakers.c.id)
    return tuple(_known(connection, row) for row in connection.execute(registered).all())


def _known(connection: Connection, row: Row[Any]) -> KnownSpeaker:
    names = t.speaker_names.c
    aliases = select(names.name).where(names.speaker == row.id, names.registered == true(), names.name != row.name)
    roles = t.speaker_roles.c
    held = select(roles.title, roles.written_on, roles.until).where(roles.speaker == row.id, roles.reading.is_(None))
    return KnownSpeaker(
        id=row.id,
        name=row.name,
        type=row.type,
        aliases=tuple(connection.scalars(aliases.order_by(names.seq))),
        roles=tuple(
            Role(role.title, role.written_on or None, role.until or None)
            for role in connection.execute(held.order_by(roles.seq))
        ),
    )


def _counted(connection: Connection, where: Where) -> Select[Any]:
    """Return a query for the speakers with statements as asked for, and how many.

    With no filter it counts as it goes, so that a page costs what its own speakers have said; with one it first counts
    what the filter keeps, since to ask anew for each speaker would cost speakers times statements.
    """
    if where == Where():
        count = _count(connection)
        return select(t.speakers, count.label("attributions")).where(count > 0)
    said_by = t.attribution_speakers.alias("said_by")
    query = chosen(connection, where).join(said_by, said_by.c.attribution == t.attributions.c.seq)
    if where.speaker is not None:
        query = query.where(said_by.c.speaker == where.speaker)
    columns = (said_by.c.speaker, func.count().label("attributions"))
    kept = query.with_only_columns(*columns, maintain_column_froms=True).group_by(said_by.c.speaker).subquery("kept")
    return select(t.speakers, kept.c.attributions).join(kept, kept.c.speaker == t.speakers.c.id)


def _count(connection: Connection) -> ScalarSelect[int]:
    """Return the number of a speaker's attributions, as a subquery on each row of speakers."""
    said_by = t.attribution_speakers.alias("said_by")
    mine = (said_by.c.attribution == t.attributions.c.seq) & (said_by.c.speaker == t.speakers.c.id)
    counted = chosen(connection, Where()).join(said_by, mine)
    return counted.with_only_columns(func.count(), maintain_column_froms=True).correlate(t.speakers).scalar_subquery()


def _named(connection: Connection, words: str) -> Select[Any]:
    matching = search.names_matching(connection, words)
    return select(t.speaker_names.c.speaker).where(t.speaker_names.c.seq.in_(matching))


def _items(connection: Connection, rows: Sequence[RowMapping]) -> list[Item]:
    """Return speakers with aliases, count, and the roles of the register and of the readings that count."""
    ids = [row["id"] for row in rows]
    names, roles = t.speaker_names.c, t.speaker_roles.c
    aliases: dict[str, list[str]] = {id_: [] for id_ in ids}
    for row in connection.execute(select(names.speaker, names.name).where(names.speaker.in_(ids)).order_by(names.seq)):
        aliases[row.speaker].append(row.name)
    held: dict[str, dict[tuple[str, str], Item]] = {id_: {} for id_ in ids}
    counting = roles.reading.is_(None) | roles.reading.in_(select(t.current.c.reading))
    ordered = select(t.speaker_roles).where(roles.speaker.in_(ids), counting).order_by(roles.written_on, roles.seq)
    for row in connection.execute(ordered):
        role = {"title": row.title, "written_on": row.written_on or None, "until": row.until or None}
        held[row.speaker].setdefault((row.title, row.written_on), role)
    return [
        {"id": row["id"], "name": row["name"], "type": row["type"]}
        | {"aliases": [name for name in aliases[row["id"]] if name != row["name"]]}
        | {"roles": list(held[row["id"]].values()), "attributions": row["attributions"]}
        for row in rows
    ]


def _counting(connection: Connection, id_: str, *columns: ColumnElement[Any]) -> Select[Any]:
    """Return a query that counts a speaker's attributions by some columns."""
    query = chosen(connection, Where(speaker=id_))
    return query.with_only_columns(*columns, func.count().label("n"), maintain_column_froms=True).group_by(*columns)


def _kinds(connection: Connection, id_: str) -> dict[str, int]:
    counted = _counting(connection, id_, t.attributions.c.kind).order_by(t.attributions.c.kind)
    return {row.kind: row.n for row in connection.execute(counted)}


def _stances(connection: Connection, id_: str) -> dict[str, dict[str, int]]:
    """Return {topic: {label: count}} of the statements that bear on a topic."""
    columns = (t.stances.c.topic, t.stances.c.label)
    counted = _counting(connection, id_, *columns).join(t.stances, t.stances.c.attribution == t.attributions.c.seq)
    found: dict[str, dict[str, int]] = {}
    for row in connection.execute(counted.where(*on_stances(Where())).order_by(*columns)):
        found.setdefault(row.topic, {})[row.label] = row.n
    return found


def _names(connection: Connection, id_: str) -> list[Item]:
    names = t.speaker_names.c
    query = select(names.name, names.registered, t.readings.c.document)
    query = query.join_from(t.speaker_names, t.readings, isouter=True).where(names.speaker == id_)
    return [
        {"name": row.name, "registered": row.registered, "seen_in": row.document}
        for row in connection.execute(query.order_by(names.seq))
    ]


def _written_as(connection: Connection, id_: str) -> list[Item]:
    """Return the words that articles have for the speaker, the commonest first, with how often and a document."""
    count = func.count(t.attributions.c.seq.distinct())
    query = chosen(connection, Where(speaker=id_))
    query = query.join(t.spans, (t.spans.c.attribution == t.attributions.c.seq) & (t.spans.c.part == "source"))
    columns = (t.spans.c.text, count.label("n"), func.min(t.readings.c.document).label("document"))
    grouped = query.with_only_columns(*columns, maintain_column_froms=True).group_by(t.spans.c.text)
    return [
        {"text": row.text, "attributions": row.n, "seen_in": row.document}
        for row in connection.execute(grouped.order_by(count.desc(), t.spans.c.text).limit(MOST_WORDINGS))
    ]
