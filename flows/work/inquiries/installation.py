"""What an installation holds that an assistant may read: registers, and the reports of runs.

Only what is named when it is opened: the built-in registers, those of folders, and the runs of one
site. A stranger names papers and runs by their ids and never a file, so that no answer holds
anything else of the machine. Nothing is ever written.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flows.work.inquiries.verifying import Evidence, told_evidence
from sources.errors import CorrigendaError, InputError

if TYPE_CHECKING:
    from flows.work.inquiries.observations import Observations
    from reports.findings.claim_model import ClaimEntry
    from reports.findings.model import Findings

MOST_FOUND = 200
MOST_RUNS = 200
_RUN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}", re.ASCII)
_NOW = "judged now"


@dataclass(frozen=True)
class ClaimExplained:
    """Why a claim of a paper is judged as it is.

    Attributes:
        paper: The paper's id.
        claim: The claim's.
        as_printed: The figure with its words.
        verdict: As a report has it.
        standing: holds, off, open or not checkable.
        sentence: The verdict in a sentence.
        admits: The values that the figure admits, and by which rule.
        reading: What it is about, in words.
        explanation: What explains it, and what such a match is worth.
        timing: When it was true, where it is not.
        would_be_right: What would be right; empty where nothing is proposed.
        firmness: How much the editions differ among themselves.
        implied: What the paper's other figures say of it.
        not_established: What stays unknown.
        evidence: What each edition gives.
    """

    paper: str
    claim: str
    as_printed: str
    verdict: str
    standing: str
    sentence: str
    admits: str
    reading: str
    explanation: str
    timing: str
    would_be_right: str
    firmness: str
    implied: tuple[str, ...]
    not_established: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class FindingListed:
    """One claim of a paper, as its last run found it."""

    paper: str
    claim: str
    as_printed: str
    verdict: str
    standing: str
    sentence: str


@dataclass(frozen=True)
class FindingsListed:
    """Claims of papers, the gravest first.

    Attributes:
        runs: For each paper the run that found it, or "judged now".
        findings: The claims.
        left_out: How many more there are.
    """

    runs: dict[str, str]
    findings: tuple[FindingListed, ...]
    left_out: int


class Installation:
    """The registers and reports that may be read.

    Args:
        observations: What papers are held against.
        registers: Folders of registers of one's own.
        site: The folder of the reports; None for no reports.
    """

    def __init__(
        self, observations: Observations, registers: Sequence[str] = (), site: str | None = None
    ) -> None:
        self._observations = observations
        self._folders = tuple(map(Path, registers))
        self._site = Path(site) if site else None

    def registers(self) -> Mapping[str, str]:
        """The registers by the id of their paper, each by what the program loads it by."""
        from sources.registers.register import PAPERS, load_paper

        found = {path.stem: path.stem for path in sorted(PAPERS.glob("*.yaml"))}
        for path in (one for folder in self._folders for one in sorted(folder.glob("*.y*ml"))):
            try:
                found.setdefault(load_paper(path).id, str(path))
            except CorrigendaError:
                continue  # `corrigenda claims --lint` tells what is wrong with it
        return found

    def read_register(self, paper: str) -> str:
        """A register as it is written.

        Raises:
            InputError: There is none of that id.
        """
        from sources.registers.register import PAPERS

        ref = self._find(paper)
        path = Path(ref) if ref.endswith((".yaml", ".yml")) else PAPERS / f"{ref}.yaml"
        return path.read_text(encoding="utf-8")

    def runs(self) -> tuple[str, ...]:
        """The ids of the newest runs on the site, the newest first."""
        if self._site is None:
            return ()
        found = (self._site / "runs").glob("*/findings.json")
        names = sorted((one.parent.name for one in found), reverse=True)
        return tuple(name for name in names if _RUN.fullmatch(name))[:MOST_RUNS]

    def read_run(self, run: str) -> str:
        """The findings of a run, as JSON.

        Raises:
            InputError: There is none of that id.
        """
        if self._site is None or not _RUN.fullmatch(run) or run not in self.runs():
            raise InputError(
                f"there is no run {run[:80]!r}", mend="List them: corrigenda://reports"
            )
        return (self._site / "runs" / run / "findings.json").read_text(encoding="utf-8")

    def explain(self, paper: str, claim: str) -> ClaimExplained:
        """Judge a claim of a paper and explain it, as `corrigenda explain` does.

        Raises:
            InputError: There is no such paper or claim; with what is near.
            CorrigendaError: The register or a snapshot cannot be read.
        """
        from flows.work.explaining import explain_assessed, refuse_unknown
        from sources.registers.register import load_paper

        known = load_paper(self._find(paper))
        refuse_unknown(claim[:200], known)
        explained = explain_assessed(self._observations.assess(known), claim)
        return _told(known.id, explained.claims[0])

    def findings(self, paper: str = "", standing: str = "", most: int = 50) -> FindingsListed:
        """What was found in a paper, or in all: in their last runs, else as they are judged now.

        Args:
            paper: The id of one paper; empty for all.
            standing: ``off``, ``open``, ``holds`` or ``not checkable``; empty for all.
            most: How many at the most, up to 200.

        Raises:
            InputError: There is no such paper or standing.
        """
        from expectations.outcomes import STANDING_NAMES
        from reports.findings.findings import gravest_first

        if standing and standing not in STANDING_NAMES:
            raise InputError(
                f"there is no standing {standing[:80]!r}", mend=f"Say {', '.join(STANDING_NAMES)}"
            )
        last = self._last_runs()
        if paper and paper not in last:
            self._find(paper)
        names = [paper] if paper else sorted({*last, *self.registers()})
        runs: dict[str, str] = {}
        listed: list[FindingListed] = []
        for name in names:
            found = last.get(name)
            runs[name] = found.run.run_id if found else _NOW
            for one in gravest_first(found.claims if found else self._judged(name)):
                if standing in ("", one.standing):
                    listed.append(_listed(name, one))
        shown = listed[: max(1, min(int(most), MOST_FOUND))]
        return FindingsListed(runs, tuple(shown), len(listed) - len(shown))

    def _judged(self, paper: str) -> tuple[ClaimEntry, ...]:
        from reports.findings.findings import describe_claims
        from reports.findings.labels import Names
        from sources.registers.register import load_paper

        known = load_paper(self._find(paper))
        assessment = self._observations.assess(known)
        return describe_claims(assessment, Names(known, assessment.vintages))

    def _last_runs(self) -> dict[str, Findings]:
        """The newest run of each paper on the site; one that cannot be read is passed over."""
        from reports.findings.model import read_findings

        found: dict[str, Findings] = {}
        for run in self.runs():
            try:
                one = read_findings(self.read_run(run).encode())
            except (CorrigendaError, OSError):
                continue
            found.setdefault(one.paper.id, one)
        return found

    def _find(self, paper: str) -> str:
        known = self.registers()
        if paper in known:
            return known[paper]
        near = difflib.get_close_matches(paper[:80].lower(), known, n=1)
        meant = f"Perhaps {near[0]!r}. " if near else ""
        raise InputError(
            f"there is no paper {paper[:80]!r}",
            mend=f"{meant}There are {', '.join(list(known)[:20])}",
        )


def _told(paper: str, claim: ClaimEntry) -> ClaimExplained:
    correction, stated = claim.correction, claim.stated
    admits = f"{stated.admits_text} ({stated.rule})" if stated.admits_text else ""
    explained = f"{claim.explanation.text} {claim.explanation.worth_text}".strip()
    return ClaimExplained(
        paper=paper,
        claim=claim.claim_id,
        as_printed=claim.phrase,
        verdict=claim.verdict,
        standing=claim.standing,
        sentence=claim.sentence,
        admits=admits,
        reading=", ".join(filter(None, [claim.declared.subject, claim.declared.period.text])),
        explanation=explained,
        timing=claim.timing_text,
        would_be_right=f"{correction.phrase} ({correction.basis})" if correction else "",
        firmness=claim.firmness.text,
        implied=tuple(one.text for one in claim.implications),
        not_established=claim.not_established,
        evidence=told_evidence(claim.declared.evidence),
    )


def _listed(paper: str, claim: ClaimEntry) -> FindingListed:
    return FindingListed(
        paper, claim.claim_id, claim.phrase, claim.verdict, claim.standing, claim.sentence
    )
