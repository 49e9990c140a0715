"""Speakers: who says things, under which names, in which roles, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, ScalarSelect, Select, func, or_, select

from service.store import search
from service.store import tables as t
from service.store.views._decisions import decisions_on
from service.store.views._register import given_first
from service.store.views.paging import Item, Page, Slice, cut, decode, encode
from service.store.views.where import Where, chosen, meant, on_stances

MOST_WORDINGS = 50
"""Most wordings of a source that are listed for one speaker; the pages of statements have them all."""


def speakers(connection: Connection, *, where: Where | None = None, page: Page | None = None) -> Slice:
    """Return a page of the speakers with statements as asked for, by name, with how many; `q` searches their names."""
    asked, page = where or Where(), page or Page()
    query = _counted(connection, replace(asked, q=None))
    if asked.q is not None:
        query = query.where(t.effective_speakers.c.id.in_(_named(connection, asked.q)))
    if page.after is not None:
        name, id_ = decode(page.after, of=("speakers", asked), like=(str, str))
        query = query.where(
            t.effective_speakers.c.name >= name,
            or_(t.effective_speakers.c.name > name, t.effective_speakers.c.id > id_),
        )
    ordered = query.order_by(t.effective_speakers.c.name, t.effective_speakers.c.id).limit(page.limit + 1)
    rows, more = cut(connection.execute(ordered).mappings().all(), page)
    following = encode((rows[-1]["name"], rows[-1]["id"]), of=("speakers", asked)) if more else None
    return Slice(_items(connection, rows), following)


def speaker(connection: Connection, id_: str) -> Item | None:
    """Return one speaker with all that is known: names, roles, counts, and the decisions about it that stand.

    For an id that is merged into another speaker that one answers, and `merged_into` names it.
    """
    table = t.effective_speakers
    named = select(table, _count(connection).label("attributions")).where(table.c.id == meant(id_))
    rows = connection.execute(named).mappings().all()
    if not rows:
        return None
    found = rows[0]["id"]
    merged = select(table.c.id).where(table.c.merged_into == found).order_by(table.c.id)
    return (
        _items(connection, rows)[0]
        | {"kinds": _kinds(connection, found), "stances": _stances(connection, found)}
        | {"names": _names(connection, found), "written_as": _written_as(connection, found)}
        | {"merged": list(connection.scalars(merged)), "merged_into": found if found != id_ else None}
        | {"decisions": decisions_on(connection, found)}
    )


def has_speaker(connection: Connection, id_: str) -> bool:
    """Tell whether there is a speaker with this id."""
    table = t.effective_speakers
    return connection.execute(select(table.c.id).where(table.c.id == id_)).first() is not None


def find_named(connection: Connection, name: str) -> list[Item]:
    """Return the speakers (`id`, `name`, `type`) that an id or a name means.

    The one with that id, or into which that one is merged; else all with just that name, whatever its case; else all
    with words that begin so.
    """
    table = t.effective_speakers
    columns = (table.c.id, table.c.name, table.c.type)
    by_id = connection.execute(select(*columns).where(table.c.id == meant(name))).mappings().all()
    if by_id:
        return [dict(row) for row in by_id]
    matching = select(*columns, t.effective_names.c.name.label("known_as")).join_from(t.effective_names, table)
    matching = matching.where(t.effective_names.c.seq.in_(search.names_matching(connection, name)))
    rows = connection.execute(matching.order_by(table.c.name, table.c.id)).mappings().all()
    same = [row for row in rows if row["known_as"].casefold() == name.casefold()]
    found = {row["id"]: {"id": row["id"], "name": row["name"], "type": row["type"]} for row in same or rows}
    return list(found.values())


def _counted(connection: Connection, where: Where) -> Select[Any]:
    """Return a query for the speakers with statements as asked for, and how many.

    With no filter it counts as it goes, so that a page costs what its own speakers have said; with one it first counts
    what the filter keeps, since to ask anew for each speaker would cost speakers times statements.
    """
    if where == Where():
        count = _count(connection)
        return select(t.effective_speakers, count.label("attributions")).where(count > 0)
    voices = t.said_by.alias("voices")
    query = chosen(connection, where).join(voices, voices.c.attribution == t.attributions.c.seq)
    if where.speaker is not None:
        query = query.where(voices.c.speaker == meant(where.speaker))
    columns = (voices.c.speaker, func.count().label("attributions"))
    kept = query.with_only_columns(*columns, maintain_column_froms=True).group_by(voices.c.speaker).subquery("kept")
    return select(t.effective_speakers, kept.c.attributions).join(kept, kept.c.speaker == t.effective_speakers.c.id)


def _count(connection: Connection) -> ScalarSelect[int]:
    """Return the number of a speaker's attributions, as a subquery on each row of speakers."""
    voices = t.said_by.alias("voices")
    mine = (voices.c.attribution == t.attributions.c.seq) & (voices.c.speaker == t.effective_speakers.c.id)
    counted = chosen(connection, Where()).join(voices, mine)
    return (
        counted.with_only_columns(func.count(), maintain_column_froms=True)
        .correlate(t.effective_speakers)
        .scalar_subquery()
    )


def _named(connection: Connection, words: str) -> Select[Any]:
    matching = search.names_matching(connection, words)
    return select(t.effective_names.c.speaker).where(t.effective_names.c.seq.in_(matching))


def _items(connection: Connection, rows: Sequence[RowMapping]) -> list[Item]:
    """Return speakers with aliases, count, and the roles of the register and of the readings that count."""
    ids = [row["id"] for row in rows]
    names, roles = t.effective_names.c, t.effective_roles.c
    aliases: dict[str, list[str]] = {id_: [] for id_ in ids}
    listed = select(names.speaker, names.name).where(names.speaker.in_(ids))
    for row in connection.execute(listed.order_by(names.speaker, names.position)):
        aliases[row.speaker].append(row.name)
    held: dict[str, dict[tuple[str, str], Item]] = {id_: {} for id_ in ids}
    counting = roles.reading.is_(None) | roles.reading.in_(select(t.current.c.reading))
    wanted = select(t.effective_roles).where(roles.speaker.in_(ids), counting)
    for row in connection.execute(wanted.order_by(roles.written_on, *given_first)):
        role = {"title": row.title, "written_on": row.written_on or None, "until": row.until or None}
        held[row.speaker].setdefault((row.title, row.written_on), role)
    return [
        {"id": row["id"], "name": row["name"], "type": row["type"]}
        | {"aliases": [name for name in aliases[row["id"]] if name != row["name"]]}
        | {"roles": list(held[row["id"]].values()), "wikidata": row["wikidata"]}
        | {"attributions": row["attributions"]}
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
    names = t.effective_names.c
    query = select(names.name, names.known, t.readings.c.document)
    query = query.join_from(t.effective_names, t.readings, isouter=True).where(names.speaker == id_)
    return [
        {"name": row.name, "registered": row.known, "seen_in": row.document}
        for row in connection.execute(query.order_by(names.position))
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
