"""What leaves in doubt when a figure is of: years that are carried over, reckoned or only near."""

from __future__ import annotations

import re

from sources.reading.choosing.years import YearChoice
from sources.reading.choosing.years_of_clauses import goes_on_before
from sources.reading.dates.before_events import dates_what_came_after
from sources.reading.dates.tenses import tense_at
from sources.reading.dates.times import THAT_YEAR, is_base_year
from sources.reading.dates.years_reached import is_grown_since, is_moved_on
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series
from sources.reading.mentions.years import YearMention
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.model import Reading

_DIGITS = re.compile(r"\d{4}")
_TWO_YEARS = re.compile(r"\d{4}[/–-]\d\d\b")
_LAST_YEAR = re.compile(r"\b(?:last|this|that|same) year\b", re.IGNORECASE)
_RECKONED = re.compile(
    r"\b(?:years?|decades?) (?:earlier|before|later|after)\b|\bthe (?:year before|preceding year|"
    r"previous year|following year)\b|\bend of that period\b|\bover the same \w+ years\b",
    re.IGNORECASE,
)
"""Words that reckon from a year of the text, and leave no doubt which they mean."""
_MONTH = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December|"
    r"(?:first|second|third|fourth|last|final|previous|latest|this|that|each|every) quarter|"
    r"quarter(?! (?:of|as|more|less|fewer|that|in|are|is|were|was)\b)(?<!a quarter))\b"
)
_FIRST_DAY = re.compile(r"\b(?:1(?:st)? Jan(?:uary)?|Jan(?:uary|\.)? 1(?:st)?)\b")
"""Whom a country has on the first day of a year are those of the year before's end."""


_SINCE = re.compile(r"since\b", re.IGNORECASE)
_EVERY_YEAR = re.compile(
    r"\b(?:every|each|any|no) (?:single )?year (?:since|from|between)\b|\b(?:never|not once) "
    r"[^.;]{0,60}\bsince\b",
    re.IGNORECASE,
)
"""A bound that is told of each year since one."""


def doubt_of_carried(
    view: View, one: Printed, thread: Thread, choice: YearChoice, is_either: bool
) -> str:
    """Why a year that no word of the sentence names may be another; empty where it is firm.

    Also where it is known to be the newest year or the one spoken of, whichever (``is_either``).
    """
    if is_either:
        return ""
    named = next((year.text.strip() for year in view.years if year.kind == "point"), "")
    elsewhere = f"“{named}” stands elsewhere in its sentence, and may not be its year"
    if choice.basis == "spoken" and not goes_on_before(view, one, thread):
        return elsewhere if named else "no year at it, and the one before may not be meant"
    is_bracketed = re.match(r"\s*\(", view.text[view.start : view.end]) is not None
    if choice.basis == "latest" and is_bracketed and thread.year is not None:
        return "it stands in brackets behind a sentence that names a year"
    if choice.basis == "latest" and tense_at(view, one)[1]:
        return elsewhere if named else "it tells of the past, and no year is named"
    return ""


def doubt_of_years(
    view: View, one: Printed, thread: Thread, reading: Reading, choice: YearChoice
) -> str:
    """Why it is not certain when a figure is of; empty where nothing speaks against it."""
    words = choice.words
    if choice.basis == "latest" and _MONTH.search(view.text[view.start : view.end]):
        return "a month is named, and not of which year"
    if doubt := _of_no_calendar_year(view, one, thread, reading, choice):
        return doubt
    if doubt := _of_one_of_two(view, one, reading, choice):
        return doubt
    is_moved = reading.measure in {"growth", "change"} or reading.indicator == "population_growth"
    if is_moved and _FIRST_DAY.search(view.text[view.start : one.start]):
        return "from which day to which it is counted is not certain"
    near = _year_of_all(view, one) or _year_beside(view, one) or _year_of_verb(view, one)
    if choice.basis == "latest" and near:
        return f"{near} is named in its sentence, and may be its year"
    if reading.measure == "value" and reading.period.start is None and _SINCE.match(words):
        return "it holds for several years"
    if reading.measure == "value" and _EVERY_YEAR.search(view.text[view.start : view.end]):
        return "it holds for each of several years"
    is_spanned = any(
        (year.kind, year.first, year.last) == ("span", choice.first, choice.last)
        for year in view.years
    )
    is_plain = (
        is_spanned
        or _is_same_span(view, thread, choice)
        or _DIGITS.search(words)
        or _LAST_YEAR.search(words)
        or _RECKONED.search(words)
    )
    if reading.measure == "value" and (doubt := _of_another_year(view, one, choice)):
        return doubt
    is_unknown = not is_plain or bool(_TWO_YEARS.search(words)) or _is_another(view, thread, choice)
    if choice.basis == "named" and is_unknown:
        return f"which year “{words}” means is not certain"
    return _of_span(view, one, thread, reading, choice)


