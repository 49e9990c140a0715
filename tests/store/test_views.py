from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, Engine

from service.errors import InvalidParameter, TopicNotFound
from service.store import views
from service.store.views import Where
from service.store.writer import Writer
from tests import stub_pass
from tests.examples import REGISTER, TOPICS, TREATY, documents, make_document

WORDS = {
    "keep": "“We should keep the River Treaty,”",
    "valuable": "that the water pact was valuable on 2019-11-13",
    "trade": "that trade would slow",
    "end": "it would end the River Treaty",
    "pointless": "the water pact is “pointless” now",
    "talks": "that talks on the River Treaty had begun",
    "bridge": "she would support the Orre Bridge",
    "shall": "“Shall we end the water pact?”",
    "renew": "both sides to renew the water pact",
}
NEWEST_FIRST = ["keep", "trade", "valuable", "end", "pointless", "talks", "bridge", "shall", "renew"]


def short(items: list[dict[str, Any]]) -> list[str]:
    """Return the short names of statements, in order."""
    names = {words: name for name, words in WORDS.items()}
    return [names[item["content"][0]["text"]] for item in items]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, NEWEST_FIRST),
        ({"speaker": "anna-weller"}, ["keep", "valuable", "talks"]),
        ({"speaker": "nobody"}, []),
        ({"kind": "direct"}, ["keep", "shall"]),
        ({"kind": "mixed"}, ["pointless"]),
        ({"class_": "speech"}, NEWEST_FIRST),
        ({"class_": "attitude"}, []),
        ({"outlet": "Borland Post"}, ["end", "pointless", "talks"]),
        ({"topic": "bridge"}, ["bridge"]),
        ({"topic": "river-treaty"}, ["keep", "valuable", "end", "pointless", "talks", "shall", "renew"]),
        ({"topic": "river-treaty", "stance": "oppose"}, ["end", "pointless"]),
        ({"topic": "river-treaty", "stance": "unrelated"}, ["trade", "bridge"]),
        ({"stance": "undetermined"}, ["shall"]),
        ({"min_confidence": 0.91}, []),
        ({"min_confidence": 0.9, "kind": "mixed"}, ["pointless"]),
        ({"since": "2019-11-14"}, ["keep", "trade"]),
        ({"since": "2019-11-13"}, ["keep", "trade", "valuable"]),
        ({"since": "2019-08-31", "until": "2019-10"}, ["end", "pointless", "talks"]),
        ({"since": "2019-08-02", "until": "2019-08-03"}, ["end", "pointless", "talks"]),
        ({"since": "2019-09", "until": "2019-10"}, []),
        ({"since": "2018-06-01", "until": "2018-06-30"}, ["bridge", "shall"]),
        ({"until": "2018"}, ["bridge", "shall"]),
        ({"q": "treaty keep"}, ["keep"]),
        ({"document": documents()[0].id}, ["keep", "trade", "valuable"]),
        ({"run": "first", "kind": "direct"}, ["keep", "shall"]),
        ({"run": "absent"}, []),
        (
            {"speaker": "anna-weller", "topic": "river-treaty", "stance": "support", "since": "2019"},
            ["keep", "valuable"],
        ),
    ],
    ids=str,
)
def test_attributions_keeps_what_is_asked_for(
    connection: Connection, where: dict[str, Any], expected: list[str]
) -> None:
    found = short(views.attributions(connection, where=Where(**where)).items)
    assert sorted(found) == sorted(expected)
    if "document" not in where:
        assert [name for name in NEWEST_FIRST if name in found] == sorted(found, key=NEWEST_FIRST.index)


def test_attributions_tells_attitudes_from_speech(writer: Writer, engine: Engine) -> None:
    nlp = stub_pass.load(register=REGISTER, topics=TOPICS)
    held = {WORDS["trade"], WORDS["end"]}
    read = [
        (
            document,
            tuple(
                replace(one, class_="attitude", source_confidence=0.7) if one.content[0].text in held else one
                for one in attributions
            ),
        )
        for document, attributions in stub_pass.read(nlp, documents())
    ]
    writer.write(writer.open_run("first"), read)
    with engine.connect() as connection:
        found = views.attributions(connection, where=Where(class_="attitude")).items
    assert short(found) == ["trade", "end"]
    assert {(item["class"], item["source_confidence"]) for item in found} == {("attitude", 0.7)}


