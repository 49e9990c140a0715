"""The extraction record: every key that the format promises, with the records' own values."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from models.ids import document_id
from models.record_json import attribution_json, document_json, extraction_json, said_on_json
from models.records import Attribution, Document, SaidOn, Span, Speaker, Stance

TEXT = "“We stay,” she said. Rain fell."
DOCUMENT = Document(
    id=document_id(TEXT),
    path="a.txt",
    text=TEXT,
    body=((0, len(TEXT)),),
    title="Weller stays",
    outlet="Arland Courier",
    byline="By Jo Brand",
    url="https://example.org/a",
    published=SaidOn("2019-11", "month", "November 2019"),
)
SCORES = {"support": 0.7, "oppose": 0.1, "neutral": 0.1, "unrelated": 0.1}
ATTRIBUTION = Attribution(
    id="a1",
    kind="direct",
    content=(Span.of(TEXT, 0, 10),),
    cue=(Span.of(TEXT, 15, 19),),
    source=(Span.of(TEXT, 11, 14),),
    confidence=0.94,
    speakers=(Speaker("anna-weller", "Anna Weller", "person", 0.97),),
    said_on=SaidOn("2019-11-13", "day", "on Wednesday"),
    stances=(Stance("river-treaty", "support", 0.7, SCORES),),
)


def test_document_json_holds_what_is_known() -> None:
    assert document_json(DOCUMENT) == {
        "id": document_id(TEXT),
        "path": "a.txt",
        "title": "Weller stays",
        "outlet": "Arland Courier",
        "byline": "By Jo Brand",
        "url": "https://example.org/a",
        "published": "2019-11",
        "published_precision": "month",
        "published_evidence": "November 2019",
    }


def test_document_json_says_what_is_unknown_with_nulls() -> None:
    bare = document_json(Document("id", "a.txt", "", ()))
    assert {key for key, value in bare.items() if value is None} == set(bare) - {"id", "path"}


@pytest.mark.parametrize(("media_type", "holds"), [("text/plain", False), ("text/html", True)])
def test_document_json_gives_the_text_where_offsets_are_not_into_the_file(media_type: str, holds: bool) -> None:
    found = document_json(replace(DOCUMENT, media_type=media_type))
    assert (found.get("text") == TEXT) is holds
    assert ("text" in found) is holds


def test_attribution_json_holds_every_part() -> None:
    assert attribution_json(ATTRIBUTION) == {
        "id": "a1",
        "kind": "direct",
        "class": "speech",
        "content": [{"start": 0, "end": 10, "text": "“We stay,”"}],
        "cue": [{"start": 15, "end": 19, "text": "said"}],
        "source": [{"start": 11, "end": 14, "text": "she"}],
        "speakers": [{"id": "anna-weller", "name": "Anna Weller", "type": "person", "confidence": 0.97}],
        "said_on": {"date": "2019-11-13", "precision": "day", "evidence": "on Wednesday"},
        "confidence": 0.94,
        "source_confidence": 1.0,
        "stances": [{"topic": "river-treaty", "label": "support", "confidence": 0.7, "scores": SCORES}],
    }


def test_attribution_json_gives_empty_lists_for_missing_parts() -> None:
    bare = attribution_json(Attribution("a2", "indirect", (Span.of(TEXT, 0, 10),), (), (), 0.5))
    assert [bare[key] for key in ("cue", "source", "speakers", "stances")] == [[], [], [], []]
    assert bare["said_on"] == {"date": None, "precision": None, "evidence": None}


def test_extraction_json_sorts_by_the_first_content() -> None:
    later = replace(ATTRIBUTION, id="a0", content=(Span.of(TEXT, 21, 30),))
    record = extraction_json(DOCUMENT, (later, ATTRIBUTION))
    assert [found["id"] for found in record["attributions"]] == ["a1", "a0"]
    assert record["document"]["id"] == DOCUMENT.id


def test_extraction_json_survives_a_round_trip() -> None:
    record = extraction_json(DOCUMENT, (ATTRIBUTION,))
    assert json.loads(json.dumps(record)) == record


def test_said_on_json_keeps_evidence_of_an_unknown_day() -> None:
    assert said_on_json(SaidOn(evidence="Jan. 10")) == {"date": None, "precision": None, "evidence": "Jan. 10"}
