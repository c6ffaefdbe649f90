"""Who, or which part of a country, is told of around a figure that was read of the whole.

"## The north", "Young people have it worst. Unemployment was 32.6 per cent", "All figures are for
women", "This is the value for women": a heading, the sentence before or the one behind may narrow
down a figure whose own sentence does not say so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import islice

from sources.reading.around.some_before import some_before
from sources.reading.mentions.area_words import BYLINE
from sources.reading.sentences.context import View
from sources.reading.sentences.persons import group_in, is_of_nations
from sources.reading.sentences.plain_words import is_plain
from sources.reference.names import capitals, cities
from sources.reference.series import series_names

_PLACES = (
    r"(?:the |its |our |their )?(?:capitals?|north|south|east|west|coast|interior|highlands?|"
    r"lowlands?|islands? off|mainland|provinces?|districts?|counties|county|states of|neighbou?rs|"
    r"(?:largest|biggest|main) (?:cities|towns)|settlements?|our (?:work|projects?|"
    r"programmes?|schools|partners|health centres|villages)|the (?:project|programme)|"
    r"clinics|(?:two|three|four|five|some|a few|\d+) (?:\w+ )?"
    r"(?:regions|districts|provinces|villages|counties|states|towns|cities|municipalities))"
)
_SOME_REGIONS = re.compile(
    r"\b(?:two|three|four|five|six|some|a few|\d+)\s+(?:\w+\s+)?(?:regions|districts|provinces|"
    r"villages|counties|states|towns|cities|municipalities|camps)\b",
    re.IGNORECASE,
)
_LED_BY = re.compile(
    r"\W*(?:(?:in|for|among|now|first|take|consider|let us (?:first )?(?:look at|take|begin with)|"
    r"look at|as for)\s+)*",
    re.IGNORECASE,
)
"""What may stand before whom a sentence is about."""
_LED = 24
_PLACE_WORDS = re.compile(rf"\b{_PLACES}\b", re.IGNORECASE)
_OF_ALL = re.compile(
    r"\W*(?:note:?\s*)?(?:all|these|the|our|both)\s+(?:the\s+|of the\s+)?(?:figures|numbers|values|"
    r"data|rates|shares|percentages)\b(?:\s+(?:below|above|here|given|in this \w+))*\s+"
    r"(?:are|refer|cover|relate|hold)\b|\W*note:[^.;]{0,40}\bonly\W*$",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\W*(?:this|that|it|these|those|both|the (?:figure|value|rate|number|share)s?)\s+"
    r"(?:is|are|was|were|covers?|holds?|refers?|counts?)\b",
    re.IGNORECASE,
)
_OTHER_SEX = re.compile(
    r"\W*(?:men|women|boys|girls)\b(?![^.;]*\bthan\b)[^.;]*\b(?:less|more|longer|fewer|shorter|higher|"
    r"lower|ahead|behind|worse|better)\b",
    re.IGNORECASE,
)
_SHORT = 8


_MOST_NOTES = 20
"""So many notes that hold for a whole text are looked at."""


_NEAR = 6
"""So many sentences of its paragraph above a figure may name its country again."""
_OF_OTHERS = re.compile(
    r"\b(?:neighbou?r\w*|(?:the |all |both )?others?|another|together|combined|next door|elsewhere|"
    r"abroad|all in all|altogether|in all|total|far|f[au]rther|along|across|around|beyond|"
    r"border\w*|region\w*|coast|rest|both|they|them|their|these|those|there|countries|half|part|parts)\b",
    re.IGNORECASE,
)
"""Words by which a sentence may tell of others than the country that was named."""


_SAMPLED = re.compile(
    r"\b(?:[Ww]e (?:surveyed|sampled|enrolled|recruited|screened|interviewed)\b|"
    r"(?i:(?:a|an|this|our|prospective|retrospective) (?:\w+[ -])?(?:cohort|case[ -]control|"
    r"cross-sectional)(?: study)?)\b|"
    r"(?i:(?:household |baseline |sample )?(?:survey|study|trial) of \d[\d,]* (?:\w+ )?(?:mothers|"
    r"women|men|children|households|families|adults|patients|villages|participants|respondents|pupils)))"
)
"""What a text says of whom it asked."""
_RESULTS = re.compile(r"\b(?:results?|findings|outcomes?)\b", re.IGNORECASE)
_NEXT = 3
"""So many sentences behind that may be of those who were asked."""


_NATIONWIDE = re.compile(
    r"\b(?:nationally|nationwide|country-?wide|across the (?:country|nation)|"
    r"in the country as a whole)\b",
    re.IGNORECASE,
)
"""What tells of the whole country, whoever was asked in a study told of before."""


class PartsTold:
    """What a text says around its figures of whom, or of which place, they are."""

    def __init__(self, views: Sequence[View]) -> None:
        self.views = views
        said = (
            _words_of(view)
            for view in views
            if not view.figures
            and view.sentence.kind not in {"row", "heading"}
            and _OF_ALL.match(view.text, view.start, view.end)
        )
        self._general = tuple(islice(said, _MOST_NOTES))
        self._sampled = _SAMPLED.search(views[0].text) if views else None

    def doubt_of_sample(self, at: int, areas: Sequence[str], label: str) -> str:
        """Why a figure may be of those whom a study asked; empty for no reason.

        Args:
            at: The number of its sentence.
            areas: Whom it was read of.
            label: What its series is called.
        """
        view = self.views[at]
        is_named = any(set(area.areas) & set(areas) for area in view.areas)
        is_named |= _NATIONWIDE.search(view.text, view.start, view.end) is not None
        if is_named or is_of_nations(label) or not self._sampled:
            return ""
        told = bisect_right([one.start for one in self.views], self._sampled.start()) - 1
        heads = [_words_of(self.views[n]) for n in view.sentence.headings]
        is_result = told < at and any(_RESULTS.search(head) for head in heads)
        is_next = 0 < at - told <= _NEXT
        is_next &= self.views[told].sentence.headings == view.sentence.headings
        if not (is_next or is_result):
            return ""
        return f"“{self._sampled[0]}” is told of before it, and it may be of those"

    def doubt(
        self,
        at: int,
        span: tuple[int, int],
        areas: Sequence[str],
        label: str,
        *,
        is_carried: bool = False,
    ) -> str:
        """Who or what may have a figure other than the whole country; empty for none.

        Args:
            at: The number of its sentence.
            span: Where it begins and ends.
            areas: Whom it was read of.
            label: What its series is called.
            is_carried: Whether these areas are named in a heading, and not at the figure.
        """
        view = self.views[at]
        is_row = view.sentence.kind == "row"
        own = view.text[view.start : view.end]
        names_area = any(set(area.areas) & set(areas) for area in view.areas)
        for number in view.sentence.headings:
            head = self.views[number]
            word = _headed(head, own, label, is_named=names_area, is_row=is_row)
            if word and not self._is_named_since(number, at, areas, carried=is_carried):
                return f"“{word}” heads it, and it may be of that"
        for other in self._general:
            if word := group_in(other, own, label) or _place(other):
                return f"“{word}” is told of all figures, and it may be of that"
        if view.sentence.kind != "paragraph":
            return ""
        before = self.near(at - 1, view)
        if before is not None and (word := _told_before(before, view, label, names_area)):
            return f"“{word}” is told of before it, and it may be of that"
        if before is not None and (word := some_before(before, view, *span)):
            return f"“{word}” are told of before it, and it may be of those"
        after = self.near(at + 1, view)
        if after is not None and self._is_said_of(after, own, label):
            return "the sentence behind it may say of whom it is"
        return ""

    def _is_named_since(self, head: int, at: int, areas: Sequence[str], *, carried: bool) -> bool:
        """Whether below a heading that is of a country and others that country is named again.

        "Ghana and its neighbours" heads what is of Ghana where its cell says so, or the last
        sentence of its paragraph that names any country begins with it, and none since tells
        of others.
        """
        if _COUNTRY_AND.search(_words_of(self.views[head])) is None:
            return False
        if self.views[at].sentence.kind == "row":
            return not carried
        paragraph = self.views[at].sentence.paragraph
        for number in range(at, max(head, at - _NEAR), -1):
            view = self.views[number]
            if view.sentence.paragraph != paragraph or _OF_OTHERS.search(_words_of(view)):
                return False
            if named := [area for area in view.areas if area.areas]:
                return set(named[0].areas) == set(areas)
        return False

    def near(self, at: int, view: View) -> View | None:
        """The sentence of a number, where it stands in the paragraph of another."""
        if not 0 <= at < len(self.views):
            return None
        near = self.views[at]
        return near if near.sentence.paragraph == view.sentence.paragraph else None

    @staticmethod
    def _is_said_of(after: View, own: str, label: str) -> bool:
        words = _words_of(after)
        if _POINTS_BACK.match(words) and not _is_measured(after):
            return bool(group_in(words, own, label))
        is_short = len(words.split()) <= _SHORT
        is_sex = is_short and _OTHER_SEX.match(words) is not None
        return is_sex and bool(group_in(words, own, label))


_THEIRS = re.compile(r"\W*(?:their|they)\b", re.IGNORECASE)
_OF_A_COUNTRY = re.compile(
    r"\W*(?:(?:The|Some|Many|Most)\s+)?(?:[\w’'-]+\s+){0,2}?(?P<who>[\w’'-]+)\s+(?:in|of|from)\s+(?:the\s+)?§"
)


def _told_before(before: View, view: View, label: str, names_area: bool) -> str:
    """Who, or which place, the sentence before is about, where a figure may be of it."""
    own, words = view.text[view.start : view.end], _words_of(before)
    if _THEIRS.match(own):
        whose = _OF_A_COUNTRY.match(words)
        if whose is not None and not _is_covered(before, whose) and not is_plain(whose["who"]):
            return whose["who"]
    if _is_measured(before):
        return ""
    led = _LED_BY.match(words)
    begin = 0 if led is None else led.end()
    if word := group_in(words[begin : begin + _LED], own, label):
        return word
    if len(words.split()) < _SHORT:
        word = _headed(before, own, label, is_named=names_area, is_row=False)
        if word:
            return word
    place = None if names_area else _SOME_REGIONS.search(words)
    return place[0] if place else "" if names_area else _led_by_unknown(before)


def _led_by_unknown(view: View) -> str:
    """The name that leads a sentence, where it is none that is known; empty for none."""
    first = next((token for token in view.tokens if token.is_word), None)
    if first is None or _LIES.match(view.text, first.start, view.end) is None:
        return ""
    is_covered = any(start <= first.start < end for start, end in view.named)
    word = re.sub(r"[’']s?$", "", first.text).casefold()
    return "" if is_covered or is_word(word) else first.text


_LIES = re.compile(r"[A-Z][\w’'-]{3,} (?:is|was|lies|has|had|stands|sits|borders|remains)\b")


def _is_covered(view: View, found: re.Match[str]) -> bool:
    """Whether a topic stands where some words of a sentence's beginning do."""
    start = view.start + found.start("who")
    return any(topic.start <= start < topic.end for topic in view.topics)


