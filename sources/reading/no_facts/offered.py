"""Which figures a text only offers, assumes or takes for a line, and does not state.

"Was it (a) 41 million or (b) 51 million?" offers answers, "the budget assumed inflation of 7%"
plans, and "the Bank counts a country as rich above 12,375 dollars" tells where something begins.
"""

from __future__ import annotations

import re

from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View

_LETTER = re.compile(
    r"(?:^|[\s(*_])\(?[a-eA-E][).:]\)?[*_]*\s*(?:(?:about|around|some|nearly|roughly)\s+)*$"
)
_OTHER_LETTER = re.compile(r"(?:^|[\s(*_])\(?(?P<letter>[a-eA-E])[).:]", re.MULTILINE)
_ASKED_BEFORE, _ASKED_BEHIND = 300, 120
"""Within so many characters a question is asked to which figures are the answers."""
_LETTERED = 40
"""Within so many characters before an answer stands its letter."""


def of_a_question(view: View, one: Printed) -> str:
    """Why a figure is one of the answers that a question offers; empty where it is none.

    Args:
        view: The sentence.
        one: The figure.
    """
    text, start = view.text, max(0, one.start - _ASKED_BEFORE)
    if _LETTER.search(text, max(0, one.start - _LETTERED), one.start) is None:
        return _ANSWER if _is_one_of_some(view, one) else ""
    around = text[start : one.end + _ASKED_BEHIND]
    letters = {found["letter"].casefold() for found in _OTHER_LETTER.finditer(around)}
    is_choice = "?" in around and {"a", "b"} <= letters
    return _ANSWER if is_choice else ""


