"""Statements whole: rows of six tables put together in the shape of the extraction record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from service.store import tables as t
from service.store.views.paging import Item
from service.store.views.where import Where, judged_now

SCORES = ("support", "oppose", "neutral", "unrelated")


def items(connection: Connection, seqs: Sequence[int], where: Where | None = None) -> list[Item]:
    """Return the attributions with these row numbers, in this order, each with its document, run and stances.

    The stances are those that count now, or on the wording of a topic that `where` asks for.
    """
    rows = {row["seq"]: row for row in connection.execute(_statements(seqs)).mappings()}
    words = _spans(connection, seqs)
    said_by = _grouped(connection, _speakers(seqs))
    judged = _grouped(connection, stances_of(seqs).where(*judged_now(where or Where())))
    return [
        _statement(rows[seq])
        | {part: words[seq, part] for part in ("content", "cue", "source")}
        | {"speakers": [_speaker(row) for row in said_by[seq]], "stances": [stance(row) for row in judged[seq]]}
        | {"document": _document(rows[seq]), "run": rows[seq]["run_name"]}
        for seq in seqs
    ]


def as_given(connection: Connection, seq: int) -> list[Item]:
    """Return the speakers of one attribution as the pass found them."""
    given = t.attribution_speakers.c
    query = select(given.confidence, t.speakers.c.id, t.speakers.c.name, t.speakers.c.type)
    query = query.join_from(t.attribution_speakers, t.speakers, t.speakers.c.id == given.speaker)
    rows = connection.execute(query.where(given.attribution == seq).order_by(given.position)).mappings()
    return [_speaker(row) for row in rows]


def stance(row: RowMapping) -> Item:
    """Return one stance with its four scores, the version of the topic that it was judged by, and the run."""
    return {
        "topic": row["topic"],
        "label": row["label"],
        "confidence": row["confidence"],
        "scores": {label: row[label] for label in SCORES},
        "topic_version": row["version"],
        "run": row["run_name"],
    }


def _statements(seqs: Sequence[int]) -> Select[Any]:
    about = (t.readings.c[name] for name in ("document", "title", "outlet", "published", "path", "url"))
    chosen = select(t.attributions, *about, t.runs.c.name.label("run_name"))
    joined = chosen.join(t.readings, t.readings.c.seq == t.attributions.c.reading).join(
        t.runs, t.runs.c.seq == t.readings.c.run
    )
    return joined.where(t.attributions.c.seq.in_(seqs))


def _statement(row: RowMapping) -> Item:
    return {
        "id": row["id"],
        "kind": row["kind"],
        "class": row["class"],
        "content": [],
        "cue": [],
        "source": [],
        "speakers": [],
        "said_on": {"date": row["said_on"], "precision": row["said_precision"], "evidence": row["said_evidence"]},
        "confidence": row["confidence"],
        "source_confidence": row["source_confidence"],
    }


def _document(row: RowMapping) -> Item:
    return {"id": row["document"]} | {name: row[name] for name in ("title", "outlet", "published", "path", "url")}


def _spans(connection: Connection, seqs: Sequence[int]) -> dict[tuple[int, str], list[Item]]:
    found: dict[tuple[int, str], list[Item]] = defaultdict(list)
    chosen = select(t.spans).where(t.spans.c.attribution.in_(seqs))
    for row in connection.execute(chosen.order_by(t.spans.c.attribution, t.spans.c.part, t.spans.c.position)):
        found[row.attribution, row.part].append({"start": row.start, "end": row.end, "text": row.text})
    return found


def _speakers(seqs: Sequence[int]) -> Select[Any]:
    said_by = t.said_by.c
    chosen = select(
        said_by.attribution,
        said_by.confidence,
        t.effective_speakers.c.id,
        t.effective_speakers.c.name,
        t.effective_speakers.c.type,
    )
    joined = chosen.join_from(t.said_by, t.effective_speakers, t.effective_speakers.c.id == said_by.speaker)
    return joined.where(said_by.attribution.in_(seqs)).order_by(said_by.attribution, said_by.position)


def _speaker(row: RowMapping) -> Item:
    return {name: row[name] for name in ("id", "name", "type", "confidence")}


def stances_of(seqs: Sequence[int]) -> Select[Any]:
    """Return a query for all the stances ever given to some attributions, by topic, wording and run."""
    chosen = select(t.stances, t.topic_versions.c.version, t.runs.c.name.label("run_name"))
    joined = chosen.join(t.topic_versions, t.topic_versions.c.seq == t.stances.c.topic_version)
    ordered = (t.stances.c.attribution, t.stances.c.topic, t.topic_versions.c.version, t.stances.c.run)
    of_run = joined.join(t.runs, t.runs.c.seq == t.stances.c.run)
    return of_run.where(t.stances.c.attribution.in_(seqs)).order_by(*ordered)


def _grouped(connection: Connection, chosen: Select[Any]) -> dict[int, list[RowMapping]]:
    found: dict[int, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(chosen).mappings():
        found[row["attribution"]].append(row)
    return found
