"""Read the authored stance set and make its training copies: renamed, turned round, and set beside other topics."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from models.records import Label
from models.stance_input import Statement
from models.training.stance_pairs import Pair, flip_some

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Card:
    """Hold one authored topic: its position, the position's opposite, and who has to do with it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    position: str
    opposite: str
    parties: tuple[str, ...]
    split: str


@dataclass(frozen=True, slots=True)
class Written:
    """Hold one authored statement beside its topic's id; `form` is direct, indirect or mixed."""

    topic: str
    speaker: str
    words: str
    before: str
    label: Label
    form: str
    split: str


def cards(folder: Path = FOLDER) -> dict[str, Card]:
    """Return the topic cards by id."""
    rows = _lines(folder / "topics.jsonl")
    made = (Card(**row | {"aliases": tuple(row["aliases"]), "parties": tuple(row["parties"])}) for row in rows)
    return {card.id: card for card in made}


def statements(split: str, folder: Path = FOLDER) -> list[Written]:
    """Return the statements of one split, `train` or `dev`."""
    return [Written(**row) for row in _lines(folder / "statements.jsonl") if row["split"] == split]


def pairs(split: str, folder: Path = FOLDER) -> list[Pair]:
    """Return the statements of one split as pairs with their own topics, as written."""
    topics = cards(folder)
    return [_pair(written, topics[written.topic]) for written in statements(split, folder)]


def copies(rng: random.Random, *, rounds: int = 2, flips: float = 0.5, folder: Path = FOLDER) -> list[Pair]:
    """Return the training copies: `rounds` times two or three of each statement, a share `flips` of them turned round.

    Speakers, topic names and contexts are changed in some, so that the model learns the words of support and not the
    topics; each round sets three of four statements beside another topic as well, as unrelated.
    """
    topics = {key: card for key, card in cards(folder).items() if card.split == "train"}
    written = statements("train", folder)
    speakers = sorted({item.speaker for item in written})
    made: list[Pair] = []
    for _ in range(rounds):
        for item in written:
            card = topics[item.topic]
            own = [_pair(item, card) for _ in range(3 if rng.random() < 0.5 else 2)]
            made.extend(_varied(pair, card, speakers, rng) for pair in own)
            if rng.random() < 0.75:
                made.append(_elsewhere(item, rng.choice([c for c in topics.values() if c.id != card.id]), rng))
    return flip_some(made, flips, rng)


def _pair(item: Written, card: Card) -> Pair:
    return Pair(
        Statement(item.speaker, item.words, item.before),
        card.name,
        card.position,
        item.label,
        "authored",
        card.opposite,
        related=item.label != "unrelated",
    )


def _elsewhere(item: Written, card: Card, rng: random.Random) -> Pair:
    pair = replace(_pair(item, card), label="unrelated", related=False)
    return replace(pair, name=rng.choice([card.name, *card.aliases]))


def _varied(pair: Pair, card: Card, speakers: Sequence[str], rng: random.Random) -> Pair:
    said = pair.statement
    if rng.random() < 0.4 and said.speaker not in said.words and said.speaker.split()[-1] not in said.words:
        said = replace(said, speaker=rng.choice([*speakers, ""]))
    if said.before and not said.words.startswith('"') and rng.random() < 0.3:
        said = replace(said, before="")
    name = rng.choice([card.name, card.name, card.name, *card.aliases, ""])
    pair = replace(pair, statement=said, name=name)
    return _masked(pair, card, rng) if rng.random() < 0.35 else pair


def _masked(pair: Pair, card: Card, rng: random.Random) -> Pair:
    """Give the topic an invented name on both sides, so that only the link between them says what is meant."""
    coined = rng.choice(_COINED)
    names = sorted({card.name, *card.aliases}, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:the )?(?:{'|'.join(map(re.escape, names))})\b", re.I)
    if pair.related and not pattern.search(f"{pair.statement.words} {pair.statement.before}"):
        return pair
    change: Callable[[str], str] = partial(pattern.sub, coined)
    said = replace(pair.statement, words=change(pair.statement.words), before=change(pair.statement.before))
    position, opposite = change(pair.position), change(pair.opposite)
    return replace(pair, statement=said, name=coined, position=position, opposite=opposite)


_COINED = ("PLEXA", "Project Heron", "Operation Varna", "TREMA", "Oslo Text", "KIBRA", "Ardent Plan", "SOLTA",
           "Lindholm Scheme", "MERIVA", "Quill Arrangement", "DOBRE")  # fmt: skip


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
