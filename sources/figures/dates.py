"""Years, days and hours: numbers of the calendar, which state no quantity.

The rules by which a number in a text states no figure: their names, and what each means.

A rule is named wherever a number is set aside, so that a reader can tell a year from an oversight.
`Trap` has one name more: ``compound``, digits tied together by a sign ("3:1", "24/7", "2x4") of
which nothing says what they are; no rule covers them, so that a person has to.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from sources.figures.numbers.context import PEOPLE, is_plural
from sources.figures.numbers.measures import SYMBOLS
from sources.figures.numbers.tokens import Tokens, next_key, words
from sources.figures.quantities import Quantity

NumberRule = Literal[
    "year",
    "date",
    "hour",
    "label",
    "reference",
    "name",
    "ordinal",
    "code",
    "address",
    "enumerator",
    "pronoun",
    "back-reference",
    "period",
    "age",
    "vague",
    "adjective",
    "rate-base",
]
Trap = NumberRule | Literal["compound", ""]
"""Why a number is no figure; empty where it is one."""

RULES: Mapping[NumberRule, str] = MappingProxyType(
    {
        "year": "a year, a span of years or a decade: 2017, 2015-16, the 1990s",
        "date": "the day of a date, or a date in digits: 14 May, 2017-05-14",
        "hour": "an hour of the day: 10:30, 6 pm",
        "label": "the number of a section, table, page, law or road: Table 3, pp. 45–52",
        "reference": "a footnote mark, a reference in brackets or an exponent: [4], ³",
        "name": "a piece of a name: G20, 16+1, COVID-19, Five-Year Plan",
        "ordinal": "a place in an order of which nothing is said: third, 19th",
        "code": "a post code, a telephone number, an identifier in groups of digits",
        "address": "a piece of a mail or web address, a DOI or an ISBN",
        "enumerator": "what counts off a heading or the items of a list: III., A., (1), 2.",
        "pronoun": "“one” as an article or a pronoun: one of them, no one, one-man",
        "back-reference": "a small number in words that points back: the two sides, these five",
        "period": "a fraction as the name of a stretch of time: the first half, last quarter",
        "age": "an age that names a group: aged 65, under 5 years of age",
        "vague": "a scale word that gives no number: thousands of, several hundred",
        "adjective": "“double” and the like as the kind of a thing: a double track",
        "rate-base": "what a rate is counted on: per 1,000, per 100,000 live births",
    }
)
"""Each rule in words, in the order in which they are listed."""

YEARS = range(1700, 2101)
MEASURES = SYMBOLS
DETERMINERS = words(
    "the these those this that following last next other its their our his her both first past same"
)
_MONTHS = words(
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
)
_BEFORE_YEAR = DETERMINERS | words(
    "a an in since by from to until till during before after between of year years late early "
    "mid and or through for end ended ending fiscal fy constant current real at prices"
)
_YEAR_HEDGES = frozenset(
    {"about", "around", "circa", "ca", "over", "up to", "beyond", "approx", "~", "above", "under"}
)
_AMOUNTED = words(
    "reach reached reaching total totalled totaled totalling numbered numbering number breakthrough"
)
_BEFORE_AMOUNT = words(": = – - is was are were be been at to from paid cost costs")
_SUMS = words("total sum number some average")
_FAR_FROM_A_YEAR = 30
"""How far a number after "In 2017," must lie from it to be no second year of a list."""
_JOINTS = frozenset({"-", "–", ",", "and", "to", "or", "&"})
_SERIES = 8
_AFTER_HOUR = frozenset({"am", "pm", "o'clock"})


def calendar_trap(tokens: Tokens, quantity: Quantity) -> Trap:
    """Whether a number without unit or scale word is a year, the day of a date or an hour."""
    if tokens[quantity.numeral.stop].key in _AFTER_HOUR:
        return "hour"
    if _is_noted_year(tokens, quantity):
        return "year"
    if not quantity.numeral.is_plain:
        return ""
    if _is_date(tokens, quantity):
        return "date"
    return "year" if _is_year(tokens, quantity) else ""


def is_price_year(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether money stands behind a year: "constant 2010 US dollars", "per capita, 2023 (US$)"."""
    is_money_after = bool(quantity.currency) and quantity.stop > quantity.numeral.stop
    if not is_money_after or int(quantity.numeral.value) not in YEARS:
        return False
    before = tokens[quantity.digits - 1].key if quantity.digits > 0 else ""
    if tokens[quantity.numeral.stop].text == "(" and quantity.hedge == "none":
        is_four = len(tokens[quantity.digits].text) == 4
        return is_four and before not in _BEFORE_AMOUNT | _AMOUNTED
    return bool(before) and before in _BEFORE_YEAR


