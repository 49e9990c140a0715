"""Topics: the questions, their wordings, and where the speakers have stood over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, Select, func, select

from models.records import LABELS, Topic
from service.errors import InvalidParameter, TopicNotFound
from service.store import tables as t
from service.store.views.paging import Item
from service.store.views.where import By, Where, check_by, chosen, judged_last, meant, on_stances, scope

SIDES = tuple(label for label in LABELS if label != "unrelated")
"""The labels that a topic's figures count."""


def topics(connection: Connection) -> list[Item]:
    """Return every topic in its present wording, by id, with how many attributions have each stance on it."""
    counts = _counts(connection)
    rows = connection.execute(_present().order_by(t.topics.c.id)).mappings()
    return [_item(row) | {"counts": counts.get(row["topic"], dict.fromkeys(SIDES, 0))} for row in rows]


def topic(connection: Connection, id_: str) -> Item | None:
    """Return one topic in its present wording with all its `versions`, the first one first.

    Each version has the `counts` of the statements that were judged by it, those that are unrelated to it too.
    """
    row = connection.execute(_present().where(t.topics.c.id == id_)).mappings().first()
    if row is None:
        return None
    counts = _counts(connection, id_).get(id_, dict.fromkeys(SIDES, 0))
    worded = select(t.topic_versions).where(t.topic_versions.c.topic == id_).order_by(t.topic_versions.c.version)
    versions = [
        _item(row) | {"counts": _judged(connection, row["seq"])} for row in connection.execute(worded).mappings()
    ]
    return _item(row) | {"counts": counts, "versions": versions}


def wording(connection: Connection, id_: str, version: int | None = None) -> Topic:
    """Return a topic in its present wording, or as the version that is asked for words it.

    Raises:
        TopicNotFound: there is no such topic.
        InvalidParameter: it has no such version.
    """
    query = _present().where(t.topics.c.id == id_)
    if version is not None:
        query = select(t.topic_versions).where(t.topic_versions.c.topic == id_, t.topic_versions.c.version == version)
    row = connection.execute(query).first()
    if row is not None:
        return _record(row)
    if version is None or connection.execute(_present().where(t.topics.c.id == id_)).first() is None:
        raise TopicNotFound(id_)
    reason = f"{version} is no version of {id_}: /v1/topics/{id_} lists those there are"
    raise InvalidParameter([{"parameter": "topic_version", "reason": reason}])


def current_topics(connection: Connection) -> dict[int, Topic]:
    """Return the topics in their present wordings, by id, under the row numbers of the wordings."""
    return {row.seq: _record(row) for row in connection.execute(_present().order_by(t.topics.c.id))}


def timeline(connection: Connection, topic: str, *, where: Where | None = None, by: By = "month") -> list[Item]:
    """Return the periods in which something was said on a topic, in order, with counts by stance and by speaker.

    Every count stands beside the ids of its `attributions`. A statement is placed at its own date, else at its
    document's; one that is known to the year only has that year as its period, and one of no known date has None,
    which comes last. A statement of several speakers counts once in the period and once for each of them.

    Raises:
        InvalidParameter: `by` is none of year, month and day.
    """
    check_by(by)
    length = {"year": 4, "month": 7, "day": 10}[by]
    asked = replace(where or Where(), topic=topic)
    rows = connection.execute(_moments(connection, asked)).mappings()
    dated = ((row["date"][:length] if row["date"] else None, row) for row in rows)
    ordered = sorted(dated, key=lambda pair: (pair[0] is None, pair[0] or "", pair[1]["first_day"], pair[1]["seq"]))
    return [_period(period, [row for _, row in group]) for period, group in groupby(ordered, key=lambda pair: pair[0])]


def _present() -> Select[Any]:
    return select(t.topic_versions).join_from(t.topics, t.topic_versions, t.topic_versions.c.seq == t.topics.c.current)


def _record(row: Row[Any]) -> Topic:
    return Topic(row.topic, row.name, tuple(row.aliases), row.position, row.description)


def _item(row: RowMapping) -> Item:
    wording = {name: row[name] for name in ("name", "aliases", "position", "description", "version", "added_at")}
    return {"id": row["topic"]} | wording


def _counts(connection: Connection, topic: str | None = None) -> dict[str, dict[str, int]]:
    columns = (t.stances.c.topic, t.stances.c.label)
    query = select(*columns, func.count().label("n")).join_from(t.stances, t.attributions).join(t.readings)
    counts: dict[str, dict[str, int]] = {}
    for row in connection.execute(query.where(*on_stances(Where(topic=topic)), scope(Where())).group_by(*columns)):
        counts.setdefault(row.topic, dict.fromkeys(SIDES, 0))[row.label] = row.n
    return counts


def _judged(connection: Connection, version: int) -> dict[str, int]:
    """Return how many of the statements that count now have each stance on one wording of a topic."""
    query = select(t.stances.c.label, func.count().label("n")).join_from(t.stances, t.attributions).join(t.readings)
    judged = query.where(t.stances.c.topic_version == version, judged_last(), scope(Where()))
    counted = {row.label: row.n for row in connection.execute(judged.group_by(t.stances.c.label))}
    return {label: counted.get(label, 0) for label in LABELS}


def _moments(connection: Connection, where: Where) -> Select[Any]:
    """Return a query for each statement on a topic and each of its speakers."""
    voices = t.said_by.alias("voices")
    query = chosen(connection, where)
    query = query.join(voices, voices.c.attribution == t.attributions.c.seq, isouter=True)
    query = query.join(t.effective_speakers, t.effective_speakers.c.id == voices.c.speaker, isouter=True)
    if where.speaker is not None:
        query = query.where(t.effective_speakers.c.id == meant(where.speaker))
    return query.with_only_columns(
        t.attributions.c.seq,
        t.attributions.c.id,
        t.attributions.c.first_day,
        func.coalesce(t.attributions.c.said_on, t.readings.c.published).label("date"),
        t.stances.c.label,
        t.effective_speakers.c.id.label("speaker"),
        t.effective_speakers.c.name,
        maintain_column_froms=True,
    )


def _period(period: str | None, rows: Sequence[RowMapping]) -> Item:
    series: dict[tuple[str, str], list[RowMapping]] = {}
    for row in rows:
        if row["speaker"] is not None:
            series.setdefault((row["name"], row["speaker"]), []).append(row)
    speakers = [{"id": id_, "name": name} | _tally(series[name, id_]) for name, id_ in sorted(series)]
    return {"period": period} | _tally(rows) | {"speakers": speakers}


def _tally(rows: Sequence[RowMapping]) -> Item:
    labels = {row["seq"]: row["label"] for row in rows}
    counted = Counter(labels.values())
    shown = (*SIDES, *sorted(counted.keys() - set(SIDES)))
    ids = dict.fromkeys(row["id"] for row in rows)
    return {"counts": {label: counted[label] for label in shown}, "attributions": list(ids)}
