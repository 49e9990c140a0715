"""Judging what is stored: nothing is read again, nothing is judged twice, and what is broken off goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from models.records import Attribution, Stance, Topic
from models.text import mask
from service.errors import TopicNotFound
from service.passes import Judgement, ingest, judge, load
from service.store import views
from service.store.engine import open_engine
from service.store.migrate import upgrade
from service.store.views import Where
from service.store.writer import Writer
from tests import stub_pass as stub
from tests.examples import BRIDGE, REGISTER, TREATY, documents, make_document

PAIR = tuple[str, Attribution, Topic]
TREATY_LABELS = (("support", 3), ("oppose", 2), ("neutral", 1), ("unrelated", 2), ("undetermined", 1))


@pytest.fixture
def engine(tmp_path: Path, stub_pass: None) -> Iterator[Engine]:
    """Return an engine of a store where the example articles are read and nothing is judged."""
    url = f"sqlite:///{tmp_path}/store.sqlite"
    upgrade(url)
    opened = open_engine(url)
    writer = Writer(opened)
    writer.add_topics([TREATY])
    writer.add_register(REGISTER)
    ingest(opened, load(opened), documents())
    yield opened
    opened.dispose()


@pytest.fixture
def model() -> stub.StubJudge:
    return stub.StubJudge()


def stances(engine: Engine, topic: str, **where: Any) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        items = views.stances(connection, topic, where=Where(**where)).items
    return [item["stance"] for item in items]


@pytest.mark.parametrize("batch", [1, 4, 64])
def test_judge_judges_all_there_is_whatever_the_batch(engine: Engine, model: stub.StubJudge, batch: int) -> None:
    done = judge(engine, model, batch=batch)
    assert done == Judgement(run="stub-judge", statements=9, labels=TREATY_LABELS)
    assert len(model.seen) == len(set(model.seen)) == 9
    assert {stance["run"] for stance in stances(engine, "river-treaty")} == {"stub-judge"}
    with engine.connect() as connection:
        (run,) = [run for run in views.runs(connection) if run["id"] == "stub-judge"]
    assert (run["documents"], run["attributions"], run["stances"]) == (0, 0, 9)
    assert run["finished_at"] >= run["started_at"]


def test_judge_judges_nothing_twice(engine: Engine, model: stub.StubJudge) -> None:
    judge(engine, model)
    model.seen.clear()
    assert judge(engine, model) == Judgement(run="stub-judge")
    assert model.seen == []


def test_judge_judges_a_new_topic_alone(engine: Engine, model: stub.StubJudge) -> None:
    judge(engine, model)
    Writer(engine).add_topics([BRIDGE])
    model.seen.clear()
    assert judge(engine, model, topics=["river-treaty"]).statements == 0
    assert judge(engine, model, topics=["bridge"]).labels == (("support", 1), ("unrelated", 8))
    assert {topic for _, topic in model.seen} == {"bridge"}


def test_judge_judges_a_changed_topic_anew_and_keeps_what_was_judged(engine: Engine, model: stub.StubJudge) -> None:
    judge(engine, model)
    Writer(engine).add_topics([replace(TREATY, position="The River Treaty is renewed", aliases=())])
    assert stances(engine, "river-treaty") == []
    assert judge(engine, model).labels == (("support", 1), ("oppose", 1), ("neutral", 1), ("unrelated", 6))
    assert {stance["topic_version"] for stance in stances(engine, "river-treaty")} == {2}
    assert [len(stances(engine, "river-treaty", topic_version=version)) for version in (1, 2)] == [7, 3]
    Writer(engine).add_topics([TREATY])
    assert {stance["topic_version"] for stance in stances(engine, "river-treaty")} == {1}
    assert judge(engine, model).statements == 0


def test_judge_of_a_later_run_counts_and_the_earlier_stays_readable(engine: Engine, model: stub.StubJudge) -> None:
    judge(engine, model)
    assert judge(engine, stub.StubJudge(name="newer")).statements == 9
    assert {stance["run"] for stance in stances(engine, "river-treaty")} == {"newer"}
    with engine.connect() as connection:
        listed = views.attributions(connection).items[0]
        whole = views.attribution(connection, listed["id"])
        versions = views.topic(connection, "river-treaty")["versions"]  # type: ignore[index]
    assert whole is not None
    assert [stance["run"] for stance in whole["stances"]] == ["newer"]
    assert [stance["run"] for stance in whole["earlier_stances"]] == ["stub-judge"]
    assert sum(versions[0]["counts"].values()) == 9


def test_judge_judges_the_documents_asked_for(engine: Engine, model: stub.StubJudge) -> None:
    first, *_ = documents()
    assert judge(engine, model, documents=[first.id]).statements == 3
    assert judge(engine, model, documents=[]).statements == 0
    assert judge(engine, model).statements == 6


def test_judge_judges_what_counts_now_alone(engine: Engine, model: stub.StubJudge) -> None:
    Writer(engine).write(Writer(engine).open_run("silent"), [(document, ()) for document in documents()[1:]])
    assert judge(engine, model).statements == 3


def test_judge_of_no_topic_does_nothing(tmp_path: Path, model: stub.StubJudge) -> None:
    upgrade(f"sqlite:///{tmp_path}/bare.sqlite")
    bare = open_engine(f"sqlite:///{tmp_path}/bare.sqlite")
    assert judge(bare, model) == Judgement(run="stub-judge")
    bare.dispose()


def test_judge_refuses_an_unknown_topic(engine: Engine, model: stub.StubJudge) -> None:
    with pytest.raises(TopicNotFound, match="'weather'"):
        judge(engine, model, topics=["river-treaty", "weather"])
    assert model.seen == []


def test_judge_goes_on_where_it_was_broken_off(engine: Engine, model: stub.StubJudge) -> None:
    def stop(done: Judgement) -> None:
        if done.statements >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        judge(engine, model, batch=2, on_progress=stop)
    assert len(model.seen) == 4
    assert judge(engine, model).statements == 5
    assert len(model.seen) == len(set(model.seen)) == 9


class Frail(stub.StubJudge):
    """Fail on one statement, and on every batch that holds it."""

    def judge(self, pairs: Sequence[PAIR]) -> list[Stance]:
        if any("pointless" in attribution.content[0].text for _, attribution, _ in pairs):
            raise RuntimeError("index out of range")
        return super().judge(pairs)


def test_judge_leaves_unjudged_what_the_model_fails_on(engine: Engine, model: stub.StubJudge) -> None:
    done = judge(engine, Frail(), batch=4)
    assert done.statements == 8
    (failure,) = done.failed
    assert (failure.path, "index out of range" in failure.reason) == ("1.txt", True)
    assert judge(engine, model).statements == 1


def test_judge_reads_the_text_that_was_read(engine: Engine) -> None:
    """The model is given what `models.read` gave: blanked furniture, the sentence before, the speakers in order."""
    text = "Menu “Sport”\n\nRain fell. Jo Brand said they keep the River Treaty."
    document = replace(make_document(text, path="new.txt"), body=((14, len(text)),))
    ((_, (found,)),) = stub.read(stub.load(register=REGISTER), [document])
    before = replace(found, before=(14, 24))
    run = Writer(engine).open_run("again")
    Writer(engine).write(run, [(document, (before,))])
    seen: list[PAIR] = []

    class Keeper(stub.StubJudge):
        def judge(self, pairs: Sequence[PAIR]) -> list[Stance]:
            seen.extend(pairs)
            return super().judge(pairs)

    judge(engine, Keeper(), documents=[document.id])
    ((given, attribution, topic),) = seen
    assert (given, topic) == (mask(text, document.body), TREATY)
    kept = {name: getattr(before, name) for name in ("id", "content", "cue", "source", "before", "confidence")}
    assert {name: getattr(attribution, name) for name in kept} == kept
    assert [(speaker.id, speaker.name) for speaker in attribution.speakers] == [("jo-brand", "Jo Brand")]
