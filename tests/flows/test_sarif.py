"""SARIF 2.1.0 of `check` and `validate`: fields, places, levels, and stable fingerprints."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
import yaml
from sample_dossiers import real_findings

from flows.cli.check import check
from flows.cli.main import run
from flows.work.checking import check_text
from flows.work.orders import CheckOrder
from reports.findings.sarif import FINGERPRINT, sarif_of_run, sarif_of_texts
from sources.registers.register import load_paper

ROOT = Path(__file__).resolve().parents[2]
TEXT = (
    "Figures of Africa.\n\nIn 2015, the population of Kenya was 90 million.\n"
    "In 2015, the population of Kenya was\nabout 47 million. It has 300 harbours.\n"
)
MESSAGE = {"type": "object", "required": ["text"], "properties": {"text": {"minLength": 1}}}
REGION = {
    "type": "object",
    "required": ["startLine"],
    "properties": {
        "startLine": {"type": "integer", "minimum": 1},
        "startColumn": {"type": "integer", "minimum": 1},
        "endLine": {"type": "integer", "minimum": 1},
        "endColumn": {"type": "integer", "minimum": 1},
        "charOffset": {"type": "integer", "minimum": 0},
        "charLength": {"type": "integer", "minimum": 0},
        "snippet": MESSAGE,
    },
    "additionalProperties": False,
}
LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "required": ["uri"],
                    "properties": {"uri": {"pattern": r"^[^\s\\]+$"}},
                    "additionalProperties": False,
                },
                "region": REGION,
            },
            "additionalProperties": False,
        }
    },
}
RESULT = {
    "type": "object",
    "required": ["message", "ruleId", "ruleIndex", "level", "kind", "locations"],
    "properties": {
        "message": MESSAGE,
        "level": {"enum": ["none", "note", "warning", "error"]},
        "kind": {"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
        "locations": {"type": "array", "minItems": 1, "items": LOCATION},
        "partialFingerprints": {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": "string"},
        },
    },
    # 3.27.10 of the standard: a level goes with what failed, and with nothing else.
    "if": {"properties": {"kind": {"const": "fail"}}},
    "else": {"properties": {"level": {"const": "none"}}},
}
RULE = {
    "type": "object",
    "required": ["id", "shortDescription", "defaultConfiguration"],
    "properties": {"name": {"pattern": "^[A-Za-z]+$"}, "shortDescription": MESSAGE},
}
DRIVER = {
    "type": "object",
    "required": ["name", "rules"],
    "properties": {"rules": {"type": "array", "uniqueItems": True, "items": RULE}},
}
SARIF = {
    "type": "object",
    "required": ["version", "runs", "$schema"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "tool": {"type": "object", "properties": {"driver": DRIVER}},
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": RESULT},
                },
            },
        },
    },
}
"""What the standard requires of the parts that are written here, by hand: no package that is kept
here has the standard's own schema."""


def checked(folder: Path, text: str, name: str = "story.txt") -> dict[str, Any]:
    file = folder / name
    file.write_text(text, encoding="utf-8", newline="")
    found = check_text(CheckOrder(str(file), "2018-08"))
    log = sarif_of_texts([(found.findings, found.document.text)], folder)
    jsonschema.validate(log, SARIF)
    return log


