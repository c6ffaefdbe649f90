"""Pairs, ranges and lists: what numbers that stand together say of each other.

"$50-60 billion" and "5, 7 and 9 per cent" print unit and scale once; "from 30.3% to 29.1%" and
"29.1%, down from 30.3%" are one figure with an earlier one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from sources.figures.not_figures import small_word
from sources.figures.numbers.context import direction_before
from sources.figures.numbers.tokens import DASHES, Tokens, words
from sources.figures.quantities import Quantity
from sources.model import Direction

Link = Literal["dash", "to", "from-to", "to-from", "between", ""]

_RANGING = words(
    "range ranges ranged ranging vary varies varied varying anywhere run runs ran running lie lies "
    "lay extend extends extended"
)
_STOPS = frozenset(".,;:()!?")
_LINKS = ([","],)
_LAST_LINKS = (["and"], ["or"], [",", "and"], [",", "or"])
_REACH = 8
"""The most tokens between the ends of "from 30.3% of the world's in 2013 to 29.1%"."""
_PAIR_RATIO = 20
"""How far the ends of a pair may lie apart for "from 4 to 4.4 billion" to share the scale."""


@dataclass(frozen=True, slots=True)
class Joined:
    """One figure: a quantity, with the first of its pair or the top of its range."""

    main: Quantity
    begin: int
    stop: int
    quantum: Decimal
    first: Quantity | None = None
    top: Decimal | None = None
    direction: Direction = ""


def join(tokens: Tokens, quantities: Sequence[Quantity]) -> Iterator[Joined]:
    """Every figure that the quantities of a text make, in order."""
    shared = _share_in_lists(tokens, quantities)
    at = 0
    while at < len(shared):
        here = shared[at]
        after = shared[at + 1] if at + 1 < len(shared) else None
        joined = None if after is None else _join_two(tokens, here, after)
        if joined is not None:
            yield joined
            at += 2
        elif after is not None and _is_score(tokens, here, after):
            at += 2
        else:
            if not small_word(tokens, here):
                yield Joined(here, here.begin, here.stop, here.quantum)
            at += 1


def _join_two(tokens: Tokens, left: Quantity, right: Quantity) -> Joined | None:
    right = _without_up_to(tokens, left, right)
    link, direction = _link(tokens, left, right)
    if not link:
        return None
    agreed = _agree(left, right, is_pair=link in {"from-to", "to-from"})
    if agreed is None:
        return None
    left, right = agreed
    if link == "from-to" and tokens[left.begin - 2].key not in _RANGING:
        return Joined(right, left.begin - 1, right.stop, right.quantum, first=left)
    if link == "to-from":
        return Joined(left, left.begin, right.stop, left.quantum, first=right, direction=direction)
    right = _without_tilde(tokens, left, right)
    if left.value < right.value:
        return _range(left, right, begin=left.begin - (link in {"from-to", "between"}))
    if link == "to" and not left.is_bare:
        return Joined(right, left.begin, right.stop, right.quantum, first=left)
    return None


def _without_tilde(tokens: Tokens, left: Quantity, right: Quantity) -> Quantity:
    """The end of "5~6", where "~" joins and does not hedge."""
    is_end = left.stop == right.begin and tokens[right.begin].key == "~"
    return replace(right, hedge="none", hedge_at=(0, 0), begin=right.at) if is_end else right


def _without_up_to(tokens: Tokens, left: Quantity, right: Quantity) -> Quantity:
    """The end of "from 50 up to 60 million", where "up to" joins and does not hedge."""
    is_end = left.stop == right.begin and tokens[right.begin].key == "up"
    if not is_end or tokens[left.begin - 1].key != "from":
        return right
    return replace(right, hedge="none", hedge_at=(0, 0), begin=right.at)


def _range(left: Quantity, right: Quantity, begin: int) -> Joined:
    hedged = left if left.hedge != "none" else right
    low = replace(
        left,
        hedge=hedged.hedge,
        is_strict=hedged.is_strict,
        hedge_at=hedged.hedge_at,
        noun=right.noun or left.noun,
    )
    return Joined(low, begin, right.stop, min(left.quantum, right.quantum), top=right.value)


def _link(tokens: Tokens, left: Quantity, right: Quantity) -> tuple[Link, Direction]:
    """How the words between and before two quantities join them."""
    if left.stop == right.begin and tokens[right.begin].key == "~" and tokens[right.begin].is_glued:
        return "dash", ""
    keys = [token.key for token in tokens[left.stop : min(right.begin, left.stop + _REACH + 1)]]
    if not 0 < len(keys) <= _REACH or not tokens[right.begin].is_near:
        return "", ""
    before = tokens[left.begin - 1].key if tokens[left.begin].is_near else ""
    is_clause = not _STOPS & set(keys)
    if before == "from" and keys[-1] in {"to", *DASHES} and is_clause:
        return ("", "") if _has_span(keys[:-1]) else ("from-to", "")
    if before == "between" and keys[-1] == "and" and is_clause:
        return "between", ""
    if keys[-1] == "from":
        return _link_back(keys[:-1], before, left.noun.lower())
    if len(keys) == 2 and left.real_unit and tokens[left.stop].is_glued and keys[1] in DASHES:
        return "dash", ""  # "10km-12km"
    if len(keys) > 1:
        return "", ""
    # "rose 5% to 63%" is a step and a level, "a rise of 5% to 7%" a range.
    is_step = direction_before(tokens, left.begin, 0) != "" and before != "of"
    is_step |= left.numeral.style == "ratio" != right.numeral.style  # "doubled to 10%"
    return ("dash" if keys[0] in DASHES else "to" if keys[0] == "to" and not is_step else ""), ""


def _has_span(keys: list[str]) -> bool:
    """Whether words name several years ("from 5% a year in 2010-13 to 2%"): each is a mean."""
    return _SPAN.search(" ".join(keys)) is not None


_SPAN = re.compile(r"\b(?:19|20)\d\d ?(?:[-–—/]|to|and) ?(?:(?:19|20)?\d\d)\b")


def _link_back(keys: list[str], before: str, noun: str) -> tuple[Link, Direction]:
    """The link of "to 63% in 2017 from 60%" and of "63% of the whole, up from 60%".

    Args:
        keys: What stands between the first figure and "from".
        before: The word before the first figure.
        noun: What it counts.
    """
    if before == "to" and (not keys or (keys[0] == "in" and keys[-1].isdecimal())):
        return "to-from", ""
    turns: dict[str, Direction] = {"up": "increase", "down": "decrease"}
    direction = turns.get(keys[-1], "") if keys else ""
    if not direction or _STOPS & {*keys[:-2]}:
        return "", ""
    is_clause = len(keys) == 1 or keys[-2] in {",", noun} or keys[-2].isdecimal()
    return ("to-from", direction) if is_clause else ("", "")


def _agree(left: Quantity, right: Quantity, *, is_pair: bool) -> tuple[Quantity, Quantity] | None:
    """Both with the unit and scale that one of them prints for both; None where they differ."""
    if left.noun and right.noun and left.noun != right.noun:
        return None
    styles = {left.numeral.style, right.numeral.style}
    if "ratio" in styles and (left.is_bare or right.is_bare):
        return None  # "doubled to 8 million"
    if "rank" in styles and styles != {"rank"}:
        return None
    if _is_part_of_one(left, right):
        left = replace(_as_number(left), unit="number")  # "½–1", "half to one per cent"
    left = _with_scale(left, right, is_pair=is_pair)
    if left.is_bare and not right.is_bare and not left.noun:
        left = left.in_unit_of(right)
    elif right.is_bare and not left.is_bare and not right.noun:
        right = right.in_unit_of(left)
    if (left.unit, left.currency) != (right.unit, right.currency):
        return None
    return _measured_as(left, right), _measured_as(right, left)


def _measured_as(one: Quantity, other: Quantity) -> Quantity:
    """One with the other's words for what is measured, where it has none of its own."""
    has_own = bool(one.real_unit or one.noun)
    return one if has_own else replace(one, real_unit=other.real_unit)


