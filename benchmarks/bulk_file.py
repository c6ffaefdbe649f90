"""Makes a bulk file of the form and size of the World Bank's, from a seed.

The real one (July 2025): 1,458 indicators of 265 areas over 65 years, 8.7 million values, a member
of 198 MB in an archive of 283 MB that hardly compresses anything. This one has the same form:
sorted by area and then by the indicator's name, names with commas in quotes, each series with a
beginning and gaps, values with up to 17 digits; counts are whole numbers. The archive's other
members, footnotes and descriptions, are one member of filling; they are not read.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sources.reference.areas import AREAS

YEARS = tuple(range(1960, 2025))
REAL = ("NY.GDP.MKTP.CD", "NY.GDP.MKTP.KD", "NY.GDP.MKTP.KD.ZG", "SP.POP.TOTL")
FILLING_BYTES = 84_000_000
_WORDS = ("access", "rural", "urban", "total", "female", "male", "exports", "imports", "share")


@dataclass(frozen=True)
class Shape:
    """How large a bulk file is: so many indicators of so many areas."""

    indicators: int
    areas: int


def shape_of(scale: float) -> Shape:
    """The shape of the real file, or of a part of it."""
    return Shape(max(len(REAL), round(1_500 * scale)), 266)


def make_bulk_file(file: Path, scale: float, seed: int) -> int:
    """Write a bulk file; gives how many values it has."""
    shape = shape_of(scale)
    values = 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        filling = random.Random(seed).randbytes(1 << 20)
        with archive.open("WDIfootnote.csv", "w") as member:
            for _ in range(round(FILLING_BYTES * scale) >> 20):
                member.write(filling)
        with archive.open("WDICSV.csv", "w", force_zip64=True) as member:
            for text, number in _texts(shape, seed):
                member.write(text.encode())
                values += number
    return values


def _texts(shape: Shape, seed: int) -> Iterator[tuple[str, int]]:
    """The header, then the lines of one area at a time, and how many values they have."""
    texts = "Country Name,Country Code,Indicator Name,Indicator Code"
    yield f"\ufeff{texts},{','.join(map(str, YEARS))}\n", 0
    words = random.Random(seed)
    codes = [*REAL, *(f"XX.{at:05}.MADE.ZS" for at in range(shape.indicators - len(REAL)))]
    named = sorted((_label(words), code) for code in codes)
    numbers = np.random.default_rng(seed)
    scales = 10.0 ** numbers.uniform(0, 9, len(codes))
    chosen = ["WLD", *[code for code in sorted(AREAS) if len(code) == 3 and code != "WLD"]]
    for area in sorted(chosen[: shape.areas]):
        yield _lines(area, named, scales, numbers)


def _label(words: random.Random) -> str:
    text = " ".join(words.choices(_WORDS, k=5))
    return f"{text}, {words.choice(_WORDS)} (% of {words.choice(_WORDS)} {words.choice(_WORDS)})"


def _lines(
    area: str,
    named: list[tuple[str, str]],
    scales: np.ndarray,
    numbers: np.random.Generator,
) -> tuple[str, int]:
    size = (len(named), len(YEARS))
    walk = np.cumsum(numbers.normal(0.02, 0.05, size), axis=1)
    table = np.abs(scales[:, None] * np.exp(walk) * numbers.uniform(0.1, 10, (len(named), 1)))
    first = numbers.integers(0, 50, len(named))
    has = np.arange(len(YEARS)) >= first[:, None]
    has &= numbers.random(size) < numbers.beta(4, 1.6, (len(named), 1))
    has[numbers.random(len(named)) < 0.12] = False
    lines = []
    for at, (label, code) in enumerate(named):
        row, there = table[at].tolist(), has[at].tolist()
        is_count = at % 4 == 0
        fields = [
            (str(round(one)) if is_count else repr(one)) if is_there else ""
            for one, is_there in zip(row, there, strict=True)
        ]
        lines.append(f'Area of {area},{area},"{label}",{code},{",".join(fields)}\n')
    return "".join(lines), int(has.sum())
