"""One number in running text with its sign, currency, unit and hedge.

`read_quantities` goes once from left to right; each quantity begins where the one before it ended
or later. Which of them state no quantity is for `not_figures`, what pairs, ranges and lists make of
them for `joins`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from sources.figures.numbers.context import (
    hedge_after,
    hedge_before,
    is_named_fall,
    is_net_loss,
    is_span,
    noun_after,
)
from sources.figures.numbers.measures import read_real_unit
from sources.figures.numbers.multiples import MULTIPLE_WORDS, read_multiple
from sources.figures.numbers.number_words import CARDINALS, ORDINAL_WORDS
from sources.figures.numbers.numerals import Numeral, read_numeral, scale_after
from sources.figures.numbers.ranks import read_rank
from sources.figures.numbers.tokens import EXACT, FigureToken, Tokens, next_key, plain
from sources.figures.numbers.units import (
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    currency_after,
    currency_before,
    read_unit,
)
from sources.model import FigureUnit, Hedge

_HUNDRED = Decimal(100)
_BEFORE_SIGN = frozenset("([{\"'“‘,;:~≈<>≤≥=—$€£¥")
_NO_COMPOUND = frozenset({"between", "both"})
_MANY = 1000
_SPANS = frozenset({"years", "months", "weeks", "days", "hours", "minutes", "decades", "km"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text, by the places of its tokens.

    Attributes:
        numeral: The number as printed.
        value: The number in its unit, with its sign.
        quantum: The unit of its last significant digit.
        unit: Its unit; ``number`` where none is printed.
        currency: Its currency, ISO 4217; empty where there is none.
        at: The first token after a hedge: sign, currency or number.
        digits: The first token of the numeral.
        begin: The first token, hedge included.
        stop: The token after the last.
        hedge: Its hedge.
        is_strict: Of a bound, whether it excludes the number itself.
        hedge_at: Where the hedge's words begin and stop.
        noun: What is counted.
        real_unit: What is measured (`sources.figures.numbers.measures`).
        factor: What its unit multiplies the numeral by: 0.01 for basis points.
    """

    numeral: Numeral
    value: Decimal
    quantum: Decimal
    unit: FigureUnit
    currency: str
    at: int
    digits: int
    begin: int
    stop: int
    hedge: Hedge = "none"
    is_strict: bool = False
    hedge_at: tuple[int, int] = (0, 0)
    noun: str = ""
    real_unit: str = ""
    factor: Decimal = Decimal(1)

    @property
    def is_bare(self) -> bool:
        """Whether neither a unit nor a currency is printed with it."""
        return self.unit == "number" and not self.currency

    @property
    def is_number_only(self) -> bool:
        """Whether neither unit, currency nor scale word is printed with it."""
        return self.is_bare and self.numeral.scale == 1

    def scaled(self, scale: Decimal) -> Quantity:
        """The same digits with a scale word that stands elsewhere ("50" of "50-60 billion")."""
        numeral = self.numeral.scaled(scale, self.numeral.stop)
        return replace(self._times(scale), numeral=numeral)

    def in_unit_of(self, other: Quantity) -> Quantity:
        """The same digits with a unit that stands elsewhere ("25" of "25-50 basis points")."""
        return replace(
            self._times(other.factor),
            unit=other.unit,
            currency=other.currency,
            factor=other.factor,
        )

    def _times(self, factor: Decimal) -> Quantity:
        if factor == 1:
            return self
        return replace(
            self,
            value=plain(EXACT.multiply(self.value, factor)),
            quantum=plain(EXACT.multiply(self.quantum, factor)),
        )


def read_quantities(tokens: Tokens) -> Iterator[Quantity]:
    """Every number of a text with what belongs to it, in order, none overlapping another."""
    at = floor = 0
    while tokens[at].kind != "end":
        quantity = _read_one(tokens, at, floor) if _may_begin(tokens[at]) else None
        if quantity is None:
            at += 1
        else:
            yield quantity
            at = floor = quantity.stop


_FIRST_WORDS = (
    MULTIPLE_WORDS
    | ORDINAL_WORDS
    | CURRENCY_WORDS
    | frozenset(CARDINALS)
    | {"a", "an", "another", "half", "hundred", "minus", "negative"}
)
_FIRST_SIGNS = frozenset("-−–+(") | CURRENCY_SIGNS


def _may_begin(token: FigureToken) -> bool:
    """Whether a quantity may begin at a token: most words of a text are passed at once."""
    if token.kind == "word":
        return token.key in _FIRST_WORDS or token.key.endswith("fold")
    return token.key in _FIRST_SIGNS if token.kind == "symbol" else token.kind != "void"


