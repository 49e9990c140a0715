"""A small corpus and a small pretrained encoder, so that trainings run in a moment and for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import tiny
from tests.training.corpus import write_corpus


@pytest.fixture(scope="session")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder laid out as the training corpora are; nobody writes to it."""
    return write_corpus(tmp_path_factory.mktemp("corpora"))


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small untrained encoder; nobody writes to it."""
    return tiny.write_base(tmp_path_factory.mktemp("base"))
