"""What is told to those who asked to be told, once for each event and not for each run. Pure.

A notice is named by its event, and the store's outbox takes a name once (`to_message`). The name
holds the run at which the event began, read from what is on record: a later run that still sees it
gives the same name, and a process that died before it told gives the next run the same to tell.
An event that ended and comes again began at another run, so it is told again.

=================  ==============================================================================
name               event
=================  ==============================================================================
discrepancies:...  a run of a paper found figures off that were not, or off by more
source:...         a source was not had, until it is had again
quarantine:...     observations were not plausible and lie apart
run:...            a run failed or hung, until one of its kind is finished; another reason is new
promise:...        a correction was said to be made, and a recheck did not find it
=================  ==============================================================================
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from itertools import pairwise
from typing import Literal, Protocol

from expectations.outcomes import STANDINGS, Verdict
from expectations.wording.formats.notices import (
    PROMISE_NOT_KEPT,
    say_figure,
    say_new_or_worse,
    say_not_kept,
)
from reports.findings.claim_model import ClaimEntry
from reports.findings.model import Findings
from reports.findings.since import A_MOVE
from reports.records import FAILED, HAD, Dossier, Message, Plain, Run
from sources.tools.text_safety import one_line, shorten

NoticeEvent = Literal[
    "discrepancies", "source-failed", "quarantined", "run-failed", "promise-broken", "trial"
]


class Noticed(Protocol):
    """What of a claim says whether it is told: an entry of the findings, or what is on record."""

    @property
    def verdict(self) -> str:
        """Its verdict; empty where it was never judged."""

    @property
    def gap(self) -> float | None:
        """How far it is off; None where that is not known."""


History = Sequence[tuple[str, Noticed]]
"""The runs of a claim, newest first: the run's name, and what it found."""

_GRAVITY = {verdict.value: -place for place, verdict in enumerate(Verdict)}
_TOLD = frozenset(
    verdict.value
    for verdict, standing in STANDINGS.items()
    if standing == "off" or verdict is Verdict.CONTESTED
)
"""The verdicts that are told. An unresolved figure is no event: the source that failed is."""
_LONGEST_LINE = 600


@dataclass(frozen=True)
class Notice:
    """An event that is told.

    Attributes:
        key: Names the event; the same event has the same name in every run.
        event: What kind it is.
        subject: One line.
        lines: A sentence each.
        link: Where to read more; may be empty.
        data: The same for programs.
    """

    key: str
    event: NoticeEvent
    subject: str
    lines: tuple[str, ...]
    link: str = ""
    data: Plain = field(default_factory=dict)


def to_message(notice: Notice) -> Message:
    """The notice as a channel sends it; the outbox takes its `subject_id` once."""
    # What a text says stays within its line: none of it passes for a line of ours.
    told = tuple(map(one_line, notice.lines))
    lines = told if len(told) == 1 else tuple(f"- {one}" for one in told)
    if notice.link:  # part of the text, as mail and folders show nothing else
        lines = (*lines, "", f"More: {notice.link}")
    return Message(
        key=sha256(f"notice {notice.key}".encode()).hexdigest()[:32],
        kind="notice",
        subject_id=notice.key,
        revision=0,
        subject=_one_line(notice.subject),
        text="\n".join(lines),
        data={"event": notice.event, "id": notice.key, **notice.data},
        link=notice.link,
    )


def tell_discrepancies(
    findings: Findings,
    histories: Mapping[str, History],
    link: str,
    looked_at: int = sys.maxsize,
) -> tuple[Notice, ...]:
    """What is off in a run, gathered by the run at which it began to be so.

    Args:
        findings: What the run found.
        histories: Of each claim, this run and those before it, newest first.
        link: Where the report of the run lies.
        looked_at: How many runs were asked for; a history of that length is not whole.
    """
    begun: dict[str, list[ClaimEntry]] = {}
    for claim in findings.claims:
        history = histories.get(claim.claim_id, ())
        since = began_at(history, is_whole=len(history) < looked_at)
        if since:
            begun.setdefault(since, []).append(claim)
    return tuple(
        _discrepancies(findings, since, claims, link) for since, claims in sorted(begun.items())
    )


def began_at(history: History, *, is_whole: bool = True) -> str:
    """The run at which a claim came to be off, or off by more; empty if none.

    Args:
        history: Newest first.
        is_whole: Whether it goes back to the first run of the claim. Where it does not, what was
            off all along began before, and was told then.
    """
    if not history or history[0][1].verdict not in _TOLD:
        return ""
    for (run_id, found), (_, before) in pairwise(history):
        if is_worse(before, found):
            return run_id
        if before.verdict not in _TOLD:
            return ""
    return history[-1][0] if is_whole else ""


def is_worse(before: Noticed, now: Noticed) -> bool:
    """Whether a finding is told after another one of the claim.

    It is where the verdict was none that is told, or is graver now, or where the figure is off by
    more than it was: the same as "worse" in `reports.findings.since`, but for figures that went
    from holding to unresolved.
    """
    was, verdict = before.verdict, now.verdict
    if verdict not in _TOLD:
        return False
    if was not in _TOLD or _GRAVITY[verdict] > _GRAVITY[was]:
        return True
    if was != verdict or before.gap is None or now.gap is None:
        return False
    return now.gap - before.gap > A_MOVE