def _is_measured(view: View) -> bool:
    """Whether a sentence states a figure that is more than a small count."""
    return any(one.unit not in {"number", "counted", "rank"} for one in view.figures)


def _words_of(view: View) -> str:
    named = [area for area in view.areas if area.areas]
    return view.without(view.start, view.end, named, put="§")


def _place(words: str) -> str:
    found = _PLACE_WORDS.search(words)
    return "" if found is None else found[0]


def _headed(head: View, own: str, label: str, *, is_named: bool, is_row: bool) -> str:
    """The part that a heading is about, and nothing else; empty for none."""
    words = _words_of(head).strip(" #*_:.\n\t")
    if head.figures or BYLINE.match(head.text, head.start, head.end):
        return ""
    word = group_in(words, own, label)
    is_of_sex = _OF_SEX.fullmatch(word) is not None and _OF_SEX.search(own) is None
    if not is_row and is_of_sex and len(words.split()) <= _SHORT_HEAD:
        return word
    if is_named and not is_row:
        return ""
    word = word or _place(words)
    if word and not re.findall(r"[A-Za-z]{2,}", _PLAIN_HEAD.sub(" ", words.replace(word, " "))):
        return word
    is_apart = head.text[head.end : head.end + 1] in {"\n", "\r", ""}
    if is_named or not is_apart:
        return ""
    return _part_of_country(head, words) if "§" in words else _city(words)


