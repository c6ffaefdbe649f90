"""Numbers that state no quantity: years, dates, labels, references, ordinals, names, counters.

Each rule is a small question about the tokens around a number; only numbers without unit, currency
and scale word are asked most of them. Where a number can be read both ways it is left out, save
that a plural noun beside it makes it a count.
"""

from __future__ import annotations

from sources.grammar.digits import read_digits
from sources.grammar.nouns import PEOPLE, is_plural
from sources.grammar.quantities import Quantity
from sources.grammar.tokens import NEW_LINE, Tokens, next_key, words

YEARS = range(1700, 2101)
_MEASURES = words("km kg ha kw mw gw tw kwh mwh gwh twh mt gt teu dwt mm cm ml t °")
_GROUPS = frozenset({5, 7, 8, 10, 20, 24, 77})
_POSTCODE = 10_000
_LABELS = words(
    "section sections chapter chapters table tables figure figures fig figs article articles art "
    "no nos page pages p pp vol volume version resolution appendix annex paragraph para eq "
    "equation equations footnote phase covid highway flight decree clause sec ch top aged ages #"
)
_CAPITAL_LABELS = words(
    "Part Step Goal Issue Group Level Class Type Route Model Item Note Line Day Form Order Act "
    "Number Agenda Vision Target Category Stage Tier Grade Rule Law Document"
)
_MONTHS = words(
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
)
_DETERMINERS = words(
    "the these those this that following last next other its their our his her both first past same"
)
_BEFORE_YEAR = _DETERMINERS | words(
    "a an in since by from to until till during before after between of year years late early "
    "mid and or through for end ended ending fiscal fy constant current real at prices"
)
_YEAR_HEDGES = frozenset(
    {"about", "around", "circa", "ca", "over", "up to", "beyond", "approx", "~", "above", "under"}
)
_AMOUNTED = words(
    "reach reached reaching total totalled totaled totalling numbered numbering number breakthrough"
)
_JOINTS = frozenset({"-", "–", ",", "and", "to", "or", "&"})
_SERIES = 8
_PLANS = frozenset({"plan", "plans"})
_AFTER_HOUR = frozenset({"am", "pm", "o'clock"})


