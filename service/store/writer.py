"""The only writer: every row of the store is added here, one transaction for each call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Concatenate, ParamSpec, Protocol

from sqlalchemy import Connection, Engine, Table, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from models.records import Attribution, Document, KnownSpeaker, Stance, Topic
from service.store import alike, effective, register, rows, search
from service.store.decisions import Author
from service.store.engine import writing
from service.store.tables import (
    attribution_speakers,
    attributions,
    current,
    documents,
    failures,
    readings,
    runs,
    spans,
    speaker_roles,
    stances,
    topics,
)


class Failed(Protocol):
    """State what an input that was not read must say of itself."""

    @property
    def path(self) -> str:
        """Name the input as the caller did."""

    @property
    def slug(self) -> str:
        """Name the kind of failure."""

    @property
    def reason(self) -> str:
        """Say what happened."""

    @property
    def remedy(self) -> str:
        """Say what to do about it."""


P = ParamSpec("P")
Result = tuple[Document, Sequence[Attribution]]


def adding(connection: Connection, table: Table) -> Any:
    """Return an insert that knows ON CONFLICT in the connection's dialect."""
    return (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)


class Writer:
    """Add rows to the store, and bring up to date what follows from them: which readings count, and who is meant.

    Every method is one transaction that takes the write lock as it begins. What is read twice is added once; what is
    decided twice is refused.
    """

    def __init__(self, engine: Engine) -> None:
        """Keep the engine; nothing is opened."""
        self._engine = writing(engine)

    def add_topics(self, wanted: Iterable[Topic]) -> dict[str, int]:
        """Add topics, and return the version of each that counts now.

        One whose wording changed becomes a new version, and stances keep the one that they were judged by.
        """
        with self._engine.begin() as connection:
            return {topic.id: register.add_topic(connection, topic, added_at=now()) for topic in wanted}

    def add_register(self, known: Iterable[KnownSpeaker]) -> None:
        """Add known speakers with their names and roles; the register's name and type of a speaker win.

        Raises:
            AlreadyTaken: the register has another speaker with one of the names.
        """
        with self._engine.begin() as connection:
            register.add_known(connection, list(known))
            effective.names.key(connection)

    def decide(
        self, verb: Callable[Concatenate[Connection, Author, P], int], author: Author, *what: P.args, **how: P.kwargs
    ) -> int:
        """Make a decision about speakers by one of the verbs of `deciding`, and return its number in the log.

        Raises:
            OnRecordError: what the verb raises; nothing is written then.
        """
        with self._engine.begin() as connection:
            return verb(connection, author, *what, **how)

    def open_run(self, name: str, *, started_at: str | None = None) -> int:
        """Return the run of this name, opened now if there is none."""
        with self._engine.begin() as connection:
            effective.names.key(connection)
            row = {"name": name, "started_at": started_at or now()}
            connection.execute(adding(connection, runs).values(row).on_conflict_do_nothing())
            seq: int = connection.execute(select(runs.c.seq).where(runs.c.name == name)).scalar_one()
            return seq

    def close_run(self, run: int, *, finished_at: str | None = None) -> None:
        """Record when the run last came to its end."""
        with self._engine.begin() as connection:
            connection.execute(update(runs).where(runs.c.seq == run).values(finished_at=finished_at or now()))

    def done(self, run: int, wanted: Iterable[Document]) -> set[str]:
        """Return the fingerprints of the documents that this run has read just so."""
        with self._engine.begin() as connection:
            return set(_readings(connection, run, list(wanted)))

    def write(
        self,
        run: int,
        results: Iterable[Result],
        *,
        asked: Sequence[Document] | None = None,
        failed: Iterable[Failed] = (),
    ) -> int:
        """Add what a run found and what it could not read; return how many documents it had not read just so before.

        The readings of the documents `asked` for (by default those of the results) count from now on; of a text that
        is asked for twice, the last one. A path that failed before and can be read now is no failure any more; one
        that fails again takes the new reason and time.

        Raises:
            ValueError: a span does not fit its document, or a stance its topics; nothing of the batch is written.
        """
        read = list(results)
        with self._engine.begin() as connection:
            versions = {row.id: row.current for row in connection.execute(select(topics.c.id, topics.c.current))}
            added = sum(_add_result(connection, run, result, versions) for result in read)
            _let_count(connection, run, [document for document, _ in read] if asked is None else asked)
            for failure in failed:
                _add_failure(connection, run, failure)
            return added

    def add_stances(self, run: int, judged: Iterable[tuple[int, int, Stance]]) -> int:
        """Add what a run judged, as (attribution, topic version, stance) by row numbers; return how many are new."""
        given = {(attribution, version): stance for attribution, version, stance in judged}
        seqs = {attribution for attribution, _ in given}
        with self._engine.begin() as connection:
            held = select(stances.c.attribution, stances.c.topic_version)
            held = held.where(stances.c.run == run, stances.c.attribution.in_(seqs))
            known = {tuple(row) for row in connection.execute(held)}
            placed = select(attributions.c.seq, attributions.c.first_day).where(attributions.c.seq.in_(seqs))
            days = {row.seq: row.first_day for row in connection.execute(placed)}
            fresh = [
                rows.stance(attribution, stance, days[attribution], version, run)
                for (attribution, version), stance in given.items()
                if (attribution, version) not in known
            ]
            _insert_stances(connection, run, fresh)
            return len(fresh)

    def add_failures(self, run: int, failed: Iterable[Failed]) -> None:
        """Record what could not be read, and why."""
        self.write(run, (), failed=failed)


