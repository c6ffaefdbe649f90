"""Whether a figure goes with a verb in the present or in the past."""

from __future__ import annotations

import re
from functools import lru_cache

from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View

_PRESENT = re.compile(
    r"(?<!\bto )\b(?:is|are|has|have|cannot|can expect|(?:does|do|is|are|"
    r"has|have|ca)n['’]t|now|currently|today|lives?(?![ -]b(?:orn|irth))|"
    r"stands?|remains?|accounts?|makes?|holds?|"
    r"(?<!\bwere )(?<!\bwas )(?<!\bhad )"
    r"still(?!\s+(?:bore|had|was|were|lived|stood|made|lacked|died|\w+ed)\b)|lacks?|uses?|"
    r"yields?|gives|pays|buys|sells|sends|grows|rises|falls|represents?|equals|averages|"
    r"(?<!the )(?<!an )(?<!on )average(?=\s+(?:(?:only|just|about|some|over) )?[$€£]?\d)|"
    r"(?<!the )(?<!their )(?<!its )number(?=\s+(?:(?:only|just|about|some|over) )?\d)|"
    r"needs|keeps|runs|wants|counts|earns?|gets|imports(?= \w+ (?:worth|from))|"
    r"produces?|consumes?|emits?|generates?|ranks|puts|owns|serves|reaches|amounts to|relies|rely|"
    r"depends?|works|goes|does|shows|leaves|faces|enjoys?|suffers?|boasts?|"
    r"contributes?|employs?|supplies|spends?|takes?|comes?|covers?|receives?|owes?|reads?|ends?|"
    r"compares?|suppl(?:y|ies)|provides?|meets?|attends?|completes?|finish(?:es)?|drinks?|"
    r"reach(?:es)?|own|burns?|eats?|trails?|lags?|translates?|equates?|withdraws?|shelters?|"
    r"borrows?|invests?|attracts?|smokes?|sleeps?|send|begins?|become|becomes|"
    r"dies?|die|exceeds?|hosts?|bears?|sits?|adds|lie|lies|hover|hovers|grow|live(?!-born)(?!\s+births?)|farm|says|claims|"
    r"manages|absorbs?|brings?|derives?|carries|constitutes?|comprises?|devotes?|commands|yields|"
    r"approaches|outnumbers?|outlives?|employ|belongs?|drives|makes up|raises|lends|feeds|"
    r"(?:it|woman|man|child|country|nation|economy|population|government|share|rate|figure|average|"
    r"number|each|area|proportion|region|sector|industry)\s+(?:\w+ly\s+|alone\s+|still\s+|now\s+)?"
    r"(?!was\b|ours\b|goods\b|has\b)[a-z]{2,}[a-rt-z]s|ranges?|vary|varies|differs?|"
    r"(?-i:(?!As\b)[A-Z][a-z]+)\s+(?:\w+ly\s+|alone\s+|still\s+|now\s+)?(?-i:(?!exports\b|imports\b|"
    r"sales\b|has\b|was\b|is\b|years\b|reserves\b|receipts\b|loans\b|payments\b|prices\b|births\b|"
    r"deaths\b|points\b|forests\b|emissions\b|services\b|visitors\b|arrivals\b|rates\b|banks\b|"
    r"adults\b|users\b|citizens\b|mothers\b|households\b|residents\b|pupils\b|students\b|"
    r"girls\b|boys\b|families\b|homes\b|schools\b|firms\b|infants\b|officials\b|migrants\b|"
    r"directors\b|figures\b|yields\b|farmers\b|workers\b|inflows\b|transfers\b|babies\b|newborns\b|"
    r"toddlers\b|teenagers\b|villagers\b|deputies\b|companies\b|factories\b|exporters\b|"
    r"investors\b|passengers\b|tourists\b|soldiers\b|refugees\b|patients\b|nurses\b|doctors\b|"
    r"teachers\b|savers\b|depositors\b|borrowers\b|ports\b|airlines\b|trains\b|towns\b|"
    r"villages\b|cities\b|islands\b)[a-z]{3,}[a-rt-z]s))\b",
    re.IGNORECASE,
)


