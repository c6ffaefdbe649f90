"""Which years words mean, and which of them are not the time that a sentence speaks of."""

from __future__ import annotations

import re

from sources.figures.numbers.movement_words import (
    FALLING,
    FALLS,
    LOWERING,
    MULTIPLYING,
    QUICKENING,
    RISES,
    RISING,
    SLOWING,
    any_of,
    forms,
)
from sources.reading.dates.before_events import dates_what_came_after
from sources.reading.mentions.years import YearMention, count_of
from sources.reading.sentences.context import Thread, View


def _anchor(view: View, year: YearMention, thread: Thread) -> int | None:
    """The year that "a year earlier" counts from."""
    kinds = {"point", "span", "month"}
    points = [one for one in view.years if one.kind in kinds and one is not year]
    before = [one.last for one in points if one.end <= year.start]
    told = [one.last for one in points if one.end <= year.start and not is_base_year(view, one)]
    before = told or before
    after = [one.last for one in points if one.start >= year.end]
    if before:
        return before[-1]
    if after and any(one.kind == "month" for one in points):
        return after[0]
    if thread.year is not None:
        return thread.year
    if after:
        return after[0]
    if thread.head_year is not None:
        return thread.head_year
    return None if thread.published is None else thread.published - 1


def resolve_year(
    view: View, year: YearMention, thread: Thread
) -> tuple[int | None, int | None] | None:
    """The first and last year that words mean; None where that is not known."""
    if year.kind in {"point", "span", "decade"}:
        shift = 1 if dates_what_came_after(view, year) else 0
        return year.first - shift, year.last - shift
    if year.kind == "month":
        is_of_then = thread.year is not None and thread.year + _LONG_AGO <= year.first
        is_of_then = is_of_then and not _OF_NOW.search(year.text)
        is_here = thread.year_paragraph == view.sentence.paragraph
        spoken = thread.year if is_of_then and is_here else year.first
        return spoken, spoken
    if year.kind == "since":
        later = [
            one.last
            for one in view.years
            if one.kind == "point" and year.first < one.first <= (thread.published or one.first)
            if one.end <= year.start or _is_of_same(view, year, one)
        ]
        stated = thread.stated_year if (thread.stated_year or 0) > year.first else None
        return year.first, (later[-1] if later else stated)
    if year.kind == "past":
        return _span_beside(view, year) or _span_then(view, year, thread) or _past(year, thread)
    if year.kind == "same":
        return _spoken_again(view, year, thread)
    anchor = _anchor(view, year, thread)
    if anchor is None:
        return None
    if year.kind == "next":
        last = anchor + year.first
        return (anchor, last) if thread.published is None or last <= thread.published else None
    shifted = anchor - year.first if year.kind == "earlier" else anchor + year.first
    return shifted, shifted


def _spoken_again(
    view: View, year: YearMention, thread: Thread
) -> tuple[int | None, int | None] | None:
    """The years of the sentence, or spoken of before, that words go back to ("then")."""
    if (length := _years_since_then(view, year)) and thread.year:
        return thread.year + 1, thread.year + length
    points = [one.last for one in view.years if one.kind == "point" and one.end <= year.start]
    if points and re.search(r"since\b", year.text, re.IGNORECASE):
        return points[-1], None
    if len(set(points)) == _BOTH and _DURING.match(year.text):
        return min(points), max(points)  # "45% in 1986 but 24% in 2014, and … in the same years"
    if re.fullmatch(r"then", year.text, re.IGNORECASE) and not points:
        first, last = thread.told_years
        if first is not None and last is None and view.start > thread.told_start:
            return first, first  # "has shrunk by a fifth since 1990. It covered 70% then"
        is_back = re.search(r"\bback\s+$", view.before(year.start, 6), re.IGNORECASE) is not None
        if is_back and thread.years_apart is not None:
            return thread.years_apart[0], thread.years_apart[0]
    since = [one.first for one in view.years if one.kind == "since" and one.end <= year.start]
    if since and re.fullmatch(r"then", year.text, re.IGNORECASE):
        return since[-1], since[-1]  # "has doubled since 2010; it was 20% then"
    if points and re.search(r"\byear\b|\bthen\b", year.text, re.IGNORECASE):
        return points[-1], points[-1]
    named = set(thread.just_named)
    if len(named) == 1 and UNKNOWN not in named and THAT_YEAR.search(year.text):
        return thread.just_named[-1], thread.just_named[-1]
    return _same(year, thread)


