"""Decisions about speakers: what every view says after them, that undoing them leaves no trace, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert, select

from models.records import KnownSpeaker, Role
from service.errors import (
    AlreadyTaken,
    AlreadyUndone,
    AmbiguousSpeaker,
    AttributionNotFound,
    DecisionNeeded,
    DecisionNotFound,
    DocumentNotFound,
    InvalidDecision,
    NothingToSplit,
    OnRecordError,
    SpeakerMerged,
    SpeakerNotFound,
)
from service.store import deciding, views
from service.store.decisions import Author
from service.store.engine import open_engine, writing
from service.store.tables import decisions
from service.store.upkeep import faults
from service.store.views import Where
from service.store.writer import Writer
from tests.examples import REGISTER, TOPICS
from tests.store.people import ALL, answers, check_full_text, people, write

ANN = Author(by="ann", reason="she knows them")
DOCUMENTS = [document.id for document in people()]


@pytest.fixture
def store(writer: Writer) -> Writer:
    """Return a writer to the store with the articles on people."""
    write(writer)
    return writer


def who(connect: Connection) -> list[list[str]]:
    """Return the ids of the speakers of each statement, in the order of the articles."""
    connect.rollback()
    return [
        [speaker["id"] for speaker in item["speakers"]]
        for document in DOCUMENTS
        for item in views.attributions(connect, where=Where(document=document), page=ALL).items
    ]


def said(connect: Connection, speaker: str) -> list[str]:
    connect.rollback()
    return [item["id"] for item in views.attributions(connect, where=Where(speaker=speaker), page=ALL).items]


def test_merge_gives_everything_to_the_other(store: Writer, connect: Connection) -> None:
    before = views.attributions(connect, where=Where(speaker="piet-onca")).items
    number = store.decide(deciding.merge, ANN, "piet-onca", "jo-brand")
    assert who(connect)[1:3] == [["jo-brand"], ["jo-brand"]]
    assert {item["id"] for item in before} <= set(said(connect, "jo-brand"))
    assert said(connect, "piet-onca") == said(connect, "jo-brand")
    found = views.speaker(connect, "piet-onca")
    assert found is not None
    assert (found["id"], found["merged_into"], found["merged"]) == ("jo-brand", "jo-brand", ["piet-onca"])
    assert found["aliases"] == ["Piet Onça"]
    assert [decision["number"] for decision in found["decisions"]] == [number]
    assert [item["id"] for item in views.find_named(connect, "onca")] == ["jo-brand"]
    listed = [item["id"] for item in views.speakers(connect).items]
    assert "piet-onca" not in listed
    whole = views.attribution(connect, before[0]["id"])
    assert whole is not None
    assert [speaker["id"] for speaker in whole["original_speakers"]] == ["piet-onca"]


def test_merge_shows_in_timelines_stances_and_full_text(store: Writer, connect: Connection) -> None:
    store.decide(deciding.merge, ANN, "jo-brand", "anna-weller")
    tallies = [one["id"] for period in views.timeline(connect, "river-treaty") for one in period["speakers"]]
    assert "jo-brand" not in tallies
    stances = views.stances(connect, "river-treaty").items
    assert {speaker["id"] for item in stances for speaker in item["speakers"]} == {"anna-weller", "jeong-kyeong-doo"}
    found = views.attributions(connect, where=Where(q="weller pointless")).items
    assert [speaker["name"] for item in found for speaker in item["speakers"]] == ["Anna Weller"]
    documents = views.documents(connect, where=Where(speaker="anna-weller", q="late")).items
    assert [item["id"] for item in documents] == [DOCUMENTS[2]]
    check_full_text(connect)


def test_attribution_says_nothing_of_the_original_where_nothing_moved(store: Writer, connect: Connection) -> None:
    (first,) = said(connect, "anna-weller")
    assert "original_speakers" not in (views.attribution(connect, first) or {})


def test_split_by_document_makes_another_speaker(store: Writer, connect: Connection) -> None:
    store.decide(deciding.split, ANN, "jo-brand", "Joanna Brand", documents=DOCUMENTS[1:2])
    assert who(connect)[1:5] == [["joanna-brand"], ["piet-onca"], ["jo-brand"], ["jo-brand"]]
    found = views.speaker(connect, "joanna-brand")
    assert found is not None
    assert (found["name"], found["type"], found["attributions"]) == ("Joanna Brand", "person", 1)
    assert found["decisions"][0]["details"]["documents"] == DOCUMENTS[1:2]
    check_full_text(connect)


def test_split_of_people_with_one_name_keeps_two(store: Writer, connect: Connection) -> None:
    store.decide(deciding.split, ANN, "jo-brand", "Jo Brand", documents=DOCUMENTS[2:3])
    assert [item["id"] for item in views.find_named(connect, "jo brand")] == ["jo-brand", "jo-brand-2"]
    assert who(connect)[3:5] == [["jo-brand-2"], ["jo-brand-2"]]


def test_split_of_a_statement_leaves_the_rest_of_the_document(store: Writer, connect: Connection) -> None:
    late = views.attributions(connect, where=Where(q="late")).items[0]["id"]
    store.decide(deciding.split, ANN, "jo-brand", "Piet Onça", statements=[late])
    assert who(connect)[3:5] == [["piet-onca"], ["jo-brand"]]


@pytest.mark.parametrize("cut", [0, 3])
def test_decisions_hold_for_later_runs(store: Writer, connect: Connection, cut: int) -> None:
    late = views.attributions(connect, where=Where(q="late")).items[0]["id"]
    store.decide(deciding.split, ANN, "jo-brand", "Joanna Brand", statements=[late])
    store.decide(deciding.split, ANN, "jo-brand", "Joe Brand", documents=DOCUMENTS[1:2])
    store.decide(deciding.merge, ANN, "piet-onca", "anna-weller")
    before = who(connect)
    write(store, run="later", cut=cut)
    connect.rollback()
    assert {item["run"] for item in views.attributions(connect, page=ALL).items} == {"later"}
    assert who(connect) == before
    assert before[1:5] == [["joe-brand"], ["anna-weller"], ["joanna-brand"], ["jo-brand"]]


def test_roles_move_with_the_documents_that_give_them(store: Writer, connect: Connection) -> None:
    store.decide(deciding.split, ANN, "jeong-kyeong-doo", "Jung the Other", documents=DOCUMENTS[3:4])
    connect.rollback()
    first, other = (views.speaker(connect, id_) or {} for id_ in ("jeong-kyeong-doo", "jung-the-other"))
    assert [role["written_on"] for role in first["roles"]] == ["2019-11-15"]
    assert [role["written_on"] for role in other["roles"]] == ["2019-11-18"]


def test_names_and_roles_of_decisions_are_known_to_the_next_pass(store: Writer, connect: Connection) -> None:
    store.decide(deciding.add_alias, ANN, "jo-brand", "Josephine Brand")
    store.decide(deciding.add_role, ANN, "jo-brand", "Mayor of Orrehaven", since="2018", until=None)
    store.decide(deciding.set_wikidata, ANN, "jo-brand", "Q42")
    known = {one.id: one for one in views.known_speakers(connect)}["jo-brand"]
    assert known == KnownSpeaker(
        "jo-brand", "Jo Brand", "person", ("Josephine Brand",), (Role("Mayor of Orrehaven", "2018"),), "Q42"
    )


def test_alias_instead_of_the_main_name_renames(store: Writer, connect: Connection) -> None:
    store.decide(deciding.add_alias, ANN, "jo-brand", "Renamed Brand", instead_of="Jo Brand")
    found = views.speaker(connect, "jo-brand")
    assert found is not None
    assert (found["name"], found["aliases"]) == ("Renamed Brand", ["Jo Brand"])
    assert len(views.attributions(connect, where=Where(q="renamed")).items) == 4
    check_full_text(connect)


def test_alias_instead_of_another_forgets_that_one(store: Writer, connect: Connection) -> None:
    store.decide(deciding.add_alias, ANN, "anna-weller", "Anne Weller", instead_of="A. Weller")
    found = views.speaker(connect, "anna-weller")
    assert found is not None
    assert found["aliases"] == ["Weller", "Anne Weller"]
    assert {item["id"] for item in views.find_named(connect, "A. Weller")} == {
        "anna-weller"
    }  # its words still begin so
    assert "A. Weller" not in [name["name"] for name in found["names"]]


def test_merged_speakers_keep_one_wikidata_id_and_all_roles(store: Writer, connect: Connection) -> None:
    store.decide(deciding.set_wikidata, ANN, "jo-brand", "Q42")
    store.decide(deciding.add_role, ANN, "jo-brand", "Mayor", since="2019-01-01", until="2019-12-31")
    store.decide(deciding.merge, ANN, "jo-brand", "piet-onca")
    found = views.speaker(connect, "piet-onca")
    assert found is not None
    assert found["wikidata"] == "Q42"
    assert {"title": "Mayor", "written_on": "2019-01-01", "until": "2019-12-31"} in found["roles"]


REFUSED: list[tuple[type[OnRecordError], str, Callable[..., int], tuple[Any, ...], dict[str, Any]]] = [
    (InvalidDecision, "into itself", deciding.merge, ("jo-brand", "jo-brand"), {}),
    (SpeakerNotFound, "nobody", deciding.merge, ("nobody", "jo-brand"), {}),
    (SpeakerNotFound, "nobody", deciding.merge, ("jo-brand", "nobody"), {}),
    (AlreadyTaken, "merge jo-brand anna-weller", deciding.add_alias, ("jo-brand", "anna WELLER"), {}),
    (InvalidDecision, "already", deciding.add_alias, ("anna-weller", "A. Weller"), {}),
    (InvalidDecision, "one word", deciding.add_alias, ("jo-brand", "Brandy"), {}),
    (InvalidDecision, "is no name", deciding.add_alias, ("jo-brand", " \n "), {}),
    (InvalidDecision, "is no name", deciding.add_alias, ("jo-brand", "Jo\0 Brand"), {}),
    (InvalidDecision, "is no name", deciding.add_alias, ("jo-brand", "Jo " * 200), {}),
    (InvalidDecision, "it has Jo Brand", deciding.add_alias, ("jo-brand", "Joe Brand"), {"instead_of": "J. Brand"}),
    (InvalidDecision, "is no title", deciding.add_role, ("jo-brand", ""), {"since": None, "until": None}),
    (InvalidDecision, "is no date", deciding.add_role, ("jo-brand", "Mayor"), {"since": "soon", "until": None}),
    (
        InvalidDecision,
        "before it begins",
        deciding.add_role,
        ("jo-brand", "M"),
        {"since": "2019-05", "until": "2019-04"},
    ),
    (InvalidDecision, "no Wikidata id", deciding.set_wikidata, ("jo-brand", "42"), {}),
    (InvalidDecision, "no Wikidata id", deciding.set_wikidata, ("jo-brand", "Q042"), {}),
    (InvalidDecision, "no Wikidata id", deciding.set_wikidata, ("jo-brand", "https://example.org/Q42"), {}),
    (InvalidDecision, "nothing of 'jo-brand' is named", deciding.split, ("jo-brand", "Joe Brand"), {}),
    (InvalidDecision, "split from", deciding.split, ("jo-brand", "jo-brand"), {"documents": DOCUMENTS[2:3]}),
    (NothingToSplit, "claims jo-brand", deciding.split, ("jo-brand", "Joe Brand"), {"documents": DOCUMENTS[:1]}),
    (DocumentNotFound, "gone", deciding.split, ("jo-brand", "Joe Brand"), {"documents": ["gone"]}),
    (AttributionNotFound, "gone", deciding.split, ("jo-brand", "Joe Brand"), {"statements": ["gone"]}),
    (DecisionNotFound, "99", deciding.undo, (99,), {}),
]


@pytest.mark.parametrize(("kind", "told", "verb", "what", "how"), REFUSED)
def test_decide_refuses_and_writes_nothing(
    store: Writer,
    connect: Connection,
    kind: type[OnRecordError],
    told: str,
    verb: Callable[..., int],
    what: tuple[Any, ...],
    how: dict[str, Any],
) -> None:
    before = answers(connect), views.decisions(connect).items
    connect.rollback()
    with pytest.raises(kind, match=told):
        store.decide(verb, ANN, *what, **how)
    assert (answers(connect), views.decisions(connect).items) == before


def test_merge_refuses_who_is_merged_and_says_how_to_go_on(store: Writer) -> None:
    number = store.decide(deciding.merge, ANN, "piet-onca", "jo-brand")
    for verb, what in (
        (deciding.merge, ("piet-onca", "anna-weller")),
        (deciding.merge, ("anna-weller", "piet-onca")),
        (deciding.add_alias, ("piet-onca", "Peter Onca")),
    ):
        with pytest.raises(SpeakerMerged, match=f"undo {number}"):
            store.decide(verb, ANN, *what)  # type: ignore[arg-type]
    with pytest.raises(SpeakerMerged):
        store.decide(deciding.split, ANN, "jo-brand", "piet-onca", documents=DOCUMENTS[2:3])


def test_merge_refuses_two_entities_of_wikidata(store: Writer) -> None:
    store.decide(deciding.set_wikidata, ANN, "jo-brand", "Q1")
    with pytest.raises(AlreadyTaken, match="'Q1' belongs to 'jo-brand'"):
        store.decide(deciding.set_wikidata, ANN, "piet-onca", "Q1")
    with pytest.raises(InvalidDecision, match="already"):
        store.decide(deciding.set_wikidata, ANN, "jo-brand", "Q1")
    store.decide(deciding.set_wikidata, ANN, "piet-onca", "Q2")
    with pytest.raises(InvalidDecision, match="'piet-onca' is Q2 and 'jo-brand' is Q1"):
        store.decide(deciding.merge, ANN, "piet-onca", "jo-brand")


def test_role_is_refused_twice(store: Writer) -> None:
    store.decide(deciding.add_role, ANN, "jo-brand", "Mayor", since=None, until=None)
    with pytest.raises(InvalidDecision, match="already"):
        store.decide(deciding.add_role, ANN, "jo-brand", " Mayor ", since=None, until=None)


def test_split_refuses_statements_of_others_and_names_of_several(store: Writer, connect: Connection) -> None:
    (weller,) = said(connect, "anna-weller")
    connect.rollback()
    with pytest.raises(NothingToSplit):
        store.decide(deciding.split, ANN, "jo-brand", "Joe Brand", statements=[weller])
    store.decide(deciding.split, ANN, "jo-brand", "Jo Brand", documents=DOCUMENTS[1:2])
    with pytest.raises(AmbiguousSpeaker):
        store.decide(deciding.split, ANN, "piet-onca", "Jo Brand", documents=DOCUMENTS[1:2])


def test_undo_refuses_twice_an_undo_and_what_others_rest_on(store: Writer) -> None:
    first = store.decide(deciding.split, ANN, "jo-brand", "Joe Brand", documents=DOCUMENTS[1:2])
    second = store.decide(deciding.add_alias, ANN, "joe-brand", "Joseph Brand")
    with pytest.raises(DecisionNeeded, match=f"undo {second}"):
        store.decide(deciding.undo, ANN, first)
    undo = store.decide(deciding.undo, ANN, second)
    with pytest.raises(AlreadyUndone, match=f"by decision {undo}"):
        store.decide(deciding.undo, ANN, second)
    with pytest.raises(InvalidDecision, match="took another one back"):
        store.decide(deciding.undo, ANN, undo)
    store.decide(deciding.undo, ANN, first)


def test_undo_refuses_to_bring_back_a_name_that_was_given_away(store: Writer) -> None:
    first = store.decide(deciding.add_alias, ANN, "anna-weller", "Anne Weller", instead_of="A. Weller")
    later = store.decide(deciding.add_alias, ANN, "jo-brand", "A. Weller")
    with pytest.raises(DecisionNeeded, match=f"decision {later} rests on decision {first}"):
        store.decide(deciding.undo, ANN, first)


def test_undo_refuses_to_bring_back_a_wikidata_id_that_was_given_away(store: Writer) -> None:
    store.decide(deciding.set_wikidata, ANN, "jo-brand", "Q1")
    changed = store.decide(deciding.set_wikidata, ANN, "jo-brand", "Q2")
    later = store.decide(deciding.set_wikidata, ANN, "piet-onca", "Q1")
    with pytest.raises(DecisionNeeded, match=f"decision {later} rests on decision {changed}"):
        store.decide(deciding.undo, ANN, changed)


def test_undo_in_the_middle_leaves_the_rest(store: Writer, connect: Connection) -> None:
    first = store.decide(deciding.merge, ANN, "piet-onca", "jo-brand")
    store.decide(deciding.merge, ANN, "jo-brand", "anna-weller")
    store.decide(deciding.undo, ANN, first)
    assert who(connect)[1:3] == [["anna-weller"], ["piet-onca"]]
    assert (views.speaker(connect, "piet-onca") or {})["merged_into"] is None


def test_log_keeps_who_when_why_and_what(store: Writer, connect: Connection) -> None:
    number = store.decide(deciding.merge, ANN, "piet-onca", "jo-brand")
    store.decide(deciding.undo, Author(by="bob"), number)
    undo, merge = views.decisions(connect).items[:2]
    assert {key: merge[key] for key in ("number", "verb", "speaker", "target", "reason", "by", "automatic")} == {
        "number": number,
        "verb": "merge",
        "speaker": "piet-onca",
        "target": "jo-brand",
        "reason": "she knows them",
        "by": "ann",
        "automatic": False,
    }
    assert merge["at"].endswith("+00:00")
    assert (merge["undone_by"], undo["undoes"], undo["by"]) == (undo["number"], number, "bob")
    assert [one["number"] for one in views.decisions(connect, speaker="jo-brand").items] == [undo["number"], number]
    assert views.decisions(connect, speaker="anna-weller").items == []
    assert (views.speaker(connect, "jo-brand") or {})["decisions"] == []


# Every kind of decision, between few speakers, so that they meet.
PEOPLE = ("jo-brand", "piet-onca", "anna-weller", "jeong-kyeong-doo", "jung-kyung-doo", "renamed-one")
one = st.sampled_from(PEOPLE)
name = st.sampled_from(["Renamed One", "Jo Brand", "Jung Kyung-doo", "Nobody Else", "A. Weller"])
some = st.lists(st.sampled_from(DOCUMENTS), min_size=1, max_size=3)
day = st.sampled_from([None, "2018", "2019-03-01"])
steps = st.one_of(
    st.tuples(st.just(deciding.merge), st.tuples(one, one), st.just({})),
    st.tuples(
        st.just(deciding.add_alias), st.tuples(one, name), st.fixed_dictionaries({"instead_of": st.none() | name})
    ),
    st.tuples(
        st.just(deciding.add_role),
        st.tuples(one, st.sampled_from(["Mayor", "Minister"])),
        st.fixed_dictionaries({"since": day, "until": st.none()}),
    ),
    st.tuples(st.just(deciding.set_wikidata), st.tuples(one, st.sampled_from(["Q1", "Q2"])), st.just({})),
    st.tuples(
        st.just(deciding.split), st.tuples(one, st.one_of(one, name)), st.fixed_dictionaries({"documents": some})
    ),
    st.tuples(st.just(deciding.undo), st.tuples(st.integers(1, 8)), st.just({})),
)


def decide(writer: Writer, step: tuple[Callable[..., int], tuple[Any, ...], dict[str, Any]], *, after: int = 0) -> None:
    """Make a decision, or let it be refused; an undo counts from the decision `after`."""
    verb, what, how = step
    with suppress(OnRecordError):
        writer.decide(verb, ANN, *((after + what[0],) if verb is deciding.undo else what), **how)


def filled(path: Path, empty: Path, log: list[dict[str, Any]]) -> tuple[Engine, Writer]:
    """Return a store that is given a log, then topics and register, then the articles."""
    path.write_bytes(empty.read_bytes())
    engine = open_engine(f"sqlite:///{path}")
    writer = Writer(engine)
    if log:
        with writing(engine).begin() as connection:
            connection.execute(insert(decisions), log)
    writer.add_topics(TOPICS)
    writer.add_register(REGISTER)
    write(writer)
    return engine, writer


@pytest.fixture(scope="module")
def one_store(tmp_path_factory: pytest.TempPathFactory, empty_store: Path) -> Iterator[tuple[Engine, Writer]]:
    """Return a store with the articles, for many examples: each takes back what it did."""
    engine, writer = filled(tmp_path_factory.mktemp("one") / "store.sqlite", empty_store, [])
    yield engine, writer
    engine.dispose()


@settings(max_examples=20)
@given(st.lists(steps, max_size=6), st.randoms(use_true_random=False))
def test_undoing_everything_leaves_no_trace(one_store: tuple[Engine, Writer], made: list[Any], chance: Any) -> None:
    """Any sequence of decisions, undone in whatever order it can be, answers as if nothing had ever been decided."""
    engine, writer = one_store
    with engine.connect() as connection:
        before, log = answers(connection), views.decisions(connection, page=ALL).items
    last: int = log[0]["number"]
    for step in made:
        decide(writer, step, after=last)
    while left := standing(engine, after=last):
        chance.shuffle(left)
        for number in left:
            decide(writer, (deciding.undo, (number,), {}))
        assert len(standing(engine, after=last)) < len(left)
    with engine.begin() as connection:
        assert answers(connection) == before
        assert list(faults(connection)) == []
        check_full_text(connection)


def standing(engine: Engine, *, after: int) -> list[int]:
    with engine.connect() as connection:
        log = views.decisions(connection, page=ALL).items
    return [d["number"] for d in log if d["number"] > after and d["verb"] != "undo" and d["undone_by"] is None]


@settings(max_examples=10)
@given(made=st.lists(steps, max_size=6))
def test_the_log_alone_gives_the_same_answers_on_a_fresh_store(
    tmp_path_factory: pytest.TempPathFactory, empty_store: Path, made: list[Any]
) -> None:
    """A store that holds the log before it reads the same articles answers like the one that it was made in."""
    folder = tmp_path_factory.mktemp("replay")
    engine, writer = filled(folder / "first.sqlite", empty_store, [])
    for step in made:
        decide(writer, step)
    with engine.connect() as connection:
        expected = answers(connection)
        log = [dict(row) for row in connection.execute(select(decisions).order_by(decisions.c.seq)).mappings()]
    engine.dispose()
    other, _ = filled(folder / "second.sqlite", empty_store, log)
    with other.connect() as connection:
        assert answers(connection) == expected
    other.dispose()
