"""Where words stand in a text, found without reading the whole text for each of them.

All places of the text are sorted by the eight characters that follow; those where words may stand
are then a stretch of that order, found by halving. Of the words the eight characters are taken that
stand in the fewest places.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WIDTH = 8
_SHORT = 20_000
"""A text of so many characters is sooner read than sorted."""
_COMMON = 500
"""What may stand in more places than that is looked for in the text itself, from its beginning."""


class Places:
    """The places of a text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def of(self, words: str, most: int) -> list[int] | None:
        """Where words begin, in no order; None where that is in more than so many places."""
        text = self._text
        if not words:
            return []
        may_be = None if len(text) < _SHORT else self._likely_places(words)
        found: list[int] = []
        if may_be is None:
            at = text.find(words)
            while at >= 0 and len(found) <= most:
                found.append(at)
                at = text.find(words, at + 1)
        else:
            found = [at for at in may_be if at >= 0 and text.startswith(words, at)]
        return found if len(found) <= most else None

    def _likely_places(self, words: str) -> list[int] | None:
        """Where words may begin; None where that is in too many places."""
        signs = _signs(words)
        if len(signs) < _WIDTH:
            first, last = (_keys(signs + rest * (_WIDTH - len(signs)), 1) for rest in _ENDS)
        else:
            first = last = _keys(signs, len(signs) - _WIDTH + 1)
        order, keys = self._sorted
        begins = keys.searchsorted(first, "left")
        ends = keys.searchsorted(last, "right")
        rarest = int((ends - begins).argmin())
        begin, end = int(begins[rarest]), int(ends[rarest])
        if end - begin > _COMMON:
            return None
        places: list[int] = (order[begin:end] - rarest).tolist()
        return places

    @cached_property
    def _sorted(self) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        """The places of the text by what follows them, and that as numbers."""
        keys = _keys(_signs(self._text) + bytes(_WIDTH - 1), len(self._text))
        order = keys.argsort(kind="stable")
        return order, keys[order]


_ENDS = (b"\x00", b"\xff")


def _signs(text: str) -> bytes:
    """A byte for each character, its lowest; another may have the same: what is found is tried."""
    return text.encode("utf-32-le", "surrogatepass")[::4]


def _keys(signs: bytes, count: int) -> NDArray[np.uint64]:
    """The eight bytes at each of so many places as a number, in the order of the bytes."""
    import numpy as np

    return np.ndarray((count,), ">u8", signs, strides=(1,)).astype(np.uint64)
