"""The judge gives statements that were read earlier the stances that the pass itself gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from spacy.language import Language

import models
from models.records import Document
from models.text import mask
from tests import tiny
from tests.examples import REGISTER, TOPICS, documents, make_document

MENU = "Home News “Sport” Weather. "
TEXT = (
    f"{MENU}\n\nThe pact ends. “We should keep the River Treaty,” said Anna Weller. Borland said that it would leave."
)


@pytest.fixture(scope="module")
def nlp(tiny_spans: Path, tiny_stances: Path) -> Language:
    return models.load(register=REGISTER, topics=TOPICS, spans=tiny_spans, stances=tiny_stances, min_confidence=0.0)


@pytest.mark.parametrize("document", [*documents()[:3], replace(make_document(TEXT), body=((len(MENU), len(TEXT)),))])
def test_judge_gives_the_stances_of_the_pass(nlp: Language, tiny_stances: Path, document: Document) -> None:
    ((_, found),) = models.read(nlp, [document])
    assert found
    text = mask(document.text, document.body)
    pairs = [(text, replace(statement, stances=()), topic) for statement in found for topic in TOPICS]
    judged = models.load_judge(stances=tiny_stances, threads=1).judge(pairs)
    assert judged == [stance for statement in found for stance in statement.stances]


def test_judge_of_nothing_gives_nothing(tiny_stances: Path) -> None:
    assert models.load_judge(stances=tiny_stances).judge([]) == []


def test_load_judge_is_named_by_its_weights(tiny_stances: Path, tmp_path: Path) -> None:
    name = models.load_judge(stances=tiny_stances).name
    assert models.load_judge(stances=tiny_stances, threads=1).name == name
    assert models.load_judge(stances=tiny.write_stances(tmp_path / "other", seed=1)).name != name
