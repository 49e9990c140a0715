"""`onrecord speakers`: who speaks in the store."""

from __future__ import annotations

import click

from service.cli.output import Column, epilog, fails_clearly, format_option, show
from service.cli.reading import database_option, limit_option, reading

COLUMNS = (
    Column(heading="Speaker", cell=lambda item: item["name"], wide=True),
    Column(heading="Id", cell=lambda item: item["id"]),
    Column(heading="Type", cell=lambda item: item["type"]),
    Column(heading="Statements", cell=lambda item: str(item.get("attributions", "")), right=True),
)


@click.command(epilog=epilog("onrecord speakers --q esper", codes=(0, 2, 6)))
@click.option("--q", metavar="NAME", help="Only speakers with this in one of their names.")
@limit_option
@database_option
@format_option
@fails_clearly
def command(q: str | None, limit: int, database: str | None, form: str | None) -> None:
    """List the people and bodies behind statements."""
    from service.store import views

    with reading(database) as connection:
        part = views.speakers(connection, where=views.Where(q=q), page=views.Page(limit=limit))
    show(
        part.items, COLUMNS, form=form, cursor=part.next, empty="No speaker has such a name; --q finds parts of names."
    )
