"""The checkpoint: real runs of Great Expectations over small tables, right and wrong."""

from __future__ import annotations

import json
import logging
import math
import pickle
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sample_checks import (
    CLAIMS,
    PEOPLE,
    RUN_ID,
    SHARE,
    VINTAGES,
    YEARS,
    judge,
    make_assessment,
    make_frame,
    make_paper,
    make_snapshot,
    make_table,
    observe,
)

from expectations.checks.checkpoint import (
    CheckCrashed,
    evaluate,
    run_checkpoint,
    run_suites,
    sum_up,
)
from expectations.checks.frames import claims_frame, observations_frame, register_frame
from expectations.checks.observations_suite import observations_suite
from expectations.checks.suites import build_suites, claims_suite, register_suite
from expectations.outcomes import Assessment, CheckpointSummary, SuiteResult, Verdict
from expectations.wording.checks.suites import NOT_A_PASS, NOTHING_CHECKED
from sources.model import Claim, Snapshot, Unverifiable

Wdi = "wdi", "2018-05-21"


@dataclass(frozen=True)
class Run:
    """A run that is read by many tests."""

    out: Path
    summary: CheckpointSummary
    heard: list[logging.LogRecord]
    printed: str

    def suite(self, name: str) -> SuiteResult:
        return next(suite for suite in self.summary.suites if suite.name == name)

    def stored(self, name: str) -> dict[str, Any]:
        text = (self.out / "validations" / f"{name}.json").read_text(encoding="utf-8")
        found: dict[str, Any] = json.loads(text)
        return found


