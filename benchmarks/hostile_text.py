"""Hostile texts: does the cost of what reads them grow with the text, or with its square?

    python -m benchmarks.hostile_text                      # 10 and 100 kB
    python -m benchmarks.hostile_text --sizes 10,100,1000  # what the table in the docs was made of

For each pattern, repeated to a size, for prose and a table as people write them, and for each
reader (the audit, the draft, the reading of `check`, the search for a quote, the search of
`recheck` for the passage of a correction) a line tells how many times as long ten times the text
takes, and the slope: 1 is linear, 2 is the square. Each is timed in a process of its own, which is
ended when it takes too long; times are of the processor, so that other programs beside do not
count. A text that a reader refuses in a line, since it has too many numbers, is told as refused.
"""

from __future__ import annotations

import math
import multiprocessing
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.options import options_of
from sources.errors import CorrigendaError

PATTERNS: Mapping[str, str] = {
    "dollars": "$1 ",
    "bars": "|1",
    "combining marks": "1\u0301",
    "a Markdown table": "| Kenya | 45.2 | 2015 | 12.1% |\n",
    "a table made flat": "Kenya 45.2 2015 12.1 Ghana 3.4 2016 8 ",
    "digits without end": "1",
    "digits and commas": "1,",
    "digits and points": "1.",
    "digits and hyphens": "1-",
    "digits and slashes": "1/",
    "thin spaces": "1\u2009",
    "open brackets": "(",
    "brackets and digits": "(1 [",
    "quotation marks": "“1",
    "letters without end": "a",
    "number words": "one hundred and ",
    "ordinals": "the 3rd of ",
    "years": "in 2010 ",
    "ranges": "from 1 to ",
    "scales": "1 million billion ",
    "per cents": "1% ",
    "signs": "±1−",
    "lines": "1\n",
    "paragraphs": "China's GDP grew by 7% in 2015.\n\n",
    "one long sentence": "and GDP of China was $1 trillion in 2010, ",
    "countries": "Kenya, Ghana and Chad had 3%, ",
    "invisible letters": "1\u200b",
    "markup": "<b>1</b> [1](x) ",
    "headings": "# 1\n\n",
    "lists": "- 1% of GDP\n",
    "names of series": "its economy, which grew, ",
    "names of areas": "Kenya, Ghana and ",
    "capitals": "A ",
    "articles": "a an ",
    "quoted letters": "“a” ",
    "hyphens": "-",
    "US$": "US$ ",
}
_WORKED = Path(__file__).with_name("labels") / "worked"
_NUMBER = re.compile(r"\d+")
_PLACES = (
    "Kenya",
    "Ghana",
    "Nigeria",
    "India",
    "China",
    "Brazil",
    "Peru",
    "Chad",
    "Egypt",
    "France",
)


def _prose(size: int) -> str:
    """Paragraphs of the labelled texts, drawn, with other figures in them: years stay."""
    draw = random.Random(16)
    paragraphs = [
        one
        for file in sorted(_WORKED.glob("*.txt"))
        for one in file.read_text().split("\n\n")
        if one
    ]

    def other(found: re.Match[str]) -> str:
        if len(found[0]) == 4:
            return found[0]
        return str(draw.randrange(1, 10)) + "".join(draw.choices("0123456789", k=len(found[0]) - 1))

    made: list[str] = []
    length = 0
    while length < size:
        made.append(_NUMBER.sub(other, draw.choice(paragraphs)))
        length += len(made[-1]) + 2
    return "\n\n".join(made)[:size]


def _table(size: int) -> str:
    """A Markdown table of areas, years and values, all drawn."""
    draw = random.Random(16)
    rows = ["| Country | Population (million) | Year | GDP growth (%) |\n|---|---:|---:|---:|\n"]
    while len(rows) * 25 < size:
        people, year, growth = draw.uniform(1, 900), draw.randint(1960, 2023), draw.uniform(-9, 15)
        rows.append(f"| {draw.choice(_PLACES)} | {people:.1f} | {year} | {growth:.1f} |\n")
    return "".join(rows)[:size]


MADE: Mapping[str, Callable[[int], str]] = {"prose as in labelled texts": _prose, "a table": _table}
"""Texts that are no attack: what an editor would paste, made to a size."""


