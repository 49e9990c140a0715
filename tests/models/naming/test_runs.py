"""Names as a learned tagger cuts them, put together again with the runs of capitals they stand in."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.naming import names
from models.naming.abbreviations import is_abbreviation, spelled
from models.naming.names import is_compound
from models.naming.tokens import tokenise

Given = tuple[tuple[str, str], ...]


def found(text: str, given_names: Given = ()) -> list[tuple[str, str]]:
    """Return the names with their labels; the given ones are looked for one behind the other."""
    ranges, position = [], 0
    for words, label in given_names:
        start = text.index(words, position)
        position = start + len(words)
        ranges.append((start, position, label))
    return [(text[name.start : name.end], name.label) for name in names.find(text, [(0, len(text))], ranges).all]


@pytest.mark.parametrize(
    ("text", "given_names", "expected"),
    [
        (
            "They saw Orre Motor Company grow.",
            (("Orre", "PERSON"), ("Motor Company", "ORGANIZATION")),
            ("Orre Motor Company", "ORGANIZATION"),
        ),
        (
            "It was the Ministry of National Defense again.",
            (("Ministry of", "ORGANIZATION"), ("National Defense", "ORGANIZATION")),
            ("Ministry of National Defense", "ORGANIZATION"),
        ),
        ("They met Cheong Seong-Chang there.", (("Chang", "PERSON"),), ("Cheong Seong-Chang", "PERSON")),
        ("They met Man-kei Orde there.", (("kei Orde", "PERSON"),), ("Man-kei Orde", "PERSON")),
        ("They met Zorvald Quillfeather there.", (("Quillfeather", "PERSON"),), ("Zorvald Quillfeather", "PERSON")),
        ("He left South Korea early.", (("South", "LOCATION"), ("Korea", "LOCATION")), ("South Korea", "LOCATION")),
        (
            "It was the North Orre Fire and Rescue Service that came.",
            (("North", "LOCATION"), ("Orre Fire", "ORGANIZATION"), ("Rescue Service", "ORGANIZATION")),
            ("North Orre Fire and Rescue Service", "ORGANIZATION"),
        ),
        (
            "It was the Supreme Court of the United Kingdom that ruled.",
            (("Supreme Court of", "ORGANIZATION"), ("United Kingdom", "LOCATION")),
            ("Supreme Court of the United Kingdom", "ORGANIZATION"),
        ),
        ("We asked the Department of Fish and Wildlife.", (), ("Department of Fish and Wildlife", "ORGANIZATION")),
    ],
)
def test_names_cut_by_the_tagger_are_whole_again(text: str, given_names: Given, expected: tuple[str, str]) -> None:
    assert expected in found(text, given_names)
    assert len(found(text, given_names)) == 1


@pytest.mark.parametrize(
    ("text", "given_names", "expected"),
    [
        (
            "Today Scotland Nicola Varley left.",
            (("Scotland", "LOCATION"), ("Nicola Varley", "PERSON")),
            ["Scotland", "Nicola Varley"],
        ),
        (
            "It was Orre International Man-kei Orde who spoke.",
            (("Orre International Man", "ORGANIZATION"), ("kei Orde", "PERSON")),
            ["Orre International", "Man-kei Orde"],
        ),
        ("There Borlish Karl Venn stood.", (("Karl Venn", "PERSON"),), ["Karl Venn"]),
        (
            "So Karl Venn and Paula Orrell met.",
            (("Karl Venn", "PERSON"), ("Paula Orrell", "PERSON")),
            ["Karl Venn", "Paula Orrell"],
        ),
        (
            "He joined the Bank of Orre and Karl Venn.",
            (("Bank of Orre", "ORGANIZATION"), ("Karl Venn", "PERSON")),
            ["Bank of Orre", "Karl Venn"],
        ),
    ],
)
def test_names_side_by_side_stay_apart(text: str, given_names: Given, expected: list[str]) -> None:
    assert [words for words, _ in found(text, given_names)] == expected


@pytest.mark.parametrize(
    ("text", "given_names"),
    [
        ("Then they’re gone.", (("they", "PERSON"),)),
        ("Then they went.", (("they", "PERSON"),)),
        ("It is of no use - none.", (("of", "ORGANIZATION"), ("-", "MISC"))),
        ("A Borlish-led force came.", (("Borlish", "MISC"),)),
        ("On Monday it rained.", (("Monday", "PERSON"),)),
    ],
)
def test_names_that_are_none_are_dropped(text: str, given_names: Given) -> None:
    assert found(text, given_names) == []


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("the Arland Water Board (AWB) met", {"AWB": ("Arland", "Water", "Board")}),
        ("the Arlandish Workers’ Party (PKA) met", {"PKA": ("Arlandish", "Workers’", "Party")}),
        ("the Arland Water Board (the AWB) met", {"AWB": ("Arland", "Water", "Board")}),
        ("the Arland Water Board, AWB, met", {}),
        ("Karl Venn (KV) met", {}),
        ("the Board (AWB) met", {}),
        ("the Arland Water Board (formerly Orre) met", {}),
        ("the Arland Water Board (Orre) met", {}),
    ],
)
def test_names_in_brackets_spell_abbreviations_out(text: str, spelled: dict[str, tuple[str, ...]]) -> None:
    assert dict(names.find(text, [(0, len(text))], ()).spelled) == spelled


@pytest.mark.parametrize("word", ["AWB", "U.N.", "PKK", "MPs", "B2B", "YPG"])
def test_names_abbreviations_are_capitals(word: str) -> None:
    assert is_abbreviation(word)


@pytest.mark.parametrize("word", ["A", "Orre", "and", "a.m.", "ABCDEFGHIJKL", "", "—"])
def test_names_other_words_are_no_abbreviations(word: str) -> None:
    assert not is_abbreviation(word)


@pytest.mark.parametrize(
    ("word", "compound"),
    [
        ("Kurdish-led", True),
        ("Moscow-based", True),
        ("US-born", True),
        ("Min-ji", False),
        ("Seong-Chang", False),
        ("so-called", False),
        ("Orre", False),
        ("al-Assad", False),
    ],
)
def test_names_compounds_describe(word: str, compound: bool) -> None:
    (token,) = tokenise(word)
    assert is_compound(token) is compound


PIECES = st.sampled_from(
    [
        "Karl",
        "Venn",
        "Orre",
        "Ministry",
        "of",
        "Water",
        "Min-ji",
        "Kurdish-led",
        "they’re",
        "US",
        "(AWB)",
        ",",
        "and",
        "the",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=14), st.data())
def test_names_are_ordered_apart_and_whole_words(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    position = st.integers(0, len(text))
    labels = st.sampled_from(["PERSON", "ORGANIZATION", "LOCATION", "MISC"])
    given_names = data.draw(st.lists(st.tuples(position, position, labels), max_size=4))
    all_names = names.find(text, [(0, len(text))], given_names).all
    assert all(one.end <= other.start for one, other in itertools.pairwise(all_names))
    borders = {token.start for token in tokenise(text)}, {token.end for token in tokenise(text)}
    assert all(name.start in borders[0] and name.end in borders[1] and name.words for name in all_names)
    assert all_names == names.find(text, [(0, len(text))], given_names[::-1]).all or len(given_names) > 1


def test_spelled_gives_the_name_before_its_abbreviation() -> None:
    text = "the Syrian Democratic Forces (SDF) and the Fire Brigade (see below) met the Anti Doping Agency, or WADA"
    names = ("Syrian", "Democratic", "Forces"), ("Fire", "Brigade"), ("Anti", "Doping", "Agency")
    found = spelled(text, ((text.index(" ".join(words)) + len(" ".join(words)), words) for words in names))
    assert found == {"SDF": names[0], "WADA": names[2]}
