"""The columns of a list of statements, filled from an item that lacks what may be lacking."""

from __future__ import annotations

from typing import Any

import pytest
from rich.text import Text

from service.cli.statements import columns

ITEM: dict[str, Any] = {
    "said_on": {"date": "2019-11-13", "precision": "day", "evidence": "on Wednesday"},
    "speakers": [{"id": "ann-odd", "name": "Ann Odd"}, {"id": "bo-even", "name": "Bo Even"}],
    "stances": [
        {"topic": "treaty", "label": "support"},
        {"topic": "bridge", "label": "unrelated"},
        {"topic": "dam", "label": "oppose"},
    ],
    "content": [{"text": "the treaty\nholds"}, {"text": "and will hold"}],
    "document": {"outlet": "Daily Note", "title": "Talks", "path": "a.txt", "published": "2019-11-15"},
}


def cell(heading: str, item: dict[str, Any], *, topic: str | None = None) -> str:
    found = next(column.cell(item) for column in columns(topic=topic) if column.heading == heading)
    return found.plain if isinstance(found, Text) else found


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("When", "2019-11-13"),
        ("Who", "Ann Odd, Bo Even"),
        ("Stance", "treaty: support\ndam: oppose"),
        ("What", "the treaty holds … and will hold"),
        ("Where", "Daily Note, Talks"),
    ],
)
def test_columns_show_each_part(heading: str, words: str) -> None:
    assert cell(heading, ITEM) == words


@pytest.mark.parametrize(("topic", "words"), [("treaty", "support"), ("bridge", "unrelated"), ("other", "")])
def test_columns_of_a_topic_show_its_stance_alone(topic: str, words: str) -> None:
    assert cell("Stance", ITEM, topic=topic) == words


def test_when_marks_the_documents_day_where_the_statements_is_unknown() -> None:
    undated = ITEM | {"said_on": {"date": None, "precision": None, "evidence": None}}
    assert cell("When", undated) == "~2019-11-15"
    assert cell("When", undated | {"document": ITEM["document"] | {"published": None}}) == ""


def test_who_is_unknown_where_nobody_was_found() -> None:
    assert cell("Who", ITEM | {"speakers": []}) == "unknown"


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"outlet": None}, "Talks"),
        ({"title": None}, "Daily Note"),
        ({"outlet": None, "title": None}, "a.txt"),
        ({"outlet": None, "title": None, "path": None}, ""),
    ],
)
def test_where_names_what_is_known_of_the_document(known: dict[str, None], words: str) -> None:
    assert cell("Where", ITEM | {"document": ITEM["document"] | known}) == words


def test_long_words_are_shortened() -> None:
    long = ITEM | {"content": [{"text": "word " * 500}], "document": ITEM["document"] | {"title": "title " * 50}}
    assert len(cell("What", long)) <= 201
    assert len(cell("Where", long)) <= 61
