"""What the terminal says of an outcome, and a comment in a marked copy of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from expectations.outcomes import STANDINGS, Verdict

OPEN: Mapping[str, str] = MappingProxyType(
    {
        "seems": "Open: off, if they mean what they seem to; look at these first",
        "doubtful": "Open: doubtful, further off than such figures are mostly revised",
        "whose": "Open: not sure whose they are",
        "when": "Open: not sure of which year",
        "what": "Open: not sure what they count",
        "unsure": "Open: not sure what is meant",
        "coarse": "Open: they round to what is printed, and are far from it",
        "contested": "Open: too close to call, or editions and sources disagree",
        "unresolved": "Open: nothing at hand settles them",
    }
)
"""The heads of what is open in a text, in the order in which they are printed."""
HOLDS = "Holds"
_ASKED = {"whose": "whose it is", "when": "of which year it is", "what": "what it counts"}
_ELSEWHERE = re.compile(r"^perhaps ([^,]+), named elsewhere")
_SEVERAL = "more than one reading fits"


def say_head(standing: str, verdict: str, sentence: str, *, doubt: str = "") -> str:
    """Under which head a figure stands that is told in one line.

    Args:
        standing: How it stands.
        verdict: Its verdict; empty where it has none.
        sentence: Of its verdict.
        doubt: What nobody is sure of: ``whose``, ``when``, ``what``, ``unsure``, or ``seems`` where
            it is off if it means what it seems to; empty where the reading is sure.
    """
    if standing == "holds":
        return HOLDS
    if doubt:
        return OPEN[doubt]
    return OPEN["doubtful" if sentence.startswith("Doubtful") else verdict or "unresolved"]


def say_right(phrase: str) -> str:
    """What would be right in the place of a figure."""
    return f"What would be right: “{phrase}”"


def say_not_sure(about: str, words: str) -> str:
    """What nobody is sure of, and which words of the text leave it open."""
    return f"Not sure {_ASKED[about]}: {words}."


_SO = {"off": "; as it seems, it is off", "holds": "; so read, it holds"}


def say_doubtful(about: str, label: str, words: str, verdict: str | None) -> str:
    """What a figure may be about, what leaves it open, and what it would come to.

    Args:
        about: What it seems to count, of whom and when; empty where that could not be judged.
        label: The name of its series.
        words: Which words leave it open; empty where they cannot be named.
        verdict: Of the likeliest reading: what it comes to is told where that is off or holds.
    """
    doubt = words or _SEVERAL
    so = _SO.get("" if verdict is None else STANDINGS[Verdict(verdict)], "")
    if not about:
        return f"{doubt}{so}" if label in doubt else f"{label}: {doubt}{so}"
    # The series is named already, with whose it would be.
    doubt = _ELSEWHERE.sub(r"\1 is named elsewhere", doubt.removesuffix(f"; perhaps {label}"))
    return f"perhaps {about}: {doubt}{so}"


def say_nearest(
    value: str, source: str, edition: str, *, is_of_the_time: bool, year: int | None = None
) -> str:
    """What an edition gives, where one is told: "40.1 million (WPP 2024, later than the text)".

    Args:
        value: The value in words.
        source: Its source.
        edition: Its edition.
        is_of_the_time: Whether the author could have seen it.
        year: Of which year it is, where that is not told already.
    """
    later = "" if is_of_the_time else ", later than the text"
    when = "" if year is None else f" in {year}"
    return f"{value}{when} ({source.upper()} {edition}{later})"


def say_against(difference: str, *, is_inside: bool) -> str:
    """How the figure stands to one value."""
    return "the figure agrees" if is_inside else f"the figure is {difference}"


def say_expectations(suites: Mapping[str, tuple[int, int]]) -> str:
    """How many expectations hold in each suite, of those that could be checked."""
    said = ", ".join(f"{name} {held} of {checked}" for name, (held, checked) in suites.items())
    return f"Expectations that hold, of those that could be checked: {said}."


def say_texts(texts: int, off: int, failing: int | None, unread: Sequence[str]) -> str:
    """Of several texts in one line what is off, and what nobody knows of.

    Args:
        texts: How many they are.
        off: In how many a figure is off.
        failing: In how many is what a run fails on; None where it fails on nothing.
        unread: The names of those that could not be read.
    """
    counted = "1 text" if texts == 1 else f"{texts:,} texts"
    parts = [f"{counted}: something is off in {off:,}"]
    if failing is not None:
        parts.append(f"--fail-on finds something in {failing:,}")
    names = ", ".join(unread)
    missing = f"{len(unread):,} could not be read"
    parts.append(f"{missing} ({names})" if names else missing)
    return ", ".join(parts) + "."