def test_attributions_puts_the_newest_first_and_the_undated_last(connection: Connection) -> None:
    items = views.attributions(connection).items
    days = [item["said_on"]["date"] or "" for item in items]
    assert days == sorted(days, reverse=True)
    assert days[-1] == ""


def test_attributions_of_a_document_follow_its_text(connection: Connection) -> None:
    items = views.attributions(connection, where=Where(document=documents()[0].id)).items
    assert [item["content"][0]["start"] for item in items] == sorted(item["content"][0]["start"] for item in items)


@pytest.mark.parametrize(
    ("where", "parameter"),
    [
        ({"kind": "loud"}, "kind"),
        ({"stance": "maybe"}, "stance"),
        ({"since": "2019-13"}, "since"),
        ({"until": "yesterday"}, "until"),
        ({"min_confidence": 1.1}, "min_confidence"),
        ({"min_confidence": float("nan")}, "min_confidence"),
    ],
)
def test_where_refuses_what_is_not_allowed(where: dict[str, Any], parameter: str) -> None:
    with pytest.raises(InvalidParameter) as caught:
        Where(**where)
    assert [error["parameter"] for error in caught.value.members["errors"]] == [parameter]  # type: ignore[attr-defined]


def test_attribution_has_the_shape_of_the_extraction_record(connection: Connection) -> None:
    item = views.attributions(connection, where=Where(q="valuable")).items[0]
    whole = views.attribution(connection, item["id"])
    assert whole == item | {"superseded": False, "earlier_stances": []}
    start = documents()[0].text.index("that the water")
    assert item == {
        "id": item["id"],
        "kind": "indirect",
        "class": "speech",
        "content": [{"start": start, "end": start + 46, "text": WORDS["valuable"]}],
        "cue": [{"start": start - 5, "end": start - 1, "text": "said"}],
        "source": [{"start": start - 12, "end": start - 6, "text": "Weller"}],
        "speakers": [{"id": "anna-weller", "name": "Anna Weller", "type": "person", "confidence": 0.95}],
        "said_on": {"date": "2019-11-13", "precision": "day", "evidence": "on 2019-11-13"},
        "confidence": 0.9,
        "source_confidence": 1.0,
        "stances": [
            {
                "topic": "bridge",
                "label": "unrelated",
                "confidence": 0.85,
                "scores": {"support": 0.05, "oppose": 0.05, "neutral": 0.05, "unrelated": 0.85},
                "topic_version": 1,
                "run": "first",
            },
            {
                "topic": "river-treaty",
                "label": "support",
                "confidence": 0.85,
                "scores": {"support": 0.85, "oppose": 0.05, "neutral": 0.05, "unrelated": 0.05},
                "topic_version": 1,
                "run": "first",
            },
        ],
        "document": {
            "id": documents()[0].id,
            "title": "Weller defends the treaty",
            "outlet": "Arland Courier",
            "published": "2019-11-15",
            "path": "0.txt",
            "url": None,
        },
        "run": "first",
    }


def test_attribution_stays_when_a_later_run_does_not_find_it(writer: Writer, run: int, connect: Connection) -> None:
    item = views.attributions(connect, where=Where(q="keep")).items[0]
    connect.rollback()
    writer.write(writer.open_run("second"), [(documents()[0], ())])
    assert views.attributions(connect, where=Where(q="keep")).items == []
    kept = views.attribution(connect, item["id"])
    assert kept == item | {"superseded": True, "earlier_stances": []}
    assert views.attribution(connect, item["id"], run="second") is None
    assert views.attribution(connect, item["id"], run="first") == kept


def test_attribution_is_none_where_there_is_none(connection: Connection) -> None:
    assert views.attribution(connection, "absent") is None


def test_claims_are_reported_words_unless_a_kind_is_asked_for(connection: Connection) -> None:
    def claims(**where: Any) -> list[str]:
        return short(views.claims(connection, "anna-weller", where=Where(**where)).items)

    assert claims() == ["valuable", "talks"]
    assert claims(kind="direct") == ["keep"]
    assert claims(topic="river-treaty", stance="neutral") == ["talks"]
    assert short(views.claims(connection, "piet-onca").items) == ["pointless"]


