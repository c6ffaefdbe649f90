"""Words that tell how a figure relates to something else: moved by, more than, so many times.

`sources.reading.relations` reads them.
"""

from __future__ import annotations

import re

HEDGES = (
    r"(?:\s*(?:about|around|some|roughly|approximately|nearly|almost|over|more than|less than|"
    r"only|just|"
    r"at least|up to|an?|estimated|another|no less than|as much as|the|fully|an average of|"
    r"an average|"
    r"a further|close to|by|well|~|c\.|of|annual|annually))*\s*"
)
MOVED = (
    r"(?:rose|risen|rise[sn]?|rising|increas\w*|grew|grown|grows?|growing|fell|fall\w*|declin\w*|"
    r"drop(?:ped|s)?|dropping|"
    r"decreas\w*|shr[aiu]nk\w*|expand\w*|contract(?:ed|s|ing)|gain\w*|lost|los(?:es|ing)|"
    r"climb\w*|jump\w*|surg\w*|soar\w*|"
    r"plung\w*|slump\w*|cut|reduc\w*|improv\w*|add(?:ed|s|ing)|fell(?:ed|s)|clear(?:ed|s)|planted|advanc\w*|slid|sliding|narrow\w*|"
    r"widen\w*|lengthen\w*|shot up|"
    r"went up|went down|go up|gone up|came down|come down|"
    r"(?<!took )(?<!take )(?<!takes )(?<!made )(?<!make )(?<!makes )(?<!making )up|down|"
    r"accelerat\w*|multipl\w*|tumbl\w*|swell\w*|swollen|"
    r"rebound\w*|recover\w*|appreciat\w*|depreciat\w*|dipp\w*|crept up|edged up|edged down|"
    r"shot up|shed|raised?)"
)
BY_BEFORE = re.compile(rf"\b{MOVED}\b[^.;:]{{0,60}}?\bby{HEDGES}$", re.IGNORECASE)
DIRECT_BEFORE = re.compile(rf"\b{MOVED}{HEDGES}$", re.IGNORECASE)
NOUN_BEFORE = re.compile(
    rf"\b(?:increase|rise|gain|drop|fall|decline|growth|reduction|decrease|jump|improvement|loss|"
    rf"surge|"
    rf"expansion|contraction|slump|recession|growth rate|"
    rf"rate)s?\s+(?:in [\w ,'’-]{{2,40}}?\s)?of{HEDGES}$",
    re.IGNORECASE,
)
GAP_BEFORE = re.compile(rf"\b(?:gap|difference|advantage|lead|margin)\s+of{HEDGES}$", re.IGNORECASE)
NOUN_AFTER = re.compile(
    r"[\s-]*(?:percentage[- ]points?|percent|per cent|points?|years?)?[\s-]*"
    r"(?:\w+\s)?(?:gain|increase|rise|drop|fall|decline|decrease|reduction|jump|improvement|"
    r"expansion|contraction|surge|loss|slump)\b",
    re.IGNORECASE,
)
GAP_AFTER = re.compile(
    r"[\s-]*(?:percentage[- ]points?|points?|years?)?[\s-]*(?:gap|difference|advantage|lead)\b",
    re.I,
)
COMPARING = re.compile(
    r"(?P<lead>(?:[\s-]*[\w’'%]+){0,4}?[\s-]*)\b(?P<word>more|less|fewer|higher(?! education)|"
    r"lower(?! (?:house|chamber|secondary|middle)|-)|longer|"
    r"shorter|above|below|ahead of|behind|"
    r"smaller|larger|bigger|greater|better|worse|older|younger|richer|poorer|faster|"
    r"slower)\b(?P<rest>[^.;:()]*)",
    re.IGNORECASE,
)
OVER_TIME_WORDS = re.compile(
    r"\b(?:than the (?:year|previous|figure (?:of|in))|a year (?:earlier|before)|"
    r"years? (?:earlier|before|ago)|"
    r"the (?:year|decade) before|previous year|last year|decades? (?:earlier|before|ago)|"
    r"over the same period)\b",
    re.IGNORECASE,
)
MULTIPLE = re.compile(
    r"\b(?:doubl|tripl|trebl|quadrupl|quintupl|halv)(?:ed|ing|es|e)?\b", re.IGNORECASE
)
FOLD_TIME = re.compile(
    r"\b(?:grew|grown|risen|rose|increas\w+|multipl\w+|expand\w+|jump\w+|soar\w+|up|swell\w*|"
    r"swollen|climb\w+|went up|gone up|growth|rise|fell|"
    r"fallen|shrank|surged?)\b[^.;]{0,50}$",
    re.IGNORECASE,
)
LEVEL_NOUN = re.compile(
    r"\s*(?:average|mean|level|rate|figure|value|norm|share|median|level of|"
    r"ratio)?s?\s*(?:[.,;:)\n—–]|$|and\b|in\b|but\b|while\b|for\b)",
    re.IGNORECASE,
)
SHARE_OF = re.compile(
    r"\s*(?:or so\s+)?of\s+(?:all\s+)?(?:(?:the|its|their|total|whole|combined|all|people|"
    r"everyone)\s+){0,3}",
    re.IGNORECASE,
)
COUNT_NOUNS = re.compile(
    r"\s*(?:[\w’'-]+\s+){0,2}?(?:countries|states|economies|nations|members|member states|LDCs|"
    r"member countries)\b",
    re.IGNORECASE,
)
SEX_AFTER = re.compile(
    r"\bthan\s+(?:for\s+|that of\s+|among\s+)?(?:men|males|boys|women|females|girls)\b",
    re.IGNORECASE,
)
