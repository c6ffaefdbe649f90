"""Corrections as CSV and JSON: in order, the same bytes, and no formula for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_dossiers import dossier_of, hostile_dossier, real_findings

from reports.corrections.tables import COLUMNS, corrections_csv, corrections_json, drafts_csv
from sources.tools.text_safety import safe_cell

IDS = ("population", "gdp-share-change", "gdp-share")


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_rows_are_in_order_of_name_whatever_order_they_come_in() -> None:
    dossiers = [dossier_of(one) for one in IDS]
    text = corrections_csv(dossiers)
    assert text == corrections_csv(dossiers[::-1])
    assert [row["correction_id"].split(".")[1] for row in rows_of(text)] == sorted(IDS)
    assert corrections_json(dossiers) == corrections_json(dossiers[::-1])


def test_a_row_says_what_is_stated_and_what_the_data_say() -> None:
    [row] = rows_of(corrections_csv([dossier_of("gdp-share")]))
    assert row["phrase"] == "29% of the world"
    assert row["wording"] == "31% of the world"
    assert (
        row["data_as_seen"].startswith("32.0% (AMA")
        or "30.8% (WDI 2018-05-21, 2016)" in (row["data_as_seen"])
    )
    assert row["state"] == "approved"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r=", " =", "\u00a0@", "＝", "\n+"])
def test_no_cell_begins_as_a_formula(sign: str) -> None:
    text = corrections_csv([hostile_dossier(text=f"{sign}cmd|'/c calc'!A1")])
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert not cell.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


@given(st.text())
def test_a_safe_cell_is_the_text_or_the_text_behind_an_apostrophe(text: str) -> None:
    assert safe_cell(text) in (text, f"'{text}")
    assert not safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_json_holds_no_number_that_is_none() -> None:
    def refuse(name: str) -> None:
        raise AssertionError(name)

    text = corrections_json([dossier_of(one) for one in IDS])
    data = json.loads(text, parse_constant=refuse)
    assert [one["format"] for one in data["corrections"]] == ["corrigenda-correction/1"] * 3
    json.loads(corrections_json([hostile_dossier()]))


def test_what_a_run_proposes_is_a_draft() -> None:
    rows = rows_of(drafts_csv(real_findings()))
    assert {row["state"] for row in rows} == {"draft"}
    assert {row["revision"] for row in rows} == {"0"}
    assert {row["approved_by"] for row in rows} == {""}
    assert len(rows) == 3
    assert tuple(rows[0]) == COLUMNS
