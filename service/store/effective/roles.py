"""Whose each role is: as articles and the register gave it, moved as decisions say, and those that decisions give."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from service.store.decisions import moves, standing
from service.store.tables import decisions, effective_roles, readings, speaker_roles

_COLUMNS = ("title", "written_on", "until", "reading")


def of_reading(reading: int) -> ColumnElement[bool]:
    """Return the condition on roles that a reading gave them."""
    return speaker_roles.c.reading == reading


def place(connection: Connection, chosen: ColumnElement[bool]) -> None:
    """Give the chosen roles of articles and the register to whom they belong."""
    query = select(speaker_roles, readings.c.document).join(readings, isouter=True).where(chosen)
    found = connection.execute(query.order_by(speaker_roles.c.seq)).mappings().all()
    known = moves(connection, {row["speaker"] for row in found})
    rows = [
        {name: row[name] for name in _COLUMNS}
        | {"speaker": known.settle(row["speaker"], row["document"]), "role": row["seq"], "decision": None}
        for row in found
    ]
    _insert(connection, rows)


def of_speakers(speakers: Collection[str], documents: Collection[str] | None = None) -> ColumnElement[bool]:
    """Return the condition on roles that articles and the register gave some speakers, in all documents or in some."""
    given = speaker_roles.c.speaker.in_(speakers)
    if documents is None:
        return given
    return given & speaker_roles.c.reading.in_(select(readings.c.seq).where(readings.c.document.in_(documents)))


def forget(connection: Connection, chosen: ColumnElement[bool]) -> None:
    """Take back whose the chosen roles of articles and the register are."""
    given = select(speaker_roles.c.seq).where(chosen)
    connection.execute(delete(effective_roles).where(effective_roles.c.role.in_(given)))


def place_decided(connection: Connection, speakers: Collection[str]) -> None:
    """Give the roles that decisions give some speakers to whom they belong now."""
    decided = select(decisions.c.seq).where(decisions.c.verb == "role", decisions.c.speaker.in_(speakers))
    connection.execute(delete(effective_roles).where(effective_roles.c.decision.in_(decided)))
    given = [d for d in standing(connection, speakers) if d.verb == "role"]
    known = moves(connection, {decision.speaker for decision in given})
    rows = [
        {"title": d.details["title"], "written_on": d.details["since"] or "", "until": d.details["until"] or ""}
        | {"reading": None, "speaker": known.settle(d.speaker), "role": None, "decision": d.seq}
        for d in given
    ]
    _insert(connection, rows)


def _insert(connection: Connection, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(effective_roles), rows)
