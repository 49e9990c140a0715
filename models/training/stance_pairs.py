"""Training pairs for stance: one statement, one position, and what is known of the answer."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.records import Label
from models.stance_input import Statement, flip

MIRROR: dict[Label, Label] = {"support": "oppose", "oppose": "support"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold one training pair.

    `two_way` pairs come from sets without a neutral class: the neutral logit is masked. `related` is None where the
    set says nothing about relevance. `opposite` is the position turned round, by hand where there is one.
    """

    statement: Statement
    name: str
    position: str
    label: Label
    origin: str
    opposite: str = ""
    two_way: bool = False
    related: bool | None = True
    weight: float = 1.0

    def flipped(self) -> Pair:
        """Return the pair with its position turned round and its label mirrored."""
        return replace(
            self,
            position=self.opposite or flip(self.position),
            opposite=self.position,
            label=MIRROR.get(self.label, self.label),
        )


def flip_some(pairs: Sequence[Pair], share: float, rng: random.Random) -> list[Pair]:
    """Return the pairs with about `share` of the positions turned round."""
    return [pair.flipped() if rng.random() < share else pair for pair in pairs]


def unrelated(pairs: Sequence[Pair], share: float, rng: random.Random) -> list[Pair]:
    """Return `share` times as many pairs whose topic is taken from another pair of the same set.

    Half of them take a topic that shares words with their own where there is one (hard), the others any (easy).
    Topics whose names or positions are nearly the same are never swapped.
    """
    topics = sorted({(pair.name, pair.position, pair.opposite) for pair in pairs})
    made = []
    for pair in rng.sample(list(pairs), int(share * len(pairs))):
        candidates = [t for t in rng.sample(topics, min(12, len(topics))) if _alike(t, pair) < 0.34]
        if not candidates:
            continue
        if rng.random() < 0.5:
            candidates.sort(key=lambda topic: -_alike(topic, pair))
        name, position, opposite = candidates[0]
        made.append(
            replace(
                pair,
                name=name,
                position=position,
                opposite=opposite,
                label="unrelated",
                related=False,
            )
        )
    return made


def _alike(topic: tuple[str, str, str], pair: Pair) -> float:
    one = _content_words(f"{topic[0]} {topic[1]}")
    two = _content_words(f"{pair.name} {pair.position}")
    return len(one & two) / max(1, min(len(one), len(two)))


def _content_words(text: str) -> set[str]:
    return {word.strip(".,'\"?!") for word in text.lower().split() if len(word) > 3} - _COMMON


_COMMON = frozenset(
    """should must would could will that this these those with from have been being more most wrong right good support
    opposed supported stopped ahead deserves backing adopt abolish banned legalize states there their case into than
    which what when where they them also""".split()  # noqa: SIM905  (a list of words reads better as prose)
)
