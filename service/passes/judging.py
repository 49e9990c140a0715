"""Judging: stances of what the store holds on the topics that it has, without any article being read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Engine

from models.judging import Judge
from models.records import LABELS, Label, Stance, Topic
from service.ingest.failure import Failure
from service.store import views
from service.store.views import Unjudged
from service.store.writer import Writer

BATCH = 32
"""Statements to a transaction: some seconds of work on two cores, which is what a kill can cost."""

Judged = tuple[int, int, Stance]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Hold what was judged so far: how many `statements`, how many stances with each label, and what `failed`."""

    run: str
    statements: int = 0
    labels: tuple[tuple[Label, int], ...] = ()
    failed: tuple[Failure, ...] = ()


def judge(
    engine: Engine,
    model: Judge,
    *,
    topics: Collection[str] | None = None,
    documents: Collection[str] | None = None,
    batch: int = BATCH,
    on_progress: Callable[[Judgement], object] | None = None,
) -> Judgement:
    """Judge the statements that count now, of all topics and documents or of some, and write their stances.

    What this model has judged by a topic's present wording before is not judged again; each batch of statements is one
    transaction, so that a process that is killed can be started again. A statement on which the model fails is left
    unjudged and named in the result.

    Raises:
        TopicNotFound: one of `topics` is not in the store.
    """
    writer = Writer(engine)
    with engine.connect() as connection:
        for id_ in topics or ():
            views.wording(connection, id_)
        wordings = views.current_topics(connection)
    wanted = {seq: topic for seq, topic in wordings.items() if topics is None or topic.id in topics}
    run = writer.open_run(model.name)
    done = Judgement(run=model.name)
    for chunk in _chunks(engine, run, tuple(wanted), documents, batch):
        judged, failed = _judge(model, chunk, wanted)
        writer.add_stances(run, judged)
        counted = Counter(dict(done.labels)) + Counter(stance.label for _, _, stance in judged)
        done = replace(
            done,
            statements=done.statements + len({seq for seq, _, _ in judged}),
            labels=tuple((label, counted[label]) for label in LABELS if counted[label]),
            failed=(*done.failed, *failed),
        )
        if on_progress is not None:
            on_progress(done)
    writer.close_run(run)
    return done


def _chunks(
    engine: Engine, run: int, versions: Sequence[int], documents: Collection[str] | None, size: int
) -> Iterator[list[Unjudged]]:
    """Yield what is unjudged, part by part, each looked up when the one before is written."""
    after = 0
    while versions:
        with engine.connect() as connection:
            chunk = views.unjudged(connection, versions, run=run, after=after, limit=size, documents=documents)
        if not chunk:
            return
        yield chunk
        after = chunk[-1].seq


def _judge(model: Judge, chunk: Sequence[Unjudged], topics: dict[int, Topic]) -> tuple[list[Judged], list[Failure]]:
    """Return the stances of some statements; where the model fails on them, each is tried alone to find the one."""
    pairs = [(statement, version) for statement in chunk for version in statement.versions]
    asked = [(statement.text, statement.attribution, topics[version]) for statement, version in pairs]
    try:
        stances = model.judge(asked)
    except Exception as error:  # noqa: BLE001  whatever one statement does to the model, the others are still judged
        if len(chunk) == 1:
            reason = f"the stance model failed on a statement ({type(error).__name__}: {str(error)[:200]})"
            return [], [Failure(chunk[0].path, "unreadable", reason, "report it; the statement stays unjudged")]
    else:
        given = [(statement.seq, version, stance) for (statement, version), stance in zip(pairs, stances, strict=True)]
        return given, []
    parts = [_judge(model, [statement], topics) for statement in chunk]
    return [stance for judged, _ in parts for stance in judged], [item for _, failed in parts for item in failed]
