"""`onrecord topics`: what stances are about, and the verbs that add, change, show and judge them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from service.cli.output import STANCE_STYLES, Column, Item, clean, epilog, fails_clearly, format_option, show
from service.cli.progress import progress
from service.cli.reading import database_option, reading
from service.errors import TopicNotFound
from service.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

COLUMNS = (
    Column(heading="Id", cell=lambda item: item["id"]),
    Column(heading="Name", cell=lambda item: item["name"]),
    Column(heading="Position that stances are towards", cell=lambda item: item["position"], wide=True),
)


def _judged(item: Item) -> Text:
    """Return how many statements have each stance on a version, in the stances' colours."""
    counted = [Text(f"{label} {n}", STANCE_STYLES[label]) for label, n in item["counts"].items() if n]
    return Text("\n").join(counted)


VERSIONS = (
    Column(heading="Version", cell=lambda item: f"{item['version']}{' (now)' if item['now'] else ''}"),
    Column(heading="Added", cell=lambda item: item["added_at"][:10]),
    Column(heading="Name", cell=lambda item: item["name"]),
    Column(heading="Position", cell=lambda item: item["position"], wide=True),
    Column(heading="Judged", cell=_judged),
)

_POSITION = "What stances are towards: a whole statement, such as 'Denmark allows the gas link'."
_ALIAS = "Another name of the topic; can be given several times."
_DESCRIPTION = "What a reader should know of it."
threads_option = click.option("--threads", type=click.IntRange(1), help="Cores for the model.  [default: all]")


@click.group(
    invoke_without_command=True,
    epilog=epilog("onrecord topics --format json", "onrecord topics show gsomia", codes=(0, 2, 6)),
)
@database_option
@format_option
@click.pass_context
@fails_clearly
def command(context: click.Context, database: str | None, form: str | None) -> None:
    """List the topics, each with the position that stances are towards; or add, change, show or judge them."""
    if context.invoked_subcommand is not None:
        if database or form:
            raise click.UsageError(f"give options after the verb: onrecord topics {context.invoked_subcommand} …")
        return
    from service.store import views

    with reading(database) as connection:
        found = views.topics(connection)
    show(found, COLUMNS, form=form, empty="The store holds no topic yet: `onrecord topics add` makes one.")


@command.command(
    epilog=epilog(
        "onrecord topics add 'Baltic gas link' --alias 'gas link' --position 'Denmark allows the gas link'",
        codes=(0, 2, 3, 6),
    )
)
@click.argument("name")
@click.option("--position", metavar="STATEMENT", required=True, help=_POSITION)
@click.option("--alias", "aliases", metavar="NAME", multiple=True, help=_ALIAS)
@click.option("--description", metavar="WORDS", default="", help=_DESCRIPTION)
@click.option("--id", "id_", metavar="ID", default="", help="Its id in addresses.  [default: made from NAME]")
@threads_option
@database_option
@fails_clearly
def add(*, threads: int | None, database: str | None, **wording: Any) -> None:
    """Add the topic NAME, and judge every statement in the store on it; no article is read again.

    Stopped half-way, `onrecord topics judge` goes on. Articles that are read later are judged on it as well.
    """
    from service import topics
    from service.store.migrate import open_upgraded

    with open_upgraded(Settings.from_env(database_url=database).database_url) as engine:
        added = topics.add(engine, **wording)
        told = "added" if added.new else "is there already"
        click.echo(f"{added.topic.id} {told} (version {added.version}): {clean(added.topic.position)}")
        _judge(engine, [added.topic.id], threads)


@command.command(epilog=epilog("onrecord topics change gsomia --position 'Seoul ends GSOMIA'", codes=(0, 2, 3, 4, 6)))
@click.argument("topic")
@click.option("--name", metavar="WORDS", help="What it is called from now on.")
@click.option("--position", metavar="STATEMENT", help=_POSITION)
@click.option("--alias", "aliases", metavar="NAME", multiple=True, help=f"{_ALIAS} These replace those there are.")
@click.option("--description", metavar="WORDS", help=_DESCRIPTION)
@threads_option
@database_option
@fails_clearly
def change(
    *, topic: str, aliases: Sequence[str], threads: int | None, database: str | None, **wording: str | None
) -> None:
    """Word TOPIC, an id, anew and judge every statement by the new version; what is not given stays as it is.

    The stances on earlier versions stay: `onrecord stances TOPIC --version 1` lists them.
    """
    from service import topics
    from service.store.migrate import open_upgraded

    if not aliases and not any(value is not None for value in wording.values()):
        raise click.UsageError("say what to change: --name, --position, --alias or --description")
    with open_upgraded(Settings.from_env(database_url=database).database_url) as engine:
        changed = topics.change(engine, topic, aliases=aliases or None, **wording)
        told = "changed" if changed.new else "says just this already"
        click.echo(f"{topic} {told} (version {changed.version}): {clean(changed.topic.position)}")
        _judge(engine, [topic], threads)


@command.command("show", epilog=epilog("onrecord topics show gsomia", codes=(0, 2, 4, 6)))
@click.argument("topic")
@database_option
@format_option
@fails_clearly
def show_versions(topic: str, database: str | None, form: str | None) -> None:
    """Show the versions of TOPIC, an id, each with how many statements have which stance on it."""
    from service.store import views

    with reading(database) as connection:
        found = views.topic(connection, topic)
    if found is None:
        raise TopicNotFound(topic)
    versions = [item | {"now": item["version"] == found["version"]} for item in found["versions"]]
    show(versions, VERSIONS, form=form, title=topic)


@command.command(epilog=epilog("onrecord topics judge", "onrecord topics judge gsomia", codes=(0, 2, 3, 4, 6)))
@click.argument("topics", nargs=-1)
@threads_option
@database_option
@fails_clearly
def judge(topics: Sequence[str], threads: int | None, database: str | None) -> None:
    """Judge the statements that have no stance yet on TOPICS, ids, or on any topic; what is judged stays.

    New weights of the stance model judge everything anew, and their stances count from then on.
    """
    from service.store.migrate import open_upgraded

    with open_upgraded(Settings.from_env(database_url=database).database_url) as engine:
        _judge(engine, topics or None, threads)


def _judge(engine: Engine, topics: Sequence[str] | None, threads: int | None) -> None:
    """Judge, say how many statements and with which stances, and end with status 3 if the model failed on any."""
    from service import passes
    from service.store import views

    with engine.connect() as connection:
        total = views.counts(connection)["attributions"]
        for topic in topics or ():
            views.wording(connection, topic)
    with progress(total, doing="judging") as advance:
        model = passes.load_judge(engine, threads=threads) if total else None
        if model is None:
            click.echo("0 statements judged: the store holds nothing to judge yet")
            return
        done = passes.judge(engine, model, topics=topics, on_progress=lambda report: advance(report.statements))
    labels = ", ".join(f"{n} {label}" for label, n in done.labels) or "all others have been before"
    click.echo(f"{done.statements} statements judged: {labels} (run {done.run})")
    for failure in done.failed:
        click.echo(clean(str(failure)), err=True)
    if done.failed:
        raise SystemExit(3)
