"""Figures as a PDF or a web page prints them, and in Spanish, French and Chinese."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.figures.foreign import guess_language
from sources.figures.numbers.cleaning import clean_text
from sources.figures.parse import find_figures
from sources.ledger.entries import find_mentions


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [
        ("all ﬁve countries", "ﬁve", "5"),
        ("ﬁfty-ﬁve countries", "ﬁfty-ﬁve", "55"),
        ("it has 4.4 bil-\nlion people", "4.4 bil-\nlion", "4400000000"),
        ("it has 4.4 mil-\n  lion people", "4.4 mil-\n  lion", "4400000"),
        ("it has 63 per-\ncent", "63 per-\ncent", "63"),
        ("it has twenty-\nfive roads", "twenty-\nfive", "25"),
        ("it has 4.4 bil\u00adlion people", "4.4 bil\u00adlion", "4400000000"),
        ("it has 1,2\u00ad34 roads", "1,2\u00ad34", "1234"),
        ("it rose to 4. 4 billion", "4. 4 billion", "4400000000"),
        ("the share of 62 .5% is", "62 .5%", "62.5"),
        ("a total of 4.4&nbsp;billion", "4.4&nbsp;billion", "4400000000"),
        ("a total of 5&thinsp;000 roads", "5&thinsp;000", "5000"),
        ("a total of 12\u2009345\u2009678 people", "12\u2009345\u2009678", "12345678"),
        ("of 12\u200a345 people", "12\u200a345", "12345"),
        ("it is ６３％ of them", "６３％", "63"),
        ("it is ４．４ billion", "４．４ billion", "4400000000"),
        ("it is ٦٣٪ of them", "٦٣٪", "63"),
    ],
)
def test_what_a_page_does_to_a_number_is_undone_and_its_place_kept(
    text: str, printed: str, value: str
) -> None:
    (figure,) = find_figures(text)
    assert (figure.value, figure.text) == (Decimal(value), printed)
    assert text[figure.start : figure.end] == printed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was so in 2009. 4 billion people came.", "4000000000"),
        ("4. 5 million people", "5000000"),
        ("Of B&R;65 countries", "65"),
    ],
)
def test_what_only_looks_torn_is_left_alone(text: str, value: str) -> None:
    assert [figure.value for figure in find_figures(text)] == [Decimal(value)]


def test_a_number_word_with_a_ligature_is_mentioned() -> None:
    text = "the ﬁve sides"
    (mention,) = find_mentions(text)
    assert text[mention.start : mention.end] == "ﬁve"


@given(st.text(alphabet="ab1 .,\u00ad\n-ﬁﬀ&nbsp;６%\u200b\u2009", max_size=60))
def test_each_character_made_fit_to_read_stands_where_it_says(text: str) -> None:
    clean = clean_text(text)
    end = 0
    for at in range(len(clean.text)):
        start, stop = clean.span(at, at + 1)
        assert 0 <= start < stop <= len(text)
        assert start >= end - 1
        end = stop
    for figure in find_figures(text):
        assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize(
    ("language", "text", "value", "unit", "hedge"),
    [
        ("es", "alcanzó 4.619 millones de personas", "4619000000", "number", "none"),
        ("es", "44 mil millones de dólares", "44000000000", "usd", "none"),
        ("es", "cerca del 63 por ciento", "63", "percent", "nearly"),
        ("es", "más de 7.646.000 habitantes", "7646000", "number", "lower"),
        ("es", "un 30,3 % de la población", "30.3", "percent", "none"),
        ("fr", "4,4 milliards d'habitants", "4400000000", "number", "none"),
        ("fr", "environ 62,05 % du total", "62.05", "percent", "about"),
        ("fr", "plus de 23 400 milliards de dollars", "23400000000000", "usd", "lower"),
        ("fr", "2,3 points de pourcentage", "2.3", "percentage_points", "none"),
        ("fr", "un tiers des pays", "33.3333", "percent", "none"),
        ("fr", "près de 5 Md€", "5000000000", "number", "nearly"),
        ("zh", "总人口约44亿人", "4400000000", "number", "about"),
        ("zh", "占世界的百分之六十三", "63", "percent", "none"),
        ("zh", "为23.4万亿美元", "23400000000000", "usd", "none"),
        ("zh", "四十四亿人口", "4400000000", "number", "none"),
        ("zh", "不到5%", "5", "percent", "upper"),
        ("zh", "超过60个国家", "60", "number", "lower"),
    ],
)
def test_figures_are_read_in_spanish_french_and_chinese(
    language: str, text: str, value: str, unit: str, hedge: str
) -> None:
    (figure,) = find_figures(text, language)
    assert (figure.value, figure.unit, figure.hedge) == (Decimal(value), unit, hedge)
    assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize("text", ["2013年", "一带一路", "第三次会议"])
def test_years_and_names_in_chinese_are_no_figures(text: str) -> None:
    assert find_figures(text, "zh") == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The population of the world is that of all countries.", "en"),
        ("La población de los países que crecen por el comercio.", "es"),
        ("La population des pays qui est dans le monde.", "fr"),
        ("中国的人口约为14亿", "zh"),
    ],
)
def test_the_language_of_a_text_is_guessed_by_its_commonest_words(text: str, language: str) -> None:
    assert guess_language(text) == language
