"""Words that tell two values to be alike: "about as many as", "the same share as", "on a par with".

They state a ratio of one, as nearly as such words do: a figure of 1 that is about so.
"""

from __future__ import annotations

import re
from decimal import Decimal

from sources.model import Figure

_HOW = (
    r"(?:about|around|approximately|roughly|broadly|virtually|practically|essentially|almost|"
    r"nearly|very\s+nearly|well-nigh|just|exactly|precisely|every\s+bit|much|very\s+much|"
    r"more\s+or\s+less|pretty\s+much|quite|not\s+quite|close\s+to|some|hardly|now|also|again|"
    r"still|then|itself|in\s+all|by\s+now)"
)
SIZES = (
    r"(?:many|much|large|big|great|high|low|small|little|few|long|short|old|young|rich|wealthy|"
    r"poor|populous|fast|slow|quick|quickly|rapidly|slowly|steeply|common|widespread|prevalent|"
    r"good|well|bad|badly|heavy|heavily|dense|densely\s+(?:populated|settled)|crowded|unequal|"
    r"unequally|equal|deep|wide|narrow|strong|strongly|weak|open|urban|urbani[sz]ed|indebted|"
    r"dependent|productive|fertile|green|dirty|forested|wooded|costly|expensive|dear|cheap|"
    r"deadly|dangerous|safe)"
)
_THING = (
    r"(?:rates?|shares?|proportions?|levels?|numbers?|figures?|ratios?|percentages?|parts?|"
    r"amounts?|sums?|sizes?|values?|pace|speed|length|quantity|quantities|score|fraction|burden|"
    r"population|income|output|area|density|age|growth|volume|extent|degree)"
)
_PREPOSITION = (
    r"(?:\s+(?:in|for|of|across|by|with)\b)?(?:\s+(?:that|those|the\s+(?:rate|share|figure|level|"
    r"number|value|one))\s+(?:of|in|for)\b)?"
)
_WHOSE = (
    r"(?:\s+(?:the\s+)?(?:whole\s+of|all\s+of|entire)\b|\s+(?:the|its|their|our|neighbou?ring|"
    r"nearby|neighbou?r|all|much|far|larger|smaller|bigger|richer|poorer|distant|whole)\b){0,3}\s*"
)
_LEVEL = (
    r"on\s+(?:a\s+|an\s+equal\s+)?(?:par|level|footing)\s+with|(?:draws?|drew|drawn|pulls?|pulled)\s+"
    r"level\s+with|level\s+with|neck\s+and\s+neck\s+with|equal\s+to|identical\s+(?:to|with)|"
    r"comparable\s+(?:to|with)|similar\s+to|akin\s+to|in\s+line\s+with|of\s+a\s+piece\s+with|"
    r"in\s+the\s+same\s+(?:league|range)\s+as|no\s+different\s+(?:from|to|than)|"
    r"indistinguishable\s+from|little\s+different\s+from|not\s+(?:far|very|much)\s+different\s+"
    r"from|not\s+far\s+(?:off|from|behind|ahead\s+of|below|above|short\s+of)|close\s+to(?=\s+(?:that|those|"
    r"the\s+(?:rate|share|figure|level|number|value|one))\b)|(?:has|have|had|having)\s+(?:by\s+now\s+|now\s+|since\s+|almost\s+|nearly\s+|all\s+but\s+)?"
    r"caught\s+up\s+with|caught\s+up\s+with|catches\s+up\s+with|"
    r"match(?:es|ed|ing)|rivall?(?:s|ed|ing)|equal(?:s|led|ling|ing)|the\s+equal\s+of"
)
_DENIED = re.compile(
    r"(?:\b(?:not|never|nowhere|no|hardly|n['’]t|times|twice|thrice|half|double|third|quarter|fifth|"
    r"tenth|fold|per\s?cent|will|would|may|might|could|can|must|should|unlike|nor|at|so)|[%\d])\s+"
    r"(?:(?:nearly|quite|near|anything\s+like|be|soon|just|almost|even|have|has)\s+){0,2}$",
    re.IGNORECASE,
)
AS_MANY = rf"as\s+{SIZES}(?:\s+[a-z][\w’'-]*){{0,4}}?\s+as{_PREPOSITION}"
THE_SAME = (
    rf"(?:the\s+)?(?:very\s+)?same(?:\s+[a-z-]+){{0,2}}?(?:\s+{_THING})?"
    rf"(?:\s+of\s+(?:its\s+|the\s+)?[a-z]+(?:\s+[a-z]+){{0,2}}?)?\s+as{_PREPOSITION}"
)
LIKE = re.compile(
    rf"\b(?P<words>(?:{_HOW}\s+)*(?:(?P<many>{AS_MANY})|(?P<same>{THE_SAME})|"
    rf"(?P<level>{_LEVEL}){_PREPOSITION}))(?P<whose>{_WHOSE})",
    re.IGNORECASE,
)
"""Words behind which stands what something is like ("about as many as in", "matching")."""
NO_THING = re.compile(
    r"\bsame\s+(?:time|year|day|month|week|decade|period|moment|way|manner|road|path|kind|sort|"
    r"reason|place|name|region|island|continent|river|breath|category|group|table|source|side|"
    r"people|men|women|rank|position)\b",
    re.IGNORECASE,
)
LIKE_ALONE = re.compile(
    rf"(?P<words>(?:{_HOW}\s+)*(?:as\s+{SIZES}|the\s+same(?:\s+{_THING})?|no\s+different|similar|"
    r"identical|equal|on\s+a\s+par|level))(?=\s*(?:[.,;:)]|$)|\s+(?:and|but|while)\b)",
    re.IGNORECASE,
)
"""Words that tell likeness to what was told right before ("Morocco's were about the same")."""

