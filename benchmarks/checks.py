"""Great Expectations on one paper of N claims: an expectation a claim against one for all.

Prints the seconds of the claims suite with its Data Docs page, either way; `CLAIMS_EACH` in
`expectations/checks/suites.py` stands where one for all becomes clearly the quicker.

    python -m benchmarks.checks [--sizes 50 100 200 400]
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.corpus_registers import write_registers
from benchmarks.options import options_of
from expectations.assessment.assess import assess
from expectations.checks import suites
from expectations.checks.checkpoint import run_suites
from expectations.checks.frames import PAPER, claims_frame
from sources.registers.register import load_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by


def main() -> None:
    """Measure and print."""
    parser = options_of(__doc__, __file__)
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=[50, 100, 200, 400],
        help="how many claims the papers have",
    )
    given = parser.parse_args()
    snapshot = load_snapshot(["embedded"], wanted_by([load_paper("liu-jiang-2018")]))
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_registers(folder / "p", 1, size)
            paper = load_paper(folder / "p" / "paper-000000.yaml")
            frame = claims_frame(assess(paper, snapshot)).assign(**{PAPER: paper.id})
            seconds = []
            for most in (10**9, 0):
                suites.CLAIMS_EACH = most
                document = suites.claims_suite(paper)
                for turn in range(2):
                    began = time.perf_counter()
                    run_suites(
                        {"claims": document}, {"claims": frame}, folder / f"{most}{turn}", "r"
                    )
                seconds.append(time.perf_counter() - began)
            each, whole = seconds
            print(
                f"{size:>5} claims: one each {each:5.2f} s, one for all {whole:5.2f} s "
                f"({each / whole:.1f} times)",
                flush=True,
            )


if __name__ == "__main__":
    main()
