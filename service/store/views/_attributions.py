"""Attributions: pages of them, one of them, a speaker's claims, and a topic's stances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, select

from service.store import tables as t
from service.store.views._whole import as_given, items, stance, stances_of
from service.store.views.paging import Item, Page, Slice, cut, decode, encode, newest_first
from service.store.views.where import Where, chosen

CLAIMS = ("indirect", "mixed")
"""The kinds of attribution that are claims: the words are, at least in part, the reporter's."""


def attributions(connection: Connection, *, where: Where | None = None, page: Page | None = None) -> Slice:
    """Return a page of attributions, the newest day first; those of one `document` in the order of its text."""
    return _page(connection, where or Where(), page or Page(), of="attributions")


def claims(connection: Connection, speaker: str, *, where: Where | None = None, page: Page | None = None) -> Slice:
    """Return a page of a speaker's claims, the newest day first; `where.kind` asks for that kind instead."""
    asked = replace(where or Where(), speaker=speaker)
    claims = [] if asked.kind else [t.attributions.c.kind.in_(CLAIMS)]
    return _page(connection, asked, page or Page(), of="claims", also=claims)


def stances(connection: Connection, topic: str, *, where: Where | None = None, page: Page | None = None) -> Slice:
    """Return a page of the attributions that bear on a topic, the newest day first, each with its `stance` on it."""
    found = _page(connection, replace(where or Where(), topic=topic), page or Page(), of="stances")
    for item in found.items:
        item["stance"] = next(stance for stance in item["stances"] if stance["topic"] == topic)
    return found


def attribution(connection: Connection, id_: str, *, run: str | None = None) -> Item | None:
    """Return one attribution as it counts now, else as the last run found it, or as the run asked for did.

    `superseded` tells whether its document has since been read again without finding it just so; `earlier_stances`
    are those on wordings of a topic that do not count now, or of runs that were followed by another. Where decisions
    have given it to others than the pass did, `original_speakers` are the speakers that the pass found.
    """
    scoped = chosen(connection, Where(run=run)) if run else select(t.attributions.c.seq)
    counts = exists().where(t.current.c.reading == t.attributions.c.reading).correlate(t.attributions)
    ordered = scoped.where(t.attributions.c.id == id_).order_by(counts.desc(), t.attributions.c.seq.desc()).limit(1)
    row = connection.execute(ordered.add_columns(counts.label("counts"))).first()
    if row is None:
        return None
    item = items(connection, [row.seq])[0]
    judged = [stance(row) for row in connection.execute(stances_of([row.seq])).mappings()]
    earlier = [old for old in judged if old not in item["stances"]]
    given = as_given(connection, row.seq)
    moved = [speaker["id"] for speaker in given] != [speaker["id"] for speaker in item["speakers"]]
    whole = item | {"superseded": not row.counts, "earlier_stances": earlier}
    return whole | ({"original_speakers": given} if moved else {})


def _page(
    connection: Connection, where: Where, page: Page, *, of: str, also: Sequence[ColumnElement[bool]] = ()
) -> Slice:
    query = _ordered(chosen(connection, where).where(*also), where)
    list_ = (of, where)
    if page.after is not None:
        key = decode(page.after, of=list_, like=(str, int))
        query = query.where(_after(where, key))
    rows, more = cut(connection.execute(query.limit(page.limit + 1)).all(), page)
    following = encode((rows[-1].day, rows[-1].seq), of=list_) if more else None
    return Slice(items(connection, [row.seq for row in rows], where), following)


def _ordered(query: Select[Any], where: Where) -> Select[int, str]:
    day, seq = _key(where)
    columns = query.with_only_columns(seq.label("seq"), day.label("day"), maintain_column_froms=True)
    return columns.order_by(*((seq,) if where.document is not None else (day.desc(), seq)))


def _after(where: Where, key: Sequence[str | int]) -> ColumnElement[bool]:
    day, seq = _key(where)
    return seq > key[1] if where.document is not None else newest_first(day, seq, key)


def _key(where: Where) -> tuple[ColumnElement[str], ColumnElement[int]]:
    """Return the day and number to sort by, of the table whose index gives the list in order."""
    if where.speaker is not None:
        return t.said_by.c.first_day, t.said_by.c.attribution
    if where.topic is not None:
        return t.stances.c.first_day, t.stances.c.attribution
    return t.attributions.c.first_day, t.attributions.c.seq
