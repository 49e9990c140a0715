"""Statements as the stance model reads them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.records import Attribution, Span, Speaker
from models.stances import Statement
from models.statements import sentence_before, statements
from models.text import Range

TEXT = "Rain fell.\nThe pact  ends. “We\nstay,” Anna Weller said, “for now.” It was late."
PARTS = ("Rain fell.", "The pact  ends.", "“We\nstay,” Anna Weller said, “for now.”", "It was late.")
SENTENCES: list[Range] = [(TEXT.index(part), TEXT.index(part) + len(part)) for part in PARTS]


def span(part: str) -> Span:
    return Span.of(TEXT, TEXT.index(part), TEXT.index(part) + len(part))


DIRECT = Attribution(
    "a", "direct", (span("“We\nstay,”"), span("“for now.”")), (span("said"),), (span("Anna Weller"),), 0.9
)
SPEAKER = Speaker("anna-weller", "Anna B. Weller", "person", 0.9)


def read(*attributions: Attribution) -> list[Statement]:
    return statements(TEXT, attributions)


def test_statements_give_one_for_each_attribution_in_order() -> None:
    bare = replace(DIRECT, content=(span("It was late"),), cue=(), source=())
    assert [statement.words for statement in read(DIRECT, bare)] == [
        "“We stay,” Anna Weller said, “for now.”",
        "It was late",
    ]


def test_statements_name_the_speakers() -> None:
    other = replace(SPEAKER, name="Jo Brand")
    assert read(replace(DIRECT, speakers=(SPEAKER, other)))[0].speaker == "Anna B. Weller, Jo Brand"


def test_statements_fall_back_on_the_source_as_written() -> None:
    assert read(DIRECT)[0].speaker == "Anna Weller"
    assert read(replace(DIRECT, source=()))[0].speaker == ""


def test_statements_have_the_sentence_before_on_one_line() -> None:
    assert read(replace(DIRECT, before=SENTENCES[1]))[0].before == "The pact ends."
    assert read(DIRECT)[0].before == ""


def test_sentence_before_is_the_one_before_content_and_cue() -> None:
    assert sentence_before(SENTENCES, DIRECT.content, DIRECT.cue) == SENTENCES[1]
    assert sentence_before(SENTENCES, (span("It was late"),), (span("said"),)) == SENTENCES[1]
    assert sentence_before(SENTENCES, (span("It was late"),), ()) == SENTENCES[2]


@pytest.mark.parametrize(
    ("sentences", "content"), [([], DIRECT.content), (SENTENCES[2:], DIRECT.content), (SENTENCES, ())]
)
def test_sentence_before_bears_that_nothing_stands_before(sentences: list[Range], content: tuple[Span, ...]) -> None:
    assert sentence_before(sentences, content, ()) is None


def test_statements_join_what_lies_far_apart_by_an_ellipsis() -> None:
    text = f"“We stay,” {'rain ' * 100} “for now.”"
    parts = (Span.of(text, 0, 10), Span.of(text, len(text) - 10, len(text)))
    (statement,) = statements(text, [Attribution("a", "direct", parts, (), (), 0.9)])
    assert statement.words == "“We stay,” … “for now.”"


def test_statements_of_nothing_are_none() -> None:
    assert read() == []
