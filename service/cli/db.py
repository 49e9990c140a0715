"""`onrecord db`: make a store, bring it up to date, check it, and copy it."""

from __future__ import annotations

from pathlib import Path

import click

from service.cli.output import epilog, fails_clearly
from service.cli.reading import database_option
from service.settings import Settings


@click.group(epilog=epilog("onrecord db check", codes=(0, 2, 6)))
def command() -> None:
    """Make the store, bring it up to date, check it, and copy it."""


@command.command(epilog=epilog("onrecord db upgrade", codes=(0, 2, 6)))
@database_option
@fails_clearly
def upgrade(database: str | None) -> None:
    """Make the store, or bring it up to this program's revision; nothing in it is lost.

    It is given the topics and known speakers that come with the program and that it does not hold yet.
    """
    from service.passes import prepare
    from service.store.engine import place_of
    from service.store.migrate import open_upgraded
    from service.store.migrate import upgrade as bring_up
    from service.store.tables import REVISION

    url = Settings.from_env(database_url=database).database_url
    before = bring_up(url)
    with open_upgraded(url) as engine:
        prepare(engine)
        place = place_of(engine)
    if before == REVISION:
        click.echo(f"{place} is up to date (revision {REVISION})")
    else:
        click.echo(f"{place} {'made' if before is None else f'brought from revision {before}'} at revision {REVISION}")


@command.command(epilog=epilog("onrecord db check", codes=(0, 1, 2, 6)))
@database_option
@fails_clearly
def check(database: str | None) -> None:
    """Check that the store is whole: its pages and indices, its references, and every word against its text.

    Faults are named one a line, and the exit status is then 1.
    """
    from service.cli.reading import reading
    from service.store.upkeep import faults

    with reading(database) as connection:
        found = list(faults(connection))
    for fault in found:
        click.echo(fault)
    if found:
        click.echo("1 fault" if len(found) == 1 else f"{len(found)} faults", err=True)
        raise SystemExit(1)
    click.echo("the store is whole")


@command.command(epilog=epilog("onrecord db backup copy.sqlite", codes=(0, 2, 6)))
@click.argument("path", type=click.Path(path_type=Path))
@database_option
@fails_clearly
def backup(path: Path, database: str | None) -> None:
    """Copy the store as it is at this moment to PATH, a new file, while others go on reading and writing."""
    from service.cli.reading import reading
    from service.store.upkeep import copy

    if path.exists():
        raise click.UsageError(f"{path} exists already: name a new file")
    with reading(database) as connection:
        copy(connection, path)
    click.echo(f"{path} made ({path.stat().st_size:,} bytes)")
