"""The sentences of every verdict against a list of what each may say, whatever the measure."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Any

import pytest
from builders import Table, claim, flat, paper, snapshot

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome, Verdict
from expectations.wording.remarks import say_role, say_timing, say_worth
from sources.figures.parse import parse_figure
from sources.model import Axes, Claim, Period, Unverifiable

POP, RATE = "SP.POP.TOTL", "NY.GDP.MKTP.KD.ZG"
SPAN = Period(2014, 2015)
DATES = ("2015-12-30", "2018-01-10", "2019", "2022-05")
"""Before all editions of 2016 on, weeks after one, in a year of one, and after all."""

SERIES = {
    "2016-03-01": (0.80e6, 0.90e6, 1.00e6),
    "2017-12-21": (0.80e6, 0.90e6, 1.00e6),
    "2019-05-01": (0.80e6, 0.90e6, 1.04e6),
    "2021-06-01": (0.80e6, 0.90e6, 1.20e6),
}
PEOPLE: Table = {
    ("wdi", edition, POP, area): flat(*(part * one for one in values), start=2013)
    for edition, values in SERIES.items()
    for area, part in (("AAA", 0.9), ("BBB", 0.1), ("DEU", 1.0))
} | {("wdi", edition, RATE, "AAA"): flat(3.0, 2.0, 1.0, start=2013) for edition in SERIES}

STATED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("1.00 million people", {}),
    ("about 1 million people", {}),
    ("1.04 million people", {}),
    ("1.20 million people", {}),
    ("0.90 million people", {}),
    ("0.80 million people", {}),
    ("more than 0.5 million people", {}),
    ("less than 5 million people", {}),
    ("less than 0.2 million people", {}),
    ("about 2 million people", {}),
    ("1.3 million people", {}),
    ("4.44 million people", {}),
    ("444 million people", {}),
    ("0.900 million people", {"group": "one"}),
    ("rose from 0.90 million to 1.00 million people", {"period": SPAN}),
    ("fell from 0.90 million to 1.00 million people", {"period": SPAN}),
    ("fell from 1.00 million to 0.90 million people", {"period": SPAN}),
    ("grew by 11%", {"measure": "growth", "period": SPAN}),
    ("fell by 11%", {"measure": "growth", "period": SPAN}),
    ("grew by 44%", {"measure": "growth", "period": SPAN}),
    ("growth of 1.0%", {"measure": "mean_growth", "indicator": "gdp_growth", "group": "one",
                        "weighting": "simple"}),
    ("more than 3 years", {"measure": "elapsed", "indicator": "", "since": "2013-09"}),
    ("more than 30 years", {"measure": "elapsed", "indicator": "", "since": "2013-09"}),
    ("2 countries", {"measure": "count", "indicator": "", "group": "pair"}),
    ("7 countries", {"measure": "count", "indicator": "", "group": "pair"}),
    ("5 million people", {"period": Period(2050, 2050)}),
    ("17 projects", {"measure": None, "indicator": "", "group": "",
                     "unverifiable": Unverifiable("No series counts projects.", "The ministry")}),
)  # fmt: skip


def stated(at: int, phrase: str, fields: dict[str, Any]) -> Claim:
    more = {"id": f"c{at}", "period": Period(2015, 2015), "measure": "value", **fields}
    return claim(parse_figure(phrase), phrase=phrase, **more)


@cache
def outcomes() -> tuple[Outcome, ...]:
    found: list[Outcome] = []
    claims = [stated(at, phrase, fields) for at, (phrase, fields) in enumerate(STATED)]
    for published in DATES:
        for table in (PEOPLE, wild()):
            for axes in (Axes(), Axes(groups=("pair", "one"), window=(2013, 2015))):
                text = paper(claims, axes, published=published)
                found.extend(assess(text, snapshot(table)).outcomes)
    return tuple(found)


def wild() -> Table:
    """The same, with an edition a thousand times too large."""
    table = dict(PEOPLE)
    for area in ("AAA", "BBB"):
        series = PEOPLE["wdi", "2017-12-21", POP, area]
        table["wdi", "2017-12-21", POP, area] = {year: 1e3 * one for year, one in series.items()}
    return table


def by_verdict() -> dict[Verdict, list[Outcome]]:
    found: dict[Verdict, list[Outcome]] = defaultdict(list)
    for outcome in outcomes():
        found[outcome.verdict].append(outcome)
    return found


BEGINNINGS = {
    Verdict.REPRODUCED: ("Holds",),
    Verdict.UNDERSTATED: ("True but understated: ",),
    Verdict.OVERSTATED: ("True but overstated: ", "True, with room to spare: "),
    Verdict.REVISED: ("Held when it was written: ",),
    Verdict.COARSE: ("It rounds so (",),
    Verdict.CONTESTED: ("Borne out only by what the author could not have seen",
                        "The sources disagree: ", "Too close to call: ", "Doubtful, and not ",
                        "Depends on whom it counts. ", "Not settled: "),
    Verdict.STALE: ("Out of date. ", "Off: "),
    Verdict.DEFINITION_DEPENDENT: ("Depends on the definition. ", "Depends on the year. ",
                                   "The two figures look exchanged. ", "Off: "),
    Verdict.REFUTED: ("Not borne out: ",),
    Verdict.CONTRADICTED: ("The text contradicts itself. ",),
    Verdict.UNVERIFIABLE: ("Not checkable here. ",),
    Verdict.UNRESOLVED: ("Could not be checked in this run: ",
                         "Doubtful, and not settled: ", "Not settled: "),
}  # fmt: skip
"""What the sentence of a verdict begins with: a reader knows the verdict by it."""

NEVER = ("today", "just outside", "nothing tried", "at the time of writing", " inf", "nan", "None",
         "−0 ", "e+", "1 readings", "one readings", ": :", " : ", ";;", "..")  # fmt: skip
OF_HOLDING = ("Not borne out", "outside what", "would not bear it out", "contradicts")


def test_every_verdict_is_among_those_that_are_told() -> None:
    assert set(by_verdict()) == set(Verdict)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict_is_known_by_how_its_sentence_begins(verdict: Verdict) -> None:
    for outcome in by_verdict()[verdict]:
        assert outcome.sentence.startswith(BEGINNINGS[verdict]), outcome.sentence
        assert outcome.sentence.endswith(".")


def told(outcome: Outcome) -> list[str]:
    said = [outcome.sentence, outcome.explanation.text, say_timing(outcome)]
    said += [say_worth(outcome.explanation), *outcome.not_established]
    return [*said, *(say_role(one) for one in outcome.observed)]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_no_sentence_says_what_none_may_say(verdict: Verdict) -> None:
    for outcome in by_verdict()[verdict]:
        for text in told(outcome):
            assert not any(word in text for word in NEVER), (verdict, text)


def test_what_is_of_the_time_is_told_so_and_nothing_else_is() -> None:
    for outcome in outcomes():
        observed = [one for one in outcome.observed if one.reading.source == "wdi"]
        if not observed:
            continue
        has_seen = any(one.role == "as_seen" for one in observed)
        for one in observed:
            assert ("could have seen" in say_role(one)) is (one.role == "as_seen")
            assert (one.reading.vintage > last_day(outcome, one.reading.vintage)) is (
                one.role != "as_seen"
            )
        if not has_seen:
            for claimed in ("when it was written", "the paper's own time", "of the time is"):
                assert claimed not in outcome.sentence, outcome.sentence
        elif outcome.verdict is not Verdict.CONTRADICTED:
            assert "o edition of that time" not in outcome.sentence, outcome.sentence


def last_day(outcome: Outcome, vintage: str) -> str:
    """A day that parts the editions of a text's time from later ones, by their own marks."""
    late = [one.reading.vintage for one in outcome.observed if one.is_hindsight]
    return vintage if vintage not in late else min(late)[:4]


