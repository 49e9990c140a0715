"""Spellings of one name across documents: who is joined by the rule, who is offered, and who is left apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection

from models.records import Attribution, KnownSpeaker, Role, Speaker
from service.store import deciding, views
from service.store.decisions import Author
from service.store.views import Page
from service.store.writer import Writer
from tests import stub_pass
from tests.examples import make_document

ANN = Author(by="ann")
MINISTER = "South Korean Defense Minister"


def read(writer: Writer, *sayings: tuple[str, ...], run: str = "alike") -> None:
    """Write one article for each saying: `Name` or `Name: role` of those who speak in it."""
    for number, people in enumerate(sayings):
        named = [person.partition(": ")[::2] for person in people]
        text = " ".join(f"{name} said it rained on day {number} of {run}." for name, _ in named)
        ((document, found),) = stub_pass.read(stub_pass.load(), [make_document(text)])
        roles = dict(named)
        told = [replace(one, speakers=tuple(with_role(s, roles) for s in one.speakers)) for one in found]
        writer.write(writer.open_run(run), [(document, told)])


def with_role(speaker: Speaker, roles: dict[str, str]) -> Speaker:
    title = roles.get(speaker.name)
    return replace(speaker, roles=(Role(title, "2019"),) if title else ())


def ids(connect: Connection) -> dict[str, int]:
    connect.rollback()
    return {item["id"]: item["attributions"] for item in views.speakers(connect, page=Page(limit=500)).items}


def pairs(connect: Connection) -> list[tuple[str, str, str]]:
    connect.rollback()
    items = views.candidates(connect).items
    return [(item["one"]["id"], item["other"]["id"], item["why_apart"]) for item in items]


def test_another_spelling_is_the_stored_speaker(writer: Writer, connect: Connection) -> None:
    read(writer, ("Jeong Kyeong-doo",), ("Jung Kyung-doo",), ("Chung Kyung-doo",))
    assert ids(connect) == {"jeong-kyeong-doo": 3}
    log = views.decisions(connect).items
    assert [(d["verb"], d["speaker"], d["target"], d["by"], d["automatic"]) for d in log] == [
        ("merge", "chung-kyung-doo", "jeong-kyeong-doo", "onrecord", True),
        ("merge", "jung-kyung-doo", "jeong-kyeong-doo", "onrecord", True),
    ]
    assert pairs(connect) == []


def test_another_spelling_with_the_same_office_is_the_stored_speaker(writer: Writer, connect: Connection) -> None:
    read(writer, (f"Jeong Kyeong-doo: {MINISTER}",), ("Jung Kyung-doo: Minister of National Defense",))
    assert ids(connect) == {"jeong-kyeong-doo": 2}


@pytest.mark.parametrize(
    ("sayings", "apart", "why"),
    [
        (
            [(f"Jeong Kyeong-doo: {MINISTER}",), ("Jung Kyung-doo: film director",)],
            {"jeong-kyeong-doo": 1, "jung-kyung-doo": 1},
            "their roles or nations do not go together",
        ),
        (
            [(f"Jeong Kyeong-doo: {MINISTER}",), ("Jung Kyung-doo: Chinese Defense Minister",)],
            {"jeong-kyeong-doo": 1, "jung-kyung-doo": 1},
            "their roles or nations do not go together",
        ),
        (
            [("Jeong Kyeong-doo",), ("Jung Kyung-doo", "Jeong Kyeong-doo")],
            {"jeong-kyeong-doo": 2, "jung-kyung-doo": 1},
            "both speak in one document",
        ),
        (
            [("Jung Kyung-doo", "Jeong Kyeong-doo")],
            {"jeong-kyeong-doo": 1, "jung-kyung-doo": 1},
            "both speak in one document",
        ),
    ],
)
def test_another_spelling_of_somebody_else_is_offered(
    writer: Writer, connect: Connection, sayings: list[tuple[str, ...]], apart: dict[str, int], why: str
) -> None:
    read(writer, *sayings)
    assert ids(connect) == apart
    assert pairs(connect) == [("jeong-kyeong-doo", "jung-kyung-doo", why)]


def test_another_spelling_of_two_is_neither(writer: Writer, connect: Connection) -> None:
    read(writer, ("Kim Jeong-su", "Kim Jong-su"), ("Kim Jung-su",))
    assert ids(connect) == {"kim-jeong-su": 1, "kim-jong-su": 1, "kim-jung-su": 1}
    assert {why for *_, why in pairs(connect)} == {"both speak in one document", "several could be meant"}
    assert len(pairs(connect)) == 3


def test_another_spelling_of_a_registered_one_is_left_to_the_pass(writer: Writer, connect: Connection) -> None:
    writer.add_register([KnownSpeaker("doo", "Jeong Kyeong-doo", "person")])
    read(writer, ("Jung Kyung-doo",))
    assert ids(connect) == {"jung-kyung-doo": 1}
    assert pairs(connect) == [("doo", "jung-kyung-doo", "one of them is in the register")]


def test_people_of_one_surname_stay_two(writer: Writer, connect: Connection) -> None:
    read(writer, ("Bill Clinton",), ("Hillary Clinton",), ("Kim Jong-un",), ("Kim Jong-il",), ("Donald Trump",))
    read(writer, ("Donald Trump Jr",), run="more")
    assert set(ids(connect)) == {
        "bill-clinton",
        "hillary-clinton",
        "kim-jong-un",
        "kim-jong-il",
        "donald-trump",
        "donald-trump-jr",
    }
    assert pairs(connect) == []


def test_bodies_are_never_spellings_of_one_another(writer: Writer, connect: Connection) -> None:
    document, found = next(stub_pass.read(stub_pass.load(), [make_document("Kim Jong said it rained.")]))
    body = [replace(one, speakers=tuple(replace(s, type="organization") for s in one.speakers)) for one in found]
    writer.write(writer.open_run("body"), [(document, body)])
    read(writer, ("Kim Chong",))
    assert set(ids(connect)) == {"kim-jong", "kim-chong"}


def test_undone_by_hand_the_rule_does_not_join_them_again(writer: Writer, connect: Connection) -> None:
    read(writer, ("Lee Nak-yon",), ("Lee Nak-yeon",))
    assert ids(connect) == {"lee-nak-yon": 2}
    (decision,) = views.decisions(connect).items
    connect.rollback()
    writer.decide(deciding.undo, ANN, decision["number"])
    read(writer, ("Lee Nak-yeon",), run="later")
    assert ids(connect) == {"lee-nak-yon": 1, "lee-nak-yeon": 2}
    assert pairs(connect) == []


def test_joined_by_the_rule_nothing_changes_what_the_next_pass_knows(writer: Writer, connect: Connection) -> None:
    read(writer, ("Lee Nak-yon",))
    before = views.known_speakers(connect)
    connect.rollback()
    read(writer, ("Lee Nak-yeon",), run="later")
    assert views.known_speakers(connect) == before


def test_merged_by_hand_a_new_spelling_follows(writer: Writer, connect: Connection) -> None:
    read(writer, ("Lee Nak-yon",), ("Anna Other",))
    writer.decide(deciding.merge, ANN, "lee-nak-yon", "anna-other")
    read(writer, ("Lee Nak-yeon",), run="later")
    assert ids(connect) == {"anna-other": 2, "lee-nak-yeon": 1}  # who is known by hand is the pass's to find
    assert pairs(connect) == [("anna-other", "lee-nak-yeon", "one of them is in the register")]


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_candidates_come_in_pages(writer: Writer, connect: Connection, limit: int) -> None:
    read(writer, ("Kim Jeong-su", "Kim Jong-su"), ("Kim Jung-su",))
    whole = views.candidates(connect).items
    found: list[Any] = []
    after = None
    while True:
        part = views.candidates(connect, page=Page(limit=limit, after=after))
        found += part.items
        if (after := part.next) is None:
            break
    assert found == whole
    assert [role for item in whole for role in item["one"]["roles"]] == []


def test_join_takes_statements_of_nobody(writer: Writer, connect: Connection) -> None:
    document, found = next(stub_pass.read(stub_pass.load(), [make_document("Jo Brand said it rained.")]))
    nobody: list[Attribution] = [replace(one, speakers=()) for one in found]
    writer.write(writer.open_run("nobody"), [(document, nobody)])
    assert [item["speakers"] for item in views.attributions(connect).items] == [[]]
