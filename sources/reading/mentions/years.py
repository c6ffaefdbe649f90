"""Years that a text names, outright or by their distance ("last year", "seven years ago")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sources.figures.numbers.number_words import CARDINALS

YearKind = Literal[
    "point", "span", "since", "decade", "past", "earlier", "later", "next", "same", "month"
]

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
"""The names of the months, for patterns."""
SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
"""Their short names."""
_Y = r"(?:1[6-9]\d\d|20\d\d|21\d\d)"
_FISCAL = r"(?:FY|fiscal(?:\s+year)?|financial\s+year)\s*"
_PART = (
    r"(?:(?:early|late|mid|the\s+end\s+of|end\s+of|year-end|the\s+start\s+of|"
    r"the\s+beginning\s+of|the\s+middle\s+of|end)[\s-]+(?:in\s+)?)?"
)
_NUMBERS: dict[str, float] = {
    word: number for word, number in CARDINALS.items() if 1 <= number <= 20
}
_NUMBERS |= {"a": 1, "a dozen": 12, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_NUMBERS |= {"seventy": 70, "eighty": 80, "ninety": 90}
_NUMBERS |= {
    f"{tens}-{ones}": _NUMBERS[tens] + _NUMBERS[ones]
    for tens in ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
    for ones in list(_NUMBERS)[:9]
}
_NUMBERS |= {"half a": 0.5, "a quarter of a": 0.25}
_NUMBERS |= {"quarter": 25, "a couple of": 2, "an entire": 1, "a full": 1}
_N = r"(?P<{0}>\d{{1,3}}|" + "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True)) + ")"
_UNIT = r"(?P<{0}>years?|decades?|century|centuries|generation)"
_MONTH = (
    rf"(?:(?:\d{{1,2}}\s+)?(?:{MONTHS}|{SHORT_MONTHS})\.?\s+"
    r"(?:\d{1,2},?\s+)?)?"
)
_PATTERN = re.compile(
    rf"""
    \b(?=\w)(?:  # before all else: three places of four begin no word
    (?P<span>(?:\b(?:from|between|over|during)\s+)?{_PART}{_MONTH}\b(?P<a>{_Y})\s*
        (?:(?:to|and|until|till|through|–|—|-|/)\s*{_PART}{_MONTH}(?P<b>{_Y})|(?:–|-|/)(?P<c>\d\d))\b(?![%\d,.]?\d|\s?(?:%|per\s?cent)))
    |(?P<decade>\b(?:the\s+)?(?:early\s+|late\s+|mid-?)?(?P<d>(?:1[6-9]|20)\d0)['’]?s\b)
    |(?P<start>\bat\s+the\s+(?:start|beginning|turn)\s+of\s+(?:the|this)\s+decade\b)
    |(?P<turn>\b(?:at\s+)?(?:the\s+)?(?:turn|start|beginning|dawn)\s+of\s+(?:the|this)\s+(?:century|millennium|new\s+century)
        |\bat\s+the\s+millennium\b)
    |(?P<before>\b(?:before\s+the|on\s+the\s+eve\s+of\s+the|pre-)\s*(?:covid(?:-19)?[\s-]+)?
        (?P<event>pandemic|(?:global\s+)?financial\s+crisis)\b)
    |(?P<upto>\b(?:in|over|during)\s+the\s+(?:{_N.format("tn")}[ -]+)?(?P<tu>years?|decades?)\s+
        (?:(?:to|up\s+to|ending\s+in|through|until)\s+|(?:before|preceding|leading\s+up\s+to)\s+
            (?:the\s+\w+\s+(?:of|in)\s+)?)(?P<t>{_Y})\b)
    |(?P<aftern>\b(?:in|over|during)\s+the\s+(?:first\s+)?{_N.format("qn")}[ -]+
        (?P<qu>years?|decades?|century)\s+(?:after|following|that\s+followed|from|since)\s+(?P<q>{_Y})\b)
    |(?P<since>\bsince\s+(?:it|they|he|she|we|the\s+[a-z]+|(?-i:[A-Z]\w+))\s+(?:[a-z]\w*\s+){{1,2}}(?:\w+\s+){{0,3}}?
            in\s+{_MONTH}(?P<sx>{_Y})\b
        |\bsince\s+(?:the\s+|its\s+|their\s+)?(?:[a-z][\w-]*\s+(?:of\s+)?){{0,3}}?(?:in\s+)?{_PART}{_MONTH}(?P<s>{_Y})\b)
    |(?P<point>\b(?:{_FISCAL})?{_PART}{_MONTH}(?P<p>{_Y})(?:[-/]\d\d)?\b(?:(?<=[Ii]n\s\d{{4}})|(?!\s?people))(?!\s?(?:%|per\s?cent|million|billion|trillion|km|[a-z]*tonnes)|[.,]\d|s\b))
    |(?P<next>\b(?:in|over|during|of)\s+the\s+
        (?:(?:next|following|subsequent|ensuing)\s+(?:{_N.format("xn")}[ -]+)?(?P<xu>years|decades?)
        |(?:{_N.format("yn")}[ -]+)?(?P<yu>years|decades?)\s+
            (?:that\s+followed|thereafter|afterwards))\b)
    |(?P<decadebefore>\b(?:in|over|during|of)\s+the\s+(?:(?:previous|preceding)\s+decade
        |decade\s+(?:before|earlier)(?!\s+(?:the|it|that|its|they|this)\b)))
    |(?P<past>\b(?:(?:in|over|during|for|of)\s+)?(?:the\s+)?(?:past|last|previous|preceding)\s+
        (?:{_N.format("pn")}[ -]+)?{_UNIT.format("pu")}\b)
    |(?P<over>\b(?:over|during|throughout|in\s+the\s+course\s+of)\s+the\s+(?P<ou>decade|century)\b)
    |(?P<ago>\b{_N.format("an")}[ -]+{_UNIT.format("au")}\s+(?:ago|back)\b)
    |(?P<earlier>\b{_N.format("en")}[ -]+{_UNIT.format("eu")}\s+
        (?:earlier|before(?!\s+(?:the|they|its|that|reaching|he|she)\b)
            (?!\s+it\b(?!\s+(?:was|had|stood|came)\b))|previously|prior)\b)
    |(?P<later>\b{_N.format("ln")}[ -]+{_UNIT.format("lu")}\s+
        (?:later\b|after\b|on\b(?=\s*(?:[,.;:)]|$|(?:the|a|its|it|they|their|that)\b))))
    |(?P<beforelast>\b(?:in\s+)?the\s+year\s+before\s+last\b)
    |(?P<yearafter>\bthe\s+(?:year\s+after(?!\s+(?:the|that|it|its|this|they)\b)|following\s+year)\b)
    |(?P<lastyear>(?<!my\s)(?<!his\s)(?<!her\s)(?<!our\s)(?<!its\s)(?<!their\s)\blast\s+year(?:['’]s)?\b)
    |(?P<thisyear>\b(?:this\s+year|so\s+far\s+this\s+year)\b)
    |(?P<yearbefore>\b(?:the\s+)?(?:year\s+before|previous\s+year|preceding\s+year
            |year\s+earlier|prior\s+year|twelve\s+months\s+(?:earlier|before)|12\s+months\s+(?:earlier|before))
        |\bon\s+(?:the|a)\s+year\b|\byear[ -]on[ -]year\b
        |\byear[ -]over[ -]year\b|\bfrom\s+a\s+year\s+ago\b)
    |(?P<in_n>\b(?:in|within|over|during)\s+
        (?:just\s+|only\s+|barely\s+|about\s+|the\s+space\s+of\s+)?{_N.format("in")}[ -]+
        (?P<iu>decades?|generation|century|years)\b|\b(?:within\s+(?:a|one)|(?:in|within)\s+a\s+single)\s+(?P<iy>year)\b)
    |(?P<same>\b(?:in|over|during|for|at|by)\s+(?:the\s+)?(?:same|that|those|these|this)\s+
        (?:same\s+)?(?:\w+\s+)?(?:years?|period|time|span|stretch|decades?|interval|months|quarter)\b
        |\b(?:over|in|during)\s+the\s+(?:two|three|four|five|six|seven|eight|nine|ten)\s+years\b
            (?=\s*(?:[.,;:)]|$))
        |\b(?:over|during|throughout)\s+the\s+period\b(?!\s+(?:of|from|in|to|between|when|\d))
        |\bbetween\s+the\s+two\s+(?:counts|census(?:es)?|surveys|dates|points)\b
        |\b(?:in|over|during|throughout)\s+the\s+(?:whole|entire|full)\s+(?:period|time|span|interval|decades)\b
        |\bbetween\s+(?:these|those|the)\s+(?:two\s+)?years\b|\bin\s+between\b(?=\s*[,.;])
        |\bsince\s+then\b|\bthe\s+end\s+of\s+(?:that|the|this)\s+period\b
        |\bat\s+(?:the\s+end\s+of\s+the\s+year|year-end|year[’']s\s+end)\b(?!\s+\d)
        |\bat\s+the\s+end\b(?=\s+(?:it|they)\s+(?:was|were|had|stood)\b)
        |\b(?:start|beginning)\s+of\s+(?:that|this|those|these)\s+(?:period|years)\b|(?<!and\s)(?<!but\s)\bthen\b|\bthe\s+same\s+year\b
        |\bthat\s+(?:same\s+)?year\b|\b(?:ever\s+)?since(?=\s*(?:[.;,)]|$))))
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class YearMention:
    """Years named in a text: ``start`` and ``end`` are places, ``first`` and ``last`` years.

    ``kind`` is ``point`` (one year), ``span``, ``since``, ``decade``, ``past`` (a span up to the
    text's date or the year spoken of, ``first`` its length), ``earlier`` and ``later`` (so many
    years from the year spoken of), ``next`` (the years from it on), ``same`` (the years spoken of)
    or ``month`` (a part of the year before the text's date).
    """

    start: int
    end: int
    kind: YearKind
    first: int
    last: int
    text: str


def find_years(
    text: str, published: int | None, month: int | None = None
) -> tuple[YearMention, ...]:
    """All years that a text names, in order.

    Args:
        text: The text.
        published: The year of the text, for "last year" and "seven years ago"; None if not known.
        month: The month of the text, for "in May" and "the second quarter"; None if not known.
    """
    found = (
        match for match in _PATTERN.finditer(text) if _IS_BASE.match(text, match.end()) is None
    )
    years = [mention for match in found for mention in _mention(match, published)]
    if published is None or month is None:
        return tuple(years)
    named = {place for year in years for place in range(year.start, year.end)}
    months = (_month(match, published, month) for match in _IN_A_MONTH.finditer(text))
    years += [one for one in months if named.isdisjoint(range(one.start, one.end))]
    return tuple(sorted(years, key=lambda year: year.start))


_IS_BASE = re.compile(r"(?:\s*[-–/]\s*\d{2,4})?\s*=\s*100\b")
"""What stands behind the base year of an index ("2010=100")."""
_NAMES = MONTHS.split("|")
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_IN_A_MONTH = re.compile(
    rf"""
    \b(?:in|by|at|for|as\s+of|as\s+at|of|since|on|until|during|through|to)\s+
        (?:(?:early|late|mid|the\s+(?:end|start|beginning|middle)\s+of|end)[\s-]+)?
        (?P<last>last\s+)?
        (?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?
        (?-i:(?P<name>{MONTHS}|(?:{SHORT_MONTHS})\b\.?))
        (?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?\b
        (?!,?\s*(?:of\s+)?(?:(?:1[6-9]|20|21)\d\d|last|this|that|the\s+(?:same|year|previous)))
        (?!\s+(?:report|issue|edition|meeting|vote|election|agreement|summit|accord|revolution))(?!\s*(?:and|to|–|-)\s*(?-i:{MONTHS}))
    |\b(?:in|for|by|over|during|since)\s+the\s+(?P<part>first|second|third|fourth|last|final)\s+
        (?P<of>quarter|half|(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven)\s+months)\b
        (?!\s+of\b(?!\s+the\s+year))
    |\b(?:last|this)\s+(?:month|week)\b|\byesterday['’]s\s+clos(?:e|ing)\b
    |(?:\b(?:trad(?:ed|es|ing)|clos(?:ed|es)|changed|quoted|fetch\w+|b(?:ought|uys)|opened)\b[^.;\n]{{0,50}}?)
        (?P<day>\b(?:on\s+(?-i:{_DAYS})|yesterday)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Parts of the last twelve months, told without a year ("in May", "in the second quarter")."""
_PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _month(match: re.Match[str], published: int, month: int) -> YearMention:
    """The year of a part of the last twelve months: this one where the part has ended by then."""
    ends = 1
    if match["name"] is not None:
        ends = next(n for n, name in enumerate(_NAMES, 1) if name.startswith(match["name"][:3]))
        ends += 1 if match["last"] and ends == month else 0
    elif match["n"] is not None:
        ends = count_of(match["n"])
    elif match["part"] is not None:
        each = 6 if match["of"].casefold() == "half" else 3
        ends = each * _PARTS.get(match["part"].casefold(), 12 // each)
    year = published if ends <= month else published - 1
    start = match.start("day") if match["day"] is not None else match.start()
    return YearMention(start, match.end(), "month", year, year, match.string[start : match.end()])


def _mention(match: re.Match[str], published: int | None) -> Iterator[YearMention]:
    kind = next(
        name
        for name in (
            "span",
            "decade",
            "start",
            "turn",
            "before",
            "upto",
            "aftern",
            "since",
            "beforelast",
            "yearafter",
            "next",
            "point",
            "decadebefore",
            "past",
            "ago",
            "earlier",
            "later",
            "lastyear",
            "thisyear",
            "yearbefore",
            "in_n",
            "same",
            "over",
        )
        if match[name] is not None
    )
    made = _MAKERS[kind](match, published)
    if made is None:
        return
    what, first, last = made
    yield YearMention(match.start(), match.end(), what, first, last, match[0])


Made = tuple[YearKind, int, int] | None


def _span(match: re.Match[str], published: int | None) -> Made:
    first, last = int(match["a"]), match["b"] or match["c"]
    second = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if second <= first:
        return ("point", first, first)
    if len(last) == 2 and second == first + 1 and "/" in match[0]:
        return ("point", second, second)
    return ("span", first, second)


def _decade(match: re.Match[str], published: int | None) -> Made:
    digits = match["d"]
    first = int(digits) if len(digits) == 4 else int(digits + "0")
    first = first // 10 * 10
    before = match.string[max(0, match.start() - 26) : match.start()]
    if re.search(r"(?:entered|(?:start|beginning|dawn) of|early in)\s+$", before, re.IGNORECASE):
        return ("point", first, first)
    if re.match(r"(?:the\s+)?mid", match[0], re.IGNORECASE):
        return ("point", first + 5, first + 5)
    if re.match(r"(?:the\s+)?early", match[0], re.IGNORECASE):
        return ("decade", first, first + 4)
    if re.match(r"(?:the\s+)?late", match[0], re.IGNORECASE):
        return ("decade", first + 5, first + 9)
    return ("decade", first, first + 9)


def _turn(match: re.Match[str], published: int | None) -> Made:
    return ("point", 2000, 2000)


def _start_of_decade(match: re.Match[str], published: int | None) -> Made:
    first = None if published is None else (published - 1) // 10 * 10
    return None if first is None else ("point", first, first)


def _before(match: re.Match[str], published: int | None) -> Made:
    year = 2019 if match["event"].casefold() == "pandemic" else 2007
    return None if published is not None and published <= year else ("point", year, year)


def _up_to(match: re.Match[str], published: int | None) -> Made:
    last = int(match["t"])
    unit = match["tu"]
    if match["tn"] is None and unit.casefold().startswith("year"):
        return ("point", last, last)
    return ("span", last - _length(match["tn"], unit), last)


def _after_n(match: re.Match[str], published: int | None) -> Made:
    first = int(match["q"])
    return ("span", first, first + _length(match["qn"], match["qu"]))


def _before_last(match: re.Match[str], published: int | None) -> Made:
    return None if published is None else ("point", published - 2, published - 2)


def _year_after(match: re.Match[str], published: int | None) -> Made:
    return ("later", 1, 1)


def _next(match: re.Match[str], published: int | None) -> Made:
    number, unit = match["xn"] or match["yn"], match["xu"] or match["yu"]
    if number is None and unit.casefold().startswith("year"):
        return None
    length = _length(number, unit)
    return ("next", length, length)


def _since(match: re.Match[str], published: int | None) -> Made:
    year = int(match["s"] or match["sx"])
    return ("since", year, year)


def _point(match: re.Match[str], published: int | None) -> Made:
    year = int(match["p"])
    half = re.search(r"/(\d\d)$", match[0])
    if half is not None and int(half[1]) == (year + 1) % 100:
        year += 1
    return ("point", year, year)


def _length(number: str | None, unit: str) -> int:
    if number is not None and number.casefold() == "quarter":
        return 25  # of a century
    amount = 1.0 if number is None else _NUMBERS.get(number.casefold(), 0) or float(_digits(number))
    size = {"d": 10, "c": 100, "g": 25}.get(unit[0].casefold(), 1)
    return max(1, round(amount * size))


def count_of(word: str) -> int:
    """The whole number that a word or digits say; 0 where they say none."""
    return int(word) if word.isdecimal() else int(_NUMBERS.get(word.casefold(), 0))


def _digits(number: str) -> str:
    return number if number.isdecimal() else "1"


_OWNED = re.compile(r"\b(?:my|his|her|our|its|their)\s+$", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|before|with|for which|in which|when|that)\b", re.IGNORECASE)


def _is_last_of(match: re.Match[str]) -> bool:
    """Whether a last year is that of something ("the last year of the war", "her last year")."""
    is_the = re.search(r"\bthe\b", match[0], re.IGNORECASE) is not None
    is_the = is_the or match.string[max(0, match.start() - 4) : match.start()].lower() == "the "
    owned = _OWNED.search(match.string, max(0, match.start() - 7), match.start())
    return owned is not None or (is_the and _OF.match(match.string, match.end()) is not None)


def _past(match: re.Match[str], published: int | None) -> Made:
    if match["pn"] is None and match["pu"].casefold().startswith("year"):
        if match["pu"].casefold() == "years":
            return None
        if re.search(r"\b(?:previous|preceding)", match[0], re.IGNORECASE):
            return ("earlier", 1, 1)
        if _is_last_of(match):
            return None
        return None if published is None else ("point", published - 1, published - 1)
    length = _length(match["pn"], match["pu"])
    return ("past", length, length)


_IS_A_HALF = re.compile(
    r"\b(?:(?:up|down|rose|fell|risen|fallen|increase|decrease)\s+from|than)\s+"
    r"(?:(?:just|only|barely|about|nearly|almost|over|under|less|more|than)\s+)*$|\bbarely\s+$",
    re.IGNORECASE,
)
"""Before "half a decade ago" where the half is a figure."""


def _decade_before(match: re.Match[str], published: int | None) -> Made:
    return ("past", 10, 10)


def _ago(match: re.Match[str], published: int | None) -> Made:
    if published is None:
        return None
    number = match["an"]
    if number.casefold() == "half a" and _IS_A_HALF.search(match.string, 0, match.start()):
        number = "a"  # "up from barely half a decade ago"
    year = published - _length(number, match["au"])
    return ("point", year, year)


def _earlier(match: re.Match[str], published: int | None) -> Made:
    length = _length(match["en"], match["eu"])
    return ("earlier", length, length)


def _later(match: re.Match[str], published: int | None) -> Made:
    length = _length(match["ln"], match["lu"])
    before = match.string[max(0, match.start() - 3) : match.start()].rstrip(" ")
    is_first = not before or before.endswith((".", "!", "?", "\n", ":", ";", "\u201c", '"'))
    is_ended = (
        re.match(r"\s*(?:[,.;:)]|$)", match.string[match.end() : match.end() + 3]) is not None
    )
    if match[0].casefold().endswith("on") and not (is_first or is_ended):
        return None  # "spent ten years on the plan"
    return ("later", length, length)


def _last_year(match: re.Match[str], published: int | None) -> Made:
    return (
        None if published is None or _is_last_of(match) else ("point", published - 1, published - 1)
    )


def _this_year(match: re.Match[str], published: int | None) -> Made:
    return None if published is None else ("point", published, published)


def _in_n(match: re.Match[str], published: int | None) -> Made:
    length = 1 if match["iy"] else _length(match["in"], match["iu"])
    return ("past", length, length)


def _over(match: re.Match[str], published: int | None) -> Made:
    length = _length(None, match["ou"])
    return ("past", length, length)


_BEGINS = re.compile(r"(?:^|[.!?:;\n\u201c\"(])\s*$")
_IS_SAID = re.compile(r"\s*[\"\u201d?!]")


def _same(match: re.Match[str], published: int | None) -> Made:
    if match[0].casefold() == "then":
        before = match.string[max(0, match.start() - 3) : match.start()]
        if _BEGINS.search(before) or _IS_SAID.match(match.string, match.end()):
            return None  # "Then this, which stopped me", "just take migrants then"
    return ("same", 0, 0)


_MAKERS = {
    "span": _span,
    "decade": _decade,
    "start": _start_of_decade,
    "turn": _turn,
    "before": _before,
    "upto": _up_to,
    "aftern": _after_n,
    "since": _since,
    "beforelast": _before_last,
    "yearafter": _year_after,
    "next": _next,
    "point": _point,
    "past": _past,
    "decadebefore": _decade_before,
    "ago": _ago,
    "earlier": _earlier,
    "later": _later,
    "lastyear": _last_year,
    "thisyear": _this_year,
    "yearbefore": lambda match, published: ("earlier", 1, 1),
    "in_n": _in_n,
    "same": _same,
    "over": _over,
}