def is_no_quantity(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a number in a text states no quantity."""
    if _is_joined(tokens, quantity) or _is_named_plan(tokens, quantity):
        return True
    if quantity.numeral.is_plain and _is_price_year(tokens, quantity):
        return True
    if not quantity.is_number_only:
        return False
    if quantity.numeral.style == "words":
        return _is_group(tokens, quantity)
    if tokens[quantity.numeral.stop].key in _AFTER_HOUR:
        return True
    if _is_noted_year(tokens, quantity) or _is_version(tokens, quantity):
        return True
    return quantity.numeral.is_plain and (
        _is_date(tokens, quantity)
        or _is_year(tokens, quantity)
        or _is_label(tokens, quantity)
        or _is_counter(tokens, quantity)
    )


def _is_joined(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is a piece of something: "G20", "18th", "16+1", "3:1", "COVID-19", "growth.12"."""
    before, token = tokens[quantity.at - 1], tokens[quantity.at]
    if token.is_glued and quantity.begin == quantity.at:
        if before.kind in {"word", "void"} and token.kind == "number":
            return True
        if before.key in {"/", ":", "+", "^", "#", "×", "@", "№"}:
            return True
        if before.is_glued and token.kind == "number" and _is_tail(tokens, quantity.at):
            return True
    return _is_joined_after(tokens, quantity)


def _is_tail(tokens: Tokens, at: int) -> bool:
    """Whether a sign ties a number to what stands before it: "COVID-19", "0871-65022", "end.3"."""
    sign, before = tokens[at - 1], tokens[at - 2]
    if sign.key == "-" and before.kind == "number":
        return read_digits(before.text) is None
    return sign.key == "." or (sign.key == "-" and before.kind in {"word", "void"})


def _is_joined_after(tokens: Tokens, quantity: Quantity) -> bool:
    stop = quantity.numeral.stop
    after, next_one = tokens[stop], tokens[stop + 1]
    if not after.is_glued or quantity.stop > stop:
        return False
    if after.kind in {"word", "void"} and tokens[stop - 1].kind == "number":
        return after.key not in _MEASURES
    if after.key in {"/", ":", "+", "×", "^"} and next_one.is_glued and next_one.kind == "number":
        return True
    is_suffix = next_one.key in {"th", "st", "nd", "rd"} or len(next_one.key) == 1  # "18-th", "3-D"
    return after.key == "-" and next_one.is_glued and next_one.kind == "word" and is_suffix


def _is_named_plan(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is the length in the name of a plan ("13th Five-Year Plan")."""
    return tokens[quantity.stop - 1].key == "year" and next_key(tokens, quantity.stop) in _PLANS


def _is_price_year(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is the year of prices ("constant 2010 US dollars")."""
    is_money_after = bool(quantity.currency) and quantity.stop > quantity.numeral.stop
    if not is_money_after or int(quantity.numeral.value) not in YEARS:
        return False
    return quantity.digits > 0 and tokens[quantity.digits - 1].key in _BEFORE_YEAR


def _is_group(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is the name of a group ("the group of twenty")."""
    at = quantity.digits
    is_of = at > 1 and tokens[at - 2].key == "group" and tokens[at - 1].key == "of"
    return is_of and quantity.numeral.value in _GROUPS


def is_small_word(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether number words that stand alone count nothing: "one of them", "the two sides".

    Asked after joining, since "two to three million" needs its "two".
    """
    at, value = quantity.digits, quantity.numeral.value
    if quantity.numeral.style != "words" or not quantity.is_number_only:
        return False
    if quantity.hedge != "none" or value >= 20:
        return False
    before = tokens[at - 1].key if at > 0 and tokens[at].is_near else ""
    is_chance = before == "in" and at > 1 and tokens[at - 2].key == "one"  # "one in three"
    return value <= 1 or before in _DETERMINERS or is_chance or not quantity.noun


def _is_date(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is the day of a date ("14 May 2017", "September 7")."""
    if not 0 < quantity.value <= 31:
        return False
    first, last = _series(tokens, quantity.digits, most_digits=2)
    if tokens[first].is_near and tokens[first - 1].text in _MONTHS:
        return not _counts(quantity)
    return tokens[last + 1].text in _MONTHS and tokens[last + 1].is_near


def _series(tokens: Tokens, at: int, *, most_digits: int) -> tuple[int, int]:
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


def _is_noted_year(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is a year with a footnote mark after the full stop ("in 2009.4 It then")."""
    text = tokens[quantity.digits].text
    is_noted = len(text) in {6, 7} and text[4] == "." and int(quantity.value) in YEARS
    return is_noted and quantity.begin > 0 and tokens[quantity.begin - 1].key in _BEFORE_YEAR


def _is_version(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is the number of a version ("Industry 4.0")."""
    before = tokens[quantity.begin - 1] if quantity.begin > 0 else tokens[-1]
    is_named = before.text.istitle() and tokens[quantity.begin].is_near
    return is_named and tokens[quantity.digits].text.endswith(".0")


def _counts(quantity: Quantity) -> bool:
    noun = quantity.noun
    return noun in PEOPLE or noun.lower() in _MEASURES or (noun.islower() and is_plural(noun))


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
        return words in _YEAR_HEDGES and not _counts(quantity)
    dash, other = tokens[at + 1], tokens[at + 2]
    if dash.key in {"-", "–"} and other.kind == "number" and other.is_glued:
        return False  # both ends years would have been one token: "1900-2500 km"
    if quantity.noun in PEOPLE or quantity.noun.lower() in _MEASURES:
        return before in {"in", "since", "by", "until"}
    is_after_verb = tokens[begin - 1].text.islower() and before not in _BEFORE_YEAR
    return not (is_after_verb and before and _counts(quantity))


def _is_label(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it numbers something ("Table 2", "Goal 13", "No. 5", "COP 21")."""
    at, _ = _series(tokens, quantity.digits, most_digits=3)
    before = tokens[at - 1]
    if at == 0 or not tokens[at].is_near:
        return False
    is_many = before.key.endswith("s") or before.key == "pp" or tokens[at + 1].key in {"-", "–"}
    if at < quantity.digits and (quantity.noun or not is_many):  # "in Table 2, 65 countries"
        return False
    is_named = before.kind == "word" and before.text.isupper() and len(before.text) > 1
    return (
        before.key in _LABELS
        or before.text in _CAPITAL_LABELS
        or (is_named and not quantity.noun and quantity.value < 1000)
    )


def _is_counter(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it counts off items or ends an address: "(1)", "2.", "3)", ", 650221"."""
    at, stop = quantity.digits, quantity.numeral.stop
    token, before, after = tokens[at], tokens[at - 1], tokens[stop]
    if quantity.value >= _POSTCODE and before.key == ",":
        return after.kind == "end" or after.gap.startswith(NEW_LINE)
    if quantity.value >= 100 or not after.is_glued:
        return False
    if before.key == "(" and token.is_glued:
        return after.key == ")"
    is_line_start = at == 0 or token.gap.startswith(NEW_LINE)
    if not is_line_start or after.key not in {".", ")"} or tokens[stop + 1].kind == "end":
        return False
    return at == 0 or not token.is_near or before.key in {".", ";", ":"}
