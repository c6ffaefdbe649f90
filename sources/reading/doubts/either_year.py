"""A period that a sentence leaves open between two.

They are the newest year and the one spoken of before, or the last that the text names; or, of a
mean of yearly growth, the years named, with the growth of the first or from its level on. Where
nothing else of a reading is open, neither has to be chosen: a figure that comes out alike of both
is judged, whichever is meant; one that does not stays open. What is told of several years, or of a
sentence that names any, has more than two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sources.model import Period
from sources.reading.choosing.years import YearChoice
from sources.reading.dates.tenses import tense_at
from sources.reading.dates.times import is_base_year
from sources.reading.doubts.doubt import Parts, doubt_of
from sources.reading.doubts.left_open import say_newest_or
from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.model import Reading, ReadingDoubt

_OF_ONE_TIME = frozenset(
    {"value", "share", "per_head", "complement", "product", "complement_product", "extreme"}
    | {"rank", "comparison"}
)
_BETWEEN_AREAS = frozenset({"ratio", "difference", "excess"})
_OF_OTHER_TIMES = re.compile(
    r"\b(?:over|during|throughout|for|within|across|in) (?:(?:the|this|that|those|these|all|every|"
    r"same|whole|entire|last|past|first|two|three|several|many|recent|a few)\s+)*"
    r"(?:period|years|decades?|time|span)\b"
    r"|\b(?:never|ever|always|since|before|once|then|earlier|later|ago|in all|used to|on average|"
    r"averag(?:ed|ing)|(?:every|each) one)\b"
    r"|\b(?:start|beginning|turn|end|middle) of the (?:decade|century|period|war)\b",
    re.IGNORECASE,
)
"""Words by which a figure may be of several years, or of one that is neither of the two."""
_EVENT = (
    r"when|after|as soon as|until|till|by the time|(?:(?:on|in|by|from) )?the (?:day|night|week|"
    r"month|year|moment|eve|wake|aftermath)|at (?:the time of|independence|partition|"
    r"(?:re)?unification|liberation|accession|(?:the|its) (?:birth|founding|armistice))"
)
_AT_AN_EVENT = re.compile(
    rf"(?:^|[;:,(–—]|\b(?:and|but|yet)\b)\W*(?:(?:just|only|right|back|even)\s+)?(?:{_EVENT})\b|"
    r"^\W*(?:while|as)\b(?!\s+(?:of|for|in|with|at|an?|usual|always|before|expected|well|much|many|"
    r"low|high|little|few)\b)",
    re.IGNORECASE,
)
"""How a clause begins that dates a figure by what happened then ("When oil was found, ...")."""


def or_period(
    view: View,
    one: Printed,
    thread: Thread,
    reading: Reading,
    parts: Parts,
    years: Sequence[YearChoice],
    doubt: ReadingDoubt | None,
) -> ReadingDoubt | None:
    """A doubt, with the other period where nothing but which of two is meant is open.

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
        reading: Its best reading.
        parts: What it is made of.
        years: When it may be, best first; one at least.
        doubt: What leaves it open; None where nothing does.
    """
    if doubt is None or doubt.about != "when":
        return doubt
    other = _from_its_level(reading)
    of_either = replace(parts, is_either_span=True)
    if other is None:
        other = _other_period(view, one, thread, reading, years)
        of_either = replace(parts, is_either_year=True)
    if other is None or doubt_of(view, one, thread, reading, of_either) is not None:
        return doubt
    if years[0].basis == "latest" and other.end and other.end > (thread.year or other.end):
        doubt = doubt._replace(words=say_newest_or(view, other.end))
    return doubt._replace(or_period=other)


def _from_its_level(reading: Reading) -> Period | None:
    """The years of a mean of yearly growth without the first; None where that is one or none."""
    start, end = reading.period.start, reading.period.end
    if reading.measure != "mean_growth" or start is None or end is None or end - start < 2:
        return None
    return Period(start + 1, end)


def _other_period(
    view: View, one: Printed, thread: Thread, reading: Reading, years: Sequence[YearChoice]
) -> Period | None:
    """The other one of the two years that a figure may be of; None where there are not just two."""
    best = years[0]
    wanted = {"latest": "spoken", "spoken": "latest"}.get(best.basis)
    other = next((year for year in years[1:] if year.basis == wanted), None)
    is_text = view.sentence.kind != "row"
    is_today = best.basis == "latest" and tense_at(view, one) == (True, False)
    is_dated = any(not (is_today and is_base_year(view, year)) for year in view.years)
    if other is None or one.is_pair or is_dated or not is_text:
        return None
    if not (_is_of_one_year(best) and _is_of_one_year(other)):
        return None
    is_level = reading.measure in _OF_ONE_TIME
    is_level = is_level or (reading.measure in _BETWEEN_AREAS and not reading.to.isdigit())
    if not is_level or reading.period != Period(best.first, best.last):
        return None
    told = view.text[view.start : view.end]
    if _OF_OTHER_TIMES.search(told) or _AT_AN_EVENT.search(told):
        return None
    spoken = best.last or other.last or 0
    is_ahead = thread.published is not None and spoken > thread.published
    if is_ahead:
        return None
    newest = _newest_named(view, one, thread, spoken) if best.basis == "latest" else None
    return Period(other.first, other.last) if newest is None else Period(newest, newest)


_LONG_PAST = 5


def _newest_named(view: View, one: Printed, thread: Thread, spoken: int) -> int | None:
    """The newest year of a text in the present, where that spoken of is long past; else None.

    "Three quarters have electricity; in 2010 it was a third. 78% use the internet", in a text of
    2026 that told of 2023, is of 2023 or of the newest year, and not of 2010.
    """
    if thread.published is None or thread.published - spoken < _LONG_PAST:
        return None
    is_present, is_past = tense_at(view, one)
    named = (year for year in thread.years_named if spoken < year < thread.published)
    return max(named, default=None) if is_present and not is_past else None


def _is_of_one_year(year: YearChoice) -> bool:
    return year.first == year.last
