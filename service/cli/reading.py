"""What the verbs that ask share: a read-only connection, the filters as options, and the speaker that a name means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from models.records import CLASSES, KINDS, LABELS
from service.errors import AmbiguousSpeaker, SpeakerNotFound, StoreUnreadable
from service.settings import Settings
from service.store.days import bounds

if TYPE_CHECKING:
    from sqlalchemy import Connection

F = TypeVar("F", bound=Callable[..., Any])

database_option = click.option(
    "--database", metavar="URL", help="The store: a file or an SQLAlchemy URL.  [default: ONRECORD_DATABASE_URL]"
)
limit_option = click.option(
    "--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Most items to show."
)


def _date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse what is no date, before the store is opened."""
    try:
        bounds(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    return value


def date_option(*names: str, help: str) -> Callable[[F], F]:
    """Return an option that takes a day, a month or a year."""
    return click.option(*names, metavar="DATE", callback=_date, help=help)


_FILTERS = (
    click.option("--stance", type=click.Choice(LABELS), help="Only statements that show this stance."),
    click.option("--kind", type=click.Choice(KINDS), help="How the words are given."),
    click.option("--class", "class_", type=click.Choice(CLASSES), help="What was said or written, or only held."),
    click.option("--outlet", help="Only articles of this outlet."),
    date_option("--since", help="First day: YYYY, YYYY-MM or YYYY-MM-DD."),
    date_option("--until", help="Last day, itself included."),
    click.option("--min-confidence", type=click.FloatRange(0, 1), help="Least confidence."),
    click.option("--q", metavar="WORDS", help="Words that the statement has."),
)


def filter_options(verb: F) -> F:
    """Give a verb the options that every list of statements is filtered by."""
    for option in reversed(_FILTERS):
        verb = option(verb)
    return verb


@contextmanager
def reading(database: str | None) -> Iterator[Connection]:
    """Open the store to read it.

    Raises:
        StoreMissing, StoreOutdated, StoreTooNew, StoreUnreadable: there is no store that can be read.
    """
    from sqlalchemy.exc import DBAPIError

    from service.store.engine import open_engine, place_of

    url = Settings.from_env(database_url=database).database_url
    engine = open_engine(url, read_only=True)
    try:
        with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        raise StoreUnreadable(place_of(engine), str(error.orig)) from error
    finally:
        engine.dispose()


def find_speaker(connection: Connection, name: str) -> dict[str, Any]:
    """Return the `id`, `name` and `type` of the speaker that an id or a name means.

    Raises:
        SpeakerNotFound: no speaker has this id or name.
        AmbiguousSpeaker: more than one has this name.
    """
    from service.store import views

    found = views.find_named(connection, name)
    if not found:
        raise SpeakerNotFound(name)
    if len(found) > 1:
        raise AmbiguousSpeaker(name, [(item["id"], item["name"]) for item in found])
    return found[0]
