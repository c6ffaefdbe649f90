"""Words that tell how a figure relates to something else: moved by, more than, so many times.

`sources.reading.sentences.relations` reads them.
"""

from __future__ import annotations

import re

from sources.figures.numbers.movement_words import (
    FALLING,
    FALLS,
    FALLS_OF_OUTPUT,
    HALVING,
    LOWERING,
    MULTIPLYING,
    OTHER_THINGS,
    QUICKENING,
    RISES,
    RISING,
    SLOWING,
    any_of,
    forms,
)

HEDGES = (
    r"(?:\s*(?:about|around|some|roughly|approximately|nearly|almost|over|more than|less than|"
    r"only|just|"
    r"at least|up to|an?|estimated|another|no less than|as much as|the|fully|an average|"
    r"a further|close to|by|well|~|c\.|of|annual|annually))*\s*"
)
_WENT = forms(RISING, FALLING, LOWERING, QUICKENING, SLOWING) - OTHER_THINGS - {"ease", "slow"}
MOVED = (
    rf"(?:{any_of(_WENT)}|cut|improv\w*|add(?:ed|s|ing)|fell(?:ed|s)|clear(?:ed|s)|planted|"
    r"advanc\w*|widen\w*|lengthen\w*|shot up|went up|went down|go up|gone up|came down|come down|"
    r"(?<!eat )(?<!eats )(?<!ate )(?<!use )(?<!used )(?<!uses )(?<!swallow )(?<!swallows )"
    r"(?<!soak )(?<!soaks )(?<!took )(?<!take )(?<!takes )(?<!made )(?<!make )(?<!makes )"
    r"(?<!making )up|down|"
    r"multipl\w*|recover\w*|appreciat\w*|depreciat\w*|crept up|edged up|edged down|shed|raised?)"
)
BY_BEFORE = re.compile(rf"\b(?=\w){MOVED}\b[^.;:]{{0,60}}?\bby{HEDGES}$", re.IGNORECASE)
DIRECT_BEFORE = re.compile(rf"\b(?=\w){MOVED}{HEDGES}$", re.IGNORECASE)
_MOVES = any_of(RISES | FALLS | FALLS_OF_OUTPUT | {"improvement"})
FALLEN_WORDS = re.compile(
    rf"\b(?:{any_of((forms(FALLING, LOWERING) - OTHER_THINGS) | FALLS | FALLS_OF_OUTPUT)}s?|"
    r"(?:went |go |gone |came |come |brought |edged )?down|shed|depreciat\w*)\b",
    re.IGNORECASE,
)
"""Words by which something fell."""
RISEN_WORDS = re.compile(
    rf"\b(?:{any_of(forms(RISING, QUICKENING) | RISES)}s?|improv\w*|add(?:ed|s|ing)|advanc\w*|"
    r"widen\w*|lengthen\w*|(?:shot |went |go |gone |crept |edged )?up|multipl\w*|recover\w*|"
    r"appreciat\w*|raised?)\b",
    re.IGNORECASE,
)
"""Words by which something rose."""
NOUN_BEFORE = re.compile(
    rf"\b(?:{_MOVES}|growth rate|rate)s?\s+(?:in [\w ,'’-]{{2,40}}?\s)?of{HEDGES}$",
    re.IGNORECASE,
)
GAP_BEFORE = re.compile(
    rf"\b(?:(?:gap|difference|advantage|lead|margin)\s+of|(?:differ(?:s|ed|ing)?|apart|"
    rf"separated|divided)\b[^.;:]{{0,70}}?\bby){HEDGES}$",
    re.IGNORECASE,
)
NOUN_AFTER = re.compile(
    r"[\s-]*(?:percentage[- ]points?|percent|per cent|points?|years?)?[\s-]*"
    rf"(?:\w+\s)?{any_of((RISES | FALLS | FALLS_OF_OUTPUT | {'improvement'}) - {'growth'})}\b",
    re.IGNORECASE,
)
GAP_AFTER = re.compile(
    r"[\s-]*(?:percentage[- ]points?|points?|years?|people|inhabitants|children)?[\s-]*"
    r"(?:gap|difference|advantage|lead|apart)\b",
    re.I,
)
COMPARING = re.compile(
    r"(?P<lead>(?:[\s-]*[\w’'%]+){0,4}?[\s-]*)\b(?P<word>more|less|fewer|higher(?! education)|"
    r"lower(?! (?:house|chamber|secondary|middle)|-)|longer|"
    r"shorter|above|below|ahead of|behind|"
    r"smaller|larger|bigger|greater|better|worse|older|younger|richer|poorer|faster|"
    r"slower|as (?:much|many|large|big|high|long|rich) again)\b(?P<rest>[^.;:()]*)",
    re.IGNORECASE,
)
OVER_TIME_WORDS = re.compile(
    r"\b(?:than the (?:year|previous|figure (?:of|in))|a year (?:earlier|before)|"
    r"years? (?:earlier|before|ago)|"
    r"the (?:year|decade) before|previous year|last year|decades? (?:earlier|before|ago)|"
    r"over the same period)\b",
    re.IGNORECASE,
)
MULTIPLE = re.compile(rf"\b{any_of(forms(MULTIPLYING, HALVING))}\b", re.IGNORECASE)
FOLD_TIME = re.compile(
    rf"\b(?:{any_of((forms(RISING, FALLING) - OTHER_THINGS) | {'growth'})}|multipl\w+|"
    r"(?<!make )(?<!makes )(?<!made )(?<!making )up|"
    r"went up|gone up)\b[^.;]{0,50}$",
    re.IGNORECASE,
)
LEVEL_NOUN = re.compile(
    r"\s*(?:average|mean|level|rate|figure|value|norm|share|median|level of|density|pace|effort|"
    r"ratio)?s?(?: as a whole| alone)?\s*(?:[.,;:()\n—–]|$|and\b|in\b|but\b|while\b|for\b)",
    re.IGNORECASE,
)
LEVEL_TOLD = re.compile(
    r"\s*(?:(?:about|some|nearly|almost|over|just)\s+)*(?:(?:US|A|C|NZ)?[$€£]\s?\d[\d.,]*(?:\s*(?:million|"
    r"billion|trillion|[mb]n|tn))?|\d[\d.,]*\s*(?:%|per ?cent\b)|\d[\d.,]*)"
    r"\s*(?:[.,;:()\n—–]|$|and\b|in\b|but\b|while\b|for\b)",
    re.IGNORECASE,
)
"""A level right behind whose it is ("half of Kenya's $7 billion")."""
TIMES_LESS = re.compile(
    r"\s*(?:less|lower|smaller|fewer|below|poorer|shorter|cheaper|slower)\b(?!\s+in\b)",
    re.IGNORECASE,
)
"""How a multiple tells that the other one has so many times as much ("three times lower")."""
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
OUTLIVES = re.compile(
    r"\b(?:women|men|females|males|girls|boys|they)\s+(?:\w+ly\s+)?outliv\w+\s+(?:\w+\s+){0,2}?"
    r"(?:women|men|females|males|girls|boys)\s+(?:\w+\s+){0,2}?by\b[^.;,]{0,20}$",
    re.IGNORECASE,
)
SEX_AFTER = re.compile(
    r"\b(?:than|below|above|behind|ahead of)\s+(?:for\s+|that of\s+|those of\s+|among\s+)?"
    r"(?:men|males|boys|women|females|girls)\b",
    re.IGNORECASE,
)

