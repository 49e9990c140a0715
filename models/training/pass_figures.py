"""Figures of the whole pass on PolNeAR: by class, for direct quotations, by threshold, and how calibrated it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from models.quoting import kind_of, outer_quotations
from models.records import CLASSES, Attribution, AttributionClass
from models.text import words
from models.training.calibration import reliability_figures
from models.training.confidence_fit import judge
from models.training.counts import Counts
from models.training.polnear import GoldArticle, classes
from models.training.span_scores import WordAttribution, in_words, overlapping_pairs, score_spans

Figures = dict[str, dict[str, float]]
THRESHOLDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold one gold article and everything that the pass found in it, however unsure."""

    article: GoldArticle
    found: tuple[Attribution, ...]


def given(found: Sequence[Attribution], least: Mapping[AttributionClass, float]) -> list[Attribution]:
    """Return the attributions that reach the least confidence of their class."""
    return [one for one in found if one.confidence >= least[one.class_]]


def pass_figures(readings: Sequence[Reading], least: Mapping[AttributionClass, float]) -> dict[str, Figures]:
    """Return the figures at the thresholds `least`, then those that need everything that was found."""
    shown = [Reading(one.article, tuple(given(one.found, least))) for one in readings]
    return {
        "spans": score_spans((one.article, one.found) for one in shown),
        "direct quotations": direct_figures(shown),
        "by class, full attribution overlapping": {c: _class_counts(shown, c).figures() for c in CLASSES},
        "from a confidence on, full attribution overlapping": threshold_figures(readings),
        "reliability of confidence": _reliability(readings, lambda one: one.confidence, 0),
        "reliability of source confidence": _reliability(readings, lambda one: one.source_confidence, 1),
    }


def threshold_figures(readings: Sequence[Reading]) -> Figures:
    """Return precision, recall and F1 of full attributions, overlapping, for each threshold on the confidence."""
    figures = {}
    for least in THRESHOLDS:
        total = Counts()
        for one in readings:
            total += _overlap(one, [a for a in one.found if a.confidence >= least])
        figures[f"{least:.1f}"] = total.figures()
    return figures


def direct_figures(readings: Sequence[Reading]) -> Figures:
    """Return how many gold quotations (every word in quotation marks) are found to the word, and their sources met.

    A content counts run by run, as in CofeNet's protocol; a source is met where a statement with that content has a
    source that shares a word with the gold's.
    """
    runs = exact = sourced = met = 0
    for one in readings:
        text, ranges = one.article.text, words(one.article.text)
        quoted = outer_quotations(text)
        found = [in_words(a, ranges) for a in one.found]
        held = {run for a in found for run in a.content}
        for gold in one.article.attributions:
            if kind_of(text, gold.content, quoted) != "direct":
                continue
            expected = in_words(gold, ranges)
            runs += len(expected.content)
            exact += len(expected.content & held)
            if expected.source:
                sourced += 1
                met += any(_shares(expected, a, "content") and _shares(expected, a, "source") for a in found)
    return {
        "content run exact": {"recall": round(100 * exact / max(1, runs), 1), "gold": runs},
        "source overlapping": {"recall": round(100 * met / max(1, sourced), 1), "gold": sourced},
    }


def _shares(one: WordAttribution, other: WordAttribution, role: str) -> bool:
    return bool(one.words(role) & other.words(role))


def _class_counts(readings: Sequence[Reading], class_: AttributionClass) -> Counts:
    """Return counts where recall is over the gold of a class, precision over what was found of it."""
    total = Counts()
    for one in readings:
        ranges = words(one.article.text)
        found = [(in_words(a, ranges), a.class_) for a in one.found if a.cue]
        gold = [(in_words(a, ranges), c) for a, c in zip(one.article.attributions, classes(one.article), strict=True)]
        gold = [(a, c) for a, c in gold if a.cue]
        pairs = overlapping_pairs([a for a, _ in found], [a for a, _ in gold])
        total += Counts(
            sum(c == class_ for _, c in found),
            sum(c == class_ for _, c in gold),
            sum(found[i][1] == class_ for i, _ in pairs),
            sum(gold[j][1] == class_ for _, j in pairs),
        )
    return total


def _overlap(one: Reading, found: Sequence[Attribution]) -> Counts:
    ranges = words(one.article.text)
    left = [in_words(a, ranges) for a in found if a.cue]
    right = [in_words(a, ranges) for a in one.article.attributions if a.cue]
    pairs = overlapping_pairs(left, right)
    return Counts(len(left), len(right), len(pairs), len(pairs))


def _reliability(readings: Sequence[Reading], stated: Callable[[Attribution], float], judged: int) -> Figures:
    sure: list[float] = []
    right: list[bool] = []
    for one in readings:
        for attribution, verdicts in zip(one.found, judge(one.article, one.found), strict=True):
            verdict = verdicts[judged]
            if verdict is not None:
                sure.append(stated(attribution))
                right.append(verdict)
    return reliability_figures(sure, right)
