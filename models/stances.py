"""Judge stances: whether a speaker, as far as one statement shows it, wants a topic's written position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from models.records import Label, Stance, Topic
from models.stance_input import Encoded, StanceInput, Statement, flip
from models.weights import read_artifact

if TYPE_CHECKING:
    from models.stance_network import StanceNetwork

__all__ = ["Calibration", "StanceModel", "Statement"]

SCORED: tuple[Label, ...] = ("support", "oppose", "neutral", "unrelated")
_SIDES: tuple[Label, ...] = ("support", "oppose")
_BATCH = 16
_STEP = 16  # inputs are padded to the next multiple, so that a pair's shape never depends on its neighbours
_DIGITS = 4  # float sums may differ in their seventh digit with the shape of the batch


@dataclass(frozen=True, slots=True)
class Calibration:
    """Hold what was fitted on held-out topics: temperatures of the two heads and the least score of each label.

    With `mirror` a side is given only where the position turned round gets the mirrored side.
    """

    polarity: float = 1.0
    relevance: float = 1.0
    least: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    mirror: bool = True


@dataclass(frozen=True, slots=True)
class Scores:
    """Hold the probabilities of support, oppose, neutral and unrelated, in this order."""

    values: tuple[float, float, float, float]

    @property
    def label(self) -> Label:
        """Return the likeliest label; the first of equals."""
        return SCORED[max(range(4), key=lambda place: self.values[place])]

    def mirrored(self) -> Scores:
        """Return the scores with support and oppose changed over."""
        support, oppose, neutral, unrelated = self.values
        return Scores((oppose, support, neutral, unrelated))


class StanceModel:
    """Judge statements on topics with a cross-encoder; see the artifact's card for how wrong it can be."""

    def __init__(self, network: StanceNetwork, reader: StanceInput, calibration: Calibration) -> None:
        self.calibration = calibration
        self._network = network.eval()
        self._reader = reader

    @classmethod
    def load(cls, path: str | Path) -> StanceModel:
        """Return the model of an artifact's folder; torch is imported here.

        Raises:
            ArtifactError: a file is missing or is not the recorded one.
        """
        from tokenizers import Tokenizer

        from models.stance_network import StanceNetwork

        folder = Path(path)
        artifact = read_artifact(folder)
        network = StanceNetwork(artifact.config["network"])
        network.load_state_dict({name: value.float() for name, value in artifact.weights.items()})
        reader = StanceInput(Tokenizer.from_file(str(folder / "tokenizer.json")))
        return cls(network, reader, _calibration(artifact.config["calibration"]))

    def judge(self, statements: Sequence[Statement], topics: Sequence[Topic]) -> list[tuple[Stance, ...]]:
        """Return for each statement one stance per topic, in the topics' order.

        A statement's stances depend on that statement alone: inputs are padded to a width of their own and scores
        rounded to four digits. A label is given only where its score reaches the calibrated least (and, under
        `Calibration.mirror`, a side only where the position turned round gets the mirrored one); else it is
        undetermined, and `confidence` is the score of the likeliest label.
        """
        stances = self.judge_pairs([(statement, topic) for statement in statements for topic in topics])
        width = len(topics)
        return [tuple(stances[place * width : (place + 1) * width]) for place in range(len(statements))]

    def judge_pairs(self, pairs: Sequence[tuple[Statement, Topic]]) -> list[Stance]:
        """Return one stance for each pair of a statement and a topic; see `judge`."""
        return [
            self._decide(topic.id, *scores) for (_, topic), scores in zip(pairs, self._read_twice(pairs), strict=True)
        ]

    def scores(self, pairs: Sequence[tuple[Statement, str, str]]) -> list[Scores]:
        """Return the scores of (statement, topic name, position) triples, each position read as it stands."""
        encoded = [self._reader.encode(*pair) for pair in pairs]
        order = sorted(range(len(encoded)), key=lambda place: (_width(encoded[place]), place))
        found: dict[int, Scores] = {}
        start = 0
        while start < len(order):
            width = _width(encoded[order[start]])
            group = [place for place in order[start : start + _BATCH] if _width(encoded[place]) == width]
            found.update(zip(group, self._forward([encoded[place] for place in group], width), strict=True))
            start += len(group)
        return [found[place] for place in range(len(encoded))]

    def _read_twice(self, pairs: Sequence[tuple[Statement, Topic]]) -> list[tuple[Scores, Scores | None]]:
        """Read every pair once and, to mirror, those with a side a second time with the position turned round."""
        first = self.scores([(statement, topic.name, topic.position) for statement, topic in pairs])
        sided = [place for place, scores in enumerate(first) if self.calibration.mirror and scores.label in _SIDES]
        again = self.scores([(pairs[p][0], pairs[p][1].name, flip(pairs[p][1].position)) for p in sided])
        second = {place: scores.mirrored() for place, scores in zip(sided, again, strict=True)}
        return [(scores, second.get(place)) for place, scores in enumerate(first)]

    def _decide(self, topic: str, first: Scores, second: Scores | None) -> Stance:
        scores = first if second is None else _mean(first, second)
        label = scores.label
        confidence = scores.values[SCORED.index(label)]
        agreed = second is None or second.label == first.label
        if not agreed or confidence < self.calibration.least[SCORED.index(label)]:
            label = "undetermined"
        return Stance(topic, label, confidence, MappingProxyType(dict(zip(SCORED, scores.values, strict=True))))

    def _forward(self, pairs: Sequence[Encoded], width: int) -> list[Scores]:
        import torch

        from models.stance_network import pad

        with torch.inference_mode():
            polarity, relevance = self._network(*pad(pairs, self._reader.padding, length=width))
            sides = torch.softmax(polarity.double() / self.calibration.polarity, dim=1)
            bears = torch.sigmoid(relevance.double() / self.calibration.relevance).unsqueeze(1)
            rows: list[list[float]] = torch.cat([sides * bears, 1 - bears], dim=1).tolist()
        return [_rounded(row) for row in rows]


def _width(pair: Encoded) -> int:
    return -(-len(pair.ids) // _STEP) * _STEP


def _mean(one: Scores, two: Scores) -> Scores:
    return _rounded([(a + b) / 2 for a, b in zip(one.values, two.values, strict=True)])


def _rounded(values: Sequence[float]) -> Scores:
    """Round to four digits; the largest takes up what rounding leaves, so that the sum stays one."""
    rounded = [round(value, _DIGITS) for value in values]
    largest = max(range(4), key=lambda place: rounded[place])
    rounded[largest] = round(rounded[largest] + 1 - sum(rounded), _DIGITS)
    return Scores((rounded[0], rounded[1], rounded[2], rounded[3]))


def _calibration(config: dict[str, Any]) -> Calibration:
    support, oppose, neutral, unrelated = (float(config["least"][label]) for label in SCORED)
    least = (support, oppose, neutral, unrelated)
    return Calibration(float(config["polarity"]), float(config["relevance"]), least, bool(config["mirror"]))
