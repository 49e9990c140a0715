import pytest

from models.naming import nations
from models.naming.nations import Place
from models.naming.tokens import tokenise


@pytest.mark.parametrize(
    ("words", "nation", "sort"),
    [
        ("Seoul", "South Korea", "seat"),
        ("South Korea", "South Korea", "name"),
        ("the U.S.", "United States", "name"),
        ("US", "United States", "name"),
        ("Britain", "United Kingdom", "name"),
        ("Japanese", "Japan", "people"),
        ("Americans", "United States", "people"),
        ("Pyongyang", "North Korea", "seat"),
    ],
)
def test_nations_place_knows_names_seats_and_peoples(words: str, nation: str, sort: str) -> None:
    assert nations.place(words) == Place(nation, sort)


@pytest.mark.parametrize("words", ["us", "turkey", "chad", "Orrehaven", "", "male", "Minister"])
def test_nations_place_leaves_other_words_alone(words: str) -> None:
    assert nations.place(words) is None


@pytest.mark.parametrize(
    ("words", "body", "nation"),
    [
        ("the White House", "White House", "United States"),
        ("GOP", "Republican Party", "United States"),
        ("Cheong Wa Dae", "Blue House", "South Korea"),
        ("No. 10", "Downing Street", "United Kingdom"),
        ("the Kremlin", "Kremlin", "Russia"),
    ],
)
def test_nations_body_knows_buildings_and_short_forms(words: str, body: str, nation: str) -> None:
    assert nations.body(words) == (body, nation)


@pytest.mark.parametrize(
    ("words", "nation"),
    [
        ("South Korean Defense Minister", "South Korea"),
        ("former U.S. senator", "United States"),
        ("the Kremlin spokesman", "Russia"),
        ("minister of water", None),
        ("president of Argentina", "Argentina"),
        ("", None),
    ],
)
def test_nations_nation_in_finds_the_first_one(words: str, nation: str | None) -> None:
    assert nations.nation_in(tokenise(words)) == nation
    assert nations.nation_of(words) == nation


@pytest.mark.parametrize(
    ("nation", "first"),
    [("South Korea", "South Korean"), ("United States", "US"), ("Turkey", "Turkish"), ("Arland", "Arland")],
)
def test_nations_forms_begin_with_the_usual_word_before_a_body(nation: str, first: str) -> None:
    assert nations.forms(nation)[0] == first
    assert nation in nations.forms(nation)


def test_nations_sides_are_those_of_divided_countries() -> None:
    assert nations.side("the North") == "North Korea"
    assert nations.side("The South") == "South Korea"
    assert nations.side("the West") is None
