"""The page dumps beside this file, written for these tests, with what a careful reader takes from each.

Above `----` stands what the page says of its article; a field that is left out must come out as None. Below it, lines
that begin with ¶ are the article's own prose, lines that begin with ~ may be counted either way (a cross-heading, an
hour in a live report), and all others are furniture. The marks are taken out before the page is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.records import Document
from service.ingest.article import Options, article

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True, slots=True)
class Dump:
    """Hold one page: its text, which of its characters are body (True), furniture (False) or either (None)."""

    name: str
    text: str
    gold: tuple[bool | None, ...]
    says: dict[str, str]


@dataclass(frozen=True, slots=True)
class Counts:
    """Hold characters that show: of the body, of the body and kept, of furniture and kept."""

    body: int
    kept: int
    wrong: int

    @property
    def recall(self) -> float:
        """Return the share of the body that was kept."""
        return self.kept / self.body

    @property
    def precision(self) -> float:
        """Return the share of what was kept that is body."""
        return self.kept / (self.kept + self.wrong) if self.kept else 0.0


def load(path: Path) -> Dump:
    """Read a page and take its marks out."""
    head, marked = path.read_bytes().decode().split("----\n", 1)
    text, gold = "", []
    for line in marked.splitlines(keepends=True):
        mark = line.lstrip()[:1]
        bare = line.replace(mark, "", 1) if mark in ("¶", "~") else line
        text += bare
        gold += [{"¶": True, "~": None}.get(mark, False)] * len(bare)
    says = dict(line.split(": ", 1) for line in head.splitlines())
    return Dump(path.stem, text, tuple(gold), says)


def all_dumps() -> list[Dump]:
    """Read all pages, in order."""
    return [load(path) for path in sorted(PAGES.glob("*.txt"))]


def read_dump(dump: Dump) -> Document:
    """Read a page as the reader does."""
    document = article(dump.text, path=dump.name, options=Options())
    assert isinstance(document, Document), document
    return document


def count(text: str, gold: tuple[bool | None, ...], body: tuple[tuple[int, int], ...]) -> Counts:
    """Compare body ranges with the gold, character by character."""
    inside = bytearray(len(text))
    for start, end in body:
        inside[start:end] = b"\1" * (end - start)
    shown = [(gold[i], inside[i]) for i in range(len(text)) if not text[i].isspace()]
    return Counts(
        sum(mark is True for mark, _ in shown),
        sum(mark is True and kept == 1 for mark, kept in shown),
        sum(mark is False and kept == 1 for mark, kept in shown),
    )
