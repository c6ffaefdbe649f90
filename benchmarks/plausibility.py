"""Data that look right and are wrong, and true revisions: what of each is let in.

    python -m benchmarks.plausibility                 # both tables
    python -m benchmarks.plausibility --only editions

The first table has a line for each way in which a World Bank on the loopback spoils its figures:
what a refresh stored of it as the first one, and with an edition of before at hand. What is stored
wrong must be 0. The second takes all embedded editions one after the other: of how many series
anything was called odd, though all of it was published so. What is odd there may be wrong all the
same: the Bank mends its own slips.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

import pandas as pd
from fake_world import EDITION, World, quick_steps, serve_world
from spoilt_editions import ALTERATIONS, Spoil, spoil

from benchmarks.options import options_of
from expectations.plausibility.pairs import Pair, pair_up
from expectations.plausibility.vintages import Held, hold_against
from expectations.wording.refreshes import say_oddity
from flows.work.orders import RefreshOrder
from flows.work.refreshing import refresh
from sources.evidence.collection import current_snapshot
from sources.snapshots.load import load_snapshot

LATER = "2026-09-01"


def main() -> None:
    """Print both tables; ends with 1 where anything wrong was stored, or too much is called odd."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--seed", type=int, default=20261127, help="which countries are spoilt")
    parser.add_argument(
        "--only",
        choices=("spoilt", "editions"),
        default="",
        help="editions that were spoilt, or those at hand, alone",
    )
    parser.add_argument("--first", type=int, default=0, help="so many alterations only")
    parser.add_argument("--last", type=int, default=0, help="only so many, of the newest")
    chosen = parser.parse_args()
    is_well = True
    if chosen.only != "editions":
        is_well &= print_spoilt(chosen.seed, chosen.first, chosen.last)
    if chosen.only != "spoilt":
        is_well &= print_editions()
    raise SystemExit(0 if is_well else 1)


def print_spoilt(seed: int, first: int = 0, last: int = 0) -> bool:
    """The table of what the server spoilt; whether nothing of it was stored."""
    rows = [*ALTERATIONS.items()][: first or None][-last:]
    print(f"Spoilt figures, seed {seed}: values stored wrong or left out in silence\n")
    print("| what the server did | values spoilt | first refresh | with an edition before |")
    print("|---|---:|---|---|")
    wrong = 0
    with serve_world() as world, tempfile.TemporaryDirectory() as folder:
        os.environ.update(world.environment)
        for number, (name, alter) in enumerate(rows):
            spoilt = spoil(alter, random.Random(seed + number))
            told, count = [], 0
            for has_before in (False, True):
                home = Path(folder) / f"{number}-{has_before}"
                outcome, count = _stored_wrong(world, spoilt, home, has_before=has_before)
                wrong += outcome
                told.append(f"{outcome:,} stored" if outcome else "quarantine")
            print(f"| {name} | {count:,} | {told[0]} | {told[1]} |", flush=True)
    print(f"\n{len(rows)} alterations, each twice; stored wrong: {wrong:,}\n")
    return wrong == 0


def _stored_wrong(world: World, spoilt: Spoil, home: Path, *, has_before: bool) -> tuple[int, int]:
    """How many values a refresh stored wrong, and how many are."""
    world.reset()
    order = RefreshOrder(sources=("wdi",), home=str(home))
    if has_before:
        assert refresh(order, quick_steps()).outcome == "stored"
    before = current_snapshot(home)
    count = len(spoilt.wrong(world.figures))
    world.alter(spoilt.value, LATER if has_before else EDITION)
    done = refresh(order, quick_steps())
    stored = done.outcome == "stored" and current_snapshot(home) != before
    return (count if stored else 0), count


def print_editions() -> bool:
    """The table of true editions; whether no more than one series in a hundred is called odd."""
    whole = load_snapshot(["embedded"]).observations
    whole = whole[whole["source"] == "wdi"]
    units = dict(zip(whole["indicator"], whole["unit_measure"], strict=True))
    print("True editions of World Development Indicators, each after those before it\n")
    print("| edition | indicators | series | called odd | all of an indicator | rebased |")
    print("|---|---:|---:|---:|---|---:|")
    last: dict[str, pd.DataFrame] = {}
    history: dict[str, list[Pair]] = {}
    kinds: Counter[str] = Counter()
    series = odd = indicators = whole_odd = 0
    rebased: dict[str, list[str]] = {}
    told_wide: list[str] = []
    for edition, rows in whole.groupby("vintage"):
        before = _years_of_both(rows, last)
        known = rows[rows["indicator"].isin(last)]
        if len(before):
            held = hold_against(known, before, units, history)
            series += held.series
            odd += _count(held)
            indicators += before["indicator"].nunique()
            wide = {one.indicator: one for one in held.odd if not one.ref_area}
            whole_odd += len(wide)
            told_wide += [
                f"{edition}: {code}, {say_oddity(one)}" for code, one in sorted(wide.items())
            ]
            kinds.update(one.kind for one in held.odd)
            print(_line(str(edition), before, held), flush=True)
            for one in held.rebased:
                if one.indicator == "NY.GDP.MKTP.CD":
                    said = f"{one.ref_area} {one.share:+.1%} since {one.since}"
                    rebased.setdefault(str(edition), []).append(said)
            for pair in pair_up(known, before):
                history.setdefault(pair.indicator, []).append(pair)
        last |= {str(code): cells for code, cells in rows.groupby("indicator")}
    share = odd / series
    print(f"\n{odd:,} of {series:,} series called odd: {share:.2%} ({_say(kinds)})")
    print(f"{whole_odd} of {indicators} indicators called odd as a whole")
    for said in told_wide:
        print(f"- {said}")
    print("\nGDP at current prices revised throughout, as after a new base year:")
    for edition, named in rebased.items():
        print(f"- {edition}: {', '.join(sorted(named))}")
    return share <= 0.01


def _years_of_both(rows: pd.DataFrame, last: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Of the editions before what lies in years that this copy has: some hold every fifth year."""
    years = {str(code): set(cells["time_period"]) for code, cells in rows.groupby("indicator")}
    frames = [
        last[code][last[code]["time_period"].isin(list(there))]
        for code, there in years.items()
        if code in last
    ]
    return pd.concat(frames) if frames else rows.iloc[:0]


def _count(held: Held) -> int:
    return len({(one.indicator, one.ref_area) for one in held.odd if one.ref_area})


def _line(edition: str, before: pd.DataFrame, held: Held) -> str:
    whole: Sequence[str] = sorted({one.indicator for one in held.odd if not one.ref_area})
    cells = (edition, before["indicator"].nunique(), held.series, _count(held))
    numbers = " | ".join(f"{cell:,}" if isinstance(cell, int) else cell for cell in cells)
    return f"| {numbers} | {', '.join(whole) or '-'} | {len(held.rebased)} |"


def _say(kinds: Counter[str]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())


if __name__ == "__main__":
    main()