def _read_one(tokens: Tokens, at: int, floor: int) -> Quantity | None:
    """The quantity whose sign, currency or number begins at a token."""
    bracketed = _read_bracketed(tokens, at, floor)
    if bracketed is not None or tokens[at].key == "(":
        return bracketed
    is_negative, currency, digits = _read_prefix(tokens, at)
    if digits > at and not tokens[digits].is_near:
        return None
    numeral = _read_numeral(tokens, at, digits, currency)
    if numeral is None:
        return None
    quantity = _with_unit(tokens, numeral, currency, at, digits)
    if is_negative:
        quantity = replace(quantity, value=quantity.value.copy_negate())
    return _measured(tokens, _signed(tokens, _with_hedge(tokens, quantity, floor)), quantity.stop)


def _measured(tokens: Tokens, hedged: Quantity, stop: int) -> Quantity:
    """A quantity with what it counts and measures, before or after a hedge that follows it."""
    if hedged.numeral.style == "rank":
        return replace(hedged, noun=noun_after(tokens, stop), real_unit="rank")
    unit = read_real_unit(tokens, stop)
    if hedged.unit == "years":
        unit = "years"
    elif hedged.numeral.style == "times":
        unit = "times"
    elif not unit and hedged.stop > stop:
        unit = read_real_unit(tokens, hedged.stop)
    if not hedged.is_bare:
        return replace(hedged, real_unit=unit) if unit else hedged
    # "100 countries or more", "60 or so countries"
    noun = noun_after(tokens, stop) or noun_after(tokens, hedged.stop)
    return replace(hedged, noun=noun, real_unit=unit) if noun or unit else hedged


def _signed(tokens: Tokens, quantity: Quantity) -> Quantity:
    """A quantity below zero by its name: "a recession of 3%", "a net loss of 2,000 people"."""
    is_change = quantity.unit in {"percent", "percentage_points"} and quantity.value > 0
    is_net = quantity.value > 0 and is_net_loss(tokens, quantity.begin)
    after = (next_key(tokens, quantity.stop), next_key(tokens, quantity.stop + 1))
    is_named = is_named_fall(tokens, quantity.begin) or after == ("negative", "growth")
    if is_net or (is_change and is_named):
        return replace(quantity, value=quantity.value.copy_negate())
    return quantity


def _read_bracketed(tokens: Tokens, at: int, floor: int) -> Quantity | None:
    """A number below zero as accountants print it: "(1.2)%"."""
    inner, closing = tokens[at + 1], tokens[at + 2]
    if tokens[at].key != "(" or inner.kind != "number":
        return None
    if closing.key != ")" or not (inner.is_glued and closing.is_glued):
        return None
    numeral = read_numeral(tokens, at + 1, is_money=False, may_join=False)
    if numeral is None or numeral.stop != at + 2:
        return None
    numeral = replace(numeral, stop=at + 3, is_plain=False)
    quantity = _with_unit(tokens, numeral, "", at, at + 1)
    if quantity.unit not in {"percent", "percentage_points"}:
        return None
    hedged = _with_hedge(tokens, quantity, floor)
    return replace(hedged, value=quantity.value.copy_negate())


def _read_numeral(tokens: Tokens, at: int, digits: int, currency: str) -> Numeral | None:
    special = (read_multiple(tokens, at) or read_rank(tokens, at)) if digits == at else None
    if special is not None:
        return special
    may_join = at == 0 or tokens[at - 1].key not in _NO_COMPOUND
    is_money = bool(currency)
    numeral = read_numeral(tokens, digits, is_money=is_money, may_join=may_join)
    before = scale_after(tokens, digits)  # "US$ million 4,500"
    if numeral is not None or not is_money or before == 1:
        return numeral
    numeral = read_numeral(tokens, digits + 1, is_money=is_money, may_join=may_join)
    is_digits = numeral is not None and numeral.style == "digits" and numeral.scale == 1
    return numeral.scaled(before, numeral.stop) if numeral and is_digits else None


def _read_prefix(tokens: Tokens, at: int) -> tuple[bool, str, int]:
    """Sign and currency before a number, in either order: "−$5", "$−5", "US$ 5"."""
    is_negative, at_currency = _read_sign(tokens, at)
    currency, digits = currency_before(tokens, at_currency)
    if currency and at_currency == at:
        is_negative, digits = _read_sign(tokens, digits)
    return is_negative, currency, digits