def is_hour(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether two numbers with a colon between are an hour ("at 10:30"), and no ratio ("3:1")."""
    at = quantity.digits - 2 * (tokens[quantity.digits - 1].key == ":")
    hours, minutes = tokens[at].text, tokens[at + 2].text
    if not (hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2):
        return False
    is_told = next_key(tokens, at + 3) in _AFTER_HOUR or tokens[at - 1].key in {"at", "until", "by"}
    return is_told and int(hours) < 24 and int(minutes) < 60


def series(tokens: Tokens, at: int, *, most_digits: int) -> tuple[int, int]:
    """The first and the last number of "2, 3 and 5", "12-15" or "14 to 16", from one of them."""

    def is_member(joint: int, number: int) -> bool:
        token = tokens[number]
        is_short = token.kind == "number" and len(token.text) <= most_digits
        return is_short and tokens[joint].key in _JOINTS and tokens[joint].is_near

    first = last = at
    while first > max(1, at - _SERIES) and is_member(first - 1, first - 2):
        first -= 2
    while last < at + _SERIES and is_member(last + 1, last + 2):
        last += 2
    return first, last


def _is_date(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is the day of a date ("14 May 2017", "September 7")."""
    if not 0 < quantity.value <= 31:
        return False
    first, last = series(tokens, quantity.digits, most_digits=2)
    if tokens[first].is_near and tokens[first - 1].text.rstrip(".") in _MONTHS:
        return not counts(quantity)
    return tokens[last + 1].text.rstrip(".") in _MONTHS and tokens[last + 1].is_near


def _is_noted_year(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is a year with a footnote mark after the full stop ("in 2009.4 It then")."""
    text = tokens[quantity.digits].text
    is_noted = len(text) in {6, 7} and text[4] == "." and int(quantity.value) in YEARS
    return is_noted and quantity.begin > 0 and tokens[quantity.begin - 1].key in _BEFORE_YEAR


def counts(quantity: Quantity) -> bool:
    """Whether what stands beside a number is clearly counted: people, a measure, a plural."""
    noun = quantity.noun
    return noun in PEOPLE or noun.lower() in MEASURES or (noun.islower() and is_plural(noun))


def _is_year(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether four digits are a year; with a count after a hedge or a verb they are not."""
    at, begin = quantity.digits, quantity.begin
    if len(tokens[at].text) != 4 or int(tokens[at].text) not in YEARS:
        return False
    before = tokens[begin - 1].key if tokens[begin].is_near else ""
    if before in _AMOUNTED:
        return False
    if quantity.hedge != "none":
        words = " ".join(token.key for token in tokens[begin : quantity.at])
        return words in _YEAR_HEDGES and not counts(quantity)
    dash, other = tokens[at + 1], tokens[at + 2]
    if dash.key in {"-", "–"} and other.kind == "number" and other.is_glued:
        return False  # both ends years would have been one token: "1900-2500 km"
    if counts(quantity) and _is_told_count(tokens, quantity, before):
        return False
    if quantity.noun in PEOPLE or quantity.noun.lower() in MEASURES:
        return before in {"in", "since", "by", "until"}
    is_after_verb = tokens[begin - 1].text.islower() and before not in _BEFORE_YEAR
    return not (is_after_verb and before and counts(quantity))


def _is_told_count(tokens: Tokens, quantity: Quantity, before: str) -> bool:
    """Whether the words before say that it counts: "a total of 2018", "In 2017, 1850 trains"."""
    begin = quantity.begin
    if before == "of" and begin > 1:
        return tokens[begin - 2].key in _SUMS
    if before != "," or begin < 3 or tokens[begin - 3].key not in {"in", "by"}:
        return False
    year = tokens[begin - 2].text
    is_year = len(year) == 4 and year.isdecimal() and int(year) in YEARS
    return is_year and abs(int(year) - quantity.value) > _FAR_FROM_A_YEAR
