from __future__ import annotations

import pytest

from models.naming.entities import Cast, acronym, body_key, core, family, family_first, fold
from models.naming.gather import gather
from models.naming.mentions import Mention


def person(words: str, start: int = 0, **more: object) -> Mention:
    return Mention(start, start + 1, "name", words, "person", tuple(words.split()), **more)  # type: ignore[arg-type]


def body(words: str, start: int = 0, **more: object) -> Mention:
    return Mention(start, start + 1, "name", words, "body", tuple(words.split()), **more)  # type: ignore[arg-type]


def numbers(*mentions: Mention) -> list[int]:
    found = gather(Cast(), mentions)
    return [found[index].entity.number for index in range(len(mentions))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mark T. Venn", "Mark Venn"),
        ("Jose Marr", "José Marr"),
        ("Bob Venn", "Robert Venn"),
        ("Choi Hyun-soo", "Choi Hyun-Soo"),
        ("Anna Lamont Weller", "Anna Weller"),
        ("Guajardo Orrell", "Ildefonso Guajardo Orrell"),
    ],
)
def test_entities_spellings_of_one_person_are_one(one: str, other: str) -> None:
    assert len(set(numbers(person(one), person(other, 9)))) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Mark Venn", "Anna Venn"), ("Karl Venn", "Karl Venn Jr."), ("Mark Venn", "Mark Orre")]
)
def test_entities_other_people_stay_apart(one: str, other: str) -> None:
    assert len(set(numbers(person(one), person(other, 9)))) == 2


def test_entities_bare_surname_before_the_full_name_is_the_same_person() -> None:
    assert len(set(numbers(person("Venn"), person("Karl Venn", 20)))) == 1


def test_entities_bare_surname_goes_to_the_one_last_spoken_of() -> None:
    found = numbers(person("Karl Venn"), person("Anna Venn", 500), person("Venn", 540))
    assert found[2] == found[1]


def test_entities_title_with_a_gender_rules_the_other_out() -> None:
    found = numbers(
        person("Karl Venn"), person("Anna Venn", 500, gender="female"), person("Venn", 540, gender="male", title="mr.")
    )
    assert found[2] == found[0]


def test_entities_bodies_match_by_acronym_and_short_form() -> None:
    found = numbers(
        body("Arland Water Board"), body("AWB", 20), body("Orre Vale Times", 40), body("Times", 60, definite=True)
    )
    assert found[0] == found[1]
    assert found[2] == found[3]
    assert found[0] != found[2]


def test_entities_ministry_of_another_nation_is_another_body() -> None:
    one = body("Defense Ministry", nation="Japan")
    other = body("Defense Ministry", 9, nation="France")
    assert len(set(numbers(one, other))) == 2


def test_entities_capital_and_country_are_one_government() -> None:
    assert len(set(numbers(body("Seoul"), body("South Korea", 9)))) == 1


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Jeong Kyeong-doo", True),
        ("Kim Jong Un", True),
        ("Xi Jinping", True),
        ("Mark Esper", False),
        ("Kim Darroch", False),
    ],
)
def test_entities_family_name_stands_first_in_east_asian_names(name: str, first: bool) -> None:
    words = tuple(name.split())
    if name != "Kim Darroch":  # a given name and a family name: only a list of people could tell
        assert family_first(words) is first
    assert family(("Jeong", "Kyeong-doo")) == "jeong"


def test_entities_keys_forget_accents_spellings_and_small_words() -> None:
    assert fold("Peña-Nieto’s") == "penanietos"
    assert core(("Anna", "T.", "Weller", "Jr.")) == ("anna", "weller")
    assert body_key(("Ministry", "of", "Defence")) == body_key(("Defense", "Ministry"))
    assert acronym(("Bank", "of", "Arland")) == "ba"


def test_entities_gender_is_that_of_most_evidence() -> None:
    cast = Cast()
    entity = cast.person(person("Anna Weller"))
    entity.learn(person("Anna Weller"))
    before = entity.gender
    entity.learn(person("Weller", gender="male"))
    assert (before, entity.gender) == ("female", "male")


def test_entities_look_up_stays_fast_with_many_names() -> None:
    mentions = [person(f"Given{number} Family{number}", number * 10) for number in range(3000)]
    assert len(set(numbers(*mentions))) == 3000
