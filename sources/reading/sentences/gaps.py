"""What a figure leaves open that tells by how much one thing differs from another."""

from __future__ import annotations

import re

from sources.figures.excess import excess_behind, way_of_excess
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.relation_words import GAP_AFTER, GAP_BEFORE
from sources.reading.mentions.topics import Series
from sources.reading.sentences.context import View
from sources.reading.sentences.model import Reading


def doubt_of_gap(view: View, one: Printed, reading: Reading) -> str:
    """What a gap leaves open: between which two, or which of them has more ("differed by 3").

    Args:
        view: The sentence.
        one: The figure.
        reading: What it was read as.
    """
    if reading.measure in _LEVELS and one.unit in _AMOUNTS:
        left = _LEFT.search(view.before(one.start, 60))
        if left and not _BALANCE.search(reading.indicator):
            return f"“{left[1]}” may tell what is between two of them"
    if reading.measure != "ratio" and _is_distance(view, one):
        return "it tells how far two figures are apart"
    if reading.measure != "difference":
        return ""
    if not reading.to:
        return "what the difference is to is not said"
    if other := _of_the_other_sex(view, one, reading):
        return f"it is held against “{other}”, and its series is of others"
    is_gap = GAP_BEFORE.search(view.before(one.start)) or GAP_AFTER.match(view.after(one.end, 40))
    return "which of the two has more is not said" if is_gap else ""


_SEXES = {
    "female": re.compile(r"female|\.FE\b"),
    "male": re.compile(r"(?<!fe)male|\.MA\b"),
}
_OTHERS = {
    "female": re.compile(r"\bthan\b[^.;:,]{0,30}?\b(boys?|man|men|males?|fathers?)\b"),
    "male": re.compile(r"\bthan\b[^.;:,]{0,30}?\b(girls?|woman|women|females?|mothers?)\b"),
}


def _of_the_other_sex(view: View, one: Printed, reading: Reading) -> str:
    """The word for the other sex in another place ("than a boy born in Tonga"); else empty."""
    for sex, is_of in _SEXES.items():
        if is_of.search(reading.indicator) and not any(
            other.search(reading.to) for other in _SEXES.values()
        ):
            found = _OTHERS[sex].search(view.after(one.end, 80))
            return found[1] if found else ""
    return ""


def _is_distance(view: View, one: Printed) -> bool:
    """Whether a figure tells how near one is to another ("within 10% of Thailand's")."""
    is_within = one.figure.hedge_text.casefold() == "within"
    if not is_within and not _WITHIN.search(view.before(one.start, 30)):
        return False
    is_part = view.text[one.start : one.end].endswith("%")
    return not is_part or (not one.base and _OF_ANOTHER.match(view.after(one.end, 40)) is not None)


def doubt_of_excess(view: View, one: Printed, reading: Reading, series: Series) -> str:
    """A part by which one has more, read as a level; of one of per cents points may be meant.

    Args:
        view: The sentence.
        one: The figure.
        reading: What it was read as.
        series: What it was read of.
    """
    after = view.after(max(one.end, one.after))
    if (whole := _AND_A_PART.search(view.before(one.start, 40))) and _is_of_a_unit(view, one):
        return f"“{whole[1]}” and it are one number"
    is_part = one.unit == "pct" and series.unit in {"pct", "gdp", "gni"}
    moved = _MANAGED.search(view.before(one.start, 40)) if is_part else None
    if moved and reading.measure == "value":
        return f"“{moved[1]}” may tell by how much it grew"
    if reading.measure in _LEVELS and (told := _told_by_another(view, one)):
        return told
    if reading.measure in _LEVELS and one.unit in _AMOUNTS and (more := _MORE.match(after)):
        return f"it tells by how much one is “{more[1]}” than another"
    word = excess_behind(view.after(one.end)) if one.unit == "pct" and not one.is_pair else ""
    if word and reading.measure in {"value", "share"} and series.unit != "growth":
        return f"it tells by how much one is “{word}” than another"
    if reading.measure != "excess":
        return ""
    if way_of_excess(view.before(one.start), view.after(one.end)) is None:
        return "which of the two has more is not said"
    is_rate = series.unit in {"pct", "growth", "gdp", "gni"}
    return "whether it is a part of the other or in points is not said" if is_rate else ""


