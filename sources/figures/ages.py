"""Ages that name a group of people: "aged 15-64", "children under 5", "those 65 and over"."""

from __future__ import annotations

from sources.figures.numbers.tokens import Tokens, after_hyphen, next_key, words
from sources.figures.quantities import Quantity

_AGED = words("aged age ages")
_PERSONS = words(
    "children child people persons those population adults men women girls boys youth youths "
    "residents citizens workers anyone everyone infants deaths mortality inhabitants voters"
)
_AFTER_GROUP = words(
    "mortality population age aged years year-olds olds cohort group groups category s in die died "
    "dies who are were was is has have had live lived per of by and , . ; : )"
)
_OF_ALL = words("median mean average")
_OLDEST = 110
_STEPS = 4


def is_age(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a number is the age of a group of people."""
    is_year = quantity.unit == "years" or quantity.is_number_only
    is_digits = quantity.numeral.style in {"digits", "words"}
    if not is_year or not is_digits or not 0 < quantity.value <= _OLDEST:
        return False
    return (
        _is_told_aged(tokens, quantity)
        or _is_old(tokens, quantity)
        or _is_bounded(tokens, quantity)
        or _is_open_group(tokens, quantity)
    )


def _is_told_aged(tokens: Tokens, quantity: Quantity) -> bool:
    """Such as "aged 65", "between the ages of 15 and 64", "under 5 years of age"."""
    stop = quantity.stop
    if tokens[stop].key in _JOINTS and tokens[stop + 1].kind == "number":
        stop += 2  # "the 40-50 age group"
    stop += next_key(tokens, stop) in {"year", "years"} and quantity.unit != "years"
    if next_key(tokens, stop) == "of" and next_key(tokens, stop + 1) == "age":
        return True
    if next_key(tokens, stop) == "age" and next_key(tokens, stop + 1) in {"group", "groups"}:
        return True
    first = max(0, quantity.digits - 2 * _STEPS)
    for at in range(quantity.digits - 1, first - 1, -1):
        token = tokens[at]
        if token.key in _AGED:
            return True
        is_between = token.kind == "number" or token.key in _BETWEEN
        if not is_between or not tokens[at + 1].is_near:
            return False
    return False


_JOINTS = words("- – to and")
_BETWEEN = words("- – to and of under over above below between from or")


def _is_old(tokens: Tokens, quantity: Quantity) -> bool:
    """Such as "a 15-year-old", "25-year-olds", "the 15–24-year-olds", "who are 15 years old"."""
    stop = quantity.stop
    if tokens[stop].key in _JOINTS and tokens[stop + 1].kind == "number":
        stop += 2
    year = after_hyphen(tokens, stop)
    stop = year + 1 if next_key(tokens, year) in {"year", "years"} else stop
    old = after_hyphen(tokens, stop)
    if next_key(tokens, old) not in {"olds", "old"}:
        return False
    return old > stop or (stop > quantity.numeral.stop and not _is_of_all(tokens, quantity))


def _is_of_all(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether an age is a statistic: "the median age is 38 years", "on average 38 years old"."""
    first = max(0, quantity.begin - _STEPS)
    return any(tokens[at].key in _OF_ALL for at in range(first, quantity.begin))


def _is_bounded(tokens: Tokens, quantity: Quantity) -> bool:
    """Such as "children under 5", "people over 65", "under-five mortality"."""
    at = quantity.digits - 1 - (tokens[quantity.digits - 1].key == "-")
    hedge, before = tokens[at].key, tokens[at - 1].key
    if at < 0 or hedge not in {"under", "over", "above", "below"}:
        return False
    after = next_key(tokens, quantity.stop)
    if before in _PERSONS and quantity.unit != "years":
        return after in _AFTER_GROUP or after == "" or tokens[quantity.stop].kind == "symbol"
    is_group = after in {"mortality", "population", "age", "deaths"} or after == "s"
    return is_group and hedge == "under" and quantity.is_number_only


def _is_open_group(tokens: Tokens, quantity: Quantity) -> bool:
    """Such as "people 65 and over", "those 65 years and older", "the 65+ population"."""
    before = tokens[quantity.digits - 1].key if quantity.digits else ""
    stop = quantity.numeral.stop + (quantity.unit == "years")
    is_open = next_key(tokens, stop) in {"and", "or"} and next_key(tokens, stop + 1) in {
        "over",
        "above",
        "older",
        "under",
        "younger",
    }
    # "74.7 years and under-five mortality" tells no age.
    is_open = is_open and next_key(tokens, stop + 2) not in {"-", "five", "fives", "5"}
    if is_open:
        return before in _PERSONS or quantity.unit == "years"
    return bool(quantity.numeral.plus) and next_key(tokens, stop) in {"population", "age"}
