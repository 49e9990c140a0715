"""Fit the confidence of attributions on PolNeAR's development part, and choose the threshold they are given from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.confidence import FEATURES, confidence, features
from models.drafts import Draft
from models.quoting import follow_marks, kind_of, outer_quotations
from models.records import Kind
from models.text import words
from models.training.export import write_config
from models.training.polnear import GoldArticle, read_polnear
from models.training.span_scores import WordAttribution, in_words
from models.weights import read_config, write_sums

LEAST_SHARED = 0.5
"""Intersection over union of contents, in words, from which a draft counts as right."""

SLACK = 0.005
"""F1 that may be given up for precision when the threshold is chosen."""


def fit_artifact(folder: Path, corpora: Path) -> Path:
    """Fit the confidence of an artifact on `corpora`/polnear/dev, write it into its config, and return the folder."""
    from models.sections import load_scorer
    from models.training.raw_reading import raw_drafts

    scorer = load_scorer(folder)
    seen: list[tuple[Draft, Kind, bool]] = []
    gold = 0
    for article in read_polnear(corpora / "polnear" / "dev"):
        quoted = outer_quotations(article.text)
        drafts = follow_marks(article.text, raw_drafts(scorer, article.text), quoted)
        kinds: list[Kind] = [kind_of(article.text, one.content, quoted) for one in drafts]
        seen += zip(drafts, kinds, _right(article, drafts), strict=True)
        gold += len(article.attributions)
    weights = fit([features(d, k) for d, k, _ in seen], [right for _, _, right in seen])
    sure = [confidence(d, k, weights) for d, k, _ in seen]
    fitted = {"weights": weights, "threshold": best_threshold(sure, [right for _, _, right in seen], gold)}
    write_config(folder, read_config(folder) | {"confidence": fitted})
    write_sums(folder)
    return folder


def _right(article: GoldArticle, drafts: list[Draft]) -> Iterator[bool]:
    ranges = words(article.text)
    gold = [in_words(a, ranges) for a in article.attributions]
    covered = frozenset().union(*(g.words("content") for g in gold)) if gold else frozenset()
    for one in drafts:
        found = in_words(one, ranges)
        if one.cue:
            yield any(_same(found, g) for g in gold)
        else:
            content = found.words("content")
            yield len(content & covered) >= LEAST_SHARED * len(content)


def _same(found: WordAttribution, gold: WordAttribution) -> bool:
    a, b = found.words("content"), gold.words("content")
    return bool(found.words("cue") & gold.words("cue")) and len(a & b) >= LEAST_SHARED * len(a | b)


def fit(rows: Sequence[Mapping[str, float]], right: Sequence[bool], *, ridge: float = 1.0) -> dict[str, float]:
    """Return logistic regression weights by Newton's method; `ridge` is the penalty on each squared weight."""
    x: NDArray[np.float64] = np.array([[row[name] for name in FEATURES] for row in rows])
    y = np.array(right, dtype=np.float64)
    weights = np.zeros(len(FEATURES))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - ridge * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(FEATURES))
        weights += np.linalg.solve(hessian, gradient)
    return {name: round(float(value), 4) for name, value in zip(FEATURES, weights, strict=True)}


def best_threshold(sure: list[float], right: list[bool], gold: int) -> float:
    """Return the highest confidence, in steps of 0.05, from which the drafts come within `SLACK` of the best F1.

    Readers would rather miss a doubtful attribution than check it, so precision wins where F1 hardly differs.
    """

    def f1(threshold: float) -> float:
        kept = [ok for value, ok in zip(sure, right, strict=True) if value >= threshold]
        return 2 * sum(kept) / max(1, len(kept) + gold)

    scores = {round(0.05 * step, 2): f1(0.05 * step) for step in range(19)}
    return max(threshold for threshold, score in scores.items() if score >= max(scores.values()) - SLACK)
