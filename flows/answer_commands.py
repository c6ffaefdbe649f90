"""What the authors or the editor answered: acknowledged, corrected or declined, by command.

These stand in the group ``corrections``; each appends an event to the claim, with who tells it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from flows.terminal import examples, printable, write
from sources.errors import InputError

if TYPE_CHECKING:
    from reports.records import EventKind

_WORDS: dict[EventKind, tuple[str, str]] = {
    "acknowledged": ("acknowledge", "Record that the receipt of a correction was acknowledged."),
    "corrected": ("corrected", "Record that a correction is said to be made; recheck will tell."),
    "declined": ("declined", "Record that a correction was declined."),
}


def answer(correction_id: str, kind: EventKind, who: str, note: str, reference: str) -> str:
    """Append an answer to the events of a correction; gives the state it now has.

    Raises:
        InputError: No such correction is approved, or nobody is named.
        StoreError: The store failed.
    """
    from flows.keeping import open_kept

    if not who.strip():
        raise InputError("nobody is named", mend="Say who tells it with --who")
    with open_kept() as store:
        dossier = store.dossier(correction_id)
        if dossier is None:
            raise InputError(
                f"there is no approved correction {correction_id!r}",
                mend="Its id is the paper's and the claim's, with a dot between",
            )
        paper_id, claim_id = str(dossier.paper["id"]), str(dossier.claim["claim_id"])
        detail = {"note": note, "reference": reference, "revision": dossier.revision}
        store.append(paper_id, claim_id, kind, who.strip(), detail)
        return store.claim_state(paper_id, claim_id).state


def _command(kind: EventKind) -> click.Command:
    name, text = _WORDS[kind]

    def tell(correction_id: str, who: str, note: str, reference: str) -> None:
        state = answer(correction_id, kind, who, note, reference)
        write(printable(f"{correction_id}: {state}."))

    options: list[Callable[[Callable[..., None]], Callable[..., None]]] = [
        click.option("--reference", default="", help="Where the answer is: an address, a number."),
        click.option("--note", default="", help="What was said."),
        click.option("--who", required=True, metavar="NAME", help="Who tells it."),
        click.argument("correction_id", metavar="ID"),
    ]
    decorated: Callable[..., None] = tell
    for option in options:
        decorated = option(decorated)
    example = f'corrigenda corrections {name} liu-jiang-2018.gdp-share --who "Ada"'
    return click.command(name, help=text, epilog=examples(example))(decorated)


acknowledge = _command("acknowledged")
corrected = _command("corrected")
declined = _command("declined")
