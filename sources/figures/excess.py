"""Words that tell by what part one exceeds another: "62 per cent higher than", "trails by a third".

Which of the two has more is told by a word behind the figure, or by a verb before it.
"""

from __future__ import annotations

import re

from sources.model import Direction, Figure

_MORE = (
    "more", "higher", "larger", "greater", "bigger", "longer", "older", "richer", "faster", "above",
    "wealthier", "heavier", "ahead",
)  # fmt: skip
_LESS = (
    "less", "fewer", "lower", "smaller", "shorter", "younger", "poorer", "slower", "below",
    "lighter", "behind", "short", "beneath", "under",
)  # fmt: skip
_EITHER = ("better", "worse")
LESS = frozenset(_LESS)
"""Words behind a figure by which something is less than another."""
_BEHIND = re.compile(
    r"[\s-]*(?:(?:per ?cent|percent|%)\s+)?(?:as\s+)?"
    rf"(?P<word>{'|'.join(_MORE + _LESS + _EITHER)}|"
    r"(?:much|many|large|big|high|long|rich) again(?= as))\b"
    r"(?=[^.;]{0,80}?\bthan\b|(?<=again)|(?<=above)|(?<=below)|(?<=behind)|(?<=ahead)|(?<=under)|(?<=beneath)"
    r"|(?<=short)\s+of\b)",
    re.IGNORECASE | re.DOTALL,
)
_VERB = re.compile(
    r"\b(?:(?P<more>exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|outstrip(?:s|ped|ping)?|top(?:s|ped)|"
    r"outweigh(?:s|ed)|outdid|outdoes|overshadow(?:s|ed)|beat(?:s|en)?|outnumber(?:s|ed)|led|leads|"
    r"higher|larger|greater|bigger|richer|ahead|above)"
    r"|(?P<less>trail(?:s|ed|ing)?|lag(?:s|ged|ging)?|fell short|falls short|lower|smaller|poorer|"
    r"behind|below))\b[^.;:\d]{0,80}?\bby\s+(?:\w+\s+){0,3}?$",
    re.IGNORECASE,
)


def excess_behind(after: str) -> str:
    """The word behind a figure by which one has so much more or less than another; else empty.

    Args:
        after: What follows the figure, to the end of its sentence.
    """
    found = _BEHIND.match(after)
    return "" if found is None else found["word"]


def way_of_excess(before: str, after: str) -> Direction | None:
    """Which way one differs from the other; None where the words do not say.

    Args:
        before: What stands before the figure in its sentence.
        after: What follows it.
    """
    if word := excess_behind(after):
        if word.lower() in _EITHER:
            return None
        return "decrease" if word.lower() in LESS else "increase"
    found = _VERB.search(before)
    if found is None:
        return None
    return "increase" if found["more"] else "decrease"


def words_around(phrase: str, figure: Figure, sentence: str) -> tuple[str, str]:
    """What stands before and after a figure, in its phrase and in the sentence around that."""
    at = sentence.find(phrase)
    start, end = (sentence[:at], sentence[at + len(phrase) :]) if at >= 0 else ("", "")
    return start + phrase[: figure.start], phrase[figure.end :] + end
