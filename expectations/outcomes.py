"""What judging a paper gives: values for the suites, the report and `findings.json` to read.

Everything here is a fact that was computed; sentences are made once, in
`expectations/wording`, and shown everywhere. Values (`obs_value`, bounds) are in inside units:
shares and rates of growth as fractions of one, differences between them as fractions too (0.02 is
two percentage points), money in US$, people in persons.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from expectations.conversions import Conversion
from expectations.grids import Grid
from sources.model import Claim, Paper, Vintage


class Verdict(StrEnum):
    """The verdicts of `docs/verdicts.md`, in the order in which a page lists them."""

    REFUTED = "refuted"
    CONTRADICTED = "contradicted"
    DEFINITION_DEPENDENT = "definition-dependent"
    STALE = "stale"
    CONTESTED = "contested"
    COARSE = "coarse"
    UNRESOLVED = "unresolved"
    UNDERSTATED = "understated"
    OVERSTATED = "overstated"
    REVISED = "revised"
    REPRODUCED = "reproduced"
    UNVERIFIABLE = "unverifiable"


Standing = Literal["holds", "off", "open", "not checkable"]

STANDINGS: dict[Verdict, Standing] = {
    Verdict.REPRODUCED: "holds",
    Verdict.UNDERSTATED: "holds",
    Verdict.OVERSTATED: "holds",
    Verdict.REVISED: "holds",
    Verdict.STALE: "off",
    Verdict.DEFINITION_DEPENDENT: "off",
    Verdict.CONTRADICTED: "off",
    Verdict.REFUTED: "off",
    Verdict.CONTESTED: "open",
    Verdict.COARSE: "open",
    Verdict.UNRESOLVED: "open",
    Verdict.UNVERIFIABLE: "not checkable",
}

STANDING_NAMES: tuple[Standing, ...] = ("off", "open", "holds", "not checkable")
"""The standings in the order in which they are told: the gravest first."""

LIST_SOURCE = "list"
"""The source of a count: a list of members."""

PAPER_SOURCE = "paper"
"""The source of an elapsed time: the paper's own dates."""

Timing = Literal["then", "earlier", "never", ""]
BoundsKind = Literal["none", "about", "nearly", "just_over", "lower", "upper", "count"]
VintageRole = Literal["as_seen", "later", "today"]

COINCIDENCE = 0.5
"""Above this chance a match is more likely than not whatever is stated: it explains nothing."""


@dataclass(frozen=True)
class Bounds:
    """What a stated figure admits: an interval in inside units, and the rule that made it.

    Attributes:
        value: What is stated.
        lower: The lower end; minus infinity where the figure sets none.
        upper: The upper end; infinity where the figure sets none.
        is_lower_closed: Whether the lower end is admitted itself.
        is_upper_closed: The same of the upper end.
        rule: The policy's line, by its name.
        coarse_lower: From where on values still round to what is printed; None without an end.
        coarse_upper: Up to where they do.
        far: Of a bound, the value beyond which it is true by far; else None.
        is_fall: Whether it is stated as a fall, so below zero.
    """

    value: float
    lower: float
    upper: float
    is_lower_closed: bool
    is_upper_closed: bool
    rule: BoundsKind
    coarse_lower: float | None = None
    coarse_upper: float | None = None
    far: float | None = None
    is_fall: bool = False

    @property
    def reach_below(self) -> float:
        """How far below the stated value values are admitted, or for a bound are not far off."""
        return self._reach(self.value - self.lower)

    @property
    def reach_above(self) -> float:
        """The same above it."""
        return self._reach(self.upper - self.value)

    def _reach(self, reach: float) -> float:
        return reach if math.isfinite(reach) else abs((self.far or self.value) - self.value)


@dataclass(frozen=True)
class Missing:
    """A member of a group without data, and what it amounted to in the nearest year that has it.

    ``share`` is a fraction of the group's total then, ``obs_value`` the member's own value; both
    are from ``year`` and ``vintage`` ("ama@2019-09-16"), and None where no source has the member.
    """

    ref_area: str
    share: float | None
    year: int | None
    vintage: str
    obs_value: float | None = None


