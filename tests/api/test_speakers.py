"""Speakers over HTTP after decisions: who answers for whom, what is known, and the history."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service.api import schemas
from service.app import create_app
from service.settings import Settings
from service.store import deciding
from service.store.decisions import Author
from service.store.engine import open_engine
from service.store.writer import Writer
from tests.api.test_openapi import undocumented

ANN = Author(by="ann", reason="she knows them")


@pytest.fixture
def decided(tmp_path: Path, filled_url: str) -> FlaskClient:
    """Return a client of a store in which Piet Onça is merged into Jo Brand, who has a role and a Wikidata id."""
    path = shutil.copy(filled_url.removeprefix("sqlite:///"), tmp_path / "store.sqlite")
    engine = open_engine(f"sqlite:///{path}")
    writer = Writer(engine)
    writer.decide(deciding.merge, ANN, "piet-onca", "jo-brand")
    writer.decide(deciding.add_alias, ANN, "jo-brand", "Josephine Brand")
    writer.decide(deciding.add_role, ANN, "jo-brand", "Mayor", since="2018", until=None)
    writer.decide(deciding.set_wikidata, ANN, "jo-brand", "Q42")
    writer.decide(deciding.undo, ANN, 2)
    engine.dispose()
    return create_app(Settings(database_url=f"sqlite:///{path}")).test_client()


def test_speaker_shows_what_is_known_and_decided(decided: FlaskClient) -> None:
    answer = decided.get("/v1/speakers/jo-brand")
    found = answer.get_json()
    assert (found["wikidata"], found["merged"], found["merged_into"]) == ("Q42", ["piet-onca"], None)
    assert {"title": "Mayor", "written_on": "2018", "until": None} in found["roles"]
    assert found["aliases"] == ["Piet Onça"]
    assert [(d["number"], d["verb"]) for d in found["decisions"]] == [(1, "merge"), (3, "role"), (4, "wikidata")]
    assert "Content-Location" not in answer.headers
    assert undocumented(schemas.SpeakerWhole.model_validate(found)) == []


def test_speaker_that_is_merged_answers_with_the_one_it_is_merged_into(decided: FlaskClient) -> None:
    answer = decided.get("/v1/speakers/piet-onca")
    found = answer.get_json()
    assert answer.status_code == 200
    assert answer.headers["Content-Location"] == "/v1/speakers/jo-brand"
    assert (found["id"], found["merged_into"]) == ("jo-brand", "jo-brand")
    assert {**found, "merged_into": None} == decided.get("/v1/speakers/jo-brand").get_json()


def test_claims_and_filters_follow_a_merge(decided: FlaskClient) -> None:
    ids = [item["id"] for item in decided.get("/v1/attributions?speaker=jo-brand").get_json()["items"]]
    assert ids == [item["id"] for item in decided.get("/v1/attributions?speaker=piet-onca").get_json()["items"]]
    assert len(ids) == 5
    claims = [decided.get(f"/v1/speakers/{id_}/claims").get_json() for id_ in ("jo-brand", "piet-onca")]
    assert claims[0]["items"] == claims[1]["items"] != []
    listed = [item["id"] for item in decided.get("/v1/speakers?limit=500").get_json()["items"]]
    assert "piet-onca" not in listed
    periods = decided.get("/v1/topics/river-treaty/timeline?speaker=piet-onca").get_json()["items"]
    assert {speaker["id"] for period in periods for speaker in period["speakers"]} == {"jo-brand"}


def test_attribution_shows_whom_the_run_found(decided: FlaskClient) -> None:
    items = decided.get("/v1/attributions?q=pointless").get_json()["items"]
    whole = decided.get(f"/v1/attributions/{items[0]['id']}").get_json()
    assert [speaker["id"] for speaker in whole["speakers"]] == ["jo-brand"]
    assert [(speaker["id"], speaker["name"]) for speaker in whole["original_speakers"]] == [("piet-onca", "Piet Onça")]
    assert undocumented(schemas.AttributionWhole.model_validate(whole)) == []


def test_attribution_that_nobody_moved_has_no_original_speakers(client: FlaskClient) -> None:
    item = client.get("/v1/attributions?limit=1").get_json()["items"][0]
    assert client.get(f"/v1/attributions/{item['id']}").get_json().get("original_speakers") is None


def test_history_has_every_decision_the_latest_first(decided: FlaskClient) -> None:
    items = decided.get("/v1/speakers/jo-brand/history").get_json()["items"]
    assert [item["number"] for item in items] == [5, 4, 3, 2, 1]
    assert (items[0]["undoes"], items[3]["undone_by"], items[0]["by"]) == (2, 5, "ann")
    assert undocumented(schemas.DecisionPage.model_validate({"items": items, "next": None})) == []
    assert decided.get("/v1/speakers/piet-onca/history").get_json()["items"] == items


def test_history_comes_in_pages(decided: FlaskClient) -> None:
    first = decided.get("/v1/speakers/jo-brand/history?limit=2")
    assert [item["number"] for item in first.get_json()["items"]] == [5, 4]
    assert 'rel="next"' in first.headers["Link"]
    rest = decided.get(f"/v1/speakers/jo-brand/history?limit=9&cursor={first.get_json()['next']}").get_json()
    assert ([item["number"] for item in rest["items"]], rest["next"]) == ([3, 2, 1], None)


def test_history_of_nobody_is_a_problem(decided: FlaskClient) -> None:
    answer = decided.get("/v1/speakers/nobody/history")
    assert (answer.status_code, answer.get_json()["type"]) == (404, "/problems#speaker-not-found")
