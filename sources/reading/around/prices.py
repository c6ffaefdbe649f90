"""At which prices, or in whose money, sums are told, where other words than their own say so.

"GDP per head was $4,687, measured at purchasing power parity", "All sums are in Canadian dollars",
"Measured at official exchange rates it was $68 billion": the words may stand behind a sum, in the
sentence before or after it, or in a note that holds for the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View

PriceBasis = Literal["ppp", "constant", "money", "market"]

_BASES = re.compile(
    r"(?P<ppp>\b(?i:purchasing)[- ]power\b|\bPPPs?\b|\binternational (?:dollars|\$)|"
    r"\b(?:adjust\w*|allow\w*|correct\w*|account\w*|for|differ\w*)\s+(?:\w+\s+){0,4}?"
    r"costs? of living\b|\bcosts? of living\s+(?:(?:is|are|being)\s+)?(?:taken|allowed|adjusted)\b|"
    r"\bdiffer\w+ in prices?\b|\blower prices\b|\b(?:home|local|domestic|American|US) prices\b|"
    r"\bprices of (?:the )?[A-Z]\w+|\bwhat (?:its |their |the )?money (?:buys|can buy)\b)|"
    r"(?P<constant>\bconstant\s+(?:(?:19|20)\d\d\s+|US\s+)*(?:US)?(?:dollars|prices|\$)|"
    r"\breal terms\b|"
    r"\b(?i:corrected|adjusted|allowing|allowed) for (?:inflation|(?:rising |changes in )?prices)|"
    r"\binflation[- ]adjusted\b|"
    r"\binflation (?:is |was |being |has been )?(?:taken|left|stripped) out\b|\bnet of inflation\b|"
    r"\b(?:after|less|minus) inflation(?=\s*(?:[,.;:)]|$))|\b(?:in|at) (?:19|20)\d\d money\b|"
    r"\b(?:in|at) (?:the )?(?:prices|dollars) of (?:the )?(?:year|19|20)|"
    r"\b(?:in|at) (?:19|20)\d\d (?:prices|dollars)\b)|"
    r"(?P<money>\b(?:Singapore|Canadian|Australian|New Zealand|NZ|Hong Kong|Taiwan|Namibian|Fijian|"
    r"Jamaican|Barbados|Bahamian|Liberian|Guyanese|Trinidad|Belize|Caribbean|Brunei)"
    r"[- ](?:dollars?|\$)|"
    r"\b(?:dollars|sums|prices|figures|amounts)\b[^.;]{0,20}\b(?:are|is|were)\s+(?:in\s+)?(?:Canadian|"
    r"Australian|local|national)\b|\bdollars? of (?:its|their|his|her) own\b|"
    r"\b(?:local|national|own) (?:currency|money)\b)|"
    r"(?P<market>\b(?:market|official) (?:exchange )?(?:prices|rates?)\b|"
    r"\bexchange rates of the (?:day|market)\b|\b(?:at|by) (?:the )?(?:going )?exchange rates?\b|"
    r"\bcurrent (?:prices|dollars)\b|\bin nominal terms\b)",
)
_OF_ALL = re.compile(
    r"\b(?:all|both|throughout|figures|sums|dollars|values|amounts|unless|we use|table|note|"
    r"source|data|here|each)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\W*(?:this|these|that|those|both|all|the (?:figures?|sums?|values?|amounts?)|dollars|sums|"
    r"prices|figures|here)\b",
    re.IGNORECASE,
)
_MONEY = frozenset({"usd", "usd_pc", "money"})
_SHORT = 14
_MOST_NOTES = 20
_NEXT_TO = 40


@dataclass(frozen=True)
class _Told:
    """Words for a price base: where they stand, what they say, and of which sentence they are."""

    start: int
    end: int
    basis: PriceBasis
    words: str
    view: int


class PricesTold:
    """The words of a text that say at which prices, or in whose money, its sums are told."""

    def __init__(self, views: Sequence[View]) -> None:
        self._views = views
        self._by_view: dict[int, list[_Told]] = {}
        for at, view in enumerate(views):
            if _is_of_rates(view):
                continue
            for found in _BASES.finditer(view.text, view.start, view.end):
                basis: PriceBasis = found.lastgroup  # type: ignore[assignment]
                told = _Told(found.start(), found.end(), basis, found[0], at)
                self._by_view.setdefault(at, []).append(told)
        general = [
            told
            for at, all_told in self._by_view.items()
            for told in all_told
            if told.basis != "market" and _holds_for_all(views[at], told)
        ]
        self._general = general[:_MOST_NOTES]

    def doubt(self, at: int, start: int, unit: str) -> str:
        """Why a sum may be told at other prices than its series; empty where nothing says so.

        Args:
            at: The number of its sentence.
            start: Where it stands in the text.
            unit: That of its series' values: "usd", "usd_ppp" or "usd_constant".
        """
        if not self._by_view or not unit.startswith("usd"):
            return ""
        told = next(self._conflicts(at, start, unit), None)
        return "" if told is None else f"“{told.words}” may tell at which prices it is"

    def _conflicts(self, at: int, start: int, unit: str) -> Iterator[_Told]:
        view = self._views[at]
        for told in self._by_view.get(at, ()):
            is_behind = told.basis == "market" and told.start > start
            is_last = not any(one.start >= told.end for one in _sums(view))
            if is_behind and (is_last or _stands_right_behind(view, told, start)):
                continue  # "It was $25 billion at current prices"
            if _is_its(view, told, start) and _differs(told, unit, start, is_own=True):
                yield told
        paragraph = view.sentence.paragraph
        for told in self._by_view.get(at - 1, ()):
            before = self._views[at - 1]
            leads = before.sentence.paragraph == paragraph and not before.figures
            if leads and told.basis != "market" and _differs(told, unit, start, is_own=False):
                yield told
        for told in self._by_view.get(at + 1, ()):
            after = self._views[at + 1]
            is_next = after.sentence.paragraph == paragraph and after.sentence.kind != "row"
            if is_next and _is_said_of(after, told, unit):
                yield told
        yield from (one for one in self._general if _differs(one, unit, start, is_own=False))


def _stands_right_behind(view: View, told: _Told, start: int) -> bool:
    """Whether words for a price base stand right behind a sum."""
    end = next((one.end for one in _sums(view) if one.start <= start < one.end), start)
    return _UP_TO.fullmatch(view.text, end, told.start) is not None


_UP_TO = re.compile(
    r"\W*(?:(?:measured|told|valued)\s+)?(?:(?:at|in|by)\s+)?(?:the\s+)?", re.IGNORECASE
)


def _sums(view: View) -> list[Printed]:
    return [one for one in view.figures if one.unit in _MONEY or one.figure.currency]


def _is_of_rates(view: View) -> bool:
    """Whether a sentence without sums tells of rates alone ("annual rates at constant prices")."""
    if not _RATES.search(view.text, view.start, view.end) or _sums(view):
        return False
    return _SUMS.search(view.text, view.start, view.end) is None


_RATES = re.compile(
    r"\b(?:annual|yearly|growth|mean|average|percentage|real)\s+(?:growth\s+)?(?:rates?|changes?)\b|"
    r"\brates? of (?:growth|change|increase)\b|\bgrowth (?:is|are|was|were|figures|at|in)\b|"
    r"\b(?:are|is) (?:annual )?growth\b",
    re.IGNORECASE,
)
_SUMS = re.compile(
    r"\b(?:sums?|dollars?|values|amounts?|levels?|money|per (?:head|capita|person))\b|[$€£]",
    re.IGNORECASE,
)
"""Words of what is told in money, and not as a rate."""


def _holds_for_all(view: View, told: _Told) -> bool:
    """Whether a sentence without sums says at which prices all sums of its text are told."""
    if _sums(view) or view.sentence.kind == "row":
        return False
    words = view.text[view.start : view.end].strip(" .()*_#:\n")
    if len(words) <= told.end - told.start + _SHORT:
        return view.sentence.kind != "heading" or words.startswith("(")
    return view.sentence.kind != "heading" and _OF_ALL.search(words) is not None


def _is_its(view: View, told: _Told, start: int) -> bool:
    """Whether words for a price base of a sentence hold for one of its sums."""
    sums = _sums(view)
    if told.end <= min((one.start for one in sums), default=start):
        return True
    if _OF_ALL.search(view.text, max(view.start, told.start - 16), told.start):
        return True
    last = max((one.end for one in sums if one.end <= start), default=view.start)
    end = next((one.end for one in sums if one.start <= start < one.end), start)
    following = min((one.start for one in sums if one.start >= end), default=view.end)
    if not last <= told.start < following:
        return False
    is_nexts = following < view.end and following - told.end <= _NEXT_TO
    return told.end <= start or not is_nexts or told.basis == "market"


def _differs(told: _Told, unit: str, start: int, *, is_own: bool) -> bool:
    """Whether words say another price base than that of a series."""
    if told.basis == "market":
        is_behind = is_own and told.start > start
        return unit != "usd" or is_behind
    own = {"usd_ppp": "ppp", "usd_ppp_constant": "ppp", "usd_constant": "constant"}.get(unit, "")
    return told.basis != own and not (own == "ppp" and told.basis == "constant")


def _is_said_of(after: View, told: _Told, unit: str) -> bool:
    """Whether the sentence behind a sum says at which prices that is told, or was not."""
    sums = _sums(after)
    if sums:
        return told.basis == "market" and unit == "usd" and told.end <= sums[0].start
    is_back = _POINTS_BACK.match(after.text, after.start, after.end) is not None
    return is_back and _differs(told, unit, after.start, is_own=False)
