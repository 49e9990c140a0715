"""Standoff gold: attributions as offsets, labels and names, held to their text by its SHA-256."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.records import Document, Kind, Label, SpeakerType
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
    """Hold one article's gold: its name (a file or an address), the SHA-256 of its text, its body and attributions."""

    name: str
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


def pair_texts(golds: Sequence[StandoffArticle], documents: Iterable[Document]) -> list[Document]:
    """Return the document that each gold article was made on, found by the SHA-256 of its text.

    Raises:
        GoldError: a text is not among the documents; the text of the error names it.
    """
    by_digest = {hashlib.sha256(document.text.encode()).hexdigest(): document for document in documents}
    for gold in golds:
        if gold.sha256 not in by_digest:
            raise GoldError(f"no text with SHA-256 {gold.sha256} ({gold.name}) was read; give the folder that holds it")
    return [by_digest[gold.sha256] for gold in golds]


def _article(entry: dict[str, Any]) -> StandoffArticle:
    attributions = tuple(map(_attribution, entry["attributions"]))
    return StandoffArticle(entry.get("file") or entry["url"], entry["sha256"], _ranges(entry["body"]), attributions)


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
