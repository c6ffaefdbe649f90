"""Printing figures: what is printed is read back as it was, and corrections look alike."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.errors import FigureError
from sources.figures.parse import find_figures, parse_figure
from sources.figures.printing import format_figure, format_like
from sources.model import Figure, FigureUnit, Hedge

UNITS: tuple[tuple[FigureUnit, str, str], ...] = (
    ("percent", "", ""),
    ("percentage_points", "", ""),
    ("usd", "USD", ""),
    ("years", "", ""),
    ("number", "", ""),
    ("number", "", "countries"),
    ("number", "", "people"),
    ("number", "EUR", ""),
    ("number", "CNY", ""),
)
HEDGE_WORDS: dict[Hedge, tuple[str, ...]] = {
    "none": ("",),
    "about": ("", "about", "approximately", "some", "~", "or so"),
    "lower": ("", "more than", "over", "exceeding", "+", "at least", ">"),
    "upper": ("", "less than", "≤", "no more than"),
    "nearly": ("", "nearly", "almost", "just under"),
    "just_over": ("", "just over", "slightly more than"),
}

units = st.sampled_from(UNITS)
hedges = st.sampled_from(sorted(HEDGE_WORDS)).flatmap(
    lambda hedge: st.tuples(st.just(hedge), st.sampled_from(HEDGE_WORDS[hedge]))
)


@st.composite
def printed_numbers(draw: st.DrawFn) -> tuple[Decimal, Decimal]:
    """A value and the unit of its last significant digit, which may be a zero."""
    digits = draw(st.integers(-999_999, 999_999))
    quantum = Decimal(10) ** draw(st.integers(-4, 12))
    return digits * quantum, quantum


@st.composite
def singles(draw: st.DrawFn, kind: tuple[FigureUnit, str, str] | None = None) -> Figure:
    unit, currency, noun = kind or draw(units)
    value, quantum = draw(printed_numbers())
    hedge, words = draw(hedges)
    return Figure(
        text="",
        value=value,
        unit=unit,
        quantum=quantum,
        hedge=hedge,
        hedge_text=words,
        currency=currency,
        noun=noun,
    )


@st.composite
def pairs(draw: st.DrawFn) -> Figure:
    kind = draw(units)
    return replace(draw(singles(kind)), first=draw(singles(kind)))


@st.composite
def ranges(draw: st.DrawFn) -> Figure:
    kind = draw(units)
    low, high = sorted((draw(singles(kind)), draw(singles(kind))), key=lambda one: one.value)
    if low.value == high.value:
        high = replace(high, value=high.value + high.quantum)
    return replace(low, top=high.value, quantum=min(low.quantum, high.quantum))


@st.composite
def shares(draw: st.DrawFn) -> Figure:
    below = draw(st.sampled_from(("thirds", "quarters", "fifths", "sevenths", "tenths")))
    top = draw(st.sampled_from(("one", "three")))
    words = f"{top}-{below[:-1] if top == 'one' else below}"
    figure = parse_figure("two-thirds" if words == "three-thirds" else words)
    hedge, own = draw(hedges)
    return replace(figure, hedge=hedge, hedge_text=own)


def meaning(figure: Figure) -> tuple[object, ...]:
    first = None if figure.first is None else meaning(figure.first)
    return (
        figure.value,
        figure.unit,
        figure.quantum,
        figure.hedge,
        figure.currency,
        figure.noun,
        figure.top,
        first,
    )


figures = st.one_of(singles(), pairs(), ranges(), shares())


@given(figures)
def test_a_printed_figure_is_read_back_as_it_was(figure: Figure) -> None:
    printed = format_figure(figure)
    again = parse_figure(printed)
    assert meaning(again) == meaning(figure), printed


@given(st.lists(figures, max_size=6))
def test_printed_figures_in_one_text_stay_apart(several: list[Figure]) -> None:
    text = "; ".join(format_figure(figure) for figure in several)
    assert [meaning(found) for found in find_figures(text)] == [meaning(one) for one in several]


@given(figures)
def test_a_figure_is_found_in_the_middle_of_a_sentence(figure: Figure) -> None:
    printed = format_figure(figure)
    text = f"As the ministry wrote in May 2017 [3], {printed}, which the 18th congress heard."
    (found,) = find_figures(text)
    assert (meaning(found), found.text) == (meaning(figure), text[found.start : found.end])


@given(
    st.integers(1, 999),
    st.integers(1, 999),
    st.sampled_from([("billion", 10**9, "million", 10**6), ("trillion", 10**12, "billion", 10**9)]),
    st.sampled_from([" ", " and ", "\n", "\u00a0"]),
)
def test_a_compound_is_the_sum_of_its_parts_and_as_fine_as_the_smaller(
    large: int, small: int, scales: tuple[str, int, str, int], joint: str
) -> None:
    upper, upper_scale, lower, lower_scale = scales
    figure = parse_figure(f"{large} {upper}{joint}{small} {lower}")
    assert figure.value == large * upper_scale + small * lower_scale
    assert figure.quantum == parse_figure(f"{small} {lower}").quantum


@given(
    st.integers(10_000, 10**14),
    st.sampled_from([",", " ", "\u00a0", "\u202f", "\u2009", "'", "’"]),
)
def test_every_thousands_separator_gives_the_same_number(number: int, separator: str) -> None:
    figure = parse_figure(f"a total of {number:,} people".replace(",", separator))
    assert (int(figure.value), figure.noun) == (number, "people")
    assert figure.quantum == parse_figure(f"{number:,} people").quantum


LIKE = [
    ("about 63%", "62.05", "62%"),
    ("about 63%", "62.5", "63%"),
    ("63 per cent", "61.4", "61 per cent"),
    ("63 percent", "61.4", "61 percent"),
    ("30.3%", "31", "31.0%"),
    ("from 30.3% to 29.1%", "30.83", "30.8%"),
    ("two-thirds", "62.05", "62%"),
    ("4 billion 400 million", "4619000000", "4.6 billion"),
    ("nearly 4.4bn", "4619000000", "4.6 billion"),
    ("over \\$20 trillion", "23400000000000", "$20 trillion"),
    ("over \\$20 trillion", "400000000000", "$0.4 trillion"),
    ("more than 3 billion 700 million US dollars", "4200000000", "4.2 billion US dollars"),
    ("USD 1.1 tn", "1260000000000", "USD 1.3 trillion"),
    ("€5 billion", "6400000000", "€6 billion"),
    ("30 billion yuan", "41000000000", "40 billion yuan"),
    ("66 thousand and 100", "64360", "64.4 thousand"),
    ("2 percentage points", "1.2", "1 percentage point"),
    ("25 basis points", "0.313", "0.31 percentage points"),
    ("nearly 5 years", "4.75", "5 years"),
    ("7600 trains", "8225", "8200"),
    ("7,600 trains", "8225", "8,200"),
    ("65 countries", "71", "71"),
    ("11.74%", "-3.2", "−3.20%"),
    ("60 countries", "4", "4"),
    ("two hundred and sixty-five million and five thousand", "257341499", "257.341 million"),
    ("1 billion 5 thousand", "1000004000", "1,000,004,000"),
    ("more than doubled", "84", "increased by 80%"),
    ("halving", "-31", "decreasing by 30%"),
    ("will triple", "-3", "decrease by 3%"),
    ("one in five", "23.4", "23%"),
]


@pytest.mark.parametrize(("phrase", "value", "printed"), LIKE)
def test_another_value_is_printed_the_way_the_figure_is(
    phrase: str, value: str, printed: str
) -> None:
    assert format_like(Decimal(value), parse_figure(phrase)) == printed


@given(singles(), printed_numbers())
def test_a_value_printed_like_a_figure_has_its_unit_and_lies_within_half_a_quantum(
    figure: Figure, number: tuple[Decimal, Decimal]
) -> None:
    like = parse_figure(format_figure(figure))
    value = number[0]
    again = parse_figure(format_like(value, like))
    assert (again.unit, again.currency) == (like.unit, like.currency)
    assert abs(again.value - value) <= like.quantum / 2
    assert again.value or not value


def test_a_quantum_that_digits_cannot_have_is_left_to_the_digits_of_the_value() -> None:
    figure = replace(parse_figure("63%"), quantum=Decimal(5))
    assert format_figure(figure) == "63%"


@pytest.mark.parametrize(
    ("phrase", "place"),
    [("8th slot in 1970", 8), ("came third", 3), ("the twenty-first place", 21)],
)
def test_where_a_place_is_stated_any_ordinal_is_one(phrase: str, place: int) -> None:
    figure = parse_figure(phrase, is_place=True)
    assert figure.is_rank
    assert figure.value == place
    with pytest.raises(FigureError, match="no figure"):
        parse_figure(phrase)


def test_two_places_are_not_one() -> None:
    with pytest.raises(FigureError, match="holds 2 figures: “third”, “fourth”"):
        parse_figure("third and fourth", is_place=True)
