"""Real judging in a process of its own, slowed down so that it can be killed anywhere: URL, then `slow` or `fast`.

The store has been filled by `fill`. A slow one says `tick` before and after each statement of SQL and waits a moment;
at the end either says `done` with how many it judged.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from sqlalchemy import event

from service.passes import ingest, judge, load
from service.store.engine import open_engine
from service.store.migrate import upgrade
from service.store.writer import Writer
from tests import stub_pass
from tests.examples import REGISTER, TOPICS, make_document

MANY = 300


def fill(path: Path) -> str:
    """Fill a new store with statements that nobody has judged, and return its URL."""
    stub_pass.install()
    url = f"sqlite:///{path}"
    upgrade(url)
    engine = open_engine(url)
    Writer(engine).add_topics(TOPICS)
    Writer(engine).add_register(REGISTER)
    texts = (f"Anna Weller said she would keep the River Treaty {number}." for number in range(MANY))
    ingest(engine, load(engine), [make_document(text, published="2019-11") for text in texts], batch=MANY)
    engine.dispose()
    return url


def main(url: str, *, slow: bool) -> None:
    """Judge what is not judged."""
    engine = open_engine(url)

    def tick(*_: Any) -> None:
        if slow:
            sys.stdout.write("tick\n")
            sys.stdout.flush()
            time.sleep(0.0005)

    for moment in ("begin", "before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(engine, moment, tick)
    done = judge(engine, stub_pass.StubJudge(), batch=3, on_progress=tick)
    sys.stdout.write(f"done {done.statements} {MANY - done.statements}\n")


if __name__ == "__main__":
    main(sys.argv[1], slow=sys.argv[2] == "slow")
