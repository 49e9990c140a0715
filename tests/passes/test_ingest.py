from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

import models
import seeds
from models.records import Document, KnownSpeaker, SaidOn, Topic
from service.ingest.failure import Failure
from service.passes import Report, ingest, load, load_judge, prepare
from service.store import deciding, views
from service.store.decisions import Author
from service.store.engine import open_engine
from service.store.migrate import upgrade
from service.store.views import Where
from service.store.writer import Writer
from tests import stub_pass as stub
from tests.examples import REGISTER, TOPICS, documents, make_document

MISSING = Failure("gone.txt", "missing", "there is no such file", "check the path")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path}/store.sqlite"
    upgrade(url)
    opened = open_engine(url)
    writer = Writer(opened)
    writer.add_topics(TOPICS)
    writer.add_register(REGISTER)
    yield opened
    opened.dispose()


@pytest.fixture
def nlp(engine: Engine, stub_pass: None) -> stub.StubPass:
    loaded = load(engine)
    assert isinstance(loaded, stub.StubPass)
    return loaded


def shown(engine: Engine) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return views.attributions(connection).items


@pytest.mark.parametrize("batch", [1, 2, 8])
def test_ingest_reads_and_writes_whatever_the_batch(engine: Engine, nlp: stub.StubPass, batch: int) -> None:
    report = ingest(engine, nlp, documents(), batch=batch)
    assert report == Report(run=stub.pass_name(nlp), read=5, attributions=9)
    assert len(shown(engine)) == 9
    with engine.connect() as connection:
        (run,) = views.runs(connection)
    assert (run["id"], run["documents"], run["attributions"]) == (report.run, 5, 9)
    assert run["finished_at"] >= run["started_at"]


def test_ingest_does_no_work_again(engine: Engine, nlp: stub.StubPass) -> None:
    ingest(engine, nlp, documents())
    nlp.seen.clear()
    moved = [replace(document, path=f"elsewhere/{document.path}") for document in documents()]
    assert ingest(engine, nlp, moved) == Report(run=stub.pass_name(nlp), kept=5)
    assert nlp.seen == []


def test_ingest_reads_only_what_is_new(engine: Engine, nlp: stub.StubPass) -> None:
    ingest(engine, nlp, documents()[:3])
    nlp.seen.clear()
    report = ingest(engine, nlp, documents(), batch=2)
    assert (report.read, report.kept) == (2, 3)
    assert nlp.seen == [document.id for document in documents()[3:]]


def test_ingest_reads_again_what_is_known_otherwise(engine: Engine, nlp: stub.StubPass) -> None:
    undated = documents()[3]
    ingest(engine, nlp, [undated])
    assert shown(engine)[0]["said_on"]["date"] is None
    dated = replace(undated, published=SaidOn("2019-11-20", "day", "given by the caller"))
    assert ingest(engine, nlp, [dated]).read == 1
    (item,) = shown(engine)
    assert (item["said_on"]["date"], item["document"]["published"]) == ("2019-11-20", "2019-11-20")
    assert ingest(engine, nlp, [undated]).kept == 1
    assert shown(engine)[0]["said_on"]["date"] is None


def test_ingest_reads_one_text_once(engine: Engine, nlp: stub.StubPass) -> None:
    copies = [documents()[0], replace(documents()[0], path="copy.txt")]
    report = ingest(engine, nlp, copies)
    assert (report.read, report.kept) == (1, 1)
    assert nlp.seen == [copies[0].id]


def test_ingest_opens_another_run_for_another_pass(engine: Engine, nlp: stub.StubPass) -> None:
    first = ingest(engine, nlp, documents())
    Writer(engine).add_register([KnownSpeaker("jo-brand", "Jo Brand", "person")])
    second = ingest(engine, load(engine), documents())
    assert (second.read, second.kept) == (5, 0)
    assert first.run != second.run
    assert {item["run"] for item in shown(engine)} == {second.run}
    assert ingest(engine, nlp, documents()).kept == 5
    assert {item["run"] for item in shown(engine)} == {first.run}