def now() -> str:
    """Return the present second in UTC, as ISO 8601 text."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _readings(connection: Connection, run: int, wanted: Sequence[Document]) -> dict[str, tuple[str, int]]:
    """Return {fingerprint: (document, reading)} of the documents that the run has read just so."""
    prints = {rows.fingerprint(document) for document in wanted}
    held = select(readings.c.fingerprint, readings.c.document, readings.c.seq)
    held = held.where(readings.c.run == run, readings.c.document.in_([document.id for document in wanted]))
    return {row.fingerprint: (row.document, row.seq) for row in connection.execute(held) if row.fingerprint in prints}


def _let_count(connection: Connection, run: int, asked: Sequence[Document]) -> None:
    """Let the run's readings of some documents count from now on, and forget that their paths once failed."""
    held = _readings(connection, run, asked)
    wanted = dict(held[key] for document in asked if (key := rows.fingerprint(document)) in held)
    counting = select(current.c.document, current.c.reading).where(current.c.document.in_(wanted))
    present = {row.document: row.reading for row in connection.execute(counting)}
    for document, reading in wanted.items():
        if present.get(document) != reading:
            added = adding(connection, current).values(document=document, reading=reading)
            connection.execute(added.on_conflict_do_update(index_elements=("document",), set_={"reading": reading}))
    paths = [document.path for document in asked]
    connection.execute(delete(failures).where(failures.c.run == run, failures.c.path.in_(paths)))


def _add_failure(connection: Connection, run: int, failure: Failed) -> None:
    said = {name: getattr(failure, name) for name in ("path", "slug", "reason", "remedy")}
    added = adding(connection, failures).values(said | {"run": run, "failed_at": now()})
    changed = {name: added.excluded[name] for name in ("reason", "remedy", "failed_at")}
    connection.execute(added.on_conflict_do_update(index_elements=("run", "path", "slug"), set_=changed))


def _add_result(connection: Connection, run: int, result: Result, versions: dict[str, int]) -> bool:
    document, found = result
    text = {"id": document.id, "text": document.text}
    connection.execute(adding(connection, documents).values(text).on_conflict_do_nothing())
    row = rows.reading(run, document, len(found))
    added = adding(connection, readings).values(row).on_conflict_do_nothing().returning(readings.c.seq)
    reading = connection.execute(added).scalar()
    if reading is None:
        return False
    new = register.add_seen(connection, reading, found)
    _insert(connection, speaker_roles, rows.roles(reading, found))
    _add_attributions(connection, run, reading, result, versions)
    alike.join(connection, new, found)
    effective.add_reading(connection, reading)
    search.add_attributions(connection, effective.statements.of_reading(reading))
    return True


def _add_attributions(connection: Connection, run: int, reading: int, result: Result, versions: dict[str, int]) -> None:
    document, found = result
    if not found:
        return
    statements = [rows.attribution(run, reading, document, item) for item in found]
    added = insert(attributions).returning(attributions.c.seq, sort_by_parameter_order=True)
    seqs = list(connection.execute(added, statements).scalars())
    days = [row["first_day"] for row in statements]
    placed = list(zip(seqs, found, days, strict=True))
    _insert(connection, spans, [row for seq, item, _ in placed for row in rows.spans(seq, document, item)])
    said_by = [row for seq, item, day in placed for row in rows.attribution_speakers(seq, item, day)]
    _insert(connection, attribution_speakers, said_by)
    judged = [row for seq, item, day in placed for row in rows.stances(seq, item, day, versions, run)]
    _insert_stances(connection, run, judged)


def _insert_stances(connection: Connection, run: int, judged: list[rows.Row]) -> None:
    _insert(connection, stances, judged)
    counted = update(runs).where(runs.c.seq == run).values(stances=runs.c.stances + len(judged))
    connection.execute(counted)


def _insert(connection: Connection, table: Table, values: list[rows.Row]) -> None:
    if values:
        connection.execute(insert(table), values)
