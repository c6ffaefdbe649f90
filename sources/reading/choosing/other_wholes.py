"""Of which whole a share is told, or of whom a rate, where the series is of another.

"Fuel imports (% of merchandise exports)", "Deaths under age five (per 1,000 population)", "a third
of what it earned from coffee": what a series divides by stands in the brackets of its own name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from sources.errors import InputError
from sources.figures.numbers.tokens import words
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series
from sources.reading.narrowing.subsets import whole_told
from sources.reading.sentences.context import View
from sources.reading.sentences.model import Reading
from sources.reading.sentences.understood import words_of
from sources.reading.sentences.units_elsewhere import unit_elsewhere
from sources.reference.concepts import concept_for
from sources.reference.series import series_names

_PERCENT = re.compile(
    r"(?:as\s+)?(?:an?\s+)?(?:%|per\s?cent|percent(?:age)?|pct)\s+of\s+(?P<whole>.+)", re.IGNORECASE
)
_OF_PEOPLE = re.compile(r"\bper\b.*\b(?:population|people|inhabitants|persons)\b", re.IGNORECASE)
_OF_BIRTHS = re.compile(r"\bbirths\b", re.IGNORECASE)
_OWN_WHOLE = re.compile(r"\(% of ([^()]*)")
_SAME = {
    "people": "population", "inhabitants": "population", "persons": "population",
    "person": "population", "adults": "population", "workers": "employment",
    "employed": "employment", "workforce": "force", "labour": "labor", "women": "female",
    "females": "female", "girls": "female", "men": "male", "males": "male", "boys": "male",
    "spending": "expenditure", "outlays": "expenditure", "expenditures": "expenditure",
    "expense": "expenditure", "budget": "expenditure", "government": "public",
    "revenues": "revenue", "earnings": "exports", "export": "exports", "import": "imports",
    "good": "goods", "service": "services", "manufacturing": "manufactured",
    "manufactures": "manufactured", "consumption": "use", "pupils": "students",
    "enrollment": "enrolment", "child": "children", "seat": "seats",
}  # fmt: skip
_SAID_FOR = ((r"gross domestic product", "gdp"), (r"gross national income", "gni"))
_EMPTY = words(
    "of the total all gross national own its their a an and in for or by who with to general "
    "central domestic ages age aged years year above over older under up at as modeled estimate "
    "ilo relevant group"
)
_PARTS = frozenset({"female", "male", "children", "rural", "urban"})


def is_other_whole(unit: str, code: str) -> bool:
    """Whether a unit tells a share or a rate of something else than a series is of.

    Args:
        unit: As printed: "% of merchandise exports", "per 1,000 population".
        code: The series in World Development Indicators.
    """
    name = series_names("wdi").get(code, "")
    if not name:
        return False
    if _OF_PEOPLE.search(unit) and not _OF_BIRTHS.search(unit):
        return _OF_BIRTHS.search(name) is not None
    told = _PERCENT.fullmatch(unit.strip(" ()[]"))
    if told is None:
        return False
    own = _OWN_WHOLE.search(name)
    if own is None:
        return "%" not in name and "percent" not in name.casefold()
    whole, wanted = _words(told["whole"]), _words(own[1])
    return not whole <= wanted or not (wanted & _PARTS) <= whole


def _words(text: str) -> frozenset[str]:
    text = text.casefold()
    for pattern, short in _SAID_FOR:
        text = re.sub(pattern, short, text)
    stems = (_SAME.get(word, word) for word in re.findall(r"[a-z]+", text))
    return frozenset(stems) - _EMPTY


class _OneOf(NamedTuple):
    """Words of one of several things, words beside which all are meant, and what is counted."""

    words: re.Pattern[str]
    whole: re.Pattern[str]
    counted: str


def _one_of(words: str, whole: str, counted: str) -> _OneOf:
    own, all_ = (re.compile(rf"\b(?:{one})\b", re.IGNORECASE) for one in (words, whole))
    return _OneOf(own, all_, counted)


_FUELS = _one_of(
    r"coal|crude(?: oil)?|(?<!non-)oil|petroleum|gasoline|diesel|LNG|(?:natural )?gas",
    r"(?:oil|petroleum|crude|coal|products) (?:and|or|plus) (?:\w+ )?(?:gas|oil|coal|petroleum|"
    r"products)|gas and (?:\w+ )?oil|fuels?|hydrocarbons?|energy|minerals?",
    "all fuels",
)
_METALS = _one_of(
    r"copper|zinc|tin|nickel|iron ore|bauxite|alumin(?:i)?um|cobalt|lithium|manganese|uranium",
    r"metals?|ores|minerals?|mining|mined",
    "all ores and metals",
)
_AIR = _one_of(
    r"households?|indoor|kitchens?|ambient|outdoor|cooking",
    r"(?:households?|indoor) and (?:ambient|outdoor)|"
    r"(?:ambient|outdoor) and (?:households?|indoor)",
    "the air indoors and outdoors",
)
_ACCOUNTS = _one_of(
    r"mobile[- ]money",
    r"(?:banks?|institutions?|provider)\b[^.;]*\bor\b[^.;]*|or (?:with )?(?:an? )?mobile[- ]money",
    "accounts at banks too",
)
_ONE_OF: Mapping[str, _OneOf] = {
    "TX.VAL.FUEL.ZS.UN": _FUELS,
    "TM.VAL.FUEL.ZS.UN": _FUELS,
    "TX.VAL.MMTL.ZS.UN": _METALS,
    "TM.VAL.MMTL.ZS.UN": _METALS,
    "SH.STA.AIRP.P5": _AIR,
    "SH.ANM.ALLW.ZS": _one_of(r"iron[- ]deficien\w+|severe", r"any ana?emia", "all anaemia"),
    "FX.OWN.TOTL.ZS": _ACCOUNTS,
    "SP.DYN.CONU.ZS": _one_of(r"modern|condoms?|pills?|traditional", r"any methods?", "any method"),
    "GC.XPN.TRFT.ZS": _one_of(
        r"subsid(?:y|ies)|pensions?|grants?", r"transfers?", "subsidies and other transfers"
    ),
}
"""Series of several things that writers name one of: "copper", where only copper is meant."""


def _of_several(words: str, code: str) -> str:
    """Why words may be of one of what a series counts together; empty where nothing says so."""
    part = _ONE_OF.get(code)
    found = None if part is None else part.words.search(words)
    if part is None or found is None or part.whole.search(words):
        return ""
    return f"“{found[0]}” may be told alone, and its series is of {part.counted}"


_LABEL_BEFORE = re.compile(
    r"[(\[]((?:%|per\s?cent|percent\w*|pct|per)[^()\[\]]*)[)\]]\s*[:|–—-]?\s*$", re.IGNORECASE
)
_LIKELY = re.compile(r"\s*(?:times\s+)?as likely\b", re.IGNORECASE)
_INTEREST = re.compile(r"\s*(?:in\s+)?interest\b", re.IGNORECASE)
_COST = re.compile(r"\bcosts?\b(?! of\b)", re.IGNORECASE)
_RECEIVED = re.compile(r"(?:ST\.INT\.RCPT|BX\.|TX\.|NE\.EXP)")
_DEBT_SERVICE = re.compile(r"DT\.TDS\.(?:DECT\.EX|DPPG\.XP|DPPF\.XP)\.ZS")
_TAKEN = re.compile(
    r"[^.;:]{0,60}?\bwhat\b[^.;:]{0,60}?\b(?:earn\w*|made|makes?|g[eo]ts?|took|takes?)\b"
    r"(?P<rest>[^.;:]*)"
)
_ALL_EXPORTS = re.compile(
    r"\s*(?:from|by|through|on)\s+(?:(?:its|their|all|the|total|merchandise)\s+)*"
    r"(?:exports?|exporting|sales abroad|selling abroad|goods(?: and services)? sold abroad|"
    r"(?:(?:selling|exporting)\s+)?goods(?: and services)?(?: abroad)?)\b(?!\s+(?:of|and|to)\b)|"
    r"\s*(?:abroad|overseas)\b"
)


def doubt_of_whole(view: View, one: Printed, reading: Reading, series: Series) -> str:
    """Why a figure may be of another unit or whole than its series; empty where nothing says so.

    Args:
        view: The sentence.
        one: The figure.
        reading: What it was read as.
        series: Its series.
    """
    if unit := unit_elsewhere(view, one, reading) or whole_told(one, series):
        return unit
    code = series.code
    if several := _of_several(words_of(view, one), code):
        return several
    cost = _COST.search(words_of(view, one)) if _RECEIVED.match(code) else None
    if cost is not None:
        return f"“{cost[0]}” may tell of what was paid, and its series is of what was received"
    if code.startswith("GC.XPN.INTP") and _INTEREST.match(view.text, one.end, view.end):
        return "it is a rate of interest"
    label = _LABEL_BEFORE.search(view.text[view.start : one.start])
    if label is not None and reading.measure == "value" and is_other_whole(label[1], code):
        return f"it is told “{label[1]}”, and its series is not"
    is_held = reading.measure == "ratio" and not reading.to.isdigit()
    if not is_held and _LIKELY.match(view.text, one.end, view.end):
        return "it tells how likely some are held against others"
    taken = _TAKEN.match(view.text, one.end, view.end)
    if (
        taken is not None
        and _DEBT_SERVICE.fullmatch(code)
        and not _ALL_EXPORTS.match(taken["rest"])
    ):
        return "whether it is a part of all exports is not said"
    return ""


_REAL = re.compile(r"\breal\b(?! estate)|\bconstant\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    r"[(\[]((?:%|per\s?cent|percent\w*|pct|per\s)[^()\[\]]*)[)\]]", re.IGNORECASE
)
_WAYS = (re.compile(r"\bimports?\b", re.IGNORECASE), re.compile(r"\bexports?\b", re.IGNORECASE))


def doubt_of_head(words: str, unit: str, indicator: str) -> str:
    """Why a value below a head may be of another whole; empty where nothing says so.

    Args:
        words: What the head names ("Fuel imports").
        unit: Its unit ("% of merchandise exports"), may be empty.
        indicator: What the value was read as.
    """
    try:
        concept = concept_for(indicator)
    except InputError:
        return ""
    code = concept.codes.get("wdi", "")
    is_current = concept.unit.startswith("usd") and "constant" not in concept.unit
    if is_current and "PP" not in code.split(".") and (real := _REAL.search(words)):
        return f"“{real[0]}” is told, and its series is at current prices"
    for told in (unit.strip(" ()[]:,"), *_IN_BRACKETS.findall(words)):
        if told and is_other_whole(told, code):
            return f"it is told “{told}”, and its series is not"
    name, label = series_names("wdi").get(code, ""), _IN_BRACKETS.sub("", words)
    if several := _of_several(label, code):
        return several
    for way, other in (_WAYS, _WAYS[::-1]):
        said = None if other.search(label) or way.search(name) else way.search(label)
        if said is not None and other.search(name):
            return f"whether it is of “{said[0]}” is not certain"
    return ""
