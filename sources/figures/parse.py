"""The grammar of stated figures: what a paper prints, as values.

`find_figures` reads running text, `parse_figure` a phrase that must hold just one figure;
`read_numbers` tells also of every number that is no figure, and why; `format_figure` and
`format_like` print. A pair ("from 30.3% to 29.1%"), a range ("$50-60 billion")
and a compound ("4 billion 400 million") are one figure each. Years, dates, section numbers,
references, ordinals and names with numbers ("16+1", "G20") are none.

Readings that may surprise:

- "two-thirds", "half" and "a quarter" are shares, so per cent; their quantum is a quarter of the
  part that they name (`sources.figures.numbers.numerals` says why).
- "doubled" is a growth of 100 per cent, "halved" one of 50 downwards, "one in five" a share;
  "twice" and "a fivefold rise" are numbers (`sources.figures.numbers.multiples`).
- "2 percentage points" and "25 basis points" are ``percentage_points`` (2 and 0.25), not per cent.
- Money other than US dollars is a ``number`` with its ``currency``.
- "A to B" is a range where it ascends; with "from", or where it descends, it is a pair.
- A range has one quantum, the finer one of its ends.
- What is counted is the figure's ``noun`` and no part of its ``text``; nor is what is measured,
  its ``real_unit`` ("tonnes", "per 1,000").
- A place in an order that says of what ("11th largest", "ranked third") is a figure.
- What is left over beside a number ("4.4 zillion") makes it no figure, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from sources.errors import FigureError
from sources.figures.asides import Aside, read_asides
from sources.figures.chinese import find_chinese
from sources.figures.foreign import translate
from sources.figures.joins import Joined, join
from sources.figures.not_figures import trap
from sources.figures.numbers.context import (
    direction_after,
    direction_before,
    direction_of,
    noun_after,
)
from sources.figures.numbers.ranks import read_places, read_superlative
from sources.figures.numbers.tokens import Tokens, next_key, tokenize
from sources.figures.printing import format_figure, format_like
from sources.figures.quantities import Quantity, read_quantities
from sources.model import Direction, Figure

__all__ = [
    "Aside",
    "describe_figure",
    "find_figures",
    "format_figure",
    "format_like",
    "parse_figure",
    "read_numbers",
]

_SIGNS = frozenset({"-", "−", "–", "minus", "negative", "(", "$", "€", "£"})
_LOOSE_DASH = re.compile(r"\s*[-−–—﹣－]\s+(?=[\d.$€£])")
"""A dash before a figure that a phrase begins with: a minus, or a mark in a text."""
_COMPARED: Mapping[str, Direction] = {"fewer": "decrease", "less": "decrease", "more": "increase"}
_POINTS = frozenset({"points", "point", "times"})


@lru_cache(maxsize=4096)
def parse_figure(phrase: str, *, is_place: bool = False) -> Figure:
    """The one figure that a phrase states; of a bare superlative ("the largest"), a first place.

    Args:
        phrase: The words.
        is_place: Whether it is known that they name a place in an order: any ordinal is one then.

    Raises:
        FigureError: The phrase holds no figure, or several, or a number of which something is left
            over that is not understood.
    """
    figures, asides = read_numbers(phrase)
    dash = _LOOSE_DASH.match(phrase)
    if dash and len(figures) == 1 and figures[0].value > 0:
        raise FigureError(
            f"the phrase “{phrase}” holds more than its figure: “{dash[0].strip()}” is left over, "
            "and may be a minus",
            mend="Quote a minus without a blank after it, and no dash before a figure above zero",
        )
    left = [one for one in asides if is_left(one) or _is_torn(phrase, one, figures)]
    left_over = ", ".join(f"“{phrase[one.start : one.end]}”" for one in left)
    if left_over and len(figures) < 2:
        held = "more than its figure" if figures else "no figure"
        raise FigureError(
            f"the phrase “{phrase}” holds {held}: {left_over} is left over and not understood",
            mend="Quote the number as it is read here, such as “4.4 billion”, or quote less of the "
            "sentence",
        )
    figures = figures or (_places(phrase) if is_place else ()) or _superlative(phrase)
    if len(figures) == 1:
        return figures[0]
    if not figures:
        raise FigureError(
            f"the phrase “{phrase}” holds no figure",
            mend="Quote the number with its unit; years, dates, ordinals, references and names "
            "such as “16+1” are no figures",
        )
    found = ", ".join(f"“{figure.text}”" for figure in figures)
    raise FigureError(
        f"the phrase “{phrase}” holds {len(figures)} figures: {found}",
        mend="Quote less of the sentence, so that one figure is left",
    )


def is_left(aside: Aside) -> bool:
    """Whether nothing is known of a number: it is no figure, and no rule says why."""
    return aside.rule == "compound"


def _is_torn(phrase: str, aside: Aside, figures: Sequence[Figure]) -> bool:
    """Whether a number that numbers an item of a list in a text may be half of a quoted figure."""
    begun = phrase[aside.end : figures[0].start].strip() if figures else ""
    is_before = aside.rule == "enumerator" and begun == "." and figures[0].text[:1].isdigit()
    return is_before and aside.end < figures[0].start


def find_figures(text: str, language: str = "en") -> tuple[Figure, ...]:
    """Every figure of a running text, in order; ``text[f.start:f.end] == f.text`` for each.

    Args:
        text: The text.
        language: ``en``, ``es``, ``fr`` or ``zh`` (`sources.figures.foreign.guess_language`).
    """
    if language == "zh":
        return find_chinese(text)
    tokens = translate(tokenize(text), language)
    stated = [one for one in read_quantities(tokens) if not trap(tokens, one)]
    return tuple(_figures(text, tokens, list(join(tokens, stated))))


def read_numbers(text: str) -> tuple[tuple[Figure, ...], tuple[Aside, ...]]:
    """Every figure of a text, and every number in it that is none, each in order."""
    tokens = tokenize(text)
    quantities = list(read_quantities(tokens))
    joined = list(join(tokens, [one for one in quantities if not trap(tokens, one)]))
    figured = {place for one in joined for place in range(one.begin, one.stop)}
    figures = tuple(_figures(text, tokens, joined))
    return figures, tuple(read_asides(text, tokens, quantities, figured))


def describe_figure(figure: Figure) -> str:
    """What a figure states, in a few words: "63 percent, about", "30.3, then 29.1 percent"."""
    unit = figure.currency if figure.unit in {"usd", "number"} else ""
    number = f"{figure.value:,f}"
    if figure.first is not None:
        number = f"{figure.first.value:,f}, then {number}"
    if figure.top is not None:
        number = f"{number} to {figure.top:,f}"
    hedge = "" if figure.hedge == "none" else f", {figure.hedge.replace('_', ' ')}"
    if figure.is_rank:
        return f"place {number} in an order{hedge}"
    return f"{number} {unit or figure.unit.replace('_', ' ')}{hedge}"


def _superlative(phrase: str) -> tuple[Figure, ...]:
    tokens = tokenize(phrase)
    at, stop = read_superlative(tokens)
    return (_rank(phrase, tokens, 1, at, stop),) if stop else ()


def _places(phrase: str) -> tuple[Figure, ...]:
    tokens = tokenize(phrase)
    return tuple(_rank(phrase, tokens, *found) for found in read_places(tokens))


def _rank(phrase: str, tokens: Tokens, place: int, at: int, stop: int) -> Figure:
    start, end = tokens[at].start, tokens[stop - 1].end
    return Figure(
        text=phrase[start:end],
        value=Decimal(place),
        unit="number",
        quantum=Decimal(1),
        noun=noun_after(tokens, stop),
        start=start,
        end=end,
        real_unit="rank",
        is_rank=True,
    )


def _figures(text: str, tokens: Tokens, joined: Iterable[Joined]) -> Iterator[Figure]:
    floor = 0
    for one in joined:
        yield _figure(text, tokens, one, floor)
        floor = one.stop


def _figure(text: str, tokens: Tokens, joined: Joined, floor: int) -> Figure:
    figure = _single(text, tokens, joined.main)
    start, end = tokens[joined.begin].start, tokens[joined.stop - 1].end
    first = None if joined.first is None else _single(text, tokens, joined.first)
    return replace(
        figure,
        text=text[start:end],
        start=start,
        end=end,
        first=first,
        top=joined.top,
        quantum=joined.quantum,
        direction=joined.direction or _direction(tokens, joined, floor),
    )


def _single(text: str, tokens: Tokens, quantity: Quantity) -> Figure:
    start, end = tokens[quantity.begin].start, tokens[quantity.stop - 1].end
    words, words_end = quantity.hedge_at
    hedge_text = text[tokens[words].start : tokens[words_end - 1].end] if words < words_end else ""
    return Figure(
        text=text[start:end],
        value=quantity.value,
        unit=quantity.unit,
        quantum=quantity.quantum,
        hedge=quantity.hedge,
        hedge_text=hedge_text,
        is_strict=quantity.is_strict,
        noun=quantity.noun,
        currency=quantity.currency,
        start=start,
        end=end,
        real_unit=quantity.real_unit,
        is_rank=quantity.numeral.style == "rank",
    )


def _direction(tokens: Tokens, joined: Joined, floor: int) -> Direction:
    main = joined.main
    if main.numeral.style == "rank":
        return ""
    before = direction_before(tokens, joined.begin, floor, is_pair=joined.first is not None)
    if main.numeral.style == "ratio":
        return before or direction_of(tokens[main.digits].key)  # "doubled"
    is_bare = main.is_bare and main.numeral.style != "times" and main.noun not in _POINTS
    at = joined.stop + (main.noun in _POINTS)
    found = before or direction_after(tokens, at, is_bare=is_bare)
    found = found or _compared(tokens, joined)
    is_below_zero = joined.first is None and main.value < 0
    if is_below_zero and tokens[main.at].key not in _SIGNS:
        return "decrease"  # "losses of 3%", "2% negative growth"
    return "decrease" if found and is_below_zero else found


def _compared(tokens: Tokens, joined: Joined) -> Direction:
    """What a word behind what is counted says of it: "2 million people fewer than Germany"."""
    at, noun = joined.stop, joined.main.noun
    if not noun or tokens[at].text != noun or tokens[at + 2].kind == "number":
        return ""
    is_bound = next_key(tokens, at + 2) == "than" and tokens[at + 3].kind == "number"
    return "" if is_bound else _COMPARED.get(next_key(tokens, at + 1), "")
