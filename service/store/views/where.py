"""Filters: what a list is restricted to, and how that reads in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, exists, func, literal_column, select

from models.records import CLASSES, KINDS, LABELS, AttributionClass, Kind, Label
from service.errors import InvalidParameter
from service.store import search
from service.store import tables as t
from service.store.days import UNKNOWN, bounds

By = Literal["year", "month", "day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Restrict a list; what is None restricts nothing.

    `since` and `until` are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, both included. They are compared with the date of the
    statement, or of its document where the statement has none; a date known to the month or year fits if any day of
    it does. `topic` keeps what bears on the topic (any stance but *unrelated*, unless `stance` asks for that).
    `topic_version` asks for the stances on that wording of the topic, in place of the present one.
    `run` asks for what that run found, in place of what counts now.
    """

    speaker: str | None = None
    topic: str | None = None
    stance: Label | None = None
    kind: Kind | None = None
    class_: AttributionClass | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    min_confidence: float | None = None
    q: str | None = None
    document: str | None = None
    run: str | None = None
    topic_version: int | None = None

    def __post_init__(self) -> None:
        """Check every value.

        Raises:
            InvalidParameter: a value is not allowed; every one of them is named.
        """
        errors = [
            *_not_of("kind", self.kind, KINDS),
            *_not_of("class", self.class_, CLASSES),
            *_not_of("stance", self.stance, LABELS),
        ]
        for name in ("since", "until"):
            try:
                bounds(getattr(self, name))
            except ValueError as error:
                errors.append({"parameter": name, "reason": str(error)})
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            errors.append({"parameter": "min_confidence", "reason": f"{self.min_confidence} is not from 0 to 1"})
        if errors:
            raise InvalidParameter(errors)

    @property
    def asks_for_statements(self) -> bool:
        """Tell whether anything but a document's own outlet, date, id and run is asked for."""
        return any(
            (self.speaker, self.topic, self.stance, self.kind, self.class_, self.min_confidence is not None, self.q)
        )


def check_by(by: str) -> None:
    """Make sure that a timeline's period is one of year, month and day.

    Raises:
        InvalidParameter: it is not.
    """
    if errors := _not_of("by", by, get_args(By)):
        raise InvalidParameter(errors)


def scope(where: Where) -> ColumnElement[bool]:
    """Return the condition on readings: those that count now, or the last of each document in the run asked for."""
    if where.run is None:
        return exists().where(t.current.c.reading == t.readings.c.seq).correlate(t.readings)
    later = t.readings.alias("later")
    newer = exists().where(
        later.c.run == t.readings.c.run, later.c.document == t.readings.c.document, later.c.seq > t.readings.c.seq
    )
    return (t.readings.c.run == _run(where.run)) & ~newer.correlate(t.readings)


def _run(name: str) -> ScalarSelect[int]:
    return select(t.runs.c.seq).where(t.runs.c.name == name).scalar_subquery()


def meant(speaker: str) -> ColumnElement[str]:
    """Return the id of the speaker that an id means: the one that it is merged into, else itself."""
    asked = t.effective_speakers.alias("asked")
    merged = select(asked.c.merged_into).where(asked.c.id == speaker).correlate(None).scalar_subquery()
    return func.coalesce(merged, speaker)


def on_readings(where: Where) -> list[ColumnElement[bool]]:
    """Return the conditions on readings: scope, outlet and document."""
    conditions = [scope(where)]
    if where.outlet is not None:
        conditions.append(t.readings.c.outlet == where.outlet)
    if where.document is not None:
        conditions.append(t.readings.c.document == where.document)
    return conditions


def on_statements(connection: Connection, where: Where) -> list[ColumnElement[bool]]:
    """Return the conditions on attributions: kind, class, confidence, days and full text."""
    conditions: list[ColumnElement[bool]] = []
    if where.kind is not None:
        conditions.append(t.attributions.c.kind == where.kind)
    if where.class_ is not None:
        conditions.append(t.attributions.c["class"] == where.class_)
    if where.min_confidence is not None:
        conditions.append(t.attributions.c.confidence >= where.min_confidence)
    if where.run is not None:
        conditions.append(t.attributions.c.run == _run(where.run))
    conditions += between(t.attributions.c.first_day, t.attributions.c.last_day, where)
    if where.q is not None:
        conditions.append(t.attributions.c.seq.in_(search.attributions_matching(connection, where.q)))
    return conditions


