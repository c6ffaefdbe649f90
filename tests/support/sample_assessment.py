"""An assessment made by hand: ten of the verdicts, real figures, and text that means harm.

It stands in for `expectations.assessment.assess.assess` where a test asks about the report alone,
and holds cases that one paper seldom has together.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf

from sample_claims import VINTAGES, sample_claims
from sample_grids import pair_grid, people_grid

from expectations.outcomes import (
    Assessment,
    Bounds,
    CheckpointSummary,
    ComputedReading,
    Correction,
    Explanation,
    Implication,
    Missing,
    Observed,
    Outcome,
    SuiteResult,
    Verdict,
    YearlyValues,
)
from reports.findings.model import RunInfo
from sources.model import Axes, Claim, Group, Paper, Statement, Unverifiable

HOSTILE = '<script>window.hacked=1</script><img src=x onerror="window.hacked=1">\'"&amp;'
NOTHING = Explanation(None, (), (), 0, 0, None, None, "")
SHARES = (0.6331, 0.6313, 0.6297, 0.6286, 0.6276, 0.6267, 0.6257, 0.6247, 0.6237, 0.6226)

RUN = RunInfo(
    run_id="2026-11-23T14-05-00Z-a1b2c3",
    started_at="2026-11-23T14:05:00Z",
    version="0.1.0",
    snapshot_names=("embedded",),
    engine="plain",
    command="corrigenda validate --plain",
)

SUMMARY = CheckpointSummary(
    suites=(
        SuiteResult("observations", True, 24, 24, (), "data_docs/observations.html"),
        SuiteResult("register", True, 6, 6, (), "data_docs/register.html"),
        SuiteResult("claims", False, 9, 3, ("gdp-share: 30.8%.",), "data_docs/claims.html"),
    ),
    data_docs="data_docs/index.html",
)


def reading(value: float, key: str, year: int, **changes: object) -> ComputedReading:
    """A reading of `bri-65` in one vintage ("wdi@2018-05-21")."""
    source, _, date = key.partition("@")
    made = ComputedReading(
        "bri-65", "population", year, year, source, date, "", "as stated", value, None, False
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def observed(value: float, key: str, year: int, text: str, **changes: object) -> Observed:
    """The declared reading in one vintage, Syria missing from the WDI."""
    role = "as_seen" if "2018" in key else "later" if "2019" in key else "today"
    missing = (Missing("SYR", 0.0041, 2016, "wpp@2019"),) if "wdi" in key else ()
    inside = bool(changes.pop("is_inside", False))
    other = changes.pop("with_missing", None)
    made = reading(value, key, year, is_inside=inside, **changes)
    return Observed(
        role,  # type: ignore[arg-type]
        made,
        0.05,
        text,
        0.996,
        missing,
        with_missing=other,  # type: ignore[arg-type]
        is_hindsight="2018" not in key,
    )


def outcome(
    claim: Claim, verdict: Verdict, sentence: str, admits: Bounds | None = None, **rest: object
) -> Outcome:
    """An outcome with nothing but what is said."""
    made = Outcome(claim, admits, None, verdict, sentence, (), NOTHING, (), (), ())
    return replace(made, **rest)  # type: ignore[arg-type]


def share_series() -> tuple[YearlyValues, ...]:
    """A share by year in three vintages."""
    years = tuple(range(2007, 2017))
    return (
        YearlyValues("wdi", "2018-05-21", years, SHARES),
        YearlyValues("wdi", "2025-07-01", years, tuple(share - 0.002 for share in SHARES)),
        YearlyValues("wpp", "2019", years, tuple(share + 0.003 for share in SHARES)),
    )


def sample_outcomes() -> tuple[Outcome, ...]:
    """One outcome for each verdict but `overstated` and `coarse`, in the order of the register."""
    claims = sample_claims()
    syria = "Syria is missing from the WDI; its share of the group is 0.4%."
    people = observed(4.62e9, "wdi@2018-05-21", 2016, "4.8% lower")
    people_series = tuple(
        YearlyValues(
            kept.source, kept.vintage, kept.years, tuple(4.0e9 + 7e7 * at for at in range(10))
        )
        for kept in share_series()
    )
    earlier = reading(4.41e9, "wdi@2018-05-21", 2012, is_inside=True)
    seen = people.reading
    return (
        outcome(
            claims["population"],
            Verdict.STALE,
            "The paper says 4.4 billion people; the 65 economies had 4.62 billion in 2016.",
            Bounds(4.4e9, 4.35e9, 4.45e9, True, True, "none"),
            observed=(people, observed(4.71e9, "wdi@2025-07-01", 2016, "6.6% lower")),
            explanation=Explanation(
                earlier,
                ("period",),
                ("population", "gdp-share"),
                320,
                96,
                0.43,
                0.02,
                "It fits the year 2012.",
                noise_floor=7.6e7,
                distinct_fits=2,
                others_matched=(1, 4),
            ),
            implications=(
                Implication(
                    "world-population",
                    ("population", "population-share"),
                    None,
                    "4.4 billion at 63% implies a world of 6.98 billion.",
                ),
            ),
            series=people_series,
            not_established=("Which list of countries the authors counted.",),
            correction=Correction(
                "population of 4.6 billion", "4.6 billion", "WDI 2018-05-21, 2016", seen
            ),
            grid=people_grid(),
        ),
        outcome(
            claims["population-share"],
            Verdict.REPRODUCED,
            "The 65 economies had 62.1% of the world's people in 2016, which 63% admits.",
            Bounds(0.63, 0.62, 0.64, True, True, "about"),
            observed=(
                observed(0.6205, "wdi@2018-05-21", 2016, "inside", is_inside=True),
                observed(0.6231, "wpp@2019", 2017, "inside", is_inside=True),
            ),
            series=share_series(),
            not_established=(syria,),
        ),
        outcome(
            claims["gdp"],
            Verdict.UNDERSTATED,
            "The economies made $31.4 trillion: more than $20 trillion is true, and says little.",
            Bounds(2e13, 2e13, inf, True, False, "lower", far=3e13),
            observed=(observed(3.14e13, "wdi@2025-07-01", 2024, "36% lower"),),
        ),
        outcome(
            claims["gdp-share"],
            Verdict.CONTESTED,
            "One source says 30.8%, the other 29.2%.",
            Bounds(0.29, 0.285, 0.295, True, True, "none"),
            observed=(
                observed(0.3083, "wdi@2018-05-21", 2016, "1.8 points lower", with_missing=0.3088),
            ),
            series=(YearlyValues("wdi", "2018-05-21", (2016,), (0.3083,)),),
        ),
        outcome(
            claims["economies"],
            Verdict.REVISED,
            "The list of 2015 has 65 economies.",
            Bounds(60, 60, inf, True, False, "lower", far=66),
        ),
        outcome(
            claims["growth"],
            Verdict.DEFINITION_DEPENDENT,
            "The simple mean is 3.5%; weighted by GDP it is 5.34%.",
            Bounds(0.053, 0.0525, 0.0535, True, True, "none"),
            observed=(observed(0.0351, "wdi@2020-04-01", 2017, "1.8 points higher", start=2013),),
            explanation=Explanation(
                reading(0.0534, "wdi@2020-04-01", 2017, start=2013, weighting="weighted"),
                ("weighting",),
                ("growth",),
                180,
                60,
                0.08,
                None,
                "It fits the mean weighted by GDP.",
            ),
        ),
        outcome(
            claims["growth-lead"],
            Verdict.REFUTED,
            "No reading gives 2 points above the world.",
            Bounds(0.02, 0.015, 0.025, True, True, "none"),
            observed=(observed(0.0252, "wdi@2020-04-01", 2017, "0.5 points lower"),),
            explanation=Explanation(None, (), (), 180, 60, 0.3, None, "None of 180 readings fits."),
        ),
        outcome(
            claims["gdp-trend"],
            Verdict.CONTRADICTED,
            "The paper says increased from 30.3% to 29.1%, which is a fall.",
            Bounds(0.291, 0.2905, 0.2915, True, True, "none"),
            admits_first=Bounds(0.303, 0.3025, 0.3035, True, True, "none"),
            observed=(
                observed(
                    0.3113, "wdi@2020-04-01", 2017, "2.0 points lower", start=2013, obs_first=0.294
                ),
            ),
            implications=(
                Implication("direction", ("gdp-trend",), False, "From 30.3% to 29.1% is a fall."),
            ),
            series=(
                YearlyValues("wdi", "2020-04-01", tuple(range(2012, 2018)), SHARES[:6]),
                YearlyValues("ama", "2019-09-16", tuple(range(2012, 2018)), SHARES[2:8]),
            ),
            grid=pair_grid(),
        ),
        outcome(claims["trade"], Verdict.UNRESOLVED, "No snapshot at hand holds trade.", None),
        outcome(
            claims["bank"], Verdict.UNVERIFIABLE, "No public indicator covers this figure.", None
        ),
    )


def assessment_of(outcomes: tuple[Outcome, ...], **paper: object) -> Assessment:
    """An assessment with these outcomes; `paper` replaces fields of the paper."""
    statements: dict[str, list[Claim]] = {}
    for made in outcomes:
        statements.setdefault(made.claim.statement_id, []).append(made.claim)
    whole = Paper(
        id="liu-jiang-2018",
        title="The Belt and Road Initiative: a new model of international cooperation",
        claimant="Liu Hong and Jiang Dalong",
        published="2018",
        source="paper.txt",
        statements=tuple(
            Statement(name, "II", tuple(claims), Axes(("bri-65",)))
            for name, claims in statements.items()
        ),
    )
    return Assessment(replace(whole, **paper), outcomes, VINTAGES)  # type: ignore[arg-type]


def sample_assessment() -> Assessment:
    """Ten of the verdicts on figures near the real ones."""
    return assessment_of(sample_outcomes())


def hostile_assessment() -> Assessment:
    """The same with HOSTILE wherever a register, a snapshot or a sentence holds free text."""
    outcomes = tuple(
        replace(
            made,
            claim=replace(
                made.claim,
                phrase=f"{HOSTILE} {made.claim.phrase}",
                group="own",
                note=HOSTILE,
                unverifiable=made.claim.unverifiable and Unverifiable(HOSTILE, HOSTILE),
            ),
            sentence=f"{HOSTILE} {made.sentence}",
            explanation=replace(made.explanation, text=HOSTILE),
            correction=made.correction and replace(made.correction, phrase=HOSTILE, basis=HOSTILE),
            not_established=(HOSTILE,),
        )
        for made in sample_outcomes()
    )
    group = Group("own", HOSTILE, ("SYR", "CHN"), HOSTILE, is_verified=False)
    return assessment_of(
        outcomes, title=HOSTILE, claimant=HOSTILE, published=HOSTILE, groups=(group,)
    )
