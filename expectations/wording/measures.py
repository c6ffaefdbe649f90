"""What a claim is about, in words: "the ratio of China's GDP to Germany's in 2017".

`say_subject` is a noun phrase, for the middle of a sentence; `measure_label` is short, for a table
or a page. Names are made from the claim alone, so that a page and a letter say the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from sources.errors import InputError
from sources.model import Claim, Concept, Group
from sources.reference.areas import AREAS
from sources.reference.concepts import concept_for, find_concept
from sources.reference.names import in_sentence
from sources.reference.resolve import area_label
from sources.registers.measures import BLOCS, BLOCS_LABEL, COUNTRIES, is_share_over_time

_POSSESSIVE = re.compile(r"\w+(?: \w+){0,3}(?:['’]s|s['’])\s")
WHOLE = frozenset({"count", "rank", "extreme", "threshold"})
"""Measures whose values are whole numbers."""

_Say = Callable[[Claim, "Words"], str]

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "value": "Value",
        "total": "Value",
        "share": "Share",
        "growth": "Growth",
        "mean_growth": "Mean growth a year",
        "compound_growth": "Growth a year, compound",
        "change": "Change",
        "difference": "Difference",
        "ratio": "Ratio",
        "excess": "Relative difference",
        "comparison": "Comparison",
        "per_head": "Value per head",
        "complement": "Remainder to 100%",
        "product": "Product",
        "complement_product": "Product of the remainder to 100%",
        "sum": "Sum over the years",
        "mean": "Mean over the years",
        "rank": "Rank",
        "extreme": "Extreme",
        "count": "Count",
        "each": "Every member",
        "most": "Most members",
        "threshold": "Year of passing",
        "elapsed": "Time elapsed",
    }
)


MEASURE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "value": "what an area has, as the series gives it",
        "share": "which part of another area’s or series’ value it is, in per cent",
        "growth": "by how many per cent it rose or fell from the first year to the last",
        "mean_growth": "the mean of its yearly rates of growth",
        "compound_growth": "the even rate a year that leads from the first year to the last",
        "change": "by how much it rose or fell, in its own unit or in points",
        "difference": "how much more or less it is than another value, in its unit or in points",
        "ratio": "how many times another value, or its own of the first year, it is",
        "excess": "by how many per cent it is above or below another area’s value",
        "comparison": "that it is more or less than another value, without saying by how much",
        "per_head": "divided by the population or another series",
        "complement": "what a per cent leaves to 100: those without, not those with",
        "product": "a per cent of another series, as a number: how many people, how much money",
        "complement_product": "what a per cent leaves to 100, of another series, as a number",
        "sum": "all years from the first to the last together",
        "mean": "the mean of the years from the first to the last",
        "rank": "its place among other areas, the first being the highest unless it says otherwise",
        "extreme": "that it is the highest or the lowest of all, without a number",
        "count": "how many areas are above or below a level, or belong to a group",
        "each": "that every member of a group has such a value",
        "most": "that more than half of the members of a group have such a value",
        "threshold": "the year in which it passed a level or another value",
        "elapsed": "how many years have passed since a year",
    }
)
"""What each measure states, for people who choose one."""


class Words:
    """Names of areas and indicators, a register's own among them."""

    def __init__(
        self,
        concepts: Mapping[str, Concept] | None = None,
        groups: Mapping[str, Group] | None = None,
    ) -> None:
        self._concepts = concepts or {}
        self._groups = groups or {}

    def concept(self, name: str) -> str:
        """The label of an indicator; its id where it is unknown."""
        try:
            return concept_for(name, self._concepts).label
        except InputError:
            return name

    def is_concept(self, name: str) -> bool:
        """Whether a name is that of an indicator."""
        try:
            return find_concept(name, self._concepts) is not None
        except InputError:
            return False

    def is_growth(self, name: str) -> bool:
        """Whether an indicator is itself a rate of growth."""
        try:
            concept = concept_for(name, self._concepts)
        except InputError:
            return False
        return concept.kind == "rate" and concept.unit == "percent"

    def is_of_shares(self, claim: Claim) -> bool:
        """Whether a claim holds a share against what it was."""
        try:
            return is_share_over_time(claim, concept_for(claim.indicator, self._concepts))
        except InputError:
            return False

    def area(self, expression: str) -> str:
        """The name of an area as in the middle of a sentence; the expression where it has none."""
        if expression in self._groups:
            group = self._groups[expression]
            return in_sentence(expression) if expression in AREAS else group.label
        try:
            label = area_label(expression)
        except InputError:
            return expression
        return label if label else expression


_BUILT_IN = Words()


