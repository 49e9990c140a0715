"""Fit the confidence of attributions and sources on PolNeAR's development part, and choose the thresholds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.classes import class_of
from models.confidence import FEATURES, SOURCE_FEATURES, features, probability, source_features
from models.drafts import Draft
from models.quoting import follow_marks, kind_of, outer_quotations
from models.records import CLASSES, Attribution, AttributionClass
from models.sections import Scorer
from models.text import words
from models.training.calibration import expected_calibration_error, fit
from models.training.export import write_config
from models.training.polnear import GoldArticle, classes, read_polnear
from models.training.raw_reading import raw_drafts
from models.training.span_scores import WordAttribution, in_words
from models.weights import read_config, write_sums

LEAST_SHARED = 0.5
"""Intersection over union of contents, in words, from which a draft counts as right."""

SLACK = 0.002
"""F1 that may be given up for precision when a threshold is chosen."""

LEAST_OF_ATTITUDES = 0.45
"""Confidence under which no attitude is given. PolNeAR counts acts and bare support as attitudes too, which this
project's guideline does not; on its own three sets of gold this loses no statement and drops many that are none."""

FOLDS = 5
"""Parts of the development articles; each is judged with weights fitted on the others for the calibration error."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold one draft's features, whether it is right, and whether its source is (None where the draft is wrong)."""

    fold: int
    class_: AttributionClass
    values: dict[str, float]
    source_values: dict[str, float]
    right: bool
    right_source: bool | None


def fit_artifact(folder: Path, corpora: Path) -> Path:
    """Fit the confidences of an artifact on `corpora`/polnear/dev, write them into its config, return the folder."""
    from models.sections import load_scorer

    scorer = load_scorer(folder)
    articles = read_polnear(corpora / "polnear" / "dev")
    seen = [one for number, article in enumerate(articles) for one in see(scorer, article, number % FOLDS)]
    gold = [class_ for article in articles for class_ in classes(article)]
    sourced = [one for one in seen if one.right_source is not None]
    weights = fit([one.values for one in seen], [one.right for one in seen], FEATURES)
    source = fit([one.source_values for one in sourced], [bool(one.right_source) for one in sourced], SOURCE_FEATURES)
    sure = {c: [(probability(one.values, weights), one.right) for one in seen if one.class_ == c] for c in CLASSES}
    thresholds = {c: best_threshold(*_columns(sure[c]), gold.count(c)) for c in CLASSES}
    fitted = {
        "weights": weights,
        "source_weights": source,
        "thresholds": thresholds | {"attitude": max(thresholds["attitude"], LEAST_OF_ATTITUDES)},
        "cross_fitted_calibration_error": {"confidence": _error(seen), "source_confidence": _source_error(sourced)},
    }
    write_config(folder, read_config(folder) | {"confidence": fitted})
    write_sums(folder)
    return folder


def see(scorer: Scorer, article: GoldArticle, fold: int) -> Iterator[Seen]:
    """Yield each draft of an article beside the gold."""
    text = article.text
    quoted = outer_quotations(text)
    drafts = follow_marks(text, raw_drafts(scorer, text), quoted)
    for one, (right, right_source) in zip(drafts, judge(article, drafts), strict=True):
        kind = kind_of(text, one.content, quoted)
        class_ = class_of(" ".join(text[s:e] for s, e in one.cue), kind)
        yield Seen(fold, class_, features(one, kind, class_), source_features(one, kind), right, right_source)


def judge(article: GoldArticle, drafts: Sequence[Draft | Attribution]) -> Iterator[tuple[bool, bool | None]]:
    """Yield for each draft whether the gold holds it, and whether its source is then the gold's.

    A draft is right where its cue meets a gold cue and the contents share half of their words; one without a cue where
    half of its words are gold content. A source is right where it meets the gold's, or where both have none.
    """
    ranges = words(article.text)
    gold = [in_words(a, ranges) for a in article.attributions]
    covered = frozenset().union(*(g.words("content") for g in gold)) if gold else frozenset()
    for one in drafts:
        found = in_words(one, ranges)
        if one.cue:
            same = [g for g in gold if _same(found, g)]
        else:
            content = found.words("content")
            held = len(content & covered) >= LEAST_SHARED * len(content)
            same = [max(gold, key=lambda g: len(content & g.words("content")))] if held else []
        yield bool(same), any(_same_source(found, g) for g in same) if same else None


def _same(found: WordAttribution, gold: WordAttribution) -> bool:
    a, b = found.words("content"), gold.words("content")
    return bool(found.words("cue") & gold.words("cue")) and len(a & b) >= LEAST_SHARED * len(a | b)


def _same_source(found: WordAttribution, gold: WordAttribution) -> bool:
    a, b = found.words("source"), gold.words("source")
    return bool(a & b) or not (a or b)


def _columns(pairs: Sequence[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [value for value, _ in pairs], [right for _, right in pairs]


def _error(seen: Sequence[Seen]) -> float:
    return _cross_fitted([(s.fold, s.values, s.right) for s in seen], FEATURES)


def _source_error(seen: Sequence[Seen]) -> float:
    return _cross_fitted([(s.fold, s.source_values, bool(s.right_source)) for s in seen], SOURCE_FEATURES)


def _cross_fitted(cases: Sequence[tuple[int, dict[str, float], bool]], names: Sequence[str]) -> float:
    """Return the expected calibration error of probabilities that were fitted on other articles."""
    sure, right = [], []
    for fold in range(FOLDS):
        others = [case for case in cases if case[0] != fold]
        weights = fit([values for _, values, _ in others], [ok for _, _, ok in others], names)
        here = [case for case in cases if case[0] == fold]
        sure += [probability(values, weights) for _, values, _ in here]
        right += [ok for _, _, ok in here]
    return round(expected_calibration_error(sure, right), 4)


def best_threshold(sure: list[float], right: list[bool], gold: int) -> float:
    """Return the highest confidence, in steps of 0.05, from which the drafts come within `SLACK` of the best F1.

    Readers would rather miss a doubtful attribution than check it, so precision wins where F1 hardly differs.
    """

    def f1(threshold: float) -> float:
        kept = [ok for value, ok in zip(sure, right, strict=True) if value >= threshold]
        return 2 * sum(kept) / max(1, len(kept) + gold)

    scores = {threshold: f1(threshold) for threshold in (round(0.05 * step, 2) for step in range(19))}
    return max(threshold for threshold, score in scores.items() if score >= max(scores.values()) - SLACK)
