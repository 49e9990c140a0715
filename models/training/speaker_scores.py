"""Scores of speakers against gold: right, unknown or wrong, by what the source is and by half of the articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language

from models.classes import class_of
from models.ids import attribution_id, slug
from models.quotations import Quotation
from models.quoting import kind_of, outer_quotations
from models.records import Attribution, KnownSpeaker, Span, Speaker
from models.speakers import resolve
from models.text import Range, words
from models.training.calibration import reliability_figures
from models.training.span_scores import in_words
from models.training.speaker_gold import MENTION_KINDS, SourcedGold, SpeakerArticle

_LEADING = ("the-", "a-", "an-", "some-")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Hold what was answered for one gold attribution, and whether it is right."""

    half: str
    gold: SourcedGold
    speakers: tuple[Speaker, ...]
    right: bool


def resolve_gold(
    nlp: Language, articles: Sequence[SpeakerArticle], register: Sequence[KnownSpeaker] = ()
) -> list[Verdict]:
    """Return the verdict on each gold attribution, its spans given.

    What the pass itself finds elsewhere in the article stands beside the gold's spans, as it would in use.
    """
    verdicts = []
    for article in articles:
        doc = nlp(article.text)
        gold = as_attributions(article)
        taken = frozenset().union(*(in_words(one, words(article.text)).words("content") for one in gold))
        others = [a for a in doc._.attributions if not in_words(a, words(article.text)).words("content") & taken]
        drafts = sorted((*gold, *others), key=lambda one: (one.content, one.cue, one.source))
        found = resolve(
            article.text, sentences=doc._.sentences, names=doc._.names, attributions=drafts, register=register
        )
        answered = {id(one): speakers for one, speakers in zip(drafts, found, strict=True)}
        for one, expected in zip(gold, article.attributions, strict=True):
            speakers = answered[id(one)]
            verdicts.append(Verdict(article.half, expected, speakers, is_right(speakers, expected)))
    return verdicts


def as_attributions(article: SpeakerArticle) -> list[Attribution]:
    """Return the gold's spans as attributions whose speakers are still to be found."""
    quoted = outer_quotations(article.text)
    return [_attribution(article.text, quoted, one) for one in article.attributions]


def _attribution(text: str, quoted: Sequence[Quotation], one: SourcedGold) -> Attribution:
    def spans(ranges: Iterable[Range]) -> tuple[Span, ...]:
        return tuple(Span.of(text, start, end) for start, end in ranges)

    kind = kind_of(text, one.content, quoted)
    identity = attribution_id("gold", *(list(part) for part in (one.content, one.cue, one.source)))
    class_ = class_of(" ".join(text[s:e] for s, e in one.cue), kind)
    return Attribution(identity, kind, spans(one.content), spans(one.cue), spans(one.source), 1.0, class_=class_)


def is_right(speakers: Sequence[Speaker], gold: SourcedGold) -> bool:
    """Say whether the names are those of one of the answers: articles, accents, case and marks aside."""
    found = {_key(one.name) for one in speakers}
    return any(found == {_key(one.name) for one in answer} for answer in gold.answers)


def _key(name: str) -> str:
    plain = slug(name.removesuffix(" (anonymous)"))
    return next((plain[len(article) :] for article in _LEADING if plain.startswith(article)), plain)


def speaker_figures(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Return shares of right, unknown and wrong answers in per cent, and the reliability of the confidences."""
    named = [one for one in verdicts if one.gold.named]
    halves = {f"half {half}, named in the article": _shares(v for v in named if v.half == half) for half in ("a", "b")}
    kinds = {
        f"named, source is a {kind}": _shares(v for v in named if v.gold.mention == kind) for kind in MENTION_KINDS
    }
    answered = [one for one in verdicts if one.speakers]
    return {
        "speakers, spans given": {"named in the article": _shares(named)}
        | halves
        | {name.replace("a none", "not told"): shares for name, shares in kinds.items()}
        | {"groups, unnamed and nobody": _shares(one for one in verdicts if not one.gold.named)},
        "reliability of speaker confidence": reliability_figures(
            [min(one.confidence for one in v.speakers) for v in answered], [v.right for v in answered]
        ),
    }


def _shares(verdicts: Iterable[Verdict]) -> dict[str, float]:
    held = list(verdicts)
    right = sum(one.right for one in held)
    unknown = sum(not one.right and not one.speakers for one in held)
    counts = {"right": right, "unknown": unknown, "wrong": len(held) - right - unknown}
    return {name: round(100 * count / max(1, len(held)), 1) for name, count in counts.items()} | {"gold": len(held)}


def mistakes(verdicts: Sequence[Verdict], *, half: str) -> Iterator[tuple[str, str]]:
    """Yield what was answered and what the gold says for each wrong answer of one half, in order."""
    for one in verdicts:
        if not one.right and one.half == half:
            yield (
                ", ".join(speaker.name for speaker in one.speakers),
                " or ".join(", ".join(speaker.name for speaker in answer) for answer in one.gold.answers),
            )
