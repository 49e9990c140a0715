"""The raw reading is what the pass starts from: same drafts, before marks and confidence come in."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from models import sections
from models.components import Reader
from models.sections import Scorer, load_scorer
from models.text import words
from models.training.raw_reading import raw_drafts

TEXT = "“We stay,” Anna Weller said. The river treaty fell, 5 said.\n\nRain fell that we said."


@pytest.fixture(scope="module")
def scorer(tiny_spans: Path) -> Scorer:
    return load_scorer(tiny_spans)


@pytest.mark.parametrize("text", [TEXT, TEXT * 20, "", "Rain"])
def test_raw_drafts_are_those_of_the_reader_component(scorer: Scorer, tiny_spans: Path, text: str) -> None:
    component = Reader(spacy.blank("en"), "onrecord_reader", str(tiny_spans))
    assert raw_drafts(scorer, text) == component.predict(text)[2]


def test_raw_drafts_lie_on_words(scorer: Scorer) -> None:
    starts, ends = (set(side) for side in zip(*words(TEXT * 20), strict=True))
    drafts = raw_drafts(scorer, TEXT * 20)
    assert drafts
    for draft in drafts:
        parts = (*draft.content, *draft.cue, *draft.source)
        assert {start for start, _ in parts} <= starts
        assert {end for _, end in parts} <= ends
        assert min(draft.cue_confidence, draft.content_confidence, draft.link_confidence) >= 0
        assert max(draft.cue_confidence, draft.content_confidence, draft.link_confidence) <= 1 + 1e-6


def test_raw_drafts_count_characters_through_all_sections(scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "SECTION", 30)
    text = TEXT * 6
    drafts = raw_drafts(scorer, text)
    assert drafts
    assert max(draft.content[-1][1] for draft in drafts) > len(text) / 2
    firsts = [draft.cue[0] for draft in drafts]
    assert len(firsts) == len(set(firsts))
