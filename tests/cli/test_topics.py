"""`onrecord topics` and its verbs: what each does to the store, and says of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import models
from models.records import Stance
from service.cli import main
from service.errors import InvalidTopic, TopicExists, TopicNotFound
from service.passes import ingest, load
from service.store.engine import open_engine
from service.store.migrate import upgrade
from service.store.writer import Writer
from tests import stub_pass as stub
from tests.examples import BRIDGE, REGISTER, documents

Run = Callable[..., Result]
WORDED = ("Water pact", "--position", "Borland keeps the water pact", "--alias", "River Treaty", "--alias", "pact")

pytestmark = pytest.mark.usefixtures("stub_pass")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a store with the example articles read and judged on one topic, to be copied."""
    path = tmp_path_factory.mktemp("topics") / "store.sqlite"
    upgrade(f"sqlite:///{path}")
    engine = open_engine(f"sqlite:///{path}")
    writer = Writer(engine)
    writer.add_topics([BRIDGE])
    writer.add_register(REGISTER)
    nlp = stub.load(register=REGISTER, topics=[BRIDGE])
    writer.write(writer.open_run("first"), list(stub.read(nlp, documents())))
    engine.dispose()
    return path


@pytest.fixture
def run(filled: Path, tmp_path: Path) -> Run:
    path = shutil.copy(filled, tmp_path)

    def invoke(*arguments: str, database: str | Path = path) -> Result:
        env = {"ONRECORD_DATABASE_URL": str(database), "COLUMNS": "120"}
        return CliRunner().invoke(main, ["topics", *arguments], env=env, catch_exceptions=False)

    return invoke


def items(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.stdout)["items"]
    return found


def test_add_says_what_it_added_and_what_was_judged(run: Run) -> None:
    result = run("add", *WORDED, "--description", "An invented pact.")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "water-pact added (version 1): Borland keeps the water pact",
        "9 statements judged: 3 support, 2 oppose, 1 neutral, 2 unrelated, 1 undetermined (run stub-judge)",
    ]
    added = next(item for item in items(run()) if item["id"] == "water-pact")
    assert (added["name"], added["aliases"]) == ("Water pact", ["River Treaty", "pact"])
    assert (added["description"], added["counts"]["support"]) == ("An invented pact.", 3)


def test_add_again_adds_nothing_and_judges_nothing(run: Run) -> None:
    run("add", *WORDED)
    assert run("add", *WORDED).stdout.splitlines() == [
        "water-pact is there already (version 1): Borland keeps the water pact",
        "0 statements judged: all others have been before (run stub-judge)",
    ]


def test_add_refuses_what_is_no_proposition_with_an_example(run: Run) -> None:
    result = run("add", "Water pact", "--position", "The water pact with Borland")
    assert (result.exit_code, result.stdout) == (InvalidTopic.exit_code, "")
    assert "is no proposition: it names something" in result.stderr
    assert "such as 'Norway and Sweden keep the treaty in force'" in result.stderr


def test_add_refuses_other_words_for_a_topic_there_is(run: Run) -> None:
    result = run("add", "A bridge", "--id", "bridge", "--position", "The bridge is never built")
    assert result.exit_code == TopicExists.exit_code
    assert "onrecord topics change" in result.stderr


def test_add_needs_a_position(run: Run) -> None:
    assert run("add", "Water pact").exit_code == 2


def test_add_makes_a_store_where_there_is_none(run: Run, tmp_path: Path) -> None:
    result = run("add", *WORDED, database=tmp_path / "new.sqlite")
    assert result.stdout.splitlines()[1] == "0 statements judged: the store holds nothing to judge yet"
    assert [item["id"] for item in items(run(database=tmp_path / "new.sqlite"))] == ["water-pact"]


def test_change_makes_a_version_and_judges_by_it(run: Run) -> None:
    result = run("change", "bridge", "--position", "The Orre Bridge is not built", "--alias", "River Treaty")
    assert result.stdout.splitlines()[0] == "bridge changed (version 2): The Orre Bridge is not built"
    assert result.stdout.splitlines()[1].startswith("9 statements judged: 2 support, 1 oppose")
    first, second = items(run("show", "bridge"))
    assert (first["version"], first["now"], second["version"], second["now"]) == (1, False, 2, True)
    assert (first["counts"]["support"], second["counts"]["support"]) == (1, 2)


def test_change_leaves_the_old_stances_to_be_listed(run: Run, tmp_path: Path) -> None:
    run("change", "bridge", "--position", "The Orre Bridge is not built", "--alias", "River Treaty")
    env = {"ONRECORD_DATABASE_URL": str(tmp_path / "store.sqlite")}

    def labels(*options: str) -> list[tuple[int, str]]:
        result = CliRunner().invoke(main, ["stances", "bridge", *options], env=env)
        return [(item["stance"]["topic_version"], item["stance"]["label"]) for item in items(result)]

    assert labels("--version", "1") == [(1, "support")]
    assert {version for version, _ in labels()} == {2}
    assert CliRunner().invoke(main, ["stances", "bridge", "--version", "7"], env=env).exit_code == 2


def test_change_into_the_same_words_says_so(run: Run) -> None:
    result = run("change", "bridge", "--name", BRIDGE.name)
    assert result.stdout.startswith(f"bridge says just this already (version 1): {BRIDGE.position}\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("change", "bridge"), 2),
        (("change", "absent", "--name", "x"), TopicNotFound.exit_code),
        (("change", "bridge", "--position", "Is it built?"), InvalidTopic.exit_code),
        (("show", "absent"), TopicNotFound.exit_code),
        (("judge", "absent"), TopicNotFound.exit_code),
        (("--format", "json", "show", "bridge"), 2),
    ],
)
def test_verbs_refuse_what_cannot_be(run: Run, arguments: tuple[str, ...], code: int) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr


def test_show_draws_the_versions(run: Run) -> None:
    text = run("show", "bridge", "--format", "table").stdout
    assert text.splitlines()[0] == "bridge"
    for words in ("1 (now)", BRIDGE.position, "support 1", "unrelated 8"):
        assert words in text


def test_judge_goes_on_with_what_is_not_judged(run: Run, tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'store.sqlite'}")
    ingest(engine, load(engine), documents())
    engine.dispose()
    assert run("judge", "bridge").stdout == "9 statements judged: 1 support, 8 unrelated (run stub-judge)\n"
    assert run("judge").stdout == "0 statements judged: all others have been before (run stub-judge)\n"


def test_judge_names_what_the_model_failed_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(stub.StubJudge):
        def judge(self, pairs: Sequence[Any]) -> list[Stance]:
            raise RuntimeError("no such token")

    def load_judge(*, threads: int | None = None) -> Broken:
        return Broken()

    monkeypatch.setattr(models, "load_judge", load_judge)
    result = run("judge")
    assert result.exit_code == 3
    assert result.stdout.startswith("0 statements judged")
    assert result.stderr.count("the stance model failed on a statement (RuntimeError: no such token)") == 9


def test_list_stays_what_it_was(run: Run) -> None:
    assert [item["id"] for item in items(run("--format", "json"))] == ["bridge"]
    assert "The Orre Bridge is built" in run("--format", "table").stdout
