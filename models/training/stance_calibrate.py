"""Fit temperatures and abstention thresholds of a stance model on the held-out authored topics."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from models.stance_input import StanceInput
from models.stance_network import StanceNetwork
from models.stances import SCORED, Calibration, Scores, StanceModel
from models.training.stance_measures import SIDES
from models.training.stance_pairs import Pair
from models.training.stance_scores import judged

AIM = 0.85  # sides are to be right 85 times in 100, else the model abstains
_FEWEST = 25  # labels that must be left above a threshold for it to count
_TEMPERATURES = (0.7, 0.85, 1.0, 1.2, 1.4, 1.7, 2.0, 2.4, 2.9, 3.5, 4.2)
_LEAST = tuple(round(0.30 + 0.02 * step, 2) for step in range(34))
_NEUTRAL_AIM, _UNRELATED_AIM = 0.6, 0.7


def calibrate(network: StanceNetwork, reader: StanceInput, pairs: Sequence[Pair]) -> Calibration:
    """Return the calibration under which held-out pairs are likeliest, and the least scores that reach the aims."""

    def surprise(calibration: Calibration) -> float:
        return _surprise(_scores(network, reader, calibration, pairs), pairs)

    relevance = min(_TEMPERATURES, key=lambda value: surprise(Calibration(relevance=value)))
    polarity = min(_TEMPERATURES, key=lambda value: surprise(Calibration(value, relevance)))
    fitted = Calibration(polarity, relevance)
    held = [_held(StanceModel(network, reader, replace(fitted, mirror=mirror)), pairs) for mirror in (True, False)]
    return max(held, key=lambda found: found[1])[0]


def _held(model: StanceModel, pairs: Sequence[Pair]) -> tuple[Calibration, int]:
    """Return the model's calibration with the least scores that reach the aims, and how many right sides it gives."""
    stances = judged(model, pairs)
    given = [(stance.label, stance.confidence, pair.label) for stance, pair in zip(stances, pairs, strict=True)]
    sides = _least([(score, label == gold) for label, score, gold in given if label in SIDES], AIM)
    neutral = _least([(score, label == gold) for label, score, gold in given if label == "neutral"], _NEUTRAL_AIM)
    apart = _least([(score, label == gold) for label, score, gold in given if label == "unrelated"], _UNRELATED_AIM)
    right = sum(label in SIDES and label == gold and score >= sides for label, score, gold in given)
    return replace(model.calibration, least=(sides, sides, neutral, apart)), right


def _scores(
    network: StanceNetwork, reader: StanceInput, calibration: Calibration, pairs: Sequence[Pair]
) -> list[Scores]:
    model = StanceModel(network, reader, calibration)
    return model.scores([(pair.statement, pair.name, pair.position) for pair in pairs])


def _surprise(scores: Sequence[Scores], pairs: Sequence[Pair]) -> float:
    likelihoods = (s.values[SCORED.index(pair.label)] for s, pair in zip(scores, pairs, strict=True))
    return -sum(math.log(max(value, 1e-3)) for value in likelihoods)


def _least(given: Sequence[tuple[float, bool]], aim: float) -> float:
    """Return the lowest threshold above which labels are right as often as the aim, else the one where most often."""
    best = (0.0, _LEAST[-1])
    for threshold in _LEAST:
        kept = [right for score, right in given if score >= threshold]
        if len(kept) < _FEWEST:
            break
        precision = sum(kept) / len(kept)
        if precision >= aim:
            return threshold
        best = max(best, (precision, threshold))
    return best[1]