_PAST = re.compile(
    r"\b(?=\w)(?:was|were|had|stood|reached|grew|rose|fell|accounted|lived|came|numbered|averaged|"
    r"received|held|spent|brought|sold|went|gave|got|sent|built|bought|paid|lost|won|saw|ran|"
    r"drew|shrank|became|began|put|fled|swung|slid|leapt|crept|sprang|swept|struck|broke|chose|"
    r"flew|threw|shook|overtook|outgrew|"
    r"bore|ate|drank|drove|kept|knew|led|left|lent|met|slept|spoke|taught|thought|told|wrote|bred|"
    r"fed|felt|fought|found|laid|meant|sought|tore|withdrew|wore|died|sank|swam|"
    r"took|made|used|amounted|totalled|attended|did|could|"
    r"(?<!value )(?!need|exceed|speed|breed|feed|"
    r"hundred|sacred|"
    r"seed|indeed|united|developed (?:countries|economies|nations|world)|"
    r"unemployed|employed|limited|combined|estimated|skilled|based|aged)\w+ed)\b",
    re.IGNORECASE,
)


def tense_at(view: View, one: Printed) -> tuple[bool, bool]:
    """Whether the verb that a figure goes with is in the present, and whether in the past.

    The verb is looked for in the figure's clause, then in those that it goes on with.
    """
    own = view.clauses.at(one.start)
    is_entry = view.sentence.kind in {"item", "row"} and own.kind == "list"
    for clause in (own,) if is_entry else (own, *view.clauses.chain(own)):
        stop = one.end if clause.number == own.number else clause.end
        before = view.text[clause.start : max(clause.start, min(stop, view.end))]
        found = last_tense(before)
        if found != (False, False):
            return found
        if clause.number == own.number:
            following = next((f.start for f in view.figures if f.start > one.end), clause.end)
            after = view.text[one.end : max(one.end, min(following, clause.end))]
            found = _first_tense(after)
            if found != (False, False):
                return found
    return False, False


@lru_cache(maxsize=1024)
def _first_tense(words: str) -> tuple[bool, bool]:
    """Whether the first verb of some words is in the present, and whether in the past."""
    now, then = _PRESENT.search(words), _PAST.search(words)
    is_now = now is not None and (then is None or now.start() < then.start())
    return is_now, then is not None and not is_now


@lru_cache(maxsize=1024)
def last_tense(words: str) -> tuple[bool, bool]:
    """Whether the last verb of some words is in the present, and whether in the past."""
    words = _DID.sub("did", words)
    present = max((match.start() for match in _PRESENT.finditer(words)), default=-1)
    past = max((match.start() for match in _PAST.finditer(words)), default=-1)
    perfect = _PERFECT.search(words)
    if perfect is not None:
        return True, False
    return present > past, past >= 0 and past > present


_DID = re.compile(r"\b(?:did|could)(?:\s+not|n[’']t)?\s+(?:\w+ly\s+)?[a-z]+", re.IGNORECASE)
_PERFECT = re.compile(
    r"\b(?:has|have)\s+(?:\w+ly\s+|also\s+|now\s+|since\s+|"
    r"(?:almost|more than|at least|less than|about)\s+)*(?:\w+ed|\w+en|\w+own|been|become|"
    r"gone|slid|swung|crept|sprung|swept|leapt|come|made|put|cut|shrunk|had|lost|won|built|brought|overtaken)\b"
    r"|\b(?:is|are)\s+(?:\w+ly\s+|now\s+|still\s+)?(?:\w+ed|put|held|made|spent|sold|sent|paid|taken|given|"
    r"met|borne|built|grown|found|kept|left|brought|bought|lent)\b",
    re.IGNORECASE,
)


def has_present(words: str) -> bool:
    """Whether any verb of some words is in the present."""
    return _PRESENT.search(words) is not None or _PERFECT.search(words) is not None


def tense_of(view: View) -> bool:
    """Whether the first verb of a sentence is in the present."""
    return _first_tense(view.text[view.start : view.end])[0]
