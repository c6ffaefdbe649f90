"""Spanish, French and Chinese texts, labelled before the program saw them: what is read of them?

    python -m benchmarks.languages

The texts are in `benchmarks/labels/languages`, four a language. A fact counts as read where its
indicator, area and years are the label's; a number that states no fact, where it has no reading.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.options import options_of
from sources.reading.foreign.read import read_foreign

LABELS = Path(__file__).parent / "labels" / "languages"


def measure() -> tuple[dict[str, Counter[str]], list[str]]:
    """By language how many were read right, and a line on each that was not."""
    found: dict[str, Counter[str]] = {}
    missed = []
    for line in (LABELS / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        text = (LABELS / f"{label['text_id']}.txt").read_text(encoding="utf-8")
        read = [
            one
            for one in read_foreign(text, label["published"], label["language"])
            if one.start < label["end"] and label["start"] < one.end
        ]
        got = read[0].reading if read else None
        counts = found.setdefault(label["language"], Counter())
        if label["indicator"] is None:
            counts["no facts"] += 1
            counts["left alone"] += got is None
            is_right = got is None
        else:
            counts["facts"] += 1
            wanted = (label["indicator"], tuple(label["areas"]), *label["years"])
            is_right = got is not None and wanted == (
                got.indicator,
                got.areas,
                got.period.start,
                got.period.end,
            )
            counts["read right"] += is_right
        counts["sure"] += bool(read) and read[0].state == "sure"
        if not is_right:
            missed.append(f"{label['id']} {label['phrase']!r}: {got}")
    return found, missed


def render(found: dict[str, Counter[str]], missed: list[str]) -> Iterator[str]:
    """A line a language, then what was missed."""
    yield "language  facts  read right  no facts  left alone  sure"
    for language, one in found.items():
        yield (
            f"{language:8}{one['facts']:7}{one['read right']:12}{one['no facts']:10}"
            f"{one['left alone']:12}{one['sure']:6}"
        )
    yield from missed


if __name__ == "__main__":
    options_of(__doc__, __file__).parse_args()
    print("\n".join(render(*measure())))
