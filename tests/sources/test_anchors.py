"""A quote with its context finds its own place, in a text that has changed too, or is lost."""

from __future__ import annotations

import pytest
from builders import claim
from hypothesis import given
from hypothesis import strategies as st

from sources.figures.parse import parse_figure
from sources.model import Claim
from sources.texts.anchors import (
    Anchor,
    AnchoredText,
    LostAnchor,
    TextQuote,
    anchor,
    anchor_all,
    find_anchor,
    find_nearest,
)
from sources.texts.folding import fold_text, normalise_text

TEXT = (
    "The basin holds about 63% of the people of the north, and the plain holds 63% of its\n"
    "farms.\n\nIts output was (over \\$20 trillion) in **good** years, or 29% of the whole.\n"
)


def claim_of(phrase: str, prefix: str = "", suffix: str = "") -> Claim:
    return claim(parse_figure(phrase), id="it", phrase=phrase, prefix=prefix, suffix=suffix)


def placed(phrase: str, text: str = TEXT, prefix: str = "", suffix: str = "") -> Anchor:
    found = anchor(claim_of(phrase, prefix, suffix), text)
    assert isinstance(found, Anchor)
    return found


def lost(phrase: str, text: str = TEXT) -> LostAnchor:
    found = anchor(claim_of(phrase), text)
    assert isinstance(found, LostAnchor)
    return found


def test_an_anchor_has_its_place_and_about_32_characters_on_either_side() -> None:
    found = placed("63% of its farms")
    assert TEXT[found.start : found.end] == "63% of its\nfarms"
    assert found.quote == TextQuote(
        "63% of its farms",
        "the north, and the plain holds",
        ". Its output was (over $20",
    )
    assert found.claim_id == "it"


def test_a_bare_figure_that_occurs_twice_finds_its_own_place_by_prefix_or_suffix() -> None:
    assert lost("63%").count == 2
    first, second = TEXT.index("63%"), TEXT.rindex("63%")
    assert placed("63%", prefix="holds about").start == first
    assert placed("63%", suffix="of the people").start == first
    assert placed("63%", prefix="plain holds").start == second
    assert placed("63%", suffix="of its").start == second


def test_places_are_of_the_text_as_given_escapes_and_all() -> None:
    found = placed("over $20 trillion")
    assert TEXT[found.start : found.end] == "over \\$20 trillion"
    assert found.quote.exact == "over $20 trillion"


def test_no_word_and_no_number_is_cut() -> None:
    for text in ("13.7 billion", "3.75 billion", "3.7 billions", "a3.7 billion"):
        assert lost("3.7 billion", text).count == 0
    assert placed("3.7 billion", "it has 3.7 billion.").start == 7


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace(" ", "\n", 20),
        TEXT.replace("**", ""),
        TEXT.replace("\\$", "$"),
        TEXT.replace(" ", "\u00a0"),
        "A new first sentence.\n" + TEXT,
        TEXT.replace("the people of the north", "the people of the north and west"),
        TEXT.replace("good", "very good"),
        TEXT.replace("holds 63%", "*holds 63%*"),
        TEXT.replace("trillion", "tril\u00adlion"),
    ],
)
def test_an_anchor_is_found_again_where_what_is_around_it_has_changed(changed: str) -> None:
    claims = [
        claim_of("63% of its farms"),
        claim_of("63%", prefix="about"),
        claim_of("over $20 trillion"),
    ]
    anchors, gone = anchor_all(claims, TEXT)
    assert not gone
    for one in anchors:
        found = find_anchor(one.quote, changed)
        assert found is not None
        again = normalise_text(changed[found.start : found.end])
        assert again == normalise_text(one.quote.exact)


def test_a_bare_figure_is_told_from_its_like_though_both_contexts_have_changed() -> None:
    changed = TEXT.replace("the people of the north", "people in the north").replace("its", "her")
    for prefix in ("about", "plain holds"):
        was = placed("63%", prefix=prefix)
        found = find_anchor(was.quote, changed)
        assert found is not None
        before = changed[: found.start].rstrip()
        assert before.endswith(prefix)


