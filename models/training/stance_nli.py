"""Read natural-language inference sets as warm-up pairs: premise as statement, hypothesis as position."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from models.records import Label
from models.stance_input import Statement
from models.training.stance_pairs import Pair

_LABELS: dict[str, Label] = {
    "entailment": "support",
    "contradiction": "oppose",
    "neutral": "neutral",
    "0": "support",
    "2": "oppose",
    "1": "neutral",
}
_SETS = (
    ("cad/train.tsv", "sentence1", "sentence2", "gold_label"),
    ("snli_devtest/validation.tsv", "premise", "hypothesis", "label"),
    ("conjnli/adversarial_train_15k.tsv", "Premise", "Hypothesis", "Label"),
    ("negation/SNLI.txt", "Text", "Hypothesis", "gold_label"),
    ("negation/MNLI.txt", "Text", "Hypothesis", "gold_label"),
)


def read(corpora: Path) -> list[Pair]:
    """Return the warm-up pairs under `corpora/nli`; entailment is read as support, contradiction as oppose."""
    pairs = [pair for name, *columns in _SETS for pair in _table(corpora / "nli" / name, *columns)]
    pairs.extend(_sentiment(corpora / "nli" / "dnc" / "recast_sentiment_data.json"))
    return pairs


def _table(path: Path, premise: str, hypothesis: str, label: str) -> Iterator[Pair]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if (found := _LABELS.get(row[label] or "")) and row[hypothesis]:
                yield Pair(Statement("", row[premise]), "", row[hypothesis], found, f"nli/{path.stem}", related=None)


def _sentiment(path: Path) -> Iterator[Pair]:
    for row in json.loads(path.read_text(encoding="utf-8")):
        label: Label = "support" if row["label"] == "entailed" else "oppose"
        statement = Statement("", row["context"].replace(" ,", ",").replace(" .", "."))
        hypothesis = row["hypothesis"].replace(" .", ".").strip()
        yield Pair(statement, "", hypothesis, label, "nli/dnc", two_way=True, related=None)