_STILL = (
    r"(?:hardly|barely|scarcely|little|almost|nearly|virtually|practically|largely|broadly|"
    r"essentially|much|more\s+or\s+less|roughly|not|has|have|had|is|was|were|are|been|remained|"
    r"remains|stayed|kept|held|at\s+all|quite|by|and|stood|all\s+but|not\s+much|still|about)"
)
UNCHANGED = re.compile(
    r"\b(?P<words>(?:(?:hardly|barely|scarcely|(?:has|have|had|did)(?:\s+not|n['’]t))\s+(?:(?:been|"
    r"at\s+all|much|really|budged)\s+)*(?:changed?|moved?|budged?|shifted|altered|varied|grown|risen|"
    rf"fallen|grew|rose|fell|improved|improve|increased|declined)(?:\s+at\s+all|\s+much)?"
    rf"|little\s+(?:changed|altered|moved)|(?:changed|moved|budged|shifted|altered|varied)\s+(?:little|hardly|scarcely|barely)"
    rf"|(?:{_STILL}\s+){{0,3}}(?:unchanged|unaltered|flat|stagnant|static|at\s+a\s+standstill)"
    r"|(?:stagnated|stood\s+still|been\s+(?:stable|steady|stuck|stagnant|flat))"
    r"|(?:stayed|remained|kept|held|been)\s+(?:(?:much|about|almost|roughly|more\s+or\s+less)\s+)?"
    r"(?:the\s+same|steady|stable|level|constant|where\s+(?:it|they)\s+(?:was|were)))"
    r"(?:\s+(?:at|as)\s+(?:that|this)\s+level)?)\s+"
    r"(?:(?:from|since|on|compared\s+(?:with|to)|in|over|for|during|throughout|through|between|"
    r"as|by)\s+)?(?:that\s+of\s+|its\s+level\s+of\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
"""Words that tell something to be about what it was, before the words of when that was."""

AS_BEFORE = re.compile(
    r"\b(?P<words>(?:much|just|exactly|precisely|almost)\s+as)\s+(?:(?:it|they|there)\s+(?:was|were|did|"
    r"had\s+been|had|stood)\s+)?(?:in\s+|at\s+|back\s+in\s+)?(?:the\s+)?(?=\d|[a-z-]+\s+(?:years?|decades?)\b)",
    re.IGNORECASE,
)


def is_denied(before: str) -> bool:
    """Whether words before some of likeness deny, count or only expect it ("twice", "not")."""
    return _DENIED.search(before) is not None


_LESS = re.compile(
    r"(?:\bnot|\bnever|n['’]t|\bnowhere)\s+(?:(?:nearly|quite|near|anything\s+like|even|yet)\s+)*$",
    re.IGNORECASE,
)
AS_LITTLE = re.compile(
    r"(?:as|so)\s+(?:small|little|few|low|short|young|poor|slow|slowly|bad|badly|weak|narrow|cheap)\b",
    re.IGNORECASE,
)
"""Words that tell how little there is."""


def less_said(before: str, match: re.Match[str]) -> str:
    """The words that deny what follows, so that one has less ("not" of "not as high as in Peru").

    Args:
        before: What stands before words of likeness.
        match: What `LIKE` found.
    """
    found = _LESS.search(before)
    is_less = found is not None and match["many"] and not AS_LITTLE.search(match["many"])
    return found[0] if found is not None and is_less else ""


def figure_of_likeness(words: str, start: int = 0) -> Figure:
    """The figure that words of likeness state: about one.

    Args:
        words: The words.
        start: Where they stand.
    """
    return Figure(
        text=words,
        value=Decimal(1),
        unit="number",
        quantum=Decimal("0.1"),
        hedge="about",
        hedge_text=words,
        start=start,
        end=start + len(words),
    )


def is_likeness(figure: Figure) -> bool:
    """Whether a figure is one that words of likeness state, and no number."""
    return figure.value == 1 and figure.hedge == "about" and figure.hedge_text == figure.text


def read_likeness(phrase: str) -> Figure | None:
    """The figure of a phrase that only tells two values to be alike; None where it does not.

    Args:
        phrase: A claim's words.
    """
    if re.search(r"\d", _YEAR.sub("", phrase)):
        return None
    found = LIKE.match(phrase) or LIKE_ALONE.match(phrase) or UNCHANGED.match(phrase)
    found = found or AS_BEFORE.match(phrase)
    return None if found is None else figure_of_likeness(phrase)


_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b|\b\d{1,3}(?=\s+(?:years?|decades?|months?)\b)")
