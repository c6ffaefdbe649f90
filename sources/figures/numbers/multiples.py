"""Numbers that a text states by a verb or by two numbers: "doubled", "twice", "one in five".

"doubled" is a growth of 100 per cent, "halved" one of 50 downwards; "twice" and "fivefold" are
plain numbers; "one in five" and "nine out of ten" are shares. The quantum follows the rule for
fractions: a quarter of the part that is named, so that "doubled" admits 87.5% to 112.5%. "86 out of
101" stays two counts, since both can be checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sources.figures.numbers.movement_words import (
    FALLING,
    FALLS,
    FALLS_OF_OUTPUT,
    LOWERING,
    RISES,
    RISING,
    forms,
)
from sources.figures.numbers.number_words import CARDINALS, SCALES, fraction, read_cardinal
from sources.figures.numbers.numerals import Numeral
from sources.figures.numbers.tokens import Tokens, after_hyphen, next_key, read_digits, words

_QUARTER = Decimal("0.25")
_VERBS: Mapping[str, int] = {
    **dict.fromkeys(("doubled", "doubling"), 2),
    **dict.fromkeys(("tripled", "tripling", "trebled", "trebling"), 3),
    **dict.fromkeys(("quadrupled", "quadrupling"), 4),
    **dict.fromkeys(("quintupled", "quintupling"), 5),
}
_HALVING = words("halve halved halving")
_BASES: Mapping[str, int] = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4, "quintuple": 5}
"""Verbs only after a modal; else adjectives ("a double track") or multiples ("double the rate")."""

_OTHER_VERB = words("down over up as back time")  # "doubled down", "doubled as", "doubling time"
_MODALS = words("will would could may might can should shall must did does do not 'll")
_AFTER_INFINITIVE = words("the its their his her our by in within from every again that this and")
_OF_THE = words("the that its their what those this our my")
_TIMES: Mapping[str, int] = {"twice": 2, "thrice": 3}
_CHANGES = (
    forms(RISING, FALLING, LOWERING)
    | RISES
    | FALLS
    | FALLS_OF_OUTPUT
    | {"difference", "multiplied"}
)
_RANKED = words("number no nr rank ranks ranked ranking table figure section version day top and")
_SPANS = words("years months weeks days hours minutes decades year")
_ROUND_PARTS = frozenset({*range(3, 11), 12, 20, 50, 100, 1000})
_MOST_PARTS = 10
_MOST_CHANCES = 1000

MULTIPLE_WORDS = frozenset({*_VERBS, *_HALVING, *_BASES, *_TIMES})
"""The words, besides those that end in "fold", which may state a number here."""


def read_multiple(tokens: Tokens, at: int) -> Numeral | None:
    """The multiple, change or chance that begins at a token, or None."""
    key = tokens[at].key
    if key in _TIMES:
        return _times(_TIMES[key], at + 1)
    if key in _BASES:
        return _read_base(tokens, at)
    if key in _VERBS or key in _HALVING:
        is_other = next_key(tokens, at + 1) in _OTHER_VERB
        return None if is_other else _change(key, at + 1)
    return _read_fold(tokens, at) or _read_factor(tokens, at) or _read_chance(tokens, at)


def is_change(word: str) -> bool:
    """Whether a word may state a change by itself ("doubled", "halving", "triple")."""
    return word in _VERBS or word in _HALVING or word in _BASES


def fold_of(key: str) -> int:
    """What "fivefold" and "tenfold" multiply by; 0 for any other word."""
    word = key.removesuffix("fold")
    number = CARDINALS.get(word, 0) or int(SCALES.get(word, 0))
    return number if word != key and number > 1 else 0


def _times(number: int, stop: int) -> Numeral:
    return Numeral(Decimal(number), Decimal(1), stop, style="times")


def _change(key: str, stop: int) -> Numeral:
    if key in _HALVING:
        return Numeral(*fraction(1, 2), stop, style="ratio")
    factor = _VERBS.get(key) or _BASES[key]
    return Numeral(Decimal(factor - 1), _QUARTER, stop, style="ratio")


def _read_base(tokens: Tokens, at: int) -> Numeral | None:
    before = tokens[at - 1].key if tokens[at].is_near else ""
    after = tokens[at + 1]
    is_clause_end = after.kind in {"symbol", "end"} and after.key != "-"
    is_verb = is_clause_end or next_key(tokens, at + 1) in _AFTER_INFINITIVE
    if before in _MODALS or (before == "to" and is_verb):
        return _change(tokens[at].key, at + 1)
    is_owner = after.text[:1].isupper() and after.key.endswith("'s")  # "double Pakistan's"
    is_multiple = after.key in _OF_THE or is_owner
    return _times(_BASES[tokens[at].key], at + 1) if is_multiple else None


def _read_fold(tokens: Tokens, at: int) -> Numeral | None:
    """A word in "-fold" beside a word of change; "the reasons are twofold" states nothing."""
    number = fold_of(tokens[at].key)
    beside = {next_key(tokens, at + 1), tokens[at - 1].key}
    return _times(number, at + 1) if number and beside & _CHANGES else None


def _read_factor(tokens: Tokens, at: int) -> Numeral | None:
    """Digits that multiply: "a 5-fold rise", "10x", "by a factor of ten"."""
    token, after, past = (tokens[at + step] for step in range(3))
    if token.kind == "number" and (printed := read_digits(token.text)):
        if after.key in {"x", "×"} and after.is_glued and not past.is_glued:
            return Numeral(*printed, at + 2, style="times")
        fold = after_hyphen(tokens, at + 1)
        if next_key(tokens, fold) == "fold":
            return Numeral(*printed, fold + 1, style="times")
    is_factor = at > 1 and tokens[at - 1].key == "of" and tokens[at - 2].key == "factor"
    if is_factor and (number := _whole(tokens, at))[0] > 1:
        return Numeral(Decimal(number[0]), Decimal(1), number[1], style="times")
    return None


def _read_chance(tokens: Tokens, at: int) -> Numeral | None:
    """A share as so many of so many: "one in five", "9 out of 10", "3 in every 4"."""
    top, stop = _whole(tokens, at)
    if top == 0 or (at > 0 and tokens[at].is_near and tokens[at - 1].key in _RANKED):
        return None
    is_out_of = next_key(tokens, stop) == "out" and next_key(tokens, stop + 1) == "of"
    if not is_out_of and next_key(tokens, stop) != "in":
        return None
    stop += 2 if is_out_of else 1
    is_every = next_key(tokens, stop) == "every"
    below, stop = _whole(tokens, stop + is_every)
    # "2 in 5 people" is a share, "grew by 2 in 5 years" and "41 in 13 cities" are two figures.
    is_time = next_key(tokens, stop) in _SPANS
    is_part = below in _ROUND_PARTS and not is_time
    is_share = is_every or (below <= _MOST_PARTS if is_out_of else top == 1 or is_part)
    if not 0 < top < below <= _MOST_CHANCES or not is_share:
        return None
    return Numeral(*fraction(top, below), stop, style="ratio")


def _whole(tokens: Tokens, at: int) -> tuple[int, int]:
    """A whole number in digits or words that nothing is glued to, and where it stops."""
    token, after = tokens[at], tokens[at + 1]
    if token.kind == "number":
        is_plain = token.text.isdecimal() and len(token.text) <= 4
        is_part = after.is_glued and (after.kind != "symbol" or after.key in {"-", "–", "%", "/"})
        return (int(token.text), at + 1) if is_plain and not is_part else (0, at)
    return read_cardinal(tokens, at)
