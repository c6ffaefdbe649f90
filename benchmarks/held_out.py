"""Figures that are true by an edition the judged run does not hold: is any of them called off?

Each figure is drawn from an edition of the World Development Indicators that the author of a text
could have had, printed as people print (hedges, bounds, round figures, pairs, falls, changes over
years, dates by day, month or year), and judged without that edition: with all others
at hand, with three of them only, or with those that are older. A tenth more are about groups of
which the judged editions lack members (`benchmarks.held_out_holes`). In a part of the others an
error of 5% and more is planted: a factor, another year, another country, a unit slipped by
thousands, two digits exchanged, the wrong direction of a pair.

Prints how many true figures are called off (there must be none) and how many are left open, in all
and by kind, how many sums of what editions with holes still have are told as the whole, how
many planted errors are called off or named, and how many true triples of figures (a part, a whole
and a share) the program calls contradictory.

    python -m benchmarks.held_out [--data FOLDER] [--figures 7500] [--seed 7] [--sparse]
        [--errors 0.3] [--last]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.held_out_figures import (
    CAUSES,
    FALLS,
    LEVEL_OF_RATE,
    LEVELS,
    NEGATIVE,
    OF_LEVELS,
    OTHERS,
    RATES,
    RISES,
    Printer,
    Stated,
    Truth,
    print_number,
)
from benchmarks.held_out_holes import (
    groups_with_holes,
    numbered,
    sums_with_holes,
    with_holes,
)
from benchmarks.options import options_of
from expectations.assessment.assess import assess_on
from expectations.cubes.cube import Cube, build_cube
from expectations.judging.decide import VERDICTS, decide
from expectations.judging.declared import Publication
from expectations.judging.reconcile import reconcile
from expectations.outcomes import STANDINGS, Outcome, Verdict
from sources.errors import FigureError
from sources.figures.parse import parse_figure
from sources.model import (
    OBSERVATION_COLUMNS,
    Axes,
    Claim,
    Concept,
    ConceptKind,
    Group,
    Paper,
    StatedRelation,
    Statement,
)
from sources.reference.areas import AREAS
from sources.reference.groups import GROUPS
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import Wanted

LISTS = ("bri-65", "bri-64", "cn-65")
SPARSE = ("2018-05-21", "2020-04-01", "2025-07-01")
"""The editions of the first release: a run with years between them."""


@dataclass
class Tally:
    """What came out."""

    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    standings: Counter[tuple[str, str]] = field(default_factory=Counter)
    named: Counter[tuple[str, bool]] = field(default_factory=Counter)
    called_off: list[tuple[Stated, Outcome]] = field(default_factory=list)
    missed: list[tuple[Stated, Outcome]] = field(default_factory=list)
    contradictions: Counter[bool] = field(default_factory=Counter)
    doubtful: int = 0
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)
    told_as_whole: list[tuple[Stated, Outcome]] = field(default_factory=list)


def read_editions(folder: Path) -> pd.DataFrame:
    """All editions of the folder in long form, of the indicators that are stated."""
    frames = []
    for path in sorted(folder.glob("wdi_*.csv")):
        one = pd.read_csv(path, keep_default_na=False, na_values=[""])
        frames.append(one.rename(columns={"iso3": "area"}).assign(vintage=path.stem[4:]))
    for path in sorted(folder.glob("wdi_20*.parquet")):
        frames.append(pd.read_parquet(path))
    table = pd.concat(frames, ignore_index=True)
    table = table[table["indicator"].isin([*LEVELS, *RATES]) & (table["year"] >= 2000)]
    table = table.drop_duplicates(["vintage", "indicator", "area", "year"])
    return pd.DataFrame(
        {
            "source": "wdi",
            "vintage": table["vintage"].astype(str),
            "indicator": table["indicator"].astype(str),
            "ref_area": table["area"].astype(str),
            "time_period": table["year"].astype(int),
            "obs_value": table["value"].astype(float),
            "unit_measure": "",
            "obs_status": "A",
        }
    )[list(OBSERVATION_COLUMNS)].dropna(subset=["obs_value"])


def concepts() -> dict[str, Concept]:
    """Of the indicators that are stated."""
    found = {
        "population": Concept(
            "population", "population", "persons", "stock",
            {"wdi": "SP.POP.TOTL", "wpp": "WPP.POP.TOTAL"},
        ),
        "gdp_current_usd": Concept(
            "gdp_current_usd", "GDP at current prices", "usd", "flow",
            {"wdi": "NY.GDP.MKTP.CD", "ama": "AMA.GDP.CURR.USD"},
        ),
    }  # fmt: skip
    for code, (name, unit) in RATES.items():
        kind: ConceptKind = "rate" if name == "gdp_growth" else "ratio"
        found[name] = Concept(name, name.replace("_", " "), unit, kind, {"wdi": code})
    return found


def countries() -> tuple[Group, ...]:
    """Each country as a group of its own, and the lists."""
    own = [
        Group(area.ref_area, area.name, (area.ref_area,), "one country")
        for area in AREAS.values()
        if area.kind == "country"
    ]
    return (*own, *(GROUPS[name] for name in LISTS))


def is_named(outcome: Outcome) -> bool:
    """Whether an error is called off, or what explains it is named beside an open verdict."""
    if outcome.standing == "off":
        return True
    changed = set(outcome.explanation.changed) - {"vintage"}
    found = outcome.explanation
    is_open = outcome.standing == "open"
    is_told = found.is_doubtful or found.slip is not None
    return is_open and (is_told or (bool(changed) and not found.is_coincidence))


def judge(
    stated: Sequence[Stated], cube: Cube, published: str, tally: Tally, groups: Sequence[Group]
) -> None:
    """Judge figures of one date, and count; true ones are told only where they are called off."""
    claims = [one.claim for one in stated]
    found = reconcile(claims, [Axes()] * len(claims), cube, Publication.of(published))
    codes = decide(found, cube)
    verdicts = [VERDICTS[code] for code in codes]
    told = [
        one
        for one, verdict in zip(stated, verdicts, strict=True)
        if one.cause != "none" or STANDINGS[verdict] == "off"
    ]
    outcomes = iter(tell(told, cube, published, groups))
    when = position(cube, published)
    for one, verdict in zip(stated, verdicts, strict=True):
        outcome = next(outcomes) if one in told else None
        judged = verdict if outcome is None else outcome.verdict
        tally.verdicts[one.cause, str(judged)] += 1
        tally.standings[one.cause, STANDINGS[judged]] += 1
        if one.cause == "none":
            tally.kinds.update((kind, STANDINGS[judged]) for kind in (*kinds_of(one), when))
        if one.cause == "none" and outcome is not None:
            tally.called_off.append((replace_date(one, published), outcome))
        elif one.cause == "none":
            near = bool(found.doubt.is_doubtful[claims.index(one.claim)])
            tally.doubtful += int(near and STANDINGS[judged] == "open")
        elif outcome is not None:
            tally.named[one.cause, is_named(outcome)] += 1
            if not is_named(outcome):
                tally.missed.append((replace_date(one, published), outcome))


def position(cube: Cube, published: str) -> str:
    """Where a text stands among the editions of the World Bank at hand."""
    held = [layer.vintage for layer in cube.layers if layer.source == "wdi"]
    first, last = min(held), max(held)
    if published < first[: len(published)]:
        return "text before all editions"
    is_last = published > last[: len(published)]
    return "text after all editions" if is_last else "text between editions"


def kinds_of(one: Stated) -> list[str]:
    """What kinds of figure a stated one is."""
    figure, claim = one.claim.figure, one.claim
    hedge = {"about": "hedged", "nearly": "nearly"}.get(figure.hedge)
    hedge = hedge or ("bound" if figure.hedge in {"lower", "upper"} else "no hedge")
    digits = figure.value.normalize().as_tuple().digits
    is_signed = claim.phrase.startswith((*RISES, *FALLS, *NEGATIVE, *LEVEL_OF_RATE))
    return [
        one.kind,
        hedge,
        *(["round"] if len(digits) == 1 and one.kind != "pair" else []),
        *(["sign word"] if is_signed else []),
    ]


def replace_date(one: Stated, published: str) -> Stated:
    """The figure with the date that its text was given."""
    return replace(one, published=published)


def tell(
    stated: Sequence[Stated], cube: Cube, published: str, groups: Sequence[Group]
) -> tuple[Outcome, ...]:
    """What the program says of figures, each a statement of its own."""
    statements = tuple(
        Statement(one.claim.statement_id, "", (one.claim,), Axes()) for one in stated
    )
    lists = [group for group in groups if group.id not in GROUPS]
    paper = Paper("p", "P", "A", published, "", statements, groups=tuple(lists))
    return assess_on(paper, cube, ()).outcomes


def triples(rng: np.random.Generator, cube: Cube, count: int) -> Iterator[bool]:
    """Whether true figures of a part, a whole and a share are called contradictory."""
    for _ in range(count):
        whole = float(np.exp(rng.uniform(np.log(1e6), np.log(1e13))))
        share = float(rng.uniform(0.01, 0.99))
        digits = [int(one) for one in rng.integers(2, 5, 3)]
        words = [
            str(rng.choice(["", "about ", "more than ", "less than ", "nearly "])) for _ in digits
        ]
        ways = {"more than ": "down", "less than ": "up", "nearly ": "up"}
        values = ((100 * share, "percent"), (whole, "usd"), (share * whole, "usd"))
        phrases = [
            word + print_number(value, many, unit, ways.get(word, "near"))
            for (value, unit), many, word in zip(values, digits, words, strict=True)
        ]
        names = ("share", "whole", "part")
        try:
            claims = tuple(
                Claim(name, "s", phrase, parse_figure(phrase))
                for name, phrase in zip(names, phrases, strict=True)
            )
        except FigureError:
            continue
        relation = StatedRelation("r", "product", "share", "whole", "part")
        paper = Paper("p", "P", "A", "2018", "", (Statement("s", "", claims, Axes()),), (relation,))
        outcomes = assess_on(paper, cube, ()).outcomes
        yield any(one.verdict is Verdict.CONTRADICTED for one in outcomes)


def run(
    folder: Path | None,
    figures: int,
    seed: int,
    sparse: bool = False,
    errors: float = 0.3,
    is_last: bool = False,
) -> Tally:
    """Draw figures from every edition in turn, and judge them without it.

    Args:
        folder: Editions to draw from; None for the embedded ones.
        figures: How many to draw.
        seed: Of the draw.
        sparse: Whether the judged run holds three editions only.
        errors: The part in which an error is planted.
        is_last: Whether the judged run holds older editions only, so that no edition is later than
            a text.
    """
    rng = np.random.default_rng(seed)
    codes = {"wdi": frozenset([*LEVELS, *RATES]), **OTHERS}
    observations = load_snapshot(["embedded"], Wanted(codes, 2000)).observations
    others = observations[observations["source"] != "wdi"]
    if folder is None:
        editions = observations[observations["source"] == "wdi"]
        editions = editions[editions["indicator"].isin([*LEVELS, *RATES])]
    else:
        editions = read_editions(folder)
    known, groups = concepts(), countries()
    tally = Tally()
    dates = [one for one in sorted(editions["vintage"].unique()) if not sparse or one not in SPARSE]
    for edition in dates:
        held = editions[editions["vintage"] != edition]
        if sparse:
            held = held[held["vintage"].isin(SPARSE)]
        if is_last:
            held = held[held["vintage"] < edition]
        if not len(held):
            continue
        beside = others[others["vintage"] < edition] if is_last else others
        held = pd.concat([held, beside], ignore_index=True)
        cube = build_cube(held, known, groups)
        own = editions[editions["vintage"] == edition]
        truth = Truth(build_cube(own, known, groups), edition)
        day = date.fromisoformat(edition) + timedelta(days=int(rng.integers(3, 200)))
        published = [day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]]
        printer = Printer(truth, rng, [group.id for group in groups], day)
        for which in published:
            stated = draw_many(printer, figures // (3 * len(dates)) + 1, errors)
            judge(stated, cube, which, tally, groups)
        judge_holes(held, own, day, rng, figures // len(dates) // 10 + 1, tally)
    for is_wrong in triples(rng, cube, max(figures // 20, 50)):
        tally.contradictions[is_wrong] += 1
    return tally


def judge_holes(
    held: pd.DataFrame,
    own: pd.DataFrame,
    day: date,
    rng: np.random.Generator,
    count: int,
    tally: Tally,
) -> None:
    """Judge true figures of groups of which the editions at hand lack members, and what is left.

    Args:
        held: The editions at hand.
        own: The one that the author had.
        day: Of the text.
        rng: Of the draw.
        count: How many true figures.
        tally: What came out.
    """
    known = {name: one for name, one in concepts().items() if name in LEVELS.values()}
    groups = groups_with_holes(rng, [GROUPS[name] for name in LISTS], 8)
    whole, held = held, with_holes(held, groups, rng)
    cube = build_cube(held, known, groups)
    truth = Truth(build_cube(own, known, groups), str(own["vintage"].iloc[0]))
    printer = Printer(truth, rng, [group.id for group in groups], day, OF_LEVELS)
    stated = [replace(one, kind="members missing") for one in draw_many(printer, count, 0.0)]
    judge(stated, cube, day.isoformat(), tally, groups)
    short = numbered(sums_with_holes(whole, held, groups, rng), count)
    for one, outcome in zip(short, tell(short, cube, day.isoformat(), groups), strict=True):
        tally.sums[outcome.standing] += 1
        if outcome.standing == "holds":
            tally.told_as_whole.append((replace_date(one, day.isoformat()), outcome))


def draw_many(printer: Printer, count: int, errors: float) -> list[Stated]:
    """So many figures, a part of them with an error."""
    stated: list[Stated] = []
    for at in range(count * 20):
        is_wrong = printer.rng.random() < errors
        cause = str(printer.rng.choice(CAUSES[1:])) if is_wrong else "none"
        one = printer.draw(at, cause)
        if one is not None:
            stated.append(one)
        if len(stated) == count:
            break
    return stated


def report(tally: Tally) -> str:
    """The numbers as text."""
    true = sum(n for (cause, _), n in tally.standings.items() if cause == "none")
    still = sum(n for (cause, s), n in tally.standings.items() if (cause, s) == ("none", "open"))
    wrong = sum(tally.named.values())
    named = sum(n for (_, is_so), n in tally.named.items() if is_so)
    triples_made = sum(tally.contradictions.values())
    lines = [
        f"true figures called off: {len(tally.called_off)} of {true}",
        f"true figures open: {still} of {true} ({still / max(true, 1):.1%})",
        f"true figures called doubtful: {tally.doubtful} of {true}",
        f"planted errors called off or named: {named} of {wrong} ({named / max(wrong, 1):.1%})",
        *(
            f"  {cause}: {tally.named[cause, True]} of "
            f"{tally.named[cause, True] + tally.named[cause, False]}"
            for cause in CAUSES[1:]
        ),
        f"false contradictions: {tally.contradictions[True]} of {triples_made}",
        f"sums with holes told as the whole: {tally.sums['holds']} of {tally.sums.total()}",
        "verdicts of true figures: "
        + ", ".join(f"{v} {n}" for (c, v), n in sorted(tally.verdicts.items()) if c == "none"),
        "true figures by kind: drawn, off, open",
        *(
            f"  {kind}: {sum(tally.kinds[kind, one] for one in ('holds', 'open', 'off'))}, "
            f"{tally.kinds[kind, 'off']}, {tally.kinds[kind, 'open']}"
            for kind in sorted({kind for kind, _ in tally.kinds})
        ),
    ]
    return "\n".join(lines)


def main() -> None:
    """Run from the command line."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--data", type=Path, help="a folder of editions; else the embedded ones")
    parser.add_argument("--figures", type=int, default=7500, help="how many figures are drawn")
    parser.add_argument("--seed", type=int, default=7, help="what is drawn")
    parser.add_argument("--sparse", action="store_true", help="hold three editions only")
    parser.add_argument("--errors", type=float, default=0.3, help="the part with an error planted")
    parser.add_argument("--last", action="store_true", help="hold older editions only")
    parser.add_argument("--show", type=int, default=0, help="print so many that went wrong")
    given = parser.parse_args()
    tally = run(
        given.data, given.figures, given.seed, given.sparse, given.errors, is_last=given.last
    )
    print(report(tally))
    shown = [tally.called_off, tally.told_as_whole, tally.missed]
    for stated, outcome in [one for many in shown for one in many[: given.show]]:
        claim = stated.claim
        print(
            stated.cause, stated.kind, claim.group, claim.indicator, claim.period, stated.published
        )
        print("   ", claim.phrase, "|", outcome.verdict, outcome.sentence)


if __name__ == "__main__":
    main()
