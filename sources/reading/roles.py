"""Which figures state no fact that statistics could check, and which kind they are of.

Projections ("will reach"), thresholds ("less than $1.90 a day", "under 30 years old"), durations
("in those 20 years"), methods (sample sizes), uncertainty (confidence intervals) and labels.
"""

from __future__ import annotations

import re

from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import topics
from sources.reading.narrowing.coverage import OWN_SURVEY
from sources.reading.no_facts.aims import of_an_aim
from sources.reading.no_facts.enterprises import of_an_enterprise
from sources.reading.no_facts.expected import (
    AS_NOBODY_EXPECTED,
    THAN_EXPECTED,
    clause_around,
)
from sources.reading.no_facts.offered import of_a_question
from sources.reading.no_facts.references import of_a_work
from sources.reading.no_facts.studies import of_a_study
from sources.reading.sentences.context import View
from sources.reading.sentences.model import ReadingKind
from sources.reading.sentences.persons import is_age_of_person

_PROJECTION = re.compile(
    r"\b(?=\w)(?:will(?! not (?:tell|say|admit|see|live|reach|last))"
    r"(?! (?:recall|remember|know|note|be aware|find))|"
    r"would(?! (?:pay for|cover|last|suffice|be enough|buy|(?:\w+ )?have|(?:hardly|scarcely)))|"
    r"hopes? for|hoped for|(?<!the )next year(?! (?:it|they) (?:was|were))|"
    r"(?:could|(?-i:may)|might)(?!\s*(?:[.;,]|$))"
    r"(?! (?:expect|not|read|count|only|(?:spend|afford|have|fit|hold|"
    r"fill)))|shall|"
    r"is expected to|are expected to|(?<!could )(?<!can )(?<!may )expects?|expected|"
    r"projects?(?=\s+(?:an?|the|that|growth|real|further|another|gdp|inflation|output|it|only|real|"
    r"some|about|slower|faster|\d))|projected|"
    r"projections?|forecasts?|forecasted|foresees?|predicts?|predicted|is set to|are set to|"
    r"is likely to|are likely to|probably|presumably|"
    r"(?:analysts|economists|forecasters|observers|experts|staff|bank|fund|ministry|strategists|"
    r"polled)\b"
    r"[^.;]{0,40}\b(?:see|sees|expect|put)|"
    r"(?:IMF|OECD|who|government|agency|brokerage|firm) (?:now |still )?sees|are looking at|"
    r"is on course|to be \w+(?:ed|en)\b|on track to|anticipates?|anticipated|aims? to|"
    r"aiming (?:for|at|to)|"
    r"plans? to|promised?|"
    r"pledged?|intends?|targets?(?! (?:band|range|zone|of \d))|envisages?|going to|"
    r"if current trends|scenarios?|outlook)\b",
    re.IGNORECASE,
)
_FUTURE_BY = re.compile(
    r"\b(?:by|in|until|around)\s+(?:the year\s+)?(?P<year>20\d\d|21\d\d)\b", re.IGNORECASE
)
_GOAL_BEFORE = re.compile(
    r"\b(?:target|goal|guidelines?(?: of (?:the )?[A-Z]\w+)?|"
    r"threshold|limit|benchmark|ceiling|minimum|maximum|cut-?off|"
    r"criterion|norm|(?:target|tolerance) (?:band|range|zone)|pledge|commitment|"
    r"poverty line|line|replacement(?: level)?(?: rate)?|floor|"
    r"cap|definition|requirement|recommendation)\s+"
    r"(?:of|at|is|was|set at|rate of|level of)\s+(?:about |around |some |just |only |"
    r"only about )?$",
    re.IGNORECASE,
)
_GOAL_AFTER = re.compile(
    r"\s*(?:that keeps|(?:(?:is|are|were|was) )?(?:needed|required|necessary) (?:to|for)|"
    r"(?:international |global |national )?(?:target|goal|"
    r"threshold|"
    r"limit|benchmark|ceiling|pledge|commitment|poverty line|cap)\b|recommended|"
    r"(?:[a-z ]{1,24} )?(?:at|below|above|beneath|beyond|under|over) which\b|"
    r"[^.,;:\d]{0,40}?\bmust (?:be|go|come|have|not|never|belong)\b)",
    re.IGNORECASE,
)
_RAISING = re.compile(
    r"\b(?:raising|lifting|ask(?:s|ed)? for|calls? for|require[sd]?|recommends?|"
    r"demand(?:s|ed)?|stipulat(?:es|ed)|mandat(?:es|ed)|"
    r"must (?:not |never )?(?:fall|rise|grow|drop|be|have|hold|reach|exceed|fill|amount|spend|"
    r"make(?! do\b)))\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
_DAY_AFTER = re.compile(
    r"[\s-]*(?:\(?(?:in )?(?:\d{4} )?(?:PPP|international dollars)\)?\s*)?(?:a|per|"
    r"each)[\s-]+day\b",
    re.IGNORECASE,
)
_AGE_WORDS = re.compile(
    r"\b(?:aged?|ages|age of|age group|older than|younger than|before they are|before age|"
    r"over the age|under the age|"
    r"children under|under|over)\s+(?:\d{1,3}\s*(?:to|and|-|–)\s*)?$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(
    r"\s*(?:-| )?(?:years?[- ]old|years? of age|years? or (?:older|over|younger)|and (?:over|"
    r"older|above|under(?!-|\s+five))|"
    r"or (?:older|over|younger|more years)|year[- ]olds?|years? and (?:over|older)|\+)",
    re.IGNORECASE,
)
_SPAN_AFTER = re.compile(
    r"[\s-]*(?:years?|decades?|months?|weeks?|days?|hours?|centuries|"
    r"quarters?)?(?:['’])?[\s-]*(?:ago|earlier|later|before|"
    r"running|in a row|on\b|since|plan|period|programme|program|term|straight|consecutive|old\b|"
    r"high\b|low\b|project|contract|loan|bond|record|after the\b|"
    r"of (?!life|school|educat|age|health|stud))",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"\b(?:survey(?:ed|s)?|sample[sd]?|sampling|respondents?|interview(?:ed|s)?|questionnaires?|"
    r"observations?|"
    r"households? (?:were )?(?:visited|interviewed)|panel of|regressions?|random|participants|"
    r"data ?points?|dwellings|replications?|iterations?|simulations?|cohort of|trial|enumerators?|"
    r"polled|poll of|statistically significant|significance|degrees of freedom|R²|R2|p-value|"
    r"coefficient of|"
    r"weighted by|base year|we use|our data|dataset|data set)\b",
    re.IGNORECASE,
)
SURVEY = re.compile(
    r"\b(?:survey|sample|respondents|interviewed|polled|questionnaire)\b", re.IGNORECASE
)
_STATISTIC = re.compile(
    r"\b(?:statistics?(?! (?:office|agency|bureau|institute|authority|service|department|board)"
    r"\b)|instruments?|kappa|chi-squared|Hausman|Wald)\b[^.;]{0,20}$|"
    r"(?:\bR²|\bR2|\bn|\bp|\bN)\s*[=<>≤≥]\s*$"
)
_SAID = re.compile(
    r"\s+(?:of (?:\w+ ){1,3}?)?(?:said|say|told|named|thought|think|believed?|felt|feel|agreed?|"
    r"answered|wanted|want|feared|trusted?|replied|expected|hoped)\b",
    re.IGNORECASE,
)
_ESTIMATED = re.compile(
    r"\b(?:(?:is|are|was|were) (?:\w+ )?(?:associated|correlated) with|elasticit\w+|"
    r"(?<!gini )coefficients?|regress\w+|in our (?:sample|data|panel)|"
    r"in the (?:sample|panel)|our sample|standard deviation|statistically)\b",
    re.IGNORECASE,
)
_METHOD_NOUN = re.compile(
    r"\s*(?:[a-z]+\s+){0,3}?(?:observations?|respondents?|households?|families|dwellings|"
    r"interviews?|"
    r"participants|samples?|replications?|enumerators?|clusters|settlements|villages|surveys?|"
    r"questionnaires?|data points|variables|subjects|adults|people|persons|women|firms|companies|"
    r"schools)\b",
    re.IGNORECASE,
)
_LEVEL_AFTER = re.compile(r"\s*(?:significance |confidence )?level\b", re.IGNORECASE)
_UNCERTAIN_BEFORE = re.compile(
    r"(?:±|\+/-|\bplus or minus\b|\bCI\b|\bconfidence(?: interval| level)?\b|\bmargin of error\b|"
    r"\bUI\b|\buncertainty\b|\bstandard errors?\b|\berrors? of\b|\bs\.?e\.?(?= |\b)|\binterval:?|"
    r"\brange\b:?(?! from))[^.;)\]]{0,70}$",
    re.IGNORECASE,
)
_UNCERTAIN_AFTER = re.compile(
    r"\s*(?:-|–)?\s*(?:CI\b|confidence|UI\b|uncertainty|credible|interval|margin)", re.IGNORECASE
)
_LABEL_BEFORE = re.compile(
    r"(?:\b(?:table|figure|fig\.|chapter|section|article|page|p\.|no\.|number|goal|SDG|target|"
    r"annex|box|"
    r"resolution|note|item|question|exercise|task|problem|lesson|unit|Q|"
    r"group of|agenda|covid|version|part|phase|stage|step|level|day|"
    r"week)\s*)$",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"\b(?:our appeal|our budget|our programme|grant of|loan of|prize|price of|"
    r"ticket)\b[^.;]{0,25}$|\b(?:my|I)\b[^.;]{0,60}\b(?:cost|costs|paid|pay|bought|spent|spend|"
    r"earn|"
    r"earned)\b[^.;]{0,20}$|\b(?:costs?|paid|charged)\s+(?:me|us)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\bif\b[^.;,:]{0,80}$|(?:^|[.:]\s)\s*(?:Now\s+)?(?:suppose|assume|imagine|"
    r"let us (?:say|suppose|assume|imagine))\b[^.;:]{0,80}$",
    re.IGNORECASE,
)
_PAST_WORDS = re.compile(
    r"\b(?:was|were|had been)\s+(?:expected|projected|forecast|predicted)\b", re.IGNORECASE
)


_OF_THE_PAGE = re.compile(
    r"[kKM]?\s*(?:-?\s*min(?:ute)?s?\.?\s+read\b|"
    r"(?:shares|views|likes|reads|retweets|reposts|comments)\s*(?:$|[|·•\n]))"
)
"""What stands behind the numbers that a page prints of itself: "4 min read", "1,204 shares"."""


def role(view: View, one: Printed, published: int | None) -> tuple[ReadingKind, str]:
    """The kind of a figure, and why it is that where it is no claim."""
    before, after = view.before(one.start, 110), view.after(one.end, 90)
    if _OF_THE_PAGE.match(after):
        return "label", "it counts what readers do with the page"
    is_sent = one.unit == "usd" and one.value in _SENT and _SENDING.search(before) is not None
    if is_sent and any(topic.payload == "remittance_cost" for topic in view.topics):
        return "threshold", "the cost of sending it is told"
    for test in (_uncertain, _threshold, _method, _duration, _age, _label):
        kind, why = test(view, one, before, after)
        if kind != "claim":
            return kind, why
    return _projection(view, one, published)


_SENT = frozenset({200, 500})
_SENDING = re.compile(
    r"\b(?:send(?:s|ing)?|sent|remit\w*|transfer\w*|wir(?:e|es|ed|ing))\s+(?:home\s+)?$",
    re.IGNORECASE,
)
"""How the sum is led up to of which the cost of sending is told ("to send $200 costs 5%")."""


def _uncertain(view: View, one: Printed, before: str, after: str) -> tuple[ReadingKind, str]:
    is_interval = one.figure.top is not None and after[:1] in {")", "]"}
    if is_interval and re.search(r"\d[\w ,.%$€£]{0,24}[(\[]\s*$", before):
        return "uncertainty", "a range in brackets behind a figure is its interval"
    if _UNCERTAIN_AFTER.match(after) or _UNCERTAIN_BEFORE.search(before):
        return "uncertainty", "the words around it speak of an interval or a margin of error"
    return "claim", ""


def _threshold(view: View, one: Printed, before: str, after: str) -> tuple[ReadingKind, str]:
    if one.unit == "per_day" or (one.unit in {"usd", "money"} and _DAY_AFTER.match(after)):
        return "threshold", "an amount a day is a poverty line"
    is_below = _BELOW_LINE.search(before) is not None
    if (_GOAL_BEFORE.search(before) and not is_below) or _GOAL_AFTER.match(
        view.after(one.after or one.end, 60)
    ):
        return "threshold", "the words around it name a target, a limit or a line"
    if _RAISING.search(before) and one.unit in {"pct", "usd", "points"}:
        return "threshold", "it says what is asked for, not what is"
    small = one.value <= 120 and one.unit in {"number", "counted", "years", "age", "persons"}
    if small and one.unit in {"years", "age", "counted", "number"} and _AGE_AFTER.match(after):
        return "threshold", "it is an age that delimits a group"
    bound = re.match(
        r"(?:under|over|younger than|older than|above|below|at least)\s+\d",
        one.figure.text,
        re.IGNORECASE,
    )
    if small and bound and _OF_AGE.search(before):
        return "threshold", "it is an age that delimits a group"
    following = next((other.start for other in view.figures if other.start >= one.end), view.end)
    text = view.text[one.start : one.end] + view.text[one.end : min(one.end + 30, following)]
    if small and re.search(r"years?[- ]old\b|years? of age|(?:or|and) (?:older|over)\b", text):
        return "threshold", "it is an age that delimits a group"
    if small and one.unit in {"number", "age", "counted"} and _AGE_WORDS.search(before):
        return "threshold", "it is an age that delimits a group"
    why = of_an_aim(view, one)
    return ("threshold", why) if why else ("claim", "")


_BELOW_LINE = re.compile(
    r"\b(?:below|under|beneath|above)\s+(?:[\w-]+\s+){0,4}?lines?\s+"
    r"(?:is|was|at|of|were|stood at|came to)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""The share of those below a poverty line, which is no line itself."""
_OF_AGE = re.compile(
    r"\b(?:are|aged?|people|person|anyone|everyone|those|children|population|inhabitants|"
    r"refugees|adults|women|men|"
    r"girls|boys|persons|youth|workers|who is)\s+$",
    re.IGNORECASE,
)


def _method(view: View, one: Printed, before: str, after: str) -> tuple[ReadingKind, str]:
    sentence = view.text[view.start : view.end]
    is_level = one.unit == "pct" and _LEVEL_AFTER.match(after)
    if is_level and re.search(r"robust|signific|at the\s*$", before):
        return "method", "it is a level of significance"
    if _STATISTIC.search(before) or (
        re.search(r"\b[pn]\s*$", before) and one.figure.text[:1] in "<>=≤≥"
    ):
        return "method", "it is a statistic of the method"
    if _ESTIMATED.search(sentence):
        return "method", "the sentence tells what a study estimates"
    if (
        one.unit == "pct"
        and OWN_SURVEY.search(view.text, view.start, one.start)
        and _SAID.match(after)
    ):
        return "method", "it is what people told a survey"
    counts = one.unit in {"counted", "persons", "number"}
    if (
        counts
        and one.value < 1e6
        and _METHOD.search(sentence)
        and (
            _METHOD_NOUN.match(view.after(one.end, 60))
            or one.unit == "counted"
            or re.search(r"sampl|survey|interview", before)
        )
    ):
        return "method", "the sentence tells of a survey or a sample"
    if _repeats_survey(view, one, before, after):
        return "method", "it says again what a survey counted"
    why = of_a_study(view, one)
    return ("method", why) if why else ("claim", "")


def _repeats_survey(view: View, one: Printed, before: str, after: str) -> bool:
    """Whether a share in brackets is what a survey counted right before ("312 of them (26%)")."""
    last = view.figure_before(one.start)
    if one.unit != "pct" or last is None or not (before.endswith("(") and after[:1] in ");,"):
        return False
    if view.words_between(last.end, one.start) > _FEW_WORDS:
        return False
    told = _method(view, last, view.before(last.start, 110), view.after(last.end, 90))
    return told[0] == "method"


_FEW_WORDS = 4


def _is_of_series(view: View, one: Printed) -> bool:
    """Whether a topic of the sentence is counted so ("reserves for four months of imports")."""
    return any(
        series.unit == one.unit and view.words_between(found.end, one.start) < 15
        for found in view.topics
        for series in topics().by_id[found.payload].series
    )


def _duration(view: View, one: Printed, before: str, after: str) -> tuple[ReadingKind, str]:
    if one.unit in {"months", "days"} and _is_of_series(view, one):
        is_span = re.search(r"\b(?:for|within|over|during|after)\s+$", before)
        is_cover = re.match(r"\s*(?:months?\s+)?(?:of|worth)\b", after) or re.search(
            r"import", before
        )
        return ("claim", "") if is_cover or not is_span else ("duration", "it tells how long")
    if one.unit in {"months", "days", "hours"} or re.search(
        r"decade|centur", one.figure.text + one.figure.noun, re.IGNORECASE
    ):
        return "duration", "it tells how long something took"
    if one.unit != "years" or _LONGER.match(after):
        return "claim", ""
    if re.match(r"\s*(?:longer|shorter)\s+than\b", after) and _is_of_series(view, one):
        return "claim", ""
    is_span = re.search(r"\b(?:in|over|for|during|within|after)\s+(?:the\s+)?\w*\s*$", before)
    if one.figure.direction and not is_span and not _SPAN_AFTER.match(after):
        return "claim", ""
    if re.search(r"\bby\s+(?:\w+\s+)?$|\b(?:lived?|lives|living|survived?)\s+(?:\w+\s+)?$", before):
        return "claim", ""
    if _SPAN_AFTER.match(after):
        return "duration", "it tells how long, or how long ago"
    if re.search(
        r"\b(?:in|over|during|within|after|past|last|next|those|these|every|first|coming|"
        r"previous|for)\s+"
        r"(?:the\s+)?(?:past|last|next|first|coming|previous|following|preceding|these|those|"
        r"same|just|only|"
        r"more than|almost|nearly|about|some|over|less than|next)?\s*$",
        before,
        re.IGNORECASE,
    ):
        return "duration", "it tells how long something took"
    return "claim", ""


_LONGER = re.compile(r"\s*(?:longer|shorter|less|older|younger)\b(?=[^.;]{0,40}\bthan\b)")
_OF_TEXT = re.compile(
    r"(?:numbers|figures|charts|facts|things|reasons|lessons|questions|findings|messages|examples)"
)
"""What a text counts of its own ("Four numbers about the decade")."""
_PART_OF_PEOPLE = re.compile(r"\b(?:top|bottom|richest|poorest|wealthiest)\s+$", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,2}\.\d{1,2}[ \t](?=[A-Z])")
"""How a paragraph is numbered ("2.1 South Asia's economy …")."""
_TELLS = re.compile(
    r"\b(?:have|has|had|are|is|were|was|(?!compared)[a-z]{3,}ed|hold|lack|make up|account)\b"
)
_BASE = 100
_BASE_YEAR = re.compile(r"(?:19|20)\d\d\s*=\s*$")
"""How an index tells its base year ("2010 = 100", "2014-2016=100")."""
_MOST_STAGES = 100
"""Fewer than so many people behind "stage" are numbered ("In stage 3 women have …")."""


def _age(view: View, one: Printed, before: str, after: str) -> tuple[ReadingKind, str]:
    if one.value == _BASE and _BASE_YEAR.search(before):
        return "label", "it is what an index is in its base year"
    is_age = is_age_of_person(view, one)
    return ("label", "it is how old somebody is") if is_age else ("claim", "")


def _label(view: View, one: Printed, before: str, after: str) -> tuple[ReadingKind, str]:
    is_small = one.unit == "persons" and one.value < _MOST_STAGES
    if (one.unit in {"number", "counted"} or is_small) and _LABEL_BEFORE.search(before):
        return "label", "it numbers something"
    is_head = view.sentence.kind == "heading" and _TELLS.search(after) is None
    if one.unit == "counted" and (is_head or _OF_TEXT.fullmatch(one.noun)):
        return "label", "it counts what the text tells"
    if one.unit == "pct" and _PART_OF_PEOPLE.search(before):
        return "label", "it names a part of the people"
    is_heading = view.sentence.kind == "heading" and re.fullmatch(r"\d+\.\d+", one.figure.text)
    if is_heading and not view.text[view.start : one.start].strip():
        return "label", "it numbers the heading"
    if re.search(r"\d\.\d+ (?:out )?of (?:a possible )?$", before):
        return "label", "it is the top of a scale"
    is_first = not view.text[view.start : one.start].strip(" \t*_(#")
    is_listed = one.unit in {"number", "counted"} and re.match(r"[/)][ \t]", after) is not None
    is_item = view.sentence.kind == "item" and re.fullmatch(r"\d{1,2}", one.figure.text)
    is_listed |= is_item is not None and re.match(r"\.[ \t]", after) is not None
    is_listed |= one.unit == "number" and _NUMBERED.match(one.figure.text + after) is not None
    if is_first and is_listed:
        return "label", "it numbers the paragraph"
    if re.match(r"\s*=\s*\S", after) or re.search(r"[$€£]\s?1\s*=\s*$", before):
        return "label", "it is a rate of exchange that the text reckons with"
    if _APPEAL.search(before):
        return "label", "it is an amount of the writer's own"
    if one.unit == "length":
        return "label", "it is a length that no series has"
    why = of_a_work(view, one) or of_an_enterprise(view, one) or of_a_question(view, one)
    return ("label", why) if why else ("claim", "")


_CONCEDED = re.compile(r"\bif (?:only|not|any|anything|ever|even)\b", re.IGNORECASE)
"""Conditions in form only ("managed to grow, if only by 0.2 per cent")."""


def _projection(view: View, one: Printed, published: int | None) -> tuple[ReadingKind, str]:
    if _STANDING.search(view.before(one.start, 60)):
        return "claim", ""
    if THAN_EXPECTED.match(view.after(one.end, 60)):
        return "projection", "it is set against what was expected"
    clause = AS_NOBODY_EXPECTED.sub("", THAN_EXPECTED.sub("", clause_around(view, one)))
    for found in view.topics:
        if _WILL.search(view.text, found.start, found.end):
            continue  # "economy will grow"
        words = re.escape(view.text[found.start : found.end])
        will = "|will|would" if words.casefold().startswith(("not", "never")) else ""
        clause = re.sub(rf"(?:\b(?:may|might|can|could{will})\s+)?{words}", "", clause)
    was_told = _PAST_WORDS.search(clause) and not _WILL.search(clause)
    if _PROJECTION.search(clause) and not was_told:
        return "projection", "the clause speaks of what is expected"
    for match in _FUTURE_BY.finditer(clause):
        if published is not None and int(match["year"]) > published:
            return "projection", f"{match['year']} lies after the text's date"
    if _HYPOTHETICAL.search(_CONCEDED.sub("", view.before(one.start, 90))):
        return "projection", "the clause is conditional"
    return "claim", ""


_WILL = re.compile(r"\b(?:will|would)\b", re.IGNORECASE)
_STANDING = re.compile(
    r"\b(?:combined|current|present|existing|today[’']s)\s+(?!trend|rate|pace|"
    r"polic)(?:\w+\s+){1,3}of\s+"
    r"(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""What stands today, though the sentence speaks of what may come of it."""


def is_projected(view: View, place: int) -> bool:
    """Whether the clause around a place speaks of what is expected."""
    clause = view.clauses.at(place)
    return _PROJECTION.search(view.text[clause.start : clause.end]) is not None
