"""What a run over many papers found off that was not, or off by more: the news of a corpus. Pure.

Each paper is held against what was on record of it before. The first run of a paper has all its
discrepancies as news; a run that finds what the last one found has none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from expectations.outcomes import Verdict
from reports.notices import Notice, is_worse
from reports.records import Plain

MOST_TOLD = 20
"""Papers that a notice lists."""
_RANKS = {verdict.value: rank for rank, verdict in enumerate(Verdict)}
_UNSEEN = {"verdict": "", "gap": None}


def find_news(
    found: Plain, before: Mapping[tuple[str, str], Plain], path: str
) -> list[dict[str, str]]:
    """The figures of a paper that are off, or contested, and were not, or are off by more.

    Args:
        found: All of its `findings.json`.
        before: Verdict and gap of the claims that were on record, by paper and claim.
        path: The folder of the paper's page, below the corpus page.
    """
    paper = found["paper"]
    return [
        {
            "paper_id": paper["id"],
            "title": paper["title"],
            "claim_id": claim["claim_id"],
            "phrase": claim["phrase"],
            "verdict": claim["verdict"],
            "sentence": claim["sentence"],
            "page": f"{path}/index.html#{claim['anchor']}",
        }
        for claim in found["claims"]
        if is_worse(before.get((paper["id"], claim["claim_id"]), _UNSEEN), claim)
    ]


def count_news(news: Sequence[Mapping[str, str]]) -> dict[str, int]:
    """How many figures are new or worse, and in how many papers."""
    return {"figures": len(news), "papers": len({one["paper_id"] for one in news})}


def worst_of_each(news: Sequence[Mapping[str, str]]) -> list[tuple[Mapping[str, str], int]]:
    """Of each paper its gravest figure, the gravest first; and how many more the paper has."""
    counts = Counter(one["paper_id"] for one in news)
    worst: dict[str, Mapping[str, str]] = {}
    for one in sorted(news, key=lambda one: (_RANKS[one["verdict"]], one["paper_id"])):
        worst.setdefault(one["paper_id"], one)
    return [(one, counts[paper] - 1) for paper, one in worst.items()]


def tell_corpus(run_id: str, news: Sequence[Mapping[str, str]], link: str) -> tuple[Notice, ...]:
    """The notice of a run's news, a line a paper; none where there are none.

    Args:
        run_id: Of the corpus.
        news: What `find_news` found of its papers.
        link: Where the corpus page lies.
    """
    if not news:
        return ()
    counts = count_news(news)
    many = "1 discrepancy is" if len(news) == 1 else f"{len(news):,} discrepancies are"
    papers = "1 paper" if counts["papers"] == 1 else f"{counts['papers']:,} papers"
    lines = []
    for one, more in worst_of_each(news)[:MOST_TOLD]:
        also = f" And {more:,} more of this paper." if more else ""
        name = f"{one['paper_id']}.{one['claim_id']}"
        lines.append(f"“{one['phrase']}” ({name}), {one['verdict']}: {one['sentence']}{also}")
    if counts["papers"] > MOST_TOLD:
        lines.append(f"And {counts['papers'] - MOST_TOLD:,} more papers.")
    notice = Notice(
        key=f"discrepancies:corpus:{run_id}",
        event="discrepancies",
        subject=f"{many} new or worse, in {papers}",
        lines=tuple(lines),
        link=link,
        data={"run_id": run_id, **counts},
    )
    return (notice,)
