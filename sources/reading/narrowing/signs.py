"""Which figures are below zero, or a fall, though they are printed without a minus.

Printed is "by a third", "a deficit of 3%" and "Portugal's by 1.7%": the words of the sentence say
which way. Where they leave it open, the figure is not sure, or has no reading.
"""

from __future__ import annotations

import re

from sources.figures.falls import DEFICITS, FALLEN, MOVES, start_of_fall
from sources.figures.numbers.movement_words import (
    FALLING,
    FALLS,
    FALLS_OF_OUTPUT,
    LOWERING,
    OTHER_THINGS,
    QUICKENING,
    RISES,
    RISING,
    SLOWING,
    any_of,
    forms,
)
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series
from sources.reading.sentences.context import View
from sources.reading.sentences.model import Reading
from sources.reading.sentences.relations import Relation

_FALL_WORDS = (forms(FALLING, LOWERING) - OTHER_THINGS) | FALLS | FALLS_OF_OUTPUT
FALL = re.compile(rf"\b(?:{any_of(_FALL_WORDS)}s?|deflation|negative|minus)\b", re.IGNORECASE)
"""Words of a fall, or of a number below zero."""
_RISE_WORDS = forms(RISING, QUICKENING, SLOWING) | RISES
RISE = re.compile(rf"\b(?:{any_of(_RISE_WORDS)}s?|recover\w*|up|to)\b", re.IGNORECASE)
"""Words of a rise, or of a level that something came to."""
BALANCES = frozenset({"current_account", "trade_balance", "fiscal_balance", "net_migration"})
"""Topics of what comes in less what goes out."""
_SURPLUS = re.compile(r"\b(?:surplus(?:es)?|in the black|net immigration)\b", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_AFTER = 30
_FROM = re.compile(r"\b(?:down|up)\s+(?:\w+\s+)?from\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
"""Before the mean growth from which another came ("down from 2.1% in the decade before")."""


def is_fallen(view: View, one: Printed, relation: Relation, reading: Reading, own: Series) -> bool:
    """Whether the words tell a figure as a fall, or a balance as a deficit.

    Args:
        view: The sentence.
        one: The figure.
        relation: What it says by itself.
        reading: What it was read as.
        own: Its series.
    """
    if one.figure.first is not None or one.figure.value < 0:
        return False
    if reading.measure == "value" and is_balance(own):
        return _deficit(view, one) is True
    if reading.measure == "mean_growth" and _FROM.search(view.before(one.start, 40)):
        return relation.is_fall
    if reading.measure in MOVES:
        return relation.is_fall or one.figure.direction == FALLEN
    return reading.measure == "value" and own.unit == "growth" and relation.is_fall


def is_balance(series: Series) -> bool:
    """Whether a series is what comes in less what goes out, of which a deficit is below zero."""
    return series.topic in {*BALANCES, "deficit_word"} and series.unit != "growth"


def _deficit(view: View, one: Printed) -> bool | None:
    """Whether the words at a figure call a balance a deficit; None where they do not say."""
    own = view.clauses.at(one.start)
    before = view.text[own.start : max(own.start, one.start)]
    deficits = [match.end() for match in DEFICITS.finditer(before)]
    surpluses = [match.end() for match in _SURPLUS.finditer(before)]
    if deficits or surpluses:
        return max(deficits, default=-1) > max(surpluses, default=-1)
    following = next((other.start for other in view.figures if other.start >= one.end), view.end)
    after = re.split(r"[,;:.]", view.text[one.end : min(following, one.end + _AFTER)])[0]
    if DEFICITS.search(after) or _SURPLUS.search(after):
        return DEFICITS.search(after) is not None
    return None


def is_elliptical_fall(view: View, one: Printed, reading: Reading, series: Series) -> bool:
    """Whether a rate shares its verb with one that fell ("…, and that of Portugal by 1.7%").

    The figure's own words then state the contrary of what is meant, and no quote can mend that.
    """
    before = view.text[view.start : one.start]
    if series.unit != "growth" or reading.measure not in {"value", "mean_growth"}:
        return False
    own = view.text[view.clauses.at(one.start).start : one.start]
    is_by = _BY.search(own) is not None or one.figure.text[:3].casefold() == "by "
    has_verb = RISE.search(own) is not None or start_of_fall(before) is not None
    return is_by and not has_verb and FALL.search(before) is not None


def doubt_of_sign(view: View, one: Printed, reading: Reading, series: Series) -> str:
    """Why it is not certain whether a figure is below zero; empty where nothing speaks against."""
    if one.figure.value < 0:
        return ""
    if is_balance(series) and reading.measure == "value" and one.figure.first is None:
        return "" if _deficit(view, one) is not None else _NOT_SAID
    own = view.clauses.at(one.start)
    around = view.text[own.start : min(view.end, one.end + _AFTER)]
    if is_balance(series) and (DEFICITS.search(around) or not _SURPLUS.search(around)):
        return "a deficit lies below zero, and which way it moved is not certain"
    return ""


_NOT_SAID = "whether it is a surplus or a deficit is not said at the figure"
