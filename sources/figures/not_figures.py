"""Numbers that state no quantity: years, dates, labels, references, ordinals, names, counters.

Each rule is a small question about the tokens around a number; only numbers without unit, currency
and scale word are asked most of them. Where a number can be read both ways it is left out, save
that a plural noun beside it makes it a count.

Numbers that name or count off something: sections, items, machines, post codes, telephones.
"""

from __future__ import annotations

import re

from sources.figures.ages import is_age
from sources.figures.dates import (
    DETERMINERS,
    MEASURES,
    Trap,
    calendar_trap,
    counts,
    is_hour,
    is_price_year,
    series,
)
from sources.figures.leftovers import leftover_after
from sources.figures.numbers.measures import is_rate_base
from sources.figures.numbers.numerals import scale_of_word
from sources.figures.numbers.tokens import (
    NEW_LINE,
    SPACED,
    FigureToken,
    Tokens,
    next_key,
    read_digits,
    words,
)
from sources.figures.quantities import Quantity

_POSTCODE = 10_000
_LABELS = words(
    "section sections chapter chapters table tables figure figures fig figs article articles art "
    "no nos page pages p pp vol volume version resolution appendix annex paragraph para eq "
    "equation equations footnote phase covid highway flight decree clause sec ch top # platform "
    "terminal"
)
_CAPITAL_LABELS = words(
    "Part Step Goal Issue Group Level Class Type Route Model Item Note Line Day Form Order Act "
    "Number Agenda Vision Target Category Stage Tier Grade Rule Law Document Room Gate Bus Tram "
    "Zone Hall Building Block Unit Lot Box Pier Berth Exit Channel Suite Floor Track Lane Camp "
    "Batch File Case Bill Directive Regulation Convention Protocol Schedule Exhibit Question Round "
    "Plot Season Episode Series Reactor Boeing Airbus Windows Apollo Soyuz Area Sector District"
)
_AGES = words("aged ages age")
_TELEPHONES = words("tel telephone phone fax mobile")
_VERBS = words("is was were has had have will would can could may might did does")
_BEFORE_PLACE = words("in of for from to with at by and or , ( : ;")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3})+")
_MOST_ITEMS = 20
_HIGHEST_VERSION = 12


def label_trap(tokens: Tokens, quantity: Quantity) -> Trap:
    """Whether a number without unit or scale word names or counts off something."""
    if _is_version(tokens, quantity):
        return "name"
    digits = tokens[quantity.digits].text
    # "Peru's figure 0.33 times that of Chile": nothing is numbered from nought on.
    is_dotted = _DOTTED.fullmatch(digits) is not None and not digits.startswith("0.")
    if is_dotted and is_label(tokens[quantity.digits - 1]):
        return "label"
    if not quantity.numeral.is_plain:
        return ""
    return (
        _labelled(tokens, quantity)
        or _counter(tokens, quantity)
        or ("name" if _is_named(tokens, quantity) else "")
    )


def is_label(token: FigureToken) -> bool:
    """Whether a word says that the number after it is a label ("Section", "no.")."""
    return token.key in _LABELS or token.text in _CAPITAL_LABELS


def _is_version(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is the number of a version ("Industry 4.0")."""
    before = tokens[quantity.begin - 1] if quantity.begin > 0 else tokens[-1]
    # In a table the cells stand apart by more than a blank: "Kenya    42.0".
    is_next = tokens[quantity.begin].gap == SPACED
    is_named = before.text[:1].isupper() and is_next
    whole, _, rest = tokens[quantity.digits].text.partition(".")
    return is_named and rest == "0" and whole.isdigit() and int(whole) <= _HIGHEST_VERSION


def _labelled(tokens: Tokens, quantity: Quantity) -> Trap:
    """Whether it numbers something ("Table 2", "Goal 13", "No. 5", "COP 21")."""
    at, _ = series(tokens, quantity.digits, most_digits=3)
    before = tokens[at - 1]
    if at == 0 or not tokens[at].is_near:
        return ""
    is_many = before.key.endswith("s") or before.key == "pp" or tokens[at + 1].key in {"-", "–"}
    if at < quantity.digits and (quantity.noun or not is_many):  # "in Table 2, 65 countries"
        return ""
    if before.key in _TELEPHONES or (before.key in ".:" and tokens[at - 2].key in _TELEPHONES):
        return "code"
    if before.key in _AGES:
        return "age"
    if is_label(before):
        return "label"
    is_named = before.kind == "word" and before.text.isupper() and len(before.text) > 1
    return "name" if is_named and not counts(quantity) and quantity.value < 1000 else ""


def _is_named(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a capital word before it and a verb after it make it a name ("Apollo 11 was").

    A country's name may stand before a figure ("in Kenya 12 were closed"), so that what stands
    before the capital word decides, too.
    """
    at = quantity.begin
    before, after = tokens[at - 1], tokens[quantity.stop]
    if at == 0 or not tokens[at].is_near or not after.is_near or before.kind != "word":
        return False
    is_verb = after.key in _VERBS or (after.kind == "word" and after.key.endswith("ed"))
    is_capital = before.text[0].isupper() and len(before.text) > 2
    is_place = at > 1 and before.is_near and tokens[at - 2].key in _BEFORE_PLACE
    return is_verb and is_capital and not is_place


def _counter(tokens: Tokens, quantity: Quantity) -> Trap:
    """Whether it counts off items or ends an address: "(1)", "2.", "3)", ", 650221"."""
    at, stop = quantity.digits, quantity.numeral.stop
    token, before, after = tokens[at], tokens[at - 1], tokens[stop]
    if quantity.value >= _POSTCODE and before.key == "," and at > 0:
        ends = stop + (after.key == ".")
        is_last = tokens[ends].kind == "end" or tokens[ends].gap.startswith(NEW_LINE)
        return "code" if is_last else ""
    if quantity.value >= 100 or not after.is_glued:
        return ""
    if before.key == "(" and token.is_glued:
        return "enumerator" if after.key == ")" else ""
    if after.key not in {".", ")"} or tokens[stop + 1].kind == "end":
        return ""
    return "enumerator" if _begins_item(tokens, quantity) else ""


def _begins_item(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a number before a full stop begins an item: on a new line, or after a sentence."""
    at, following = quantity.digits, tokens[quantity.numeral.stop + 1]
    token, before = tokens[at], tokens[at - 1]
    if at == 0 or not token.is_near:
        return True
    if token.gap.startswith(NEW_LINE):
        return before.key in {".", ";", ":"}
    is_capital = following.text[:1].isupper() and not following.is_glued
    return before.key == "." and is_capital and quantity.value <= _MOST_ITEMS


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


_TELLS_WHO = words("born raised living")
"""What follows a "one" that stands for a person ("six years fewer than one born in Fiji")."""


def small_word(tokens: Tokens, quantity: Quantity) -> Trap:
    """Why number words that stand alone count nothing: "one of them", "the two sides".

    Asked after joining, since "two to three million" needs its "two". ``compound`` where they
    count nothing that is named, and no rule says why.
    """
    at, value = quantity.digits, quantity.numeral.value
    if quantity.numeral.style != "words" or not quantity.is_number_only:
        return ""
    if value == 1 and next_key(tokens, quantity.stop) in _TELLS_WHO:
        return "pronoun"
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


def _suffix(token: FigureToken) -> Trap:
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
