"""Facts without a figure of their own: ranks, superlatives and comparisons between areas.

"the second most populous country in Africa", "the highest share among OECD countries", "ranks
second worldwide", "higher than the global average".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sources.figures.numbers.number_words import CARDINALS
from sources.model import Figure
from sources.reading.choosing.areas import AreaChoice
from sources.reading.choosing.left_open import NOT_TOGETHER, open_rank
from sources.reading.choosing.years import YearChoice
from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.topics import Series, topics
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.sentences.context import View
from sources.reading.sentences.model import ReadingDoubt
from sources.reference.areas import AREAS

_ORDINALS = {
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "first": 1,
    "eleventh": 11,
    "twelfth": 12,
}
_ORDINAL = r"(?P<{0}>\d{{1,3}}(?:st|nd|rd|th)|" + "|".join(_ORDINALS) + ")"
_BEST = (
    r"(?P<{0}>largest|biggest|highest|greatest|longest|richest|wealthiest|oldest|fastest|top|"
    r"leading|best|"
    r"smallest|lowest|shortest|poorest|youngest|slowest|worst|least|most|strongest|densest|fewest|"
    r"deepest|widest|deadliest|safest|hungriest|cheapest|dearest|busiest|heaviest|weakest)"
)
_LOW = frozenset(
    [
        "smallest",
        "lowest",
        "shortest",
        "poorest",
        "youngest",
        "slowest",
        "least",
        "fewest",
        "weakest",
        "cheapest",
    ]
)
_WHERE = (
    r"(?:\s+(?:in|of|among|across|within|throughout|on)\s+(?:the\s+|all\s+|"
    r"any\s+)?(?:[A-Z][\w’'-]*|world|region|continent|"
    r"bloc|globe|planet|countries|country|three|four|five|group|any\s+\w+)"
    r"(?:[ -](?-i:[A-Z])[\w’'-]*|\s+countries|\s+economies|\s+bloc)*"
    r"|\s+(?:worldwide|anywhere|globally|anywhere in the world|after\s+[A-Z]\w+))"
)
_RANK = re.compile(
    rf"\b{_ORDINAL.format('n')}[ -]{_BEST.format('best')}(?:\s+\w+){{0,3}}?{_WHERE}"
    rf"|\b{_ORDINAL.format('m')}[ -]{_BEST.format('best2')}\b(?:\s+\w+){{0,1}}"
    rf"|\b(?:rank(?:s|ed|ing)?|plac(?:es|ed)|came|comes|stood|stands)\s+(?:in\s+|"
    rf"at\s+)?(?:number\s+|No\.?\s*)?{_ORDINAL.format('r')}\b(?:\s+(?:worldwide|globally|now|"
    rf"in the world|overall))*"
    rf"|\b(?:in\s+)?(?:the\s+)?{_ORDINAL.format('s')}\s+(?:place|slot|position|spot|"
    rf"rank)\b(?:\s+(?:in|worldwide)\s+\d{{4}})?"
    rf"|\b{_ORDINAL.format('o')}\s+only\s+to\b"
    rf"|(?<=, ){_ORDINAL.format('f')}\s+(?:in\s+the\s+world|worldwide|globally)\b"
    r"|\bnumber\s+(?P<w>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+"
    r"(?:in\s+the\s+world|worldwide|globally|in\s+(?:Africa|Asia|Europe|Latin\s+America))\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    rf"\b(?:the\s+)?{_BEST.format('best')}(?:\s+[\w’'-]+){{0,5}}?{_WHERE}|\bmost\s+(?:populous|"
    rf"urbanised|urbanized|unequal|indebted)\b(?:\s+\w+){{0,2}}"
    rf"|\bthe\s+(?P<plain>highest|lowest|largest|biggest|smallest)\s+(?:[\w’'-]+\s*){{1,3}}",
    re.IGNORECASE,
)
_OWNED = re.compile(
    rf"\s*(?P<what>(?:{_ORDINAL.format('n')}[ -])?{_BEST.format('best')}(?:[ -][\w’'-]+){{1,3}})",
    re.IGNORECASE,
)
_MORE_THAN_ALL = re.compile(
    r"\b(?P<word>more|less|fewer|higher|lower|faster|slower|larger|wider|narrower|"
    r"longer)\s+(?:[a-z]+\s+){0,3}?than\s+(?:in\s+)?(?:any|anywhere|every|all|"
    r"anybody)\b(?:\s+other)?(?:\s+(?:country|economy|nation|state|else|"
    r"region))?(?:\s+in\s+[\w ]{2,20})?",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:leads|led|tops|topped|heads|headed)(?=\s+with\b|\s*,|"
    r"\s+the\s+(?:table|list|world|field|rankings?|league|region|pack|continent)\b)",
    re.IGNORECASE,
)
_NONE_MORE = re.compile(
    r"\b(?:no\s+(?:other\s+)?(?:country|nation|economy|parliament|people|state)|nobody|no\s+one)"
    r"(?:\s+(?:in|on)\s+(?:the\s+)?(?:[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*|world|region|continent|"
    r"earth))?(?:\s+else)?\s+[a-z]+\s+(?:an?\s+)?"
    r"(?P<word>larger|higher|bigger|greater|longer|more|faster|smaller|lower|shorter|less|fewer)\b",
    re.IGNORECASE,
)
_LESS = frozenset({"smaller", "lower", "shorter", "less", "fewer"})
_COMPARISON = re.compile(
    r"(?P<word>higher|lower|larger|smaller|bigger|greater|more|less|fewer|faster|slower|longer|"
    r"shorter|richer|poorer|above|below)\s+"
    r"(?:than\s+)?(?:(?:that|those)\s+(?:of|in)\s+|in\s+|"
    r"of\s+)?(?:the\s+)?(?P<other>[A-Za-z][\w’'-]*(?:\s+[A-Za-z][\w’'-]*){0,3})",
    re.IGNORECASE,
)


_BY_SIZE = re.compile(
    r"\b(?:largest|biggest|smallest)(?:\s+[\w-]+)?\s+econom(?:y|ies)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class RankFact:
    """A fact without a figure: where it stands, what it is, and among or against which areas.

    ``kind`` is ``rank``, ``extreme`` or ``comparison``; ``rank`` the place of a rank.
    """

    start: int
    end: int
    kind: str
    rank: int
    order: str
    among: AreaMention | None
    figure: Figure


def find_told(view: View) -> tuple[RankFact, ...]:
    """The ranks, superlatives and comparisons of a sentence, in order, none overlapping."""
    found: list[RankFact] = []
    for told in (*_ranks(view), *_superlatives(view), *_comparisons(view)):
        if not any(one.start < told.end and told.start < one.end for one in found):
            found.append(told)
    for rank in view.ranks:
        at = next(
            (n for n, one in enumerate(found) if one.start < rank.end and rank.start < one.end),
            None,
        )
        if at is None:
            low = rank.figure.text.casefold().split()[-1] in _LOW
            found.append(
                _told(
                    view,
                    rank.start,
                    rank.end,
                    "rank",
                    int(rank.figure.value),
                    "lowest" if low else "highest",
                )
            )
    return tuple(sorted(found, key=lambda one: one.start))


def by_economy(told: RankFact, series: list[SeriesChoice]) -> list[SeriesChoice]:
    """What an economy is the largest by: its GDP, whatever else the sentence tells of it."""
    gdp = topics().by_code.get(_GDP)
    if gdp is None or told.kind == "comparison" or not _BY_SIZE.search(told.figure.text):
        return series
    own = SeriesChoice(gdp, 0.85, "the size of an economy is its GDP", "named")
    return [own, *(one for one in series if one.series.code != gdp.code)]


_GDP = "NY.GDP.MKTP.CD"


def _ranks(view: View) -> Iterator[RankFact]:
    for match in _RANK.finditer(view.text, view.start, view.end):
        word = next(match[name] for name in ("n", "m", "r", "s", "o", "f", "w") if match[name])
        rank = _ORDINALS.get(word.casefold()) or CARDINALS.get(word.casefold())
        rank = rank or int(re.sub(r"\D", "", word))
        best = (match["best"] or match["best2"] or "").casefold()
        yield _told(
            view, match.start(), match.end(), "rank", rank, "lowest" if best in _LOW else "highest"
        )


def _superlatives(view: View) -> Iterator[RankFact]:
    for match in _SUPERLATIVE.finditer(view.text, view.start, view.end):
        best = (match["best"] or match["plain"] or "most").casefold()
        if not re.match(
            r"the\b|most\s+(?:pop|urb|uneq)|highest|lowest|largest|biggest", match[0], re.I
        ):
            continue
        if re.search(r"\bone of\s+$|\bamong\s+$|\bin\s+$", view.before(match.start(), 10)):
            continue
        yield _told(
            view, match.start(), match.end(), "extreme", 1, "lowest" if best in _LOW else "highest"
        )
    for area in view.areas:
        owned = _OWNED.match(view.text, area.end, view.end) if area.is_possessive else None
        if owned:
            best = owned["best"].casefold()
            rank = _ORDINALS.get((owned["n"] or "first").casefold()) or int(
                re.sub(r"\D", "", owned["n"])
            )
            order = "lowest" if best in _LOW else "highest"
            yield _told(
                view,
                owned.start("what"),
                owned.end(),
                "rank" if owned["n"] else "extreme",
                rank,
                order,
            )
    for match in _LEADS.finditer(view.text, view.start, view.end):
        if any(area.areas and 0 <= match.start() - area.end <= 1 for area in view.areas):
            yield _told(view, match.start(), match.end(), "extreme", 1, "highest")
    for match in _NONE_MORE.finditer(view.text, view.start, view.end):
        order = "lowest" if match["word"].casefold() in _LESS else "highest"
        yield _told(view, match.start(), match.end(), "extreme", 1, order)
    for match in _MORE_THAN_ALL.finditer(view.text, view.start, view.end):
        low = match["word"].casefold() in {"less", "fewer", "lower", "slower"}
        yield _told(view, match.start(), match.end(), "extreme", 1, "lowest" if low else "highest")


def _comparisons(view: View) -> Iterator[RankFact]:
    for match in _COMPARISON.finditer(view.text, view.start, view.end):
        other = next(
            (
                area
                for area in view.areas
                if area.areas
                and match.start() < area.start < match.end()
                and area.end > match.start("other")  # "the" may be a part of a name
            ),
            None,
        )
        if other is None or view.figures_between(match.start(), match.end()):
            continue
        if _is_measured(view, match.start()):
            continue
        start = _topic_start(view, match.start())
        end = max(match.end() if match.end() <= other.end + 9 else other.end, other.end)
        low = match["word"].casefold() in {
            "less",
            "fewer",
            "lower",
            "slower",
            "below",
            "smaller",
            "shorter",
            "poorer",
        }
        yield RankFact(
            start,
            end,
            "comparison",
            0,
            "lowest" if low else "highest",
            other,
            _figure(view, start, end, 0),
        )


_MEASURE = 45
"""So many characters before a comparison a figure may say by how much ("5 points higher than")."""
_OWN_VERB = re.compile(
    r"(?:,|\b(?:is|are|was|were|remains?|remained|stays?|stayed)\b)\s+"
    r"(?:(?:still|now|even|far|much|well|slightly|a little|only)\s+)*$",
    re.IGNORECASE,
)


def _is_measured(view: View, place: int) -> bool:
    """Whether a figure before a comparison says by how much, and no verb parts the two."""
    before = [one for one in view.figures if 0 <= place - one.end < _MEASURE]
    if not before:
        return False
    return _OWN_VERB.search(view.text[before[-1].end : place]) is None


def _topic_start(view: View, place: int) -> int:
    near = [
        one.start
        for one in view.topics
        if one.end <= place and place - one.end < 12 and "," not in view.text[one.end : place]
    ]
    return near[-1] if near else place


def _told(view: View, start: int, end: int, kind: str, rank: int, order: str) -> RankFact:
    stop = min(view.end, end + 25)
    cut = re.search(r"[.;]", view.text[end:stop])
    stop = end + cut.start() if cut else stop
    owner = next((a for a in view.areas if a.is_possessive and 0 <= start - a.end <= 2), None)
    if owner is not None:
        return RankFact(start, end, kind, rank, order, owner, _figure(view, start, end, rank))
    among = [
        a
        for a in view.areas
        if start <= a.start < stop
        and re.search(
            r"\b(?:in|of|among|across|within|throughout|on)\s+(?:the\s+|all\s+)?$",
            view.before(a.start, 20),
        )
    ]
    return RankFact(
        start, end, kind, rank, order, among[0] if among else None, _figure(view, start, end, rank)
    )


def _figure(view: View, start: int, end: int, rank: int) -> Figure:
    return Figure(
        text=view.text[start:end],
        value=Decimal(rank),
        unit="number",
        quantum=Decimal(1),
        start=start,
        end=end,
        is_rank=rank > 0,
    )


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
    if doubt := open_rank(series, area, year, is_of_one=is_of_one):
        return doubt
    if told.kind != "rank":
        return ReadingDoubt("what", "what it is compared by and with is not certain")
    if _EVER.search(view.text[view.start : view.end]):
        return ReadingDoubt("when", "whether it is of one year or of all so far")
    return None if score >= _SURE_TOLD else NOT_TOGETHER


_BESIDE = 7
"""How many words may stand between a figure and what is told of it."""
_WHO = frozenset({"gdp", "people", "population", "land", "economy"})


def of_figure(
    view: View, told: RankFact, series: list[SeriesChoice], told_of: Sequence[tuple[int, Series]]
) -> list[SeriesChoice]:
    """What stands right behind a figure ("…, the most of any nation") is told of that."""
    before = [one for one in told_of if one[0] <= told.start]
    if not before or view.words_between(before[-1][0], told.start) > _BESIDE:
        return series
    end, last = before[-1]
    own = [one for one in view.topics if end <= one.start < told.end]
    if any(one.payload not in _WHO for one in own) or told.kind == "rank":
        return series
    why = "it stands right behind a figure of it"
    rest = [one for one in series if one.series.code != last.code]
    return [SeriesChoice(last, 0.85, why, "carried"), *rest]
