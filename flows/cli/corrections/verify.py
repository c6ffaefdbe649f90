"""Whether what was written is as it was: packs, signed files, the record of what people decided."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.console.terminal import FAILED_ON, examples, wrap, write, write_json
from sources.errors import InputError

if TYPE_CHECKING:
    from reports.corrections.pack_verify import PackVerification
    from reports.corrections.signatures import Signature


from flows.cli.console.terminal import MENDABLE, complain
from sources.tools.text_safety import printable

_ID = "liu-jiang-2018.gdp-share"


@click.command(
    epilog=examples(
        f"corrigenda verify {_ID}.zip",
        f"corrigenda verify {_ID}.letter.md",
        "corrigenda verify PACK --json",
    )
)
@click.argument("pack", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--sha256", metavar="HEX", help="What the file's checksum should be.")
@click.option("--signer", metavar="HEX", default="", help="The key that should have signed it.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def verify(pack: Path, sha256: str | None, signer: str, as_json: bool) -> int:
    """Compute the result of an evidence pack again, from its own data and with no network.

    Whether it is signed is told too (FILE.sig beside it), and by which key; of a letter, that
    alone. The exit code is 0 where the result is the same, 1 where it differs or a letter is not
    signed, and 2 where the file is torn, was changed, or is none, or its signature is wrong.
    """
    if pack.suffix in (".md", ".html"):
        return _verify_letter(pack, sha256, signer, as_json)
    from dataclasses import asdict

    from reports.corrections.pack_file import broken, read_zip
    from reports.corrections.pack_verify import verify_pack
    from reports.corrections.signatures import check_signature

    found = verify_pack(pack)
    if sha256 is not None and sha256.strip().lower() != found.sha256:
        raise broken(pack, f"its checksum is {found.sha256}, another than was named")
    signature = check_signature(pack, read_zip(pack)[1], signer)
    if as_json:
        told = {"is_same": found.is_same, **asdict(found), "signature": asdict(signature)}
        write_json(told)
    else:
        _print(found, signature)
    return 0 if found.is_same else FAILED_ON


def _print(found: PackVerification, signature: Signature) -> None:
    write(wrap(f"{found.correction_id}: “{found.phrase}”"))
    write(wrap(f"recorded: {found.then}; computed again: {found.now or 'nothing'}", "  "))
    write(wrap(f"from {', '.join(found.editions)}", "  "))
    write(wrap(f"approved by {found.approved_by}, {found.approved_at}", "  "))
    write(f"  sha256 {found.sha256}")
    write(f"  {_say(signature)}")
    for line in found.differences:
        write(wrap(f"- {line}", "  "))
    write("same" if found.is_same else "differs")


def _say(signature: Signature) -> str:
    from flows.environment.settings import Settings
    from reports.corrections.signatures import known_signer

    if signature.state == "unsigned":
        return "unsigned"
    is_ours = signature.signer == known_signer(Settings().home)
    whose = "the key of this installation" if is_ours else "a key that is not known here"
    return f"signed by {signature.signer}, {whose}"


def _verify_letter(letter: Path, sha256: str | None, signer: str, as_json: bool) -> int:
    import hashlib
    from dataclasses import asdict

    from reports.corrections.signatures import SignatureError, check_signature
    from sources.tools.files import read_whole

    try:
        content = read_whole(letter)
    except OSError as error:
        raise InputError(
            f"it cannot be read ({error.strerror})", mend="Name a file", file=str(letter)
        ) from None
    found = hashlib.sha256(content).hexdigest()
    if sha256 is not None and sha256.strip().lower() != found:
        raise SignatureError(
            f"its checksum is {found}, another than was named",
            mend="Ask for the file again from whoever sent it",
            file=str(letter),
        )
    signature = check_signature(letter, content, signer)
    if as_json:
        write_json({"sha256": found, "signature": asdict(signature)})
    else:
        write(f"sha256 {found}\n{_say(signature)}")
    return 0 if signature.state == "signed" else FAILED_ON


@click.group(epilog=examples("corrigenda store verify"))
def store() -> None:
    """Look after the record of runs and decisions."""


@store.command("verify", epilog=examples("corrigenda store verify"))
def verify_store() -> int:
    """Hold each event against its seal, and each claim against its events.

    A row that was changed, left out or put in by hand is named. The exit code is 2 when anything is
    not as it was appended.
    """
    from flows.work.record import open_kept

    with open_kept() as kept:
        found = kept.verify_events()
    for one in found.broken:
        place = f"{one.paper_id} {one.claim_id}: event {one.number}"
        complain(f"error: {printable(place)} {one.what}.")
    if found.broken:
        complain("Compare with a backup before anything is decided or sent.")
        return MENDABLE
    claims = "1 claim" if found.claims == 1 else f"{found.claims:,} claims"
    write(f"{found.events:,} events of {claims} are as they were appended.")
    return 0
