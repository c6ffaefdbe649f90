"""Settling the readings of a text: what the page needs of it, and the register that it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from flows.work.checking import head_of, judge_text, loader, read_order
from flows.work.orders import Checked, CheckOrder
from sources.errors import InputError
from sources.texts.reading import STANDARD_INPUT
from sources.tools.text_safety import printable

if TYPE_CHECKING:
    from reports.findings.text_figures import TextFindings
    from reports.review.text_desk import TextDesk
    from sources.ledger.read_register import RenderedRegister
    from sources.ledger.settlements import Settlement


def open_text(order: CheckOrder, register: Path | None = None) -> TextDesk:
    """Read a text and make its readings ready to be settled.

    Args:
        order: The text, and what to hold it against.
        register: Written anew after each decision, with all that was settled.

    Raises:
        InputError: The document cannot be read, is standard input or a folder of texts; or a
            person changed the register that is there.
    """
    from reports.review.text_desk import TextDesk
    from sources.documents.reading import read_document
    from sources.ledger.own_register import refuse_edited

    decisions = order.decisions
    if decisions is None:
        where = "standard input" if order.file == STANDARD_INPUT else "the web"
        mend = "Name its file" if order.file == STANDARD_INPUT else "Save it and name its file"
        raise InputError(f"a text on {where} cannot be settled", mend=mend)
    _refuse_folder(Path(order.file))
    if register is not None:
        refuse_edited(register)
    read, load = read_order(order, read_document(Path(order.file))), loader(order)

    def judge(settlements: Sequence[Settlement]) -> TextFindings:
        return judge_text(order, read, settlements, load=load).findings

    def write(settlements: Sequence[Settlement]) -> None:
        if register is not None:
            write_register(judge_text(order, read, settlements, judge=False), register)

    head = head_of(order, read.source, read.document.text)
    return TextDesk(decisions, read.document, read.figures, head, judge, write)


def _refuse_folder(file: Path) -> None:
    """Refuse a folder of texts, of which one would be settled and none named."""
    from sources.documents.reading import list_texts

    texts = list_texts(file)[0] if file.is_dir() else ()
    if texts:
        named = ", ".join(printable(one.name) for one in texts[:_MOST_NAMED])
        more = ", ..." if len(texts) > _MOST_NAMED else ""
        raise InputError(
            "this is a folder of texts, which are settled one by one",
            mend=f"Name one of its {len(texts)} ({named}{more})",
            file=printable(str(file)),
        )


_MOST_NAMED = 3


def write_register(checked: Checked, path: Path) -> None:
    """Write the register of what was read and settled.

    Raises:
        InputError: A person changed the one that is there.
        OutputError: It cannot be written.
    """
    from sources.ledger.own_register import write_own

    write_own(path, render_register_of(checked).yaml)


def render_register_of(checked: Checked) -> RenderedRegister:
    """The register of what was read and settled."""
    from sources.ledger.read_register import render_register

    judged = checked.judged
    return render_register(checked.document.text, judged.figures, judged.read)


def say_left_out(phrases: Sequence[str]) -> str:
    """Which figures a register leaves out, in a sentence; empty for none."""
    if not phrases:
        return ""
    what = "1 figure is" if len(phrases) == 1 else f"{len(phrases)} figures are"
    named = ", ".join(f"“{printable(one)}”" for one in phrases)
    return f"{what} not in the register, since no quote finds them again: {named}"
