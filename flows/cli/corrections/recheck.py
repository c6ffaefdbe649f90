"""``corrigenda recheck``: whether approved corrections were made in a new version of a text.

Each outcome is appended to the claim's events once: the same text again writes nothing. A promise
that was not kept is news, and is told first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from flows.cli.console.terminal import FAILED_ON, complain, examples, table, wrap, write, write_json

if TYPE_CHECKING:
    from reports.decisions.recheck import Rechecked


@click.command(
    epilog=examples(
        "corrigenda recheck liu-jiang-2018 new-version.txt",
        "corrigenda recheck liu-jiang-2018 new-version.txt --old-text paper.txt --dry-run",
        "corrigenda recheck my.yaml new-version.md --fail-on not-made,gone",
        "corrigenda recheck liu-jiang-2018 - --json < new-version.txt | jq .news",
    )
)
@click.argument("paper", metavar="PAPER")
@click.argument("new_text", metavar="NEW_TEXT")
@click.option(
    "--old-text",
    metavar="FILE",
    help="The text as it was: tells the place of a quote that was approved by its words alone.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the outcomes for programs.")
@click.option("--dry-run", is_flag=True, help="Say what is found, and record nothing.")
@click.option(
    "--fail-on",
    metavar="OUTCOME,...",
    default="",
    help="Exit with 1 when one of these outcomes (not-made, gone, made-differently) occurs.",
)
def recheck(
    paper: str, new_text: str, old_text: str | None, as_json: bool, dry_run: bool, fail_on: str
) -> int:
    """Look for each approved correction of a paper in a new version of its text.

    PAPER is a paper's id, or the register of your own; NEW_TEXT a file as `check` reads it,
    or - for standard input. Each correction was made, made differently, or not made, or its
    passage is gone.
    """
    from flows.work.answers import find_corrections, find_paper, read_outcomes, record
    from flows.work.record import open_kept
    from reports.decisions.recheck import MOST_NUMBERS, recheck_report, with_context
    from reports.decisions.recheck import recheck as look
    from reports.decisions.surroundings import SearchedText
    from sources.documents.reading import read_words
    from sources.texts.anchors import AnchoredText
    from sources.texts.reading import refuse_endless

    outcomes = read_outcomes(fail_on)
    paper_id = find_paper(paper)

    def read(file: str) -> AnchoredText:
        words = read_words(file)
        refuse_endless(words, MOST_NUMBERS, file)
        return AnchoredText(words)

    searched = SearchedText(read(new_text), new_text)
    digest = searched.sha256
    was = None if old_text is None else read(old_text)
    with open_kept() as store:
        dossiers = find_corrections(store, paper_id)
        if was is not None:
            dossiers = tuple(with_context(dossier, was) for dossier in dossiers)
        found = [look(dossier, searched) for dossier in dossiers]
        if not dry_run:
            for dossier, one in zip(dossiers, found, strict=True):
                record(store, dossier, one, digest)
    if as_json:
        write_json(recheck_report(paper_id, digest, found))
    else:
        write("\n".join(render(found, dry_run)))
    failing = [one for one in found if one.outcome in outcomes]
    if failing:
        complain(f"To fail on: {', '.join(sorted({one.outcome for one in failing}))}.")
    return FAILED_ON if failing else 0


def render(found: Sequence[Rechecked], is_dry: bool) -> list[str]:
    """The news, then all outcomes as a table."""
    from expectations.wording.formats.notices import say_promised

    lines = [wrap(say_promised(one.correction_id, one.outcome)) for one in found if one.is_news]
    ordered = sorted(found, key=lambda one: (not one.is_news, one.outcome == "made"))
    rows = [
        (one.outcome, one.claim_id, f"“{one.found}”" if one.found else "", one.note)
        for one in ordered
    ]
    lines += [*([""] if lines else []), table(("outcome", "claim", "found", "note"), rows)]
    return [*lines, "", "Nothing was recorded."] if is_dry else lines
