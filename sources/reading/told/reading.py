"""What a fact without a figure of its own is about: by what, of whom, when, and among whom.

What stands right behind a figure ("…, the most of any nation") is told of that: by its series, of
its area and year, unless the words name their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sources.model import Period
from sources.reading.choosing.areas import NO_AREA, AreaChoice, choose_areas, resolve_back
from sources.reading.choosing.series import choose_series
from sources.reading.choosing.spans import code_of
from sources.reading.choosing.years import YearChoice, choose_years
from sources.reading.dates.times import is_base_year
from sources.reading.doubts.left_open import NOT_TOGETHER, open_rank
from sources.reading.mentions.areas import AreaMention, is_country
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.words import Found
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.narrowing.claim import as_read
from sources.reading.narrowing.marks import marks_at
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.model import Candidate, ReadFigure, Reading, ReadingDoubt
from sources.reading.sentences.relations import Relation
from sources.reading.told.economies import AS_LARGE, BY_DENSITY, by_economy
from sources.reading.told.model import (
    BY_SIZE,
    WHO,
    FigureTold,
    Past,
    RankFact,
    is_ranged_over,
)
from sources.reading.told.others import areas_held_against
from sources.reference.areas import AREAS


@dataclass(frozen=True)
class Before:
    """What a sentence and those before it say by the time that a fact is told.

    Attributes:
        thread: What carries over from sentence to sentence.
        heads: The areas that its headings name.
        named: The topics that they name.
        told_of: The figures of the sentence that were read.
    """

    thread: Thread
    heads: tuple[AreaMention, ...]
    named: tuple[Found[str], ...]
    told_of: tuple[FigureTold, ...]

    def last(self, told: RankFact) -> FigureTold | None:
        """The last figure of the sentence that stands before a fact; None for none."""
        return next((one for one in reversed(self.told_of) if one.end <= told.start), None)

    def is_spoken(self, view: View, told: RankFact) -> bool:
        """Whether its own words, or a figure right before, say what a fact is told of."""
        is_named = any(told.start <= topic.start < told.end for topic in view.topics)
        is_same = self.thread.paragraph == view.sentence.paragraph
        is_led = self.is_led(view, told)
        is_spoken = is_same and self.thread.series is not None
        is_large = AS_LARGE.search(view.text, max(view.start, told.start - 25), told.end)
        return bool(is_named or is_led or self.last(told) or is_spoken or is_large)

    def is_led(self, view: View, told: RankFact) -> bool:
        """Whether the sentence itself names a series before a fact, and gives no figure of it."""
        before = [one for one in view.topics if one.end <= told.start]
        who = WHO - {"gdp", "population"} if told.is_back else WHO
        led = [one for one in before if one.payload not in who and one.payload != "surface_area"]
        return bool(led) and self.last(told) is None

    def level(self, view: View, told: RankFact) -> FigureTold | None:
        """The last of them that is a level, and not what it was before or after that."""
        own = [one for one in reversed(self.told_of) if one.end <= told.start]
        own = [one for one in own if one.reading.measure not in _RELATIVE]
        main = next((one for one in own if not _is_base(view, one)), None)
        is_other = main is not None and main.reading.areas != own[0].reading.areas
        return own[0] if own and is_other else main


_RELATIVE = frozenset({"ratio", "growth", "change", "difference", "excess", "mean_growth"})


def _is_base(view: View, told: FigureTold) -> bool:
    return view.clauses.at(told.end - 1).kind == "base"


def read_told(view: View, told: RankFact, before: Before) -> ReadFigure | None:
    """A rank, a superlative or a comparison: of what, of whom, among whom.

    None is read where its words alone state nothing, and no series is spoken of.

    Args:
        view: Its sentence.
        told: What the words say.
        before: What was said before it.
    """
    one = Printed(told.figure, told.start, told.end, "told", after=told.end)
    if told.is_back and not before.is_spoken(view, told):
        return None
    series = _series(view, told, one, before)
    if not series and told.past is not None:
        return None
    if not series:
        return as_read(
            view,
            one,
            "claim",
            "no topic that a series covers is named near it",
            "what is compared is not said, or no series has it",
        )
    year = _year(view, told, one, before, series[0])
    area = _area(view, told, one, before)
    last = before.last(told)
    among = areas_held_against(
        view, told, area.areas, before.thread, _others(view, told, one, before), last
    )
    among = () if told.is_held and among == area.areas else among
    if last is not None and last.is_fall and _is_of_fall(told, series[0]):
        told = replace(told, order="lowest" if told.order == "highest" else "highest")
    reading = told_reading(told, series[0], area, year, " + ".join(among))
    score = round(series[0].score * area.score * year.score * 0.85, 3)
    why = "; ".join(dict.fromkeys((series[0].why, area.why, year.why)))
    candidate = Candidate(reading, score, why)
    doubt = told.doubt or doubt_of_told(view, told, series[0], area, year, score)
    return replace(
        as_read(view, one, "claim", candidate.why),
        state="unsure" if doubt else "sure",
        reading=reading,
        candidates=(candidate,),
        doubt=doubt,
    )


def _series(view: View, told: RankFact, one: Printed, before: Before) -> list[SeriesChoice]:
    """By what a fact is told, best first."""
    thread, marks = before.thread, marks_at(view, one)
    series = choose_series(view, one, Relation("told", told.among), thread, before.named, marks)
    last = before.last(told)
    spoken = last.series if last is not None else thread.series
    is_named = any(told.start <= topic.start < told.end for topic in view.topics)
    is_back = told.is_back and spoken is not None and not is_named
    is_back = is_back and not before.is_led(view, told)
    if is_back and spoken is not None and not BY_DENSITY.search(told.figure.text):
        rest = [choice for choice in series if choice.series.code != spoken.code]
        return [SeriesChoice(spoken, 0.8, "it is told of what was told before", "carried"), *rest]
    if told.is_back and series and before.is_led(view, told) and not is_named:
        series = [replace(series[0], basis="carried"), *series[1:]]
    return by_economy(told, of_figure(view, told, series, before), view.before(told.start, 25))


def _area(view: View, told: RankFact, one: Printed, before: Before) -> AreaChoice:
    """Whose a fact is."""
    if told.subject is not None:
        own = told.subject.areas or resolve_back(told.subject, before.thread, view)
        return AreaChoice(own, 0.97, f"“{told.subject.text}” is of whom it is", told.subject)
    relation = Relation("told", told.among)
    areas = choose_areas(view, one, relation, before.thread, before.heads)
    areas = [choice for choice in areas if _may_be_of(view, told, choice)] or areas
    other = told.among.areas if told.is_held and told.among is not None else ()
    areas = [choice for choice in areas if choice.areas != other]
    if not told.is_held and _OF_ONE.search(told.figure.text):
        areas = sorted(areas, key=lambda choice: not all(map(is_country, choice.areas)))
    last = before.level(view, told)
    if last is None or not last.reading.areas or not _tells_of(view, told, last, before):
        return areas[0] if areas else NO_AREA
    if last.reading.areas == other:
        return areas[0] if areas else NO_AREA
    is_named = bool(areas) and areas[0].is_firm and areas[0].mention is not None
    if areas and (is_named or areas[0].areas == last.reading.areas):
        return areas[0]
    return AreaChoice(last.reading.areas, 0.9, _OF_FIGURE)


def _others(view: View, told: RankFact, one: Printed, before: Before) -> list[AreaChoice]:
    """Whom a fact may be held against that its words do not name: whom the text is about."""
    if not told.is_held or told.past is not None or told.among is not None:
        return []
    return choose_areas(view, one, Relation("told", told.subject), before.thread, before.heads)


_OF_ONE = re.compile(r"\b(?:country|economy|nation|state|member)\b(?!\s+states\b)", re.IGNORECASE)


def _may_be_of(view: View, told: RankFact, choice: AreaChoice) -> bool:
    """Whether a fact may be told of some areas: not of whom or where it only ranges over."""
    mention = choice.mention
    if mention is not None and mention.start in {other.start for other in told.others}:
        return False
    if told.is_held:
        return True
    is_behind = mention is not None and told.start <= mention.start
    is_where = is_behind and mention is not None and is_ranged_over(view, mention)
    return choice.areas != ("WLD",) and not is_where


def _year(
    view: View, told: RankFact, one: Printed, before: Before, series: SeriesChoice
) -> YearChoice:
    """When a fact is; of one that is held against its own past, the last of these years."""
    years = choose_years(view, one, before.thread, series)
    last = before.level(view, told)
    is_own = any(0 <= year.start - told.end < _OWN_YEAR for year in view.years)
    if told.is_back and told.past is None and is_own and view.figure_after(told.end) is None:
        return years[0]
    if last is not None and _tells_of(view, told, last, before):
        period = last.reading.period
        first = period.end if told.past is not None else period.start
        if (years[0].first, years[0].last) == (first, period.end):
            return years[0]
        return YearChoice(first, period.end, 0.9, _OF_FIGURE)
    if (only := _only_year(view, told)) is not None and years[0].basis in {"latest", "spoken"}:
        return YearChoice(only, only, 0.7, "the only year of its sentence")
    if years[0].basis == "spoken" and _is_epithet(view, told):
        return YearChoice(
            None, None, 0.7, "it only names the country; the latest is meant", "latest"
        )
    if told.past is not None:
        own, last_year = told.figure.text, before.thread.told_years[1]
        if told.is_back and before.thread.told_start >= 0:
            return YearChoice(last_year, last_year, 0.8, _OF_FIGURE, "spoken")
        years = [year for year in years if not year.words or year.words not in own] or [
            YearChoice(None, None, 0.5, "no year is named; the latest is meant", "latest")
        ]
    return years[0]


def _only_year(view: View, told: RankFact) -> int | None:
    """The only year of a sentence, that of the figure behind ("the largest, with 7m in 2015")."""
    year = view.years[0] if len(view.years) == 1 else None
    if year is None or year.kind != "point" or told.past is not None or year.start < told.end:
        return None
    is_of_figure = view.figures_between(told.end, year.start) == 1
    is_of_figure &= _WITH_IT.match(view.text, told.end, view.end) is not None
    return year.last if is_of_figure and not is_base_year(view, year) else None


_WITH_IT = re.compile(r"[^.;:,()]{0,60}(?:,\s+(?:with|at)\b|:\s)")


def told_reading(
    told: RankFact, series: SeriesChoice, area: AreaChoice, year: YearChoice, among: str
) -> Reading:
    """The reading of a rank, a superlative or a comparison."""
    code, period = code_of(series.series), Period(year.first, year.last)
    if told.is_held:
        if told.past is not None:
            among, period = "", _past_of(told.past, year)
        if told.kind == "ratio":
            return Reading(told.kind, code, area.areas, to=among, period=period)
        order = "lowest" if _is_less(told, series) else told.order
        if good := _BETTER.search(told.figure.text):
            is_good = _MORE_IS_GOOD.match(series.series.code) is not None
            is_more = is_good is (good[0].casefold().endswith("better"))
            order = "highest" if is_more is not good[0].casefold().startswith("no") else "lowest"
        return Reading(told.kind, code, area.areas, to=among, period=period, order=order)
    if told.past is not None:
        among, period = " + ".join(area.areas), _past_of(told.past, year)
    among = "countries" if told.past is None and among in {"", "WLD"} else among
    order = told.order
    if _BAD.search(told.figure.text) and _MORE_IS_GOOD.match(series.series.code):
        order = "lowest"
    return Reading(told.kind, code, area.areas, among=among, period=period, order=order)


_OWN_YEAR = 20


def _is_epithet(view: View, told: RankFact) -> bool:
    """Whether a fact stands for a name, or behind it ("Asia's fourth-largest economy shrank")."""
    owner = next((area for area in view.areas if 0 < told.start - area.end <= 2), None)
    start = told.start if owner is None or not owner.is_possessive else owner.start
    is_first = re.fullmatch(r"\W*(?:the\s+)?", view.text[view.start : start], re.IGNORECASE)
    named = re.search(r",\s+(?:the\s+)?$", view.text[view.start : start], re.IGNORECASE)
    place = -1 if named is None else view.start + named.start()
    is_behind = any(area.end == place for area in view.areas)
    return BY_SIZE.search(told.figure.text) is not None and (bool(is_first) or is_behind)


_BY_HOW_MUCH = re.compile(
    r"(?:the\s+|a\s+)?(?:more|most|less|least|larger|bigger)\b", re.IGNORECASE
)


def _is_of_fall(told: RankFact, series: SeriesChoice) -> bool:
    """Whether a fact tells by how much output fell ("shrank by 6%, more than in any year")."""
    is_growth = series.series.unit == "growth" and _MORE_IS_GOOD.match(series.series.code)
    return bool(is_growth) and _BY_HOW_MUCH.match(told.figure.text) is not None


_BETTER = re.compile(r"\b(?:no\s+|not\s+)?(?:better|worse)\b(?!\s+off)", re.IGNORECASE)
_EVEN = re.compile(r"\b(?:more|most)\s+(?:evenly|equally|equal)\b", re.IGNORECASE)


def _is_less(told: RankFact, series: SeriesChoice) -> bool:
    """Whether more of what is told is less of its series: who shares evenly has a low Gini."""
    return series.series.code == "SI.POV.GINI" and _EVEN.search(told.figure.text) is not None


_BAD = re.compile(
    r"\b(?:worst|worse|recession|contraction|slump|downturn|collapse|fall|drop|decline)\b",
    re.IGNORECASE,
)
_MORE_IS_GOOD = re.compile(
    r"NY\.G[DN]P\.|SP\.DYN\.LE00|SE\.(?:ADT|PRM\.(?:NENR|CMPT)|SEC|TER)|EG\.ELC\.ACCS|"
    r"SH\.(?:H2O|STA\.(?:BASS|SMSS)|IMM)|IT\.|SG\.GEN\.PARL"
)
"""Series whose worst values are the lowest; of others ("the worst inflation") the highest are."""


def _past_of(past: Past, year: YearChoice) -> Period:
    """The years of its own that a fact is held against; one where its words do not say them."""
    end, first = past.last or year.last, past.first
    if past.back is not None and end is not None:
        first = end - past.back
    if first is None or (end is not None and first > end):
        return Period(end, end)
    return Period(first, end)


_OF_FIGURE = "it is told of the figure before it"
_APPOSED = re.compile(
    r"[^.;:]*(?:,|\s–|\s?—|\s\(|\sand|\sor)\s*"
    r"(?:(?:and|or|which is|which was|then|still|by far|also|a|an|the|its|only|just|now)\s+)*",
    re.IGNORECASE,
)
_HELD_APART = re.compile(
    r"[^.;:]*(?:,|\s–|\s?—|\s\(|\sand|\sor|\sbut|\s(?:al)?though|\syet)\s*"
    r"(?:(?:and|or|but|although|though|yet|if|while|which|that|it|they|is|are|was|were|then|still|"
    r"also|the|only|just|now|even|far|much|well|slightly|somewhat|barely|hardly|rather|scarcely|"
    r"considerably|markedly|marginally|significantly|a|little|bit|thus|therefore|again)\s+)*",
    re.IGNORECASE,
)
"""What parts a figure from what it is held against ("4%, although still lower than in Zambia")."""
_NEAR = 10
"""How many words may stand between a figure and what is told of its area and year as well."""


def _tells_of(view: View, told: RankFact, last: FigureTold, before: Before) -> bool:
    """Whether a fact is told of the figure before it, right behind it ("7%, the highest in …")."""
    if told.is_back:
        return True
    own, nearest = set(last.reading.areas), before.last(told) or last
    between = [one for one in view.areas if last.end <= one.start < told.start]
    is_other = any(one.areas and not set(one.areas) <= own for one in between)
    is_far = view.words_between(nearest.end, told.start) > _NEAR
    if is_other or is_far:
        return False
    if told.is_held and _HELD_APART.fullmatch(view.text, nearest.end, told.start):
        return True
    return is_apposed(view, nearest.end, told.start)


def is_apposed(view: View, end: int, start: int) -> bool:
    """Whether what begins at a place is told of a figure that ends at another."""
    return _APPOSED.fullmatch(view.text, end, start) is not None


_SURE_TOLD = 0.55
"""The score from which a rank is sure."""
_EVER = re.compile(r"\b(?:ever|history|since|record|years|decades?|so far)\b", re.IGNORECASE)


def doubt_of_told(
    view: View,
    told: RankFact,
    series: SeriesChoice,
    area: AreaChoice,
    year: YearChoice,
    score: float,
) -> ReadingDoubt | None:
    """What leaves a rank, a superlative or a comparison open; None where nothing does.

    Args:
        view: The sentence.
        told: What it tells.
        series: By what.
        area: Whose it is.
        year: When.
        score: How well all of it suits, from 0 to 1.
    """
    # Among what a group or a continent is the largest, its name alone does not say.
    own = AREAS.get(area.areas[0]) if len(area.areas) == 1 else None
    is_of_one = own is not None and own.kind == "country"
    if doubt := open_rank(series, area, year, view, is_of_one=is_of_one):
        return doubt
    if told.kind != "rank":
        return ReadingDoubt("what", "what it is compared by and with is not certain")
    if not _is_said_among_whom(view, told):
        return ReadingDoubt("what", "among which countries it ranks is not certain")
    if _EVER.search(view.text[view.start : view.end]):
        return ReadingDoubt("when", "whether it is of one year or of all so far")
    return None if score >= _SURE_TOLD else NOT_TOGETHER


_WORLDWIDE = re.compile(
    r"\b(?:in|of) the (?:whole )?world\b|\bworld[’']s\b|\bworldwide\b|\bglobal(?:ly)?\b|"
    r"\bon (?:the )?(?:earth|planet|globe)\b|"
    r"\b(?:of|among) all (?:the )?(?:countries|nations|economies)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*,?\s*(?:after|behind|ahead of|before)\b", re.IGNORECASE)


def _is_said_among_whom(view: View, told: RankFact) -> bool:
    """Whether a rank's own words say among whom it is: the world, or one group."""
    among = told.among
    if _AFTER.match(view.text, told.end, view.end):
        return False
    if among is None:
        near = view.text[max(view.start, told.start - 60) : min(view.end, told.end + 40)]
        return _WORLDWIDE.search(near) is not None
    is_one = len(among.areas) == 1 and " + " not in among.areas[0]
    return is_one and (told.start - 40 <= among.start <= told.end + 40)


_IS_BASE = re.compile(r"\s+of\s+(?:all\s+|its\s+|total\s+|the\s+)?", re.IGNORECASE)
_BESIDE = 7
"""How many words may stand between a figure and what is told of it."""


def of_figure(
    view: View, told: RankFact, series: list[SeriesChoice], before: Before
) -> list[SeriesChoice]:
    """What stands right behind a figure ("…, the most of any nation") is told of that."""
    last = before.last(told)
    if last is None or view.words_between(last.end, told.start) > _BESIDE:
        return series
    own = [one for one in view.topics if last.end <= one.start < told.end]
    own = [one for one in own if not _IS_BASE.fullmatch(view.text, last.end, one.start)]
    if any(one.payload not in WHO for one in own) or told.kind == "rank":
        return series
    why = "it stands right behind a figure of it"
    rest = [one for one in series if one.series.code != last.series.code]
    return [SeriesChoice(last.series, 0.85, why, "carried"), *rest]
