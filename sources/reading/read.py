"""Reading a text: what each of its figures is about, with candidates, a score and a reason.

`read_text` is pure and linear in the text: it knows no data, no clock and no network, so whether
figures and data agree can choose no reading. What the words support well is ``sure``; the rest is
``unsure`` and says what else it may be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from sources.figures.falls import start_of_fall
from sources.reading.around.guard import with_what_is_around
from sources.reading.candidates import read_count, weigh_candidates
from sources.reading.choosing.areas import (
    BY_A_LIST,
    NO_AREA,
    AreaChoice,
    choose_areas,
    resolve_back,
)
from sources.reading.choosing.areas_at_hand import tells_all_people
from sources.reading.choosing.same_area import as_told_before
from sources.reading.choosing.series import choose_series, rival_score
from sources.reading.choosing.spans import code_of
from sources.reading.choosing.years import YearChoice, choose_years
from sources.reading.delimited import as_printed, with_tabs
from sources.reading.discourse.lists import (
    head_of,
    held_against,
    in_turn,
    respectively,
    soft_base,
    table_heads,
    turns,
    with_units,
)
from sources.reading.discourse.opening import led_by_subject, open_thread
from sources.reading.doubts.doubt import Parts, doubts_of
from sources.reading.doubts.either_year import or_period
from sources.reading.doubts.left_open import NOT_TOGETHER, open_part, open_series, with_others
from sources.reading.falls import with_fall
from sources.reading.follow import enter, follow, remember
from sources.reading.mentions.areas import AreaMention, is_country
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.segments import Marked
from sources.reading.mentions.topics import Series
from sources.reading.mentions.words import Found
from sources.reading.narrowing.choice import SeriesChoice, outdoes
from sources.reading.narrowing.claim import (
    MOVES,
    FigureInSentence,
    as_read,
    has_span,
    is_bare,
    is_like,
    is_same_held,
    is_same_multiple,
    marks_of,
    shares_verb,
)
from sources.reading.narrowing.coverage import unread_of
from sources.reading.narrowing.going_on import ToldSurely
from sources.reading.narrowing.marks import rate_of_people
from sources.reading.narrowing.others_named import new_words
from sources.reading.narrowing.parts import of_column
from sources.reading.narrowing.restating import with_years_below
from sources.reading.narrowing.shares import its_part, relation_of, without_base
from sources.reading.narrowing.signs import is_elliptical_fall, is_fallen
from sources.reading.no_facts.references import lists_works
from sources.reading.note_marks import without_note_marks
from sources.reading.roles import role
from sources.reading.sentences.context import MOST_FIGURES, View, read_views, refuse_crowded
from sources.reading.sentences.model import (
    NO_UNIT,
    OF_NO_WHOLE,
    Candidate,
    ReadFigure,
    Reading,
    ReadingDoubt,
    State,
)
from sources.reading.sentences.parts_of_totals import (
    keep_share,
    part_alone,
    part_of_told,
    share_like_told,
)
from sources.reading.sentences.relations import Relation
from sources.reading.tables.found import TextTables
from sources.reading.tables.read import as_in_table, read_cell, told_apart, with_heads
from sources.reading.told.found import find_told
from sources.reading.told.model import FigureTold
from sources.reading.told.reading import Before, read_told

SURE, SURE_SERIES = 0.4, 0.62
"""The scores from which a reading whose parts are firm is sure, and its series must have."""
_RIVAL, _TOLD = 0.93, 0.85
"""How near a second series may come, as a part of the first, for that to be sure."""
_LEAST_CARRIED = 0.2
"""With a lower score what was spoken of before is more often not what a figure is about."""
_RELATIVE = frozenset({"pct", "points", "times"})
_FITS_NOTHING = "its words name nothing that a series covers, and what was told before hardly fits"
_LONGEST_TITLE = 300
_CROWDED = "its sentence holds more figures than a sentence can tell of"
_SHARES_VERB = "it shares its verb with a figure that fell, and its own words do not say so"
_UNREAD = "it was not read: too many figures stand in one sentence"


def read_text(
    text: str,
    published: str = "",
    language: str = "en",
    title: str = "",
    marked: Marked | None = None,
) -> tuple[ReadFigure, ...]:
    """What each figure of a text is about.

    Args:
        text: The text as given; places in the answer are its characters.
        published: The text's date as far as known ("2018", "2018-06" or a day).
        language: Its language; only English is read whole.
        title: The document's title, where known; it may say whom and when the text is about.
        marked: Its headings and items of lists, as far as its file marks them.

    Raises:
        InputError: Its sentences name too much beside each other (`refuse_crowded`).
    """
    match = re.match(r"(\d{4})(?:-(\d\d))?", published)
    year = int(match[1]) if match else None
    month = int(match[2]) if match and match[2] else None
    tabbed = without_note_marks(with_tabs(text))
    views = read_views(tabbed, year, month, marked)
    refuse_crowded(views)
    read = _Reader(views, year, read_views(title[:_LONGEST_TITLE], year)).read()
    return as_printed(text, tabbed, read)


_OF_IT = re.compile(r"\s+of it\b(?!s)", re.IGNORECASE)
"""A part of what the figure before was a part of ("18% of world output ..., the G20 95% of it")."""


class _Reader:
    """Reads sentence by sentence and keeps the thread."""

    def __init__(
        self, views: tuple[View, ...], published: int | None, title: tuple[View, ...]
    ) -> None:
        self.views = views
        self.tops = table_heads(views)
        self.tables = TextTables(views, _read_alone)
        self.published = published
        self.thread = open_thread(views, published, title)
        self.last_relation: Relation | None = None
        self.last_start = -1
        self.last_sure = ToldSurely()
        self.last_told: tuple[int, str, str] = (-1, "", "")
        self.in_turn = False
        self.second = -1
        self.told_of: list[FigureTold] = []
        self.last_period: tuple[int | None, int | None] | None = None
        self.is_dated = self.is_whose = self.is_of_a_head = False
        self.named_in = -1

    def read(self) -> tuple[ReadFigure, ...]:
        found: list[ReadFigure] = []
        for view in self.views:
            heads = tuple(self.views[index] for index in view.sentence.headings)
            enter(self.thread, view, heads)
            read = self._sentence(view, heads)
            found += read
            follow(self.thread, view)
            if any(one.reading is not None and not one.is_told_in_words for one in read):
                self.thread.talk = ()
            elif view.topics:
                self.thread.talk = view.topics
        headings = {view.start for view in self.views if view.sentence.kind == "heading"}
        return with_what_is_around(with_years_below(found, headings), self.views, self.published)

    def _sentence(self, view: View, heads: tuple[View, ...]) -> list[ReadFigure]:
        if len(view.figures) > MOST_FIGURES:
            return [as_read(view, one, "claim", _CROWDED, _UNREAD) for one in view.figures]
        if lists_works(heads):
            return [as_read(view, one, "label", "it is in a list of works") for one in view.figures]
        areas = tuple(area for head in heads for area in led_by_subject(head))
        named = tuple(topic for head in heads for topic in head.topics)
        held = held_against(view, self.thread)
        spread = {**in_turn(view, self.thread, areas), **respectively(view, self.thread), **held}
        self.second = max(held, default=-1)
        found: list[ReadFigure] = []
        self.told_of = []
        for figure in view.figures:
            if (cell := read_cell(self.tables, view, figure, heads, self.thread)) is not None:
                found.append(cell)
                continue
            head = head_of(self.tops, view, figure.start)
            one = with_units(view, figure, head, heads)
            kind, why = role(view, one, self.published)
            if head is not None and head.is_expected:
                kind, why = "projection", "its column tells what is expected"
            if kind != "claim":
                found.append(as_read(view, one, kind, why))
                continue
            one = one if head else without_base(view, one)
            relation = Relation("level") if head else relation_of(view, one)
            relation = self._shared(view, one, rate_of_people(view, relation))
            one = replace(one, base="", after=one.end) if relation.counted else one
            claim = FigureInSentence(view, soft_base(view, one), relation, head, heads)
            read = self._claim(claim, areas, named, spread)
            found.append(as_in_table(read) if self.tables.holds(view, figure) else read)
        if view.sentence.kind != "heading" or any(one.reading for one in found):
            before = Before(self.thread, areas, named, tuple(self.told_of))
            facts = (read_told(view, told, before) for told in find_told(view))
            found += (fact for fact in facts if fact is not None)
        found = told_apart(self.tables, view, sorted(found, key=lambda one: one.start))
        return with_heads(self.tables, view, found)

    def _claim(
        self,
        claim: FigureInSentence,
        heads: tuple[AreaMention, ...],
        named: tuple[Found[str], ...],
        spread: Mapping[int, tuple[str, ...]],
    ) -> ReadFigure:
        view, one, head = claim.view, claim.one, claim.head
        if head is not None:
            heads, named = (*heads, *head.areas), (*named, *head.topics)
        areas, relation = self._areas(claim, heads)
        if head is not None and head.areas:
            own = tuple(code for area in head.areas for code in area.areas)
            areas = [AreaChoice(own, 0.99, "its column names it", is_firm=True), *areas]
        if one.start in spread:
            areas = [AreaChoice(spread[one.start], 1.0, BY_A_LIST, is_firm=True), *areas]
        if relation.kind == "count":
            year = choose_years(view, one, self.thread, None)[0]
            return read_count(view, one, relation.why, areas, year)
        marks = marks_of(claim)
        if head is not None:
            self.thread.series = None if head.topics else of_column(self.thread.series, marks)
        series = choose_series(view, one, relation, self.thread, named, marks, self.in_turn)
        unread = unread_of(view, one, series)
        if unread is not None:
            return unread
        years = self._years(claim, series[0])
        claim = replace(claim, relation=relation)
        candidates = weigh_candidates(view, one, self.thread, relation, series, areas, years)
        best = candidates[0]
        is_loose = series[0].is_carried and best.score < _LEAST_CARRIED
        is_level = one.unit not in _RELATIVE and relation.kind == "level"
        is_other = series[0].is_carried and self.tables.names_another(view, one, self.named_in)
        if is_other or (is_loose and is_level and not series[0].words):
            return as_read(view, one, "claim", _FITS_NOTHING, _FITS_NOTHING)
        is_fall = is_fallen(view, one, relation, best.reading, series[0].series)
        if not is_fall and is_elliptical_fall(view, one, best.reading, series[0].series):
            return as_read(view, one, "claim", _SHARES_VERB, _SHARES_VERB)
        last = self.thread.series
        self.named_in = self.named_in if series[0].is_carried else view.start
        self._keep(claim, best.reading, series[0].series, years[0])
        doubt, why = self._doubt(claim, series, areas, years, candidates, last)
        self.is_whose = bool(areas) and areas[0].is_firm and (doubt or NO_UNIT).about != "whose"
        read = as_read(view, one, "claim", why)
        read = replace(read, candidates=tuple(candidates), is_fall=is_fall, doubt=doubt)
        state: State = "unsure" if doubt else "sure"
        return with_fall(replace(read, state=state, reading=best.reading))

    def _keep(
        self, claim: FigureInSentence, reading: Reading, series: Series, year: YearChoice
    ) -> None:
        """Keeps what was read of a figure, for what is told after it."""
        remember(self.thread, claim.view, claim.one, series, reading)
        self.thread.told_basis = year.basis
        if claim.relation.kind == "share" and reading.measure == "value":
            self.last_relation = Relation("level")
        keep_share(self.thread, claim.view, claim.relation, series, reading)
        is_fall = claim.one.figure.direction == "decrease" or claim.relation.is_fall
        self.told_of.append(FigureTold(claim.one.end, series, reading, is_fall))
        self.last_period = (reading.period.start, reading.period.end)
        self.is_dated = year.is_firm and year.basis == "named"

    def _doubt(
        self,
        claim: FigureInSentence,
        series: list[SeriesChoice],
        areas: list[AreaChoice],
        years: list[YearChoice],
        candidates: list[Candidate],
        last: Series | None,
    ) -> tuple[ReadingDoubt | None, str]:
        """What leaves the best candidate open, if anything does, and what speaks for it."""
        best = candidates[0]
        told = {code_of(one) for one in self.thread.told_series[:-1]}
        parts = Parts(
            series[0],
            areas[0] if areas else NO_AREA,
            years[0],
            last,
            is_of_a_head=self.is_of_a_head,
            is_of_two=len(told) > 1,
        )
        doubt, why = open_part(areas, years, claim.view), best.why
        other = self._open_series(claim, series, candidates)
        words = tuple(doubts_of(claim.view, claim.one, self.thread, best.reading, parts))
        is_told = other is None and all(one.about != "what" for one in words)
        own = (claim.view.sentence.paragraph, claim.one.unit, code_of(series[0].series))
        self.last_told = own if is_told else (-1, "", "")
        if (doubt is not None and doubt.about == "whose") or other is not None:
            return with_others(doubt or other, years, claim.view, other, *words), why
        if doubt is None and words:
            doubt = words[0]
            why = f"{why}; but {doubt.words}"
        doubt = or_period(claim.view, claim.one, self.thread, best.reading, parts, years, doubt)
        return with_others(doubt, years, claim.view, *words), why

    def _areas(
        self, claim: FigureInSentence, heads: tuple[AreaMention, ...]
    ) -> tuple[list[AreaChoice], Relation]:
        """Whom a figure may be about; a share of the area itself is a level of it."""
        view, relation = claim.view, claim.relation
        areas = choose_areas(view, claim.one, relation, self.thread, heads)
        areas = as_told_before(areas, view, claim.one, self.thread, is_firm=self.is_whose)
        other = relation.other
        if relation.part is not None:
            of, why = relation.part, f"“{relation.part.text}” has the part"
            part = AreaChoice(of.areas, 0.95, why, of, is_firm=bool(relation.counted))
            return [part, *(one for one in areas if one.areas != of.areas)], relation
        if other is None or relation.kind not in {"level", "share"}:
            return areas, relation
        whole = other.areas or resolve_back(other, self.thread, view)
        is_named = bool(other.areas) and not set(whole) & self.thread.loose
        if relation.kind == "level":
            why = f"“{other.text}” is of whom it is"
            return [AreaChoice(whole, 0.97, why, other, is_firm=is_named), *areas], relation
        is_own = not areas or areas[0].areas == whole or areas[0].score < 0.5
        # A country has no other one as its part: "60% of the people of India" is of India alone.
        is_away = areas[0].is_carried or areas[0].why.startswith("the heading") if areas else True
        is_own = is_own or (is_away and all(map(is_country, whole)))
        if tells_all_people(view, claim.one):
            self.last_relation = Relation("level")
            why = "all people are told of"
            return [AreaChoice(whole, 1.0, why, other, is_firm=True)], self.last_relation
        if other.kind == "world" or not whole or not is_own:
            return areas, relation
        self.last_relation = Relation("level")
        why = f"“{other.text}” is whose part it is"
        own = AreaChoice(whole, 0.95, why, other, is_firm=is_named)
        return [own, *areas], self.last_relation

    def _years(self, claim: FigureInSentence, series: SeriesChoice) -> list[YearChoice]:
        years = choose_years(claim.view, claim.one, self.thread, series, claim.relation.kind)
        ends = self.tables.year_above(claim.view, claim.one)
        if claim.head is not None and claim.head.years:
            ends = claim.head.years[-1].first, claim.head.years[-1].last
        if ends:
            by = "its column names the year"
            years.insert(0, YearChoice(*ends, 0.98, by, is_firm=True))
        own = years[0].score if years else 0.0
        is_next = self.in_turn or claim.one.start == self.second
        if is_next and self.last_period is not None and own < 0.95:
            own_year = YearChoice(*self.last_period, 0.97, "it goes on with the list")
            years.insert(0, replace(own_year, is_firm=self.is_dated))
        return years

    def _shared(self, view: View, one: Printed, relation: Relation) -> Relation:
        """A figure of a list that goes on with shares of the same whole is a share too."""
        last = self.last_relation if self.last_start >= view.start else None
        if (
            (told := self.last_relation)
            and told.kind == "share"
            and _OF_IT.match(view.after(one.end, 8))
        ):
            relation = replace(told, rest="", of_topic=None, after=one.end)
        if last is not None and (same := its_part(view, one, last)):
            relation = same
        before = view.figure_before(one.start)
        self.in_turn = before is not None and before.unit == one.unit and turns(view, before, one)
        if last is not None and relation.other is None and self._goes_on(view, one, relation, last):
            relation = last
        elif last is not None and before and shares_verb(view, one, before, last, relation):
            fell = last.is_fall or start_of_fall(view.before(before.start)) is not None
            own = before.after or before.end
            relation = replace(last, rest="", other=None, own_from=own, is_fall=fell)
        elif last is not None and is_same_held(view, one, before, last, relation):
            relation = replace(relation, other=last.other, is_other_first=last.is_other_first)
        elif last is not None and is_same_multiple(view, last, relation, one):
            relation = replace(relation, rest=last.rest)
        elif last is not None and is_like(view, one, before, last, relation):
            relation = replace(last, other=relation.other)
        if relation.kind == "level" and (part := part_of_told(view, one, self.thread)):
            relation = replace(part, after=one.end)
        part = share_like_told(view, one, self.thread) or part_alone(view, one, self.thread)
        if relation.kind == "level" and part is not None:
            relation = replace(part, after=one.end)
        self.last_relation, self.last_start = relation, one.start
        return relation

    def _goes_on(self, view: View, one: Printed, relation: Relation, last: Relation) -> bool:
        if self.in_turn and last.kind in {"ratio", "ratio_time", "growth", "change"}:
            return relation.kind in {"level", "ratio"}
        if last.kind != "share" or relation.kind != "level" or one.unit != "pct" or one.base:
            return False
        return not any(last.rest_end <= topic.start < one.end for topic in view.topics)

    def _open_series(
        self, claim: FigureInSentence, series: list[SeriesChoice], candidates: list[Candidate]
    ) -> ReadingDoubt | None:
        """What the words leave open of a reading whose area and years are firm; else None."""
        best, relation = candidates[0], claim.relation
        first = series[0].score
        is_next = self.last_sure.goes_on(claim, code_of(series[0].series))
        is_base = is_next and claim.view.clauses.at(claim.one.start).kind == "base"
        rivals = (one for one in series[1:] if not (is_base and outdoes(series[0], one)))
        rival = max(rivals, key=rival_score, default=None)
        has_rival = rival is not None and rival_score(rival) > _RIVAL * first
        is_told = relation.kind in {"ratio", "difference"} and first >= _TOLD
        is_carried = series[0].basis == "carried" and not is_told
        goes_on = is_next or self._goes_on_with(claim, series[0])
        is_carried = (is_carried and not goes_on) or series[0].basis in {"guessed", "beyond"}
        if (first < SURE_SERIES and not is_next) or has_rival or is_carried:
            return open_series(series, rival if has_rival else None)
        if claim.one.unit == "points" and relation.kind == "level":
            return ReadingDoubt("what", "points of what is not said")
        period = best.reading.period
        if claim.one.is_pair and period.start == period.end:
            return ReadingDoubt("when", "from which year to which is not said")
        if relation.kind in MOVES and not has_span(claim.view, best.reading):
            return ReadingDoubt("when", "from when to when it changed is not said")
        if is_bare(claim) and not goes_on:
            return OF_NO_WHOLE if claim.one.unit == "pct" else NO_UNIT
        self.last_sure = ToldSurely(claim.view.start, claim.one, code_of(series[0].series))
        is_sure = best.score >= SURE and bool(best.reading.areas)
        return None if is_sure else NOT_TOGETHER

    def _goes_on_with(self, claim: FigureInSentence, series: SeriesChoice) -> bool:
        """Whether a level goes on with the figure before, which is sure, and names nothing else."""
        view, one = claim.view, claim.one
        told = (view.sentence.paragraph, one.unit, code_of(series.series))
        is_level = told == self.last_told and not view.topics and claim.relation.kind == "level"
        return is_level and not new_words(view, one)


def _read_alone(sentence: str) -> tuple[ReadFigure, ...]:
    reader = _Reader(read_views(sentence, None), None, ())
    reader.is_of_a_head = True
    return reader.read()