def test_ingest_reads_nothing_again_for_a_new_topic_but_judges_it(engine: Engine, nlp: stub.StubPass) -> None:
    judge = stub.StubJudge()
    ingest(engine, nlp, documents()[:3], judge=judge)
    rain = Topic("rain", "Rain", ("water pact",), "It rains in Orrehaven")
    Writer(engine).add_topics([rain])
    judge.seen.clear()
    nlp.seen.clear()
    report = ingest(engine, load(engine), documents()[2:], judge=judge)
    assert (report.kept, report.read) == (1, 2)
    assert {topic for _, topic in judge.seen} == {topic.id for topic in (*TOPICS, rain)}
    for item in shown(engine):
        judged = {stance["topic"]: stance["run"] for stance in item["stances"]}
        expected = {topic.id for topic in TOPICS}
        if item["document"]["id"] not in {document.id for document in documents()[:2]}:
            expected.add("rain")
        assert judged == dict.fromkeys(expected, judge.name)


def test_ingest_judges_what_a_killed_one_left_unjudged(engine: Engine, nlp: stub.StubPass) -> None:
    ingest(engine, nlp, documents())
    assert all(item["stances"] == [] for item in shown(engine))
    judge = stub.StubJudge()
    assert ingest(engine, nlp, documents(), judge=judge).kept == 5
    assert len(judge.seen) == 18
    assert all(len(item["stances"]) == 2 for item in shown(engine))
    assert ingest(engine, nlp, documents(), judge=judge).kept == 5
    assert len(judge.seen) == 18


def test_ingest_records_failures_and_goes_on(engine: Engine, nlp: stub.StubPass) -> None:
    report = ingest(engine, nlp, [MISSING, *documents()], batch=2)
    assert (report.read, report.failed) == (5, (MISSING,))
    with engine.connect() as connection:
        (failure,) = views.failures(connection, where=Where(run=report.run)).items
    assert {name: failure[name] for name in ("path", "slug", "reason", "remedy")} == {
        "path": "gone.txt",
        "slug": "missing",
        "reason": "there is no such file",
        "remedy": "check the path",
    }


@pytest.mark.parametrize("text", ["Jo Brand said it\0rained.", "Jo Brand said it \ud800 rained."])
def test_ingest_refuses_text_that_is_no_unicode(engine: Engine, nlp: stub.StubPass, text: str) -> None:
    report = ingest(engine, nlp, [make_document(text, path="odd.txt"), *documents()])
    assert report.read == 5
    assert [(failure.path, failure.slug) for failure in report.failed] == [("odd.txt", "malformed")]


