"""Days: the first and the last day of a date that is known to the day, the month or the year."""

from __future__ import annotations

import calendar
from datetime import date as _date

UNKNOWN = ""
"""Stands for an unknown day where days are compared; it sorts before every day."""


def bounds(date: str | None) -> tuple[str, str]:
    """Return the first and last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None gives two unknown days.

    Raises:
        ValueError: the date has another form, or is no date of the calendar.
    """
    if date is None:
        return UNKNOWN, UNKNOWN
    parts = date.split("-")
    if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]) or not all(
        part.isascii() and part.isdigit() for part in parts
    ):
        raise ValueError(f"{date!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
    year, *rest = (int(part) for part in parts)
    first = [*rest, 1, 1][:2]
    try:
        last_month = rest[0] if rest else 12
        last_day = rest[1] if len(rest) == 2 else calendar.monthrange(year, last_month)[1]
        return _date(year, *first).isoformat(), _date(year, last_month, last_day).isoformat()
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"{date!r} is no date of the calendar: correct the month or the day") from None
