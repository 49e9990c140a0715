"""What is still to be judged: each statement lacks just the wordings it has no stance on, page by page."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, Engine

from models.records import Stance
from service.passes import judge
from service.store import views
from service.store.writer import Writer
from tests import stub_pass as stub
from tests.examples import BRIDGE, TREATY, documents


@pytest.fixture
def versions(run: int, engine: Engine) -> dict[str, int]:
    """Return the row numbers of the topics' wordings, in a store with the articles."""
    with engine.connect() as connection:
        return {topic.id: seq for seq, topic in views.current_topics(connection).items()}


@pytest.fixture
def other(writer: Writer, run: int) -> int:
    """Return a run that has judged nothing."""
    return writer.open_run("other")


def test_unjudged_gives_nothing_to_the_run_that_judged_all(
    connect: Connection, versions: dict[str, int], run: int
) -> None:
    assert views.unjudged(connect, list(versions.values()), run=run) == []


@pytest.mark.parametrize("limit", [1, 2, 4, 100])
def test_unjudged_pages_give_each_statement_once(
    connect: Connection, versions: dict[str, int], other: int, limit: int
) -> None:
    wanted, after, seen = list(versions.values()), 0, []
    while page := views.unjudged(connect, wanted, run=other, after=after, limit=limit):
        assert len(page) <= limit
        seen += [one.seq for one in page]
        after = page[-1].seq
    assert seen == sorted(set(seen))
    assert len(seen) == 9


def test_unjudged_names_the_wordings_that_are_lacking(
    connect: Connection, writer: Writer, versions: dict[str, int], other: int
) -> None:
    both = list(versions.values())
    first, second, *_ = views.unjudged(connect, both, run=other)
    score = dict.fromkeys(("support", "oppose", "neutral", "unrelated"), 0.25)
    bridge = versions[BRIDGE.id]
    given = [(first.seq, seq, Stance(id_, "neutral", 0.25, score)) for id_, seq in versions.items()]
    writer.add_stances(other, [*given, (second.seq, bridge, Stance(BRIDGE.id, "neutral", 0.25, score))])
    connect.rollback()
    left = {one.seq: one.versions for one in views.unjudged(connect, both, run=other)}
    assert first.seq not in left
    assert left.pop(second.seq) == (versions[TREATY.id],)
    assert {one for lacking in left.values() for one in lacking} == set(both)
    assert second.seq not in {one.seq for one in views.unjudged(connect, [bridge], run=other)}


def test_unjudged_keeps_to_the_documents_and_their_texts(
    connect: Connection, versions: dict[str, int], other: int
) -> None:
    wanted = list(versions.values())
    for number, document in enumerate(documents()):
        found = views.unjudged(connect, wanted, run=other, documents=[document.id])
        assert {(one.path, one.text) for one in found} <= {(f"{number}.txt", document.text)}
        for span in (span for one in found for span in one.attribution.content):
            assert document.text[span.start : span.end] == span.text
    assert views.unjudged(connect, wanted, run=other, documents=[]) == []
    assert views.unjudged(connect, wanted, run=other, documents=["absent"]) == []


@pytest.mark.parametrize("batch", [1, 2, 5, 9, 64])
def test_judge_gives_the_same_whatever_the_batch(engine: Engine, run: int, batch: int) -> None:
    told: list[int] = []
    model = stub.StubJudge()
    done = judge(engine, model, batch=batch, on_progress=lambda now: told.append(now.statements))
    assert (done.statements, sum(n for _, n in done.labels), done.failed) == (9, 18, ())
    assert told == [*range(batch, 9, batch), 9]
    assert len(model.seen) == len(set(model.seen)) == 18


def test_judge_of_one_topic_leaves_the_other_to_be_judged(engine: Engine, run: int) -> None:
    model = stub.StubJudge()
    assert judge(engine, model, topics=[BRIDGE.id]).statements == 9
    assert {topic for _, topic in model.seen} == {BRIDGE.id}
    assert judge(engine, model, topics=[]).statements == 0
    assert judge(engine, model).statements == 9
    assert [topic for _, topic in model.seen[9:]] == [TREATY.id] * 9


class Silent(stub.StubJudge):
    """Fail on everything."""

    def judge(self, pairs: object) -> list[Stance]:
        raise ValueError("x" * 500)


def test_judge_that_fails_on_all_names_each_and_cuts_the_reason(engine: Engine, run: int) -> None:
    done = judge(engine, Silent(), batch=4)
    assert (done.statements, done.labels, len(done.failed)) == (0, (), 9)
    assert {failure.slug for failure in done.failed} == {"unreadable"}
    assert all("ValueError: " + "x" * 200 + ")" in failure.reason for failure in done.failed)
    assert judge(engine, stub.StubJudge()).statements == 9
