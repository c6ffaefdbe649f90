"""How well two people agree who labelled the same texts: what no reader can be asked to beat.

    python -m benchmarks.agreement

The second labeller saw the texts and the conventions, and neither the first one's labels nor any
answer of the program. Compared are the figures that the first called checkable facts: the series
(one that both allow), the area, the years and the measure, as `benchmarks.reading` compares them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.options import LABELS, options_of
from benchmarks.reading import measures_of

_FOLDER = Path(__file__).parent / "labels"
_PARTS = ("indicator", "area", "period", "measure", "checkable")


def _labels(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / LABELS).read_text("utf-8").splitlines()]


def _codes(label: Mapping[str, Any]) -> set[str]:
    own = label["indicator"]
    named = [own["wdi"], own["un"], *(own["also"] or [])]
    return {code for code in named if code}


def _agreed(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, bool]:
    """Which parts two labels of one figure have in common."""
    mine, theirs = _codes(one), _codes(other)
    return {
        "indicator": mine == theirs or bool(mine & theirs),
        "area": one["area"].removesuffix(" each") == other["area"].removesuffix(" each"),
        "period": str(one["years"]) == str(other["years"]),
        "measure": bool(measures_of(one["measure"]) & measures_of(other["measure"])),
        "checkable": (other["role"], other["checkable"]) == ("fact", "yes"),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare and print."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--first", type=Path, default=_FOLDER / "unseen", help="who labelled first")
    parser.add_argument("--second", type=Path, default=_FOLDER / "second", help="and who again")
    given = parser.parse_args(arguments)
    second = _labels(given.second)
    texts = {label["text_id"] for label in second}
    agreed: Counter[str] = Counter()
    total = 0
    for one in _labels(given.first):
        if one["text_id"] not in texts or (one["role"], one["checkable"]) != ("fact", "yes"):
            continue
        total += 1
        same = (
            other
            for other in second
            if other["text_id"] == one["text_id"]
            and other["start"] < one["end"]
            and one["start"] < other["end"]
        )
        if (other := next(same, None)) is None:
            continue
        parts = _agreed(one, other)
        agreed.update(name for name in _PARTS if parts[name])
        agreed["all"] += all(parts.values())
    print(f"{len(texts)} texts, {total} checkable facts of the first labeller")
    for name in (*_PARTS, "all"):
        print(f"  {name:<10} {agreed[name]}/{total} = {agreed[name] / total:.1%}")


if __name__ == "__main__":
    main()
