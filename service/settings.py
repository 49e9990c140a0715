"""The settings of the service: one frozen object, read from ONRECORD_* variables and handed to whoever needs it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from importlib import metadata
from typing import Any

from service.errors import InvalidSetting

PREFIX = "ONRECORD_"


def _setting(
    default: Any, help_: str, *, least: int = 0, most: int | None = None, choices: tuple[str, ...] = ()
) -> Any:
    """Return a dataclass field with its default, its sentence, and the bounds or choices of its value."""
    return field(default=default, metadata={"help": help_, "least": least, "most": most, "choices": choices})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Hold every setting; each field's sentence gives its unit and the reason for its default."""

    database_url: str = _setting(
        "sqlite:///var/onrecord.sqlite",
        "The store, an SQLAlchemy URL or a file; below the working folder, so that a trial leaves nothing elsewhere.",
    )
    max_document_bytes: int = _setting(
        5_000_000,
        "Largest document that is read, in bytes; the longest news pages are about a tenth of this.",
        least=1,
    )
    page_limit: int = _setting(
        50, "Items on a page when a request names no limit; about two screens.", least=1, most=1000
    )
    max_page_limit: int = _setting(
        500, "Most items that a request may ask for; a page of this size stays below about 1 MB.", least=1, most=10_000
    )
    max_query_chars: int = _setting(
        500, "Longest full-text query, in characters; a search is a few words, a paste is a mistake.", least=1
    )
    host: str = _setting("127.0.0.1", "Address to listen on; this machine only, until someone decides otherwise.")
    port: int = _setting(8000, "Port to listen on; 0 takes any free one and prints it.", most=65535)
    workers: int = _setting(2, "Server processes; one for each core of a small machine.", least=1, most=256)
    threads: int = _setting(
        8, "Threads in each server process, at most as many as an engine pools connections.", least=1, most=15
    )
    graceful_timeout: int = _setting(
        20,
        "Seconds that a stopping server gives to the requests it has begun; less than most supervisors wait.",
        least=1,
    )
    log_level: str = _setting("info", "Least level that is logged.", choices=("debug", "info", "warning", "error"))
    log_format: str = _setting(
        "auto", "How a log line looks: for people on a terminal, JSON otherwise.", choices=("auto", "console", "json")
    )

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
        """Read the settings from ONRECORD_* variables; overrides that are not None win.

        Raises:
            InvalidSetting: a value is no whole number, out of its bounds, or none of its choices.
        """
        environ = os.environ if environ is None else environ
        values: dict[str, Any] = {
            item.name: environ[name] for item in fields(cls) if environ.get(name := PREFIX + item.name.upper())
        }
        return cls(**values | {name: value for name, value in overrides.items() if value is not None})

    def __post_init__(self) -> None:
        """Check every value, turn digits into numbers, and a file's path into the URL of an SQLite store."""
        for item in fields(self):
            object.__setattr__(self, item.name, _checked(item.name, getattr(self, item.name), item.type, item.metadata))
        if self.page_limit > self.max_page_limit:
            raise InvalidSetting(PREFIX + "PAGE_LIMIT", self.page_limit, f"at most {self.max_page_limit}")

    def as_env(self) -> dict[str, str]:
        """Return the settings as the variables that from_env reads, to hand them to another process."""
        return {PREFIX + item.name.upper(): str(getattr(self, item.name)) for item in fields(self)}


def described() -> list[tuple[str, str, str]]:
    """Return (variable, default, sentence) of every setting, for `--help` and the README."""
    return [(PREFIX + item.name.upper(), str(item.default), item.metadata["help"]) for item in fields(Settings)]


def _checked(name: str, value: Any, kind: Any, bounds: Mapping[str, Any]) -> Any:
    """Return the value in its type, or raise InvalidSetting with what is allowed."""
    variable = PREFIX + name.upper()
    if kind == "str":
        if not value or (bounds["choices"] and value not in bounds["choices"]):
            raise InvalidSetting(variable, value, f"one of {', '.join(bounds['choices'])}" if value else "a word")
        return f"sqlite:///{value}" if name == "database_url" and "://" not in value else value
    least, most = bounds["least"], bounds["most"]
    allowed = f"a whole number from {least} to {most}" if most is not None else f"a whole number of at least {least}"
    try:
        number = int(value)
    except (TypeError, ValueError):
        raise InvalidSetting(variable, value, allowed) from None
    if number < least or (most is not None and number > most):
        raise InvalidSetting(variable, value, allowed)
    return number


def version() -> str:
    """Return the version of the installed program, or `0` where it runs from a folder without being installed."""
    try:
        return metadata.version("onrecord")
    except metadata.PackageNotFoundError:
        return "0"
