"""Keys of invented names in five scripts, and known speakers found by another spelling of their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.naming.register import Register, is_national
from models.naming.spelling import keys, same_name
from models.naming.spelling.words import letters, read
from models.records import KnownSpeaker, Role
from tests.models.drafts import speakers
from tests.models.naming.test_register import entity

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=5, max_size=9).map(str.capitalize)
NAMES = st.lists(WORDS, min_size=2, max_size=3).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yevgeny Morozsky", "Evgeny Morozskiy"),
        ("Park Sung-ho", "Bak Seong-ho"),
        ("Choi Ji-yeon", "Choe Ji-yun"),
        ("Chang Tse-min", "Zhang Zemin"),
        ("Kenji Ohmori", "Kenji Omori"),
        ("Omori Kenji", "Kenji Oomori"),
        ("Mohammed al-Qadir", "Muhammad Qadir"),
        ("Jürgen Köhlmann", "Juergen Koehlmann"),
        ("Jürgen Köhlmann", "Jurgen Kohlmann"),
        ("Mark Theodore Vellin", "Mark T. Vellin"),
        ("Ana-Maria Vellin", "Ana Maria Vellin"),
    ],
)
def test_same_name_joins_spellings_of_invented_people(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yevgeny Morozsky", "Yevgeny Morozskaya"),
        ("Park Sung-ho", "Park Sung-min"),
        ("Zhang Zemin", "Zhang Zeming"),
        ("Kenji Omori", "Kenta Omori"),
        ("Mohammed Qadir", "Ahmed Qadir"),
        ("Mark T. Vellin", "Mark R. Vellin"),
        ("Mark Vellin Jr.", "Mark Vellin Sr."),
        ("Mark Vellin", "Mark Quorr"),
        ("Vellin", "Vellin"),
    ],
)
def test_same_name_keeps_invented_people_apart(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not same_name(other, one)


@given(NAMES)
def test_keys_forget_the_case_of_a_name_of_long_words(name: str) -> None:
    assert {key for key in keys(name) if key.startswith("la:")} >= {f"la:{letters(name.lower().replace(' ', ''))}"}


@given(NAMES, st.sampled_from(["Jr.", "Sr.", "III"]))
def test_same_name_never_joins_a_name_with_its_junior(name: str, suffix: str) -> None:
    assert not same_name(name, f"{name} {suffix}")


@given(NAMES, NAMES)
def test_same_name_is_symmetric_for_any_two_names(one: str, other: str) -> None:
    assert same_name(one, other) is same_name(other, one)


@given(st.text(max_size=40))
def test_read_gives_lower_case_words_without_space(text: str) -> None:
    words = read(text)
    assert all(word and word == word.lower() and not any(map(str.isspace, word)) for word in words.all)
    assert words.initials == words.initials.lower()


@given(st.text(max_size=20))
def test_letters_leaves_letters_and_digits_alone(word: str) -> None:
    assert letters(letters(word)) == letters(word)
    assert not letters(word) or letters(word).isalnum()


ENVOY = KnownSpeaker("envoy", "Park Sung-ho", "person", (), (Role("South Korean envoy", "2020-05-01"),))
MAYOR = KnownSpeaker("mayor", "Jürgen Köhlmann", "person", ("J. R. Köhlmann",), (Role("mayor of Quorr", None),))
UNION = KnownSpeaker("union", "Quorr Dock Union", "organization", ("QDU",))
REGISTER = Register((ENVOY, MAYOR, UNION))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Park Sung-ho", ENVOY),
        ("Bak Seong-ho", ENVOY),
        ("Park Seong Ho", ENVOY),
        ("Juergen Koehlmann", MAYOR),
        ("Jurgen Kohlmann", MAYOR),
        ("Park Sung-min", None),
        ("Jurgen Kohlmann Jr.", None),
        ("Kohlmann", None),
        ("Quorr Dock Union", None),
    ],
)
def test_register_find_person_goes_by_spelling(name: str, expected: KnownSpeaker | None) -> None:
    assert REGISTER.find(entity(name)) == expected


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Quorr Dock Union", "body", UNION),
        ("QDU", "body", UNION),
        ("Quor Dock Union", "body", None),
        ("Park Sung-ho", "body", None),
        ("Quorr Dock Union", "group", None),
    ],
)
def test_register_find_body_goes_by_the_name_alone(name: str, kind: str, expected: KnownSpeaker | None) -> None:
    assert REGISTER.find(entity(name, kind=kind)) == expected


def test_register_find_takes_an_office_that_goes_with_the_spelling() -> None:
    found = entity("Bak Seong-ho", role="South Korean envoy", head="envoy", nation="South Korea")
    assert REGISTER.find(found) == ENVOY
    other = entity("Bak Seong-ho", role="Japanese envoy", head="envoy", nation="Japan")
    assert REGISTER.find(other) is None


@pytest.mark.parametrize(("year", "known"), [(2017, True), (2023, True), (2016, False), (2024, False), (None, True)])
def test_register_offices_reach_three_years_either_way(year: int | None, known: bool) -> None:
    assert REGISTER.offices(entity("Park Sung-ho"), year) == (("South Korean envoy",) if known else ())


@pytest.mark.parametrize("year", [1950, 2020, None])
def test_register_offices_without_a_date_are_of_any_year(year: int | None) -> None:
    assert REGISTER.offices(entity("Jürgen Köhlmann"), year) == ("mayor of Quorr",)


@pytest.mark.parametrize(
    ("phrases", "national"),
    [
        (["Foreign Ministry"], True),
        (["the opposition"], True),
        (["Quorr Dock Union"], False),
        (["Quorr Dock Union", "Foreign Ministry"], True),
        ([], False),
    ],
)
def test_is_national_goes_by_any_phrase(phrases: list[str], national: bool) -> None:
    assert is_national(phrases) is national


def test_resolve_gives_the_id_of_the_register_to_another_spelling() -> None:
    text = "Bak Seong-ho said the dam would hold."
    ((found,),) = speakers(text, ("Bak Seong-ho", "said", "the dam would hold"), register=(ENVOY, MAYOR, UNION))
    assert (found.id, found.name, found.type) == ("envoy", "Park Sung-ho", "person")


def test_resolve_without_a_register_keeps_the_name_as_written() -> None:
    ((found,),) = speakers("Bak Seong-ho said no.", ("Bak Seong-ho", "said", "no"))
    assert (found.id, found.name) == ("bak-seong-ho", "Bak Seong-ho")
