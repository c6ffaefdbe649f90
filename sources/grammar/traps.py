"""Numbers that state no quantity: years, dates, labels, references, ordinals, names, counters.

Each rule is a small question about the tokens around a number; only numbers without unit, currency
and scale word are asked most of them. Where a number can be read both ways it is left out, save
that a plural noun beside it makes it a count.
"""

from __future__ import annotations

from sources.grammar.ages import is_age
from sources.grammar.digits import read_digits
from sources.grammar.labels import label_trap
from sources.grammar.leftovers import leftover_after
from sources.grammar.measures import is_rate_base
from sources.grammar.numerals import scale_of_word
from sources.grammar.quantities import Quantity
from sources.grammar.rules import Trap
from sources.grammar.tokens import Token, Tokens, next_key, words
from sources.grammar.years import DETERMINERS, MEASURES, calendar_trap, is_hour, is_price_year

_GROUPS = frozenset({5, 7, 8, 10, 20, 24, 77})
_PLANS = frozenset({"plan", "plans"})
_MOST_IN_A_NAME = 99
_SIGNS = words("/ : ^ × @")


def trap(tokens: Tokens, quantity: Quantity) -> Trap:
    """Why a number in a text states no quantity; empty where it may state one."""
    if quantity.numeral.style == "rank":
        return ""
    if is_rate_base(tokens, quantity.digits):
        return "rate-base"
    joined = _joined(tokens, quantity)
    if joined:
        return joined
    if leftover_after(tokens, quantity):
        return "compound"
    if _is_named_length(tokens, quantity) or _is_group(tokens, quantity):
        return "name"
    if quantity.numeral.is_plain and is_price_year(tokens, quantity):
        return "year"
    if is_age(tokens, quantity):
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
    return "" if (quantity.noun or quantity.real_unit) and value else "compound"


def _joined(tokens: Tokens, quantity: Quantity) -> Trap:
    """Whether it is a piece of something: "G20", "18th", "16+1", "3:1", "COVID-19", "growth.12"."""
    before, token = tokens[quantity.at - 1], tokens[quantity.at]
    if before.key == "^" and token.is_near:
        return "compound"
    if token.is_glued and quantity.begin == quantity.at:
        if before.kind in {"word", "void"} and token.kind == "number":
            return "name"
        if before.key in {"#", "№"}:
            return "label"
        if before.key in _SIGNS or before.key == "+":
            return _sign_trap(tokens, quantity, before.key)
        if before.key == "—" and not before.is_glued:  # a dash, or a sign: "—1.2%"
            return "compound"
        if before.is_glued and token.kind == "number":
            tail = _tail(tokens, quantity.at)
            if tail:
                return tail
    return _joined_after(tokens, quantity)


def _sign_trap(tokens: Tokens, quantity: Quantity, sign: str) -> Trap:
    if sign == "/" and not quantity.is_number_only:  # "$50m/$60m"
        return ""
    if sign == "+":
        is_name = quantity.numeral.is_plain and quantity.value <= _MOST_IN_A_NAME
        return "name" if is_name and quantity.is_number_only else "compound"
    return "hour" if sign == ":" and is_hour(tokens, quantity) else "compound"


def _tail(tokens: Tokens, at: int) -> Trap:
    """Whether a sign ties a number to what stands before it: "COVID-19", "0871-65022", "end.3"."""
    sign, before = tokens[at - 1], tokens[at - 2]
    if sign.key == "-" and before.kind == "word" and _ends_quantity(tokens, at - 2):
        return ""  # "4.4bn-4.6bn"
    if sign.key == "-" and before.kind == "number":
        return "code" if read_digits(before.text) is None else ""
    if sign.key == ".":
        return "reference"
    return "name" if sign.key == "-" and before.kind in {"word", "void"} else ""


def _ends_quantity(tokens: Tokens, at: int) -> bool:
    """Whether a word at a number is its scale or unit, after which a range may go on."""
    token, before = tokens[at], tokens[at - 1]
    if before.kind != "number" and scale_of_word(tokens, at - 1) == 1:
        return False
    return scale_of_word(tokens, at) != 1 or token.key in _UNIT_ENDS


_UNIT_ENDS = MEASURES | words("percent pct pp usd eur gbp dollars euros yuan points years people")


def _joined_after(tokens: Tokens, quantity: Quantity) -> Trap:
    stop = quantity.numeral.stop
    after, next_one = tokens[stop], tokens[stop + 1]
    if not after.is_glued or quantity.stop > stop:
        return ""
    if after.kind in {"word", "void"} and tokens[stop - 1].kind == "number":
        return _suffix(after)
    if after.key in _SIGNS | {"+"} and next_one.is_glued and next_one.kind == "number":
        return _sign_trap(tokens, quantity, after.key)
    if after.key != "-" or not next_one.is_glued or next_one.kind != "word":
        return ""
    if next_one.key in _ORDINAL_ENDS:  # "18-th"
        return "ordinal"
    return "name" if len(next_one.key) == 1 else ""  # "3-D"


_ORDINAL_ENDS = words("th st nd rd")


def _suffix(token: Token) -> Trap:
    key = token.key
    if token.text in {"G", "D", "T"}:  # "5G"; "5T" is said of magnets and of money
        return "compound" if token.text == "T" else "name"
    if key in _ORDINAL_ENDS:
        return "ordinal"
    if key in {"s", "'s"}:
        return "year"
    if key in MEASURES:
        return ""
    return "name" if key in _NAMES_AFTER_DIGITS else "compound"


_NAMES_AFTER_DIGITS = words("g d p a c e f am pm bis ter w q d's g's")
"""What may be glued to digits as a piece of a name: 5G, 3D, 1080p, 4a."""


def _is_named_length(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is the length in a name: "13th Five-Year Plan", "the Seven Years' War"."""
    unit, after, name = (tokens[quantity.stop + step] for step in (-1, 0, 1))
    is_plan = unit.key == "year" and next_key(tokens, quantity.stop) in _PLANS
    is_war = unit.text == "Years" and after.key == "'" and after.is_glued and name.text.istitle()
    return is_plan or is_war


def _is_group(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is the name of a group ("the group of twenty", "the Group of 77")."""
    at = quantity.digits
    is_of = at > 1 and tokens[at - 2].key == "group" and tokens[at - 1].key == "of"
    is_number = quantity.is_number_only and quantity.numeral.value in _GROUPS
    is_name = quantity.numeral.style == "words" or tokens[at - 2].text == "Group"
    return is_of and is_number and (is_name or not quantity.noun)
