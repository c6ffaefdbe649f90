"""Words around a name that tell whether a country is meant by it, as in "World Bank"."""

from __future__ import annotations

import re

NOT_AFTER = frozenset(
    {
        "ocean", "sea", "dollar", "dollars", "yuan", "rupee", "rupees", "pound", "pounds",
        "peso", "pesos", "franc", "francs", "euro", "yen", "won", "real", "ruble", "rouble",
        "currency", "cup", "war", "wars", "championship", "championships",
        "olympics", "wide", "university", "airlines", "airways", "embassy", "language", "atlas",
        "factbook",
    }
)  # fmt: skip
"""What follows a name that is then no country ("Hong Kong dollars")."""
PRICES_AFTER = re.compile(
    r"\s+real\s+(?:GDP|GNI|GNP|gross|output|growth|econom\w+|per|incomes?|interest|lending|wages?|earnings|"
    r"effective|exchange|exports?|imports?|consumption|consumer|household|private|public|government|"
    r"investment|domestic|national|value|non-\w+|sales|spending|expenditure|house|prices?)\b",
    re.IGNORECASE,
)
"""What is told at constant prices, and is no currency ("Kenya's real GDP")."""
NAMED_AFTER = frozenset(
    {
        "bank", "health", "trade", "development", "economic", "food", "programme",
        "population-prospects", "commission", "heritage", "record", "news", "times", "post",
        "monetary", "summit", "forum", "press", "customs", "bureau", "agency", "institute",
        "report", "reports", "secretariat", "observatory", "foundation", "academy", "journal",
        "parliament",
    }
)  # fmt: skip
"""What follows it, capitalised, in the name of an office or a paper ("the China Post")."""
WORLD_NOT_AFTER = frozenset(
    {
        "bank", "cup", "war", "wars", "heritage", "record", "factbook", "atlas", "summit",
        "forum", "warming", "crisis", "view", "leader", "leaders", "class", "famous", "first",
        "second",
    }
)  # fmt: skip
"""What follows "world" where it is not the world ("a world record")."""
WORLD_NAMED_AFTER = frozenset(
    {
        "bank", "health", "trade", "development", "economic", "food", "heritage", "resources",
        "monetary", "observatory", "financial", "energy-agency", "inequality", "population",
        "tourism", "meteorological", "migration",
    }
)  # fmt: skip
"""What follows it, capitalised, in the name of an organisation or a book ("the World Bank")."""
OF_THE_CALENDAR = re.compile(
    r"\s+(?:(?:[A-Z][\w’'-]*|of|the|and|on|against|for)\s+){0,4}?"
    r"(?:Day|Week|Congress|Conference|Championships?)\b"
)
"""What follows it in the name of a day or a meeting ("World AIDS Day")."""
WORLD_NOT_BEFORE = frozenset(
    [
        "rich",
        "poor",
        "third",
        "free",
        "western",
        "old",
        "new",
        "ancient",
        "real",
        "natural",
        "business",
        "digital",
        "industrialised",
        "industrialized",
        "islamic",
        "muslim",
    ]
)
"""What stands before "world" where it is a part of it, or another one ("the rich world")."""
NOT_BEFORE = frozenset(
    ["gulf", "bank", "new", "university", "bay", "strait", "sea", "port", "republic-of", "journal"]
)
"""What stands before a name that is then no country ("New Mexico")."""
SOURCE_AFTER = re.compile(
    r"\s+(?:says?|said|report(?:s|ed)?|data|estimates?|estimated|figures|statistics|published|"
    r"database|"
    r"expects?|expected|foresees?|forecasts?|projects?|warned|warns|has warned|found|finds)\b",
    re.IGNORECASE,
)
"""What follows an organisation that says something."""
COUNTED_AFTER = frozenset(
    [
        "years",
        "year",
        "decades",
        "decade",
        "months",
        "weeks",
        "days",
        "quarters",
        "percent",
        "per",
        "million",
        "billion",
        "thousand",
        "hundred",
        "people",
        "children",
        "women",
        "men",
        "sectors",
        "points",
        "times",
        "dollars",
        "censuses",
        "surveys",
    ]
)
"""What follows "the five" where no countries are meant."""
EXISTS = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "may",
        "might",
        "can",
        "could",
        "exist",
        "exists",
        "existed",
        "s",
    ]
)
"""Verbs after which "there" is no place ("there were")."""
_NAME = r"[A-Z][\w’'.-]++"  # possessive: what may follow has dots and "_" too
_NAMES = rf"{_NAME}(?:(?:,?[ \t]+(?:and|&|with|in)[ \t]+|,[ \t]*|[ \t]+){_NAME})*"
_SAYS = (
    r"(?:says?|said|adds|added|argues|argued|explains|explained|writes|wrote|recalls|warns|warned)"
)
BYLINE = re.compile(
    r"^[ \t*_#>]*(?:(?:(?:[Ww]ritten|[Ss]tory|[Rr]eport(?:ed|ing)?|[Ww]ords|[Tt]ext|[Pp]hotos?|"
    r"[Pp]hotographs|[Ee]dited|[Cc]ompiled)[ \t]+)?[Bb]y:?|"
    r"(?:Text|Words|Photos?|Photographs?|Pictures?|Authors?|Reporters?|Editors?|Writers?):)[ \t]+"
    rf"{_NAMES}[ \t*_.]*$",
    re.MULTILINE,
)
"""A line that says who wrote a text, whose names are no areas ("By Ann Jordan")."""
_BEFORE_NAMES = (
    r"The|South|North|East|West|Saudi|New|Central|Mainland|Rural|Urban|Greater|Statistics|Bank|"
    r"President|Prime"
)
_FIRST = r"(?:Chad|Jordan|India|Israel|Georgia|Kenya|America|Asia|Cuba|Ireland|Malta)"
"""Names of areas that persons have too."""
_GIVEN = (
    "Adam|Alan|Alex|Alice|Amanda|Amy|Andrea|Andrew|Angela|Ann|Anna|Anne|Anthony|Barbara|Ben|"
    "Betty|Brian|Carol|Catherine|Charles|Charlie|Chris|Christopher|Claire|Daniel|David|Deborah|"
    "Dennis|Diana|Donald|Dorothy|Edward|Elizabeth|Ellen|Emily|Emma|Eric|Esther|Frances|Gary|"
    "George|Hannah|Helen|Henry|Ian|James|Jane|Janet|Jason|Jean|Jennifer|Jessica|Jim|Joan|Joe|"
    "John|Jonathan|Joseph|Joshua|Judith|Julia|Julie|Karen|Kate|Katherine|Kathy|Kevin|Kim|Larry|"
    "Laura|Lauren|Linda|Lisa|Louis|Louise|Lucy|Margaret|Maria|Martha|Martin|Mary|Matthew|"
    "Megan|Michael|Michelle|Mike|Nancy|Neil|Nick|Nicholas|Nicole|Oliver|Pamela|Patricia|"
    "Paul|Peter|Philip|Rachel|Rebecca|Richard|Robert|Roger|Ruth|Sam|Samuel|Sandra|Sarah|Scott|"
    "Sharon|Simon|Sophie|Stephanie|Stephen|Steve|Steven|Susan|Thomas|Tim|Timothy|Tom|Tony|"
    "Victoria|Vernon|Wendy|William"
)
_FAMILY = (
    "Adams|Allen|Anderson|Bailey|Baker|Bennett|Brown|Campbell|Carter|Clark|Clarke|Collins|Cooper|"
    "Cox|Davies|Davis|Edwards|Evans|Foster|Garcia|Gonzalez|Griffin|Harris|Harrison|Henderson|"
    "Hughes|Jackson|Jenkins|Johnson|Jones|Kelly|Khan|Knight|Lee|Lewis|Lopez|Martin|Martinez|"
    "Miller|Mitchell|Morgan|Morris|Murphy|Murray|Nelson|Parker|Patel|Peterson|Phillips|Roberts|"
    "Robertson|Robinson|Rodriguez|Rogers|Scott|Simpson|Singh|Smith|Stewart|Taylor|Thomas|"
    "Thompson|Turner|Walker|Watson|Williams|Wilson|Wright"
)
"""Names that are given to persons often, and are no words that stand beside a country's."""
_AGED = (
    r"(?=,[ \t]+\d{1,2},[ \t]+(?:who|whose|an?|the|has|had|is|was|lives|lived|works|worked|runs|"
    r"sells|grows|drives|left|lost|came|fled|walks|says|said|never|from)\b)"
)
PERSON = re.compile(
    rf"{BYLINE.pattern}"
    rf"|\b(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame)\.?[ \t]+{_NAME}(?:[ \t]+{_NAME})?"
    rf"|\b{_SAYS}[ \t]+(?:{_FIRST}[ \t]+{_NAME}|"
    rf"(?!{_BEFORE_NAMES})[A-Z][a-z]+[ \t]+(?P<surname>{_NAME}))"
    rf"|\b{_FIRST}[ \t]+[A-Z][a-z]+(?=,?[ \t]+{_SAYS}\b)"
    rf"|\b(?:{_GIVEN})[ \t]+(?:[A-Z]\.[ \t]+)?{_FIRST}\b"
    rf"|\b{_FIRST}[ \t]+(?:[A-Z]\.[ \t]+)?(?:{_FAMILY})\b"
    rf"|\b(?<![Ii]n )(?<!of ){_FIRST}(?:[ \t]+[A-Z][a-z]+)?{_AGED}"
    rf"|\b(?:[Ww]ritten|[Pp]hoto(?:graph)?s|[Ee]dited)[ \t]+by[ \t]+(?:{_FIRST}[ \t]+{_NAME}|"
    rf"[A-Z][a-z]+[ \t]+{_FIRST})\b",
    re.MULTILINE,
)
"""A person's name with what shows it to be one ("says Ann Jordan", "Israel, 34,").

Behind "says" the ``surname`` alone is certain: two words may be of a country ("said Sri Lanka").
"""
