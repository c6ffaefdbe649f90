"""What carries over from one sentence to the next: the thread, kept up as the text is read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.reading.dates.other_dates import (
    is_cited,
    is_date_alone,
    is_dateline,
    is_price_year,
)
from sources.reading.dates.tenses import tense_of
from sources.reading.dates.times import (
    is_apposed,
    is_base_year,
    is_before_past,
    resolve_year,
)
from sources.reading.dates.years_before import just_named
from sources.reading.discourse.cities import country_of_city
from sources.reading.discourse.compared import is_compared, is_yardstick
from sources.reading.discourse.headings import is_headline, is_spoken_of
from sources.reading.discourse.opening import areas_of
from sources.reading.discourse.parts_led import part_led
from sources.reading.discourse.ranges import is_among
from sources.reading.discourse.set_beside import is_set_beside, led_last
from sources.reading.discourse.subjects import is_oblique, may_lead, subject_of
from sources.reading.discourse.turns import is_many
from sources.reading.mentions.area_words import BYLINE
from sources.reading.mentions.areas import AreaMention, is_country, is_region
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series
from sources.reading.mentions.years import YearMention
from sources.reading.roles import is_projected
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.model import Reading
from sources.reading.sentences.narrowed import led_by_some, part_of_time, some_of


def enter(thread: Thread, view: View, heads: Sequence[View]) -> None:
    """Takes up what the headings above a sentence say of its year."""
    years = [
        (one.last, head)
        for head in heads
        for one in head.years
        if one.kind == "point" and is_spoken_of(head, one, thread.published)
    ]
    thread.some_headed = _some_headed(view, heads)
    thread.time_headed = next(filter(None, map(part_of_time, reversed(heads))), "")
    if view.sentence.paragraph != thread.paragraph:
        thread.some_told = ""
    thread.head_year = years[-1][0] if years else None
    thread.is_headline = bool(years) and is_headline(years[-1][1])
    own = [one.last for one in view.years if _is_told(view, one, thread.published)]
    if view.sentence.kind == "heading" and own:
        thread.year = own[-1]
        thread.year_paragraph = view.sentence.paragraph


def _is_told(view: View, year: YearMention, published: int | None) -> bool:
    """Whether a year is what a line tells of, and not only when the text was written."""
    return (
        year.kind == "point"
        and not is_dateline(view, year, published)
        and not is_date_alone(view, year, published)
    )


def _some_headed(view: View, heads: Sequence[View]) -> str:
    """The place or the group that a heading, or a sentence that heads a paragraph, is about."""
    heads = [head for head in heads if not BYLINE.match(head.text, head.start, head.end)]
    beside = [head for head in heads if head.sentence.paragraph == view.sentence.paragraph]
    some = [*map(_led_by, reversed(beside)), *map(some_of, reversed(heads))]
    some += map(part_led, reversed(beside))
    return next(filter(None, some), "")


_WHEN = re.compile(r",?\s+when\b", re.IGNORECASE)


def _is_since_when(view: View, one: Printed) -> bool:
    """Whether a figure only tells of the year from which something came ("since 2015, when")."""
    when = view.clauses.at(one.start)
    return when.kind == "relative" and any(
        year.kind == "since" and _WHEN.fullmatch(view.text, year.end, when.start)
        for year in view.years
    )


def remember(thread: Thread, view: View, one: Printed, series: Series, reading: Reading) -> None:
    """Keeps in mind what a figure was read as."""
    is_contrast = view.clauses.at(one.start).kind == "contrast"
    if is_contrast and view.start <= thread.told_start < one.start and thread.main_series is None:
        thread.main_series = thread.series
    is_of_them = view.start <= thread.told_start < one.start and _OF_THEM.match(view.after(one.end))
    is_passing = is_of_them or _HOME_TO.search(view.before(one.start, 50)) is not None
    is_passing = is_passing or _is_of_some(view, one)
    if thread.series is None or not is_passing:
        thread.series, thread.series_paragraph = series, view.sentence.paragraph
    thread.told_series = (*thread.told_series[-2:], series)
    thread.unit = one.unit
    thread.series_of_topic.pop(series.topic, None)
    thread.series_of_topic[series.topic] = series
    lacks = series.topic if reading.measure.startswith("complement") else ""
    thread.lacks = (thread.lacks[1], lacks)
    start, end = reading.period.start, reading.period.end
    thread.has_newest |= end is None
    is_base = view.clauses.at(one.start).kind == "base" or _is_since_when(view, one)
    if end is not None and not is_base and not any(is_aside(view, year) for year in view.years):
        thread.year_of_topic[series.topic] = end
        thread.section_of_topic[series.topic] = view.sentence.headings
        thread.paragraph_of_topic[series.topic] = view.sentence.paragraph
    is_world = reading.areas == ("WLD",)
    backs = [area.kind for area in view.areas if area.kind in {"back_own", "back_any"}]
    is_ours = "back_own" in backs
    is_both = is_ours and backs[0] == "back_any"  # "it produces $34,000 per head, we $6,900"
    if (
        reading.areas
        and not is_both
        and not (is_world and _is_held_against(view, one))
        and not (is_ours and reading.areas != (thread.own_area or thread.likely_own,))
        and not any(area.areas and not (is_world and area.kind == "world") for area in view.areas)
    ):
        _turn_to(thread, view, reading.areas)
    thread.series_end = one.end
    thread.told_start, thread.told_years, thread.told_areas = one.start, (start, end), reading.areas
    if reading.measure == "value" and reading.areas:
        thread.levels = (*thread.levels[-_LEVELS:], (series.topic, reading.areas))
        thread.values = (*thread.values[-_LEVELS:], one.value)
    is_made = end is None or start is None or end <= start + 1
    if start is not None and end is None and one.is_pair:
        thread.pair, thread.pair_index = (start, None), view.sentence.index
        thread.pair_end = one.end
    if start is not None and end is not None and end > start:
        if one.is_pair:
            thread.pair, thread.pair_index = (start, end), view.sentence.index
            thread.pair_end = one.end
            thread.pair_end = max(
                [one.end, *(y.end for y in view.years if one.end <= y.start <= one.end + 12)]
            )
        if one.is_pair or not is_made:
            thread.span = (start, end)


def _is_held_against(view: View, one: Printed) -> bool:
    """Whether the world before a figure is only what a country is compared with."""
    worlds = [area for area in view.areas if area.kind == "world" and area.end <= one.start]
    return bool(worlds) and is_compared(view, worlds[-1])


def _is_of_some(view: View, one: Printed) -> bool:
    """Whether a figure is told in passing of some of those of whom the one before it is."""
    last = view.figure_before(one.start)
    return last is not None and _OF_SOME.search(view.text[last.end : one.start]) is not None


_OF_SOME = re.compile(
    r",\s+(?:of (?:whom|them|these)|among (?:whom|them)|(?:among|for) (?:the )?(?:young|old|"
    r"elderly|poor|women|men|rich))\b[^;:.,]*$"
)
"""What tells of some in passing ("12.2% in 2023, among the young 28.8%")."""
_OF_THEM = re.compile(r"\s*of\s+(?:them|these|those|whom)\b", re.IGNORECASE)
"""A part of what was told ("5 million died, half of them in the first month"), an aside."""
_HOME_TO = re.compile(
    r",\s+(?:now |still )?home to\s+(?:(?:about|some|nearly|almost|more than|over)\s+)*$",
    re.IGNORECASE,
)
"""What is said of a place in passing ("in the countryside, home to half of the people, it is")."""
_SPOKEN = 24
"""How many of the topics named of late are kept in mind."""
_LEVELS = 5
"""How many levels are kept in mind, for what a later figure is so many times as large as."""


def follow(thread: Thread, view: View) -> None:
    """Keeps in mind what a sentence was about: its main clause, not what that is set against."""
    thread.series, thread.main_series = thread.main_series or thread.series, None
    named = tuple(topic.payload for topic in view.topics)
    thread.spoken = (*thread.spoken, *named)[-_SPOKEN:]
    if view.sentence.kind != "heading" and any(area.areas for area in view.areas):
        thread.some_told = some_of(view) or part_led(view)
    elif view.sentence.kind == "paragraph" and (led := _led_by(view) or part_led(view)):
        thread.some_told = led
    _follow_areas(thread, view)
    _follow_groups(thread, view)
    _follow_years(thread, view)
    thread.paragraph = view.sentence.paragraph


def _led_by(view: View) -> str:
    """The place or the group that begins a sentence, a capital by its name too; else empty."""
    is_city = not view.figures and bool(country_of_city(view))
    return led_by_some(view) or (view.text[view.start : view.end].split()[0] if is_city else "")


_LISTS = 12
"""How many lists of areas are kept in mind."""


def _turn_to(thread: Thread, view: View, areas: tuple[str, ...]) -> None:
    thread.subject = areas
    thread.subject_paragraph = view.sentence.paragraph
    if len(areas) == 1 and is_country(areas[0]):
        thread.country = areas[0]


_MUCH = 0.4
"""From such a share of its mentions a text is mostly of one area."""


_DEALT = re.compile(
    r"\b(?:b(?:ought|uys?)|t(?:ook|akes?)|absorb(?:s|ed)?|receive[sd]?|s(?:old|ells?)|suppl(?:y|ied|ies)"
    r"|provide[sd]?|account(?:s|ed)? for|made up|makes up)\b",
    re.IGNORECASE,
)
"""What another country does with the goods and money of the one that a text is of."""


def _follow_areas(thread: Thread, view: View) -> None:
    before = thread.passed if view.sentence.paragraph == thread.paragraph else ()
    led = subject_of(view)
    beside = view.areas if led is not None and is_many(led) else ()  # "Indians live in Nepal. Its"
    named = [
        code
        for area in view.areas
        if _may_be_next(view, area) or (area in beside and area.kind == "country")
        for code in area.areas
    ]
    is_told = _follow_subject(thread, view)
    if is_told and _is_asked(view) and thread.subject_paragraph == view.sentence.paragraph:
        thread.subject_paragraph += 1  # the answer is about whom the question is
    if view.sentence.paragraph != thread.paragraph:
        thread.lead = thread.subject if is_told else ()
    passed = named if is_told else [*before, *named]
    thread.passed = tuple(one for one in dict.fromkeys(passed) if one not in thread.subject)


def _is_asked(view: View) -> bool:
    """Whether a sentence ends its paragraph with a question ("And China?")."""
    is_question = view.text[view.start : view.end].rstrip(' *_”"\n').endswith("?")
    return is_question and _LAST.match(view.text, view.end) is not None


_LAST = re.compile(r"\s*\n[ \t]*\n")


def _may_be_next(view: View, area: AreaMention) -> bool:
    """Whether the next sentence may go on about countries that a sentence names."""
    is_beside = view.clauses.at(area.start).kind in {"base", "aside", "relative", "contrast"}
    is_meant = area.kind == "country" or len(area.areas) > 1
    return is_meant and not is_beside and may_lead(view, area)


def _follow_lists(thread: Thread, view: View) -> None:
    """Keeps in mind which areas a sentence names together or one by one."""
    apart: list[str] = []
    thread.areas_named |= areas_of((view,))
    for area in view.areas:
        if len(area.areas) > 1:
            thread.lists.append(area.areas)
            if not is_compared(view, area) and not is_oblique(view, area):
                thread.listed = area.areas
                thread.listed_paragraph = view.sentence.paragraph
        elif area.kind != "world" and area.areas and area.areas[0] not in apart:
            apart += area.areas
    thread.apart, thread.apart_index = tuple(apart), view.sentence.index
    if len(apart) > 1:
        thread.lists.append(tuple(apart))
    del thread.lists[1:-_LISTS]  # the first one is what the text may be about


def _follow_subject(thread: Thread, view: View) -> bool:
    """Keeps in mind which areas a sentence names; gives whether it says whom it is about."""
    _follow_lists(thread, view)
    main = (thread.main_area,)
    subject = subject_of(view)
    if subject is not None and is_set_beside(thread, view, subject):
        return False
    if subject is not None:
        thread.latter = (view.sentence.index, led_last(thread, view, subject))
        # "The United States bought a quarter of Viet Nam's exports" still tells of Viet Nam.
        owns = any(
            one.areas == main
            and one.is_possessive
            and _DEALT.search(view.text[subject.end : max(subject.end, one.start)])
            for one in view.areas
        )
        _turn_to(thread, view, main if owns and thread.main_share >= _MUCH else subject.areas)
        return True
    if (city := country_of_city(view)) and city in thread.areas_named:
        _turn_to(thread, view, (city,))
        return True
    if any(area.kind in {"back_any", "back_country", "back_own"} for area in view.areas):
        return True
    attached = [
        area
        for area in view.areas
        if area.areas and may_lead(view, area) and view.clauses.at(area.start).kind != "base"
    ]
    is_main = bool(attached) and attached[0].areas == main
    if not is_main and len({area.areas for area in attached}) > 1:
        return False  # "73 per cent in India and two thirds in China": of neither it goes on
    if attached and (is_main or not thread.is_single or not thread.subject):
        _turn_to(thread, view, attached[0].areas)
        return True
    return False


def _follow_groups(thread: Thread, view: View) -> None:
    groups: list[AreaMention] = [
        one
        for one in view.areas
        if one.kind == "group" and len(one.areas) == 1 and " + " not in one.areas[0]
    ]
    if thread.listed:  # "the region" is then not the one of which they are "the most crowded"
        groups = [one for one in groups if not (is_among(view, one) or is_yardstick(view, one))]
    if groups:
        plain = [one for one in groups if not is_compared(view, one)]
        plain = [
            one for one in plain if view.clauses.at(one.start).kind not in {"relative", "aside"}
        ] or plain
        thread.group = (plain or groups)[-1].areas[0]
    regions = [one.areas[0] for one in groups if is_region(one.areas[0])]
    plain = [one for one in groups if is_region(one.areas[0]) and not is_compared(view, one)]
    plain = [one for one in plain if view.clauses.at(one.start).kind not in {"base", "aside"}]
    if len(regions) > 1 and len(plain) == 1:
        regions = [plain[0].areas[0]]  # "here it was 1.6, against 5.6 in the European Union"
    if regions:
        thread.region = regions[-1]
        thread.region_paragraph = view.sentence.paragraph
    unions = [one for one in groups if one.areas[0] in _UNIONS]
    if unions:
        thread.union = unions[-1].areas[0]


_UNIONS = frozenset({"EU", "EUU", "AU", "EAEU"})


def _follow_years(thread: Thread, view: View) -> None:
    points = [
        one.last
        for one in view.years
        if not (is_base_year(view, one) and (view.figures or not _AGO.search(one.text)))
        and not is_aside(view, one)
        and not is_apposed(view, one)
        and not is_price_year(view, one)
        and _is_told(view, one, thread.published)
        and not is_projected(view, one.start)
        and not re.search(r"\bthis year\b", one.text, re.IGNORECASE)
        and (thread.year is None or not is_before_past(view, one, thread.year))
        and not is_cited(view, one)
    ]
    spans = [(one.first, one.last) for one in view.years if one.kind == "span"]
    for year in view.years:
        if year.kind == "earlier" and year.first > 1:
            resolved = resolve_year(view, year, thread)
            if resolved is not None and resolved[0] is not None:
                thread.span = (resolved[0], resolved[0] + year.first)
    for year in view.years:
        later = resolve_year(view, year, thread) if year.kind == "later" else None
        is_now = later is None or later[1] is None or thread.published == later[1]
        if later is not None and later[1] is not None and not is_now:
            points.append(later[1])
    published = thread.published
    thread.just_named = just_named(view, thread) or thread.just_named
    past = [year for year in points if published is None or year <= published]
    past += [last for _, last in spans]
    if past:
        _speak_of(thread, view, max(past))
    if not spans:
        apart = (min(past), max(past)) if len(set(past)) > 1 else None
        thread.years_apart = apart or _before_it(thread, view) or thread.years_apart
    if spans:
        thread.span = spans[-1]
    elif len(points) == 1 and (first := _from_before(view, points[0])) is not None:
        thread.span = (first, points[0])


_AGO = re.compile(r"\b(?:ago|back)\b", re.IGNORECASE)
"""A sentence without figures that goes so far back turns to that time."""


def _before_it(thread: Thread, view: View) -> tuple[int, int] | None:
    """A year that lies before the one spoken of, and that ("In 1990 it had been 12 million")."""
    spoken = thread.year
    if spoken is None or thread.year_paragraph != view.sentence.paragraph:
        return None
    points = [one for one in view.years if one.kind == "point"]
    before = [one.last for one in points if is_before_past(view, one, spoken)]
    return (before[0], spoken) if len(before) == len(points) == 1 else None


def _speak_of(thread: Thread, view: View, year: int) -> None:
    """Keeps the year that a sentence tells of, and the one that its paragraph told of before."""
    is_same = thread.year_paragraph == view.sentence.paragraph
    if is_same and thread.year is not None and thread.year < year:
        thread.years_apart = (thread.year, year)
    elif not is_same:
        thread.years_apart = None
    thread.year = year
    thread.year_paragraph = view.sentence.paragraph
    thread.year_section = view.sentence.headings
    thread.is_year_present = tense_of(view)


def _from_before(view: View, last: int) -> int | None:
    """The earlier year from which a sentence tells that something came ("down from 9 in 1990")."""
    first = [
        one.first
        for one in view.years
        if one.kind == "point" and one.first < last - 1 and is_base_year(view, one)
        if _WHEN.match(view.text, one.end, view.end) is None  # "than in 1995, when it fell"
    ]
    return first[0] if len(first) == 1 else None


def is_aside(view: View, year: YearMention) -> bool:
    """Whether a year in brackets belongs to its own item only ("Population (2021): 924,600")."""
    before, after = view.text[year.start - 1 : year.start], view.text[year.end : year.end + 1]
    return view.sentence.kind in {"item", "row"} and before == "(" and after == ")"
