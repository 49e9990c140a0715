"""Names as decisions leave them, looked up by their words and by what they may stand for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, delete, false, insert, select, update

from models.naming.spelling import keys
from service.store import search
from service.store.effective.kin import Name
from service.store.tables import effective_names, effective_speakers, name_keys


def write(connection: Connection, wanted: Mapping[str, Sequence[Name]]) -> None:
    """Let each of some speakers have just these names, in this order."""
    query = select(effective_names).where(effective_names.c.speaker.in_(wanted))
    held = {(row["speaker"], row["name"]): row for row in connection.execute(query).mappings()}
    rows = {
        (speaker, one.name): {"position": position, "known": one.known, "reading": one.reading}
        for speaker, names in wanted.items()
        for position, one in enumerate(names)
    }
    _forget(connection, [row["seq"] for pair, row in held.items() if pair not in rows])
    _add(connection, [row | {"speaker": pair[0], "name": pair[1]} for pair, row in rows.items() if pair not in held])
    for pair in rows.keys() & held.keys():
        if any(held[pair][column] != value for column, value in rows[pair].items()):
            changed = update(effective_names).where(effective_names.c.seq == held[pair]["seq"])
            connection.execute(changed.values(rows[pair]))


def key(connection: Connection) -> None:
    """Note what each name of a person may stand for that has not been asked yet."""
    asked = select(effective_names.c.seq, effective_names.c.name, effective_speakers.c.type).join(effective_speakers)
    found = connection.execute(asked.where(effective_names.c.keyed == false())).all()
    rows = [{"key": one, "name": row.seq} for row in found if row.type == "person" for one in keys(row.name)]
    if rows:
        connection.execute(insert(name_keys), rows)
    if found:
        connection.execute(update(effective_names).where(effective_names.c.keyed == false()).values(keyed=True))


def _add(connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        added = insert(effective_names).values(keyed=False).returning(effective_names.c.seq)
        seqs = connection.scalars(added, rows).all()
        search.add_names(connection, seqs)


def _forget(connection: Connection, seqs: Collection[int]) -> None:
    if seqs:
        search.forget_names(connection, seqs)
        connection.execute(delete(name_keys).where(name_keys.c.name.in_(seqs)))
        connection.execute(delete(effective_names).where(effective_names.c.seq.in_(seqs)))
