"""A store as plain rows, to tell whether two are the same."""

from __future__ import annotations

from sqlalchemy import Connection, select

from service.store.tables import metadata

TIMES = {"started_at", "finished_at", "added_at", "failed_at"}


def dump(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table in the order of its key, without the times at which things were done."""
    found = {}
    for table in metadata.sorted_tables:
        columns = [column for column in table.columns if column.name not in TIMES]
        rows = connection.execute(select(*columns).order_by(*table.primary_key.columns))
        found[table.name] = [tuple(str(value) if isinstance(value, list) else value for value in row) for row in rows]
    return found