class Ear(logging.Handler):
    """Hears all that reaches the root of the logging tree."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    out = tmp_path_factory.mktemp("run")
    ear = Ear()
    logging.getLogger().addHandler(ear)
    try:
        summary = run_checkpoint(make_paper(), make_snapshot(), make_assessment(), out, RUN_ID)
    finally:
        logging.getLogger().removeHandler(ear)
    return Run(out, summary, ear.records, "")


def run_claims(
    assessment: Assessment, out: Path, claims: tuple[Claim, ...] = CLAIMS
) -> SuiteResult:
    suites = {"claims": claims_suite(make_paper(*claims))}
    (found,) = run_suites(suites, {"claims": claims_frame(assessment)}, out, RUN_ID).suites
    return found


def run_observations(frame: pd.DataFrame, snapshot: Snapshot, out: Path) -> SuiteResult:
    return found_in("observations", observations_suite(make_paper(), snapshot), frame, out)


def found_in(name: str, suite: dict[str, Any], frame: pd.DataFrame, out: Path) -> SuiteResult:
    """What a suite finds in a table; no page is written of it."""
    _, ran = evaluate({name: suite}, {name: frame}, out, RUN_ID)
    return sum_up(suite, ran[name])


def only(claim: Claim, verdict: Verdict, *values: float) -> Assessment:
    """A claim judged by values of one vintage each."""
    seen = tuple(observe(claim, value, "wdi@2018-05-21", 2016) for value in values)
    return Assessment(make_paper(claim), (judge(claim, verdict, "So it is.", *seen),), VINTAGES)


def test_the_three_suites_are_summed_up_in_order(run: Run) -> None:
    counted = [(s.name, s.is_success, s.evaluated, s.successful) for s in run.summary.suites]
    observations = len(observations_suite(make_paper(), make_snapshot())["expectations"])
    assert counted == [
        ("observations", True, observations, observations),
        ("register", True, 6, 6),
        ("claims", False, 5, 2),
    ]
    assert run.summary.data_docs == "data_docs/index.html"


def test_what_does_not_hold_is_said_in_the_order_of_the_register(run: Run) -> None:
    assert run.suite("claims").unsuccessful == (
        "“population of 4 billion 400 million”: There were 4.62 billion people in 2016; 4.4 "
        "billion is 4.7% lower.",
        "“from 30.3% to 29.1%”: A fall.",
        "“7600 trains”: No public indicator covers it.",
    )
    assert run.suite("observations").unsuccessful == ()


def test_what_nothing_can_check_is_no_pass(run: Run) -> None:
    found = run.stored("claims")["results"][-1]
    assert found["success"] is False
    assert found["expectation_config"]["severity"] == "info"
    assert found["result"]["label"] == "unverifiable"
    assert found["result"]["aside"] == NOT_A_PASS


def test_results_are_kept_under_the_ids_of_the_suites(run: Run) -> None:
    for name, document in build_suites(make_paper(), make_snapshot()).items():
        stored = run.stored(name)
        ids = [result["expectation_config"]["id"] for result in stored["results"]]
        assert sorted(ids) == sorted(found["id"] for found in document["expectations"])
        assert stored["meta"]["run_id"]["run_name"] == RUN_ID


def test_the_pages_that_are_named_are_there(run: Run) -> None:
    for page in (run.summary.data_docs, *(suite.page for suite in run.summary.suites)):
        assert (run.out / page).stat().st_size > 1000


def test_no_path_is_baked_in_so_that_the_folder_can_be_renamed(run: Run) -> None:
    files = [path for path in run.out.rglob("*") if path.is_file()]
    assert len(files) == 10
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert str(run.out) not in text, path
        assert str(Path.home()) not in text, path


def test_nothing_is_logged_or_printed(
    run: Run, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run.heard == []
    run_claims(make_assessment(), tmp_path)
    assert capfd.readouterr() == ("", "")


def test_the_log_of_great_expectations_is_as_it_was(tmp_path: Path) -> None:
    logger = logging.getLogger("great_expectations")
    before = logger.propagate, list(logger.handlers)
    with pytest.raises(CheckCrashed):
        run_claims(only(PEOPLE, Verdict.REPRODUCED, 5e9), tmp_path, (PEOPLE,))
    assert (logger.propagate, list(logger.handlers)) == before


@pytest.mark.parametrize("run_id", ["", "a/b", "a b", "../up", "a\n", "é"])
def test_a_run_id_that_could_name_another_folder_is_refused(run_id: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="run id"):
        run_checkpoint(make_paper(), make_snapshot(), make_assessment(), tmp_path, run_id)
    assert list(tmp_path.iterdir()) == []


# A crash is an error, never a finding.


def test_a_claim_that_is_not_in_the_table_is_a_crash(tmp_path: Path) -> None:
    missing = replace(make_assessment(), outcomes=make_assessment().outcomes[1:])
    with pytest.raises(CheckCrashed, match=r"expect_claim_to_hold\(people\).*not in the table"):
        run_claims(missing, tmp_path)


def test_an_empty_table_of_claims_is_a_crash(tmp_path: Path) -> None:
    with pytest.raises(CheckCrashed, match="empty"):
        run_claims(Assessment(make_paper(), (), VINTAGES), tmp_path)


def test_a_paper_without_claims_has_nothing_that_holds(tmp_path: Path) -> None:
    suites = {"register": register_suite(make_paper())}
    frame = register_frame(make_paper()).iloc[:0]
    (found,) = run_suites(suites, {"register": frame}, tmp_path, RUN_ID).suites
    assert (found.evaluated, found.successful) == (6, 0)
    assert all(said.endswith(NOTHING_CHECKED) for said in found.unsuccessful)


def test_a_claim_that_states_another_phrase_is_a_crash(tmp_path: Path) -> None:
    other = replace(PEOPLE, phrase="some 4 billion 400 million")
    with pytest.raises(CheckCrashed, match="states"):
        run_claims(only(other, Verdict.REFUTED, 5e9), tmp_path, (PEOPLE,))


def test_a_claim_that_admits_something_else_in_the_table_is_a_crash(tmp_path: Path) -> None:
    wider = replace(PEOPLE, figure=replace(PEOPLE.figure, hedge="about"))
    with pytest.raises(CheckCrashed, match="admits"):
        run_claims(only(wider, Verdict.REFUTED, 5e9), tmp_path, (PEOPLE,))


@pytest.mark.parametrize(("value", "is_inside"), [(4.4e9, False), (5e9, True), (math.nan, True)])
def test_a_table_that_errs_about_what_is_inside_is_a_crash(
    value: float, is_inside: bool, tmp_path: Path
) -> None:
    seen = observe(PEOPLE, value if value == value else 4.4e9, "wdi@2018-05-21", 2016)
    wrong = replace(seen, reading=replace(seen.reading, obs_value=value, is_inside=is_inside))
    outcome = judge(PEOPLE, Verdict.REFUTED, "So it is.")
    frame = claims_frame(Assessment(make_paper(PEOPLE), (replace(outcome, observed=(seen,)),), ()))
    frame["obs_value"], frame["is_inside"] = wrong.reading.obs_value, is_inside
    suites = {"claims": claims_suite(make_paper(PEOPLE))}
    with pytest.raises(CheckCrashed, match=r"inside|outside"):
        run_suites(suites, {"claims": frame}, tmp_path, RUN_ID)


def test_of_a_pair_both_figures_must_be_inside(tmp_path: Path) -> None:
    trend = CLAIMS[3]
    seen = observe(trend, 0.291, "wdi@2018-05-21", 2016, 0.5)
    assert not seen.reading.is_inside
    wrong = replace(seen, reading=replace(seen.reading, is_inside=True))
    outcome = judge(trend, Verdict.REPRODUCED, "So it is.", wrong)
    with pytest.raises(CheckCrashed, match="is called inside"):
        run_claims(Assessment(make_paper(trend), (outcome,), VINTAGES), tmp_path, (trend,))


@pytest.mark.parametrize(
    ("verdict", "values"),
    [
        (Verdict.REPRODUCED, (5e9,)),
        (Verdict.REVISED, (5e9,)),
        (Verdict.UNDERSTATED, (4.0e9,)),
        (Verdict.REPRODUCED, ()),
    ],
)
def test_a_verdict_that_the_observed_values_do_not_say_is_a_crash(
    verdict: Verdict, values: tuple[float, ...], tmp_path: Path
) -> None:
    with pytest.raises(CheckCrashed, match=f"is called {verdict}"):
        run_claims(only(PEOPLE, verdict, *values), tmp_path, (PEOPLE,))


def test_a_claim_that_cannot_be_measured_may_not_be_called_reproduced(tmp_path: Path) -> None:
    claim = replace(PEOPLE, measure=None, unverifiable=Unverifiable("None.", "Nobody"))
    with pytest.raises(CheckCrashed, match="is called reproduced"):
        run_claims(only(claim, Verdict.REPRODUCED, 4.4e9), tmp_path, (claim,))


def test_a_claim_that_was_not_resolved_is_no_pass_and_no_crash(tmp_path: Path) -> None:
    found = run_claims(only(PEOPLE, Verdict.UNRESOLVED), tmp_path, (PEOPLE,))
    assert (found.evaluated, found.successful) == (1, 0)
    assert NOT_A_PASS in (tmp_path / "data_docs/claims.html").read_text(encoding="utf-8")


def test_an_expectation_whose_class_is_unknown_is_an_error(tmp_path: Path) -> None:
    document = claims_suite(make_paper())
    document["expectations"][0]["type"] = "expect_what_nobody_defined"
    with pytest.raises(CheckCrashed, match="expect_what_nobody_defined: no such expectation"):
        run_suites({"claims": document}, {"claims": claims_frame(make_assessment())}, tmp_path, "r")


def test_an_expectation_with_a_setting_that_is_wrong_is_an_error(tmp_path: Path) -> None:
    document = claims_suite(make_paper())
    document["expectations"][1]["kwargs"]["lower"] = "sixty-two"
    with pytest.raises(Exception, match="lower"):
        run_suites({"claims": document}, {"claims": claims_frame(make_assessment())}, tmp_path, "r")


def test_a_table_without_a_column_is_a_crash_of_every_expectation(tmp_path: Path) -> None:
    frame = observations_frame(make_snapshot()).drop(columns="obs_value")
    with pytest.raises(CheckCrashed, match="obs_value"):
        run_observations(frame, make_snapshot(), tmp_path)


def test_a_crash_survives_pickling() -> None:
    crash = CheckCrashed("claims", "expect_claim_to_hold(people)", "it is not there")
    again = pickle.loads(pickle.dumps(crash))
    assert (str(again), again.check) == (str(crash), crash.check)


# Observations.


def test_no_observations_at_all_is_a_failure_of_every_expectation(tmp_path: Path) -> None:
    frame = observations_frame(make_snapshot()).iloc[:0]
    found = run_observations(frame, make_snapshot(), tmp_path)
    assert found.successful == 0
    assert found.evaluated > 5
    assert all(said.endswith(NOTHING_CHECKED) for said in found.unsuccessful)


Change = Callable[[dict[tuple[str, str, str, str], dict[int, float]]], None]
POP, GROWTH = "SP.POP.TOTL", "NY.GDP.MKTP.KD.ZG"


def put(value: float, area: str = "CHN", year: int = 2012, code: str = POP) -> Change:
    def change(table: dict[tuple[str, str, str, str], dict[int, float]]) -> None:
        table.setdefault((*Wdi, code, area), {})[year] = value

    return change


def drop(areas: tuple[str, ...], years: range = YEARS) -> Change:
    def change(table: dict[tuple[str, str, str, str], dict[int, float]]) -> None:
        for area in areas:
            kept = table[*Wdi, POP, area]
            table[*Wdi, POP, area] = {year: kept[year] for year in kept if year not in years}

    return change


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (put(math.nan), "Each value is a number. Not so: wdi@2018-05-21 SP.POP.TOTL, CHN 2012."),
        (put(math.inf), "Each value is a number. Not so: wdi@2018-05-21 SP.POP.TOTL, CHN 2012."),
        (put(-1.0, "FJI"), "wdi@2018-05-21 SP.POP.TOTL, FJI 2012"),
        (put(1.0, "XXX"), "wdi@2018-05-21 SP.POP.TOTL, XXX 2012"),
        (put(70.0, "IND"), "Not so: population: +3.1% in 2012."),
        (put(1.0, "RUS"), "population: −19.9% in 2012"),
        (put(300.0, "CHN"), "population, wdi@2018-05-21: +98.1% in 2012"),
        (drop(("WLD",)), "population has no World row to add up to"),
        (drop(("CHN", "IND")), "4.9% in 2016, 1 of 3 members"),
        (drop(("CHN",), range(2014, 2017)), "50.0% in 2016, 3 of 3 members"),
    ],
)
def test_observations_that_are_not_fit_are_found(change: Change, says: str, tmp_path: Path) -> None:
    table = make_table()
    change(table)
    found = run_observations(make_frame(table), make_snapshot(), tmp_path)
    assert says in "\n".join(found.unsuccessful)


def test_a_rate_may_be_negative(run: Run) -> None:
    assert make_table()[*Wdi, GROWTH, "CHN"][2012] < 0
    assert run.suite("observations").is_success


def test_a_key_that_stands_twice_is_found(tmp_path: Path) -> None:
    frame = make_frame(make_table())
    found = run_observations(pd.concat([frame, frame.iloc[:1]]), make_snapshot(), tmp_path)
    assert found.unsuccessful == (
        "Each edition has one value at most for an indicator, an area and a year. "
        "Not so: wdi@2018-05-21 SP.POP.TOTL, CHN 2010.",
    )


def test_a_vintage_whose_data_end_long_before_it_is_found(tmp_path: Path) -> None:
    late = make_snapshot(vintages=(replace(VINTAGES[0], date="2025-07-01"),))
    frame = make_frame(make_table()).assign(vintage="2025-07-01")
    found = run_observations(frame, replace(late, observations=frame), tmp_path)
    assert any("population ends before 2018" in said for said in found.unsuccessful)


def test_a_vintage_that_is_not_there_is_found(tmp_path: Path) -> None:
    frame = make_frame(make_table())
    found = run_observations(frame[frame["indicator"] == GROWTH], make_snapshot(), tmp_path)
    assert any("no data" in said for said in found.unsuccessful)
    assert len(found.unsuccessful) >= 4


# The register.


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("claim_id", "share", "share stands more than once"),
        ("measure", "", "people has no measure"),
        ("reason", "Nobody counts.", "people is measured and called unverifiable"),
        ("figure", "4.5 billion", "people: no figure in"),
        ("value", math.nan, "people: no figure in"),
        ("lower", 4.42e9, "lies outside what it admits"),
        ("has_override", True, "set without a reason"),
        ("groups", "trio atlantis", "there is no group “atlantis”"),
        ("indicators", "happiness", "there is no indicator “happiness”"),
    ],
)
def test_a_register_that_is_not_whole_is_found(
    column: str, value: object, says: str, tmp_path: Path
) -> None:
    frame = register_frame(make_paper())
    frame[column] = [value, *frame[column].iloc[1:]]
    found = found_in("register", register_suite(make_paper()), frame, tmp_path)
    assert any(says in said for said in found.unsuccessful), found.unsuccessful


# The tables that the suites read.


def test_a_claim_that_nothing_was_observed_of_still_has_a_row() -> None:
    frame = claims_frame(make_assessment())
    assert frame.groupby("claim_id", sort=False).size().to_dict() == {
        "people": 3,
        "share": 1,
        "output": 1,
        "trend": 1,
        "trains": 1,
    }


def test_values_are_written_one_digit_finer_than_the_claim() -> None:
    texts = claims_frame(make_assessment()).groupby("claim_id")["obs_text"].first()
    assert texts.to_dict() == {
        "people": "4.62 billion",
        "share": "62.1%",
        "output": "$31.0 trillion",
        "trend": "30.00% to 30.80%",
        "trains": "",
    }


def test_forty_claims_are_held_against_fifty_thousand_observations(tmp_path: Path) -> None:
    claims = tuple(replace(SHARE, id=f"share-{number}") for number in range(40))
    paper = make_paper(*claims)
    seen = observe(SHARE, 0.6205, "wdi@2018-05-21", 2016)
    outcomes = tuple(judge(claim, Verdict.REPRODUCED, "It was 62.1%.", seen) for claim in claims)
    table = {
        ("wdi", f"{year}-05-21", POP, area): dict.fromkeys(range(year - 20, year), 100.0)
        for year in range(2010, 2020)
        for area in [f"A{number:02}" for number in range(250)]
    }
    vintages = tuple(
        replace(VINTAGES[0], date=f"{year}-05-21", indicators=(POP,)) for year in range(2010, 2020)
    )
    snapshot = make_snapshot(table, vintages=vintages)
    assert len(snapshot.observations) == 50_000
    assessment = Assessment(paper, outcomes, vintages)
    summary = run_checkpoint(paper, snapshot, assessment, tmp_path, RUN_ID)
    assert summary.suites[2].successful == 40
