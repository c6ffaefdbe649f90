"""Numbers that state no quantity: years, dates, labels, references, ordinals, names, counters.

Each rule is a small question about the tokens around a number; only numbers without unit, currency
and scale word are asked most of them. Where a number can be read both ways it is left out, save
that a plural noun beside it makes it a count.
"""

from __future__ import annotations

from sources.grammar.digits import read_digits
from sources.grammar.labels import label_trap
from sources.grammar.quantities import Quantity
from sources.grammar.rules import Trap
from sources.grammar.tokens import Tokens, next_key, words
from sources.grammar.years import DETERMINERS, MEASURES, calendar_trap, is_hour, is_price_year

_GROUPS = frozenset({5, 7, 8, 10, 20, 24, 77})
_PLANS = frozenset({"plan", "plans"})
_AGE_HEDGES = words("under over above below")
_SIGNS = words("/ : ^ × @")


def trap(tokens: Tokens, quantity: Quantity) -> Trap:
    """Why a number in a text states no quantity; empty where it may state one."""
    joined = _joined(tokens, quantity)
    if joined:
        return joined
    if _is_named_length(tokens, quantity) or _is_group(tokens, quantity):
        return "name"
    if quantity.numeral.is_plain and is_price_year(tokens, quantity):
        return "year"
    if _is_age(tokens, quantity):
        return "age"
    if not quantity.is_number_only or quantity.numeral.style == "times":
        return ""
    if quantity.numeral.style == "words":
        return ""
    return calendar_trap(tokens, quantity) or label_trap(tokens, quantity)


def small_word(tokens: Tokens, quantity: Quantity) -> Trap:
    """Why number words that stand alone count nothing: "one of them", "the two sides".

    Asked after joining, since "two to three million" needs its "two". ``compound`` where they
    count nothing that is named, and no rule says why.
    """
    at, value = quantity.digits, quantity.numeral.value
    if quantity.numeral.style != "words" or not quantity.is_number_only:
        return ""
    if quantity.hedge != "none" or value >= 20:
        return ""
    before = tokens[at - 1].key if at > 0 and tokens[at].is_near else ""
    if value == 1:
        return "pronoun"
    if before in DETERMINERS:
        return "back-reference"
    return "" if quantity.noun and value else "compound"


def _joined(tokens: Tokens, quantity: Quantity) -> Trap:
    """Whether it is a piece of something: "G20", "18th", "16+1", "3:1", "COVID-19", "growth.12"."""
    before, token = tokens[quantity.at - 1], tokens[quantity.at]
    if token.is_glued and quantity.begin == quantity.at:
        if before.kind in {"word", "void"} and token.kind == "number":
            return "name"
        if before.key in {"#", "№"}:
            return "label"
        if before.key in _SIGNS or before.key == "+":
            return _sign_trap(tokens, quantity, before.key)
        if before.is_glued and token.kind == "number":
            tail = _tail(tokens, quantity.at)
            if tail:
                return tail
    return _joined_after(tokens, quantity)


def _sign_trap(tokens: Tokens, quantity: Quantity, sign: str) -> Trap:
    if sign == "+":
        return "name"
    return "hour" if sign == ":" and is_hour(tokens, quantity) else "compound"


def _tail(tokens: Tokens, at: int) -> Trap:
    """Whether a sign ties a number to what stands before it: "COVID-19", "0871-65022", "end.3"."""
    sign, before = tokens[at - 1], tokens[at - 2]
    if sign.key == "-" and before.kind == "number":
        return "code" if read_digits(before.text) is None else ""
    if sign.key == ".":
        return "reference"
    return "name" if sign.key == "-" and before.kind in {"word", "void"} else ""


def _joined_after(tokens: Tokens, quantity: Quantity) -> Trap:
    stop = quantity.numeral.stop
    after, next_one = tokens[stop], tokens[stop + 1]
    if not after.is_glued or quantity.stop > stop:
        return ""
    if after.kind in {"word", "void"} and tokens[stop - 1].kind == "number":
        return _suffix(after.key)
    if after.key in _SIGNS | {"+"} and next_one.is_glued and next_one.kind == "number":
        return _sign_trap(tokens, quantity, after.key)
    if after.key != "-" or not next_one.is_glued or next_one.kind != "word":
        return ""
    if next_one.key in _ORDINAL_ENDS:  # "18-th"
        return "ordinal"
    return "name" if len(next_one.key) == 1 else ""  # "3-D"


_ORDINAL_ENDS = words("th st nd rd")


def _suffix(key: str) -> Trap:
    if key in _ORDINAL_ENDS:
        return "ordinal"
    if key in {"s", "'s"}:
        return "year"
    return "" if key in MEASURES else "name"


def _is_named_length(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is the length in a name: "13th Five-Year Plan", "the Seven Years' War"."""
    unit, after, name = (tokens[quantity.stop + step] for step in (-1, 0, 1))
    is_plan = unit.key == "year" and next_key(tokens, quantity.stop) in _PLANS
    is_war = unit.text == "Years" and after.key == "'" and after.is_glued and name.text.istitle()
    return is_plan or is_war


def _is_age(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is the age of a group ("children under 5 years of age")."""
    hedge, stop = tokens[quantity.at - 1].key, quantity.stop
    is_aged = next_key(tokens, stop) == "of" and next_key(tokens, stop + 1) == "age"
    return quantity.unit == "years" and is_aged and hedge in _AGE_HEDGES


def _is_group(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is the name of a group ("the group of twenty", "the Group of 77")."""
    at = quantity.digits
    is_of = at > 1 and tokens[at - 2].key == "group" and tokens[at - 1].key == "of"
    is_number = quantity.is_number_only and quantity.numeral.value in _GROUPS
    is_name = quantity.numeral.style == "words" or tokens[at - 2].text == "Group"
    return is_of and is_number and (is_name or not quantity.noun)
