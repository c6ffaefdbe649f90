"""What a claim names, each found where it stands: area, indicator, operands, the set ranged over.

What cannot be found is noted as a fault at its place, and the claim is read on without it.
"""

from __future__ import annotations

from dataclasses import replace

from sources.errors import FigureError, InputError
from sources.figures.numbers.currencies import CURRENCIES, Currency, own_currency, shared_by
from sources.model import Concept, Figure, Group, Period
from sources.reference.concepts import (
    EXCHANGE_RATE,
    in_currency,
    in_local_currency,
    in_us_dollars,
    own_money_in_us_dollars,
)
from sources.reference.told_units import PRINTED_UNITS, base_unit, in_unit, printed_unit, told_unit
from sources.registers.measures import COUNTRIES, MEASURES, parse_condition
from sources.registers.names import YEAR, NamedThings
from sources.registers.register_claims import NamedOperands, may_be_weighed, measure_of, period_of
from sources.registers.schema import ClaimPart, StatementPart
from sources.registers.yaml_lines import NodePath, YamlDocument

_IN_UNITS = frozenset({"value", "total", "sum", "mean", "change", "difference", "each", "most"})
"""Measures whose figure is in the unit of what is measured."""


class ClaimNames:
    """Finds what the claims of one register name, and notes what is not there.

    Args:
        document: The register; faults are noted in it.
        named: What it may name.
    """

    def __init__(self, document: YamlDocument, named: NamedThings) -> None:
        self._document = document
        self._named = named

    def read(self, path: NodePath, part: ClaimPart, statement: StatementPart) -> NamedOperands:
        """What a claim names, each found; a fault is noted where one cannot be."""
        measure = measure_of(part)
        if measure is None or part.unverifiable is not None:
            return NamedOperands()
        period = period_of(part, statement) or Period(None, None)
        when = period.end if period.end is not None else None
        rule = MEASURES[measure]
        own = part.area or part.group
        if part.area and part.group:
            what, mend = "an area is named twice, as `area` and `group`", "Keep `area`"
            self._document.fault((*path, "group"), what, mend)
        expression = (own or statement.area or statement.group) if rule.has_group else ""
        # What is wrong with a statement's area is no fault of each of its claims.
        place = (*path, "area" if part.area else "group") if own else None
        group = self.area(place, expression, when)
        concept = self.concept(path, "indicator", part.indicator) if part.indicator else None
        among = part.among if "among" in rule.operands else ""
        if (not among and measure in ("rank", "extreme")) or (
            not among and measure == "count" and part.indicator and not own
        ):
            among = COUNTRIES
        if among:
            weighting = part.weighting or statement.weighting
            among = self._among(path, among, when, concept, weighting or "")
        to, from_year = part.to, None
        if YEAR.fullmatch(to) and measure in ("ratio", "difference", "comparison", "growth"):
            to, from_year = "", self._from_year(path, int(to), period)
        return NamedOperands(
            group=group,
            concept=concept,
            # What a measure does not take is told as such, not looked for.
            to=self._operand(path, "to", to, when, measure) if "to" in rule.operands else to,
            of=self._operand(path, "of", part.of, when, measure) if "of" in rule.operands else "",
            among=among,
            from_year=from_year,
            is_among_groups=self._named.has_parts(among),
            is_whole=group is not None or not expression,
            level=self._level(to, when) if measure in ("count", "threshold") else None,
        )

    def in_money(
        self, part: ClaimPart, statement: StatementPart, figure: Figure, named: NamedOperands
    ) -> tuple[Figure, NamedOperands]:
        """A claim about money in another currency than its series: the series in that currency.

        That is the one in the economy's own money where the Bank has it, else the one in US$,
        converted by the official exchange rate of each year.
        """
        measure, concept = measure_of(part), named.concept
        rule = MEASURES.get(measure or "")
        if rule is None or concept is None:
            return figure, named
        if rule.states not in ("level", "change"):
            return figure, self._level_in_money(part, statement, named)
        is_money = base_unit(concept) in ("usd", "lcu") and not concept.currency
        if base_unit(concept).startswith("usd_") and part.unit == "USD":
            return _in_meant_currency(part.unit, figure, None), named
        if not (is_money or concept.currency):
            return figure, named
        figure = _in_meant_currency(part.unit, figure, own_currency(_economy(named.group)))
        if is_money and figure.currency not in ("", "USD"):
            named = self._series_in(figure.currency, part, statement, named, concept)
        return figure, named

    def in_unit(self, part: ClaimPart, figure: Figure, named: NamedOperands) -> NamedOperands:
        """A claim told in another unit than its series: the series in that unit.

        The unit is the register's ``unit``, else what the words beside the figure name. One that
        the series cannot be told in is left for the rules.
        """
        concept, measure = named.concept, measure_of(part)
        is_own = not (self.is_concept(part.to) or self.is_concept(part.of))
        if concept is None or measure not in _IN_UNITS or not is_own or figure.currency:
            return named
        at = part.sentence.find(part.phrase)
        behind = part.phrase[figure.end :]
        if at >= 0:
            behind += part.sentence[at + len(part.phrase) :]
        said = part.unit if part.unit in PRINTED_UNITS else printed_unit(figure.real_unit, behind)
        said = said or ("percent" if figure.unit == part.unit == "percent" else "")
        unit = told_unit(said, concept)
        if not unit or unit == concept.given_in:
            return named
        told = self._named.keep_concept(in_unit(concept, unit))
        return replace(named, concept=told)

    def _level_in_money(
        self, part: ClaimPart, statement: StatementPart, named: NamedOperands
    ) -> NamedOperands:
        """A count or a threshold of which the level is in another currency than its series."""
        level, concept = named.level, named.concept
        if level is None or concept is None or level.currency in ("", "USD"):
            return named
        if base_unit(concept) not in ("usd", "lcu") or concept.currency:
            return named
        return self._series_in(level.currency, part, statement, named, concept)

    def _series_in(
        self,
        code: str,
        part: ClaimPart,
        statement: StatementPart,
        named: NamedOperands,
        concept: Concept,
    ) -> NamedOperands:
        """What is measured, in a currency: in the economy's own series, or converted."""
        area = _economy(named.group)
        own, period = own_currency(area), period_of(part, statement)
        first = self._named.year_of(period.start if period else None)
        is_own = own is not None and own.code == code and first >= own.begins_in(area)
        found = self._in_own(concept, code) if is_own else self._converted(concept, code, own)
        return replace(named, concept=found or concept)

    def _level(self, text: str, when: int | None) -> Figure | None:
        """The level that a text states; None where it is the name of an area, or of nothing."""
        try:
            self._named.area(text, when)
        except InputError:
            return parse_condition(text).figure if _is_condition(text) else None
        return None

    def _in_own(self, concept: Concept, code: str) -> Concept | None:
        """The series of a concept in the economy's own money; None where there is none.

        That in US$ is kept beside it, converted: it stands in where the other is not at hand.
        """
        is_local = concept.unit.startswith("lcu")
        name = concept.id if is_local else in_local_currency(concept)
        if not name:
            return None
        own = self._named.concept(name)
        # Claims of several economies share the series, and each has a currency of its own.
        is_kept = EXCHANGE_RATE in own.neighbours
        needs = dict.fromkeys(own.neighbours if is_kept else (EXCHANGE_RATE,))
        in_dollars = own_money_in_us_dollars(own, code)
        if in_dollars is not None:
            needs[self._named.keep_concept(in_dollars).id] = None
        return self._named.keep_concept(replace(own, neighbours=tuple(needs)))

    def _converted(self, concept: Concept, code: str, own: Currency | None) -> Concept | None:
        """A concept in another currency, converted; None where that cannot be."""
        name = in_us_dollars(concept) if concept.unit.startswith("lcu") else concept.id
        if own is None and concept.unit.startswith("lcu"):
            return concept
        found = in_currency(self._named.concept(name), code) if name else None
        return self._named.keep_concept(found) if found else None

    def is_concept(self, name: str) -> bool:
        """Whether a name is there and is that of a concept."""
        return bool(name) and self._named.is_concept(name)

    def area(self, place: NodePath | None, expression: str, when: int | None) -> Group | None:
        """The area of an expression; None, with a fault at the place, where there is none."""
        if not expression:
            return None
        try:
            return self._named.area(expression, when)
        except InputError as error:
            if place is not None:
                self._document.fault(place, error.what, error.mend)
        return None

    def concept(self, path: NodePath, key: str | int, name: str) -> Concept | None:
        """The concept of a name; None, with a fault at the place, where there is none."""
        try:
            return self._named.concept(name)
        except InputError as error:
            self._document.fault((*path, key), error.what, error.mend)
        return None

    def _from_year(self, path: NodePath, year: int, period: Period) -> int | None:
        if period.end is not None and year >= period.end:
            what = f"`to` names the year {year}, which is not before the period's {period.end}"
            self._document.fault((*path, "to"), what, "Name the earlier year in `to`")
            return None
        return year

    def _operand(self, path: NodePath, key: str, text: str, when: int | None, measure: str) -> str:
        """What ``to`` or ``of`` names, as the cube knows it; empty where it cannot be found."""
        if not text:
            return ""
        if self.is_concept(text):
            found = self.concept(path, key, text)
            return found.id if found else ""
        if measure == "count" and key == "to":
            return text
        try:
            return self._named.area(text, when).id
        except InputError as error:
            if measure == "threshold" and _is_condition(text):
                return text
            self._document.fault((*path, key), error.what, error.mend)
        return ""

    def _among(
        self, path: NodePath, text: str, when: int | None, concept: Concept | None, weighting: str
    ) -> str:
        try:
            found = self._named.candidates(text, when)
        except InputError as error:
            self._document.fault((*path, "among"), error.what, error.mend)
            return ""
        if found.parts and concept is not None and not (weighting or may_be_weighed(concept)):
            what = f"groups have no sum of {concept.id!r}, and what would weigh a mean is not known"
            mend = "Write `weighting: simple`, list World Bank aggregates, or name one group"
            self._document.fault((*path, "among"), what, mend)
        return found.id


def _economy(group: Group | None) -> str:
    """The code of a claim's area where that is one economy."""
    return group.members[0] if group is not None and len(group.members) == 1 else ""


def _in_meant_currency(unit: str, figure: Figure, own: Currency | None) -> Figure:
    """The figure in the currency that its register tells, or that its area's own sign means.

    "Rs 5" is in rupees of five countries: the area's own are meant. A dollar is one of the United
    States unless the register says otherwise (``unit: AUD``).
    """
    shared = shared_by(figure.text)
    told = unit if unit in CURRENCIES else ""
    if told and (told in shared or (not figure.currency and figure.unit == "number")):
        meant = told
    elif own is not None and own.code in shared and "USD" not in shared:
        meant = own.code
    else:
        return figure
    return replace(figure, currency=meant, unit="usd" if meant == "USD" else "number")


def _is_condition(text: str) -> bool:
    try:
        parse_condition(text)
    except FigureError:
        return False
    return True
