"""Numerals of English text: digits, number words, scale words, compounds and fractions.

A numeral is a number as printed, before anything is known of its unit: "4 billion 400 million",
"66 thousand and 100", "1 234 567", "30,3", "twenty-five", "two and a half million", "two-thirds".
Its quantum is the unit of the last significant digit as printed; trailing zeros of an integer are
not significant, and a compound has the quantum of its smallest part.

A fraction in words has no last digit. Its quantum is a quarter of the part that it names (1/4d for
n/d), so that a plain "two-thirds" admits 62.5% to 70.8%: wide enough for a word, while no number
is admitted by two of the halves, thirds and quarters (of "a fifth" and "a quarter" both admit
21.9% to 22.5%). Fractions without an end are cut at six places (0.666667), so that every value is
an exact decimal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from sources.figures.numbers.context import PEOPLE, hedge_before, is_function_word
from sources.figures.numbers.number_words import (
    SCALES,
    fraction,
    read_cardinal,
    read_decimals,
    read_fraction,
)
from sources.figures.numbers.tokens import (
    EXACT,
    FigureToken,
    Tokens,
    after_hyphen,
    last_digit,
    next_key,
    plain,
    read_digits,
    tokenize,
    words,
)
from sources.figures.numbers.units import currency_after

_ONE = Decimal(1)
_HUNDRED = 100
_THOUSAND = SCALES["thousand"]
_SCALE_WORDS: Mapping[str, Decimal] = {
    **SCALES,
    **{f"{word}s": scale for word, scale in SCALES.items() if word != "dozen"},
}
_ABBREVIATED: Mapping[str, Decimal] = {
    **dict.fromkeys(("mn", "mln", "mio", "mil", "mm"), SCALES["million"]),
    **dict.fromkeys(
        ("bn", "bln", "bil", "mrd", "mrds", "mlrd", "mlrds", "mld", "bio"), SCALES["billion"]
    ),
    **dict.fromkeys(("tn", "trn", "tril", "trln"), SCALES["trillion"]),
    **dict.fromkeys(("cr", "crs"), SCALES["crore"]),
}
_ONLY_MONEY = frozenset({"mm", "cr", "crs", "bio"})
"""Of these, those that mean something else of what is no money: "10 mm of rain"."""

_ONLY_BEFORE_MONEY: Mapping[str, Decimal] = {
    **dict.fromkeys(("md", "mds", "mia", "g"), SCALES["billion"]),
}
"""What is a scale where a currency follows it: "5 Md€"."""
_LETTERS: Mapping[str, Decimal] = {
    **dict.fromkeys("kK", SCALES["thousand"]),
    **dict.fromkeys("mM", SCALES["million"]),
    "B": SCALES["billion"],
}
# Small letters, and "T", only with a currency: "20t" are tonnes, "5T" the strength of a magnet.
_MONEY_LETTERS = {
    **_LETTERS,
    "b": SCALES["billion"],
    **dict.fromkeys("tT", SCALES["trillion"]),
}
_AFTER_LETTER = frozenset(".,;:)]+?!'\"”’%—-–/~&|")
_COUNTED = PEOPLE | words(
    "inhabitants residents citizens tonnes tons barrels hectares ha households jobs workers "
    "refugees tourists visitors users subscribers passengers vehicles cars units doses cases "
    "births deaths students pupils voters migrants homes families consumers acres litres "
    "employees farmers customers members adults girls boys"
)
_LENGTHS = words("high long wide deep tall thick away above below tower peak mountain summit m2 m3")
_MEASURED = words(
    "height depth length width altitude elevation distance radius diameter sprint high deep"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as printed.

    Attributes:
        value: The number, scale words multiplied out.
        quantum: The unit of its last significant digit.
        stop: The place of the token after it.
        scale: What its last scale words multiply by; 1 where there are none.
        style: ``digits``, ``words``, ``share`` (a fraction of a whole: "two-thirds"), ``ratio``
            ("doubled", "one in five") and ``times`` (`sources.figures.numbers.multiples`), or
            ``rank`` (`sources.figures.numbers.ranks`).
        is_plain: Whether it is printed as nothing but digits, as years and labels are.
        plus: The place of a plus sign in it ("60+", "600+ million"); 0 where there is none.
    """

    value: Decimal
    quantum: Decimal
    stop: int
    scale: Decimal = _ONE
    style: Literal["digits", "words", "share", "ratio", "times", "rank"] = "digits"
    is_plain: bool = False
    plus: int = 0

    def scaled(self, scale: Decimal, stop: int) -> Numeral:
        """The same number with a scale word after it."""
        return replace(
            self,
            value=plain(EXACT.multiply(self.value, scale)),
            quantum=plain(EXACT.multiply(self.quantum, scale)),
            scale=EXACT.multiply(self.scale, scale),
            stop=stop,
            is_plain=False,
        )


