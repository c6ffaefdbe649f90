"""Which figures are below zero, or a fall, though they are printed without a minus.

Printed is "by a third", "a deficit of 3%" and "Portugal's by 1.7%": the words of the sentence say
which way. Where they leave it open, the figure is not sure, or has no reading.
"""

from __future__ import annotations

import re

from sources.figures.falls import DEFICITS, FALLEN, MOVES, start_of_fall
from sources.figures.numbers.movement_words import (
    FALLING,
    FALLS,
    FALLS_OF_OUTPUT,
    LOWERING,
    OTHER_THINGS,
    QUICKENING,
    RISES,
    RISING,
    SLOWING,
    any_of,
    forms,
)
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.relation_words import HEDGES
from sources.reading.mentions.topics import Series
from sources.reading.mentions.words import Found
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.model import Reading
from sources.reading.sentences.relations import Relation
from sources.reading.sentences.understood import words_of
from sources.reference.series import series_names

_FALL_WORDS = (forms(FALLING, LOWERING) - OTHER_THINGS) | FALLS | FALLS_OF_OUTPUT
FALL = re.compile(rf"\b(?:{any_of(_FALL_WORDS)}s?|deflation|negative|minus)\b", re.IGNORECASE)
"""Words of a fall, or of a number below zero."""
_RISE_WORDS = forms(RISING, QUICKENING, SLOWING) | RISES
RISE = re.compile(rf"\b(?:{any_of(_RISE_WORDS)}s?|recover\w*|up|to)\b", re.IGNORECASE)
"""Words of a rise, or of a level that something came to."""
BALANCES = frozenset({"current_account", "trade_balance", "fiscal_balance", "net_migration"})
"""Topics of what comes in less what goes out."""
_SURPLUS = re.compile(r"\b(?:surplus(?:es)?|in the black|net immigration)\b", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_AFTER = 30
_FROM = re.compile(r"\b(?:down|up)\s+(?:\w+\s+)?from\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
"""Before the mean growth from which another came ("down from 2.1% in the decade before")."""


def is_fallen(view: View, one: Printed, relation: Relation, reading: Reading, own: Series) -> bool:
    """Whether the words tell a figure as a fall, or a balance as a deficit.

    Args:
        view: The sentence.
        one: The figure.
        relation: What it says by itself.
        reading: What it was read as.
        own: Its series.
    """
    if one.figure.first is not None or one.figure.value < 0:
        return False
    if reading.measure == "value" and is_balance(own):
        return _deficit(view, one) is True
    if reading.measure == "mean_growth" and _FROM.search(view.before(one.start, 40)):
        return relation.is_fall
    if reading.measure in MOVES:
        return relation.is_fall or one.figure.direction == FALLEN
    return reading.measure == "value" and own.unit == "growth" and relation.is_fall


def is_balance(series: Series) -> bool:
    """Whether a series is what comes in less what goes out, of which a deficit is below zero."""
    return series.topic in {*BALANCES, "deficit_word"} and series.unit != "growth"


def _deficit(view: View, one: Printed) -> bool | None:
    """Whether the words at a figure call a balance a deficit; None where they do not say."""
    own = view.clauses.at(one.start)
    before = view.text[own.start : max(own.start, one.start)]
    deficits = [match.end() for match in DEFICITS.finditer(before)]
    surpluses = [match.end() for match in _SURPLUS.finditer(before)]
    if deficits or surpluses:
        return max(deficits, default=-1) > max(surpluses, default=-1)
    following = next((other.start for other in view.figures if other.start >= one.end), view.end)
    after = re.split(r"[,;:.]", view.text[one.end : min(following, one.end + _AFTER)])[0]
    if DEFICITS.search(after) or _SURPLUS.search(after):
        return DEFICITS.search(after) is not None
    return None


def is_elliptical_fall(view: View, one: Printed, reading: Reading, series: Series) -> bool:
    """Whether a rate shares its verb with one that fell ("…, and that of Portugal by 1.7%").

    The figure's own words then state the contrary of what is meant, and no quote can mend that.
    """
    before = view.text[view.start : one.start]
    if series.unit != "growth" or reading.measure not in {"value", "mean_growth"}:
        return False
    own = view.text[view.clauses.at(one.start).start : one.start]
    is_by = _BY.search(own) is not None or one.figure.text[:3].casefold() == "by "
    has_verb = RISE.search(own) is not None or start_of_fall(before) is not None
    return is_by and not has_verb and FALL.search(before) is not None


def doubt_of_sign(view: View, one: Printed, reading: Reading, series: Series) -> str:
    """Why it is not certain whether a figure is below zero; empty where nothing speaks against."""
    if one.figure.value < 0:
        return ""
    if is_balance(series) and reading.measure == "value" and one.figure.first is None:
        return "" if _deficit(view, one) is not None else _NOT_SAID
    own = view.clauses.at(one.start)
    around = view.text[own.start : min(view.end, one.end + _AFTER)]
    if is_balance(series) and (DEFICITS.search(around) or not _SURPLUS.search(around)):
        return "a deficit lies below zero, and which way it moved is not certain"
    return ""


_NOT_SAID = "whether it is a surplus or a deficit is not said at the figure"


_LACK = re.compile(
    r"\b(?:without|lack(?:s|ed|ing)?|no access|not have|cannot|can't|could not|couldn't|never"
    r"(?! (?:be|fall|fell|drop|dropped|sink|sank|less|more|below|under|above|over|again)\b)"
    r"|in the dark|yet to (?:be|get|have|reach|see|use|go|come|gain)"
    r"|not use|do not|does not|did not|illiterate|illiteracy|unbanked|offline|don't|doesn't|have no"
    r"|has no|had no|unable to|not connected|deprived of|not online|unregistered|"
    r"waits? for|waiting for|await(?:s|ing)?)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\s*(?:or|i\.e\.|that is)\b[^\d]*", re.IGNORECASE)
"""What says the figure before in another way ("lived without power, or more than half of them")."""
_LEAVES = re.compile(r"\b(?:that|this|which)\s+(?:leaves|left)\b", re.IGNORECASE)
_LACKS_ITSELF = frozenset(
    {
        "out_of_school",
        "unemployment",
        "undernourishment",
        "open_defecation",
        "youth_unemployment",
        "poverty",
    }
)
_CLAUSE = re.compile(
    r"[;.]|,\s+(?:and|or|even|which|where|who|whose)\b|"
    r"\b(?:while|whereas|but|so that|although|though|because|since|yet)\b"
)
_NOT_SO_MUCH = re.compile(
    r"\b(?:not|never|n[’']t)\s+(?:even\s+)?(?:reach|exceed|pass|top|attain|go beyond|"
    r"amount to|come to)(?:e?d)?\s+(?:even\s+)?$",
    re.IGNORECASE,
)
"""A figure that is not reached ("they did not reach 43 per cent")."""


def is_of_those_without(view: View, one: Printed, series: Series) -> bool:
    """Whether a share is of those who lack what the series counts ("without access").

    Also where others share its predicate ("24% of Kenyans and 45% of Ethiopians had no power").
    """
    if series.unit != "pct" or series.topic in _LACKS_ITSELF:
        return False
    last = _last_of_run(view, one)
    end = view.resumed(last)
    following = next((other.start for other in view.figures if other.start > end), view.end)
    after = _CLAUSE.split(view.text[end : min(following, end + 80)])[0]
    pieces = re.split(r"[;:,.]|\bwhile\b|\bbut\b", view.before(one.start, 60))
    before = pieces[-1]
    if _NOT_SO_MUCH.search(before):
        return False
    if one.unit != "pct" and _LEAVES.search(before):
        return True  # "That leaves 2.3 billion people"; of a per cent its own words say which
    if len(pieces) > 1 and _AGAIN.fullmatch(before):
        before = pieces[-2]
    if _lack_governs(view, series, end, after) or _lack_in(before) is not None:
        return True
    if _ALL_BUT.search(view.before(one.start, 30)) or _lack_of(view, series, end, end + len(after)):
        return True
    label = _LABEL.match(view.text, view.start, one.start)
    if label is None or any(label.end() <= topic.start for topic in _mentions(view, series)):
        return False
    return bool(_lack_of(view, series, view.start, label.end()))


_NOT_WITHOUT = re.compile(
    r"(?:\b(?:not|never|no longer|hardly|neither|nor)|n[’']t)\s+$", re.IGNORECASE
)
_TWICE_DENIED = re.compile(r"\b(?:not|never|no longer|hardly) (?:without|lack\w*)\b", re.IGNORECASE)
_ELLIPTIC = re.compile(
    r"[^,;:]{0,60}?\b(?:(?:do|does|did|have|has|had|is|are|was|were|could|can) not|cannot|"
    r"\w+n[’']t|(?:do|does|did|is|are|was|were|go|goes|went|live|lives|lived|remain|remained) "
    r"without|"
    r"lack(?:s|ed)?|had none|have none)(?:\s+(?:it|them|any|one|so))?\W*$",
    re.IGNORECASE,
)
"""What is told at the end of a clause of those without what was named before it ("39% did not")."""


def _lack_in(words: str) -> re.Match[str] | None:
    """A word of lack that none denies ("not without electricity")."""
    found = _LACK.search(words)
    is_denied = found is not None and _NOT_WITHOUT.search(words[: found.start()]) is not None
    return None if is_denied else found


def _lack_governs(view: View, series: Series, start: int, after: str) -> bool:
    """Whether words behind a share say that what its series counts is lacking, and nothing else.

    "76% had electricity, though many had no road" does not; "39% did not" does, of what was named.
    """
    found = _lack_in(after)
    if found is None:
        return False
    named = next((one for one in _mentions(view, series) if one.start >= start), None)
    if named is not None and named.start < start + len(after):
        return start + found.start() < named.end
    is_named = any(one.end <= start for one in _mentions(view, series))
    return not is_named or _ELLIPTIC.match(after) is not None


def _mentions(view: View, series: Series) -> list[Found[str]]:
    return [one for one in view.topics if one.payload == series.topic]


_ALL_BUT = re.compile(rf"\ball but{HEDGES}$", re.IGNORECASE)
"""What makes a share one of those who are left out ("all but 24% had electricity")."""
_LABEL = re.compile(r"(?:(?:19|20)\d\d|[^\d:;.]){3,80}:(?=\s)")
"""What leads a line, and tells of each figure behind it ("Without electricity: 24% of Kenyans")."""
_OF_WHOM = re.compile(r"\s*(?:of|in|for)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,2}", re.IGNORECASE)
_AND = re.compile(rf"(?:,|,?\s+(?:and|or)){HEDGES}")


def _last_of_run(view: View, one: Printed) -> Printed:
    """The last of the figures that share a predicate with one, which stands behind them all."""
    last = one
    while (following := view.figure_after(last.end)) is not None:
        owners = (area for area in view.areas if last.end <= area.start < following.start)
        is_shared = following.unit == one.unit and any(
            _OF_WHOM.fullmatch(view.text, last.end, area.start)
            and _AND.fullmatch(view.text, area.end, following.start)
            for area in owners
        )
        if not is_shared:
            break
        last = following
    return last


_NONE_OF = re.compile(
    r"\b(?:without|lack(?:s|ed|ing|\s+of)?|no|not|non|never|nor|unable|yet|in\s+the\s+dark)\b[\s-]+"
    r"(?:(?:access|connections?|connected|to|the|any|an?|basic|safe|safely|clean|adequate|proper|"
    r"piped|formal|us(?:e|es|ed|ing)|users?|of|have|having|had|been|be|own|owned|covered|attended|"
    r"immuni[sz]ed|vaccinated|against|with|by|at|able|even|yet|officially|extremely|in)[\s-]+){0,4}$",
    re.IGNORECASE,
)
"""What stands before a topic of which it tells who have it not ("no basic", "not connected to")."""
_COUNTS_A_LACK = re.compile(
    r"\bpoverty\b|\bnon|\bnot\b|\bwithout\b|\bout[- ]of\b|\bun(?:employ|met|der)|\binsecur|"
    r"\bvulnerab",
    re.IGNORECASE,
)
"""Words in the name of a series that counts those who lack something."""
_IS_NONE = re.compile(r"(?:no|not|non)\b", re.IGNORECASE)
_IS_NOT = re.compile(
    r"\b(?:not|non|never|no longer)\b[\s-]+"
    r"(?:(?:liv(?:e|ed|ing)|be|been|fall(?:en)?|suffer(?:ed|ing)?|from|in|at|below)[\s-]+){0,3}$",
    re.IGNORECASE,
)


def _lack_of(view: View, series: Series, start: int, end: int, *, at: int = 0) -> str:
    """The words of a stretch by which what a series counts is told of those without it.

    Args:
        view: The sentence.
        series: What it is read of.
        start: Where the stretch begins.
        end: Where it ends.
        at: Which of its mentions there is looked at.
    """
    own = [
        m for m in view.topics if m.payload == series.topic and start <= m.start and m.end <= end
    ]
    if not own:
        return ""
    words = view.text[own[at].start : own[at].end]
    name = series_names("wdi").get(series.code, "")
    is_itself = series.topic in _LACKS_ITSELF or _COUNTS_A_LACK.search(name) is not None
    before = view.text[max(start, own[at].start - 50) : own[at].start]
    if _LACK.search(words) is not None and _NOT_WITHOUT.search(before) is not None:
        return ""
    found = (_IS_NOT if is_itself else _NONE_OF).search(before)
    if found is not None:
        return f"{found[0]}{words}"
    is_lack = _LACK.search(words) is not None or _IS_NONE.match(words) is not None
    return words if is_lack and not is_itself else ""


_THE_REST = re.compile(r"\b(?:the|its|their)\s+(?:other|remaining|rest)\s*,?\s*$", re.IGNORECASE)
_OF_SHARES = frozenset({"value", "mean", "each", "product", "change", "growth", "ratio"})
_NOT_POOR = re.compile(
    r"\b(?:above|over)\s+(?:\w+\s+){0,4}?(?:line|threshold)\b|"
    r"\bnot\s+(?:\w+\s+)?(?:poor|in poverty|below)\b|"
    r"\bnon-?poor\b|\bout of poverty\b|\bescaped\b",
    re.IGNORECASE,
)


def doubt_of_lack(
    view: View, one: Printed, thread: Thread, reading: Reading, series: Series
) -> str:
    """Why a share may be of those without what its series counts; empty where nothing says so.

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
        reading: What it was read as.
        series: Its series.
    """
    if series.unit != "pct" or reading.measure not in _OF_SHARES:
        return ""
    if words := _lack_of(view, series, view.start, one.start, at=-1):
        return f"it may be of those of whom “{words}” tells"
    following = view.figure_after(one.end)
    behind = view.text[one.end : view.end if following is None else following.start]
    behind = _CLAUSE.split(behind)[0]
    words = _lack_of(view, series, one.end, one.end + len(behind))
    is_named = any(one.end <= mention.start for mention in _mentions(view, series))
    if not words and not is_named and (lack := _LACK.search(behind)):
        words = lack[0]
    if words:
        return f"it may be of those of whom “{words}” tells"
    if twice := _TWICE_DENIED.search(words_of(view, one)):
        return f"“{twice[0]}” denies it twice"
    poor = _NOT_POOR.search(words_of(view, one)) if series.code.startswith("SI.POV") else None
    if poor is not None:
        return f"it may be of those of whom “{poor[0]}” tells"
    if _THE_REST.search(view.before(one.start, 20)):
        return "it is what others leave"
    is_next = thread.lacks[0] == series.topic and not _mentions(view, series)
    return "the figure before it is of those without, and it may be too" if is_next else ""
