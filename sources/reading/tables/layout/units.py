"""The unit that a head prints once for all that stands below it: "(US$ billion)", "in thousands".

A unit's words are put beside each number, as if they had been printed there: what is then read is
"US$100.4 billion" for 100.4 under "GDP (US$ billion)".
"""

from __future__ import annotations

import re
from functools import lru_cache

from sources.reading.mentions.printed import Printed
from sources.reading.sentences.model import ReadFigure
from sources.reference.told_units import printed_unit

_SCALE = (
    r"thousands?|millions?|billions?|trillions?|mil\.?|bil\.?|mn|mln|mio|bn|tn|trn|m|k|"
    r"[’'‘]?000[’']?s?|1[,. ]000(?=\s*(?:persons?|people|inhabitants?|tonnes?|tons?|US))"
)
_CURRENCY = (
    r"US\s?\$|USD|U\.S\.\s?dollars?|US\s?dollars?|dollars?|\$|€|EUR|euros?|£|GBP|¥|"
    r"int(?:ernational|[’']?l|\.)?\s?(?:\$|dollars?)"
)
_WORD = (
    r"%|per\s?cent|percent|percentage(?:\s+points)?|pct|of|in|at|per|the|total|current|constant|prices?|"
    r"market|nominal|real|PPP|GDP|GNI|population|people|persons?|inhabitants?|pop|heads?|capita|"
    r"live|births?|deaths?|children|child|women|woman|years?|yrs?|age|aged|ages|and|over|above|"
    r"labou?r|force|seats?|land|area|annual|annually|average|change|growth|year-on-year|y-o-y|yoy|y/y|"
    r"on|from|previous|preceding|prior|before|last|earlier|increase|variation|"
    r"km[²2]|sq\.?|square|km|kilomet(?:re|er)s?|hectares?|ha|tonnes?|tons?|metric|Mt|Gt|kt|t|kg|kWh|"
    r"CO[₂2]e?|number|no|units?|all|estimates?|adults?|both|sexes|each|every|for|"
    r"subscriptions?|1[,. ]?000|10[,. ]?000|100[,. ]?000|100|15|64|65|0|14|\+|[-–/,.]|"
    r"ILO|modelled|national|estimates?|total|household|households|girls|boys|men|males?|females?|hundred|one|a|mid-year|"
    r"annum|older|micrograms?|[µμ]g|cubic|met(?:re|er)s?|m[3³]|mm|millimet(?:re|er)s?|lit(?:re|er)s?|"
    r"\d\d\s?[-–]\s?\d\d|(?:1[89]|20)\d\d"
)
_PERCENT = r"(?:%|per\s?cent|percent(?:age)?|pct)"
_WHOLE = (
    rf"(?:(?:as\s+)?(?:an?\s+)?{_PERCENT}\s+of\s+(?:(?:total|all|the|gross|national|government|public|general|"
    r"central|budget|merchandise|manufactur(?:ed|es|ing)|goods|services?|and|of|employment|"
    r"employed|exports?|imports?|expenditures?|spending|outlays?|revenues?|consumption|final|primary|energy|"
    r"electricity|output|generation|production|arable|agricultural|land|area|external|debt|"
    r"current|health|reserves)\b\s*)+)"
)
"""A share of what a series is a share of by its definition; of some people it is told in words."""
_ALL = re.compile(rf"(?:{_WHOLE}|(?:{_CURRENCY}|{_SCALE}|{_WORD})(?![^\W\d_])\s*)+", re.IGNORECASE)
_TELLING = re.compile(
    rf"%|per\s?cent|percent|{_CURRENCY}|\b(?:{_SCALE})(?![^\W\d_])|\bper\s|\byears?\b|\bkm[²2]|"
    r"\bsq\.?|\bsquare\b|\bhectares?\b|\bha\b|\btonnes?\b|\btons?\b|\bM?G?k?t\b|\bkg\b|\bkWh\b|"
    r"\bmicrograms?\b|\bmm\b|\bmillimet|\bcubic\b|\bm[3³]|\blit(?:re|er)s?\b|"
    r"\bpersons?\b|\bpeople\b|\binhabitants?\b|\bnumber\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_BEHIND = re.compile(
    r"(?:,|;|–|—|\bin\b|\s(?=%|US\s?\$|USD|\$)|"
    r"\sas(?:\s+an?)?\s+(?=%|per\s?cent))\s*(?P<unit>[^;()]+)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*(?:in\s+(?:1[89]|20)\d\d|\d[\d.,\s]*)\s*")
