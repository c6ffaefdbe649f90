"""Wordings of topics: phrases with alternatives, verbs in all their forms, and gaps.

``{spend} ~ on (health/medical care)`` stands for "spends on health", "spent 4% of GDP on medical
care" and so on: ``{verb}`` is every form of a verb, ``(a/b)`` one of several, and ``~`` up to
`GAP` other words of the same clause. Phrases without a gap are found as in any table of phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Generic

from sources.figures.numbers.movement_words import FALLING, RISING
from sources.reading.mentions.words import Found, Payload, Token, fold_phrase

GAP = 7
"""The most words that may stand in a gap; the longest that is asked for is "4.5% of its GDP"."""

VERBS: Mapping[str, str] = {
    "be": "is are was were be been being",
    "have": "have has had having",
    "live": "live lives lived living dwell dwelt dwelling reside resides resided residing",
    "bury": "bury buries buried burying",
    "die": "die dies died dying perish perished",
    "work": "work works worked working toil toiled",
    "use": "use uses used using",
    "spend": "spend spends spent spending",
    "grow": "grow grows grew grown growing expand expands expanded expanding",
    "shrink": "shrink shrinks shrank shrunk shrinking contract contracts contracted contracting",
    "rise": " ".join(RISING),
    "fall": " ".join(FALLING),
    "call": "call calls called calling",
    "give": "give gives gave given giving",
    "lose": "lose loses lost losing",
    "catch": "catch catches caught catching",
    "cause": "cause causes caused causing",
    "kill": "kill kills killed killing",
    "pay": "pay pays paid paying",
    "drink": "drink drinks drank drunk drinking",
    "fetch": "fetch fetches fetched fetching",
    "cook": "cook cooks cooked cooking",
    "relieve": "relieve relieves relieved relieving",
    "attend": "attend attends attended attending",
    "go": "go goes went gone going",
    "finish": "finish finishes finished finishing",
    "complete": "complete completes completed completing",
    "know": "know knows knew known knowing",
    "put": "put puts putting",
    "outlive": "outlive outlives outlived outliving outlast outlasts outlasted",
    "look": "look looks looked looking",
    "earn": "earn earns earned earning",
    "sell": "sell sells sold selling",
    "buy": "buy buys bought buying",
    "invest": "invest invests invested investing",
    "send": "send sends sent sending",
    "owe": "owe owes owed owing",
    "service": "service services serviced servicing",
    "collect": "collect collects collected collecting",
    "save": "save saves saved saving",
    "own": "own owns owned owning",
    "lend": "lend lends lent lending",
    "welcome": "welcome welcomes welcomed welcoming",
    "receive": "receive receives received receiving",
    "host": "host hosts hosted hosting",
    "shelter": "shelter shelters sheltered sheltering",
    "harbour": "harbour harbours harboured harbouring",
    "flee": "flee flees fled fleeing",
    "travel": "travel travels travelled traveled travelling",
    "leave": "leave leaves left leaving",
    "bring": "bring brings brought bringing",
    "emit": "emit emits emitted emitting",
    "harvest": "harvest harvests harvested harvesting reap reaped gather gathered",
    "land": "land lands landed landing",
    "carry": "carry carries carried carrying",
    "marry": "marry marries married marrying",
    "beat": "beat beats beaten beating",
    "smoke": "smoke smokes smoked smoking",
    "add": "add adds added adding",
    "gain": "gain gains gained gaining",
    "number": "number numbers numbered numbering counted",
    "house": "house houses housed housing",
    "squeeze": "squeeze squeezes squeezed cram crams crammed crowd crowds crowded",
    "pack": "pack packs packed packing",
    "share": "share shares shared sharing",
    "make": "make makes made making",
    "survive": "survive survives survived surviving",
    "see": "see sees saw seen seeing",
    "bear": "bear bears bore borne bearing",
    "push": "push pushes pushed pushing",
    "tip": "tip tips tipped tipping",
    "raise": "raise raises raised raising",
    "reach": "reach reaches reached reaching",
    "claim": "claim claims claimed claiming",
    "weigh": "weigh weighs weighed weighing",
    "eat": "eat eats ate eaten eating",
    "starve": "starve starves starved starving",
    "suffer": "suffer suffers suffered suffering",
    "affect": "affect affects affected affecting afflict afflicts afflicted strike strikes struck "
    "hit hits plague plagues plagued",
    "take": "take takes took taken taking",
    "consume": "consume consumes consumed consuming",
    "light": "light lights lit lighting",
    "down": "down downs downed downing",
    "employ": "employ employs employed employing occupy occupies occupied engage engages engaged",
    "yield": "yield yields yielded contribute contributes contributed generate generates generated "
    "produce produces produced account accounts accounted make makes made provide provides "
    "provided supply supplies supplied bring brings brought represent represents represented "
    "constitute constituted form forms formed deliver delivers delivered",
    "absorb": "absorb absorbs absorbed swallow swallows swallowed cost costs take takes took "
    "receive receives received get gets got eat eats ate consume consumes consumed devour devours "
    "devoured claim claims claimed",
    "fund": "fund funds funded finance finances financed pay pays paid cover covers covered bear "
    "bears bore borne foot foots footed meet meets met shoulder shoulders shouldered",
    "devote": "devote devotes devoted allocate allocates allocated earmark earmarks earmarked "
    "commit commits committed pour pours poured plough ploughs ploughed put puts sink sank "
    "channel channels channelled invest invests invested lay lays laid spend spends spent",
    "import": "import imports imported importing",
    "export": "export exports exported exporting",
    "visit": "visit visits visited visiting",
    "charge": "charge charges charged charging",
    "borrow": "borrow borrows borrowed borrowing",
    "hold": "hold holds held holding",
    "breathe": "breathe breathes breathed breathing inhale inhales inhaled",
    "enrol": "enrol enrols enrolled enrolling",
    "teach": "teach teaches taught teaching",
    "release": "release releases released discharge discharges discharged pump pumps pumped belch "
    "belches belched spew spews spewed cause causes caused produce produces produced",
    "draw": "draw draws drew drawn drawing",
    "enjoy": "enjoy enjoys enjoyed enjoying",
    "exist": "exist exists existed existing",
    "afford": "afford affords afforded",
    "fill": "fill fills filled filling",
    "farm": "farm farms farmed farming",
    "find": "find finds found finding",
    "get": "get gets got getting",
    "graduate": "graduate graduates graduated graduating",
    "hunt": "hunt hunts hunted hunting",
    "lack": "lack lacks lacked lacking",
    "miss": "miss misses missed missing",
    "persist": "persist persists persisted persisting",
    "plan": "plan plans planned planning",
    "practise": "practise practises practised practising practice practices practiced practicing",
    "read": "read reads reading",
    "run": "run runs ran running",
    "scrape": "scrape scrapes scraped scraping",
    "search": "search searches searched searching",
    "seek": "seek seeks sought seeking",
    "sit": "sit sits sat sitting",
    "squat": "squat squats squatted squatting",
    "subsist": "subsist subsists subsisted subsisting",
    "till": "till tills tilled tilling",
    "toil": "toil toils toiled toiling",
    "want": "want wants wanted wanting",
    "attract": "attract attracts attracted attracting lure lures lured",
    "clock": "clock clocks clocked clocking",
    "come": "come comes came coming",
    "cost": "cost costs",
    "depend": "depend depends depended depending rely relies relied relying",
    "field": "field fields fielded fielding",
    "gather": "gather gathers gathered gathering",
    "grant": "grant grants granted granting",
    "keep": "keep keeps kept keeping",
    "levy": "levy levies levied levying",
    "open": "open opens opened opening",
    "pour": "pour pours poured pouring",
    "produce": "produce produces produced producing",
    "provide": "provide provides provided providing",
    "remit": "remit remits remitted remitting",
    "repay": "repay repays repaid repaying",
    "serve": "serve serves served serving",
    "ship": "ship ships shipped shipping",
    "sink": "sink sinks sank sunk sinking",
    "turn": "turn turns turned turning",
    "trade": "trade trades traded trading",
    "wire": "wire wires wired wiring transfer transfers transferred",
    "hope": "hope hopes hoped hoping",
    "count": "count counts counted",
    "average": "average averages averaged",
    "become": "become becomes became becoming get gets got",
    "arm": "arm arms armed arming",
    "cover": "cover covers covered covering",
    "supply": "supply supplies supplied supplying",
    "enter": "enter enters entered entering",
    "change": "change changes changed changing",
    "study": "study studies studied studying",
    "learn": "learn learns learned learnt learning",
    "set": "set sets setting",
    "generate": "generate generates generated generating",
    "start": "start starts started starting found founds founded open opens opened opening "
    "launch launches launched launching register registers registered registering",
    "register": "register registers registered registering",
    "protect": "protect protects protected protecting safeguard safeguards safeguarded",
    "drive": "drive drives drove driven driving force forces forced forcing",
    "displace": "displace displaces displaced displacing uproot uproots uprooted uprooting",
    "plant": "plant plants planted sow sows sowed sown",
    "stay": "stay stays stayed staying",
    "think": "think thinks thought believe believes believed say says said agree agrees agreed",
    "treat": "treat treats treated treating",
    "cure": "cure cures cured curing",
    "detect": "detect detects detected diagnose diagnoses diagnosed find finds found",
    "contract": "contract contracts contracted",
    "apply": "apply applies applied applying spread spreads",
    "lead": "lead leads led leading head heads headed heading run runs ran running",
    "train": "train trains trained",
    "repeat": "repeat repeats repeated repeating",
    "move": "move moves moved moving",
    "fly": "fly flies flew flown flying",
    "handle": "handle handles handled handling shift shifts shifted move moves moved",
    "burn": "burn burns burnt burned burning",
    "withdraw": "withdraw withdraws withdrew withdrawn withdrawing",
    "abstract": "abstract abstracts abstracted extract extracts extracted divert diverts diverted",
    "pump": "pump pumps pumped pumping",
    "require": "require requires required requiring need needs needed",
    "tax": "tax taxes taxed taxing",
    "rely": "rely relies relied relying",
    "irrigate": "irrigate irrigates irrigated irrigating",
    "rich": "richest wealthiest",
    "to": "to",
    "per": "per",
}
_MACRO = re.compile(r"\{([a-z/]+)\}|\(([^()]*)\)")
_STOPS = frozenset(".;:!?()[]|")


def expand(wording: str) -> Iterator[str]:
    """Every phrase that a wording stands for, gaps still in it."""
    pieces: list[tuple[str, ...]] = []
    at = 0
    for match in _MACRO.finditer(wording):
        pieces.append((wording[at : match.start()],))
        if match[1]:
            forms = " ".join(VERBS[name] for name in match[1].split("/")).split()
            pieces.append(tuple(forms))
        else:
            pieces.append(tuple(match[2].split("/")))
        at = match.end()
    pieces.append((wording[at:],))
    for chosen in product(*pieces):
        yield " ".join("".join(chosen).split())


MARK_WORDS: Mapping[str, str] = {
    "female": "women|woman|female|girls|females|mothers|grandmother|daughters|wives|schoolgirls|"
    "womenfolk|sister|sisters|wife|daughter|schoolgirl|lady|ladies|widow|widows|bride",
    "male": "men|man|male|boys|males|fathers|grandfather|sons|husbands|schoolboys|menfolk|"
    "brother|brothers|husband|son|schoolboy|bridegroom|lad|lads",
    "rural": "rural|countryside|villages|villagers|outside the towns|outside towns|"
    "outside the cities|outside cities|beyond the towns|beyond the cities|away from the towns|"
    "away from the cities|outside its towns|outside its cities|outside their towns|"
    "outside their cities",
    "urban": "urban|cities|towns",
    "youth": "youth|under 25|under 25s|younger than 25|below 25|the young|"
    "young people|young|aged 15 to 24|aged 15-24|ages 15-24|ages 15 to 24|youths|youngsters|"
    "15 to 24 year olds|between 15 and 24|young adults|aged between 15 and 24",
    "ppp": "ppp|purchasing power|purchasing power parity|international dollars|"
    "purchasing power parities",
    "constant": "constant|adjusted for inflation|adjusted for prices|in real terms|constant prices|"
    "constant dollars|constant 2015 us dollars|constant 2010 us dollars|at the prices of 2015|"
    "at the prices of 2010|at 2015 prices|at 2010 prices|in 2015 prices|in 2010 prices|"
    "2015 dollars|2010 dollars|in dollars of 2015|in dollars of 2010|in 2015 us dollars",
    "percap": "per capita|per head|per person|per inhabitant|a head|each person|per resident",
    "gross": "gross",
    "net": "net",
    "public": "public sources|public|government|publicly",
    "employment": "employed|employs|employment|jobs|workers|workforce|employ|work in|worked in",
    "land": "land|land area",
    "electricity": "electricity|power generation|electricity generation|power",
    "marine": "marine|territorial waters",
    "national": "by the national standard|by national standards|national poverty line|"
    "national line|national lines|national poverty lines",
    "lmic_line": "3.10|3.20|3.65|4.20",
    "umic_line": "5.50|6.85|8.30",
    "deflator": "deflator",
    "origin": "fled|fled from|come from|came from|originate|originated|origin of|country of origin|"
    "by origin",
    "paid": "cost the country|costs the country|cost it|costs it|"
    "paid|pays|payments for|payments abroad|sent abroad|outflows|sent out",
    "deaths": "deaths|of all deaths",
    "simple": "simple|simple mean|simple average|unweighted",
    "reserves": "reserves",
    "revenue": "revenue|revenues|treasury collects|treasury collected|treasury takes in|"
    "treasury took in|state collects|state collected|state takes in|state took in|"
    "government collects|government collected|government takes in|government took in",
    "oil": "oil equivalent|kgoe",
    "pregnant": "pregnant|expectant|mothers to be|in pregnancy|expecting mothers",
    "average": "average|averaged|averages|annual|annually|a year|per year|yearly|on average",
}
"""The words of each mark that narrows a topic down."""

_Alternatives = Mapping[str, tuple[tuple[str, ...], ...]]
"""What may stand as one part of a phrase, by its first word."""


class GappedTable(Generic[Payload]):
    """Wordings with gaps, found in a text in one pass; their place is that of their last words."""

    def __init__(self, wordings: Iterable[tuple[str, Payload]]) -> None:
        self._by_first: dict[
            str, list[tuple[tuple[str, ...], tuple[_Alternatives, ...], Payload]]
        ] = {}
        for wording, payload in wordings:
            head, *others = (_alternatives(part) for part in wording.split("~"))
            for first, phrases in head.items():
                entries = self._by_first.setdefault(first, [])
                entries += ((phrase, tuple(others), payload) for phrase in phrases)

    def find(self, tokens: tuple[Token, ...]) -> Iterator[Found[Payload]]:
        """Every phrase in a text, in the order of their first words."""
        for at, token in enumerate(tokens):
            if not token.is_word or token.key not in self._by_first:
                continue
            before = [one.key for one in tokens[max(0, at - 2) : at]]
            if token.key == "service" and before == ["good", "and"]:
                continue  # the services of "goods and services" are none by themselves
            is_several = token.text.casefold() == "states"
            if token.key == "state" and (is_several or before[-1:] == ["member"]):
                continue  # "the United States spent" tells of no state that spent
            window = _window(tokens, at)
            for phrase, others, payload in self._by_first[token.key]:
                if not _stands(window, 0, phrase):
                    continue
                for first, stop, held in _places(window, others, 0, len(phrase)):
                    start, last = window[first][1], window[stop - 1][1] + 1
                    places = tuple(window[nth][1] for nth in held)
                    yield Found(
                        start, last, tokens[start].start, tokens[last - 1].end, payload, places
                    )


def _alternatives(part: str) -> _Alternatives:
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for phrase in expand(part):
        words = fold_phrase(phrase)
        if words:
            found.setdefault(words[0], {})[words] = None
    return {first: tuple(phrases) for first, phrases in found.items()}


def _window(tokens: tuple[Token, ...], at: int) -> list[tuple[str, int]]:
    """The words of the clause from a place on, as far as a phrase with gaps may reach."""
    found: list[tuple[str, int]] = []
    for place in range(at, min(len(tokens), at + 6 * GAP)):
        token = tokens[place]
        if token.is_word:
            found.append((token.key, place))
        elif token.text in _STOPS and not _is_open(token.text):
            break
    return found


def _is_open(sign: str) -> bool:
    return sign in "()"


def _stands(window: list[tuple[str, int]], start: int, phrase: tuple[str, ...]) -> bool:
    """Whether a phrase stands at a place, and is not cut out of "goods and services"."""
    stop = start + len(phrase)
    if tuple(word for word, _ in window[start:stop]) != phrase:
        return False
    before = [word for word, _ in window[max(0, start - 2) : start]]
    after = [word for word, _ in window[stop : stop + 2]]
    if phrase[0] == "service" and before == ["good", "and"]:
        return False
    return phrase[-1] != "good" or after != ["and", "service"]


def _places(
    window: list[tuple[str, int]],
    parts: tuple[_Alternatives, ...],
    first: int,
    stop: int,
    held: tuple[int, ...] = (),
) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Where the last of the parts may stand behind words ``first`` to ``stop``, and all others."""
    if not parts:
        yield first, stop, held
        return
    held = (*held, *range(first, stop))
    seen: set[tuple[str, ...]] = set()
    for start in range(stop, min(stop + GAP + 1, len(window))):
        for phrase in parts[0].get(window[start][0], ()):
            if phrase not in seen and _stands(window, start, phrase):
                seen.add(phrase)
                yield from _places(window, parts[1:], start, start + len(phrase), held)