_SAME_SPAN = re.compile(r"(?:over|in|during) the same (?:period|span|stretch)", re.IGNORECASE)


def _is_same_span(view: View, thread: Thread, choice: YearChoice) -> bool:
    """Whether words mean the years from which to which its paragraph told something just before."""
    is_same = _SAME_SPAN.fullmatch(choice.words) is not None
    is_here = thread.year_paragraph == view.sentence.paragraph
    is_last = set(thread.just_named) == {choice.first, choice.last}
    return is_same and is_here and is_last and thread.span == (choice.first, choice.last)


_OF_THEN = re.compile(
    r"\s*(?:times\s+)?(?:(?:of\s+)?what|as\s+\w+\s+as)\s+[^.;:,]{2,50}?\b(?:had|did|was|were|spent|got|made|"
    r"sold|paid|\w+ed)\s+in\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""A year told of another's value alone ("twice what Greece managed in 2010")."""


def _of_one_of_two(view: View, one: Printed, reading: Reading, choice: YearChoice) -> str:
    """Why a year that is told of another's value, or of what came after, need not be its own."""
    if reading.measure in {"ratio", "excess"} and (then := _OF_THEN.match(view.after(one.end))):
        return f"whether both are of {then['year']} is not said"
    is_level = choice.basis == "named" and reading.measure == "value"
    if is_level and is_moved_on(view, one, choice.words):
        return f"what moved on from {choice.first} may have come to it later"
    if choice.basis == "named" and is_grown_since(view, one, choice.words):
        return _UNTIL
    is_before = choice.basis == "named" and _is_before_event(view, choice)
    return f"how long before “{choice.words}” is not said" if is_before else ""


def _is_before_event(view: View, choice: YearChoice) -> bool:
    """Whether a year only dates what came after ("before the war broke out in 2011")."""
    own = (year for year in view.years if year.text.strip() == choice.words)
    return any(dates_what_came_after(view, year) for year in own)


def _is_another(view: View, thread: Thread, choice: YearChoice) -> bool:
    """Whether "in that year" is read as another year than the one named last before it."""
    if THAT_YEAR.search(choice.words) is None:
        return False
    told = next((year for year in view.years if year.text.strip() == choice.words), None)
    before = [one for one in view.years if told is not None and one.end <= told.start]
    own = tuple(one.last for one in before if one.kind == "point")
    last = (own or thread.just_named or (choice.first,))[-1]
    return last != choice.first


def doubt_of_mean_growth(reading: Reading) -> str:
    """That a mean "from 2009 to 2018" has the growth of 2009 in it, or starts from its level."""
    start, end = reading.period.start, reading.period.end
    if reading.measure != "mean_growth" or start is None or start == end:
        return ""
    return f"whether the growth of {start} itself counts is not said"


def doubt_of_one_year(view: View, one: Printed, reading: Reading, last: Series | None) -> str:
    """Why a change may be of one year alone: it goes on with yearly growth told before it.

    "GDP grew by 2.6% in 2022, after 6.9% in 2021 and a fall of 7.4% in 2020".

    Args:
        view: The sentence.
        one: The figure.
        reading: What it was read as.
        last: What the figure before it is of.
    """
    before, following = view.figure_before(one.start), view.figure_after(one.end)
    if reading.measure != "growth" or last is None or last.unit != "growth" or before is None:
        return ""
    end = view.end if following is None else following.start
    own = [year for year in view.years if before.end <= year.start < end]
    own = [year for year in own if year.start >= one.end] or own
    is_told = len(own) != 1 or own[0].kind != "point" or _OVER.search(view.text, before.end, end)
    return "" if is_told else "whether it is of one year or of several is not said"


_OVER = re.compile(
    r"\b(?:since|from|between|over|during|until|till|compared|than|on)\b", re.IGNORECASE
)


_END_OF_YEAR = re.compile(
    r"\b(?:at|by|towards?) (?:the )?end of\b|\b(?:year|end)[ -](?:end|of[ -]year|year)\b",
    re.IGNORECASE,
)
_MONTH_NAME = re.compile(
    r"\b(?:in|for|of|since|by)\s+(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\b"
)
_MONTH_BEHIND = re.compile(
    r"\s+(?:in|by|for|at the end of)\s+(?:the\s+)?(?:January|February|March|April|May|June|"
    r"July|August|September|October|November|December|(?:first|second|third|fourth|last) quarter)\b"
)
_OF_WHOLE_YEARS = frozenset({"inflation", "gdp_growth", "gdp_per_capita_growth", "exchange_rate"})
"""What is an average, or a sum, over a year, and is published for quarters and months too."""
_OTHER_YEAR = re.compile(
    r"\b(?:fiscal|financial|budget(?:ary)?|school|academic|crop|marketing|agricultural|harvest)\s+"
    r"years?\s+(?:of\s+)?(?:19|20)\d\d\b|\bFY\s?(?:19|20)?\d\d\b",
    re.IGNORECASE,
)
_STUDIED = re.compile(
    r"\b(?:stud(?:y|ies)|reports?|papers?|articles?|books?|assessments?|reviews?|estimates?)\s+"
    r"(?:of|from|in|published in)\s+$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\bsince\s+(?:the|its|his|her|their|this|that|independence|reunification|partition)\b"
    r"(?:\s+[\w-]+){0,3}|"
    r"\b(?:during|throughout|in|under|over|through)\s+(?:the|its|his|her|their|this|that)\s+"
    r"(?:[\w-]+\s+){0,2}(?:war|term|crisis|reign|presidency|rule|pandemic|dictatorship|regime|"
    r"recession|depression|occupation|blockade|boom|government|administration|famine|transition)\b",
    re.IGNORECASE,
)
_TWO_HELD = re.compile(
    r"\b(?:19|20)\d\d\s*(?:against|over|on|to|versus|vs\.?|compared (?:with|to)|from|[–-])\s*"
    r"(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_YEARS_TO = re.compile(
    r"\b(?:over|in|within|during)\s+(?:the\s+)?(?:\w+\s+)?(?:two|three|four|five|six|seven|eight|nine|"
    r"ten|twelve|fifteen|twenty|\d+)\s+years\s+(?:to|up to|until|before|from)\b",
    re.IGNORECASE,
)
_MOVES_BY = frozenset({"growth", "change"})


def _of_no_calendar_year(
    view: View, one: Printed, thread: Thread, reading: Reading, choice: YearChoice
) -> str:
    """Why what is told may be of another time than a calendar year; empty for none."""
    words = view.text[view.start : view.end]
    if _OTHER_YEAR.search(words):
        return "which calendar year is meant is not said"
    if _RECKONED.search(choice.words) and any(map(_is_split, view.years)):
        return "which calendar year is meant is not said"
    is_part = reading.indicator in _OF_WHOLE_YEARS and reading.measure == "value"
    if is_part and thread.time_headed and choice.basis != "named":
        return f"“{thread.time_headed}” heads it, and it may be of that"
    last = view.figure_before(one.start)
    begin = view.start if last is None else last.end
    if is_part and (two := _TWO_HELD.search(view.text, begin, one.start)) is not None:
        return f"“{two[0]}” are two years, and it is read of one"
    is_of_month = _MONTH_BEHIND.match(view.text, one.end, view.end) or _MONTH_NAME.search(
        view.text, begin, one.start
    )
    if is_part and is_of_month:
        return "whether it is of the whole year or of a part is not said"
    if is_part and _END_OF_YEAR.search(words):
        return "whether it is of the whole year or of its end is not said"
    told = view.text[view.start : one.start].rpartition(";")[2]
    if is_part and _RECKONED.search(choice.words) and _MONTH.search(told):
        return "whether it is of the whole year or of a part is not said"
    is_moved = reading.measure in _MOVES_BY or reading.indicator in _OF_WHOLE_YEARS
    if is_part and _YEARS_TO.search(view.text, view.start, one.start):
        return "it is of several years"
    event = _EVENT.search(words) if is_moved else None
    if event is not None and not any(
        event.start() <= year.start - view.start <= event.end() + _NEAR for year in view.years
    ):
        return f"from when to when “{event[0].strip()}” means is not said by years"
    is_studied = any(
        year.first == choice.first and _STUDIED.search(view.before(year.start, 30))
        for year in view.years
    )
    return "the year named is that of a study" if is_studied and choice.basis == "named" else ""


_NEAR = 25


def _is_split(year: YearMention) -> bool:
    """Whether a year is one of two halves ("2018/19")."""
    return _TWO_YEARS.search(year.text) is not None


_IN_YEAR = re.compile(r"\b(?:in|of)\s+(?P<year>(?:19|20)\d\d)\s+to\b", re.IGNORECASE)


def _year_of_first(view: View, one: Printed) -> int | None:
    """The year behind the first end of a pair ("from 23 per cent in 1999 to 11 per cent")."""
    found = _IN_YEAR.search(view.text, one.start, one.end)
    return None if found is None else int(found["year"])


_UNTIL = "until when it changed is not said"


_LEVELS = frozenset({"value", "product", "complement", "complement_product"})


def _of_span(view: View, one: Printed, thread: Thread, reading: Reading, choice: YearChoice) -> str:
    is_pair = one.is_pair
    is_span = choice.first is not None and choice.last is not None and choice.last > choice.first
    if is_span and reading.measure in _LEVELS and not is_pair:
        return "it is of several years"
    start, end = reading.period.start, reading.period.end
    if is_pair and end is not None and end == _year_of_first(view, one):
        return "until which year it moved is not certain"
    if is_pair and start is not None:
        is_yearly = end is not None and start == end - 1 and _is_lone(view, end)
        if is_yearly or not view.years or not _are_named(view, (start, end)):
            return "from which year to which is not certain"
        if end == thread.year and [year.last for year in view.years] == [start]:
            return _UNTIL
    is_change = reading.measure in {"growth", "change", "ratio", "mean_growth", "compound_growth"}
    named = {int(one) for one in _DIGITS.findall(view.text[view.start : view.end])}
    is_ratio = reading.measure == "ratio" and reading.to.isdigit()
    # Up to now, or up to the year that was spoken of.
    is_open = is_ratio and end is None and (thread.year or 0) > int(reading.to)
    if is_open or (is_ratio and end is not None and end not in named):
        return _UNTIL
    if is_change and start is not None and not reading.to:
        if start not in named or (end is not None and end not in named and end - start > 1):
            return "from when to when it changed is not said"
        if end is None or end not in named:
            return _UNTIL
    return ""


def _year_of_all(view: View, one: Printed) -> str:
    """The year that ends a sentence, or stands in brackets at its end: it may be of all in it."""
    last = next((year for year in reversed(view.years) if year.start >= one.end), None)
    if last is None or last.kind != "point" or is_base_year(view, last):
        return ""
    return last.text if _ENDS_ALL.fullmatch(view.text, last.end, view.end) else ""


_ENDS_ALL = re.compile(
    r"(?:\s+(?:figures|data|estimates|numbers|statistics)(?:\s+(?:show|suggest|say|tell)(?:s|ed)?)?)?"
    r"[ .)\]*\n;]*",
    re.IGNORECASE,
)
"""What may stand behind a year that ends its sentence ("…, 2018 figures show.")."""


def _year_of_verb(view: View, one: Printed) -> str:
    """The one year before a figure that shares the verb of the figure before; else empty.

    "Turkey, where inflation reached 16.3% in 2018, and Ghana, at 7.8%, are outliers".
    """
    named = {year.last: year for year in view.years if year.kind == "point"}
    last = view.figure_before(one.start)
    if last is None or last.unit not in {one.unit, "number"} or len(named) != 1:
        return ""
    year = next(iter(named.values()))
    is_shared = _NO_VERB.fullmatch(view.unnamed(last.end, one.start)) is not None
    is_behind = year.end <= one.start and not _NOW.search(view.text, year.end, one.start)
    return year.text if is_shared and is_behind else ""


_NO_VERB = re.compile(
    r"(?:[\W_]|\b(?:and|or|but|at|in|with|of|for|to|the|a|an|only|just|about|some|nearly|almost|over|"
    r"under|around|per|cent|percent|years?|million|billion|s)\b)*",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:now|today|currently|at present|at the moment|these days)\b", re.IGNORECASE)


def _year_beside(view: View, one: Printed) -> str:
    """The year in the first brackets behind a figure, with no other figure between."""
    for year in view.years:
        clause = view.clauses.at(year.start)
        if clause.kind == "aside" and year.kind == "point" and year.end <= one.start:
            return year.text
        is_behind = year.start >= one.end and clause.kind == "aside"
        if is_behind and year.kind in {"point", "span"}:
            return "" if view.figures_between(one.end, clause.opened) > 1 else year.text
    return ""


def _is_lone(view: View, year: int) -> bool:
    """Whether a sentence names one year and nothing from which a figure moved up to it."""
    return {(one.kind, one.last) for one in view.years} == {("point", year)}


def _are_named(view: View, years: tuple[int | None, ...]) -> bool:
    """Whether a sentence that names a year names the ends of a pair's span."""
    named = {int(one) for one in _DIGITS.findall(view.text[view.start : view.end])}
    return not named or any(year in named for year in years)


_THAN = re.compile(
    r"\b(?:what (?:it|they|she|he|that) (?:was|were|had been|used to be)|than|as) "
    r"(?:back )?(?:in|at|during)?\s*$",
    re.IGNORECASE,
)


def _is_compared(view: View, choice: YearChoice) -> bool:
    """Whether the year is that of what a figure is held against ("a third of what it was in")."""
    mention = next((one for one in view.years if one.text == choice.words), None)
    if mention is None:
        return False
    return _THAN.search(view.text[max(view.start, mention.start - 40) : mention.start]) is not None


def _of_another_year(view: View, one: Printed, choice: YearChoice) -> str:
    """What two years of a sentence leave open of a level; empty for nothing."""
    if _is_bracketed_change(view, one):
        return "from which year to which it changed is not said"
    if choice.basis == "named" and _is_compared(view, choice):
        return f"“{choice.words}” is of what it is compared with"
    if choice.basis == "named" and _opens_another(view, one, choice):
        return f"“{choice.words}” may be of what is told next to it"
    return ""


def _opens_another(view: View, one: Printed, choice: YearChoice) -> bool:
    """Whether a year behind a figure is of the next clause, or of what the figure is held against.

    "Kenya has 51 million people, in 1990 it had 24 million"; "16 percent, half the share recorded
    in 1991".
    """
    year = next(
        (y for y in view.years if y.start >= one.end and y.text.strip() == choice.words), None
    )
    if year is None:
        return False
    between = view.text[one.end : year.start]
    behind = view.text[year.end : view.end]
    is_next = _OPENS.search(between) is not None and _GOES_ON.match(behind) is not None
    return is_next or _HELD_AGAINST.search(between) is not None


_OPENS = re.compile(r",\s*(?:(?:in|by|as of|back in|around|during)\s+(?:the\s+year\s+)?)?$", re.I)
_GOES_ON = re.compile(r"\s+\w|,\s+(?:it|they|she|he|we|there)\b")
_HELD_AGAINST = re.compile(
    r",\s+(?:only\s+|just\s+|about\s+|almost\s+|nearly\s+|more than\s+|less than\s+)?(?:half|twice|"
    r"double|triple|a (?:third|quarter|fifth|tenth)|\w+ times|three[- ]quarters|two[- ]thirds)\b"
    r"[^.;]*$",
    re.IGNORECASE,
)


def _is_bracketed_change(view: View, one: Printed) -> bool:
    """Whether a change stands in brackets behind two years ("31.6 million in 2003 (+10.9%)")."""
    is_signed = re.match(r"[+−–-]\s?\d", one.figure.text) is not None
    years = {year.last for year in view.years if year.kind == "point" and year.end <= one.start}
    return is_signed and len(years) > 1 and view.before(one.start, 2).endswith("(")
