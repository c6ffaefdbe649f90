"""The ledger of a text: every number in it, and what became of each.

A number is *bound* to the claims whose phrase states it; or set aside by the *register*, with its
reason; or by a *rule* that has a name (`sources.figures.dates`); or it is *unaccounted*. A person's
word comes before a rule's. Nothing is dropped: each run of digits and each number word stands in
one entry, and a figure that a claim holds by half is told as two.

The time grows with the text and with the register, not with their product: phrases are looked up,
and spans are walked in order.

The ledger as plain data for programs: what ``corrigenda audit --json`` prints.

Numbers that a text prints are decimals in text, so that no reader rounds them; places count
characters from 0, lines and columns from 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sources.figures.dates import RULES
from sources.ledger.entries import EntryStatus, LedgerNumber, Spans, write_entries
from sources.model import Claim, Figure, Paper, SetAside
from sources.registers.rules import Checks
from sources.texts.anchors import Anchor, AnchoredText, LostAnchor, anchor_all
from sources.texts.folding import fold_text, normalise_text, occurrences

__all__ = ["EntryStatus", "Ledger", "LedgerCounts", "LedgerNumber", "audit_text", "ledger_counts"]


@dataclass(frozen=True)
class Ledger:
    """Every number of a text, in order, and the claims whose phrases it does not have.

    ``unused`` are the register's phrases set aside that do not stand in the text.
    """

    entries: tuple[LedgerNumber, ...]
    anchors: tuple[Anchor, ...] = ()
    lost: tuple[LostAnchor, ...] = ()
    unused: tuple[SetAside, ...] = ()

    def having(self, status: EntryStatus) -> tuple[LedgerNumber, ...]:
        """The entries of one status."""
        return tuple(entry for entry in self.entries if entry.status == status)


@dataclass(frozen=True)
class LedgerCounts:
    """How many numbers a text has, by what became of them."""

    numbers: int
    bound: int
    register: int
    rule: int
    unaccounted: int
    by_rule: Mapping[str, int]
    lost: int


def ledger_counts(ledger: Ledger) -> LedgerCounts:
    """The sums of a ledger; the four kinds add up to ``numbers``."""
    of = Counter(entry.status for entry in ledger.entries)
    rules = Counter(entry.rule for entry in ledger.entries if entry.rule)
    return LedgerCounts(
        numbers=len(ledger.entries),
        bound=of["bound"],
        register=of["register"],
        rule=of["rule"],
        unaccounted=of["unaccounted"],
        by_rule={rule: rules[rule] for rule in RULES if rules[rule]},
        lost=len(ledger.lost),
    )


MOST_NUMBERS = 200_000
"""What is accounted for at once."""


def audit_text(text: str, paper: Paper | None = None) -> Ledger:
    """Account for every number of a text.

    Args:
        text: The text, plain or Markdown.
        paper: Its register; None accounts for what the rules explain.
    """
    known = AnchoredText(text)
    claims = () if paper is None else paper.claims
    anchors, lost = anchor_all(claims, known)
    phrases = () if paper is None else paper.set_aside
    asides = [(one, tuple(_places(one, known))) for one in phrases]
    return Ledger(
        entries=write_entries(
            text,
            {claim.id: claim.figure for claim in claims},
            Spans(_stated(claims, anchors, known)),
            Spans((*place, one.reason) for one, places in asides for place in places),
        ),
        anchors=anchors,
        lost=lost,
        unused=tuple(one for one, places in asides if not places),
    )


def _places(aside: SetAside, known: AnchoredText) -> Iterator[tuple[int, int]]:
    phrase = normalise_text(aside.phrase)
    for start in occurrences(phrase, known.folded.text):
        yield known.folded.raw_span(start, start + len(phrase))


def _stated(
    claims: Iterable[Claim], anchors: Iterable[Anchor], known: AnchoredText
) -> Iterator[tuple[int, int, str]]:
    """Where the figure of each anchored claim stands in the text."""
    of = {claim.id: claim for claim in claims}
    for anchor in anchors:
        claim = of[anchor.claim_id]
        phrase, figure = fold_text(claim.phrase), claim.figure
        begins = known.folded.folded_at(anchor.start)
        first = begins + phrase.folded_at(figure.start)
        last = begins + max(phrase.folded_at(figure.end), phrase.folded_at(figure.start) + 1)
        yield (*known.folded.raw_span(first, min(last, len(known.folded.places))), claim.id)


def ledger_data(ledger: Ledger) -> dict[str, Any]:
    """A ledger: its sums, its entries, the anchors of the claims and those that are lost."""
    return {
        "counts": asdict(ledger_counts(ledger)),
        "entries": [_entry(entry) for entry in ledger.entries],
        "anchors": [_anchor(anchor) for anchor in ledger.anchors],
        "lost": [_lost(anchor) for anchor in ledger.lost],
        "unused": [{"phrase": one.phrase, "line": one.line} for one in ledger.unused],
    }


def checks_data(checks: Checks) -> dict[str, Any]:
    """What a paper's claims can be checked against."""
    return {
        "counts": dict(checks.counts),
        "claims": [asdict(check) for check in checks.checks],
    }


def _entry(entry: LedgerNumber) -> dict[str, Any]:
    figure = None if entry.figure is None else figure_data(entry.figure)
    plain = {name: value for name, value in vars(entry).items() if name != "figure"}
    return {**plain, "claims": list(entry.claims), "figure": figure}


def figure_data(figure: Figure) -> dict[str, Any]:
    """A figure as printed: value, unit, hedge, and the first of a pair or the top of a range."""
    return {
        "value": f"{figure.value:f}",
        "unit": figure.unit,
        "currency": figure.currency,
        "hedge": figure.hedge,
        "is_strict": figure.is_strict,
        "quantum": f"{figure.quantum:f}",
        "first": None if figure.first is None else f"{figure.first.value:f}",
        "top": None if figure.top is None else f"{figure.top:f}",
        "direction": figure.direction,
        "noun": figure.noun,
        "real_unit": figure.real_unit,
        "is_rank": figure.is_rank,
    }


def _anchor(anchor: Anchor) -> dict[str, Any]:
    """An anchor with its quote as the W3C's TextQuoteSelector."""
    quote = {"type": "TextQuoteSelector", **asdict(anchor.quote)}
    place = {"start": anchor.start, "end": anchor.end}
    return {"claim_id": anchor.claim_id, **place, "selector": quote}


def _lost(lost: LostAnchor) -> dict[str, Any]:
    return {
        "claim_id": lost.claim_id,
        "selector": {"type": "TextQuoteSelector", **asdict(lost.quote)},
        "count": lost.count,
        "nearest": None if lost.nearest is None else _anchor(lost.nearest),
        "likeness": round(lost.likeness, 3),
    }
