"""Instants as the program writes them: ISO 8601, UTC, to the second or the millisecond."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from sources.errors import InputError

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def to_second(moment: datetime) -> str:
    """An instant as runs are dated: "2026-11-24T21:00:00Z"."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def to_millisecond(moment: datetime) -> str:
    """An instant as events and deliveries are dated: "2026-11-24T21:00:00.000Z"."""
    return f"{moment.astimezone(UTC).isoformat(timespec='milliseconds').removesuffix('+00:00')}Z"


def to_name(moment: datetime) -> str:
    """An instant as part of a file's name: "2026-11-24T21-00-00Z"; names sort by time."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}"


def from_name(name: str) -> datetime | None:
    """The instant that a name of `to_name` begins with; None where there is no such day."""
    try:
        return datetime.strptime(name[:20], "%Y-%m-%dT%H-%M-%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def from_header(text: str) -> datetime | None:
    """The instant in a header of HTTP, in UTC; None where it is none, or none of our calendar."""
    try:
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def refuse_no_date(text: str) -> None:
    """Refuse what is no year, month or day of the calendar.

    Raises:
        InputError: It has another form, or there was no such month or day.
    """
    found = _DATE.fullmatch(text)
    try:
        if found:
            date(*(int(part or 1) for part in found.groups()))
            return
    except ValueError:
        pass
    mend = "Write a year, a month or a day: 2018-06-24"
    raise InputError(f"{text!r} is no date", mend=mend)
