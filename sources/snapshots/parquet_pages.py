"""How large the pages of a Parquet file are when they are unpacked, told before any of them is.

The footer of a file says so too, but whoever forged it may have written anything there; pyarrow
makes room for what each page says of itself. So this is read from the pages' own heads (Thrift,
compact protocol; the structure ``PageHeader`` of https://github.com/apache/parquet-format).
"""

from __future__ import annotations

from collections.abc import Callable

_UNPACKED, _PACKED = 2, 3
"""The fields of a page's head that say its size, unpacked and as it lies there."""
_BOOLEANS, _BYTE, _DOUBLE, _TEXT, _STRUCT = (1, 2), 3, 7, 8, 12
_NUMBERS, _LISTS = (4, 5, 6), (9, 10)
_DEEPEST = 8


class NotPages(ValueError):
    """These bytes are no pages of Parquet."""


def unpacked_size(chunk: bytes) -> int:
    """The bytes that the pages of a column chunk have when they are unpacked.

    Raises:
        NotPages: They are none, or are cut.
    """
    total, at = 0, 0
    while at < len(chunk):
        head = _Head(chunk, at)
        sizes = head.sizes()
        if _UNPACKED not in sizes or _PACKED not in sizes or min(sizes.values()) < 0:
            raise NotPages("a page does not say how large it is")
        total += sizes[_UNPACKED]
        at = head.at + sizes[_PACKED]
    if at != len(chunk):
        raise NotPages("the last page is cut")
    return total


class _Head:
    """Reads the head of a page.

    Args:
        content: The bytes.
        at: Where the head begins; in the end, where it ended.
    """

    def __init__(self, content: bytes, at: int) -> None:
        self._content = content
        self.at = at

    def sizes(self) -> dict[int, int]:
        """The whole numbers of the head by their field; all else is passed."""
        found: dict[int, int] = {}

        def take(field: int, kind: int) -> None:
            if kind in _NUMBERS:
                found[field] = self._number()
            else:
                self._pass(kind, 0)

        self._fields(take)
        return found

    def _fields(self, take: Callable[[int, int], None]) -> None:
        field = 0
        while (first := self._byte()) != 0:
            kind, more = first & 0x0F, first >> 4
            field = field + more if more else self._number()
            take(field, kind)

    def _pass(self, kind: int, depth: int) -> None:
        if depth > _DEEPEST:
            raise NotPages("the head of a page is too deep")
        if kind in _NUMBERS:
            self._number()
        elif kind == _STRUCT:
            self._fields(lambda _, inner: self._pass(inner, depth + 1))
        elif kind == _TEXT:
            self._skip(self._plain())
        elif kind in (_BYTE, _DOUBLE):
            self._skip(1 if kind == _BYTE else 8)
        elif kind in _LISTS:
            self._pass_list(depth)
        elif kind not in _BOOLEANS:
            raise NotPages("the head of a page holds what none does")

    def _pass_list(self, depth: int) -> None:
        first = self._byte()
        count, kind = first >> 4, first & 0x0F
        if count == 0x0F:
            count = self._plain()
        if count > len(self._content):
            raise NotPages("the head of a page is cut")
        for _ in range(count):
            self._skip(1) if kind in _BOOLEANS else self._pass(kind, depth + 1)

    def _skip(self, count: int) -> None:
        self.at += count
        if self.at > len(self._content):
            raise NotPages("the head of a page is cut")

    def _byte(self) -> int:
        self._skip(1)
        return self._content[self.at - 1]

    def _plain(self) -> int:
        """A number of at most 64 bits, seven of them a byte, the lowest first."""
        value = 0
        for place in range(0, 70, 7):
            one = self._byte()
            value |= (one & 0x7F) << place
            if not one & 0x80:
                return value
        raise NotPages("the head of a page has a number without end")

    def _number(self) -> int:
        """The same with its sign in the lowest bit."""
        value = self._plain()
        return value >> 1 ^ -(value & 1)