def _read_sign(tokens: Tokens, at: int) -> tuple[bool, int]:
    token = tokens[at]
    if token.key in {"minus", "negative"} and tokens[at - 1].kind != "number":
        return True, at + 1
    if token.key not in {"-", "−", "–", "+"} or not tokens[at + 1].is_glued:
        return False, at
    if token.is_glued and tokens[at - 1].key not in _BEFORE_SIGN:
        return False, at
    return token.key != "+", at + 1


def _with_unit(tokens: Tokens, numeral: Numeral, currency: str, at: int, digits: int) -> Quantity:
    unit, factor, currency, stop = _unit_of(tokens, numeral, currency)
    late = scale_after(tokens, stop) if currency and numeral.scale == 1 else Decimal(1)
    if late != 1 and tokens[stop].is_near:  # "23.4 USD trillion"
        stop += 1
        numeral = replace(numeral.scaled(late, numeral.stop), is_plain=False)
    quantity = Quantity(
        numeral=numeral,
        value=numeral.value,
        quantum=numeral.quantum,
        unit=unit,
        currency=currency,
        at=at,
        digits=digits,
        begin=at,
        stop=stop,
        factor=factor,
    )
    return quantity.in_unit_of(quantity) if factor != 1 else quantity


def _unit_of(
    tokens: Tokens, numeral: Numeral, currency: str
) -> tuple[FigureUnit, Decimal, str, int]:
    """Unit, what it multiplies by, and currency of a numeral, and where they stop."""
    if numeral.style == "ratio":  # "one in five years" is no part of a year
        return "percent", _HUNDRED, "", numeral.stop
    if numeral.style == "rank":
        return "number", Decimal(1), "", numeral.stop
    unit, factor, currency, stop = _read_units(tokens, numeral.stop, currency)
    if stop == numeral.stop:
        # "60 or so countries", "5 years or so": a hedge may stand on either side of the unit.
        _, past = hedge_after(tokens, stop)
        unit, factor, currency, past_unit = _read_units(tokens, past, currency)
        stop = past_unit if past_unit > past else stop
    if numeral.style == "share" and unit == "number" and not currency:
        unit, factor = "percent", _HUNDRED
    return unit, factor, currency, stop


def _read_units(tokens: Tokens, at: int, currency: str) -> tuple[FigureUnit, Decimal, str, int]:
    """The unit or currency that begins at a token; ``currency`` is the one before the number."""
    # "0.6 of a percentage point"
    is_of = next_key(tokens, at) == "of" and next_key(tokens, at + 1) == "a"
    unit, factor, stop = read_unit(tokens, at + 2 if is_of else at)
    if unit != "number" and not currency:
        return unit, factor, "", stop
    after, stop = currency_after(tokens, at)
    currency = currency or after
    return ("usd" if currency == "USD" else "number"), Decimal(1), currency, stop


def _with_hedge(tokens: Tokens, quantity: Quantity, floor: int) -> Quantity:
    (hedge, is_strict), begin = hedge_before(tokens, quantity.begin, floor)
    if quantity.unit == "years" and is_span(tokens, begin, quantity.stop):
        return quantity
    if quantity.numeral.style == "rank" or _is_inside(tokens, quantity, begin):
        return quantity
    if hedge != "none":
        place = begin, quantity.begin
        return replace(quantity, hedge=hedge, is_strict=is_strict, hedge_at=place, begin=begin)
    plus = quantity.numeral.plus
    if plus:
        return replace(quantity, hedge="lower", hedge_at=(plus, plus + 1))
    places = [quantity.numeral.stop, quantity.stop]
    noun = tokens[quantity.stop]
    if noun.kind == "word" and noun.is_near and noun.key not in {"and", "or"}:
        places.append(quantity.stop + 1)  # "100 countries or more"
    for at in places:
        (hedge, _), stop = hedge_after(tokens, at)
        if hedge != "none":
            stop_all = max(stop, quantity.stop)
            return replace(quantity, hedge=hedge, hedge_at=(at, stop), stop=stop_all)
    return quantity


_CROSSING = frozenset({"passed", "passes", "passing", "crossed", "crosses", "crossing"})


def _is_inside(tokens: Tokens, quantity: Quantity, begin: int) -> bool:
    """Whether a word is no bound: "within 65 countries" says where, "passed 12 laws" what."""
    if begin == quantity.begin or not quantity.is_bare:
        return False
    if tokens[begin].key in _CROSSING:
        return quantity.value < _MANY or quantity.value != quantity.value.to_integral_value()
    if tokens[begin].key != "within":
        return False
    if quantity.value >= _MANY:  # "within 4 million people" is no place
        return False
    return noun_after(tokens, quantity.stop).lower() not in _SPANS
