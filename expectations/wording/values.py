"""Numbers and periods as people write them: 4.62 billion, 62.1%, $23.4 trillion, 2.5 points.

Values come in inside units (fractions, US$, persons); a sentence, a table and a chart that show the
same value must show the same characters, so all of them ask here. A minus is U+2212, a span of
years has an en dash, and nothing is ever written as 2.31e+13.
"""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from sources.model import Period

MINUS = "−"
EN_DASH = "–"

_SCALES = (
    (Decimal(10) ** 12, " trillion"),
    (Decimal(10) ** 9, " billion"),
    (Decimal(10) ** 6, " million"),
)
_PER_CENT_UNITS = frozenset({"percent", "percentage_points"})
_UNITS = _PER_CENT_UNITS | {"usd", "persons", "number", "years"}
_MOST_DECIMALS = 4
"""With more decimals than these behind a scale word, a number is written out instead."""
_MOST_DIGITS = 20
_NOISE = Decimal("1e-8")
"""Per cents smaller than this are what subtracting floats leaves behind."""


@lru_cache(maxsize=1 << 16)
def say_value(value: float, unit: str, quantum: float | None = None) -> str:
    """Write a value for people.

    Args:
        value: In inside units; a fraction for ``percent`` and ``percentage_points``.
        unit: ``percent``, ``percentage_points``, ``usd``, ``persons``, ``number`` or ``years``.
        quantum: The step to round to, in the unit of ``value``: for an observed value one digit
            finer than what the claim prints, for the claim its own. Left out, three significant
            digits are shown, or one decimal of a per cent. A value that the step would round to
            nothing keeps two significant digits.

    Raises:
        ValueError: The unit is unknown, or the value is not finite.
    """
    if unit not in _UNITS:
        raise ValueError(f"unknown unit {unit!r}")
    if not math.isfinite(value):
        raise ValueError(f"a value that is not finite cannot be written: {value!r}")
    exact = _decimal(value)
    step = None if quantum is None else _decimal(quantum)
    if unit in _PER_CENT_UNITS:
        exact *= 100
        step = None if step is None else step * 100
        exact = exact if abs(exact) > _NOISE else Decimal(0)
    rounded, places = _round(exact, unit, step)
    sign = MINUS if rounded < 0 else ""
    return sign + _dress(abs(rounded), unit, places)


def say_period(start: int, end: int) -> str:
    """Write a year or a span of years: ``2016``, ``2013–2016``."""
    return str(start) if start == end else f"{start}{EN_DASH}{end}"


def say_declared_period(period: Period) -> str:
    """The period of a claim, which may end with the newest year: ``2010 to the newest year …``."""
    if period.end is None:
        newest = "the newest year covered"
        return newest if period.start is None else f"{period.start} to {newest}"
    return say_period(period.end if period.start is None else period.start, period.end)


def _decimal(value: float) -> Decimal:
    """The value to 15 significant digits, so that float noise decides no rounding."""
    return Decimal(f"{value:.14e}")


def _round(value: Decimal, unit: str, step: Decimal | None) -> tuple[Decimal, int | None]:
    """Round, and say the exponent rounded to: None where trailing zeros would claim too much."""
    exponent = _default_exponent(value, unit) if step is None else step.adjusted()
    exponent = max(exponent, value.adjusted() - _MOST_DIGITS)
    rounded = value.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP)
    if rounded == 0 and value != 0:
        exponent = value.adjusted() - 1
        rounded = value.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP)
    if rounded == 0:
        return Decimal(0), None
    keeps_zeros = step is not None or unit in _PER_CENT_UNITS
    return rounded, exponent if keeps_zeros else None


def _default_exponent(value: Decimal, unit: str) -> int:
    size = abs(value)
    if unit in _PER_CENT_UNITS or unit == "years":
        if size >= 100:
            return 0
        return -1 if size >= 1 else min(-1, value.adjusted() - 1)
    if 1000 <= size < 10**6:
        return 0
    return value.adjusted() - 2


def _dress(size: Decimal, unit: str, places: int | None) -> str:
    if unit == "percent":
        return f"{_plain(size, places)}%"
    if unit in {"percentage_points", "years"}:
        noun = "point" if unit == "percentage_points" else "year"
        shown = _plain(size, None if unit == "years" else places)
        return f"{shown} {noun}" if shown == "1" else f"{shown} {noun}s"
    money = "$" if unit == "usd" else ""
    return money + _scaled(size, places)


def _scaled(size: Decimal, places: int | None) -> str:
    for scale, word in _SCALES:
        if size < scale:
            continue
        exponent = None if places is None else places - scale.adjusted()
        if exponent is not None and exponent < -_MOST_DECIMALS:
            break
        return _plain(size / scale, exponent) + word
    return _plain(size, places)


def _plain(size: Decimal, places: int | None) -> str:
    """Digits with thousands separators; ``places`` is the exponent of the last one to show.

    What has more digits than anybody reads is written as a power of ten.
    """
    if size and size.adjusted() >= _MOST_DIGITS:
        digits, _, power = f"{size:.2e}".partition("e")
        return f"{digits} × 10^{int(power)}"
    if places is not None:
        return f"{size:,.{max(0, -places)}f}"
    text = f"{size:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def say_day(text: str) -> str:
    """A day for people ("21 May 2018"), of a date or an instant; what is neither, as it is."""
    found = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(T.*)?", text)
    try:
        day = date.fromisoformat(found[1]) if found else None
    except ValueError:
        day = None
    return text if day is None else f"{day.day} {day:%B %Y}"
