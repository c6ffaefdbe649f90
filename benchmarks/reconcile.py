"""How long judging takes: synthetic claims against a synthetic cube, N of them and 2 N.

The cube has 300 areas, 60 years and 20 indicators, each in one vintage of one source, filled from a
seed. Each claim states a measure of a group, every one of `MIXED` in turn (`--simple`: totals and
shares only); its readings are a window of years times a number of groups. Prints the least seconds
of three and the peak memory, each size in a process of its own, and the ratio of both with whether
it is linear. Making the claims is
not counted; the memory of holding them is. A loop of a million additions is timed beside, in CPU
seconds, since machines differ and what else runs on one does: it takes some 0.05 s on one of 2020
that does nothing else.

    python -m benchmarks.reconcile                                       # 100,000 x 10 readings
    python -m benchmarks.reconcile --claims 10000 --window 25 --groups 20        # 10,000 x 500
"""

from __future__ import annotations

import itertools
import json
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from time import perf_counter as clock
from time import process_time

import numpy as np

from benchmarks.options import options_of
from expectations.cubes.cube import Cube, build_cube
from expectations.judging.decide import decide, definitions, relate
from expectations.judging.declared import Publication
from expectations.judging.reconcile import reconcile
from expectations.judging.search import Common, Searcher
from sources.model import (
    OBSERVATION_COLUMNS,
    Axes,
    Claim,
    Concept,
    Figure,
    Group,
    Period,
)

AREAS, YEARS, INDICATORS, GROUPS, FIRST = 300, 60, 20, 40, 1960
REPEATS = 3
READINGS_AT_ONCE = 500_000
"""Readings in a chunk; one claim with more than these is a chunk of its own."""
MOST_OF_TWICE = 2.5
"""Twice the claims may take so many times as long: two, and what caches and other programs add.
Four times would be square, and n log n is 2.1 at these sizes. Of few claims, whose arrays fit into
a processor's caches, the ratio says little: 25,000 and 200,000 are apart by 7.0 times."""


def synthetic_cube(rng: np.random.Generator) -> Cube:
    """A full cube of positive values, with a World row that is their sum."""
    import pandas as pd

    values = rng.lognormal(10, 2, (INDICATORS, AREAS, 1)) * np.cumprod(
        rng.normal(1.03, 0.02, (INDICATORS, AREAS, YEARS)), axis=2
    )
    values = np.concatenate([values, values.sum(axis=1, keepdims=True)], axis=1)
    names = np.array([f"A{at:03d}" for at in range(AREAS)] + ["WLD"])
    count = INDICATORS * (AREAS + 1) * YEARS
    frame = pd.DataFrame(
        {
            "source": np.full(count, "synthetic"),
            "vintage": np.full(count, "2018-01-01"),
            "indicator": np.repeat([f"I{at}" for at in range(INDICATORS)], (AREAS + 1) * YEARS),
            "ref_area": np.tile(np.repeat(names, YEARS), INDICATORS),
            "time_period": np.tile(np.arange(FIRST, FIRST + YEARS), INDICATORS * (AREAS + 1)),
            "obs_value": values.ravel(),
            "unit_measure": np.full(count, ""),
            "obs_status": np.full(count, "A"),
        }
    )[list(OBSERVATION_COLUMNS)]
    concepts = {
        f"i{at}": Concept(f"i{at}", f"Indicator {at}", "persons", "stock", {"synthetic": f"I{at}"})
        for at in range(INDICATORS)
    }
    groups = [
        Group(f"g{at}", f"Group {at}", tuple(rng.choice(names[:-1], 65, replace=False)), "seed")
        for at in range(GROUPS)
    ]
    return build_cube(frame, concepts, groups)


SIMPLE: Sequence[Mapping[str, str]] = ({"measure": "share"}, {"measure": "total"})

MIXED: Sequence[Mapping[str, str]] = (
    *SIMPLE,
    {"measure": "change"},
    {"measure": "growth"},
    {"measure": "mean_growth"},
    {"measure": "compound_growth"},
    {"measure": "sum"},
    {"measure": "mean"},
    {"measure": "ratio", "to": "AREA"},
    {"measure": "difference", "to": "AREA"},
    {"measure": "comparison", "to": "AREA"},
    {"measure": "share", "of": "INDICATOR"},
    {"measure": "product", "of": "INDICATOR"},
    {"measure": "per_head", "of": "INDICATOR"},
    {"measure": "rank", "among": "AREA", "order": "highest"},
    {"measure": "extreme", "among": "AREA", "order": "lowest"},
    {"measure": "count", "among": "AREA", "to": "more than 20,000"},
    {"measure": "each"},
    {"measure": "most"},
    {"measure": "threshold", "to": "AREA"},
)
"""The measures that observations decide, each as texts have it."""

_OVER_A_SPAN = frozenset({"change", "growth", "mean_growth", "compound_growth", "sum", "mean"})
_IN_PER_CENT = frozenset({"share", "growth", "mean_growth", "compound_growth"})


