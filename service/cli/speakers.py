"""`onrecord speakers`: who speaks in the store, and the register of who they are."""

from __future__ import annotations

import click

from service.cli import deciding, register, speaker_log
from service.cli.output import Column, epilog, fails_clearly, format_option, show
from service.cli.reading import database_option, limit_option, reading

COLUMNS = (
    Column(heading="Speaker", cell=lambda item: item["name"], wide=True),
    Column(heading="Id", cell=lambda item: item["id"]),
    Column(heading="Type", cell=lambda item: item["type"]),
    Column(heading="Statements", cell=lambda item: str(item.get("attributions", "")), right=True),
)


@click.group(
    invoke_without_command=True,
    epilog=epilog("onrecord speakers --q esper", 'onrecord speakers show "Mark Esper"', codes=(0, 2, 6)),
)
@click.option("--q", metavar="NAME", help="Only speakers with this in one of their names.")
@limit_option
@database_option
@format_option
@click.pass_context
@fails_clearly
def command(context: click.Context, q: str | None, limit: int, database: str | None, form: str | None) -> None:
    """List the people and bodies behind statements, or show, merge, split and name them with one of the commands.

    Decisions are kept in a log, hold for articles that are read later, and can be taken back.
    """
    if context.invoked_subcommand is not None:
        _refuse_lost_options(context)
        return
    from service.store import views

    with reading(database) as connection:
        part = views.speakers(connection, where=views.Where(q=q), page=views.Page(limit=limit))
    show(
        part.items, COLUMNS, form=form, cursor=part.next, empty="No speaker has such a name; --q finds parts of names."
    )


def _refuse_lost_options(context: click.Context) -> None:
    """Refuse options before a command's name, which would be options of the list."""
    given = click.core.ParameterSource.COMMANDLINE
    lost = [name for name in context.params if context.get_parameter_source(name) is given]
    if lost:
        option = {"form": "format"}.get(lost[0], lost[0])
        raise click.UsageError(f"--{option} is an option of the list: write it behind {context.invoked_subcommand!r}")


for _module in (speaker_log, deciding, register):
    for _name, _command in _module.COMMANDS.items():
        command.add_command(_command, name=_name)