def _discrepancies(
    findings: Findings, since: str, claims: Sequence[ClaimEntry], link: str
) -> Notice:
    paper = findings.paper
    return Notice(
        key=f"discrepancies:{paper.id}:{since}",
        event="discrepancies",
        subject=f"{paper.id}: {say_new_or_worse(len(claims))}",
        lines=tuple(
            say_figure(claim.phrase, claim.claim_id, claim.verdict, claim.sentence)
            for claim in claims
        ),
        link=link,
        data={
            "paper_id": paper.id,
            "run_id": since,
            "claims": [{"claim_id": claim.claim_id, "verdict": claim.verdict} for claim in claims],
        },
    )


def tell_sources(refreshes: Sequence[Run], reasons: Mapping[str, str]) -> tuple[Notice, ...]:
    """The sources that the newest refresh did not have.

    Args:
        refreshes: Those on record, newest first.
        reasons: What went wrong, by source.
    """
    notices = []
    for source, reason in reasons.items():
        since = ""
        for run in refreshes:
            if HAD + source in run.changes:
                break
            if FAILED + source in run.changes:
                since = run.run_id
        if since:
            notices.append(
                Notice(
                    key=f"source:{source}:{since}",
                    event="source-failed",
                    subject=f"{source} could not be had",
                    lines=(_one_line(f"{source}: {reason}"),),
                    data={"source": source, "run_id": since},
                )
            )
    return tuple(notices)


def tell_quarantine(folder: str, reasons: Sequence[str], link: str) -> Notice:
    """Observations that were put apart; the same ones are in the same folder."""
    return Notice(
        key=f"quarantine:{folder}",
        event="quarantined",
        subject="Observations that are not plausible are in quarantine",
        lines=(
            *map(_one_line, reasons),
            "To let them in all the same: "
            f"corrigenda snapshot accept {folder} --by NAME --why TEXT",
        ),
        link=link,
        data={"folder": folder},
    )


def tell_failure(runs: Sequence[Run]) -> Notice | None:
    """The newest run of a kind, where it failed; None where it did not.

    Args:
        runs: Of one kind and paper, newest first.
    """
    if not runs or runs[0].outcome != "failed":
        return None
    newest, reason = runs[0], _without_numbers(runs[0].message)
    since = newest.run_id
    for run in runs:
        if run.outcome != "failed" or _without_numbers(run.message) != reason:
            break
        since = run.run_id
    name = f"{newest.kind} of {newest.paper_id}" if newest.paper_id else newest.kind
    return Notice(
        key=f"run:{newest.kind}:{newest.paper_id}:{since}",
        event="run-failed",
        subject=f"{name} failed",
        lines=(
            f"Begun on {_say_instant(newest.started_at)} (run {newest.run_id}).",
            f"Why: {_one_line(newest.message) or 'it said nothing.'}",
            _DO.get(
                newest.kind, "“corrigenda status” shows what is due; run it again once mended."
            ),
        ),
        data={"kind": newest.kind, "paper_id": newest.paper_id, "run_id": newest.run_id},
    )


def tell_promises(dossiers: Iterable[Dossier]) -> tuple[Notice, ...]:
    """The corrections that were said to be made, and were not found."""
    notices = []
    for dossier in dossiers:
        found = [
            one for one in dossier.events if one.kind in ("rechecked", "verified", "corrected")
        ]
        if not found or found[-1].kind != "rechecked" or not found[-1].detail.promised:
            continue
        last = found[-1]
        notices.append(
            Notice(
                key=f"promise:{dossier.correction_id}:{last.number}",
                event="promise-broken",
                subject=f"{dossier.correction_id}: {PROMISE_NOT_KEPT}",
                lines=(
                    say_not_kept(
                        dossier.claim.phrase, dossier.wording, last.detail.outcome or "not-made"
                    ),
                ),
                link=dossier.permalink,
                data={"correction_id": dossier.correction_id},
            )
        )
    return tuple(notices)


_DO = {
    "validate": (
        "To try again: “corrigenda validate --paper” with its register; a schedule does it by "
        "itself when it is next due."
    ),
    "refresh": "To try again: “corrigenda refresh”; what was fetched before stays in use.",
    "publish": "To try again: “corrigenda corrections send”; nothing is sent twice.",
}
"""What to do about a run that failed, by its kind."""


def _say_instant(text: str) -> str:
    """An instant as people write it; what is none, as it is."""
    try:
        moment = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return text
    return f"{moment.day} {moment:%B %Y at %H:%M} UTC"


def _without_numbers(text: str) -> str:
    """What a message says but for what differs each time: seconds, ports, names of runs."""
    return re.sub(r"[0-9a-f]*\d[0-9a-f]*", "#", text)


def _one_line(text: str) -> str:
    return shorten(one_line(text), _LONGEST_LINE)
