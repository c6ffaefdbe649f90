"""Places in an order: "11th largest economy", "the second most populous", "ranked 3rd".

A bare superlative ("the largest economy") prints no number; it is a first place where a phrase is
asked for its one figure, and is not looked for in running text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from sources.figures.numbers.number_words import CARDINALS
from sources.figures.numbers.numerals import Numeral
from sources.figures.numbers.tokens import Tokens, after_hyphen, next_key, words

_ONE = Decimal(1)
_UNITS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
_PLACES: Mapping[str, int] = {
    **{word: place for place, word in enumerate(_UNITS.split(), 1)},
    **{word: 10 * place for place, word in enumerate(_TENS.split(), 2)},
    "hundredth": 100,
}
_ENDS = words("st nd rd th")
_SUPERLATIVE = re.compile(r"[a-z]{2,}est|worst|best|most|least")
_NO_SUPERLATIVES = words(
    "west midwest northwest southwest forest rainforest interest harvest request protest honest "
    "modest contest conquest guest arrest invest test rest crest chest quest digest suggest "
    "manifest latest earliest nearest budapest everest bucharest behest attest priest tempest "
    "ernest infest"
)
_RANKING = words("rank ranks ranked ranking ranked")
_PASSED = words("in at as the globally worldwide a number no joint only now still currently")
_PLACE = words("place position rank")
_PLACING = words("in into to from at of for holds held takes took")
_AFTER_MOST = words("of the recent likely people countries a an one")
_MOST_DIGITS = 3
_REACH = 4


def read_rank(tokens: Tokens, at: int) -> Numeral | None:
    """The place in an order that begins at a token, or None."""
    place, stop = _read_place(tokens, at)
    if not place:
        return None
    end = _superlative_end(tokens, after_hyphen(tokens, stop))
    if end:
        return Numeral(Decimal(place), _ONE, end, style="rank")
    is_told = _is_ranked(tokens, at) or _is_in_place(tokens, at, stop)
    return Numeral(Decimal(place), _ONE, stop, style="rank") if is_told else None


def read_places(tokens: Tokens) -> tuple[tuple[int, int, int], ...]:
    """Every ordinal, whatever stands around it: the place, where it begins and where it stops.

    For a phrase of which it is known that it names a place: "the 8th slot", "came third".
    """
    found: list[tuple[int, int, int]] = []
    for at, token in enumerate(tokens):
        if token.kind == "end":
            break
        place, stop = _read_place(tokens, at)
        if place and (not found or at >= found[-1][2]):
            found.append((place, at, stop))
    return tuple(found)


def read_superlative(tokens: Tokens) -> tuple[int, int]:
    """Where the first superlative that names a first place begins and stops; twice 0 for none.

    "one of the largest" and "at least" name none.
    """
    for at in range(1, len(tokens)):
        if tokens[at - 1].key not in {"the", "'s", "its", "s"} and not _is_possessive(tokens, at):
            continue
        stop = _superlative_end(tokens, at)
        is_one_of = tokens[at - 1].key == "the" and tokens[at - 2].key == "of"
        if stop and not is_one_of and tokens[stop].kind == "word" and tokens[stop].is_near:
            return at, stop
    return 0, 0


def _is_possessive(tokens: Tokens, at: int) -> bool:
    return tokens[at - 1].key.endswith("'s") or tokens[at - 1].key == "'"


def _read_place(tokens: Tokens, at: int) -> tuple[int, int]:
    """The place that an ordinal names ("11th", "third", "twenty-first"), and where it stops."""
    token, after = tokens[at], tokens[at + 1]
    if token.kind == "number":
        is_ordinal = after.is_glued and after.key in _ENDS and len(token.text) <= _MOST_DIGITS
        return (int(token.text), at + 2) if is_ordinal and token.text.isdecimal() else (0, at)
    tens = CARDINALS.get(token.key, 0)
    unit = after_hyphen(tokens, at + 1)
    if tens >= 20 and 0 < _PLACES.get(next_key(tokens, unit), 0) < 10:
        return tens + _PLACES[tokens[unit].key], unit + 1
    return _PLACES.get(token.key, 0), at + 1


def _superlative_end(tokens: Tokens, at: int) -> int:
    """Where a superlative stops ("largest", "most densely populated"); 0 where there is none."""
    key = next_key(tokens, at)
    if key in {"most", "least"}:
        after = after_hyphen(tokens, at + 1)
        word = next_key(tokens, after)
        if tokens[after].kind != "word" or word in _AFTER_MOST:
            return 0
        return after + 1 + (word.endswith("ly") and tokens[after + 1].kind == "word")
    if not _SUPERLATIVE.fullmatch(key) or key in _NO_SUPERLATIVES:
        return 0
    return at + 1


def _is_ranked(tokens: Tokens, at: int) -> bool:
    """Whether a verb of ranking stands before: "ranked 11th", "ranks only third"."""
    for place in range(at - 1, max(-1, at - _REACH), -1):
        if tokens[place].key in _RANKING:
            return True
        if tokens[place].key not in _PASSED or not tokens[place + 1].is_near:
            return False
    return False


def _is_in_place(tokens: Tokens, at: int, stop: int) -> bool:
    """Whether it is a place that something is in: "in 11th place", "from 8th position"."""
    return next_key(tokens, stop) in _PLACE and at > 0 and tokens[at - 1].key in _PLACING
