"""`onrecord speakers merge`, `split`, `alias`, `role`, `wikidata` and `undo`: decisions about who speakers are."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from service.cli.output import clean, epilog, fails_clearly
from service.cli.reading import database_option, date_option, find_speaker, reading
from service.errors import StoreUnreadable
from service.settings import Settings

if TYPE_CHECKING:
    from service.store.writer import Writer

F = TypeVar("F", bound=Callable[..., Any])
_CODES = (0, 2, 4, 5, 6, 8)


def _login() -> str:
    """Return the login name; some containers have none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _one_line(_context: click.Context, parameter: click.Parameter, value: str) -> str:
    line = clean(value)
    if not line and (parameter.required or parameter.name == "by"):
        raise click.BadParameter("is empty: say it in a few words")
    return line


_by = click.option(
    "--by", default=_login, callback=_one_line, metavar="NAME", help="Who decides.  [default: login name]"
)
_reason = click.option("--reason", default="", callback=_one_line, help="Why, in a few words; kept in the log.")
_reason_needed = click.option(
    "--reason", required=True, callback=_one_line, help="Why, in a few words; kept in the log."
)


@contextmanager
def _deciding(database: str | None) -> Iterator[Writer]:
    """Open a store that is there to decide in it.

    Raises:
        StoreMissing, StoreOutdated, StoreTooNew, StoreUnreadable: there is no store that can be written.
    """
    from sqlalchemy.exc import DBAPIError

    from service.store.engine import check_revision, open_engine, place_of
    from service.store.writer import Writer

    url = Settings.from_env(database_url=database).database_url
    open_engine(url, read_only=True).dispose()
    engine = open_engine(url)
    try:
        check_revision(engine)
        yield Writer(engine)
    except DBAPIError as error:
        raise StoreUnreadable(place_of(engine), str(error.orig)) from error
    finally:
        engine.dispose()


def _ids(database: str | None, *names: str) -> list[str]:
    """Return the ids that ids or names mean; an id that is merged stays, so that deciding about it is refused."""
    from service.store import views

    with reading(database) as connection:
        return [name if views.has_speaker(connection, name) else find_speaker(connection, name)["id"] for name in names]


def _tell(number: int, what: str) -> None:
    click.echo(f"decision {number}: {clean(what)}; `onrecord speakers undo {number}` takes it back")


@click.command(
    epilog=epilog('onrecord speakers merge jung-kyung-doo jeong-kyeong-doo --reason "one man"', codes=_CODES)
)
@click.argument("speaker")
@click.argument("into")
@_reason_needed
@_by
@database_option
@fails_clearly
def merge(speaker: str, into: str, reason: str, by: str, database: str | None) -> None:
    """Let SPEAKER be INTO, both ids or names: statements, names and roles are INTO's from now on."""
    from service.store import deciding
    from service.store.decisions import Author

    one, other = _ids(database, speaker, into)
    with _deciding(database) as writer:
        number = writer.decide(deciding.merge, Author(by=by, reason=reason), one, other)
    _tell(number, f"{one} is {other}")


@click.command(
    epilog=epilog(
        'onrecord speakers split kim-jong-ho --as "Kim Jong-ho" --document 54c310b718d7d0 --reason "the other one"',
        codes=_CODES,
    )
)
@click.argument("speaker")
@click.option("--as", "as_", required=True, metavar="NAME", help="Whose they are: an id, a name, or a new name.")
@click.option("--document", "documents", multiple=True, metavar="ID", help="All of it in this document; repeatable.")
@click.option("--attribution", "statements", multiple=True, metavar="ID", help="This statement; repeatable.")
@_reason_needed
@_by
@database_option
@fails_clearly
def split(
    speaker: str,
    as_: str,
    documents: Sequence[str],
    statements: Sequence[str],
    reason: str,
    by: str,
    database: str | None,
) -> None:
    """Give what SPEAKER, an id or a name, says in some documents or statements to another speaker, known or new.

    The name of SPEAKER itself makes a new speaker of the same name.
    """
    from service.store import deciding, views
    from service.store.decisions import Author

    (one,) = _ids(database, speaker)
    with _deciding(database) as writer:
        author = Author(by=by, reason=reason)
        number = writer.decide(deciding.split, author, one, as_, documents=documents, statements=statements)
    with reading(database) as connection:
        made = next(item for item in views.decisions(connection).items if item["number"] == number)
    _tell(number, f"{one} is {made['target']} there")


