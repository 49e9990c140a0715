"""Score a stance model on its dev splits (held-out authored topics, SEESAW by story, VAST) and its behaviour."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from models.records import Label, Stance, Topic
from models.stance_input import flip
from models.stances import SCORED, StanceModel
from models.training import stance_authored, stance_corpora
from models.training.stance_measures import SIDES, calibration_error, emitted, likeliest, macro_f1
from models.training.stance_pairs import MIRROR, Pair

Figures = dict[str, float]
_THREE: tuple[Label, ...] = ("support", "oppose", "neutral")
_OTHER_SPEAKERS = ("Ana Lindqvist", "a government official", "Paul Mensah", "the Federation of Small Traders")


def evaluate(model: StanceModel, corpora: Path, *, vast: int = 1100, seesaw: int = 1000) -> dict[str, Figures]:
    """Return the figures on every dev split that is there; `vast` and `seesaw` cap the pairs read of each.

    The authored figures need no corpora; a set whose files are missing is left out.
    """
    dev = stance_authored.pairs("dev")
    figures = {
        "authored": four_way(model, dev),
        "authored_turned": four_way(model, [pair.flipped() for pair in dev]),
        "behaviour": behaviour(model, dev),
    }
    if (corpora / "stance" / "seesaw_pairs.jsonl").is_file():
        figures["seesaw"] = two_way(model, list(stance_corpora.seesaw(corpora, part="dev"))[:seesaw])
    if (corpora / "stance" / "vast" / "vast_dev_zero.csv").is_file():
        figures["vast"] = three_way(model, list(stance_corpora.vast(corpora, part="dev"))[:vast])
    return figures


def four_way(model: StanceModel, pairs: Sequence[Pair]) -> Figures:
    """Return the four-class figures on pairs of every label."""
    gold, stances = [pair.label for pair in pairs], judged(model, pairs)
    found = [likeliest(stance, SCORED) for stance in stances]
    return {
        "statements": len(pairs),
        "macro_f1": macro_f1(gold, found, SCORED),
        "sided_f1": macro_f1(gold, found, SIDES),
        "calibration_error": calibration_error(gold, stances),
        **emitted(gold, stances),
    }


def two_way(model: StanceModel, pairs: Sequence[Pair]) -> Figures:
    """Return figures on pairs that all have a side: macro-F1 where the model must choose one, and what it emits."""
    gold, stances = [pair.label for pair in pairs], judged(model, pairs)
    found = [likeliest(stance, SIDES) for stance in stances]
    return {"statements": len(pairs), "sided_f1": macro_f1(gold, found, SIDES), **emitted(gold, stances)}


def three_way(model: StanceModel, pairs: Sequence[Pair]) -> Figures:
    """Return figures on pairs where neutral and unrelated are one class, as VAST has them."""
    gold = ["neutral" if pair.label == "unrelated" else pair.label for pair in pairs]
    stances = judged(model, pairs)
    found = [likeliest(stance, SCORED) for stance in stances]
    return {
        "statements": len(pairs),
        "macro_f1": macro_f1(gold, ["neutral" if label == "unrelated" else label for label in found], _THREE),
        **emitted(gold, stances),
    }


def behaviour(model: StanceModel, pairs: Sequence[Pair]) -> Figures:
    """Return how often the model behaves as it must on pairs of several topics.

    `mirrored`: the position turned round by hand mirrors the likelier side of a polar statement. `elsewhere`: another
    topic's position makes it unrelated. `speaker`: another speaker's name leaves the likeliest label.
    """
    rng = random.Random(0)  # noqa: S311
    polar = [pair for pair in pairs if pair.label in SIDES]
    turned = [replace(pair, position=pair.opposite or flip(pair.position)) for pair in polar]
    others = [rng.choice([other for other in pairs if other.position != pair.position]) for pair in polar]
    moved = [replace(p, name=o.name, position=o.position) for p, o in zip(polar, others, strict=True)]
    renamed = [replace(pair, statement=replace(pair.statement, speaker=rng.choice(_OTHER_SPEAKERS))) for pair in polar]
    before = [likeliest(stance, SIDES) for stance in judged(model, polar)]
    after = [likeliest(stance, SIDES) for stance in judged(model, turned)]
    return {
        "mirrored": _share([MIRROR[b] == a for b, a in zip(before, after, strict=True)]),  # type: ignore[index]
        "elsewhere": _share([likeliest(stance, SCORED) == "unrelated" for stance in judged(model, moved)]),
        "speaker": _share(
            [
                likeliest(one, SCORED) == likeliest(two, SCORED)
                for one, two in zip(judged(model, polar), judged(model, renamed), strict=True)
            ]
        ),
    }


def judged(model: StanceModel, pairs: Sequence[Pair]) -> list[Stance]:
    """Return the model's stances on pairs, each towards its own position."""
    return model.judge_pairs([(pair.statement, Topic("", pair.name, (), pair.position)) for pair in pairs])


def _share(right: Sequence[bool]) -> float:
    return sum(right) / max(1, len(right))
