"""What stands beside a page's article: its heading and boxes of facts are read, the rest is not."""

from __future__ import annotations

from sources.documents.web.web_page import read_web_page

ARTICLE = "<main><h2>Why</h2><p>" + "The office opened long ago. " * 12 + "</p></main>"


def text_of(body: str) -> str:
    page = f"<html><head><title>T</title></head><body>{body}</body></html>"
    return read_web_page(page.encode(), "page.html").text


def test_a_box_of_facts_outside_of_the_article_is_read_in_its_place() -> None:
    box = "<aside><h2>Chad, 2016</h2><dl><dt>Population</dt><dd>14 million</dd></dl></aside>"
    text = text_of(f"{box}{ARTICLE}")
    assert text.startswith("Chad, 2016")
    assert "Population\t14 million" in text
    assert text.index("14 million") < text.index("Why")
    assert text_of(f"{ARTICLE}{box}").endswith("14 million")


def test_a_box_within_the_article_is_read_once() -> None:
    box = "<aside><p>Chad had 14 million people in 2016.</p></aside></main>"
    text = text_of(ARTICLE.replace("</main>", box))
    assert text.count("14 million") == 1


def test_the_heading_of_the_page_is_read_and_the_rest_of_its_header_is_not() -> None:
    header = "<header><p>Home 24 news</p><h1>Chad: country brief</h1></header>"
    text = text_of(f"{header}{ARTICLE}")
    assert text.startswith("Chad: country brief")
    assert "Home 24 news" not in text


def test_boxes_of_links_and_furniture_stay_left_out() -> None:
    links = "<aside><ul><li><a href='/a'>Five facts about 2016</a></li></ul></aside>"
    furniture = "<aside class='newsletter'><p>Join 12,000 readers.</p></aside>"
    nothing = "<aside><p>Read on.</p></aside>"
    text = text_of(f"{links}{furniture}{nothing}{ARTICLE}")
    assert text.startswith("Why")


def test_a_box_in_a_menu_is_left_out() -> None:
    text = text_of(f"<nav><aside><p>14 million people</p></aside></nav>{ARTICLE}")
    assert "14 million" not in text
