"""Runs: which passes of the model the store holds, what they could not read, and how much there is in all."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, func, select

from service.store import tables as t
from service.store.views.paging import Item, Page, Slice, cut, decode, encode
from service.store.views.where import Where


def runs(connection: Connection) -> list[Item]:
    """Return every run, the newest first: its id (the name of the model pass), when, and how much it did."""
    read = select(func.count(), func.coalesce(func.sum(t.readings.c.attributions), 0))
    failed = select(func.count()).select_from(t.failures)
    items = []
    for row in connection.execute(select(t.runs).order_by(t.runs.c.seq.desc())).all():
        documents, attributions = connection.execute(read.where(t.readings.c.run == row.seq)).one()
        counts = {"documents": documents, "attributions": attributions}
        counts["failures"] = connection.execute(failed.where(t.failures.c.run == row.seq)).scalar_one()
        when = {"started_at": row.started_at, "finished_at": row.finished_at}
        items.append({"id": row.name} | when | counts | {"stances": row.stances})
    return items


def failures(connection: Connection, *, where: Where | None = None, page: Page | None = None) -> Slice:
    """Return a page of what could not be read, the latest first; `where.run` asks for one run's."""
    asked, page = where or Where(), page or Page()
    query = select(t.failures, t.runs.c.name.label("run_name")).join(t.runs)
    if asked.run is not None:
        query = query.where(t.runs.c.name == asked.run)
    if page.after is not None:
        (seq,) = decode(page.after, of=("failures", asked.run), like=(int,))
        query = query.where(t.failures.c.seq < seq)
    ordered = query.order_by(t.failures.c.seq.desc()).limit(page.limit + 1)
    rows, more = cut(connection.execute(ordered).mappings().all(), page)
    following = encode((rows[-1]["seq"],), of=("failures", asked.run)) if more else None
    shown = ("path", "slug", "reason", "remedy", "failed_at")
    return Slice([{name: row[name] for name in shown} | {"run": row["run_name"]} for row in rows], following)


def counts(connection: Connection) -> Item:
    """Return how many documents, attributions, speakers, topics, runs and failures the store holds now."""
    counted: Select[Any] = select(func.count(), func.coalesce(func.sum(t.readings.c.attributions), 0))
    documents, attributions = connection.execute(
        counted.join_from(t.current, t.readings, t.readings.c.seq == t.current.c.reading)
    ).one()
    standing = select(func.count()).where(t.effective_speakers.c.merged_into.is_(None))
    rest = {"speakers": connection.execute(standing).scalar_one()}
    for name, table in (("topics", t.topics), ("runs", t.runs), ("failures", t.failures)):
        rest[name] = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return {"documents": documents, "attributions": attributions} | rest
