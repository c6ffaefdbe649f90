"""Hedges: words and signs that make a number a bound or an approximation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sources.grammar.tokens import (
    Phrase,
    PhraseBook,
    Tokens,
    follows,
    phrase_book,
    phrases,
    read_phrase,
    tokenize,
    words,
)
from sources.model import Hedge

_BEFORE: Mapping[Phrase, Hedge] = {
    **dict.fromkeys(
        phrases(
            "about,around,approximately,approx,roughly,circa,ca,c,some,close to,near to,"
            "in the region of,in the order of,of the order of,on the order of,in the vicinity of,"
            "an estimated,estimated at,estimated,est,more or less,somewhere around,virtually,~,≈,"
            "almost exactly,nearly exactly,in the neighbourhood of,in the neighborhood of,close on,"
            "around about,nigh on"
        ),
        "about",
    ),
    **dict.fromkeys(
        phrases(
            "more than,over,exceed,exceeds,exceeded,exceeding,at least,above,upwards of,upward of,"
            "no less than,not less than,no fewer than,not fewer than,in excess of,greater than,"
            "larger than,higher than,bigger than,surpass,surpasses,surpassed,surpassing,topped,"
            "topping,beyond,a minimum of,as few as,as little as,north of,a good,>,≥"
        ),
        "lower",
    ),
    **dict.fromkeys(
        phrases(
            "nearly,almost,up to,less than,fewer than,under,below,at most,no more than,"
            "not more than,approaching,nearing,just short of,not exceeding,not exceed,"
            "a maximum of,as many as,as much as,as high as,lower than,smaller than,barely,hardly,"
            "scarcely,not quite,<,≤"
        ),
        "upper",
    ),
}
_AFTER: PhraseBook[Hedge] = phrase_book(
    {
        **dict.fromkeys(phrases("or so,or thereabouts,- odd"), "about"),
        **dict.fromkeys(phrases("or more,or above,and above,or over,and over,- plus"), "lower"),
        **dict.fromkeys(phrases("or less,or fewer,or below,or under"), "upper"),
    }
)
_INTENSIFIERS = frozenset({"just", "well", "slightly", "far", "even", "only"})
_OTHER = {
    "to": words("went go goes gone going added add adds rose risen climbed summed"),  # "went up to"
    "over": words("spread distributed divided scattered averaged spaced phased taken hand handed"),
}
"""Verbs that take the last word of a hedge for themselves."""

_LASTING = words("for of after to in with lasted lasting took takes take spent is was be within")

_BY_LAST: dict[str, list[tuple[Phrase, Hedge]]] = defaultdict(list)
for _phrase, _hedge in _BEFORE.items():
    _BY_LAST[_phrase[-1]].append((_phrase, _hedge))


def hedge_before(tokens: Tokens, at: int, floor: int) -> tuple[Hedge, int]:
    """The hedge that stands just before a token, and where it begins (``at`` if none does).

    Of two ("up to about") the bound counts, wherever it stands. Nothing before ``floor`` is read.
    """
    hedge, begin = _one_hedge(tokens, at, floor)
    if hedge == "none":
        return "none", at
    outer, outer_begin = _one_hedge(tokens, begin, floor)
    if outer != "none":
        hedge, begin = (outer if hedge == "about" else hedge), outer_begin
    if begin > floor and tokens[begin - 1].key in _INTENSIFIERS and tokens[begin].is_near:
        begin -= 1
    return hedge, begin


def _one_hedge(tokens: Tokens, at: int, floor: int) -> tuple[Hedge, int]:
    best: tuple[Hedge, int] = "none", at
    if at <= floor or not tokens[at].is_near:
        return best
    for phrase, hedge in _BY_LAST.get(tokens[at - 1].key, ()):
        begin = at - len(phrase)
        if floor <= begin < best[1] and follows(tokens, begin, phrase) == at:
            best = hedge, begin
    is_other = best[1] > floor and tokens[best[1] - 1].key in _OTHER.get(tokens[at - 1].key, ())
    return ("none", at) if is_other else best


def hedge_after(tokens: Tokens, at: int) -> tuple[Hedge, int]:
    """The hedge that begins at a token ("or so"), and where it stops."""
    token = tokens[at]
    if not token.is_near:
        return "none", at
    if token.key == "+" and token.is_glued and not tokens[at + 1].is_glued:
        return "lower", at + 1
    if token.key == "-" and not (token.is_glued and tokens[at + 1].is_glued):
        return "none", at
    hedge, stop = read_phrase(tokens, at, _AFTER)
    return hedge or "none", stop


def is_span(tokens: Tokens, begin: int, stop: int) -> bool:
    """Whether "over" before a number of years means during them ("5% over 10 years")."""
    if begin == 0 or tokens[begin].key != "over":
        return False
    is_old = tokens[stop].key in {"ago", "old", "earlier", "later"}
    return tokens[begin - 1].key not in _LASTING and not is_old


def is_hedge_before(text: str, hedge: Hedge) -> bool:
    """Whether a text, set before a number, gives it just this hedge."""
    keys = tuple(token.key for token in tokenize(text) if token.kind != "end")
    return _BEFORE.get(keys) == hedge
