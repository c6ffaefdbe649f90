"""The grammar of stated figures: the ways in which papers print them, and what is no figure."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from sources.errors import FigureError
from sources.figures.parse import find_figures, parse_figure

# phrase, value, quantum, unit, hedge
SINGLE = """
4 billion 400 million | 4400000000 | 100000000 | number | none
$1 trillion and 100 billion | 1100000000000 | 100000000000 | usd | none
66 thousand and 100 | 66100 | 100 | number | none
2 million, | 2000000 | 1000000 | number | none
more than 3 billion 700 million US dollars | 3700000000 | 100000000 | usd | lower
nearly 4.4bn | 4400000000 | 100000000 | number | nearly
4.40 billion | 4400000000 | 10000000 | number | none
4.4-billion | 4400000000 | 100000000 | number | none
4·4 billion | 4400000000 | 100000000 | number | none
USD 1.1 tn | 1100000000000 | 100000000000 | usd | none
US$ 1.1 trillion | 1100000000000 | 100000000000 | usd | none
US$1.1tn | 1100000000000 | 100000000000 | usd | none
900 billion U.S. dollars | 900000000000 | 100000000000 | usd | none
a 60-billion-dollar fund | 60000000000 | 10000000000 | usd | none
over \\$20 trillion | 20000000000000 | 10000000000000 | usd | lower
$20tn-plus | 20000000000000 | 10000000000000 | usd | lower
$5 m | 5000000 | 1000000 | usd | none
600k students | 600000 | 100000 | number | none
5m people | 5000000 | 1000000 | number | none
1.2 thousand billion | 1200000000000 | 100000000000 | number | none
3 hundred thousand | 300000 | 100000 | number | none
3 lakh | 300000 | 100000 | number | none
two dozen countries | 24 | 12 | number | none
63% | 63 | 1 | percent | none
63％ | 63 | 1 | percent | none
63 per cent | 63 | 1 | percent | none
63 percent | 63 | 1 | percent | none
63 pct | 63 | 1 | percent | none
60% | 60 | 10 | percent | none
30.0% | 30 | 0.1 | percent | none
30,3 % | 30.3 | 0.1 | percent | none
11.74% | 11.74 | 0.01 | percent | none
.5% | 0.5 | 0.1 | percent | none
0,125 | 0.125 | 0.001 | number | none
−0.5% | -0.5 | 0.1 | percent | none
-3.2% | -3.2 | 0.1 | percent | none
(−0.5%) | -0.5 | 0.1 | percent | none
minus 5% | -5 | 1 | percent | none
−$5 billion | -5000000000 | 1000000000 | usd | none
$−5 billion | -5000000000 | 1000000000 | usd | none
2 percentage points | 2 | 1 | percentage_points | none
2 percentage-point | 2 | 1 | percentage_points | none
2 % points | 2 | 1 | percentage_points | none
0.6 of a percentage point | 0.6 | 0.1 | percentage_points | none
a percentage point | 1 | 1 | percentage_points | none
25 basis points | 0.25 | 0.01 | percentage_points | none
25 bps | 0.25 | 0.01 | percentage_points | none
nearly 5 years | 5 | 1 | years | nearly
a 30-year loan | 30 | 10 | years | none
65 countries | 65 | 1 | number | none
60 countries | 60 | 10 | number | none
100 countries | 100 | 100 | number | none
0 countries | 0 | 1 | number | none
7600 trains | 7600 | 100 | number | none
3679 people | 3679 | 1 | number | none
1,234,567 | 1234567 | 1 | number | none
12,34,567 people | 1234567 | 1 | number | none
1.234.567 people | 1234567 | 1 | number | none
1.234,5 | 1234.5 | 0.1 | number | none
$13 009 million | 13009000000 | 1000000 | usd | none
sixty countries | 60 | 10 | number | none
twenty-five | 25 | 1 | number | none
a hundred | 100 | 100 | number | none
three million people | 3000000 | 1000000 | number | none
one hundred and twenty countries | 120 | 10 | number | none
two hundred and sixty-five million three hundred thousand and five | 265300005 | 1 | number | none
ninety-nine point nine per cent | 99.9 | 0.1 | percent | none
two-thirds | 66.6667 | 8.3333 | percent | none
one-third | 33.3333 | 8.3333 | percent | none
half | 50 | 12.5 | percent | none
a quarter | 25 | 6.25 | percent | none
2/3 of | 66.6667 | 8.3333 | percent | none
⅔ of | 66.6667 | 8.3333 | percent | none
half a million | 500000 | 125000 | number | none
a quarter of a million | 250000 | 62500 | number | none
half a percentage point | 0.5 | 0.125 | percentage_points | none
two and a half million | 2500000 | 125000 | number | none
one and a half thousand | 1500 | 125 | number | none
2½ years | 2.5 | 0.125 | years | none
about a third have | 33.3333 | 8.3333 | percent | about
€5 billion | 5000000000 | 1000000000 | number | none
2017 people | 2017 | 1 | number | none
signed 2017 agreements | 2017 | 1 | number | none
reaching 2000 | 2000 | 1000 | number | none
"""

HEDGED = {
    "about": "about 60, around 60, approximately 60, approx. 60, roughly 60, circa 60, ca. 60, "
    "some 60, ~60, ≈ 60, an estimated 60, 60 or so, 60-odd countries, "
    "in the region of 60",
    "lower": "more than 60, over 60, exceeding 60, exceeded 60, at least 60, above 60, "
    "upwards of 60, no less than 60, no fewer than 60, 60+ countries, >60, ≥ 60, 60 or more, "
    "60-plus, well over 60, in excess of 60, more than about 60, "
    "60 countries or more",
    "upper": "up to 60, less than 60, fewer than 60, under 60, below 60, "
    "at most 60, no more than 60, <60, ≤ 60, within 60 km, up to about 60, 60 or fewer, "
    "as many as 60, not exceeding 60",
    "nearly": "nearly 60, almost 60, close to 60, just under 60, just below 60, approaching 60, "
    "just short of 60, slightly less than 60, a little under 60, not quite 60",
    "just_over": "just over 60, slightly more than 60, just above 60, a little over 60, "
    "slightly above 60, barely more than 60",
    "none": "60, some of the 60, went up to 60, spread over 60 countries, all 60, exactly 60, "
    "more than the 60 countries, over the last 60 years, over the past 60 years, only 60",
}

NO_FIGURES = """
16+1
in 2014, 2017 and 2100
2013-2018
from 2014 to 2017
2012–13
2017 (z2)
in September 2013, and on 14 May 2017, 2017-05-14, May 14, 2017 and 14-15 May
the 18th congress, the 21st century, the twenty-first century and the 1990s
First, second and third
see Section 3.1.2, Table 2, Figures 4 and 5, pp. 12-15, No. 5, Chapter 7 and [1, 2]
G20, the group of twenty, COVID-19, COP 21, Agenda 2030 and a 5G network
the 13th Five-Year Plan and a 5-year plan
a ratio of 3:1, a score of 3-1, at 10:30, 24/7 and 9/11
one of the largest, no one, the two sides, the following three aspects and a few million
in the first half of 2018, the first three quarters, the third quarter and a third party
06liuhong@sina.com, allen880723@126.com, Jiang Dalong2, https://example.org/63%25
ISBN 978-3-16-148410-0 and doi:10.1016/j.jdeveco.2018.02.003
in constant 2010 US dollars
Yunnan, P.R.China, 650221
the word.12 It ended in 2009.4 Then
007 and 1.2.3 and 10⁶ and 10^9
Industry 4.0 and Figures 2 to 5
"""


@pytest.mark.parametrize("line", SINGLE.strip().splitlines())
def test_a_phrase_states_value_quantum_unit_and_hedge(line: str) -> None:
    phrase, value, quantum, unit, hedge = (part.strip() for part in line.split("|"))
    figure = parse_figure(phrase.replace("\\\\", "\\"))
    assert (figure.value, figure.quantum) == (Decimal(value), Decimal(quantum))
    assert (figure.unit, figure.hedge) == (unit, hedge)


@pytest.mark.parametrize(
    ("hedge", "phrase"),
    [(hedge, phrase) for hedge, phrases in HEDGED.items() for phrase in phrases.split(", ")],
)
def test_hedges_are_read_where_they_bind_the_number(hedge: str, phrase: str) -> None:
    assert parse_figure(phrase).hedge == hedge


@pytest.mark.parametrize("text", NO_FIGURES.strip().splitlines())
def test_years_dates_labels_names_and_ordinals_are_no_figures(text: str) -> None:
    assert find_figures(text) == ()
    with pytest.raises(FigureError, match="holds no figure"):
        parse_figure(text)


def test_a_phrase_without_a_figure_is_refused_with_what_to_quote_instead() -> None:
    with pytest.raises(FigureError) as caught:
        parse_figure("the initiative of 2013")
    assert "“the initiative of 2013” holds no figure" in str(caught.value)
    assert "years" in caught.value.mend


def test_a_phrase_with_several_figures_is_refused_and_names_each() -> None:
    with pytest.raises(FigureError) as caught:
        parse_figure("about 63% of the world's population and 29% of its output")
    assert "holds 2 figures: “about 63%”, “29%”" in str(caught.value)
    assert "Quote less" in caught.value.mend


def test_the_text_of_a_figure_holds_hedge_and_unit_and_lies_where_it_says() -> None:
    text = "covering a population of (more than 4 billion 400 million) US dollars."
    (figure,) = find_figures(text)
    assert figure.text == text[figure.start : figure.end] == "more than 4 billion 400 million"
    assert figure.hedge_text == "more than"


def test_no_number_is_admitted_by_two_of_the_halves_thirds_and_quarters() -> None:
    words = ("a quarter", "a third", "half", "two-thirds", "three-quarters")
    for lower, upper in pairwise(parse_figure(word) for word in words):
        assert lower.value + lower.quantum / 2 < upper.value - upper.quantum / 2
