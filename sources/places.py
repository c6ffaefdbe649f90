"""Places of a text as people name them: line and column."""

from __future__ import annotations

from bisect import bisect_right


class Lines:
    """The lines of a text, asked by place; lines end at line feeds."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of a character, both counted from 1."""
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1
