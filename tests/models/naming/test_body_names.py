"""Names of bodies as texts write them: joined by a slash, with a seat, whole, and newspapers by their short names."""

from __future__ import annotations

import pytest

from models.naming import names
from models.naming.entities import Cast
from models.naming.mentions import Mention
from models.naming.tokens import tokenise
from tests.models.naming.test_entities import body, numbers


def labelled(text: str, *given: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the names of a text with their labels, where a tagger gave some."""
    ranges = [(text.index(words), text.index(words) + len(words), label) for words, label in given]
    return [(text[name.start : name.end], name.label) for name in names.find(text, [(0, len(text))], ranges).all]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a Vellin/Quorr poll", ["a", "Vellin/Quorr", "poll"]),
        ("the VTV/Quorr/Ostin survey", ["the", "VTV/Quorr/Ostin", "survey"]),
        ("he/she left", ["he", "/", "she", "left"]),
        ("Vellin/quorr left", ["Vellin", "/", "quorr", "left"]),
        ("Vellin / Quorr left", ["Vellin", "/", "Quorr", "left"]),
        ("24/7 work", ["24", "/", "7", "work"]),
    ],
)
def test_tokenise_joins_capitals_by_a_slash(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenise(text)] == words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She left the University of Vellin at Quorr early.", "University of Vellin at Quorr"),
        ("She left the Vellish Embassy in Quorr early.", "Embassy in Quorr"),
        ("She left the Borlish Consulate in Quorr early.", "Consulate in Quorr"),
        ("She ran the Ministry of Water in Quorr early.", "Ministry of Water"),
        ("She ran the Vellin Institute at Quorr early.", "Vellin Institute"),
    ],
)
def test_find_joins_a_seat_to_universities_and_embassies_only(text: str, name: str) -> None:
    found = [words for words, _ in labelled(text)]
    assert any(words.endswith(name) for words in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He backs the Vellin Workers’ Party here.", "Vellin Workers’ Party"),
        ("He backs the Vellin People’s Party here.", "Vellin People’s Party"),
        ("He backs the Vellin Women's Council here.", "Vellin Women's Council"),
        ("He backs the Department of Roads and Harbours here.", "Department of Roads and Harbours"),
        ("He backs the Supreme Court of the Netherlands here.", "Supreme Court of the Netherlands"),
        ("He backs the Vellin Fire and Rescue Service here.", "Vellin Fire and Rescue Service"),
    ],
)
def test_find_takes_bodies_names_whole(text: str, name: str) -> None:
    assert (name, "ORGANIZATION") in labelled(text)


@pytest.mark.parametrize("text", ["He saw Karl Quorr’s Party there.", "He read Paula Vellin’s Report there."])
def test_find_leaves_a_possessive_of_a_person_outside_the_name(text: str) -> None:
    assert all("’" not in words for words, _ in labelled(text))


def test_find_labels_the_end_of_a_persons_name_as_a_person() -> None:
    text = "Ines De Vellin spoke. Later De Vellin left."
    ranges = [(0, 14, "PERSON"), (text.rindex("De Vellin"), text.rindex(" left"), "ORGANIZATION")]
    assert {name.label for name in names.find(text, [(0, 21), (22, len(text))], ranges).all} == {"PERSON"}


@pytest.mark.parametrize("word", ["twenty-one", "Twenty-One", "forty-year-old", "Dozens", "fifty"])
def test_find_takes_no_number_for_a_name(word: str) -> None:
    assert labelled(f"There were {word} boats.") == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Vellin Post", "Quorr Post", False),
        ("Vellin Post", "Post", True),
        ("Vellin Evening Post", "Evening Post", True),
        ("Vellin Water Authority", "Vellin Water Authority", True),
        ("Vellin Water Authority", "Quorr Water Authority", False),
        ("Ministry of Defence", "Defense Ministry", True),
        ("Vellin Dock Union", "VDU", True),
        ("VDU", "Vellin Dock Union", True),
        ("Vellin Dock Union", "VDX", False),
    ],
)
def test_cast_tells_bodies_with_other_long_names_apart(one: str, other: str, same: bool) -> None:
    first, second = numbers(body(one), body(other, 30))
    assert (first == second) is same


def test_cast_short_name_goes_to_the_newspaper_last_named() -> None:
    found = numbers(body("Vellin Post"), body("Quorr Post", 40), body("Post", 80, definite=True))
    assert found[0] != found[1]
    assert found[2] == found[1]


def test_cast_spelled_abbreviation_is_the_body_it_stands_for() -> None:
    cast = Cast({"Quay": ("Vellin", "Harbour", "Board")})
    short = cast.body(Mention(0, 4, "name", "Quay", "body", ("Quay",)))
    assert ("Vellin", "Harbour", "Board") in short.names
    assert cast.find_body(("Vellin", "Harbour", "Board")) is short
    assert cast.find_body(("Quorr", "Harbour", "Board")) is None


def test_cast_finds_no_body_of_another_nation() -> None:
    cast = Cast()
    mention = body("Harbour Ministry", nation="Japan")
    found = cast.body(mention)
    found.learn(mention)
    assert cast.find_body(("Harbour", "Ministry"), "Japan") is found
    assert cast.find_body(("Harbour", "Ministry"), "France") is None
    assert cast.find_body(("Harbour", "Ministry")) is found
