"""`onrecord topics`: each verb's refusals, its exit status, and that nothing changes by them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.cli import main
from service.errors import StoreMissing, StoreUnreadable
from service.store.engine import open_engine
from service.store.migrate import upgrade
from service.store.writer import Writer
from tests.examples import BRIDGE, TREATY

Run = Callable[..., Result]

pytestmark = pytest.mark.usefixtures("stub_pass")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return what runs a verb on a store with one topic and no article."""
    path = tmp_path / "store.sqlite"
    upgrade(f"sqlite:///{path}")
    engine = open_engine(f"sqlite:///{path}")
    Writer(engine).add_topics([BRIDGE])
    engine.dispose()

    def invoke(*arguments: str, database: Path = path) -> Result:
        env = {"ONRECORD_DATABASE_URL": str(database), "COLUMNS": "120"}
        return CliRunner().invoke(main, ["topics", *arguments], env=env, catch_exceptions=False)

    return invoke


@pytest.mark.parametrize(
    "arguments",
    [
        ("add",),
        ("add", "Pact", "--position", ""),
        ("add", "Pact", "--position", TREATY.position, "--id", "Not An Id"),
        ("add", "", "--position", TREATY.position),
        ("add", "Pact", "--position", TREATY.position, "--threads", "0"),
        ("add", "Pact", "--position", TREATY.position, "--alias", " "),
        ("add", "Pact", "--position", TREATY.position, "--description", "d" * 5000),
        ("change",),
        ("change", "bridge", "--name", ""),
        ("change", "bridge", "--alias", ""),
        ("change", "bridge", "--threads", "2"),
        ("show",),
        ("show", "bridge", "pact"),
        ("show", "bridge", "--format", "poem"),
        ("judge", "--threads", "none"),
        ("delete", "bridge"),
    ],
)
def test_verbs_refuse_with_status_2_and_leave_the_topics(run: Run, arguments: tuple[str, ...]) -> None:
    before = run("--format", "json").stdout
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.strip()
    assert run("--format", "json").stdout == before


@pytest.mark.parametrize("verb", ["add", "change", "show", "judge"])
def test_options_before_a_verb_are_sent_behind_it(run: Run, verb: str) -> None:
    for options in (("--database", "x.sqlite"), ("--format", "json")):
        result = run(*options, verb, "bridge", *(("--position", TREATY.position) if verb == "add" else ()))
        assert result.exit_code == 2
        assert f"onrecord topics {verb}" in result.stderr


@pytest.mark.parametrize("arguments", [(), ("show", "bridge")])
def test_reading_verbs_name_a_store_that_is_not_there(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = run(*arguments, database=tmp_path / "absent.sqlite")
    assert (result.exit_code, result.stdout) == (StoreMissing.exit_code, "")
    assert not (tmp_path / "absent.sqlite").exists()


@pytest.mark.parametrize("arguments", [(), ("show", "bridge"), ("judge",), ("change", "bridge", "--name", "x")])
def test_verbs_name_a_store_that_is_none(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "letter.sqlite").write_text("Dear reader, this is no database. " * 100)
    result = run(*arguments, database=tmp_path / "letter.sqlite")
    assert (result.exit_code, result.stdout) == (StoreUnreadable.exit_code, "")
    assert "letter.sqlite" in result.stderr


@pytest.mark.parametrize("arguments", [("judge",), ("judge", "bridge"), ("judge", "bridge", "bridge")])
def test_judge_of_a_store_without_articles_says_so(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (0, "0 statements judged: the store holds nothing to judge yet\n")


def test_judge_refuses_one_unknown_topic_among_known_ones(run: Run) -> None:
    result = run("judge", "bridge", "absent")
    assert (result.exit_code, result.stdout) == (4, "")
    assert "absent" in result.stderr


def test_add_takes_words_from_the_terminal_as_plain_text(run: Run) -> None:
    result = run("add", "Pact\t one", "--position", f"  {TREATY.position}\n", "--id", "pact-1")
    assert result.stdout.splitlines()[0] == f"pact-1 added (version 1): {TREATY.position}"


def test_list_of_no_topic_names_the_verb_that_makes_one(run: Run, tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path}/bare.sqlite")
    result = run("--format", "table", database=tmp_path / "bare.sqlite")
    assert result.exit_code == 0
    assert "onrecord topics add" in result.stdout + result.stderr


@pytest.mark.parametrize("verb", ["add", "change", "show", "judge"])
def test_help_of_each_verb_gives_an_example(run: Run, verb: str) -> None:
    result = run(verb, "--help")
    assert result.exit_code == 0
    assert f"onrecord topics {verb}" in result.stdout
