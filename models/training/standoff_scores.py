"""Scores of whole records against standoff gold: what was found, how exactly, by whom, when and with which stance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.ids import slug
from models.records import Attribution, Document, Speaker
from models.text import Range, overlapping, words
from models.training.counts import Counts
from models.training.polnear import GoldArticle, GoldAttribution
from models.training.span_scores import score_spans
from models.training.standoff import StandoffArticle, StandoffAttribution, StandoffSpeaker

LEAST_SHARED = 0.5
"""Intersection over union of contents, in words, from which two attributions are the same."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold one article's matching: pairs that are the same, what was missed, and what is no attribution at all."""

    document: Document
    pairs: tuple[tuple[Attribution, StandoffAttribution], ...]
    missed: tuple[StandoffAttribution, ...]
    wrong: tuple[Attribution, ...]


def match(document: Document, found: Sequence[Attribution], gold: StandoffArticle) -> Outcome:
    """Match found and gold attributions one to one, the best overlap of contents first.

    A found attribution that only overlaps an optional gold one, or a part of a gold one, is not wrong if its words are
    mostly the gold's.
    """
    ranges = words(document.text)
    left = [_words(((s.start, s.end) for s in a.content), ranges) for a in found]
    right = [_words(a.content, ranges) for a in gold.attributions]
    options = sorted(
        ((_shared(p, g), gold.attributions[j].optional, i, j) for i, p in enumerate(left) for j, g in enumerate(right)),
        key=lambda option: (-option[0], option[1]),
    )
    taken: dict[int, int] = {}
    for share, _, i, j in options:
        if share >= LEAST_SHARED and i not in taken and j not in taken.values():
            taken[i] = j
    pairs = tuple((found[i], gold.attributions[j]) for i, j in sorted(taken.items()))
    missed = tuple(a for j, a in enumerate(gold.attributions) if j not in taken.values() and not a.optional)
    wrong = tuple(a for i, a in enumerate(found) if i not in taken)
    return Outcome(document, pairs, missed, wrong)


def _words(part: Iterable[Range], ranges: Sequence[Range]) -> frozenset[int]:
    return frozenset(place for start, end in part for place in overlapping(ranges, start, end))


