"""Which topics the words around a figure are like, where none is named in a wording of the table.

Each topic is told in some wordings, and each of its series has a name in the catalogue. A word that
few topics are told with says more than one of many: it weighs by how rare it is (its inverse
document frequency, Spärck Jones 1972). A wording counts by how much of it stands near the figure,
and how near. Whatever comes of it is a guess: it is shown to choose from and never sure.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import topics, wordings_of_topics
from sources.reading.mentions.words import fold_phrase
from sources.reading.sentences.context import View
from sources.reference.series import series_names

_WEIGHTS = (1.0, 0.3, 0.15)
"""What the best, the second and the third wording of a topic count."""
_A_WORD_FARTHER = 0.06
_NOTHING_TOLD = re.compile(
    r"the|an?|of|in|to|and|or|for|by|at|on|with|is|are|was|were|be|been|have|has|had|it|their|his|"
    r"her|our|we|they|per|cent|percent|than|from|a|that|who|which|those|these|thi|into|up|down|out|"
    r"over|under|most|more|less|very|each|every|all|any|some|other|people|country|year|one|two|"
    r"only|about|number|share|rate|total|annual|average|contribute|contributed"
)
"""Words, as they are compared, that say nothing of a series."""


@dataclass(frozen=True)
class Likely:
    """A topic that words are like: how much, and the words that speak for it."""

    topic: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class _Index:
    """The wordings of all topics by their words."""

    wordings: tuple[tuple[str, frozenset[str]], ...]
    by_word: Mapping[str, tuple[int, ...]]
    weight: Mapping[str, float]


@lru_cache(maxsize=1)
def _index() -> _Index:
    names = series_names("wdi")
    found: dict[tuple[str, frozenset[str]], None] = {}
    for topic, wording in wordings_of_topics():
        found[topic, _telling(fold_phrase(wording))] = None
    for id_, known in topics().by_id.items():
        for series in known.series:
            plain = names.get(series.code, "").split("(")[0]
            found[id_, _telling(fold_phrase(plain))] = None
    wordings = tuple(one for one in found if one[1])
    told: dict[str, set[str]] = defaultdict(set)
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, (topic_id, words) in enumerate(wordings):
        for word in words:
            told[word].add(topic_id)
            by_word[word].append(at)
    count = len({topic for topic, _ in wordings})
    weight = {word: math.log(1 + count / len(own)) for word, own in told.items()}
    return _Index(wordings, {word: tuple(own) for word, own in by_word.items()}, weight)


def _telling(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_stem(word) for word in words if not _NOTHING_TOLD.fullmatch(word))


@lru_cache(maxsize=20000)
def _stem(word: str) -> str:
    for ending in ("ing", "ed", "ly", "er"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word


def likely_topics(view: View, one: Printed, most: int = 5) -> list[Likely]:
    """The topics that the words around a figure are like, best first.

    Args:
        view: The sentence of the figure.
        one: The figure.
        most: How many at most.
    """
    index = _index()
    spelt, near = _near(view, one)
    matched: dict[int, float] = defaultdict(float)
    for word, weight in near.items():
        for at in index.by_word.get(word, ()):
            matched[at] += index.weight[word] * weight
    scores: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for at, sum_ in matched.items():
        topic, telling = index.wordings[at]
        scores[topic].append((sum_ * sum_ / sum(index.weight[word] for word in telling), at))
    found = []
    for topic, own in scores.items():
        own.sort(reverse=True)
        score = sum(weight * one_[0] for weight, one_ in zip(_WEIGHTS, own, strict=False))
        best = index.wordings[own[0][1]][1]
        spoken = tuple(spelt[word] for word in near if word in best)
        found.append(Likely(topic, score, spoken))
    return sorted(found, key=lambda likely: (-likely.score, likely.topic))[:most]


def _near(view: View, one: Printed) -> tuple[dict[str, str], dict[str, float]]:
    """The words of a sentence as they are written, and how near each stands to a figure."""
    words = [token for token in view.tokens if token.is_word]
    before = [token for token in reversed(words) if token.end <= one.start]
    after = [token for token in words if token.start >= one.end]
    spelt: dict[str, str] = {}
    near: dict[str, float] = {}
    for side in (before, after):
        for at, token in enumerate(side):
            stem = _stem(token.key)
            spelt.setdefault(stem, token.text)
            near[stem] = max(near.get(stem, 0.0), 1 / (1 + _A_WORD_FARTHER * at))
    return spelt, near