def measure_label(claim: Claim, words: Words = _BUILT_IN) -> str:
    """What a claim measures, in a few words: "Ratio to Germany", "Share of the world".

    Args:
        claim: With its operands.
        words: Names of the register's own concepts and groups, beside the built-in ones.
    """
    measure = claim.measure or ""
    label = LABELS.get(measure, measure)
    if measure == "count" and not claim.indicator:
        return "Count of members"
    if measure == "extreme":
        label = "Lowest" if claim.order == "lowest" else "Highest"
    if measure == "mean_growth" and words.is_growth(claim.indicator):
        return LABELS["mean"]
    if measure in ("rank", "extreme"):
        return f"{label} among {_set(claim, words)}"
    joined = _JOINED.get(measure)
    named = [one for one in (claim.to, claim.of) if one]
    if joined is None or not (named or measure in ("share", "difference")):
        return label
    others = [words.concept(one) if words.is_concept(one) else words.area(one) for one in named]
    if words.is_of_shares(claim):
        return f"{label} of the share of {', '.join(others)}"
    return " ".join(filter(None, (label, joined, ", ".join(others) or "the world")))


_JOINED: Mapping[str, str] = MappingProxyType(
    {
        "share": "of",
        "change": "of",
        "growth": "of",
        "compound_growth": "of",
        "ratio": "to",
        "difference": "from",
        "excess": "from",
        "comparison": "with",
        "per_head": "by",
        "product": "with",
        "complement_product": "with",
        "threshold": "",
    }
)
"""How what is held against follows the name of a measure."""


def say_subject(claim: Claim, words: Words = _BUILT_IN, *, with_period: bool = True) -> str:
    """What a claim is about, as a noun phrase; empty where it is not checkable.

    Args:
        claim: With its operands.
        words: Names of the register's own concepts and groups, beside the built-in ones.
        with_period: Whether its year or years are said too.
    """
    if claim.measure is None:
        return ""
    if claim.measure == "elapsed":
        return f"the time since {claim.since}"
    if claim.measure == "count" and not claim.indicator:
        return f"the number of members of {words.area(claim.group)}"
    said = _SAY[claim.measure](claim, words)
    return f"{said}{_when(claim, words)}" if with_period else said


def _own(claim: Claim, words: Words) -> str:
    if words.is_of_shares(claim):
        return _share(claim, words)
    return _level(claim, words)


def _level(claim: Claim, words: Words) -> str:
    label = words.concept(claim.indicator)
    return f"{with_article(label)} {_of_or_in(label)} {words.area(claim.group)}"


def with_article(label: str) -> str:
    """A noun phrase with its article, unless it has one or begins with whose it is."""
    has_one = label.startswith(("the ", "a ", "an ", "what "))
    return label if has_one or _POSSESSIVE.match(label) else f"the {label}"


def _value(claim: Claim, words: Words) -> str:
    how = {"simple": "the simple mean of ", "weighted": ""}.get(claim.weighting, "")
    return f"{how}{_own(claim, words)}"


def _share(claim: Claim, words: Words) -> str:
    of = claim.of or "world"
    if words.is_concept(of):
        return f"{_level(claim, words)} as a share of {words.concept(of)}"
    area = words.area(claim.group)
    area = f"{area}," if "," in area else area
    return f"the share of {area} in the {words.concept(claim.indicator)} of {words.area(of)}"


def _other(claim: Claim, words: Words) -> str:
    """What is held against: "Germany's", "its exports", "in 1990"."""
    named = [] if words.is_of_shares(claim) else [one for one in (claim.to, claim.of) if one]
    areas = [one for one in named if not words.is_concept(one)]
    concepts = [one for one in named if words.is_concept(one)]
    if areas and concepts:
        return f"{words.concept(concepts[0])} of {words.area(areas[0])}"
    if areas:
        return f"that of {words.area(areas[0])}"
    if concepts:
        return words.concept(concepts[0])
    if claim.measure == "difference":
        return "that of the world"
    return f"that of {claim.period.start}" if claim.period.start else "that of before"


def _against(form: str) -> _Say:
    def say(claim: Claim, words: Words) -> str:
        return form.format(own=_own(claim, words), other=_other(claim, words))

    return say


def _per_head(claim: Claim, words: Words) -> str:
    if claim.of and claim.of != "population":
        return f"{_own(claim, words)} per unit of {words.concept(claim.of)}"
    return f"{words.concept(claim.indicator)} per head of {words.area(claim.group)}"


def _product(claim: Claim, words: Words) -> str:
    return f"the part of the {words.concept(claim.of)} that {_own(claim, words)} makes up"


def _complement_product(claim: Claim, words: Words) -> str:
    return f"the part of the {words.concept(claim.of)} that {_own(claim, words)} leaves out"


