"""Read time expressions of English news ("on Wednesday", "last month", "Jan. 10") against a day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from models.records import SaidOn

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"a": 1, "an": 1, "couple": 2}
_DAY = r"(?P<{0}weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?"
_MONTH = (
    r"(?P<{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June|Jun\.|July|Jul\.|Aug(?:ust|\.)?|"
    r"Sept(?:ember|\.)?|Sep\.|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?P<{0}>(?:19|20)\d\d)(?!\d|-\d)"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_SIZE = r"(?:a\s+couple\s+of|\w+)"
EXPRESSION = re.compile(
    r"(?<![\w-])(?:"
    r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)"
    rf"|(?:on\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:on\s+)?{_MONTH.format('m1')}\s+(?P<d1>\d\d?)"
    rf"(?:st|nd|rd|th)?(?!\d)(?:,?\s+{_YEAR.format('y1')})?"
    rf"|(?:on\s+)?(?P<d2>\d\d?)(?:st|nd|rd|th)?\s+{_MONTH.format('m2')}(?:,?\s+{_YEAR.format('y2')})?"
    rf"|(?:(?:on|late|early)\s+)*(?P<last>last\s+|this\s+past\s+|earlier\s+)?{_DAY.format('')}{_PART}"
    rf"|(?:back\s+)?(?:in|last|this)\s+(?:early\s+|late\s+|mid-?\s*)?{_MONTH.format('m3')}(?:,?\s+(?:of\s+)?{_YEAR.format('y3')})?"
    rf"|(?:back\s+)?in\s+(?:early\s+|late\s+|mid-?\s*)?{_YEAR.format('y4')}"
    r"|(?P<today>(?:earlier\s+)?today|tonight|this\s+(?:morning|afternoon|evening))"
    r"|(?P<yesterday>yesterday)(?:\s+(?:morning|afternoon|evening))?|(?P<lastnight>last\s+night)"
    r"|(?:(?:earlier|late|later|early)\s+)?(?P<which>this|last)\s+(?P<unit>weekend|week|month|year)"
    r"|over\s+the\s+(?P<weekend>weekend)"
    rf"|(?P<count>{_SIZE})\s+(?P<units>day|week|month|year|decade)s?\s+ago"
    r"|(?P<vague>recently|previously|in\s+the\s+past|in\s+recent\s+(?:days|weeks|months|years)|years\s+ago|long\s+ago)"
    r")(?![\w-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Hold what is known of the publication date: the year, and the month and day where known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, published: SaidOn) -> Reference:
        """Return the reference of a publication date, an empty one where it is unknown or unreadable."""
        parts = (published.date or "").split("-")[:3]
        if not all(part.isdigit() for part in parts):
            return cls()
        numbers = [int(part) for part in parts]
        try:
            date(*[*numbers, 1, 1][:3])
        except ValueError:
            return cls()
        return cls(*numbers)

    @property
    def exact(self) -> date | None:
        """Return the day of publication, None where it is not known to the day."""
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None


_UNKNOWN = SaidOn()


def _day(found: date | None) -> SaidOn:
    return SaidOn(found.isoformat(), "day") if found else _UNKNOWN


def _month(year: int | None, month: int | None) -> SaidOn:
    return SaidOn(f"{year:04}-{month:02}", "month") if year and month else _UNKNOWN


def _year(year: int | None) -> SaidOn:
    return SaidOn(f"{year:04}", "year") if year else _UNKNOWN


def read(words: str, known: Reference) -> SaidOn | None:
    """Return the date that a time expression means, with no evidence; its date is None where it cannot be known.

    None is returned where the words are no time expression at all, or lie in the future of the publication.
    """
    match = EXPRESSION.fullmatch(words.strip())
    if match is None:
        return None
    part = {name: value for name, value in match.groupdict().items() if value}
    if "iso" in part:
        return _stated(part["iso"])
    if "m1" in part or "m2" in part:
        number = "1" if "m1" in part else "2"
        year = int(part.get(f"y{number}", 0)) or None
        return _calendar_day(year, _number(part[f"m{number}"]), int(part[f"d{number}"]), known)
    if "m3" in part:
        return _calendar_month(part, words.lower(), known)
    return _relative(part, known)


def _number(month: str) -> int:
    key = month.lower().rstrip(".")[:3]
    return next(index for index, name in enumerate(MONTHS, 1) if name.startswith(key))


def _stated(words: str) -> SaidOn:
    try:
        return _day(date.fromisoformat(words))
    except ValueError:
        return _UNKNOWN


def _calendar_day(year: int | None, month: int, day: int, known: Reference) -> SaidOn | None:
    """Return the day of a month, in the last year in which it is not after the publication."""
    try:
        if year:
            return _day(date(year, month, day))
        exact = known.exact
        if exact:
            found = date(exact.year, month, day)
            return _day(found if found <= exact else date(exact.year - 1, month, day))
        if known.year and known.month and known.month != month:
            return _day(date(known.year - (month > known.month), month, day))
    except ValueError:
        return _UNKNOWN
    return _UNKNOWN


def _calendar_month(part: dict[str, str], words: str, known: Reference) -> SaidOn:
    month = _number(part["m3"])
    if "y3" in part:
        return _month(int(part["y3"]), month)
    if not known.year or not known.month:
        return _UNKNOWN
    earlier = month > known.month or (month == known.month and words.startswith("last"))
    return _month(known.year - earlier, month)


def _weekday(part: dict[str, str], known: Reference) -> SaidOn:
    exact = known.exact
    if exact is None:
        return _UNKNOWN
    back = (exact.weekday() - WEEKDAYS.index(part["weekday"].lower())) % 7
    if back == 0 and part.get("last", "").lower().startswith("last"):
        back = 7
    return _day(exact - timedelta(days=back))


def _relative(part: dict[str, str], known: Reference) -> SaidOn:
    exact = known.exact
    if "weekday" in part:
        return _weekday(part, known)
    if "y4" in part:
        return _year(int(part["y4"]))
    if "today" in part or "yesterday" in part or "lastnight" in part:
        return _day(exact - timedelta(days="today" not in part) if exact else None)
    return _counted(part, known)


def _counted(part: dict[str, str], known: Reference) -> SaidOn:
    """Return the date of a week, month or year named by its distance ("last month", "two weeks ago")."""
    if "weekend" in part:
        return _span_of(known.exact, "weekend", 0)
    if "unit" in part:
        unit, back = part["unit"].lower(), int(part["which"].lower() == "last")
        return _span_of(known.exact, unit, back) if unit.startswith("week") else _back(unit, back, known)
    if "count" not in part:
        return _UNKNOWN
    size = part["count"].lower().split()
    word = "couple" if "couple" in size else size[0]
    count = int(word) if word.isdecimal() else _NUMBERS.get(word)
    return _back(part["units"].lower(), count, known) if count is not None and count < 1000 else _UNKNOWN


def _back(unit: str, count: int, known: Reference) -> SaidOn:
    """Return the day, month or year that lies a number of units before the publication."""
    exact = known.exact
    if unit == "day":
        return _day(exact - timedelta(days=count) if exact else None)
    if unit == "week":
        return (
            _common(exact - timedelta(days=7 * count + 3), exact - timedelta(days=7 * count - 3)) if exact else _UNKNOWN
        )
    if unit == "month":
        if not known.year or not known.month:
            return _UNKNOWN
        months = known.year * 12 + known.month - 1 - count
        return _month(months // 12, months % 12 + 1)
    if unit == "year":
        return _year(known.year - count if known.year else None)
    return _UNKNOWN


def _span_of(exact: date | None, unit: str, back: int) -> SaidOn:
    """Return the month or year that holds the whole of a week or weekend."""
    if exact is None:
        return _UNKNOWN
    monday = exact - timedelta(days=exact.weekday() + 7 * back)
    first, last = monday, min(exact, monday + timedelta(days=6))
    if unit == "weekend":
        saturday = exact - timedelta(days=(exact.weekday() - 5) % 7)
        first, last = saturday, min(exact, saturday + timedelta(days=1))
        if back and exact.weekday() >= 5:
            first, last = saturday - timedelta(days=7), saturday - timedelta(days=6)
    return _common(first, last)


def _common(first: date, last: date) -> SaidOn:
    """Return the finest period that holds both days: the day, the month, the year, or nothing."""
    if first == last:
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return _month(first.year, first.month)
    return _year(first.year) if first.year == last.year else _UNKNOWN
