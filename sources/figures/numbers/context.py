"""Hedges: words and signs that make a number a bound or an approximation.

"more than" and "less than" are bounds that exclude the number itself, "at least" and "up to" bounds
that include it; "nearly" and "just over" are bands on one side of it, "about" one around it.

The words about a figure: what is counted, and whether it rose or fell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sources.figures.numbers.movement_words import (
    FALLING,
    FALLS,
    FALLS_OF_OUTPUT,
    HALVING,
    LOWERING,
    MULTIPLYING,
    QUICKENING,
    RISES,
    RISING,
    SLOWING,
    forms,
)
from sources.figures.numbers.tokens import (
    PhraseBook,
    PhraseKeys,
    Tokens,
    after_hyphen,
    follows,
    next_key,
    phrase_book,
    phrases,
    read_phrase,
    tokenize,
    words,
)
from sources.model import Direction, Hedge

Bound = tuple[Hedge, bool]
"""A hedge, and whether it excludes the number itself."""

NO_HEDGE: Bound = ("none", False)
_ABOUT = phrases(
    "about,around,approximately,approx,roughly,circa,ca,c,some,in the region of,in the order of,"
    "of the order of,on the order of,in the vicinity of,an estimated,estimated at,estimated,est,"
    "more or less,somewhere around,~,≈,almost exactly,nearly exactly,in the neighbourhood of,"
    "in the neighborhood of,around about,or around,barely,hardly,scarcely,give or take"
)
_NEARLY = phrases(
    "nearly,almost,close to,near to,close on,nigh on,approaching,nearing,just short of,not quite,"
    "just under,just below,just less than,just shy of,slightly less than,slightly fewer than,"
    "slightly under,slightly below,a little less than,a little under,a bit less than,a bit under,"
    "a shade under,marginally below,marginally under,virtually,very nearly,very close to,"
    "pretty close to,nearer to,slightly lower than,not far from,not far short of,verging on"
)
_JUST_OVER = phrases(
    "just over,just above,just more than,slightly more than,slightly over,slightly above,"
    "slightly higher than,a little more than,a little over,a little above,a bit more than,"
    "a bit over,a shade over,marginally above,marginally over,barely more than,barely above,"
    "only just over,only just above,little more than,only slightly more than,slightly exceeding"
)
_MORE = phrases(
    "more than,over,exceed,exceeds,exceeded,exceeding,above,in excess of,greater than,larger than,"
    "higher than,bigger than,surpass,surpasses,surpassed,surpassing,topped,topping,tops,beyond,"
    "north of,passed,passes,passing,passed the,crossed,crosses,crossing,crossed the,"
    ">,upwards of,upward of,faster than,longer than,older than"
)
_AT_LEAST = phrases(
    "at least,no less than,not less than,no fewer than,not fewer than,a minimum of,as few as,"
    "minimum,as little as,a good,≥,> =,no lower than,not lower than,minimum of"
)
_LESS = phrases(
    "less than,fewer than,under,below,lower than,smaller than,<,short of,shy of,south of,"
    "slower than,shorter than,younger than"
)
_AT_MOST = phrases(
    "up to,at most,no more than,not more than,not exceeding,not exceed,a maximum of,as many as,"
    "as much as,as high as,as long as,within,≤,< =,no higher than,not higher than,maximum of,"
    "not over,not above,no greater than,not greater than,at the most,maximum,max"
)
_BEFORE: Mapping[PhraseKeys, Bound] = {
    **dict.fromkeys(_ABOUT, ("about", False)),
    **dict.fromkeys(_NEARLY, ("nearly", False)),
    **dict.fromkeys(_JUST_OVER, ("just_over", False)),
    **dict.fromkeys(_MORE, ("lower", True)),
    **dict.fromkeys(_AT_LEAST, ("lower", False)),
    **dict.fromkeys(_LESS, ("upper", True)),
    **dict.fromkeys(_AT_MOST, ("upper", False)),
}
_AFTER: PhraseBook[Bound] = phrase_book(
    {
        **dict.fromkeys(phrases("or so,or thereabouts,- odd,or thereabout"), ("about", False)),
        **dict.fromkeys(
            phrases("or more,or above,and above,or over,and over,- plus,or higher"),
            ("lower", False),
        ),
        **dict.fromkeys(
            phrases("or less,or fewer,or below,or under,or lower"),
            ("upper", False),
        ),
    }
)
_LAST: PhraseBook[Bound] = phrase_book(
    {
        **dict.fromkeys(
            phrases("at least,at the least,at the very least,at a minimum,minimum,if not more"),
            ("lower", False),
        ),
        **dict.fromkeys(
            phrases("at most,at the most,at the very most,at a maximum,maximum,max"),
            ("upper", False),
        ),
        **dict.fromkeys(phrases("more or less,give or take"), ("about", False)),
    }
)
"""What bounds a figure only where a phrase or a clause ends after it ("20 per cent at most.")."""
_ENDS = frozenset(".,;:)!?")
_INTENSIFIERS = frozenset({"just", "well", "slightly", "far", "even", "only", "still", "very"})
_OTHER = {
    "to": words("went go goes gone going added add adds rose risen climbed summed"),  # "went up to"
    "over": words(
        "spread spreads spreading distributed divided scattered averaged spaced phased taken hand "
        "handed extend extends extended extending stretch stretches stretched stretching"
    ),
    "c": words("vitamin hepatitis class group grade category part annex"),
}
"""Verbs that take the last word of a hedge for themselves, and what "C" is the name of."""

_LASTING = words("for of after to in with lasted lasting took takes take spent is was be within")
_SMALL_ONLY = frozenset({"c", "ca", "est"})

_BY_LAST: dict[str, list[tuple[PhraseKeys, Bound]]] = defaultdict(list)
for _phrase, _bound in _BEFORE.items():
    _BY_LAST[_phrase[-1]].append((_phrase, _bound))


def hedge_before(tokens: Tokens, at: int, floor: int) -> tuple[Bound, int]:
    """The hedge that stands just before a token, and where it begins (``at`` if none does).

    Of two ("up to about") the bound counts, wherever it stands. Nothing before ``floor`` is read.
    """
    bound, begin = _one_hedge(tokens, at, floor)
    if bound[0] == "none":
        return NO_HEDGE, at
    outer, outer_begin = _one_hedge(tokens, begin, floor)
    if outer[0] != "none":
        is_loose = bound[0] in {"about", "nearly", "just_over"} and outer[0] in {"lower", "upper"}
        bound, begin = (outer if is_loose else bound), outer_begin
    if begin > floor and tokens[begin - 1].key in _INTENSIFIERS and tokens[begin].is_near:
        begin -= 1
    return bound, begin


def _one_hedge(tokens: Tokens, at: int, floor: int) -> tuple[Bound, int]:
    best: tuple[Bound, int] = NO_HEDGE, at
    if at <= floor or not tokens[at].is_near:
        return best
    last = tokens[at - 1]
    if last.key in _SMALL_ONLY and not _is_abbreviation(last.text):
        return best
    if last.key == ">" and _is_mark(tokens, at - 1):
        return best
    for phrase, bound in _BY_LAST.get(last.key, ()):
        begin = at - len(phrase)
        if floor <= begin < best[1] and follows(tokens, begin, phrase) == at:
            best = bound, begin
    is_other = best[1] > floor and tokens[best[1] - 1].key in _OTHER.get(last.key, ())
    return (NO_HEDGE, at) if is_other else best


_LONGEST_TAG = 40


def _is_mark(tokens: Tokens, at: int) -> bool:
    """Whether a ">" ends a tag ("<b>47%") or an arrow ("40 -> 47"), and bounds nothing."""
    if not tokens[at].is_glued or at < 1:
        return False
    if tokens[at - 1].key in {"-", "–", "—"}:
        return True
    for before in range(at - 1, max(at - _LONGEST_TAG, -1), -1):
        if tokens[before].key == ">":
            return False
        if tokens[before].key == "<":
            name = tokens[before + 1]
            return name.is_glued and (name.text == "/" or name.text[:1].isalpha())
    return False


def _is_abbreviation(text: str) -> bool:
    """Whether "c.", "ca" or "est." is written as an abbreviation; "C" and "CA" are names."""
    return text.islower() and (len(text) > 1 or text.endswith("."))


def hedge_after(tokens: Tokens, at: int) -> tuple[Bound, int]:
    """The hedge that begins at a token ("or so"), and where it stops."""
    token = tokens[at]
    if not token.is_near:
        return NO_HEDGE, at
    if token.key == "+" and token.is_glued and not tokens[at + 1].is_glued:
        return ("lower", False), at + 1
    if token.key == "-" and not (token.is_glued and tokens[at + 1].is_glued):
        return NO_HEDGE, at
    bound, stop = read_phrase(tokens, at, _AFTER)
    return _hedge_at_end(tokens, at) if bound is None else (bound, stop)


def _hedge_at_end(tokens: Tokens, at: int) -> tuple[Bound, int]:
    """A hedge after a figure that may as well be of what follows, where nothing does."""
    bound, stop = read_phrase(tokens, at + (tokens[at].key == ","), _LAST)
    is_last = tokens[stop].kind == "end" or tokens[stop].key in _ENDS or not tokens[stop].is_near
    return (NO_HEDGE, at) if bound is None or not is_last else (bound, stop)


def is_span(tokens: Tokens, begin: int, stop: int) -> bool:
    """Whether "over" before a number of years means during them ("5% over 10 years")."""
    if begin == 0 or tokens[begin].key != "over":
        return False
    is_old = tokens[stop].key in {"ago", "old", "earlier", "later"}
    return tokens[begin - 1].key not in _LASTING and not is_old


def is_hedge_before(text: str, hedge: Hedge, is_strict: bool) -> bool:
    """Whether a text, set before a number, gives it just this hedge."""
    tokens = tokenize(f"{text} 5")
    at = len([token for token in tokens if token.kind != "end"]) - 1
    return hedge_before(tokens, at, 0) == ((hedge, is_strict), 0)


PEOPLE = frozenset({"people", "persons", "men", "women", "children", "staff"})
_NO_NOUN = words(
    "a about above across after against all along already also although among an and are around "
    "as at be because been before being below between both but by can could despite did do does "
    "due during each either even every for from further had has have he her here higher his how "
    "however if in including into is it its just last less likely long lower many may might more "
    "most much must near nearly no nor not now of off on once one only or other our out over own "
    "part per plus rather same several shall she should since so some still such than that the "
    "their them then there these they this those though through throughout thus to too towards "
    "under until up upon us versus very via vs was we were what when where whereas whether which "
    "while who whole whose will with within without would yesterday yet you your"
)
_REACH = 4


def noun_after(tokens: Tokens, at: int) -> str:
    """What is counted: the plural within four words of a number, else a word beside it."""
    first = ""
    at = after_hyphen(tokens, at)
    for place in range(at, at + _REACH):
        token = tokens[place]
        if token.key == "&" or (token.key == "-" and token.is_glued):
            continue
        if token.kind != "word" or not token.is_near or token.key in _NO_NOUN:
            break
        if token.key in PEOPLE or is_plural(token.key):
            return token.text
        if place == at and token.text.islower() and not token.key.endswith(("ly", "ed")):
            first = token.text
    return first


def is_function_word(key: str) -> bool:
    """Whether a word is no noun that could be counted: "of", "while", "per"."""
    return key in _NO_NOUN


def is_plural(key: str) -> bool:
    """Whether a word looks like a plural noun."""
    return len(key) > 3 and key.endswith("s") and not key.endswith(("ss", "us", "is", "'s"))


_UP = forms(RISING, QUICKENING, MULTIPLYING) | RISES | {"up"}
_DOWN = forms(FALLING, LOWERING, SLOWING, HALVING) | FALLS | FALLS_OF_OUTPUT | {"down", "slowdown"}
_UP_AFTER = _UP | {"higher", "more", "larger", "greater", "bigger"}
_DOWN_AFTER = _DOWN | {"lower", "less", "fewer", "smaller"}
_BELOW = words(
    "below slower behind under beneath short shorter weaker worse poorer earlier younger"
)
_ABOVE = words("above faster ahead over longer stronger better richer older quicker")
_PASSED = words(
    "by of to from at a an the was is were only just another further rate annual average compound "
    "steadily sharply"
)
_BEFORE_PAIR = words(
    "faster slower further more less even still too also again quickly slowly gradually slightly "
    "markedly substantially considerably significantly dramatically ,"
)
"""What may stand between a verb and the pair that it tells ("fell faster, from 34% to 22%")."""
_TIMES = words(
    "period periods year years decade decades century centuries quarter quarters month months "
    "time span interval years' generation generations horizon"
)
_NOT_UP = words("set sets setting made make makes build builds built took open opened")
_STEPS = 6
_TO_LEVEL = frozenset({"to", "into"})
_AT_LEVEL = words("up down higher lower slowed stood stayed stands remained")
_BOUNDS_OF_LEVELS = words("below above under beneath")
_MOVED = forms(RISING, FALLING, QUICKENING, SLOWING) | words("went go goes stayed remained down up")
_FALLS = FALLS_OF_OUTPUT | {"loss", "losses", "slump", "slumps"}
_NET_LOSSES = words("loss emigration outmigration")


def direction_before(tokens: Tokens, at: int, floor: int, *, is_pair: bool = False) -> Direction:
    """What the words just before a token say of its direction ("increased from").

    Of one figure: empty where they name a level ("slowed to 6.7%", "fell below 5%").
    """
    if tokens[at].key in _BOUNDS_OF_LEVELS and tokens[at - 1].key in _MOVED and not is_pair:
        return ""
    is_at = False
    for place in range(at - 1, max(floor, at - _STEPS) - 1, -1):
        key = tokens[place].key
        if not tokens[place + 1].is_near or (key == "up" and tokens[place - 1].key in _NOT_UP):
            return ""
        if key in _TO_LEVEL and not is_pair:
            return ""
        if is_pair and tokens[at].key == "from" and key in _BEFORE_PAIR:
            continue
        if key not in _PASSED:
            return "" if is_at and key in _AT_LEVEL else direction_of(key)
        is_at = is_at or key == "at"
    return ""


def _is_over_a_time(tokens: Tokens, at: int) -> bool:
    """Whether "over" tells how long something took ("over the same period")."""
    return any(token.key in _TIMES for token in tokens[at + 1 : at + 1 + _STEPS])


def is_named_fall(tokens: Tokens, at: int) -> bool:
    """Whether what stands before a token is a fall by its name ("negative growth of")."""
    keys = [token.key for token in tokens[max(0, at - 5) : at]]
    if not keys or keys[-1] not in {"of", "by", "at", "was", "is", "to"}:
        return False
    if keys[-1] == "of" and len(keys) > 1 and keys[-2] in _FALLS:
        return True
    back = [key for key in keys[:-1] if key not in {"rate", "a", "at"}]
    return len(back) > 1 and back[-2:] == ["negative", "growth"]


def is_net_loss(tokens: Tokens, at: int) -> bool:
    """Whether what stands before a token is a balance below zero by its name ("a net loss of")."""
    keys = [token.key for token in tokens[max(0, at - 3) : at]]
    return len(keys) == 3 and keys[0] == "net" and keys[1] in _NET_LOSSES and keys[2] == "of"


def direction_of(key: str) -> Direction:
    """What a word by itself says of a direction ("rose", "halved")."""
    return "increase" if key in _UP else "decrease" if key in _DOWN else ""


def direction_after(tokens: Tokens, at: int, *, is_bare: bool = False) -> Direction:
    """What the word at a token says of the figure before it ("higher than last year").

    Of a bare count ("100 countries below the line") fewer words say anything.
    """
    key = next_key(tokens, at)
    if is_bare and is_plural(key):  # "5 drops" counts them
        return ""
    if key == "over" and _is_over_a_time(tokens, at):
        return ""
    if not is_bare and key in _BELOW:
        return "decrease"
    if not is_bare and key in _ABOVE:
        return "increase"
    return "increase" if key in _UP_AFTER else "decrease" if key in _DOWN_AFTER else ""
