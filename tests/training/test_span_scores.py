"""Scores of spans, links and whole attributions in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.drafts import Draft
from models.records import Attribution, Span
from models.text import Range, words
from models.training.polnear import GoldArticle, GoldAttribution
from models.training.span_scores import WordAttribution, in_words, score_spans

TEXT = "Anna Weller said that rain fell. Jo Brand denied it, and Borland said so too. “We stay.”"
RANGES = words(TEXT)


def at(part: str) -> Range:
    return TEXT.index(part), TEXT.index(part) + len(part)


def gold(source: str, cue: str, *content: str) -> GoldAttribution:
    return GoldAttribution(
        tuple(at(part) for part in (source,) if part),
        tuple(at(part) for part in (cue,) if part),
        tuple(at(part) for part in content),
    )


def found(gold_: GoldAttribution) -> Attribution:
    roles = (gold_.content, gold_.cue, gold_.source)
    content, cue, source = (tuple(Span.of(TEXT, *part) for part in role) for role in roles)
    return Attribution("a", "indirect", content, cue, source, 0.9)


FIRST = gold("Anna Weller", "said", "that rain fell")
SECOND = gold("Jo Brand", "denied", "it")
BARE = gold("", "", "“We stay.”")


def score(predicted: list[GoldAttribution], golds: list[GoldAttribution]) -> dict[str, dict[str, float]]:
    return score_spans([(GoldArticle("a", TEXT, tuple(golds)), [found(one) for one in predicted])])


def f1(predicted: list[GoldAttribution], golds: list[GoldAttribution]) -> dict[str, float]:
    return {name: figures["f1"] for name, figures in score(predicted, golds).items()}


def test_in_words_reads_every_kind_of_attribution_alike() -> None:
    draft = Draft(FIRST.content, FIRST.cue, FIRST.source)
    assert in_words(FIRST, RANGES) == in_words(found(FIRST), RANGES) == in_words(draft, RANGES)
    assert in_words(FIRST, RANGES) == WordAttribution(frozenset({(0, 2)}), frozenset({(2, 3)}), frozenset({(3, 6)}))


def test_in_words_joins_parts_with_only_white_space_between() -> None:
    split = GoldAttribution((), (), (at("that rain"), at("fell")))
    assert in_words(split, RANGES) == in_words(GoldAttribution((), (), (at("that rain fell"),)), RANGES)


def test_in_words_keeps_parts_with_words_between_apart() -> None:
    split = in_words(GoldAttribution((), (), (at("that"), at("fell"))), RANGES)
    assert split.content == {(3, 4), (5, 6)}
    assert split.words("content") == {3, 5}


def test_in_words_ignores_white_space_at_the_ends_and_cut_words() -> None:
    start, end = at("that rain fell")
    assert in_words(GoldAttribution((), (), ((start - 1, end),)), RANGES).content == {(3, 6)}
    assert in_words(GoldAttribution((), (), ((start + 2, end - 2),)), RANGES).content == {(3, 6)}
    assert in_words(GoldAttribution((), (), ((start - 1, start),)), RANGES).content == frozenset()


@given(st.lists(st.sampled_from([FIRST, SECOND, BARE, gold("Borland", "said", "so")]), unique=True, min_size=1))
def test_score_spans_of_the_gold_itself_is_perfect(golds: list[GoldAttribution]) -> None:
    figures = score(golds, golds)
    assert {f["f1"] for f in figures.values() if f["gold"]} == {100.0}


def test_score_spans_of_nothing_found_is_zero() -> None:
    assert set(f1([], [FIRST, SECOND]).values()) == {0.0}


def test_score_spans_tells_exact_from_overlapping() -> None:
    shorter = replace(FIRST, content=(at("rain fell"),))
    figures = f1([shorter], [FIRST])
    assert (figures["content exact"], figures["content overlap"], figures["content words"]) == (0, 100, 80)
    assert (figures["source exact"], figures["cue exact"]) == (100, 100)
    assert (figures["full exact"], figures["full overlap"], figures["pair exact"]) == (0, 100, 0)


def test_score_spans_counts_a_shared_source_once() -> None:
    shared = replace(SECOND, source=FIRST.source)
    assert score([FIRST, shared], [FIRST, shared])["source exact"]["gold"] == 1


def test_score_spans_wants_all_three_parts_of_a_full_attribution() -> None:
    swapped = replace(FIRST, source=SECOND.source)
    figures = f1([swapped], [FIRST])
    assert (figures["full exact"], figures["full overlap"], figures["pair exact"]) == (0, 0, 0)
    other_cue = replace(FIRST, cue=SECOND.cue)
    assert f1([other_cue], [FIRST])["pair exact"] == 100


def test_score_spans_holds_a_missing_source_against_a_found_one() -> None:
    sourceless = replace(FIRST, source=())
    assert f1([sourceless], [FIRST])["full overlap"] == 0
    assert f1([sourceless], [sourceless])["full exact"] == f1([sourceless], [sourceless])["full overlap"] == 100


def test_score_spans_leaves_attributions_without_cue_out_of_the_full_figures() -> None:
    figures = score([FIRST, BARE], [FIRST, BARE])
    assert figures["full exact"] == {"precision": 100, "recall": 100, "f1": 100, "gold": 1}
    assert figures["content exact"]["gold"] == 2
    assert figures["pair exact"]["gold"] == 1


def test_score_spans_matches_overlaps_one_to_one() -> None:
    halves = [replace(FIRST, content=(at("that"),)), replace(FIRST, content=(at("rain fell"),))]
    figures = score(halves, [FIRST])["full overlap"]
    assert (figures["precision"], figures["recall"]) == (50, 100)


def test_score_spans_adds_articles_up() -> None:
    article = GoldArticle("a", TEXT, (FIRST,))
    figures = score_spans([(article, [found(FIRST)]), (article, [])])
    assert (figures["cue exact"]["recall"], figures["cue exact"]["precision"]) == (50, 100)


@pytest.mark.parametrize("name", ["source exact", "cue overlap", "content words", "full exact", "pair exact"])
def test_score_spans_names_its_figures(name: str) -> None:
    assert set(score([FIRST], [FIRST])[name]) == {"precision", "recall", "f1", "gold"}
