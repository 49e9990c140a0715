"""Short articles, a topic and a register written for the tests; the stub pass finds something in each of them."""

from __future__ import annotations

from models.ids import document_id
from models.records import Document, KnownSpeaker, Role, SaidOn, Topic

TREATY = Topic(
    id="river-treaty",
    name="River Treaty",
    aliases=("water pact",),
    position="Arland and Borland keep the River Treaty in force",
    description="A treaty on sharing the water of the Orre between two invented countries.",
)
BRIDGE = Topic(
    id="bridge", name="Orre Bridge", aliases=(), position="The Orre Bridge is built", description="An invented bridge."
)
TOPICS = (TREATY, BRIDGE)

REGISTER = (
    KnownSpeaker(
        id="anna-weller",
        name="Anna Weller",
        type="person",
        aliases=("Weller", "A. Weller"),
        roles=(Role("Foreign Minister of Arland", "2018-03-01"), Role("Mayor of Orrehaven", "2012")),
    ),
    KnownSpeaker(id="borland", name="Borland", type="organization", aliases=("Government of Borland",)),
)

ARTICLES: tuple[tuple[str, str, str | None, str | None], ...] = (
    (
        "Weller defends the treaty",
        "“We should keep the River Treaty,” said Anna Weller.\r\n\r\n"
        "Weller said that the water pact was valuable on 2019-11-13. Jo Brand warned that trade would slow.",
        "2019-11-15",
        "Arland Courier",
    ),
    (
        "Borland threatens to leave",
        "Borland said it would end the River Treaty. According to Piet Onça, the water pact is “pointless” now.\n"
        "Anna Weller denied that talks on the River Treaty had begun.",
        "2019-08",
        "Borland Post",
    ),
    (
        "A bridge for Orrehaven",
        "Minister Jo Brand said she would support the Orre Bridge. “Shall we end the water pact?” Jo Brand said.",
        "2018",
        "Arland Courier",
    ),
    ("An undated note", "Jo Brand urged both sides to renew the water pact.", None, None),
    ("Weather", "Rain fell on Orrehaven.", "2019-11-16", "Borland Post"),
)


def make_document(
    text: str, *, title: str | None = None, published: str | None = None, outlet: str | None = None, path: str = "a.txt"
) -> Document:
    """Return a document whose body is its whole text, published on a day, month or year."""
    precision = {4: "year", 7: "month", 10: "day"}.get(len(published or ""))
    said_on = SaidOn(published, precision, f"dateline {published}") if published else SaidOn()  # type: ignore[arg-type]
    return Document(
        id=document_id(text),
        path=path,
        text=text,
        body=((0, len(text)),) if text else (),
        title=title,
        outlet=outlet,
        published=said_on,
    )


def documents() -> tuple[Document, ...]:
    """Return the example articles as documents `0.txt`, `1.txt`, …"""
    return tuple(
        make_document(text, title=title, published=published, outlet=outlet, path=f"{number}.txt")
        for number, (title, text, published, outlet) in enumerate(ARTICLES)
    )
