"""Scores of spans and links against gold attributions, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from models.drafts import Draft
from models.labels import ROLES
from models.records import Attribution
from models.text import Range, overlapping, words
from models.training.counts import Counts, matches
from models.training.polnear import GoldArticle, GoldAttribution

Runs = frozenset[Range]


@dataclass(frozen=True, slots=True)
class WordAttribution:
    """Hold one attribution's parts as runs of words `[first, end)`, white space and line ends not counted."""

    source: Runs
    cue: Runs
    content: Runs

    def words(self, role: str) -> frozenset[int]:
        """Return the words of one role."""
        return frozenset(place for first, end in getattr(self, role) for place in range(first, end))


def in_words(attribution: Attribution | GoldAttribution | Draft, ranges: Sequence[Range]) -> WordAttribution:
    """Return an attribution in words; `ranges` are the words of its text."""
    roles = (getattr(attribution, role) for role in ROLES)
    parts = ([r if isinstance(r, tuple) else (r.start, r.end) for r in role] for role in roles)
    return WordAttribution(*(frozenset(_runs(part, ranges)) for part in parts))


def _runs(part: Iterable[Range], ranges: Sequence[Range]) -> Iterable[Range]:
    run: Range | None = None
    for start, end in sorted(part):
        met = overlapping(ranges, start, end)
        if len(met):
            if run and met.start <= run[1]:
                run = (run[0], max(run[1], met.stop))
            else:
                if run:
                    yield run
                run = (met.start, met.stop)
    if run:
        yield run


def score_spans(pairs: Iterable[tuple[GoldArticle, Sequence[Attribution]]]) -> dict[str, dict[str, float]]:
    """Return figures for spans, contents in words, full attributions and source-content pairs.

    A span is exact where role, start and end agree, a contiguous run of words counting once however many attributions
    share it; it overlaps where any of its words has the role on the other side. A full attribution is exact where
    source, cue and content all are, as in Citron's "quote exact"; a pair leaves the cue out and counts attributions
    with a source only. A gold attribution without a cue is left out of the full figures.
    """
    totals: dict[str, Counts] = {}
    for article, predicted in pairs:
        ranges = words(article.text)
        gold = [in_words(a, ranges) for a in article.attributions]
        found = [in_words(a, ranges) for a in predicted]
        for name, counts in _article_counts(found, gold).items():
            totals[name] = totals.get(name, Counts()) + counts
    return {name: counts.figures() for name, counts in totals.items()}


def _article_counts(found: list[WordAttribution], gold: list[WordAttribution]) -> dict[str, Counts]:
    counts = {}
    for role in ROLES:
        runs = [{run for a in side for run in getattr(a, role)} for side in (found, gold)]
        covered = [frozenset().union(*(a.words(role) for a in side)) for side in (found, gold)]
        counts[f"{role} exact"] = matches(*runs)
        counts[f"{role} overlap"] = Counts(
            len(runs[0]), len(runs[1]), _met(runs[0], covered[1]), _met(runs[1], covered[0])
        )
        if role == "content":
            counts["content words"] = matches(*covered)
    full = attrgetter("source", "cue", "content")
    pair = attrgetter("source", "content")
    cued = [a for a in gold if a.cue]
    counts["full exact"] = matches(map(full, (a for a in found if a.cue)), map(full, cued))
    shown = [a for a in found if a.cue]
    pairs = overlapping_pairs(shown, cued)
    counts["full overlap"] = Counts(len(shown), len(cued), len(pairs), len(pairs))
    counts["pair exact"] = matches(map(pair, filter(_sourced, found)), map(pair, filter(_sourced, gold)))
    return counts


def _sourced(attribution: WordAttribution) -> bool:
    return bool(attribution.source)


def _met(runs: Iterable[Range], covered: frozenset[int]) -> int:
    return sum(any(place in covered for place in range(*run)) for run in runs)


def overlapping_pairs(found: Sequence[WordAttribution], gold: Sequence[WordAttribution]) -> list[tuple[int, int]]:
    """Return pairs of places, one to one, in order of shared content words.

    All three parts have to meet or be missing on both sides.
    """
    options = sorted(
        (-len(p.words("content") & g.words("content")), i, j)
        for i, p in enumerate(found)
        for j, g in enumerate(gold)
        if all(_agrees(p, g, role) for role in ROLES)
    )
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, i, j in options:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def _agrees(a: WordAttribution, b: WordAttribution, role: str) -> bool:
    first, second = a.words(role), b.words(role)
    return bool(first & second) or not (first or second)
