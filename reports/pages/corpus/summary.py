"""What a run over many papers found off that was not, or off by more: the news of a corpus. Pure.

Each paper is held against what was on record of it before. The first run of a paper has all its
discrepancies as news; a run that finds what the last one found has none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from expectations.outcomes import Verdict
from expectations.wording.formats.notices import say_figure, say_new_or_worse
from reports.findings.model import Findings
from reports.notices import Notice, is_worse
from reports.pages.corpus.model import NewsCount, PaperNews
from reports.records import Recorded

MOST_TOLD = 20
"""Papers that a notice lists."""
_RANKS = {verdict.value: rank for rank, verdict in enumerate(Verdict)}
_UNSEEN = Recorded("", None)


def find_news(
    found: Findings, before: Mapping[tuple[str, str], Recorded], path: str
) -> PaperNews | None:
    """What is off or contested in a paper, and was not, or is off by more; None where nothing is.

    Args:
        found: What was found of it.
        before: Verdict and gap of the claims that were on record, by paper and claim.
        path: The folder of the paper's page, below the corpus page.

    Returns:
        The gravest figure, and as ``figures`` how many there are: one line a paper, so that the
        first run of a large corpus, when all is new, stays within memory.
    """
    paper = found.paper
    worse = [
        claim
        for claim in found.claims
        if is_worse(before.get((paper.id, claim.claim_id), _UNSEEN), claim)
    ]
    if not worse:
        return None
    gravest = min(worse, key=lambda claim: _RANKS[claim.verdict])
    return PaperNews(
        paper_id=paper.id,
        title=paper.title,
        figures=len(worse),
        claim_id=gravest.claim_id,
        phrase=gravest.phrase,
        verdict=gravest.verdict,
        sentence=gravest.sentence,
        page=f"{path}/index.html#{gravest.anchor}",
    )


def count_news(news: Sequence[PaperNews]) -> NewsCount:
    """How many figures are new or worse, and in how many papers."""
    return NewsCount(sum(one.figures for one in news), len(news))


def gravest_first(news: Sequence[PaperNews]) -> list[PaperNews]:
    """The same, the gravest verdict first."""
    return sorted(news, key=lambda one: (_RANKS[one.verdict], one.paper_id))


def tell_corpus(run_id: str, news: Sequence[PaperNews], link: str) -> tuple[Notice, ...]:
    """The notice of a run's news, a line a paper; none where there are none.

    Args:
        run_id: Of the corpus.
        news: What `find_news` found of its papers.
        link: Where the corpus page lies.
    """
    if not news:
        return ()
    counts = count_news(news)
    lines = []
    for one in gravest_first(news)[:MOST_TOLD]:
        name = f"{one.paper_id}.{one.claim_id}"
        lines.append(say_figure(one.phrase, name, one.verdict, one.sentence, one.figures - 1))
    if counts.papers > MOST_TOLD:
        lines.append(f"And {counts.papers - MOST_TOLD:,} more papers.")
    notice = Notice(
        key=f"discrepancies:corpus:{run_id}",
        event="discrepancies",
        subject=say_new_or_worse(counts.figures, counts.papers),
        lines=tuple(lines),
        link=link,
        data={"run_id": run_id, **msgspec.structs.asdict(counts)},
    )
    return (notice,)