def _is_part_of_one(left: Quantity, right: Quantity) -> bool:
    """Whether a fraction is a part of the unit that the number after it has."""
    is_whole = right.numeral.style in {"digits", "words"} and right.numeral.scale == 1
    is_share = right.unit == "percent" and left.value < right.value  # "a third to 40 per cent"
    return left.numeral.style == "share" and is_whole and not is_share


def _as_number(share: Quantity) -> Quantity:
    """A fraction as a number, and not as a share of a whole: 0.5, where 50 per cent was read."""
    if share.unit != "percent":
        return share
    return replace(
        share, value=share.numeral.value, quantum=share.numeral.quantum, factor=Decimal(1)
    )


def _with_scale(left: Quantity, right: Quantity, *, is_pair: bool) -> Quantity:
    """The left one with the right one's scale word, where that is what is meant."""
    is_money = left.currency != "" and right.currency in {"", left.currency}
    is_open = (left.is_bare and not left.noun) or is_money
    if left.numeral.scale != 1 or right.numeral.scale == 1 or not is_open:
        return left
    scaled = left.scaled(right.numeral.scale)
    most = _PAIR_RATIO * right.value if is_pair else right.value
    return scaled if scaled.value <= most else left


def _is_score(tokens: Tokens, left: Quantity, right: Quantity) -> bool:
    """Whether two plain numbers with a hyphen between are neither range nor figure ("3-1")."""
    dash = tokens[left.stop]
    is_joined = dash.key in DASHES and dash.is_glued and tokens[right.begin].is_glued
    is_plain = left.is_number_only and right.is_number_only
    return is_joined and is_plain and right.begin == left.stop + 1


