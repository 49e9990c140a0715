"""How every verb answers: tables on a terminal, JSON in a pipe, failures on standard error with an exit status."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

import click
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from service.errors import EXIT_CODES, AmbiguousSpeaker, OnRecordError

FORMATS = ("table", "json", "jsonl")
NARROW = 100
"""Columns below which a table's words get too little room, so that items are shown one below the other."""

MOST_CANDIDATES = 20
"""Speakers that are listed for an ambiguous name; `onrecord speakers --q` lists them all."""

MOST_NARROW = 22
"""Columns that a column may take that is not wide; two names fit."""

_LEAST_WIDE = 30  # columns that the words themselves need to be read at all
STANCE_STYLES = {"support": "green", "oppose": "red", "neutral": "yellow", "undetermined": "dim", "unrelated": "dim"}

Item = Mapping[str, Any]
P = ParamSpec("P")
R = TypeVar("R")

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="table; json: one object {items, next}; jsonl: one item a line.  [default: table on a terminal, else json]",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Hold one column: its heading, and how an item fills it.

    A `wide` one takes the room that the others leave, a `long` one needs several lines there, a `right` one holds
    numbers.
    """

    heading: str
    cell: Callable[[Item], Text | str]
    wide: bool = False
    long: bool = False
    right: bool = False


def show(
    items: Sequence[Item],
    columns: Sequence[Column],
    *,
    form: str | None,
    title: str = "",
    cursor: str | None = None,
    empty: str = "There is nothing so.",
) -> None:
    """Print items in the form asked for: by default a table on a terminal and one JSON object in a pipe.

    `title` stands above a table; `empty` and the note that there are more items go to standard error.
    """
    form = form or ("table" if sys.stdout.isatty() else "json")
    if form == "json":
        click.echo(json.dumps({"items": items, "next": cursor}, ensure_ascii=False))
    elif form == "jsonl":
        for item in items:
            click.echo(json.dumps(item, ensure_ascii=False))
    elif not items:
        click.echo(clean(empty), err=True)
    else:
        _draw(items, columns, title)
        if cursor is not None:
            click.echo(f"These are the first {len(items)}; --limit shows more.", err=True)


def _draw(items: Sequence[Item], columns: Sequence[Column], title: str) -> None:
    console = Console(file=sys.stdout, highlight=False)
    if title:
        console.print(Text(clean(title), "bold"))
        console.print()
    console.print(_table(items, columns) if console.width >= NARROW else _stack(items, columns))


def _table(items: Sequence[Item], columns: Sequence[Column]) -> Table:
    """Return items as rows, a line apart where a column's words need several."""
    wide = any(column.wide for column in columns)
    spaced = any(column.long for column in columns)
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, int(spaced), 0), expand=wide)
    for column in columns:
        table.add_column(
            column.heading,
            ratio=1 if column.wide else None,
            min_width=_LEAST_WIDE if column.wide else None,
            overflow="fold",
            justify="right" if column.right else "left",
            max_width=None if column.wide else MOST_NARROW,
        )
    for item in items:
        table.add_row(*(_text(column.cell(item)) for column in columns))
    return table


def _stack(items: Sequence[Item], columns: Sequence[Column]) -> Group:
    """Return each item as one line of its narrow cells, with its wide ones below."""
    lines: list[Text | Padding] = []
    for item in items:
        narrow = [_text(column.cell(item)) for column in columns if not column.wide]
        lines.append(Text(" · ").join(cell for cell in narrow if cell.plain))
        lines.extend(Padding(_text(column.cell(item)), (0, 0, 0, 2)) for column in columns if column.wide)
    return Group(*lines)


def _text(cell: Text | str) -> Text:
    """Return a cell as literal text: what an article says is never read as markup."""
    return cell if isinstance(cell, Text) else Text(clean(cell))


def clean(words: str | None) -> str:
    """Return words on one line without control characters, which could command the terminal; None is nothing."""
    return "".join(character if character.isprintable() else "�" for character in " ".join((words or "").split()))


def shorten(words: str, *, most: int = 200) -> str:
    """Return words on one line, cut after the last that fits into `most` characters."""
    line = clean(words)
    if len(line) <= most:
        return line
    head, _, tail = line[:most].rpartition(" ")
    return f"{head or tail}…"


def fails_clearly(verb: Callable[P, R]) -> Callable[P, R]:
    """Make a verb print a known failure as one line on standard error and end with its exit status."""

    @functools.wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return verb(*args, **kwargs)
        except OnRecordError as error:
            click.echo(f"onrecord: {error}", err=True)
            if isinstance(error, AmbiguousSpeaker):
                _list_candidates(error)
            raise SystemExit(error.exit_code) from error

    return run


def _list_candidates(error: AmbiguousSpeaker) -> None:
    for id_, name in error.candidates[:MOST_CANDIDATES]:
        click.echo(f"  {id_}  {clean(name)}", err=True)
    if len(error.candidates) > MOST_CANDIDATES:
        click.echo(f"  and {len(error.candidates) - MOST_CANDIDATES} more", err=True)


def epilog(*examples: str, codes: Sequence[int]) -> str:
    """Return the end of a verb's `--help`: its examples, and what its exit statuses mean."""
    blocks = [
        ["\b", "Examples:" if len(examples) > 1 else "Example:", *(f"  {example}" for example in examples)],
        ["\b", "Exit status:", *(f"  {code}  {EXIT_CODES[code]}" for code in codes)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks)
