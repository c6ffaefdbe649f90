"""Figures of one of two years: judged where they come out alike of both, else open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from processes import Corrigenda

TEXT = """\
In 2018 Kenya had 51 million people. Ghana has {people} million people.
"""


def found(corrigenda: Corrigenda, people: str) -> dict[str, Any]:
    (corrigenda.folder / "a.txt").write_text(TEXT.format(people=people), encoding="utf-8")
    said = corrigenda("check", "a.txt", "--published", "2020-05", "--json", "--register", "a.yaml")
    return {one["phrase"]: one for one in json.loads(said.stdout)["figures"]}


def test_what_holds_of_either_year_holds(corrigenda: Corrigenda) -> None:
    one = found(corrigenda, "30")["30 million"]
    assert (one["reading"]["state"], one["standing"]) == ("sure", "holds")
    assert one["sentence_of_verdict"].endswith("of 2018, which may be meant as well, it holds too.")
    assert one["reading"]["doubt"] is None


def test_what_holds_of_neither_year_is_off(corrigenda: Corrigenda) -> None:
    one = found(corrigenda, "60")["60 million"]
    assert (one["reading"]["state"], one["standing"]) == ("sure", "off")
    assert one["sentence_of_verdict"].endswith("it does not hold either.")
    assert one["correction"] == "30 million"


def test_what_holds_of_one_year_alone_is_open(corrigenda: Corrigenda) -> None:
    one = found(corrigenda, "30.4")["30.4 million"]
    assert (one["reading"]["state"], one["standing"]) == ("unsure", "open")
    assert one["reading"]["doubt"]["about"] == "when"


MEAN = "From 2010 to 2018 Kenya's economy grew by an average of {rate} per cent a year.\n"


@pytest.mark.parametrize(("rate", "standing"), [("9.9", "off"), ("5.6", "open"), ("5.9", "open")])
def test_a_mean_is_judged_where_it_comes_out_alike_with_and_without_its_first_year(
    corrigenda: Corrigenda, rate: str, standing: str
) -> None:
    (corrigenda.folder / "a.txt").write_text(MEAN.format(rate=rate), encoding="utf-8")
    said = corrigenda("check", "a.txt", "--published", "2020-05", "--json")
    [one] = json.loads(said.stdout)["figures"]
    assert one["standing"] == standing
    assert "Whether 2010 itself counts is not said: of 2011–2018" in one["sentence_of_verdict"]


@pytest.mark.parametrize(("people", "standing"), [("60", "off"), ("30.4", "open")])
def test_the_register_is_judged_as_the_text_was(
    corrigenda: Corrigenda, people: str, standing: str
) -> None:
    found(corrigenda, people)
    register = (corrigenda.folder / "a.yaml").read_text("utf-8")
    assert 'or_period: "2018"' in register
    done = corrigenda("validate", "--plain", "--paper", "a.yaml", "--out", "out")
    assert done.returncode == 0, done.stderr
    [path] = Path(corrigenda.folder, "out").rglob("findings.json")
    claims = json.loads(path.read_text("utf-8"))["claims"]
    told = next(one for one in claims if one["phrase"].startswith(people))
    assert told["standing"] == standing
    assert told["reading"]["or_period"] == "2018"
