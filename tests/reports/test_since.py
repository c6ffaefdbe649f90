"""What changed since the last run: each claim in its class, and by what it was caused."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from builders import claim as stated_claim
from builders import flat, paper, snapshot
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from page_reading import Page
from sample_assessment import RUN, SUMMARY, hostile_assessment, sample_assessment
from sample_runs import moved, plain_findings
from sample_runs import plain_run_of as run_of

from expectations.assessment.assess import assess
from expectations.outcomes import STANDINGS, Verdict
from flows.cli.console.summary import render_verdicts
from flows.work.validation import list_changes
from reports.findings.findings import build_findings
from reports.findings.model import Findings, RunInfo, from_plain, render_findings, to_plain
from reports.findings.since import CHANGES, compare_runs
from reports.pages.page import render_page
from sources.figures.parse import parse_figure
from sources.model import Axes

SCHEMA = Path(__file__).parents[2] / "docs" / "findings.schema.json"


def compared(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    since = compare_runs(from_plain(before, Findings), from_plain(after, Findings))
    assert since is not None
    plain: dict[str, Any] = json.loads(json.dumps(to_plain(since)))
    return plain


def told(before: dict[str, Any], after: dict[str, Any]) -> Any:
    """The one claim that changed."""
    [one] = compared(before, after)["claims"]
    return one


def causes(one: Any) -> list[tuple[str, bool]]:
    return [(cause["cause"], cause["is_certain"]) for cause in one["causes"]]


def judged(verdict: Verdict, **more: Any) -> dict[str, dict[str, Any]]:
    return {"wrong": {"verdict": verdict.value, "standing": STANDINGS[verdict], **more}}


def test_a_first_run_and_a_run_of_another_paper_are_compared_with_nothing() -> None:
    another, first, second = run_of(1, paper_id="another"), run_of(1), run_of(2)
    assert compare_runs(None, from_plain(first, Findings)) is None
    assert compare_runs(from_plain(another, Findings), from_plain(second, Findings)) is None
    assert run_of(1)["since_last_run"] is None


def test_the_same_run_again_changes_nothing_whatever_its_name_and_day() -> None:
    since = compared(run_of(1), run_of(12))
    assert since["headline"] == "Since the run of 1 January 2026: 3 unchanged."
    assert since["claims"] == []
    assert sum(since["causes"].values()) == 0


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (Verdict.REPRODUCED, Verdict.STALE, "worse"),
        (Verdict.REPRODUCED, Verdict.CONTESTED, "worse"),
        (Verdict.CONTESTED, Verdict.REFUTED, "worse"),
        (Verdict.STALE, Verdict.REFUTED, "worse"),
        (Verdict.REFUTED, Verdict.STALE, "better"),
        (Verdict.REFUTED, Verdict.CONTESTED, "better"),
        (Verdict.REFUTED, Verdict.REPRODUCED, "resolved"),
        (Verdict.UNRESOLVED, Verdict.REVISED, "resolved"),
        (Verdict.CONTESTED, Verdict.UNRESOLVED, "changed"),
        (Verdict.UNRESOLVED, Verdict.CONTESTED, "changed"),
        (Verdict.UNVERIFIABLE, Verdict.REFUTED, "changed"),
        (Verdict.STALE, Verdict.UNVERIFIABLE, "changed"),
        (Verdict.REPRODUCED, Verdict.REVISED, "changed"),
    ],
)
def test_a_change_of_verdict_is_classed_by_the_table(
    before: Verdict, after: Verdict, change: str
) -> None:
    assert told(run_of(1, judged(before)), run_of(2, judged(after)))["change"] == change


@pytest.mark.parametrize(
    ("gap", "change"), [(0.3, "worse"), (0.1, "better"), (0.2004, ""), (None, "")]
)
def test_a_gap_that_moves_by_more_than_a_thousandth_is_worse_or_better(
    gap: float | None, change: str
) -> None:
    before = run_of(1, judged(Verdict.REFUTED, gap=0.2))
    since = compared(before, run_of(2, judged(Verdict.REFUTED, gap=gap)))
    assert [one["change"] for one in since["claims"]] == ([change] if change else [])


def test_claims_that_came_and_went_are_the_register_s() -> None:
    came = told(run_of(1, without=["old"]), run_of(2))
    went = told(run_of(1), run_of(2, without=["old"]))
    assert (came["change"], came["verdict_before"]) == ("new", None)
    assert (went["change"], went["verdict"]) == ("gone", None)
    assert causes(came) == causes(went) == [("register", True)]


def test_another_phrase_is_the_document_s_doing() -> None:
    one = told(run_of(1), run_of(2, {"wrong": {"phrase": "151 people"}}))
    assert (one["change"], causes(one)) == ("changed", [("document", True)])
    assert "150 people" in one["text"]


def test_a_revision_is_the_data_s_doing_with_the_observations_that_moved() -> None:
    one = told(run_of(1), run_of(2, moved("right", 1.0)))
    assert (one["change"], causes(one)) == ("changed", [("data", True)])
    [observation] = one["observations"]
    assert observation["source"] == "wdi"
    assert observation["after"]["value"] - observation["before"]["value"] == 1.0
    assert observation["before"]["vintage"] == "2018-05-21"


def printed(number: int, phrase: str) -> dict[str, Any]:
    """The run of one claim about 5.52 billion people, by the same snapshot."""
    table = {("wdi", "2018-05-21", "SP.POP.TOTL", "AAA"): flat(5.5e9, 5.523456e9)}
    stated = stated_claim(parse_figure(phrase), phrase=phrase, group="one", id="only")
    text = paper([stated], Axes(window=(2014, 2015)), published="2018-06-01")
    run = RunInfo(f"run-{number:04}", f"2026-01-{number:02}T00:00:00Z", "0.0.0", ("test",), "plain")
    return plain_findings(build_findings(assess(text, snapshot(table)), None, run))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("5.5 billion people", "5.52 billion people"),
        ("5.523 billion people", "6 billion people"),
        ("5,523 million people", "5.5 billion people"),
    ],
)
def test_values_that_are_only_printed_otherwise_are_no_change_of_the_data(
    before: str, after: str
) -> None:
    runs = printed(1, before), printed(2, after)
    texts = {one["claims"][0]["declared"]["evidence"][0]["obs_text"] for one in runs}
    assert len(texts) == 2
    one = told(*runs)
    assert causes(one) == [("document", True)]
    assert one["observations"] == []
    [again] = compared(runs[1], runs[0])["claims"]
    assert "data" not in dict(causes(again))


def test_a_value_that_is_printed_otherwise_and_nothing_else_is_unchanged() -> None:
    declared = copy.deepcopy(run_of(1)["claims"][0]["declared"])
    for row in declared["evidence"]:
        row["obs_text"] = f"{row['obs_text']}.00"
    since = compared(run_of(1), run_of(2, {"wrong": {"declared": declared}}))
    assert since["claims"] == []
    assert since["causes"]["data"] == 0


def test_a_source_that_gave_nothing_this_time_is_told() -> None:
    declared = {**run_of(1)["claims"][0]["declared"], "evidence": []}
    lost = run_of(2, judged(Verdict.UNRESOLVED, declared=declared, gap=None))
    one = told(run_of(1), lost)
    assert causes(one) == [("data", True)]
    assert "gave nothing this time" in one["text"]


def test_another_definition_is_the_register_s_doing() -> None:
    declared = {**run_of(1)["claims"][0]["declared"], "group": "one"}
    one = told(run_of(1), run_of(2, {"wrong": {"declared": declared}}))
    assert causes(one) == [("register", True)]
    assert "another group" in one["text"]


def test_other_members_of_a_group_are_the_register_s_doing() -> None:
    before, after = run_of(1), run_of(2)
    after["groups"][0]["members"] = after["groups"][0]["members"][:1]
    assert all(causes(one) == [("register", True)] for one in compared(before, after)["claims"])


def test_a_new_method_alone_is_the_cause_for_certain() -> None:
    before, after = run_of(1), run_of(2, judged(Verdict.CONTESTED))
    before["run"]["method"], after["run"]["method"] = "aa", "bb"
    assert causes(told(before, after)) == [("method", True)]
    assert compared(before, run_of(2))["inputs"]["is_other_method"]


def test_other_values_out_of_the_same_files_are_the_method_s_doing_and_not_the_data_s() -> None:
    before, after = run_of(1), run_of(2, moved("wrong", 5.0))
    after["vintages"] = copy.deepcopy(before["vintages"])
    after["run"]["method"] = "bb"
    one = told(before, after)
    assert causes(one) == [("method", True)]
    assert "which decided" not in one["text"]
    assert one["observations"]


def test_a_new_method_that_changes_no_claim_is_told_and_blamed_for_none() -> None:
    before, after = run_of(1), run_of(2)
    after["run"]["method"] = "bb"
    since = compared(before, after)
    assert since["claims"] == []
    assert since["inputs"]["text"] == "Another version of the method."


def test_several_causes_are_all_named_and_none_is_certain() -> None:
    changes = moved("wrong", 5.0)
    changes["wrong"]["phrase"] = "151 people"
    before, after = run_of(1), run_of(2, changes)
    after["run"]["method"] = "bb"
    one = told(before, after)
    assert causes(one) == [("document", False), ("data", False), ("method", False)]
    assert "which decided is not known" in one["text"]


def test_other_editions_are_the_cause_where_the_claim_s_own_values_stayed() -> None:
    before, after = run_of(1), run_of(2, judged(Verdict.STALE))
    extra = copy.deepcopy(after["vintages"][0]) | {"key": "wdi@2026-01-01", "sha256": "0" * 64}
    after["vintages"].append(extra)
    one = told(before, after)
    assert causes(one) == [("data", True)]
    assert "other editions were read" in one["text"]


def test_a_register_that_was_changed_elsewhere_is_named_where_nothing_nearer_is() -> None:
    before, after = run_of(1), run_of(2, judged(Verdict.STALE))
    after["run"]["register_sha256"] = "1" * 64
    assert causes(told(before, after)) == [("register", True)]


def test_a_change_without_a_known_cause_says_so() -> None:
    one = told(run_of(1), run_of(2, judged(Verdict.STALE)))
    assert causes(one) == [("not known", False)]


def test_findings_of_the_older_schema_can_be_compared() -> None:
    before = run_of(1)
    del before["since_last_run"], before["run"]["method"], before["run"]["register_sha256"]
    assert compared(before, run_of(2))["counts"]["unchanged"] == 3


verdicts = st.sampled_from([one for one in Verdict])


@given(verdicts, verdicts, st.floats(0, 1), st.floats(0, 1))
def test_there_and_back_is_worse_one_way_and_better_the_other(
    one: Verdict, other: Verdict, gap: float, other_gap: float
) -> None:
    first = run_of(1, judged(one, gap=gap))
    second = run_of(2, judged(other, gap=other_gap))
    there, back = (compared(*pair)["claims"] for pair in ((first, second), (second, first)))
    opposite = {"worse": {"better", "resolved"}, "better": {"worse"}, "resolved": {"worse"}}
    for way, counter in zip(there, back, strict=True):
        assert counter["change"] in opposite.get(way["change"], {way["change"]})


def test_counts_add_up_to_the_claims_of_both_runs() -> None:
    since = compared(run_of(1, without=["old"]), run_of(2, moved("wrong", 9.0), without=["right"]))
    assert tuple(since["counts"]) == CHANGES
    assert sum(since["counts"].values()) == 3
    assert [one["change"] for one in since["claims"]] == sorted(
        (one["change"] for one in since["claims"]), key=list(CHANGES).index
    )


def findings_after_a_change() -> Findings:
    before = plain_findings(build_findings(sample_assessment(), SUMMARY, RUN))
    for claim in before["claims"][:4]:
        claim |= {"verdict": "refuted", "standing": "off", "phrase": f"{claim['phrase']} once"}
    before["claims"].append({**before["claims"][0], "claim_id": "dropped"})
    return build_findings(sample_assessment(), SUMMARY, RUN, from_plain(before, Findings))


def headline_of(findings: Findings) -> str:
    assert findings.since_last_run is not None
    return findings.since_last_run.headline


def test_what_changed_is_what_the_schema_describes() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    findings = plain_findings(findings_after_a_change())
    assert findings["since_last_run"]["claims"]
    assert not list(Draft202012Validator(schema).iter_errors(findings))


def test_the_first_screen_tells_it_in_a_line_that_opens_and_a_first_run_says_nothing() -> None:
    findings = findings_after_a_change()
    html = render_page(findings, {})
    top = Page(html.partition('id="claims"')[0])
    assert headline_of(findings) in top.text
    assert 'class="since"' not in render_page(build_findings(sample_assessment(), None, RUN), {})


def test_hostile_text_of_a_former_run_stays_text() -> None:
    before = plain_findings(build_findings(hostile_assessment(), SUMMARY, RUN))
    for claim in before["claims"]:
        claim["phrase"] += "<script>window.hacked=2</script>"
    former = from_plain(before, Findings)
    html = render_page(build_findings(hostile_assessment(), SUMMARY, RUN, former), {})
    assert "<script>window.hacked" not in html
    assert "&lt;script&gt;window.hacked=2" in html


def test_the_page_does_not_grow_with_the_runs_before() -> None:
    findings = build_findings(sample_assessment(), SUMMARY, RUN)
    sizes = []
    for _ in range(4):
        findings = build_findings(sample_assessment(), SUMMARY, RUN, findings)
        sizes.append((len(render_page(findings, {})), len(render_findings(findings))))
    assert len(set(sizes)) == 1


def test_the_terminal_and_the_artifact_tell_the_same_changes() -> None:
    findings = findings_after_a_change()
    text = render_verdicts(findings)
    assert headline_of(findings) in " ".join(text.split())
    rows = list_changes(findings)
    assert findings.since_last_run is not None
    told_here = [one.claim_id for one in findings.since_last_run.claims]
    assert [row["claim"] for row in rows] == told_here


def test_the_same_value_printed_with_other_digits_is_no_change() -> None:
    before = run_of(1)
    after = copy.deepcopy(before)
    for claim in after["claims"]:
        for row in claim["declared"]["evidence"]:
            row["obs_text"] = f"{row['obs_text']}0"
            if row["obs_value"] is not None:
                row["obs_value"] *= 1 + 2e-16
    assert compared(before, after)["claims"] == []
