from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import seeds
from service.cli import main
from service.store import views
from service.store.engine import open_engine

STORY = (
    "Borland signs the pact\n\nOrrehaven, 15 November 2019 (Arland Courier)\n\n"
    "The ministers met in Orrehaven on Friday and spoke to the press for an hour after the talks had come to an end. "
    "Jo Brand said that the pact with Japan on military information was of great value to both of the countries. "
    "“We keep our word,” said Anna Weller. The ministers will meet again in the spring to see what has come of it.\n"
)

pytestmark = pytest.mark.usefixtures("stub_pass")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Return a folder with two stories and a file that is none."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, encoding="utf-8")
    (folder / "b.txt").write_text(STORY.replace("Jo Brand", "Piet Ansel"), encoding="utf-8")
    (folder / "c.txt").write_bytes(b"")
    return folder


@pytest.fixture
def database(tmp_path: Path) -> str:
    """Return the file of a store that is not there yet."""
    return str(tmp_path / "new" / "store.sqlite")


def ingest(database: str, *arguments: str | Path, **options: Any) -> Result:
    """Run `onrecord ingest`."""
    return CliRunner().invoke(main, ["ingest", "--database", database, *map(str, arguments)], **options)


def shown(database: str) -> list[dict[str, Any]]:
    """Return every attribution in the store."""
    url = database if "://" in database else f"sqlite:///{database}"
    with open_engine(url, read_only=True).connect() as connection:
        return views.attributions(connection).items


def test_ingest_makes_the_store_reads_the_rest_and_names_what_failed(articles: Path, database: str) -> None:
    result = ingest(database, articles, "--plain")
    assert result.exit_code == 3, result.output
    assert result.stderr.startswith(f"{articles}/c.txt: ")
    assert result.stdout.startswith("2 articles read, 4 statements found, 0 known already, 1 failed (run stub-")
    assert {item["speakers"][0]["name"] for item in shown(database)} == {"Jo Brand", "Piet Ansel", "Anna Weller"}


def test_ingest_reads_nothing_twice(articles: Path, database: str) -> None:
    (articles / "c.txt").unlink()
    assert ingest(database, articles).exit_code == 0
    again = ingest(database, articles)
    assert again.exit_code == 0
    assert again.stdout.startswith("0 articles read, 0 statements found, 2 known already, 0 failed")
    assert again.stderr == ""


def test_ingest_takes_the_callers_date(articles: Path, database: str) -> None:
    ingest(database, articles / "a.txt", "--plain")
    ingest(database, articles / "a.txt", "--plain", "--published", "2019-12-01")
    assert {item["document"]["published"] for item in shown(database)} == {"2019-12-01"}


def test_ingest_reads_standard_input(database: str) -> None:
    result = ingest(database, "-", input=STORY)
    assert result.exit_code == 0, result.output
    assert len(shown(database)) == 2


def test_ingest_fills_a_new_store_with_the_first_topics(articles: Path, database: str) -> None:
    ingest(database, articles / "a.txt")
    with open_engine(f"sqlite:///{database}", read_only=True).connect() as connection:
        assert {topic["id"] for topic in views.topics(connection)} == {topic.id for topic in seeds.topics()}
        assert len(views.known_speakers(connection)) == len(seeds.speakers())


def test_ingest_records_failures(articles: Path, database: str) -> None:
    ingest(database, articles, "missing.txt")
    with open_engine(f"sqlite:///{database}", read_only=True).connect() as connection:
        found = {item["path"]: item["slug"] for item in views.failures(connection).items}
    assert found == {f"{articles}/c.txt": "empty", "missing.txt": "missing"}


def test_ingest_needs_a_path(database: str) -> None:
    assert ingest(database).exit_code == 2


def test_ingest_refuses_a_file_that_is_no_store(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.sqlite").write_text("Dear reader, this is no database. " * 100)
    result = ingest(str(tmp_path / "letter.sqlite"), articles / "a.txt")
    assert result.exit_code == 6
    assert "not a database" in result.stderr


def test_ingest_shows_a_bar_on_a_terminal(articles: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    result = ingest(database, articles, "--batch", "1")
    assert "3/3" in result.stderr
