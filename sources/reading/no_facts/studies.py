"""Which figures a study, a poll or an exercise tells of itself, and no statistics of a country.

Whom it asked ("we spoke to 1,240 mothers in 38 villages"), what its data cover ("data on 104
countries"), what it estimates ("a 10 per cent rise in exports raises …") and what a book reckons
with ("an economy that grows by 3.5 per cent a year doubles").
"""

from __future__ import annotations

import re

from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View

_MOST_ASKED = 2_000_000
_ASKERS = (
    r"(?:we|I|our (?:\w+ )?(?:teams?|staff|researchers?|reporters?|volunteers|partners?|"
    r"interviewers|colleagues)|(?:the |its |their )?(?:\w+ )?(?:interviewers|enumerators|"
    r"fieldworkers|researchers|authors?|reporters?|statisticians|pollsters?|surveyors|"
    r"scientists|inspectors|committee|commission|team|tutor|study|survey|survey teams)|"
    r"this (?:newspaper|paper|magazine|study|survey))"
)
_ASKED = (
    r"(?:(?:spoke|spoken|talked|listened|put (?:the|this|that|these|our) questions?)\s+(?:to|with)|"
    r"interviewed|questioned|polled|surveyed|sampled|heard|asked|followed|observed|tested|measured|"
    r"weighed|recruited|enrolled|telephoned|phoned|called on|visited|met|searched|reviewed|"
    r"retained|traced|tracked|examined|analysed|analyzed|collected|received|gathered|studied|"
    r"follow|study|examine|analyse|analyze|compare|interview|use|visit)"
)
_WHOM = re.compile(
    rf"\b{_ASKERS}\s+(?:(?:have|has|had|also|then|each|together|first|last year)\s+)*"
    rf"(?P<verb>{_ASKED})\b"
    r"(?:(?!,?\s+(?:whether|that|how|why|where|which|who|what|if|whom)\b|, \D)[^.;:])"
    r"{0,70}$",
    re.IGNORECASE,
)
"""Somebody who asks, and whom ("Interviewers spoke to 24,562 women and 7,478 men")."""
_ONES = (
    r"(?:\s+(?!in\b|of\b|to\b|and\b)[a-z-]+){0,3}?\s+(?:people|persons|adults|women|men|mothers|"
    r"fathers|parents|girls|"
    r"boys|children|pupils|students|teachers|nurses|doctors|farmers|smallholders|growers|"
    r"migrants|workers|residents|villagers|voters|readers|traders|owners|managers|patients|"
    r"households|families|homes|farms|firms|companies|businesses|enterprises|shops|schools|"
    r"clinics|hospitals|villages|towns|wards|districts|communities|settlements|sites|plots|"
    r"provinces|cities|markets|stations|countries|economies|states|articles|papers|studies|"
    r"witnesses|submissions|interviews|responses|answers|replies|births|"
    r"respondents|participants|members|economists|analysts|experts)\b"
)
_THEY = re.compile(_ONES, re.IGNORECASE)
_OF_US = re.compile(r"\s+of (?:us|them|its (?:members|readers))\b", re.IGNORECASE)
_WHO_ANSWERED = re.compile(
    r"[^.;:]{0,40}?\b(?:(?:to|with) whom|who (?:answered|replied|responded|took part)|"
    r"(?:we|I|this newspaper|our \w+) (?:spoke|talked|asked|visited|polled|interviewed)|"
    r"(?:polled|surveyed|interviewed|questioned|visited)\b)",
    re.IGNORECASE,
)
_SHARE_ASKED = re.compile(
    rf"(?:\s+of(?:\s+(?:the|all|all the|those))?)?{_ONES}"
    r"(?:\s+(?:that|whom|which|(?:to|with) whom))?"
    rf"\s+(?:we|I|our \w+|this newspaper)\s+(?:had\s+)?{_ASKED}\b",
    re.IGNORECASE,
)
"""Whom a share is of ("one in four clinics that we visited")."""
_RECORDS = (
    r"(?:data|panel|study|studies|sample|surveys?|polls?|analysis|returns|evidence|records|"
    r"censuses|observations|rounds|answers|replies|results|calculations?|experiment|trial)"
)
_OF_DATA = re.compile(
    rf"\b(?:{_RECORDS}\s+(?:(?:taken|drawn|collected|conducted|carried out|gathered|available|"
    r"submitted)\s+)?(?:on|from|for|in|of|across|covering|with|among|by)|"
    r"(?:rest(?:s|ed)?|dr[ae]ws?|drawn|based|rel(?:y|ies|ied)|built|founded)\s+"
    r"(?:up)?on(?:\s+(?:data|figures|reports|answers)\s+(?:from|for|on))?|"
    r"(?:calculations?|estimates?|average|median),|"
    r"(?:averages?|estimates?|figures|data|index|report|assessment|database|atlas|survey|study|"
    r"sample|panel|indicators|ranking|edition|\w+ \d{4})\s+(?:covers?|covered|includes?|spans?|"
    r"(?:is|are|was|were) (?:available|based|computed|calculated|compiled|collected)\s+"
    r"(?:for|from|on|across|in)))\s+(?:the |some |about |around |more than |over |only )?$",
    re.IGNORECASE,
)
"""What a study rests on ("Regional averages rest on 41 countries")."""
_LANDS = re.compile(
    r"(?:countries|economies|states|nations|territories|cities|areas|places|jurisdictions)$", re.I
)
_LANDS_AFTER = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}?(?:countries|economies|states|nations|territories|cities|"
    r"jurisdictions)\b",
    re.IGNORECASE,
)
_IN_A_STUDY = re.compile(
    r"\s+(?:countries|economies|states|nations|territories|cities)?\s*(?:and territories\s+)?"
    r"(?:scored|ranked|rated|surveyed|studied|assessed|examined|analysed|analyzed|compared|"
    r"with (?:available |comparable |recent |usable )?data|"
    r"(?:for|on|from) which (?:there (?:are|is|were) )?(?:data|figures)|"
    r"that (?:report(?:ed)?|took part|answered|returned)|in (?:the|our|its) "
    r"(?:sample|index|survey|panel|study|database|data|ranking|comparison))\b",
    re.IGNORECASE,
)
_COMPARING = re.compile(
    r"\b(?:(?:we|I|unit|chapter|paper|report|lesson|study|that|which) (?:[a-z]+ )?"
    r"(?:compares?|stud(?:y|ies)|consider(?:s)?|visit|"
    r"looks? at|examines?|works? in|operates? in|(?:is|are) active in)|"
    r"(?:compares?|compared) with)\s+(?:these |the |only |some |all )?$",
    re.IGNORECASE,
)
_EFFECT = (
    r"(?:raises|lowers|adds|reduces|brings|cuts|increases|decreases|boosts|depresses|lifts|"
    r"shortens|lengthens|leads to|translates into|goes (?:together )?with|"
    r"go (?:together )?with|is followed by|is worth|slows|speeds|widens|narrows|costs)"
)
_PER_CHANGE = (
    r"(?:increase|rise|change|fall|drop|cut|decline|growth|reduction|improvement|gain|shock|"
    r"devaluation|depreciation|appreciation)"
)
_CAUSE_AFTER = re.compile(
    rf"\s*(?:of [^.;,\d]{{3,40}}?\s+)?(?:points?\s+)?(?:{_PER_CHANGE}\s+(?:in|"
    rf"of)\b)?[^.;,\d]{{0,60}}?"
    rf"\b{_EFFECT}\b",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(
    r"\b(?:each|every|an?)\s+(?:(?:further|additional|extra|one)\s+)?"
    r"(?:(?:increase|rise|change|fall|cut|drop) (?:in|of) [^.;,\d]{3,40}? of\s+)?$",
    re.IGNORECASE,
)
_EFFECT_BEFORE = re.compile(
    rf"\b(?:an?|each|every)\s+(?:(?:(?:further|additional|extra)\b|\S*\d[\w.]*(?: (?:per ?cent|"
    rf"percent|percentage points?|points?))?\s+{_PER_CHANGE}\b|(?:USD ?|[$€£])\d\S*|"
    rf"{_PER_CHANGE} (?:in|of)\b)[^.;:]{{0,110}}?)\b{_EFFECT}\b[^.;:]{{0,70}}$",
    re.IGNORECASE,
)
"""What one more of something does ("each USD10 on the price adds 0.4pp to the deficit")."""
_ODDS = re.compile(
    r"\b(?:(?:hazard|odds|risk|rate) ratios?|relative risk|(?:response|attrition) rate|"
    r"(?:two-sided |one-sided )?p[ -]?values?|t-statistics?|F-statistics?|"
    r"lowers? the (?:probability|likelihood|odds)|raises? the (?:probability|likelihood|odds)|"
    r"the effect (?:is|was)|less likely|more likely)\b[^.;,\d]{0,60}$",
    re.IGNORECASE,
)
_ODDS_OF = re.compile(
    r"(?:lowers?|raises?|reduces?|increases?) the (?:probability|likelihood|odds|risk) "
)
_SUPPOSED = re.compile(
    r"(?:^|[.:;!?)(\d]\s+|\bthat\s+|\bif\s+)(?:An?|Any)\s+(?:\w+\s+)?(?:economy|income|town|"
    r"village|"
    r"city|population|sum|quantity|value|debt|variable|wage|price|country|number)\s+"
    r"(?:(?:(?:that|which)\s+)?(?:grows?|growing|rises?|rising|increases|shrinks|doubles|expands)|"
    r"(?:of|has|with)(?=[^.;]{0,40}(?:\band grows\b|inhabitants and|growing by|that grows|$)))"
    r"\b[^.;]{0,90}$",
    re.IGNORECASE,
)
"""What a book reckons with ("An income that grows by 1 per cent a year takes seventy years")."""
_DIFFER = re.compile(
    r"\b(?:differ|differs|differed|vary|varies|varied|ranges?|ranged)\b[^.;:]{0,40}"
    r"\bby a factor of\s+$",
    re.IGNORECASE,
)
_RULE = re.compile(r"\bdivide\s+$", re.IGNORECASE)


def of_a_study(view: View, one: Printed) -> str:
    """Why a figure is one of a study, a poll or an exercise; empty where it is none.

    Args:
        view: The sentence.
        one: The figure.
    """
    before, after = view.before(one.start, 190), view.after(one.end, 120)
    if one.unit in {"counted", "persons", "number"} and one.value < _MOST_ASKED:
        if _is_asked(view, one, before, after):
            return "it counts whom or what a study asked"
        is_heading = view.sentence.kind == "heading"
        if not is_heading and _is_of_data(one, before, after):
            return "it counts what the data of a study cover"
    if one.unit == "pct" and _SHARE_ASKED.match(after):
        return "it counts whom or what a study asked"
    if _ODDS_OF.search(before) or _ODDS.search(before):
        return "it is an estimate or a measure of a study"
    is_cause = _ONE_MORE.search(before) is not None and _CAUSE_AFTER.match(after) is not None
    if is_cause or _EFFECT_BEFORE.search(before):
        return "it tells what one more of something does"
    if _DIFFER.search(before):
        return "it says how far several differ"
    if _SUPPOSED.search(before) or (one.unit == "number" and _RULE.search(before)):
        return "it is supposed, to reckon with"
    return ""


def _is_asked(view: View, one: Printed, before: str, after: str) -> bool:
    noun = f" {one.noun}" if one.noun and not after.startswith(f" {one.noun}") else ""
    is_them = _THEY.match(noun + after) is not None or _OF_US.match(after) is not None
    if not is_them:
        return False
    is_of = re.search(r"\bof\s+(?:the\s+)?$", before, re.IGNORECASE) is not None
    return _WHOM.search(before) is not None or (is_of and _WHO_ANSWERED.match(after) is not None)


def _is_of_data(one: Printed, before: str, after: str) -> bool:
    is_lands = bool(_LANDS.search(one.noun)) or _LANDS_AFTER.match(after) is not None
    if is_lands and _COMPARING.search(before):
        return True
    if is_lands and _IN_A_STUDY.match(after):
        return True
    is_counted = is_lands or one.unit in {"counted", "persons"}
    return is_counted and _OF_DATA.search(before) is not None
