"""What a paper's figures can be checked against, told from its register alone, without its text.

A claim is checked against *data* (an indicator measures it), against a *list* or the *calendar*
(counts of members, elapsed time), or by *arithmetic* only (a relation to other figures of the
paper); what is left is not checkable, and the register says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from sources.model import Claim, Paper

Means = Literal["data", "list", "calendar", "arithmetic", "none"]
MEANS: Mapping[Means, str] = {
    "data": "against data",
    "list": "against a list of countries",
    "calendar": "against the calendar",
    "arithmetic": "by arithmetic with other figures only",
    "none": "by nothing at hand",
}
"""The means of checking in words, in the order in which they are listed."""

_WITHOUT_DATA = "no source at hand has what would measure it"


@dataclass(frozen=True)
class Check:
    """What one claim can be checked against; ``reason`` says why not, where data cannot."""

    claim_id: str
    means: Means
    reason: str = ""


@dataclass(frozen=True)
class Checks:
    """What each claim of a paper can be checked against, in the order of the register."""

    checks: tuple[Check, ...]

    @property
    def counts(self) -> Mapping[Means, int]:
        """How many claims each means checks, those of none included; they add up to all claims."""
        found = Counter(check.means for check in self.checks)
        return {means: found[means] for means in MEANS}

    def share(self, means: Means) -> float:
        """The share of the paper's claims that a means checks, a fraction; 0 without claims."""
        return self.counts[means] / len(self.checks) if self.checks else 0.0


def check_means(paper: Paper, without_data: Collection[str] = ()) -> Checks:
    """What each claim of a paper can be checked against.

    Args:
        paper: The register.
        without_data: The ids of claims for which a run had no data (its verdict `unresolved`);
            without a run, every claim that an indicator measures counts as checked against data.
    """
    related = {
        operand
        for relation in paper.relations
        for operand in (relation.left, relation.right, relation.result)
    }
    return Checks(tuple(_check(claim, related, without_data) for claim in paper.claims))


def _check(claim: Claim, related: Collection[str], without_data: Collection[str]) -> Check:
    has_data = bool(claim.indicator) and claim.id not in without_data
    if has_data:
        return Check(claim.id, "data")
    if claim.measure == "elapsed" or (claim.measure == "count" and not claim.indicator):
        return Check(claim.id, "list" if claim.measure == "count" else "calendar")
    reason = claim.unverifiable.reason if claim.unverifiable else _WITHOUT_DATA
    return Check(claim.id, "arithmetic" if claim.id in related else "none", reason)
