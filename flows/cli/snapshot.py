"""``corrigenda snapshot``: the observations at hand, and how to add one's own.

How far the reading of a bulk file is, on standard error: a line every second or so.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.console.terminal import MENDABLE, complain, examples, showing_progress, write
from sources.provider import name_providers
from sources.tools.text_safety import printable

if TYPE_CHECKING:
    from sources.providers.wdi_bulk.series import Hear, Progress


_ADD_OWN = (
    "corrigenda snapshot add my.csv --source my-survey --vintage 2026-01-31 --licence CC0-1.0"
)


@click.group(
    epilog=examples(
        "corrigenda snapshot list",
        _ADD_OWN,
        "corrigenda snapshot verify",
    )
)
def snapshot() -> None:
    """List the observations at hand, add your own, or verify what was refreshed."""


@snapshot.command("list", epilog=examples("corrigenda snapshot list --snapshot embedded"))
@click.option(
    "--snapshot",
    "snapshots",
    metavar="DIR",
    multiple=True,
    help="A snapshot; may be repeated. Left out: the embedded one, your own if there is one, and "
    "the current one of those that were refreshed.",
)
def list_snapshot(snapshots: tuple[str, ...]) -> None:
    """List the editions of a snapshot; each is verified against its checksum."""
    from flows.cli.console.terminal import render_vintages
    from flows.environment.settings import Settings
    from flows.work.validation import find_snapshot
    from sources.evidence.collection import current_snapshot
    from sources.snapshots.load import EMBEDDED, list_vintages

    found = [find_snapshot(name) for name in snapshots]
    if not found:
        home = Settings().home
        there = [Settings().own_snapshot, current_snapshot(home)]
        found = [EMBEDDED, *(str(folder) for folder in there if folder and folder.exists())]
    for place, name in enumerate(found):
        blank = "\n" if place else ""
        write(f"{blank}{printable(name)}\n{render_vintages(list_vintages([name]))}")


@snapshot.command(
    "add",
    epilog=examples(
        _ADD_OWN,
        f"{_ADD_OWN} --snapshot my-snapshot",
        "corrigenda snapshot add --wdi-bulk WDI_CSV_2025_07_02.zip --snapshot wdi",
        "corrigenda snapshot add --sdg-bulk poverty.csv --vintage 2026-09-30 --snapshot sdg",
    ),
)
@click.argument("file", metavar="[FILE.csv]", required=False)
@click.option(
    "--wdi-bulk",
    metavar="WDI_CSV.zip",
    help="Instead of a table: the World Bank's bulk file, all of the World Development Indicators.",
)
@click.option(
    "--sdg-bulk",
    metavar="FILE.csv",
    help="Instead of a table: series of the UN's SDG database as its data portal saves them.",
)
@click.option("--source", metavar="S", help="The source's id: a-z, 0-9, hyphens.")
@click.option(
    "--vintage", metavar="DATE", help="The day of the edition; a bulk file may say it itself."
)
@click.option("--licence", metavar="TEXT", help="Under which it may be shown.")
@click.option("--label", metavar="TEXT", help="The source's name for people.")
@click.option("--attribution", metavar="TEXT", help="Whom to name beside the figures.")
@click.option("--url", metavar="TEXT", help="Where the figures are published.")
@click.option("--how-known", metavar="TEXT", help="How the day is known.")
@click.option(
    "--supplied-by",
    metavar="NAME",
    help="Who supplies the table; said wherever its figures are shown. Needed for "
    f"{name_providers()}.  [default: hand]",
)
@click.option(
    "--drop-uncoded",
    is_flag=True,
    help="Leave out rows that have no country code; of a bulk file, also unknown ones.",
)
@click.option(
    "--snapshot",
    "folder",
    metavar="DIR",
    help="The snapshot to add to.  [default: snapshots/own in CORRIGENDA_HOME]",
)
def add_to_snapshot(
    file: str | None,
    wdi_bulk: str | None,
    sdg_bulk: str | None,
    folder: str | None,
    drop_uncoded: bool,
    **said: str | None,
) -> None:
    """Add observations of your own: a table with the columns iso3,indicator,year,value.

    Or, with --wdi-bulk, the whole of the World Development Indicators as the World Bank has it; its
    source, licence and attribution are then known, and its day where its name says it. See
    docs/bulk.md. With --sdg-bulk, series of the UN's SDG database, whose day must be said.
    """
    from flows.environment.settings import Settings

    if sum(one is not None for one in (file, wdi_bulk, sdg_bulk)) != 1:
        raise click.UsageError(
            "Name one of a table, FILE.csv, --wdi-bulk WDI_CSV.zip and --sdg-bulk FILE.csv."
        )
    target = Path(folder) if folder else Settings().own_snapshot
    texts = {name: text for name, text in said.items() if text is not None}
    if sdg_bulk is not None:
        from sources.providers.united_nations.sdg_bulk import add_sdg_bulk

        added = add_sdg_bulk(
            sdg_bulk,
            _required(texts, "vintage"),
            target,
            how_known=texts.get("how_known", ""),
        )
    elif wdi_bulk is not None:
        from sources.providers.wdi_bulk.take import add_wdi_bulk

        texts.pop("supplied_by", None)
        with showing_bulk() as hear:
            added = add_wdi_bulk(wdi_bulk, target, drop_uncoded=drop_uncoded, hear=hear, **texts)
    else:
        from sources.snapshots.adding import add_vintage

        added = add_vintage(
            str(file),
            _required(texts, "source"),
            _required(texts, "vintage"),
            _required(texts, "licence"),
            target,
            label=texts.get("label", ""),
            attribution=texts.get("attribution", ""),
            url=texts.get("url", ""),
            how_known=texts.get("how_known", ""),
            drop_uncoded=drop_uncoded,
            supplied_by=texts.get("supplied_by", ""),
        )
    write(printable(f"{added.key}: {added.evidence.rows:,} observations are in {target}."))


def _required(texts: Mapping[str, str], name: str) -> str:
    """What a table cannot say itself."""
    if name not in texts:
        raise click.UsageError(f"Missing option '--{name}'.")
    return texts[name]


@snapshot.command(
    "verify",
    epilog=examples("corrigenda snapshot verify", "corrigenda snapshot verify my-snapshot"),
)
@click.argument("folder", metavar="[DIR]", default="")
def verify(folder: str) -> int:
    """Look at every byte of a snapshot, and read its answers again.

    Left out, DIR is the current snapshot. The exit code is 2 when anything is not as it was
    written, or when the answers give other figures than are stored.
    """
    from flows.work.orders import CURRENT
    from flows.work.validation import find_snapshot
    from sources.evidence.verify import verify_snapshot
    from sources.snapshots.load import folder_of

    place = find_snapshot(folder or CURRENT)
    found = verify_snapshot(folder_of(place))
    for fault in found.faults:
        complain(f"error: {printable(str(fault))}")
    if found.faults:
        return MENDABLE
    answers = f", and {found.answers} answers give the same figures" if found.answers else ""
    write(printable(f"{place}: {found.vintages} editions are as they were written{answers}."))
    return 0


@snapshot.command(
    "use",
    epilog=examples("corrigenda snapshot use 2026-11-23T14-05-00Z"),
)
@click.argument("name")
def use(name: str) -> None:
    """Make a snapshot of an earlier refresh current."""
    from flows.environment.settings import Settings
    from sources.evidence import collection

    folder = collection.use(Settings().home, name)
    write(printable(f"{folder} is now current."))


@snapshot.command(
    "accept",
    epilog=examples(
        'corrigenda snapshot accept 2026-11-23T14-05-00Z --by "Ada Lovelace" --why "A new census"',
    ),
)
@click.argument("name")
@click.option("--by", metavar="NAME", required=True, help="Who lets it in.")
@click.option("--why", metavar="TEXT", required=True, help="Why what is odd is true all the same.")
def accept(name: str, by: str, why: str) -> None:
    """Let a snapshot out of quarantine and make it current.

    Its odd.csv has all that is odd. Your name and reason stay in its manifest, stand in every
    report that rests on it, and are on record as a run.
    """
    from flows.work.storing import accept_snapshot

    folder = accept_snapshot(name, by, why)
    write(printable(f"{folder} is now current; {by} let it in: {why}"))


_EVERY = 1.0
"""Seconds between two lines."""


@contextmanager
def showing_bulk() -> Iterator[Hear]:
    """What hears the progress and shows it: what is done, how fast, how long it will still take."""
    with showing_progress() as watch:
        begun = said = time.monotonic()
        stage = ""

        def hear(progress: Progress) -> None:
            nonlocal begun, said, stage
            now = time.monotonic()
            if progress.stage != stage:
                stage, begun, said = progress.stage, now, 0.0
            if now - said >= _EVERY:
                said = now
                watch.hear(say_progress(progress, now - begun))

        yield hear


def say_progress(progress: Progress, seconds: float) -> str:
    """One line: 120,000 series, 62 of 198 MB, 2 s left."""
    left = seconds * (progress.total - progress.done) / progress.done if progress.done else 0.0
    rest = f", {left:.0f} s left" if seconds > 0 and progress.done else ""
    if progress.stage == "reading":
        read, whole = progress.done / 1e6, progress.total / 1e6
        return f"Reading {progress.series:,} series, {read:,.0f} of {whole:,.0f} MB{rest}"
    return f"Writing {progress.done:,} of {progress.total:,} indicators{rest}"