HUMANITY = re.compile(
    r"(?:humanity|mankind|humankind|the human race|human race|humans|people alive|"
    r"people on earth|people in the world|human beings|the people in the world|people of the world|"
    r"people worldwide|all people)\b",
    re.IGNORECASE,
)

AS_IN = re.compile(
    r"\s*(?:as\s+(?:many|much|high|large|big|great|long|low|rich|poor|likely)\s+as|"
    r"as\s+likely\s+to\s+[^.;:]{3,60}?\s+as|"
    r"(?:of\s+)?(?:its|the|their|that)\s+(?:level|value|rate|figure|share|size|sum|ratio|number|"
    r"amount|total|proportion|pace)(?:\s+(?:of|in|posted in|recorded in))?|"
    r"(?:of )?what (?:it|they|he|she|we|that|there) "
    r"(?:was|were|had(?: been)?|used to be|did|\w+ed))\s+"
    r"(?:in\s+|it was in\s+|of\s+)?(?:the year\s+)?"
    r"(?=\d{4}|two|three|five|ten|twenty|\d+ (?:years|decades)|a decade|a year|in \d{4}|"
    r"in the (?:year|previous|preceding))"
    r"|\s*(?:of\s+)?(?:(?:the|its|their)\s+)?"
    r"(?=(?:previous|preceding|prior|last)\s+year[’']s\b|(?:19|20)\d\d(?:[’']s\b|\s+(?:level|figure|"
    r"value|total|sum|amount|number|rate|volume|size|share|peak)s?\b))",
    re.IGNORECASE,
)
"""How a part of an earlier year's value is told ("half as many as in 2000", "half of 2010's")."""


SHARES_MOVE = re.compile(
    rf"(?:\bth(?:at|ose) (?:of|in)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s+(?:and\s+)?){{1,4}}|[’']s?\s+)"
    rf"by{HEDGES}$"
)
"""A change whose verb stands at another figure ("…, and that of Lithuania by almost")."""