def read_numeral(tokens: Tokens, at: int, *, is_money: bool, may_join: bool) -> Numeral | None:
    """The numeral that begins at a token, or None.

    Args:
        tokens: The text.
        at: The place of its first token.
        is_money: Whether a currency stands before it, so that a lone "b" after it means billion.
        may_join: Whether "and" may join its parts; not so after "between".
    """
    top, below, stop = read_fraction(tokens, at)
    if stop > at:
        return _read_share(tokens, at, Numeral(*fraction(top, below), stop, style="share"))
    whole = _read_part(tokens, at, is_money)
    while whole is not None and (may_join or tokens[whole.stop].key != "and"):
        longer = _read_remainder(tokens, whole, is_money)
        if longer is None:
            break
        whole = longer
    return whole


def _read_remainder(tokens: Tokens, whole: Numeral, is_money: bool) -> Numeral | None:
    """The numeral with its next smaller part ("4 billion" and then "400 million")."""
    if whole.scale < _THOUSAND or whole.plus or not _is_round(whole):
        return None
    is_comma = next_key(tokens, whole.stop) == "," and whole.style == "words"
    at = whole.stop + (next_key(tokens, whole.stop) == "and" or is_comma)
    part = _read_part(tokens, at, is_money) if tokens[at].is_near else None
    if part is None or part.value >= whole.scale or not _is_round(part):
        return None
    if is_comma and (part.style != "words" or part.value < _HUNDRED):  # "in two thousand, five"
        return None
    if part.scale == 1 and not _completes(tokens, whole, part):
        return None
    return replace(part, value=EXACT.add(whole.value, part.value), is_plain=False)


def _is_round(part: Numeral) -> bool:
    """Whether an integer stands before the scale word; "4.4 billion" takes no "400 million"."""
    return part.quantum >= part.scale and part.value > 0


def _completes(tokens: Tokens, whole: Numeral, part: Numeral) -> bool:
    """Whether a part without a scale word completes thousands ("66 thousand and 100").

    Three digits are asked for, so that "20 thousand and 41 cities" stays two figures.
    """
    has_unit = next_key(tokens, part.stop) in {"%", "percent", "per", "percentage"}
    if whole.scale != _THOUSAND or part.style != whole.style or has_unit:
        return False
    return part.style == "words" or (part.is_plain and part.value >= 100)


def _read_part(tokens: Tokens, at: int, is_money: bool) -> Numeral | None:
    number = _read_number(tokens, at)
    if number is None:
        return None
    number = _read_mixed(tokens, number)
    plus, after = tokens[number.stop], tokens[number.stop + 1]
    if plus.key == "+" and plus.is_glued and (not after.is_glued or after.key == "%"):
        number = replace(number, stop=number.stop + 1, plus=number.stop)
    return _read_scales(tokens, number, is_money)


def _read_number(tokens: Tokens, at: int) -> Numeral | None:
    token = tokens[at]
    if token.kind == "number":
        printed = read_digits(token.text)
        return printed and Numeral(*printed, at + 1, is_plain=token.text.isdecimal())
    value, stop = read_cardinal(tokens, at)
    if stop > at:
        decimals, stop = read_decimals(tokens, stop)
        number = Decimal(f"{value}.{decimals or 0}")
        quantum = Decimal((0, (1,), -len(decimals))) if decimals else last_digit(Decimal(value))
        return Numeral(plain(number), quantum, stop, style="words")
    if token.key not in {"a", "an"}:
        return None
    after, past = next_key(tokens, at + 1), next_key(tokens, at + 2)
    is_one = after in SCALES or (after == "percentage" and past == "point")
    is_one = is_one or (after == "year" and past in _COMPARED)  # "a year less"
    return Numeral(_ONE, _ONE, at + 1, style="words") if is_one else None


