"""What computes does not phrase: all English about an outcome is in `expectations/wording`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPUTING = (
    *(f"expectations/{one}" for one in ("assessment", "cubes", "explaining", "judging")),
    "expectations/plausibility",
    "reports/decisions",
    "reports/findings/since.py",
    "reports/findings/refresh_changes.py",
    "reports/findings/text_figures.py",
    "flows/work/inquiries/verifying.py",
)


def sentences_of(tree: ast.Module) -> Iterator[str]:
    """The texts of three words and more that are no docstring and no message of an error."""
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise | ast.Assert):
            silent |= {id(one) for one in ast.walk(node)}
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Oddity":
            silent.add(id(node.args[0]))  # the name of its form
        if isinstance(node, ast.JoinedStr):  # told as a whole
            silent |= {id(one) for one in node.values if isinstance(one, ast.Constant)}
    for node in ast.walk(tree):
        if id(node) in silent:
            continue
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(one.value) if isinstance(one, ast.Constant) else " # " for one in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


NAMES = {"right when written", "cannot be checked"}
"""Answers in a word that programs compare (`AnswerWord`)."""


@pytest.mark.parametrize("place", COMPUTING)
def test_what_computes_does_not_phrase(place: str) -> None:
    found = ROOT / place
    for path in sorted(found.rglob("*.py")) if found.is_dir() else [found]:
        if path.name == "oddities.py":
            continue  # the names of its forms
        for text in sentences_of(ast.parse(path.read_text(encoding="utf-8"))):
            is_name = text in NAMES or text.isupper()  # of a sign in Unicode
            words = [] if is_name else [one for one in text.split() if one.isalpha()]
            assert len(words) < 3, f"{path.relative_to(ROOT)} phrases: {text!r}"


PUTTING_TOGETHER = ("expectations/checks", "reports", "flows")
"""What shows outcomes, and takes the words for them from the folder of words."""
OUTCOME = re.compile(
    r"\b(refuted|reproduced|contradict\w*|understated|overstated|contested|stale|out of date"
    r"|h[oe]lds?|(is|are) off|stays? open|doubtful|not settled|not borne out|too close|rounds"
    r"|gives?|would (be|hold|not|have)|bears?|borne out|admits?|agrees?|inside|outside|depends on"
    r"|not so|so for|the figure (is|was)|the statistics (do|lie|bear)|the data (have|bear)"
    r"|stated figure)\b",
    re.IGNORECASE,
)
"""What a sentence says that tells of an outcome."""
NO_OUTCOMES = {
    "what the figure admits": "a label of what is compared in a pack",
    "It admits": "a label of an entry",
    "What would be right": "a label of an entry",
    "not settled": "an answer in a word that programs compare",
    "Readings tried # ; # across; inside*, [declared] # :": "the key of a table",
    "Each in full, with what each edition gives: the same command with --all.": "a help text",
    ", and # answers give the same figures": "of a snapshot: its answers, verified",
    "the text gives no date": "of a text, before anything is judged",
    "the text gives no date, so which year “now” is cannot be known: say it with --published": (
        "the same"
    ),
    "Give the workers more memory, or judge the paper by itself": "what to do about an error",
    "# , so nothing can be held against it": "an error: an edition cannot be read",
    "is called inside what it admits and is not, or the other way round": "an error",
    "is called borne out, which its observed values do not say": "an error",
    "# / # .json is not what the register gives: run make suites": "an error",
}
"""What of that speaks of no outcome, and why."""
IN_TEMPLATES = {
    "It admits": "a label of an entry",
    "What would be right": "a label of an entry",
    "The figure is": "the head of a column",
    "What would be right: “": "a label before a proposed wording",
    "What it would give": "a label of what is folded away",
    "What each edition gives": "the head of a table",
    "lies inside what the figure admits;": "the key of a table",
    "A mark a run, the newest on the right: ● holds, ■ does not. Band: what the figure admits.": (
        "the key of a chart"
    ),
    "expectations held": "the head of a column",
    "I mean this figure, though no value at hand bears it out": "a label of a box to tick",
    "SHA-256 of the data as we hold them:": "of a file",
    "that hold no readable run:": "of folders",
}
"""What templates hold of it."""


def said_by(path: Path) -> Iterator[str]:
    """The texts of two words and more of a module that are for people, in one line each."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        # Help texts, descriptions of what programs may ask, types.
        if isinstance(node, ast.FunctionDef):
            node.decorator_list, node.returns = [], None
            node.args = ast.arguments([], [], None, [], [], None, [])
        if isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant("")
        if isinstance(node, ast.Call):
            node.keywords = [one for one in node.keywords if one.arg not in _HELP]
    for text in sentences_of(tree):
        said = " ".join(text.split())
        if len(re.findall(r"[A-Za-z]+", said)) > 1 and len(said) < _LONGEST:
            yield said


_HELP = {"help", "mend", "description", "instructions", "epilog"}
_LONGEST = 300
"""What is longer introduces the program to an assistant or a model."""


def said_in_template(path: Path) -> Iterator[str]:
    """The texts of a template: between its marks, and those that its expressions hold."""
    text = path.read_text(encoding="utf-8")
    marks = r"\{\{.*?\}\}|\{%.*?%\}"
    for inside in re.findall(marks, text, re.DOTALL):
        yield from (one for one in re.findall(r'"([^"]*)"', inside) if " " in one.strip())
    for part in re.sub(rf"{marks}|<[^>]*>", "\n", text, flags=re.DOTALL).splitlines():
        if " " in part.strip():
            yield part.strip(" -")


@pytest.mark.parametrize("room", PUTTING_TOGETHER)
def test_what_puts_an_outcome_before_people_takes_its_words_from_one_folder(room: str) -> None:
    for path in sorted((ROOT / room).rglob("*.py")):
        for text in said_by(path):
            is_one = OUTCOME.search(text) and text not in NO_OUTCOMES
            assert not is_one, f"{path.relative_to(ROOT)} says of an outcome: {text!r}"


def test_templates_hold_labels_and_no_sentence_about_an_outcome() -> None:
    for path in sorted((ROOT / "reports").rglob("templates/**/*")):
        if path.suffix in {".html", ".md"}:
            for text in said_in_template(path):
                is_one = OUTCOME.search(text) and text not in IN_TEMPLATES
                assert not is_one, f"{path.relative_to(ROOT)} says of an outcome: {text!r}"


def test_what_is_let_through_is_still_there() -> None:
    of_modules = {
        text
        for room in PUTTING_TOGETHER
        for path in (ROOT / room).rglob("*.py")
        for text in said_by(path)
    }
    assert set(NO_OUTCOMES) - of_modules == set()
    of_templates = {
        text
        for path in (ROOT / "reports").rglob("templates/**/*")
        if path.suffix in {".html", ".md"}
        for text in said_in_template(path)
    }
    assert set(IN_TEMPLATES) - of_templates == set()


@pytest.mark.parametrize(
    "line",
    [
        'said = f"The figure is off: {found}"',
        'yield wrap("Open: they round to what is printed, and " + "nothing bears it out")',
        'why = f"it agrees with {value} in {year}"',
    ],
)
def test_a_sentence_about_an_outcome_outside_the_folder_is_found(line: str, tmp_path: Path) -> None:
    module = tmp_path / "letter.py"
    module.write_text(f"def body(found, value, year):\n    {line}\n", encoding="utf-8")
    assert any(OUTCOME.search(text) for text in said_by(module))
