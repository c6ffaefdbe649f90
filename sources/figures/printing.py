"""Printing figures so that reading them gives the same again.

Digits are grouped by commas, so that no count looks like a year. A scale word is used from a
million up, and below it only where trailing zeros are significant ("0.060 thousand" is 60 known to
the unit, which "60" does not say). Fractions, whose quantum is no power of ten, are in words.

Printing another value the way a figure is printed: what a correction puts in its place.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal

from sources.figures.dates import YEARS
from sources.figures.numbers.context import is_hedge_before
from sources.figures.numbers.currencies import shared_by
from sources.figures.numbers.multiples import is_change
from sources.figures.numbers.number_words import PART_NAMES, SCALES, fraction
from sources.figures.numbers.numerals import scale_of_word
from sources.figures.numbers.tokens import EXACT, Tokens, last_digit, plain, tokenize
from sources.figures.numbers.units import currency_after, currency_before
from sources.model import Figure, Hedge

ONE = Decimal(1)
DECIMAL_SCALES = {
    SCALES[word]: word for word in ("thousand", "million", "billion", "trillion", "quadrillion")
}
_MILLION = SCALES["million"]
_MOST_DECIMALS = 3
_HEDGES: dict[tuple[Hedge, bool], str] = {
    ("none", False): "",
    ("about", False): "about",
    ("nearly", False): "nearly",
    ("just_over", False): "just over",
    ("lower", True): "more than",
    ("lower", False): "at least",
    ("upper", True): "less than",
    ("upper", False): "at most",
}

_TOPS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_FRACTION_SCALES = {ONE: "", SCALES["dozen"]: "dozen", **DECIMAL_SCALES}
_SHARES = {plain(100 * fraction(1, below)[1]): below for below in range(2, 11)}
_PARTS = {
    plain(EXACT.multiply(fraction(1, below)[1], scale)): (below, scale)
    for below in range(2, 11)
    for scale in _FRACTION_SCALES
}


def format_figure(figure: Figure) -> str:
    """An English form that `sources.figures.parse.parse_figure` reads back.

    Value, unit, quantum, hedge, currency, the first of a pair and the top of a range come back as
    they were; the words need not. A quantum that no printed digits can have (5, say, a register's
    own) is left to the digits of the value.
    """
    if figure.first is not None:
        scale = max(_scale(figure.first), _scale(figure))
        return f"from {_single(figure.first, scale)} to {_single(figure, scale)}"
    if figure.top is not None:
        return _range(figure, figure.top)
    return _single(figure, ONE)


def ordinal(number: int) -> str:
    """A place in an order, in digits: "1st", "12th", "23rd"."""
    is_teen = number % 100 in {11, 12, 13}
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if is_teen else ends.get(number % 10, 'th')}"


def _single(figure: Figure, scale: Decimal) -> str:
    if figure.is_rank:
        return f"{ordinal(int(figure.value))} largest {figure.noun}".strip()
    words = _in_words(figure)
    if words is None:
        quantum = _printed_quantum(figure)
        number = in_digits(figure.value, quantum, max(scale, _scale(figure)))
        words = _with_unit(figure, number, sign="−")
    return _hedged(figure, words)


def _hedged(figure: Figure, words: str) -> str:
    is_strict = figure.is_strict and figure.hedge in {"lower", "upper"}
    is_own = is_hedge_before(figure.hedge_text, figure.hedge, is_strict)
    if figure.unit == "years" and figure.hedge_text == "over":  # "over 5 years" may mean during
        is_own = False
    hedge = figure.hedge_text if is_own else _HEDGES[figure.hedge, is_strict]
    return f"{hedge} {words}".strip()


def _range(figure: Figure, top: Decimal) -> str:
    ends = [_end(figure, value) for value in (figure.value, top)]
    if all(end.quantum != figure.quantum for end in ends):  # one end must show the quantum
        ends[0] = replace(ends[0], quantum=figure.quantum)
    ends[0] = replace(ends[0], noun="")
    scale = max(_scale(end) for end in ends)
    return _hedged(figure, " to ".join(_single(end, scale) for end in ends))


def _end(figure: Figure, value: Decimal) -> Figure:
    """An end of a range, with the range's quantum or the coarser one that it is printed with."""
    end = replace(figure, value=value, top=None, hedge="none", hedge_text="")
    if _in_words(end) is not None or (is_power(end.quantum) and end.quantum < 1):
        return end
    if not value:
        return end
    coarser = [step for step in {**_SHARES, **_PARTS} if step > end.quantum]
    for candidate in (replace(end, quantum=step) for step in coarser):
        if value % end.quantum and _in_words(candidate) is not None:
            return candidate
    return replace(end, quantum=max(last_digit(value), end.quantum))


def _scale(figure: Figure) -> Decimal:
    """The scale word that a figure is best printed with; 1 for none."""
    if _in_words(figure) is not None:
        return ONE
    value, quantum = abs(figure.value), _printed_quantum(figure)
    if (quantum >= 1 and last_digit(value) > quantum) or (value == 0 and quantum > 1):
        return min((scale for scale in DECIMAL_SCALES if scale > quantum), default=ONE)
    longest = quantum.scaleb(_MOST_DECIMALS)
    fitting = [scale for scale in DECIMAL_SCALES if _MILLION <= scale <= min(value, longest)]
    return max(fitting, default=ONE)


def _printed_quantum(figure: Figure) -> Decimal:
    """The quantum that digits can show: the figure's, or that of its value's last digit."""
    own = last_digit(figure.value)
    is_shown = is_power(figure.quantum) and (figure.value == 0 or own >= figure.quantum)
    return figure.quantum if is_shown else own


