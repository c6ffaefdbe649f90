"""Readings settled on the page: confirmed, chosen anew, set aside, taken back; by two at once."""

from __future__ import annotations

from datetime import date
from html import unescape
from pathlib import Path

import pytest
from settling_pages import (
    GHANA,
    Page,
    group,
    hidden,
    members,
    pages,
    place,
    send_group,
    story,
    story_text,
    text,
)

from expectations.wording.measures import MEASURE_WORDS
from flows.work.checking import check_text
from flows.work.orders import CheckOrder
from flows.work.settling import open_text
from reports.review.application import build_application
from reports.review.desk import Config
from reports.review.text_desk import TextDesk, area_of_words, groups_in, indicator_of
from reports.store import open_store
from sources.errors import InputError
from sources.ledger.settlements import read_settlements
from sources.registers.measures import MEASURES, SYNONYMS
from sources.registers.register import parse_paper

__all__ = ["pages", "story", "story_text", "text"]


@pytest.mark.parametrize(
    ("named", "indicator"),
    [
        ("GDP per capita", "gdp_per_capita"),
        ("gdp  per person", "gdp_per_capita"),
        ("SP.POP.TOTL", "population"),
        ("eg.cft.accs.ru.zs", "clean_cooking_rural"),
        ("SG.VAW.BURN.ZS", "wdi:SG.VAW.BURN.ZS"),
        ("wdi:SG.VAW.BURN.ZS", "wdi:SG.VAW.BURN.ZS"),
    ],
)
def test_an_indicator_is_named_by_its_names_and_by_its_code(named: str, indicator: str) -> None:
    assert indicator_of(named) == indicator


def test_of_an_indicator_that_is_not_known_near_names_are_told() -> None:
    with pytest.raises(InputError, match=r"no indicator 'populaton'.*population"):
        indicator_of("populaton")


def test_nothing_is_taken_as_a_part_of_itself(pages: tuple[Page, Page], text: TextDesk) -> None:
    ada, _ = pages
    second = place(text, "27 million")
    fields = {"measure": "product", "indicator": "population", "of": "population", "area": "Uganda"}
    answer = ada.send(second, "confirm", choice="other", end="2016", **fields)
    assert answer.status_code == 422
    assert "it would be a part of itself" in answer.text


def test_a_person_confirms_chooses_sets_aside_and_takes_back(
    pages: tuple[Page, Page], text: TextDesk, story: Path
) -> None:
    ada, _ = pages
    first, second = place(text, "48 million"), place(text, "27 million")
    page = ada.open(first)
    assert "&lt;b&gt;Uganda" in page
    assert "<b>Uganda" not in page
    assert "<details><summary>What it would give" in page
    answer = ada.send(first, "confirm", page, choice="own")
    assert (answer.status_code, "done=1" in str(answer.url)) == (200, True)
    assert "Ada confirmed" in ada.open(first)

    fields = {"measure": "value", "indicator": "Population", "area": "Uganda", "end": "2016"}
    assert ada.send(second, "confirm", choice="other", **fields).status_code == 200
    chosen = text.settled().figures[second - 1]
    assert chosen.state == "confirmed"
    assert chosen.reading is not None
    assert (chosen.reading.indicator, chosen.reading.areas) == ("population", ("UGA",))
    found = check_text(CheckOrder(str(story), "2018-06", today=date(2026, 1, 1)))
    assert found.settled == 2
    figure = found.findings.figures[second - 1]
    assert (figure.verdict, figure.standing) == ("refuted", "off")
    paper = parse_paper((story.parent / "story.yaml").read_text(encoding="utf-8"), "story.yaml")
    states = {claim.phrase: claim.how_read and claim.how_read.state for claim in paper.claims}
    assert [state for phrase, state in states.items() if "48" in phrase] == ["confirmed"]

    assert ada.send(second, "undo").status_code == 200
    assert text.settled().standing[second - 1] is None
    assert ada.send(second, "set_aside", why="a guess").status_code == 200
    assert "Ada set it aside: a guess" in ada.open(second)


def test_the_later_of_two_people_is_told_and_may_decide_again(
    pages: tuple[Page, Page], text: TextDesk
) -> None:
    ada, bob = pages
    at = place(text, "48 million")
    seen = bob.open(at)
    assert ada.send(at, "confirm", choice="own").status_code == 200
    late = bob.send(at, "set_aside", seen, why="no")
    assert late.status_code == 409
    assert "Ada, " in late.text
    assert "confirmed a reading" in late.text
    assert bob.send(at, "set_aside", late.text, why="no").status_code == 200
    assert [one.by for one in read_settlements(text.decisions)] == ["Ada", "Bob"]


