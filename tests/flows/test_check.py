"""``corrigenda check``: a text read, judged and written out."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from processes import Corrigenda

from expectations.assessment.method import sums_of_text
from flows.cli.main import run
from flows.work.checking import MOST_CHARACTERS, MOST_NUMBERS, check_text, encode_findings
from flows.work.orders import Checked, CheckOrder
from reports.findings.schema import text_findings_schema
from reports.findings.text_figures import FigureFound
from reports.marking.of_findings import mark_copy, marks_of
from reports.pages.text_page import render_text_page
from sources.errors import DocumentError, InputError
from sources.ledger.read_register import render_register
from sources.registers.register import parse_paper
from sources.texts.reading import refuse_endless

ROOT = Path(__file__).resolve().parents[2]

TEXT = """\
In 2015, the population of Kenya was about 47 million. In the same year, the population of Nigeria
was 90 million. Life expectancy in the world increased from 62 years in 2000 to 72 years in 2015,
a 25-year gain. By 2050, the population of Kenya will reach 95 million.
"""


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The text, checked once."""
    file = tmp_path_factory.mktemp("text") / "story.txt"
    file.write_text(TEXT, encoding="utf-8")
    return check_text(CheckOrder(str(file), "2018-08-01"))


def figure(checked: Checked, phrase: str) -> FigureFound:
    return next(one for one in checked.findings.figures if phrase in one.phrase)


def test_places_are_characters_of_the_text_as_given(checked: Checked) -> None:
    assert len(checked.findings.figures) >= 4
    for one in checked.findings.figures:
        assert TEXT[one.start : one.end] == one.phrase


def test_a_true_figure_holds_and_a_false_one_is_off(checked: Checked) -> None:
    kenya, nigeria = figure(checked, "47 million"), figure(checked, "90 million")
    assert kenya.reading is not None and kenya.reading.areas == ["KEN"]
    assert kenya.verdict in {"reproduced", "revised"}
    assert nigeria.verdict in {"refuted", "stale", "definition-dependent"}
    assert nigeria.evidence and nigeria.evidence[0].licence


def test_a_pair_and_its_stated_change_contradict_each_other(checked: Checked) -> None:
    assert figure(checked, "25-year").verdict in {"contradicted", "contested", "refuted"}


def test_a_projection_is_no_claim(checked: Checked) -> None:
    one = figure(checked, "95 million")
    assert (one.kind, one.verdict, one.standing) == ("projection", None, None)


def test_an_unsure_reading_is_open_whatever_its_verdict(checked: Checked) -> None:
    for one in checked.findings.figures:
        if one.reading is not None and one.reading.state == "unsure":
            assert one.standing in {"open", "not checkable"}


