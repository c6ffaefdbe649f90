"""What is asked of a run and what it leaves: orders and results, values all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sources.texts.reading import STANDARD_INPUT

if TYPE_CHECKING:
    from datetime import date

    from flows.work.texts.helper import Helper
    from reports.findings.claim_model import ClaimEntry
    from reports.findings.model import Findings, VintageEntry
    from reports.findings.refresh_changes import DescribedChanges
    from reports.findings.text_figures import JudgedText, TextFindings, TextSource
    from reports.pages.corpus.model import CorpusSummary, PaperNews
    from reports.records import Delivery, Message
    from reports.store import Store
    from sources.documents.structure.model import Document
    from sources.model import Failure, Paper, Snapshot
    from sources.reading.sentences.model import ReadFigure
    from sources.snapshots.load import Manifests


ADDRESS = re.compile(r"https?://", re.IGNORECASE)
"""How a document on the web is named instead of its file."""
DEFAULT_PAPER = "liu-jiang-2018"
DEFAULT_SNAPSHOT = "embedded"
DEFAULT_SITE = Path("reports/site")
CURRENT = "current"
"""The name of the snapshot that was refreshed last, or chosen since."""
LATEST = "latest"
"""The name of the current snapshot or, before the first refresh, of the embedded one."""


@dataclass(frozen=True)
class Order:
    """What is asked of a run: every value a text, so that a Prefect server can store them."""

    paper: str = DEFAULT_PAPER
    snapshots: tuple[str, ...] = (DEFAULT_SNAPSHOT,)
    site: str = str(DEFAULT_SITE)


@dataclass(frozen=True)
class Begun:
    """A run that can be made: what was read of its order, and the store, open for as long.

    Attributes:
        order: What is asked.
        paper: The paper that it names.
        manifests: Of the snapshots that it names.
        store: Where the run will be kept.
    """

    order: Order
    paper: Paper
    manifests: Manifests
    store: Store


@dataclass(frozen=True)
class Material:
    """What a run works on."""

    paper: Paper
    snapshot: Snapshot


@dataclass(frozen=True)
class Finished:
    """What a run left.

    Attributes:
        page: The run's report; `findings.json` lies beside it.
        index: The list of all runs.
        findings: What it found.
    """

    page: Path
    index: Path
    findings: Findings


RefreshOutcome = Literal["stored", "same", "quarantined"]


@dataclass(frozen=True)
class RefreshOrder:
    """What is asked of a refresh: every value a text, so that a Prefect server can store them.

    Attributes:
        papers: Registers of one's own, whose indicators are fetched beside those of the built-in
            papers.
        sources: Ask these only; none means all.
        editions: Old editions of World Development Indicators, ``2018-07``, beside the newest.
        home: Where snapshots are kept; empty means ``CORRIGENDA_HOME``.
        is_core: Ask for all built-in concepts and all years too.
        is_own: Ask for what the papers named need, and not for what the built-in ones do.
    """

    papers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    home: str = ""
    is_core: bool = False
    is_own: bool = False


@dataclass(frozen=True)
class Refreshed:
    """What a refresh left.

    Attributes:
        outcome: ``stored``; ``same`` where there was nothing new; ``quarantined``.
        folder: The new snapshot, the current one that has it all, or the one in quarantine.
        keys: The vintages that were had in this refresh.
        failures: The sources that were not.
        reasons: Why it was not plausible.
        changes: What ``changes.json`` holds; None where there was nothing new.
    """

    outcome: RefreshOutcome
    folder: Path
    keys: tuple[str, ...]
    failures: tuple[Failure, ...]
    reasons: tuple[str, ...]
    changes: DescribedChanges | None


@dataclass(frozen=True)
class CorpusOrder:
    """What is asked of a run over many papers; every value can be stored by a server."""

    papers: str
    snapshots: tuple[str, ...] = (DEFAULT_SNAPSHOT,)
    site: str = str(DEFAULT_SITE)
    runner: str = "here"
    address: str = ""


@dataclass(frozen=True)
class CorpusFinished:
    """What a run over many papers left: its page, `summary.json`, and what is new or worse."""

    page: Path
    summary: CorpusSummary
    news: Sequence[PaperNews] = ()


WITHDRAWN = "not sent: its approval was taken back, or another one took its place"


@dataclass(frozen=True)
class PublishOrder:
    """What is asked: every value a text, so that a Prefect server can store them.

    Attributes:
        ids: These corrections only; none means all that are approved.
        channel: This channel only; empty means all that are for corrections.
        again: Whether those that were refused, or failed, are tried again.
    """

    ids: tuple[str, ...] = ()
    channel: str = ""
    again: bool = False


@dataclass(frozen=True)
class Published:
    """What a run left: the deliveries that it touched, oldest first, and which still wait."""

    touched: tuple[Delivery, ...] = ()
    waiting: tuple[Delivery, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everything left that was to leave."""
        return not self.waiting and all(
            one.state == "sent" or one.answer == WITHDRAWN for one in self.touched
        )


