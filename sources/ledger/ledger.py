"""The ledger of a text: every number in it, and what became of each.

A number is *bound* to the claims whose phrase states it; or set aside by the *register*, with its
reason; or by a *rule* that has a name (`sources.figures.dates`); or it is *unaccounted*. A person's
word comes before a rule's. Nothing is dropped: each run of digits and each number word stands in
one entry, and a figure that a claim holds by half is told as two.

The time grows with the text and with the register, not with their product: phrases are looked up,
and spans are walked in order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sources.figures.dates import RULES
from sources.ledger.entries import EntryStatus, LedgerNumber, Spans, write_entries
from sources.model import Claim, Paper, SetAside
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
