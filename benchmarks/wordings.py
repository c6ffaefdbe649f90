"""How many figures get the right series, in many wordings: `python -m benchmarks.wordings`.

Each `labels/wordings_*.csv` holds sentences that state a figure of a series, one a line: its
`code`, `also` other codes that a reader could as well mean, `half` (`worked` or `unseen`),
`sentence` and `figure`, the figure as printed. Counted is how many of the figures are read as
claims of a right code, for the two halves apart, and how many of those that are *sure* are right.
`-v` lists what is missed of `worked`; what is missed of `unseen` is told to nobody, so that the
table of wordings is not fitted to it. File names or codes among the arguments restrict both.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.options import options_of
from benchmarks.reading import code_of, is_same
from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

_FOLDER = Path(__file__).parent / "labels"
_HALVES = ("worked", "unseen")


@dataclass(frozen=True)
class Wording:
    """A sentence that states a figure of a series."""

    codes: tuple[str, ...]
    half: str
    sentence: str
    figure: str

    @property
    def places(self) -> list[tuple[int, int]]:
        """Where the figure stands in the sentence, as words or a number of their own."""
        figure = rf"(?<![\w.,]){re.escape(self.figure)}(?!\w)"
        return [one.span() for one in re.finditer(figure, self.sentence)]

    @property
    def year_after(self) -> str:
        """The year after the last that the sentence names, in which it may have been written."""
        years = [int(one) for one in re.findall(r"\b(?:19|20)\d\d\b", self.sentence)]
        return str(max(years) + 1) if years else ""


@dataclass(frozen=True)
class Read:
    """A wording with the reading at its figure, and whether its series is right."""

    wording: Wording
    figure: ReadFigure | None
    is_right: bool

    @property
    def is_sure(self) -> bool:
        """Whether the program takes its reading for sure."""
        return self.figure is not None and self.figure.state == "sure"


def wordings(path: Path) -> Iterator[Wording]:
    """The wordings of a file.

    Raises:
        ValueError: A figure does not stand just once in its sentence, or a half has no name.
    """
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            codes = (row["code"], *row["also"].split())
            wording = Wording(codes, row["half"], row["sentence"], row["figure"])
            if wording.half not in _HALVES or len(wording.places) != 1:
                raise ValueError(f"{path.name}, line {number}: half or figure cannot be right")
            yield wording


def read_wording(wording: Wording) -> Read:
    """What is read of a wording: of several readings at its figure the right one, if any is."""
    start, end = wording.places[0]
    read = read_text(wording.sentence, wording.year_after)
    near = [one for one in read if one.start < end and start < one.end]
    for one in near:
        if one.kind == "claim" and one.reading is not None:
            code = code_of(one.reading.indicator)
            if any(is_same(code, wanted) for wanted in wording.codes):
                return Read(wording, one, True)
    return Read(wording, near[0] if near else None, False)


def _counted(half: str, read: list[Read]) -> str:
    right = sum(one.is_right for one in read)
    sure = [one for one in read if one.is_sure]
    sure_right = sum(one.is_right for one in sure)
    share = f"{100 * right / len(read):.1f}%" if read else "none"
    told = f"{half}: {right}/{len(read)} = {share} of the figures have a right series"
    return f"{told}; of {len(sure)} sure {sure_right} have"


def _missed(one: Read) -> str:
    wanted = " ".join(one.wording.codes)
    if one.figure is None:
        got = "nothing read"
    elif one.figure.reading is None:
        got = one.figure.unverifiable or one.figure.kind
    else:
        got = f"{one.figure.state} {one.figure.kind} {code_of(one.figure.reading.indicator)}"
    return f"  {wanted}: {one.wording.sentence} [{one.wording.figure}]\n      {got}"


def main(arguments: list[str]) -> None:
    """Counts, and lists what is missed of the half that may be worked on."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("only", nargs="*", metavar="FILE.csv|CODE", help="these alone; else all")
    parser.add_argument("-v", action="store_true", help="list what is missed of the worked half")
    given = parser.parse_args(arguments)
    names = [one for one in given.only if one.endswith(".csv")]
    codes = {one for one in given.only if one not in names}
    paths = sorted(_FOLDER.glob("wordings_*.csv"))
    read = [
        read_wording(one)
        for path in paths
        if not names or path.name in names
        for one in wordings(path)
        if not codes or codes.intersection(one.codes)
    ]
    for half in _HALVES:
        print(_counted(half, [one for one in read if one.wording.half == half]))
    if given.v:
        missed = [one for one in read if one.wording.half == "worked" and not one.is_right]
        print("\n".join(_missed(one) for one in missed))


if __name__ == "__main__":
    main(sys.argv[1:])
