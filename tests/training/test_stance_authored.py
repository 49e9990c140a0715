"""The authored stance set: its format, its balance, what must not be in it, and its training copies."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from models.stance_input import Statement
from models.training import stance_authored
from models.training.stance_authored import FOLDER
from tests.models.stance_stub import seeded

CARDS = stance_authored.cards()
TRAIN = stance_authored.statements("train")
DEV = stance_authored.statements("dev")
SPLITS = ("train", "dev", "calibration", "test")
ALL = [written for split in SPLITS for written in stance_authored.statements(split)]
CUES = ("urged", "welcomed", "rejected", "warned", "regretted", "blamed", "demanded", "accused", "called", "praised")


def test_every_card_is_complete() -> None:
    for card in CARDS.values():
        assert card.name
        assert card.aliases
        assert card.position != card.opposite
        assert not card.position.endswith((".", "?"))
        assert card.split in SPLITS


def test_every_statement_belongs_to_a_card_of_its_split() -> None:
    for written in ALL:
        assert CARDS[written.topic].split == written.split
        assert written.label in {"support", "oppose", "neutral", "unrelated"}
        assert written.form in {"direct", "indirect", "mixed"}
        assert written.speaker
        assert written.words == written.words.strip() != ""


def test_there_are_enough_topics_and_statements() -> None:
    splits = Counter(card.split for card in CARDS.values())

    assert len(CARDS) >= 60
    assert len(ALL) >= 6000
    assert splits["calibration"] >= 10
    assert splits["test"] >= 10


def test_half_of_the_later_positions_end_or_block_something() -> None:
    """Else words of praise and of blame give the side away without the position."""
    ends = re.compile(
        r"\b(abolish|axe|ban|block|cancel|cap|cease|close|curb|cut|defer|delay|disband|drop|ease|end|exclude|freeze|halt|"
        r"leave|lift|limit|pull|quit|refuse|reject|repeal|scrap|sell|shelve|stop|suspend|terminate|withdraw|without|not)\w*",
        re.IGNORECASE,
    )
    held = [card for card in CARDS.values() if card.split in {"calibration", "test"}]
    turned = [card for card in held if ends.search(card.position)]
    assert 0.35 <= len(turned) / len(held) <= 0.7


def test_no_label_outweighs_the_others() -> None:
    for split in SPLITS:
        counts = Counter(item.label for item in stance_authored.statements(split))
        assert min(counts.values()) > 0.5 * max(counts.values())
        assert 0.9 < counts["support"] / counts["oppose"] < 1.1


@pytest.mark.parametrize("cue", CUES)
def test_no_cue_word_gives_the_label_away(cue: str) -> None:
    labels = Counter(item.label for item in TRAIN if re.search(rf"\b{cue}\b", item.words))

    assert len(labels) >= 3
    assert max(labels.values()) < 0.75 * sum(labels.values())


def test_no_statement_is_written_twice_on_a_topic() -> None:
    seen = Counter((item.topic, item.speaker, item.words, item.before) for item in ALL)

    assert seen.most_common(1)[0][1] == 1


def test_the_set_says_nothing_of_the_topic_kept_unseen() -> None:
    kept = re.compile(r"gsomia|korea|japan|seoul|tokyo|pyongyang|intelligence|military information", re.I)

    for path in sorted(FOLDER.iterdir()):
        assert not kept.search(path.read_text(encoding="utf-8")), path.name


def test_copies_come_from_train_topics_and_mirror_the_label() -> None:
    copies = stance_authored.copies(seeded(0), rounds=1)
    counts = Counter(pair.label for pair in copies)

    assert len(copies) > 2 * len(TRAIN)
    assert 0.8 < counts["support"] / counts["oppose"] < 1.25
    assert {pair.related for pair in copies if pair.label == "unrelated"} == {False}
    assert not any("Mara" in pair.position for pair in copies)


def test_copies_are_the_same_for_the_same_seed() -> None:
    assert stance_authored.copies(seeded(3), rounds=1) == stance_authored.copies(seeded(3), rounds=1)


def test_copies_mask_topics_on_both_sides() -> None:
    masked = [pair for pair in stance_authored.copies(seeded(0), rounds=1) if pair.name in {"TREMA", "KIBRA"}]

    assert masked
    assert all("anchovy" not in pair.position.lower() for pair in masked)
    related = [pair for pair in masked if pair.related]
    assert related
    assert all(pair.name in f"{pair.statement.words} {pair.statement.before}" for pair in related)


def test_pairs_carry_the_statement_and_its_topic() -> None:
    pairs = stance_authored.pairs("dev")
    card = CARDS[DEV[0].topic]

    assert pairs[0].statement == Statement(DEV[0].speaker, DEV[0].words, DEV[0].before)
    assert (pairs[0].name, pairs[0].position, pairs[0].opposite) == (card.name, card.position, card.opposite)
