"""Facts without a figure of their own: ranks, superlatives and comparisons between areas.

"the second most populous country in Africa", "the highest share among OECD countries", "ranks
second worldwide", "higher than the global average".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sources.figures.numbers.number_words import CARDINALS
from sources.reading.mentions.areas import is_country
from sources.reading.sentences.context import View
from sources.reading.told.alike import alike, alike_alone, unchanged
from sources.reading.told.beside import beside_what_was_told
from sources.reading.told.comparisons import comparisons, far_comparisons, overtaken, with_its_past
from sources.reading.told.exceptions import by_those_ahead
from sources.reading.told.model import (
    BEST,
    LOW,
    ORDINAL,
    ORDINALS,
    WHERE,
    WHO,
    RankFact,
    make_told,
)
from sources.reading.told.nobody import that_nobody_has
from sources.reading.told.past import of_the_past
from sources.reading.told.several import among_several

_RANK = re.compile(
    rf"\b(?=\w){ORDINAL.format('n')}[ -]{BEST.format('best')}(?:\s+\w+){{0,3}}?{WHERE}"
    rf"|\b{ORDINAL.format('m')}[ -]{BEST.format('best2')}\b(?:\s+\w+){{0,1}}"
    rf"|\b(?:rank(?:s|ed|ing)?|plac(?:es|ed)|came|comes|stood|stands)\s+(?:in\s+|"
    rf"at\s+)?(?:number\s+|No\.?\s*)?{ORDINAL.format('r')}\b(?:\s+(?:worldwide|globally|now|"
    rf"in the world|overall))*"
    rf"|\b(?:moves?|moved|ris(?:es|en)|rose|climb(?:s|ed)|slip(?:s|ped)|fell|drop(?:s|ped))\s+"
    rf"(?:up\s+|down\s+|back\s+)?to\s+{ORDINAL.format('t')}(?=\s*[,.;]|\s+in\s+the\s+world)"
    rf"|\b(?:in\s+)?(?:the\s+)?{ORDINAL.format('s')}\s+(?:place|slot|position|spot|"
    rf"rank)\b(?:\s+(?:in|worldwide)\s+\d{{4}})?"
    rf"|\b{ORDINAL.format('o')}\s+only\s+to\b"
    rf"|(?<=, ){ORDINAL.format('f')}\s+(?:in\s+the\s+world|worldwide|globally)\b"
    r"|\bnumber\s+(?P<w>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+"
    r"(?:in\s+the\s+world|worldwide|globally|in\s+(?:Africa|Asia|Europe|Latin\s+America))\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    rf"\b(?=\w)(?:the\s+)?{BEST.format('best')}(?:\s+[\w’'-]+){{0,5}}?{WHERE}|\bmost\s+(?:populous|"
    rf"urbanised|urbanized|unequal|indebted)\b(?:\s+\w+){{0,2}}"
    rf"|\bthe\s+(?P<plain>highest|lowest|largest|biggest|smallest)\s+(?:[\w’'-]+\s*){{1,3}}",
    re.IGNORECASE,
)
_OWNED = re.compile(
    rf"\s*(?P<what>(?:{ORDINAL.format('n')}[ -])?{BEST.format('best')}(?:[ -][\w’'-]+){{1,3}})",
    re.IGNORECASE,
)
_MORE_THAN_ALL = re.compile(
    r"\b(?P<word>more|less|fewer|higher|lower|faster|slower|larger|wider|narrower|"
    r"longer)\s+(?:[a-z][\w’'-]*\s+){0,7}?than\s+(?:(?:that|those)\s+(?:of|in)\s+|in\s+)?"
    r"(?:any|anywhere|anyone|every|all|anybody)\b(?!\s+(?:the|its|their|our)\b)(?:\s+other)?(?:\s+(?:country|economy|nation|state|else|"
    r"region))?(?:\s+in\s+[\w ]{2,20})?",
    re.IGNORECASE,
)
_WITHOUT_SET = re.compile(
    r"\bthe\s+(?P<what>(?P<way>most|least)\s+(?:[a-z]+ly\s+)?[a-z]+(?:\s+(?:sovereign\s+)?"
    r"(?:country|state|nation|economy|member))?)\b",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\b(?:(?:came|comes|ranks|ranked|is|was|stands|stood|puts?\s+(?:it|them)|finished)\s+"
    r"(?:dead\s+)?last(?=\s+(?:among|in|of)\b|\s*[,.;)])|trails?(?=\s+(?:at|with)\s))",
    re.IGNORECASE,
)
_WORLD_RECORD = re.compile(r"\ba\s+world\s+record\b", re.IGNORECASE)
_NO_AREAS = re.compile(
    r"\b(?:cit(?:y|ies)|towns?|peaks?|mountains?|points?|rivers?|lakes?|islands?|airports?|ports?|"
    r"stations?|employers?|compan(?:y|ies)|firms?|banks?|(?:ethnic|age|income)\s+groups?|part(?:y|ies)|tenth|fifth|quintile|"
    r"decile|half|famil(?:y|ies)|households?|lockdowns?|contrasts?)\b",
    re.IGNORECASE,
)
"""What is the highest or the richest without being an area or a series."""
_LEADS = re.compile(
    r"\b(?:leads|led|tops|topped|heads|headed)(?=\s+with\b|\s*,|"
    r"\s+the\s+(?:table|list|world|field|rankings?|league|region|pack|continent)\b)",
    re.IGNORECASE,
)


_IS_BEST = re.compile(
    r"\b(?:is|are|was|were|remains?|remained|stood|stands|been|being)\s+(?:(?:by\s+far|far\s+and\s+away|"
    rf"still|also|now|at\s+its|at\s+their)\s+)*{BEST.format('best')}(?:\s+of\s+all)?,?\s+(?:in|among|for|"
    r"at)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_MOST_OF_ALL = re.compile(
    r"\s+(?P<what>(?P<best>most|least|worst|best)\s+of\s+all)\b", re.IGNORECASE
)


def _of_whom_behind(view: View) -> Iterator[RankFact]:
    """The extremes that name behind them whose they are ("inflation was highest in Sudan")."""
    for match in _IS_BEST.finditer(view.text, view.start, view.end):
        at = (one for one in view.areas if one.areas and one.start <= match.end() < one.end)
        subject = next(at, None)
        is_led = any(one.areas and one.end <= match.start() for one in view.areas)
        if (
            subject is None
            or (is_led and not is_country(subject.areas[0]))
            or subject.kind == "world"
        ):
            continue
        low = match["best"].casefold() in LOW
        told = make_told(
            view, match.start("best"), subject.end, "extreme", 1, "lowest" if low else "highest"
        )
        yield replace(told, subject=subject, among=None, is_back=True)
    for area in view.areas:
        of_all = _MOST_OF_ALL.match(view.text, area.end, view.end) if area.areas else None
        if of_all is not None:
            order = "lowest" if of_all["best"].casefold() in LOW else "highest"
            told = make_told(view, *of_all.span("what"), "extreme", 1, order)
            yield replace(told, subject=area, among=None, is_back=True)


def find_told(view: View) -> tuple[RankFact, ...]:
    """The ranks, superlatives and comparisons of a sentence, in order, none overlapping."""
    found: list[RankFact] = []
    for told in (
        *by_those_ahead(view),
        *among_several(view),
        *of_the_past(view),
        *that_nobody_has(view),
        *_of_whom_behind(view),
        *_ranks(view),
        *_superlatives(view),
        *_places(view),
        *comparisons(view),
        *far_comparisons(view),
        *overtaken(view),
        *with_its_past(view),
        *alike(view),
        *alike_alone(view),
        *unchanged(view),
        *beside_what_was_told(view),
    ):
        if not any(one.start < told.end and told.start < one.end for one in found):
            found.append(told)
    for rank in view.ranks:
        at = next(
            (n for n, one in enumerate(found) if one.start < rank.end and rank.start < one.end),
            None,
        )
        if at is None:
            low = rank.figure.text.casefold().split()[-1] in LOW
            found.append(
                make_told(
                    view,
                    rank.start,
                    rank.end,
                    "rank",
                    int(rank.figure.value),
                    "lowest" if low else "highest",
                )
            )
    return tuple(sorted(found, key=lambda one: one.start))


def _ranks(view: View) -> Iterator[RankFact]:
    for match in _RANK.finditer(view.text, view.start, view.end):
        word = next(match[name] for name in ("n", "m", "r", "t", "s", "o", "f", "w") if match[name])
        rank = ORDINALS.get(word.casefold()) or CARDINALS.get(word.casefold())
        rank = rank or int(re.sub(r"\D", "", word))
        best = (match["best"] or match["best2"] or "").casefold()
        yield make_told(
            view, match.start(), match.end(), "rank", rank, "lowest" if best in LOW else "highest"
        )


_OF_NONE = re.compile(
    r"\b(?:richest|poorest|wealthiest)\s+(?:tenth|fifth|third|quarter|half|quintile|decile|one|\d+|"
    r"people|famil(?:y|ies)|households?|over\b)"
    r"|\blargest\s+(?:[a-z]+\s+)?cit(?:y|ies)\b(?!\s+(?:of\s+all|in\s+the\s+world|on\s+earth|"
    r"worldwide|anywhere|in\s+(?:the\s+region|Africa|Asia|Europe)))"
    r"|\b(?:largest|biggest)\s+(?:[a-z]+\s+)?(?:source|user|cause|driver|component|sector)s?\b"
    r"|\btop\s+of\b",
    re.IGNORECASE,
)
"""What names a part of a country or of its people, and holds no area against others."""


def _is_of_no_area(view: View, match: re.Match[str]) -> bool:
    """Whether a superlative is of a peak or a company, and names no series that counts such."""
    around = view.text[match.start() : min(view.end, match.end() + 25)]
    none = _OF_NONE.search(around)
    if none is not None and none.start() < match.end() - match.start():
        return True
    own = (topic for topic in view.topics if match.start() <= topic.start < match.end())
    return _NO_AREAS.search(match[0]) is not None and not any(True for _ in own)


def _places(view: View) -> Iterator[RankFact]:
    """The first and the last places of a sentence that name no set, or only behind them."""
    for match in _WITHOUT_SET.finditer(view.text, view.start, view.end):
        start, end = match.span("what")
        named = any(
            start <= topic.start < end and (topic.payload not in WHO or "populous" in match[0])
            for topic in view.topics
        )
        if named and not view.text[end : end + 2].strip().isalpha():
            order = "lowest" if match["way"].casefold() == "least" else "highest"
            yield make_told(view, start, end, "extreme", 1, order)
    for match in _LAST.finditer(view.text, view.start, view.end):
        yield replace(
            make_told(view, match.start(), match.end(), "extreme", 1, "lowest"), is_back=True
        )
    for match in _WORLD_RECORD.finditer(view.text, view.start, view.end):
        yield replace(
            make_told(view, match.start(), match.end(), "extreme", 1, "highest"), is_back=True
        )


_SET_OFF = re.compile(r"[ %\w]{0,14}\s*[-–—,(]\s*[*_]{0,2}$")


def _is_behind_a_figure(view: View, place: int) -> bool:
    """Whether only a dash or a comma parts a place from a figure ("4.3% - fastest in the G7")."""
    last = view.figure_before(place)
    return last is not None and _SET_OFF.fullmatch(view.text, last.end, place) is not None


def _superlatives(view: View) -> Iterator[RankFact]:
    for match in _SUPERLATIVE.finditer(view.text, view.start, view.end):
        best = (match["best"] or match["plain"] or "most").casefold()
        if not _is_behind_a_figure(view, match.start()) and not re.match(
            r"the\b|most\s+(?:pop|urb|uneq)|(?:most|fewest|least)\b.*\bany\b|highest|lowest|largest|biggest",
            match[0],
            re.I,
        ):
            continue
        if _is_of_no_area(view, match):
            continue
        if re.search(r"\bone of\s+$|\bamong\s+$|\bin\s+$", view.before(match.start(), 10)):
            continue
        yield make_told(
            view, match.start(), match.end(), "extreme", 1, "lowest" if best in LOW else "highest"
        )
    for area in view.areas:
        owned = _OWNED.match(view.text, area.end, view.end) if area.is_possessive else None
        if owned and not _is_of_no_area(view, owned):
            best = owned["best"].casefold()
            rank = ORDINALS.get((owned["n"] or "first").casefold()) or int(
                re.sub(r"\D", "", owned["n"])
            )
            order = "lowest" if best in LOW else "highest"
            yield make_told(
                view,
                owned.start("what"),
                owned.end(),
                "rank" if owned["n"] else "extreme",
                rank,
                order,
            )
    for match in _LEADS.finditer(view.text, view.start, view.end):
        if any(area.areas and 0 <= match.start() - area.end <= 1 for area in view.areas):
            yield make_told(view, match.start(), match.end(), "extreme", 1, "highest")
    for match in _MORE_THAN_ALL.finditer(view.text, view.start, view.end):
        low = match["word"].casefold() in {"less", "fewer", "lower", "slower"}
        yield make_told(
            view, match.start(), match.end(), "extreme", 1, "lowest" if low else "highest"
        )
