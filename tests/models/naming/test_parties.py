"""Parties of one document: how names of persons and bodies are compared, and what mentions teach of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.naming.entities import Cast, acronym, body_key, core, family, family_first, fold, is_suffix, same_nation
from models.naming.mentions import Mention, role_head


def mention(name: str, kind: str | None = "person", **shown: object) -> Mention:
    """Return the mention of a name."""
    return Mention(0, len(name), "name", name, kind, tuple(name.split()), **shown)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Karl Venn", ("karl", "venn")),
        ("Karl T. Venn", ("karl", "venn")),
        ("Karl Venn Jr.", ("karl", "venn")),
        ("Élise Marr", ("elise", "marr")),
        ("Seo Min-ji", ("seo", "minji")),
        ("Tim O’Neill", ("tim", "oneill")),
        ("J. Venn", ("j", "venn")),
    ],
)
def test_parties_core_of_a_name_is_plain(name: str, words: tuple[str, ...]) -> None:
    assert core(tuple(name.split())) == words


@pytest.mark.parametrize(
    ("name", "first", "family_name"),
    [
        ("Jeong Kyeong-doo", True, "jeong"),
        ("Kim Jong Un", True, "kim"),
        ("Xi Jinping", True, "xi"),
        ("Karl Venn", False, "venn"),
        ("Karl T. Venn", False, "venn"),
        ("Anna Weller Jr.", False, "weller"),
        ("Venn", False, "venn"),
    ],
)
def test_parties_family_names_stand_first_or_last(name: str, first: bool, family_name: str) -> None:
    assert family_first(tuple(name.split())) is first
    assert family(tuple(name.split())) == family_name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Karl Venn", "Karl Venn", True),
        ("Karl Venn", "Karl T. Venn", True),
        ("Tom Weller", "Thomas Weller", True),
        ("Seo Min-ji", "Seo Minji", True),
        ("Anna Maria Weller", "Maria Weller", False),
        ("Karl Venn", "Paula Venn", False),
        ("Tom Weller", "Tom Weller Jr.", False),
        ("Karl Venn", "Karl Vann", False),
    ],
)
def test_parties_persons_are_compared_by_their_names(one: str, other: str, same: bool) -> None:
    cast = Cast()
    first = cast.person(mention(one))
    first.learn(mention(one))
    assert (cast.person(mention(other)) is first) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Arland Water Board", "AWB", True),
        ("AWB", "Arland Water Board", True),
        ("Arland Water Board", "Water Board", True),
        ("Arland Water Board", "Board", True),
        ("Ministry of Defence", "Defense Ministry", True),
        ("Court of Sessions", "Court", True),
        ("California Department of Parks", "Department", True),
        ("Arland Water Board", "Arland Road Board", False),
        ("Arland Water Board", "Arland", False),
        ("Arland Water Board", "ARB", False),
    ],
)
def test_parties_bodies_are_compared_by_their_words(one: str, other: str, same: bool) -> None:
    cast = Cast()
    first = cast.body(mention(one, "body"))
    first.learn(mention(one, "body"))
    assert (cast.body(mention(other, "body")) is first) is same


def test_parties_bodies_of_two_nations_are_two() -> None:
    cast = Cast()
    first = cast.body(mention("Foreign Ministry", "body", nation="Japan"))
    first.learn(mention("Foreign Ministry", "body", nation="Japan"))
    assert cast.body(mention("Foreign Ministry", "body", nation="China")) is not first
    assert cast.body(mention("Foreign Ministry", "body")) is first


@pytest.mark.parametrize("order", [("PKA", "Arlandish Workers’ Party"), ("Arlandish Workers’ Party", "PKA")])
def test_parties_abbreviations_spelled_out_are_one_body(order: tuple[str, str]) -> None:
    cast = Cast({"PKA": ("Arlandish", "Workers’", "Party")})
    found = []
    for name in order:
        found.append(cast.body(mention(name, "body")))
        found[-1].learn(mention(name, "body"))
    assert found[0] is found[1]
    assert ("Arlandish", "Workers’", "Party") in found[0].names


@pytest.mark.parametrize(
    ("plural", "count"), [("Wellers", 2), ("Venns", 1), ("Marches", 1), ("Weller", 0), ("Springs", 0), ("s", 0)]
)
def test_parties_families_are_all_who_bear_the_name(plural: str, count: int) -> None:
    cast = Cast()
    for name in ("Tom Weller", "Anna Weller", "Karl Venn", "Lou March"):
        cast.person(mention(name)).learn(mention(name))
    assert len(cast.family(plural)) == count


def test_parties_learn_gender_role_and_nation() -> None:
    entity = Cast().new("person")
    entity.learn(mention("Orrell", role="Japanese Defense Minister", head="minister", nation="Japan", gender="female"))
    assert (entity.gender, entity.heads, entity.nations) == ("female", {"minister"}, {"Japan"})
    assert list(entity.roles) == ["Japanese Defense Minister"]
    assert {"japanese", "defense"} <= entity.modifiers


def test_parties_a_pronoun_teaches_no_role() -> None:
    entity = Cast().new("person")
    entity.learn(Mention(0, 2, "pronoun", "he", "person", head="he", gender="male", nation="Japan"))
    assert (entity.gender, entity.heads, entity.nations, entity.named) == (None, set(), set(), False)


@pytest.mark.parametrize(
    ("role", "head"),
    [
        ("Defense Minister", "minister"),
        ("Secretary of State", "secretary"),
        ("head of the Orre Water Board", "head"),
        ("Gov.", "governor"),
        ("Senators", "senator"),
        ("chief executive at Orre Bank", "executive"),
        ("water", ""),
        ("", ""),
    ],
)
def test_parties_heads_of_roles_are_nouns(role: str, head: str) -> None:
    assert role_head(role) == head


@pytest.mark.parametrize(
    ("name", "letters"), [("Arland Water Board", "awb"), ("Bank of the West", "bw"), ("Orre", "o"), ("", "")]
)
def test_parties_acronyms_leave_small_words_out(name: str, letters: str) -> None:
    assert acronym(name.split()) == letters


@pytest.mark.parametrize(("word", "suffix"), [("Jr.", True), ("III", True), ("Venn", False), ("Jo", False)])
def test_parties_suffixes_are_no_family_names(word: str, suffix: bool) -> None:
    assert is_suffix(word) is suffix


@pytest.mark.parametrize(
    ("known", "other", "same"),
    [(set(), "Japan", True), ({"Japan"}, None, True), ({"Japan"}, "Japan", True), ({"Japan"}, "China", False)],
)
def test_parties_an_unknown_nation_goes_with_all(known: set[str], other: str | None, same: bool) -> None:
    assert same_nation(known, other) is same


@given(st.text(max_size=12))
def test_parties_folding_twice_changes_nothing(word: str) -> None:
    once = fold(word)
    assert fold(once) == once
    assert once == once.lower() or not once.isascii()


@given(st.lists(st.sampled_from(["Water", "of", "the", "Defence", "Board", "&", "Centre"]), min_size=1, max_size=5))
def test_parties_keys_of_bodies_do_not_depend_on_order_or_spelling(words: list[str]) -> None:
    plain = [word.replace("Defence", "Defense").replace("Centre", "Center") for word in words]
    assert body_key(tuple(words)) == body_key(tuple(reversed(plain)))
    assert not body_key(tuple(words)) & {"of", "the"}