_SHORT_HEAD = 5
_OF_SEX = re.compile(r"\b(?:wom[ae]n|m[ae]n|(?:fe)?males?|girls?|boys?)\b", re.IGNORECASE)
"""Who heads what may be of them alone, though the sentence tells of the country ("Girl power")."""
_COUNTRY_AND = re.compile(r"§(?:[’']s?)?(?:,[^,]*§)*\s*(?:and|&|or|versus|vs\.?)\s")
"""A heading that is of a country as well as of others ("Kenya and its neighbours")."""
_PLAIN_HEAD = re.compile(
    r"\b(?:the|its|our|their|and|in|of|for|by|only|areas?|states?|people|country|countries|largest|"
    r"biggest|main|young|poor|rich)\b",
    re.IGNORECASE,
)


def _city(words: str) -> str:
    """A heading that is a city or a district, or holds a name ("Accra", "Our work in Gulu")."""
    if words in capitals() or words in cities() or _DISTRICT.fullmatch(words):
        return words
    if re.search(r"[\d,]", words) or len(words.split()) > _SHORT:
        return ""
    found = list(_NAME_IN.finditer(words))
    is_name = len(found) == len(words.split()) <= _MOST_NAMES
    names = (one[0] for one in found if is_name or one.start())
    return next((name for name in names if not is_word(name.casefold())), "")