@dataclass(frozen=True)
class ComputedReading:
    """One way to read a claim, and what it gives. ``obs_first`` is set for a pair only.

    ``start`` and ``end`` are the years (equal for a single year). ``order`` is ``reversed`` when
    the two figures of a pair are held against the data the other way round. ``conversion`` tells of
    sums that were turned into another currency, ``supplied_by`` who supplied a table by hand,
    ``own_made`` what of the group's members the program made, where a source has a row for it.
    """

    group: str
    indicator: str
    start: int
    end: int
    source: str
    vintage: str
    weighting: str
    order: Literal["as stated", "reversed"]
    obs_value: float
    obs_first: float | None
    is_inside: bool
    conversion: Conversion | None = None
    supplied_by: str = ""
    own_made: Literal["", "sum", "mean"] = ""


@dataclass(frozen=True)
class Observed:
    """The declared reading in one vintage of one source.

    Attributes:
        role: ``as_seen`` (the newest edition not later than the text; of a text dated by its year
            or month, any that was the newest on some day of it), ``later`` (an edition that the
            author could not have seen) or ``today`` (of those the newest at hand).
        reading: The reading and its value.
        difference: Stated less observed: relative to the observed value for totals, else absolute.
        difference_text: The same for people: "4.7% lower", "1.8 points lower", "inside".
        coverage: Share of the group's total whose members have data, a fraction; what is missing
            is taken as large as it may be.
        missing: Members without data.
        numerator: What the value is made of, where it is a quotient; else None.
        denominator: The same.
        with_missing: A total or share with its missing members at their nearest known values, the
            world left as it is; None where none is missing, or one is known nowhere.
        is_hindsight: Whether the vintage is later than the paper can be.
        is_suspect: Whether no other edition or source is within a factor of ten of it.
        is_next: Whether it is the first edition after the text of a source that has none of the
            weeks before it: the author's own lies between.
    """

    role: VintageRole
    reading: ComputedReading
    difference: float
    difference_text: str
    coverage: float
    missing: tuple[Missing, ...]
    numerator: float | None = None
    denominator: float | None = None
    with_missing: float | None = None
    is_hindsight: bool = False
    is_suspect: bool = False
    is_next: bool = False


@dataclass(frozen=True)
class YearlyValues:
    """The measure of a claim by year in one edition: what its chart shows, covered years only."""

    source: str
    vintage: str
    years: tuple[int, ...]
    values: tuple[float, ...]


@dataclass(frozen=True)
class Slip:
    """A slip of the pen that would put the declared reading inside.

    Attributes:
        kind: ``unit`` (slipped by thousands) or ``digits`` (two neighbours exchanged).
        figure: What was perhaps meant, printed as the paper prints.
    """

    kind: str
    figure: str


LikelyCauseKind = Literal["points", "decimal", "upside_down", "sign", "other_dollars", "neighbour"]


@dataclass(frozen=True)
class LikelyCause:
    """What the author may have done, where the figure would fit if so.

    Attributes:
        kind: Per cent told for percentage points, a decimal point slipped, what a share leaves to
            100%, the other sign, dollars at parity for those of the market or the reverse, or the
            value of another figure told nearby.
        text: One sentence.
        value: What the figure is right of if so, in inside units: the change in points, ten times
            the value, …; None of other dollars and of a neighbour.
    """

    kind: LikelyCauseKind
    text: str
    value: float | None = None


@dataclass(frozen=True)
class Explanation:
    """What explains a discrepancy, and what that is worth.

    Attributes:
        reading: The reading that fits, or None.
        changed: The axes on which it differs from the declared reading: ``period``, ``group``, ...
        fits: Ids of the claims of the statement that the same reading fits.
        tried: How many readings were tried.
        distinct: How many distinct values they gave; nought where that was not asked for.
        chance: How likely a random figure of the same precision, uniform over the range that the
            readings span, would have matched at least one; None where nothing was tried.
        chance_together: How likely random figures would all have been matched by one reading,
            where the reading fits two or more different figures of the statement; else None.
        text: One sentence; empty where there is nothing to explain.
        noise_floor: By how much vintages and sources differ about the declared reading, at the
            most; None where it has one value only.
        slip: A slip that would explain a figure no reading fits; None where there is none.
        distinct_fits: How many different figures ``fits`` are: one stated twice counts once.
        margin: How far off a figure may be by what revisions explain; None where none was sought.
        is_doubtful: Whether an open figure is further from what the editions nearest to the text
            give than such figures mostly move; ``is_fresh``: whether one is of the weeks before it.
        others_matched: How many of the paper's other figures in the same unit the readings would
            have matched, and of how many; None where there are no others.
        cause: What the author may have done, of a figure that is off or doubtful; None where
            nothing usual fits.
    """

    reading: ComputedReading | None
    changed: tuple[str, ...]
    fits: tuple[str, ...]
    tried: int
    distinct: int
    chance: float | None
    chance_together: float | None
    text: str
    noise_floor: float | None = None
    slip: Slip | None = None
    distinct_fits: int = 0
    others_matched: tuple[int, int] | None = None
    margin: float | None = None
    is_doubtful: bool = False
    is_fresh: bool = False
    cause: LikelyCause | None = None

    @property
    def is_coincidence(self) -> bool:
        """Whether a match as good as this one is more likely than not, whatever is stated."""
        worth = self.chance if self.chance_together is None else self.chance_together
        return worth is not None and worth > COINCIDENCE


