"""`onrecord`: one command, one module for each of its verbs."""

from __future__ import annotations

import click

from service.cli import attributions, claims, db, evaluate, extract, ingest, serve, speakers, stances, topics, train
from service.errors import EXIT_CODES

_CODES = "\b\nExit status:\n" + "\n".join(f"  {code}  {meaning}" for code, meaning in EXIT_CODES.items())


@click.group(epilog=_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord", prog_name="onrecord")
def main() -> None:
    """Who said what, when, and where do they stand: quotes and claims from news articles, on record."""


for _verb in (extract, ingest, serve, attributions, speakers, claims, stances, topics, db, train, evaluate):
    main.add_command(_verb.command, name=_verb.__name__.rpartition(".")[2])
