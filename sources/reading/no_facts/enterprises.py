"""Which figures are of one firm, project or person, or number a page, and are of no country."""

from __future__ import annotations

import re

from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View

_THEIRS = (
    r"(?:the|our|its|this|his|her|their|my|that|whose|another|one|new|a|each|[A-Z][\w’']+[’']s)"
)
_ENTERPRISE = (
    r"(?:clinic|hospital|factory|plant|mine|mill|farm|firm|company|compan(?:y|ies)|"
    r"(?<!central )(?<!world )(?<!development )bank|"
    r"project|programme|scheme|component|grant|foundation|co-?operative|brewery|hotel|refinery|"
    r"smelter|shop|workshop|start-?up|charity|newspaper|magazine|airline|operator|retailer|"
    r"supplier|manufacturer|group|subsidiary|utility|plantation|vineyard|estate|warehouse|shipyard|"
    r"stadium|bridge|tunnel|pipeline|museum|festival|tournament|expedition|campaign|appeal|"
    r"fundraiser|contract|building|tower|campus|facility|laboratory|team|crew|club|party|choir|"
    r"congregation|parish|school|college|ferry|ship|vessel|train|lorry|truck)"
)
_HAS = (
    r"(?:employs?|employed|hires?|hired|cost|costs|will cost|serves?|served|treats?|treated|"
    r"trains?|trained|lent|lends|made|makes|sold|sells|produces?|produced|owns?|owned|runs?|ran|"
    r"opened|opens|operates?|operated|raised|raises|earned|earns|paid|pays|spent|spends|invested|"
    r"invests|bought|buys|built|builds|reached|reaches|has|had|have|houses?|holds?|can hold|seats?|"
    r"feeds?|fed|turns? over|turned over|posted|booked|reported|handed out|gave out|distributed|"
    r"supplies|supplied|supports?|supported|covers|covered|ships?|shipped|carries|carried|"
    r"took on|takes on|laid off|dismissed|counts?|brings? together|is worth|was worth)"
)
_OF_ENTERPRISE = re.compile(
    rf"(?:^|[,;:.]\s|\b(?:and|but|where|when|as|that|because|while)\s|[“\"])\s*"
    rf"(?:(?-i:{_THEIRS}|The|Our|Its|This|His|Her|Their|My|That|Each|One|A)\s+)"
    rf"(?:(?!national|government|state|public|health|central|whole|country)[\w’'-]+\s+){{0,3}}?"
    rf"{_ENTERPRISE}(?:,[^,;.:]{{3,60}},)?\s+(?:(?:now|still|also|already|has|have|had|today)\s+)*"
    rf"{_HAS}\b(?:(?!\b(?:where|whose|country)\b)[^.;:])*$",
    re.IGNORECASE,
)
"""A firm or a project, and what it does ("The plant employs 3,400 people")."""
_OF_BODY = re.compile(
    r"\b(?:Alliance|Association|Society|Network|Organi[sz]ation|Foundation|Institute|Trust|Fund|"
    r"Council|Centre|Center|Company|Group)\b[^.;]*\b(?:works? in|active in|operates in|offices in|"
    r"employs|employed)\s+(?:(?:more|less|fewer) than |over |about |some |around |nearly )?$"
)
"""What a body tells of itself ("The Alliance works in 34 countries and employs 1,200 people")."""
_SUM_OF = re.compile(
    r"\b(?:worth of (?:shares|tickets)|salary of|wage of|fee of|rent of|fine of|prize of|bill of|"
    r"investment worth|deal worth|contract worth|contract for|stake (?:worth|of)|profits? of|"
    r"turnover of|revenues? of (?!the (?:state|government)))\s*(?:about |some |nearly |over )?$",
    re.IGNORECASE,
)
_LEVELS = frozenset({"persons", "counted", "number", "usd", "money"})
_PRINTED_AS = re.compile(
    r"-(?:page|foot|volt|room|bed|seat|seater|store?y|metre|meter|mile|minute|inch|man|member|"
    r"strong|"
    r"acre|tonne|ton|litre|gun|part|question|item|day|hour|week|month)\b|\s+(?:volts?|watts?|"
    r"pixels|"
    r"(?:Ring|High|Main|Church|Market|King|Queen|Station|Park|Victoria)?\s?"
    r"(?-i:Road|Street|Avenue|Lane|Square|Drive|Boulevard)\b)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"(?:\b(?:slide|component|exercise|activity|book|volume|paragraph|para|scopes?|grant|dial|call|"
    r"pillar|module|chart|graph|map|footnote|clause|option|scenario|model|column|row|round|"
    r"wave)\s*)$",
    re.IGNORECASE,
)
_JOURNAL = re.compile(r"\s*\((?:\d{1,2}|(?:19|20)\d\d)\)[^.;]{0,20}\bpp?\.")
_LEADING = re.compile(r"\d{1,2}")
_OF_SECTION = re.compile(r"\d{1,2}\.\d{1,2}(?:[–-]\d{1,2}\.\d{1,2})?")


def of_an_enterprise(view: View, one: Printed) -> str:
    """Why a figure is of one firm, project or page; empty where it may be of a country.

    Args:
        view: The sentence.
        one: The figure.
    """
    before, after = view.before(one.start, 150), view.after(one.end, 40)
    if _numbers(view, one, before, after):
        return "it numbers something"
    if one.unit not in _LEVELS or one.is_per_head:
        return ""
    if _PRINTED_AS.match(after) or _PRINTED_AS.search(one.figure.text):
        return "it measures a thing"
    if _OF_ENTERPRISE.search(before) or _OF_BODY.search(before):
        return "it is of one firm, body or project"
    if one.unit in {"usd", "money"} and _SUM_OF.search(before):
        return "it is of one firm, body or project"
    return ""


def _numbers(view: View, one: Printed, before: str, after: str) -> bool:
    """Whether it numbers a slide, a section or a volume."""
    text = one.figure.text
    if one.unit in {"number", "counted"} and _NUMBERS.search(before):
        return re.fullmatch(r"\d[\d–-]*(?: and \d)?", text) is not None
    if _JOURNAL.match(after) and text.isdigit():
        return True
    is_first = not view.text[view.start : one.start].strip(" \t*_(#")
    if not is_first or not re.match(r"[ \t]+[A-Z]", after):
        return False
    is_heading = view.sentence.kind == "heading"
    return _OF_SECTION.fullmatch(text) is not None or (
        is_heading and _LEADING.fullmatch(text) is not None and one.unit in {"number", "counted"}
    )
