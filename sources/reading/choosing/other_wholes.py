"""Of which whole a share is told, or of whom a rate, where the series is of another.

"Fuel imports (% of merchandise exports)", "Deaths under age five (per 1,000 population)", "a third
of what it earned from coffee": what a series divides by stands in the brackets of its own name.
"""

from __future__ import annotations

import re

from sources.errors import InputError
from sources.figures.numbers.tokens import words
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series
from sources.reading.narrowing.subsets import whole_told
from sources.reading.sentences.context import View
from sources.reading.sentences.model import Reading
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
_SEXES = frozenset({"female", "male", "children"})


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
    return not whole <= wanted or not (wanted & _SEXES) <= whole


def _words(text: str) -> frozenset[str]:
    text = text.casefold()
    for pattern, short in _SAID_FOR:
        text = re.sub(pattern, short, text)
    stems = (_SAME.get(word, word) for word in re.findall(r"[a-z]+", text))
    return frozenset(stems) - _EMPTY


_LABEL_BEFORE = re.compile(
    r"[(\[]((?:%|per\s?cent|percent\w*|pct|per)[^()\[\]]*)[)\]]\s*[:|–—-]?\s*$", re.IGNORECASE
)
_LIKELY = re.compile(r"\s*(?:times\s+)?as likely\b", re.IGNORECASE)
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
        code = concept_for(indicator).codes.get("wdi", "")
    except InputError:
        return ""
    for told in (unit.strip(" ()[]:,"), *_IN_BRACKETS.findall(words)):
        if told and is_other_whole(told, code):
            return f"it is told “{told}”, and its series is not"
    name, label = series_names("wdi").get(code, ""), _IN_BRACKETS.sub("", words)
    for way, other in (_WAYS, _WAYS[::-1]):
        said = None if other.search(label) or way.search(name) else way.search(label)
        if said is not None and other.search(name):
            return f"whether it is of “{said[0]}” is not certain"
    return ""
