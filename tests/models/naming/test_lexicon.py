from __future__ import annotations

import json
from importlib import resources

import pytest

from models.naming import lexicon, nations
from models.naming.tokens import tokenise


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("ministers", "minister"),
        ("ministries", "ministry"),
        ("women", "woman"),
        ("people", "person"),
        ("press", "press"),
        ("witnesses", "witness"),
    ],
)
def test_lexicon_singular(word: str, base: str) -> None:
    assert lexicon.singular(word) == base


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("minister", "person"),
        ("ministers", "group"),
        ("ministry", "body"),
        ("critics", "group"),
        ("poll", "thing"),
        ("vice-president", "person"),
        ("camerawoman", "person"),
        ("bridge", None),
    ],
)
def test_lexicon_noun_kinds(word: str, kind: str | None) -> None:
    assert lexicon.noun_kind(word) == kind


def test_lexicon_genders_come_from_titles_nouns_and_given_names() -> None:
    assert lexicon.noun_gender("Mr.") == "male"
    assert lexicon.noun_gender("spokeswoman") == "female"
    assert lexicon.noun_gender("minister") is None
    assert lexicon.given_gender("Paula") == "female"
    assert lexicon.given_gender("Karl") == "male"
    assert lexicon.given_gender("Leslie-Anne") == lexicon.given_gender("Leslie")
    assert lexicon.given_gender("Orrehaven") is None


def test_lexicon_roles_of_one_office_are_alike() -> None:
    assert lexicon.same_role("minister", "secretary")
    assert lexicon.same_role("judges", "justice")
    assert not lexicon.same_role("minister", "judge")


def test_lexicon_lists_hold_no_doubles_and_only_words() -> None:
    for file in ("nouns", "given_names"):
        for key, value in lexicon.load(file).items():
            if isinstance(value, list) and value and isinstance(value[0], str):
                assert len(value) == len(set(value)), key
                assert all(word.strip() == word != "" for word in value), key


def test_lexicon_nobody_is_both_person_and_thing() -> None:
    assert not lexicon.words("nouns", "people") & lexicon.words("nouns", "things")


@pytest.mark.parametrize(
    ("words", "nation"),
    [
        ("Seoul", "South Korea"),
        ("the U.S.", "United States"),
        ("North Korean", "North Korea"),
        ("Beijing", "China"),
        ("British", "United Kingdom"),
        ("Brussels", "European Union"),
    ],
)
def test_lexicon_places_mean_nations(words: str, nation: str) -> None:
    found = nations.place(words)
    assert found is not None
    assert found.nation == nation


def test_lexicon_pronoun_us_is_no_nation() -> None:
    assert nations.place("us") is None
    assert nations.place("US") is not None


def test_lexicon_bodies_named_by_buildings_know_their_nation() -> None:
    assert nations.body("the Kremlin") == ("Kremlin", "Russia")
    assert nations.body("GOP") == ("Republican Party", "United States")
    assert nations.body("the Orre") is None
    assert nations.side("the North") == "North Korea"


def test_lexicon_nation_inside_a_role_is_found() -> None:
    assert nations.nation_in(tokenise("former South Korean Defense Minister")) == "South Korea"
    assert nations.nation_in(tokenise("Pentagon spokesman")) == "United States"
    assert nations.nation_in(tokenise("water board spokesman")) is None


def test_lexicon_every_nation_has_a_name_of_its_own() -> None:
    entries = json.loads((resources.files("models.naming") / "data" / "nations.json").read_text(encoding="utf-8"))[
        "nations"
    ]
    assert len({entry["name"] for entry in entries}) == len(entries) >= 190
    for entry in entries:
        found = nations.place(entry["name"])
        assert found is None or found.nation == entry["name"], entry["name"]
