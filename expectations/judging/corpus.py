"""Verdicts of very many claims with bounded memory: the same as all at once, a chunk at a time.

What a reading costs in memory is some eighty bytes while its claim is decided and nothing after;
so claims are taken in chunks of so many readings, and only the verdicts are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from expectations.judging.cube import Bools, Cube
from expectations.judging.decide import decide
from expectations.judging.declared import Publication
from expectations.judging.reconcile import reconcile
from expectations.judging.search import Common, Searcher
from sources.model import Axes, Claim

READINGS_AT_ONCE = 500_000
"""Readings in a chunk; one claim with more than these is a chunk of its own."""


def decide_many(
    claims: Sequence[Claim],
    axes: Sequence[Axes],
    cube: Cube,
    publication: Publication,
    is_contradicted: Bools,
    at_once: int = READINGS_AT_ONCE,
) -> npt.NDArray[np.int8]:
    """The verdicts of N claims, as positions in `expectations.judging.decide.VERDICTS`.

    Args:
        claims: Those of one paper, or of papers of one date.
        axes: For each, the readings it may be confused with.
        cube: The observations.
        publication: When the claims were published.
        is_contradicted: For each, whether its paper contradicts it.
        at_once: How many readings are held in memory.
    """
    verdicts = np.zeros(len(claims), dtype=np.int8)
    common = Common.of(cube, publication)
    for start, end in _chunks(claims, axes, common.searcher, at_once):
        found = reconcile(claims[start:end], axes[start:end], cube, publication, common)
        verdicts[start:end] = decide(found, cube, is_contradicted[start:end])
    return verdicts


def _chunks(
    claims: Sequence[Claim],
    axes: Sequence[Axes],
    searcher: Searcher,
    at_once: int,
) -> Iterator[tuple[int, int]]:
    start, readings = 0, 0
    for at, (claim, axis) in enumerate(zip(claims, axes, strict=True)):
        own = searcher.count(claim, axis)
        if at > start and readings + own > at_once:
            yield start, at
            start, readings = at, 0
        readings += own
    if start < len(claims):
        yield start, len(claims)