def test_a_figure_without_a_series_is_told_as_such_and_not_as_a_guess(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("The tribe has 312 trumpets.\n\nKenya had 47 million people in 2015.\n")
    one = figure(check_text(CheckOrder(str(file), "2018-08-01")), "312")
    assert one.verdict == "unverifiable"
    assert one.sentence_of_verdict.startswith("Not checkable here. Its words were not understood")
    assert ". Who would know: " in one.sentence_of_verdict


def test_what_a_text_counts_of_its_own_is_no_claim(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("Four numbers about the world\n\nKenya had 47 million people in 2015.\n")
    one = figure(check_text(CheckOrder(str(file), "2018-08-01")), "Four")
    assert (one.kind, one.verdict) == ("label", None)


def test_the_counts_add_up(checked: Checked) -> None:
    counts = checked.findings.counts
    parts = ("holds", "off", "open", "not_checkable")
    assert sum(counts[name] for name in parts) == counts["claims"]
    assert counts["claims"] + counts["not_claims"] == counts["figures"]


def test_what_is_printed_is_after_its_schema_which_is_the_documented_one(checked: Checked) -> None:
    schema = text_findings_schema()
    jsonschema.validate(json.loads(encode_findings([checked.findings])), schema)
    documented = (ROOT / "docs" / "text-findings.schema.json").read_text(encoding="utf-8")
    assert json.loads(documented) == schema


def test_the_register_that_is_written_is_one_that_is_read(checked: Checked) -> None:
    judged = checked.judged
    text = render_register(checked.document.text, judged.figures, judged.read).yaml
    paper = parse_paper(text, "story.yaml")
    assert [one.how_read and one.how_read.state for one in paper.claims if one.measure] != []


def test_the_page_holds_the_text_and_no_markup_of_it(checked: Checked) -> None:
    page = render_text_page(checked.document, checked.findings)
    assert "the population of Nigeria" in page
    assert page.count('class="card') == checked.findings.counts["claims"]
    assert "<script" not in page


def test_findings_and_page_tell_by_what_a_text_was_read_and_judged(checked: Checked) -> None:
    made_by = json.loads(encode_findings([checked.findings]))["made_by"]
    assert (made_by["reading"], made_by["judging"]) == sums_of_text()
    page = render_text_page(checked.document, checked.findings)
    assert f"reading {made_by['reading']}, judging {made_by['judging']}." in page


def test_a_text_without_a_date_leaves_the_present_open(tmp_path: Path) -> None:
    file = tmp_path / "undated.txt"
    file.write_text("The population of Kenya is 47 million.", encoding="utf-8")
    found = check_text(CheckOrder(str(file))).findings
    assert found.text.published_from == "unknown"
    assert [one.standing for one in found.figures if one.kind == "claim"] == ["open"]


def test_a_marked_copy_of_a_text_file_is_refused_in_one_line(checked: Checked) -> None:
    with pytest.raises(DocumentError, match="a DOCX, a PDF or an HTML file, and this is text"):
        mark_copy(Path("story.txt"), checked.findings)


def test_a_word_copy_has_comments_on_what_is_off_or_open_and_says_why(checked: Checked) -> None:
    of = checked.findings
    standings = {one.standing for one in marks_of(of, is_whole=False)}
    assert "off" in standings and standings <= {"off", "open"}
    assert {"holds", "off"} <= {one.standing for one in marks_of(of)}


def test_a_comment_on_what_nobody_is_sure_of_says_what_leaves_it_open(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("In 2016 Kenya and Uganda met. It had 9 million people in 2016.")
    found = check_text(CheckOrder(str(file), "2018-06")).findings
    [note] = [one.note for one in marks_of(found)]
    assert "Not sure whose it is: " in note


def test_nothing_is_written_unless_all_of_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(TEXT, encoding="utf-8")
    asked = ["check", "story.txt", "--published", "2018", "--page", "page.html"]
    assert run([*asked, "--marked-copy", "copy.txt"]) == 2
    assert run([*asked, "--register", "absent/story.yaml"]) == 2
    assert capfd.readouterr().err.count("\n") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["story.txt"]


@pytest.mark.parametrize("option", ["--page", "--marked-copy", "--register"])
def test_no_output_is_written_over_the_document_or_its_decisions(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    option: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    page = f"<!doctype html><p>{TEXT}"
    Path("story.html").write_text(page, encoding="utf-8")
    for name in ("./story.html", "story.html.readings.jsonl"):
        assert run(["check", "story.html", option, name]) == 2
        assert "never written over" in capfd.readouterr().err
    assert Path("story.html").read_text(encoding="utf-8") == page
    assert [path.name for path in tmp_path.iterdir()] == ["story.html"]


def test_a_text_with_more_numbers_than_are_read_at_once_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "numbers.txt"
    file.write_text("7 " * (MOST_NUMBERS + 1), encoding="utf-8")
    with pytest.raises(InputError, match="more than 25,000 numbers"):
        check_text(CheckOrder(str(file), "2018"))


def test_a_file_that_is_not_there_is_one_line_and_exit_code_2(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(tmp_path / "absent.txt")]) == 2
    assert capfd.readouterr().err.count("\n") == 1


def test_the_command_fails_on_the_verdicts_that_are_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "story.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert run(["check", str(file), "--published", "2018-08", "--fail-on", "open,off"]) == 1
    assert "“95 million”" not in capfd.readouterr().out


def test_of_several_texts_one_that_cannot_be_read_is_named_and_the_others_are_checked(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    names = [str(tmp_path / name) for name in ("one.txt", "broken.pdf", "two.txt")]
    for name in names[::2]:
        Path(name).write_text(TEXT, encoding="utf-8")
    Path(names[1]).write_text("no PDF at all", encoding="utf-8")
    command = ["check", *names, "--published", "2018-08", "--fail-on", "open,off"]
    assert run([*command, "--json"]) == 2
    out, err = capfdbinary.readouterr()
    found = json.loads(out)
    assert [one["text"]["file"] for one in found] == names
    assert found[1].keys() == {"text", "error"}
    assert "this is no PDF file" in found[1]["error"]
    assert b"broken.pdf" in err
    assert b"1 of 3 texts could not be read" in err
    assert b"In 2 of the others there is something to fail on" in err
    assert run(command) == 2
    said = capfdbinary.readouterr().out.decode().splitlines()[-1]
    assert said.startswith("3 texts: something is off in ")
    assert said.endswith(
        f"--fail-on finds something in 2, 1 could not be read ({tmp_path / 'broken.pdf'})."
    )
    assert run([*command, "--format", "sarif"]) == 2
    (told,) = json.loads(capfdbinary.readouterr().out)["runs"][0]["invocations"]
    assert not told["executionSuccessful"]
    assert "broken.pdf" in told["toolExecutionNotifications"][0]["message"]["text"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("1," * (MOST_NUMBERS + 1), "more than 25,000 numbers"),
        ("one hundred and " * MOST_NUMBERS, "more than 25,000 numbers"),
        ("a " * MOST_CHARACTERS, "longer than 1.25 million characters"),
        (
            "and GDP of China was $1 trillion in 2010, " * 2400,
            "too many figures, series, areas and years stand beside each other",
        ),
    ],
    ids=["commas", "words", "characters", "one sentence"],
)
def test_a_text_that_would_take_too_long_is_refused_in_a_line(
    corrigenda: Corrigenda, tmp_path: Path, text: str, what: str
) -> None:
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    done = corrigenda("check", "long.txt", "--published", "2018")
    assert done.returncode == 2
    assert what in done.stderr
    assert done.stderr.startswith("error: long.txt: ")
    assert done.stderr.count("\n") == 1


def test_a_number_with_separators_is_one() -> None:
    refuse_endless("1,234,567.89 " * 100, 100, "a text")
    with pytest.raises(InputError):
        refuse_endless("1,234,567.89 " * 101, 100, "a text")


def test_nothing_is_proposed_for_a_figure_that_is_not_surely_read(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("In 2017 there were 5 million people in the north of Kenya.\n", "utf-8")
    (found,) = check_text(CheckOrder(str(file), "2020")).findings.figures
    assert found.reading is not None
    assert found.reading.state == "unsure"
    assert found.correction == ""


def test_a_csv_file_that_cannot_be_read_as_a_table_is_not_clean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "table.csv"
    file.write_text("Population,2018,2019\nChile,18,701,19,039\n", encoding="utf-8")
    assert run(["check", str(file), "--fail-on", "off,open"]) == 2
    assert "this line has 5 fields, and its head 3" in capsys.readouterr().err
