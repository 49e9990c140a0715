"""Decisions about speakers: the log, what of it is about one speaker, and pairs that somebody should decide on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, or_, select

from service.store import tables as t
from service.store.views.paging import Item, Page, Slice, cut, decode, encode


def decisions(connection: Connection, *, speaker: str | None = None, page: Page | None = None) -> Slice:
    """Return a page of the log, the latest first, undone decisions too; of one speaker with all merged into it."""
    asked = page or Page()
    query = _log() if speaker is None else _log().where(_about(_ids(connection, speaker)))
    if asked.after is not None:
        (number,) = decode(asked.after, of=("decisions", speaker), like=(int,))
        query = query.where(t.decisions.c.seq < number)
    ordered = query.order_by(t.decisions.c.seq.desc()).limit(asked.limit + 1)
    rows, more = cut(connection.execute(ordered).mappings().all(), asked)
    following = encode((rows[-1]["seq"],), of=("decisions", speaker)) if more else None
    return Slice([_item(row) for row in rows], following)


def decisions_on(connection: Connection, speaker: str) -> list[Item]:
    """Return the decisions about a speaker and all merged into it that stand, the first one first."""
    query = _log().where(_about(_ids(connection, speaker)), t.decisions.c.verb != "undo")
    rows = connection.execute(query.order_by(t.decisions.c.seq)).mappings()
    return [_item(row) for row in rows if row["undone_by"] is None]


def _log() -> Select[Any]:
    undo = t.decisions.alias("undo")
    joined = select(t.decisions, undo.c.seq.label("undone_by"))
    return joined.join_from(t.decisions, undo, undo.c.undoes == t.decisions.c.seq, isouter=True)


def _ids(connection: Connection, speaker: str) -> Collection[str]:
    merged = select(t.effective_speakers.c.id).where(t.effective_speakers.c.merged_into == speaker)
    return [speaker, *connection.scalars(merged)]


def _about(speakers: Collection[str]) -> ColumnElement[bool]:
    return or_(t.decisions.c.speaker.in_(speakers), t.decisions.c.target.in_(speakers))


def _item(row: RowMapping) -> Item:
    told = {name: row[name] for name in ("verb", "speaker", "target", "details", "reason")}
    made = {"by": row["made_by"], "at": row["made_at"], "automatic": row["automatic"]}
    return {"number": row["seq"]} | told | made | {"undoes": row["undoes"], "undone_by": row["undone_by"]}
