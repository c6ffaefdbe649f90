"""``corrigenda audit`` and ``corrigenda draft``: every number of a text, and a register to begin.

Neither needs data, Prefect or Great Expectations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from flows.cli.console.terminal import (
    FAILED_ON,
    complain,
    examples,
    table,
    wrap,
    write,
    write_bytes,
    write_json,
)

if TYPE_CHECKING:
    from sources.ledger.entries import LedgerNumber
    from sources.ledger.ledger import Ledger
    from sources.model import Paper
    from sources.texts.anchors import LostAnchor
    from sources.texts.reading import Lines

_ORDER = ("unaccounted", "bound", "register", "rule")


@click.command(
    epilog=examples(
        "corrigenda audit paper.txt",
        "corrigenda audit paper.txt --paper liu-jiang-2018",
        "corrigenda audit paper.txt --paper my.yaml --fail-on-unaccounted",
        "corrigenda audit - --json < paper.txt | jq .counts",
    )
)
@click.argument("text", metavar="TEXT")
@click.option(
    "--paper",
    metavar="ID|FILE.yaml",
    help="The register to account by: a paper that `corrigenda papers` lists, or your own.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the ledger for programs.")
@click.option("--fail-on-unaccounted", is_flag=True, help="Exit with 1 when a number is left.")
def audit(text: str, paper: str | None, as_json: bool, fail_on_unaccounted: bool) -> int:
    """Account for every number of a text: claimed, set aside and why, or unaccounted.

    TEXT is a file of plain text or Markdown, or - for standard input. Numbers in digits and in
    words are found; those that no claim and no rule explains come first.
    """
    from sources.errors import InputError
    from sources.ledger.audit_model import describe_audit
    from sources.ledger.ledger import MOST_NUMBERS, audit_text
    from sources.registers.register import load_paper
    from sources.texts.reading import read_text, refuse_endless

    register = None if paper is None else load_paper(paper)
    words = read_text(text)
    if not words.strip():
        raise InputError("the text is empty", file=text, mend="Give one with words")
    refuse_endless(words, MOST_NUMBERS, text)
    ledger = audit_text(words, register)
    if as_json:
        write_json(describe_audit(text, ledger, register))
    else:
        write("\n".join(_report(text, words, ledger, register)))
    unaccounted = len(ledger.having("unaccounted"))
    if unaccounted and fail_on_unaccounted:
        complain(f"To fail on: {unaccounted} unaccounted.")
        return FAILED_ON
    return 0


@click.command(
    epilog=examples(
        "corrigenda draft paper.txt > my.yaml",
        "corrigenda draft paper.pdf --json | jq '.figures[].reading'",
    )
)
@click.argument("text", metavar="TEXT")
@click.option("--published", metavar="DATE", default="", help="With --json: when it appeared.")
@click.option("--json", "as_json", is_flag=True, help="Print what was read, for programs.")
def draft(text: str, published: str, as_json: bool) -> None:
    """Draft a register for a text that has none: every figure quoted, its measure guessed.

    TEXT is a file of plain text or Markdown, or - for standard input. Each claim is marked
    `todo: true`, which `validate` refuses until a person has settled it; `claims --lint` lists
    those that are left.
    """
    if as_json:
        from flows.work.checking import check_text, encode_findings
        from flows.work.orders import CheckOrder

        read = check_text(CheckOrder(text, published), judge=False)
        write_bytes(encode_findings([read.findings]))
        return
    from sources.ledger.draft import draft_register
    from sources.texts.reading import STANDARD_INPUT, read_text

    source = "" if text == STANDARD_INPUT else text
    write_bytes(draft_register(read_text(text), source).encode("utf-8"))


def _report(name: str, words: str, ledger: Ledger, paper: Paper | None) -> Iterator[str]:
    from sources.ledger.ledger import ledger_counts
    from sources.texts.reading import Lines

    lines = Lines(words)
    counts = ledger_counts(ledger)
    numbers = "1 number" if counts.numbers == 1 else f"{counts.numbers} numbers"
    yield wrap(
        f"{name}: {numbers}. {counts.bound} stated by claims, {counts.register} set aside in the "
        f"register, {counts.rule} set aside by a rule, {counts.unaccounted} unaccounted."
    )
    if paper is not None:
        yield wrap(_say_checks(paper))
    for lost in ledger.lost:
        yield wrap(_say_lost(lost, lines))
    for one in ledger.unused:
        yield wrap(f"unused: “{one.phrase}” is set aside, and does not stand in the text.")
    if ledger.entries:
        yield ""
        yield table(("place", "number", "", "why"), list(_rows(ledger.entries)))


def _rows(entries: Sequence[LedgerNumber]) -> Iterator[tuple[str, str, str, str]]:
    for entry in sorted(entries, key=lambda one: _ORDER.index(one.status)):
        why = ", ".join(entry.claims) or entry.reason
        why = f"{entry.rule}: {why}" if entry.rule else why
        why = f"{why} ({entry.note})" if entry.note else why
        yield f"{entry.line}:{entry.column}", entry.text, _SAID[entry.status], why


_SAID = {
    "unaccounted": "UNACCOUNTED",
    "bound": "claim",
    "register": "set aside",
    "rule": "rule",
}


def _say_checks(paper: Paper) -> str:
    from sources.registers.rules import MEANS, check_means

    counts = check_means(paper).counts
    said = ", ".join(f"{counts[means]} {words}" for means, words in MEANS.items())
    return f"The {len(paper.claims)} claims of {paper.id} can be checked: {said}."


def _say_lost(lost: LostAnchor, lines: Lines) -> str:
    times = "does not stand in the text" if not lost.count else f"stands there {lost.count} times"
    said = f"lost: {lost.claim_id}: “{lost.quote.exact}” {times}"
    if lost.nearest is None:
        return f"{said}."
    line, column = lines.place(lost.nearest.start)
    near = f"“{lost.nearest.quote.exact}”, {lost.likeness:.0%} alike"
    return f"{said}; nearest is line {line}, column {column}: {near}."
