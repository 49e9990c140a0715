"""`onrecord claims`: what one speaker has claimed."""

from __future__ import annotations

from typing import Any

import click

from service.cli.output import epilog, fails_clearly, format_option, show
from service.cli.reading import database_option, filter_options, find_speaker, limit_option, reading
from service.cli.statements import columns


@click.command(epilog=epilog('onrecord claims "Mark Esper" --topic gsomia --since 2019-11', codes=(0, 2, 4, 5, 6)))
@click.argument("speaker")
@click.option("--topic", help="Only claims that bear on this topic, by its id.")
@filter_options
@limit_option
@database_option
@format_option
@fails_clearly
def command(
    *, speaker: str, topic: str | None, limit: int, database: str | None, form: str | None, **filters: Any
) -> None:
    """List what SPEAKER, an id or a name, has claimed, newest first.

    A claim is a statement in reported words; --kind direct lists quotations instead.
    """
    from service.store import views

    with reading(database) as connection:
        found = find_speaker(connection, speaker)
        where = views.Where(topic=topic, **filters)
        part = views.claims(connection, found["id"], where=where, page=views.Page(limit=limit))
    known = f"{found['name']} ({found['id']})"
    nothing = f"{known} has made no such claim."
    show(part.items, columns(topic=topic), form=form, title=known, cursor=part.next, empty=nothing)
