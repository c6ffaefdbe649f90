"""``corrigenda corrections`` and ``corrigenda verify``: what was approved, in each of its formats.

Sending stands in `flows.cli.corrections.send`; here nothing leaves the machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.console.terminal import examples, table, wrap, write, write_bytes, write_json
from reports.correction_states import STATES
from sources.errors import InputError
from sources.tools.text_safety import printable

if TYPE_CHECKING:
    from reports.corrections.case import Publisher
    from reports.records import Delivery, Dossier
    from reports.store import Store

_ALL = ("letter", "letter-html", "claimreview", "annotation", "csv", "json", "pack", "page")
_ID = "liu-jiang-2018.gdp-share"


@click.group(
    epilog=examples(
        "corrigenda corrections list",
        f"corrigenda corrections export {_ID} --format letter --out letters",
        "corrigenda corrections status",
    )
)
def corrections() -> None:
    """List, show and export the corrections that a person has approved."""


@corrections.command(
    "list",
    epilog=examples(
        "corrigenda corrections list --state sent",
        "corrigenda corrections list --paper liu-jiang-2018 --json | jq .corrections[].wording",
    ),
)
@click.option("--state", type=click.Choice(STATES[1:]), help="Only those in this state.")
@click.option("--paper", metavar="ID", default="", help="Only those of this paper.")
@click.option("--json", "as_json", is_flag=True, help="Print them whole, as JSON.")
def list_corrections(state: str | None, paper: str, as_json: bool) -> None:
    """List the corrections that are approved and not undone."""
    with _store() as store:
        found = _described(store.corrections(state or "", paper))
    if as_json:
        from reports.corrections.tables import corrections_json

        write_bytes(corrections_json(found, _publisher()).encode())
        return
    if not found:
        write("No correction is approved. Approve one on the page of `corrigenda review`.")
        return
    rows = [
        (one.correction_id, one.state, f"“{one.claim.phrase}”", f"“{one.wording}”") for one in found
    ]
    write(table(("correction", "state", "stated", "proposed"), rows))


@corrections.command(epilog=examples(f"corrigenda corrections show {_ID}"))
@click.argument("correction", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print it whole, as JSON.")
def show(correction: str, as_json: bool) -> None:
    """Show one correction: its letter, and what has happened to it."""
    import msgspec

    from reports.corrections.letter import letter_markdown
    from reports.corrections.message import correction_data

    with _store() as store:
        (dossier,) = _find(store, (correction,))
    if as_json:
        data = correction_data(dossier, _publisher())
        write_json(data, is_sorted=True)
        return
    for line in letter_markdown([dossier], _publisher()).splitlines():
        write(printable(line))
    write()
    for event in dossier.events:
        told = msgspec.structs.asdict(event.detail).items()
        said = ", ".join(f"{name} {value}" for name, value in told if value)
        write(wrap(f"{event.at} {event.kind} by {event.who}{f': {said}' if said else ''}"))


@corrections.command(
    epilog=examples(
        "corrigenda corrections export --format all --out corrections",
        f"corrigenda corrections export {_ID} --format pack --out packs",
        "corrigenda corrections export --paper liu-jiang-2018 --format letter --out letters",
        "corrigenda corrections export --format page --out reports/site",
    )
)
@click.argument("chosen", metavar="[ID]...", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice((*_ALL, "all")),
    default="all",
    show_default=True,
    help="What to write. A letter is one for each paper; a page goes to OUT/corrections/ID/.",
)
@click.option("--paper", metavar="ID", default="", help="Only those of this paper.")
@click.option("--out", metavar="DIR", default="corrections", show_default=True, help="Where to.")
@click.option("--register", metavar="FILE.yaml", help="The register of the paper, for a pack.")
@click.option(
    "--text",
    metavar="FILE",
    help="The paper as published: annotations have its blanks and line breaks in their selectors.",
)
@click.option(
    "--snapshot",
    "snapshots",
    metavar="DIR",
    multiple=True,
    help="The observations for a pack; may be repeated.  [default: those of the run]",
)
def export(
    chosen: tuple[str, ...],
    form: str,
    paper: str,
    out: str,
    register: str | None,
    text: str | None,
    snapshots: tuple[str, ...],
) -> int:
    """Write corrections in one of their formats, or in all; all corrections without ID.

    Each file is written whole or not at all. The names of the files are printed. Packs and letters
    are signed with the key of this installation, in a file of the same name and `.sig`.
    """
    from flows.environment.settings import Settings
    from reports.corrections.export import ExportMaterial, export_corrections
    from reports.corrections.signatures import load_signing_key

    with _store() as store:
        found = _find(store, chosen) if chosen else _described(store.corrections("", paper))
    if not found:
        raise InputError(
            "there is no approved correction to write",
            mend="Approve one on the page of `corrigenda review`",
        )
    forms = _ALL if form == "all" else (form,)
    key = load_signing_key(Settings().home)
    material = ExportMaterial(register, snapshots, _publisher(), key, _characters(text))
    for path in export_corrections(found, forms, Path(out), material):
        write(printable(str(path)))
    return 0


def _characters(text: str | None) -> str:
    if text is None:
        return ""
    from sources.documents.reading import read_characters

    return read_characters(Path(text))


@corrections.command(
    epilog=examples("corrigenda corrections status", "corrigenda corrections status --json")
)
@click.option("--paper", metavar="ID", default="", help="Only those of this paper.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def status(paper: str, as_json: bool) -> None:
    """Show where each correction stands, what each channel said, and promises that were broken."""
    with _store() as store:
        rows = [
            _standing(store, one)
            for one in sorted(store.corrections("", paper), key=lambda one: one.correction_id)
        ]
    if as_json:
        write_json({"corrections": [asdict(row) for row in rows]})
        return
    if not rows:
        write("No correction is approved. Approve one on the page of `corrigenda review`.")
    for row in rows:
        broken = ": SAID TO BE MADE, AND NOT FOUND IN THE TEXT" if row.is_promise_broken else ""
        write(wrap(f"{row.correction_id} (revision {row.revision}): {row.state}{broken}"))
        for sent in row.channels:
            said = "; ".join(filter(None, (sent.reference, sent.answer)))
            tries = f", tried {sent.attempts} times" if sent.attempts > 1 else ""
            head = f"{sent.channel}: {sent.state}{tries}"
            write(wrap(f"{head}{f' ({said})' if said else ''}", "  "))


@corrections.command(epilog=examples("corrigenda corrections key"))
def key() -> None:
    """Show the fingerprint of the key that signs packs and letters.

    Tell it by another way than the files: on your site, on paper.
    """
    from flows.environment.settings import Settings
    from reports.corrections.signatures import fingerprint, load_signing_key, public_key

    write(fingerprint(public_key(load_signing_key(Settings().home))))


def _store() -> Store:
    from flows.environment.settings import Settings
    from reports.store import open_store

    return open_store(Settings().store_url)


def _publisher() -> Publisher:
    from flows.environment.settings import Settings
    from reports.corrections.case import Publisher

    settings = Settings()
    return Publisher(settings.publisher_name, settings.publisher_url, settings.publisher_contact)


def _described(found: Sequence[Dossier]) -> tuple[Dossier, ...]:
    """In order of name, each with its permalink."""
    from flows.work.publishing import with_permalink

    return tuple(with_permalink(one) for one in sorted(found, key=lambda one: one.correction_id))


def _find(store: Store, names: Sequence[str]) -> tuple[Dossier, ...]:
    import difflib

    found = []
    for name in dict.fromkeys(names):
        dossier = store.dossier(name)
        if dossier is None:
            known = [one.correction_id for one in store.corrections()]
            close = difflib.get_close_matches(name, known, 1)
            mend = f"Did you mean {close[0]}" if close else "See `corrigenda corrections list`"
            raise InputError(f"no correction {name[:80]!r} is approved", mend=mend)
        found.append(dossier)
    return _described(found)


@dataclass(frozen=True)
class CorrectionLine:
    """A correction as the list has it."""

    correction_id: str
    revision: int
    state: str
    is_promise_broken: bool
    channels: tuple[ChannelLine, ...]


@dataclass(frozen=True)
class ChannelLine:
    """What became of it on one channel."""

    channel: str
    state: str
    attempts: int
    reference: str
    answer: str
    updated_at: str


def _standing(store: Store, dossier: Dossier) -> CorrectionLine:
    state = store.claim_state(dossier.paper.id, dossier.claim.claim_id)
    sent = store.deliveries(kind="correction", subject_id=dossier.correction_id)
    return CorrectionLine(
        correction_id=dossier.correction_id,
        revision=dossier.revision,
        state=dossier.state,
        is_promise_broken=state.is_promise_broken,
        channels=tuple(_channel(one) for one in sent if one.message.revision == dossier.revision),
    )


def _channel(delivery: Delivery) -> ChannelLine:
    receipt = delivery.receipt
    return ChannelLine(
        channel=delivery.channel,
        state=delivery.state,
        attempts=delivery.attempts,
        reference=receipt.reference if receipt else "",
        answer=delivery.answer or (receipt.answer if receipt else ""),
        updated_at=delivery.updated_at,
    )
