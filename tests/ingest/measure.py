"""Print how much of articles the reader keeps, and how much furniture: `python -m tests.ingest.measure CORPORA`.

CORPORA is a folder with `wikinews/*.csv` (url, date, title, text) and `polnear/dev/{text,attributions}`; without it
only the page dumps beside this file are measured. Wikinews bodies are also wrapped into generated pages, which gives
the precision of what is kept; nothing of them is written anywhere.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.records import Document
from service.ingest.article import Options, article
from tests.ingest.dumps import Counts, all_dumps, count

ROWS = tuple[str, str, float, float, int]

MENU = """Home|News|World|Asia|Politics|Business|Markets|Sport|Culture|Opinion|Editorials|Letters|Weather|Video|Photos|
Science & Tech|Health|Environment & Animals|Law & Crime|K-pop|E-paper|Subscribe|Log in|Register|Search|My account|
Newsletters|Puzzles|Classifieds|Obituaries|Jobs""".replace("\n", "").split("|")
BUTTONS = [
    "Share",
    "Tweet",
    "Print",
    "Email",
    "12 comments",
    "3 min read",
    "Font size",
    "Facebook",
    "Save",
    "0 14",
    "1.2K shares",
]
HEADLINES = [
    "Harbour council votes to end ferry subsidy", "Grain board chief resigns over silo fire", "Why are eggs so dear?",
    "Court halts sale of Tessaly airport", "Two hurt in Saturday crash", "K-drama takes top prize in Europe",
    "Mayor of Kessel to step down in the spring", "Union rejects pay offer at Delmar mines", "What the bees remember",
    "Minister opens stadium, vows no more delays", "Ferry captain retires after 40 years", "Hail claims double",
]  # fmt: skip
SUMMARIES = [
    "Growers in the Orrin valley say that they have never seen stones of this size.",
    "Nine members voted for the plan and four against, after a debate that lasted until midnight.",
    "The union said that the new offer met most of its demands on class sizes.",
    "Borrowers will be able to take home drills and ladders from next month.",
]
APPEALS = [
    "Sign up for our daily newsletter and get the best of our reporting delivered to your inbox.",
    "We need your help. Please consider supporting our journalism with a monthly contribution.",
    "Already a subscriber? Log in to continue reading.",
    "We use cookies to improve your experience on our website. By continuing you agree to our privacy policy.",
]
IMPRINT = [
    "About us",
    "Contact",
    "Privacy policy",
    "Terms of use",
    "© 2019 The Orrin Valley Herald. All rights reserved.",
]


def wrap(body: str, title: str, chance: random.Random) -> tuple[str, tuple[bool | None, ...]]:
    """Put a body into a page of menus, a teaser in its middle, and a footer, with the gold of each character."""
    bullet = chance.choice(["", "  • ", "* "])
    gap = chance.choice(["\n", "\n\n"])
    menu = [bullet + name for name in chance.sample(MENU, chance.randint(5, 25))]
    head = [*menu, title, "By Nell Harper", "Published Nov 3, 2019", *chance.sample(BUTTONS, chance.randint(0, 4))]
    teaser = chance.choice(
        [
            ["ADVERTISEMENT"],
            ["Read more: " + chance.choice(HEADLINES)],
            ["Related stories", *chance.sample(HEADLINES, 3)],
            [chance.choice(APPEALS), "Subscribe"],
            [chance.choice(HEADLINES), "2019-11-02 17:26"],
        ]
    )
    items = zip(chance.sample(HEADLINES, 4), chance.sample(SUMMARIES, 4), strict=True)
    below = chance.choice(
        [
            [bullet + line for line in chance.sample(HEADLINES, 6)],
            [
                line
                for item in items
                for line in (*item, chance.choice(["Read more", "2 November 2019", "5 hours ago"]))
            ],
            ["Comments", "river_rat", "2 hours ago", "I was there and it was not like that at all.", "Reply"],
        ]
    )
    foot = [chance.choice(["Related articles", "More from News", "You may also like", "Most read"]), *below]
    foot += [chance.choice(APPEALS), *IMPRINT]
    paragraphs = [line for line in body.splitlines() if line.strip()]
    middle = chance.randint(1, max(1, len(paragraphs) - 1))
    parts = [(line, False) for line in head] + [(line, True) for line in paragraphs[:middle]]
    parts += (
        [(line, False) for line in teaser]
        + [(line, True) for line in paragraphs[middle:]]
        + [(line, False) for line in foot]
    )
    text = gap.join(line for line, _ in parts)
    gold = [mark for line, mark in parts for _ in range(len(line) + len(gap))]
    return text, tuple(gold[: len(text)])


def of_page(text: str, gold: tuple[bool | None, ...]) -> Counts:
    """Read a page and compare its body with the gold; a page that is refused keeps nothing."""
    found = article(text, path="page", options=Options())
    return count(text, gold, found.body if isinstance(found, Document) else ())


def row(name: str, unit: str, each: Iterable[Counts]) -> ROWS:
    """Sum up the pages of one kind."""
    counts = list(each)
    total = Counts(*(sum(getattr(one, field) for one in counts) for field in ("body", "kept", "wrong")))
    return name, unit, total.recall, total.precision, len(counts)


def wikinews(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield title and text of each article, without the dateline and picture credits that are no prose of it."""
    csv.field_size_limit(10_000_000)
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            for record in csv.DictReader(handle):
                lines = [
                    line
                    for line in record["text"].splitlines()
                    if not re.search(r"Image:|, 20\d\d\s*$|^\s*██|^—", line)
                ]
                if len("".join(lines)) > 400:
                    yield record["title"], "\n".join(lines)


def polnear(folder: Path) -> Iterator[Counts]:
    """Yield what is kept of the characters of gold attributions."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode()
        inside = [False] * len(text)
        for annotation in (folder / "attributions").glob(f"{path.stem}*.ann"):
            for match in re.finditer(
                r"^T\d+\t(?:Source|Cue|Content) ([\d ;]+)\t", annotation.read_bytes().decode(), re.MULTILINE
            ):
                for part in match[1].split(";"):
                    start, end = map(int, part.split())
                    inside[start:end] = [True] * (end - start)
        yield of_page(text, tuple(mark or None for mark in inside))


def measure(corpora: Path | None) -> Iterator[ROWS]:
    """Yield one row for each kind of page."""
    yield row("page dumps", "body", (of_page(dump.text, dump.gold) for dump in all_dumps()))
    if corpora is None:
        return
    texts = list(wikinews(corpora / "wikinews"))
    yield row("wikinews, clean", "body", (of_page(text, (True,) * len(text)) for _, text in texts))
    chance = random.Random(7)  # noqa: S311 - a fixed sequence, so that the figures can be had again
    yield row("wikinews, wrapped", "body", (of_page(*wrap(text, title, chance)) for title, text in texts))
    yield row("polnear dev", "gold attributions", polnear(corpora / "polnear" / "dev"))


if __name__ == "__main__":
    sys.stdout.write(f"{'pages':20}{'of':20}{'kept':>8}{'precise':>9}{'pages':>7}\n")
    for name, unit, recall, precision, pages in measure(Path(sys.argv[1]) if sys.argv[1:] else None):
        sys.stdout.write(f"{name:20}{unit:20}{recall:8.4f}{precision:9.4f}{pages:7}\n")
