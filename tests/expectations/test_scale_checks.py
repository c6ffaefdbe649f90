"""One vectorised expectation a paper says what one a claim says, and keeps its guards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from core_figures import core_snapshot

from benchmarks.corpus_registers import write_registers
from expectations.assessment.assess import assess_on, cube_for
from expectations.checks import papers_checkpoint, suites
from expectations.checks.checkpoint import CheckCrashed, run_checkpoint, run_suites
from expectations.checks.frames import PAPER, claims_frame
from expectations.checks.papers_checkpoint import check_papers
from expectations.checks.suite_documents import name_suite
from expectations.outcomes import Assessment
from sources.model import Snapshot
from sources.registers.register import load_paper


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return core_snapshot()


@pytest.fixture(scope="module")
def assessments(
    tmp_path_factory: pytest.TempPathFactory, snapshot: Snapshot
) -> dict[str, Assessment]:
    folder = tmp_path_factory.mktemp("papers")
    write_registers(folder, 3, 20)
    papers = [load_paper("liu-jiang-2018"), *map(load_paper, sorted(folder.glob("*.yaml")))]
    cube = cube_for(papers[0], snapshot)
    return {paper.id: assess_on(paper, cube, snapshot.vintages) for paper in papers}


def run(frame: pd.DataFrame, assessment: Assessment, out: Path) -> Any:
    document = name_suite(
        "p", "claims", "", [suites.expect_claims(assessment.paper, assessment.paper.id)]
    )
    return run_suites({"claims": document}, {"claims": frame}, out, "r")


@pytest.mark.slow
def test_many_papers_at_once_are_found_as_each_alone(
    assessments: dict[str, Assessment], snapshot: Snapshot, tmp_path: Path
) -> None:
    checked = check_papers(assessments, "r")
    for key, assessment in assessments.items():
        alone = run_checkpoint(assessment.paper, snapshot, assessment, tmp_path / key, "r")
        theirs = {suite.name: suite for suite in alone.suites}
        for suite in checked.suites[key]:
            other = theirs[suite.name]
            assert (suite.evaluated, suite.successful) == (other.evaluated, other.successful)
            assert suite.unchecked == other.unchecked
            assert suite.unsuccessful == other.unsuccessful
            assert suite.is_success is other.is_success
    assert set(checked.results) == {"register", "claims"}


def test_a_paper_of_many_claims_has_one_expectation_with_a_row_for_each(
    assessments: dict[str, Assessment], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = assessments["liu-jiang-2018"]
    frames = {"claims": claims_frame(one).assign(**{PAPER: one.paper.id})}
    documents = {"claims": suites.claims_suite(one.paper)}
    (each,) = run_suites(documents, frames, tmp_path / "each", "r").suites
    assert len(documents["claims"]["expectations"]) == len(one.paper.claims)
    monkeypatch.setattr(suites, "CLAIMS_EACH", 5)
    documents = {"claims": suites.claims_suite(one.paper)}
    assert len(documents["claims"]["expectations"]) == 1
    (whole,) = run_suites(documents, frames, tmp_path / "whole", "r").suites
    assert whole == each
    kept = (tmp_path / "whole/validations/claims.json").read_text(encoding="utf-8")
    assert all(f'"{claim.id}"' in kept for claim in one.paper.claims)
    page = (tmp_path / "whole/data_docs/claims.html").read_text(encoding="utf-8")
    assert f"{each.successful} of {each.checked} hold" in page


CELLS: dict[str, tuple[str, Any]] = {
    "NaN": ("obs_value", np.nan),
    "phrase": ("phrase", "another"),
    "bounds": ("upper", 1e30),
    "ends": ("closedness", "neither"),
    "outside called inside": ("obs_value", 1e30),
    "no such standing": ("standing", "fine"),
}


def spoil(frame: pd.DataFrame, fault: str) -> pd.DataFrame:
    """The claims frame with a fault that would make a fact checker lie."""
    frame = frame.copy()
    if fault == "empty":
        return frame.head(0)
    if fault == "a claim is gone":
        return pd.DataFrame(frame[frame["claim_id"] != frame["claim_id"].iloc[0]])
    if fault == "a claim too many":
        return pd.concat([frame, frame.head(1).assign(claim_id="other")], ignore_index=True)
    if fault == "off called reproduced":
        off = frame["claim_id"] == frame.loc[frame["standing"] == "off", "claim_id"].iloc[0]
        frame.loc[off, ["verdict", "standing"]] = ["reproduced", "holds"]
        return frame
    column, value = CELLS[fault]
    frame.loc[frame.index[frame["standing"] == "holds"][0], column] = value
    return frame


@pytest.mark.parametrize(
    "fault",
    [
        "empty",
        "a claim is gone",
        "a claim too many",
        "NaN",
        "phrase",
        "bounds",
        "ends",
        "outside called inside",
        "off called reproduced",
        "no such standing",
    ],
)
def test_what_would_make_a_fact_checker_lie_is_a_crash(
    fault: str, assessments: dict[str, Assessment], tmp_path: Path
) -> None:
    one = assessments["liu-jiang-2018"]
    frame = claims_frame(one).assign(**{PAPER: one.paper.id})
    with pytest.raises(CheckCrashed):
        run(spoil(frame, fault), one, tmp_path / "spoilt")


def test_sound_claims_are_no_crash(assessments: dict[str, Assessment], tmp_path: Path) -> None:
    one = assessments["liu-jiang-2018"]
    run(claims_frame(one).assign(**{PAPER: one.paper.id}), one, tmp_path)


def test_a_paper_that_is_not_in_the_tables_is_a_crash(
    assessments: dict[str, Assessment], monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(one: Assessment) -> pd.DataFrame:
        frame = claims_frame(one)
        return frame.iloc[:0] if one.paper.id == "paper-000001" else frame

    monkeypatch.setattr(papers_checkpoint, "claims_frame", without)
    with pytest.raises(CheckCrashed, match="paper-000001"):
        check_papers(assessments, "r")
