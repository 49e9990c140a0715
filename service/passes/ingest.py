"""Ingest: documents through the model pass into the store, a batch at a time, resumable at any moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sqlalchemy import Engine

import models
from models.judging import Judge
from models.records import Attribution, Document
from service.ingest.failure import Failure
from service.passes import judging
from service.store import views
from service.store.rows import fingerprint
from service.store.writer import Writer

Item = Document | Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Hold what an ingest has done so far: documents `read` by the model, `kept` from before, and what `failed`."""

    run: str
    read: int = 0
    kept: int = 0
    attributions: int = 0
    failed: tuple[Failure, ...] = ()

    @property
    def seen(self) -> int:
        """Return how many inputs have been dealt with."""
        return self.read + self.kept + len(self.failed)


def ingest(
    engine: Engine,
    nlp: Any,
    items: Iterable[Item],
    *,
    judge: Judge | None = None,
    batch: int = 8,
    on_progress: Callable[[Report], object] | None = None,
) -> Report:
    """Read documents with the model pass and write what it finds; failures among the items are recorded.

    Each batch is one transaction, so that a process that is killed loses at most one batch of work; what this pass
    has read just so before is not read again. A document on which the pass fails becomes a failure, and the rest go
    on. After each batch `judge` judges what its documents hold on every topic of the store, under a run of its own.
    `on_progress` is called with the report after each batch.

    Raises:
        ValueError: `batch` is less than 1, or the pass gives spans or stances that do not fit the store.
    """
    if batch < 1:
        raise ValueError(f"batch is {batch}: give at least 1 document to a transaction")
    writer = Writer(engine)
    report = Report(run=models.pass_name(nlp))
    run = writer.open_run(report.run)
    for chunk in _batches(items, batch):
        report = _ingest_batch(writer, run, nlp, chunk, report)
        if judge is not None:
            ids = {item.id for item in chunk if isinstance(item, Document)}
            judged = judging.judge(engine, judge, documents=ids)
            report = replace(report, failed=(*report.failed, *judged.failed))
        if on_progress is not None:
            on_progress(report)
    writer.close_run(run)
    return report


def prepare(engine: Engine) -> None:
    """Give the store the topics and the known speakers of `seeds/` that it does not hold; its own are left alone.

    A known speaker is left out where the store knows one of its names as another's: the user's register wins.
    """
    import seeds

    with engine.connect() as connection:
        topics = {topic.id for topic in views.current_topics(connection).values()}
        ids, names = views.registered(connection)
    writer = Writer(engine)
    writer.add_topics(topic for topic in seeds.topics() if topic.id not in topics)
    writer.add_register(
        speaker
        for speaker in seeds.speakers()
        if speaker.id not in ids and names.isdisjoint((speaker.name, *speaker.aliases))
    )


def load(engine: Engine, *, threads: int | None = None) -> Any:
    """Return the model pass loaded with the store's own known speakers; stances are left to a judge."""
    with engine.connect() as connection:
        register = views.known_speakers(connection)
    return models.load(register=register, threads=threads)


def load_judge(engine: Engine, *, threads: int | None = None) -> Judge | None:
    """Return the stance model, to judge what is read; None where the store has no topic to judge by."""
    with engine.connect() as connection:
        topics = views.current_topics(connection)
    return models.load_judge(threads=threads) if topics else None


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    left = iter(items)
    while chunk := list(islice(left, size)):
        yield chunk


def _ingest_batch(writer: Writer, run: int, nlp: Any, chunk: Sequence[Item], report: Report) -> Report:
    failed = [item for item in chunk if isinstance(item, Failure)]
    documents = [item for item in chunk if isinstance(item, Document)]
    unstorable = {id(document): failure for document in documents if (failure := _unstorable(document))}
    documents = [document for document in documents if id(document) not in unstorable]
    done = writer.done(run, documents)
    fresh = {key: document for document in documents if (key := fingerprint(document)) not in done}
    results, broken = _read(nlp, list(fresh.values()))
    failed += [*unstorable.values(), *broken]
    writer.write(run, results, asked=documents, failed=failed)
    return replace(
        report,
        read=report.read + len(results),
        kept=report.kept + len(documents) - len(fresh),
        attributions=report.attributions + sum(len(found) for _, found in results),
        failed=(*report.failed, *failed),
    )


def _read(
    nlp: Any, documents: Sequence[Document]
) -> tuple[list[tuple[Document, tuple[Attribution, ...]]], list[Failure]]:
    """Return what the pass finds; where it fails on a batch, each document is tried alone to find the one at fault."""
    if not documents:
        return [], []
    try:
        return list(models.read(nlp, documents)), []
    except Exception as error:  # noqa: BLE001  whatever one article does to the pass, the others are still read
        if len(documents) == 1:
            reason = f"the model pass failed on it ({type(error).__name__}: {str(error)[:200]})"
            return [], [Failure(documents[0].path, "unreadable", reason, "report it, and leave it out meanwhile")]
    parts = [_read(nlp, [document]) for document in documents]
    return [result for results, _ in parts for result in results], [item for _, broken in parts for item in broken]


def _unstorable(document: Document) -> Failure | None:
    """Return why no database can hold a document's text: it has NUL or a lone surrogate, as JSON can write one."""
    if "\0" not in document.text and not any("\ud800" <= character <= "\udfff" for character in document.text):
        return None
    reason = "its text has a NUL character or half of a surrogate pair, which is no Unicode text"
    return Failure(document.path, "malformed", reason, "remove that character")
