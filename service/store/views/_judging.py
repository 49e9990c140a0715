"""What is still to be judged: statements without a stance on a topic's wording, as the stance model reads them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Exists, exists, or_, select

from models.records import Attribution, Span, Speaker
from models.text import Range, mask
from service.store import tables as t
from service.store.views._whole import items
from service.store.views.paging import Item
from service.store.views.where import Where, scope


@dataclass(frozen=True, slots=True)
class Unjudged:
    """Hold a statement by its row number, the text that it stands in (blanked outside the body), and what it lacks.

    `versions` are the row numbers of the wordings that it is to be judged by; `path` is what its document is called.
    """

    seq: int
    path: str
    text: str
    attribution: Attribution
    versions: tuple[int, ...]


def unjudged(
    connection: Connection,
    versions: Sequence[int],
    *,
    run: int,
    after: int = 0,
    limit: int = 64,
    documents: Collection[str] | None = None,
) -> list[Unjudged]:
    """Return statements that count now and that a run has not judged by one of some wordings, in the order of writing.

    They come after the row number `after`, at most `limit` of them; of some `documents` alone where those are given.
    """
    lacks = or_(*(~_judged(version, run) for version in versions))
    query = select(t.attributions.c.seq).join(t.readings, t.readings.c.seq == t.attributions.c.reading)
    query = query.where(scope(Where()), t.attributions.c.seq > after, lacks)
    if documents is not None:
        query = query.where(t.readings.c.document.in_(documents))
    seqs = list(connection.scalars(query.order_by(t.attributions.c.seq).limit(limit)))
    held = select(t.stances.c.attribution, t.stances.c.topic_version)
    held = held.where(t.stances.c.attribution.in_(seqs), t.stances.c.run == run)
    done = {(row.attribution, row.topic_version) for row in connection.execute(held)}
    read = zip(seqs, items(connection, seqs), _contexts(connection, seqs), strict=True)
    return [
        Unjudged(seq, item["document"]["path"], text, _record(item, before), _lacking(seq, versions, done))
        for seq, item, (text, before) in read
    ]


def _judged(version: int, run: int) -> Exists:
    given = t.stances.alias("given")
    judged = exists().where(
        given.c.attribution == t.attributions.c.seq, given.c.topic_version == version, given.c.run == run
    )
    return judged.correlate(t.attributions)


def _contexts(connection: Connection, seqs: Sequence[int]) -> list[tuple[str, Range | None]]:
    """Return for each attribution its document's text, blanked outside the body, and the sentence before it."""
    columns = (
        t.attributions.c.seq,
        t.attributions.c.reading,
        t.attributions.c.before_start,
        t.attributions.c.before_end,
    )
    rows = {row.seq: row for row in connection.execute(select(*columns).where(t.attributions.c.seq.in_(seqs)))}
    read = select(t.readings.c.seq, t.readings.c.body, t.documents.c.text).join(t.documents)
    read = read.where(t.readings.c.seq.in_({row.reading for row in rows.values()}))
    texts = {row.seq: mask(row.text, row.body) for row in connection.execute(read)}
    return [
        (texts[row.reading], None if row.before_start is None else (row.before_start, row.before_end))
        for row in (rows[seq] for seq in seqs)
    ]


def _record(item: Item, before: Range | None) -> Attribution:
    """Return an attribution as the stance model reads it; its date and stances are left out."""
    content, cue, source = (
        tuple(Span(span["start"], span["end"], span["text"]) for span in item[part])
        for part in ("content", "cue", "source")
    )
    speakers = tuple(
        Speaker(speaker["id"], speaker["name"], speaker["type"], speaker["confidence"]) for speaker in item["speakers"]
    )
    return Attribution(item["id"], item["kind"], content, cue, source, item["confidence"], speakers, before=before)


def _lacking(seq: int, versions: Sequence[int], done: Collection[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(version for version in versions if (seq, version) not in done)
