"""What numbers a work, tells of a survey, or of a past that was not expected, is read as that."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

_REFERENCES = """Life expectancy in Kenya was 66.7 years in 2015.

{}

Bloom, D. E. (2004). The effect of health on economic growth. World Development 32(1), 1–13.

WHO (2015). Trends in maternal mortality: 1990 to 2015. Geneva: World Health Organization, 100 pp.

Smith, J. (2010). No country grew more: 32 countries and 5 million people. Oxford, 2 vols.
"""


def _kinds(text: str) -> list[str]:
    return [one.kind for one in read_text(text, "2018-12")]


def _of(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2018-12") if phrase in one.phrase)


@pytest.mark.parametrize("heading", ["References", "8. References", "## Works cited"])
def test_a_list_of_works_states_no_figure(heading: str) -> None:
    kinds = _kinds(_REFERENCES.format(heading))
    assert kinds[0] == "claim"
    assert set(kinds[1:]) == {"label"}


def test_volumes_and_pages_are_numbers_of_a_work_anywhere() -> None:
    text = "It fell (Smith, Journal 31(4), 841–868; WHO, 2015, 100 pp.). Growth fell by 2 pp."
    assert _kinds(text) == ["label", "label", "label", "claim"]


def test_a_title_that_counts_decades_names_no_series() -> None:
    text = "Two Decades of Health Gains in East Africa: Progress and the Work That Remains"
    assert _kinds(text) == ["duration"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("It grew from disease, for which one in four clinics that we visited had no cure.", "one"),
        (
            "The survey covered 1,204 households; 312 of them (25.9 per cent) had lost a child.",
            "25",
        ),
    ],
)
def test_a_share_of_what_was_visited_is_of_the_survey(text: str, phrase: str) -> None:
    assert _of(text, phrase).kind == "method"


@pytest.mark.parametrize(
    "text",
    [
        "Chronic disease is rising in Kenya; one in four clinics had no medicine at all.",
        "Ugandan households spend about 40 per cent of what relatives send on school fees.",
    ],
)
def test_a_share_of_what_no_series_counts_is_read_as_nothing(text: str) -> None:
    (read,) = [one for one in read_text(text, "2018-12") if one.figure.unit == "percent"]
    assert read.reading is None


def test_what_few_had_predicted_did_happen() -> None:
    text = "Kenya, with 47.2 million people in 2015, recorded health gains that few had predicted."
    assert _kinds(text) == ["claim"]
    text = "Growth in Kenya was 2.6 per cent, where the bank had predicted 3.5 per cent."
    assert _of(text, "3.5").kind == "projection"


def test_a_second_statement_that_would_be_projects_not_the_first() -> None:
    text = (
        "Kenya had 47.2 million people in 2015 and an unweighted mean would say little about them."
    )
    assert _kinds(text) == ["claim"]


def test_by_how_much_several_differ_is_of_none_of_them() -> None:
    text = "The six countries differ in size by a factor of ten, and Kenya had 47.2 million people."
    assert _kinds(text) == ["method", "claim"]


def test_children_born_in_a_year_are_those_of_whom_so_many_died() -> None:
    text = "In Rwanda, 181 of every 1,000 children born in 2000 died before their fifth birthday."
    read = _of(f"{text} In 2015 it was 42.", "181")
    assert read.reading is not None
    assert read.reading.period.end == 2000


def test_how_much_it_was_stands_behind_its_year() -> None:
    text = (
        "Uganda cut its under-five mortality rate to 55.3 per 1,000 live births. Kenya, which had "
        "the lowest rate of the six in 2000, at 104.5, was overtaken by Rwanda in 2015."
    )
    read = _of(text, "104.5")
    assert read.reading is not None
    assert read.reading.period.end == 2000


def test_a_raised_mark_of_a_note_ends_a_sentence_and_narrows_nothing() -> None:
    text = (
        "Kenya had 47.2 million people in 2015.¹ Population growth in Uganda remained at 3.3 per "
        "cent in 2015.² Life expectancy in Kenya was 66.7³ years in 2015."
    )
    found = read_text(text, "2018-12")
    assert [one.state for one in found[:2]] == ["sure", "sure"]
    assert found[0].sentence.endswith("2015.¹")


def test_what_a_page_counts_of_itself_is_no_claim() -> None:
    for line in ("4 min read", "1,204 shares", "6 minute read · 35 comments"):
        text = f"Kenya today\n\n{line}\n\nKenya had 47.9 million people in 2015.\n"
        claims = [one.phrase for one in read_text(text, "2018") if one.kind == "claim"]
        assert claims == ["47.9 million"], line
    (one,) = read_text("Firms held 1,204 shares of the bank.", "2018")
    assert one.why != "it counts what readers do with the page"
