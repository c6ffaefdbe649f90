"""What ``corrigenda check`` prints for people: what is off in full, the rest in a line each."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from processes import Corrigenda

from flows.work.checking import check_text
from flows.work.orders import CheckOrder

TEXT = """\
In 2015, the population of Kenya was about 47 million. In 2015 the population of Nigeria was 90
million. Kenya and Uganda met in 2016. Life expectancy was 66 years. The tribe has 312 trumpets.
Ghana has 27.4 million people.
"""


@pytest.fixture
def article(corrigenda: Corrigenda) -> str:
    (corrigenda.folder / "article.txt").write_text(TEXT, encoding="utf-8")
    return "article.txt"


def test_what_is_off_is_told_in_full_with_what_would_be_right(
    corrigenda: Corrigenda, article: str
) -> None:
    said = corrigenda("check", article, "--published", "2018-06").stdout
    assert "OFF: “90 million”" in said
    assert "Not borne out: the data give" in said
    assert "What would be right: “18" in said
    assert said.index("OFF:") < said.index("Open: ") < said.index("Holds (1)")


def test_an_open_figure_is_a_line_that_says_which_words_leave_it_open(
    corrigenda: Corrigenda, article: str
) -> None:
    said = " ".join(corrigenda("check", article, "--published", "2018-06").stdout.split())
    assert "Open: not sure of which year (1)" in said
    assert "“27.4 million”, perhaps the population of Ghana in the newest year: no year" in said
    assert "Open: not sure whose they are (1)" in said
    assert "“66 years”, life expectancy at birth: not named in the sentence; perhaps" in said
    assert "It may be" not in said


def test_a_value_of_the_newest_year_says_of_which(corrigenda: Corrigenda) -> None:
    (corrigenda.folder / "now.txt").write_text("Ghana's inflation is 3% today.", encoding="utf-8")
    said = " ".join(corrigenda("check", "now.txt", "--published", "2025-03").stdout.split())
    assert re.search(r"of Ghana in the newest year: [\d.]+% in 20\d\d \(WDI", said)


def test_what_has_no_series_is_told_once_for_all_of_its_kind(
    corrigenda: Corrigenda, article: str
) -> None:
    said = " ".join(corrigenda("check", article, "--published", "2018-06").stdout.split())
    assert re.search(r"Not checkable here\. .* \(1\): “312”", said)


def test_all_tells_each_figure_in_full(corrigenda: Corrigenda, article: str) -> None:
    said = " ".join(corrigenda("check", article, "--published", "2018-06", "--all").stdout.split())
    assert "open: “27.4 million” Not sure what is meant. It may be the population of Ghana" in said
    assert "Not sure of which year it is: no year in the sentence" in said
    assert "holds: “about 47 million” Holds" in said
    assert "--all" not in said


def test_forty_figures_fit_in_two_screens(corrigenda: Corrigenda) -> None:
    lines = [f"In {year}, Ghana had 28 million people. Mali has 18 million." for year in range(20)]
    text = "\n\n".join(line.replace("In ", "In 20", 1) for line in lines)
    (corrigenda.folder / "long.txt").write_text(text, encoding="utf-8")
    said = corrigenda("check", "long.txt", "--published", "2021-06").stdout
    assert len(said.splitlines()) < 110


def test_programs_are_told_too(corrigenda: Corrigenda, article: str) -> None:
    found = json.loads(corrigenda("check", article, "--published", "2018-06", "--json").stdout)
    by_phrase = {one["phrase"]: one["reading"] for one in found["figures"]}
    assert by_phrase["27.4 million"]["doubt"]["about"] == "when"
    assert by_phrase["about 47 million"]["doubt"] is None


def test_what_nobody_is_sure_of_fails_no_run_for_what_is_off(corrigenda: Corrigenda) -> None:
    text = "In 2016 Kenya and Uganda met. It had 9 million people in 2016."
    (corrigenda.folder / "doubt.txt").write_text(text, encoding="utf-8")
    asked = ("check", "doubt.txt", "--published", "2018-06", "--fail-on")
    done = corrigenda(*asked, "off")
    said = " ".join(done.stdout.split())
    assert "as it seems, it is off" in said
    first = said.index("Open: off, if they mean what they seem to; look at these first (")
    assert all(first <= at for at in (said.find("Open: not sure"),) if at >= 0)
    assert done.returncode == 0, done.stderr
    assert corrigenda(*asked, "open").returncode == 1
    made = corrigenda("check", "doubt.txt", "--published", "2018-06", "--register", "doubt.yaml")
    assert made.returncode == 0
    assert (
        corrigenda("validate", "--plain", "--paper", "doubt.yaml", "--fail-on", "off").returncode
        == 0
    )


def test_numbers_of_front_matter_state_nothing(tmp_path: Path) -> None:
    file = tmp_path / "article.md"
    front = "---\ndate: 2019-06-20\ntitle: Two of 40 per cent\n---\n\n"
    file.write_text(f"{front}Kenya had 51.4 million people in 2018.\n", encoding="utf-8")
    found = check_text(CheckOrder(str(file))).findings.figures
    assert [one.phrase for one in found if one.kind == "claim"] == ["51.4 million"]
