"""Measures over judged statements: F1 by label, precision and coverage of what is not abstained, calibration error."""

from __future__ import annotations

from collections.abc import Sequence

from models.records import Label, Stance

SIDES: tuple[Label, ...] = ("support", "oppose")


def f1(gold: Sequence[str], found: Sequence[str], label: str) -> float:
    """Return the F1 of one label, 0 where it is neither given nor found."""
    right = sum(g == f == label for g, f in zip(gold, found, strict=True))
    return 2 * right / max(1, list(gold).count(label) + list(found).count(label))


def macro_f1(gold: Sequence[str], found: Sequence[str], labels: Sequence[str]) -> float:
    """Return the mean of the labels' F1."""
    return sum(f1(gold, found, label) for label in labels) / len(labels)


def likeliest(stance: Stance, labels: Sequence[str]) -> str:
    """Return the label with the highest score among `labels`, with no abstention."""
    return max(labels, key=lambda label: stance.scores[label])


def emitted(gold: Sequence[str], stances: Sequence[Stance]) -> dict[str, float]:
    """Return how right the emitted sides are, how many are emitted, and how often the opposite side is given.

    `sided_precision`: of the support and oppose labels given, the share that is right. `sided_recall`: of the sided
    statements, the share given its side. `coverage`: the share of all statements given any label. `reversed`: of the
    sides given, the share that is the opposite of the gold side.
    """
    given = [(g, s.label) for g, s in zip(gold, stances, strict=True) if s.label in SIDES]
    right = sum(g == label for g, label in given)
    return {
        "sided_precision": right / max(1, len(given)),
        "sided_recall": right / max(1, sum(g in SIDES for g in gold)),
        "coverage": sum(s.label != "undetermined" for s in stances) / max(1, len(stances)),
        "reversed": sum(g in SIDES and g != label for g, label in given) / max(1, len(given)),
    }


def calibration_error(gold: Sequence[str], stances: Sequence[Stance], *, bins: int = 10) -> float:
    """Return the expected calibration error of the likeliest labels, over bins of equal width."""
    error = 0.0
    for number in range(bins):
        inside = [
            (stance, label)
            for stance, label in zip(stances, gold, strict=True)
            if number / bins < stance.confidence <= (number + 1) / bins
        ]
        if inside:
            right = sum(likeliest(stance, tuple(stance.scores)) == label for stance, label in inside)
            error += abs(right - sum(stance.confidence for stance, _ in inside))
    return error / max(1, len(stances))