ONLY_NAMES = re.compile(
    r"(?:\s*(?:[,;()]|\b(?:and|while|but|the|of|in|from|to|since|by|million|billion|thousand|people|"
    r"percent|per cent|[A-Z][\w’'-]*|(?:19|20)\d\d)\b))*\s*"
)
"""What may stand between a figure and one that shares its verb."""


def last_move(words: str) -> re.Match[str] | None:
    """The last verb of change of some words."""
    found = tuple(re.finditer(rf"\b{MOVED}\b", words, re.IGNORECASE))
    return found[-1] if found else None


def tells_fall(match: re.Match[str] | None) -> bool:
    """Whether the words of a change that were found tell a fall: the last verb or noun of them."""
    if match is None:
        return False
    falls = [one.start() for one in FALLEN_WORDS.finditer(match[0])]
    rises = [one.start() for one in RISEN_WORDS.finditer(match[0])]
    return max(falls, default=-1) > max(rises, default=-1)


_LEVELS = (
    r"(?:average|mean|size|level|rate|value|height|figure|density|endowment|pace|risk|burden|yield|"
    r"income|number|amount|sum)"
)
OF_ANOTHER = re.compile(
    r"\s*(?:(?:of )?what (?:(?:it|they) (?:is|are|was|were|do|does|did|has|have|had) "
    r"(?:in |for )?)?(?:(?:an?|the|our|its|each|every) )?(?:average |typical |ordinary )?"
    r"(?:(?:citizen|inhabitant|resident|person|native|worker)s? (?:of|in) )?|"
    rf"(?:the )?{_LEVELS} (?:of|in|for|across)\s+|"
    r"(?:the|an?) (?:average|typical|ordinary) |of that (?:of|in) |of the |"
    r"as [\w ]+? as (?:in |that of |those of |an? )?|"
    r"of\s+|that (?:of|in)\s+|the\s+)+"
    r"(?:the\s+)?(?:whole of\s+)?(?:[a-z]+-[a-z]+ |neighbou?ring |nearby )?",
    re.IGNORECASE,
)
"""What opens the words for whose value a part is of ("the average of", "of what an")."""
ITS_LEVEL = re.compile(
    rf"\bthat (?:of|in)\b|\bas\b|\bwhat (?:it|they)\b|{_LEVELS} (?:of|in|for|across)\b",
    re.IGNORECASE,
)
"""What of another's is told by a name of its own ("the average of", "what it is in")."""
OF_POWER = re.compile(
    r"\s*of\s+(?:(?:all|the|its|their|our)\s+)*(?:electricity|power|current)\b", re.IGNORECASE
)
"""What a grid loses a part of, which is no fall."""
OF_LAST_YEAR = re.compile(
    r"\s*(?:of\s+)?(?:(?:the\s+)?(?:previous|prior|preceding)\s+year[’']s|last\s+year[’']s|"
    r"(?:the\s+)?year[- ]before[’']s|that of (?:the )?(?:previous|prior|preceding|last) year)\b",
    re.IGNORECASE,
)
"""A part of what was told for a year before ("came in at half the previous year's $7 billion")."""
OF_WHAT_TOLD = re.compile(
    r"\s*of (?:them|it|that|theirs|that level|their level)\s*(?:[.,;:)]|$)", re.IGNORECASE
)
AT_LEVEL = re.compile(
    r"(?:[’'](?:re|s|m)|\b(?:is|are|was|were|stands?|stood|now|still))\s+(?:now |still |only )*at"
    r"\s+(?:(?:about|some|just|only|nearly|almost|around|roughly|over|under)\s+)*$",
    re.IGNORECASE,
)
"""How a level is told as a part of another's ("Britain's is $58,000, so we're at 79% of it")."""
WHAT_IT_WAS = re.compile(
    r"\s*(?:times\s+)?(?:what|the (?:level|amount|sum|number|figure|value))\s+"
    r"(?:(?:it|they|he|she|we|this|that|the (?:country|region|bloc|continent|group|nation|"
    r"economy|world|island|islands|territory))\s+)?(?:was|were|had|did|of|in|stood|spent|sold|paid|"
    r"made|got|bought|grew|\w{2,}ed)\b",
    re.IGNORECASE,
)
"""How a multiple of an earlier value is told ("three times what it was in 2000")."""
RISE_AFTER = re.compile(
    r"[\s-]*(?:fold)?\s*(?:increase|rise|gain|growth|jump|expansion|surge|improvement|decline|fall|"
    r"drop|decrease|reduction)s?\b(?!\s+(?:over|on|compared)\b)",
    re.IGNORECASE,
)
AS_MUCH_ALONE = re.compile(
    r"\s*(?:times\s+)?as (?:much|many|high|large|big|great|long|rich|low|old|fast)"
    r"(?=\s*[,;](?!.*\b(?:as|than)\b))",
    re.IGNORECASE | re.DOTALL,
)
"""A multiple of what was told right before, with other things behind it ("twice as much, Peru")."""
HALF_AS_MUCH = re.compile(
    r"\s*(?:as (?:much|many|high|large|big|great|long|rich|populous)|that (?:number|amount|sum|"
    r"rate|level|figure|size))\s*(?:[.,;:)]|$)|\s*(?:of\s+)?that\s*(?:[.,;:)]|$|and\s+in\b)",
    re.IGNORECASE,
)
"""A part of what was told right before of another ("India got $63bn, Nepal half as much")."""
DOES = re.compile(
    r"\s*(?:uses?|used|consumes?|consumed|emits?|emitted|earns?|earned|spends?|spent|produces?|"
    r"produced|lays? out|laid out|devotes?|devoted|invests?|invested|sends?|sent|brings? in|"
    r"brought in|takes? in|took in|attracts?|attracted|owes?|owed|needs?|needed|"
    r"receives?|received|pays?|paid|has|had|makes?|made|gets?|got|does|did|burns?|burned|"
    r"burnt|exports?|exported|imports?|imported|buys?|bought|sells?|sold)\b",
    re.IGNORECASE,
)
"""What a country does whose level is told by it ("half of what Peru spends")."""
EARNED = re.compile(r"\b(?:earn(?:s|ed)?|sells?|sold|exports?|exported)\b", re.IGNORECASE)
FROM_EXPORTS = re.compile(
    r"\s*(?:earns?|earned|made|makes|gets?|got|takes? in|took in)\s+(?:(?:from|by|through|on)\s+"
    r"(?:(?:its|their|all|the|merchandise)\s+)*"
    r"(?:exports?|exporting|sales abroad|selling abroad)|abroad)\b",
    re.IGNORECASE,
)
"""What tells a country's own exports, of which a debt may take a part."""
NEXT_COMPARED = re.compile(
    r",?\s+\b(?:whereas|while|but)\b|,?\s+and\s+(?=(?:(?:more|less|over|nearly|almost|about|some)\s+"
    r"(?:than\s+)?)?(?:\d|\w+\s+times\b|twice\b|half\b|double\b|triple\b))",
    re.IGNORECASE,
)
"""Where another comparison begins ("19 per cent more than in 2021 and three times what …")."""
GAP_IS = re.compile(
    rf"(?<!trade )(?<!budget )(?<!fiscal )(?<!account )(?<!financing )\b(?:the|that|this) (?:gap|"
    rf"difference|distance)\s+(?:is|was|stands at|stood at|comes to|came to|reache[sd]){HEDGES}$",
    re.IGNORECASE,
)
"""What tells how far two are apart that were told before ("in Norway the gap is eight")."""
PER_HEAD = re.compile(
    r"\s*(?:income|GDP|GNI|output|gross (?:domestic product|national income))\s+(?:per|a)\s+"
    r"(?:head|capita|person|inhabitant)\b",
    re.IGNORECASE,
)


