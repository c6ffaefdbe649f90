"""The ledger as plain data for programs: what ``corrigenda audit --json`` prints.

Numbers that a text prints are decimals in text, so that no reader rounds them; places count
characters from 0, lines and columns from 1.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sources.anchors import Anchor, LostAnchor
from sources.checkable import Checks
from sources.entries import Entry
from sources.ledger import Ledger, ledger_counts
from sources.model import Figure


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


def _entry(entry: Entry) -> dict[str, Any]:
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
