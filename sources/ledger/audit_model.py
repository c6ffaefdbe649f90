"""What ``corrigenda audit --json`` prints: the ledger of a text as structs, in the order of JSON.

Numbers that a text prints are decimals in text, so that no reader rounds them; places count
characters from 0, lines and columns from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from sources.ledger.entries import EntryStatus, LedgerNumber
from sources.ledger.ledger import Ledger, LedgerCounts, ledger_counts
from sources.model import Direction, Figure, FigureUnit, Hedge, Means, Paper
from sources.registers.rules import ClaimCheck, check_means
from sources.texts.anchors import Anchor, LostAnchor, TextQuote


class AuditedFigure(msgspec.Struct, frozen=True):
    """A figure as printed: `Figure`, its ``first`` a number alone."""

    value: str
    unit: FigureUnit
    currency: str
    hedge: Hedge
    is_strict: bool
    quantum: str
    first: str | None
    top: str | None
    direction: Direction
    noun: str
    real_unit: str
    is_rank: bool


class NumberEntry(msgspec.Struct, frozen=True):
    """A number of the text, and what became of it (`LedgerNumber`)."""

    start: int
    end: int
    line: int
    column: int
    text: str
    status: EntryStatus
    claims: tuple[str, ...]
    rule: str
    reason: str
    note: str
    figure: AuditedFigure | None


class QuoteSelector(msgspec.Struct, frozen=True):
    """A quote as the W3C's TextQuoteSelector."""

    type: Literal["TextQuoteSelector"]
    exact: str
    prefix: str
    suffix: str


class AnchorEntry(msgspec.Struct, frozen=True):
    """Where the phrase of a claim stands; of a place that is only like it no claim."""

    claim_id: str
    start: int
    end: int
    selector: QuoteSelector


class LostEntry(msgspec.Struct, frozen=True):
    """A claim whose phrase has no place of its own (`LostAnchor`); ``likeness`` a fraction."""

    claim_id: str
    selector: QuoteSelector
    count: int
    nearest: AnchorEntry | None
    likeness: float


class UnusedEntry(msgspec.Struct, frozen=True):
    """A phrase that the register sets aside and the text does not have; its line there."""

    phrase: str
    line: int


class AuditChecks(msgspec.Struct, frozen=True):
    """What the claims of the register can be checked against: how many by each means, and each."""

    counts: Mapping[Means, int]
    claims: tuple[ClaimCheck, ...]


class Audit(msgspec.Struct, frozen=True):
    """A text accounted for; ``text`` is its file, ``paper`` and ``checks`` are of its register."""

    text: str
    paper: str | None
    counts: LedgerCounts
    entries: tuple[NumberEntry, ...]
    anchors: tuple[AnchorEntry, ...]
    lost: tuple[LostEntry, ...]
    unused: tuple[UnusedEntry, ...]
    checks: AuditChecks | None


def describe_audit(text: str, ledger: Ledger, paper: Paper | None = None) -> Audit:
    """A ledger for programs.

    Args:
        text: The file's name.
        ledger: The ledger of its text.
        paper: The register by which it was accounted for; None where there was none.
    """
    return Audit(
        text=text,
        paper=None if paper is None else paper.id,
        counts=ledger_counts(ledger),
        entries=tuple(map(_number, ledger.entries)),
        anchors=tuple(map(_anchor, ledger.anchors)),
        lost=tuple(map(_lost, ledger.lost)),
        unused=tuple(UnusedEntry(one.phrase, one.line) for one in ledger.unused),
        checks=None if paper is None else _checks(paper),
    )


def _checks(paper: Paper) -> AuditChecks:
    checks = check_means(paper)
    return AuditChecks(counts=checks.counts, claims=checks.checks)


def _number(number: LedgerNumber) -> NumberEntry:
    return NumberEntry(
        start=number.start,
        end=number.end,
        line=number.line,
        column=number.column,
        text=number.text,
        status=number.status,
        claims=number.claims,
        rule=number.rule,
        reason=number.reason,
        note=number.note,
        figure=None if number.figure is None else _figure(number.figure),
    )


def _figure(figure: Figure) -> AuditedFigure:
    return AuditedFigure(
        value=f"{figure.value:f}",
        unit=figure.unit,
        currency=figure.currency,
        hedge=figure.hedge,
        is_strict=figure.is_strict,
        quantum=f"{figure.quantum:f}",
        first=None if figure.first is None else f"{figure.first.value:f}",
        top=None if figure.top is None else f"{figure.top:f}",
        direction=figure.direction,
        noun=figure.noun,
        real_unit=figure.real_unit,
        is_rank=figure.is_rank,
    )


def _selector(quote: TextQuote) -> QuoteSelector:
    return QuoteSelector("TextQuoteSelector", quote.exact, quote.prefix, quote.suffix)


def _anchor(anchor: Anchor) -> AnchorEntry:
    return AnchorEntry(anchor.claim_id, anchor.start, anchor.end, _selector(anchor.quote))


def _lost(lost: LostAnchor) -> LostEntry:
    return LostEntry(
        claim_id=lost.claim_id,
        selector=_selector(lost.quote),
        count=lost.count,
        nearest=None if lost.nearest is None else _anchor(lost.nearest),
        likeness=round(lost.likeness, 3),
    )
