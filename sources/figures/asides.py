"""Every number of a text that is no figure, with the rule that says why.

`sources.figures.not_figures` judges numbers that were read as quantities; here are also those that
were never read as one (addresses, ordinals, "thousands of"). What no rule covers is ``compound``,
so that it stays unaccounted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from sources.figures.dates import Trap
from sources.figures.leftovers import leftover_after
from sources.figures.not_figures import is_label, small_word, trap
from sources.figures.numbers.measures import is_rate_base
from sources.figures.numbers.multiples import MULTIPLE_WORDS, fold_of
from sources.figures.numbers.number_words import CARDINALS, ORDINAL_WORDS, PART_WORDS, SCALE_WORDS
from sources.figures.numbers.tokens import MOST_DIGITS, NEW_LINE, Tokens, next_key, words
from sources.figures.quantities import Quantity

_BEFORE_PERIOD = ORDINAL_WORDS | words("last past next this each every per other latter former")
_BEFORE_VAGUE = words("several few many some couple various countless multi of by")
_DATE = re.compile(r"(?:\d{4}\D\d{1,2}\D\d{1,2}|\d{1,2}\D\d{1,2}\D(?:\d{4}|\d\d))")
_HOUR = re.compile(r"\d{1,2}:\d\d:\d\d")
_YEARS = re.compile(r"\d{4}\D(?:\d{4}|\d\d)")
_POWER = re.compile(r"10\D+")
_SIGNS = frozenset("+-–/:×^#№")
_SPREADING = frozenset({"name", "ordinal", "hour", "compound", "year", "code"})
"""Rules whose entry is the whole of what the digits are tied into: "G20", "16+1", "19th"."""
_FAR = 8


@dataclass(frozen=True, slots=True)
class Aside:
    """A number that is no figure: where it stands, and the rule."""

    start: int
    end: int
    rule: Trap


def is_number_word(key: str) -> bool:
    """Whether a word, in small letters, is one of those that may state a number."""
    return key in _NUMBER_WORDS or fold_of(key) > 0


_NUMBER_WORDS = ORDINAL_WORDS | SCALE_WORDS | PART_WORDS | MULTIPLE_WORDS | set(CARDINALS)


def read_asides(
    text: str, tokens: Tokens, quantities: Iterable[Quantity], figured: Collection[int]
) -> Iterator[Aside]:
    """The numbers that are no figures, in order, none overlapping another.

    Args:
        text: The text.
        tokens: Its tokens.
        quantities: Every quantity of it, those that state nothing among them.
        figured: The places of the tokens that are part of a figure.
    """
    found: dict[int, tuple[int, Trap]] = {}
    for quantity in quantities:
        places = range(quantity.digits, quantity.numeral.stop)
        if not any(place in figured for place in places):
            rule = trap(tokens, quantity) or small_word(tokens, quantity) or "compound"
            stop = quantity.numeral.stop
            if rule == "compound":
                left = range(stop, max(stop, leftover_after(tokens, quantity)))
                stop = next((place for place in left if place in figured), left.stop)
            found[quantity.digits] = stop, rule
    read = {place for at, (stop, _) in found.items() for place in range(at, stop)}
    for at in range(len(tokens)):
        unread = "" if at in read or at in figured else _rule_of(tokens, at)
        if unread:
            found[at] = at + 1, unread
    asides = [_spread(tokens, at, stop, rule, figured) for at, (stop, rule) in found.items()]
    asides += _skipped(text, tokens, figured)
    return _merged(sorted(asides, key=lambda aside: aside.start))


def _skipped(text: str, tokens: Tokens, figured: Collection[int]) -> Iterator[Aside]:
    """Footnote marks, which stand between tokens; one inside a figure is a part of it."""
    end = 0
    for at, token in enumerate(tokens):
        if token.start > end and not (at in figured and at - 1 in figured):
            between = text[end : token.start]
            if any(sign.isdigit() for sign in between):
                start = end + len(between) - len(between.lstrip())
                yield Aside(start, start + len(between.strip()), "reference")
        end = token.end


def _rule_of(tokens: Tokens, at: int) -> Trap:
    """The rule of a token that no quantity took; empty where it is no number."""
    token = tokens[at]
    if token.kind == "void":
        return _void_rule(token.text)
    if token.kind == "number":
        return _number_rule(tokens, at)
    if token.kind == "fraction":
        return "compound"
    # "one's": a possessive holds its number word still.
    key = token.key.split("'")[0]
    return _word_rule(tokens, at, key) if token.kind == "word" and is_number_word(key) else ""


def _void_rule(text: str) -> Trap:
    if re.search(r"@|://|www\.|:\S*\d", text, re.IGNORECASE) and not _HOUR.fullmatch(text):
        return "address"
    if _DATE.fullmatch(text):
        return "date"
    if _HOUR.fullmatch(text):
        return "hour"
    if _YEARS.fullmatch(text):
        return "year"
    return "compound" if _POWER.fullmatch(text) else "code"


def _number_rule(tokens: Tokens, at: int) -> Trap:
    """The rule of digits that print no number: "007", "1.2.3"."""
    token = tokens[at]
    if is_label(tokens[at - 1]):
        return "label"
    if token.text.startswith("0") or len(token.text) > MOST_DIGITS:
        return "code"
    is_line_start = at == 0 or token.gap.startswith(NEW_LINE) or tokens[at - 1].key == "#"
    return "enumerator" if is_line_start else "compound"


def _word_rule(tokens: Tokens, at: int, key: str) -> Trap:
    before = tokens[at - 1].key if at > 0 and tokens[at].is_near else ""
    is_hyphened = tokens[at + 1].key == "-" and tokens[at + 1].is_glued
    if key in SCALE_WORDS and is_rate_base(tokens, at):
        return "rate-base"
    if key in SCALE_WORDS:
        return "vague" if key.endswith("s") or before in _BEFORE_VAGUE else "compound"
    if key in {"half", "halves", "quarter", "quarters"}:
        is_period = before in _BEFORE_PERIOD or before in CARDINALS
        return "period" if is_period else "adjective" if is_hyphened else "compound"
    if key in ORDINAL_WORDS:
        return "period" if before == "per" else "ordinal"
    if key in CARDINALS:  # "twenty" of "twenty-first"
        return "ordinal" if is_hyphened and tokens[at + 2].key in ORDINAL_WORDS else "compound"
    is_kind = key in MULTIPLE_WORDS and (is_hyphened or next_key(tokens, at + 1).isalpha())
    return "adjective" if is_kind else "compound"


def _spread(tokens: Tokens, at: int, stop: int, rule: Trap, figured: Collection[int]) -> Aside:
    """An aside with what its digits are tied to, so that "16+1" and "19th" are one each."""

    def is_tied(place: int) -> bool:
        token = tokens[place]
        is_part = token.kind in {"word", "number"} or token.key in _SIGNS
        return is_part and place not in figured

    if rule in _SPREADING:
        first, last = max(0, at - _FAR), stop + _FAR
        while at > first and tokens[at].is_glued and is_tied(at - 1):
            at -= 1
        while stop < last and tokens[stop].is_glued and is_tied(stop):
            stop += 1
        stop -= tokens[stop - 1].key in _SIGNS
    return Aside(tokens[at].start, tokens[stop - 1].end, rule)


def _merged(asides: Iterable[Aside]) -> Iterator[Aside]:
    last: Aside | None = None
    for aside in asides:
        if last is not None and aside.start < last.end:
            rule = last.rule if last.rule != "compound" else aside.rule
            last = replace(last, end=max(last.end, aside.end), rule=rule)
            continue
        if last is not None:
            yield last
        last = aside
    if last is not None:
        yield last