def test_ingest_sets_aside_the_document_that_the_pass_fails_on(
    engine: Engine, nlp: stub.StubPass, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = make_document("Jo Brand said it broke.", path="bad.txt")

    def read(nlp: stub.StubPass, items: Any) -> Iterator[Any]:
        for document in items:
            if document == bad:
                raise RuntimeError("index out of range")
            yield from stub.read(nlp, [document])

    monkeypatch.setattr(models, "read", read)
    report = ingest(engine, nlp, [*documents(), bad], batch=4)
    assert (report.read, len(report.failed)) == (5, 1)
    assert str(report.failed[0]) == (
        "bad.txt: the model pass failed on it (RuntimeError: index out of range); report it, and leave it out meanwhile"
    )
    monkeypatch.undo()


def test_ingest_reports_its_progress(engine: Engine, nlp: stub.StubPass) -> None:
    seen: list[int] = []
    ingest(engine, nlp, [MISSING, *documents()], batch=4, on_progress=lambda report: seen.append(report.seen))
    assert seen == [4, 6]


def test_ingest_takes_documents_as_they_come(engine: Engine, nlp: stub.StubPass) -> None:
    """A reader that stops half-way leaves what came before it in the store."""

    def broken() -> Iterator[Document]:
        yield from documents()[:2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(engine, nlp, broken(), batch=1)
    assert len(nlp.seen) == 2
    assert ingest(engine, nlp, documents()).kept == 2


def test_ingest_refuses_an_empty_batch(engine: Engine, nlp: stub.StubPass) -> None:
    with pytest.raises(ValueError, match="at least 1 document"):
        ingest(engine, nlp, documents(), batch=0)


def test_prepare_adds_what_is_missing_and_leaves_the_rest(engine: Engine) -> None:
    own = replace(seeds.topics()[0], position="A position of our own")
    Writer(engine).add_topics([own])
    prepare(engine)
    prepare(engine)
    with engine.connect() as connection:
        topics, known = set(views.current_topics(connection).values()), views.known_speakers(connection)
    assert own in topics
    assert {topic.id for topic in topics} == {topic.id for topic in (*seeds.topics(), *TOPICS)}
    assert set(known) == {*seeds.speakers(), *REGISTER}


def test_load_gives_the_pass_what_the_store_holds(engine: Engine, nlp: stub.StubPass) -> None:
    assert (nlp.register, nlp.topics) == (REGISTER, ())


def test_load_judge_needs_a_topic(engine: Engine, stub_pass: None, tmp_path: Path) -> None:
    assert load_judge(engine) == stub.StubJudge()
    upgrade(f"sqlite:///{tmp_path}/bare.sqlite")
    bare = open_engine(f"sqlite:///{tmp_path}/bare.sqlite")
    assert load_judge(bare) is None
    bare.dispose()


def test_prepare_leaves_out_whom_the_register_knows_as_another(engine: Engine) -> None:
    own = KnownSpeaker("esper", "Mark Esper", "person", ("Mark T. Esper",))
    Writer(engine).add_register([own])
    prepare(engine)
    with engine.connect() as connection:
        known = {speaker.id: speaker for speaker in views.known_speakers(connection)}
    assert known["esper"] == own
    assert "mark-esper" not in known
    assert len(known) == len(seeds.speakers()) + len(REGISTER)


def test_prepare_does_not_bring_back_whom_somebody_merged(engine: Engine) -> None:
    prepare(engine)
    writer = Writer(engine)
    writer.decide(deciding.merge, Author(by="ann"), "mark-esper", "mark-milley")
    prepare(engine)
    with engine.connect() as connection:
        known = {speaker.id: speaker for speaker in views.known_speakers(connection)}
    assert "mark-esper" not in known
    assert {"Mark Esper", "Mark T. Esper"} <= set(known["mark-milley"].aliases)


def test_load_gives_the_pass_what_was_decided(engine: Engine, nlp: stub.StubPass) -> None:
    ingest(engine, nlp, documents())
    writer, ann = Writer(engine), Author(by="ann")
    writer.decide(deciding.add_alias, ann, "jo-brand", "Josephine Brand")
    writer.decide(deciding.merge, ann, "piet-onca", "jo-brand")
    known = {speaker.id: speaker for speaker in load(engine).register}
    assert known["jo-brand"].aliases == ("Josephine Brand", "Piet Onça")
    later = ingest(engine, load(engine), [make_document("Josephine Brand said it rained.")])
    assert later.run != stub.pass_name(nlp)
    assert [speaker["id"] for speaker in shown(engine)[-1]["speakers"]] == ["jo-brand"]


def test_load_gives_the_same_pass_after_spellings_were_joined(engine: Engine, nlp: stub.StubPass) -> None:
    """What the rule joins is no reason to read everything again."""
    articles = [make_document(f"{name} said it rained.") for name in ("Lee Nak-yon", "Lee Nak-yeon")]
    ingest(engine, nlp, articles)
    with engine.connect() as connection:
        assert [decision["automatic"] for decision in views.decisions(connection).items] == [True]
    again = ingest(engine, load(engine), articles)
    assert (again.run, again.kept) == (stub.pass_name(nlp), 2)
