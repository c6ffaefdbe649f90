"""A chunk of papers, judged as one task of seconds: read, judge, check, write down.

Nothing of a chunk touches a disk that others see: registers come as text and results go back as
bytes, so a worker of a cluster needs no folder in common. A register that is broken fails alone,
and so does one that the program itself fails at.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import structs

from flows.work.corpus.shared_data import SharedData, get_data
from reports.pages.corpus.model import BrokenPaper
from sources.errors import RegisterError

if TYPE_CHECKING:
    from expectations.checks.papers_checkpoint import PapersChecked
    from expectations.outcomes import Assessment, SuiteResult
    from reports.findings.model import RunInfo
    from reports.pages.corpus.pages import PaperFiles
    from sources.model import Paper


@dataclass(frozen=True)
class Register:
    """A register to judge: its file, its text, and the key of what its result depends on."""

    file: str
    text: str
    key: str


@dataclass(frozen=True)
class Chunk:
    """Registers to judge on a ground, for a run."""

    ground: str
    run: RunInfo
    registers: tuple[Register, ...]


@dataclass(frozen=True)
class ChunkResult:
    """What a chunk gave: what each paper left, validation results by suite, what was broken."""

    papers: tuple[PaperFiles, ...]
    results: Mapping[str, bytes]
    broken: tuple[BrokenPaper, ...]


def judge_chunk(chunk: Chunk) -> ChunkResult:
    """Judge the papers of a chunk.

    Raises:
        NoGround: This process was not given the observations.
    """
    ground = get_data(chunk.ground)
    broken: list[BrokenPaper] = []
    assessments: dict[str, Assessment] = {}
    for register in chunk.registers:
        try:
            assessments[register.key] = _assess(register, ground)
        except RegisterError as error:
            broken.append(broken_of(register.file, error))
        except Exception as error:
            broken.append(_broken_by_fault(register.file, error))
    checked, crashed = _check(assessments, chunk.run.run_id)
    files = {register.key: register.file for register in chunk.registers}
    sums = {one.key: hashlib.sha256(one.text.encode()).hexdigest() for one in chunk.registers}
    broken += [_broken_by_fault(files[key], error) for key, error in crashed.items()]
    papers: list[PaperFiles] = []
    results = dict(checked.results)
    for key, assessment in assessments.items():
        if key not in crashed:
            try:
                observations, own = _check_observations(assessment, ground, chunk.run.run_id)
                suites = (*observations, *checked.suites[key])
                run = structs.replace(chunk.run, register_sha256=sums[key])
                papers.append(_write(assessment, suites, run, key, files[key]))
            except Exception as error:
                broken.append(_broken_by_fault(files[key], error))
            else:
                results |= {f"observations-{key[:12]}": one for one in own}
    return ChunkResult(tuple(papers), results, tuple(broken))


def _assess(register: Register, ground: SharedData) -> Assessment:
    from expectations.assessment.assess import assess_on, concepts_of, cube_for, with_failures
    from sources.registers.register import parse_paper

    paper, snapshot = parse_paper(register.text, register.file), ground.snapshot
    cube = cube_for(paper, snapshot) if _has_own(paper) else ground.cube
    assessment = assess_on(paper, cube, snapshot.vintages)
    return with_failures(assessment, snapshot.failures, concepts_of(paper))


def _check(
    assessments: Mapping[str, Assessment], run_id: str
) -> tuple[PapersChecked, dict[str, Exception]]:
    """Check all at once; where that crashes, find the papers at fault one by one."""
    from expectations.checks.papers_checkpoint import PapersChecked, check_papers

    if not assessments:
        return PapersChecked({}, {}), {}
    try:
        return check_papers(assessments, run_id), {}
    except Exception as error:
        if len(assessments) == 1:
            return PapersChecked({}, {}), dict.fromkeys(assessments, error)
    crashed: dict[str, Exception] = {}
    sound: dict[str, Assessment] = {}
    for key, assessment in assessments.items():
        _, own = _check({key: assessment}, run_id)
        crashed |= own
        if not own:
            sound[key] = assessment
    if len(sound) == len(assessments):
        raise RuntimeError("papers that are checked one by one crash together")
    checked, others = _check(sound, run_id)
    return checked, crashed | others


def _has_own(paper: Paper) -> bool:
    """Whether it has concepts or groups that the others do not share."""
    from expectations.assessment.assess import is_shared

    return not is_shared(paper)


def _check_observations(
    assessment: Assessment, ground: SharedData, run_id: str
) -> tuple[tuple[SuiteResult, ...], tuple[bytes, ...]]:
    """How the observations were checked: once for all, and anew for what only this paper names."""
    if not _has_own(assessment.paper):
        return ground.observations, ()
    from expectations.checks.papers_checkpoint import check_own_observations

    suites, result = check_own_observations(assessment.paper, ground.snapshot, run_id)
    return suites, (result,)


def _write(
    assessment: Assessment, suites: tuple[SuiteResult, ...], run: RunInfo, key: str, file: str
) -> PaperFiles:
    from expectations.outcomes import CheckpointSummary
    from reports.pages.corpus.pages import write_paper

    return write_paper(assessment, CheckpointSummary(suites, ""), run, key, file)


def broken_of(file: str, error: RegisterError) -> BrokenPaper:
    """A register that is wrong, with its place and mend."""
    return BrokenPaper(file, "register", error.what, error.mend, error.line, error.column)


def _broken_by_fault(file: str, error: Exception) -> BrokenPaper:
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = "".join(f" ({frame.name}, line {frame.lineno})" for frame in last)
    what = f"this is a fault of Corrigenda: {type(error).__name__}: {error}{place}"
    return BrokenPaper(file, "fault", what, "Report it with the register")