def on_stances(where: Where) -> list[ColumnElement[bool]]:
    """Return the conditions on stances: topic and label; the literal is what the partial index is made for."""
    if where.topic is None:
        conditions = judged_now(where)
    else:
        conditions = [t.stances.c.topic_version == _wording(where).scalar_subquery(), judged_last()]
    if where.stance is not None:
        return [*conditions, t.stances.c.label == where.stance]
    return [*conditions, t.stances.c.label != literal_column("'unrelated'")]


def judged_now(where: Where) -> list[ColumnElement[bool]]:
    """Return the conditions that a stance counts: its topic's present wording, or that asked for, and the last run."""
    present = select(t.topics.c.current)
    if where.topic is None or where.topic_version is None:
        return [t.stances.c.topic_version.in_(present), judged_last()]
    asked = present.where(t.topics.c.id != where.topic).union_all(_wording(where))
    return [t.stances.c.topic_version.in_(asked), judged_last()]


def _wording(where: Where) -> Select[int]:
    """Return a query for the wording of the topic that is asked for."""
    if where.topic_version is None:
        return select(t.topics.c.current).where(t.topics.c.id == where.topic)
    worded = t.topic_versions.c
    return select(worded.seq).where(worded.topic == where.topic, worded.version == where.topic_version)


def judged_last() -> ColumnElement[bool]:
    """Return the condition that no later run has judged a statement again by the same wording."""
    later = t.stances.alias("later_stances")
    again = exists().where(
        later.c.attribution == t.stances.c.attribution,
        later.c.topic_version == t.stances.c.topic_version,
        later.c.run > t.stances.c.run,
    )
    return ~again.correlate(t.stances)


def between(first: ColumnElement[str], last: ColumnElement[str], where: Where) -> list[ColumnElement[bool]]:
    """Return the conditions that the days from `first` to `last` meet those asked for.

    No known date spans more than a year, so `first` is not before the year of `since`: that lets an index be used.
    """
    conditions: list[ColumnElement[bool]] = []
    if where.since is not None:
        since = bounds(where.since)[0]
        conditions += [last >= since, first >= f"{since[:4]}-01-01"]
    if where.until is not None:
        conditions += [first <= bounds(where.until)[1], first != UNKNOWN]
    return conditions


def statements_chosen(connection: Connection, where: Where) -> Select[Any]:
    """Return a query over attributions alone, restricted by what `where` asks of statements."""
    query: Select[Any] = select(t.attributions.c.seq)
    if where.speaker is not None:
        of_speaker = t.said_by.c.speaker == meant(where.speaker)
        query = query.join(t.said_by, (t.said_by.c.attribution == t.attributions.c.seq) & of_speaker)
    if where.topic is not None:
        query = query.join(t.stances, t.stances.c.attribution == t.attributions.c.seq).where(*on_stances(where))
    elif where.stance is not None:
        held = exists().where(t.stances.c.attribution == t.attributions.c.seq, *on_stances(where))
        query = query.where(held.correlate(t.attributions))
    return query.where(*on_statements(connection, where))


def chosen(connection: Connection, where: Where) -> Select[Any]:
    """Return a query over attributions and their readings, restricted by everything that `where` asks for."""
    joined = statements_chosen(connection, where).join(t.readings, t.readings.c.seq == t.attributions.c.reading)
    return joined.where(*on_readings(where))


def _not_of(name: str, value: str | None, allowed: tuple[str, ...]) -> list[dict[str, str]]:
    if value is None or value in allowed:
        return []
    return [{"parameter": name, "reason": f"{value!r} is none of {', '.join(allowed)}"}]