def text_of(name: str, size: int) -> str:
    """The text of a pattern, of so many characters."""
    if name in MADE:
        return MADE[name](size)
    pattern = PATTERNS[name]
    return (pattern * (size // len(pattern) + 1))[:size]


_SECONDS = 60.0
REFUSED = "refused"
_WAIT = 20
"""How many times as long a process is waited for as it may work."""
_ENOUGH = 0.02
"""Below so many seconds a time says nothing about a slope."""


def _audit(text: str) -> None:
    from sources.ledger.ledger import MOST_NUMBERS, audit_text
    from sources.texts.reading import refuse_endless

    refuse_endless(text, MOST_NUMBERS, "a text")
    audit_text(text)


def _draft(text: str) -> None:
    from sources.ledger.draft import draft_register

    draft_register(text)


def _read(text: str) -> None:
    from flows.work.checking import MOST_CHARACTERS, MOST_NUMBERS
    from sources.reading.read import read_text
    from sources.texts.reading import refuse_endless

    refuse_endless(text, MOST_NUMBERS, "a text", MOST_CHARACTERS)
    read_text(text, "2016", "en", "A title")


def _find(text: str) -> None:
    from sources.texts.anchors import AnchoredText, TextQuote, find_anchor, find_nearest

    middle = len(text) // 2
    known = AnchoredText(text)
    for exact in (text[middle : middle + 60], "GDP of China was $9 trillion in 2011"):
        quote = TextQuote(exact, text[middle - 30 : middle], text[middle + 60 : middle + 90])
        find_anchor(quote, known)
        find_nearest(quote, known)


def _recheck(text: str) -> None:
    from reports.decisions.passages import find_passages
    from reports.decisions.recheck import MOST_NUMBERS
    from reports.decisions.surroundings import SearchedText
    from sources.texts.anchors import AnchoredText
    from sources.texts.reading import refuse_endless

    refuse_endless(text, MOST_NUMBERS, "a text")
    searched = SearchedText(AnchoredText(text))
    around = {"prefix": "The economies along the road make up", "suffix": "output, says the book"}
    for context in (around, {}):
        find_passages({"exact": "29% of the world", **context}, "31% of the world", searched)


_CORRECTIONS = 2000


def _recheck_many(text: str) -> None:
    """Corrections of figures that stand in the text, and as many of passages that are gone."""
    from reports.decisions.passages import find_passages
    from reports.decisions.recheck import MOST_NUMBERS
    from reports.decisions.surroundings import SearchedText
    from sources.texts.anchors import AnchoredText
    from sources.texts.reading import refuse_endless

    refuse_endless(text, MOST_NUMBERS, "a text")
    draw, words = random.Random(16), text.split()
    searched = SearchedText(AnchoredText(text))
    for number in range(_CORRECTIONS):
        at = draw.randrange(6, max(7, len(words) - 6))
        before, exact, after = words[at - 6 : at], words[at : at + 1], words[at + 1 : at + 7]
        if number % 2:
            before, exact = ["as", "book", str(number), "says", "it", "is"], ["29%"]
        quote = {"exact": " ".join(exact), "prefix": " ".join(before), "suffix": " ".join(after)}
        find_passages(quote, "31%", searched)


READERS: Mapping[str, Callable[[str], None]] = {
    "audit": _audit,
    "draft": _draft,
    "check": _read,
    "quotes": _find,
    "recheck": _recheck,
    "corrections": _recheck_many,
}


def _work(reader: str, name: str, size: int, seconds: float, told: Connection) -> None:
    # Of the processor: what else the machine has to do ends nothing.
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 10, int(seconds) + 10))
    text = text_of(name, size)
    with suppress(CorrigendaError):
        READERS[reader]("Kenya's GDP grew by 3% in 2015. " * 20)  # imports are not counted
    begun = time.process_time()
    try:
        READERS[reader](text)
    except CorrigendaError as error:  # an answer too, in a line
        took = time.process_time() - begun
        known = "states no figure" in error.what
        told.send(took if known else REFUSED if took < _SECONDS / 2 else "refused too late")
        return
    except Exception as error:
        told.send(f"{type(error).__name__}: {error}")
        return
    told.send(time.process_time() - begun)


def measure(reader: str, name: str, size: int, seconds: float = _SECONDS) -> float | str | None:
    """Seconds of the processor; what went wrong; None where it was ended."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(reader, name, size, seconds, there))
    child.start()
    there.close()
    try:
        found = here.recv() if here.poll(_WAIT * seconds) else None
    except EOFError:
        found = f"more than {seconds:.0f} s"
    child.kill()
    child.join()
    return found


def main() -> None:
    """Time and print; ends with 1 where a slope is over the bound or a reader failed."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--sizes", default="10,100", help="in thousands of characters")
    parser.add_argument(
        "--readers", default=",".join(READERS), help="what reads them, with commas between"
    )
    parser.add_argument("--patterns", default="", help="those whose name holds this")
    parser.add_argument(
        "--slope", type=float, default=1.3, help="time may grow with this power of the length"
    )
    parser.add_argument("--seconds", type=float, default=_SECONDS, help="what one text may take")
    chosen = parser.parse_args()
    sizes = [int(one) * 1000 for one in chosen.sizes.split(",")]
    print(f"Ratios of time, at {' to '.join(f'{size // 1000:,}' for size in sizes)} kB\n")
    print("| pattern | reader | ratios | slope |\n|---|---|---:|---:|")
    worst = 0.0
    faults = 0
    for name in (*PATTERNS, *MADE):
        if chosen.patterns not in name:
            continue
        for reader in chosen.readers.split(","):
            times, fault = _times(reader, name, sizes, chosen.seconds)
            faults += bool(fault) and not fault.startswith(REFUSED)
            ratios = [
                f"{after / before:.1f}" if before > _ENOUGH / 100 else "-"
                for before, after in pairwise(times)
            ]
            slope = _slope(times, sizes)
            worst = max(worst, slope)
            shown = ", ".join([*ratios, *filter(None, [fault])])
            mark = " **" if slope > chosen.slope else ""
            print(f"| {name} | {reader} | {shown} | {slope:.2f}{mark} |", flush=True)
            print(f"{times}", file=sys.stderr, flush=True)
    print(f"\nsteepest slope {worst:.2f}; ended or failed: {faults}")
    raise SystemExit(1 if faults or worst > chosen.slope else 0)


def _times(reader: str, name: str, sizes: list[int], seconds: float) -> tuple[list[float], str]:
    """Seconds at each size, and what went wrong."""
    times: list[float] = []
    for size in sizes:
        found = measure(reader, name, size, seconds)
        if not isinstance(found, float):
            return times, f"{found or 'ended'} at {size:,}"
        times.append(found)
    return times, ""


def _slope(times: list[float], sizes: list[int]) -> float:
    """Of the last two sizes whose times can be told from nothing."""
    for at in range(len(times) - 1, 0, -1):
        if times[at - 1] >= _ENOUGH:
            return math.log(times[at] / times[at - 1]) / math.log(sizes[at] / sizes[at - 1])
    return 0.0


if __name__ == "__main__":
    main()
