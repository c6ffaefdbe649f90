"""Which figures are aimed at, asked for or allowed, and do not tell what is.

"The central bank wants inflation between 6 and 8 percent", "the treaty's 60 per cent", "a country
is called water-scarce below 1,000 cubic metres a head", "retire at sixty".
"""

from __future__ import annotations

import re

from sources.reading.mentions.printed import Printed
from sources.reading.no_facts.offered import of_a_line, of_a_plan
from sources.reading.sentences.context import View

_LINES = (
    r"(?:targets?|goals?|objectives?|guidelines?|thresholds?|limits?|benchmarks?|ceilings?|"
    r"minimum|maximum|criteri(?:on|a)|norms?|line|caps?|floor|quota|aims?|ambitions?)"
)
_AIMED = re.compile(
    r"\b(?=\w)"
    r"(?:(?:objective|ambition|quota|aim|upper limit|lower limit|(?:convergence )?criterion)"
    r"\s+of|"
    r"aim(?:s|ed|ing)? (?:at|for)|committed to (?:a |an )?[a-z -]{3,40}? of|"
    r"(?:wants?|wanted|want) (?:it|them|[a-z]+(?: [a-z]+)?)(?: back)? (?:at|to|between|below|under|"
    r"above|near|around)|(?:asks?|urges?|calls? on|call upon|press(?:es)?|appeals? to|"
    r"demands? that) [^.;:]{3,60}?\bto (?:devote|spend|give|set aside|raise|increase|double|"
    r"allocate|provide|contribute|invest|cut|reduce|keep)\b[^.;:\d]{0,60}|and to spend|"
    r"(?:recommends?|advises?|forbids?|caps?|obliges?|guarantees|stipulates?|prescribes?)\b"
    r"(?:(?! to have\b)[^.;:\d]){0,70}|"
    r"(?:should|ought to|must) (?:be|stay|remain|lie|fall|rise|stand|amount|not exceed)"
    r"(?: no| not)?(?: (?:higher|lower|more|less|greater|above|below|under|over|at|to|"
    r"than|beyond)){0,3}|"
    r"(?:minimum|retirement|pensionable|school-leaving|voting) age(?: [a-z]+){0,4}? (?:is|at|of|"
    r"was)|"
    r"retire(?:s|d)? at|age of retirement[^.;:\d]{0,50} (?:is|was)(?: still)?|"
    r"(?:hopes?|want|wants|hoped|plan|means?|meant) to (?:reach|feed|raise|take on|hire|help|train|"
    r"bring over|build|open|recruit|treat|vaccinate)|"
    r"(?:until|once|unless|before) [^.;:,\d]{3,40} (?:clears|reaches|hits|falls|drops|rises)"
    r"(?: to| below| above)?)\s+(?:about |around |some |at |to |by |over |another |no more than |"
    r"at least |at most )?$",
    re.IGNORECASE,
)
_LINE_AFTER = re.compile(
    rf"\s*(?:per ?cent |percent |cubic met\w+ |micrograms |of GDP |per \w+ )*(?:a |per )?"
    rf"(?:(?:upper |lower |convergence |official |legal |statutory |constitutional |world |"
    rf"inflation |"
    rf"debt |policy )?{_LINES}\b(?!\s+(?:hours|temperatures?|wage|wages))|"
    r",? (?:the|a) (?:\w+ )?(?:target|guideline|limit|threshold|line|goal|objective)\b|"
    r"(?:that|which) (?:the [\w ]{3,60}?|[A-Z][\w ]{2,40}? )?"
    r"(?:asks?|advises?|recommends?|demands?|requires?|allows?|"
    r"marks?|defines?|denotes?|counts? as|is (?:needed|required|considered|regarded))\b|"
    r"(?:commonly|usually|generally|often|widely|sometimes) (?:seen|regarded|taken|considered|"
    r"held|thought|used|said|recommended|cited)\b|"
    r"(?:at|by) which a [a-z]+ (?:is|replaces|becomes|counts)\b|to (?:replace|hold its|"
    r"keep its)\b)",
    re.IGNORECASE,
)
"""A line behind its figure ("the 500 cubic metres that mark absolute scarcity")."""
_CALLED = re.compile(
    r"\b(?:(?:scarcity|scarce|stressed|shortage|absolute|water-\w+)(?: sets in| begins| starts)? "
    r"(?:below|above|under|over|beyond)|is (?:called|considered|regarded as|said to be|deemed|"
    r"counted as|reckoned) [^.;\d]{3,40}?"
    r"\b(?:below|above|at|under|over|beyond|where|when|if)|affordable where [^.;\d]{3,60}? costs?)"
    r"\s+(?:about |around )?$",
    re.IGNORECASE,
)
_IS_CALLED = re.compile(
    r"[^.;]{0,45}?\b(?:is|are) (?:called|considered|regarded|deemed|said to|reckoned|classed|"
    r"termed|not shown|"
    r"disregarded|left out|excluded|ignored)\b|"
    r"[^.;]{0,45}?\b(?:were|was) (?:disregarded|excluded|left out|"
    r"ignored|dropped|considered significant)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(r"(?:above|below|under|over|less than|more than|fewer than|at least)\b", re.I)
_FAMOUS = re.compile(
    r"\b(?:famous|magic|agreed|sacred|prescribed|required|recommended|mandated|"
    r"treaty[’']s|"
    r"constitution[’']s|law[’']s|Maastricht|Abuja|Sphere)\s+$",
    re.IGNORECASE,
)
_UNDER_AGE = re.compile(
    r"(?:\ball|\b(?:of|half|most|third|quarter|two-thirds|majority|many|some) (?:of )?(?:them|us|"
    r"whom|these|those|the population|its people)|\bpeople|\bthem|,)\s+$",
    re.IGNORECASE,
)
_AGED_BOUND = re.compile(r"(?:under|below|younger than|older than)\s+(?:1[5-9]|[23]\d|[5-8][05])")
_AGED_BETWEEN = re.compile(
    r"\b(?:adults|people|persons|women|men|girls|boys|children|youths?|young people|youngsters|"
    r"those|adolescents|teenagers|citizens|workers|population|anyone|everyone|residents|"
    r"inhabitants|mothers|Africans|Europeans)\s+(?:who (?:are|were) |of |living )?"
    r"(?:between |from )?$",
    re.IGNORECASE,
)
_TWO_AGES = re.compile(r"(?:between |from )?\d{1,2}\s*(?:and|to|-|–|—)\s*\d{1,2}", re.IGNORECASE)
_OLDEST = 100

_WHEREVER = re.compile(
    r"\b(?:where|wherever|when|whenever|once|unless|until)\s+"
    r"(?:(?!\b(?:lives?|was|were|had)\b)[\w-]+\s+){1,4}?"
    r"(?:exceeds?|falls below|rises above|passes|surpasses)\s+$",
    re.IGNORECASE,
)
"""A condition that a figure delimits ("where inflation exceeds 20 percent")."""


def of_an_aim(view: View, one: Printed) -> str:
    """Why a figure is aimed at, asked for or allowed; empty where it tells what is.

    Args:
        view: The sentence.
        one: The figure.
    """
    before, after = view.before(one.start, 130), view.after(one.end, 90)
    if _is_age(one, before):
        return "it is an age that delimits a group"
    first = before + one.figure.text.split(" ")[0] + " "
    if _WHEREVER.search(before) or _WHEREVER.search(first):
        return "it delimits when something holds"
    if why := of_a_plan(view, one) or of_a_line(view, one):
        return why
    if one.unit == "persons" and not _AIMED.search(before):
        return ""
    if _AIMED.search(before) or _FAMOUS.search(before) or _LINE_AFTER.match(after):
        return "it is aimed at, asked for or allowed"
    is_bound = _BOUND.match(one.figure.text) is not None
    if is_bound and _IS_CALLED.match(after):
        return "it delimits what is called so"
    return "it delimits what is called so" if _CALLED.search(first if is_bound else before) else ""


def _is_age(one: Printed, before: str) -> bool:
    if one.unit not in {"number", "counted", "years", "age"} or one.value > _OLDEST:
        return False
    text = one.figure.text
    if _AGED_BOUND.fullmatch(text) and _UNDER_AGE.search(before):
        return True
    return _TWO_AGES.fullmatch(text) is not None and _AGED_BETWEEN.search(before) is not None