def results(log: dict[str, Any]) -> list[dict[str, Any]]:
    [one] = log["runs"]
    for result in one["results"]:
        rule = one["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
    found: list[dict[str, Any]] = one["results"]
    return found


def fingerprints(log: dict[str, Any]) -> list[str]:
    return [one["partialFingerprints"][FINGERPRINT] for one in results(log)]


def test_a_figure_that_is_off_is_an_error_at_its_place_in_the_text(tmp_path: Path) -> None:
    log = checked(tmp_path, TEXT)
    [error] = [one for one in results(log) if one["level"] == "error"]
    place = error["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "story.txt"}
    region = place["region"]
    line = TEXT.splitlines()[region["startLine"] - 1]
    said = line[region["startColumn"] - 1 : region["endColumn"] - 1]
    start, length = region["charOffset"], region["charLength"]
    assert said == TEXT[start : start + length] == region["snippet"]["text"]
    assert "90 million" in said
    assert "90 million" in error["message"]["text"]
    assert any("SP.POP.TOTL" in one for one in error["properties"]["citations"])


def test_what_holds_or_cannot_be_checked_is_counted_and_no_result(tmp_path: Path) -> None:
    log = checked(tmp_path, TEXT)
    assert log["runs"][0]["properties"]["standings"]["holds"] == 1
    assert not [one for one in results(log) if "47 million" in one["message"]["text"]]


def test_a_fingerprint_does_not_change_when_lines_move_or_spaces_do(tmp_path: Path) -> None:
    before = fingerprints(checked(tmp_path, TEXT))
    assert before
    moved = "A new first line.\r\n\r\n" + TEXT.replace("Kenya was 90", "Kenya  was 90")
    assert fingerprints(checked(tmp_path, moved)) == before


def test_the_same_words_twice_are_two_figures(tmp_path: Path) -> None:
    twice = TEXT + "\nIn 2015, the population of Kenya was 90 million.\n"
    found = fingerprints(checked(tmp_path, twice))
    assert len(set(found)) == len(found) == 2


def test_a_run_points_at_the_lines_of_its_register() -> None:
    paper = load_paper("liu-jiang-2018")
    lines = {claim.id: claim.line for claim in paper.claims}
    log = sarif_of_run(real_findings(), paper.file, lines, ROOT)
    jsonschema.validate(log, SARIF)
    found = results(log)
    register = (ROOT / paper.file).read_text(encoding="utf-8").splitlines()
    for one in found:
        place = one["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == paper.file
        block = "\n".join(register[place["region"]["startLine"] - 1 :][:3])
        assert f"id: {one['properties']['claim']}" in block
    standings = {one["properties"]["standing"] for one in found}
    assert standings == {"off", "open"}
    assert {one["level"] for one in found if one["properties"]["standing"] == "off"} == {"error"}
    assert {one["kind"] for one in found if one["level"] == "none"} <= {"open"}
    assert len(set(fingerprints(log))) == len(found)


def test_the_command_of_the_documents_prints_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    documented = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    found = re.search(r"corrigenda (check article\.md .*?) > figures\.sarif", documented)
    assert found
    (tmp_path / "article.md").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(shlex.split(found[1])) == 0
    log = json.loads(capfdbinary.readouterr().out)
    jsonschema.validate(log, SARIF)
    assert log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "article.md"
    }


def test_the_action_runs_a_command_that_there_is_and_takes_inputs_as_variables_only() -> None:
    action = yaml.safe_load((ROOT / "docs" / "ci" / "action.yml").read_text(encoding="utf-8"))
    runs = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    assert not [one for one in runs if "${{" in one], "an input in a command is a command"
    said = next(line for one in runs for line in one.splitlines() if "corrigenda check" in line)
    words = shlex.split(said.partition("corrigenda check ")[2].partition(" > ")[0])
    given = ["a.md" if "files" in word else word.replace("$FAIL_ON", "off") for word in words]
    assert check.make_context("check", given).params["form"] == "sarif"
    workflow = yaml.safe_load((ROOT / "docs" / "ci" / "workflow.yml").read_text(encoding="utf-8"))
    step = workflow["jobs"]["figures"]["steps"][-1]
    assert set(step["with"]) <= set(action["inputs"])
    required = {name for name, one in action["inputs"].items() if one.get("required")}
    assert required <= set(step["with"])


def test_sarif_tells_of_one_paper_at_a_time() -> None:
    with pytest.raises(click.UsageError, match="one --paper"):
        from flows.cli.main import validate

        validate.main(["--papers", "registers/", "--format", "sarif"], standalone_mode=False)
