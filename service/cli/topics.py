"""`onrecord topics`: what the stances in the store are about."""

from __future__ import annotations

import click

from service.cli.output import Column, epilog, fails_clearly, format_option, show
from service.cli.reading import database_option, reading

COLUMNS = (
    Column(heading="Id", cell=lambda item: item["id"]),
    Column(heading="Name", cell=lambda item: item["name"]),
    Column(heading="Position that stances are towards", cell=lambda item: item["position"], wide=True),
)


@click.command(epilog=epilog("onrecord topics --format json", codes=(0, 2, 6)))
@database_option
@format_option
@fails_clearly
def command(database: str | None, form: str | None) -> None:
    """List the topics, each with the position that stances are towards."""
    from service.store import views

    with reading(database) as connection:
        found = views.topics(connection)
    show(found, COLUMNS, form=form, empty="The store holds no topic yet: `onrecord ingest` loads the first ones.")
