"""A real ingest in a process of its own, slowed down so that it can be killed anywhere: URL, then `slow` or `fast`.

A slow one says `tick` before and after each statement and at each article, and waits a moment, so that its killer can
choose where; at the end either says `done` with what it read.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import event

from models.records import Document
from service.ingest.failure import Failure
from service.passes import ingest, load
from service.store.engine import open_engine
from service.store.migrate import upgrade
from service.store.writer import Writer
from tests import stub_pass
from tests.examples import REGISTER, TOPICS, documents, make_document


def articles(tick: Callable[..., None]) -> Iterator[Document | Failure]:
    """Yield enough articles that twenty kills come before the end, some twice, and one that cannot be read."""
    yield from documents()
    yield Failure("gone.txt", "missing", "there is no such file", "check the path")
    for number in range(150):
        tick()
        name = f"{'Ada' if number % 3 else 'Bea'} {'Coe' if number % 2 else 'Dunn'}"
        label = ("keep", "end", "read")[number % 3]
        text = f"{name} said she would {label} the River Treaty {number}.\r\n\r\n“It is so,” said Anna Weller."
        yield make_document(
            text, title=f"Number {number}", published=f"2019-{1 + number % 12:02}", path=f"{number}.txt"
        )
        if number % 20 == 0:
            yield make_document(text, title="A copy", published="2020", path=f"copy-{number}.txt")


def main(url: str, *, slow: bool) -> None:
    """Ingest the articles."""
    stub_pass.install()
    upgrade(url)
    engine = open_engine(url)

    def tick(*_: Any) -> None:
        if slow:
            sys.stdout.write("tick\n")
            sys.stdout.flush()
            time.sleep(0.0005)

    for moment in ("begin", "before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(engine, moment, tick)
    writer = Writer(engine)
    writer.add_topics(TOPICS)
    writer.add_register(REGISTER)
    report = ingest(engine, load(engine), articles(tick), batch=3, on_progress=tick)
    sys.stdout.write(f"done {report.read} {report.kept}\n")


if __name__ == "__main__":
    main(sys.argv[1], slow=sys.argv[2] == "slow")
