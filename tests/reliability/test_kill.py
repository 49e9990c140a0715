from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from service.store import views
from service.store.engine import open_engine
from service.store.upkeep import faults
from tests.reliability.slow_judge import MANY, fill
from tests.store.dump import dump

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20


def start(url: str, pace: str, *, what: str = "slow_ingest") -> subprocess.Popen[str]:
    """Start an ingest, or judging, in a process of its own."""
    command = [sys.executable, "-m", f"tests.reliability.{what}", url, pace]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603


def finish(process: subprocess.Popen[str]) -> str:
    """Return what a process says at its end, which must be a good one."""
    out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return out.split("\n")[-2]


def kill(process: subprocess.Popen[str], after: int) -> bool:
    """Kill a process after so many ticks, and tell whether it was still at it."""
    assert process.stdout is not None
    said = [line for line, _ in zip(process.stdout, range(after), strict=False)]
    process.send_signal(signal.SIGKILL)
    out, errors = process.communicate(timeout=60)
    assert said == ["tick\n"] * after, errors
    return process.returncode == -signal.SIGKILL and "done" not in out


def test_an_ingest_killed_twenty_times_ends_in_the_store_of_an_unbroken_run(tmp_path: Path) -> None:
    broken, whole = (f"sqlite:///{tmp_path}/{name}.sqlite" for name in ("broken", "whole"))
    chance = random.Random(20)  # noqa: S311
    kills, grown = 0, []
    for _ in range(KILLS):
        kills += kill(start(broken, "slow"), chance.randrange(40, 1200))
        with open_engine(broken, read_only=True).connect() as connection:
            assert list(faults(connection)) == []
            grown.append(views.counts(connection)["documents"])
    assert kills == KILLS, "an ingest came to its end before it was killed: give it more articles"
    assert len(set(grown)) > 5, "the kills all fell into the same batch: let them come later"
    assert grown == sorted(grown)
    _, read, kept = finish(start(broken, "fast")).split()
    assert min(int(read), int(kept)) > 0
    assert finish(start(whole, "fast")).split()[0] == "done"
    with open_engine(broken).connect() as one, open_engine(whole).connect() as other:
        assert dump(one) == dump(other)
        assert list(faults(one)) == []
        assert views.attributions(one) == views.attributions(other)


def test_judging_killed_ten_times_ends_in_the_stances_of_an_unbroken_run(tmp_path: Path, stub_pass: None) -> None:
    whole = fill(tmp_path / "whole.sqlite")
    broken = f"sqlite:///{shutil.copy(tmp_path / 'whole.sqlite', tmp_path / 'broken.sqlite')}"
    chance = random.Random(10)  # noqa: S311
    judged = []
    for _ in range(10):
        assert kill(start(broken, "slow", what="slow_judge"), chance.randrange(40, 200)), "give it more statements"
        with open_engine(broken, read_only=True).connect() as connection:
            assert list(faults(connection)) == []
            judged.append(views.runs(connection)[0]["stances"])
    assert judged == sorted(judged)
    assert len(set(judged)) > 5
    _, now, before = finish(start(broken, "fast", what="slow_judge")).split()
    assert min(int(now), int(before)) > 0
    assert finish(start(whole, "fast", what="slow_judge")) == f"done {MANY} 0"
    with open_engine(broken).connect() as one, open_engine(whole).connect() as other:
        assert dump(one) == dump(other)
