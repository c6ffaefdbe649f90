"""Units and currencies, before and after a number."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sources.grammar.tokens import (
    Phrase,
    PhraseBook,
    Tokens,
    after_hyphen,
    next_key,
    phrase_book,
    phrases,
    read_phrase,
    words,
)
from sources.model import FigureUnit

_ONE = Decimal(1)
_UNITS: PhraseBook[tuple[FigureUnit, Decimal]] = phrase_book(
    {
        **dict.fromkeys(phrases("%,percent,per cent,pct,percentage"), ("percent", _ONE)),
        **dict.fromkeys(
            phrases(
                "percentage points,percentage point,percent points,percent point,"
                "per cent points,per cent point,% points,% point,pp,pps,ppt,ppts"
            ),
            ("percentage_points", _ONE),
        ),
        **dict.fromkeys(
            phrases("basis points,basis point,bps,bp"), ("percentage_points", Decimal("0.01"))
        ),
        **dict.fromkeys(phrases("years,year"), ("years", _ONE)),
    }
)


def read_unit(tokens: Tokens, at: int) -> tuple[FigureUnit, Decimal, int]:
    """The unit that begins at a token, what it multiplies by, and where it stops."""
    begin = after_hyphen(tokens, at)
    if not tokens[at].is_near:
        return "number", _ONE, at
    found, stop = read_phrase(tokens, begin, _UNITS)
    is_name = tokens[stop - 1].key == "year" and stop != after_hyphen(tokens, stop)
    if found is None or is_name:  # "5 year-on-year"
        return "number", _ONE, at
    return *found, stop


_SIGNS: Mapping[str, str] = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    # In the texts read here a yuan sign; the yen is written "JPY" or in words.
    "¥": "CNY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
}
_DOLLARS: Mapping[str, str] = {
    "us": "USD",
    "a": "AUD",
    "au": "AUD",
    "c": "CAD",
    "ca": "CAD",
    "hk": "HKD",
    "s": "SGD",
    "nz": "NZD",
    "nt": "TWD",
}
_CODES: Mapping[str, str] = {
    **{
        code.lower(): code
        for code in words("USD EUR GBP CNY JPY INR RUB KRW CHF HKD AUD CAD SGD NZD TWD")
    },
    "rmb": "CNY",
}
_NAMES: Mapping[Phrase, str] = {
    **dict.fromkeys(
        phrases("us dollars,us dollar,american dollars,united states dollars,dollars,us $"), "USD"
    ),
    **dict.fromkeys(phrases("euros,euro"), "EUR"),
    **dict.fromkeys(phrases("pounds sterling,pounds,british pounds"), "GBP"),
    **dict.fromkeys(phrases("yuan,chinese yuan,renminbi,yuan renminbi,yuan rmb"), "CNY"),
    **dict.fromkeys(phrases("yen,japanese yen"), "JPY"),
    **dict.fromkeys(phrases("rupees,indian rupees"), "INR"),
    **dict.fromkeys(phrases("rubles,roubles,russian rubles"), "RUB"),
    **dict.fromkeys(phrases("swiss francs"), "CHF"),
    **dict.fromkeys(phrases("hong kong dollars"), "HKD"),
    **dict.fromkeys(phrases("australian dollars"), "AUD"),
    **dict.fromkeys(phrases("canadian dollars"), "CAD"),
    **dict.fromkeys(phrases("singapore dollars"), "SGD"),
    **{(code,): name for code, name in _CODES.items()},
}
_BOOK = phrase_book(_NAMES)


def currency_before(tokens: Tokens, at: int) -> tuple[str, int]:
    """The currency that begins at a token and must precede a number, and where it stops."""
    token, sign = tokens[at], tokens[at + 1]
    if token.key in _SIGNS:
        return _SIGNS[token.key], at + 1
    if token.kind != "word" or not token.text[0].isupper():
        return "", at
    dollars = _DOLLARS.get(token.key, "")
    if sign.key == "$" and dollars and (sign.is_glued or dollars == "USD"):
        return dollars, at + 2
    if token.key in _CODES:
        return _CODES[token.key], at + 1 + (sign.key in _SIGNS and sign.is_near)
    return "", at


def currency_after(tokens: Tokens, at: int) -> tuple[str, int]:
    """The currency that begins at a token after a number, and where it stops."""
    token, begin = tokens[at], after_hyphen(tokens, at)
    if not token.is_near:
        return "", at
    if token.key in _SIGNS:
        is_after = (token.is_glued or token.key == "€") and not tokens[at + 1].is_glued
        return (_SIGNS[token.key], at + 1) if is_after else ("", at)
    if begin > at and next_key(tokens, begin) == "dollar":  # "a 60-billion-dollar fund"
        return "USD", begin + 1
    currency, stop = read_phrase(tokens, begin, _BOOK)
    if currency is None or token.key == "euro":  # "19 euro area countries"
        return "", at
    return currency, stop