UNKNOWN = -1
"""A year that words reckon from another one ("three years later")."""
THAT_YEAR = re.compile(r"\b(?:that|same) year$", re.IGNORECASE)
"""Words that go back to one year named before."""
_BOTH = 2
_LONG_AGO = 3
"""Where so many years before it are spoken of, a month is of those."""
_OF_NOW = re.compile(r"\b(?:last|this)\s|yesterday|day$", re.IGNORECASE)


def _is_of_same(view: View, since: YearMention, year: YearMention) -> bool:
    """Whether a later year goes on with what a since is told of ("but remained at 17% in 2022")."""
    own, where = view.clauses.at(since.start), view.clauses.at(year.start)
    if own.number == where.number:
        return True
    is_other = any(since.end <= area.start < year.start for area in view.areas)
    is_other |= any(since.end <= topic.start < year.start for topic in view.topics)
    return where.kind == "contrast" and where.parent == own.number and not is_other


_COUNTED = re.compile(r"\bthe\s+(?P<count>[\w-]+)\s+years\s+$", re.IGNORECASE)


def _years_since_then(view: View, year: YearMention) -> int:
    """How many years "in the five years since then" speaks of; 0 where it does not say."""
    found = _COUNTED.search(view.before(year.start, 30))
    if found is None or not year.text.casefold().startswith("since"):
        return 0
    return count_of(found["count"])


def _is_length_of(pair: tuple[int, int | None] | None, year: YearMention) -> bool:
    """Whether words such as "in six years" are as long as the two years told before are apart."""
    if pair is None or pair[1] is None or pair[1] - pair[0] != year.first:
        return False
    return re.match(r"in|within|over", year.text, re.IGNORECASE) is not None


def _span_beside(view: View, year: YearMention) -> tuple[int, int] | None:
    span = _span_as_long(view, year)
    is_before = re.search(r"\b(?:before|earlier|previous|preceding)\b", year.text, re.IGNORECASE)
    return span if span is None or is_before is None else (span[0] - year.first, span[0])


def _span_as_long(view: View, year: YearMention) -> tuple[int, int] | None:
    """The years of the sentence as far apart as words say ("in 3 years, from 2015 to 2018")."""
    return next(
        (
            (one.first, one.last)
            for one in view.years
            if one.kind == "span" and one.last - one.first == year.first
        ),
        None,
    )


def _span_then(view: View, year: YearMention, thread: Thread) -> tuple[int, int] | None:
    """So many years from a year of the sentence on, or up to the past that is spoken of.

    "Unemployment tripled within two years, from 5 per cent in 2008" is up to 2010; "income had
    fallen by a quarter in ten years", behind 1981, is from 1971.
    """
    if _IN_SO_MANY.match(year.text) is None:
        return None
    points = [one for one in view.years if one.kind == "point"]
    after = [one.first for one in points if one.start >= year.end and is_base_year(view, one)]
    if len(after) == 1 and points[-1].first == after[0]:
        last = after[0] + year.first
        return (after[0], last) if last <= (thread.published or last) else None
    told = [one.first for one in points if one.end <= year.start]
    if told and _is_just_over(told[-1] + year.first, thread.published):
        return told[-1], told[-1] + year.first
    clause = view.clauses.at(year.start)
    if points or thread.year is None or not _HAD.search(view.text[clause.start : clause.end]):
        return None
    return thread.year - year.first, thread.year


_IN_SO_MANY = re.compile(r"(?:in|within)\b(?!.*\b(?:past|last)\b)", re.IGNORECASE)


def _is_just_over(year: int, published: int | None) -> bool:
    """Whether a year is one of the last before a text."""
    return published is not None and published - _LONG_AGO < year <= published


def _past(year: YearMention, thread: Thread) -> tuple[int, int | None] | None:
    """So many years up to the text's date, or to the year spoken of where that is recent."""
    published, spoken, pair = thread.published, thread.year, thread.pair
    if _is_length_of(pair, year):
        return pair  # "from 17% in 2017 to 35% in 2023; it doubled in six years"
    anchor = spoken if published is None else published
    is_since = spoken is not None and _is_just_over(spoken + year.first, published)
    if spoken is not None and is_since and year.first > _LONG_AGO and _IN_SO_MANY.match(year.text):
        return spoken, spoken + year.first  # "11 million in 2000. They have doubled in 20 years"
    is_recent = spoken is not None and published is not None and 0 <= published - spoken <= 3
    if is_recent and re.match(r"in|within", year.text, re.IGNORECASE):
        anchor = spoken
    return None if anchor is None else (anchor - year.first, anchor)