"""A year or another number, which is no unit by itself."""
_MONEY = re.compile(rf"\b(?:current\s+)?(?:{_CURRENCY})(?![^\W\d_])|[$€£¥]", re.IGNORECASE)
_SCALED = re.compile(
    rf"(?<![\w,.])(?<!\d[ \u00a0\u202f])(?:in\s+)?(?P<scale>{_SCALE})(?![^\W\d_])", re.IGNORECASE
)
_SCALES = {"t": " thousand", "k": " thousand", "m": " million", "b": " billion"}
_OF_PRICES = re.compile(
    r"\b(?:current|constant|nominal|real|prices?|market)\b|\b(?:1[89]|20)\d\d\b"
)
_PER_CENT = re.compile(
    r"(?:%|\bper\s?cent\b|\bpercentage\b|\bpercent\b|\bpct\b)(?P<of>\s+of\s[^,;]+)?", re.IGNORECASE
)
_LABEL_WORDS = re.compile(r"\b(?:PPP|constant|international|int[’']?l|real)\b[^,;]*", re.IGNORECASE)


_MEASURED = re.compile(r"(?:GDP|GNI|GNP|output|income|CO[₂2])\b", re.IGNORECASE)
"""What begins with it is measured, and no unit ("GNI per person")."""


_THOUSANDS = re.compile(
    r"[(\[]?(?:in\s+)?(?:1(?:,| |\u00a0|\u202f)000s?|[’'‘]?000[’']?s?)[)\]]?", re.IGNORECASE
)
"""What tells in what all below it is counted, with nothing beside it ("1,000", "000")."""
_AGED = re.compile(
    r"\b(?:aged?|ages)\s+\d.*|\b\d\d\s?[-–]\s?\d\d(?:\s+years?(?:\s+old)?)?", re.IGNORECASE
)
"""Of which age those are of whom a per cent is told ("% ages 15 and older")."""


@lru_cache(maxsize=4096)
def is_unit(words: str) -> bool:
    """Whether words are a unit and nothing else: "US$ billion", "% of GDP", "per 1,000 births"."""
    words = words.strip(" .:*_")
    if _THOUSANDS.fullmatch(words):
        return True
    if not words or _NUMBER.fullmatch(words) or _TELLING.search(words) is None:
        return False
    if _MEASURED.match(words):
        return False
    return _ALL.fullmatch(words) is not None


_CHANGE = re.compile(
    r"\b(?:change|growth|increase|variation|year-on-year|y-o-y|yoy)\b|y/y|"
    r"\b(?:on|over|from) (?:the )?"
    r"(?:previous|preceding|prior|last)? ?year(?: before| earlier)?\b",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:growth|inflation|change|grew|increase|(?:consumer|retail) prices|CPI|cost of living)\b",
    re.IGNORECASE,
)


def tells_change(unit: str, words: str) -> bool:
    """Whether a unit tells a change of what by its words is a level ("% change" under "GDP")."""
    return _CHANGE.search(unit) is not None and _MOVES.search(words) is None


_HAS_IT = re.compile(r"\s+(?:has|have|with|having)(?:\s+access)?(?:\s+to it)?$", re.IGNORECASE)


def goes_on(words: str) -> bool:
    """Whether words behind a figure only go on with its unit ("of the population", "/km²")."""
    words = _HAS_IT.sub("", words)
    return is_unit(words) or _ALL.fullmatch(words.replace("/", "per ").strip(" .:*")) is not None


def unit_in(words: str) -> tuple[int, int] | None:
    """Where a head's words print its unit: in brackets, behind a comma or "in", or as a whole."""
    for match in _BRACKETS.finditer(words):
        if is_unit(match[1]):
            return match.span()
    year = None if _OF_OLD_PRICES.search(words) else _YEAR_BEHIND.search(words)
    found = _unit_behind(words if year is None else words[: year.start()])
    if is_unit(words) and (found is None or words[found[0]] != ","):
        return 0, len(words)
    return found


