"""`onrecord speakers import` and `export`: the register of known speakers as a file."""

from __future__ import annotations

from pathlib import Path

import click

from service.cli.failures import plainly
from service.cli.output import epilog, fails_clearly
from service.cli.reading import database_option, reading
from service.settings import Settings


@click.command(epilog=epilog("onrecord speakers import speakers.json", codes=(0, 2, 6, 8)))
@click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@database_option
@fails_clearly
def import_(path: Path, database: str | None) -> None:
    """Add the known speakers of FILE, JSON in the form of `onrecord speakers export`, to the register.

    An entry replaces the one of the same id; decisions stay in force. Articles are resolved against the new register
    when they are read again. A store that does not exist yet is made.
    """
    import seeds
    from service.store.migrate import open_upgraded
    from service.store.writer import Writer

    with plainly(seeds.SeedError):
        known = seeds.load_speakers(path)
    with open_upgraded(Settings.from_env(database_url=database).database_url) as engine:
        Writer(engine).add_register(known)
    click.echo(f"{len(known)} known speakers taken over from {path}")


@click.command(epilog=epilog("onrecord speakers export > speakers.json", codes=(0, 2, 6)))
@database_option
@fails_clearly
def export(database: str | None) -> None:
    """Print the register as it stands, what was decided included, as JSON that `onrecord speakers import` reads."""
    import seeds
    from service.store import views

    with reading(database) as connection:
        known = views.known_speakers(connection)
    click.echo(seeds.dump_speakers(known), nl=False)


COMMANDS = {"import": import_, "export": export}
