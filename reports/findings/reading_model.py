"""A figure as `findings.json` has it, and what its readings give; see `reports.findings.model`."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from expectations.outcomes import Verdict
from reports.findings.citations import Citation

InsideUnit = Literal["fraction", "fraction_difference", "usd", "persons", "number", "years"]
PairOrder = Literal["as stated", "reversed"]


def told(**schema: object) -> msgspec.Meta:
    """What the schema says of a field and reading does not refuse: a later release may say more."""
    return msgspec.Meta(extra_json_schema=schema)


Count = Annotated[int, told(minimum=0)]
VerdictName = Annotated[str, told(enum=[one.value for one in Verdict])]
WeightingName = Annotated[str, told(enum=["", "simple", "weighted"])]
Chance = Annotated[float, told(minimum=0, maximum=1)]
Least = Annotated[float, told(minimum=0)]


class FindingsObject(msgspec.Struct, frozen=True, kw_only=True):
    """An object of `findings.json`."""


class FigureEntry(FindingsObject, frozen=True, kw_only=True):
    """A figure as stated, and what it admits; a bound has one end, an exact count none.

    Attributes:
        text: The characters that state the figure.
        value: In the unit below; of a pair the second figure, of a range its lower end.
        unit: fraction: a share or a rate, 0.63 for 63%; fraction_difference: a difference of two of
            them, 0.02 for 2 percentage points.
        lower: Lower end of what the figure admits; null where it was not worked out, or a bound has
            none.
        is_lower_closed: Whether the lower end is itself admitted.
    """

    text: str
    value: float
    value_text: str
    unit: InsideUnit
    lower: float | None
    upper: float | None
    is_lower_closed: bool | None
    is_upper_closed: bool | None


class StatedEntry(FigureEntry, frozen=True, kw_only=True):
    """The figure of a claim; of a pair the second one, and ``first`` the first.

    Attributes:
        admits_text: What is admitted, as the page writes it; of a pair both.
        hedge: As the register or the phrase has it: lower is a lower bound (more than).
        rule: The policy's line that gives lower and upper.
        override_reason: Why the register overrides the phrase; empty where it does not.
        first: Of a pair, its first figure.
        currency: In ISO 4217, where the figure is money.
    """

    admits_text: str
    hedge: Annotated[str, told(enum=["none", "about", "nearly", "just_over", "lower", "upper"])]
    rule: str
    override_reason: str
    first: FigureEntry | None
    currency: str = ""


class ReadingEntry(FindingsObject, frozen=True, kw_only=True):
    """One reading and what it gives.

    Attributes:
        group: Id of the country group.
        indicator: Id of the concept; empty for a count.
        start: First year; equal to end for a single year; 0 where no year has a meaning.
        end: Last year.
        source: Id of the source, such as wdi.
        vintage: The edition, such as 2018-05-21.
        weighting: Of a mean over countries.
        order: reversed: the two figures of a pair are held against the data the other way round.
        obs_value: The value, in the unit of the claim.
        obs_first: Of a pair, the value at the first year.
        obs_text: The same, as the page writes it.
        is_inside: Whether it lies in what the figure admits.
    """

    group: str
    group_label: str
    indicator: str
    indicator_label: str
    start: int
    end: int
    period_text: str
    source: str
    source_label: str
    vintage: str
    weighting: WeightingName
    weighting_label: str
    order: PairOrder
    obs_value: float | None
    obs_first: float | None
    obs_text: str
    is_inside: bool
    citation: Citation | None = None

    @property
    def edition(self) -> str:
        """The key of its vintage: ``wdi@2018-05-21``."""
        return f"{self.source}@{self.vintage}"

    @property
    def editions(self) -> tuple[str, ...]:
        """The keys of all that it rests on: its vintage, and that of the exchange rates."""
        rates = self.citation.rates_edition if self.citation else ""
        return tuple(dict.fromkeys(filter(None, (self.edition, rates))))

    @property
    def converted(self) -> str:
        """How it was converted into another currency; empty where it was not."""
        return self.citation.converted if self.citation else ""

    @property
    def own_made(self) -> str:
        """That the program made it of a group's members; empty where it is the source's own."""
        return self.citation.own_made if self.citation else ""


class MissingEntry(FindingsObject, frozen=True, kw_only=True):
    """A member of a group of which a reading has no data, and what it would weigh.

    Attributes:
        share: Of the group's total in the year below; null where no source has the member.
        vintage: The edition that the share is from, as ``source@vintage``.
        obs_value: The member's own value in that year and edition.
    """

    ref_area: str
    name: str
    share: float | None
    share_text: str
    year: int | None
    vintage: str
    obs_value: float | None


class EvidenceEntry(ReadingEntry, frozen=True, kw_only=True):
    """The declared reading in one edition of one source.

    Attributes:
        role: as_seen: the newest edition not later than the paper, on some day that its date
            allows; later: one that the author could not have seen; today: the newest of these at
            hand.
        role_text: Whose view the edition is, in words.
        is_hindsight: Whether the edition is later than the paper can be.
        dependence_text: Which other source here it is no independent witness beside; empty for
            none.
        difference: Stated less observed: relative to the observed value for totals, else absolute.
        coverage: Share of the group's last known total whose members have data.
        missing: Members of the group without data.
        with_missing: A total or share with its missing members at their nearest known values, the
            world left as it is: the most they could change. null where none is missing, or one is
            known nowhere.
        numerator: What the value is made of, where it is a quotient.
    """

    role: Annotated[str, told(enum=["as_seen", "later", "today"])]
    role_text: str
    is_hindsight: bool
    dependence_text: str
    licence: str
    difference: float | None
    difference_text: str
    coverage: float | None
    coverage_text: str
    missing: tuple[MissingEntry, ...]
    with_missing: float | None
    with_missing_text: str
    numerator: float | None
    denominator: float | None


class PeriodEntry(FindingsObject, frozen=True, kw_only=True):
    """The declared years; without an end the newest that is covered.

    Attributes:
        end: null: the newest year that an edition covers.
    """

    start: int | None
    end: int | None
    text: str


class DeclaredEntry(FindingsObject, frozen=True, kw_only=True):
    """The reading that the register declares, and what each edition says of it.

    Attributes:
        measure: Empty for an unverifiable claim.
        subject: What is measured, as a noun phrase; empty where nothing is.
        difference_text: How the figure lies to what the editions of the time give, all together;
            empty where none is at hand.
    """

    measure: str
    measure_label: str
    indicator: str
    indicator_label: str
    group: str
    group_label: str
    period: PeriodEntry
    weighting: WeightingName
    weighting_label: str
    evidence: tuple[EvidenceEntry, ...]
    subject: str = ""
    difference_text: str = ""
