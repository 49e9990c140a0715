"""Documents: what was read, with what is known about each."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, select

from service.store import tables as t
from service.store.views.paging import Item, Page, Slice, cut, decode, encode, newest_first
from service.store.views.where import Where, between, on_readings, statements_chosen

KNOWN = ("path", "title", "outlet", "byline", "url", "media_type", "published", "published_precision")


def documents(connection: Connection, *, where: Where | None = None, page: Page | None = None) -> Slice:
    """Return a page of documents without their text, the last published first.

    `since` and `until` are compared with the publication; what `where` asks of statements keeps the documents that
    hold such a statement.
    """
    asked, page = where or Where(), page or Page()
    query = _readings().where(*on_readings(asked), *between(t.readings.c.first_day, t.readings.c.last_day, asked))
    if asked.asks_for_statements:
        query = query.where(_holds(connection, asked))
    if page.after is not None:
        key = decode(page.after, of=("documents", asked), like=(str, int))
        query = query.where(newest_first(t.readings.c.first_day, t.readings.c.seq, key))
    ordered = query.order_by(t.readings.c.first_day.desc(), t.readings.c.seq).limit(page.limit + 1)
    rows, more = cut(connection.execute(ordered).mappings().all(), page)
    following = encode((rows[-1]["first_day"], rows[-1]["seq"]), of=("documents", asked)) if more else None
    return Slice([_item(row) for row in rows], following)


def document(connection: Connection, id_: str, *, run: str | None = None) -> Item | None:
    """Return one document with its `text`, its `body` ranges, and the `runs` that have read it, the newest first."""
    query = _readings().add_columns(t.readings.c.body, t.documents.c.text)
    query = query.join(t.documents, t.documents.c.id == t.readings.c.document)
    row = connection.execute(query.where(*on_readings(Where(document=id_, run=run)))).mappings().first()
    if row is None:
        return None
    named = select(t.runs.c.name).where(t.runs.c.seq.in_(select(t.readings.c.run).where(t.readings.c.document == id_)))
    read_by = list(connection.scalars(named.order_by(t.runs.c.seq.desc())))
    return _item(row) | {"text": row["text"], "body": row["body"], "runs": read_by}


def _readings() -> Select[Any]:
    return select(
        *(
            t.readings.c[name]
            for name in ("seq", "document", *KNOWN, "published_evidence", "first_day", "attributions")
        ),
        t.runs.c.name.label("run"),
    ).join_from(t.readings, t.runs, t.runs.c.seq == t.readings.c.run)


def _holds(connection: Connection, where: Where) -> ColumnElement[bool]:
    """Return the condition that a reading has such a statement; the days asked for are the documents' own.

    Few readings have the words, speaker or topic that are asked for: those are found first. Nearly all have a
    statement of some kind or confidence: each reading is asked.
    """
    names = ("speaker", "topic", "stance", "kind", "class_", "min_confidence", "q")
    statements = statements_chosen(connection, Where(**{name: getattr(where, name) for name in names}))
    if where.speaker or where.topic or where.q:
        found = statements.with_only_columns(t.attributions.c.reading, maintain_column_froms=True)
        return t.readings.c.seq.in_(found)
    return statements.where(t.attributions.c.reading == t.readings.c.seq).correlate(t.readings).exists()


def _item(row: RowMapping) -> Item:
    known = {name: row[name] for name in (*KNOWN, "published_evidence")}
    return {"id": row["document"]} | known | {"attributions": row["attributions"], "run": row["run"]}