def synthetic_claims(
    count: int,
    window: int,
    tried: int,
    rng: np.random.Generator,
    measures: Sequence[Mapping[str, str]] = SIMPLE,
) -> tuple[list[Claim], list[Axes]]:
    """Claims whose figures are drawn, with ``window`` times ``tried`` readings each.

    Those over a span have the spans inside the window, those that range over a set no other group.
    """
    claims, axes = [], []
    drawn = rng.integers([0, 0, 0, 0], [INDICATORS, GROUPS, 8, YEARS - window], (count, 4)).tolist()
    figures = rng.uniform(0.05, 0.4, count).tolist()
    for at, (indicator, group, other, year) in enumerate(drawn):
        fields = measures[at % len(measures)]
        named = {"AREA": f"g{(group + other + 1) % GROUPS}", "INDICATOR": f"i{other}"}
        operands = {key: named.get(value, value) for key, value in fields.items()}
        is_share = operands["measure"] in _IN_PER_CENT
        value = Decimal(round(figures[at] * 100)) if is_share else Decimal(10**6)
        figure = Figure("", value, "percent" if is_share else "number", Decimal(1))
        first = FIRST + year
        last = first + window - 1
        claims.append(
            Claim(
                id=f"c{at}",
                statement_id="s",
                phrase="",
                figure=figure,
                indicator=f"i{indicator}",
                group=f"g{group}",
                period=Period(first if operands["measure"] in _OVER_A_SPAN else last, last),
                **operands,  # type: ignore[arg-type]
            )
        )
        others = tuple(f"g{(group + (2 * other + 1) * step) % GROUPS}" for step in range(tried))
        axes.append(Axes(groups=tuple(dict.fromkeys(others)), window=(first, last)))
    return claims, axes


def judge(
    claims: Sequence[Claim], axes: Sequence[Axes], cube: Cube, at_once: int = READINGS_AT_ONCE
) -> list[int]:
    """The verdicts of N claims, as positions in `VERDICTS`, by the functions that a run calls.

    A run judges a paper at a time; a chunk here has as many claims as ``at_once`` readings allow.
    """
    verdicts: list[int] = []
    publication = Publication.of("2018")
    common = Common.of(cube, publication)
    for start, end in chunks_of(claims, axes, common.searcher, at_once):
        found = reconcile(claims[start:end], axes[start:end], cube, publication, common)
        relations = relate(found.search.rows, definitions(found, cube), cube)
        verdicts += decide(found, cube, relations).tolist()
    return verdicts


def chunks_of(
    claims: Sequence[Claim],
    axes: Sequence[Axes],
    searcher: Searcher,
    at_once: int,
) -> Iterator[tuple[int, int]]:
    """First and last of the claims whose readings fit into a chunk."""
    start, readings = 0, 0
    for at, (claim, axis) in enumerate(zip(claims, axes, strict=True)):
        own = searcher.count(claim, axis)
        if at > start and readings + own > at_once:
            yield start, at
            start, readings = at, 0
        readings += own
    if start < len(claims):
        yield start, len(claims)


def measure(
    count: int, window: int, tried: int, seed: int, *, is_simple: bool = False
) -> dict[str, float]:
    """The least wall and CPU seconds of three, and the peak memory, of one size in this process."""
    rng = np.random.default_rng(seed)
    cube = synthetic_cube(rng)
    measures = SIMPLE if is_simple else MIXED
    claims, axes = synthetic_claims(count, window, tried, rng, measures)
    searcher = Common.of(cube, Publication.of("2018")).searcher
    readings = sum(searcher.count(*one) for one in zip(claims, axes, strict=True)) / count
    del searcher
    seconds, cpu = [], []
    for _ in range(REPEATS):
        began, began_cpu = clock(), process_time()
        judge(claims, axes, cube)
        seconds.append(clock() - began)
        cpu.append(process_time() - began_cpu)
    return {
        "loop": million_additions(),
        "seconds": min(seconds),
        "cpu": min(cpu),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "readings": readings,
    }


def million_additions() -> float:
    """The least CPU seconds of three of a loop that any Python has: how fast this machine is."""
    least = float("inf")
    for _ in range(REPEATS):
        began, total = process_time(), 0
        for number in range(1_000_000):
            total += number
        least = min(least, process_time() - began)
    return least


def say_growth(once: Mapping[str, float], twice: Mapping[str, float]) -> str:
    """How time and memory grew with twice the claims, and whether that is linear."""
    times = twice["cpu"] / once["cpu"]
    memory = twice["peak_mb"] / once["peak_mb"]
    is_linear = max(times, memory) <= MOST_OF_TWICE
    judged = "linear" if is_linear else "more than linear"
    return (
        f"twice the claims: {times:.2f} times the CPU time, {memory:.2f} times the memory: {judged}"
    )


def main() -> None:
    """Measure N and 2 N claims, each in a fresh process, and print both and their ratio."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--claims", type=int, default=100_000, help="how many claims are judged")
    parser.add_argument("--window", type=int, default=5, help="years tried for each claim")
    parser.add_argument("--groups", type=int, default=2, help="groups tried for each claim")
    parser.add_argument("--seed", type=int, default=2018, help="what the claims are made from")
    parser.add_argument("--simple", action="store_true", help="totals and shares only")
    parser.add_argument("--one", action="store_true", help="one size, as JSON (used by itself)")
    given = parser.parse_args()
    if given.one:
        sizes = (given.claims, given.window, given.groups, given.seed)
        print(json.dumps(measure(*sizes, is_simple=given.simple)))
        return
    results = []
    for count in (given.claims, 2 * given.claims):
        command = [sys.executable, "-m", "benchmarks.reconcile", "--one", "--claims", str(count)]
        command += ["--window", str(given.window), "--groups", str(given.groups)]
        command += ["--seed", str(given.seed), *itertools.repeat("--simple", given.simple)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        results.append(json.loads(done.stdout))
        one = results[-1]
        print(
            f"{count:>9,} claims x {one['readings']:.1f} readings: {one['seconds']:.2f} s "
            f"({one['cpu']:.2f} s of CPU, where a loop of a million additions takes "
            f"{one['loop']:.2f} s), peak {one['peak_mb']:.0f} MB"
        )
    print(say_growth(results[0], results[1]))


if __name__ == "__main__":
    main()
