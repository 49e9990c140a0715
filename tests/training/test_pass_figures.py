"""Figures of the whole pass: thresholds, classes, direct quotations and reliability, on statements made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.records import Attribution, AttributionClass, Kind, Span
from models.text import Range
from models.training.pass_figures import (
    THRESHOLDS,
    Reading,
    direct_figures,
    given,
    pass_figures,
    threshold_figures,
)
from models.training.polnear import GoldArticle, GoldAttribution

TEXT = "Anna Weller said “we stay” today. Jo Brand fears rain. Borland said that it would leave."
LEAST: dict[AttributionClass, float] = {"speech": 0.5, "attitude": 0.5}


def at(part: str) -> Range:
    return TEXT.index(part), TEXT.index(part) + len(part)


def gold(source: str, cue: str, content: str) -> GoldAttribution:
    return GoldAttribution((at(source),) if source else (), (at(cue),), (at(content),))


GOLD = (
    gold("Anna Weller", "said", "“we stay”"),
    gold("Jo Brand", "fears", "rain"),
    GoldAttribution((at("Borland"),), ((TEXT.rindex("said"), TEXT.rindex("said") + 4),), (at("that it would leave"),)),
)
ARTICLE = GoldArticle("a", TEXT, GOLD)


def found(
    one: GoldAttribution, sure: float, kind: Kind = "indirect", class_: AttributionClass = "speech"
) -> Attribution:
    content, cue, source = (tuple(Span.of(TEXT, *part) for part in role) for role in (one.content, one.cue, one.source))
    return Attribution("x", kind, content, cue, source, sure, class_=class_, source_confidence=sure)


QUOTE = found(GOLD[0], 0.9, "direct")
FEAR = found(GOLD[1], 0.6, class_="attitude")
CLAIM = found(GOLD[2], 0.3)


def test_given_holds_each_class_to_its_own_threshold() -> None:
    assert given([QUOTE, FEAR, CLAIM], LEAST) == [QUOTE, FEAR]
    assert given([QUOTE, FEAR, CLAIM], {"speech": 0.2, "attitude": 0.7}) == [QUOTE, CLAIM]


def test_threshold_figures_trade_recall_for_precision() -> None:
    wrong = replace(QUOTE, cue=(Span.of(TEXT, *at("today")),), confidence=0.2)
    figures = threshold_figures([Reading(ARTICLE, (QUOTE, FEAR, CLAIM, wrong))])
    assert tuple(figures) == tuple(f"{least:.1f}" for least in THRESHOLDS)
    assert figures["0.0"] == {"precision": 75.0, "recall": 100.0, "f1": 85.7, "gold": 3}
    assert figures["0.5"] == {"precision": 100.0, "recall": 66.7, "f1": 80.0, "gold": 3}


@pytest.mark.parametrize(
    ("statements", "runs", "sources"),
    [((QUOTE,), 100.0, 100.0), ((replace(QUOTE, source=FEAR.source),), 100.0, 0.0), ((FEAR,), 0.0, 0.0)],
)
def test_direct_figures_count_runs_and_sources(
    statements: tuple[Attribution, ...], runs: float, sources: float
) -> None:
    assert direct_figures([Reading(ARTICLE, statements)]) == {
        "content run exact": {"recall": runs, "gold": 1},
        "source overlapping": {"recall": sources, "gold": 1},
    }


def test_pass_figures_tell_the_classes_apart() -> None:
    figures = pass_figures([Reading(ARTICLE, (QUOTE, FEAR, CLAIM))], LEAST)
    assert figures["by class, full attribution overlapping"] == {
        "speech": {"precision": 100.0, "recall": 50.0, "f1": 66.7, "gold": 2},
        "attitude": {"precision": 100.0, "recall": 100.0, "f1": 100.0, "gold": 1},
    }
    assert figures["spans"]["full exact"]["recall"] == 66.7


def test_pass_figures_judge_the_confidences_of_all_that_was_found() -> None:
    wrong = replace(FEAR, cue=(Span.of(TEXT, *at("today")),), confidence=0.65)
    figures = pass_figures([Reading(ARTICLE, (QUOTE, FEAR, wrong))], LEAST)
    table = figures["reliability of confidence"]
    assert table["0.6 to 0.7"] == {"number": 2, "stated": 62.5, "right": 50.0}
    assert table["0.9 to 1.0"] == {"number": 1, "stated": 90.0, "right": 100.0}
    assert figures["reliability of source confidence"]["0.6 to 0.7"]["number"] == 1
