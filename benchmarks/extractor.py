"""The extractor beside quantulum3 and recognizers-text, on the same labelled sentences in one run.

The other two are installed into a virtual environment of their own (``.venv-bench`` beside the
repository's files, made on first use); the product never depends on them. What each prints is
mapped to value, unit and hedge in `benchmarks/extractor_others.py`, in its favour where there is a
choice. A range and a pair count as two figures, since the others print two numbers; "twice" and
the like count as printed. Three rows of agreement: the value alone, with its unit, and with its
hedge too (the others have none).

    python benchmarks/extractor.py [--misses]
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.options import options_of
from sources.figures.parse import find_figures

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support"))
if TYPE_CHECKING:
    from labelled_sentences import Label, Sentence
    from scoring import Score

VENV = ROOT / ".venv-bench"
PYTHON = VENV / "bin" / "python"
OTHERS = {
    "quantulum3": ("quantulum3==0.10.0",),
    # The suite's last release, of 2019, imports a name that emoji 2 no longer has.
    "recognizers-text": ("recognizers-text-suite==1.0.2a2", "emoji<2"),
}
NEAR = Decimal("0.005")


@dataclass(frozen=True)
class Atom:
    """One number with its unit and hedge."""

    value: Decimal
    unit: str
    hedge: str

    def __str__(self) -> str:
        return f"{self.value} {self.unit} {self.hedge}"


Answers = Sequence[Sequence[Atom]]
"""What a tool finds in each sentence."""

AGREEMENTS: dict[str, Callable[[Atom, Atom], bool]] = {
    "value": lambda one, other: _is_near(one, other),
    "value, unit": lambda one, other: _is_near(one, other) and one.unit == other.unit,
    "value, unit, hedge": lambda one, other: (
        _is_near(one, other) and (one.unit, one.hedge) == (other.unit, other.hedge)
    ),
}


def main() -> None:
    """Measure all three and print the tables."""
    parser = options_of(__doc__, __file__)
    parser.add_argument("--misses", action="store_true", help="print what Corrigenda gets wrong")
    show_misses = parser.parse_args().misses
    import held_out_sentences
    import labelled_reports
    import labelled_sentences

    sets = {
        "sentences that the grammar was mended for": (
            *labelled_sentences.SENTENCES,
            *labelled_reports.SENTENCES,
        ),
        "sentences held out": held_out_sentences.SENTENCES,
    }
    prepare()
    for called, sentences in sets.items():
        figures = sum(len(atoms(label)) for one in sentences for label in one.labels)
        print(f"\n{len(sentences)} {called}, {figures} numbers\n")
        print_table(sentences, show_misses)


def print_table(sentences: Sequence[Sentence], show_misses: bool) -> None:
    """One table: a row for each tool and agreement."""
    misses: Sequence[str] = ()
    print(f"{'tool':<18}{'agreement':<20}{'precision':>10}{'recall':>8}{'F1':>7}{'ms':>8}")
    for tool in ("corrigenda", *OTHERS):
        begun = time.perf_counter()
        answers = ours(sentences) if tool == "corrigenda" else theirs(tool, sentences)
        if isinstance(answers, str):
            print(f"{tool:<18}could not be run: {answers}")
            continue
        found, seconds = answers, time.perf_counter() - begun
        for agreement in AGREEMENTS:
            result = measure(sentences, found, AGREEMENTS[agreement])
            both = result.precision + result.recall
            f1 = 2 * result.precision * result.recall / both if both else 0.0
            spent = f"{1000 * seconds:>8,.0f}" if agreement == "value" else ""
            print(
                f"{tool:<18}{agreement:<20}{result.precision:>10.3f}{result.recall:>8.3f}"
                f"{f1:>7.3f}{spent}"
            )
            misses = result.misses if tool == "corrigenda" else misses
    if show_misses:
        print("\n" + "\n".join(misses))


def measure(
    sentences: Sequence[Sentence], answers: Answers, agree: Callable[[Atom, Atom], bool]
) -> Score:
    """Hold a tool's answers against the labels."""
    from scoring import score

    of = {sentence.text: found for sentence, found in zip(sentences, answers, strict=True)}
    return score(
        sentences,
        lambda sentence: of[sentence.text],
        lambda sentence: [atom for label in sentence.labels for atom in atoms(label)],
        agree,
    )


def atoms(label: Label) -> list[Atom]:
    """The numbers of a label: two for a pair or a range."""
    found = [Atom(label.value, label.unit, label.hedge)]
    if label.first is not None:
        found.insert(0, Atom(label.first, label.unit, label.first_hedge))
    if label.top is not None:
        found.append(Atom(label.top, label.unit, label.hedge))
    return found


def ours(sentences: Sequence[Sentence]) -> Answers:
    """What Corrigenda finds."""
    from scoring import label_of

    return [
        [atom for figure in find_figures(sentence.text) for atom in atoms(label_of(figure))]
        for sentence in sentences
    ]


def theirs(tool: str, sentences: Sequence[Sentence]) -> Answers | str:
    """What another tool finds, or why it could not be run."""
    worker = [str(PYTHON), str(Path(__file__).with_name("extractor_others.py")), tool]
    texts = json.dumps([sentence.text for sentence in sentences])
    done = subprocess.run(worker, input=texts, capture_output=True, text=True, check=False)
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["no reason given"])[-1]
    answers: list[list[tuple[str, str]]] = json.loads(done.stdout)
    return [[Atom(Decimal(value), unit, "none") for value, unit in found] for found in answers]


def prepare() -> None:
    """Make the virtual environment of the others, once."""
    if not PYTHON.exists():
        print(f"Setting up {VENV.name} (once) ...")
        venv.create(VENV, with_pip=True)
        (VENV / ".gitignore").write_text("*\n", encoding="utf-8")
    for tool, packages in OTHERS.items():
        known = subprocess.run(
            [PYTHON, "-m", "pip", "show", "--quiet", packages[0].split("=")[0]],
            capture_output=True,
            check=False,
        )
        if known.returncode:
            done = subprocess.run(
                [PYTHON, "-m", "pip", "install", "--quiet", *packages],
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                print(f"{tool} could not be installed: {done.stderr.strip().splitlines()[-1]}")


def _is_near(one: Atom, other: Atom) -> bool:
    # The others compute in binary: 4.2 million is 4200000.0000000005 to them.
    return abs(one.value - other.value) <= max(NEAR, abs(other.value) * Decimal("1e-9"))


if __name__ == "__main__":
    main()
