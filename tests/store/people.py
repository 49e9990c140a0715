"""Articles in which speakers go by several spellings, and what a store answers about all of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, text

from models.records import Document, KnownSpeaker
from service.store import views
from service.store.views import Page, Where
from service.store.writer import Writer
from tests import stub_pass
from tests.examples import REGISTER, TOPICS, make_document

TEXTS = (
    ("“The River Treaty is valuable,” Jeong Kyeong-doo said. Minister Jeong Kyeong-doo left.", "2019-11-15"),
    ("Jo Brand said the River Treaty is pointless. Piet Onça said trade on the Orre would slow.", "2019-11-16"),
    ("Jo Brand said the bridge is late. Jo Brand urged both sides to renew the water pact.", "2019-11-17"),
    (
        "“The water pact is dead,” said Jung Kyung-doo. Anna Weller said that was false of Minister Jung Kyung-doo.",
        "2019-11-18",
    ),
    ("Jo Brand denied that the water pact had ended. Kyung-doo Chung said the rain came.", "2019-11-19"),
)
ALL = Page(limit=500)


def people() -> list[Document]:
    """Return the articles `0.txt`, `1.txt`, …"""
    return [make_document(words, published=day, path=f"{n}.txt") for n, (words, day) in enumerate(TEXTS)]


def write(writer: Writer, *, run: str = "people", register: tuple[KnownSpeaker, ...] = REGISTER, cut: int = 0) -> None:
    """Read the articles with a pass that knows this register; `cut` leaves off the last letters of each content."""
    found = list(stub_pass.read(stub_pass.load(register=register, topics=TOPICS), people()))
    writer.write(writer.open_run(run), [(document, stub_pass.shortened(said, cut)) for document, said in found])


def answers(connection: Connection) -> dict[str, Any]:
    """Return what every view says of every speaker, without the log itself."""
    listed = views.speakers(connection, page=ALL).items
    ids = sorted(connection.execute(text("SELECT id FROM effective_speakers")).scalars())
    statements = views.attributions(connection, page=ALL).items
    return {
        "speakers": listed,
        "ids": ids,
        "each": [{**(views.speaker(connection, id_) or {}), "decisions": []} for id_ in ids],
        "attributions": [views.attribution(connection, item["id"]) for item in statements],
        "claims": [views.claims(connection, id_, page=ALL).items for id_ in ids],
        "timeline": views.timeline(connection, "river-treaty"),
        "stances": views.stances(connection, "river-treaty", page=ALL).items,
        "found": {q: [i["id"] for i in views.attributions(connection, where=Where(q=q)).items] for q in WORDS},
        "named": {q: views.find_named(connection, q) for q in WORDS},
        "register": views.known_speakers(connection),
        "counts": views.counts(connection),
    }


WORDS = ("brand", "jeong", "jung", "chung", "weller", "onca", "nobody", "renamed", "doo")


def check_full_text(connection: Connection) -> None:
    """Let FTS5 compare both indices with what they are made from; it raises where they differ."""
    for index in ("attribution_search", "speaker_search"):
        connection.execute(text(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"))  # noqa: S608
