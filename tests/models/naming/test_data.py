"""The word lists: what every one of them has to keep to, so that a wrong entry is noticed."""

import re

import pytest

from models.naming import lexicon

NOUNS = lexicon.load("nouns")
GIVEN = lexicon.load("given_names")
NATIONS = lexicon.load("nations")
LISTS = [key for key, value in NOUNS.items() if isinstance(value, list) and value and isinstance(value[0], str)]
LOWER = ["people", "bodies", "groups", "things", "modifiers", "outlets", "generic_bodies", "subjects", "compounding"]


@pytest.mark.parametrize("key", LISTS)
def test_data_lists_hold_no_word_twice(key: str) -> None:
    words = NOUNS[key]
    assert len(words) == len(set(words))
    assert all(word == word.strip() and word for word in words)


@pytest.mark.parametrize("key", [*LOWER, "reports", "pseudonyms", "national_bodies", "nations_own", "prepositions"])
def test_data_nouns_are_in_lower_case(key: str) -> None:
    assert [word for word in NOUNS[key] if word != word.lower()] == []


@pytest.mark.parametrize("key", ["people", "bodies", "things"])
def test_data_nouns_are_in_the_singular(key: str) -> None:
    assert [word for word in NOUNS[key] if lexicon.singular(word) != word] == []


@pytest.mark.parametrize("key", ["body_names", "never_names", "with_article"])
def test_data_name_words_begin_with_a_capital(key: str) -> None:
    assert [word for word in NOUNS[key] if not word[0].isupper()] == []


def test_data_articled_newspapers_are_written_without_the_article() -> None:
    assert not [name for name in NOUNS["with_article"] if name.lower().startswith("the ")]


def test_data_reports_are_things() -> None:
    assert [word for word in NOUNS["reports"] if lexicon.noun_kind(word) != "thing"] == []


def test_data_bodies_of_every_nation_end_in_a_body() -> None:
    unknown = [words for words in NOUNS["nations_own"] if lexicon.noun_kind(words.split()[-1]) not in ("body", "group")]
    assert unknown in ([], ["state television"])


def test_data_people_and_bodies_are_different_words() -> None:
    assert not set(NOUNS["people"]) & set(NOUNS["bodies"])
    assert not set(NOUNS["people"]) & set(NOUNS["things"])
    assert not set(NOUNS["bodies"]) & set(NOUNS["things"])


@pytest.mark.parametrize("group", NOUNS["equivalents"], ids=lambda group: group[0])
def test_data_equivalent_roles_are_roles(group: list[str]) -> None:
    assert len(group) >= 2
    assert all(lexicon.is_role(word.split()[-1]) for word in group)
    assert all(lexicon.same_role(group[0], word) for word in group)


@pytest.mark.parametrize("key", ["female", "male", "family_first"])
def test_data_names_begin_with_a_capital(key: str) -> None:
    assert [name for name in GIVEN[key] if not name[0].isupper()] == []
    assert len(GIVEN[key]) == len(set(GIVEN[key]))


def test_data_short_names_stand_for_other_names() -> None:
    assert [short for short, long in GIVEN["short"].items() if short == long or short != short.lower()] == []


def test_data_names_with_initials_have_one() -> None:
    assert all(re.search(r"\b[A-Z]\.", name) for name in GIVEN["initialled"])


@pytest.mark.parametrize("entry", NATIONS["nations"], ids=lambda entry: entry["name"])
def test_data_nations_have_seats_and_peoples(entry: dict[str, object]) -> None:
    assert {"name", "seats", "demonyms", "aliases"} <= set(entry) <= {"name", "seats", "demonyms", "aliases", "before"}
    demonyms, seats = entry["demonyms"], entry["seats"]
    assert isinstance(demonyms, list)
    assert isinstance(seats, list)
    assert entry["name"]
    assert all(isinstance(word, str) and word[0].isupper() for word in [*demonyms, *seats])


def test_data_bodies_belong_to_known_nations() -> None:
    known = {entry["name"] for entry in NATIONS["nations"]}
    assert {entry["nation"] for entry in NATIONS["bodies"]} - {None} <= known
    assert set(NATIONS["sides"].values()) <= known


def test_data_weights_are_numbers_for_every_feature() -> None:
    weights = lexicon.load("weights")
    assert set(weights) >= {"antecedent", "accept"}
    assert all(isinstance(value, int | float) for value in weights["antecedent"].values())
    assert set(weights["accept"]) >= {"pronoun", "certainty", "temperature"}