@pytest.mark.parametrize(
    ("kind", "fields", "status"),
    [
        ("confirm", {"choice": "99"}, 422),
        ("confirm", {"choice": "other", "measure": "value", "indicator": ""}, 422),
        ("confirm", {"choice": "other", "measure": "nonsense", "indicator": "population"}, 422),
        (
            "confirm",
            {"choice": "other", "measure": "value", "indicator": "no such", "area": "Kenya"},
            422,
        ),
        (
            "confirm",
            {"choice": "other", "measure": "value", "indicator": "population", "area": "Nowhere"},
            422,
        ),
        (
            "confirm",
            {
                "choice": "other",
                "measure": "value",
                "indicator": "population",
                "area": "Kenya",
                "end": "16",
            },
            422,
        ),
        ("undo", {}, 422),
        ("approve", {}, 422),
    ],
)
def test_what_cannot_be_is_refused_in_one_line_and_nothing_is_written(
    pages: tuple[Page, Page], text: TextDesk, kind: str, fields: dict[str, str], status: int
) -> None:
    ada, _ = pages
    answer = ada.send(place(text, "48 million"), kind, **fields)
    assert answer.status_code == status
    assert 'class="notice fault"' in answer.text
    assert read_settlements(text.decisions) == ()


@pytest.mark.parametrize("story_text", [GHANA])
def test_sure_readings_and_those_that_lack_the_same_are_settled_and_taken_back_together(
    pages: tuple[Page, Page], text: TextDesk
) -> None:
    ada, bob = pages
    first, seen_by_bob = ada.ask("GET", "/text").text, bob.ask("GET", "/text").text
    assert group(first) == "sure:population"
    assert "the population of Ghana in 2017" in first
    assert 'class="figure holds"' not in first
    answer = send_group(ada, first, members(first))
    assert answer.status_code == 200
    assert "2 readings are kept." in unescape(answer.text)
    second = answer.text
    assert group(second) == "when:2017:gdp_per_capita"
    late = send_group(bob, seen_by_bob, members(seen_by_bob))
    assert late.status_code == 409
    assert "Ada, " in late.text
    assert send_group(ada, second, members(second)).status_code == 200
    made = read_settlements(text.decisions)
    assert [one.kind for one in made] == ["confirm"] * 4
    assert text.view().waiting == (place(text, "8.1 per cent") - 1,)
    form = {"csrf": hidden(second, "csrf"), "expected": str(len(made)), "kind": "undo"}
    back = ada.ask("POST", "/text", data={**form, "figures": members(second)})
    assert back.status_code == 200
    assert "2 readings are taken back." in back.text
    assert len(text.view().waiting) == 3


TRADE = """\
Trade

Exports of Viet Nam were 42% of GDP in 2016. In the country trade is about a third of it all.

| Country | Population, 2016 | Population, 2017 | Life expectancy, 2017 (years) |
|---|---|---|---|
| Ghana | 28.5 million | 29.1 million | 63.5 |
"""


@pytest.mark.parametrize("story_text", [TRADE])
def test_what_lacks_more_than_is_asked_is_asked_by_itself_with_all_that_it_lacks(
    pages: tuple[Page, Page], text: TextDesk
) -> None:
    ada, _ = pages
    third = place(text, "a third")
    page = unescape(ada.open(third))
    whose = "Not sure whose it is: “it” goes back to what was told before, perhaps of Vietnam."
    assert f"{whose} Nor what it counts: more" in page
    view = text.view()
    names = [one.name for one in groups_in(view.settled.figures, view.waiting, lambda *_: "said")]
    assert names == ["sure:population"]


@pytest.mark.parametrize("story_text", [TRADE])
def test_a_group_is_of_one_series_and_shows_the_heads_of_each_value(
    pages: tuple[Page, Page], text: TextDesk
) -> None:
    page = unescape(pages[0].ask("GET", "/text").text)
    assert members(page) == [str(place(text, "28.5")), str(place(text, "29.1"))]
    assert "Ghana · Population, 2016" in page
    assert "Life expectancy, 2017" in pages[0].open(place(text, "63.5"))


@pytest.mark.parametrize("story_text", [GHANA])
def test_nothing_of_a_group_is_written_where_a_part_of_it_cannot_be(
    pages: tuple[Page, Page], text: TextDesk
) -> None:
    ada, _ = pages
    page = ada.ask("GET", "/text").text
    for figures in ([], ["99"], [*members(page), str(place(text, "8.1 per cent"))]):
        assert send_group(ada, page, figures).status_code == 422
    assert read_settlements(text.decisions) == ()


