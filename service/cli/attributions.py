"""`onrecord attributions`: who said what."""

from __future__ import annotations

from typing import Any

import click

from service.cli.output import epilog, fails_clearly, format_option, show
from service.cli.reading import database_option, filter_options, limit_option, reading
from service.cli.statements import columns


@click.command(epilog=epilog('onrecord attributions --topic gsomia --q "intelligence"', codes=(0, 2, 6)))
@click.option("--topic", help="Only statements that bear on this topic, by its id.")
@filter_options
@limit_option
@database_option
@format_option
@fails_clearly
def command(*, topic: str | None, limit: int, database: str | None, form: str | None, **filters: Any) -> None:
    """List who said what, newest first."""
    from service.store import views

    with reading(database) as connection:
        part = views.attributions(connection, where=views.Where(topic=topic, **filters), page=views.Page(limit=limit))
    show(part.items, columns(topic=topic), form=form, cursor=part.next, empty="No such statement.")
