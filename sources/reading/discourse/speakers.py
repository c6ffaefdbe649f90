"""Which country speaks in a text: by its parliament, its ministers, or the bank that says "we"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.reading.mentions.areas import find_areas, is_country
from sources.reading.mentions.words import tokenize
from sources.reading.sentences.context import View

_PARLIAMENTS = {
    "Dáil Éireann": "IRL", "Oireachtas": "IRL", "Seanad": "IRL", "House of Lords": "GBR",
    "House of Commons": "GBR", "Lok Sabha": "IND", "Rajya Sabha": "IND", "Bundestag": "DEU",
    "Knesset": "ISR", "Sejm": "POL", "Riksdag": "SWE", "Storting": "NOR", "Folketing": "DNK",
    "Eduskunta": "FIN", "Althing": "ISL", "State Duma": "RUS", "National Diet": "JPN",
    "Tweede Kamer": "NLD", "Saeima": "LVA", "Seimas": "LTU", "Riigikogu": "EST",
    "Jatiya Sangsad": "BGD", "Dewan Rakyat": "MYS", "Verkhovna Rada": "UKR",
    "Assemblée nationale": "FRA", "Congreso de los Diputados": "ESP", "Nationalrat": "AUT",
}  # fmt: skip
"""Parliaments by the names that only one country has."""
_SHARED_NAMES = {"House of Commons": "CAN"}
"""A name that another country's parliament has as well, where the text names that country."""
_OFTEN_OURS = 2
_TOP, _LINES, _LONGEST_LINE = 300, 3, 220
_OFFICE = re.compile(
    r"\b(?:Minister|Ministry|President|Premier|Ambassador|Governor|Chancellor|Representative|"
    r"Secretary|Treasurer|Parliament|Senate|Deputy)\b"
)


def speaker_of(views: Sequence[View], named: frozenset[str] = frozenset()) -> str:
    """The country whose parliament or minister a text that says "our" names at its top.

    Args:
        views: The sentences of the text.
        named: The areas that the text names.

    Returns:
        The code; empty for none.
    """
    ours = sum(area.kind == "back_own" for view in views for area in view.areas)
    if not ours:
        return ""
    for name, country in _PARLIAMENTS.items():
        if re.search(rf"\b{name}\b", views[0].text[:_TOP], re.IGNORECASE):
            other = _SHARED_NAMES.get(name, "")
            return other if other in named else country
    for view in views[:_LINES] if ours >= _OFTEN_OURS else ():
        words = view.text[view.start : view.end]
        if view.figures or len(words) > _LONGEST_LINE or not _OFFICE.search(words):
            continue
        codes = {code for area in view.areas for code in area.areas} | _issuers_in(words)
        if len(codes) == 1 and is_country(next(iter(codes))):
            return next(iter(codes))
    return ""


def issuers(views: Sequence[View]) -> set[str]:
    """The country of the bank or the office that speaks ("the Bank of Thailand said").

    Args:
        views: The sentences of the text.
    """
    return _issuers_in(views[0].text[:_FRONT]) if views else set()


def _issuers_in(words: str) -> set[str]:
    named = " ".join(match["name"] for match in _ISSUER.finditer(words))
    tokens = tokenize(named)
    return {code for area in find_areas(named, tokens) for code in area.areas}


_FRONT = 4_000
_ISSUER = re.compile(
    r"\b(?:Bank|Ministry of [A-Z]\w+|Office|Institute|Government|Parliament|Republic) of "
    r"(?P<name>(?:the )?[A-Z]\w+(?: (?:and )?[A-Z]\w+){0,2})"
)


def is_company(views: Sequence[View]) -> bool:
    """Whether a company speaks in a text, whose "we" is no country.

    Args:
        views: The sentences of the text.
    """
    return bool(views) and _COMPANY.search(views[0].text[:_TOP]) is not None


_COMPANY = re.compile(
    r"\b(?:Ltd|Limited|Inc|plc|PLC|GmbH|AG|LLC|Corp|Corporation|Holdings?|Group)\b\.?|\bN\.V\.|"
    r"\bS\.A\.|\b(?:our|to) shareholders\b",
)