def test_stances_are_those_that_bear_on_the_topic(connection: Connection) -> None:
    found = views.stances(connection, "river-treaty")
    assert short(found.items) == ["keep", "valuable", "end", "pointless", "talks", "shall", "renew"]
    labels = [item["stance"]["label"] for item in found.items]
    assert labels == ["support", "support", "oppose", "oppose", "neutral", "undetermined", "support"]
    assert all(item["stance"] in item["stances"] for item in found.items)
    unrelated = views.stances(connection, "river-treaty", where=Where(stance="unrelated"))
    assert short(unrelated.items) == ["trade", "bridge"]
    assert views.stances(connection, "absent").items == []


def test_document_has_its_text_and_body(connection: Connection) -> None:
    first = documents()[0]
    shown = views.document(connection, first.id)
    assert shown is not None
    assert (shown["text"], shown["body"]) == (first.text, [[0, len(first.text)]])
    assert (shown["run"], shown["runs"], shown["attributions"]) == ("first", ["first"], 3)
    assert (shown["published"], shown["published_precision"], shown["published_evidence"]) == (
        "2019-11-15",
        "day",
        "dateline 2019-11-15",
    )
    assert views.document(connection, "absent") is None
    assert views.document(connection, first.id, run="absent") is None


@pytest.mark.parametrize(
    ("where", "paths"),
    [
        ({}, ["4.txt", "0.txt", "1.txt", "2.txt", "3.txt"]),
        ({"outlet": "Borland Post"}, ["4.txt", "1.txt"]),
        ({"since": "2019-08-20", "until": "2019-11-15"}, ["0.txt", "1.txt"]),
        ({"q": "pointless"}, ["1.txt"]),
        ({"speaker": "anna-weller"}, ["0.txt", "1.txt"]),
        ({"topic": "bridge"}, ["2.txt"]),
        ({"kind": "direct"}, ["0.txt", "2.txt"]),
        ({"stance": "undetermined"}, ["2.txt"]),
        ({"min_confidence": 0.0}, ["0.txt", "1.txt", "2.txt", "3.txt"]),
        ({"document": documents()[2].id}, ["2.txt"]),
        ({"run": "first", "kind": "mixed"}, ["1.txt"]),
    ],
    ids=str,
)
def test_documents_keeps_what_is_asked_for(connection: Connection, where: dict[str, Any], paths: list[str]) -> None:
    found = views.documents(connection, where=Where(**where)).items
    assert [item["path"] for item in found] == paths
    assert all("text" not in item for item in found)


@pytest.mark.parametrize(
    ("where", "counts"),
    [
        ({}, {"Anna Weller": 3, "Borland": 1, "Jo Brand": 4, "Piet Onça": 1}),
        ({"q": "wel"}, {"Anna Weller": 3}),
        ({"topic": "river-treaty"}, {"Anna Weller": 3, "Borland": 1, "Jo Brand": 2, "Piet Onça": 1}),
        ({"kind": "direct"}, {"Anna Weller": 1, "Jo Brand": 1}),
        ({"since": "2019-11"}, {"Anna Weller": 2, "Jo Brand": 1}),
        ({"speaker": "borland"}, {"Borland": 1}),
        ({"outlet": "Borland Post", "q": "anna"}, {"Anna Weller": 1}),
    ],
    ids=str,
)
def test_speakers_counts_what_is_asked_for(
    connection: Connection, where: dict[str, Any], counts: dict[str, int]
) -> None:
    found = views.speakers(connection, where=Where(**where)).items
    assert {item["name"]: item["attributions"] for item in found} == counts
    assert [item["name"] for item in found] == sorted(counts)


def test_speaker_has_names_roles_and_counts(connection: Connection) -> None:
    shown = views.speaker(connection, "anna-weller")
    assert shown is not None
    first = documents()[0].id
    assert shown["attributions"] == 3
    assert shown["aliases"] == ["Weller", "A. Weller"]
    assert [(role["title"], role["written_on"]) for role in shown["roles"]] == [
        ("Mayor of Orrehaven", "2012"),
        ("Foreign Minister of Arland", "2018-03-01"),
    ]
    assert shown["kinds"] == {"direct": 1, "indirect": 2}
    assert shown["stances"] == {"river-treaty": {"neutral": 1, "support": 2}}
    assert shown["written_as"][0]["text"] == "Anna Weller"
    assert shown["written_as"][1] == {"text": "Weller", "attributions": 1, "seen_in": first}
    assert views.speaker(connection, "absent") is None