def _shared(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / max(1, len(a | b))


def score_standoff(outcomes: Sequence[Outcome], golds: Sequence[StandoffArticle]) -> dict[str, Any]:
    """Return the figures of a set of articles; shares in per cent to one place."""
    pairs = [pair for outcome in outcomes for pair in outcome.pairs]
    counted = [(p, g) for p, g in pairs if not g.optional]
    gold = sum(not a.optional for article in golds for a in article.attributions)
    found = sum(len(outcome.pairs) + len(outcome.wrong) for outcome in outcomes)
    figures: dict[str, Any] = {
        "spans": score_spans(_in_full(outcome, gold) for outcome, gold in zip(outcomes, golds, strict=True))
    }
    figures |= {"attributions": Counts(found, gold, len(pairs), len(counted)).figures()}
    direct = [g for article in golds for g in article.attributions if g.kind == "direct" and not g.optional]
    right = [(p, g) for p, g in counted if g.kind == "direct"]
    figures["direct quotations"] = {
        "gold": len(direct),
        "found": _share(len(right), len(direct)),
        "to the character": _share(sum(_exact(p, g) for p, g in right), len(direct)),
        "with the right speaker": _share(sum(_speaker_right(p, g) for p, g in right), len(direct)),
    }
    claims = [a for article in golds for a in article.attributions if a.kind != "direct" and not a.optional]
    figures["claims"] = {"gold": len(claims), "found": _share(sum(g.kind != "direct" for _, g in counted), len(claims))}
    figures["kind"] = _accuracy(p.kind == g.kind for p, g in counted)
    figures["speaker"] = _speakers(counted)
    figures["date"] = _accuracy(p.said_on.date in g.dates for p, g in counted)
    figures["stance"] = {topic: _stance(counted, topic) for topic in sorted({t for _, g in counted for t in g.stances})}
    figures["outside the body"] = sum(
        _outside(outcome, article) for outcome, article in zip(outcomes, golds, strict=True)
    )
    return figures


def _in_full(outcome: Outcome, gold: StandoffArticle) -> tuple[GoldArticle, list[Attribution]]:
    """Return the article as the span scores take it: every gold attribution, every found one but the optional finds."""
    found = [*(p for p, _ in outcome.pairs), *outcome.wrong]
    attributions = tuple(GoldAttribution(a.source, a.cue, a.content) for a in gold.attributions if not a.optional)
    optional = {p.id for p, g in outcome.pairs if g.optional}
    article = GoldArticle(gold.name, outcome.document.text, attributions)
    return article, [a for a in found if a.id not in optional]


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _accuracy(values: Iterable[bool]) -> dict[str, float]:
    listed = list(values)
    return {"right": _share(sum(listed), len(listed)), "gold": len(listed)}


def _exact(found: Attribution, gold: StandoffAttribution) -> bool:
    return tuple((s.start, s.end) for s in found.content) == gold.content


def _speaker_right(found: Attribution, gold: StandoffAttribution) -> bool:
    """Say whether the speakers are the gold's, each once; descriptions of unnamed ones may differ in length."""
    left = list(gold.speakers)
    for speaker in found.speakers:
        same = next((g for g in left if _same_speaker(speaker, g)), None)
        if same is None:
            return False
        left.remove(same)
    return not left


def _same_speaker(found: Speaker, gold: StandoffSpeaker) -> bool:
    if found.type == gold.type and found.type in {"anonymous", "group"}:
        words = _described(found.name)
        return any(words <= _described(name) or _described(name) <= words for name in gold.names)
    return slug(found.name) in map(slug, gold.names)


def _described(name: str) -> frozenset[str]:
    every = frozenset(slug(name).split("-"))
    return every - {"a", "an", "the", "some", "many", "anonymous"} or every


def _speakers(pairs: Sequence[tuple[Attribution, StandoffAttribution]]) -> dict[str, float]:
    named = [(p, g) for p, g in pairs if g.speakers]
    right = sum(_speaker_right(p, g) for p, g in named)
    unknown = sum(not p.speakers for p, _ in named)
    wrong = len(named) - right - unknown
    return {
        "right": _share(right, len(named)),
        "unknown": _share(unknown, len(named)),
        "wrong": _share(wrong, len(named)),
        "gold": len(named),
    }


def _stance(pairs: Sequence[tuple[Attribution, StandoffAttribution]], topic: str) -> dict[str, Any]:
    """Return accuracy and macro-F1 over the four labels, undetermined counting as wrong, and what was emitted alone."""
    judged = [
        (next((s.label for s in p.stances if s.topic == topic), "undetermined"), g.stances[topic])
        for p, g in pairs
        if topic in g.stances
    ]
    resolved = [(found, found if found in gold else gold[0]) for found, gold in judged]
    per_label = {
        label: Counts(
            sum(found == label for found, _ in resolved),
            sum(gold == label for _, gold in resolved),
            *[sum(found == gold == label for found, gold in resolved)] * 2,
        )
        for label in ("support", "oppose", "neutral", "unrelated")
    }
    present = [counts for counts in per_label.values() if counts.gold]
    sided = [(f, g) for f, g in resolved if f in {"support", "oppose"}]
    return _accuracy(f == g for f, g in resolved) | {
        "macro-F1": round(100 * sum(c.f1 for c in present) / max(1, len(present)), 1),
        "undetermined": _share(sum(f == "undetermined" for f, _ in resolved), len(resolved)),
        "support or oppose emitted": len(sided),
        "of these right": _share(sum(f == g for f, g in sided), len(sided)),
        "of these reversed": _share(sum({f, g} == {"support", "oppose"} for f, g in sided), len(sided)),
    }


def _outside(outcome: Outcome, gold: StandoffArticle) -> int:
    """Return how many of the found attributions do not touch the article's body at all."""
    found = [p for p, _ in outcome.pairs] + list(outcome.wrong)
    return sum(not any(len(overlapping(gold.body, s.start, s.end)) for s in a.content) for a in found)


def describe(outcome: Outcome) -> Iterator[tuple[str, str, str, str]]:
    """Yield (verdict, words, found, gold) of each attribution that differs from the gold, for a person to read."""
    for a in outcome.wrong:
        yield "no attribution", _cut(a.content[0].text), ", ".join(s.name for s in a.speakers), ""
    for g in outcome.missed:
        yield "missed", _cut(outcome.document.text[slice(*g.content[0])]), "", _names(g)
    for p, g in outcome.pairs:
        if g.optional:
            continue
        if not _exact(p, g):
            yield (
                "content",
                _cut(" … ".join(s.text for s in p.content)),
                "",
                _cut(" … ".join(outcome.document.text[slice(*r)] for r in g.content)),
            )
        if g.speakers and not _speaker_right(p, g):
            yield "speaker", _cut(p.content[0].text), ", ".join(s.name for s in p.speakers), _names(g)
        if p.kind != g.kind:
            yield "kind", _cut(p.content[0].text), p.kind, g.kind
        if p.said_on.date not in g.dates:
            yield "date", _cut(p.content[0].text), str(p.said_on.date), str(g.dates[0])
        for stance in p.stances:
            if stance.topic in g.stances and stance.label not in g.stances[stance.topic]:
                yield f"stance on {stance.topic}", _cut(p.content[0].text), stance.label, g.stances[stance.topic][0]


def _names(gold: StandoffAttribution) -> str:
    return ", ".join(speaker.names[0] for speaker in gold.speakers)


def _cut(text: str, most: int = 90) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most // 2 - 1] + "…" + line[-(most // 2) :]
