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

AIM = 0.87  # sides are to be right 85 times in 100; two more for the smallness of the dev split
_TEMPERATURES = (0.7, 0.85, 1.0, 1.2, 1.4, 1.7, 2.0, 2.4, 2.9, 3.5, 4.2)
_LEAST = tuple(0.30 + 0.02 * step for step in range(34))
_NEUTRAL_AIM, _UNRELATED_AIM = 0.6, 0.7


def calibrate(network: StanceNetwork, reader: StanceInput, pairs: Sequence[Pair]) -> Calibration:
    """Return the calibration under which held-out pairs are likeliest, and the least scores that reach the aims."""
    fitted = min(
        (Calibration(polarity, relevance) for polarity in _TEMPERATURES for relevance in _TEMPERATURES[:7]),
        key=lambda calibration: _surprise(_scores(network, reader, calibration, pairs), pairs),
    )
    stances = judged(StanceModel(network, reader, fitted), pairs)
    given = [(stance.label, stance.confidence, pair.label) for stance, pair in zip(stances, pairs, strict=True)]
    sides = _least([(score, label == gold) for label, score, gold in given if label in SIDES], AIM)
    neutral = _least([(score, label == gold) for label, score, gold in given if label == "neutral"], _NEUTRAL_AIM)
    apart = _least([(score, label == gold) for label, score, gold in given if label == "unrelated"], _UNRELATED_AIM)
    return replace(fitted, least=(sides, sides, neutral, apart))


def _scores(
    network: StanceNetwork, reader: StanceInput, calibration: Calibration, pairs: Sequence[Pair]
) -> list[Scores]:
    model = StanceModel(network, reader, calibration)
    return model.scores([(pair.statement, pair.name, pair.position) for pair in pairs])


def _surprise(scores: Sequence[Scores], pairs: Sequence[Pair]) -> float:
    likelihoods = (s.values[SCORED.index(pair.label)] for s, pair in zip(scores, pairs, strict=True))
    return -sum(math.log(max(value, 1e-3)) for value in likelihoods)


def _least(given: Sequence[tuple[float, bool]], aim: float) -> float:
    """Return the lowest threshold above which the given labels are right as often as the aim."""
    for threshold in _LEAST:
        kept = [right for score, right in given if score >= threshold]
        if kept and sum(kept) / len(kept) >= aim:
            return round(threshold, 2)
    return _LEAST[-1]
