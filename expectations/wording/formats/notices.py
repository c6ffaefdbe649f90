"""What is told of an outcome to those who asked to be told, and of a correction in a later text.

`reports.notices` and `reports.pages.corpus.summary` find what is news; here are its words.
"""

from __future__ import annotations

from expectations.wording.counts import say_many

PROMISE_NOT_KEPT = "a promised correction was not found"


def say_new_or_worse(figures: int, papers: int = 0) -> str:
    """How many figures are off that were not, or are off by more.

    Args:
        figures: How many.
        papers: In how many papers, where the run was of many; else 0.
    """
    many = "1 discrepancy is" if figures == 1 else f"{figures:,} discrepancies are"
    where = f", in {say_many(papers, 'paper')}" if papers else ""
    return f"{many} new or worse{where}"


def say_news(figures: int, papers: int) -> str:
    """The same of a run over many papers, in a line of its own."""
    count = f"{figures:,} figures in {papers:,} papers"
    return f"New or worse since the runs before: {count}."


def say_figure(phrase: str, name: str, verdict: str, sentence: str, others: int = 0) -> str:
    """A figure that is news, and how many more there are of its paper."""
    also = f" And {others:,} more of this paper." if others else ""
    return f"“{phrase}” ({name}), {verdict}: {sentence}{also}"


def say_not_kept(phrase: str, wording: str, outcome: str) -> str:
    """That a correction was said to be made, and was not found.

    Args:
        phrase: What the text said.
        wording: What it was to say.
        outcome: What a recheck found: ``not-made``, ``gone``, ``made-differently``.
    """
    found = outcome.replace("-", " ")
    return f"“{phrase}” was to read “{wording}”; a recheck found it {found}."


def say_promised(correction: str, outcome: str) -> str:
    """The same for whoever asked for the recheck."""
    what = "gone" if outcome == "gone" else "not made"
    return f"News: {correction} was said to be made, and is {what}."
