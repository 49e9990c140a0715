"""Sources resolved: lists that illustrate a plural, shared family names, and the makers of polls and reports."""

from __future__ import annotations

import pytest

from tests.models.drafts import named

CLAIM = "the dam would hold"


def says(source: str, *, before: str = "", names: tuple[tuple[str, str], ...] = ()) -> list[str]:
    """Return whom a source means that says something, where a tagger gave some names."""
    text = f"{before}{source} said {CLAIM}."
    ranges = tuple((text.index(words), text.index(words) + len(words), label) for words, label in names)
    return named(text, (source, "said", CLAIM), names=ranges)[0]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Tom and Anna Vellin", ["Tom Vellin", "Anna Vellin"]),
        ("Tom & Anna Vellin", ["Tom Vellin", "Anna Vellin"]),
        ("Mary and Robert Quorr", ["Mary Quorr", "Robert Quorr"]),
        ("Tom Ostin and Anna Vellin", ["Tom Ostin", "Anna Vellin"]),
    ],
)
def test_resolve_shares_a_family_name_with_a_lone_first_name(source: str, expected: list[str]) -> None:
    assert says(source) == expected


def test_resolve_shares_no_family_name_over_a_comma() -> None:
    assert "Anna Vellin" not in says("Anna, Tom Vellin and Karl Ostin")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Her two rivals, Tom Ostin and Anna Vellin,", ["Tom Ostin", "Anna Vellin"]),
        ("Two senators, Tom Ostin and Anna Vellin,", ["Tom Ostin", "Anna Vellin"]),
        ("Three teachers, Tom Ostin, Anna Vellin and Karl Quorr,", ["Tom Ostin", "Anna Vellin", "Karl Quorr"]),
        ("Senator Tom Ostin and teacher Anna Vellin", ["Tom Ostin", "Anna Vellin"]),
        ("Tom Ostin, Anna Vellin and Karl Quorr", ["Tom Ostin", "Anna Vellin", "Karl Quorr"]),
        ("Tom Ostin, the mayor of Quorr, and Anna Vellin", ["Tom Ostin", "Anna Vellin"]),
        ("Tom Ostin, a teacher and member of the board,", ["Tom Ostin"]),
        ("Tom Ostin, who runs a mill and farm,", ["Tom Ostin"]),
    ],
)
def test_resolve_names_those_whom_a_plural_means(source: str, expected: list[str]) -> None:
    assert says(source) == expected


@pytest.mark.parametrize("link", ["including", "such as", "like"])
def test_resolve_adds_those_who_illustrate_a_plural(link: str) -> None:
    found = says(f"Several teachers, {link} Tom Ostin and Anna Vellin,")
    assert found[-2:] == ["Tom Ostin", "Anna Vellin"]
    assert len(found) == 3


@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("The Vellin Ministry of Fish and Wildlife", "Ministry of Fish and Wildlife"),
        ("The Quorr Fire and Rescue Service", "Quorr Fire and Rescue Service"),
        ("The Vellin Harbour Board (VHB)", "Vellin Harbour Board"),
        ("The Vellin Workers’ Party", "Vellin Workers’ Party"),
        ("The University of Vellin at Quorr", "University of Vellin at Quorr"),
    ],
)
def test_resolve_keeps_a_body_with_a_link_inside_one(source: str, body: str) -> None:
    (found,) = says(source)
    assert found.endswith(body)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The Vellin Harbour Board and the Quorr Dock Union", ["Vellin Harbour Board", "Quorr Dock Union"]),
        ("The Vellin Harbour Board and Tom Ostin", ["Vellin Harbour Board", "Tom Ostin"]),
        ("Tom Ostin and the Vellin Harbour Board", ["Tom Ostin", "Vellin Harbour Board"]),
    ],
)
def test_resolve_splits_two_parties_of_any_kind(source: str, expected: list[str]) -> None:
    assert says(source) == expected


@pytest.mark.parametrize(
    ("source", "maker"),
    [
        ("a Vellin University poll", "Vellin University"),
        ("A new Vellin University poll", "Vellin University"),
        ("a Vellin University opinion poll", "Vellin University"),
        ("A poll by Vellin University", "Vellin University"),
        ("A report from the Vellin Harbour Board", "Vellin Harbour Board"),
        ("a Vellin Harbour Board report", "Vellin Harbour Board"),
        ("A survey by the Vellin Institute last month", "Vellin Institute"),
        ("a Vellin Harbour Board press release", "Vellin Harbour Board"),
        ("a Vellin Harbour Board blog", "Vellin Harbour Board"),
    ],
)
def test_resolve_goes_from_a_thing_to_whoever_made_it(source: str, maker: str) -> None:
    assert says(source, before="On Monday ", names=((maker, "ORGANIZATION"),)) == [maker]


def test_resolve_takes_no_place_for_the_maker_of_a_report() -> None:
    assert "Paris" not in says("A Paris report", names=(("Paris", "LOCATION"),))


@pytest.mark.parametrize(
    ("before", "short", "paper"),
    [
        ("It was in the Vellin Post. ", "The Post", "Vellin Post"),
        ("It was in the Vellin Times. ", "The Times", "Vellin Times"),
        ("It was in the Vellin Harbour Board (VHB) paper. ", "The VHB", "Vellin Harbour Board"),
    ],
)
def test_resolve_short_name_is_the_body_named_before(before: str, short: str, paper: str) -> None:
    assert says(short, before=before, names=((paper, "ORGANIZATION"),)) == [paper]


@pytest.mark.parametrize("pronoun", ["both", "alike", "too", "also"])
def test_resolve_leaves_a_trailing_adverb_out_of_the_source(pronoun: str) -> None:
    assert says(f"Tom Ostin and Anna Vellin {pronoun}") == ["Tom Ostin", "Anna Vellin"]


def test_resolve_leaves_quotation_marks_out_of_a_name() -> None:
    assert says("“Tom Vellin”") == says("Tom Vellin") == ["Tom Vellin"]
