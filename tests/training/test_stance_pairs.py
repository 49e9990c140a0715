"""Training pairs: turning positions round, and swapping topics."""

from __future__ import annotations

from dataclasses import replace

from models.stance_input import Statement
from models.training.stance_pairs import Pair, flip_some, unrelated
from tests.models.stance_stub import seeded

WHALES = Pair(Statement("", "no more hunts"), "whaling", "Whaling should end", "support", "x", "Whaling should go on")
TOPICS = (
    ("coal power", "Coal power plants should close"),
    ("coal mining", "Coal mines should close"),
    ("opera", "Opera houses deserve public money"),
)


def test_flipped_mirrors_position_and_label() -> None:
    turned = WHALES.flipped()

    assert (turned.position, turned.opposite, turned.label) == ("Whaling should go on", "Whaling should end", "oppose")
    assert turned.flipped() == WHALES


def test_flipped_leaves_neutral_and_unrelated() -> None:
    assert replace(WHALES, label="neutral").flipped().label == "neutral"
    assert replace(WHALES, label="unrelated").flipped().label == "unrelated"


def test_flipped_without_a_written_opposite_negates() -> None:
    assert replace(WHALES, opposite="").flipped().position == "Whaling should not end"


def test_flip_some_turns_about_the_share_round() -> None:
    turned = flip_some([WHALES] * 400, 0.5, seeded(0))

    assert 150 < sum(pair.label == "oppose" for pair in turned) < 250


def test_unrelated_takes_other_topics_only() -> None:
    pairs = [replace(WHALES, name=name, position=position) for name, position in TOPICS] * 10
    made = unrelated(pairs, 0.5, seeded(0))

    assert made
    for pair in made:
        assert (pair.label, pair.related) == ("unrelated", False)
        assert (pair.name, pair.position) in TOPICS


def test_unrelated_never_sets_a_statement_beside_a_nearly_equal_topic() -> None:
    same = [replace(WHALES, position="Whaling should end"), replace(WHALES, position="All whaling should end now")]

    assert unrelated(same * 5, 1.0, seeded(0)) == []
