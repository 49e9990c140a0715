"""`onrecord speakers` and its commands: decisions made, listed, shown, taken back and refused on the command line."""

from __future__ import annotations

import getpass
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

import seeds
from service.cli import main
from service.cli.speaker_log import told
from service.errors import (
    AlreadyTaken,
    AlreadyUndone,
    AmbiguousSpeaker,
    DecisionNotFound,
    SpeakerMerged,
    SpeakerNotFound,
)
from service.store import views
from service.store.engine import open_engine

Run = Callable[..., Result]


@pytest.fixture
def store(tmp_path: Path, filled_url: str) -> Path:
    """Return the file of a store of one's own, filled with articles."""
    return Path(shutil.copy(filled_url.removeprefix("sqlite:///"), tmp_path / "store.sqlite"))


@pytest.fixture
def run(store: Path) -> Run:
    def speakers(*arguments: str, database: Path = store, columns: int = 120) -> Result:
        env = {"ONRECORD_DATABASE_URL": str(database), "COLUMNS": str(columns)}
        return CliRunner().invoke(main, ["speakers", *arguments], env=env, catch_exceptions=False)

    return speakers


def shown(run: Run, speaker: str) -> dict[str, Any]:
    result = run("show", speaker)
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_speakers_without_a_command_lists_them(run: Run) -> None:
    listed = json.loads(run("--q", "weller").stdout)["items"]
    assert [item["id"] for item in listed] == ["anna-weller"]


@pytest.mark.parametrize(
    "option", [("--limit", "3"), ("--q", "x"), ("--format", "json"), ("--database", "other.sqlite")]
)
def test_speakers_refuses_options_that_would_be_lost(run: Run, option: tuple[str, str]) -> None:
    result = run(*option, "log")
    assert result.exit_code == 2
    assert f"{option[0]} is an option of the list: write it behind 'log'" in result.stderr


def test_show_tells_all_that_is_known(run: Run) -> None:
    run("role", "anna-weller", "Ambassador", "--from", "2020-01", "--until", "2021")
    run("wikidata", "Anna Weller", "Q42")
    run("merge", "piet-onca", "anna-weller", "--reason", "one person")
    lines = run("show", "Weller", "--format", "table").stdout.splitlines()
    assert lines[0] == "Anna Weller (anna-weller), person, 4 statements"
    assert "Wikidata: Q42" in lines
    assert "also: Weller; A. Weller; Piet Onça" in lines
    assert "role: Ambassador (2020-01 to 2021)" in lines
    assert "merged into it: piet-onca" in lines
    assert "decision 3: piet-onca is anna-weller" in lines
    assert "answers for piet-onca, which is merged into it" in run("show", "piet-onca", "--format", "table").stdout


def test_merge_and_undo_say_how_to_go_back(run: Run) -> None:
    before = run("--limit", "500").stdout
    result = run("merge", "Piet Onça", "Jo Brand", "--reason", "one person", "--by", "ann")
    assert result.stdout == "decision 1: piet-onca is jo-brand; `onrecord speakers undo 1` takes it back\n"
    assert run("--limit", "500").stdout != before
    assert run("undo", "1").stdout == "decision 2: decision 1 is taken back\n"
    assert run("--limit", "500").stdout == before


def test_decisions_are_signed_with_the_login_name(run: Run) -> None:
    run("alias", "jo-brand", "Josephine Brand")
    (decision,) = json.loads(run("log").stdout)["items"]
    assert (decision["by"], decision["reason"], decision["automatic"]) == (getpass.getuser(), "", False)


