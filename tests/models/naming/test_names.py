from __future__ import annotations

import pytest

from models.naming import names
from models.naming.names import Name
from models.naming.tokens import tokenise


def found(text: str, *given: tuple[int, int, str]) -> list[tuple[str, str]]:
    return [(" ".join(name.words), name.label) for name in names.find(text, [(0, len(text))], given).all]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Later on, Karl Venn met the mayor.", [("Karl Venn", "PERSON")]),
        ("They met Defense Minister Orrell today.", [("Orrell", "PERSON")]),
        ("Work at the Ministry of National Defense went on.", [("Ministry of National Defense", "ORGANIZATION")]),
        ("He went to Seoul by train.", [("Seoul", "LOCATION")]),
        ("There was talk of Seo Min-ji again.", [("Seo Min-ji", "PERSON")]),
        ("It was built by Anna T. Weller, an engineer.", [("Anna T. Weller", "PERSON")]),
        ("We went there on Monday in January.", []),
        ("The bridge is long.", []),
        ("Now we’re here, and I’m glad they’ll stay.", []),
        ("We read about Jan van Orre in books.", [("Jan van Orre", "PERSON")]),
    ],
)
def test_names_are_found_by_capitals_titles_and_lists(text: str, expected: list[tuple[str, str]]) -> None:
    assert [each for each in found(text) if each[1]] == [each for each in expected if each[1]]
    assert len(found(text)) >= len(expected)


def test_names_in_a_headline_are_left_alone() -> None:
    assert found("Mayor Weller Rejects New Bridge Plan Again") == []


def test_names_given_win_over_capitals() -> None:
    text = "At dusk Orre Vale closed."
    assert found(text, (8, 17, "ORGANIZATION")) == [("Orre Vale", "ORGANIZATION")]


def test_names_part_of_a_full_name_gives_way_to_it() -> None:
    text = "At dusk Karl Venn spoke."
    assert found(text, (13, 17, "PERSON")) == [("Karl Venn", "PERSON")]


def test_names_given_lose_titles_articles_and_possessives() -> None:
    text = "It was President Weller’s plan for the Vale."
    assert found(text, (7, 25, "PERSON"), (35, 43, "LOCATION")) == [("Weller", "PERSON"), ("Vale", "LOCATION")]


def test_names_given_outside_the_text_are_cut() -> None:
    assert found("so Venn", (3, 99, "PERSON")) == [("Venn", "PERSON")]


def test_names_within_a_range_are_those_that_meet_it() -> None:
    known = names.Names((Name(0, 4, ("Venn",), "PERSON"), Name(10, 14, ("Orre",), "LOCATION")))
    assert [name.start for name in known.within(3, 11)] == [0, 10]
    assert known.within(4, 10) == ()


def test_names_families_are_last_words_of_full_names() -> None:
    known = names.Names((Name(0, 9, ("Karl", "Venn"), "PERSON"), Name(12, 16, ("Marr",), "PERSON")))
    assert known.families == {"Venn"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Venn’s U.S. plan", ["Mr.", "Venn", "’s", "U.S.", "plan"]),
        ("Anna T. Weller didn’t go", ["Anna", "T.", "Weller", "didn’t", "go"]),
        ("O’Brien, Hyun-soo", ["O’Brien", ",", "Hyun-soo"]),
        ("the allies' plan--now", ["the", "allies", "'", "plan", "--", "now"]),
    ],
)
def test_names_tokens_keep_titles_and_initials_whole(text: str, expected: list[str]) -> None:
    tokens = tokenise(text)
    assert [token.text for token in tokens] == expected
    assert all(text[token.start : token.end] == token.text for token in tokens)
