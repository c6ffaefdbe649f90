"""The register that `check` writes of a text is read again, and says what was judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.cli.main import run
from flows.work.checking import check_text
from flows.work.orders import CheckOrder
from flows.work.settling import render_register_of, say_left_out
from sources.model import Claim, Paper
from sources.registers.register import load_paper, parse_paper
from sources.texts.anchors import anchor_all

LABELS = Path(__file__).resolve().parents[2] / "benchmarks" / "labels"
TEXTS = sorted((*LABELS.glob("worked/*.txt"), *LABELS.glob("unseen/*.txt")))


def stated(claim: Claim) -> tuple[object, ...]:
    """What a claim states, its words, its place and which way it moved aside."""
    figure = claim.figure
    value = figure.value, figure.quantum, figure.unit, figure.currency
    first = None if figure.first is None else figure.first.value
    what = claim.measure, claim.indicator, claim.group, claim.period, claim.to, claim.of
    return what, value, first, figure.hedge if claim.hedge is None else claim.hedge


def differences(file: Path) -> list[tuple[object, ...]]:
    checked = check_text(CheckOrder(str(file), "2020"), judge=False)
    if not checked.judged.read.paper.claims:
        return []  # a register of nothing is none
    paper = parse_paper(render_register_of(checked).yaml, f"{file.stem}.yaml")
    again = {claim.id: claim for claim in paper.claims}
    return [
        (file.name, claim.id, stated(claim), stated(again[claim.id]))
        for claim in checked.judged.read.paper.claims
        if claim.measure and claim.id in again and stated(again[claim.id]) != stated(claim)
    ]


@pytest.mark.parametrize("file", TEXTS[::10], ids=lambda file: file.stem)
def test_a_register_that_was_written_says_what_was_judged(file: Path) -> None:
    assert differences(file) == []


@pytest.mark.slow
def test_so_does_that_of_every_labelled_text() -> None:
    assert [one for file in TEXTS for one in differences(file)] == []


def test_a_register_is_read_though_its_quote_counts_what_the_figure_does_not(
    tmp_path: Path,
) -> None:
    """A "3" is found again as "3 women", who are no number of children."""
    text = (
        "Notes\n\nPublished 2020\n\nIn 2018 a woman in Mali had 5.9 children. In row 3 women have "
        "fewer children than in row 4, and 3 more are asked.\n"
    )
    file = tmp_path / "rows.txt"
    file.write_text(text, encoding="utf-8")
    checked = check_text(CheckOrder(str(file), "2020"), judge=False)
    register = render_register_of(checked).yaml
    assert "it has not the unit" in register
    assert parse_paper(register, "rows.yaml").claims


def written(folder: Path, words: str, published: str) -> tuple[Paper, Paper]:
    """What was read of a text, and what its register says again; nothing may be left out."""
    file = folder / "words.md"
    file.write_text(words, encoding="utf-8")
    checked = check_text(CheckOrder(str(file), published), judge=False)
    register = render_register_of(checked)
    assert register.left_out == ()
    return checked.judged.read.paper, parse_paper(register.yaml, "words.yaml")


def test_figures_in_spanish_are_in_the_register_with_what_they_state(tmp_path: Path) -> None:
    words = (
        "En 2022, España tenía 47,8 millones de habitantes y una esperanza de vida de 83,1 años. "
        "En México vivían 172 millones de personas y la tasa de paro fue del 3,3 %.\n"
    )
    _, again = written(tmp_path, words, "2023-03")
    told = {claim.phrase: float(claim.figure.value) for claim in again.claims}
    assert told["47,8 millones"] == 47_800_000
    assert told["83,1 años"] == 83.1
    assert told["172 millones"] == 172_000_000


def test_cells_that_print_the_same_are_told_apart_in_the_register(tmp_path: Path) -> None:
    rows = ("Burundi | 51.5 | 57.1", "Kenya | 51.8 | 66.7", "Rwanda | 48.4 | 66.7")
    table = "\n".join(f"| {row} |" for row in ("Life expectancy | 2000 | 2015", "--|--|--", *rows))
    words = f"# Health\n\n{table}\n\nLife expectancy in Kenya was 66.7 years in 2015.\n"
    read, again = written(tmp_path, words, "2018-12")
    assert len(again.claims) >= len(rows) * 2 + 1
    assert {claim.id for claim in read.claims if claim.measure} <= {one.id for one in again.claims}


def test_a_comparison_without_a_number_is_in_the_register(tmp_path: Path) -> None:
    words = (
        "By 2015 the GDP of Ethiopia, at $64.5 billion, had overtaken Kenya's, at $64.0 billion.\n"
    )
    _, again = written(tmp_path, words, "2018-12")
    assert "comparison" in {claim.measure for claim in again.claims}


def test_what_a_sentence_says_of_its_own_figures_is_in_the_register(tmp_path: Path) -> None:
    words = (
        "In Ethiopia life expectancy rose from 51.9 to 65.0 years between 2000 and 2015, a gain of "
        "15 years.\n"
    )
    read, again = written(tmp_path, words, "2018-12")
    (related,) = again.relations
    (meant,) = read.relations
    assert (related.kind, related.left, related.right, related.result) == (
        *("change", meant.left, meant.right),
        meant.result,
    )


def test_what_no_quote_finds_again_is_named(tmp_path: Path) -> None:
    assert say_left_out(()) == ""
    assert say_left_out(("17",)).startswith("1 figure is not in the register")
    file = tmp_path / "roads.txt"
    sentence = "Kenya had 47.2 million people in 2015, and 17 roads more than in 2014. "
    file.write_text(sentence * 60, encoding="utf-8")
    register = render_register_of(check_text(CheckOrder(str(file), "2018"), judge=False))
    count = register.yaml.count("no quote finds this figure again")
    assert count == len(register.left_out) > 0
    assert say_left_out(register.left_out).startswith(f"{count} figures are not in the register")


def test_tons_are_held_against_no_series_in_kilograms(tmp_path: Path) -> None:
    file = tmp_path / "rice.txt"
    file.write_text("Laos\n\nIn 2005 cereals gave 2.5 tons a hectare.\n", encoding="utf-8")
    checked = check_text(CheckOrder(str(file), "2008"), judge=False)
    assert checked.judged.read.paper.claims == ()
    assert "it has not the unit" in render_register_of(checked).yaml


def test_each_cell_of_a_csv_is_in_its_register(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, kept = tmp_path / "table.csv", tmp_path / "table.yaml"
    file.write_text(
        "GDP per capita (current US$),2000,2005,2010\nKenya,412,523,991\nPeru,1940.5,2730,5082.4\n"
        'Chile,"5,102",7615.3,"12,808"\n',
        encoding="utf-8",
    )
    checked = check_text(CheckOrder(str(file), "2018-08"), judge=False)
    register = render_register_of(checked)
    assert register.left_out == ()
    kept.write_text(register.yaml, encoding="utf-8")
    found, lost = anchor_all(load_paper(str(kept)).claims, checked.document.text)
    assert (len(found), len(lost)) == (9, 0)
    places = {f"f{at}": one for at, one in enumerate(checked.judged.figures, start=1)}
    for one in found:
        assert one.start <= places[one.claim_id].start and places[one.claim_id].end <= one.end
    assert run(["claims", "--lint", str(kept)]) == 0
    assert "9 claims, nothing wrong." in capsys.readouterr().out
    kept.write_text(f"{register.yaml}# no quote finds this figure again: 17\n", encoding="utf-8")
    assert run(["claims", "--lint", str(kept)]) == 0
    assert "1 figure of the text is missing" in capsys.readouterr().out


UNSEEN = "\x01\x0b\x1b\x7f\x85\u00ad\u200b\u200e\u202a\u202c\u202e\u2060\u2066\u2069\ufeff\ufff9"


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_register_of_a_text_with_characters_that_do_not_show_is_read_and_keeps_its_places(
    tmp_path: Path, sign: str
) -> None:
    words = (
        f"In 2016, the population of {sign}Kenya was {sign}48 million{sign} people. In 2016, {sign}"
        f"Uganda{sign} had {sign}39 {sign}million people, and 3{sign} of them wrote.\n"
    ) + "Nothing else is told of either here.\n" * 30
    file = tmp_path / f"text{sign}.md"
    file.write_text(words, encoding="utf-8", newline="")
    register = tmp_path / "text.yaml"
    asked = ["check", str(file), "--published", "2018-06", "--register", str(register)]
    assert run(asked) == 0
    assert run(["claims", "--lint", str(register)]) == 0
    paper = load_paper(str(register))
    found, lost = anchor_all(paper.claims, words)
    assert (len(found), lost) == (3, ())
    figures = {claim.id: claim.figure.text.split()[0] for claim in paper.claims}
    assert all(figures[one.claim_id] in words[one.start : one.end] for one in found)


def test_a_register_of_a_file_whose_name_is_no_utf_8_is_read(tmp_path: Path) -> None:
    file = tmp_path / "text\udcff.md"
    file.write_text("In 2016, the population of Kenya was 48 million.\n", encoding="utf-8")
    checked = check_text(CheckOrder(str(file), "2018-06"), judge=False)
    assert parse_paper(render_register_of(checked).yaml, "text.yaml").claims
