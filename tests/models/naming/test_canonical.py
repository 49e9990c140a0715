"""The name that a party goes by in the output, and its type."""

import pytest

from models.naming.entities import Cast, Entity
from models.naming.mentions import Mention
from models.naming.register import Register, is_national
from models.records import KnownSpeaker
from models.speakers import articled, canonical


def party(*names: str, kind: str = "person", words: str = "", nation: str | None = None) -> Entity:
    """Return a party with names, or one that only words describe."""
    found = Cast().new(kind, words=words)  # type: ignore[arg-type]
    for name in names:
        found.learn(Mention(0, 1, "name", name, kind, tuple(name.split()), nation=nation))  # type: ignore[arg-type]
    if nation:
        found.nations.add(nation)
    return found


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Karl Venn",), "Karl Venn"),
        (("Venn", "Karl Venn", "Mr Venn"), "Karl Venn"),
        (("Karl T. Venn",), "Karl Venn"),
        (("Karl T. Venn", "Karl Venn"), "Karl Venn"),
        (("J. K. Venn",), "J. Venn"),
        (("John F. Kennedy",), "John F. Kennedy"),
        (("KARL VENN",), "Karl Venn"),
        (("Jeong Kyeong-doo",), "Jeong Kyeong-doo"),
        (("Ban Ki-moon", "Ban"), "Ban Ki-moon"),
        (("Venn",), "Venn"),
        (("Jan van Orre",), "Jan van Orre"),
    ],
)
def test_canonical_persons_have_their_fullest_usual_name(names: tuple[str, ...], expected: str) -> None:
    assert canonical(party(*names)) == (expected, "person")


@pytest.mark.parametrize(
    ("names", "nation", "expected"),
    [
        (("Board", "Arland Water Board"), None, "Arland Water Board"),
        (("Foreign Ministry",), "Turkey", "Turkish Foreign Ministry"),
        (("Ministry of Water",), "Turkey", "Turkish Ministry of Water"),
        (("Turkish Ministry of Water",), "Turkey", "Turkish Ministry of Water"),
        (("Ministry of Water",), None, "Ministry of Water"),
        (("Water Board",), "Turkey", "Water Board"),
        (("Department of Water",), "United States", "Department of Water"),
    ],
)
def test_canonical_bodies_have_their_fullest_name(names: tuple[str, ...], nation: str | None, expected: str) -> None:
    assert canonical(party(*names, kind="body", nation=nation)) == (expected, "organization")


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("person", "a senior official", ("a senior official", "anonymous")),
        ("thing", "a new report", ("a new report", "anonymous")),
        ("group", "the critics", ("critics", "group")),
        ("group", "some U.S. officials", ("U.S. officials", "group")),
        ("body", "the city council", ("city council", "organization")),
    ],
)
def test_canonical_descriptions_keep_their_words(kind: str, words: str, expected: tuple[str, str]) -> None:
    assert canonical(party(kind=kind, words=words)) == expected


def test_canonical_bodies_that_every_nation_has_are_those_of_the_nation_at_home() -> None:
    assert canonical(party(kind="body", words="the opposition"), home="Turkey")[0] == "Turkish opposition"
    assert canonical(party(kind="body", words="the opposition"))[0] == "opposition"
    assert canonical(party(kind="body", words="the board"), home="Turkey")[0] == "board"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("said The Hill on Friday", {"Hill"}),
        ("told The Orre Gazette’s staff", {"Orre Gazette"}),
        ("in The Times of Orre, which", {"Times of Orre"}),
        ("It ended. The Hill slept", set()),
        ("The Hill slept", set()),
        ("in the Hill", set()),
        ("in The hill", set()),
    ],
)
def test_canonical_articles_count_inside_a_sentence_only(text: str, names: set[str]) -> None:
    assert articled(text) == names


@pytest.mark.parametrize("phrase", ["Foreign Ministry", "the opposition", "presidential office", "state media"])
def test_canonical_national_bodies_are_known(phrase: str) -> None:
    assert is_national([phrase.removeprefix("the ")])


@pytest.mark.parametrize("phrase", ["Water Board", "Orre Gazette", "office", ""])
def test_canonical_other_bodies_are_not_national(phrase: str) -> None:
    assert not is_national([phrase])


MINISTRY = KnownSpeaker("tr-water", "Turkish Ministry of Water", "organization", ("Turkish Water Ministry",))
FOREIGN = KnownSpeaker("fr-water", "French Ministry of Water", "organization", ("Water Ministry of France",))
REGISTER = Register((MINISTRY, FOREIGN))


@pytest.mark.parametrize(
    ("name", "nation", "home", "found"),
    [
        ("Turkish Ministry of Water", None, None, MINISTRY),
        ("Ministry of Water", "Turkey", None, MINISTRY),
        ("Ministry of Water", "France", "Turkey", FOREIGN),
        ("Ministry of Water", None, "Turkey", MINISTRY),
        ("Ministry of Water", None, None, None),
        ("Ministry of Water", "Japan", None, None),
        ("Water Ministry", None, "Turkey", MINISTRY),
        ("Water Board", None, "Turkey", None),
    ],
)
def test_canonical_register_knows_ministries_by_their_nation(
    name: str, nation: str | None, home: str | None, found: KnownSpeaker | None
) -> None:
    assert REGISTER.find(party(name, kind="body", nation=nation), home) == found
