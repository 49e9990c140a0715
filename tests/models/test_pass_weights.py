"""The pass with the committed weights: what any reader finds in plain sentences, and what must not change its mind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from spacy.language import Language

import models
import seeds
from models.records import CLASSES, Attribution, Document
from models.weights import FOLDER, read_config, verify
from tests.examples import make_document

pytestmark = pytest.mark.weights
ARTICLES = sorted(seeds.articles().glob("*.txt"))
Found = tuple[Attribution, ...]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return models.load()


def read(nlp: Language, *documents: Document) -> list[Found]:
    return [found for _, found in models.read(nlp, documents)]


def plain(found: Found) -> list[tuple[str, ...]]:
    """Return kind and words of each attribution, with white space and the form of marks levelled."""
    return [
        (a.kind, *(level(" … ".join(span.text for span in part)) for part in (a.content, a.cue, a.source)))
        for a in found
    ]


def level(words: str) -> str:
    return " ".join(re.sub("[“”]", '"', words).split())


def article(path: Path) -> str:
    """Return an article's text without its head."""
    return path.read_text("utf-8").split("\n\n", 2)[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We will stay in the treaty,” Anna Berg said on Monday.",
            [("direct", '"We will stay in the treaty,"', "said", "Anna Berg")],
        ),
        (
            "Anna Berg said on Monday that the country would stay in the treaty.",
            [("indirect", "that the country would stay in the treaty", "said", "Anna Berg")],
        ),
        (
            "According to Anna Berg, the country will stay in the treaty.",
            [("indirect", "the country will stay in the treaty", "According to", "Anna Berg")],
        ),
        (
            "“We will stay,” Berg said. “We have no other choice.”",
            [("direct", '"We will stay," … "We have no other choice."', "said", "Berg")],
        ),
        (
            "The council was angry. “Nobody asked us before they signed it.” Then the meeting ended.",
            [("direct", '"Nobody asked us before they signed it."', "", "")],
        ),
        (
            "Berg denied that talks had begun. “There are no talks,” she told reporters.",
            [
                ("indirect", "that talks had begun", "denied", "Berg"),
                ("direct", '"There are no talks,"', "told", "she"),
            ],
        ),
        ("Rain fell on Orrehaven all day, and the river rose by two metres.", []),
    ],
)
def test_pass_finds_what_plain_sentences_say(nlp: Language, text: str, expected: list[tuple[str, ...]]) -> None:
    (found,) = read(nlp, make_document(text))
    assert plain(found) == expected


def test_pass_takes_a_quotation_over_paragraphs_whole(nlp: Language) -> None:
    text = "Jo Brand said: “We will stay here.\n\n“We will wait for the others.\n\n“Then we will go.”\n\nRain fell."
    (found,) = read(nlp, make_document(text))
    assert [a.kind for a in found] == ["direct"]
    assert text.index("“We will stay") == found[0].content[0].start
    assert text.index("go.”") + 4 == found[0].content[-1].end
    assert [span.text for span in found[0].source] == ["Jo Brand"]


@pytest.mark.parametrize("mark", ['"', "‘’", "'", "«»"])
def test_pass_finds_direct_speech_in_any_marks(nlp: Language, mark: str) -> None:
    (found,) = read(nlp, make_document(f"{mark[0]}We will stay in the treaty,{mark[-1]} Anna Berg said on Monday."))
    assert [(a.kind, a.content[0].text[1:-1], a.source[0].text) for a in found] == [
        ("direct", "We will stay in the treaty,", "Anna Berg")
    ]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_pass_does_not_mind_the_form_of_line_ends(nlp: Language, path: Path) -> None:
    text = article(path)
    one, other = read(nlp, make_document(text), make_document(text.replace("\n", "\r\n")))
    assert plain(one) == plain(other)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_pass_follows_straight_marks_as_it_does_curly_ones(nlp: Language, path: Path) -> None:
    text = article(path)
    one, other = read(nlp, make_document(text), make_document(re.sub("[“”]", '"', text)))
    assert [a for a in plain(one) if a[0] == "direct"] == [a for a in plain(other) if a[0] == "direct"]


@pytest.mark.parametrize("path", ARTICLES[:4], ids=lambda path: path.stem)
def test_pass_finds_the_same_inside_furniture(nlp: Language, path: Path) -> None:
    text = article(path)
    menu, foot = "Home\nNews\n“Subscribe now,” we said\n\n", "\n\nRead more: minister says he will go\n© Courier"
    framed = make_document(menu + text + foot)
    framed = replace(framed, body=((len(menu), len(menu) + len(text)),))
    one, other = read(nlp, make_document(text), framed)
    assert sum(a in plain(other) for a in plain(one)) >= 0.9 * len(one)
    for attribution in other:
        for span in (*attribution.content, *attribution.cue, *attribution.source):
            assert len(menu) <= span.start < span.end <= len(menu) + len(text)


def test_pass_gives_each_article_the_same_in_any_company(nlp: Language) -> None:
    documents = [make_document(article(path)) for path in ARTICLES]
    assert read(nlp, *documents) == read(nlp, *reversed(documents))[::-1]


def every_span(found: Found) -> Iterator[tuple[int, int, str]]:
    for attribution in found:
        for span in (*attribution.content, *attribution.cue, *attribution.source):
            yield span.start, span.end, span.text


def test_pass_cuts_every_span_from_the_text_at_whole_words(nlp: Language) -> None:
    documents = [make_document(article(path)) for path in ARTICLES]
    for document, found in zip(documents, read(nlp, *documents), strict=True):
        assert found
        for start, end, words in every_span(found):
            assert document.text[start:end] == words == words.strip()
            before, after = document.text[max(0, start - 1) : start + 1], document.text[end - 1 : end + 1]
            assert not (len(before) == 2 and before.isalnum())
            assert not (len(after) == 2 and after.isalnum())


@pytest.mark.parametrize("name", ["spans", "stances"])
def test_artifacts_are_whole_and_have_a_card(name: str) -> None:
    folder = FOLDER / name
    assert verify(folder)
    card = (folder / "card.md").read_text("utf-8").lower()
    assert all(word in card for word in ("data", "licence", "limits", "f1"))
    assert (folder / "model.safetensors").stat().st_size < 50_000_000


def test_artifact_of_spans_holds_back_what_is_unlikely() -> None:
    thresholds = read_config(FOLDER / "spans")["confidence"]["thresholds"]
    assert set(thresholds) == set(CLASSES)
    assert all(0 < least < 0.9 for least in thresholds.values())
