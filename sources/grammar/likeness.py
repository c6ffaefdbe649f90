"""Printing another value the way a figure is printed: what a correction puts in its place."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from sources.grammar.forms import DECIMAL_SCALES, ONE, in_digits, is_power, ordinal
from sources.grammar.multiples import is_change
from sources.grammar.numerals import scale_of_word
from sources.grammar.tokens import Tokens, tokenize
from sources.grammar.units import currency_after, currency_before
from sources.grammar.years import YEARS
from sources.model import Figure

_HALF_UP = Context(prec=80, rounding=ROUND_HALF_UP)
_FOUR_DIGITS = re.compile(r"(?<![\d,.])\d{4}(?![\d,.])")
_MOST_DECIMALS = 4
_SIGNED = re.compile(r"[-−–(]|minus|negative", re.IGNORECASE)
_ORDINAL = re.compile(
    r"^(?:\d+(?:st|nd|rd|th)|(?:[a-z]+ty-)?[a-z]+(?:st|nd|rd|th))(?=[ -]|$)", re.IGNORECASE
)


def format_like(value: Decimal, figure: Figure) -> str:
    """Another value with the unit, quantum and scale of a figure; no hedge, no noun.

    It can stand where ``figure.text`` stood: "62%" for 62.05 beside "about 63%", "4.6 billion" for
    4,619,000,000 beside "4 billion 400 million". It is rounded half away from zero to the
    figure's quantum; a value that this would make nothing keeps one digit, and beside a fraction
    ("two-thirds") the next finer power of ten is taken. Of a pair or range it prints one number,
    and a verb ("doubled") becomes another ("increased by 80%").
    """
    if figure.is_rank:
        return _rank_like(int(value), figure.text)
    quantum = figure.quantum if is_power(figure.quantum) else _leading_unit(figure.quantum)
    if value and 2 * abs(value) < quantum:
        quantum = _leading_unit(value)
    steps = (value / quantum).quantize(ONE, context=_HALF_UP)
    rounded = _HALF_UP.multiply(steps, quantum)
    tokens = tokenize(figure.text)
    scale = _scale(tokens)
    if quantum.scaleb(_MOST_DECIMALS) < scale:  # "257,341,005" rather than "257.341005 million"
        scale = ONE
    number = in_digits(rounded, quantum, scale)
    if _FOUR_DIGITS.search(figure.text) and abs(rounded) < 10_000 and rounded not in YEARS:
        number = number.replace(",", "")
    change = _changing(figure)
    if change:
        return f"{'decreas' if rounded < 0 else 'increas'}{change} by {number}%"
    # "a recession of 1.2%": what is below zero by its name has no sign.
    is_named = figure.value < 0 and not _SIGNED.search(figure.text)
    sign = "−" if (rounded > 0 if is_named else rounded < 0) else ""
    return sign + _with_unit(figure, tokens, number)


def _rank_like(place: int, text: str) -> str:
    """Another place in an order, in front of the words that say which order it is."""
    words = _ORDINAL.sub("", text, count=1).lstrip("- ")
    return f"{ordinal(place)} {words}".strip()


def _changing(figure: Figure) -> str:
    """The ending that a verb of change needs in place of a figure ("doubled"); empty for none."""
    word = figure.text.lower().rpartition(" ")[2]
    if figure.unit != "percent" or not is_change(word):
        return ""
    return next((ending for ending in ("ed", "ing") if word.endswith(ending)), "e")


def _leading_unit(number: Decimal) -> Decimal:
    return ONE.scaleb(number.adjusted())


def _scale(tokens: Tokens) -> Decimal:
    """The largest scale that a figure's words name and digits go with; 1 where there is none."""
    named = (scale_of_word(tokens, at) for at in range(1, len(tokens)))
    return max((scale for scale in named if scale in DECIMAL_SCALES), default=ONE)


def _with_unit(figure: Figure, tokens: Tokens, number: str) -> str:
    if figure.currency:
        return _with_currency(figure, tokens, number)
    if figure.unit == "percent":
        words = [name for name in ("per cent", "percent") if name in figure.text.lower()]
        return f"{number} {words[0]}" if words else f"{number}%"
    if figure.unit == "number":
        return number
    name = "percentage point" if figure.unit == "percentage_points" else "year"
    return f"{number} {name}{'' if number == '1' else 's'}"


def _with_currency(figure: Figure, tokens: Tokens, number: str) -> str:
    """The number with its currency where the figure prints it: before ("US$ 5") or after."""
    for at, token in enumerate(tokens):
        currency, stop = currency_before(tokens, at)
        if currency == figure.currency:
            printed = figure.text[token.start : tokens[stop - 1].end].replace("\\", "")
            return f"{printed}{tokens[stop].gap[:1]}{number}"
        currency, stop = currency_after(tokens, at)
        if currency == figure.currency and at:
            return f"{number} {figure.text[token.start : tokens[stop - 1].end].lstrip('-')}"
    return f"{figure.currency} {number}"
