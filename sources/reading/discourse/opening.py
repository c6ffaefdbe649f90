"""Whom a whole text is about, which country speaks in it, and of which year all its figures are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sources.reading.discourse.compared import is_compared
from sources.reading.discourse.ranges import is_likened
from sources.reading.discourse.speakers import is_company, issuers, speaker_of
from sources.reading.discourse.subjects import (
    is_loosely_named,
    subject_of,
)
from sources.reading.mentions.areas import AreaMention, is_country
from sources.reading.sentences.context import Thread, View
from sources.reference.names import capitals


def open_thread(views: Sequence[View], published: int | None, title: Sequence[View] = ()) -> Thread:
    """The thread before the first sentence: whom the whole text is about, as far as that shows.

    Args:
        views: The sentences of the text.
        published: The year of the text.
        title: The title of the document, where it is not in the text.
    """
    counts, first = _counted(views)
    named = areas_of(title) - ({"WLD"} if counts else set())
    speaker = speaker_of(views, frozenset(counts))
    named = ({speaker} if speaker else set()) or named or _of_headings(views)
    if not named and not counts:
        named = issuers(views)
    named = named or issuers(title)
    named = named or {one for one in _dated_from(views) if _is_spoken(one, counts)}
    years = (year for view in views for year in view.years if year.kind == "point")
    thread = Thread(published=published, years_named=frozenset(year.first for year in years))
    thread.stated_year = next(filter(None, map(_stated_year, views)), None)
    for view in views:
        if view.sentence.headings and (year := _year_of_section(view)) is not None:
            thread.stated_in[view.sentence.headings[-1]] = year
    thread.loose = frozenset(
        code
        for view in (*title, *views)
        for area in view.areas
        if is_loosely_named(area)
        for code in area.areas
    )
    thread.areas_named = frozenset(areas_of(title) | areas_of(views[:1]) | issuers(views))
    thread.areas_named |= _dated_from(views)
    for view in title:
        thread.lists += [area.areas for area in view.areas if len(area.areas) > 1]
    thread.own_area = speaker or _own_of(views, named, counts)
    thread.two_areas = _two_of(views, title, counts)
    ours = sum(area.kind == "back_own" for view in views for area in view.areas)
    thread.speaks_of_us = ours >= _OFTEN and not thread.own_area
    if len(named) == 1:
        thread.main_area = next(iter(named))
        share = counts[thread.main_area] / max(1, sum(counts.values()))
        thread.main_share = 0.9 if not counts or share >= 0.25 else 0.7
    elif counts or first:
        main = max(counts, key=lambda code: counts[code] + 2 * (code == first), default=first)
        thread.main_area = main = "" if _is_only_likened(views, main) else main
        thread.main_share = counts[main] / max(1, sum(counts.values()))
        if not named and not thread.own_area and _is_of_world(views, counts):
            thread.main_area, thread.main_share = "WLD", _WORLDWIDE
    if not thread.own_area:
        thread.likely_own = _city_at_top(views, counts, ours) or _likely_own(views, counts, ours)
        is_plain = is_country(thread.main_area) and thread.main_share >= _HARDLY
        if thread.likely_own and not is_plain and not thread.is_single:
            thread.main_area, thread.main_share = thread.likely_own, _LIKELY
    return thread


_LIKELY, _HARDLY = 0.45, 0.15
"""The share of mentions that the country has which likely speaks in a text, and too few."""


def _likely_own(views: Sequence[View], counts: Counter[str], ours: int) -> str:
    """The country that "we" most likely means: the first one named, and none more often than it."""
    countries = [code for code in counts if is_country(code)]
    if ours < _OFTEN or not countries or is_company(views):
        return ""
    first, others = countries[0], [counts[code] for code in countries[1:]]
    is_most = counts[first] >= _OURS and all(count < counts[first] for count in others)
    is_like = ours >= _MANY and all(count <= counts[first] for count in others)
    return first if is_most or is_like else ""


_MANY = 5
"""So often a text says "we" that it speaks of the country it names first."""


def _city_at_top(views: Sequence[View], counts: Counter[str], ours: int) -> str:
    """The country of the one capital that the top of a text names ("So, Kigali. I arrived")."""
    area = _capital_at_top(views)
    most = max((count for code, count in counts.items() if is_country(code)), default=0)
    owners = (one for view in views for one in view.areas if one.kind == "back_own")
    is_ours = ours >= _OFTEN and any(_is_nation(views[0].text, one) for one in owners)
    return area if area and (is_ours or 2 * counts[area] > most) else ""


def _capital_at_top(views: Sequence[View]) -> str:
    """The country of the one capital that the top of a text names; empty for none or several."""
    words = views[0].text[:_PLACES] if views else ""
    found = {
        area
        for city, area in capitals().items()
        if re.search(rf"\b(?:{re.escape(city)}|{re.escape(city.upper())})\b", words)
    }
    return next(iter(found)) if len(found) == 1 else ""


_HEADINGS = 4
"""So many lines at the top of a text may be its title, with what series it is of and when."""


def _of_headings(views: Sequence[View]) -> set[str]:
    """The areas of the first heading at the top of a text that names any."""
    for view in views[:_HEADINGS]:
        if view.sentence.kind != "heading":
            break
        if named := areas_of((view,)):
            return named
    return set()


_BOTH, _SECOND = 0.75, 0.25
"""What two countries have of all that a text names, and each of them, where it compares the two."""


def _two_of(views: Sequence[View], title: Sequence[View], counts: Counter[str]) -> tuple[str, ...]:
    """The two countries that a text sets side by side; none for more or fewer."""
    titled = (areas_of(title), _of_headings(views))
    for named in titled:
        if len(named) == 2 and all(map(is_country, named)):
            return tuple(sorted(named))
    countries = Counter({code: count for code, count in counts.items() if is_country(code)})
    two = countries.most_common(2)
    total = sum(countries.values())
    is_both = len(two) == 2 and two[1][1] >= _SECOND * total
    is_first = _first_named(views) == {code for code, _ in two}
    is_both = is_both and two[0][1] + two[1][1] >= (_MOST_BOTH if is_first else _BOTH) * total
    return tuple(sorted(code for code, _ in two)) if is_both else ()


_MOST_BOTH = 0.6
"""What they have of all where a text begins with the two."""


def _first_named(views: Sequence[View]) -> set[str]:
    """The countries of the first sentence that names any."""
    named = (
        {code for area in view.areas if area.kind == "country" for code in area.areas}
        for view in views
    )
    return next(filter(None, named), set())


def led_by_subject(head: View) -> tuple[AreaMention, ...]:
    """The areas of a heading, that of which it tells last ("Peru courts whom Chile scares off").

    Args:
        head: The heading.
    """
    subject = subject_of(head) if len(head.areas) > 1 else None
    if subject is None or (subject.kind == "world" and not _is_followed(head, subject)):
        return head.areas
    return (*(area for area in head.areas if area.start != subject.start), subject)


_SET_AGAINST = re.compile(r",?\s+\b(?:but|while|as|though|although|yet|even as)\b|;", re.IGNORECASE)


def _is_followed(head: View, subject: AreaMention) -> bool:
    """Whether a heading sets the other areas against the one it begins with ("…, but Africa")."""
    others = [area for area in head.areas if area.start > subject.start]
    return bool(others) and _SET_AGAINST.search(head.text, subject.end, others[0].start) is not None


_FOREMOST, _WORLDWIDE = 0.34, 0.38
"""The share of its mentions that one area has of a text about all, and what such a text has."""


def _is_of_world(views: Sequence[View], counts: Counter[str]) -> bool:
    """Whether a text is about the whole world: it speaks of it, and of no one area mostly.

    "An estimated 287,000 women died in 2020. Seven in ten lived in sub-Saharan Africa, …".
    """
    areas = [area for view in views for area in view.areas]
    first = next((area for area in areas if area.areas), None)
    if first is None or len(counts) < _OFTEN or all(area.kind != "world" for area in areas):
        return False
    most = max((count for code, count in counts.items() if code != "WLD"), default=0)
    return first.kind != "country" and most < _FOREMOST * sum(counts.values())


_PLACES = 250
"""Within so many characters a text says where it was written."""


def _dated_from(views: Sequence[View]) -> set[str]:
    """The country of the city that a text is dated from ("ACCRA, 4 March 2021 –")."""
    text = views[0].text[:_PLACES] if views else ""
    return {
        area
        for city, area in capitals().items()
        for match in re.finditer(rf"\b(?:{re.escape(city)}|{re.escape(city.upper())})\b", text)
        if _DATED.match(text, match.end())
    }


_DATED = re.compile(
    r"(?:,?\s+\(?(?:\d{1,2}\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\s*\([A-Z]|"
    r"\s*[-–—]+\s|,\s+\d{4}\b|\s*[:|·]\s)"
)


_OURS = 2
"""So often a text says "we" or "our" that it speaks of a country."""


def _own_of(views: Sequence[View], named: set[str], counts: Counter[str]) -> str:
    """Whom "we" and "our" mean: the text's own country, and none that it sets beside us.

    "In 2024 Vietnam exported goods worth $405 billion, we $73 billion" is no text of Vietnam.
    """
    beside: Counter[str] = Counter()
    own: Counter[str] = Counter()
    spoken = 0
    for view in views:
        ours = [area for area in view.areas if area.kind == "back_own"]
        spoken += len(ours)
        for area in view.areas if ours else ():
            if area.kind == "country" and len(area.areas) == 1:
                near = any(0 <= area.start - one.end <= _NEAR for one in ours)
                near = near and not _is_beside_us(view, area)
                (own if near or _is_nation_of(view, area) else beside)[area.areas[0]] += 1
    if spoken < _OURS or is_company(views):
        return ""
    dated = {one for one in _dated_from(views) if _is_spoken(one, counts)}
    if len(dated) == 1 and not beside[next(iter(dated))]:
        return next(iter(dated))
    scores = {
        code: count + 3 * own[code] - 3 * beside[code]
        for code, count in counts.items()
        if is_country(code)
    }
    for code in named:
        if is_country(code):
            scores[code] = scores.get(code, 0) + 8 - beside[code]
    best = max(scores, key=lambda code: scores[code], default="")
    if not best or scores[best] <= 0:
        return ""
    total = sum(count for code, count in counts.items() if is_country(code))
    is_main = counts[best] >= _MAIN * total or (counts[best] >= _OFTEN and not beside[best])
    return best if own[best] or best in named or is_main else ""


_BESIDE_US = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:neighbou?rs?|friends?|rivals?|cousins?|partners?|brothers|allies|ally|"
    r"colleagues?|counterparts?|competitors?|creditors?|guests?)\b"
)
"""What makes a country another one than ours behind "our"."""
_NEAR = 12


def _is_beside_us(view: View, area: AreaMention) -> bool:
    """Whether a country is named as another one than ours ("our Thai neighbours")."""
    is_near = any(
        one.kind == "back_own" and 0 <= area.start - one.end <= _NEAR for one in view.areas
    )
    return is_near and _BESIDE_US.match(view.after(area.end, 24)) is not None


_MAIN = 0.5
"""So many of the countries that a text names are the one that it is from."""
_OFTEN = 3
"""So often a text names a country that it is about that one, wherever it was written."""
_BESIDE = 2
"""So often a text names other areas that it may be about these, and not about where it is from."""


def _is_spoken(code: str, counts: Counter[str]) -> bool:
    """Whether a text dated from a country may be about it: it names it, or hardly any other.

    An appeal to all governments that was written in Nairobi is none about Kenya.
    """
    return counts[code] > 0 or sum(counts.values()) < _BESIDE


def _is_nation_of(view: View, area: AreaMention) -> bool:
    """Whether a country is called ours ("Fiji, my country", "our Kenya")."""
    return (
        re.match(r",?\s+(?:my|our)\s+(?:own\s+)?(?:country|nation)\b", view.after(area.end, 24))
        is not None
    )


_STATED = re.compile(
    r"\b(?:comparisons|indicators|numbers|figures|data|statistics|values|rates|estimates|amounts|shares|sums|totals)\b"
    r"[^.;]{0,120}\b(?:for|to|of|from|in|are)\s+(?:the\s+)?(?:year\s+)?$",
    re.IGNORECASE,
)
_THESE_ARE = re.compile(
    r"\W*(?:(?:all|the|our|these|all the|all our|all these)\s+)*(?:figures|numbers|data|statistics|"
    r"values)(?:\s+(?:here|below|given|shown|quoted|used|in [^.;,]{1,40}))*\s+"
    r"(?:are|refer|relate)\s+(?:all\s+)?(?:those\s+)?(?:of|for|to)\s+(?:the\s+)?(?:calendar\s+)?(?:year\s+)?",
    re.IGNORECASE,
)
"""How a sentence begins that is of all figures of a text ("The figures are those of 2019, …")."""
_THROUGHOUT = re.compile(
    r"\b(?:unless|otherwise|throughout|except where|below|all|in this (?:note|text|article|brief|"
    r"report|thread|piece|section)|here)\b",
    re.IGNORECASE,
)


_REFERENCE = re.compile(r"\b(?:reference|data) year\s*(?:is|was|:|=|–|-)?\s*$", re.IGNORECASE)
_ALL_FOR = re.compile(
    r"\W*(?:all|everything|all (?:figures|data|values|numbers))\s+(?:are\s+)?(?:for|of|from|in)\s+"
    r"(?:the\s+)?(?:year\s+)?",
    re.IGNORECASE,
)


def _year_of_section(view: View) -> int | None:
    """The year of which a sentence says that the figures around it are ("All for 2022.")."""
    year = view.years[0] if len(view.years) == 1 and view.years[0].kind == "point" else None
    if year is None or _ALL_FOR.fullmatch(view.text, view.start, year.start) is None:
        return None
    return year.last if not re.search(r"\w", view.text[year.end : view.end]) else None


def _stated_year(view: View) -> int | None:
    """The year of which a sentence says that the figures of the text are ("2019 data throughout").

    Told are "All figures are for 2019" and "Data for 2021 unless stated"; what leads up to a list
    ("Some figures, all for 2014:") speaks of that list alone.
    """
    words = view.text[view.start : view.end]
    if words.rstrip().endswith(":"):
        return None
    told = [one for one in view.figures if one.unit not in {"number", "counted"} or one.value > 20]
    if len(view.years) != 1 or view.years[0].kind != "point" or told:
        return None
    year = view.years[0]
    is_stated = _STATED.search(view.before(year.start, 120)) is not None
    is_stated |= (
        re.match(r"\s+(?:figures|data|values|numbers|unless)\b", view.after(year.end, 12))
        is not None
    )
    is_of_all = _THESE_ARE.fullmatch(view.text, view.start, year.start) is not None
    is_of_all |= _REFERENCE.search(view.before(year.start, 20)) is not None
    return year.last if is_of_all or (is_stated and _THROUGHOUT.search(words)) else None


def _counted(views: Sequence[View]) -> tuple[Counter[str], str]:
    """How often each area is named, headings more, and which is named first."""
    counts: Counter[str] = Counter()
    first = ""
    for view in views:
        weight = 3 if view.sentence.kind == "heading" else 1
        for area in view.areas:
            if not area.areas or is_compared(view, area) or _is_beside_us(view, area):
                continue
            is_one = len(area.areas) == 1 and area.kind in {"country", "group"}
            first = first or (area.areas[0] if is_one else "")
            for code in area.areas:
                counts[code] += weight
    owners = [area for view in views for area in view.areas if area.kind == "back_own"]
    if is_country(first) and any(_is_nation(views[0].text, area) for area in owners):
        counts[_capital_at_top(views) or first] += len(owners)
    return counts, first


def _is_only_likened(views: Sequence[View], code: str) -> bool:
    """Whether an area is named only where something is likened to it ("on a par with Peru")."""
    named = [(view, area) for view in views for area in view.areas if code in area.areas]
    return bool(named) and all(is_likened(view, area) for view, area in named)


_NATION = re.compile(
    r"\s+(?:own\s+)?(?:country|nation|people|republic|government|parliament|economy|children|"
    r"citizens|(?:the\s+)?[A-Z]\w+(?:ans?|ish|ese|is|ch|ans)\b)"
)


def _is_nation(text: str, own: AreaMention) -> bool:
    """Whether "we" and "our" are a nation's ("we Americans", "our parliament")."""
    return _NATION.match(text, own.end) is not None


def areas_of(views: Sequence[View]) -> set[str]:
    """All areas that some sentences name."""
    return {code for view in views for area in view.areas for code in area.areas}