@dataclass(frozen=True)
class LiveResult:
    """What a live run left; nothing was checked where the refresh is in quarantine."""

    refreshed: Refreshed
    finished: Finished | None


class RecordedAsFailed(Exception):
    """A run that did its work, and that Prefect has as a failure.

    Attributes:
        left: What the run left.
        is_whole: Whether all of it is on Prefect's record.
    """

    def __init__(self, message: str, left: object, *, is_whole: bool = True) -> None:
        super().__init__(message)
        self.left, self.is_whole = left, is_whole


@dataclass(frozen=True)
class Leaving:
    """A message that would leave, for ``--dry-run``."""

    channel: str
    place: str
    message: Message


@dataclass(frozen=True)
class CheckOrder:
    """What is asked of a check.

    Attributes:
        file: The document, or ``-`` for standard input.
        published: When it appeared, where the caller says so: a year, a month or a day.
        language: Its language, where the caller says so.
        snapshots: What to hold it against.
        min_sure: Readings with a lower score than this count as unsure, from 0 to 1.
        today: The day on which it is checked.
        helper: Who may choose where the program is not sure; nobody unless one is named.
        allow_hosts: Hosts of private addresses from which a document may be fetched.
        licence: What the text may be used under, where the caller says so.
    """

    file: str
    published: str = ""
    language: str = ""
    snapshots: tuple[str, ...] = ("embedded",)
    min_sure: float = 0.0
    today: date | None = None
    helper: Helper | None = None
    allow_hosts: tuple[str, ...] = ()
    licence: str = ""

    @property
    def has_file(self) -> bool:
        """Whether the document is a file: neither standard input nor an address of the web."""
        return self.file != STANDARD_INPUT and not self.is_address

    @property
    def is_address(self) -> bool:
        """Whether the document is an address of the web."""
        return ADDRESS.match(self.file) is not None

    @property
    def decisions(self) -> Path | None:
        """Where people's decisions about its readings lie; what is no file has none."""
        from sources.ledger.settlements import beside

        return beside(Path(self.file)) if self.has_file else None


@dataclass(frozen=True)
class TextRead:
    """A text as the program reads it, before people's decisions."""

    document: Document
    source: TextSource
    figures: tuple[ReadFigure, ...]


@dataclass(frozen=True)
class Checked:
    """What a check gave.

    Attributes:
        document: The text.
        findings: What was found in it.
        judged: What was read, and the outcomes.
        settled: How many readings people settled.
        lost: Of how many decisions of people the figure is not in the text any more.
        has_file: Whether the text lies in a file, beside which decisions are kept.
    """

    document: Document
    findings: TextFindings
    judged: JudgedText
    settled: int = 0
    lost: int = 0
    has_file: bool = True


@dataclass(frozen=True)
class Explained:
    """Claims of a paper, and the editions that they rest on."""

    paper: Paper
    claims: tuple[ClaimEntry, ...]
    vintages: tuple[VintageEntry, ...]
