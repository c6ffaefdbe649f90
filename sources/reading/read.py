"""Reading a text: what each of its figures is about, with candidates, a score and a reason.

`read_text` is pure and linear in the text: it knows no data, no clock and no network, so whether
figures and data agree can choose no reading. What the words support well is ``sure``; the rest is
``unsure`` and says what else it may be.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sources.model import Period
from sources.reading.area_mentions import AreaMention
from sources.reading.attach import (
    AreaChoice,
    YearChoice,
    choose_areas,
    choose_years,
    is_base_year,
    is_compared,
    resolve_back,
    resolve_year,
    subject_of,
)
from sources.reading.choose_series import SeriesChoice, choose_series, marks_at
from sources.reading.context import Thread, View, read_views
from sources.reading.indicator_mentions import Series, concept_of, topics
from sources.reading.model import Candidate, ReadFigure, Reading
from sources.reading.printed import Printed
from sources.reading.ranks import Told, find_told
from sources.reading.relations import Relation, relate
from sources.reading.roles import role
from sources.reading.words import Found
from sources.reading.year_mentions import YearMention

SURE = 0.55
_RATES = frozenset({"pct", "gdp", "gni", "years", "per_1000", "per_100000", "growth", "per_woman"})


def read_text(text: str, published: str = "", language: str = "en") -> tuple[ReadFigure, ...]:
    """What each figure of a text is about.

    Args:
        text: The text as given; places in the answer are its characters.
        published: The text's date as far as known ("2018", "2018-06" or a day).
        language: Its language; only English is read whole.
    """
    match = re.match(r"\d{4}", published)
    year = int(match[0]) if match else None
    reader = _Reader(read_views(text, year), year)
    return tuple(reader.read())


class _Reader:
    """Reads sentence by sentence and keeps the thread."""

    def __init__(self, views: tuple[View, ...], published: int | None) -> None:
        self.views = views
        self.published = published
        self.thread = Thread(published=published, first=_first_area(views))
        self.last_relation: Relation | None = None
        self.last_start = -1
        self.in_turn = False

    def read(self) -> list[ReadFigure]:
        found: list[ReadFigure] = []
        for view in self.views:
            self._respect_heading(view)
            self._head_year(view)
            heads = tuple(self.views[index] for index in view.sentence.headings)
            areas = tuple(area for head in heads for area in head.areas)
            named = tuple(topic for head in heads for topic in head.topics)
            read = self._sentence(view, areas, named)
            found += read
            self._follow(view)
            if any(one.reading is not None for one in read):
                self.thread.talk = ()
            elif view.topics:
                self.thread.talk = view.topics
        return found

    def _head_year(self, view: View) -> None:
        years = [
            one.last
            for index in view.sentence.headings
            for one in self.views[index].years
            if one.kind == "point" and (self.published is None or one.last <= self.published)
        ]
        self.thread.head_year = years[-1] if years else None

    def _respect_heading(self, view: View) -> None:
        """A heading that names a year, or an area, sets the thread."""
        if view.sentence.kind != "heading":
            return
        years = [one for one in view.years if one.kind == "point"]
        if years:
            self.thread.year = years[-1].last
            self.thread.year_paragraph = view.sentence.paragraph

    def _sentence(
        self, view: View, areas: tuple[AreaMention, ...], named: tuple[Found[str], ...]
    ) -> list[ReadFigure]:
        found: list[ReadFigure] = []
        spread = _respectively(view)
        spread = {**_in_turn(view, self.thread, areas), **spread}
        for one in view.figures:
            one = _with_head_unit(one, self._head_words(view))
            kind, why = role(view, one, self.published)
            if kind != "claim":
                found.append(_as(view, one, kind, why))
                continue
            found.append(self._claim(view, one, areas, named, spread))
        if view.sentence.kind != "heading":
            found += (self._told(view, told, areas, named) for told in find_told(view))
        return sorted(found, key=lambda one: one.start)

    def _head_words(self, view: View) -> str:
        """The words of the nearest heading, where a list of bare numbers has its unit."""
        if not view.sentence.headings:
            return ""
        head = self.views[view.sentence.headings[-1]]
        return view.text[head.start : head.end]

    def _claim(
        self,
        view: View,
        one: Printed,
        heads: tuple[AreaMention, ...],
        named: tuple[Found[str], ...],
        spread: dict[int, tuple[str, ...]],
    ) -> ReadFigure:
        relation = _of_people(view, one, self._shared(view, one, relate(view, one)))
        one = _soft_base(view, one)
        marks = marks_at(view, one)
        areas = choose_areas(view, one, relation, self.thread, heads)
        if relation.kind == "level" and relation.other is not None:
            whole = relation.other.areas or resolve_back(relation.other, self.thread, view)
            areas = [AreaChoice(whole, 0.97, f"“{relation.other.text}” is of whom it is"), *areas]
        if (
            relation.kind == "share"
            and relation.other is not None
            and relation.other.kind != "world"
        ):
            whole = relation.other.areas or resolve_back(relation.other, self.thread, view)
            if whole and (not areas or areas[0].areas == whole or areas[0].score < 0.5):
                areas = [
                    AreaChoice(whole, 0.95, f"“{relation.other.text}” is whose part it is"),
                    *areas,
                ]
                relation = Relation("level")
                self.last_relation = relation
        series = choose_series(view, one, relation, self.thread, named, marks, self.in_turn)
        if one.start in spread:
            areas = [AreaChoice(spread[one.start], 1.0, "“respectively” gives it to it"), *areas]
        if relation.kind == "count":
            return self._count(view, one, relation, areas)
        if not series:
            return _as(
                view,
                one,
                "claim",
                "no topic that a series covers is named near it",
                "no series of the World Bank or the United Nations was found for it",
            )
        topic = series[0].series.topic
        years = choose_years(view, one, relation, self.thread, topic, self.published)
        candidates = self._candidates(view, one, relation, series, areas, years)
        return self._answer(view, one, series, candidates)

    def _shared(self, view: View, one: Printed, relation: Relation) -> Relation:
        """A figure of a list that goes on with shares of the same whole is a share too."""
        last = self.last_relation if self.last_start >= view.start else None
        before = next((f for f in reversed(view.figures) if f.end <= one.start), None)
        self.in_turn = before is not None and before.unit == one.unit and _turns(view, before, one)
        if (
            self.in_turn
            and last is not None
            and last.kind in {"ratio", "ratio_time", "growth", "change"}
            and relation.kind in {"level", "ratio"}
            and relation.other is None
        ):
            relation = last
        self.last_relation, self.last_start = relation, one.start
        if (
            last is None
            or last.kind != "share"
            or relation.kind != "level"
            or one.unit != "pct"
            or one.base
        ):
            return relation
        if any(
            t.start > self.views[0].start and last.rest_end <= t.start < one.end
            for t in view.topics
        ):
            return relation
        self.last_relation = last
        return last

    def _told(
        self, view: View, told: Told, heads: tuple[AreaMention, ...], named: tuple[Found[str], ...]
    ) -> ReadFigure:
        """A rank, a superlative or a comparison: of what, of whom, among whom."""
        one = Printed(told.figure, told.start, told.end, "told", after=told.end)
        relation = Relation("told", told.among)
        marks = marks_at(view, one)
        areas = choose_areas(view, one, relation, self.thread, heads)
        series = choose_series(view, one, relation, self.thread, named, marks)
        if not series:
            return _as(
                view,
                one,
                "claim",
                "no topic that a series covers is named near it",
                "what is ranked is not said",
            )
        years = choose_years(
            view, one, relation, self.thread, series[0].series.topic, self.published
        )
        among = (
            ()
            if told.among is None
            else told.among.areas or resolve_back(told.among, self.thread, view)
        )
        area, year = areas[0] if areas else AreaChoice((), 0.2, "no area is named"), years[0]
        period = (
            Period(year.first, year.last)
            if year.first != year.last
            else Period(year.last, year.last)
        )
        joined = " + ".join(among)
        reading = Reading(
            told.kind,
            _code(series[0].series),
            area.areas,
            to=joined if told.kind == "comparison" else "",
            among=""
            if told.kind == "comparison"
            else "countries"
            if joined in {"", "WLD"}
            else joined,
            period=period,
            order="" if told.kind == "comparison" else told.order,
        )
        why = f"{series[0].why}; {area.why}; {year.why}"
        score = round(series[0].score * area.score * year.score * 0.85, 3)
        candidate = Candidate(reading, score, why)
        is_sure = score >= SURE and len(area.areas) == 1
        return replace(
            _as(view, one, "claim", why),
            state="sure" if is_sure else "unsure",
            reading=reading,
            candidates=(candidate,),
        )

    def _count(
        self, view: View, one: Printed, relation: Relation, areas: list[AreaChoice]
    ) -> ReadFigure:
        years = choose_years(view, one, relation, self.thread, "", self.published)
        area = areas[0].areas if areas else ()
        reading = Reading("count", areas=area, period=Period(years[0].first, years[0].last))
        candidate = Candidate(reading, 0.5, relation.why)
        return replace(
            _as(view, one, "claim", relation.why), reading=reading, candidates=(candidate,)
        )

    def _candidates(
        self,
        view: View,
        one: Printed,
        relation: Relation,
        series: list[SeriesChoice],
        areas: list[AreaChoice],
        years: list[YearChoice],
    ) -> list[Candidate]:
        found: list[Candidate] = []
        top_areas = areas[:3] or [AreaChoice((), 0.2, "no area is named")]
        top_years = years[:3]
        combos = [(s, top_areas[0], top_years[0]) for s in series[:3]]
        combos += [(series[0], a, top_years[0]) for a in top_areas[1:]]
        combos += [(series[0], top_areas[0], y) for y in top_years[1:]]
        rivals = series[1].score / series[0].score if len(series) > 1 else 0.0
        for s, a, y in combos:
            reading, surety = self._reading(view, one, relation, s, a, y, years)
            score = s.score * a.score * y.score * surety
            why = f"{s.why}; {a.why}; {y.why}" + (f"; {relation.why}" if relation.why else "")
            found.append(Candidate(reading, round(score, 3), why))
        del rivals
        best = found[0]
        rest = sorted((c for c in found[1:] if c.reading != best.reading), key=lambda c: -c.score)
        return [best, *rest]

    def _reading(
        self,
        view: View,
        one: Printed,
        relation: Relation,
        s: SeriesChoice,
        a: AreaChoice,
        y: YearChoice,
        years: list[YearChoice],
    ) -> tuple[Reading, float]:
        code = _code(s.series)
        maker = {
            "level": self._level, "share": self._share, "ratio": self._ratio, "difference": self._difference,
            "difference_sex": self._difference_sex,
        }.get(relation.kind, self._over_time)  # fmt: skip
        return maker(view, one, relation, s, a, y, years, code)

    def _level(
        self,
        view: View,
        one: Printed,
        relation: Relation,
        s: SeriesChoice,
        a: AreaChoice,
        y: YearChoice,
        years: list[YearChoice],
        code: str,
    ) -> tuple[Reading, float]:
        period = Period(y.first, y.last)
        measure, surety, of = "value", 1.0, ""
        if (
            s.series.unit == "growth"
            and y.first is not None
            and y.last is not None
            and y.last > y.first
        ):
            measure = "mean_growth"
        elif one.is_pair:
            period = self._pair_period(years, y)
        elif period.start is not None and period.end is not None and period.end > period.start:
            period = Period(period.end, period.end)
            surety = 0.8
        elif y.first is not None and y.last is None:
            period = Period(None, None)
        if one.unit == "persons" and s.series.unit in {"pct"}:
            measure, of, surety = "product", "population", 0.8
        if _is_complement(view, one, s.series):
            surety *= 0.7 if measure == "product" else 1.0
            measure = "complement" if measure == "value" else measure
        if len(a.areas) > 1 and measure == "value":
            is_mean = re.search(r"\baverage|\bmean\b", view.before(one.start, 60), re.I)
            measure = "mean" if is_mean else "each"
        weighting = ""
        if (
            a.mention is not None
            and a.mention.kind == "group"
            and s.series.unit in _RATES
            and re.search(
                r"\baverage|\bmean\b", view.before(one.start, 40) + view.after(one.end, 20)
            )
        ):
            weighting = "simple"
        return Reading(measure, code, a.areas, of=of, period=period, weighting=weighting), surety

    def _pair_period(self, years: list[YearChoice], y: YearChoice) -> Period:
        span = next(
            (c for c in years if c.first is not None and c.last is not None and c.last > c.first),
            None,
        )
        if span is not None and span.score > 0.3:
            return Period(span.first, span.last)
        points = sorted(
            {c.first for c in years if c.first is not None and c.first == c.last and c.score > 0.55}
        )
        if len(points) >= 2:
            return Period(points[0], points[-1])
        if len(points) == 1 and points[0] is not None:
            since = next((c for c in years if c.last is None and c.first is not None), None)
            if since is not None:
                return Period(since.first, since.last)
        if self.thread.span is not None:
            return Period(*self.thread.span)
        return Period(y.first, y.last)

    def _share(
        self,
        view: View,
        one: Printed,
        relation: Relation,
        s: SeriesChoice,
        a: AreaChoice,
        y: YearChoice,
        years: list[YearChoice],
        code: str,
    ) -> tuple[Reading, float]:
        other = relation.other
        whole = () if other is None else other.areas or resolve_back(other, self.thread, view)
        if s.series.unit in {"pct", "gdp", "gni"}:
            return self._level(
                view, one, relation, s, AreaChoice(whole or a.areas, a.score, a.why), y, years, code
            )
        period = Period(y.last, y.last)
        of = whole[0] if len(whole) == 1 else " + ".join(whole)
        if a.areas == whole:
            return Reading("share", code, a.areas, of="", period=period), 0.4
        if other is not None and other.kind == "back_any":
            return Reading("share", code, a.areas, of=of, period=period), 0.6
        return Reading(
            "share", code, a.areas, of="world" if of == "WLD" else of, period=period
        ), 1.0

    def _ratio(
        self,
        view: View,
        one: Printed,
        relation: Relation,
        s: SeriesChoice,
        a: AreaChoice,
        y: YearChoice,
        years: list[YearChoice],
        code: str,
    ) -> tuple[Reading, float]:
        other = relation.other
        to = () if other is None else other.areas or resolve_back(other, self.thread, view)
        areas, against = (to, a.areas) if relation.is_other_first else (a.areas, to)
        period = Period(y.last, y.last)
        if s.series.unit == "growth" and y.first is not None:
            period = Period(y.first, y.last)
        surety = 1.0 if to and areas and areas != against else 0.3
        return Reading("ratio", code, areas, to=" + ".join(against), period=period), surety

    def _difference(
        self,
        view: View,
        one: Printed,
        relation: Relation,
        s: SeriesChoice,
        a: AreaChoice,
        y: YearChoice,
        years: list[YearChoice],
        code: str,
    ) -> tuple[Reading, float]:
        other = relation.other
        if other is None:
            sexes = _sexes(s.series)
            if sexes is not None:
                return Reading(
                    "difference", sexes[0], a.areas, to=sexes[1], period=Period(y.last, y.last)
                ), 0.8
        to = () if other is None else other.areas or resolve_back(other, self.thread, view)
        return Reading(
            "difference", code, a.areas, to=" + ".join(to), period=Period(y.last, y.last)
        ), 1.0 if to else 0.3

    def _difference_sex(
        self,
        view: View,
        one: Printed,
        relation: Relation,
        s: SeriesChoice,
        a: AreaChoice,
        y: YearChoice,
        years: list[YearChoice],
        code: str,
    ) -> tuple[Reading, float]:
        sexes = _sexes(s.series) or (code, "")
        if re.search(
            r"\bthan\s+(?:for\s+|that of\s+|among\s+)?(?:women|females|girls)", relation.rest, re.I
        ):
            sexes = (sexes[1], sexes[0])
        return Reading(
            "difference", sexes[0], a.areas, to=sexes[1], period=Period(y.last, y.last)
        ), 0.9

    def _over_time(
        self,
        view: View,
        one: Printed,
        relation: Relation,
        s: SeriesChoice,
        a: AreaChoice,
        y: YearChoice,
        years: list[YearChoice],
        code: str,
    ) -> tuple[Reading, float]:
        period, is_single = self._span(view, one, relation, y, years, s.series.topic)
        if relation.kind == "growth" and s.series.unit == "growth":
            is_mean = re.search(
                r"\baverag|\bannual|\ba year\b|\bper year|\byearly|\bper annum",
                view.before(one.start) + view.after(one.end, 40),
                re.I,
            )
            if is_single or period.start == period.end:
                return Reading("value", code, a.areas, period=Period(period.end, period.end)), 1.0
            if period.start is not None and period.end == period.start + 1:
                return Reading("value", code, a.areas, period=Period(period.end, period.end)), 1.0
            if is_mean:
                return Reading("mean_growth", code, a.areas, period=period), 1.0
            level = _level_of(s.series)
            return Reading("growth", level, a.areas, period=period), 0.8
        measure = {"ratio_time": "ratio", "growth": "growth"}.get(relation.kind, "change")
        if (
            relation.kind == "growth"
            and re.search(
                r"\b(?:a|per|each|every) year\b|\bannual|\byearly|\bper annum",
                view.after(one.end, 25) + view.before(one.start, 25),
                re.I,
            )
            and not is_single
        ):
            measure = "mean_growth"
        to = str(period.start) if measure == "ratio" and period.start is not None else ""
        if is_single and period.end is not None:
            period = Period(period.end - 1, period.end)
        return Reading(
            measure, code, a.areas, to=to, period=period
        ), 1.0 if period.start is not None else 0.6

    def _span(
        self,
        view: View,
        one: Printed,
        relation: Relation,
        y: YearChoice,
        years: list[YearChoice],
        topic: str,
    ) -> tuple[Period, bool]:
        """The span of a change, and whether only its last year is known."""
        spans = [
            c
            for c in years
            if c.first is not None and (c.last is None or c.last > c.first) and c.score > 0.3
        ]
        in_rest = self._rest_years(view, relation) or self._earlier_years(view, one, relation)
        main = [
            c for c in years if c.first is not None and c.first == c.last and c.first not in in_rest
        ]
        if in_rest:
            start = in_rest[0]
            ends = [c.last for c in main if c.last is not None and c.last > start]
            if ends:
                return Period(start, ends[0]), False
            later = [year for year in in_rest if year > start]
            return Period(start, later[-1] if later else None), False
        named = sorted(
            {
                c.first
                for c in years
                if c.first is not None
                and c.first == c.last
                and "spoken" not in c.why
                and "no year" not in c.why
            }
        )
        if len(named) >= 2 and relation.kind != "growth":
            return Period(named[0], named[-1]), False
        if spans:
            best = max(spans, key=lambda c: c.score)
            end = best.last
            if (
                end is None
                and self.thread.year is not None
                and best.first is not None
                and self.thread.year > best.first
            ):
                end = self.thread.year
            return Period(best.first, end), False
        same = self.thread.series is not None and self.thread.series.topic == topic
        if (
            self.thread.span is not None
            and y.first is not None
            and "spoken" in y.why
            and (same or relation.kind == "ratio_time")
        ):
            return Period(*self.thread.span), False
        if y.first is not None:
            return Period(y.first, y.last), True
        return Period(None, None), True

    def _earlier_years(self, view: View, one: Printed, relation: Relation) -> list[int]:
        """ "up by 15% on the year": the year before the one spoken of."""
        for year in view.years:
            is_after = year.start >= one.end and view.words_between(one.end, year.start) < 6
            if year.kind == "earlier" and (
                is_after or (relation.kind != "growth" and year.first > 1)
            ):
                span = resolve_year(view, year, self.thread, self.published)
                if span is not None and span[0] is not None:
                    return [span[0], span[0] + year.first]
        return []

    def _rest_years(self, view: View, relation: Relation) -> list[int]:
        found: list[int] = []
        for year in view.years:
            if relation.rest_start <= year.start < relation.rest_end and relation.rest:
                span = resolve_year(view, year, self.thread, self.published)
                if span is not None and span[0] is not None:
                    found.append(span[0])
        return sorted(found)

    def _answer(
        self, view: View, one: Printed, series: list[SeriesChoice], candidates: list[Candidate]
    ) -> ReadFigure:
        best = candidates[0]
        self._remember(view, one, series[0].series, best.reading)
        rival = candidates[1].score if len(candidates) > 1 else 0.0
        is_sure = best.score >= SURE and rival <= 0.93 * best.score and bool(best.reading.areas)
        read = _as(view, one, "claim", best.why)
        return replace(
            read,
            state="sure" if is_sure else "unsure",
            reading=best.reading,
            candidates=tuple(candidates),
        )

    def _remember(self, view: View, one: Printed, series: Series, reading: Reading) -> None:
        thread = self.thread
        thread.series = series
        thread.unit = one.unit
        thread.series_of_topic[series.topic] = series
        if reading.period.end is not None and not any(_is_aside(view, year) for year in view.years):
            thread.year_of_topic[series.topic] = reading.period.end
            thread.section_of_topic[series.topic] = view.sentence.headings
        if reading.areas and not any(area.areas for area in view.areas):
            thread.subject = reading.areas
        start, end = reading.period.start, reading.period.end
        if start is not None and end is not None and end > start:
            thread.span = (start, end)

    def _follow(self, view: View) -> None:
        """Keeps in mind what a sentence was about."""
        thread = self.thread
        for area in view.areas:
            if area.areas and area.kind != "world" and not is_compared(view, area):
                for code in area.areas:
                    thread.counts[code] += 3 if view.sentence.kind == "heading" else 1
            if len(area.areas) > 1:
                thread.listed = area.areas
        subject = subject_of(view)
        if subject is not None:
            thread.subject = subject.areas
            thread.paragraph = view.sentence.paragraph
            if len(subject.areas) == 1 and subject.kind == "country":
                thread.country = subject.areas[0]
            elif len(subject.areas) == 1 and subject.kind == "group":
                thread.group = subject.areas[0]
        groups = [one for one in view.areas if one.kind == "group" and len(one.areas) == 1]
        if groups:
            thread.group = groups[-1].areas[0]
        thread.paragraph = view.sentence.paragraph
        points = [
            one.last
            for one in view.years
            if one.kind == "point" and not is_base_year(view, one) and not _is_aside(view, one)
        ]
        spans = [(one.first, one.last) for one in view.years if one.kind == "span"]
        for year in view.years:
            if year.kind == "earlier" and year.first > 1:
                resolved = resolve_year(view, year, thread, self.published)
                if resolved is not None and resolved[0] is not None:
                    thread.span = (resolved[0], resolved[0] + year.first)
        ends = [last for _, last in spans]
        past = [year for year in points if self.published is None or year <= self.published]
        if past or ends:
            thread.year = max(past + ends)
            thread.year_paragraph = view.sentence.paragraph
            thread.year_section = view.sentence.headings
        if spans:
            thread.span = spans[-1]


def _of_people(view: View, one: Printed, relation: Relation) -> Relation:
    """ "10% of the world's population lived on less than $1.90": a rate of the world, no share."""
    topic = relation.of_topic
    if relation.kind != "share" or topic is None or topic.payload not in {"population", "people"}:
        return relation
    for found in view.topics:
        if found.start < topic.end or view.words_between(topic.end, found.start) > 6:
            continue
        rates = any(series.unit == "pct" for series in topics().by_id[found.payload].series)
        if (
            rates
            and not view.figures_between(topic.end, found.start)
            and "," not in view.text[topic.end : found.start]
        ):
            return replace(relation, kind="level")
    return relation


def _soft_base(view: View, one: Printed) -> Printed:
    if one.unit != "pct" or one.base:
        return one
    before = next((f for f in reversed(view.figures) if f.end <= one.start), None)
    return one if before is None or not before.base else replace(one, soft_base=before.base)


def _is_aside(view: View, year: YearMention) -> bool:
    """Whether a year in brackets belongs to its own item only ("Population (2021): 924,600")."""
    before, after = view.text[year.start - 1 : year.start], view.text[year.end : year.end + 1]
    return view.sentence.kind in {"item", "row"} and before == "(" and after == ")"


def _first_area(views: tuple[View, ...]) -> str:
    for view in views:
        for area in view.areas:
            if (
                len(area.areas) == 1
                and area.kind in {"country", "group"}
                and not is_compared(view, area)
            ):
                return area.areas[0]
    return ""


def _code(series: Series) -> str:
    return concept_of(series.code)


def _level_of(series: Series) -> str:
    pairs = {
        "NY.GDP.MKTP.KD.ZG": "NY.GDP.MKTP.KD", "SP.POP.GROW": "SP.POP.TOTL", "SP.URB.GROW": "SP.URB.TOTL",
        "NY.GDP.PCAP.KD.ZG": "NY.GDP.PCAP.KD", "NE.EXP.GNFS.KD.ZG": "NE.EXP.GNFS.CD", "NE.IMP.GNFS.KD.ZG": "NE.IMP.GNFS.CD",
    }  # fmt: skip
    return concept_of(pairs.get(series.code, series.code))


def _sexes(series: Series) -> tuple[str, str] | None:
    topic = topics().by_id[series.topic]
    female = next(
        (s for s in topic.series if s.needs == {"female"} and s.unit == series.unit), None
    )
    male = next((s for s in topic.series if s.needs == {"male"} and s.unit == series.unit), None)
    return None if female is None or male is None else (_code(female), _code(male))


_LACK = re.compile(
    r"\b(?:without|lack(?:s|ed|ing)?|no access|not have|cannot|can't|could not|couldn't|never|not use|do not|does not|did not|"
    r"illiterate|illiteracy|unbanked|offline|don't|doesn't|have no|has no|had no|unable to|not connected|deprived of|not online|unregistered)\b",
    re.IGNORECASE,
)


def _is_complement(view: View, one: Printed, series: Series) -> bool:
    if series.topic in {
        "out_of_school",
        "unemployment",
        "undernourishment",
        "open_defecation",
        "youth_unemployment",
        "poverty",
    }:
        return False
    if series.unit != "pct":
        return False
    after = re.split(r"[;.]|\bwhile\b|\bbut\b", view.after(one.end, 80))[0]
    if view.figures:
        nxt = next((f.start for f in view.figures if f.start > one.end), None)
        if nxt is not None:
            after = after[: max(0, nxt - one.end)]
    before = re.split(r"[;,.]|\bwhile\b|\bbut\b", view.before(one.start, 60))[-1]
    return _LACK.search(after) is not None or _LACK.search(before) is not None


def _respectively(view: View) -> dict[int, tuple[str, ...]]:
    """Which area each figure of a list has, where "respectively" or a shared list says so."""
    words = view.text[view.start : view.end]
    match = re.search(r"\brespectively\b", words, re.I)
    if match is None:
        return {}
    lists = [one for one in view.areas if len(one.areas) > 1]
    for named in lists:
        count = len(named.areas)
        for at in range(len(view.figures) - count + 1):
            group = view.figures[at : at + count]
            if _is_list(view, group):
                return {one.start: (code,) for one, code in zip(group, named.areas, strict=True)}
    return {}


_TURN = re.compile(r"\s*(?:[,/;]|\band\b|\bor\b|&|,\s*and\b)\s*", re.IGNORECASE)


def _in_turn(
    view: View, thread: Thread, heads: tuple[AreaMention, ...]
) -> dict[int, tuple[str, ...]]:
    """Which area each figure of a bare list has: as many figures as areas listed before."""
    figures = view.figures
    for at in range(len(figures)):
        stop = at + 1
        while (
            stop < len(figures)
            and figures[stop].unit == figures[at].unit
            and _turns(view, figures[stop - 1], figures[stop])
        ):
            stop += 1
        count = stop - at
        if count < 2:
            continue
        listed = _listed(view, thread, heads, count)
        if listed:
            return {one.start: (code,) for one, code in zip(figures[at:stop], listed, strict=True)}
        return {}
    return {}


def _turns(view: View, left: Printed, right: Printed) -> bool:
    between = view.text[left.end : right.start]
    if left.after > left.end:
        between = view.text[max(left.end, min(left.after, right.start)) : right.start]
    between = re.sub(r"^\s*(?:-?fold|times|t|per ?cent|percent|%)\b", "", between)
    return _TURN.fullmatch(between) is not None


def _listed(
    view: View, thread: Thread, heads: tuple[AreaMention, ...], count: int
) -> tuple[str, ...]:
    for mention in view.areas:
        if len(mention.areas) == count:
            return mention.areas
    if any(
        mention.areas and len(mention.areas) == 1 and mention.kind == "country"
        for mention in view.areas
        if mention.start < view.figures[0].start
    ):
        return ()
    for mention in (*reversed(heads),):
        if len(mention.areas) == count:
            return mention.areas
    return thread.listed if len(thread.listed) == count and not heads else ()


_HEAD_SCALE = re.compile(r"\b(?P<scale>thousand|million|billion|trillion)s?\b", re.IGNORECASE)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def _with_head_unit(one: Printed, words: str) -> Printed:
    """A bare number with the unit that the heading above its list prints in brackets."""
    match = re.search(r"\(([^()]*)\)\s*:?\s*\**$", words.strip()) or re.search(
        r",\s*([^,]*)$", words.strip()
    )
    if match is None or one.unit != "number" or one.figure.currency:
        return one
    inside = match[1]
    if re.search(r"%|per ?cent", inside):
        base = (
            "gdp"
            if re.search(r"\bGDP\b", inside)
            else "gni"
            if re.search(r"\bGNI\b", inside)
            else ""
        )
        return replace(one, unit="pct", base=base)
    scale = _HEAD_SCALE.search(inside)
    factor = _SCALES[scale["scale"].casefold()] if scale else 1
    if re.search(r"US\$|USD|dollars?|\$", inside):
        return replace(one, unit="usd", scale=factor)
    if re.search(r"\byears?\b", inside):
        return replace(one, unit="years")
    rate = re.search(r"per\s+(1[, ]?000|100[, ]?000|100)\b", inside)
    if rate:
        return replace(one, unit="per_" + re.sub(r"\D", "", rate[1]))
    if re.search(r"\btonnes?\b|\bMt\b|\btons?\b", inside):
        return replace(one, unit="tonnes", scale=10**6 if "Mt" in inside else factor)
    if re.search(r"km2|km²|sq", inside):
        return replace(one, unit="km2", scale=factor)
    return replace(one, scale=factor) if scale else one


def _is_list(view: View, group: tuple[Printed, ...]) -> bool:
    pairs = zip(group, group[1:], strict=False)
    return all(
        re.fullmatch(r"[^.;]{0,30}", view.text[a.end : b.start]) is not None for a, b in pairs
    )


def _as(view: View, one: Printed, kind: str, why: str, unverifiable: str = "") -> ReadFigure:
    return ReadFigure(
        phrase=view.text[one.start : one.end],
        start=one.start,
        end=one.end,
        sentence=view.text[view.start : view.end].strip(),
        sentence_start=view.start,
        page=None,
        kind=kind,  # type: ignore[arg-type]
        figure=one.figure,
        state="unsure",
        reading=None,
        why=why,
        unverifiable=unverifiable,
    )
