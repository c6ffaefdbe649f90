"""The SDG client against a server whose every fifth answer is faulty: what would be stored wrong?

    python -m benchmarks.sdg_fetches                # 500 fetches
    python -m benchmarks.sdg_fetches --fetches 50

The server (`tests/support/fake_un_sdg.py`) has the faults of this service (wrong pages and totals,
rows lost, twice and of other series, areas and years that are none) and those of any other. What a
fetch gives is held against what the server has, value by value; a fetch may also fail and say so.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter as clock

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from fake_un import fake_un
from fake_un_sdg import FAULTS, figures

from benchmarks.options import options_of
from sources.errors import SourceError
from sources.http.limits import Limits
from sources.http.transport import Transport
from sources.providers.united_nations.sdg import fetch_sdg

CODES = ("SI_POV_DAY1", "SN_ITK_DEFC", "SL_TLF_UEM;AGE=15-24", "VC_IHR_PSRC;SEX=FEMALE")
OTHERS = (
    "500", "502", "503", "400", "429=0", "reset", "reset-in-body", "cut", "truncated", "nothing",
    "html", "gzip-cut", "encoding", "content-type", "redirect",
)  # fmt: skip
PAGES = (900, 2_500, 5_000)


def run(fetches: int, chance: float, seed: int) -> Counter[str]:
    """How many fetches came and failed, and how many values were right, wrong and missing."""
    draw = random.Random(seed)
    limits = Limits(attempts=5, connect=20, read=20, answer=60, overall=200, body=1 << 22)
    found: Counter[str] = Counter()
    with fake_un() as server:
        server.set_faults(*FAULTS, *OTHERS, chance=chance, seed=seed)
        for _ in range(fetches):
            code, size = draw.choice(CODES), draw.choice(PAGES)
            right = {key[1:]: value for key, value in figures().items() if key[0] == code}
            try:
                with Transport(limits, sleep=lambda _: None) as transport:
                    url = f"{server.url}/sdgapi"
                    rows = fetch_sdg(transport, [code], 1990, 2026, url=url, page_size=size)
            except SourceError:
                found["failed"] += 1
                continue
            frame = rows.observations
            keys = zip(frame["ref_area"].tolist(), frame["time_period"].tolist(), strict=True)
            got = dict(zip(keys, frame["obs_value"].tolist(), strict=True))
            found["came"] += 1
            found["right"] += sum(got.get(key) == value for key, value in right.items())
            found["missing"] += len(right.keys() - got.keys())
            found["wrong"] += sum(right.get(key) != value for key, value in got.items())
        found["answers"] = len(server.log)
        found["faulty"] = sum(bool(served.fault) for served in server.log)
    return found


def main() -> None:
    """Fetch and print."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--fetches", type=int, default=500, help="how many fetches")
    parser.add_argument("--chance", type=float, default=0.2, help="of a fault in an answer")
    parser.add_argument("--seed", type=int, default=2020, help="which answers are spoilt")
    given = parser.parse_args()
    started = clock()
    found = run(given.fetches, given.chance, given.seed)
    print(
        f"{given.fetches} fetches, {found['answers']:,} answers, {found['faulty']:,} of them "
        f"faulty: {found['came']} came, {found['failed']} failed and said so"
    )
    print(
        f"of {found['right']:,} values 0 should be wrong or missing: {found['wrong']} wrong, "
        f"{found['missing']} missing ({clock() - started:.0f} s)"
    )
    sys.exit(1 if found["wrong"] or found["missing"] else 0)


if __name__ == "__main__":
    main()
