"""``corrigenda explain``: why a figure of a paper is judged as it is, on the terminal.

No Prefect and no Great Expectations: the claims are judged as in a run, and nothing is recorded.

Explanations for a terminal: one claim, and the evidence of the editions, as lines of text.

Made from what `findings.json` holds, so that the page and the terminal say the same. Texts are laid
out as they come: the caller escapes what could steer a terminal beforehand.

In the grid of readings ``*`` marks what lies inside what the figure admits, brackets the declared
reading and ``>`` the reading that fits; nothing depends on colour.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeGuard, TypeVar

import click

from flows.cli.console.terminal import examples, write, write_bytes
from sources.tools.text_safety import each_text, printable

if TYPE_CHECKING:
    from flows.work.orders import Explained
    from reports.findings.claim_model import ClaimEntry, GridEntry
    from reports.findings.model import VintageEntry
    from reports.findings.reading_model import DeclaredEntry


_NARROWEST, _WIDEST = 60, 100
T = TypeVar("T")


@click.command(
    epilog=examples(
        "corrigenda explain liu-jiang-2018",
        "corrigenda explain liu-jiang-2018 gdp-share",
        "corrigenda explain my.yaml output --snapshot current --json | jq .claims[].grid",
    )
)
@click.argument("paper", metavar="PAPER")
@click.argument("claim", metavar="[CLAIM]", required=False)
@click.option(
    "--snapshot",
    "snapshots",
    metavar="DIR",
    multiple=True,
    default=("embedded",),
    show_default="embedded",
    help="Observations to check against; may be repeated. `embedded` is the snapshot inside, "
    "`current` the one that was refreshed last.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as findings.json has it.")
def explain(paper: str, claim: str | None, snapshots: tuple[str, ...], as_json: bool) -> None:
    """Explain why a claim of a paper is judged as it is; without CLAIM all that can be checked.

    PAPER is a paper that `corrigenda papers` lists, or the register of your own; `corrigenda claims
    PAPER` lists its claims.
    """
    from flows.work.explaining import find_explanations
    from flows.work.validation import find_snapshot

    explained = find_explanations(paper, claim, [find_snapshot(name) for name in snapshots])
    if as_json:
        write_bytes(render_json(explained))
    else:
        write(render_explanations(explained))


def render_explanations(explained: Explained) -> str:
    """Explanations for people, as wide as the terminal."""
    width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
    blocks = [explain_claim(printable_entry(claim), width) for claim in explained.claims]
    blocks.append(explain_vintages([printable_entry(one) for one in explained.vintages], width))
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def render_json(explained: Explained) -> bytes:
    """The same for programs, as `findings.json` has it."""
    from reports.findings.model import to_plain
    from sources.tools.encoding import to_json

    paper = explained.paper
    plain = {
        "paper": {"id": paper.id, "title": paper.title, "claimant": paper.claimant},
        "claims": to_plain(explained.claims),
        "vintages": to_plain(explained.vintages),
    }
    return to_json(plain)


def printable_entry(entry: T) -> T:
    """An entry whose texts cannot steer a terminal."""
    from reports.findings.model import from_plain, to_plain

    return from_plain(each_text(to_plain(entry), printable), type(entry))


_LABEL = 20
"""Columns of an entry that its label takes."""
_GAP = "  "


def explain_claim(claim: ClaimEntry, width: int) -> list[str]:
    """All that is known of a claim.

    Args:
        claim: An entry of `describe_claims`.
        width: Columns to stay within; only a word that cannot be broken is longer.
    """
    head = f"“{claim.phrase}” [{claim.claim_id}]: {claim.verdict} ({claim.standing})"
    lines = [*_wrap(head, width), *_wrap(claim.sentence, width, _GAP), ""]
    for label, text in _entries(claim):
        lines += _entry(label, text, width)
    implied = [implication.text for implication in claim.implications]
    for title, block in (
        ("The declared reading in each source:", _evidence(claim, width)),
        (_say_key(claim.grid), _grid(claim.grid, width)),
        ("Against the paper’s other figures:", _items(implied, width)),
        ("Not established:", _items(claim.not_established, width)),
    ):
        if block:
            lines += ["", *_wrap(title, width, _GAP), *block]
    return lines


def explain_vintages(vintages: Sequence[VintageEntry], width: int) -> list[str]:
    """The editions that explanations rest on: licence, how the date is known, and checksum."""
    lines = ["Evidence"] if vintages else []
    for vintage in vintages:
        said = f"{vintage.label}. Licence: {vintage.licence}. {vintage.how_known}"
        lines += _entry(vintage.key, said.rstrip(".") + ".", width)
        lines.append(f"{_GAP * 2}sha256 {vintage.sha256}")
    return lines


def _entries(claim: ClaimEntry) -> list[tuple[str, str]]:
    """Labels and texts, where there is something to say."""
    stated, correction, explanation = claim.stated, claim.correction, claim.explanation
    section = f"section {claim.section}, " if claim.section else ""
    entries = (
        ("In the paper", f"“{stated.text}”, {section}statement {claim.statement_id}"),
        ("It admits", stated.admits_text and f"{stated.admits_text} ({stated.rule})"),
        ("Read as", _say_declared(claim.declared)),
        (
            "What explains it" if explanation.text else "Readings tried",
            f"{explanation.text} {explanation.worth_text}".strip(),
        ),
        ("When it was true", claim.timing_text),
        ("What would be right", correction and f"“{correction.phrase}” ({correction.basis})"),
        ("How firm it is", claim.firmness.text),
    )
    return [(label, text) for label, text in entries if text]


def _say_declared(declared: DeclaredEntry) -> str:
    if not declared.measure:
        return ""
    what = [declared.measure_label]
    if declared.indicator:
        what = [f"{declared.measure_label}: {declared.indicator_label}"]
    parts = [
        ", ".join([*what, *filter(None, [declared.weighting_label])]),
        f"{declared.group_label} ({declared.group})" if declared.group else "",
        declared.period.text if declared.indicator else "",
    ]
    return "; ".join(part for part in parts if part)


def _evidence(claim: ClaimEntry, width: int) -> list[str]:
    from expectations.wording.formats.letters import say_no_data_for
    from expectations.wording.formats.terminal import say_against

    lines = []
    for row in claim.declared.evidence:
        agrees = say_against(row.difference_text, is_inside=row.is_inside)
        when = f" {'in' if row.start == row.end else 'over'} {row.period_text}"
        said = [
            f"{row.obs_text}{when if row.end else ''}: {agrees}",
            row.role_text,
            f"converted {row.converted}" if row.converted else "",
            row.dependence_text,
        ]
        said.append(say_no_data_for([member.name for member in row.missing]))
        said.append(row.with_missing_text)
        is_vintage = bool(row.role_text)
        source = f"{row.source.upper()} {row.vintage}" if is_vintage else row.source_label
        lines += _entry(source, f"{'; '.join(filter(None, said))}.", width)
    return lines


def _has_readings(grid: GridEntry | None) -> TypeGuard[GridEntry]:
    """Whether a grid has anything to show: where no year is covered it has no column."""
    return grid is not None and bool(grid.years) and bool(grid.rows)


def _say_key(grid: GridEntry | None) -> str:
    """What a grid shows and how its marks are read."""
    if not _has_readings(grid):
        return ""
    unit = f", in {grid.unit}" if grid.unit else ""
    across = "last years" if grid.is_of_spans else "years"
    fits = ", >fits" if any(row.fitted for row in grid.rows) else ""
    return f"Readings tried{unit}; {across} across; inside*, [declared]{fits}:"


def _grid(grid: GridEntry | None, width: int) -> list[str]:
    """Rows under their definition; where they are too wide, each under its own label."""
    if not _has_readings(grid):
        return []
    columns = [_column(grid, at, year) for at, year in enumerate(grid.years)]
    years, *cells = (" ".join(row) for row in zip(*columns, strict=True))
    vintages = [row.editions_text for row in grid.rows]
    longest = max(map(len, vintages))
    is_wide = len(_GAP) * 4 + longest + len(years) > width
    before = _GAP * 3 if is_wide else _GAP * 4 + " " * longest
    lines = [f"{before}{years}".rstrip()]
    above = ""
    for row, vintage, values in zip(grid.rows, vintages, cells, strict=True):
        if is_wide:
            lines += _wrap(f"{row.text}, {vintage}", width, _GAP * 2)
        elif row.text != above:
            lines += _wrap(row.text, width, _GAP * 2)
        above = row.text
        head = before if is_wide else f"{_GAP * 3}{vintage:<{longest}}{_GAP}"
        lines.append(f"{head}{values}".rstrip())
    left_out = grid.left_out_text
    return [*lines, *(_wrap(left_out, width, _GAP * 2) if left_out else [])]


def _column(grid: GridEntry, at: int, year: int) -> list[str]:
    """The year and the values below it, each with its marks, the digits of all above one another.

    A mark stands where it moves no digit: before the value or behind it.
    """
    parts = [(str(year), "")]
    for row in grid.rows:
        is_declared = year in row.declared
        head = f"{'[' if is_declared else ''}{'>' if year in row.fitted else ''}"
        tail = f"{'*' if year in row.inside else ''}{']' if is_declared else ''}"
        parts.append((f"{head}{row.texts[at]}", tail))
    before, behind = (max(map(len, side)) for side in zip(*parts, strict=True))
    return [f"{head:>{before}}{tail:<{behind}}" for head, tail in parts]


def _items(texts: Sequence[str], width: int) -> list[str]:
    return [line for text in texts for line in _wrap(f"- {text}", width, _GAP * 2, _GAP * 3)]


def _entry(label: str, text: str, width: int) -> list[str]:
    """A label and its text beside it; below it where the label is long."""
    before = f"{_GAP}{label}"
    if len(before) >= _LABEL + len(_GAP):
        return [before, *_wrap(text, width, _GAP + " " * _LABEL)]
    return _wrap(text, width, before.ljust(_LABEL + len(_GAP)), _GAP + " " * _LABEL)


def _wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
