"""What a percentage is of: the base of a series, and the base that the words of a text name.

"12% of exports" is of a series that the catalogue gives as a part of exports, whatever else the
sentence speaks of. A base is one of `BASES`; series without one are of something else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from sources.reference.series import series_names

_OF_SERIES: tuple[tuple[str, str], ...] = (
    (r"% of gdp|\(% of gross domestic product", "gdp"),
    (r"% of gni", "gni"),
    (r"% of (?:the )?(?:general |central |total )?(?:government )?(?:expense|expenditure)\b",
     "budget"),
    (r"% of current health|% of total health|% of health exp", "health"),
    (r"%(?: of)? (?:total |merchandise |manufactured |goods |service |commercial service )*exports",
     "exports"),
    (r"%(?: of)? (?:total |merchandise |manufactured |goods |service |commercial service )*imports",
     "imports"),
    (r"% of (?:government |tax )?revenue", "revenue"),
    (r"% of (?:total |male |female )?(?:non-agricultural )?employment", "employment"),
    (r"% of (?:total |male |female )?labor force", "labour_force"),
    (r"% of (?:total )?(?:land area|territorial|agricultural land)", "land"),
    (r"% of total energy|% of total final energy|energy consumption \(%", "energy"),
    (r"electricity.*% of (?:total|output)", "electricity"),
    (r"% of total freshwater", "water"),
    (r"% of urban population", "urban"),
    (r"% of (?:total )?external debt", "debt"),
    (r"% of total reserves", "reserves"),
    (r"% of (?:total )?deaths|cause of death", "deaths"),
    (r"% of (?:total )?births", "births"),
    (r"% of value added in manufact|% manufacturing value", "manufacturing"),
    (r"% of firms", "firms"),
    (r"% of households", "households"),
    (r"% of (?:\w+ )?(?:population|people|women|men|children|adults|females|males|rural|youth)",
     "people"),
)  # fmt: skip
_SERIES = tuple((re.compile(pattern), base) for pattern, base in _OF_SERIES)

_OF_TEXT: Mapping[str, str] = {
    "gdp": r"GDP|gross domestic product|(?:economic |national |domestic )?output|the economy|"
    r"economy|value added|national product|country[’']s income|"
    r"(?:what|everything|all|whatever) (?:that )?(?:it|they|we|you|the country|the nation) "
    r"(?:produces?|produced|makes?|made)",
    "gni": r"GNI|gross national income|national income",
    "budget": r"(?:all|what|everything) (?:that )?(?:the )?(?:state|government|treasury) "
    r"(?:itself )?spen(?:ds|t)|"
    r"(?:government|public|state|budget(?:ary)?|fiscal|treasury) (?:spending|"
    r"expenditures?|expenses?|outlays|budget)|(?:state |national |government |federal )?budget|"
    r"expenditure",
    "health": r"(?:health|health ?care|medical) (?:spending|expenditures?|bills?|costs|outlays)",
    "exports": r"(?:[a-z]+ )?exports?|export (?:earnings|revenues?|receipts|income|basket)|"
    r"(?:foreign|overseas) sales|sales abroad|sells abroad|sold abroad|foreign exchange earnings|"
    r"shipments|(?:merchandise|goods|commodity) (?:earnings|receipts)|"
    r"(?:earn(?:s|ed)?|made|makes|gets?|got) abroad|exports? brought in",
    "imports": r"(?:[a-z]+ )?imports?|import bill|purchases abroad|buys abroad|bought abroad",
    "revenue": r"(?:all|what|everything) (?:that )?(?:the )?(?:state|government|treasury|taxman) "
    r"(?:collects?|collected|takes? in|took in|raises?|raised|earns?|earned)|"
    r"(?:(?:government|public|state|tax|fiscal) )?revenues?",
    "employment": r"(?:total |all )?employment|jobs|workers|workforce|work force|"
    r"employed (?:people|persons)|jobholders|"
    r"people (?:in work|in employment|with jobs|employed)|employees|those (?:in work|employed)|"
    r"working people",
    "labour_force": r"labou?r force",
    "land": r"land|land area|territory|surface|country[’']s area|soil",
    "electricity": r"electricity|power|"
    r"current(?! (?:health|account|expen|spending|price|dollar|US|GDP))|"
    r"electric power|power generation|generation",
    "energy": r"(?:final |primary |total )?energy(?: use| consumption| supply)?",
    "water": r"(?:fresh ?)?water(?: withdrawals?| use)?|withdrawals",
    "urban": r"urban population|city dwellers|urban dwellers",
    "debt": r"(?:external |foreign )debt",
    "reserves": r"reserves",
    "deaths": r"deaths",
    "births": r"births|deliveries",
    "firms": r"firms|companies|businesses|enterprises",
    "households": r"households|homes|families",
    "people": r"(?:adult |rural |total )?(?:population|people|inhabitants|residents|citizens|"
    r"women|men|children|adults|girls|boys|infants|persons|youths?|pupils|students)",
}
HARD = frozenset(_OF_TEXT) - {"people", "households", "births", "urban", "labour_force"}
"""Bases of which a percentage cannot be of another one too."""
_NAMED = "|".join(f"(?P<{base}>{words})" for base, words in _OF_TEXT.items())
_AFTER = re.compile(
    rf"\s*(?:or so\s+)?(?:of|to)\s+(?:[\w’'-]+\s+){{0,6}}?(?:{_NAMED})(?![\w’'-])", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"\b(?:(?:shares?|proportions?|percentages?|parts?|fractions?|per cent|percent|weight)\s+"
    r"(?:of|in)|contributions?\s+to)\s+(?:[\w’'-]+\s+){0,3}?"
    rf"(?:{_NAMED})(?![\w’'-])",
    re.IGNORECASE,
)

_SHARE_IN = re.compile(
    r"\b(?:shares?|proportions?|percentages?|parts?|weight)\s+of\s+[\w’' -]{3,50}?\s+in\s+"
    rf"(?:[\w’'-]+\s+){{0,3}}?(?:{_NAMED})(?![\w’'-])",
    re.IGNORECASE,
)
"""What "the share of manufacturing in Brazilian GDP" is a part of."""


@lru_cache(maxsize=4096)
def base_of_series(code: str) -> str:
    """What a series of the World Bank is a part of; empty where its name does not say."""
    name = series_names("wdi").get(code, "").casefold()
    if "%" not in name:
        return ""
    return next((base for pattern, base in _SERIES if pattern.search(name)), "")


def base_after(words: str) -> str:
    """What the words after a percentage say that it is of ("of all the people in work")."""
    match = _AFTER.match(words)
    return _first(match)


def base_end(words: str) -> int:
    """Where the words after a percentage end that say what it is of; 0 where none do."""
    match = _AFTER.match(words)
    return 0 if match is None else match.end()


def base_before(words: str) -> str:
    """What the words before a percentage say that it is of ("its share of exports was")."""
    found = list(_SHARE_IN.finditer(words)) or list(_RELATIVE.finditer(words))
    return _first(found[-1] if found else None)


def _first(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    return next(base for base, words in match.groupdict().items() if words is not None)
