"""PolNeAR 1.0 (Newell et al., LREC 2018) as gold articles, with the names and sentences that its silver file gives."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.classes import class_of
from models.quoting import kind_of, outer_quotations
from models.records import AttributionClass
from models.text import Range


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """Hold the ranges of one attribution's parts, each sorted; several where a part is discontinuous."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """Hold one text with its attributions; `names` and `sentences` are silver, None where the silver file lacks it."""

    name: str
    text: str
    attributions: tuple[GoldAttribution, ...]
    names: tuple[tuple[int, int, str], ...] | None = None
    sentences: tuple[Range, ...] | None = None


def read_polnear(folder: Path, *, silver: Path | None = None) -> list[GoldArticle]:
    """Return the articles of `folder` (`text/` beside `attributions/`), sorted by name.

    Where a text has several annotators, the first file in sorted order counts. An attribution without content is
    dropped; pieces of a span parted only by white space become one.

    Raises:
        FileNotFoundError: the folder holds no `text/*.txt`.
    """
    paths = sorted((folder / "text").glob("*.txt"))
    if not paths:
        raise FileNotFoundError(
            f"no PolNeAR texts in {folder / 'text'}; give the folder that holds text/ and attributions/"
        )
    known = _read_silver(silver) if silver else {}
    return [_read_article(path, known.get(path.stem, {})) for path in paths]


def classes(article: GoldArticle) -> list[AttributionClass]:
    """Return the class of each gold attribution as the pass tells it, by cue and quotation marks; PolNeAR has none."""
    text, quoted = article.text, outer_quotations(article.text)
    return [
        class_of(" ".join(text[s:e] for s, e in one.cue), kind_of(text, one.content, quoted))
        for one in article.attributions
    ]


def _read_silver(path: Path) -> dict[str, dict[str, list[list[object]]]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {entry["doc"]: entry for entry in map(json.loads, lines)}


def _read_article(path: Path, silver: dict[str, list[list[object]]]) -> GoldArticle:
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    annotations = sorted((path.parent.parent / "attributions").glob(f"{path.stem}_*.ann"))
    attributions = tuple(_read_attributions(annotations[0], text)) if annotations else ()
    names = tuple((int(s), int(e), str(k)) for s, e, k in silver["entities"]) if silver else None  # type: ignore[call-overload]
    sentences = tuple((int(s), int(e)) for s, e in silver["sentences"]) if silver else None  # type: ignore[call-overload]
    return GoldArticle(path.stem, text, attributions, names, sentences)


def _read_attributions(path: Path, text: str) -> Iterator[GoldAttribution]:
    spans: dict[str, tuple[Range, ...]] = {}
    events: list[dict[str, list[Range]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            offsets = rest.split("\t")[0].partition(" ")[2]
            spans[key] = tuple(tuple(map(int, part.split())) for part in offsets.split(";"))  # type: ignore[misc]
        elif key.startswith("E"):
            event: dict[str, list[Range]] = {"Source": [], "Cue": [], "Content": []}
            for role in rest.split():
                name, _, span = role.partition(":")
                name = re.sub(r"\d+$", "", name)
                if name in event:
                    event[name] += spans.get(span, ())
            events.append(event)
    for event in events:
        if event["Content"]:
            yield GoldAttribution(*(_join(text, event[role]) for role in ("Source", "Cue", "Content")))


def _join(text: str, ranges: list[Range]) -> tuple[Range, ...]:
    joined: list[Range] = []
    for start, end in sorted(set(ranges)):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
