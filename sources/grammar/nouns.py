"""The words about a figure: what is counted, and whether it rose or fell."""

from __future__ import annotations

from sources.grammar.tokens import Tokens, after_hyphen, next_key, words
from sources.model import Direction

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


def is_plural(key: str) -> bool:
    """Whether a word looks like a plural noun."""
    return len(key) > 3 and key.endswith("s") and not key.endswith(("ss", "us", "is", "'s"))


_UP = words(
    "increase increases increased increasing rise rises rose risen rising grow grows grew grown "
    "growing growth up gain gains gained climb climbs climbed climbing jump jumps jumped surge "
    "surges surged soared expand expanded expanding expansion accelerated double doubled doubling "
    "triple tripled tripling treble trebled trebling quadruple quadrupled quadrupling quintuple "
    "quintupled quintupling"
)
_DOWN = words(
    "decrease decreases decreased decreasing fall falls fell fallen falling drop drops dropped "
    "dropping decline declines declined declining down shrink shrinks shrank shrunk shrinking "
    "reduce reduces reduced reducing reduction contract contracted contraction slump slumped "
    "plunge plunged slid slipped slow slows slowed slowing slowdown sank dipped recession eased "
    "narrowed weakened loss lost halve halved halving"
)
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
_NOT_UP = words("set sets setting made make makes build builds built took open opened")
_STEPS = 6
_TO_LEVEL = frozenset({"to", "into"})
_AT_LEVEL = words("up down higher lower slowed stood stayed stands remained")
_BOUNDS_OF_LEVELS = words("below above under beneath")
_MOVED = words(
    "fell fall falls fallen falling dropped drop drops dropping dipped dips sank slipped slid "
    "rose rise rises risen rising climbed climbs went go goes stayed remained slowed down up"
)
_FALLS = words("recession loss")


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
        if key not in _PASSED:
            return "" if is_at and key in _AT_LEVEL else direction_of(key)
        is_at = is_at or key == "at"
    return ""


def is_named_fall(tokens: Tokens, at: int) -> bool:
    """Whether what stands before a token is a fall by its name ("negative growth of")."""
    keys = [token.key for token in tokens[max(0, at - 5) : at]]
    if not keys or keys[-1] not in {"of", "by", "at", "was", "is", "to"}:
        return False
    if keys[-1] == "of" and len(keys) > 1 and keys[-2] in _FALLS:
        return True
    back = [key for key in keys[:-1] if key not in {"rate", "a", "at"}]
    return len(back) > 1 and back[-2:] == ["negative", "growth"]


def direction_of(key: str) -> Direction:
    """What a word by itself says of a direction ("rose", "halved")."""
    return "increase" if key in _UP else "decrease" if key in _DOWN else ""


def direction_after(tokens: Tokens, at: int, *, is_bare: bool = False) -> Direction:
    """What the word at a token says of the figure before it ("higher than last year").

    Of a bare count ("100 countries below the line") fewer words say anything.
    """
    key = next_key(tokens, at)
    if not is_bare and key in _BELOW:
        return "decrease"
    if not is_bare and key in _ABOVE:
        return "increase"
    return "increase" if key in _UP_AFTER else "decrease" if key in _DOWN_AFTER else ""