def test_a_sentence_names_no_edition_that_its_evidence_lacks() -> None:
    for outcome in outcomes():
        named = set(re.findall(r"WDI (\d{4}-\d\d-\d\d)", outcome.sentence))
        known = {one.reading.vintage for one in outcome.observed}
        if outcome.explanation.reading is not None:
            known.add(outcome.explanation.reading.vintage)
        assert named <= known, outcome.sentence


def test_what_holds_is_not_told_as_off_and_what_is_off_not_as_holding() -> None:
    for outcome in outcomes():
        if outcome.standing == "off":
            assert not outcome.sentence.startswith(("Holds", "True", "Held"))
        if outcome.verdict in {Verdict.UNDERSTATED, Verdict.OVERSTATED}:
            assert not any(word in outcome.sentence for word in OF_HOLDING), outcome.sentence
        if outcome.standing == "holds":
            assert outcome.correction is None
            assert "Not borne out" not in outcome.sentence


def test_at_no_time_is_said_only_where_readings_were_tried() -> None:
    for outcome in outcomes():
        timing = say_timing(outcome)
        if "in any way of reading it that was tried" in timing:
            assert outcome.explanation.tried > 0
            tried = re.search(r"none of the ([\d,]+) ways|the one way of reading", outcome.sentence)
            assert tried, outcome.sentence
        assert ("At no time" in timing) is (outcome.timing == "never")


def test_what_is_doubtful_is_open_and_says_so() -> None:
    for outcome in outcomes():
        is_told = "oubtful" in outcome.sentence
        assert is_told <= outcome.explanation.is_doubtful
        assert is_told <= (outcome.standing == "open")


def test_too_close_is_said_of_nothing_that_is_far() -> None:
    for outcome in outcomes():
        if "Too close to call" in outcome.sentence:
            assert not outcome.explanation.is_doubtful
            gaps = [abs(one.difference) for one in outcome.observed]
            assert min(gaps) < 0.25, outcome.sentence


def test_what_misses_the_data_by_an_eighth_is_not_called_close() -> None:
    values = {"2018-11-14": (660.0, 675.1), "2026-02-24": (840.0, 864.0)}
    table: Table = {
        ("wdi", edition, "NY.GDP.PCAP.CD", "AAA"): flat(*given, start=2014)
        for edition, given in values.items()
    }
    words = "GDP per capita of $765"
    stated = claim(
        parse_figure(words), phrase=words, indicator="gdp_per_capita", group="one",
        measure="total", period=Period(2015, 2015),
    )  # fmt: skip
    (outcome,) = assess(paper([stated], published="2018-12"), snapshot(table)).outcomes
    assert outcome.standing == "open"
    assert "the figure is 13.3% higher than $675.1, but editions" in outcome.sentence
