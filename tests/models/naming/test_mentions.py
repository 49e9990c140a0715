from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.naming import names, phrases
from models.naming.mentions import Mention, role_head


def parse(text: str, *given_names: tuple[str, str]) -> tuple[Mention, ...]:
    ranges = [(text.index(words), text.index(words) + len(words), label) for words, label in given_names]
    return phrases.parse(text, 0, len(text), names.find(text, [(0, len(text))], ranges))


@pytest.mark.parametrize(
    ("text", "name", "role", "nation"),
    [
        ("Borlish Defence Ministry spokeswoman Ines Marr", "Ines Marr", "Borlish Defence Ministry spokeswoman", None),
        ("South Korean Defense Minister Seo Min-ji", "Seo Min-ji", "South Korean Defense Minister", "South Korea"),
        ("Washington’s Defense Secretary Karl Venn", "Karl Venn", "Defense Secretary", "United States"),
        ("Karl Venn, head of the Orre Water Board", "Karl Venn", "head of the Orre Water Board", None),
        ("the mayor of Seoul, Tom Weller", "Tom Weller", "mayor", "South Korea"),
        ("Representative Anna B. Weller of Ohio", "Anna B. Weller", "Representative", None),
        ("Former Gov. Tom Weller, who served until 2016", "Tom Weller", "Former Gov.", None),
        ("activist Ines Marr", "Ines Marr", "activist", None),
        ("Tom Weller", "Tom Weller", "", None),
        ("Charlie King, a Democrat", "Charlie King", "Democrat", None),
    ],
)
def test_mentions_person_with_role_is_read(text: str, name: str, role: str, nation: str | None) -> None:
    (found,) = parse(text)
    assert (found.sort, found.kind, " ".join(found.name)) == ("name", "person", name)
    assert found.role in (role, "")
    assert found.nation == nation
    if role and role != "Democrat":
        assert found.role == role
        assert found.head == role_head(role)


@pytest.mark.parametrize(
    ("text", "kind", "head", "definite", "plural"),
    [
        ("a senior official at the Ministry of Water", "person", "official", False, False),
        ("another official", "person", "official", False, False),
        ("the spokeswoman", "person", "spokeswoman", True, False),
        ("The defense ministry", "body", "ministry", True, False),
        ("Critics", "group", "critic", None, True),
        ("both ministers", "group", "minister", True, True),
        ("U.S. and South Korean officials", "group", "official", None, True),
        ("his advisers", "group", "adviser", True, True),
        ("the poll", "thing", "poll", True, False),
        ("attorneys for the family", "group", "attorney", None, True),
    ],
)
def test_mentions_description_is_read(text: str, kind: str, head: str, definite: bool | None, plural: bool) -> None:
    (found,) = parse(text)
    assert (found.sort, found.kind, found.head) == ("nominal", kind, head)
    assert (found.definite, found.plural) == (definite, plural)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Weller and Venn", ["Weller", "Venn"]),
        ("Anna Weller and Karl Venn", ["Anna Weller", "Karl Venn"]),
        ("Tom and Anna Weller", ["Tom Weller", "Anna Weller"]),
        ("Tom Weller, Karl Venn and Ines Marr", ["Tom Weller", "Karl Venn", "Ines Marr"]),
        ("The Orre Times and the Vale newspaper chain", ["Orre Times", "Vale"]),
        ("Presidential candidates Anna Weller and Karl Venn", ["Anna Weller", "Karl Venn"]),
        ("South Korea and the U.S.", ["South Korea", "U.S."]),
        ("Experts at the Center for Strategic and Maritime Studies", [""]),
        ("Ministry of Trade and Industry", ["Ministry of Trade and Industry"]),
        ("teachers and parents", [""]),
    ],
)
def test_mentions_and_joins_parties_but_not_words(text: str, expected: list[str]) -> None:
    assert [" ".join(each.name) for each in parse(text)] == expected


def test_mentions_person_and_group_are_two_parties() -> None:
    one, other = parse("Tom Weller, head of the Orre Water Board, and other scientists")
    assert one.name == ("Tom", "Weller")
    assert (other.kind, other.head) == ("group", "scientist")


def test_mentions_apposition_behind_a_description_names_it() -> None:
    (found,) = parse("one of the family’s attorneys, Karl Venn")
    assert found.name == ("Karl", "Venn")
    assert found.head == "attorney"


def test_mentions_possessive_pronoun_is_the_owner() -> None:
    (found,) = parse("his South Korean counterpart")
    assert found.owner is not None
    assert (found.owner.head, found.head, found.nation) == ("his", "counterpart", "South Korea")


def test_mentions_thing_comes_from_its_maker() -> None:
    (found,) = parse("a transcript provided by the Pentagon")
    assert found.kind == "thing"
    assert found.owner is not None
    assert found.owner.name == ("Pentagon",)


@pytest.mark.parametrize(
    ("word", "gender", "plural"), [("he", "male", False), ("She", "female", False), ("they", None, True)]
)
def test_mentions_pronouns_show_gender_and_number(word: str, gender: str | None, plural: bool) -> None:
    (found,) = parse(word)
    assert (found.sort, found.gender, found.plural) == ("pronoun", gender, plural)


def test_mentions_honorific_before_a_role_word_keeps_the_name() -> None:
    (found,) = parse("Mr. King")
    assert (found.sort, found.name, found.gender) == ("name", ("King",), "male")


def test_mentions_given_label_decides_between_person_and_place() -> None:
    (place,) = parse("Jordan")
    (person,) = parse("Jordan", ("Jordan", "PERSON"))
    assert (place.kind, place.nation) == ("body", "Jordan")
    assert (person.kind, person.nation) == ("person", None)


@pytest.mark.parametrize(
    ("role", "head"),
    [
        ("U.S. Defense Secretary", "secretary"),
        ("Vice President of Research", "president"),
        ("Sen.", "senator"),
        ("Water Board", ""),
        ("", ""),
    ],
)
def test_mentions_role_head_is_its_noun(role: str, head: str) -> None:
    assert role_head(role) == head


@given(
    st.lists(
        st.sampled_from(["the", "and", "of", "Tom", "’s", ",", "his", "“", "minister", "(", "U.S.", "your"]),
        max_size=12,
    )
)
def test_mentions_ranges_lie_inside_the_phrase(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for found in parse(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.words
