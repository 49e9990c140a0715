"""Gold speakers as standoff: who is behind each source of an article, with the article held by its SHA-256."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from models.records import SpeakerType
from models.text import Range
from models.training.standoff import GoldError

MentionKind = Literal["name", "pronoun", "description", "none"]
MENTION_KINDS: tuple[MentionKind, ...] = ("name", "pronoun", "description", "none")


@dataclass(frozen=True, slots=True)
class GoldSpeaker:
    """Hold one speaker's canonical name and type."""

    name: str
    type: SpeakerType


@dataclass(frozen=True, slots=True)
class SourcedGold:
    """Hold one attribution's spans and the answers that count as right, the preferred one first.

    An answer lists the speakers behind the source; an empty one says that the article does not tell. `named` says that
    a speaker's proper name stands in the article, `mention` what the source itself is.
    """

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    mention: MentionKind
    named: bool
    answers: tuple[tuple[GoldSpeaker, ...], ...]


@dataclass(frozen=True, slots=True)
class SpeakerArticle:
    """Hold one article's text and gold; rules and models are chosen on half "a", reported on "b"."""

    name: str
    half: str
    text: str
    attributions: tuple[SourcedGold, ...]


def read_speaker_gold(path: Path, corpora: Path) -> list[SpeakerArticle]:
    """Return the articles of a standoff file with their texts from the folder of the corpora.

    Raises:
        GoldError: a line is no such object, or a text is missing or another one; the text names it.
    """
    texts = dict(_texts(corpora))
    articles = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            entry = json.loads(line)
            text, attributions = texts.get(entry["sha256"]), tuple(map(_attribution, entry["attributions"]))
            if text is None:
                raise GoldError(f"no text with SHA-256 {entry['sha256']} ({entry['name']}) under {corpora}")
            articles.append(SpeakerArticle(entry["name"], entry["half"], text, attributions))
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{path}, line {number}: not an article's gold speakers ({error!r})") from error
    return articles


def _texts(corpora: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((corpora / "polnear" / "dev" / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        yield hashlib.sha256(text.encode()).hexdigest(), text
    for path in sorted((corpora / "wikinews").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield hashlib.sha256(row["text"].encode()).hexdigest(), row["text"]


def _attribution(entry: dict[str, Any]) -> SourcedGold:
    answers = [entry["speakers"], *([entry["also"]] if "also" in entry else [])]
    return SourcedGold(
        source=_ranges(entry["source"]),
        cue=_ranges(entry["cue"]),
        content=_ranges(entry["content"]),
        mention=entry["mention"],
        named=entry["named"],
        answers=tuple(tuple(GoldSpeaker(s["name"], s["type"]) for s in answer) for answer in answers),
    )


def _ranges(pairs: list[list[int]]) -> tuple[Range, ...]:
    return tuple((int(start), int(end)) for start, end in pairs)