def is_gap(unit: str, before: str, after: str) -> bool:
    """Whether a figure tells how far apart two are ("a gap of 5 points", "the gap is eight")."""
    if GAP_BEFORE.search(before) or GAP_AFTER.match(after):
        return True
    return unit in {"points", "number", "years"} and GAP_IS.search(before) is not None


SO_OFTEN = re.compile(
    r"\s*(?:times\s+)?(?:(?:a|each|every|per)\s+|in\s+(?:a|an|each|every|the)\s+(?:typical|average|"
    r"normal|usual|ordinary)\s+)(?:\w+\s+)?(?:day|week|month|year)\b(?!\s+(?:as|more|earlier|ago))",
    re.IGNORECASE,
)
"""How often something happens, which is no multiple ("3.8 times in a typical month")."""
EARNED_FROM = re.compile(
    r"\s*(?:earns?|earned|makes?|made|gets?|got|receives?|received|takes?|took|sells?|sold|exports?|"
    r"exported|(?:spends?|spent)(?= on (?:imports|foreign goods|goods (?:bought |from )abroad)))\b"
    r"(?:\s+(?!than\b|in\b|and\b)\w+){0,3}?\s+(?:from|by|on|abroad|overseas|"
    r"to (?:the (?:rest of the )?world|foreigners|other countries))\b",
    re.IGNORECASE,
)
"""What a country earned, of which a share is told ("a quarter of what it earned from exports")."""
OF_CHILDREN = re.compile(
    r"\s+of (?:her|his|their|its|our) (?:children|babies|infants|newborns|sons|daughters)\b",
    re.IGNORECASE,
)
"""Of whom so many are lost by dying ("a mother lost one in six of her children")."""