def _read_mixed(tokens: Tokens, number: Numeral) -> Numeral:
    """A whole number with a fraction after it ("2½", "two and a half")."""
    if number.quantum < 1 or not tokens[number.stop].is_near:
        return number
    is_and = tokens[number.stop].key == "and"
    if not is_and and tokens[number.stop].kind not in {"fraction", "number"}:
        return number
    at = number.stop + is_and
    top, below, stop = read_fraction(tokens, at)
    is_slashed = tokens[at].kind == "number"  # "1 1/2"
    is_apart = is_slashed and (is_and or number.style != "digits" or tokens[at].gap != " ")
    if stop == at or is_apart or next_key(tokens, stop) == "of":
        return number
    part, quantum = fraction(top, below)
    return replace(
        number,
        value=EXACT.add(number.value, part),
        quantum=quantum,
        stop=stop,
        is_plain=False,
    )


def _read_scales(tokens: Tokens, number: Numeral, is_money: bool) -> Numeral:
    for _ in range(2):  # "hundred thousand", "thousand billion"
        at = after_hyphen(tokens, number.stop)
        scale = _SCALE_WORDS.get(next_key(tokens, at))
        if scale is None or scale < number.scale:
            break
        number = number.scaled(scale, at + 1)
    if number.scale == 1 and number.style == "digits":
        scale = _read_abbreviation(tokens, number, is_money)
        return number if scale is None else number.scaled(scale, number.stop + 1)
    return _with_late_decimals(tokens, number) if number.style == "words" else number


def _with_late_decimals(tokens: Tokens, number: Numeral) -> Numeral:
    """A number in words with decimals after its scale word ("two million point three")."""
    decimals, stop = read_decimals(tokens, number.stop) if number.scale > 1 else ("", 0)
    if not decimals or not _is_round(number):
        return number
    part = EXACT.multiply(Decimal(f"0.{decimals}"), number.scale)
    quantum = EXACT.multiply(Decimal((0, (1,), -len(decimals))), number.scale)
    value = plain(EXACT.add(number.value, part))
    return replace(number, value=value, quantum=plain(quantum), stop=stop)


def _read_abbreviation(tokens: Tokens, number: Numeral, is_money: bool) -> Decimal | None:
    at = number.stop
    token, after = tokens[at], tokens[at + 1]
    if not token.is_near or token.kind != "word":
        return None
    is_before_money = currency_after(tokens, at + 1)[1] > at + 1
    if token.key in _ONLY_BEFORE_MONEY and is_before_money:
        return _ONLY_BEFORE_MONEY[token.key]
    if token.key in _ABBREVIATED:
        is_meant = token.key not in _ONLY_MONEY or is_money or is_before_money
        return _ABBREVIATED[token.key] if is_meant else None
    # "65 B&R countries" and "5G" hold no billion, "5 m" no million unless it is money.
    is_lone = not after.is_glued or after.key in _AFTER_LETTER or is_before_money
    if not is_lone:
        return None
    if is_money or is_before_money:
        return _MONEY_LETTERS.get(token.text)
    letter = _LETTERS.get(token.text) if _is_letter_scale(tokens, number) else None
    return letter or _people_letter(tokens, at)


def _is_letter_scale(tokens: Tokens, number: Numeral) -> bool:
    """Whether "m", "M", "k" or "B" at a number is a scale, and no metres: "5m people"."""
    token, after = tokens[number.stop], next_key(tokens, number.stop + 1)
    if token.key == "m" and after in _COUNTED:
        return True
    if not token.is_glued:
        return False
    if token.text in {"M", "B"} and _is_kind(tokens, number):
        return False
    return token.text != "m" or not _is_length(tokens, number, after)


_KINDS_END = _THOUSAND / 10
_OF_MANY = words("population workforce audience strong total mark extra additional new plus")


