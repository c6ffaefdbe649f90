"""How well a year suits that a sentence does not name: one spoken of before, or the newest.

What the newest gains over the others, or loses, was found by weighing all that stands around the
figures of the labelled texts; only these few things told the candidates apart on other texts too.
"""

from __future__ import annotations

import re

from sources.reading.dates.tenses import has_present, last_tense, tense_at
from sources.reading.mentions.printed import Printed
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.sentences.context import Thread, View


def spoken_score(view: View, one: Printed, thread: Thread, spoken: int) -> float:
    """How well the year spoken of before suits: by paragraph, list, tense and age."""
    is_present, is_past = tense_at(view, one)
    same = view.sentence.paragraph == thread.year_paragraph
    is_list = view.sentence.kind in {"item", "row"}
    same_list = is_list and view.sentence.headings == thread.year_section
    age = 0 if thread.published is None else thread.published - spoken
    score = 0.75 if same else 0.66 if same_list else 0.45
    if is_derived(view, one):
        return 0.8 if same else 0.7
    if is_past:
        score = 0.78 if same else max(score, 0.68 if age <= 2 else 0.62)
    elif is_present:
        score = (0.64 if thread.is_year_present else 0.58) if same else 0.45
    if age > 4 and not is_past:
        score -= 0.3
    if same_list and not same and not is_past and age > 1:
        score = min(score, 0.5)
    return min(score, 0.4) if age > 4 and not same else score


_REACHES_BACK = re.compile(
    r"(?:^|[,;:(\u2013\u2014])\s*(?:(?:and|but|or|so|together|taken together|in all),?\s+)?"
    r"(?:compare (?:that|this|it|these|those) (?:with|to)"
    r"|the (?:total|whole|sum),\s+(?:at|some|about)|the (?:total|whole|sum)(?:,[^,;]{1,40},)?\s+is"
    r"|(?:that|this)\s+(?:\w+ly\s+|still\s+|also\s+)?(?:is|are|equals)"
    r"|(?:that|this|which)\s+(?:\w+ly\s+|still\s+|also\s+)?(?:makes(?! up)|gives|means|leaves|"
    r"corresponds|equals|amounts|works out|comes to|translates))\b",
    re.IGNORECASE,
)


def is_derived(view: View, one: Printed) -> bool:
    """Whether a figure is reckoned from what was told right before ("that is $1,150 a head")."""
    before = max((other.end for other in view.figures if other.end <= one.start), default=0)
    words = view.text[max(view.start, before) : one.start]
    if _REACHES_BACK.search(words) is not None:
        return True
    clause = view.clauses.at(one.start)
    if _REACHES_BACK.match(view.text[clause.opened : one.start]) is not None:
        return True
    # "That is more than double the world's, and some sixty-five times Germany's."
    said = _REACHES_BACK.match(view.text, view.start, one.start)
    if said is None:
        return False
    rest = view.text[said.end() : one.start]
    return not has_present(rest) and not last_tense(rest)[1]


_OF_WHAT_WAS_TOLD = re.compile(
    r"(?:(?:al)?though\s+)?(?:it|this|that|these|those|which)\s+(?:\w+\s+)?(?:is|are|has|have)\b",
    re.IGNORECASE,
)


def is_up_to_now(view: View, one: Printed, thread: Thread, topic: str) -> bool:
    """Whether a change is told up to the newest year, and not up to a year spoken of before.

    "Has fallen by a third since 1990" is; "it has fallen by a third since 1990" right behind a
    figure of 2016 is told up to that year, and so is what the paragraph told of that year itself.
    """
    if not tense_at(view, one)[0]:
        return False
    is_here = thread.paragraph_of_topic.get(topic) == view.sentence.paragraph
    if is_here and topic and thread.year_of_topic.get(topic) == thread.year is not None:
        return False
    clause = view.clauses.at(one.start)
    words = view.text[clause.opened : one.start].lstrip(" ,;:")
    is_of_it = _OF_WHAT_WAS_TOLD.match(words) is not None
    is_near = view.sentence.paragraph == thread.paragraph or view.start <= thread.told_start
    return not (is_near and (is_of_it or is_derived(view, one))) or thread.told_years[1] is None


