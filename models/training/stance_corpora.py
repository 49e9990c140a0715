"""Read the public stance sets as training pairs, each with a written position made from its topic."""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from models.records import Label
from models.stance_input import Statement
from models.training.stance_pairs import Pair

_TEMPLATES = (
    ("{} should go ahead", "{} should be stopped"),
    ("{} is right", "{} is wrong"),
    ("{} deserves support", "{} deserves to be rejected"),
    ("{} should be kept", "{} should be ended"),
    ("{} is a good thing", "{} is a bad thing"),
)
_BODY_TEMPLATES = (
    ("{} deserves praise", "{} deserves blame"),
    ("{} is right", "{} is wrong"),
    ("{} can be trusted", "{} cannot be trusted"),
)
_POLICY_TYPES = frozenset({"Topic", "Event"})
_SIDES: dict[str, Label] = {"1": "support", "-1": "oppose", "0": "oppose", "PRO": "support", "CON": "oppose"}


def seesaw(corpora: Path, *, part: str = "train", policy: bool = True) -> Iterator[Pair]:
    """Yield SEESAW pairs (CC BY-NC-SA 4.0) with a policy or event, or else a body or person, as target.

    One story in ten, by a digest of its number, is the dev part, so that no story is on both sides.
    """
    for line in (corpora / "stance" / "seesaw_pairs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        held = hashlib.sha256(row["story"].encode()).digest()[0] % 10 == 0
        if held == (part == "dev") and (row["target_type"] in _POLICY_TYPES) == policy and row["target"] != _UNLISTED:
            source = "" if row["source"] in {_UNLISTED, "None", None} else row["source"]
            statement = Statement(source, row["text"], row["before"])
            label: Label = "support" if row["label"] == "POS" else "oppose"
            yield _about(row["target"], statement, label, "seesaw", templates=_TEMPLATES if policy else _BODY_TEMPLATES)


_UNLISTED = "Not in the list"


def vast(corpora: Path, *, part: str = "train") -> Iterator[Pair]:
    """Yield VAST pairs; its synthetic neutrals (a topic swapped in) are read as unrelated."""
    name = "vast_train_slim.csv" if part == "train" else "vast_dev_zero.csv"
    for row in _rows(corpora / "stance" / "vast" / name):
        swapped = row["label"] == "2" and row["type_idx"] == "4"
        label: Label = ("oppose", "support", "unrelated" if swapped else "neutral")[int(row["label"])]
        pair = _about(row["new_topic"], Statement("", row["post"]), label, "vast")
        yield Pair(pair.statement, pair.name, pair.position, label, "vast", pair.opposite, related=not swapped)


def perspectrum(corpora: Path) -> Iterator[Pair]:
    """Yield Perspectrum claims with the perspectives that support or undermine them (CC BY-SA 4.0)."""
    folder = corpora / "stance" / "perspectrum"
    pool = {row["pId"]: row["text"] for row in json.loads((folder / "perspective_pool_v1.0.json").read_text("utf-8"))}
    for claim in json.loads((folder / "perspectrum_with_answers_v1.0.json").read_text("utf-8")):
        for cluster in claim["perspectives"]:
            label: Label = "support" if cluster["stance_label_3"] == "SUPPORT" else "oppose"
            for number in cluster["pids"]:
                yield _proposition(claim["text"], Statement("", pool[number]), label, "perspectrum")


def ibm_claims(corpora: Path) -> Iterator[Pair]:
    """Yield claims for and against the motions of the IBM claim stance set (CC BY-SA 3.0)."""
    for row in json.loads((corpora / "stance" / "ibm_claim_stance" / "claims_parsed.json").read_text("utf-8")):
        position = re.sub(r"^This house (believes that |would )", _house, row["topicText"])
        label = _SIDES[row["claims.stance"]]
        yield _proposition(position, Statement("", row["claims.claimCorrectedText"]), label, "ibm_claim_stance")


def _house(match: re.Match[str]) -> str:
    return "" if match[1].startswith("believes") else "We should "


def ibm_arguments(corpora: Path) -> Iterator[Pair]:
    """Yield crowd arguments on motions of the IBM key point set (CDLA-Sharing 1.0)."""
    for part in ("train", "dev"):
        for row in _rows(corpora / "stance" / "ibm_kpa" / f"arguments_{part}.csv"):
            yield _proposition(row["topic"], Statement("", row["argument"]), _SIDES[row["stance"]], "ibm_kpa")


def semeval(corpora: Path) -> Iterator[Pair]:
    """Yield conclusions and premises of the SemEval 2023 task 4 arguments (CC BY 4.0)."""
    for row in _rows(corpora / "stance" / "semeval2023t4_args.csv"):
        conclusion, _, premise = row["text"].partition(". ")
        yield _proposition(conclusion, Statement("", premise), _SIDES[row["label"]], "semeval2023t4")


def directed(corpora: Path) -> Iterator[Pair]:
    """Yield directed sentiment between entities in news sentences (DSE); no sentiment is read as neutral."""
    path = corpora / "stance" / "dse" / "train.txt"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            text, one, two, label = re.sub(r"[\[\]]", "", row[0]), row[1], row[2], row[3]
            source, target = (two, one) if label in {"2", "4"} else (one, two)
            side: Label = {"1": "support", "2": "support", "3": "oppose", "4": "oppose"}.get(label, "neutral")  # type: ignore[assignment]
            pair = _about(target, Statement(source, text), side, "dse", templates=_BODY_TEMPLATES)
            related = None if side == "neutral" else True
            yield Pair(pair.statement, pair.name, pair.position, side, "dse", pair.opposite, related=related)


def warming(corpora: Path) -> Iterator[Pair]:
    """Yield news sentences on global warming where at least five of eight raters agree (GWSD)."""
    with (corpora / "stance" / "gwsd" / "GWSD.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            votes = [row[f"worker_{number}"] for number in range(8)]
            for vote, label in (("agrees", "support"), ("disagrees", "oppose"), ("neutral", "neutral")):
                if votes.count(vote) >= 5 and row["in_held_out_test"] == "False":
                    yield Pair(
                        Statement("", row["sentence"]),
                        "Global warming",
                        "Climate change is a serious concern",
                        label,  # type: ignore[arg-type]
                        "gwsd",
                        "Climate change is no serious concern",
                    )


def speeches(corpora: Path) -> Iterator[Pair]:
    """Yield House of Commons speeches on motions (HanDeSeT): the last part spoken, where the speaker sums up."""
    for row in _rows(corpora / "stance" / "handeset" / "HanDeSeT.csv", encoding="latin-1"):
        last = next((row[f"utt{n}"] for n in (5, 4, 3, 2, 1) if row[f"utt{n}"]), "")
        label = _SIDES[row["manual speech"]]
        motion = re.sub(r"^That leave be given to bring in a Bill to ", "The law should ", row["motion"])
        pair = _proposition(motion[:300], Statement(row["name"], last), label, "handeset")
        yield Pair(pair.statement, row["title"], pair.position, label, "handeset", two_way=True)


def _about(
    target: str,
    statement: Statement,
    label: Label,
    origin: str,
    *,
    templates: tuple[tuple[str, str], ...] = _TEMPLATES,
) -> Pair:
    chosen = random.Random(f"{target}|{statement.words}").choice(templates)  # noqa: S311
    position, opposite = (template.format(target[:1].upper() + target[1:]) for template in chosen)
    return Pair(statement, target, position, label, origin, opposite, two_way=True)


def _proposition(position: str, statement: Statement, label: Label, origin: str) -> Pair:
    return Pair(statement, "", position.strip().rstrip("."), label, origin, two_way=True)


def _rows(path: Path, *, encoding: str = "utf-8") -> Iterator[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        yield from csv.DictReader(file)


READERS: dict[str, tuple[Callable[[Path], Iterator[Pair]], int]] = {
    "seesaw": (seesaw, 4000),
    "seesaw_bodies": (lambda corpora: seesaw(corpora, policy=False), 2500),
    "vast": (vast, 3500),
    "perspectrum": (perspectrum, 5500),
    "ibm_claim_stance": (ibm_claims, 2200),
    "ibm_kpa": (ibm_arguments, 3500),
    "semeval2023t4": (semeval, 3500),
    "dse": (directed, 3500),
    "gwsd": (warming, 600),
    "handeset": (speeches, 300),
}
"""Each set with its reader and the most pairs that one training takes from it (long texts get less room)."""

NON_COMMERCIAL = frozenset({"seesaw", "seesaw_bodies"})