def is_power(quantum: Decimal) -> bool:
    """Whether a quantum is the unit of a digit: 0.1, 1, 100."""
    return quantum > 0 and quantum.normalize(EXACT).as_tuple().digits == (1,)


def in_digits(value: Decimal, quantum: Decimal, scale: Decimal) -> str:
    """The digits of a number without its sign, to the quantum, with a scale word."""
    unit = EXACT.divide(quantum, scale).normalize(EXACT)
    places = max(0, -int(unit.as_tuple().exponent))
    digits = f"{EXACT.divide(abs(value), scale):,.{places}f}"
    return f"{digits} {DECIMAL_SCALES.get(scale, '')}".strip()


def _with_unit(figure: Figure, number: str, *, sign: str) -> str:
    sign = sign if figure.value < 0 else ""
    if figure.unit == "percent":
        return f"{sign}{number}%"
    if figure.unit == "usd":
        return f"{sign}${number}"
    if figure.currency:
        return f"{sign}{figure.currency} {number}"
    if figure.unit == "number":
        return f"{sign}{number} {figure.noun}".strip()
    name = "percentage point" if figure.unit == "percentage_points" else "year"
    return f"{sign}{number} {name}{'' if number == '1' else 's'}"


def _in_words(figure: Figure) -> str | None:
    """The fraction that has just this value and quantum, in words; None where there is none."""
    value = abs(figure.value)
    sign = "minus " if figure.value < 0 else ""
    if figure.unit == "percent" and figure.quantum in _SHARES:
        words = _part(value / 100, _SHARES[figure.quantum])
        return words and sign + words
    if figure.quantum not in _PARTS:
        return None
    below, scale = _PARTS[figure.quantum]
    whole = int(value / scale)
    words = _part(value / scale - whole, below)
    if words is None:
        return None
    if not whole:
        return _part_of(figure, words, _FRACTION_SCALES[scale], sign)
    mixed = f"{whole} and {words} {_FRACTION_SCALES[scale]}".strip()
    return _with_unit(figure, mixed, sign="−")


def _part(value: Decimal, below: int) -> str | None:
    for top in range(1, below):
        if fraction(top, below)[0] == value:
            return f"{_TOPS[top]}-{PART_NAMES[below - 2]}{'s' if top > 1 else ''}"
    return None


def _part_of(figure: Figure, words: str, scale: str, sign: str) -> str | None:
    """A fraction of a scale word or of a unit: "one-half of a million", "of a percentage point"."""
    units = {
        "percent": "per cent",
        "percentage_points": "percentage point",
        "years": "year",
        "usd": "US dollars",
        "number": figure.currency or figure.noun,
    }
    unit = units[figure.unit]
    if scale and figure.unit in {"usd", "number"}:
        return f"{sign}{words} of a {scale} {unit}".strip()
    return None if scale or figure.unit in {"usd", "number"} else f"{sign}{words} of a {unit}"


_HALF_UP = Context(prec=80, rounding=ROUND_HALF_UP)
_UNGROUPED = re.compile(r"(?<![\d.,])\d{5,}(?![\d,])")
"""Digits that are printed without signs between them, as data files have them."""
_FOUR_DIGITS = re.compile(r"(?<![\d,.])\d{4}(?![\d,.])")
_MOST_DECIMALS_LIKE = 4
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
    scale = _scale_like(_scale_of(tokens), rounded, quantum)
    number = in_digits(rounded, quantum, scale)
    if _FOUR_DIGITS.search(figure.text) and abs(rounded) < 10_000 and rounded not in YEARS:
        number = number.replace(",", "")
    if _UNGROUPED.search(figure.text) and rounded not in YEARS:
        number = number.replace(",", "")
    change = _changing(figure)
    if change:
        return f"{'decreas' if rounded < 0 else 'increas'}{change} by {number}%"
    # "a recession of 1.2%": what is below zero by its name has no sign.
    is_named = figure.value < 0 and not _SIGNED.search(figure.text)
    sign = "−" if (rounded > 0 if is_named else rounded < 0) else ""
    return sign + _with_own_unit(figure, tokens, number)


def _scale_like(own: Decimal, value: Decimal, quantum: Decimal) -> Decimal:
    """The scale that another value is printed with: the figure's own, where it suits.

    "257,341,005" rather than "257.341005 million", "2.84 million" rather than "0.00284 billion".
    """
    size = abs(value)
    fits = [one for one in DECIMAL_SCALES if quantum.scaleb(_MOST_DECIMALS_LIKE) >= one]
    if own == ONE or not size:
        return own
    if own <= 10 * size and size < 1000 * own:
        return own if own in fits else ONE
    return max((one for one in fits if _MILLION <= one <= size), default=ONE)


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


def _scale_of(tokens: Tokens) -> Decimal:
    """The largest scale that a figure's words name and digits go with; 1 where there is none."""
    named = (scale_of_word(tokens, at) for at in range(1, len(tokens)))
    return max((scale for scale in named if scale in DECIMAL_SCALES), default=ONE)


def _with_own_unit(figure: Figure, tokens: Tokens, number: str) -> str:
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
    shared = shared_by(figure.text)
    # A register may tell whose "$" or "Rs" it is: the sign is printed as it stands.
    meant = {figure.currency, *(shared if figure.currency in shared else ())}
    for at, token in enumerate(tokens):
        if token.kind == "end":
            break
        currency, stop = currency_before(tokens, at)
        if currency in meant:
            printed = figure.text[token.start : tokens[stop - 1].end].replace("\\", "")
            return f"{printed}{tokens[stop].gap[:1]}{number}"
        currency, stop = currency_after(tokens, at)
        if currency in meant and at:
            return f"{number} {figure.text[token.start : tokens[stop - 1].end].lstrip('-')}"
    return f"{figure.currency} {number}"