def _same(year: YearMention, thread: Thread) -> tuple[int | None, int | None] | None:
    """The years spoken of before ("in the same year", "over those years", "since then")."""
    span = _span_of_length(year, thread)
    if span is not None:
        return span
    length = _OF_SO_MANY.match(year.text)
    count = 0 if length is None else 1 if length["m"] else count_of(length["n"])
    if count and thread.year is not None:
        return thread.year - count, thread.year
    if re.match(r"start|beginning", year.text, re.IGNORECASE):
        span = thread.span or thread.years_apart
        return None if span is None else (span[0], span[0])
    first, last = thread.told_years
    is_told = first is not None and (last is None or last > first)
    if is_told and _DURING.match(year.text):
        return first, last  # "down by 28% since 1990, though output has grown over that time"
    if thread.span is not None and not re.search(r"\byear\b|then|time", year.text):
        if re.search(r"\bend\b", year.text):
            return thread.span[1], thread.span[1]
        return thread.span
    if thread.years_apart is not None and _DURING.match(year.text):
        return thread.years_apart
    if thread.year is None:
        return None
    is_since = re.search(r"since\b", year.text, re.IGNORECASE)
    return (thread.year, None) if is_since else (thread.year, thread.year)


_OF_SO_MANY = re.compile(
    r"(?:over|in|during)\s+the\s+(?:(?P<n>[\w-]+)\s+years|same\s+(?P<m>(?:twelve|12)\s+months))$",
    re.IGNORECASE,
)
_DURING = re.compile(
    r"(?:over|during|throughout|in)\s+(?:the\s+)?(?:same|that|those|these|this)\s+(?:same\s+)?"
    r"(?:time|period|span|stretch|years|decades?|interval)\b|(?:over|during|throughout)\s+the\s+period\b"
    r"|between\s+(?:these|those|the)\s+two\s+\w+\b|between\s+(?:these|those|the)\s+years\b"
    r"|in\s+between\b",
    re.IGNORECASE,
)

BORN = re.compile(r"\bborn\s+(?:in\s+)?$")


def _span_of_length(year: YearMention, thread: Thread) -> tuple[int, int] | None:
    """Two years of the text as far apart as "those twenty years" says, maybe named only later."""
    if re.match(r"between\b", year.text, re.IGNORECASE):
        return None
    found = re.search(r"([\w-]+)\s+(year|decade)s\b", year.text)
    apart = count_of(found[1]) * (10 if found[2] == "decade" else 1) if found else 0
    if apart < 2:
        return None
    if thread.year is not None and thread.year - apart in thread.years_named:
        return thread.year - apart, thread.year
    pairs = [first for first in thread.years_named if first + apart in thread.years_named]
    return (pairs[0], pairs[0] + apart) if len(pairs) == 1 else None


def is_apposed(view: View, year: YearMention) -> bool:
    """Whether a year stands in words between commas ("Remittances, worth $25bn in 2008, fell")."""
    left = view.text.rfind(",", view.start, year.start)
    if left < 0 or not re.match(r",\s", view.after(year.end, 2)):
        return False
    inside = view.text[left + 1 : year.start]
    is_bare = _BARE.match(inside) is not None
    is_verb = _GOES_ON.match(view.after(year.end, 30)) is not None
    is_bare = is_bare or (is_verb and any(one.start == left + 2 for one in view.figures))
    return is_bare and bool(view.figures_between(left, year.start))


_MOVED = forms(RISING, FALLING, LOWERING, QUICKENING, SLOWING, MULTIPLYING)
_GOES_ON = re.compile(
    rf",\s+(?:\w+ly\s+)?(?:had|has|have|was|were|is|are|reached|stood|{any_of(_MOVED)})\b",
    re.I,
)
_BARE = re.compile(
    r"\s*(?:worth|at|with|or|only|some|about|compared|an?|just|barely|once|still|already|merely)\b"
)


def is_before_past(view: View, year: YearMention, spoken: int) -> bool:
    """Whether a year is told as lying before the time spoken of.

    So told are "it had been 180 in 1990" and "the slump, which followed growth of 6% in 2019".
    """
    if year.last >= spoken:
        return False
    clause = view.clauses.at(year.start)
    return (
        clause.kind == "relative" or _HAD.search(view.text[clause.start : clause.end]) is not None
    )


_HAD = re.compile(
    r"\bhad\s+(?:\w+ly\s+|also\s+|still\s+|only\s+)?(?:been|stood|come|gone|risen|fallen|grown|(?!reported|added)\w+ed)\b"
)


def is_record(view: View, year: YearMention) -> bool:
    """Whether years only tell since when something is a record ("fastest in 25 years")."""
    if year.kind not in {"past", "since"}:
        return False
    before = view.before(year.start, 40)
    return (
        re.search(r"\b(?:\w+est|most|worst|best|first|record)\b[^,.;]{0,25}$", before, re.I)
        is not None
    )