_ANSWER = "it is one of the answers that a question offers"
_OR = re.compile(
    r"\s*(?:/|,?\s+or)\s+(?:(?:about|around|some|only|is it|was it)\s+)*", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:which|what|how (?:many|much|high|large|big|long|old)|guess|choose|pick|is it|was it|"
    r"quiz|question)\b[^?\n]{0,200}\?",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[^.?!\n]{0,100}\?")


def _is_one_of_some(view: View, one: Printed) -> bool:
    """Whether a figure is one of some that a question parts by "/" or "or"."""
    before, behind = view.figure_before(one.start), view.figure_after(one.end)
    pairs = [(before, one), (one, behind)]
    is_parted = any(
        left is not None
        and right is not None
        and (left.unit == right.unit or "number" in {left.unit, right.unit})
        and _OR.fullmatch(view.text, left.end, right.start) is not None
        for left, right in pairs
    )
    start = max(0, one.start - _ASKED_BEFORE)
    is_asked = _ASKS.search(view.text, start, one.start) or _BEHIND.match(view.text, one.end)
    return is_parted and is_asked is not None


_PLAN = (
    r"(?:budgets?|(?:development|national|five-year|spending|fiscal) plans?|"
    r"finance (?:bill|act|law))"
)
_ASSUMED = re.compile(
    rf"\b{_PLAN}\b[^.;]{{0,60}}?\b(?:assum(?:e|es|ed|ing)|foresaw|foresees|provid(?:es|ed) for|"
    r"reckon(?:s|ed) (?:with|on)|count(?:s|ed) on|(?:was|is|were) (?:based|built) on|"
    r"rest(?:s|ed) on)\b",
    re.IGNORECASE,
)
_WAS_TO = re.compile(
    r"\b(?:was|were|is|are)\s+(?:supposed\s+|meant\s+)?to\s+(?:be|reach|rise|fall|grow|stand|drop|"
    r"average|come|total)\b[^.;:,\d]{0,30}$",
    re.IGNORECASE,
)
_WAS_AIMED = re.compile(
    r"\b(?:was|were)\s+to\s+(?:reach|rise|fall|grow|drop|climb|double|triple|attain|hit|total|"
    r"be cut|be raised|be lifted|be brought|be reduced)\b[^.;:,\d]{0,30}$",
    re.IGNORECASE,
)
_UNDER_A_PLAN = re.compile(
    r"\W*(?:Under|According to|By|In)\s+(?:the|its|their|our|a|that)\s+(?:[\w-]+\s+){0,2}plan\b"
    r"(?!\s+(?:was|is|has|had)\b)"
)
_SET_AT = re.compile(
    r"^(?!.*\b(?:exchange|dollars? to|price|prices|wages?|minimum|tax|tariff|pension|interest|rent|"
    r"currency|retire\w*)\b).*\b(?:was|were|had been)\s+(?:set|fixed)\s+at\s+"
    r"(?:(?:about|around|some|only|just)\s+)*$",
    re.IGNORECASE | re.DOTALL,
)
_BY_A_PLAN = re.compile(rf"\b{_PLAN}\b", re.IGNORECASE)
_BUT = re.compile(r";|\b(?:but|whereas|while|in fact|actually|instead)\b", re.IGNORECASE)


def of_a_plan(view: View, one: Printed) -> str:
    """Why a figure is only what a budget or a plan assumed; empty where it is told as so.

    Args:
        view: The sentence.
        one: The figure.
    """
    before = _BUT.split(view.text[view.start : one.start])[-1]
    is_to_be = _WAS_TO.search(before) is not None
    if _WAS_AIMED.search(before) or _UNDER_A_PLAN.match(before) or _SET_AT.search(before):
        return "it is what was planned, and whether it came so is not said"
    if _ASSUMED.search(before) or (is_to_be and _BY_A_PLAN.search(view.text, view.start, view.end)):
        return "it is what a plan assumed"
    return ""


_NEAR = 200
"""Within so many characters before a figure stands what it is a line of."""
_COUNTS_AS = re.compile(
    r"\b(?:counts?|counted|class(?:es|ed)|classif(?:y|ies|ied)|treat(?:s|ed)?|defin(?:es|ed)|"
    r"rank(?:s|ed)|label(?:s|led)|calls?)\s+(?:(?:an?|any|every|all|those)\s+)?"
    r"(?:countr(?:y|ies)|econom(?:y|ies)|states?|nations?|people|households?|famil(?:y|ies)|"
    r"persons?)\s+(?:as\s+)?[^.;\d]{3,50}?"
    r"\b(?:above|below|at|under|over|beyond|from|where|when|if|whose|with|up to)\b[^.;\d]{0,40}$",
    re.IGNORECASE,
)
_LINE_FOR = re.compile(
    r"\b(?:threshold|cut-?off|dividing line|ceiling|floor)\s+(?:for|between|"
    r"to (?:be|become|count as))\s+"
    r"[^.;\d]{3,70}?(?:,|:|\bis|\bwas|\bstood at|\bof|\bat|\(|\blies at|\blay at)\s*"
    r"(?:(?:about|some|around)\s+)?[$€£]?$",
    re.IGNORECASE,
)


def of_a_line(view: View, one: Printed) -> str:
    """Why a figure only says where something begins to be called so; empty where it does not.

    Args:
        view: The sentence.
        one: The figure.
    """
    first = one.figure.text.split(" ")[0]
    before = view.before(one.start, _NEAR) + (f"{first} " if first.isalpha() else "")
    is_line = _COUNTS_AS.search(before) or _LINE_FOR.search(before)
    return "it delimits what is called so" if is_line else ""


_MISGIVEN = re.compile(
    r"\b(?:(?:was|were|is|are)\s+(?:\w+ly\s+)?(?:given|misstated|misprinted|misreported|misquoted)\s+"
    r"(?:\w+ly\s+)?as|(?:wrongly|mistakenly|incorrectly|erroneously|falsely)\s+"
    r"(?:given|stated|said|reported|printed|put|told|gave|wrote|claimed?s?|describ\w+)\b[^.;]{0,60})\s*"
    r"(?:(?:about|around|some|only|just|at|as)\s+)*$",
    re.IGNORECASE,
)
_IS_WRONG = re.compile(
    r"[^.;:\d]{0,40}(?:in\s+(?:19|20)\d\d\s*)?,?\s*(?:[,–—(]|\bwhich|\bthat)\s*(?:which\s+)?"
    r"(?:is|was)\s+(?:plainly|simply|quite|clearly|just|of course)?\s*"
    r"(?:wrong|untrue|false|nonsense|not true|not so|incorrect|mistaken|a mistake|an error|a lie|"
    r"a misprint|absurd)\b",
    re.IGNORECASE,
)


def of_a_slip(view: View, start: int, end: int) -> str:
    """Why a figure is told as a mistake of somebody; empty where it is none.

    "GDP was given as $2.19 billion", "he puts it at 80 million, which is wrong".

    Args:
        view: The sentence.
        start: Where the figure begins.
        end: Where it ends.
    """
    is_slip = _MISGIVEN.search(view.before(start, 160)) or _IS_WRONG.match(view.after(end, 100))
    return "it is told as a mistake of somebody" if is_slip else ""
