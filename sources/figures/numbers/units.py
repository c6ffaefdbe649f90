"""Units and currencies, before and after a number."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sources.figures.numbers.currencies import CURRENCIES
from sources.figures.numbers.tokens import (
    FigureToken,
    PhraseBook,
    PhraseKeys,
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


_EURO_AREA = words("area zone countries members states economies group -")
_LARGE = words("million billion trillion bn mn tn")
_SIGNS: Mapping[str, str] = {
    # In the texts read here a yuan sign; the yen is written "JPY" or in words.
    sign: one.code
    for one in CURRENCIES.values()
    for sign in one.signs
    if len(sign) == 1
} | {"₨": "INR"}
_YUAN_OR_YEN: Mapping[str, str] = {"cn": "CNY", "jp": "JPY"}
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
    "r": "BRL",
    "mx": "MXN",
}
_WORDS_TOO = frozenset(words("AMD BOB CDF COP GEL LAK MAD PEN SDG"))
"""Codes that are words or other abbreviations in capitals as well ("COP 26")."""
_CODES: Mapping[str, str] = {
    **{code.lower(): code for code in CURRENCIES if code not in _WORDS_TOO},
    **{
        sign: one.code
        for one in CURRENCIES.values()
        for sign in one.signs
        if sign.isalpha() and len(sign) > 1
    },
    "rmb": "CNY",
    "rs": "INR",
}
_NAMES_TOO = frozenset({"rmb", "rs", "ksh", "kshs", "tsh", "ush", "frw"})
"""Codes that are also written small; of the others only capitals count ("try 5 ways")."""
_NAMES: Mapping[PhraseKeys, str] = {
    **{
        phrase: one.code
        for one in CURRENCIES.values()
        for name in one.names
        for phrase in phrases(name)
    },
    **{(code,): name for code, name in _CODES.items()},
}
_BOOK = phrase_book(_NAMES)
CURRENCY_WORDS = frozenset({*_DOLLARS, *_YUAN_OR_YEN, *_CODES})
"""The words that a currency before a number may begin with, as keys."""
CURRENCY_SIGNS = frozenset(_SIGNS)


def currency_before(tokens: Tokens, at: int) -> tuple[str, int]:
    """The currency that begins at a token and must precede a number, and where it stops."""
    token, sign = tokens[at], tokens[at + 1]
    if token.key in _SIGNS:
        # "Z$": a dollar of a country that is not known here is no US dollar.
        before = tokens[at - 1]
        is_foreign = token.key == "$" and token.is_glued and before.text.isupper()
        return ("", at) if is_foreign else (_SIGNS[token.key], at + 1)
    if token.kind != "word" or not token.text[0].isupper():
        return "", at
    dollars = _DOLLARS.get(token.key, "")
    if sign.key == "$" and dollars and (sign.is_glued or dollars == "USD"):
        return dollars, at + 2
    if sign.key == "¥" and sign.is_glued and token.key in _YUAN_OR_YEN:
        return _YUAN_OR_YEN[token.key], at + 2
    if _is_code(token):
        is_dotted = token.key in _NAMES_TOO and sign.key == "." and sign.is_glued
        return _CODES[token.key], at + 1 + (is_dotted or (sign.key in _SIGNS and sign.is_near))
    return "", at


def currency_after(tokens: Tokens, at: int) -> tuple[str, int]:
    """The currency that begins at a token after a number, and where it stops."""
    token, begin = tokens[at], after_hyphen(tokens, at)
    if not token.is_near:
        return "", at
    if token.key == "(":
        return _in_brackets(tokens, at)
    if token.key in _SIGNS:
        after = tokens[at + 1]
        is_next = after.is_glued and after.kind in {"number", "word"}  # "5 €20"
        return ("", at) if is_next or not _is_set_after(token) else (_SIGNS[token.key], at + 1)
    if begin > at and next_key(tokens, begin) == "dollar":  # "a 60-billion-dollar fund"
        return "USD", begin + 1
    if token.key == "won":  # a verb, too: "12 parties won", but "10 billion won"
        return ("KRW", at + 1) if tokens[at - 1].key in _LARGE else ("", at)
    currency, stop = read_phrase(tokens, begin, _BOOK)
    is_word = tokens[begin].key in _CODES and not _is_code(tokens[begin])
    is_next = tokens[stop].is_glued and tokens[stop].kind == "number"  # "$5bn-US$6bn"
    is_area = tokens[begin].key == "euro" and next_key(tokens, begin + 1) in _EURO_AREA
    if currency is None or is_area or is_word or is_next:
        return "", at
    return currency, stop


def _in_brackets(tokens: Tokens, at: int) -> tuple[str, int]:
    """The currency that stands in brackets after a number: "2.4 billion (US$)"."""
    currency, stop = currency_before(tokens, at + 1)
    if not currency:
        currency, stop = currency_after(tokens, at + 1) if tokens[at + 1].key != "(" else ("", at)
    return (currency, stop + 1) if currency and tokens[stop].key == ")" else ("", at)


def _is_code(token: FigureToken) -> bool:
    return token.key in _CODES and (token.text.isupper() or token.key in _NAMES_TOO)


def _is_set_after(token: FigureToken) -> bool:
    return token.is_glued or token.key == "€"