_BASE_YEAR = re.compile(
    r"\b(?=\w)(?:than(?<!more than)(?<!less than)(?<!fewer than)|(?:more|less|fewer) than"
    r"(?!\s+(?:[\w-]+fold|[$€]?\d|half|twice|"
    r"(?:a|one|two|three)[ -](?:half|third|quarter|fifth|tenth)))"
    r"|(?<!inated )(?<!nized )(?<!nised )against|(?:above|below) (?:the|its|that)|times|"
    r"twice|double|(?<!first )(?<!second )(?<!last )half|compared|versus|relative to|"
    r"(?:the|its) (?:sum|figure|level)s?)\b"
    r"[^.;,()]{0,34}$"
    r"|\bfrom\s+(?:(?:the|its|their)\s+(?:\w+\s+(?:of|in)\s+)?)?$"
    rf"|\b(?:up|down|more|less|higher|lower|{any_of(_MOVED | RISES | FALLS)})\b"
    r"[^.;]{0,40}\bon\s+$"
    r"|\b(?:improvement|advance|increase|decrease|drop|progress|rise|gain|fall) on\s+$"
    r"|\bof what\b[^.;,()]{0,24}$"
    r"|\b(?:its|over the|on the)\s+$|\bfrom\s+[^;()]{0,12}\d[^;()]{0,14}\s+in\s+$",
    re.IGNORECASE,
)


_AFTER_ONE = re.compile(
    r"\bafter\s+(?:an?|the|its|their|having|\w+ing)\s+(?:[^.;()]|\.\d){0,30}?\d"
    r"(?:[^.;()]|\.\d){0,14}\s(?:in|of|for)\s+$"
    r"|\d\s?(?:%|per\s?cent|percent|pct|points?)\s+on\s+$",
    re.IGNORECASE,
)
"""Before a year from which something came ("after a deficit of $1.4bn in 2022", "8% on 2019")."""


_AS_THEN = re.compile(
    r"\b(?:just|much|exactly|almost|roughly|about)?\s*as\s+(?:it|they|he|she|we|there)\s+"
    r"(?:did|was|were|had|have|has)\s+(?:in\s+|back in\s+)?$",
    re.IGNORECASE,
)


def is_likened(view: View, year: YearMention) -> bool:
    """Whether a figure is only likened to that of a year ("just as they did thirty years ago")."""
    return _AS_THEN.search(view.before(year.start, 40)) is not None


def is_base_year(view: View, year: YearMention) -> bool:
    """Whether a year is only what is compared with ("up from 4.0% in 2012", "than in 2010")."""
    if year.kind in {"since", "past"}:
        return True
    if year.kind == "point" and is_of_both(view, year):
        return False
    if view.clauses.at(year.start).kind == "base":
        return True
    opened = view.clauses.at(year.start).start
    if re.fullmatch(
        r"\s*(?:(?:and|but|in|by|only|just|already|about|some)\s+)*", view.text[opened : year.start]
    ):
        return False
    if year.kind == "earlier":
        return True
    if year.kind != "point":
        return False
    if re.match(r"\s+to\b", view.after(year.end, 5)) and re.search(
        r"\bfrom\b", view.text[opened : year.start]
    ):
        return True
    if re.search(r"\bago\b|\bback\b", year.text) or re.search(
        r"\b(?:after|before|until|till|born|born in)\s+$", view.before(year.start, 10)
    ):
        return True
    before = view.before(year.start, 50)
    if _AFTER_ONE.search(before):
        return True
    match = _BASE_YEAR.search(before)
    return match is not None and not re.search(r"\bto\b", match[0])


_THAN = re.compile(
    r"\b(?:than|compared (?:with|to)|that of|those of|as (?:in|that of))\b[^.;:()]{0,50}$"
)


def is_of_both(view: View, year: YearMention) -> bool:
    """Whether the only year of a comparison of two areas is that of both ("than in Mali in 2017").

    "Than Mali had in 1990" is of the other alone.
    """
    before = view.before(year.start, 60)
    match = _THAN.search(before)
    if match is None or len(view.years) > 1:
        return False
    at = year.start - len(before) + match.start()
    area = next((one for one in view.areas if at < one.start < year.start), None)
    return area is not None and _IN.fullmatch(view.text, area.end, year.start) is not None


_IN = re.compile(r"['’]?s?,?\s+(?:in|for|during|as of)\s+(?:the year\s+)?", re.IGNORECASE)
