"""Standoff gold: attributions as offsets, labels and names, held to their text by its SHA-256."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.records import Kind, Label, SpeakerType
from models.text import Range


class GoldError(Exception):
    """Say that a gold file, or the text it speaks of, is not what it should be."""


@dataclass(frozen=True, slots=True)
class StandoffSpeaker:
    """Hold one gold speaker: the names that count as right, the preferred one first, and the type."""

    names: tuple[str, ...]
    type: SpeakerType


@dataclass(frozen=True, slots=True)
class StandoffAttribution:
    """Hold one gold attribution.

    `optional` ones are neither missed nor wrong; `dates` are the days of the statement that count as right, None
    meaning unknown; `stances` maps a topic to the labels that count as right. The first of each is the preferred one.
    """

    content: tuple[Range, ...]
    cue: tuple[Range, ...]
    source: tuple[Range, ...]
    kind: Kind
    attitude: bool
    optional: bool
    speakers: tuple[StandoffSpeaker, ...]
    dates: tuple[str | None, ...]
    stances: Mapping[str, tuple[Label, ...]]


@dataclass(frozen=True, slots=True)
class StandoffArticle:
    """Hold one article's gold: the file's name and SHA-256, the ranges of its body, and its attributions."""

    file: str
    sha256: str
    body: tuple[Range, ...]
    attributions: tuple[StandoffAttribution, ...]


def read_standoff(path: Path) -> list[StandoffArticle]:
    """Return the articles of a standoff file, one JSON object a line.

    Raises:
        GoldError: a line is no such object; the text names the line.
    """
    articles = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            articles.append(_article(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{path}, line {number}: not a gold article ({error!r}); see seeds/README.md") from error
    return articles


def check_text(article: StandoffArticle, data: bytes) -> None:
    """Check that `data` is the file that the gold was made on.

    Raises:
        GoldError: its SHA-256 is another one.
    """
    actual = hashlib.sha256(data).hexdigest()
    if actual != article.sha256:
        raise GoldError(f"{article.file} has SHA-256 {actual}, the gold is for {article.sha256}; use the original file")


def _article(entry: dict[str, Any]) -> StandoffArticle:
    attributions = tuple(map(_attribution, entry["attributions"]))
    return StandoffArticle(entry["file"], entry["sha256"], _ranges(entry["body"]), attributions)


def _attribution(entry: dict[str, Any]) -> StandoffAttribution:
    others = entry.get("stance_also", {})
    return StandoffAttribution(
        content=_ranges(entry["content"]),
        cue=_ranges(entry["cue"]),
        source=_ranges(entry["source"]),
        kind=entry["kind"],
        attitude=entry["class"] == "attitude",
        optional=entry["optional"],
        speakers=tuple(StandoffSpeaker((s["name"], *_listed(s.get("also", ()))), s["type"]) for s in entry["speakers"]),
        dates=(entry["said_on"]["date"], *_listed(entry["said_on"].get("also", ()))),
        stances={t: (label, *others.get(t, ())) for t, label in entry.get("stance", {}).items()},
    )


def _listed(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,) if value != () else ()


def _ranges(pairs: list[list[int]]) -> tuple[Range, ...]:
    return tuple((int(start), int(end)) for start, end in pairs)
