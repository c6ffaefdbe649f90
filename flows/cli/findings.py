"""``corrigenda findings``: what runs found, as one table for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.console.terminal import complain, examples
from sources.errors import InputError, OutputError

if TYPE_CHECKING:
    from reports.findings.model import Findings


@click.command(
    epilog=examples(
        "corrigenda findings",
        "corrigenda findings --out findings.parquet",
        "corrigenda findings 2026-11-27T06-29-34Z-46450b my/findings.json --out two.parquet",
    )
)
@click.argument("runs", metavar="[RUN|FILE]...", nargs=-1)
@click.option(
    "--site",
    metavar="DIR",
    default="reports/site",
    show_default=True,
    help="Where the reports are.",
)
@click.option(
    "--out",
    metavar="FILE",
    default="findings.parquet",
    show_default=True,
    help="The Parquet file to write.",
)
def findings(runs: tuple[str, ...], site: str, out: str) -> None:
    """Write what runs found as one table in Parquet: a row for each claim of each run.

    RUN is the id of a run on the site, FILE a findings.json; without them it is all runs of the
    site.
    """
    from reports.findings.parquet import findings_parquet
    from sources.tools.files import (
        mend_unwritten,
        refuse_output,
        say_unwritten,
        sweep_beside,
        write_file,
    )

    refuse_output(Path(out), "--out")
    found = [_read(path) for path in _paths(runs, Path(site) / "runs")]
    content = findings_parquet(found)
    try:
        sweep_beside(Path(out))
        write_file(Path(out), content)
    except OSError as error:
        raise OutputError(
            f"the table cannot be written: {say_unwritten(error)}",
            file=out,
            mend=mend_unwritten(error, "Name another file with --out"),
        ) from error
    claims = sum(len(one.claims) for one in found)
    complain(f"{claims} claims of {'1 run' if len(found) == 1 else f'{len(found)} runs'}: {out}")


def _paths(runs: tuple[str, ...], folder: Path) -> list[Path]:
    if not runs:
        paths = sorted(folder.glob("*/findings.json"))
        if not paths:
            raise InputError(
                f"there is no run in {folder}", mend="Run `corrigenda validate`, or name --site"
            )
        return paths
    return [Path(one) if one.endswith(".json") else folder / one / "findings.json" for one in runs]


def _read(path: Path) -> Findings:
    from reports.findings.model import read_findings
    from sources.tools.files import read_whole

    try:
        return read_findings(read_whole(path))
    except OSError as error:
        raise InputError(
            f"these findings cannot be read: {error.strerror or error}",
            file=str(path),
            mend="Name a run of the site or a findings.json",
        ) from error
    except InputError as error:
        raise InputError(error.what, file=str(path), mend=error.mend) from error
