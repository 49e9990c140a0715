"""Speakers as decisions leave them: merged ones under one name, each with all its spellings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from service.store import search
from service.store.decisions import family, standing
from service.store.effective import names
from service.store.effective.kin import Given, Kin, Name, Standing
from service.store.tables import effective_speakers, said_by, speaker_names, speakers

_COLUMNS = ("name", "type", "known", "wikidata", "merged_into")


def bring(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Bring some speakers, and all that decisions ever joined them with or parted from them, up to date.

    Returns those that are no more, since the decision that made them was undone: `drop` them once nothing is theirs.
    """
    wanted = family(connection, ids)
    found = Kin(_given(connection, wanted), standing(connection, wanted)).standing()
    query = select(effective_speakers).where(effective_speakers.c.id.in_(wanted))
    held = {row["id"]: row for row in connection.execute(query).mappings()}
    _write(connection, held, found)
    gone = held.keys() - found.keys()
    names.write(connection, {id_: one.names for id_, one in found.items()} | dict.fromkeys(gone, ()))
    return gone


def drop(connection: Connection, ids: Iterable[str]) -> None:
    """Remove speakers that are no more; nothing is theirs."""
    connection.execute(delete(effective_speakers).where(effective_speakers.c.id.in_(list(ids))))


def _given(connection: Connection, wanted: set[str]) -> dict[str, Given]:
    """Return what articles and the register say of some speakers."""
    seen: dict[str, list[Name]] = {}
    listed = select(speaker_names).where(speaker_names.c.speaker.in_(wanted)).order_by(speaker_names.c.seq)
    for row in connection.execute(listed):
        seen.setdefault(row.speaker, []).append(Name(row.name, row.registered, row.reading))
    return {
        row.id: Given(row.name, row.type, row.registered, row.wikidata, tuple(seen.get(row.id, ())))
        for row in connection.execute(select(speakers).where(speakers.c.id.in_(wanted)))
    }


def _write(connection: Connection, held: Mapping[str, RowMapping], found: Mapping[str, Standing]) -> None:
    """Write the rows that are new, whoever is merged after whom it is merged into, and those that have changed."""
    renamed = [id_ for id_, one in found.items() if id_ in held and held[id_]["name"] != one.name]
    named = select(said_by.c.attribution).where(said_by.c.speaker.in_(renamed))
    if renamed:
        search.forget_attributions(connection, named)
    rows = {id_: {column: getattr(one, column) for column in _COLUMNS} for id_, one in found.items()}
    new = sorted(found.keys() - held.keys(), key=lambda id_: (found[id_].merged_into is not None, id_))
    if new:
        connection.execute(insert(effective_speakers), [rows[id_] | {"id": id_} for id_ in new])
    for id_ in sorted(found.keys() & held.keys()):
        if any(held[id_][column] != value for column, value in rows[id_].items()):
            connection.execute(update(effective_speakers).where(effective_speakers.c.id == id_).values(rows[id_]))
    if renamed:
        search.add_attributions(connection, named)
