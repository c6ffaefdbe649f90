"""How long all readings of all claims of the first paper take, apart from reading the observations.

Prints the number of claims and readings, and the least of ten times, in milliseconds, of
expanding, evaluating and comparing them (`reconcile`) and of deciding their verdicts.

    python -m benchmarks.readings
"""

from __future__ import annotations

from time import perf_counter

from benchmarks.options import options_of
from expectations.assessment.assess import cube_for
from expectations.judging.decide import decide
from expectations.judging.declared import Publication
from expectations.judging.reconcile import reconcile
from sources.registers.register import load_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by


def main() -> None:
    """Measure and print."""
    options_of(__doc__, __file__).parse_args()
    paper = load_paper("liu-jiang-2018")
    cube = cube_for(paper, load_snapshot(["embedded"], wanted_by([paper])))
    axes = [statement.axes for statement in paper.statements for _ in statement.claims]
    times, found = [], None
    for _ in range(10):
        began = perf_counter()
        found = reconcile(paper.claims, axes, cube, Publication.of(paper.published))
        decide(found, cube)
        times.append(perf_counter() - began)
    if found is not None:
        readings = len(found.search.rows) + len(found.declared.rows)
        print(f"{len(paper.claims)} claims, {readings:,} readings: {1000 * min(times):.1f} ms")


if __name__ == "__main__":
    main()
