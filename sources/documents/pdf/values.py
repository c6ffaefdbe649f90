"""Which words of a page are values, as the cells of a table have them: numbers or signs of none."""

from __future__ import annotations

import re

_VALUE = re.compile(
    r"[(\[]?[~<>≈+−–-]?[$€£¥]?\d(?:[\d.,]*\d)?%?[)\]]?[*†‡¹²³⁴⁵ᵃᵇᶜᵈᵉ]*|\.{2,3}|…|[–—-]|[nN]/?[aA]"
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def is_value(word: str) -> bool:
    """Whether a word is a number, as a cell has it, or stands where one is lacking."""
    return _VALUE.fullmatch(word) is not None


def is_year(word: str) -> bool:
    """Whether a word may be a year."""
    return _YEAR.fullmatch(word) is not None