def _share_in_lists(tokens: Tokens, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Numbers of a list ("5, 7 and 9 per cent") with the unit and scale that it prints once."""
    shared = list(quantities)
    last = len(shared) - 1
    while last > 0:
        first = last
        while first > 0 and _is_listed(tokens, shared[first - 1], shared[first], first == last):
            first -= 1
        if first < last and not _are_apart(tokens, shared, first, last):
            shared[first : last + 1] = _spread(shared[first : last + 1])
        last = min(first, last - 1)
    return shared


def _are_apart(tokens: Tokens, shared: Sequence[Quantity], first: int, last: int) -> bool:
    """Whether two numbers are no list: a comma parts them, or each has a clause of its own.

    "May expect to live to 74, and 98 per cent can read", "lived to 74 and 98 per cent could read",
    "the fertility rate was 3.4 and 69.7% had electricity".
    """
    if first != last - 1:
        return False
    left, right = shared[first], shared[last]
    if tokens[left.stop].key == "," and right.begin - left.stop > 1:
        return True
    before = " ".join(token.key for token in tokens[max(0, left.begin - 3) : left.begin])
    behind = tokens[right.stop].key if right.stop < len(tokens) else ""
    return are_told_apart(f"{before} ", f" {behind} ")


_LIVED_TO = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)\s+(?:up\s+)?(?:to|until|past)|the\s+age\s+of)\s+$", re.IGNORECASE
)
_LED_TO = re.compile(r"\b(?:was|is|were|are|at|to|reached|ranked|scored|had)\s+$", re.IGNORECASE)
_HAS_OR_DOES = re.compile(
    r"\s+(?:had|have|has|used?|lived?|could|can|were|was|are|is|did|do|owned?|knew|know|work(?:ed)?|"
    r"attend(?:ed)?|drank|completed|finished|held|got|gave|went|go)\b",
    re.IGNORECASE,
)


def are_told_apart(before: str, behind: str) -> bool:
    """Whether two numbers that "and" joins have each a clause of their own, and are no list.

    Args:
        before: What stands before the first ("was").
        behind: What stands behind the second and its unit ("had electricity").
    """
    if _LIVED_TO.search(before):
        return True
    return _LED_TO.search(before) is not None and _HAS_OR_DOES.match(behind) is not None


def _is_listed(tokens: Tokens, left: Quantity, right: Quantity, is_last: bool) -> bool:
    """Whether two numbers are neighbours in a list that ends in "and" or "or"."""
    keys = [token.key for token in tokens[left.stop : min(right.begin, left.stop + 3)]]
    if keys not in (_LAST_LINKS if is_last else _LINKS):
        return False
    if left.hedge != "none" or right.hedge != "none" or left.noun or left.numeral.scale != 1:
        return False
    is_between = left.begin > 0 and tokens[left.begin - 1].key == "between"
    is_open = left.is_bare or (left.currency != "" and right.currency in {"", left.currency})
    return is_open and not is_between and left.numeral.style == right.numeral.style


def _spread(members: list[Quantity]) -> list[Quantity]:
    first, last = members[0], members[-1]
    if last.is_bare and not last.noun:  # "$5, 7 and 9 billion"
        last = last.in_unit_of(first) if first.currency else last
    scaled = [_with_scale(member, last, is_pair=True) for member in members[:-1]]
    return [*(one.in_unit_of(last) if one.is_bare else one for one in scaled), last]
