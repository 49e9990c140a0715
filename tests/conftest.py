"""Fixtures that every room shares; a room's own fixtures stay in its own folder."""

from __future__ import annotations

import pytest

import models
from tests import stub_pass as stub


@pytest.fixture
def stub_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the weight-free stub in the place of `models.load`, `models.read` and `models.pass_name`."""
    for function in (stub.load, stub.read, stub.pass_name):
        monkeypatch.setattr(models, function.__name__, function, raising=False)
