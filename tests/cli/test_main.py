"""`onrecord` as a whole: every verb is there, explains itself, and loads nothing heavy to do so."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import click
import pytest
from click.testing import CliRunner

from service.cli import main
from service.errors import EXIT_CODES

VERBS = {
    "extract",
    "ingest",
    "serve",
    "speakers",
    "claims",
    "stances",
    "topics",
    "attributions",
    "db",
    "train",
    "evaluate",
}


def commands() -> list[tuple[list[str], click.Command]]:
    """Return every command with the words that call it, those of groups included."""
    found: list[tuple[list[str], click.Command]] = []
    todo: list[tuple[list[str], click.Command]] = [([name], main.commands[name]) for name in main.commands]
    while todo:
        words, command = todo.pop()
        found.append((words, command))
        if isinstance(command, click.Group):
            todo += [([*words, name], inner) for name, inner in command.commands.items()]
    return found


def called(words: list[str]) -> str:
    return " ".join(words)


def test_main_has_every_verb() -> None:
    assert set(main.commands) == VERBS


def test_main_help_lists_every_verb_and_exit_status() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    assert all(f"\n  {verb} " in result.output for verb in VERBS)
    assert all(f"  {code}  {meaning}\n" in result.output for code, meaning in EXIT_CODES.items())


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("words", [words for words, _ in commands()], ids=called)
def test_main_explains_each_verb(words: list[str], flag: str) -> None:
    result = CliRunner().invoke(main, [*words, flag])
    assert result.exit_code == 0
    assert f"Usage: main {called(words)}" in result.output


@pytest.mark.parametrize(
    ("words", "command"), commands(), ids=lambda value: called(value) if isinstance(value, list) else ""
)
def test_main_explains_each_option(words: list[str], command: click.Command) -> None:
    assert command.help, words
    unexplained = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
    assert unexplained == []


def test_main_tells_its_version() -> None:
    assert CliRunner().invoke(main, ["--version"]).output == f"onrecord, version {version('onrecord')}\n"


@pytest.mark.parametrize("arguments", [["unknown"], ["extract"], ["extract", "--unknown", "a"], ["train", "unknown"]])
def test_main_ends_with_2_on_wrong_usage(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def test_main_loads_nothing_heavy_to_explain_itself() -> None:
    code = (
        "import sys\nfrom service.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'torch', 'spacy', 'flask', 'sqlalchemy', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.splitlines()[-1] == "[]"
