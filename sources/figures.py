"""The grammar of stated figures: what a paper prints, as values.

`find_figures` reads running text, `parse_figure` a phrase that must hold just one figure;
`read_numbers` tells also of every number that is no figure, and why; `format_figure` and
`format_like` print. A pair ("from 30.3% to 29.1%"), a range ("$50-60 billion")
and a compound ("4 billion 400 million") are one figure each. Years, dates, section numbers,
references, ordinals and names with numbers ("16+1", "G20") are none.

Readings that may surprise:

- "two-thirds", "half" and "a quarter" are shares, so per cent; their quantum is a quarter of the
  part that they name (`sources.grammar.numerals` says why).
- "doubled" is a growth of 100 per cent, "halved" one of 50 downwards, "one in five" a share;
  "twice" and "a fivefold rise" are numbers (`sources.grammar.multiples`).
- "2 percentage points" and "25 basis points" are ``percentage_points`` (2 and 0.25), not per cent.
- Money other than US dollars is a ``number`` with its ``currency``.
- "A to B" is a range where it ascends; with "from", or where it descends, it is a pair.
- A range has one quantum, the finer one of its ends.
- What is counted is the figure's ``noun`` and no part of its ``text``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sources.errors import FigureError
from sources.grammar.asides import Aside, read_asides
from sources.grammar.forms import format_figure
from sources.grammar.joins import Joined, join
from sources.grammar.likeness import format_like
from sources.grammar.nouns import direction_after, direction_before, direction_of
from sources.grammar.quantities import Quantity, read_quantities
from sources.grammar.tokens import Tokens, tokenize
from sources.grammar.traps import trap
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


def parse_figure(phrase: str) -> Figure:
    """The one figure that a phrase states.

    Raises:
        FigureError: The phrase holds no figure, or several.
    """
    figures = find_figures(phrase)
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


def find_figures(text: str) -> tuple[Figure, ...]:
    """Every figure of a running text, in order; ``text[f.start:f.end] == f.text`` for each."""
    tokens = tokenize(text)
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
    hedge = "" if figure.hedge == "none" else f", {figure.hedge}"
    return f"{number} {unit or figure.unit.replace('_', ' ')}{hedge}"


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
        noun=quantity.noun,
        currency=quantity.currency,
        start=start,
        end=end,
    )


def _direction(tokens: Tokens, joined: Joined, floor: int) -> Direction:
    before = direction_before(tokens, joined.begin, floor)
    if joined.main.numeral.style == "ratio":
        return before or direction_of(tokens[joined.main.digits].key)  # "doubled"
    return before or direction_after(tokens, joined.stop)
