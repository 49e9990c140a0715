"""The columns of a list of statements: when, who, stance, what, where."""

from __future__ import annotations

from rich.text import Text

from service.cli.output import STANCE_STYLES, Column, Item, clean, shorten

_SIDES = {"support", "oppose"}


def columns(*, topic: str | None = None) -> tuple[Column, ...]:
    """Return the columns; with a topic the stance is the one on it, else each that takes a side."""
    return (
        Column(heading="When", cell=_when),
        Column(heading="Who", cell=_who),
        Column(heading="Stance", cell=lambda item: _stances(item, topic)),
        Column(heading="What", cell=_what, wide=True, long=True),
        Column(heading="Where", cell=_where),
    )


def _when(item: Item) -> str:
    """Return the day of the statement, or with a `~` that of its document."""
    said = item["said_on"]["date"]
    published = item["document"]["published"]
    return said or (f"~{published}" if published else "")


def _who(item: Item) -> str:
    return ", ".join(speaker["name"] for speaker in item["speakers"]) or "unknown"


def _stances(item: Item, topic: str | None) -> Text:
    shown = [
        Text(
            clean(stance["label"] if topic else f"{stance['topic']}: {stance['label']}"), STANCE_STYLES[stance["label"]]
        )
        for stance in item["stances"]
        if (stance["topic"] == topic if topic else stance["label"] in _SIDES)
    ]
    return Text("\n").join(shown)


def _what(item: Item) -> str:
    return shorten(" … ".join(span["text"] for span in item["content"]))


def _where(item: Item) -> str:
    document = item["document"]
    named = ", ".join(part for part in (document["outlet"], document["title"]) if part)
    return shorten(named or document["path"] or "", most=60)
