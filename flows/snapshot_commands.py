"""``corrigenda snapshot``: the observations at hand, and how to add one's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from flows.terminal import MENDABLE, complain, examples, printable, write

_ADD_OWN = (
    "corrigenda snapshot add my.csv --source my-survey --vintage 2026-01-31 --licence CC0-1.0"
)

CURRENT = "current"
"""The name of the snapshot that was refreshed last, or chosen since."""
LATEST = "latest"
"""The name of the current snapshot or, before the first refresh, of the embedded one."""


@click.group(
    epilog=examples(
        "corrigenda snapshot list",
        _ADD_OWN,
        "corrigenda snapshot verify",
    )
)
def snapshot() -> None:
    """List the observations at hand, add your own, or verify what was refreshed."""


def find_snapshot(name: str) -> str:
    """The folder of a snapshot that is named on the command line, or in a schedule.

    ``latest`` is the current one, and before the first refresh the embedded one.

    Raises:
        SnapshotError: ``current`` is named before the first refresh.
    """
    if name not in (CURRENT, LATEST):
        return name
    from flows.settings import Settings
    from flows.steps import DEFAULT_SNAPSHOT
    from sources.collection import current_snapshot
    from sources.errors import SnapshotError

    folder = current_snapshot(Settings().home)
    if folder is None and name == LATEST:
        return DEFAULT_SNAPSHOT
    if folder is None:
        raise SnapshotError(
            "there is no current snapshot", mend="Take one with `corrigenda refresh`"
        )
    return str(folder)


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
    """List the vintages of a snapshot; each is verified against its checksum."""
    from flows.listings import render_vintages
    from flows.settings import Settings
    from sources.collection import current_snapshot
    from sources.snapshots import EMBEDDED, list_vintages

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
    help="Who supplies the table; said wherever its figures are shown. Needed for wdi, wpp, ama, "
    "comtrade and sdg.  [default: hand]",
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
    from flows.settings import Settings

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
        from flows.bulk_progress import showing_bulk
        from sources.wdi_bulk import add_wdi_bulk

        texts.pop("supplied_by", None)
        with showing_bulk() as hear:
            added = add_wdi_bulk(wdi_bulk, target, drop_uncoded=drop_uncoded, hear=hear, **texts)
    else:
        from sources.snapshot_writing import add_vintage

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
@click.argument("folder", metavar="[DIR]", default=CURRENT)
def verify(folder: str) -> int:
    """Look at every byte of a snapshot, and read its answers again.

    Left out, DIR is the current snapshot. The exit code is 2 when anything is not as it was
    written, or when the answers give other figures than are stored.
    """
    from sources.verification import verify_snapshot

    place = find_snapshot(folder)
    found = verify_snapshot(Path(place))
    for fault in found.faults:
        complain(f"error: {printable(str(fault))}")
    if found.faults:
        return MENDABLE
    answers = f", and {found.answers} answers give the same figures" if found.answers else ""
    write(printable(f"{place}: {found.vintages} vintages are as they were written{answers}."))
    return 0


@snapshot.command(
    "use",
    epilog=examples("corrigenda snapshot use 2026-11-23T14-05-00Z"),
)
@click.argument("name")
def use(name: str) -> None:
    """Make a snapshot of an earlier refresh current, or one that is in quarantine."""
    from flows.settings import Settings
    from sources import collection

    folder = collection.use(Settings().home, name)
    write(printable(f"{folder} is now current."))
