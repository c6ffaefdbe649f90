"""Texts of more and more pages through `corrigenda check`: what a page costs, and how much memory.

    python -m benchmarks.pages
    python -m benchmarks.pages --pages 10,300

The texts are made for it: prose of some 370 words a page, of which every tenth is a figure about a
country, a year and an indicator, so that nearly each of them is read, searched and judged. Seconds
are of work, with the start of the program; the last column says what a page costs against a page
of the shortest text.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.options import options_of
from benchmarks.process import PROGRAM, run_process

_AREAS = (
    "Kenya", "Nigeria", "Ghana", "Viet Nam", "India", "Peru", "Chile", "France", "Japan", "Brazil",
    "Egypt", "Turkey",
)  # fmt: skip
_PARAGRAPHS = 3


@dataclass(frozen=True)
class Checked:
    """One text: its pages, seconds of work, peak memory in MB."""

    pages: int
    seconds: float
    megabytes: float


def write_pages(pages: int, seed: int = 1) -> str:
    """A text of so many pages, with headings."""
    draw = random.Random(seed)
    parts = []
    for number in range(1, pages + 1):
        parts.append(f"Section {number}")
        parts += (_paragraph(draw) for _ in range(_PARAGRAPHS))
    return "\n\n".join(parts) + "\n"


def _paragraph(draw: random.Random) -> str:
    area, other, year = draw.choice(_AREAS), draw.choice(_AREAS), draw.randint(1995, 2016)
    said = [
        f"In {year}, the population of {area} was about {draw.randint(5, 200)} million, and that "
        f"of {other} was {draw.randint(5, 200)} million.",
        f"Life expectancy in {area} rose from {draw.randint(45, 60)} years in 1990 to "
        f"{draw.randint(60, 80)} years in {year}.",
        f"GDP per capita was ${draw.randint(400, 40_000):,} in {year}, some {draw.randint(2, 9)} "
        f"times that of {other}.",
        f"About {draw.randint(10, 95)}% of the people had access to electricity, against "
        f"{draw.randint(10, 95)}% five years earlier.",
        f"The economy grew by {draw.randint(1, 9)}.{draw.randint(0, 9)}% a year between 2000 and "
        f"{year}, and unemployment fell to {draw.randint(3, 15)}%.",
        "Officials said that much remained to be done, and that the ministry would publish its "
        "plan for the schools and the roads of the north before the end of the rainy season.",
        f"{area} accounted for {draw.randint(1, 30)}% of the world's exports of goods, up from "
        f"{draw.randint(1, 20)}% in 2000.",
    ]
    draw.shuffle(said)
    return " ".join(said)


def measure(pages: Sequence[int]) -> list[Checked]:
    """Each text checked in a process of its own."""
    found = []
    for count in pages:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "text.txt").write_text(write_pages(count), encoding="utf-8")
            command = [PROGRAM, "check", "text.txt", "--published", "2018", "--json"]
            run = run_process(command, folder)
            found.append(Checked(count, run.processor, run.megabytes))
    return found


def render(found: Sequence[Checked]) -> Iterator[str]:
    """A line a text."""
    yield "pages  s of work  peak MB  a page against one of the shortest"
    first = found[0].seconds / found[0].pages
    for one in found:
        ratio = one.seconds / one.pages / first
        yield f"{one.pages:5}{one.seconds:11.1f}{one.megabytes:9.0f}{ratio:12.2f}"


def main() -> None:
    """Measure and print."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--pages", default="10,30,100,300", help="of the texts, from the shortest")
    given = parser.parse_args()
    print("\n".join(render(measure([int(count) for count in given.pages.split(",")]))))
    sys.exit(0)


if __name__ == "__main__":
    main()
