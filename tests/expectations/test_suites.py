"""The suites as data: what they hold, and that the same input gives the same bytes."""

from __future__ import annotations

import json
import math
import uuid
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_checks import (
    CLAIMS,
    PEOPLE,
    TRAINS,
    TREND,
    TRIO,
    VINTAGES,
    make_paper,
    make_snapshot,
    make_table,
    series,
)

from expectations.checks import suites
from expectations.checks.frames import register_frame
from expectations.checks.observations_suite import observations_suite
from expectations.checks.suite_documents import to_json
from expectations.checks.suites import (
    BUILT_IN_PAPER,
    FOLDER,
    build_suites,
    claims_suite,
    register_suite,
    write_suites,
)
from expectations.judging.tolerance import admits
from sources.model import Concept
from sources.registers.register import load_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

NAMES = ("observations", "register", "claims")


def of_type(document: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [found for found in document["expectations"] if found["type"] == f"expect_{kind}"]


def test_the_files_in_the_repository_are_what_the_command_would_write() -> None:
    paper = load_paper(BUILT_IN_PAPER)
    snapshot = load_snapshot(["embedded"], wanted_by([paper]))
    documents = build_suites(paper, snapshot)
    for name in NAMES:
        on_disk = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
        assert on_disk == to_json(documents[name]), f"{name}.json: run `make suites`"


def test_there_are_no_other_files_beside_them() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{n}.json" for n in NAMES)


def test_the_same_register_and_vintages_give_the_same_bytes() -> None:
    other = replace(VINTAGES[0], source="wpp", date="2019-06-17", indicators=("WPP.POP.TOTAL",))
    table = make_table()
    table["wpp", "2019-06-17", "WPP.POP.TOTAL", "WLD"] = series(200.0)
    straight = make_snapshot(table, vintages=(*VINTAGES, other))
    turned = make_snapshot(dict(reversed(table.items())), vintages=(other, *VINTAGES))
    first, second = build_suites(make_paper(), straight), build_suites(make_paper(), turned)
    assert [to_json(first[name]) for name in NAMES] == [to_json(second[name]) for name in NAMES]


def test_ids_are_unique_and_stay_when_a_phrase_is_reworded() -> None:
    documents = build_suites(make_paper(), make_snapshot())
    ids = [found["id"] for document in documents.values() for found in document["expectations"]]
    ids += [document["id"] for document in documents.values()]
    assert len(ids) == len(set(ids))
    assert {uuid.UUID(found).version for found in ids} == {5}
    reworded = claims_suite(make_paper(replace(PEOPLE, phrase="some 4 billion 400 million")))
    assert reworded["expectations"][0]["id"] == documents["claims"]["expectations"][0]["id"]


def test_two_papers_do_not_share_ids() -> None:
    mine, other = register_suite(make_paper()), register_suite(make_paper(id="another"))
    assert mine["id"] != other["id"]
    assert mine["expectations"][0]["id"] != other["expectations"][0]["id"]


def test_each_claim_has_one_expectation_with_what_its_figure_admits() -> None:
    document = claims_suite(make_paper())
    assert [found["kwargs"]["claim_id"] for found in document["expectations"]] == [
        claim.id for claim in CLAIMS
    ]
    people = document["expectations"][0]["kwargs"]
    assert (people["lower"], people["upper"]) == (admits(PEOPLE).lower, admits(PEOPLE).upper)
    assert people["admits"] == "4.35 billion to 4.45 billion"


@pytest.mark.parametrize(
    ("claim", "admitted"),
    [
        (CLAIMS[1], "62% to 64%"),
        (CLAIMS[2], "$20 trillion or more"),
        (TREND, "30.25% to 30.35%, then 29.05% to 29.15%"),
        (
            replace(PEOPLE, figure=replace(PEOPLE.figure, hedge="upper")),
            "4.4 billion or less",
        ),
        (replace(PEOPLE, measure="count"), "exactly 4,400,000,000"),
    ],
)
def test_what_a_figure_admits_is_written_as_people_write(claim: Any, admitted: str) -> None:
    (found,) = claims_suite(make_paper(claim))["expectations"]
    assert found["kwargs"]["admits"] == admitted


def test_what_cannot_be_checked_is_for_information_and_says_who_would_know() -> None:
    document = claims_suite(make_paper())
    severity = {
        found["kwargs"]["claim_id"]: found["severity"] for found in document["expectations"]
    }
    assert severity == {claim.id: "critical" for claim in CLAIMS} | {"trains": "info"}
    trains = document["expectations"][-1]["kwargs"]
    assert "lower" not in trains
    assert TRAINS.unverifiable is not None
    assert trains["who_would_know"] == TRAINS.unverifiable.who_would_know


def test_the_groups_and_indicators_of_a_register_of_ones_own_are_checked() -> None:
    own = Concept("own_money", "Money of one's own", "usd", "flow", {"own": "OWN.USD"})
    vintage = replace(VINTAGES[0], source="own", indicators=("OWN.USD",))
    claim = replace(PEOPLE, indicator="own_money")
    table = {("own", vintage.date, "OWN.USD", area): series(10.0) for area in ("CHN", "IND")}
    paper = make_paper(claim, concepts=(own,))
    document = observations_suite(paper, make_snapshot(table, vintages=(vintage,)))
    covered = of_type(document, "group_to_be_covered")
    assert [found["kwargs"]["group"] for found in covered] == [TRIO.id, "world"]
    assert covered[0]["kwargs"]["members"] == list(TRIO.members)
    assert covered[0]["kwargs"]["series"] == {f"{vintage.key} OWN.USD": own.label}
    known = of_type(register_suite(paper), "readings_to_be_known")[0]["kwargs"]
    assert "own_money" in known["indicators"]
    assert "trio" in known["groups"]


def test_an_expression_of_areas_is_a_group_that_is_known() -> None:
    paper = make_paper()
    both = replace(paper.groups[0], id="CHN + IND")
    statement = paper.statements[0]
    claims = (replace(statement.claims[0], group=both.id), *statement.claims[1:])
    told = (replace(statement, claims=claims), *paper.statements[1:])
    made = replace(paper, groups=(*paper.groups, both), statements=told)
    known = of_type(register_suite(made), "readings_to_be_known")[0]["kwargs"]["groups"]
    named = {name for cell in register_frame(made)["groups"] for name in cell.split()}
    assert "CHN+IND" in named
    assert named <= set(known)


def test_countries_are_held_against_the_world_row_only_where_there_is_one() -> None:
    table = make_table()
    document = observations_suite(make_paper(), make_snapshot(table))
    (found,) = of_type(document, "countries_to_add_up")
    assert list(found["kwargs"]["labels"]) == ["SP.POP.TOTL"]
    without = {key: values for key, values in table.items() if key[3] != "WLD"}
    document = observations_suite(make_paper(), make_snapshot(without))
    assert not of_type(document, "countries_to_add_up")


def test_every_kind_of_check_is_in_the_observations_suite() -> None:
    paper = load_paper(BUILT_IN_PAPER)
    snapshot = load_snapshot(["embedded"], wanted_by([paper]))
    documents = build_suites(paper, snapshot)
    kinds = Counter(found["type"] for found in documents["observations"]["expectations"])
    assert set(kinds) == {
        "expect_observation_keys_to_be_unique",
        "expect_areas_to_be_known",
        "expect_values_to_be_numbers",
        "expect_totals_not_to_be_negative",
        "expect_vintage_to_reach_its_time",
        "expect_countries_to_add_up",
        "expect_group_to_be_covered",
        "expect_group_totals_not_to_jump",
    }
    assert kinds["expect_vintage_to_reach_its_time"] == len(snapshot.vintages)


_FLOATS = st.floats(allow_nan=False, allow_infinity=False)
_LEAVES = st.none() | st.booleans() | st.integers() | _FLOATS | st.text()
_JSON = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(st.dictionaries(st.text(), _JSON))
def test_the_text_of_a_suite_reads_back_as_the_suite(document: dict[str, Any]) -> None:
    assert json.loads(to_json(document)) == document


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_number_that_json_does_not_know_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json({"kwargs": {"lower": value}})


def test_a_reader_is_spared_one_line_a_country() -> None:
    text = to_json(build_suites(make_paper(), make_snapshot())["observations"])
    assert max(map(len, text.splitlines())) < 250
    assert len(text.splitlines()) < 250


def test_the_command_writes_and_then_finds_nothing_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(suites, "FOLDER", tmp_path)
    assert suites.main([]) == 0
    assert suites.main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_the_command_names_a_file_that_was_changed_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(suites, "FOLDER", tmp_path)
    suites.main([])
    path = tmp_path / "claims.json"
    path.write_text(path.read_text(encoding="utf-8").replace("critical", "info"), encoding="utf-8")
    (tmp_path / "register.json").unlink()
    assert suites.main(["--check"]) == 1
    said = capsys.readouterr().out
    assert "claims.json" in said
    assert "register.json" in said
    assert "observations.json" not in said


def test_writing_leaves_no_draft_behind(tmp_path: Path) -> None:
    write_suites(build_suites(make_paper(), make_snapshot()), tmp_path / "suites")
    assert sorted(path.name for path in (tmp_path / "suites").iterdir()) == sorted(
        f"{name}.json" for name in NAMES
    )