_YEAR = r"(?:19|20)\d\d(?:\s*[–/-]\s*(?:\d\d){1,2})?"
_YEAR_BEHIND = re.compile(rf",\s*{_YEAR}\s*$|\s*[(\[]\s*{_YEAR}\s*[)\]]\s*$|(?<=%)\s+{_YEAR}\s*$")
"""A year that ends a head, behind its unit ("Population, million (2018)")."""
_OF_OLD_PRICES = re.compile(
    r"\b(?:constant|real|prices|PPP|purchasing|international|int)\b|int[’']l", re.IGNORECASE
)
"""Units whose year may be that of their prices ("constant US$ (2015)")."""


def _unit_behind(words: str) -> tuple[int, int] | None:
    """Where a unit ends a head ("Population, millions", "Exports in US$ billion")."""
    for match in re.finditer(r"(?=(?:,(?!\d)|;|–|—|\bin\b|\s)\s*)", words):
        found = _BEHIND.match(words, match.start())
        if found is not None and is_unit(found["unit"]):
            return found.span()
    return None


def with_unit(number: str, unit: str) -> tuple[str, str]:
    """A number with a unit's words beside it, and those of them that say what is measured.

    Args:
        number: As printed: "100.4".
        unit: As printed: "(constant 2015 US$, billion)".

    Returns:
        "US$100.4 billion" and "constant 2015 US$".
    """
    words = unit.strip(" ,;:()[]–—.*_").removeprefix("in ").strip()
    words = "thousand" if _THOUSANDS.fullmatch(words) else words
    told = _LABEL_WORDS.search(words)
    label = told[0].strip() if told else ""
    money = _MONEY.search(words)
    before = ""
    if money is not None:
        sign = money[0].casefold()
        before = next((s for s in "€£¥" if s in sign), "")
        before = before or ("€" if "eur" in sign else "£" if "gbp" in sign else "US$")
        words = words[: money.start()] + words[money.end() :]
        words = _OF_PRICES.sub("", words)
    scale = _SCALED.search(words)
    times = ""
    if scale is not None and not re.search(r"\bper\s+$|/\s*$", words[: scale.start()]):
        first = re.sub(r"^1[,. ]|[’'‘0]+s?", "", scale["scale"])[:1].casefold() or "t"
        first = "tr" if re.match(r"tr|tn", scale["scale"], re.IGNORECASE) else first
        times = " trillion" if first == "tr" else _SCALES[first]
        words = words[: scale.start()] + words[scale.end() :]
    share = _PER_CENT.search(words)
    if share is not None:
        aged = None if share["of"] else _AGED.search(words)
        label = label or ("" if aged is None else aged[0].strip(" ,;)"))
        return f"{before}{number}{times}%{share['of'] or ''}", label
    rest = " ".join(words.strip(" ,;:-–").split())
    rest = re.sub(r"^(?:of|number(?: of)?|in|at)\b\s*|\s*\b(?:in|at|of)$", "", rest).strip(" ,;")
    return f"{before}{number}{times}{' ' if rest else ''}{rest}", label


_FACTORS = (("trillion", 10**12), ("billion", 10**9), ("million", 10**6), ("thousand", 10**3))


def scale_told(one: Printed, alone: ReadFigure) -> int:
    """What its head multiplies a bare number with."""
    if re.search(r"[^\W\d_]", one.figure.text):
        return 1
    return _named_factor(alone.figure.text)


def factor_of(unit: str) -> int:
    """What a unit's words multiply a number with: 1,000 for "('000)"; 1 for no scale."""
    return _named_factor(with_unit("1", unit)[0])


def _named_factor(words: str) -> int:
    return next((factor for name, factor in _FACTORS if name in words.casefold()), 1)


def unit_told(one: Printed, alone: ReadFigure) -> str:
    """The unit that a head gives a bare number, as registers name it; empty for none."""
    own, told = one.figure, alone.figure
    if own.unit != "number" or own.currency or own.real_unit:
        return ""
    if told.unit == "percent":
        return "percent"
    if told.currency:
        return told.currency
    return printed_unit(told.real_unit, alone.sentence.partition(alone.phrase)[2])
