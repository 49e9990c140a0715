"""Settings: defaults, variables, bounds, and the way to another process and back."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import InvalidSetting
from service.settings import Settings, described


def test_settings_default_to_a_store_below_the_working_folder() -> None:
    assert Settings.from_env({}).database_url == "sqlite:///var/onrecord.sqlite"


def test_settings_are_read_from_variables_in_their_types() -> None:
    settings = Settings.from_env({"ONRECORD_PORT": "8123", "ONRECORD_LOG_LEVEL": "error", "OTHER_PORT": "9"})
    assert (settings.port, settings.log_level) == (8123, "error")


def test_settings_let_an_option_win_over_its_variable_and_none_not() -> None:
    settings = Settings.from_env({"ONRECORD_PORT": "8123", "ONRECORD_WORKERS": "4"}, port=1, workers=None)
    assert (settings.port, settings.workers) == (1, 4)


def test_settings_take_an_empty_variable_as_unset() -> None:
    assert Settings.from_env({"ONRECORD_PORT": ""}).port == Settings().port


@pytest.mark.parametrize(
    ("variable", "value", "allowed"),
    [
        ("ONRECORD_PORT", "eighty", "from 0 to 65535"),
        ("ONRECORD_PORT", "65536", "from 0 to 65535"),
        ("ONRECORD_PORT", "-1", "from 0 to 65535"),
        ("ONRECORD_WORKERS", "0", "from 1 to 256"),
        ("ONRECORD_WORKERS", "1.5", "from 1 to 256"),
        ("ONRECORD_MAX_DOCUMENT_BYTES", "0", "at least 1"),
        ("ONRECORD_LOG_LEVEL", "loud", "debug, info, warning, error"),
        ("ONRECORD_PAGE_LIMIT", "501", "at most 500"),
    ],
)
def test_settings_refuse_a_value_and_say_what_is_allowed(variable: str, value: str, allowed: str) -> None:
    with pytest.raises(InvalidSetting) as caught:
        Settings.from_env({variable: value})
    assert variable in str(caught.value)
    assert allowed in str(caught.value)


@pytest.mark.parametrize(
    ("given_", "url"),
    [
        ("store.sqlite", "sqlite:///store.sqlite"),
        ("/srv/a b.sqlite", "sqlite:////srv/a b.sqlite"),
        ("postgresql+psycopg://host/name", "postgresql+psycopg://host/name"),
        ("sqlite://", "sqlite://"),
    ],
)
def test_settings_take_a_file_where_a_database_url_is_meant(given_: str, url: str) -> None:
    assert Settings(database_url=given_).database_url == url


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]


@given(port=st.integers(0, 65535), workers=st.integers(1, 256), level=st.sampled_from(["debug", "error"]))
def test_settings_survive_the_way_to_another_process(port: int, workers: int, level: str) -> None:
    settings = Settings(port=port, workers=workers, log_level=level)
    assert Settings.from_env(settings.as_env()) == settings


def test_described_gives_every_setting_its_variable_default_and_sentence() -> None:
    rows = {variable: (default, sentence) for variable, default, sentence in described()}
    assert set(rows) == set(Settings().as_env())
    assert rows["ONRECORD_PORT"][0] == "8000"
    assert all(sentence.endswith(".") for _, sentence in rows.values())
