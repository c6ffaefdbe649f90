"""How often planted errors are named right: registers with a known truth, judged like any other.

Each register is made from the embedded snapshot by a seed: a group, a year and a statement are
drawn (population and GDP with their shares; mean growth; a share at two years), the figures are
computed here from the observations themselves, rounded as people round, and at most one error is
planted: another year, another group, another weighting, the two figures of a pair exchanged, a
unit slipped by thousands, two digits exchanged, or none. The register is written as YAML, read
back by the program, and judged against the same snapshot.

Prints a confusion table (planted down, named across), the share named right where the cause is
identifiable, the share of true figures called off, and the share of planted errors that passed. A
planted cause counts as identifiable when no other single cause explains the printed figure as well
(another of these causes puts some vintage inside too), and the figure is off by more than revisions
explain. With a folder of editions it also draws figures that are true by an edition the judged run
does not hold (`benchmarks.held_out`), which is the harder test.

    python -m benchmarks.planted [--registers 1000] [--seed 7] [--data FOLDER --figures 7500]
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import held_out
from benchmarks.options import options_of
from expectations.assessment.assess import assess_on, cube_for
from expectations.cubes.cube import SIMPLE, WEIGHTED, WORLD, Cube
from expectations.cubes.series import Layer
from expectations.judging.tolerance import admits, admits_first, is_inside
from expectations.outcomes import Outcome
from sources.model import Claim, Snapshot
from sources.registers.register import load_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

GROUPS = ("bri-65", "bri-64", "cn-65", "cn-65+CHN")
FIRST, LAST = 2008, 2016
SEEN = ("wdi", "2018-05-21")
WEIGHTINGS = {"simple": SIMPLE, "weighted": WEIGHTED}
OPEN = frozenset({"contested", "unresolved", "coarse"})
"""Verdicts that leave a figure open."""

CAUSES = ("none", "period", "group", "weighting", "order", "unit", "digits")


@dataclass(frozen=True)
class Truth:
    """A reading as the generator knows it."""

    group: str
    start: int
    end: int
    weighting: str = "weighted"


@dataclass(frozen=True)
class Plan:
    """A register, what was planted in it, and the reading that it declares."""

    text: str
    cause: str
    kind: str
    declared: Truth


class World:
    """The embedded observations, asked one reading at a time."""

    def __init__(self, cube: Cube) -> None:
        self.cube = cube

    def value(self, measure: str, concept: str, truth: Truth, layer: Layer) -> float:
        """The value of a reading, NaN where there is none."""
        cube = self.cube
        if layer not in cube.layers:
            return float("nan")
        table = cube.aggregates[cube.layers.index(layer), WEIGHTINGS[truth.weighting]]
        start, end = cube.year_at(truth.start), cube.year_at(truth.end)
        own, world = table[cube.group_at(truth.group)], table[cube.group_at(WORLD)]
        if measure == "share":
            return float(own[end] / world[end])
        if measure == "mean_growth":
            return float(np.mean(own[start : end + 1]))
        return float(own[end])

    def seen(self, measure: str, concept: str, truth: Truth) -> float:
        """The value in the vintage that the author could have seen."""
        return self.value(measure, concept, truth, Layer(concept, *SEEN))

    def everywhere(self, measure: str, concept: str, truth: Truth) -> list[float]:
        """The values in all vintages of all sources."""
        layers = [self.cube.layers[at] for at in self.cube.layers_of(concept)]
        found = [self.value(measure, concept, truth, layer) for layer in layers]
        return [value for value in found if not np.isnan(value)]


def say_people(value: float, digits: int) -> str:
    """A large number as papers print it, with so many significant digits."""
    for scale, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if value >= scale:
            whole = len(str(int(value / scale)))
            return f"{value / scale:.{max(digits - whole, 0)}f}{word}"
    return f"{value:.0f}"


def say_percent(value: float, decimals: int) -> str:
    """A share as papers print it."""
    return f"{100 * value:.{decimals}f}%"


def others(rng: np.random.Generator, truth: Truth, cause: str) -> Truth:
    """The reading that the author took by mistake."""
    if cause == "period":
        back = int(rng.integers(1, 6))
        return Truth(truth.group, truth.start - back, truth.end - back, truth.weighting)
    if cause == "group":
        name = str(rng.choice([one for one in GROUPS if one != truth.group]))
        return Truth(name, truth.start, truth.end, truth.weighting)
    if cause == "weighting":
        turned = "simple" if truth.weighting == "weighted" else "weighted"
        return Truth(truth.group, truth.start, truth.end, turned)
    return truth


def exchange(rng: np.random.Generator, printed: str) -> str:
    """Two neighbouring digits of a printed figure exchanged; unchanged where none can be."""
    places = [
        at
        for at in range(len(printed) - 1)
        if printed[at : at + 2].isdigit()
        and printed[at] != printed[at + 1]
        and not (at == 0 and printed[at + 1] == "0")
    ]
    if not places:
        return printed
    at = int(rng.choice(places))
    return printed[:at] + printed[at + 1] + printed[at] + printed[at + 2 :]


def slip(printed: str) -> str:
    """A unit slipped by thousands."""
    for big, small in (("trillion", "billion"), ("billion", "million"), ("million", "thousand")):
        if big in printed:
            return printed.replace(big, small)
    return printed


def plan(rng: np.random.Generator, world: World) -> Plan:
    """Draw a register; at most one error is planted in it."""
    kind = str(rng.choice(["level", "growth", "pair"], p=[0.6, 0.2, 0.2]))
    possible = {
        "level": ("none", "period", "group", "unit", "digits"),
        "growth": ("none", "period", "group", "weighting", "digits"),
        "pair": ("none", "group", "order"),
    }[kind]
    cause = str(rng.choice(possible))
    group = str(rng.choice(GROUPS))
    end = int(rng.integers(2014, LAST + 1))
    start = end if kind == "level" else end - int(rng.integers(2, 4))
    weighting = "weighted" if kind != "growth" else str(rng.choice(["weighted", "simple"]))
    declared = Truth(group, start, end, weighting)
    mistaken = others(rng, declared, cause)
    claims = "\n".join(make_claims(rng, world, kind, cause, mistaken))
    period = str(end) if kind == "level" else f"{start}-{end}"
    readings = f"group: [{', '.join(GROUPS)}], period: [{FIRST}, {LAST}]"
    defaults = f"group: {group}\n    period: {period}"
    if kind == "growth":
        readings += ", weighting: [weighted, simple]"
        defaults += f"\n    weighting: {weighting}"
    text = (
        "paper: {id: planted, title: A planted paper, claimant: A seed, published: 2018-06-24, "
        "source: none}\n"
        f"statements:\n  - id: s\n    section: I\n    {defaults}\n"
        f"    readings: {{{readings}}}\n    claims:\n{claims}\n"
    )
    return Plan(text, cause, kind, declared)


def make_claims(
    rng: np.random.Generator, world: World, kind: str, cause: str, truth: Truth
) -> Iterator[str]:
    """The claims of a statement, printed from a reading, with a slip where one is planted."""

    def spoil(printed: str) -> str:
        if cause == "digits":
            return exchange(rng, printed)
        return slip(printed) if cause == "unit" else printed

    if kind == "level":
        digits, decimals = int(rng.integers(2, 4)), int(rng.integers(0, 2))
        people = spoil(say_people(world.seen("total", "population", truth), digits))
        yield claim("people", f"population of {people}", "total", "population")
        share = say_percent(world.seen("share", "gdp_current_usd", truth), decimals)
        if cause == "unit":
            return
        yield claim("share", f"{spoil(share)} of world output", "share", "gdp_current_usd")
    elif kind == "growth":
        mean = say_percent(world.seen("mean_growth", "gdp_growth", truth), 2)
        yield claim("growth", f"average growth of {spoil(mean)}", "mean_growth", "gdp_growth")
    else:
        ends = [
            say_percent(world.seen("share", "gdp_current_usd", Truth(truth.group, y, y)), 1)
            for y in (truth.start, truth.end)
        ]
        first, last = reversed(ends) if cause == "order" else ends
        yield claim("pair", f"from {first} to {last}", "share", "gdp_current_usd")


def claim(name: str, phrase: str, measure: str, indicator: str) -> str:
    """One claim of a register, in YAML."""
    return f'      - {{id: {name}, phrase: "{phrase}", measure: {measure}, indicator: {indicator}}}'


def named(outcome: Outcome) -> str:
    """The cause that the program names for a claim."""
    if outcome.standing == "holds":
        return "none"
    if outcome.standing == "open":
        return str(outcome.verdict)
    if outcome.explanation.slip is not None:
        return outcome.explanation.slip.kind
    changed = [axis for axis in outcome.explanation.changed if axis != "vintage"]
    return changed[0] if len(changed) == 1 else "several" if changed else "unexplained"


def explains(world: World, of: Claim, truth: Truth, is_swapped: bool = False) -> bool:
    """Whether some vintage puts a reading inside what a claim admits."""
    measure, concept = str(of.measure), of.indicator
    first = admits_first(of)
    if first is None:
        found = world.everywhere(measure, concept, truth)
        return any(is_inside(value, admits(of)) for value in found)
    start = world.everywhere(measure, concept, Truth(truth.group, truth.start, truth.start))
    end = world.everywhere(measure, concept, Truth(truth.group, truth.end, truth.end))
    bounds = (admits(of), first) if is_swapped else (first, admits(of))
    return any(
        is_inside(a, bounds[0]) and is_inside(b, bounds[1])
        for a, b in zip(start, end, strict=False)
    )


def single_causes(world: World, claims: tuple[Claim, ...], made: Plan) -> set[str]:
    """All causes, one alone, that explain every figure of the statement."""
    declared = made.declared
    span = declared.end - declared.start
    candidates: dict[str, list[Truth]] = {
        "none": [declared],
        "group": [
            Truth(g, declared.start, declared.end, declared.weighting)
            for g in GROUPS
            if g != declared.group
        ],
        "period": [
            Truth(declared.group, start, end, declared.weighting)
            for start in range(FIRST, LAST + 1)
            for end in range(start, LAST + 1)
            if (start, end) != (declared.start, declared.end)
            if (end == start) is (span == 0)
        ],
    }
    if made.kind == "growth":
        turned = "simple" if declared.weighting == "weighted" else "weighted"
        candidates["weighting"] = [Truth(declared.group, declared.start, declared.end, turned)]
    found = {
        cause
        for cause, truths in candidates.items()
        if any(all(explains(world, one, truth) for one in claims) for truth in truths)
    }
    if made.kind == "pair" and all(explains(world, one, declared, True) for one in claims):
        found.add("order")
    return found


def is_within_noise(world: World, claims: tuple[Claim, ...], made: Plan) -> bool:
    """Whether some figure is off by less than the vintages differ about its declared reading."""
    for one in claims:
        if one.figure.first is not None:
            continue
        values = world.everywhere(str(one.measure), one.indicator, made.declared)
        bounds = admits(one)
        gap = min(max(bounds.lower - v, v - bounds.upper, 0.0) for v in values)
        if gap <= max(values) - min(values):
            return True
    return False


@dataclass
class Score:
    """What came out: planted against named, for each claim."""

    table: Counter[tuple[str, str]]
    identifiable: Counter[tuple[str, bool]]
    unidentifiable: Counter[str]


def run(registers: int, seed: int) -> Score:
    """Make, read and judge so many registers."""
    rng = np.random.default_rng(seed)
    paper = load_paper("liu-jiang-2018")
    snapshot: Snapshot = load_snapshot(["embedded"], wanted_by([paper]))
    cube = cube_for(paper, snapshot)
    world = World(cube)
    score = Score(Counter(), Counter(), Counter())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "planted.yaml"
        for _ in range(registers):
            made = plan(rng, world)
            path.write_text(made.text, encoding="utf-8")
            paper = load_paper(path)
            for outcome in assess_on(paper, cube, snapshot.vintages).outcomes:
                count(score, world, made, paper.claims, outcome)
    return score


def count(
    score: Score, world: World, made: Plan, claims: tuple[Claim, ...], outcome: Outcome
) -> None:
    """Add a claim to the score. A slip is of one figure; other causes are of the statement."""
    related = (outcome.claim,) if made.cause in {"unit", "digits"} else claims
    causes = single_causes(world, related, made)
    if made.cause != "none" and "none" in causes:
        return  # Printed so, the mistaken figure is the true one: no error was planted.
    name = named(outcome)
    score.table[made.cause, name] += 1
    if made.cause == "none":
        return
    if causes - {made.cause}:
        score.unidentifiable["another single cause fits as well"] += 1
    elif name in OPEN or is_within_noise(world, related, made):
        score.unidentifiable["within what revisions explain"] += 1
    else:
        score.identifiable[made.cause, name == made.cause] += 1


def report(score: Score) -> str:
    """The table and the shares, as text."""
    columns = sorted({name for _, name in score.table})
    rows = [cause for cause in CAUSES if any(planted == cause for planted, _ in score.table)]
    width = max(map(len, columns)) + 2
    lines = ["planted     " + "".join(f"{name:>{width}}" for name in columns)]
    for cause in rows:
        cells = "".join(f"{score.table[cause, name]:>{width}}" for name in columns)
        lines.append(f"{cause:<12}{cells}")
    right = sum(n for (_, ok), n in score.identifiable.items() if ok)
    total = sum(score.identifiable.values())
    true = sum(n for (cause, _), n in score.table.items() if cause == "none")
    wrong = sum(
        n
        for (cause, name), n in score.table.items()
        if cause == "none" and name not in {"none", *OPEN}
    )
    planted = sum(n for (cause, _), n in score.table.items() if cause != "none")
    passed = sum(
        n for (cause, name), n in score.table.items() if cause != "none" and name == "none"
    )
    lines += [
        f"named right where identifiable: {right} of {total} ({right / max(total, 1):.1%})",
        *(
            f"  {cause}: {score.identifiable[cause, True]} of "
            f"{score.identifiable[cause, True] + score.identifiable[cause, False]}"
            for cause in CAUSES[1:]
        ),
        *(f"not identifiable, {why}: {n}" for why, n in sorted(score.unidentifiable.items())),
        f"true figures called off: {wrong} of {true}",
        f"figures of statements with an error that hold: {passed} of {planted}",
    ]
    return "\n".join(lines)


def main() -> None:
    """Run from the command line."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--registers", type=int, default=1000, help="how many registers are spoilt")
    parser.add_argument("--seed", type=int, default=7, help="what is drawn")
    parser.add_argument("--data", type=Path, help="a folder of editions to draw the truth from")
    parser.add_argument("--figures", type=int, default=7500, help="how many true figures are drawn")
    given = parser.parse_args()
    print(report(run(given.registers, given.seed)))
    if given.data is not None:
        print(held_out.report(held_out.run(given.data, given.figures, given.seed)))


if __name__ == "__main__":
    main()
