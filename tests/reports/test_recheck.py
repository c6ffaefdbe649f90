"""Whether a correction was made in a new text: the labelled texts, and what must not matter."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from sample_dossiers import dossier_to_recheck as dossier
from sample_entries import entry, evidence

from reports.decisions.passages import Passage, _held, is_in_note
from reports.decisions.recheck import recheck, with_context
from reports.records import Dossier
from sources.figures.parse import parse_figure
from sources.registers.register import load_paper
from sources.texts.anchors import (
    Anchor,
    AnchoredText,
    TextQuote,
    anchor,
    find_anchor,
    find_nearest,
)

BEFORE = (
    "The plan was proposed in 2013 and has grown since.",
    "In the first part we describe the members and their trade.",
)
PASSAGE = "The economies along the road make up 29% of the world output, says the yearbook."
AFTER = (
    "Their people are about 63% of the world's population in all.",
    "Exports came to $1.1 trillion, up 14.8% on the year before.",
)


def text_with(passage: str, *more: str) -> str:
    return "\n\n".join((*BEFORE, passage, *AFTER, *more))


def passage(figure: str) -> str:
    return PASSAGE.replace("29%", figure)


LABELLED = [
    ("as it was", PASSAGE, "not-made"),
    ("as it was, per cent", passage("29 per cent"), "not-made"),
    ("as it was, percent over a line", passage("29\npercent"), "not-made"),
    ("as it was, in words", passage("twenty-nine percent"), "not-made"),
    ("as it was, emphasised", passage("**29%**"), "not-made"),
    ("as approved", passage("31%"), "made"),
    ("as approved, per cent", passage("31 per cent"), "made"),
    ("as approved, in words", passage("thirty-one percent"), "made"),
    ("as approved, hyphenated", passage("31%").replace("economies", "econo\u00admies"), "made"),
    ("a finer figure that holds", passage("30.8%"), "made"),
    ("a finer figure that does not", passage("30.9%"), "made-differently"),
    ("a hedged figure that holds, and is less precise", passage("about 31%"), "made-differently"),
    ("a bound that holds, and is less precise", passage("more than 30%"), "made-differently"),
    ("a finer hedged figure that holds", passage("about 30.8%"), "made"),
    ("another wrong figure", passage("35%"), "made-differently"),
    ("a figure that only today's data bear out", passage("29.5%"), "made-differently"),
    ("more people, not per cent", passage("31 million"), "made-differently"),
    ("no figure any more", passage("a large part"), "made-differently"),
    ("the passage is gone", "The yearbook says nothing of the road.", "gone"),
    ("only its neighbours are left", "", "gone"),
    (
        "wording around it changed",
        "The economies along the new road made up 31% of the world output, the yearbook says.",
        "made",
    ),
    (
        "wording around it changed, figure not",
        "The economies along the new road made up 29% of the world output, the yearbook says.",
        "not-made",
    ),
    ("the right figure elsewhere", "Cities hold 31% of the world.", "gone"),
]


@pytest.mark.parametrize(
    ("changed", "outcome"), [one[1:] for one in LABELLED], ids=[one[0] for one in LABELLED]
)
def test_a_labelled_text_has_the_outcome_that_a_reader_gives_it(changed: str, outcome: str) -> None:
    assert recheck(dossier(), text_with(changed)).outcome == outcome


@pytest.mark.parametrize(
    "note",
    [
        "Correction: 29% of the world should read 31% of the world.",
        "Erratum. On page 3, “The economies along the road make up 29% of the world output” is "
        "wrong; “The economies along the road make up 31% of the world output, says the "
        "yearbook” is right.",
        "Corrigendum: the economies along the road make up 31% of the world output.",
        "In line 3 it should read: The economies along the road make up 31% of the world output, "
        "says the yearbook.",
    ],
)
def test_a_note_at_the_end_makes_nothing_and_unmakes_nothing(note: str) -> None:
    assert recheck(dossier(), text_with(PASSAGE, note)).outcome == "not-made"
    assert recheck(dossier(), text_with(passage("31%"), note)).outcome == "made"
    assert recheck(dossier(), text_with("", note)).outcome == "gone"


def test_a_quote_without_context_is_not_made_where_old_and_new_both_stand() -> None:
    bare = dossier(quote={"exact": "29% of the world", "prefix": "", "suffix": ""})
    both = text_with(PASSAGE, "Cities hold 31% of the world.")
    found = recheck(bare, both)
    assert found.outcome == "not-made"
    assert "differ" in found.note
    assert recheck(bare, text_with(passage("31%"))).outcome == "made"


def test_two_passages_that_are_alike_and_differ_are_never_made() -> None:
    found = recheck(dossier(), text_with(PASSAGE, passage("31%")))
    assert (found.outcome, found.found) == ("not-made", "29% of the world")
    assert "for a person" in found.note


def off(**more: Any) -> Dossier:
    """A correction of a figure that no edition bears out."""
    rows = (evidence("wdi", "as_seen", 0.3083), evidence("ama", "as_seen", 0.3091))
    claim = entry("gdp-share", "29% of the world", measure="share", evidence=rows)
    return dossier(claim=structs.replace(claim, **more))


def test_a_figure_that_holds_is_told_from_one_that_does_not() -> None:
    assert recheck(off(), text_with(passage("25%"))).holds is False
    assert recheck(dossier(), text_with(passage("more than 30%"))).holds is True


@pytest.mark.parametrize("now", ["29.6%", "30%", "30.9%", "32%", "35%"])
def test_a_figure_nearer_than_the_one_that_was_off_is_left_open(now: str) -> None:
    found = recheck(off(), text_with(passage(now)))
    assert (found.outcome, found.holds) == ("made-differently", None)
    assert "left open" in found.note
    assert "do not bear out" not in found.note


@pytest.mark.parametrize("now", ["29.2%", "28%", "25%", "3%"])
def test_a_figure_no_nearer_than_the_one_that_was_off_is_not_borne_out(now: str) -> None:
    found = recheck(off(), text_with(passage(now)))
    assert (found.outcome, found.holds) == ("made-differently", False)
    assert "do not bear out" in found.note


@pytest.mark.parametrize("verdict", ["contested", "unresolved", "coarse", "contradicted"])
def test_nothing_is_off_beside_a_figure_that_the_data_did_not_put_off(verdict: str) -> None:
    assert recheck(off(verdict=verdict), text_with(passage("25%"))).holds is None


def test_nothing_is_off_that_a_later_edition_bears_out() -> None:
    assert recheck(dossier(), text_with(passage("29.5%"))).holds is None
    assert recheck(dossier(), text_with(passage("25%"))).holds is None


def test_a_promise_that_was_not_kept_is_news() -> None:
    promised = dossier(state="corrected")
    assert recheck(promised, text_with(PASSAGE)).is_news
    assert recheck(promised, text_with("")).is_news
    assert not recheck(promised, text_with(passage("31%"))).is_news
    assert not recheck(dossier(), text_with(PASSAGE)).is_news


def test_a_pair_told_the_other_way_round_is_no_correction() -> None:
    rows = (evidence("wdi", "as_seen", 0.308, 0.299),)
    claim = entry("gdp-share", "increased from 30.3% to 29.1%", measure="share", evidence=rows)
    quote = {"exact": claim.phrase, "prefix": "their share of output has", "suffix": "in all"}
    pair = dossier(claim=claim, quote=quote, wording="increased from 29.9% to 30.8%")
    said = "As we know, their share of output has {} in all."
    assert recheck(pair, said.format("increased from 29.9% to 30.8%")).outcome == "made"
    assert recheck(pair, said.format("risen from 29.9% to 30.8%")).outcome == "made"
    assert recheck(pair, said.format("decreased from 30.3% to 29.1%")).outcome != "made"


words = st.text(alphabet="abcdefghij ", min_size=0, max_size=60)
numbers = st.integers(2, 10**6).map(lambda number: f"It counted {number:,} tons of coal.")
sentences = st.lists(st.one_of(words, numbers), max_size=8)


@given(sentences, sentences, st.sampled_from(["29%", "31%", "35%", "30.9%", "more than 30%"]))
def test_what_is_written_elsewhere_does_not_change_the_outcome(
    before: list[str], after: list[str], figure: str
) -> None:
    plain = recheck(dossier(), text_with(passage(figure)))
    edited = recheck(dossier(), "\n\n".join((*before, passage(figure), *after)))
    assert (edited.outcome, edited.found) == (plain.outcome, plain.found)


@given(st.sampled_from([" ", "\n", "  ", "\t", "\u00a0", "\r\n"]), st.sampled_from(["29%", "31%"]))
def test_white_space_does_not_matter(blank: str, figure: str) -> None:
    changed = passage(figure).replace(" ", blank)
    expected = recheck(dossier(), text_with(passage(figure))).outcome
    assert recheck(dossier(), text_with(changed)).outcome == expected


@given(sentences)
def test_a_text_without_the_passage_is_never_made(others: list[str]) -> None:
    assert recheck(dossier(), "\n\n".join(others)).outcome == "gone"


@pytest.fixture(scope="module")
def paper_text() -> str:
    found = sorted((Path(__file__).parents[3] / "shared").glob("000_*.txt"))
    if not found:
        pytest.skip("the folder `shared` is not beside the repository")
    return found[0].read_text(encoding="utf-8")


@pytest.mark.shared
@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.slow)])
def test_every_claim_of_the_paper_is_found_again_as_it_was_made_and_gone(
    paper_text: str, every: int
) -> None:
    known = AnchoredText(paper_text)
    wrong = []
    for claim in load_paper("liu-jiang-2018").claims[::every]:
        at = anchor(claim, known)
        assert isinstance(at, Anchor)
        wording = another_figure(claim.phrase)
        found = entry(claim.id, claim.phrase, measure=claim.measure or "")
        quote = {"exact": claim.phrase, "prefix": at.quote.prefix, "suffix": at.quote.suffix}
        one = dossier(claim=found, quote=quote, wording=wording)
        before, after = paper_text[: at.start], paper_text[at.end :]
        texts = (paper_text, f"{before}{wording}{after}", f"{before[:-200]}{after[200:]}")
        note = f"\n\nErratum: “{claim.phrase}” should read “{wording}”.\n"
        outcomes = [recheck(one, text).outcome for text in (*texts, paper_text + note)]
        if outcomes != ["not-made", "made", "gone", "not-made"]:
            wrong.append((claim.id, outcomes))
    assert wrong == []


def another_figure(phrase: str) -> str:
    """A phrase with the first digit of its figure changed."""
    figure = parse_figure(phrase)
    place = next(at for at in range(figure.start, figure.end) if phrase[at].isdigit())
    return f"{phrase[:place]}{'8' if phrase[place] == '9' else '9'}{phrase[place + 1 :]}"


def test_the_text_as_it_was_gives_a_quote_the_words_around_it() -> None:
    bare = dossier(quote={"exact": "29% of the world", "prefix": "", "suffix": ""})
    found = with_context(bare, AnchoredText(text_with(PASSAGE)))
    assert found.quote["prefix"].endswith("make up")
    assert (
        recheck(found, text_with(passage("31%"), "Cities hold 29% of the world.")).outcome == "made"
    )
    assert with_context(bare, AnchoredText("nothing")) == bare


@pytest.mark.parametrize("now", ["about 30% of the world", "more than 25% of the world"])
def test_a_wording_less_precise_than_the_approved_one_is_made_differently(now: str) -> None:
    text = "\n".join((*BEFORE, PASSAGE.replace("29% of the world", now), *AFTER))
    found = recheck(dossier(), text)
    assert (found.outcome, found.holds) == ("made-differently", True)
    assert "precise" in found.note


@pytest.mark.parametrize(
    ("wording", "now", "outcome", "note"),
    [
        ("increased from 29.1% to 30.3%", "fell from 30.3% to 29.1%", "made-differently", "direct"),
        ("increased from 29.1% to 30.3%", "fallen from 30.3% to 29.1%", "made-differently", "dir"),
        ("increased from 29.1% to 30.3%", "decreased from 30.3% to 29.1%", "made-differently", ""),
        ("decreased from 30.3% to 29.1%", "fell from 30.3% to 29.1%", "made", "other words"),
        ("decreased from 30.3% to 29.1%", "fallen from 30.3% to 29.1%", "made", "other words"),
        ("decreased from 30.3% to 29.1%", "fell from 30% to 29%", "made-differently", "precise"),
        ("decreased from 30.3% to 29.1%", "risen from 29.1% to 30.3%", "made-differently", "other"),
        ("decreased from 30.3% to 29.1%", "increased from 30.3% to 29.1%", "not-made", ""),
    ],
)
def test_a_corrected_direction_is_told_as_such_and_never_as_gone(
    wording: str, now: str, outcome: str, note: str
) -> None:
    rows = (evidence("wdi", "as_seen", 0.291, 0.303),)
    phrase = "increased from 30.3% to 29.1%"
    claim = entry("gdp-share", phrase, measure="share", evidence=rows)
    quote = {"exact": phrase, "prefix": "their share of output has", "suffix": "in all"}
    one = dossier(claim=claim, quote=quote, wording=wording)
    found = recheck(one, f"As we know, their share of output has {now} in all.")
    assert (found.outcome, note in found.note) == (outcome, True)


@pytest.mark.parametrize(
    ("now", "outcome"),
    [
        ("declined by 8%", "made"),
        ("fell by 8.0%", "made"),
        ("fell by about 8%", "made-differently"),
        ("fell by more than 5%", "made-differently"),
        ("fell by 12%", "made-differently"),
        ("rose by 8%", "made-differently"),
        ("rose by 12%", "not-made"),
    ],
)
def test_a_change_is_made_in_its_direction_and_as_precisely_as_it_was_approved(
    now: str, outcome: str
) -> None:
    rows = (evidence("wdi", "as_seen", -0.08),)
    claim = entry("growth", "rose by 12%", measure="growth", evidence=rows)
    quote = {"exact": "rose by 12%", "prefix": "in that year output", "suffix": "said the office"}
    one = dossier(claim=claim, quote=quote, wording="fell by 8%")
    found = recheck(one, f"We know that in that year output {now}, said the office.")
    assert found.outcome == outcome


def test_a_passage_inside_a_longer_one_is_found_in_a_time_that_grows_with_their_number() -> None:
    passages = [
        Passage(text, 10 * at, 0.9) for at in range(20_000) for text in ("31% of", "about 31% of")
    ]
    began = time.process_time()
    held = _held(passages)
    assert time.process_time() - began < 5
    assert held == {one for one in passages if one.text == "31% of"}


def test_a_text_without_sentences_is_looked_through_once_for_notes_of_a_correction() -> None:
    known = AnchoredText("about 62% of the people " * 20_000)
    began = time.process_time()
    assert not any(is_in_note(at, known) for at in range(0, 100_000, 24))
    assert time.process_time() - began < 5


def test_a_quote_that_stands_in_thousands_of_places_is_lost_and_not_compared_with_each() -> None:
    known = AnchoredText("about 62% of the people " * 10_000)
    began = time.process_time()
    quote = TextQuote("62% of", "said that about", "all the people")
    assert find_anchor(quote, known) is None
    assert find_nearest(quote, known)[0] is None
    assert time.process_time() - began < 5
