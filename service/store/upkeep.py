"""Upkeep: whether a store is whole, and copies of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pysqlite3 import dbapi2
from sqlalchemy import Connection, exists, func, select, text

from service.errors import StoreUnreadable
from service.store.engine import place_of
from service.store.tables import (
    attribution_speakers,
    attributions,
    documents,
    effective_names,
    effective_speakers,
    readings,
    said_by,
    spans,
)


def faults(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with a store, one sentence each, from its pages to its speakers."""
    if connection.dialect.name == "sqlite":
        yield from _sqlite_faults(connection)
        yield from _full_text_faults(connection)
    yield from _span_faults(connection)
    yield from _count_faults(connection)
    yield from _speaker_faults(connection)


def copy(connection: Connection, path: Path) -> None:
    """Copy an SQLite store as it is at one moment to a new file, which appears only once it is whole.

    Raises:
        StoreUnreadable: the store is not SQLite, whose own tool (`pg_dump`) copies it, or the copy cannot be written.
    """
    where = place_of(connection.engine)
    if connection.dialect.name != "sqlite":
        raise StoreUnreadable(where, "only an SQLite store is copied so; use the database's own tool, as pg_dump is")
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with dbapi2.connect(str(unfinished)) as target:
            source: Any = connection.connection.driver_connection
            source.backup(target)
        target.close()
        unfinished.rename(path)
    except (OSError, dbapi2.Error) as error:
        raise StoreUnreadable(where, f"no copy could be written to {path}: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _sqlite_faults(connection: Connection) -> Iterator[str]:
    for (line,) in connection.execute(text("PRAGMA integrity_check")):
        if line != "ok":
            yield f"integrity: {line}"
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"reference: row {row} of {table} refers to a row that {parent} does not have"


def _full_text_faults(connection: Connection) -> Iterator[str]:
    """Yield whether full text has another number of statements or names than the tables; its index tables count."""
    for index, table in (("attribution_search", attributions), ("speaker_search", effective_names)):
        indexed = connection.execute(text(f"SELECT count(*) FROM {index}_docsize")).scalar_one()  # noqa: S608
        stored = connection.execute(select(func.count()).select_from(table)).scalar_one()
        if indexed != stored:
            yield f"full text: {index} has {indexed} of {stored} rows"


def _span_faults(connection: Connection) -> Iterator[str]:
    """Yield each span whose words are not the document's at its offsets; documents are read one at a time."""
    ids = list(connection.scalars(select(documents.c.id).order_by(documents.c.id)))
    for id_ in ids:
        words: str = connection.execute(select(documents.c.text).where(documents.c.id == id_)).scalar_one()
        found = select(spans).join_from(spans, attributions).join(readings).where(readings.c.document == id_)
        for span in connection.execute(found):
            if words[span.start : span.end] != span.text:
                yield (
                    f"words: document {id_} does not have at [{span.start}, {span.end}) "
                    f"the {span.part} of attribution row {span.attribution}"
                )


def _count_faults(connection: Connection) -> Iterator[str]:
    """Yield each reading that states another number of attributions than it has."""
    counted = select(func.count()).where(attributions.c.reading == readings.c.seq).correlate(readings).scalar_subquery()
    wrong = select(readings.c.seq, readings.c.attributions, counted.label("n")).where(
        readings.c.attributions != counted
    )
    for row in connection.execute(wrong):
        yield f"counts: reading {row.seq} has {row.n} attributions, not {row.attributions}"


def _speaker_faults(connection: Connection) -> Iterator[str]:
    """Yield each statement that is without the speakers that it was given, or is a merged speaker's still."""
    kept = exists().where(said_by.c.attribution == attribution_speakers.c.attribution).correlate(attribution_speakers)
    lost = select(attribution_speakers.c.attribution).where(~kept).distinct()
    for row in connection.execute(lost.order_by(attribution_speakers.c.attribution)):
        yield f"speakers: attribution row {row.attribution} has none of those that the pass gave it"
    merged = select(said_by.c.attribution, said_by.c.speaker).join(effective_speakers)
    for row in connection.execute(merged.where(effective_speakers.c.merged_into.is_not(None))):
        yield f"speakers: attribution row {row.attribution} is still {row.speaker!r}'s, who is merged into another"