_SIDE = (
    r"(?:north|south|east|west|central|upper|lower|inner|outer|inland|coastal|mainland|highland|"
    r"lowland)(?:-?(?:north|south|east|west))?(?:ern)?"
)
_OF_SIDE = re.compile(
    rf"\b{_SIDE}(?:[ -]{_SIDE})? §|§(?:[’']s?)? {_SIDE}\b|"
    r"\b(?:tribes|clans|castes|peoples|minorities|hills|plains|islands|valleys) (?:of|in) "
    r"(?:the )?§",
    re.IGNORECASE,
)
_A_NAME = r"(?P<name>[A-Z][\w’-]*[a-zà-ÿ](?: [A-Z][\w’-]*[a-zà-ÿ]){0,2})"
_NAMED_PARTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?:The )?{_A_NAME} (?:of|in|from) (?:the )?§+$",
        rf"\b(?:in|of|from) {_A_NAME}, §",
    )
)
_OWNED_PART = re.compile(rf"^§ {_A_NAME}$")
"""A heading of a part of a country, or of some people of it, by their name."""


def _part_of_country(head: View, words: str) -> str:
    """The part of a country, or its people, that a heading is of ("The Maasai of §")."""
    named = [area for area in head.areas if area.areas]
    if side := _OF_SIDE.search(words):
        return side[0].replace("§", named[0].text)
    owned = [_OWNED_PART] if named[0].is_possessive else []
    for pattern in (*_NAMED_PARTS, *owned):
        found = pattern.search(words)
        named_by = found["name"].casefold().split() if found else ()
        if found and not any(is_word(word) or _ABSTRACT.search(word) for word in named_by):
            return found["name"]
    return ""


_ABSTRACT = re.compile(
    r"(?:tion|sion|ment|ness|ity|ism|[ae]nce|ship|ing|ics|ure|hood|dom|cy|phy|gy)$"
)
"""How words end that are no names of a place or a people."""


_NAME_IN = re.compile(r"\b[A-Z][a-zà-ÿ’'-]{2,}(?:-[A-Z][a-zà-ÿ’'-]+)*")
_MOST_NAMES = 3


def is_word(word: str) -> bool:
    """Whether a word is one that texts or catalogues use, and so no name by itself."""
    stems = (word, word.removesuffix("s"), f"{word}s", word.removesuffix("ies") + "y")
    return is_plain(word) or any(one in _vocabulary() for one in stems)


@cache
def _vocabulary() -> frozenset[str]:
    """The words of the names of series and of what headings say."""
    names = " ".join(series_names("wdi").values()).casefold()
    table = files("sources.reading.around").joinpath("heading_words.csv").read_text("utf-8")
    return frozenset(re.findall(r"[a-zà-ÿ’'-]+", names)).union(table.splitlines()[1:])


_DISTRICT = re.compile(
    r"(?:[A-Z][\w’'-]+ ){1,3}(?i:state|province|county|district|division|region|"
    r"city|governorate|island)"
)
