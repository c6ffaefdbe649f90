"""Years that a text names which are no time of its figures: when it appeared, prices, works."""

from __future__ import annotations

import re

from sources.reading.mentions.years import MONTHS, YearMention
from sources.reading.sentences.context import View


def is_dateline(view: View, year: YearMention, published: int | None) -> bool:
    """Whether a day is only when the text was written ("ACCRA, 4 March 2021 - …")."""
    is_first = view.sentence.index == 0
    if is_first and year.last == published and _IN_A_MONTH.match(year.text):
        return _DASH.match(view.after(year.end, 30)) is not None
    if _DAY.search(year.text) is None or _is_of_stock(view, year):
        return False
    if year.first == published:
        return True
    return is_first and _DASH.match(view.after(year.end, 30)) is not None


_DASH = re.compile(r"[^\w]*(?:\([A-Z][\w ]+\)\s*)?[-–—:]\s")
_IN_A_MONTH = re.compile(rf"(?:{MONTHS})\s+\d{{4}}")


def is_date_alone(view: View, year: YearMention, published: int | None) -> bool:
    """Whether a line holds nothing but when and where the text appeared ("Lomé, March 2016")."""
    if year.last != published or view.figures or view.text[view.start : view.end].count(" ") > _FEW:
        return False
    line = view.text[view.text.rfind("\n", 0, year.start) + 1 : view.end].split("\n", 1)[0]
    return _DATE_ALONE.fullmatch(line) is not None


_FEW = 14
_DATE_ALONE = re.compile(
    r"\W*(?:(?:[A-Z][\w’'./]*|updated|published|issued|last|revised|on|as|of|edition|version)"
    r"[ ,:/|–—-]+){0,5}?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    rf"(?:{MONTHS})\s+(?:\d{{1,2}},?\s+)?\d{{4}}\W*"
)
"""A line such as "11 July 2021", "Lomé, March 2016" or "Updated November 2019"."""


_OF_STOCK = re.compile(
    r"(?:1 Jan|30 Jun|1 Jul|31 Dec|Jan\w*\.? 1,|Jun\w*\.? 30,|Jul\w*\.? 1,|Dec\w*\.? 31,)",
    re.IGNORECASE,
)


def _is_of_stock(view: View, year: YearMention) -> bool:
    """Whether a day is one on which people or debts are counted ("On 1 January 2013 …")."""
    if _OF_STOCK.search(year.text) is None:
        return False
    return (
        re.search(r"\b(?:on|as of|as at|at|by)\s+$", view.before(year.start, 8), re.I) is not None
    )


_DAY = re.compile(
    r"\b\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|"
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2},",
    re.IGNORECASE,
)


def is_price_year(view: View, year: YearMention) -> bool:
    """Whether a year only tells in whose prices a sum is ("at the prices of 2015")."""
    before = re.search(
        r"\b(?:prices of|constant|base year)\s+(?:the year\s+)?$", view.before(year.start, 24)
    )
    after = re.match(
        r"\s+(?:constant\s+)?(?:US\s*)?(?:dollars|prices(?!\s+(?:rose|fell|were|had|\w+ed)\b)|US\$|euros|PPP)\b",
        view.after(year.end, 40),
    )
    return year.kind == "point" and (before is not None or after is not None)


def is_cited(view: View, year: YearMention) -> bool:
    """Whether a year is that of a work which the text refers to ("(Rodrik, 2016)")."""
    if year.kind != "point":
        return False
    left = max(view.text.rfind("(", max(view.start, year.start - 160), year.start), view.start)
    before, after = view.text[left : year.start], view.after(year.end, 40)
    if ")" in before:
        return False
    is_paged = _PAGED.match(after) is not None and _NAME.fullmatch(before) is not None
    if is_paged or (_REFERENCE.search(before) and re.match(r"[a-z]?\s*[);,:]", after)):
        names = view.text[left + 1 : year.start]
        return not any(left <= area.start < year.start for area in view.areas) or "et al" in names
    is_named = _PUBLISHER.fullmatch(before) is not None and after.startswith(")")
    if is_named and any(other.kind == "point" and other is not year for other in view.years):
        return True
    named = view.before(left, 40) if before == "(" else ""
    return re.search(r"\bet al\.?,?\s*$", named) is not None or (
        re.search(r"\b[A-Z][\w’'-]+\s*$", named) is not None
        and re.match(
            r"[a-z]?\)\s+(?:\w+ly\s+)?(?:also\s+)?(?:finds?|found|argue|show|estimate)", after
        )
        is not None
    )


_REFERENCE = re.compile(
    r"(?:\(|;\s*)(?:(?:see|e\.g\.|cf\.|as in)\s*,?\s*)*[A-Z][\w’'-]+"
    r"(?:[ ,]+(?:(?:and|&|et al\.?|van|de|von)|[A-Z][\w.’'-]*))*,\s*(?:\d{4}[a-z]?,\s*)*$"
)


_PUBLISHER = re.compile(
    r"\(\s*(?:see\s+)?(?:the\s+)?(?:World Bank|WDI|IMF|OECD|WHO|UNICEF|UNESCO|UNDP|UN DESA|UN|ILO|"
    r"FAO|UNCTAD|WTO|Eurostat|United Nations)\s+",
)
"""Who publishes statistics, before the year of a work without a comma ("(World Bank 2020)")."""
_NAME = re.compile(r"\((?:see\s+)?[A-Z][\w’'-]+(?:\s+(?:and|&|et al\.?|[A-Z][\w’'-]+))*\s+")
_PAGED = re.compile(r"[a-z]?\s*(?:,\s*pp?\.|:\s*\d)")
"""A work with the page behind its year ("(Chirwa 2018, p. 41)")."""


_OWN_EARNED = re.compile(
    r"\bof (?:what|all(?: that)?|everything)\b(?=[^.;,()]{0,40}?\b(?:earn|made|makes?|got|gets?|"
    r"receiv|took|takes?|sold|sells?|export)\w*\s+(?:\w+\s+){0,3}?(?:from|by|abroad|overseas)\b)",
    re.IGNORECASE,
)


def own_earned(view: View, words: str) -> str:
    """Words behind a share without those that say of what earnings it is one.

    "Two-thirds of what Zambia earned from goods sold abroad in 2012" is of 2012, where no other
    year is named that it may be held against.

    Args:
        view: The sentence.
        words: Those between a figure and a year.
    """
    is_only = sum(year.kind in {"point", "span"} for year in view.years) == 1
    return _OWN_EARNED.sub("", words) if is_only else words