def _is_kind(tokens: Tokens, number: Numeral) -> bool:
    """Whether a few with a letter are the kind of one thing, and no millions: "3M tape"."""
    noun = tokens[number.stop + 1]
    is_noun = noun.kind == "word" and noun.is_near and noun.text.islower()
    if not is_noun or not number.is_plain or number.value >= _KINDS_END:
        return False
    key = noun.key
    is_one = not key.endswith(("s", "ly", "ed", "ing")) and len(key) > _SHORTEST_NOUN
    return is_one and not is_function_word(key) and key not in _COUNTED | _OF_MANY


_SHORTEST_NOUN = 2


def _is_length(tokens: Tokens, number: Numeral, after: str) -> bool:
    """Whether a number with "m" is a length: "8,848m high", "a depth of 200m"."""
    first = max(0, number.stop - 6)
    before = {token.key for token in tokens[first : number.stop - 1]}
    return after in _LENGTHS or number.value >= _THOUSAND or bool(before & _MEASURED)


def _people_letter(tokens: Tokens, at: int) -> Decimal | None:
    """What "b" and "t" multiply by at what can be counted only: "4.4b people"."""
    is_counted = next_key(tokens, at + 1) in _COUNTED and tokens[at].key == "b"
    return SCALES["billion"] if is_counted else None


def scale_after(tokens: Tokens, at: int) -> Decimal:
    """What a scale word that stands apart from its number multiplies by; 1 for any other."""
    key = next_key(tokens, at)
    return SCALES.get(key) or _SCALED_APART.get(key) or _ONE


_SCALED_APART = {
    key: _ABBREVIATED[key] for key in ("mn", "mln", "bn", "bln", "tn", "trn", "mrd", "mio")
}


def scale_told(text: str) -> str:
    """The first word or letter in a figure's text that tells its scale ("bn"); empty for none."""
    tokens = tokenize(text)
    told = (token.text for at, token in enumerate(tokens) if scale_of_word(tokens, at) != 1)
    return next(told, "")


def scale_of_word(tokens: Tokens, at: int) -> Decimal:
    """What a scale word or a letter at a number ("bn", "k") multiplies by; 1 for any other."""
    token: FigureToken = tokens[at]
    is_letter = token.is_glued and tokens[at - 1].kind == "number"
    letter = _MONEY_LETTERS.get(token.text) if is_letter else None
    return _SCALE_WORDS.get(token.key) or _ABBREVIATED.get(token.key) or letter or _ONE


_COMPARED = words("less more longer shorter fewer")
_AFTER_SHARE = words(
    "of the its their all as to in and or more less higher lower larger smaller from for by is "
    "are was were at that this these his her our who which on among with when while since "
    "between during compared over within across until against last"
)
_BEFORE_PERIOD = words(
    "first second third fourth last past next this each every per other latter former previous in"
)
_UNITS = frozenset({"percent", "per", "percentage", "year", "%"})


def _read_share(tokens: Tokens, at: int, share: Numeral) -> Numeral | None:
    """A fraction that begins a numeral: a share, or a part of a scale or a unit, or neither.

    Neither: "the first half of 2017", "the first three quarters", "a third party", "half-time".
    """
    stop = share.stop
    here = after_hyphen(tokens, stop)
    of = here + (next_key(tokens, here) == "of")
    inner = of + (next_key(tokens, of) in {"a", "an", "one"})
    key = next_key(tokens, inner)
    if (inner > of or inner <= here) and key in SCALES:
        return replace(share.scaled(SCALES[key], inner + 1), style="words")
    if (inner > of or inner <= here) and key in _UNITS:
        return replace(share, style="words", stop=inner)
    before = tokens[at - 1].key if tokens[at].is_near else ""
    if before in _BEFORE_PERIOD and tokens[at].kind == "word":
        is_period = before != "in" or (tokens[at].key == "half" and next_key(tokens, stop) != "of")
        return None if is_period else share
    if here > stop or (tokens[stop].key == "'" and tokens[stop].is_glued):
        return None
    is_many = tokens[stop - 1].key.endswith("s")
    after = tokens[stop]
    is_other = after.kind == "word" and after.is_near and after.key not in _AFTER_SHARE
    is_sure = is_many or tokens[at].kind != "word" or hedge_before(tokens, at, 0)[1] < at
    return None if is_other and not is_sure else share