def goes_on(view: View, one: Printed) -> bool:
    """Whether a figure belongs to what was told before, and not to a statement of today."""
    is_listed = view.sentence.kind in {"item", "row"}
    return is_listed or not tense_at(view, one)[0] or is_derived(view, one)


def is_of_today(view: View, one: Printed, thread: Thread) -> bool:
    """Whether a sentence in the present, below a headline that names a year, is not of that."""
    is_text = view.sentence.kind == "paragraph"
    return thread.is_headline and is_text and not goes_on(view, one)


def is_topic_near(view: View, thread: Thread, topic: str, year: int) -> bool:
    """Whether a year was told of a topic lately, or under the same headings."""
    is_recent = thread.published is not None and thread.published - year <= 2
    return is_recent or thread.section_of_topic.get(topic) == view.sentence.headings


_STATIC = frozenset({"surface_area", "land_area"})


def latest_score(view: View, one: Printed, thread: Thread, topic: str, *, is_now: bool) -> float:
    """How well the newest year suits where none is named; "now" or the like may stand by it."""
    is_present, is_past = tense_at(view, one)
    score = 0.85 if is_now else 0.65 if is_present or not is_past else 0.45
    if topic in _STATIC:
        score = 0.9
    if (thread.head_year or thread.stated_year) is not None and not is_now:
        return 0.65 if is_of_today(view, one, thread) else 0.5
    if thread.year is None and thread.head_year is None:
        return max(score, 0.8 if is_present else 0.72)
    return score


_NAMES_SERIES, _NOT_YET, _ASIDE, _SENTENCE = 0.1, -0.1, -0.1, 0.25


def latest_shift(view: View, one: Printed, thread: Thread, series: SeriesChoice | None) -> float:
    """What the newest year gains, or loses, over the others beside its score.

    It gains where the sentence names its series, or says "people", and where its verb is in the
    present and the figure's clause has none; it loses where no figure was of the newest year yet,
    and in brackets that name no series.

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
        series: What the figure is of; None where that is not known.
    """
    is_present, is_past = tense_at(view, one)
    is_named = series is not None and (not series.is_carried or one.unit == "persons")
    shift = _NAMES_SERIES if is_named else 0.0
    if not thread.has_newest:
        shift += _NOT_YET
    if is_present and not is_named and view.clauses.at(one.start).kind == "aside":
        shift += _ASIDE
    if not (is_present or is_past) and last_tense(view.text[view.start : view.end])[0]:
        shift += _SENTENCE
    return shift


_LONG_AGO, _LONG_PAST = 3, 12
"""From so many years before a text on, what it told of a year is no more of its present; so many
years after the newest that it names, a text in the present is of its own time."""


def is_plainly_now(view: View, one: Printed, thread: Thread, series: SeriesChoice | None) -> bool:
    """Whether a sentence in the present, that names its series, comes after a year long past.

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
        series: What the figure is of; None where that is not known.
    """
    if thread.year is None or thread.published is None or series is None or series.is_carried:
        return False
    if thread.is_year_present and thread.year_paragraph == view.sentence.paragraph:
        return False  # "Women have 1.5 children (2008). Life expectancy is 66 years"
    named = (year for year in thread.years_named if year < thread.published)
    newest = thread.published - max(named, default=thread.year)
    if _LONG_AGO <= newest < _LONG_PAST:
        return False  # the text may be of the newest year that it names all the same
    is_old = thread.published - thread.year >= _LONG_AGO
    is_prose = view.sentence.kind == "paragraph" and not view.years
    return is_old and is_prose and tense_at(view, one)[0]
