"""Choose whom a pronoun means: each party mentioned not long before is scored by weighted features.

The weights are data (`models/naming/data/weights.json`); a learned scorer replaces them by other numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.naming import lexicon
from models.naming.entities import Entity
from models.naming.lexicon import NounKind
from models.naming.mentions import Mention

MEMORY = 60
SENTENCES = 12
_FITTING: dict[NounKind, tuple[NounKind | None, ...]] = {
    "person": ("person", None),
    "body": ("body", None),
    "group": ("group", "body"),
    "thing": (),
}


@dataclass(frozen=True, slots=True)
class Trace:
    """Hold where a party was mentioned, and how: what makes it come to mind again."""

    start: int
    sentence: int
    paragraph: int
    entity: int
    word: str
    pronoun: bool
    subject: bool
    opens: bool
    leads: bool
    source: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Hold where an anaphor stands, and the ranges of the statement it is the source of."""

    start: int
    sentence: int
    paragraph: int
    content: tuple[tuple[int, int], ...] = ()
    quoted: bool = False

    @property
    def tag(self) -> bool:
        """Tell whether the source stands right behind its content ("..., he said")."""
        return any(0 <= self.start - end <= 12 for _, end in self.content)


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold the party chosen, the probability among the candidates, and the score."""

    entity: Entity
    certainty: float
    score: float


def features(
    mention: Mention, place: Place, entity: Entity, traces: Sequence[Trace], *, last_source: int | None
) -> dict[str, float]:
    """Return the features of one candidate from its mentions, the latest first; a missing feature counts as zero."""
    trace = traces[0]
    here = [each for each in traces if each.paragraph == place.paragraph]
    return {
        "distance": math.log2(1 + place.sentence - trace.sentence),
        "same_sentence": float(trace.sentence == place.sentence),
        "same_paragraph": float(bool(here)),
        "subject": float(trace.subject),
        "opens_sentence": float(trace.opens),
        "recent_subject": float(any(each.subject and place.sentence - each.sentence <= 1 for each in traces)),
        "opens_paragraph": float(any(each.opens and each.leads for each in here)),
        "source": float(any(each.source for each in traces)),
        "recent_source": float(any(each.source and place.sentence - each.sentence <= 1 for each in traces)),
        "last_source": float(entity.number == last_source),
        "last_source_here": float(entity.number == last_source and bool(here)),
        "quoted": float(trace.quoted and not place.quoted),
        "own_content": float(_inside(trace, place)),
        "tag_last_source": float(place.tag and entity.number == last_source),
        "frequency": math.log2(1 + entity.seen),
        "pronoun": float(trace.pronoun),
        "same_pronoun": float(trace.pronoun and _same_pronoun(trace.word, mention.head)),
        "named": float(entity.named),
        "unsure": float(entity.kind is None),
        "gender_match": float(mention.gender is not None and mention.gender == entity.gender),
    }


def clashes(mention: Mention, entity: Entity) -> bool:
    """Tell whether kind, number or gender rules out that a pronoun means a party."""
    if mention.kind is not None and entity.kind not in _FITTING[mention.kind]:
        return True
    if mention.plural != entity.plural and not (mention.plural and entity.kind == "body"):
        return True
    return None not in (mention.gender, entity.gender) and mention.gender != entity.gender


def _inside(trace: Trace, place: Place) -> bool:
    return any(start <= trace.start < end for start, end in place.content)


def _same_pronoun(one: str, other: str) -> bool:
    return one[:1] == other[:1]


def weights() -> Mapping[str, float]:
    """Return the weight of each feature."""
    found: Mapping[str, float] = lexicon.load("weights")["antecedent"]
    return found


def score(values: Mapping[str, float], by: Mapping[str, float]) -> float:
    """Return the weighted sum of a candidate's features."""
    return sum([value * by.get(name, 0.0) for name, value in values.items() if value])


def candidates(
    mention: Mention, place: Place, trail: Sequence[Trace], cast: Sequence[Entity]
) -> Iterable[tuple[Entity, dict[str, float]]]:
    """Yield each party of the last sentences that nothing rules out once, with the features of its mentions."""
    nearest: dict[int, list[Trace]] = {}
    last_source: int | None = None
    for trace in reversed(trail[-MEMORY:]):
        if place.sentence - trace.sentence > SENTENCES:
            break
        if trace.start >= place.start or clashes(mention, cast[trace.entity]):
            continue
        if place.tag and not trace.pronoun and _inside(trace, place):
            continue  # "Smith will win, he said": who speaks does not name himself
        nearest.setdefault(trace.entity, []).append(trace)
        if last_source is None and trace.source and not _inside(trace, place):
            last_source = trace.entity
    for number, traces in nearest.items():
        yield cast[number], features(mention, place, cast[number], traces, last_source=last_source)


def choose(mention: Mention, place: Place, trail: Sequence[Trace], cast: Sequence[Entity]) -> Choice | None:
    """Return the best party for a pronoun, None where none is good enough."""
    by, accept = weights(), lexicon.load("weights")["accept"]
    scored = [(score(values, by), entity) for entity, values in candidates(mention, place, trail, cast)]
    if not scored:
        return None
    best, entity = max(scored, key=lambda item: item[0])
    if best < accept["pronoun"]:
        return None
    certainty = 1.0 / sum(math.exp((value - best) / accept["temperature"]) for value, _ in scored)
    return Choice(entity, certainty, best) if certainty >= accept["certainty"] else None