@pytest.mark.parametrize(
    "story_text", [GHANA.replace("Output per head", "In Accra, output per head")]
)
def test_the_year_that_a_person_puts_in_is_offered_for_those_that_follow(
    pages: tuple[Page, Page], text: TextDesk
) -> None:
    ada, _ = pages
    at = place(text, "8.1 per cent")
    fields = {
        "measure": "value",
        "indicator": "growth of GDP at constant prices",
        "area": "Ghana",
        "end": "2016",
    }
    page = ada.send(at, "confirm", choice="other", **fields).text
    assert group(page) == f"like:{at}:period:gdp_per_capita"
    assert "is it 2016 here too?" in page
    assert send_group(ada, page, members(page)).status_code == 200
    settled = text.settled().figures[place(text, "$2,026") - 1]
    assert settled.reading is not None
    assert settled.reading.period.end == 2016


def test_a_form_that_is_not_of_our_page_settles_nothing(
    pages: tuple[Page, Page], text: TextDesk
) -> None:
    ada, _ = pages
    ada.open(1)
    for form in (
        {"kind": "undo"},
        {"csrf": "x", "figure": "1", "kind": "confirm", "choice": "own"},
    ):
        assert ada.post(form).status_code in {403, 422}
    page = ada.open(1)
    for figure, expected in (("0", "0"), ("99", "0"), ("x", "0"), ("1", "-1"), ("1", "")):
        form = {"csrf": hidden(page, "csrf"), "figure": figure, "expected": expected}
        assert ada.post({**form, "kind": "undo"}).status_code == 422
    assert read_settlements(text.decisions) == ()


def test_without_a_text_the_page_says_what_opens_one(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        app = build_application(store, Config(tmp_path, name="Ada"), b"key of the test " * 2)
        answer = Page(app).ask("GET", "/text")
    assert answer.status_code == 404
    assert "corrigenda settle FILE" in answer.text


def test_areas_are_named_as_people_do() -> None:
    words = {"Uganda": "UGA", "Germany + France": "DEU + FRA", "EU@2016 - DEU": "EU@2016 - DEU"}
    words |= {"the Moon": "the Moon", "": ""}
    assert {one: area_of_words(one) for one in words} == words


def test_a_folder_of_texts_is_not_settled_as_one_and_its_texts_are_named(story: Path) -> None:
    story.with_name("other.html").write_text("<html><body><p>Words</p></body></html>")
    with pytest.raises(InputError, match=r"folder of texts.*Name one of its 2 .*story\.txt"):
        open_text(CheckOrder(str(story.parent)))


def test_standard_input_cannot_be_settled() -> None:
    with pytest.raises(InputError, match="standard input"):
        open_text(CheckOrder("-"))


@pytest.mark.parametrize("story_text", [GHANA])
def test_a_group_is_answered_with_another_year_than_the_one_that_was_asked(
    pages: tuple[Page, Page], text: TextDesk
) -> None:
    ada, _ = pages
    first = ada.ask("GET", "/text").text
    second = send_group(ada, first, members(first)).text
    assert group(second) == "when:2017:gdp_per_capita"
    assert "Or all of them are of another year" in second
    written = send_group(ada, second, members(second), end="2016")
    assert written.status_code == 422
    assert "“2016” is written, and the button of the question was pressed" in written.text
    empty = send_group(ada, second, members(second), choice="other")
    assert (empty.status_code, "nothing is written" in empty.text) == (422, True)
    wrong = send_group(ada, second, members(second), choice="other", end="last year")
    assert wrong.status_code == 422
    assert 'value="last year"' in wrong.text
    assert send_group(ada, second, members(second), choice="other", end="2016").status_code == 200
    for number in members(second):
        settled = text.settled().figures[int(number) - 1]
        assert settled.reading is not None
        assert (settled.state, settled.reading.period.end) == ("confirmed", 2016)


def test_each_measure_that_may_be_chosen_is_explained(pages: tuple[Page, Page]) -> None:
    page = unescape(pages[0].open(1))
    assert ">excess: by how many per cent it is above or below another area’s value<" in page
    assert set(MEASURE_WORDS) == set(MEASURES) - set(SYNONYMS)


def test_the_first_page_says_that_readings_wait(pages: tuple[Page, Page], text: TextDesk) -> None:
    ada, _ = pages
    page = unescape(ada.ask("GET", "/").text)
    assert f'<a href="/text">{len(text.view().waiting)} readings of the text wait' in page
    assert "Nothing waits" not in page