def _is_of_a_unit(view: View, one: Printed) -> bool:
    """Whether a part in words is one of the unit before it ("a year and a half more")."""
    is_part = _PART.fullmatch(one.figure.text) is not None
    return is_part and not _OF_SOME.match(view.after(one.end, 8))


def _told_by_another(view: View, one: Printed) -> str:
    """Why a level is only what another figure is a multiple of, or how far two are apart."""
    last = view.figure_before(one.start)
    between = "" if last is None else view.text[last.end : one.start]
    if last is not None and last.unit in {"times", "pct"} and _OF_IT.fullmatch(between):
        return f"it is only what “{last.figure.text}” is told of"
    if last is not None and _SHORT_OF.match(one.figure.text) and not between.strip():
        return f"it is only what “{last.figure.text}” is lacking to"
    before = view.before(one.start)
    if found := _WELL.search(f"{before}{view.text[one.start : one.end]}"):
        return f"how far “{found[0]}” asks for is not said"
    if found := _MULTIPLE_OF.search(before):
        return f"it is only what “{found[0].strip()}” is told of"
    if found := _BY.search(before):
        return f"it tells by how much one is “{found['how']}” than another"
    return ""


_WITHIN = re.compile(r"\bwithin\s+(?:\w+\s+)?$", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"\s+of\s+(?!(?:the\s+|its\s+)?(?:GDP|GNI|output)\b)")
_AND_A_PART = re.compile(
    r"\b((?:an?|one|two|three|four|five|six|seven|eight|nine|ten|some|\d+)\s+"
    r"(?!half\b|third|quarter|fifth|tenth)[a-z]+)\s+and\s+$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:a|an|one|three)[\s-]+(?:half|third|quarters?|fifth|tenth)|half", re.IGNORECASE
)
_OF_SOME = re.compile(r"\s+(?:of|in)\b", re.IGNORECASE)
_LEFT = re.compile(
    r"\b(?:leav(?:es?|ing)|left|making|so that|with|run(?:s|ning)?|ran|yielding|giving|"
    r"producing)\s+"
    r"(?:an?|the)\s+(?:\w+\s+){0,2}?(deficit|surplus|gap|shortfall|balance|remainder|"
    r"excess)\s+of\s+"
    r"(?:about |around |some |nearly |almost |just |only |over )?$",
    re.IGNORECASE,
)
_BALANCE = re.compile(r"balance|deficit|surplus|RSB|CAB|NLD|current_account")
_MANAGED = re.compile(
    r"\b(managed|added|gained|put on|advanced|shed|lost|eked out)\s+(?:by\s+)?"
    r"(?:about |around |some |nearly |almost |just |only |over |a |another )*$",
    re.IGNORECASE,
)
"""A verb that tells a growth where a share is what was spoken of ("agriculture managed 4%")."""
_WELL = re.compile(
    r"\b(?:well|far|way|much)\s+(?:below|above|over|under|beyond|short of|"
    r"in excess of)(?=\s+[^\s]*\d[^;:]*$)",
    re.IGNORECASE,
)
_SHORT_OF = re.compile(r"short of\b", re.IGNORECASE)
_OF_IT = re.compile(r"\s+(?:of\s+)?(?:(?:about|some|nearly|almost)\s+)?")
_MULTIPLE_OF = re.compile(
    r"\b(?:twice|thrice|double|triple|treble|half|(?:a|one|two)[- ](?:third|quarter|fifth|tenth)s?|"
    r"\w+ times)\s+(?:of\s+)?$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?P<how>larger|higher|more|smaller|lower|greater|bigger|less|fewer|longer|shorter|richer|"
    r"poorer|older|younger|faster|slower|above|below|ahead of|behind|exceed(?:s|ed|ing)?|"
    r"surpass(?:es|ed)?|outnumber(?:s|ed)?|outlive[sd]?|trail(?:s|ed)?)\b[^,;:.]{0,60}\bby\s+"
    r"(?:(?:about|some|only|just|nearly|almost|over|more than|at least|a|an|full|mere)\s+)*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\s*(more|less|fewer|higher|lower|larger|smaller|above|below)\b(?!\s+(?:or|than half|often))"
)
_LEVELS = frozenset({"value", "share", "product", "complement_product"})
_AMOUNTS = frozenset({"usd", "money", "number", "persons", "years"})
