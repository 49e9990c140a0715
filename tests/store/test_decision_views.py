"""Pages of the log, the register as a pass is loaded with it, pairs to decide on, and names as they are kept."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, Engine, func, select, text

from models.records import KnownSpeaker, Role
from service.errors import InvalidCursor
from service.store import alike, deciding, effective, views
from service.store.decisions import Author
from service.store.effective.kin import Name
from service.store.engine import writing
from service.store.tables import effective_names, effective_roles, name_keys
from service.store.views import Page
from service.store.views._decisions import decisions_on
from service.store.views._register import registered
from service.store.writer import Writer
from tests.store.people import ALL, check_full_text, people, write

ANN = Author(by="ann", reason="she knows them")
DOCUMENTS = [document.id for document in people()]


@pytest.fixture
def store(writer: Writer) -> Writer:
    """Return a writer to the store with the articles on people."""
    write(writer)
    return writer


@pytest.fixture
def busy(store: Writer) -> Writer:
    """Return a writer to a store in which much was decided about Jo Brand, one thing undone."""
    store.decide(deciding.add_role, ANN, "piet-onca", "Mayor", since="2018", until=None)
    store.decide(deciding.merge, ANN, "piet-onca", "jo-brand")
    undone = store.decide(deciding.add_alias, ANN, "jo-brand", "Joan Brand")
    store.decide(deciding.undo, ANN, undone)
    store.decide(deciding.set_wikidata, ANN, "anna-weller", "Q1")
    return store


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
@pytest.mark.parametrize("speaker", [None, "jo-brand"])
def test_decisions_come_in_pages(busy: Writer, connect: Connection, limit: int, speaker: str | None) -> None:
    whole = [item["number"] for item in views.decisions(connect, speaker=speaker, page=ALL).items]
    found: list[int] = []
    page = Page(limit=limit)
    while True:
        part = views.decisions(connect, speaker=speaker, page=page)
        assert 1 <= len(part.items) <= limit
        found += [item["number"] for item in part.items]
        if part.next is None:
            break
        page = Page(limit=limit, after=part.next)
    assert found == whole == sorted(whole, reverse=True)


def test_decisions_refuse_the_cursor_of_another_list(busy: Writer, connect: Connection) -> None:
    cursor = views.decisions(connect, speaker="jo-brand", page=Page(limit=1)).next
    assert cursor is not None
    for other in (None, "anna-weller"):
        with pytest.raises(InvalidCursor):
            views.decisions(connect, speaker=other, page=Page(after=cursor))
    with pytest.raises(InvalidCursor):
        views.candidates(connect, page=Page(after=cursor))


def test_decisions_on_are_those_that_stand_with_all_merged_into_it(busy: Writer, connect: Connection) -> None:
    assert [item["verb"] for item in decisions_on(connect, "jo-brand")] == ["role", "merge"]
    assert [item["verb"] for item in decisions_on(connect, "anna-weller")] == ["wikidata"]
    assert decisions_on(connect, "borland") == []
    log = views.decisions(connect, speaker="jo-brand", page=ALL).items
    assert [item["verb"] for item in log] == ["undo", "alias", "merge", "role"]
    assert log[0]["undoes"] == log[1]["number"]
    assert log[1]["undone_by"] == log[0]["number"]


def test_known_speakers_leave_out_who_is_merged_and_give_its_names(store: Writer, connect: Connection) -> None:
    store.decide(deciding.merge, ANN, "anna-weller", "jo-brand")
    known = {one.id: one for one in views.known_speakers(connect)}
    assert set(known) >= {"jo-brand", "borland"}
    assert "anna-weller" not in known
    assert known["jo-brand"].aliases == ("Anna Weller", "Weller", "A. Weller")
    assert [role.title for role in known["jo-brand"].roles] == ["Foreign Minister of Arland", "Mayor of Orrehaven"]
    assert registered(connect)[0] == {"anna-weller", "borland"}


def test_known_speakers_of_one_name_are_told_apart_by_roles_or_left_out(writer: Writer, connect: Connection) -> None:
    writer.add_register(
        [
            KnownSpeaker("kim-one", "Kim Min", "person", roles=(Role("mayor"),)),
            KnownSpeaker("kim-two", "KIM MIN", "person"),
            KnownSpeaker("kim-three", "Kim min", "person", aliases=("Kim Min the Elder",)),
        ]
    )
    known = {one.id: (one.name, one.aliases) for one in views.known_speakers(connect) if one.id.startswith("kim")}
    assert known == {"kim-one": ("Kim Min", ()), "kim-three": ("Kim Min the Elder", ())}
    assert registered(connect)[0] >= {"kim-one", "kim-two", "kim-three"}


def test_known_speakers_have_a_role_once_that_two_gave(store: Writer, connect: Connection) -> None:
    for speaker in ("jo-brand", "piet-onca"):
        store.decide(deciding.add_role, ANN, speaker, "Mayor", since="2018", until="2019")
    store.decide(deciding.merge, ANN, "piet-onca", "jo-brand")
    known = {one.id: one for one in views.known_speakers(connect)}["jo-brand"]
    assert known.roles == (Role("Mayor", "2018", "2019"),)


def test_candidates_are_offered_until_somebody_decides(writer: Writer, connect: Connection) -> None:
    writer.add_register([KnownSpeaker("doo", "Jeong Kyeong-doo", "person"), KnownSpeaker("eve", "Eve Lee", "person")])
    writer.add_register([KnownSpeaker("jung", "Jung Kyung-doo", "person", roles=(Role("mayor"),))])
    writer.open_run("keys")
    (item,) = views.candidates(connect).items
    assert item["one"] == {"id": "doo", "name": "Jeong Kyeong-doo", "roles": []}
    assert item["other"] == {"id": "jung", "name": "Jung Kyung-doo", "roles": ["mayor"]}
    connect.rollback()
    merged = writer.decide(deciding.merge, ANN, "jung", "doo")
    assert views.candidates(connect).items == []
    connect.rollback()
    writer.decide(deciding.undo, ANN, merged)
    assert views.candidates(connect).items == []  # that they are two is decided now


def test_candidates_follow_names_that_decisions_give(store: Writer, connect: Connection) -> None:
    before = {(item["one"]["id"], item["other"]["id"]) for item in views.candidates(connect, page=ALL).items}
    assert ("jo-brand", "piet-onca") not in before
    connect.rollback()
    store.decide(deciding.add_alias, ANN, "jo-brand", "Lee Nak-yon")
    given = store.decide(deciding.add_alias, ANN, "piet-onca", "Lee Nak-yeon")
    (new,) = [item for item in views.candidates(connect, page=ALL).items if item["one"]["id"] == "jo-brand"]
    assert (new["other"]["id"], new["why_apart"]) == ("piet-onca", "both speak in one document")
    connect.rollback()
    store.decide(deciding.undo, ANN, given)
    after = {(item["one"]["id"], item["other"]["id"]) for item in views.candidates(connect, page=ALL).items}
    assert after == before


def test_spelled_alike_tells_nothing_of_the_one_who_asks(store: Writer, connect: Connection) -> None:
    assert alike.spelled_alike(connect, {"jeong-kyeong-doo": "Jeong Kyeong-doo"}).get("jeong-kyeong-doo") is None
    found = alike.spelled_alike(connect, {"new": "Jung Kyung-doo", "brand": "Joe Nobody"})
    assert found == {"new": ["jeong-kyeong-doo"]}
    assert alike.spelled_alike(connect, {}) == {}


def test_titles_are_each_told_once_in_order(store: Writer, connect: Connection) -> None:
    for since in ("2001", "2011"):
        store.decide(deciding.add_role, ANN, "anna-weller", "Ambassador", since=since, until=None)
    assert alike.titles(connect, "anna-weller") == ["Ambassador", "Foreign Minister of Arland", "Mayor of Orrehaven"]
    assert alike.titles(connect, "nobody") == []


def test_names_written_again_are_left_as_they_are(store: Writer, engine: Engine) -> None:
    wanted = [Name("Jo Brand", known=True), Name("Joan Brand", known=False)]
    with writing(engine).begin() as connection:
        effective.names.write(connection, {"jo-brand": wanted})
        held = select(effective_names).where(effective_names.c.speaker == "jo-brand")
        first = connection.execute(held.order_by(effective_names.c.position)).all()
        effective.names.write(connection, {"jo-brand": wanted})
        assert connection.execute(held.order_by(effective_names.c.position)).all() == first
        effective.names.write(connection, {"jo-brand": wanted[::-1]})
        again = connection.execute(held.order_by(effective_names.c.position)).all()
        check_full_text(connection)
    assert [(row.name, row.known) for row in first] == [("Jo Brand", True), ("Joan Brand", False)]
    assert [(row.seq, row.name) for row in again] == [(row.seq, row.name) for row in first[::-1]]


def test_names_forgotten_leave_no_keys(store: Writer, engine: Engine) -> None:
    orphans = select(func.count()).select_from(name_keys).where(name_keys.c.name.not_in(select(effective_names.c.seq)))
    with writing(engine).begin() as connection:
        effective.names.write(connection, {"jo-brand": [Name("Lee Nak-yon", known=True)]})
        effective.names.key(connection)
        keyed = select(effective_names.c.name).join(name_keys, name_keys.c.name == effective_names.c.seq).distinct()
        assert "Lee Nak-yon" in set(connection.scalars(keyed))
        effective.names.write(connection, {"jo-brand": []})
        assert "Lee Nak-yon" not in set(connection.scalars(keyed))
        assert connection.scalar(orphans) == 0
        check_full_text(connection)


def test_names_of_bodies_have_no_keys_but_are_asked_once(store: Writer, engine: Engine) -> None:
    with writing(engine).begin() as connection:
        effective.names.write(connection, {"borland": [Name("Kim Jong", known=True)]})
        effective.names.key(connection)
        row = connection.execute(select(effective_names).where(effective_names.c.speaker == "borland")).one()
        assert row.keyed is True
        assert connection.scalars(select(name_keys.c.key).where(name_keys.c.name == row.seq)).all() == []


def test_roles_placed_again_are_as_they_were(store: Writer, engine: Engine) -> None:
    store.decide(deciding.add_role, ANN, "jo-brand", "Mayor", since=None, until=None)
    asked = select(effective_roles.c.speaker, effective_roles.c.title, effective_roles.c.written_on)
    with writing(engine).begin() as connection:
        before = sorted(map(tuple, connection.execute(asked)))
        chosen = effective.roles.of_speakers(["anna-weller", "jeong-kyeong-doo"])
        effective.roles.forget(connection, chosen)
        kept = sorted(map(tuple, connection.execute(asked)))
        assert ("jo-brand", "Mayor", "") in kept
        assert "anna-weller" not in {speaker for speaker, *_ in kept}
        effective.roles.place(connection, chosen)
        effective.roles.place_decided(connection, ["jo-brand"])
        assert sorted(map(tuple, connection.execute(asked))) == before


def test_statement_of_two_who_are_one_has_it_once_as_sure_as_the_surer(store: Writer, connect: Connection) -> None:
    whole = "UPDATE attribution_speakers SET confidence = 0.25 WHERE speaker = 'jo-brand'"
    add = (
        "INSERT INTO attribution_speakers SELECT attribution, 'piet-onca', 9, 0.75, first_day "
        "FROM attribution_speakers WHERE speaker = 'jo-brand'"
    )
    for statement in (whole, add):
        connect.execute(text(statement))
    connect.commit()
    store.decide(deciding.merge, ANN, "piet-onca", "jo-brand")
    rows = connect.execute(text("SELECT position, confidence FROM said_by WHERE speaker = 'jo-brand'")).all()
    assert [tuple(row) for row in rows if row.confidence == 0.75] == [(0, 0.75)] * 4
    assert len(rows) == 5  # and the one of Piet Onça alone
