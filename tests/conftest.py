"""Fixtures that every room shares; a room's own fixtures stay in its own folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings

import models
from service.app import create_app
from service.settings import Settings
from tests import filled, tiny
from tests import stub_pass as stub

# The same examples on every run, and none refused for being slow on a busy machine; `--hypothesis-profile=search` looks
# further, at other ones each time.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", PATIENT, derandomize=True)
settings.register_profile("search", PATIENT, max_examples=2_000)
settings.load_profile("steady")


@pytest.fixture
def stub_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the weight-free stub in the place of `models.load`, `read`, `pass_name` and `load_judge`."""
    for function in (stub.load, stub.read, stub.pass_name, stub.load_judge):
        monkeypatch.setattr(models, function.__name__, function, raising=False)


@pytest.fixture(scope="session")
def filled_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the URL of a store filled through the stub pass; nobody writes to it."""
    return filled.fill(tmp_path_factory.mktemp("filled") / "store.sqlite")


@pytest.fixture(scope="session")
def app(filled_url: str) -> APIFlask:
    """Return an application over the filled store."""
    return create_app(Settings(database_url=filled_url))


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    """Return a client of that application."""
    return app.test_client()


@pytest.fixture
def storeless(tmp_path: Path) -> FlaskClient:
    """Return a client of an application whose store is not there."""
    return create_app(Settings(database_url=str(tmp_path / "absent.sqlite"))).test_client()


@pytest.fixture(scope="session")
def tiny_spans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the artifact of a small random reader; nobody writes to it."""
    return tiny.write_spans(tmp_path_factory.mktemp("tiny") / "spans")


@pytest.fixture(scope="session")
def tiny_stances(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the artifact of a small random stance model; nobody writes to it."""
    return tiny.write_stances(tmp_path_factory.mktemp("tiny") / "stances")
