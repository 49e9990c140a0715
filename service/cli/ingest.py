"""`onrecord ingest`: articles through the model pass into the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import click

from service.cli.output import clean, epilog, fails_clearly
from service.cli.progress import progress
from service.cli.reading import database_option
from service.settings import Settings

if TYPE_CHECKING:
    from service.passes import Report

COUNTED_AHEAD = 2000
"""Articles that are read ahead so that the progress bar knows its length; a larger ingest shows only how far it is."""


@click.command(epilog=epilog("onrecord ingest --published 2019-11-15 articles/", codes=(0, 2, 3, 6)))
@click.argument("paths", nargs=-1, required=True)
@click.option("--plain", is_flag=True, help="Take each file as an article's body: no furniture is skipped.")
@click.option("--published", metavar="DATE", help="Day of publication of all PATHS, where the caller knows it.")
@click.option("--threads", type=click.IntRange(1), help="Cores that the model may use.  [default: all]")
@click.option("--batch", type=click.IntRange(1, 1000), default=8, show_default=True, help="Articles to a transaction.")
@database_option
@fails_clearly
def command(
    paths: Sequence[str],
    plain: bool,
    published: str | None,
    threads: int | None,
    batch: int,
    database: str | None,
) -> None:
    """Read PATHS (files, folders, or - for standard input) with the model and keep what they say in the store.

    A store that does not exist yet is made, and given the topics and known speakers that come with the program. What
    was read before is not read again, so an ingest that was stopped can simply be started again.
    """
    from service.passes import ingest, load, load_judge, prepare
    from service.store.migrate import open_upgraded

    settings = Settings.from_env(database_url=database)
    items = _items(paths, plain=plain, published=published, most=settings.max_document_bytes)
    ahead = list(islice(items, COUNTED_AHEAD + 1))
    total = len(ahead) if len(ahead) <= COUNTED_AHEAD else None
    with open_upgraded(settings.database_url) as engine, progress(total, doing="reading") as advance:
        prepare(engine)
        nlp, judge = load(engine, threads=threads), load_judge(engine, threads=threads)
        given = chain(ahead, items)
        report = ingest(engine, nlp, given, judge=judge, batch=batch, on_progress=lambda done: advance(done.seen))
    _summarise(report)


def _items(paths: Sequence[str], *, plain: bool, published: str | None, most: int) -> Iterator[Any]:
    from service.ingest import read

    return read(paths, plain=plain, published=published, max_bytes=most)


def _summarise(report: Report) -> None:
    """Name each failure on standard error, print what was done, and end with status 3 if anything failed."""
    for failure in report.failed:
        click.echo(clean(str(failure)), err=True)
    read = f"{_number(report.read, 'article')} read, {_number(report.attributions, 'statement')} found"
    click.echo(f"{read}, {report.kept} known already, {len(report.failed)} failed (run {report.run})")
    if report.failed:
        raise SystemExit(3)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