def test_speaker_says_where_a_name_was_first_seen(connection: Connection) -> None:
    shown = views.speaker(connection, "jo-brand")
    assert shown is not None
    assert shown["names"] == [{"name": "Jo Brand", "registered": False, "seen_in": documents()[0].id}]


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("anna-weller", ["anna-weller"]),
        ("ANNA WELLER", ["anna-weller"]),
        ("weller", ["anna-weller"]),
        ("Brand", ["jo-brand"]),
        ("onca", ["piet-onca"]),
        ("b", ["borland", "jo-brand"]),
        ("nobody", []),
        ("", []),
    ],
)
def test_find_named_takes_ids_names_and_beginnings(connection: Connection, name: str, ids: list[str]) -> None:
    assert [item["id"] for item in views.find_named(connection, name)] == ids


def test_find_named_prefers_just_that_name(writer: Writer, run: int, connect: Connection) -> None:
    other = make_document("Jo Brandauer said it rained.")
    writer.write(run, stub_pass.read(stub_pass.load(register=REGISTER, topics=TOPICS), [other]))
    assert [item["id"] for item in views.find_named(connect, "jo brand")] == ["jo-brand"]
    assert [item["id"] for item in views.find_named(connect, "brand")] == ["jo-brand", "jo-brandauer"]


def test_has_tells_what_there_is(connection: Connection) -> None:
    assert views.has_speaker(connection, "borland")
    assert not views.has_speaker(connection, "absent")


def test_wording_gives_a_topic_as_it_is_and_was(writer: Writer, run: int, connect: Connection) -> None:
    changed = replace(TREATY, position="The River Treaty is renewed for ten years")
    writer.add_topics([changed])
    assert views.wording(connect, "river-treaty") == views.wording(connect, "river-treaty", 2) == changed
    assert views.wording(connect, "river-treaty", 1) == TREATY
    with pytest.raises(InvalidParameter, match="3 is no version of river-treaty"):
        views.wording(connect, "river-treaty", 3)
    for version in (None, 1):
        with pytest.raises(TopicNotFound):
            views.wording(connect, "absent", version)


def test_topics_count_stances_by_label(connection: Connection) -> None:
    bridge, treaty = views.topics(connection)
    assert bridge["counts"] == {"support": 1, "oppose": 0, "neutral": 0, "undetermined": 0}
    assert treaty["counts"] == {"support": 3, "oppose": 2, "neutral": 1, "undetermined": 1}
    whole = views.topic(connection, "river-treaty")
    assert whole is not None
    assert {key: whole[key] for key in treaty} == treaty
    assert views.topic(connection, "absent") is None


def test_runs_and_counts_tell_what_there_is(writer: Writer, run: int, connect: Connection) -> None:
    writer.write(writer.open_run("second"), [(documents()[0], ())])
    second, first = views.runs(connect)
    assert (second["id"], second["documents"], second["attributions"], second["failures"]) == ("second", 1, 0, 0)
    assert (first["id"], first["documents"], first["attributions"]) == ("first", 5, 9)
    assert views.counts(connect) == {
        "documents": 5,
        "attributions": 6,
        "speakers": 4,
        "topics": 2,
        "runs": 2,
        "failures": 0,
    }


def test_failures_are_paged_the_latest_first(writer: Writer, run: int, connect: Connection) -> None:
    from service.ingest.failure import Failure

    writer.add_failures(run, [Failure(f"{number}.x", "binary", "r", "m") for number in range(3)])
    first = views.failures(connect, page=views.Page(limit=2))
    rest = views.failures(connect, page=views.Page(limit=2, after=first.next))
    assert [item["path"] for item in first.items + rest.items] == ["2.x", "1.x", "0.x"]
    assert rest.next is None
    assert views.failures(connect, where=Where(run="absent")).items == []
