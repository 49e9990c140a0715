"""Targets, windows and batches of a training: every word once, labels where the gold has them."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.encoder import EncodedText, WordPieces
from models.labels import NAMES, TAGS
from models.text import Range, words
from models.training.polnear import GoldArticle, GoldAttribution
from models.training.span_examples import IGNORE, Example, batches, collate, cut, make_example

TEXT = "Anna Weller said that rain fell.\n\n“We stay,” she added, “for now.”"


def at(part: str) -> Range:
    return TEXT.index(part), TEXT.index(part) + len(part)


CLAIM = GoldAttribution((at("Anna Weller"),), (at("said"),), (at("that rain fell"),))
QUOTE = GoldAttribution((at("she"),), (at("added"),), (at("“We stay,”"), at("“for now.”")))
ARTICLE = GoldArticle("a", TEXT, (CLAIM, QUOTE))


@pytest.fixture(scope="module")
def pieces(tiny_spans: Path) -> WordPieces:
    return WordPieces(tiny_spans / "tokenizer.json")


def rng(seed: int | str) -> random.Random:
    return random.Random(seed)  # noqa: S311  (shuffling, not secrecy)


def tagged(example: Example) -> list[tuple[str, str]]:
    found = zip(example.encoded.words, example.tags, strict=True)
    return [(TEXT[slice(*word)], TAGS[tag]) for word, tag in found if tag]


def headed(example: Example) -> dict[str, str]:
    names = [TEXT[slice(*word)] for word in example.encoded.words]
    return {names[place]: names[head] for place, head in enumerate(example.heads) if head != IGNORE}


def test_make_example_tags_each_role(pieces: WordPieces) -> None:
    assert tagged(make_example(ARTICLE, pieces))[:6] == [
        ("Anna", "B-source"),
        ("Weller", "I-source"),
        ("said", "B-cue"),
        ("that", "B-content"),
        ("rain", "I-content"),
        ("fell", "I-content"),
    ]


def test_make_example_starts_each_fragment_anew(pieces: WordPieces) -> None:
    tags = [tag for _, tag in tagged(make_example(ARTICLE, pieces))[6:]]
    assert [place for place, tag in enumerate(tags) if tag == "B-content"] == [0, 7]


def test_make_example_points_words_at_their_cue_and_the_cue_at_its_source(pieces: WordPieces) -> None:
    heads = headed(make_example(replace(ARTICLE, attributions=(CLAIM,)), pieces))
    assert heads == {
        "Anna": "said",
        "Weller": "said",
        "said": "Anna",
        "that": "said",
        "rain": "said",
        "fell": "said",
    }


def test_make_example_points_a_cue_without_source_at_itself(pieces: WordPieces) -> None:
    heads = headed(make_example(replace(ARTICLE, attributions=(replace(CLAIM, source=()),)), pieces))
    assert heads["said"] == "said"
    assert "Anna" not in heads


def test_make_example_keeps_a_shared_source_by_its_second_cue(pieces: WordPieces) -> None:
    shared = replace(QUOTE, source=CLAIM.source)
    example = make_example(replace(ARTICLE, attributions=(CLAIM, shared)), pieces)
    heads = headed(example)
    assert (heads["said"], heads["added"], heads["Anna"]) == ("Anna", "Anna", "said")
    assert [tag for word, tag in tagged(example) if word == "Anna"] == ["B-source"]


def test_make_example_leaves_an_attribution_without_cue_unlinked(pieces: WordPieces) -> None:
    example = make_example(replace(ARTICLE, attributions=(replace(CLAIM, cue=()),)), pieces)
    assert headed(example) == {}
    assert ("rain", "I-content") in tagged(example)


def test_make_example_ignores_what_no_silver_file_labels(pieces: WordPieces) -> None:
    example = make_example(ARTICLE, pieces)
    assert set(example.names) == set(example.sentences) == {IGNORE}


def test_make_example_labels_names_and_sentence_starts(pieces: WordPieces) -> None:
    silver = replace(
        ARTICLE, names=((*at("Anna Weller"), "PERSON"),), sentences=(at("Anna Weller said that rain fell."),)
    )
    example = make_example(silver, pieces)
    assert [NAMES[label] for label in example.names[:3]] == ["B-PERSON", "I-PERSON", "O"]
    assert example.sentences[:3] == [1, 0, 0]
    assert sum(example.sentences) == 1


def test_make_example_knows_where_paragraphs_start(pieces: WordPieces) -> None:
    example = make_example(ARTICLE, pieces)
    assert {TEXT[slice(*words(TEXT)[place])] for place in example.paragraph_starts} == {"Anna", "“"}


def example_of(lengths: list[int], starts: frozenset[int] = frozenset()) -> Example:
    size = len(lengths)
    encoded = EncodedText(
        [(place, place + 1) for place in range(size)], [(7,) * n for n in lengths], [(0, 0, 0, 0)] * size
    )
    return Example(encoded, [0] * size, [IGNORE] * size, [IGNORE] * size, [IGNORE] * size, starts)


LENGTHS = st.lists(st.integers(1, 12), max_size=80)


@given(LENGTHS, st.integers(40, 90), st.integers(0, 99))
def test_cut_covers_every_word_once_within_the_size(lengths: list[int], size: int, seed: int) -> None:
    found = list(cut(example_of(lengths), size, rng(seed)))
    assert [place for window in found for place in range(*window)] == list(range(len(lengths)))
    assert all(sum(lengths[slice(*window)]) <= size for window in found)


def test_cut_draws_back_to_paragraphs() -> None:
    example = example_of([1] * 200, frozenset(range(0, 200, 9)))
    ends = [end for seed in range(20) for _, end in cut(example, 30, rng(seed))]
    assert sum(end in example.paragraph_starts for end in ends) > len(ends) / 2


def test_cut_differs_from_epoch_to_epoch() -> None:
    example = example_of([1] * 200)
    assert len({tuple(cut(example, 40, rng(seed))) for seed in range(10)}) > 5


@given(st.lists(LENGTHS, min_size=1, max_size=4), st.integers(0, 99))
def test_batches_hold_every_window_once_near_their_size(sizes: list[list[int]], seed: int) -> None:
    examples = [example_of(lengths) for lengths in sizes]
    groups = batches(examples, size=40, batch_pieces=80, rng=rng(seed))
    seen = [(id(example), place) for group in groups for example, window in group for place in range(*window)]
    assert sorted(seen) == sorted((id(example), place) for example in examples for place in range(len(example.tags)))
    for group in groups:
        cost = sum(sum(map(len, example.encoded.pieces[slice(*window)])) + 2 for example, window in group)
        assert cost <= 1.3 * 80 or len(group) == 1


def test_batches_are_the_same_for_the_same_seed() -> None:
    examples = [example_of([1, 2, 3] * 30)]
    first, again = (batches(examples, size=40, batch_pieces=80, rng=rng("0/1")) for _ in range(2))
    assert [[window for _, window in group] for group in first] == [[window for _, window in group] for group in again]


def test_collate_counts_heads_from_the_window(pieces: WordPieces) -> None:
    example = make_example(ARTICLE, pieces)
    batch, targets = collate([(example, (0, 7)), (example, (2, 6))], pieces)
    assert batch.word_mask.sum(1).tolist() == [7, 4]
    assert targets.heads[0, :6].tolist() == [2, 2, 0, 2, 2, 2]
    assert targets.heads[1, :4].tolist() == [IGNORE, 0, 0, 0]


def test_collate_pads_so_that_nothing_is_learnt_there(pieces: WordPieces) -> None:
    example = make_example(ARTICLE, pieces)
    _, targets = collate([(example, (0, 7)), (example, (2, 6))], pieces)
    assert targets.tags[1, 4:].tolist() == [0, 0, 0]
    for labels in (targets.heads, targets.names, targets.sentences):
        assert labels[1, 4:].tolist() == [IGNORE] * 3
