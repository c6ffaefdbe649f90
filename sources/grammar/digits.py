"""What digits and their separators print: "1,234,567", "1 234 567", "1.234.567,8", "30,3", ".5".

The trap is the comma: three digits after it are thousands ("1,234"), one or two are decimals
("30,3"), anything else between commas is a list set without blanks ("5,7,9").
"""

from __future__ import annotations

import re
from decimal import Context, Decimal, Inexact, InvalidOperation

EXACT = Context(prec=80, traps=[Inexact, InvalidOperation])
"""Arithmetic that raises rather than rounds."""

MOST_DIGITS = 24
"""Longer runs of digits are identifiers, not figures."""

_INDIAN = r"[1-9]\d?(?:,\d{2})+,\d{3}"
_COMMAS = rf"[1-9]\d{{0,2}}(?:,\d{{3}})+|{_INDIAN}"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<whole>\d*)\.(?P<part>\d+)",
        rf"(?P<whole>{_COMMAS})(?:\.(?P<part>\d+))?",
        r"(?P<whole>[1-9]\d{0,2}(?:['’]\d{3})+)(?:\.(?P<part>\d+))?",
        r"(?P<whole>[1-9]\d{0,2}(?:\.\d{3})+),(?P<part>\d+)",
        r"(?P<whole>[1-9]\d{0,2}(?:\.\d{3}){2,})(?P<part>)",
        r"(?P<whole>\d+),(?P<part>\d{1,2})",
        r"(?P<whole>0),(?P<part>\d+)",
    )
)
_LIST = re.compile(r"\d+(?:,\d+)+")
_ONE_NUMBER = re.compile(rf"{_COMMAS}|\d+,\d{{1,2}}|0,\d+")
_BLANKS = re.compile(r"\s")
_POWER = re.compile(
    r"(?P<number>[\d.,]+)\s?(?:(?:[×x·∙*]|\\times)\s?10(?:\^\{?(?P<raised>[-−]?\d+)\}?|(?P<small>\W?.+))"
    r"|[eE](?P<plain>[+-]?\d+))"
)
_SMALL_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_MOST_POWER = 18


def is_list(text: str) -> bool:
    """Whether digits and commas are a list set without blanks, not one number."""
    return _LIST.fullmatch(text) is not None and _ONE_NUMBER.fullmatch(text) is None


def read_digits(text: str) -> tuple[Decimal, Decimal] | None:
    """The value and the quantum that digits print; None for "1.2.3", "007" and the like."""
    if len(text) > 2 * MOST_DIGITS:
        return None
    power = _POWER.fullmatch(text)
    if power is not None:
        return _read_power(power)
    digits = _BLANKS.sub("", text).replace("·", ".")
    if digits.isdecimal():
        return _value(digits, "")
    for form in _FORMS:
        match = form.fullmatch(digits)
        if match is not None:
            return _value(re.sub(r"\D", "", match["whole"]), match["part"] or "")
    return None


def _read_power(power: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """The value and the quantum of "4.62 × 10^9" and "1.4e9"; the digits before are significant."""
    printed = read_digits(power["number"])
    raised = (power["raised"] or power["small"] or power["plain"]).translate(_SMALL_DIGITS)
    if printed is None or not raised.lstrip("+-").isdecimal() or abs(int(raised)) > _MOST_POWER:
        return None
    factor = Decimal((0, (1,), int(raised)))
    value, quantum = (plain(EXACT.multiply(one, factor)) for one in printed)
    return value, quantum


def _value(whole: str, part: str) -> tuple[Decimal, Decimal] | None:
    if len(whole) + len(part) > MOST_DIGITS or (len(whole) > 1 and int(whole[0]) == 0):
        return None
    value = plain(Decimal(f"{whole or 0}.{part or 0}"))
    return value, Decimal((0, (1,), -len(part))) if part else last_digit(value)


def plain(value: Decimal) -> Decimal:
    """The same number without needless zeros or an exponent: 4400000000, 0.5."""
    shortest = value.normalize(EXACT)
    exponent = shortest.as_tuple().exponent
    is_integer = isinstance(exponent, int) and exponent > 0
    return shortest.quantize(Decimal(1), context=EXACT) if is_integer else shortest


def last_digit(value: Decimal) -> Decimal:
    """The unit of the last significant digit: 10 for 60, 1 for 65 and for 0, 0.1 for 30.3."""
    if not value:
        return Decimal(1)
    exponent = value.normalize(EXACT).as_tuple().exponent
    return plain(Decimal((0, (1,), int(exponent))))
