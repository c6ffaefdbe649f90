"""The letter: what an editor needs, no more than the verdict allows, and no markup of strangers."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec import structs
from sample_dossiers import (
    APPROVER,
    HOSTILE,
    claim_of,
    dossier_of,
    hostile_dossier,
)

from expectations.outcomes import Verdict
from reports.corrections.case import ABOUT, Publisher
from reports.corrections.example import DOCUMENT, render_example
from reports.corrections.letter import letter_html, letter_markdown, letter_subject
from reports.corrections.message import CorrectionData, build_message, message_key
from reports.corrections.page import (
    file_stem,
    permalink,
    render_correction,
    write_correction_page,
)
from sources.errors import InputError, OutputError
from sources.tools.text_safety import markdown_text, one_line, web_address

DESK = Publisher("The Desk", "https://desk.example/about", "desk@desk.example")
SITE = "https://corrections.example"


def letter(claim_id: str = "gdp-share") -> str:
    return letter_markdown([dossier_of(claim_id, site_url=SITE)], DESK)


def rendered(markdown: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))


def test_a_letter_has_all_that_an_editor_needs() -> None:
    text = letter()
    for needed in (
        "“29% of the world”",  # what is stated
        "section II",  # and where
        "economic output (over $20 trillion) accounted for **29% of the world**",
        "edition of 21 May 2018, which you could have seen",  # one source and edition
        "was 30.8% in 2016.",  # one value
        "- WDI 2026-02-24: 31.3% in 2016, later than the text, the newest of its source at hand.",
        "28.7% in 2012",  # why it differs
        "“**31% of the world**”",  # the proposed wording
        "Licence: CC BY 4.0",
        "ffe21335bcb246a6575ad9475a210c6e3f025a4dde0a373785d8db08566561ff",
        "would do so less than once in 100",  # how sure it is
        f"Approved by {APPROVER} on 24 November 2026",
        "to <desk@desk.example>",  # how to answer
        ABOUT.split(";")[0],  # who we are
        f"<{SITE}/corrections/liu-jiang-2018.gdp-share/>",
    ):
        assert needed in text, needed


def test_html_and_markdown_say_the_same() -> None:
    dossiers = [dossier_of("gdp-share"), dossier_of("population")]

    def words(html: str) -> set[str]:
        html = re.sub(r"<(title|style).*?</\1>", "", html, flags=re.S)
        return set(re.findall(r"[\w%$]+(?:[.,]\w+)*", unescape(re.sub(r"<[^>]+>", " ", html))))

    markdown = words(rendered(letter_markdown(dossiers, DESK)))
    html = words(letter_html(dossiers, DESK))
    assert len(markdown) > 200
    assert (markdown ^ html) - {"page"} == set()


@pytest.mark.parametrize("claim_id", ["gdp-share", "gdp-share-change", "growth", "trade-2017"])
def test_no_letter_speaks_our_own_language(claim_id: str) -> None:
    text = letter(claim_id)
    for jargon in ("declared", "verdict", "noise floor", "reading", "claim_id", "null", "nan"):
        assert not re.search(rf"\b{jargon}\b(?! the passage)", text), jargon


@pytest.mark.parametrize("verdict", list(Verdict))
def test_no_letter_claims_more_than_its_verdict_allows(verdict: Verdict) -> None:
    claim = structs.replace(claim_of("gdp-share"), verdict=verdict.value)
    text = letter_markdown([dossier_of("gdp-share", claim=claim)]).lower()
    for word in ("wrong", "error", "mistake", "false", "incorrect"):
        allowed = text.replace("we do not say that it is wrong", "")
        assert word not in allowed
    is_open = verdict in (
        Verdict.COARSE,
        Verdict.CONTESTED,
        Verdict.UNRESOLVED,
        Verdict.UNVERIFIABLE,
    )
    assert ("we do not say that it is wrong" in text) == is_open
    assert ("suggest a clarification" in text) or not is_open


def test_none_is_said_only_where_no_way_of_computing_gives_the_figure() -> None:
    # "5.3%" is contested: one edition bears it out.
    claim = claim_of("growth")
    claim = structs.replace(claim, explanation=structs.replace(claim.explanation, reading=None))
    text = letter_markdown([dossier_of("growth", claim=claim)])
    assert "Some of them give the stated figure." in text
    assert "None gives the stated figure." in letter("gdp-share-change")
    assert "gives the stated figure" not in letter()


@pytest.mark.parametrize(("chance", "is_little"), [(0.78, True), (0.04, False)])
def test_an_agreement_is_said_to_prove_little_only_where_chance_is_great(
    chance: float, is_little: bool
) -> None:
    claim = claim_of("gdp-share")
    alone = structs.replace(claim.explanation, chance=chance, chance_together_text="")
    claim = structs.replace(claim, explanation=alone)
    text = letter_markdown([dossier_of("gdp-share", claim=claim)])
    assert ("proves little" in text) == is_little


def test_a_letter_does_not_argue_with_itself_about_chance() -> None:
    text = letter()
    assert "less than once in 100" in text
    assert "proves little" not in text and "81 times in 100" not in text


def front(text: str) -> str:
    """What stands before the annex."""
    return text.partition("---")[0]


def test_the_first_screen_has_one_value_of_one_edition_and_one_line_of_doubt() -> None:
    text = front(letter())
    assert len(text.split()) < 315
    assert text.count("According to ") == 1
    for word in ("WDI 2017-07-13", "AMA", "times in 100", "Licence"):
        assert word not in text
    assert text.count("differ: they give 30.2% in 2016 to 32.2% in 2017") == 1


def test_a_letter_says_what_the_newest_edition_gives_where_the_wording_disagrees() -> None:
    claim = claim_of("gdp-share")
    text = front(letter())
    assert "print what the newest edition gives" not in text
    rows = tuple(
        structs.replace(row, obs_value=0.36, obs_text="36%") if row.role == "today" else row
        for row in claim.declared.evidence
    )
    declared = structs.replace(claim.declared, evidence=rows)
    text = front(
        letter_markdown([dossier_of("gdp-share", claim=structs.replace(claim, declared=declared))])
    )
    assert "so please name WDI 2018-05-21 with the figure. The newest edition gives" in text
    assert "36% (WDI 2026-02-24)." in text


@pytest.mark.parametrize(
    ("sentence", "is_asked"),
    [
        ("In that year it accounted for 29% of the world.", True),
        ("In 2016 it accounted for 29% of the world.", False),
        ("In 2015-16 it accounted for 29% of the world.", False),
        ("", False),
    ],
)
def test_a_year_that_the_sentence_does_not_name_is_asked_about(
    sentence: str, is_asked: bool
) -> None:
    claim = structs.replace(claim_of("gdp-share"), source_sentence=sentence)
    quote = {"exact": claim.phrase, "prefix": "", "suffix": ""}
    text = front(letter_markdown([dossier_of("gdp-share", claim=claim, quote=quote)]))
    assert ("Its sentence does not name 2016: please tell us" in text) == is_asked


def test_a_title_is_not_cut_in_mid_air() -> None:
    title = "Two Decades of Health Gains in East Africa: Progress, Plateaus and Work That Remains"
    for told, shown in (
        (title, "“Two Decades of Health Gains in East Africa”"),
        (title.replace(":", ","), "“Two Decades of Health Gains in East Africa, Progress…”"),
        ("Growth: a short one", "“Growth: a short one”"),
    ):
        dossier = dossier_of("gdp-share")
        paper = structs.replace(dossier.paper, title=told)
        assert letter_subject([dossier_of("gdp-share", paper=paper)]).endswith(shown)


def test_a_letter_greets_and_signs_as_people_do() -> None:
    text = front(letter())
    assert "\nDear Liu and Jiang, dear editor,\n" in text
    assert f"With kind regards,\n\n{APPROVER}\\\nThe Desk" in text


def test_the_passage_is_told_with_its_page_and_the_paper_with_its_doi() -> None:
    claim = structs.replace(claim_of("gdp-share"), page=3)
    paper = structs.replace(dossier_of("gdp-share").paper, doi="10.1234/abc.5", journal="A Journal")
    text = front(letter_markdown([dossier_of("gdp-share", claim=claim, paper=paper)]))
    assert "The text says in section II, on page 3:" in text
    assert "DOI: 10.1234/abc.5" in text and "A Journal" in text


def test_a_note_on_another_figure_of_the_statement_is_not_told_and_none_is_told_twice() -> None:
    # The statement's note is about the mean of growth, and this figure has one of its own.
    assert "the mean runs from 2013" not in letter("gdp-share-change")
    both = letter_markdown([dossier_of("gdp-share"), dossier_of("population")])
    assert both.count("The text names no list and no year.") == 1
    assert both.count("Fung Business Intelligence Centre") == 1


def test_no_letter_has_a_table_that_could_break_a_word() -> None:
    assert "|" not in letter().replace("\\|", "")
    html = letter_html([dossier_of("gdp-share")], DESK)
    assert "<table" not in html and "overflow-wrap: anywhere" not in html.partition("code {")[0]


def test_a_figure_that_fits_another_year_is_not_said_to_depend_on_a_definition() -> None:
    claim = claim_of("gdp-share")
    later = structs.replace(claim.explanation, changed=("period",))
    claim = structs.replace(claim, verdict="definition-dependent", explanation=later)
    text = letter_markdown([dossier_of("gdp-share", claim=claim)])
    assert "The figure depends on the year: it agrees with 28.7% in 2012." in text
    assert "definition" not in front(text)


def test_a_figure_that_is_open_is_not_said_to_differ() -> None:
    assert "What we found:" in letter()
    assert "Why we write:" in letter("growth")


def test_a_stale_figure_is_called_out_of_date() -> None:
    assert "The figure is out of date" in letter()


def test_an_edition_after_the_paper_is_not_called_one_that_the_authors_could_see() -> None:
    [row] = [line for line in letter("population").splitlines() if line.startswith("- WPP 2")]
    assert "later than the text" in row
    assert "you could have seen" not in row


def test_a_letter_about_a_paper_tells_each_correction_and_each_edition_once() -> None:
    ids = ("gdp-share", "gdp-share-change", "population")
    text = letter_markdown([dossier_of(one) for one in ids])
    for number, one in enumerate(ids, start=1):
        assert text.count(f"\n## {number}. “{claim_of(one).phrase}”") == 1
        assert text.count(f"\n### {number}. “{claim_of(one).phrase}”") == 1
    assert text.count("- **WDI 2018-05-21**") == 1
    assert letter_subject([dossier_of(one) for one in ids]).startswith("3 proposed corrections")


def test_a_letter_is_about_one_paper() -> None:
    other = dossier_of("population")
    other = dossier_of("population", paper=structs.replace(other.paper, id="another"))
    with pytest.raises(InputError, match="one paper"):
        letter_markdown([dossier_of("gdp-share"), other])
    with pytest.raises(InputError, match="no correction"):
        letter_markdown([])


def test_a_letter_without_a_wording_asks_to_look() -> None:
    text = letter_markdown([dossier_of("growth", wording="")])
    assert "We propose no wording; we ask you to look at the passage." in text


def test_a_wording_of_the_reviewers_own_is_not_given_out_as_the_data_s() -> None:
    assert "its figure is that of WDI 2018-05-21, 2016." in letter()
    assert "its figure is that of" not in letter_markdown([dossier_of("gdp-share", wording="31%")])


def test_a_wording_is_not_made_to_look_surer_than_it_is() -> None:
    text = letter()
    assert "“31%” allows for 2 of the 5 values at hand: 30.8% in 2016 (WDI 2018-05-21)" in text
    assert "Not for: 30.2% in 2016 (WDI 2017-07-13), 32.0% in 2017 (AMA 2019-09-16)" in text
    assert "Please name the edition beside the figure." in text
    wrong = letter_markdown([dossier_of("gdp-share", wording="35% of the world")])
    assert "“35%” allows for no value at hand" in wrong
    vague = letter_markdown([dossier_of("gdp-share", wording="much of the world")])
    assert "values at hand" not in vague and "no figure of the kind" not in vague


def test_hostile_text_becomes_no_markup_in_html() -> None:
    for html in (letter_html([hostile_dossier()], hostile_publisher()), page_of_hostile()):
        body = html[html.index("<body>") :]
        assert "<img" not in body and "onerror" in body
        assert "<script" not in body
        assert 'href="javascript' not in body


def hostile_publisher() -> Publisher:
    return Publisher(HOSTILE, HOSTILE, HOSTILE)


def page_of_hostile() -> str:
    return render_correction(hostile_dossier(), hostile_publisher())


def test_hostile_text_becomes_no_markup_in_markdown() -> None:
    html = rendered(letter_markdown([hostile_dossier()], hostile_publisher()))
    assert "<script" not in html
    assert "<img" not in html
    assert "href=" not in html
    assert "<table" not in html


@pytest.mark.parametrize(
    "text",
    ["# head", "- item", "1. item", "2) item", "> quote", "+ item", "* item", "---", "===", "~~~"],
)
def test_the_first_sign_of_a_text_makes_no_block(text: str) -> None:
    html = rendered(markdown_text(text))
    assert re.fullmatch(r"<p>[^<]*</p>\n", html), html


def test_nobody_is_called_and_no_issue_is_referred_to() -> None:
    shown = markdown_text("ask @everyone about #12 in a/b#3")
    assert not re.search(r"@\w|#\w", shown)


@given(st.text())
def test_markdown_shows_any_text_as_it_is(text: str) -> None:
    html = rendered(f"x{markdown_text(text)}x")
    found = re.fullmatch(r"<p>(.*)</p>\n", html, re.S)
    assert found is not None
    assert "<" not in found[1]


@given(st.text())
def test_one_line_has_nothing_that_is_not_seen(text: str) -> None:
    categories = {unicodedata.category(sign) for sign in one_line(text)}
    assert not categories & {"Cc", "Cf", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("a.b+c@desk.example", "to <a.b+c@desk.example>:"),
        ("https://desk.example/answer", "to <https://desk.example/answer>:"),
        ("the desk <x@y>", "to the desk \\<x@\u2060y\\>:"),
    ],
)
def test_a_contact_can_be_copied(contact: str, shown: str) -> None:
    assert shown in letter_markdown([dossier_of("gdp-share")], Publisher("Desk", "", contact))


def test_only_addresses_of_the_web_become_links() -> None:
    assert web_address("https://a.example/b?c=d") == "https://a.example/b?c=d"
    assert '"' not in web_address('https://a.example/">x')
    assert ">" not in web_address('https://a.example/">x')
    for other in ("javascript:alert(1)", "data:text/html,x", "//a.example", " https://a.example"):
        assert web_address(other) == ""


def test_a_message_has_the_same_key_in_every_attempt_and_another_in_every_revision() -> None:
    one, again = build_message(dossier_of("gdp-share")), build_message(dossier_of("gdp-share"))
    assert one == again
    assert one.key == message_key("liu-jiang-2018.gdp-share", 1)
    assert one.key != message_key("liu-jiang-2018.gdp-share", 2)
    assert re.fullmatch(r"[a-z0-9]{40}", one.key)
    data = msgspec.convert(one.data, CorrectionData)
    assert data.claimreview["@type"] == "ClaimReview"
    assert data.annotation["type"] == "Annotation"


def test_the_subject_is_one_line_whatever_the_paper_is_called() -> None:
    paper = structs.replace(dossier_of("gdp-share").paper, title="A\r\nBcc: all@example.org\u2028x")
    subject = build_message(dossier_of("gdp-share", paper=paper)).subject
    assert subject.isprintable()


def test_a_page_is_self_contained_and_runs_nothing() -> None:
    page = render_correction(dossier_of("gdp-share", site_url=SITE), DESK)
    assert "default-src 'none'" in unescape(page) and "script-src" not in page
    assert not re.search(r'(src|href)="(?!data:|https://)', page)
    assert f'<link rel="canonical" href="{SITE}/corrections/liu-jiang-2018.gdp-share/">' in page


def test_a_page_is_written_to_its_permalink(tmp_path: Path) -> None:
    path = write_correction_page(dossier_of("gdp-share"), tmp_path)
    assert path == tmp_path / "corrections" / "liu-jiang-2018.gdp-share" / "index.html"
    assert [one.name for one in path.parent.iterdir()] == ["index.html"]
    assert permalink(f"{SITE}/", "a.b") == f"{SITE}/corrections/a.b/"
    assert permalink("", "a.b") == ""


@pytest.mark.parametrize("name", ["../x", "a/../b", "/etc/x", "a..b", ".hidden", "", "a\nb", "a b"])
def test_an_id_that_is_no_name_of_a_file_names_none(name: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        file_stem(name)
    with pytest.raises(OutputError):
        write_correction_page(dossier_of("gdp-share", correction_id=name), tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_letter_in_the_docs_is_what_the_program_writes() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == render_example()
