"""Checks of what a decision must find, and what deciding does at the edges of what it allows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from models.records import KnownSpeaker
from service.errors import (
    AlreadyTaken,
    AmbiguousSpeaker,
    AttributionNotFound,
    DecisionNeeded,
    DocumentNotFound,
    InvalidDecision,
    NothingToSplit,
    SpeakerMerged,
    SpeakerNotFound,
)
from service.store import checks, deciding, views
from service.store.decisions import Author
from service.store.views import Where
from service.store.writer import Writer
from tests.store.people import people, write

ANN = Author(by="ann", reason="she knows them")
DOCUMENTS = [document.id for document in people()]


@pytest.fixture
def store(writer: Writer) -> Writer:
    """Return a writer to the store with the articles on people."""
    write(writer)
    return writer


def statement(connect: Connection, q: str) -> str:
    """Return the id of the one statement with these words."""
    (item,) = views.attributions(connect, where=Where(q=q)).items
    connect.rollback()
    found: str = item["id"]
    return found


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=9), min_size=1, max_size=20))
def test_words_are_given_back_on_one_line(parts: list[str]) -> None:
    line = " ".join(parts)
    assert checks.words("name", "\n " + " \t\u00a0".join(parts) + "  ") == line
    assert checks.words("name", line) == line


@pytest.mark.parametrize("value", ["", " ", "\n\t", "a\u200bb", "a\x07b", "x" * 301, "\ud800"])
def test_words_refuse_what_nothing_shows_or_is_too_long(value: str) -> None:
    with pytest.raises(InvalidDecision, match=r"is no title: write one line of 1 to 300"):
        checks.words("title", value)


def test_words_may_be_as_long_as_is_told() -> None:
    assert checks.words("name", " " + "x" * checks.LONGEST + " ") == "x" * checks.LONGEST


def test_live_tells_the_merge_that_stands_after_one_that_does_not(store: Writer, connect: Connection) -> None:
    first = store.decide(deciding.merge, ANN, "piet-onca", "jo-brand")
    store.decide(deciding.undo, ANN, first)
    assert checks.live(connect, "piet-onca")["name"] == "Piet Onça"
    connect.rollback()
    second = store.decide(deciding.merge, ANN, "piet-onca", "anna-weller")
    with pytest.raises(SpeakerMerged) as raised:
        checks.live(connect, "piet-onca")
    assert raised.value.members == {"merged_into": "anna-weller", "decision": second}
    with pytest.raises(SpeakerNotFound):
        checks.live(connect, "Piet Onça")  # a name is no id


def test_names_of_a_merged_speaker_are_the_others(store: Writer, connect: Connection) -> None:
    assert checks.names(connect, "anna-weller") == {"Anna Weller": True, "Weller": True, "A. Weller": True}
    connect.rollback()
    store.decide(deciding.merge, ANN, "piet-onca", "anna-weller")
    assert checks.names(connect, "piet-onca") == {}
    assert list(checks.names(connect, "anna-weller").items())[-1] == ("Piet Onça", True)


def test_named_asks_for_the_whole_name_and_no_case(store: Writer, connect: Connection) -> None:
    assert checks.named(connect, "JO BRAND") == ["jo-brand"]
    assert checks.named(connect, "weller") == ["anna-weller"]
    assert checks.named(connect, "Brand") == []
    assert checks.named(connect, "Piet Onca") == []  # another letter is another name
    connect.rollback()
    store.decide(deciding.split, ANN, "jo-brand", "Jo Brand", documents=DOCUMENTS[2:3])
    assert checks.named(connect, "Jo Brand") == ["jo-brand", "jo-brand-2"]


def test_identified_leaves_out_who_is_merged(store: Writer, connect: Connection) -> None:
    store.decide(deciding.set_wikidata, ANN, "piet-onca", "Q7")
    store.decide(deciding.merge, ANN, "piet-onca", "jo-brand")
    assert checks.identified(connect, "Q7") == ["jo-brand"]
    assert checks.identified(connect, "Q70") == []


def test_in_document_tells_an_unknown_document_from_a_silent_one(store: Writer, connect: Connection) -> None:
    checks.in_document(connect, "jo-brand", DOCUMENTS[1])
    with pytest.raises(NothingToSplit):
        checks.in_document(connect, "jo-brand", DOCUMENTS[0])
    with pytest.raises(DocumentNotFound):
        checks.in_document(connect, "jo-brand", DOCUMENTS[0][:-1])


def test_anchor_is_where_the_words_stand(store: Writer, connect: Connection) -> None:
    late = statement(connect, "late")
    found = checks.anchor(connect, "jo-brand", late)
    text = people()[2].text
    assert found["document"] == DOCUMENTS[2]
    assert [text[start:end] for start, end in found["content"]] == found["text"] == ["the bridge is late"]
    with pytest.raises(NothingToSplit):
        checks.anchor(connect, "piet-onca", late)
    with pytest.raises(AttributionNotFound):
        checks.anchor(connect, "jo-brand", late + "x")


def test_other_tells_an_id_a_name_and_a_new_one_apart(store: Writer, connect: Connection) -> None:
    row = checks.live(connect, "jo-brand")
    held = {"name": "Piet Onça", "type": "person", "new": False}
    assert checks.other(connect, row, "piet-onca") == ("piet-onca", held)
    assert checks.other(connect, row, " Piet  ONÇA ") == ("piet-onca", held)
    assert checks.other(connect, row, "Joanna") == ("joanna", {"name": "Joanna", "type": "person", "new": True})
    with pytest.raises(InvalidDecision, match="is no name"):
        checks.other(connect, row, " ")


def test_other_tells_whom_a_name_of_several_could_mean(store: Writer, connect: Connection) -> None:
    store.decide(deciding.split, ANN, "jo-brand", "Jo Brand", documents=DOCUMENTS[2:3])
    with pytest.raises(AmbiguousSpeaker) as raised:
        checks.other(connect, checks.live(connect, "piet-onca"), "jo brand")
    assert raised.value.candidates == (("jo-brand", "Jo Brand"), ("jo-brand-2", "Jo Brand"))


def test_split_never_gives_an_id_again_that_the_log_names(store: Writer, connect: Connection) -> None:
    first = store.decide(deciding.split, ANN, "jo-brand", "Joe Brand", documents=DOCUMENTS[1:2])
    store.decide(deciding.undo, ANN, first)
    assert views.speaker(connect, "joe-brand") is None
    connect.rollback()
    store.decide(deciding.split, ANN, "jo-brand", "Joe Brand", documents=DOCUMENTS[1:2])
    assert [item["id"] for item in views.find_named(connect, "joe brand")] == ["joe-brand-2"]


def test_split_names_each_document_once(store: Writer, connect: Connection) -> None:
    store.decide(deciding.split, ANN, "jo-brand", "Joe Brand", documents=[DOCUMENTS[2], DOCUMENTS[1], DOCUMENTS[2]])
    assert views.decisions(connect).items[0]["details"]["documents"] == [DOCUMENTS[2], DOCUMENTS[1]]


def test_split_off_again_goes_back_to_the_first(store: Writer, connect: Connection) -> None:
    store.decide(deciding.split, ANN, "jo-brand", "Joe Brand", documents=DOCUMENTS[1:2])
    store.decide(deciding.split, ANN, "joe-brand", "jo-brand", documents=DOCUMENTS[1:2])
    assert {item["id"]: item["attributions"] for item in views.speakers(connect).items}["jo-brand"] == 4
    with pytest.raises(NothingToSplit):
        checks.in_document(connect, "joe-brand", DOCUMENTS[1])


def test_alias_of_a_body_may_be_one_word(store: Writer, connect: Connection) -> None:
    store.decide(deciding.add_alias, ANN, "borland", "Borlandia")
    assert checks.names(connect, "borland")["Borlandia"] is True


def test_alias_that_its_own_speaker_has_in_other_case_is_another_name(store: Writer, connect: Connection) -> None:
    store.decide(deciding.add_alias, ANN, "jo-brand", "JO BRAND")
    assert list(checks.names(connect, "jo-brand")) == ["Jo Brand", "JO BRAND"]


def test_alias_of_a_merged_speaker_is_taken(store: Writer) -> None:
    store.decide(deciding.merge, ANN, "piet-onca", "jo-brand")
    with pytest.raises(AlreadyTaken) as raised:
        store.decide(deciding.add_alias, ANN, "anna-weller", "Piet Onça")
    assert raised.value.members == {"holder": "jo-brand"}


@pytest.mark.parametrize(
    ("since", "until"), [("2019-05-31", "2019-05"), ("2019-05", "2019"), (None, "1900"), ("2020", None)]
)
def test_role_may_end_in_the_month_or_year_in_which_it_begins(
    store: Writer, connect: Connection, since: str | None, until: str | None
) -> None:
    store.decide(deciding.add_role, ANN, "jo-brand", "Mayor", since=since, until=until)
    roles = (views.speaker(connect, "jo-brand") or {})["roles"]
    assert [(role["written_on"], role["until"]) for role in roles if role["title"] == "Mayor"] == [(since, until)]


def test_role_of_another_time_is_another_role(store: Writer, connect: Connection) -> None:
    for since in ("2001", "2011", None):
        store.decide(deciding.add_role, ANN, "jo-brand", "Mayor", since=since, until=None)
    known = {one.id: one for one in views.known_speakers(connect)}["jo-brand"]
    assert sorted(role.written_on or "" for role in known.roles) == ["", "2001", "2011"]


@pytest.mark.parametrize("wikidata", ["q42", "Q0", "Q", " Q42", "Q42\n", "Q4２", "Q" + "1" * 19])
def test_wikidata_refuses_what_only_looks_like_an_id(store: Writer, wikidata: str) -> None:
    with pytest.raises(InvalidDecision, match="is no Wikidata id: write Q and a number"):
        store.decide(deciding.set_wikidata, ANN, "jo-brand", wikidata)


def test_wikidata_of_the_register_is_taken_and_may_be_changed(store: Writer, connect: Connection) -> None:
    store.add_register([KnownSpeaker("cy-lee", "Cy Lee", "person", wikidata="Q5")])
    with pytest.raises(AlreadyTaken):
        store.decide(deciding.set_wikidata, ANN, "jo-brand", "Q5")
    changed = store.decide(deciding.set_wikidata, ANN, "cy-lee", "Q6")
    store.decide(deciding.set_wikidata, ANN, "jo-brand", "Q5")
    with pytest.raises(DecisionNeeded):
        store.decide(deciding.undo, ANN, changed)
    assert checks.identified(connect, "Q6") == ["cy-lee"]


def test_undo_of_an_alias_waits_for_the_one_that_renamed_it(store: Writer, connect: Connection) -> None:
    first = store.decide(deciding.add_alias, ANN, "jo-brand", "Joanna Brand")
    later = store.decide(deciding.add_alias, ANN, "jo-brand", "Joan Brand", instead_of="Joanna Brand")
    with pytest.raises(DecisionNeeded) as raised:
        store.decide(deciding.undo, ANN, first)
    assert raised.value.members == {"later": later}
    store.decide(deciding.undo, ANN, later)
    assert list(checks.names(connect, "jo-brand")) == ["Jo Brand", "Joanna Brand"]
    connect.rollback()
    store.decide(deciding.undo, ANN, first)
    assert checks.names(connect, "jo-brand") == {"Jo Brand": False}
