"""The nouns of the house: frozen, without behaviour beyond what a name needs.

Shares are fractions of one inside and per cent at the edge (a `Figure` keeps what is printed: 63
with the unit ``percent``); money is US$; people are persons. Codes are ISO 3166-1 alpha-3
(``ref_area``) and the source's own (``indicator``); the columns of observations are SDMX's, in
lower case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd


OBSERVATION_COLUMNS = (
    "source",
    "vintage",
    "indicator",
    "ref_area",
    "time_period",
    "obs_value",
    "unit_measure",
    "obs_status",
)

FigureUnit = Literal["percent", "percentage_points", "usd", "years", "number"]
Hedge = Literal["none", "about", "lower", "upper", "nearly", "just_over"]
Direction = Literal["increase", "decrease", ""]
Weighting = Literal["simple", "weighted", ""]
ConceptKind = Literal["stock", "flow", "rate", "ratio", "index"]
RankOrder = Literal["highest", "lowest", ""]
ReadingState = Literal["sure", "unsure", "confirmed"]
Means = Literal["data", "list", "calendar", "arithmetic", "none"]
LONGEST_PHRASE = 300


@dataclass(frozen=True)
class Figure:
    """A figure as a text prints it.

    Attributes:
        text: The characters that state it, with hedge and unit ("about 63%").
        value: The number in base units: 4400000000 for "4 billion 400 million", 63 for "63%". Of a
            pair ("from 30.3% to 29.1%") the second; of a range ("$50-60 billion") the lower end.
        unit: ``percent``, ``percentage_points``, ``usd``, ``years`` or ``number``.
        quantum: The unit of the last significant digit, in the unit of ``value`` (0.1 for "30.3%").
        hedge: ``about``; ``lower`` (a lower bound: "more than"); ``upper`` (an upper one: "less
            than"); ``nearly`` (just below: "almost"); ``just_over``; or ``none``.
        hedge_text: The hedge's own words ("more than"), empty when there are none.
        is_strict: Of a bound, whether the words exclude the bound itself ("more than").
        first: Of a pair, its first figure; else None.
        top: Of a range, its upper end; else None.
        direction: What the words around say: "increased from", "up by" -> ``increase``; else empty,
            as where they name a level ("slowed to 6.7%").
        noun: What is counted, where that stands beside the number ("countries"); else empty.
        currency: The currency as printed, in ISO 4217, where the unit is money; ``usd`` units have
            ``USD``.
        start: Where ``text`` begins in the text that was searched.
        end: Where it ends.
        real_unit: What is measured, by the words beside the number, whatever ``unit`` says:
            ``tonnes``, ``km2``, ``years``, ``times``, ``per_1000``, ``tonnes_per_head``
            (`sources.figures.numbers.measures`); else empty.
        is_rank: Whether it is a place in an order ("11th largest"), of which ``value`` is 11.
    """

    text: str
    value: Decimal
    unit: FigureUnit
    quantum: Decimal
    hedge: Hedge = "none"
    hedge_text: str = ""
    is_strict: bool = False
    first: Figure | None = None
    top: Decimal | None = None
    direction: Direction = ""
    noun: str = ""
    currency: str = ""
    start: int = 0
    end: int = 0
    real_unit: str = ""
    is_rank: bool = False


@dataclass(frozen=True)
class Concept:
    """What an indicator measures, mapped once to each source's code.

    ``kind`` says what may be done with it: a stock is not summed over years; rates (growth), ratios
    (of two quantities, shares among them) and indices are not summed over countries.

    Attributes:
        id: The name that registers use.
        label: As in the middle of a sentence.
        unit: One of `sources.reference.units.UNITS`: the unit of the values as sources give them.
        kind: Stock, flow, rate, ratio or index.
        codes: Source to that source's own code.
        words: What texts call it, in lower case, most telling first.
        weight: The concept that weighs a mean over countries; empty where only the simple mean is
            known to be right.
        low: The least value that is plausible for a country, in ``unit``; None where unknown.
        high: The greatest.
        neighbours: Concepts that it is confused with.
        currency: The currency (ISO 4217) that its values in US$ are turned into, each year's by the
            official exchange rate of that year; empty where they are taken as they are.
        times: The concept of which its per cents are taken, area by area; else empty.
        given_in: The unit of the values as sources give them, where ``unit`` is another that a text
            tells them in (`sources.reference.told_units`); else empty.
    """

    id: str
    label: str
    unit: str
    kind: ConceptKind
    codes: Mapping[str, str]
    words: tuple[str, ...] = ()
    weight: str = ""
    low: float | None = None
    high: float | None = None
    neighbours: tuple[str, ...] = ()
    currency: str = ""
    times: str = ""
    given_in: str = ""

    @property
    def summable(self) -> bool:
        """Whether the values of countries add up to that of their group."""
        return self.kind in {"stock", "flow"}


@dataclass(frozen=True)
class Group:
    """A country group: members as ISO 3166-1 alpha-3, and where the list comes from.

    Attributes:
        id: Its name, or the area expression it was made from.
        label: As in the middle of a sentence.
        members: The codes, sorted; empty for the world, and for a published aggregate whose members
            are not at hand (``aggregate`` then names its row).
        provenance: Where the list comes from.
        is_verified: Whether a second source confirms the list.
        aggregate: The World Bank's code of the published row with just these members, else empty.
        basis: The date of membership ("2016", "2013-07-01"), empty where there is none.
        parts: Of groups that are held against one another, their ids; its members are theirs.
    """

    id: str
    label: str
    members: tuple[str, ...]
    provenance: str
    is_verified: bool = True
    aggregate: str = ""
    basis: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Period:
    """Years, both ends included; None at the end is the newest year that a vintage covers."""

    start: int | None
    end: int | None


@dataclass(frozen=True)
class Unverifiable:
    """Why no public indicator covers a figure, and who would know."""

    reason: str
    who_would_know: str


@dataclass(frozen=True)
class HowRead:
    """Who settled a claim's reading; a claim without it was written by a person.

    Attributes:
        state: ``sure`` or ``unsure`` (a program read it), or ``confirmed`` (a person agreed).
        by: Who, and ``at`` which day; ``why`` is one sentence.
        or_period: Where only the period is open, the other one that may be meant.
    """

    state: ReadingState
    by: str = ""
    at: str = ""
    why: str = ""
    or_period: Period | None = None


@dataclass(frozen=True)
class Claim:
    """One figure of a paper, with the reading that its register declares.

    Attributes:
        id: Unique in the paper.
        statement_id: The statement it belongs to.
        phrase: A short quote around the figure.
        figure: What the phrase states, parsed from it.
        measure: One of `sources.registers.measures.MEASURES`; None when unverifiable.
        indicator: The concept measured, or a catalogue code ("wdi:SP.DYN.LE00.IN"); empty for a
            ``count`` of members and for ``elapsed``.
        group: The declared area: a group's id or another area expression ("CHN + IND"). Where its
            membership has a date and the register gives none, the date is that of the period.
        period: The declared period. Of a ratio, difference or comparison with an earlier year, a
            span that begins in it.
        weighting: Of a mean over countries; empty where it has no meaning.
        to: What is compared with: an area or an indicator; of a ``count``, ``threshold``: the level
            that is passed, as words ("more than 100 million"), or an area.
        of: The denominator or second factor: an area or an indicator.
        among: The set that a rank, an extreme or a count ranges over: ``countries``, an area
            expression, or areas with commas between.
        order: ``highest`` or ``lowest``; empty where it has no meaning.
        since: For ``elapsed``: the month it counts from, "2013-09".
        unverifiable: Set when no public indicator covers it.
        hedge: An override of the phrase's hedge, with ``override_reason``.
        quantum: An override of the figure's last significant digit.
        override_reason: Why the register overrides what the phrase says.
        note: What a reader should know about how the claim was read.
        prefix: Text just before the phrase, where the phrase alone occurs more than once.
        suffix: Text just after it.
        line: Its line in the register.
        sentence: The sentence that states it, where the register keeps it.
        page: Its page, where the text has pages.
        how_read: Who settled the reading; None where a person wrote the claim.
    """

    id: str
    statement_id: str
    phrase: str
    figure: Figure
    measure: str | None = None
    indicator: str = ""
    group: str = ""
    period: Period = Period(None, None)
    weighting: Weighting = ""
    since: str = ""
    unverifiable: Unverifiable | None = None
    hedge: Hedge | None = None
    quantum: Decimal | None = None
    override_reason: str = ""
    note: str = ""
    prefix: str = ""
    suffix: str = ""
    line: int = 0
    to: str = ""
    of: str = ""
    among: str = ""
    order: RankOrder = ""
    sentence: str = ""
    page: int | None = None
    how_read: HowRead | None = None


@dataclass(frozen=True)
class Axes:
    """The readings that a statement's figures may be confused with.

    ``periods`` is the window of years tried: single years for a claim about one year, all spans
    inside it for a claim about a span. ``sources`` and ``vintages`` empty means all there are.
    """

    groups: tuple[str, ...] = ()
    window: tuple[int, int] | None = None
    weightings: tuple[Weighting, ...] = ()
    indicators: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    vintages: tuple[str, ...] = ()
    means: tuple[int, ...] = ()


@dataclass(frozen=True)
class Statement:
    """Figures that one sentence makes about one thing, and so share a reading."""

    id: str
    section: str
    claims: tuple[Claim, ...]
    axes: Axes
    note: str = ""
    line: int = 0


StatedRelationKind = Literal["product", "difference", "greater", "part", "change", "growth"]


@dataclass(frozen=True)
class StatedRelation:
    """Arithmetic that should hold between figures of a paper.

    ``product``: result = left x right; ``difference``: result = left - right; ``greater``: left >
    right; ``part``: left <= right; ``change``: result is the size of left - right; ``growth``:
    result is the size of left / right - 1. An operand is a claim's id, ``ID:first`` for the first
    figure of a pair or, where the paper does not state it, an observed reading of the world written
    ``world:population`` (total) or ``world:gdp_growth`` (mean growth).
    """

    id: str
    kind: StatedRelationKind
    left: str
    right: str
    result: str = ""
    note: str = ""
    line: int = 0


@dataclass(frozen=True)
class SetAside:
    """A phrase whose numbers state no fact that could be checked, and why."""

    phrase: str
    reason: str
    line: int = 0


@dataclass(frozen=True)
class Paper:
    """A paper and its register.

    ``published`` is what is known of the date ("2018", "2018-06" or a day); ``concepts`` and
    ``groups`` are the register's own; ``set_aside`` are the numbers of the text that it leaves out.
    ``claimant_is`` ("person", "organization"), ``doi``, ``url``, ``journal``, ``licence`` (of the
    text) and ``cites`` (the one source that the text names) are empty where nobody said.
    """

    id: str
    title: str
    claimant: str
    published: str
    source: str
    statements: tuple[Statement, ...]
    relations: tuple[StatedRelation, ...] = ()
    concepts: tuple[Concept, ...] = ()
    groups: tuple[Group, ...] = ()
    file: str = ""
    set_aside: tuple[SetAside, ...] = ()
    claimant_is: str = ""
    doi: str = ""
    url: str = ""
    journal: str = ""
    licence: str = ""
    cites: str = ""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, in the order of the register."""
        return tuple(claim for statement in self.statements for claim in statement.claims)


@dataclass(frozen=True)
class VintageEvidence:
    """Where the observations of a vintage come from, and how to know that they are unchanged.

    ``sha256`` is of the observations file in the snapshot; ``source_sha256`` of the file it was
    made from, or of the sums of the ``answers`` of a live service, kept in the snapshot's files.
    """

    file: str
    sha256: str
    source_sha256: str
    url: str
    licence: str
    attribution: str
    retrieved_at: str
    last_updated: str
    how_known: str
    rows: int
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class DataColumns:
    """How to know a data file of columns (`sources.snapshots.columns`) piece by piece.

    Attributes:
        size: Of the file, in bytes.
        footer_size: Of its footer, which holds the sums of all other pieces.
        footer_sha256: Of the footer.
        rows_sha256: Of the observations themselves: the same for the same rows, whichever release
            of the library wrote the file.
    """

    size: int
    footer_size: int
    footer_sha256: str
    rows_sha256: str


@dataclass(frozen=True)
class Vintage:
    """One edition of one source; ``columns`` where its data lie in columns, not in rows.

    ``indicators`` are all that its data file holds; of a vintage that was read for the sake of some
    indicators only (`sources.snapshots.needs`), those that were read.
    """

    source: str
    date: str
    label: str
    indicators: tuple[str, ...]
    first_year: int
    last_year: int
    evidence: VintageEvidence
    notes: tuple[str, ...] = ()
    columns: DataColumns | None = None

    @property
    def key(self) -> str:
        """The name used for it everywhere: ``wdi@2018-05-21``."""
        return f"{self.source}@{self.date}"


@dataclass(frozen=True)
class Failure:
    """A source that was asked for a snapshot and did not give what was asked.

    ``code`` is the fault's name for programs, ``reason`` and ``mend`` are sentences without a full
    stop; ``mend`` may be empty. ``indicators`` are the source's codes that could not be had, where
    the others were; empty where nothing was.
    """

    source: str
    code: str
    reason: str
    mend: str = ""
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """Observations in long form (`OBSERVATION_COLUMNS`) and the vintages they come from.

    ``failures`` are the sources that could not be had; ``changes`` what each refresh changed.
    """

    name: str
    vintages: tuple[Vintage, ...]
    observations: pd.DataFrame = field(compare=False, repr=False)
    failures: tuple[Failure, ...] = ()
    changes: tuple[tuple[str, ...], ...] = ()

    def vintage(self, key: str) -> Vintage:
        """The vintage named ``source@date``; KeyError where there is none."""
        for vintage in self.vintages:
            if vintage.key == key:
                return vintage
        raise KeyError(key)
