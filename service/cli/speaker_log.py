"""`onrecord speakers show`, `candidates` and `log`: who somebody is, who may be one, and what was decided."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import click

from service.cli.output import Column, Item, clean, epilog, fails_clearly, format_option, show
from service.cli.reading import database_option, find_speaker, limit_option, reading


@click.command(epilog=epilog('onrecord speakers show "Mark Esper"', codes=(0, 2, 4, 5, 6)))
@click.argument("speaker")
@database_option
@format_option
@fails_clearly
def show_one(speaker: str, database: str | None, form: str | None) -> None:
    """Show who SPEAKER, an id or a name, is: names, dated roles, Wikidata id, and the decisions that stand."""
    from service.store import views

    with reading(database) as connection:
        found = views.speaker(connection, speaker) or views.speaker(connection, find_speaker(connection, speaker)["id"])
    if (form or ("table" if sys.stdout.isatty() else "json")) == "table" and found:
        for line in _described(found, asked=speaker):
            click.echo(clean(line))
    else:
        click.echo(json.dumps(found, ensure_ascii=False))


def _described(item: Item, *, asked: str) -> Iterator[str]:
    count = item["attributions"]
    said = "1 statement" if count == 1 else f"{count} statements"
    yield f"{item['name']} ({item['id']}), {item['type']}, {said}"
    if item["merged_into"]:
        yield f"answers for {asked}, which is merged into it"
    if item["wikidata"]:
        yield f"Wikidata: {item['wikidata']}"
    if item["aliases"]:
        yield f"also: {'; '.join(item['aliases'])}"
    for role in item["roles"]:
        dates = " to ".join(day for day in (role["written_on"], role["until"]) if day)
        yield f"role: {role['title']}{f' ({dates})' if dates else ''}"
    if item["merged"]:
        yield f"merged into it: {', '.join(item['merged'])}"
    for decision in item["decisions"]:
        yield f"decision {decision['number']}: {told(decision)}"


def told(decision: Item) -> str:
    """Return what a decision says, in words."""
    details, speaker, target = decision["details"], decision["speaker"], decision["target"]
    if decision["verb"] == "merge":
        return f"{speaker} is {target}"
    if decision["verb"] == "split":
        count = len(details["documents"]) + len(details["statements"])
        return f"{speaker} is {target} ({details['name']}) in {count} {'place' if count == 1 else 'places'}"
    if decision["verb"] == "alias":
        return f"{speaker} is called {details['name']}" + (
            f" instead of {details['instead_of']}" if details["instead_of"] else ""
        )
    if decision["verb"] == "role":
        dates = " to ".join(day for day in (details["since"], details["until"]) if day)
        return f"{speaker} is {details['title']}" + (f" ({dates})" if dates else "")
    if decision["verb"] == "wikidata":
        return f"{speaker} is {details['wikidata']} in Wikidata"
    return f"takes decision {decision['undoes']} back"


LOG = (
    Column(heading="No", cell=lambda item: str(item["number"]), right=True),
    Column(heading="When", cell=lambda item: item["at"][:10]),
    Column(heading="Who", cell=lambda item: item["by"]),
    Column(heading="Decision", cell=told, wide=True),
    Column(heading="Why", cell=lambda item: item["reason"]),
    Column(heading="Undone by", cell=lambda item: str(item["undone_by"] or ""), right=True),
)


@click.command(epilog=epilog("onrecord speakers log --limit 5", codes=(0, 2, 4, 5, 6)))
@click.option("--speaker", help="Only decisions about this speaker, by id or name.")
@limit_option
@database_option
@format_option
@fails_clearly
def log(speaker: str | None, limit: int, database: str | None, form: str | None) -> None:
    """List what was decided about speakers, by whom and why, the latest first; what was undone too."""
    from service.store import views

    with reading(database) as connection:
        about = find_speaker(connection, speaker)["id"] if speaker else None
        part = views.decisions(connection, speaker=about, page=views.Page(limit=limit))
    show(part.items, LOG, form=form, cursor=part.next, empty="Nothing was decided.")


def _person(item: Item) -> str:
    roles = f" ({'; '.join(item['roles'])})" if item["roles"] else ""
    return f"{item['name']} [{item['id']}]{roles}"


CANDIDATES = (
    Column(heading="One", cell=lambda item: _person(item["one"]), wide=True),
    Column(heading="Other", cell=lambda item: _person(item["other"]), wide=True),
    Column(heading="Why they are two", cell=lambda item: item["why_apart"]),
)


@click.command(epilog=epilog("onrecord speakers candidates", codes=(0, 2, 6)))
@limit_option
@database_option
@format_option
@fails_clearly
def candidates(limit: int, database: str | None, form: str | None) -> None:
    """List pairs of people whose names may be spellings of one, for somebody to merge or to leave apart."""
    from service.store import views

    with reading(database) as connection:
        part = views.candidates(connection, page=views.Page(limit=limit))
    show(part.items, CANDIDATES, form=form, cursor=part.next, empty="No two people have names that are alike.")


COMMANDS = {"show": show_one, "candidates": candidates, "log": log}