@click.command(epilog=epilog('onrecord speakers alias mark-esper "Mark Thomas Esper"', codes=_CODES))
@click.argument("speaker")
@click.argument("name")
@click.option("--instead-of", metavar="OLD", help="The name that it replaces; a main name stays as an alias.")
@_reason
@_by
@database_option
@fails_clearly
def alias(speaker: str, name: str, instead_of: str | None, reason: str, by: str, database: str | None) -> None:
    """Give SPEAKER, an id or a name, another NAME, by which later articles are resolved too."""
    from service.store import deciding
    from service.store.decisions import Author

    (one,) = _ids(database, speaker)
    with _deciding(database) as writer:
        number = writer.decide(deciding.add_alias, Author(by=by, reason=reason), one, name, instead_of=instead_of)
    _tell(number, f"{one} is called {name}")


@click.command(
    epilog=epilog('onrecord speakers role mark-esper "U.S. Defense Secretary" --from 2019-07-23', codes=_CODES)
)
@click.argument("speaker")
@click.argument("title")
@date_option("--from", "since", help="First day of the role: YYYY, YYYY-MM or YYYY-MM-DD.")
@date_option("--until", help="Last day of the role.")
@date_option("--on", help="A day on which the role was held, where no more is known.")
@_reason
@_by
@database_option
@fails_clearly
def role(
    speaker: str,
    title: str,
    since: str | None,
    until: str | None,
    on: str | None,
    reason: str,
    by: str,
    database: str | None,
) -> None:
    """Give SPEAKER, an id or a name, the role TITLE, as articles word it, with the days on which it was held."""
    from service.store import deciding
    from service.store.decisions import Author

    if on and (since or until):
        raise click.UsageError("--on names one day: leave out --from and --until")
    (one,) = _ids(database, speaker)
    with _deciding(database) as writer:
        author = Author(by=by, reason=reason)
        number = writer.decide(deciding.add_role, author, one, title, since=on or since, until=on or until)
    _tell(number, f"{one} is {title}")


@click.command(epilog=epilog("onrecord speakers wikidata mark-esper Q42", codes=_CODES))
@click.argument("speaker")
@click.argument("wikidata")
@_reason
@_by
@database_option
@fails_clearly
def wikidata(speaker: str, wikidata: str, reason: str, by: str, database: str | None) -> None:
    """Say which entity of WIKIDATA, such as Q42, SPEAKER is."""
    from service.store import deciding
    from service.store.decisions import Author

    (one,) = _ids(database, speaker)
    with _deciding(database) as writer:
        number = writer.decide(deciding.set_wikidata, Author(by=by, reason=reason), one, wikidata)
    _tell(number, f"{one} is {wikidata}")


@click.command(epilog=epilog("onrecord speakers undo 12", codes=(0, 2, 4, 6, 8)))
@click.argument("number", type=click.IntRange(1))
@_reason
@_by
@database_option
@fails_clearly
def undo(number: int, reason: str, by: str, database: str | None) -> None:
    """Take decision NUMBER back, one of `onrecord speakers log`: all is as if it had never been made."""
    from service.store import deciding
    from service.store.decisions import Author

    with _deciding(database) as writer:
        made = writer.decide(deciding.undo, Author(by=by, reason=reason), number)
    click.echo(f"decision {made}: decision {number} is taken back")


COMMANDS = {"merge": merge, "split": split, "alias": alias, "role": role, "wikidata": wikidata, "undo": undo}
