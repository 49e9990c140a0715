"""What a fresh store starts with: topics, a register of known speakers, and articles written for this project."""

from __future__ import annotations

from pathlib import Path

from models.records import KnownSpeaker, Topic
from seeds.dumping import dump_speakers
from seeds.loading import SeedError, load_speakers, load_topics

__all__ = ["SeedError", "articles", "dump_speakers", "gold", "load_speakers", "load_topics", "speakers", "topics"]

_HERE = Path(__file__).resolve().parent


def topics() -> tuple[Topic, ...]:
    """Return the topics that a fresh store starts with, GSOMIA first."""
    return load_topics(_HERE / "topics.json")


def speakers() -> tuple[KnownSpeaker, ...]:
    """Return the speaker register that a fresh store starts with."""
    return load_speakers(_HERE / "speakers.json")


def articles() -> Path:
    """Return the folder of the seed articles, plain text files with headline, outlet, byline, date and body."""
    return _HERE / "articles"


def gold() -> Path:
    """Return the file of the seed articles' gold: one JSON line per article, spans as offsets into its text."""
    return _HERE / "gold.jsonl"
