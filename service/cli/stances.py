"""`onrecord stances`: where each speaker stands on a topic, and how that moved over time."""

from __future__ import annotations

from typing import Any, Literal

import click
from rich.text import Text

from service.cli.output import STANCE_STYLES, Column, Item, clean, epilog, fails_clearly, format_option, show
from service.cli.reading import database_option, filter_options, find_speaker, limit_option, reading
from service.cli.statements import columns


def _counts(item: Item) -> Text:
    """Return the counts of a period, in the stances' colours, without the zeros."""
    counted = [Text(f"{label} {n}", STANCE_STYLES[label]) for label, n in item["counts"].items() if n]
    return Text(", ").join(counted)


def _by_speaker(item: Item) -> Text:
    lines = [Text.assemble(clean(speaker["name"]), ": ", _counts(speaker)) for speaker in item["speakers"]]
    return Text("\n").join(lines)


NOTHING = "There is no such statement on this topic."
TIMELINE = (
    Column(heading="Period", cell=lambda item: item["period"] or "no date"),
    Column(heading="Stances", cell=_counts),
    Column(heading="By", cell=_by_speaker, wide=True),
)


@click.command(
    epilog=epilog(
        'onrecord stances gsomia --speaker "Mark Esper"',
        "onrecord stances gsomia --timeline --by year",
        codes=(0, 2, 4, 5, 6),
    )
)
@click.argument("topic")
@click.option("--speaker", help="Only this speaker, by id or name.")
@click.option("--timeline", is_flag=True, help="Count stances by period instead of listing statements.")
@click.option("--by", type=click.Choice(["year", "month", "day"]), help="The timeline's period.  [default: year]")
@click.option("--version", type=click.IntRange(1), help="Judged by this version of TOPIC.  [default: the present one]")
@filter_options
@limit_option
@database_option
@format_option
@fails_clearly
def command(
    *,
    topic: str,
    speaker: str | None,
    timeline: bool,
    by: Literal["year", "month", "day"] | None,
    version: int | None,
    limit: int,
    database: str | None,
    form: str | None,
    **filters: Any,
) -> None:
    """List the statements that bear on TOPIC, each with its stance, newest first."""
    from service.store import views

    if by and not timeline:
        raise click.UsageError("--by says how long a period of the timeline is: add --timeline")
    with reading(database) as connection:
        wording = views.wording(connection, topic, version)
        title = f"{wording.name}: {wording.position}"
        spoken = find_speaker(connection, speaker)["id"] if speaker else None
        where = views.Where(speaker=spoken, topic_version=version, **filters)
        if timeline:
            periods = views.timeline(connection, topic, where=where, by=by or "year")
            show(periods, TIMELINE, form=form, title=title, empty=NOTHING)
            return
        part = views.stances(connection, topic, where=where, page=views.Page(limit=limit))
    show(part.items, columns(topic=topic), form=form, title=title, cursor=part.next, empty=NOTHING)
