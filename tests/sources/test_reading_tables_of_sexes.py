"""Tables of women and men: the sex of a row or a column, and the year above it, are its values'."""

from __future__ import annotations

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

CAPTION = "Table 1. Life expectancy at birth by sex, 1990–2017"
KINDS = ("life_expectancy_female", "life_expectancy_male", "life_expectancy")


def table_of(caption: str, *rows: str) -> tuple[ReadFigure, ...]:
    text = "\n".join(row.replace("|", "\t") for row in rows)
    return tuple(one for one in read_text(f"{caption}\n\n{text}", "2020") if one.kind == "claim")


def told(figures: tuple[ReadFigure, ...]) -> list[tuple[str, str, str, int | None]]:
    return [
        (one.state, one.reading.indicator, one.reading.areas[0], one.reading.period.start)
        for one in figures
        if one.reading is not None
    ]


def test_rows_of_each_sex_below_a_country_are_of_it_and_of_the_years_above() -> None:
    names = ("Female", "Male", "Both")
    rows = [f"{'Ghana' if n == 0 else ''}|{one}|5{n}.6|6{n}.5" for n, one in enumerate(names)]
    rows += [f"{'Kenya' if n == 0 else ''}|{one}|5{n}.7|6{n}.2" for n, one in enumerate(names)]
    found = told(table_of(CAPTION, "Country|Sex|2005|2017", *rows))
    wanted = [
        ("sure", kind, area, year)
        for area in ("GHA", "KEN")
        for kind in KINDS
        for year in (2005, 2017)
    ]
    assert found == wanted


def test_columns_of_each_sex_below_a_year_that_spans_them_are_of_it() -> None:
    rows = ("Country|1990|||2017||", "|F|M|Total|F|M|Total", "Ghana|57.9|55.7|56.8|64.5|62.4|63.5")
    found = told(table_of(CAPTION, *rows, "Kenya|59.9|55.1|57.4|68.2|63.5|65.9"))
    wanted = [("sure", kind, "GHA", year) for year in (1990, 2017) for kind in KINDS]
    assert found[:6] == wanted


def test_a_caption_by_sex_over_a_table_that_names_none_leaves_it_open() -> None:
    rows = ("Country|2005|2017", "Ghana|57.9|64.5", "Kenya|59.9|68.2")
    assert not any(one.state == "sure" for one in table_of(CAPTION, *rows))


def test_values_of_women_are_not_surely_of_a_series_of_all() -> None:
    rows = ("Country||2005|2017", "Ghana|Female|5.6|6.5", "|Male|5.9|8.1")
    assert not any(one.state == "sure" for one in table_of("GDP growth, %", *rows))


def test_letters_that_are_not_of_the_sexes_name_none() -> None:
    rows = ("Country|J|F|M|A|M|J", "Ghana|57.9|55.7|56.8|64.5|62.4|63.5")
    found = table_of(CAPTION, *rows, "Kenya|59.9|55.1|57.4|68.2|63.5|65.9")
    assert not any(one.state == "sure" for one in found)


def test_rows_that_are_not_understood_are_shown_with_the_years_of_their_columns() -> None:
    rows = ("Country|Sex|2005|2017", "Ghana|Female|5.6|6.5", "|Male|5.9|8.1")
    found = told(table_of("GDP growth, %", *rows))
    assert [(one[0], one[3]) for one in found] == 2 * [("unsure", 2005), ("unsure", 2017)]
