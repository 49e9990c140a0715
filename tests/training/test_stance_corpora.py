"""Readers of the public sets, on files of their formats with made-up content."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from models.training import stance_corpora, stance_nli, stance_train
from models.training.stance_pairs import Pair
from tests.models.stance_stub import seeded


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """Return a folder with a few made-up rows of every set."""
    stance = tmp_path / "stance"
    write_seesaw(stance)
    for name in ("vast_train_slim.csv", "vast_dev_zero.csv"):
        table(stance / "vast" / name, VAST)
    perspectives(stance / "perspectrum")
    claim = {"topicText": "This house would free the whales", "claims.stance": "PRO"}
    claims = [claim | {"claims.claimCorrectedText": "Whales suffer."}]
    write(stance / "ibm_claim_stance" / "claims_parsed.json", json.dumps(claims))
    for part in ("train", "dev"):
        argument = {"arg_id": "1", "argument": "They smell.", "topic": "Dogs should be banned", "stance": "1"}
        table(stance / "ibm_kpa" / f"arguments_{part}.csv", [argument])
    table(stance / "semeval2023t4_args.csv", [{"text": "We should ban kites. Kites are harmless.", "label": "0"}])
    write(
        stance / "dse" / "train.txt", "[Ann] praised [Bob]'s\tAnn\tBob\t1\n[Ann] met [Bob]\tAnn\tBob\t0\nx\tA\tB\t4\n"
    )
    votes = {f"worker_{number}": "agrees" if number < 5 else "neutral" for number in range(8)}
    table(stance / "gwsd" / "GWSD.tsv", [{"sentence": "It warms.", "in_held_out_test": "False"} | votes], "\t")
    table(stance / "handeset" / "HanDeSeT.csv", [SPEECH])
    return tmp_path


VAST = [
    {"post": "Tax them.", "new_topic": "companies", "label": "1", "type_idx": "1"},
    {"post": "Tax them.", "new_topic": "horses", "label": "2", "type_idx": "4"},
    {"post": "Hard to say.", "new_topic": "companies", "label": "2", "type_idx": "3"},
]
SPEECH = {
    "title": "Kites",
    "motion": "That leave be given to bring in a Bill to ban kites.",
    "utt1": "I beg to move.",
    "utt2": "Kites kill.",
    "utt3": "",
    "utt4": "",
    "utt5": "",
    "manual speech": "1",
    "name": "Ann Ray",
}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def table(path: Path, rows: Iterable[Mapping[str, str]], delimiter: str = ",") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(made[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(made)


def write_seesaw(stance: Path) -> None:
    rows = [
        {"story": str(story), "text": "He hates it.", "before": "", "source": "Ann", "target": target, "label": "NEG"}
        | {"target_type": kind}
        for story in range(60)
        for target, kind in (("the plan", "Topic"), ("Bob", "People"), ("Not in the list", "Event"))
    ]
    write(stance / "seesaw_pairs.jsonl", "\n".join(map(json.dumps, rows)))


def perspectives(folder: Path) -> None:
    write(folder / "perspective_pool_v1.0.json", json.dumps([{"pId": 1, "text": "It saves lives"}]))
    cluster = {"pids": [1], "stance_label_3": "UNDERMINE"}
    claims = [{"text": "Helmets must go.", "perspectives": [cluster]}]
    write(folder / "perspectrum_with_answers_v1.0.json", json.dumps(claims))


def test_seesaw_keeps_stories_apart(corpora: Path) -> None:
    train, dev = list(stance_corpora.seesaw(corpora)), list(stance_corpora.seesaw(corpora, part="dev"))

    assert len(train) + len(dev) == 60
    assert dev
    assert {pair.label for pair in train} == {"oppose"}
    assert train[0].name == "the plan"
    assert train[0].two_way
    assert {pair.name for pair in stance_corpora.seesaw(corpora, policy=False)} == {"Bob"}


def test_vast_reads_swapped_topics_as_unrelated(corpora: Path) -> None:
    labels = [(pair.label, pair.related) for pair in stance_corpora.vast(corpora)]

    assert labels == [("support", True), ("unrelated", False), ("neutral", True)]


def test_perspectrum_joins_claims_and_perspectives(corpora: Path) -> None:
    (pair,) = stance_corpora.perspectrum(corpora)

    assert (pair.statement.words, pair.position, pair.label) == ("It saves lives", "Helmets must go", "oppose")


def test_motions_are_read_as_propositions(corpora: Path) -> None:
    (claim,) = stance_corpora.ibm_claims(corpora)
    (conclusion,) = stance_corpora.semeval(corpora)

    assert claim.position == "We should free the whales"
    assert (conclusion.position, conclusion.statement.words) == ("We should ban kites", "Kites are harmless.")
    assert conclusion.label == "oppose"
    assert len(list(stance_corpora.ibm_arguments(corpora))) == 2


def test_directed_sentiment_turns_the_direction(corpora: Path) -> None:
    praised, met, back = stance_corpora.directed(corpora)

    assert (praised.statement.speaker, praised.name, praised.label) == ("Ann", "Bob", "support")
    assert praised.statement.words == "Ann praised Bob's"
    assert (met.label, met.related) == ("neutral", None)
    assert (back.statement.speaker, back.name, back.label) == ("B", "A", "oppose")


def test_warming_needs_five_raters(corpora: Path) -> None:
    (pair,) = stance_corpora.warming(corpora)

    assert (pair.label, pair.two_way) == ("support", False)


def test_speeches_take_the_last_part(corpora: Path) -> None:
    (pair,) = stance_corpora.speeches(corpora)

    assert (pair.statement.words, pair.position) == ("Kites kill.", "The law should ban kites")


def test_commercial_only_leaves_out_the_non_commercial_sets(corpora: Path) -> None:
    def origins(commercial_only: bool) -> set[str]:
        pairs = stance_train.public_pairs(corpora, commercial_only=commercial_only, rng=seeded(0))
        return {pair.origin for pair in pairs}

    assert origins(commercial_only=False) - origins(commercial_only=True) == {"seesaw"}


def test_public_pairs_are_the_same_for_the_same_seed(corpora: Path) -> None:
    def made() -> list[Pair]:
        return stance_train.public_pairs(corpora, commercial_only=False, rng=seeded(5))

    assert made() == made()


def test_inference_sets_become_warm_up_pairs(tmp_path: Path) -> None:
    for name, *columns in stance_nli._SETS:
        label = "2" if name.startswith("snli") else "contradiction"
        table(tmp_path / "nli" / name, [dict(zip(columns, ("A dog sleeps.", "A dog runs.", label), strict=True))], "\t")
    quote = {"context": "Eva said , 'I love it' .", "hypothesis": "Eva liked it . ", "label": "entailed"}
    write(tmp_path / "nli" / "dnc" / "recast_sentiment_data.json", json.dumps([quote]))
    pairs = stance_nli.read(tmp_path)

    assert [pair.label for pair in pairs] == ["oppose"] * 5 + ["support"]
    assert {pair.related for pair in pairs} == {None}
    assert pairs[-1].position == "Eva liked it."


def test_the_last_phase_is_mostly_about_sides(corpora: Path) -> None:
    pairs = stance_train.phase_pairs("polish", corpora, commercial_only=True, seed=0)
    sided = sum(pair.label in {"support", "oppose"} for pair in pairs)

    assert 0.6 < sided / len(pairs) < 0.95
    assert {pair.origin for pair in pairs} == {"authored"}
    assert "seesaw" in {
        pair.origin for pair in stance_train.phase_pairs("polish", corpora, commercial_only=False, seed=0)
    }