@dataclass(frozen=True)
class Implication:
    """What the paper's figures imply of each other.

    ``holds`` is None where the third figure is not the paper's own, so that the data say how near
    it comes.
    """

    relation_id: str
    claims: tuple[str, ...]
    holds: bool | None
    text: str


@dataclass(frozen=True)
class Correction:
    """What would be right, for the declared reading.

    Attributes:
        phrase: The claim's phrase with the corrected figure in it.
        figure: The corrected figure alone.
        basis: Source, vintage and year: "WDI 2018-05-21, 2016".
        reading: What it is taken from.
    """

    phrase: str
    figure: str
    basis: str
    reading: ComputedReading


@dataclass(frozen=True)
class Outcome:
    """What is known of one claim after a run."""

    claim: Claim
    admits: Bounds | None
    admits_first: Bounds | None
    verdict: Verdict
    sentence: str
    observed: tuple[Observed, ...]
    explanation: Explanation
    implications: tuple[Implication, ...]
    series: tuple[YearlyValues, ...]
    not_established: tuple[str, ...]
    correction: Correction | None = None
    grid: Grid | None = None

    @property
    def standing(self) -> Standing:
        """Which of the four groups the outcome belongs to.

        A reading that a program made and is not sure of is open whatever its verdict.
        """
        how = self.claim.how_read
        is_unsure = how is not None and how.state == "unsure"
        own = STANDINGS[self.verdict]
        return "open" if is_unsure and own != "not checkable" else own

    @property
    def is_checked(self) -> bool:
        """Whether something to check it by was at hand, and a verdict fell.

        What no public statistic covers is not checked, nor is what had no data in this run.
        """
        has_verdict = self.verdict is not Verdict.UNRESOLVED or bool(self.observed)
        return has_verdict and self.standing != "not checkable"

    @property
    def timing(self) -> Timing:
        """When it was true as declared, where it is off or revised: then, earlier or never."""
        if self.verdict in {Verdict.REVISED, Verdict.STALE}:
            return "then" if self.verdict is Verdict.REVISED else "earlier"
        return "never" if self.standing == "off" else ""

    def left_open(self, sentence: str) -> Outcome:
        """The same, unsettled: nothing explains it, and nothing is proposed.

        Args:
            sentence: Why it is left open.
        """
        explanation = replace(
            self.explanation,
            reading=None,
            changed=(),
            is_doubtful=False,
            slip=None,
            cause=None,
            text="",
        )
        return replace(
            self,
            verdict=Verdict.UNRESOLVED,
            sentence=sentence,
            explanation=explanation,
            correction=None,
        )


@dataclass(frozen=True)
class Assessment:
    """What is known of one paper after a run: one outcome a claim, in the order of the register."""

    paper: Paper
    outcomes: tuple[Outcome, ...]
    vintages: tuple[Vintage, ...]


@dataclass(frozen=True)
class SuiteResult:
    """How one suite went.

    Attributes:
        name: ``observations``, ``register`` or ``claims``.
        is_success: Whether every expectation held.
        evaluated: How many expectations were evaluated.
        successful: How many held.
        unchecked: How many of those evaluated are about what nothing at hand can check.
        unsuccessful: One sentence for each that did not, in the order of the suite.
        page: Its page in the Data Docs, relative to the run's folder.
    """

    name: str
    is_success: bool
    evaluated: int
    successful: int
    unsuccessful: tuple[str, ...]
    page: str
    unchecked: int = 0

    @property
    def checked(self) -> int:
        """How many could hold: those evaluated but the unchecked."""
        return self.evaluated - self.unchecked


@dataclass(frozen=True)
class CheckpointSummary:
    """What the checkpoint of a run recorded; paths are relative to the run's folder."""

    suites: tuple[SuiteResult, ...]
    data_docs: str
