"""Scope: what a cue carries beyond its sentence and paragraph, and what becomes a statement of its own."""

from __future__ import annotations

import pytest

from models.drafts import Draft
from models.quotations import ranges_of
from models.quoting import outer_quotations
from models.scope import keep_to_sentence, split_paragraphs
from models.text import Range, paragraphs


def at(text: str, part: str) -> Range:
    start = text.index(part)
    return start, start + len(part)


def drafted(text: str, *content: str, cue: str = "said") -> Draft:
    return Draft(tuple(at(text, part) for part in content), cue=(at(text, cue),) if cue else (), link_confidence=0.5)


def words_of(text: str, drafts: list[Draft]) -> list[list[str]]:
    return [[text[slice(*part)] for part in one.content] for one in drafts]


SENTENCES = "Weller said we stay. Rain fell here. “We wait.” It stopped."


def kept(*content: str, cue: str = "said", text: str = SENTENCES) -> list[str]:
    sentences = [at(text, part) for part in ("Weller said we stay.", "Rain fell here.", "“We wait.”", "It stopped.")]
    one = keep_to_sentence(drafted(text, *content, cue=cue), sentences, ranges_of(outer_quotations(text)))
    return words_of(text, [one])[0]


def test_keep_to_sentence_drops_narration_of_a_later_sentence() -> None:
    assert kept("we stay", "Rain fell here") == ["we stay"]


def test_keep_to_sentence_keeps_what_marks_hold() -> None:
    assert kept("we stay", "“We wait.”", "It stopped") == ["we stay", "“We wait.”"]


def test_keep_to_sentence_keeps_what_stands_before_the_cue() -> None:
    assert kept("Weller", "Rain fell here", cue="fell") == ["Weller", "Rain fell here"]


def test_keep_to_sentence_leaves_a_draft_with_nothing_else_alone() -> None:
    assert kept("Rain fell here") == ["Rain fell here"]


def test_keep_to_sentence_leaves_a_draft_without_cue_alone() -> None:
    assert kept("we stay", "It stopped", cue="") == ["we stay", "It stopped"]


def test_keep_to_sentence_bears_a_cue_outside_all_sentences() -> None:
    draft = drafted(SENTENCES, "we stay", "It stopped")
    assert keep_to_sentence(draft, [], []) == draft


def split(text: str, *content: str, cue: str = "said") -> list[Draft]:
    return split_paragraphs(drafted(text, *content, cue=cue), paragraphs(text), outer_quotations(text))


def test_split_paragraphs_gives_a_later_quotation_its_own_draft() -> None:
    text = "“We stay,” Weller said.\n\n“We wait.”"
    first, second = split(text, "“We stay,”", "“We wait.”")
    assert words_of(text, [first, second]) == [["“We stay,”"], ["“We wait.”"]]
    assert (first.link_confidence, second.cue, second.source, second.link_confidence) == (0.5, (), (), 0.0)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“We stay,” Weller said. “We wait.”", ["“We stay,”", "“We wait.”"]),
        ("Weller said: “We stay.\n\n“We wait.”", ["“We stay.", "“We wait.”"]),
        ("Weller said:\n\n“We stay.”\n\n“We wait.”", ["“We stay.”", "“We wait.”"]),
        ("“We wait.”\n\n“We stay,” Weller said.", ["“We wait.”", "“We stay,”"]),
        ("Weller said we stay\n\nand rain fell", ["we stay", "and rain fell"]),
    ],
)
def test_split_paragraphs_keeps_a_statement_whole(text: str, content: list[str]) -> None:
    assert words_of(text, split(text, *content)) == [content]


def test_split_paragraphs_leaves_a_draft_without_cue_alone() -> None:
    text = "“We stay.”\n\n“We wait.”"
    assert len(split(text, "“We stay.”", "“We wait.”", cue="")) == 1
