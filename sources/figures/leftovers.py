"""What stands beside a number and was not understood: a scale, an exponent or a unit left over.

A number that something of the kind is left over beside is no figure: read without it, it would
state something else ("4.4 zillion" is not 4.4).
"""

from __future__ import annotations

import re

from sources.figures.numbers.number_words import SCALES
from sources.figures.numbers.tokens import GLUED, SPACED, FigureToken, Tokens, words
from sources.figures.quantities import Quantity

_SCALE_LIKE = re.compile(r"[a-z]*(?:illions?|illiards?)")
_SHORT_SCALES = words(
    "mil bil tril mm mlrd mld mrd bn mn tn trn bln mln lac lacs crs mio bio zln gazillion"
)
_PLURAL_SCALES = words("tens dozens hundreds thousands millions billions trillions")
_MONEY_SCALES = words("cr md mds mia")
_CAPITAL = frozenset({"MM", "Cr", "Crs"})
"""Millions and crores as they are abbreviated, where millimetres are "mm"."""
_LETTERS = frozenset({"M", "B", "K", "T", "k", "b"})
_EXPONENTS = frozenset({"^", "×", "⋅", "∙"})
_NOUNS = words("billiards pavilion pavilions vermilion civilians")


def leftover_after(tokens: Tokens, quantity: Quantity) -> int:
    """Where what is left over after a number stops; 0 where nothing is."""
    at = quantity.stop
    token, after = tokens[at], tokens[at + 1]
    if not token.is_near or token.kind not in {"word", "symbol", "void"}:
        return 0
    if token.key == "of" and after.key in _PLURAL_SCALES and quantity.numeral.scale > 1:
        return at + 2  # "2 hundreds of millions"
    if token.key in _PLURAL_SCALES:
        return at + 1
    if token.key in _EXPONENTS:
        return at + 2 if after.kind in {"number", "void"} else 0
    if token.key == "*" and after.kind == "void":
        return at + 2
    if token.kind == "void":
        return at + 1 if token.text.startswith("10") and token.is_glued else 0
    return at + 1 if token.kind == "word" and _is_scale(token, after, quantity) else 0


def _is_scale(token: FigureToken, after: FigureToken, quantity: Quantity) -> bool:
    """Whether a word after a number looks like a scale word that was not used."""
    key = token.key
    if token.text in _CAPITAL or (_SCALE_LIKE.fullmatch(key) and key not in _NOUNS):
        return True
    if quantity.unit in {"percent", "percentage_points", "years"}:
        return False
    if key in SCALES or key in _SHORT_SCALES:
        return key not in {"dozen", "mm"} or bool(quantity.currency)
    if quantity.currency and key in _MONEY_SCALES and not after.is_glued:
        return True
    is_lone = not after.is_glued or (after.kind == "symbol" and after.key in ".,;:)")
    if token.gap not in (GLUED, SPACED):
        return False  # "M" in the next cell, or the next row, is no million
    # "3M tape" names a kind: neither three nor three millions are meant.
    return token.text in _LETTERS and is_lone and (not token.is_glued or token.text in {"M", "B"})
