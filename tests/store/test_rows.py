from __future__ import annotations

from dataclasses import replace

import pytest

from models.records import Attribution, Document, SaidOn, Span
from service.store import rows
from tests import stub_pass
from tests.examples import REGISTER, TOPICS, make_document


@pytest.fixture
def document() -> Document:
    return make_document("Anna Weller said the River Treaty is valuable.", published="2019-11", outlet="Courier")


@pytest.fixture
def found(document: Document) -> Attribution:
    nlp = stub_pass.load(register=REGISTER, topics=TOPICS)
    return next(stub_pass.read(nlp, [document]))[1][0]


def test_fingerprint_ignores_the_path(document: Document) -> None:
    assert rows.fingerprint(replace(document, path="moved/b.txt")) == rows.fingerprint(document)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "other"},
        {"body": ((0, 5),)},
        {"title": "Courier"},
        {"outlet": None},
        {"byline": "Jo Brand"},
        {"url": "https://example.org/"},
        {"media_type": "text/html"},
        {"published": SaidOn("2019-11", "month", "given by the caller")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_fingerprint_follows_what_is_known(document: Document, change: dict[str, object]) -> None:
    assert rows.fingerprint(replace(document, **change)) != rows.fingerprint(document)  # type: ignore[arg-type]


def test_attribution_is_placed_at_its_own_date(document: Document, found: Attribution) -> None:
    own = replace(found, said_on=SaidOn("2018-02-03", "day", "on Saturday"))
    assert (rows.attribution(1, 2, document, own)["first_day"], rows.attribution(1, 2, document, own)["last_day"]) == (
        "2018-02-03",
        "2018-02-03",
    )


def test_attribution_is_placed_at_its_documents_date(document: Document, found: Attribution) -> None:
    row = rows.attribution(1, 2, document, replace(found, said_on=SaidOn(evidence="on Saturday")))
    assert (row["said_on"], row["said_evidence"]) == (None, "on Saturday")
    assert (row["first_day"], row["last_day"]) == ("2019-11-01", "2019-11-30")


def test_spans_refuses_words_that_are_not_the_documents(document: Document, found: Attribution) -> None:
    shifted = replace(found, cue=(Span(found.cue[0].start + 1, found.cue[0].end + 1, found.cue[0].text),))
    with pytest.raises(ValueError, match=r"cue span .* cut spans with Span.of"):
        list(rows.spans(1, document, shifted))


def test_spans_keeps_the_order_of_discontinuous_content(document: Document, found: Attribution) -> None:
    parts = (Span.of(document.text, 20, 25), Span.of(document.text, 0, 4))
    kept = [row for row in rows.spans(7, document, replace(found, content=parts)) if row["part"] == "content"]
    assert [(row["attribution"], row["position"], row["start"]) for row in kept] == [(7, 0, 20), (7, 1, 0)]


def test_attribution_speakers_gives_each_speaker_once(found: Attribution) -> None:
    twice = replace(found, speakers=found.speakers * 2)
    assert [row["speaker"] for row in rows.attribution_speakers(1, twice, "")] == ["anna-weller"]


def test_stances_refuses_a_topic_that_the_store_does_not_hold(found: Attribution) -> None:
    with pytest.raises(ValueError, match=r"'bridge'.*add_topics"):
        list(rows.stances(1, found, "", {"river-treaty": 1}, 1))
