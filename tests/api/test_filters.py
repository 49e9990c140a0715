"""Filters: each one keeps what it says and drops the rest, on every list that takes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

Item = dict[str, Any]


def items(client: FlaskClient, address: str, **query: str) -> list[Item]:
    response = client.get(address, query_string={"limit": "500"} | query)
    assert response.status_code == 200, response.text
    found: list[Item] = response.get_json()["items"]
    return found


def day(item: Item) -> str:
    return str(item["said_on"]["date"] or item["document"]["published"] or "")


def stance_on(item: Item, topic: str) -> str:
    return str(next(stance["label"] for stance in item["stances"] if stance["topic"] == topic))


CASES: list[tuple[dict[str, str], Callable[[Item], bool]]] = [
    ({"speaker": "anna-weller"}, lambda item: "anna-weller" in [speaker["id"] for speaker in item["speakers"]]),
    ({"topic": "river-treaty"}, lambda item: stance_on(item, "river-treaty") != "unrelated"),
    (
        {"topic": "river-treaty", "stance": "support"},
        lambda item: stance_on(item, "river-treaty") == "support",
    ),
    (
        {"topic": "river-treaty", "stance": "unrelated"},
        lambda item: stance_on(item, "river-treaty") == "unrelated",
    ),
    ({"stance": "oppose"}, lambda item: "oppose" in [stance["label"] for stance in item["stances"]]),
    ({"kind": "direct"}, lambda item: item["kind"] == "direct"),
    ({"kind": "mixed"}, lambda item: item["kind"] == "mixed"),
    ({"outlet": "Arland Courier"}, lambda item: item["document"]["outlet"] == "Arland Courier"),
    ({"since": "2019-11-14"}, lambda item: day(item) >= "2019-11-14"),
    ({"since": "2019-11"}, lambda item: day(item) >= "2019-11"),
    ({"until": "2019-11-13"}, lambda item: "" < day(item) <= "2019-11-13"),
    ({"until": "2019"}, lambda item: "" < day(item) < "2020"),
    ({"since": "2019-08-05", "until": "2019-08-09"}, lambda item: day(item) == "2019-08"),
    ({"min_confidence": "0.9"}, lambda item: item["confidence"] >= 0.9),
    ({"q": "valuable"}, lambda item: "valuable" in item["content"][0]["text"]),
    ({"q": '"water pact" pointless'}, lambda item: "pointless" in item["content"][0]["text"]),
    ({"q": "Onca"}, lambda item: "Onça" in item["source"][0]["text"]),
]


@pytest.mark.parametrize(("query", "holds"), CASES, ids=[str(query) for query, _ in CASES])
def test_attributions_keep_exactly_what_the_filter_says(
    client: FlaskClient, query: dict[str, str], holds: Callable[[Item], bool]
) -> None:
    everything = items(client, "/v1/attributions")
    kept = items(client, "/v1/attributions", **query)
    assert {item["id"] for item in kept} == {item["id"] for item in everything if holds(item)}
    assert kept


def test_attributions_of_one_document_come_in_the_order_of_its_text(client: FlaskClient) -> None:
    document = items(client, "/v1/attributions", q="valuable")[0]["document"]["id"]
    found = items(client, "/v1/attributions", document=document)
    assert len(found) == 3
    assert [item["content"][0]["start"] for item in found] == sorted(item["content"][0]["start"] for item in found)


def test_attributions_of_an_unknown_run_are_none(client: FlaskClient) -> None:
    run = items_plain(client, "/v1/runs")[0]["id"]
    assert len(items(client, "/v1/attributions", run=run)) == len(items(client, "/v1/attributions"))
    assert items(client, "/v1/attributions", run="no-such-run") == []


def test_run_is_asked_for_on_single_items_too(client: FlaskClient) -> None:
    run = items_plain(client, "/v1/runs")[0]["id"]
    for noun in ("documents", "attributions"):
        id_ = items(client, f"/v1/{noun}")[0]["id"]
        assert client.get(f"/v1/{noun}/{id_}?run={run}").get_json()["id"] == id_
        assert client.get(f"/v1/{noun}/{id_}?run=no-such-run").status_code == 404


def test_failures_are_filtered_by_run(client: FlaskClient) -> None:
    run = items_plain(client, "/v1/runs")[0]["id"]
    assert len(items(client, "/v1/failures", run=run)) == 3
    assert items(client, "/v1/failures", run="no-such-run") == []


def items_plain(client: FlaskClient, address: str) -> list[Item]:
    found: list[Item] = client.get(address).get_json()["items"]
    return found


def test_attribution_is_the_same_alone_and_in_every_list(client: FlaskClient) -> None:
    listed = items(client, "/v1/attributions", speaker="piet-onca")[0]
    alone = client.get(f"/v1/attributions/{listed['id']}").get_json()
    assert {name: alone[name] for name in listed} == listed


def test_attribution_offsets_give_its_words_in_its_document(client: FlaskClient) -> None:
    for item in items(client, "/v1/attributions"):
        text = client.get(f"/v1/documents/{item['document']['id']}").get_json()["text"]
        for part in ("content", "cue", "source"):
            assert all(text[span["start"] : span["end"]] == span["text"] for span in item[part])


def test_claims_are_reported_words_unless_a_kind_is_asked_for(client: FlaskClient) -> None:
    claims = items(client, "/v1/speakers/anna-weller/claims")
    assert {item["kind"] for item in claims} <= {"indirect", "mixed"}
    assert {item["kind"] for item in items(client, "/v1/speakers/anna-weller/claims", kind="direct")} == {"direct"}
    assert all(item["speakers"][0]["id"] == "anna-weller" for item in claims)


def test_attributions_can_be_asked_for_by_class(client: FlaskClient) -> None:
    everything = items(client, "/v1/attributions")
    assert items(client, "/v1/attributions", **{"class": "speech"}) == everything != []
    assert items(client, "/v1/attributions", **{"class": "attitude"}) == []
    assert client.get("/v1/attributions?class=thought").status_code == 400
    assert client.get("/v1/attributions?class_=speech").status_code == 400


def test_claims_can_be_asked_for_by_topic_and_stance(client: FlaskClient) -> None:
    found = items(client, "/v1/speakers/anna-weller/claims", topic="river-treaty", stance="support")
    assert [stance_on(item, "river-treaty") for item in found] == ["support"]


def test_stances_bear_on_the_topic_and_say_which_it_is(client: FlaskClient) -> None:
    found = items(client, "/v1/topics/river-treaty/stances")
    assert found
    assert all(item["stance"]["topic"] == "river-treaty" for item in found)
    assert all(item["stance"]["label"] != "unrelated" for item in found)
    one = items(client, "/v1/topics/river-treaty/stances", speaker="borland", stance="oppose")
    assert [item["speakers"][0]["id"] for item in one] == ["borland"]


def test_timeline_counts_what_the_stances_list(client: FlaskClient) -> None:
    listed = items(client, "/v1/topics/river-treaty/stances")
    for by in ("year", "month", "day"):
        periods = client.get("/v1/topics/river-treaty/timeline", query_string={"by": by}).get_json()["items"]
        counted = [id_ for period in periods for id_ in period["attributions"]]
        assert sorted(counted) == sorted(item["id"] for item in listed)
        assert sum(sum(period["counts"].values()) for period in periods) == len(listed)
        dated = [period["period"] for period in periods if period["period"]]
        assert dated == sorted(set(dated))
        assert max(map(len, dated)) == {"year": 4, "month": 7, "day": 10}[by]


def test_timeline_keeps_to_its_speaker(client: FlaskClient) -> None:
    periods = client.get("/v1/topics/river-treaty/timeline?speaker=borland").get_json()["items"]
    assert {speaker["id"] for period in periods for speaker in period["speakers"]} == {"borland"}


def test_documents_are_filtered_by_publication_and_by_their_statements(client: FlaskClient) -> None:
    assert {item["outlet"] for item in items(client, "/v1/documents", outlet="Borland Post")} == {"Borland Post"}
    assert all(item["published"] >= "2020" for item in items(client, "/v1/documents", since="2020"))
    assert [item["title"] for item in items(client, "/v1/documents", speaker="borland")] == [
        "Borland threatens to leave"
    ]
    assert [item["title"] for item in items(client, "/v1/documents", q="pointless")] == ["Borland threatens to leave"]


def test_document_alone_has_its_text_and_the_list_has_not(client: FlaskClient) -> None:
    listed = items(client, "/v1/documents", q="pointless")[0]
    alone = client.get(f"/v1/documents/{listed['id']}").get_json()
    assert "text" not in listed
    assert alone["text"].startswith("Borland said it would end the River Treaty.")
    assert {name: alone[name] for name in listed} == listed


@pytest.mark.parametrize("q", ["weller", "WELLER", "A. Weller", "anna"])
def test_speakers_are_found_by_any_of_their_names(client: FlaskClient, q: str) -> None:
    assert [item["id"] for item in items(client, "/v1/speakers", q=q)] == ["anna-weller"]


def test_speaker_has_names_and_dated_roles(client: FlaskClient) -> None:
    speaker = client.get("/v1/speakers/anna-weller").get_json()
    assert speaker["name"] == "Anna Weller"
    assert {"title": "Mayor of Orrehaven", "written_on": "2012"}.items() <= max(
        speaker["roles"], key=lambda role: role["title"] == "Mayor of Orrehaven"
    ).items()


def test_topics_show_their_written_position(client: FlaskClient) -> None:
    found = items_plain(client, "/v1/topics")
    assert [item["id"] for item in found] == ["bridge", "river-treaty"]
    assert client.get("/v1/topics/bridge").get_json()["position"] == "The Orre Bridge is built"


def test_failures_name_the_input_the_reason_and_the_remedy(client: FlaskClient) -> None:
    found = items(client, "/v1/failures")
    assert {item["path"] for item in found} == {"broken/0.txt", "broken/1.txt", "broken/2.txt"}
    assert found[0]["remedy"] == "leave it out"


INJECTIONS = [
    "' OR 1=1 --",
    '"; DROP TABLE runs; --',
    "*",
    '"',
    "NEAR(a b)",
    "a AND",
    "-x",
    "col:x",
    "(",
    "^zz",
    "\\",
    "%",
]


@pytest.mark.parametrize("words", [*INJECTIONS, "日本語", "🦉", "Ünïcödé", "a" * 499, "\u202e", "\ud7ff", "x y " * 120])
@pytest.mark.parametrize("name", ["q", "speaker", "topic", "outlet", "document", "run"])
def test_any_words_are_taken_as_words(client: FlaskClient, name: str, words: str) -> None:
    response = client.get("/v1/attributions", query_string={name: words})
    assert response.status_code in ({200} if len(words) <= 300 else {200, 400})
    if response.status_code == 200:
        assert response.get_json()["items"] == []


def test_broken_utf8_is_no_fault_of_the_server(client: FlaskClient) -> None:
    assert client.get("/v1/attributions?q=%ff%fe").status_code in {200, 400}
    assert client.get("/v1/speakers/%ff%fe").status_code == 404


def test_health_counts_what_is_there(client: FlaskClient) -> None:
    body = client.get("/healthz").get_json()
    assert body["status"] == "ok"
    assert body["counts"]["attributions"] == len(items(client, "/v1/attributions"))


@pytest.mark.parametrize("list_", ["stances", "timeline"])
def test_topic_version_asks_for_a_wording_there_is(client: FlaskClient, list_: str) -> None:
    address = f"/v1/topics/river-treaty/{list_}"
    assert items_plain(client, f"{address}?topic_version=1") == items_plain(client, address)
    refused = client.get(f"{address}?topic_version=2")
    assert refused.status_code == 400
    assert "2 is no version of river-treaty" in refused.get_json(force=True)["detail"]
    assert client.get(f"{address}?topic_version=0").status_code == 400


def test_stances_name_the_run_that_judged_them(client: FlaskClient) -> None:
    (run,) = items_plain(client, "/v1/runs")
    found = items(client, "/v1/topics/river-treaty/stances")
    assert {item["stance"]["run"] for item in found} == {run["id"]}
    assert run["stances"] == 2 * run["attributions"]


def test_topic_counts_what_was_judged_by_each_version(client: FlaskClient) -> None:
    topic = client.get("/v1/topics/river-treaty").get_json()
    (version,) = topic["versions"]
    assert {label: n for label, n in version["counts"].items() if label != "unrelated"} == topic["counts"]
    assert sum(version["counts"].values()) == len(items(client, "/v1/attributions"))
