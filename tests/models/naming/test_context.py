import pytest

from models.naming import context, names
from models.naming.mentions import Mention
from tests.models.drafts import sentences


def scan(text: str) -> list[Mention]:
    """Return all mentions of a text."""
    return context.scan(text, sentences(text), names.find(text, sentences(text), ()))


def one(text: str, words: str) -> Mention:
    """Return the mention of a name."""
    (found,) = [mention for mention in scan(text) if mention.words == words]
    return found


@pytest.mark.parametrize(
    ("text", "words", "role"),
    [
        ("On Friday Defense Minister Paula Orrell left.", "Paula Orrell", "Defense Minister"),
        ("Then former deputy mayor Tom Weller left.", "Tom Weller", "former deputy mayor"),
        ("Then Tom Weller, the mayor of Orre, left.", "Tom Weller", "mayor of Orre"),
        ("Then Tom Weller, 54, a teacher, left.", "Tom Weller", "teacher"),
        ("Then his old friend, Tom Weller, left.", "Tom Weller", "old friend"),
        ("Then Tom Weller, and a teacher, left.", "Tom Weller", ""),
        ("Then Tom Weller left a teacher behind.", "Tom Weller", ""),
    ],
)
def test_context_names_have_the_roles_around_them(text: str, words: str, role: str) -> None:
    assert one(text, words).role == role


def test_context_mentions_are_in_order() -> None:
    found = scan("Karl Venn met her. She told the minister that Paula Orrell and his aides knew.")
    assert [mention.start for mention in found] == sorted(mention.start for mention in found)
    assert [mention.sort for mention in found][:3] == ["name", "pronoun", "pronoun"]


@pytest.mark.parametrize("text", ["It is in the US now.", "He has THEIR map."])
def test_context_pronouns_in_capitals_are_none(text: str) -> None:
    assert not [mention for mention in scan(text) if mention.sort == "pronoun" and mention.words.isupper()]


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("At noon the official left.", ["official"]),
        ("At noon two senior officials left.", ["official"]),
        ("At noon the official’s car left.", []),
        ("At noon officials left.", []),
        ("At noon the table broke.", []),
        ("At noon a young teacher and the doctor left.", ["teacher", "doctor"]),
    ],
)
def test_context_descriptions_need_a_determiner(text: str, heads: list[str]) -> None:
    assert [mention.head for mention in scan(text) if mention.sort == "nominal"] == heads


def test_context_nothing_is_found_in_nothing() -> None:
    assert context.scan("", [], names.find("", [], ())) == []
    assert scan("The bridge is long and the river is wide.") == []
