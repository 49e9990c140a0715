from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from service.store.engine import open_engine
from service.store.migrate import upgrade
from service.store.writer import Writer
from tests import stub_pass
from tests.examples import REGISTER, TOPICS, documents


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of an empty store, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "store.sqlite"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def url(tmp_path: Path, empty_store: Path) -> str:
    """Return the URL of an empty store."""
    return f"sqlite:///{shutil.copy(empty_store, tmp_path / 'store.sqlite')}"


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """Return an engine that may write to the empty store."""
    opened = open_engine(url)
    yield opened
    opened.dispose()


@pytest.fixture
def writer(engine: Engine) -> Writer:
    """Return a writer to the store, which holds the example topics and register."""
    made = Writer(engine)
    made.add_topics(TOPICS)
    made.add_register(REGISTER)
    return made


@pytest.fixture
def run(writer: Writer) -> int:
    """Write the example articles under the run `first`."""
    opened = writer.open_run("first", started_at="2026-01-01T00:00:00+00:00")
    writer.write(opened, stub_pass.read(stub_pass.load(register=REGISTER, topics=TOPICS), documents()))
    return opened


@pytest.fixture
def connection(url: str, run: int) -> Iterator[Connection]:
    """Return a read-only connection to the store with the example articles."""
    opened = open_engine(url, read_only=True)
    with opened.connect() as made:
        yield made
    opened.dispose()


@pytest.fixture
def connect(engine: Engine) -> Iterator[Connection]:
    """Return a connection to the store as it stands, for tests that write and then look."""
    with engine.connect() as made:
        yield made
