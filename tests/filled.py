"""A store filled through the stub pass: the example articles, and enough small ones to fill pages."""

from __future__ import annotations

from pathlib import Path

from models.records import Document
from service.store.engine import open_engine
from service.store.migrate import upgrade
from service.store.writer import Writer
from tests import examples, stub_pass
from tests.examples import make_document

MANY = 40
"""How many small articles there are beside the examples; each has one statement."""


def fill(path: Path) -> str:
    """Fill a new store in a file and return its URL."""
    url = f"sqlite:///{path}"
    upgrade(url)
    engine = open_engine(url)
    writer = Writer(engine)
    writer.add_topics(examples.TOPICS)
    writer.add_register(examples.REGISTER)
    nlp = stub_pass.load(register=examples.REGISTER, topics=examples.TOPICS)
    run = writer.open_run(stub_pass.pass_name(nlp))
    writer.write(run, list(stub_pass.read(nlp, [*examples.documents(), *small_documents()])))
    writer.add_failures(run, failures())
    writer.close_run(run)
    engine.dispose()
    return url


def small_documents() -> list[Document]:
    """Return articles of one sentence each, three to a day, by speakers whose names only they have."""
    return [
        make_document(
            f"Speaker{chr(65 + number % 26)} Number{number} said trade on day {number} would slow.",
            title=f"Note {number}",
            published=f"2020-01-{1 + number // 3:02}",
            outlet="Daily Note",
            path=f"small/{number}.txt",
        )
        for number in range(MANY)
    ]


class Failed:
    """An input that could not be read."""

    def __init__(self, path: str) -> None:
        self.path, self.slug = path, "empty-file"
        self.reason, self.remedy = "the file is empty", "leave it out"


def failures() -> list[Failed]:
    """Return three inputs that could not be read."""
    return [Failed(f"broken/{number}.txt") for number in range(3)]