def test_decisions_are_signed_even_where_nobody_is_logged_in(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 1000")

    monkeypatch.setattr(getpass, "getuser", nobody)
    run("alias", "jo-brand", "Josephine Brand")
    assert json.loads(run("log").stdout)["items"][0]["by"] == "unknown"


def test_split_makes_a_new_speaker(run: Run, store: Path) -> None:
    with open_engine(f"sqlite:///{store}", read_only=True).connect() as connection:
        document = views.documents(connection, where=views.Where(speaker="jo-brand")).items[0]["id"]
    result = run("split", "jo-brand", "--as", "Jo Brand", "--document", document, "--reason", "another one")
    assert result.stdout.startswith("decision 1: jo-brand is jo-brand-2 there;")
    assert shown(run, "jo-brand-2")["name"] == "Jo Brand"
    assert run("show", "Jo Brand").exit_code == AmbiguousSpeaker.exit_code


def test_split_of_a_statement_takes_its_id(run: Run, store: Path) -> None:
    with open_engine(f"sqlite:///{store}", read_only=True).connect() as connection:
        statement = views.attributions(connection, where=views.Where(speaker="jo-brand")).items[0]["id"]
    run("split", "jo-brand", "--as", "piet-onca", "--attribution", statement, "--reason", "he said it")
    assert shown(run, "piet-onca")["attributions"] == 2


def test_alias_renames_with_instead_of(run: Run) -> None:
    run("alias", "jo-brand", "Josephine Brand", "--instead-of", "Jo Brand")
    found = shown(run, "jo-brand")
    assert (found["name"], found["aliases"]) == ("Josephine Brand", ["Jo Brand"])


def test_role_on_a_day_holds_that_day(run: Run) -> None:
    run("role", "jo-brand", "Mayor", "--on", "2019-11-15")
    assert {"title": "Mayor", "written_on": "2019-11-15", "until": "2019-11-15"} in shown(run, "jo-brand")["roles"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("merge", "piet-onca", "jo-brand"), "--reason"),
        (("merge", "piet-onca", "jo-brand", "--reason", " "), "is empty"),
        (("alias", "jo-brand", "Joe Brand", "--by", ""), "is empty"),
        (("split", "jo-brand", "--reason", "x"), "--as"),
        (("split", "jo-brand", "--as", "Joe Brand", "--reason", "x"), "name documents or statements"),
        (("role", "jo-brand", "Mayor", "--on", "2019", "--from", "2018"), "leave out --from and --until"),
        (("role", "jo-brand", "Mayor", "--from", "soon"), "is no date"),
        (("wikidata", "jo-brand", "42"), "Q and a number"),
        (("undo", "0"), "0"),
        (("undo", "last"), "last"),
    ],
)
def test_wrong_usage_says_what_is_wrong(run: Run, arguments: tuple[str, ...], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert json.loads(run("log").stdout)["items"] == []


def test_refusals_end_with_their_own_status_and_a_remedy(run: Run) -> None:
    run("merge", "piet-onca", "jo-brand", "--reason", "one")
    merged = run("alias", "piet-onca", "Peter Onca")
    assert merged.exit_code == SpeakerMerged.exit_code == 8
    assert "`onrecord speakers undo 1`" in merged.stderr
    taken = run("alias", "jo-brand", "Anna Weller")
    assert taken.exit_code == AlreadyTaken.exit_code
    assert "onrecord speakers merge jo-brand anna-weller" in taken.stderr
    run("undo", "1")
    assert run("undo", "1").exit_code == AlreadyUndone.exit_code
    assert run("undo", "77").exit_code == DecisionNotFound.exit_code
    assert run("merge", "nobody", "jo-brand", "--reason", "x").exit_code == SpeakerNotFound.exit_code


def test_log_tells_every_verb_in_words(run: Run, store: Path) -> None:
    with open_engine(f"sqlite:///{store}", read_only=True).connect() as connection:
        document = views.documents(connection, where=views.Where(speaker="jo-brand")).items[0]["id"]
    run("alias", "jo-brand", "Joe Brand", "--instead-of", "Jo Brand")
    run("role", "jo-brand", "Mayor", "--from", "2018")
    run("wikidata", "jo-brand", "Q42")
    run("split", "jo-brand", "--as", "New One", "--document", document, "--reason", "x")
    run("merge", "piet-onca", "jo-brand", "--reason", "one person")
    run("undo", "5")
    log = json.loads(run("log").stdout)["items"]
    assert [told(decision) for decision in log] == [
        "takes decision 5 back",
        "piet-onca is jo-brand",
        "jo-brand is new-one (New One) in 1 place",
        "jo-brand is Q42 in Wikidata",
        "jo-brand is Mayor (2018)",
        "jo-brand is called Joe Brand instead of Jo Brand",
    ]
    table = run("log", "--format", "table", columns=160).stdout
    assert table.splitlines()[0].split() == ["No", "When", "Who", "Decision", "Why", "Undone", "by"]
    assert [item["number"] for item in json.loads(run("log", "--speaker", "piet-onca").stdout)["items"]] == [6, 5]
    assert "Nothing was decided." in run("log", "--speaker", "anna-weller", "--format", "table").stderr


def test_candidates_lists_pairs_to_decide_on(run: Run) -> None:
    assert json.loads(run("candidates").stdout) == {"items": [], "next": None}
    run("alias", "jo-brand", "Lee Nak-yon")
    run("alias", "piet-onca", "Lee Nak-yeon")
    (pair,) = json.loads(run("candidates").stdout)["items"]
    assert (pair["one"]["id"], pair["other"]["id"]) == ("jo-brand", "piet-onca")
    assert "Jo Brand [jo-brand]" in run("candidates", "--format", "table", columns=160).stdout


def test_export_gives_what_import_takes(run: Run, tmp_path: Path) -> None:
    run("alias", "jo-brand", "Josephine Brand")
    run("wikidata", "jo-brand", "Q42")
    run("role", "jo-brand", "Mayor", "--from", "2018", "--until", "2020-05")
    exported = run("export").stdout
    path, other = tmp_path / "speakers.json", tmp_path / "other.sqlite"
    path.write_text(exported, "utf-8")
    result = run("import", str(path), database=other)
    assert (result.exit_code, result.stdout) == (0, f"3 known speakers taken over from {path}\n")
    assert run("export", database=other).stdout == exported
    entry = next(entry for entry in json.loads(exported) if entry["id"] == "jo-brand")
    assert entry == {
        "id": "jo-brand",
        "name": "Jo Brand",
        "type": "person",
        "aliases": ["Josephine Brand"],
        "roles": [{"title": "Mayor", "since": "2018", "until": "2020-05"}],
        "wikidata": "Q42",
    }


def test_import_takes_the_seeds_file(run: Run, tmp_path: Path) -> None:
    path = Path(seeds.__file__).parent / "speakers.json"
    assert run("import", str(path), database=tmp_path / "new.sqlite").exit_code == 0
    assert json.loads(run("export", database=tmp_path / "new.sqlite").stdout) == sorted(
        json.loads(path.read_text("utf-8")), key=lambda entry: str(entry["id"])
    )


def test_import_refuses_a_bad_file_and_a_name_of_another(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "speakers.json"
    path.write_text('[{"id": "weller", "name": "Anna Weller", "type": "person", "wikidata": "42"}]')
    bad = run("import", str(path))
    assert bad.exit_code == 2
    assert "wikidata is '42'; write the id alone" in bad.stderr
    path.write_text('[{"id": "weller", "name": "Anna Weller", "type": "person"}]')
    taken = run("import", str(path))
    assert taken.exit_code == AlreadyTaken.exit_code
    assert "belongs to 'anna-weller'" in taken.stderr


@pytest.mark.parametrize("asked", [("show", "x"), ("log",), ("candidates",), ("export",), ("undo", "1")])
def test_every_command_says_what_to_do_without_a_store(run: Run, asked: tuple[str, ...], tmp_path: Path) -> None:
    result = run(*asked, database=tmp_path / "absent.sqlite")
    assert result.exit_code == 6
    assert "onrecord db upgrade" in result.stderr
    assert not (tmp_path / "absent.sqlite").exists()


def test_deciding_names_a_database_that_refuses(run: Run, store: Path) -> None:
    engine = open_engine(f"sqlite:///{store}")
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE said_by"))
    engine.dispose()
    result = run("merge", "piet-onca", "jo-brand", "--reason", "x")
    assert result.exit_code == 6
    assert "said_by" in result.stderr
