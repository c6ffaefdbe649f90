"""`import corrigenda`: six names, typed, documented and tested."""

from __future__ import annotations

import inspect
import re
import tomllib
import typing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import corrigenda
import numpy as np
import pytest

from flows.work.explaining import find_explanations
from flows.work.orders import CheckOrder
from sources.errors import InputError
from sources.texts.reading import STANDARD_INPUT

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
HOSTILE = "<script>alert(1)</script> In 2015, the population of Kenya was <b>90 million</b> & more."


def test_there_are_six_names_and_all_are_documented_and_typed() -> None:
    assert len(corrigenda.__all__) == 6
    for name in corrigenda.__all__:
        given = getattr(corrigenda, name)
        assert f"`{name}" in DOCUMENT or f"{name}(" in DOCUMENT
        assert inspect.getdoc(given)
        if inspect.isfunction(given):
            hints = set(typing.get_type_hints(given))
            assert hints == {*inspect.signature(given).parameters, "return"}


def test_every_example_of_the_documents_runs(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    assert len(blocks) >= 5
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), names)
    printed = capsys.readouterr().out
    assert "CIV" in printed
    assert "World Development Indicators (World Bank), edition 2018-05-21" in printed
    assert "wdi:IT.NET.USER.ZS" in printed


def test_a_register_is_judged_as_the_command_line_judges_it() -> None:
    found = corrigenda.validate("liu-jiang-2018")
    shown = find_explanations("liu-jiang-2018", None, ["embedded"]).claims
    judged = [one for one in found if one.standing != "not checkable"]
    assert [one.sentence for one in judged] == [claim.sentence for claim in shown]
    assert all(one.citations for one in found.standing("off") if "data give" in one.sentence)


def test_a_table_in_a_notebook_holds_no_markup_of_a_text() -> None:
    found = corrigenda.check(HOSTILE, published="2018-08")
    shown = found._repr_html_()
    assert "<script" not in shown and "<b>" not in shown
    assert "<table>" in shown
    assert len(found.to_frame()) == len(found)
    finding = corrigenda.Findings("<i>x</i>", found.items)
    assert "&lt;i&gt;" in finding._repr_html_()


def test_a_part_of_findings_is_findings() -> None:
    found = corrigenda.check("Kenya had 47 million people in 2015. It has 12 harbours.")
    part = found[:1]
    assert isinstance(part, corrigenda.Findings)
    assert list(part) == [found[0]]


@pytest.mark.parametrize("text", ["", "   ", "x" * 200_000])
def test_a_text_that_cannot_be_read_is_refused_with_the_mend(text: str) -> None:
    with pytest.raises(InputError) as refused:
        corrigenda.check(text)
    assert refused.value.mend


def test_the_name_is_mapped_from_its_room_and_the_top_level_stays_as_it_is() -> None:
    built = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert built["tool"]["hatch"]["build"]["targets"]["wheel"]["sources"] == ["flows/notebook"]
    assert (ROOT / "flows/notebook/corrigenda/py.typed").exists()
    assert not (ROOT / "corrigenda").exists()
    assert CheckOrder(STANDARD_INPUT).decisions is None


@pytest.mark.parametrize(
    "value",
    [np.int64(47_000_000), np.float64(47e6), Decimal("47000000"), 47_000_000, 47e6, "47 million"],
    ids=repr,
)
def test_a_number_of_any_kind_is_a_number(value: float) -> None:
    found = corrigenda.verify("KEN", "SP.POP.TOTL", 2015, value, written=2018)
    again = corrigenda.verify("KEN", "SP.POP.TOTL", "2015", "47 million", written="2018")
    assert found.standing == again.standing == "holds"


@pytest.mark.parametrize("value", [None, True, float("nan"), float("inf"), [47]])
def test_what_is_no_number_is_refused_with_the_mend(value: float) -> None:
    with pytest.raises(InputError) as raised:
        corrigenda.verify("KEN", "SP.POP.TOTL", 2015, value)
    assert raised.value.mend


def test_a_date_is_taken_as_a_year_or_a_day() -> None:
    told = "In 2015, the population of Kenya was 47 million."
    days = [
        corrigenda.check(told, published=published).headline
        for published in (2018, "2018", date(2018, 6, 1), datetime(2018, 6, 1, 12, 0))
    ]
    assert len(set(days)) == 1
    with pytest.raises(InputError, match="no year"):
        corrigenda.check(told, published=2018.5)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="not words"):
        corrigenda.check(None)  # type: ignore[arg-type]


def test_a_standing_that_is_none_is_refused() -> None:
    found = corrigenda.check("In 2015, the population of Kenya was 47 million.", published=2018)
    with pytest.raises(InputError, match="no standing 'hold'"):
        found.standing("hold")
