"""The tokenizer: a Doc's text is the text, whatever stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given

from models.text import words
from models.tokenizer import WordTokenizer
from tests.models.strategies import anything, prose

TOKENIZE = WordTokenizer(spacy.blank("en").vocab)


@given(anything | prose)
def test_tokenizer_keeps_the_text_exactly(text: str) -> None:
    assert TOKENIZE(text).text == text


@given(anything | prose)
def test_tokenizer_makes_a_token_of_every_word(text: str) -> None:
    tokens = [(token.idx, token.idx + len(token)) for token in TOKENIZE(text) if not token.is_space]
    assert tokens == words(text)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        ("We stay.", ["We", "stay", "."]),
        (" We", [" ", "We"]),
        ("We  stay\n", ["We", " ", "stay", "\n"]),
        ("We\tstay", ["We", "\t", "stay"]),
        ("   ", ["   "]),
    ],
)
def test_tokenizer_gives_long_white_space_tokens_of_its_own(text: str, tokens: list[str]) -> None:
    assert [token.text for token in TOKENIZE(text)] == tokens


def test_tokenizer_is_made_by_the_name_in_a_config() -> None:
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "onrecord.WordTokenizer.v1"}}})
    assert isinstance(nlp.tokenizer, WordTokenizer)
    assert nlp.tokenizer.vocab is nlp.vocab


def test_tokenizer_survives_disk_and_bytes(tmp_path: Path) -> None:
    config = {"nlp": {"tokenizer": {"@tokenizers": "onrecord.WordTokenizer.v1"}}}
    nlp = spacy.blank("en", config=config)
    nlp.to_disk(tmp_path)
    for again in (spacy.load(tmp_path), spacy.blank("en", config=config).from_bytes(nlp.to_bytes())):
        assert [token.text for token in again("didn't")] == ["didn", "'", "t"]