def _plain(form: str) -> _Say:
    def say(claim: Claim, words: Words) -> str:
        return form.format(own=_own(claim, words))

    return say


def _growth(claim: Claim, words: Words) -> str:
    is_fall = claim.figure.direction == "decrease" and claim.figure.first is None
    return f"the {'fall in' if is_fall else 'growth of'} {_own(claim, words)}"


def _mean_growth(claim: Claim, words: Words) -> str:
    # What is itself a rate of growth does not grow: its mean is meant.
    how = "mean" if words.is_growth(claim.indicator) else "mean growth a year"
    return f"the {how} of {_own(claim, words)}"


def _set(claim: Claim, words: Words) -> str:
    if claim.among in ("", COUNTRIES):
        return "all countries"
    if ", " in claim.among:
        return ", ".join(words.area(one.strip()) for one in claim.among.split(","))
    if claim.among.startswith(f"{BLOCS}@"):
        return BLOCS_LABEL
    members = claim.among.split(" + ")
    if len(members) > 1 and all(one in AREAS for one in members):
        return words.area(claim.among)
    return f"the members of {words.area(claim.among)}"


def _rank(claim: Claim, words: Words) -> str:
    order = "" if claim.order != "lowest" else ", lowest first"
    what = f"{words.concept(claim.indicator)} among {_set(claim, words)}{order}"
    return f"the rank of {words.area(claim.group)} by {what}"


def _count(claim: Claim, words: Words) -> str:
    what = words.concept(claim.indicator)
    if not claim.among:
        return f"the number of members of {words.area(claim.group)} with {what} {claim.to}"
    kind = f"the number of {_set(claim, words)}".replace("all countries", "countries")
    if claim.group:
        return f"{kind} that together hold {claim.to} of the {what} of {words.area(claim.group)}"
    return f"{kind} with {what} {claim.to}"


def _each(claim: Claim, words: Words) -> str:
    of = f"{words.concept(claim.indicator)} of"
    which = "each member" if claim.measure == "each" else "most members"
    return f"{of} {which} of {words.area(claim.group)}"


def _threshold(claim: Claim, words: Words) -> str:
    way = "fell below" if claim.order == "lowest" else "passed"
    beyond = _other(claim, words) if not any(map(str.isdigit, claim.to)) else claim.to
    return f"the year in which {_own(claim, words)} {way} {beyond}"


_SAY: Mapping[str, _Say] = MappingProxyType(
    {
        "value": _value,
        "total": _value,
        "share": _share,
        "growth": _growth,
        "mean_growth": _mean_growth,
        "compound_growth": _plain("the compound growth a year of {own}"),
        "change": _plain("the change in {own}"),
        "difference": _against("the difference between {own} and {other}"),
        "ratio": _against("the ratio of {own} to {other}"),
        "excess": _against("the relative difference between {own} and {other}"),
        "comparison": _against("{own} held against {other}"),
        "per_head": _per_head,
        "complement": _plain("what {own} leaves to 100%"),
        "product": _product,
        "complement_product": _complement_product,
        "sum": _plain("the sum of {own}"),
        "mean": _plain("the mean of {own}"),
        "rank": _rank,
        "extreme": _rank,
        "count": _count,
        "each": _each,
        "most": _each,
        "threshold": _threshold,
    }
)


def _when(claim: Claim, words: Words) -> str:
    """The period in words, with the blank before it."""
    start, end = claim.period.start, claim.period.end
    if end is None:
        return "" if start is None else f" from {start} to the newest year"
    if start is None or start == end:
        return f" in {end}"
    is_over_time = not (claim.to or claim.of) or words.is_of_shares(claim)
    if claim.measure in ("ratio", "comparison") and is_over_time:
        return f" in {end}"
    return f" from {start} to {end}"


_OF_PEOPLE = re.compile(
    r"(?:people|access|unemployment|employment|poverty|literacy|enrolment|mobile|fixed|children|"
    r"births|HIV|contraceptive|deaths|net inflows of foreign direct investment)\b"
)


def _of_or_in(label: str) -> str:
    """What leads from a label to its area: nobody says "people using the internet of Kenya"."""
    return "in" if _OF_PEOPLE.match(label) else "of"


_ORDINALS = MappingProxyType({1: "st", 2: "nd", 3: "rd"})


def say_whole(claim: Claim, value: float) -> str:
    """A value that is a whole number: "32", "rank 11", "2010"."""
    number = round(value)
    if claim.measure == "threshold":
        return str(number)
    if claim.measure in ("rank", "extreme"):
        teens = 10 <= number % 100 <= 20
        return f"{number:,}{'th' if teens else _ORDINALS.get(number % 10, 'th')} place"
    return f"{number:,}"