_SUMS = frozenset({"fossil_power", "renewable_electricity"})
_SOURCES = frozenset(
    {
        *("hydro", "coal_power", "gas_power", "oil_power", "biomass", "fuel_exports", "solar"),
        *("renewable_nonhydro", "fossil_fuels", "renewable_energy", "wind"),
    }
)


_SETTING_ASIDE = frozenset(
    {"aside", "apart", "excluded", "excluding", "except", "beside", "other", "without", "counting"}
)


def _without_hydropower(tokens: tuple[Token, ...], found: list[Found[str]]) -> list[Found[str]]:
    """Topics without all renewables where dams are set aside ("renewables, dams aside, made …")."""
    places = [
        one.first
        for one in found
        if one.payload == "renewable_nonhydro"
        and any(token.key in _SETTING_ASIDE for token in tokens[one.first : one.last])
    ]
    return [
        one
        for one in found
        if one.payload not in _WITH_DAMS
        or not any(_is_in_sentence(tokens, *sorted((place, one.first))) for place in places)
    ]


_WITH_DAMS = frozenset({"renewable_electricity", "renewable_energy"})


def _is_in_sentence(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether no sentence ends between two words that stand near each other."""
    is_near = last - first <= 6 * GAP
    return is_near and not any(token.text in _ENDS for token in tokens[first:last])


_ENDS = frozenset(".;!?")


def without_sources(tokens: tuple[Token, ...], found: list[Found[str]]) -> list[Found[str]]:
    """Topics without the sources of power that are named as several ("from coal, oil and gas").

    Args:
        tokens: The words of the text.
        found: The topics found among them.
    """
    found = _without_hydropower(tokens, found)
    spans = [
        (min((one.first, *one.others)), one.last)
        for one in found
        if one.payload in _SUMS and one.others
    ]
    return [
        one
        for one in found
        if one.payload not in _SOURCES
        or not any(first <= one.first and one.last <= last for first, last in spans)
    ]
