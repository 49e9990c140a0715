"""The main job with the committed weights: articles in, answers out, scored against gold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

import models
import seeds
from models.records import Document
from models.training.standoff import pair_texts, read_standoff
from models.training.standoff_scores import match, score_standoff
from service.ingest import read
from service.passes import ingest, load, load_judge, prepare
from service.store import views
from service.store.engine import open_engine
from service.store.migrate import open_upgraded

pytestmark = pytest.mark.weights
REAL = Path(__file__).parents[2] / "shared" / "seeds"
real = [pytest.mark.articles, pytest.mark.skipif(not REAL.is_dir(), reason="the real articles are not ours to ship")]
GOLD = Path(__file__).parent / "gold" / "articles.jsonl"


@pytest.fixture(scope="module")
def nlp() -> Any:
    return models.load(register=seeds.speakers(), topics=seeds.topics())


def scores(nlp: Any, folder: Path, gold: Path) -> dict[str, Any]:
    golds = read_standoff(gold)
    documents = pair_texts(golds, (item for item in read([folder]) if isinstance(item, Document)))
    return score_standoff([match(d, f, g) for (d, f), g in zip(models.read(nlp, documents), golds, strict=True)], golds)


def filled(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[Connection]:
    url = f"sqlite:///{tmp_path_factory.mktemp('mission')}/store.sqlite"
    with open_upgraded(url) as engine:
        prepare(engine)
        report = ingest(engine, load(engine), read([folder]), judge=load_judge(engine))
    assert not report.failed
    reader = open_engine(url, read_only=True)
    with reader.connect() as connection:
        yield connection
    reader.dispose()


@pytest.fixture(scope="module")
def seed_record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    yield from filled(tmp_path_factory, seeds.articles())


@pytest.fixture(scope="module")
def real_record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    yield from filled(tmp_path_factory, REAL)


def said_by(connection: Connection, speaker: str) -> Sequence[dict[str, Any]]:
    return views.attributions(connection, where=views.Where(speaker=speaker), page=views.Page(limit=200)).items


def test_the_pass_on_the_seed_articles_agrees_with_their_gold(nlp: Any) -> None:
    figures = scores(nlp, seeds.articles(), seeds.gold())

    assert figures["attributions"]["precision"] >= 88
    assert figures["attributions"]["recall"] >= 85
    assert figures["direct quotations"]["found"] == 100
    assert figures["speaker"]["right"] >= 80
    assert figures["date"]["right"] >= 90
    assert figures["outside the body"] == 0


@pytest.mark.parametrize("mark", [pytest.param(None, marks=real)])
def test_the_pass_on_the_real_articles_agrees_with_their_gold(nlp: Any, mark: None) -> None:
    figures = scores(nlp, REAL, GOLD)

    assert figures["attributions"]["precision"] >= 85
    assert figures["attributions"]["recall"] >= 85
    assert figures["direct quotations"]["found"] == 100
    assert figures["direct quotations"]["to the character"] == 100
    assert figures["direct quotations"]["with the right speaker"] >= 90
    assert figures["speaker"]["right"] >= 85
    assert figures["outside the body"] == 0


def test_the_record_of_the_seed_articles_has_one_esper(seed_record: Connection) -> None:
    found = said_by(seed_record, "mark-esper")

    assert len({item["document"]["id"] for item in found}) >= 3
    assert {speaker["name"] for item in found for speaker in item["speakers"]} >= {"Mark Esper"}


def test_the_record_of_the_seed_articles_spans_the_years(seed_record: Connection) -> None:
    periods = views.timeline(seed_record, "gsomia", where=views.Where(), by="year")

    assert {"2011", "2019"} <= {period["period"] for period in periods}


def test_the_record_keeps_every_word_where_it_stands(seed_record: Connection) -> None:
    texts = {path.read_bytes().decode() for path in seeds.articles().glob("*.txt")}
    by_id = {models.ids.document_id(text): text for text in texts}
    for item in views.attributions(seed_record, where=views.Where(), page=views.Page(limit=500)).items:
        text = by_id[item["document"]["id"]]
        for part in (*item["content"], *item["cue"], *item["source"]):
            assert text[part["start"] : part["end"]] == part["text"]


@pytest.mark.parametrize(
    ("speaker", "documents"),
    [
        pytest.param("mark-esper", 3, marks=real),
        pytest.param("jeong-kyeong-doo", 1, marks=real),
        pytest.param("choi-hyun-soo", 1, marks=real),
    ],
)
def test_the_record_of_the_real_articles_knows_who_spoke(real_record: Connection, speaker: str, documents: int) -> None:
    found = said_by(real_record, speaker)

    assert len({item["document"]["id"] for item in found}) == documents
    assert len(found) >= 2


def test_a_document_is_read_alike_alone_and_among_others(nlp: Any) -> None:
    documents = [item for item in read([seeds.articles()]) if isinstance(item, Document)][:3]

    together = list(models.read(nlp, documents))
    alone = [next(iter(models.read(nlp, [document]))) for document in documents]

    assert together == alone


def test_the_pass_reads_plain_texts_as_a_library(nlp: Any) -> None:
    (doc,) = nlp.pipe(["“We will not leave,” Anna Berg said. Her spokesman called the report absurd."])

    first = doc._.attributions[0]
    assert (first.kind, first.content[0].text, first.speakers[0].name) == (
        "direct",
        "“We will not leave,”",
        "Anna Berg",
    )
    assert doc.text[first.cue[0].start : first.cue[0].end] == "said"
    assert json.dumps(models.pass_name(nlp))


def test_a_higher_confidence_gives_fewer_attributions_and_no_others() -> None:
    documents = [item for item in read([seeds.articles()]) if isinstance(item, Document)][:4]
    given = {
        least: [
            a.id
            for _, found in models.read(models.load(min_confidence=least), documents)
            for a in found
            if a.confidence >= 0.8
        ]
        for least in (0.0, 0.8)
    }

    assert given[0.8] == given[0.0]


def test_the_name_of_the_pass_tells_what_it_was_loaded_with() -> None:
    names = {
        models.pass_name(models.load()),
        models.pass_name(models.load(register=seeds.speakers())),
        models.pass_name(models.load(min_confidence=0.9)),
    }

    assert len(names) == 3
    assert models.pass_name(models.load()) in names
