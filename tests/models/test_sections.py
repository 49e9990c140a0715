"""Sections: bounded pieces of a text that cover it, scored by the real network with small random weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import sections as module
from models.encoder import EncodedText, centres, windows
from models.features import starts_paragraph
from models.labels import NAMES, SENTENCES, TAGS
from models.sections import OVERLAP, WINDOW, Scorer, SectionScores, load_scorer, scorer_of, section_ranges
from models.text import Range, paragraphs, words
from models.weights import ArtifactError
from tests import tiny

TEXT = "“We stay,” Anna Weller said. The river treaty fell.\n\nRain fell, 5 said."
LONG = "\n".join(["Anna Weller said that we stay in the river treaty."] * 250)


@pytest.fixture(scope="module", params=["onnx", "torch"])
def scorer(tiny_spans: Path, request: pytest.FixtureRequest) -> Scorer:
    return load_scorer(tiny_spans, engine=request.param, threads=1)


def scored(scorer: Scorer, text: str) -> list[SectionScores]:
    return [section.scores() for section in scorer.sections(text, scorer.encode(text))]


def ranges_of(text: str, most: int, monkeypatch: pytest.MonkeyPatch) -> list[Range]:
    monkeypatch.setattr(module, "SECTION", most)
    return section_ranges(words(text), paragraphs(text))


@given(st.lists(st.integers(1, 12), max_size=40), st.integers(2, 30))
def test_section_ranges_cover_every_word_once_and_stay_bounded(sizes: list[int], most: int) -> None:
    text = "\n\n".join("word " * size for size in sizes)
    with pytest.MonkeyPatch.context() as patch:
        found = ranges_of(text, most, patch)
    assert [place for section in found for place in range(*section)] == list(range(len(words(text))))
    assert all(0 < end - start <= most for start, end in found)


@given(st.lists(st.integers(1, 5), min_size=3, max_size=40))
def test_section_ranges_cut_at_paragraphs_where_they_are_short(sizes: list[int]) -> None:
    text = "\n\n".join("word " * size for size in sizes)
    with pytest.MonkeyPatch.context() as patch:
        found = ranges_of(text, 12, patch)
    starts = {start for start, _ in paragraphs(text)}
    assert all(words(text)[start][0] in starts for start, _ in found)


def test_section_ranges_cut_a_paragraph_that_is_longer_than_a_section(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ranges_of("word " * 25, 10, monkeypatch) == [(0, 10), (10, 20), (20, 25)]


def test_section_ranges_keep_to_the_last_paragraph_that_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ranges_of("a b c d\n\ne f\n\ng h\n\ni j k l", 9, monkeypatch) == [(0, 8), (8, 12)]


def test_section_ranges_of_no_words_are_none() -> None:
    assert section_ranges([], []) == []


def test_sections_score_every_word_of_a_text(scorer: Scorer) -> None:
    (only,) = scored(scorer, TEXT)
    size = len(words(TEXT))
    assert only.first == 0
    assert only.tags.shape == (size, len(TAGS))
    assert only.names.shape == (size, len(NAMES))
    assert only.sentences.shape == (size, len(SENTENCES))
    assert [link.scores.shape for link in only.links] == [(size, size)]


def test_sections_of_an_empty_text_are_none(scorer: Scorer) -> None:
    assert scored(scorer, "") == []
    assert scored(scorer, " \n ") == []


def starts_of(encoded: EncodedText) -> set[int]:
    return {place for place, word in enumerate(encoded.features) if starts_paragraph(word)}


def test_sections_read_long_texts_in_windows_that_each_answer_for_a_part(scorer: Scorer) -> None:
    (only,) = scored(scorer, LONG)
    encoded = scorer.encode(LONG)
    ranges = windows(encoded.pieces, size=WINDOW, overlap=OVERLAP, starts=starts_of(encoded))
    assert len(ranges) > 8
    assert [link.centre for link in only.links] == centres(ranges)
    assert [(link.first, link.first + len(link.scores)) for link in only.links] == ranges
    assert only.tags.shape == (len(encoded.words), len(TAGS))


def test_sections_read_no_word_twice_where_paragraphs_divide_windows(scorer: Scorer) -> None:
    (only,) = scored(scorer, LONG)
    starts = starts_of(scorer.encode(LONG))
    assert [link.centre for link in only.links] == [(link.first, link.first + len(link.scores)) for link in only.links]
    assert {link.first for link in only.links} <= starts


def test_sections_read_words_twice_within_a_paragraph(scorer: Scorer) -> None:
    (only,) = scored(scorer, LONG.replace("\n", " "))
    assert sum(len(link.scores) for link in only.links) > 1.2 * len(only.tags)


def test_sections_are_cut_as_the_scorer_is_told(scorer: Scorer, tiny_spans: Path) -> None:
    told = scorer_of(tiny_spans, scorer.engine, window=100, overlap=0.5, by_paragraph=False)
    encoded = told.encode(LONG)
    (only,) = scored(told, LONG)
    ranges = [(link.first, link.first + len(link.scores)) for link in only.links]
    assert ranges == windows(encoded.pieces, size=100, overlap=0.5)


def test_sections_number_words_through_the_text(scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECTION", 20)
    found = scored(scorer, LONG[:400])
    firsts = [section.first for section in found]
    assert firsts == [0, *np.cumsum([len(section.tags) for section in found])[:-1]]
    assert sum(len(section.tags) for section in found) == len(words(LONG[:400]))
    assert all(section.links[0].first == 0 for section in found)


def test_sections_are_begun_one_at_a_time(scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECTION", 20)
    begun: list[int] = []
    score = scorer.engine.score
    monkeypatch.setattr(scorer.engine, "score", lambda given_: begun.append(len(given_)) or score(given_))
    found = scorer.sections(LONG, scorer.encode(LONG))
    assert begun == []
    next(found)
    assert len(begun) == 1


def test_sections_are_the_same_each_time_whatever_was_read_before(scorer: Scorer) -> None:
    first = scored(scorer, TEXT)[0]
    scored(scorer, LONG)
    again = scored(scorer, TEXT)[0]
    np.testing.assert_array_equal(first.tags, again.tags)
    np.testing.assert_array_equal(first.links[0].scores, again.links[0].scores)


def test_load_scorer_gives_the_artifact_its_own_tags(tiny_spans: Path, tmp_path: Path) -> None:
    one, same = load_scorer(tiny_spans), load_scorer(tiny_spans)
    other = load_scorer(tiny.write_spans(tmp_path, seed=1))
    np.testing.assert_array_equal(scored(one, TEXT)[0].tags, scored(same, TEXT)[0].tags)
    assert not np.allclose(scored(one, TEXT)[0].tags, scored(other, TEXT)[0].tags)


def test_load_scorer_forbids_an_inside_without_its_beginning(scorer: Scorer) -> None:
    steps = scorer.transitions
    assert steps[TAGS.index("O"), TAGS.index("I-cue")] < -1_000
    assert steps[TAGS.index("B-source"), TAGS.index("I-cue")] < -1_000
    assert steps[TAGS.index("B-cue"), TAGS.index("I-cue")] > -1_000


def test_load_scorer_refuses_an_altered_artifact(tmp_path: Path) -> None:
    folder = tiny.write_spans(tmp_path)
    (folder / "config.json").write_text("{}")
    with pytest.raises(ArtifactError, match=r"config\.json has SHA-256"):
        load_scorer(folder)
