"""A claim whose reading nobody is sure of is shown as such, and counts with what it is."""

from __future__ import annotations

from dataclasses import replace

from sample_assessment import RUN, sample_assessment

from expectations.outcomes import Assessment
from flows.work.validation import read_fail_on, say_failing
from reports.findings.findings import NOT_SURE, build_findings, count_judged, count_told
from reports.pages.page import render_page
from sources.model import HowRead


def unsure() -> Assessment:
    """The sample, with no reading that anybody is sure of."""
    made = sample_assessment()
    doubted = HowRead("unsure", "the program", "2026-11-27", "It may be of another country.")
    return replace(
        made,
        outcomes=tuple(
            replace(one, claim=replace(one.claim, how_read=doubted)) for one in made.outcomes
        ),
    )


def test_what_is_told_by_verdict_adds_up_to_what_is_told_by_standing() -> None:
    for made in (sample_assessment(), unsure()):
        findings = build_findings(made, None, RUN)
        told = count_told(findings.claims)
        sums = {standing: sum(counts.values()) for standing, counts in told.items()}
        assert sums == findings.counts.standings


def test_no_claim_that_nobody_is_sure_of_is_told_as_off_or_as_holding() -> None:
    findings = build_findings(unsure(), None, RUN)
    open_ones = [one for one in findings.claims if one.standing == "open"]
    assert open_ones
    assert not [one for one in findings.claims if one.standing in ("off", "holds")]
    doubted = [one for one in open_ones if one.sentence.startswith("Not sure what is meant.")]
    assert len(doubted) == count_told(findings.claims)["open"][NOT_SURE]
    html = render_page(findings, {})
    assert f">{len(doubted)} {NOT_SURE}</button>" in html
    assert 'data-verdict="refuted"' not in html


def test_what_nobody_is_sure_of_puts_nothing_off_that_a_run_could_fail_on() -> None:
    findings = build_findings(unsure(), None, RUN)
    off = read_fail_on(["off"])
    assert any(findings.counts.verdicts[verdict.value] for verdict in off)
    counted = count_judged(findings.claims)
    assert say_failing(counted, off) == ""
    assert say_failing(counted, read_fail_on(["open"])).endswith(f"unresolved {counted_open()}")


def counted_open() -> int:
    findings = build_findings(unsure(), None, RUN)
    told = count_told(findings.claims)["open"]
    return told[NOT_SURE] + told.get("unresolved", 0)
