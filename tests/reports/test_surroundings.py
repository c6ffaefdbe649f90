"""The places whose surroundings are looked at for a correction: none is left out, few are tried."""

from __future__ import annotations

import cProfile
import pstats
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_dossiers import dossier_to_recheck as dossier

from benchmarks.hostile_text import text_of
from reports.decisions.recheck import Rechecked, recheck
from reports.decisions.surroundings import SearchedText, Surroundings, masked
from reports.records import Dossier
from sources.errors import InputError
from sources.texts.anchors import AnchoredText

AROUND = st.sampled_from(["a", "b", "c", "d", "e", "f", "(", "x", "3", "29%"])
WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "(", "7%", "8%"]), max_size=14)


@given(
    text=st.lists(
        st.sampled_from(["a", "b", "c", "d", "e", "f", "(", "x", "3", "29%"]),
        min_size=1,
        max_size=60,
    ),
    left=WORDS,
    right=WORDS,
    least=st.sampled_from([0.0, 0.5, 0.6, 1.0]),
)
def test_no_place_that_is_alike_enough_is_left_out(
    text: list[str], left: list[str], right: list[str], least: float
) -> None:
    whole = " ".join(text)
    spans = [match.span() for match in re.finditer(r"\S+", whole)]
    around = Surroundings(whole, spans, reach=16)
    frame = masked(" ".join(left)), masked(" ".join(right))
    alike = {at for at in range(len(around)) if around.likeness(at, *frame) >= least}
    found = around.list_candidates(*frame, least)
    assert list(found) == sorted(set(found))
    if any(frame):
        assert alike <= set(found)
    else:
        assert len(found) == len(around)


def corrections(text: str, count: int) -> list[Dossier]:
    """Corrections of figures of a text, every other one of a passage that is not there."""
    draw = random.Random(30)
    words = text.split()
    figures = [at for at in range(8, len(words) - 8) if words[at][0].isdigit()]
    made = []
    for number in range(count):
        at = draw.choice(figures)
        quote = {
            "exact": words[at],
            "prefix": " ".join(words[at - 6 : at]),
            "suffix": " ".join(words[at + 1 : at + 7]),
        }
        if number % 2:
            quote = {
                "exact": "29%",
                "prefix": f"The roads of book {number} all make up",
                "suffix": f"of what list {number} says",
            }
        made.append(dossier(quote=quote, wording="31%"))
    return made


def test_a_hundred_corrections_of_a_text_are_found_as_each_of_them_alone() -> None:
    text = text_of("prose as in labelled texts", 20_000)
    searched = SearchedText(AnchoredText(text))
    for one in corrections(text, 20):
        alone = recheck(one, text)
        assert isinstance(alone, Rechecked)
        assert recheck(one, searched) == alone


def test_the_work_of_many_corrections_does_not_grow_with_each_times_the_text() -> None:
    text = text_of("prose as in labelled texts", 100_000)
    calls = []
    for count in (10, 200):
        wanted, searched = corrections(text, count), SearchedText(AnchoredText(text))
        counting = cProfile.Profile()
        for one in wanted:
            counting.runcall(recheck, one, searched)
        calls.append(pstats.Stats(counting).total_calls)  # type: ignore[attr-defined]
    assert calls[1] < 2 * calls[0]


def test_a_text_too_large_for_its_corrections_is_refused_in_a_line() -> None:
    text = "and GDP of China was 29% of the world output, " * 50
    searched = SearchedText(AnchoredText(text), "new.txt", most=1600)
    quote = {"exact": "29%", "prefix": "and GDP of China was", "suffix": "of the world output"}
    with pytest.raises(InputError, match="so many corrections") as refused:
        for _ in range(4):
            recheck(dossier(quote=quote, wording="31%"), searched)
    assert str(refused.value) == (
        "new.txt: the text is too large for so many corrections: too many of its places are like "
        "those of the corrections. Split it."
    )
