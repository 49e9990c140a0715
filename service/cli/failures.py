"""Failures of the parts that know nothing of the service, as the one line that a person reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def plainly(*kinds: type[Exception], status: int = 2) -> Iterator[None]:
    """Print an error of these kinds as one line on standard error, and end with the exit status."""
    try:
        yield
    except kinds as error:
        click.echo(f"onrecord: {error}", err=True)
        raise SystemExit(status) from error
