"""Days in a text: where one is written, how exact it is, and the words that write it. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - a `date` is a string in the records
from functools import lru_cache

import dateparser

from models.records import Precision, SaidOn

_MONTH = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?P<{}>(?:19|20)\d\d)\b"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s+)?"
_ZONE = r"(?:GMT|UTC|[ECMP][SD]?T|[IKJB]ST|CES?T|HKT|SGT|AE[SD]T|WAT|EAT|SAST|local time)\b"
_TIME = (
    r"(?:(?:\s*[,|/T–-]\s*|\s+(?:at\s+)?)\d{1,2}(?:[:.]\d{2}){1,2}(?:\.\d+)?\s*(?:[ap]\.?m\b\.?)?"
    rf"(?:\s*(?:Z|\(?{_ZONE})[^\S\n]?(?:[+-]\d{{1,2}}:?\d{{0,2}})?\)?|\s*[+-]\d{{2}}:?\d{{2}})?)?"
)


def _form(pattern: str, *names: str) -> str:
    """Return one way of writing a day, its groups given names of their own."""
    return pattern.format(*names)


_DAYS = re.compile(
    r"(?<![\w/.-])(?<!\d:)"
    + _WEEKDAY
    + "(?:"
    + "|".join(
        (
            _form(_MONTH + r"\s*" + _DAY + r"(?:\s*,\s*|\s+)" + _YEAR, "m1", "d1", "y1"),
            _form(_DAY + r"(?:\s+of)?[\s-]+" + _MONTH + r"[\s,-]*" + _YEAR, "d2", "m2", "y2"),
            _form(_YEAR + r"\s?(?P<sep>[-./])\s?(?P<m3>\d{{1,2}})\s?(?P=sep)\s?(?P<d3>\d{{1,2}})(?!\d)", "y3"),
            _form(r"(?P<a4>\d{{1,2}})(?P<sep4>[-./])(?P<b4>\d{{1,2}})(?P=sep4)" + _YEAR, "y4"),
            _form(_MONTH + r"\s+" + _DAY + r"(?![\w:/-])", "m5", "d5"),
            _form(_DAY + r"\s+" + _MONTH, "d6", "m6"),
            _form(_MONTH + r",?\s+" + _YEAR, "m7", "y7"),
        )
    )
    + ")"
    + _TIME,
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """Hold a day as written: its range in the text, and its date as far as the words give one."""

    start: int
    end: int
    date: str | None
    precision: Precision | None


def find(text: str) -> Iterator[Day]:
    """Yield the days and months written in a text, in order; a day with no year has no date."""
    for match in _DAYS.finditer(text):
        found = _read({key.rstrip("1234567"): value for key, value in match.groupdict().items() if value})
        if found is not None:
            yield Day(match.start(), match.end(), *found)


def given(words: str) -> SaidOn:
    """Read the publication date that a caller gives: `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or one unambiguous day in words.

    Raises:
        ValueError: the words are no date, or leave the day and the month to be guessed.
    """
    text = words.strip()
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return SaidOn(text, "year", text)
    if match := re.fullmatch(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])", text):
        return SaidOn(match[0], "month", text)
    days = list(find(text))
    if len(days) != 1 or days[0].date is None or re.search(r"\w", text[: days[0].start] + text[days[0].end :]):
        raise ValueError(f"{words!r} is not a date; write it as YYYY-MM-DD, YYYY-MM or YYYY")
    if days[0].precision == "year":
        raise ValueError(f"{words!r} may be day or month first; write it as YYYY-MM-DD")
    return SaidOn(days[0].date, days[0].precision, text)


def _read(parts: dict[str, str]) -> tuple[str | None, Precision | None] | None:
    """Return date and precision of the parts of a match, or None where they are no day of the calendar."""
    year = parts.get("y")
    if "a" in parts and year:
        return _numeric(int(parts["a"]), int(parts["b"]), year)
    if year is None:
        return (None, None) if 1 <= int(parts["d"]) <= 31 else None
    if parts["m"].isdigit():
        return _exact(year, int(parts["m"]), int(parts["d"]))
    return _spelled(parts.get("d"), parts["m"].rstrip(".").lower(), year)


@lru_cache(maxsize=4096)
def _spelled(day: str | None, month: str, year: str) -> tuple[str, Precision] | None:
    """Read a day, or a month, whose month is a word."""
    words = f"{day or 1} {month} {year}"
    parsed = dateparser.parse(words, languages=["en"], settings={"DATE_ORDER": "DMY", "STRICT_PARSING": True})
    if parsed is None:
        return None
    return (parsed.strftime("%Y-%m-%d"), "day") if day else (parsed.strftime("%Y-%m"), "month")


def _numeric(first: int, second: int, year: str) -> tuple[str | None, Precision | None] | None:
    """Read "22/11/2019" and "11/22/2019"; where both orders are days ("03/04/2019") only the year is sure."""
    orders = {order for order in (_exact(year, second, first), _exact(year, first, second)) if order}
    if len(orders) > 1:
        return year, "year"
    return orders.pop() if orders else None


def _exact(year: str, month: int, day: int) -> tuple[str, Precision] | None:
    """Return a day of the calendar, or None where there is no such day."""
    try:
        return Date(int(year), month, day).isoformat(), "day"
    except ValueError:
        return None
