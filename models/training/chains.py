"""Coreference corpora as texts with chains: OntoGUM, LitBank, and the silver chains that ship with PolNeAR."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.text import Range
from models.training.polnear import GoldAttribution, read_polnear

GUM_TEST = frozenset(
    "academic_discrimination academic_eegimaa bio_dvorak bio_jespersen court_insanity court_mitigation interview_hill "
    "interview_libertarian news_nasa news_sensitive speech_austria speech_newzealand textbook_chemistry textbook_union "
    "voyage_oakland voyage_vavau".split()
)
"""OntoGUM's test documents, by GUM's own list of splits; they are never read."""
_OPENING = frozenset("([{“‘$£€#")
_CLOSING = re.compile(r"[.,;:!?%)\]}”…°]+|\.\.+|['’](?:s|S|re|ve|ll|d|m|t|em)|n['’]t|['’]")
_GLUED = frozenset({"-", "/", "–"})


@dataclass(frozen=True, slots=True)
class ChainArticle:
    """Hold one text with its coreference chains, each the ranges of its mentions in order.

    `names` and `sentences` are silver and `attributions` gold, None where the corpus has none; `breaks` tells whether
    the text has paragraphs.
    """

    name: str
    text: str
    chains: tuple[tuple[Range, ...], ...]
    sentences: tuple[Range, ...] | None = None
    names: tuple[tuple[int, int, str], ...] | None = None
    attributions: tuple[GoldAttribution, ...] | None = None
    breaks: bool = False


def read_ontogum(folder: Path) -> Iterator[ChainArticle]:
    """Yield the documents of a folder of OntoGUM's CoNLL files that are not GUM's test part, sorted by name."""
    for path in sorted(folder.glob("*.conll")):
        if path.stem.removeprefix("GUM_") not in GUM_TEST:
            rows = [line.split("\t") for line in _rows(path)]
            text, ranges = join([row[1] for row in rows])
            chains = _chains(ranges, (re.findall(r"\(\d+\)|\(\d+|\d+\)", row[-1]) for row in rows))
            yield ChainArticle(f"ontogum/{path.stem}", text, chains)


def read_litbank(folder: Path) -> Iterator[ChainArticle]:
    """Yield the texts of a folder of LitBank's CoNLL files, sorted by name; LitBank has no fixed test part."""
    for path in sorted(folder.glob("*.conll")):
        rows = [line.split("\t") for line in _rows(path)]
        text, ranges = join([row[3] for row in rows])
        chains = _chains(ranges, (row[-1].split("|") for row in rows))
        yield ChainArticle(f"litbank/{path.stem}", text, chains)


def read_silver(folder: Path, silver: Path) -> Iterator[ChainArticle]:
    """Yield PolNeAR's articles in `folder` with the chains of the silver file, its names and sentences, sorted by name."""
    with gzip.open(silver, "rt", encoding="utf-8") as lines:
        chains = {entry["doc"]: entry["chains"] for entry in map(json.loads, lines)}
    for gold in read_polnear(folder, silver=silver):
        if gold.name in chains:
            found = tuple(tuple(sorted((int(s), int(e)) for s, e in chain)) for chain in chains[gold.name])
            yield ChainArticle(
                f"polnear/{gold.name}", gold.text, found, gold.sentences, gold.names, gold.attributions, breaks=True
            )


def _rows(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith(("# begin", "# end", "#begin", "#end")):
            yield line


def join(tokens: Sequence[str]) -> tuple[str, list[Range]]:
    """Return tokens as running text, with the range of each; straight quotation marks open and close by turns."""
    pieces: list[str] = []
    ranges: list[Range] = []
    at, open_mark, glue = 0, False, True
    for token in tokens:
        closes = bool(_CLOSING.fullmatch(token)) or token in _GLUED or (token == '"' and open_mark)
        space = "" if glue or closes else " "
        at += len(space)
        pieces += [space, token]
        ranges.append((at, at + len(token)))
        at += len(token)
        open_mark = open_mark != (token == '"')
        glue = token in _OPENING or token in _GLUED or (token == '"' and open_mark)
    return "".join(pieces), ranges


def _chains(ranges: Sequence[Range], marks: Iterable[Sequence[str]]) -> tuple[tuple[Range, ...], ...]:
    """Return the chains that the bracketed numbers of each token open and close."""
    begun: dict[str, list[int]] = defaultdict(list)
    found: dict[str, list[Range]] = defaultdict(list)
    for (start, end), here in zip(ranges, marks, strict=True):
        for mark in here:
            number = mark.strip("()")
            if mark.startswith("("):
                begun[number].append(start)
            if mark.endswith(")") and begun[number]:
                found[number].append((begun[number].pop(), end))
    return tuple(tuple(sorted(chain)) for chain in found.values())