def test_a_quote_whose_neighbourhood_is_gone_is_not_found_at_its_likes() -> None:
    was = placed("63%", prefix="plain holds")
    changed = TEXT.replace("and the plain holds 63% of its\nfarms", "and nothing else")
    assert "63%" in changed
    assert find_anchor(was.quote, changed) is None


def test_a_quote_without_context_is_found_only_where_it_stands_once() -> None:
    assert find_anchor(TextQuote("29%"), TEXT) is not None
    assert find_anchor(TextQuote("63%"), TEXT) is None
    assert find_anchor(TextQuote("64%"), TEXT) is None


def test_context_grows_until_it_tells_a_quote_from_its_likes() -> None:
    like = "of the households that were asked in that year by the office 5% had none. "
    text = f"In the south, {like}In the north, {like}"
    north = text.rindex("5%")
    known = AnchoredText(text)
    found = known.anchor(known.folded.folded_at(north), known.folded.folded_at(north) + 2)
    assert len(found.quote.prefix) > 40
    assert find_anchor(found.quote, text) == found


@pytest.mark.parametrize(
    ("phrase", "changed", "nearest"),
    [
        ("about 63% of the people", ("63% of the people", "61% of the people"), "about 61%"),
        ("plain holds 63% of its farms", ("63% of its", "some 60% of its"), "plain holds some 60%"),
        ("29% of the whole", ("29% of the whole", "29.5% of the entire whole"), "29.5% of the"),
    ],
)
def test_a_lost_phrase_is_told_with_the_nearest_place(
    phrase: str, changed: tuple[str, str], nearest: str
) -> None:
    text = TEXT.replace(*changed)
    gone = lost(phrase, text)
    assert gone.count == 0
    assert gone.nearest is not None
    assert nearest in normalise_text(text[gone.nearest.start : gone.nearest.end])
    assert 0.6 <= gone.likeness <= 1


@pytest.mark.parametrize("phrase", ["64%", "over $30 billion", "17 roads to the old harbour"])
def test_what_is_like_nothing_has_no_nearest_place(phrase: str) -> None:
    gone = lost(phrase)
    assert (gone.nearest, gone.likeness) == (None, 0.0)


words = st.lists(
    st.sampled_from(["63%", "5", "the", "of", "people", "\\$7", "**so**", "\n\n", "ﬁne", "“x”"]),
    max_size=30,
).map(" ".join)


@given(text=st.one_of(words, st.text(max_size=200)))
def test_folding_keeps_the_place_of_each_character(text: str) -> None:
    folded = fold_text(text)
    assert len(folded.text) == len(folded.places)
    assert list(folded.places) == sorted(folded.places)
    assert all(0 <= place < len(text) for place in folded.places)
    assert folded.text == folded.text.strip(" ")
    assert "  " not in folded.text


@given(text=words, data=st.data())
def test_any_stretch_of_words_is_found_again_at_its_place(text: str, data: st.DataObject) -> None:
    known = AnchoredText(text)
    if not known.words:
        return
    first = data.draw(st.integers(0, len(known.words) - 1))
    last = data.draw(st.integers(first, len(known.words) - 1))
    made = known.anchor(known.words[first].start(), known.words[last].end())
    found = find_anchor(made.quote, known)
    # Without its like in the text a quote is found; with it, it is found there or not at all.
    assert found is None or (found.start, found.end) == (made.start, made.end)
    if known.folded.text.count(made.quote.exact) == 1:
        assert found is not None


@given(text=st.text(max_size=120), exact=st.text(max_size=20), prefix=st.text(max_size=8))
def test_any_quote_is_looked_for_in_any_text(text: str, exact: str, prefix: str) -> None:
    quote = TextQuote(exact, prefix)
    found = find_anchor(quote, text)
    if found is not None:
        assert normalise_text(text[found.start : found.end]) == normalise_text(exact)
    find_nearest(quote, text)


def test_a_comma_between_cells_cuts_no_number_and_one_within_a_number_does() -> None:
    for text in ("Chile,78.2,122.3", "2000,78.2,5", "78.2,9,1"):
        assert find_anchor(TextQuote("78.2"), text) is not None
    for text in ("3,5", "1,234,567", "12,34,567", "3,1416"):
        assert find_anchor(TextQuote("3"), text) is None
        assert find_anchor(TextQuote("34"), text) is None
        assert find_anchor(TextQuote("234"), text) is None
