"""Lines between the name of an area and what stands below it, which may be of another or a part.

"# Peru", "The jungle:", "- Fertility rate: 2.7": the title names the country, and the line above
the list says of whom it is. So do the item that a list is set in below ("- Lima"), the caption of
a table and the heading of a later section ("Outlook for the region"). Which words name a part or
another never ends, so each word of such a line must be known to tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sources.reading.around.parts import is_word
from sources.reading.mentions.area_words import BYLINE
from sources.reading.mentions.areas import AreaMention, is_country
from sources.reading.mentions.years import MONTHS
from sources.reading.sentences.context import View
from sources.reading.sentences.persons import group_in
from sources.reference.names import capitals, cities

_BY_WHAT_IS_ABOVE = re.compile(
    r"above it stands (?!\d)|the text is about|the heading names|the text is mostly about it|"
    r"the sentences before are about it"
)
"""What a reading rests on whose area its own words and its table do not name."""
_LABELLED = re.compile(r"\W*[A-Z][\w’'-]*(?:[ (,/–-]+[\w’'%)-]+){0,4}:\s[^.:;\d]{0,14}\d")
_MASTHEAD = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTHS})\b|\b(?:{MONTHS})\s+\d{{1,2}}\b|\bpages?\s+\d|"
    r"\bp\.\s*\d",
    re.IGNORECASE,
)
"""Lines that tell where and on which day a text appeared, and head nothing."""
_LINE, _LEAD, _MOST = 12, 20, 60
"""So many words a line has that heads something; one with a colon; so many sentences of a list."""


def doubt_of_lines_above(
    views: Sequence[View], at: int, areas: Sequence[str], why: str, label: str
) -> str:
    """Why what stands below lines of its own may not be of the area above; empty for none.

    Args:
        views: The sentences of the text.
        at: The number of the figure's sentence.
        areas: Whom it was read of.
        why: What that rests on.
        label: What its series is called.
    """
    view = views[at]
    own = view.text[view.start : view.end]
    if _BY_WHAT_IS_ABOVE.search(why) is None or _names(view, areas):
        return ""
    is_listed = view.sentence.kind in {"item", "row"} or _is_label(view)
    anchor = _anchor(views, at, areas, is_listed=is_listed)
    heads = list(_heads(views, at, anchor))
    if not is_listed:
        is_open = anchor < 0 or anchor in view.sentence.headings
        is_wide = is_open and not any(map(is_country, areas))
        for number in heads:
            line = views[number]
            words = _place_in(line, is_closed=not is_open)
            is_article = _WITH_ARTICLE.match(line.text, line.start, line.end) is not None
            is_article &= is_open and not _OF_IT_ALL.search(line.text, line.start, line.end)
            if not words and is_article and len(line.word_starts) <= _FEW:
                words = _word_of_others(line, areas, own, label)
            if words := words or (is_wide and _word_of_others(line, areas, own, label)) or "":
                return f"“{words}” stands above it, and it may be of that"
        return ""
    is_lead = anchor > 0 and views[anchor].sentence.kind != "row"
    leads = [anchor] if is_lead and len(views[anchor].word_starts) <= _LINE else []
    for number in (*leads, *heads, *_lines_of_list(views, at, anchor)):
        if words := _word_of_others(views[number], areas, own, label):
            return f"“{words}” stands above it, and it may be of that"
    return ""


def _names(view: View, areas: Sequence[str]) -> list[AreaMention]:
    return [area for area in view.areas if set(area.areas) & set(areas)]


def _is_label(view: View) -> bool:
    """Whether a line tells what it is of and then its value ("Fertility rate: 2.5")."""
    return _LABELLED.match(view.text, view.start, view.end) is not None


def _anchor(views: Sequence[View], at: int, areas: Sequence[str], *, is_listed: bool) -> int:
    """The number of the sentence above that names whom it was read of; -1 for none."""
    heads = [n for n in views[at].sentence.headings if _names(views[n], areas)]
    if heads:
        return heads[-1]
    for number in range(at - 1, -1, -1):
        view = views[number]
        if _names(view, areas) and (view.sentence.kind == "heading" or is_listed):
            return number
    return -1


def _heads(views: Sequence[View], at: int, anchor: int) -> Iterator[int]:
    """The headings above a sentence that stand below the one that names its area."""
    for number in views[at].sentence.headings:
        head = views[number]
        is_byline = BYLINE.match(head.text, head.start, head.end) is not None
        if number > max(anchor, 0) and not head.figures and not is_byline:
            yield number


def _lines_of_list(views: Sequence[View], at: int, anchor: int) -> Iterator[int]:
    """The items that an item is set in below, and the line that leads its list or table."""
    view = views[at]
    kind, indent = view.sentence.kind, _indent(view)
    for number in range(at - 1, max(anchor, at - _MOST, 0), -1):
        before = views[number]
        is_same = before.sentence.kind == kind and kind != "paragraph"
        if kind == "paragraph" and _is_label(before):
            continue
        if not is_same:
            if before.sentence.kind != "heading" and _is_lead(before):
                yield number
            return
        if kind == "item" and _is_above(before, indent):
            yield number
            indent = _indent(before)
        elif kind == "row" and _is_lone(before):
            yield number


def _indent(view: View) -> int:
    """How far a line is set in; -1 where its mark does not show."""
    begin = view.text.rfind("\n", 0, view.start) + 1
    line = view.text[begin : view.end].expandtabs(4)
    is_marked = re.match(r"\s*(?:[-*+•–—▪◦‣·●○■►]|\(?\d{1,2}[./)]|\(?[a-z][.)])\s", line)
    return len(line) - len(line.lstrip()) if is_marked else -1


def _is_above(item: View, indent: int) -> bool:
    """Whether an item may be the one that another, so far set in, is a part of."""
    own = _indent(item)
    if own >= 0 and indent >= 0:
        return own < indent
    return not item.figures and len(item.word_starts) <= _LINE


def _is_lead(view: View) -> bool:
    """Whether a line leads what stands below it: one with a colon, or of a few words."""
    words = view.text[view.start : view.end].strip().rstrip("*_")
    if any(one.unit != "number" for one in view.figures):
        return False
    if BYLINE.match(view.text, view.start, view.end):
        return False
    is_open = words.endswith(":") and len(view.word_starts) <= _LEAD
    is_short = len(view.word_starts) <= _LINE and not re.search(r"[.!?][\"'”’)]*$", words)
    return is_open or is_short


def _is_lone(row: View) -> bool:
    """Whether a row has words in one of its cells alone, and heads those below it."""
    cells = [one for one in re.split(r"[|\t]", row.text[row.start : row.end]) if one.strip()]
    return len(cells) == 1 and re.search(r"\w", cells[0]) is not None and not row.figures


_PLAIN = re.compile(
    r"facts?|glance|numbers?|headlines?|snapshot|vital|core|fun|quick|dashboard|infographic|"
    r"score(?:card|board)|factsheet|sheet|below|structure|developments?|financing|sectors?|systems?|"
    r"executive|recommendations?|factors?|chances?|[ivx]+|[a-z]"
)
"""More words of a line that change nothing of whom what stands below it is."""
_OF_OTHERS = re.compile(
    r"regions?|regional|neighbou?r\w*|rural|urban|poor\w*|rich\w*|lowest|highest|best|worst|"
    r"refugees?|migra\w*|primary|secondary|tertiary|slums?|households?|countries|without|high|"
    r"middle|low|income|cit(?:y|ies)|capital|largest|communit(?:y|ies)|agglomerations?|targets?|"
    r"goals?|peers?|others|camps?|members?|states|coast\w*|mountains?|villages?|towns?|islands?|"
    r"partners?|clubs?|families|peoples|diaspora|average|groups?|benchmarks?|comparators?|"
    r"comparisons?|compared|both|together|combined|sum|believes?|believed|thinks?|thought|hopes?|dreams?|"
    r"(?!(?:numb|pap|wat|matt|quart|ord|bord|fact|sect|indicat|pow|lett|manner|chapt|clust|"
    r"regist|cent|comput|transf|visit|comm|play|moth|work|teach)(?:ers|ors)\b)\w{3,}(?:ers|ors|ists)"
)
"""Words that may tell of some, of a part, of others or of what is not so, common as they are."""
_ABROAD = re.compile(
    r"\b(?:regions?|regional|neighbou?r\w*|peers|benchmarks?|comparators?|abroad|elsewhere|"
    r"next door)\b",
    re.IGNORECASE,
)
_KINDS = r"(?:[Cc]amps?|[Ss]ettlements?|[Cc]ount(?:y|ies)|[Dd]istricts?|[Pp]rovinces?|[Ss]lums?)"
_PLACE = re.compile(rf"\b[A-Z][\w’'-]+ {_KINDS}\b(?!\s+\w)|\b(?:[Rr]egional [Aa]verage|[Pp]eers)\b")


def _place_in(line: View, *, is_closed: bool) -> str:
    """A place or others that a heading of running text names; empty for none.

    Args:
        line: The heading.
        is_closed: Whether it ends the section of the area.
    """
    found = _ABROAD.search(line.text, line.start, line.end)
    if found is None and not is_closed:
        found = _PLACE.search(line.text, line.start, line.end)
    words = line.text[line.start : line.end].strip(" .:*_\n\t#")
    is_run_in = line.text[line.end : line.end + 1] not in {"\n", "\r", ""}
    if is_run_in and (words in capitals() or words in cities()):
        return words
    return "" if found is None else found[0]


_OF_IT_ALL = re.compile(r"\b(?:country|nation|republic|kingdom|economy|state)\b", re.IGNORECASE)
_FEW = 4
_WITH_ARTICLE = re.compile(r"[#*_\s\d.]*(?:The|An?|Its|Our|Their)\s")
"""A heading of a thing or a place in a few words ("The jungle", "An indigenous community")."""


def _word_of_others(line: View, areas: Sequence[str], own: str, label: str) -> str:
    """A word of a line by which it may be of others than an area; empty for none."""
    if _MASTHEAD.search(line.text, line.start, line.end):
        return ""
    spans = [(area.start, area.end) for area in line.areas if set(area.areas) & set(areas)]
    if other := next((a for a in line.areas if a.areas and not set(a.areas) & set(areas)), None):
        return other.text
    said = line.text[line.start : line.end]
    if group := group_in(said, own, label):
        return group
    if some := _THOSE_WHO.search(said):
        return some[0][1:].strip()
    spans += [(year.start, year.end) for year in line.years]
    is_said = len(line.word_starts) > _SAID or line.text[: line.end].rstrip().endswith(".")
    is_said |= _LABELLED.match(own) is None and len(own.split()) > _TELLS and "|" not in own
    for token in line.tokens:
        words = line.text[token.start : token.end]
        word = re.sub(r"[’']s?$", "", words).casefold()
        is_in = any(start <= token.start < end for start, end in spans)
        if not token.is_word or not word[:1].isalpha() or is_in:
            continue
        is_known = is_word(word) or _PLAIN.fullmatch(word) is not None
        # of a whole sentence only names tell
        is_known |= is_said and (word == words or token.start == line.word_starts[0])
        if not is_known or _OF_OTHERS.fullmatch(word):
            return words
    return ""


_THOSE_WHO = re.compile(r"\w(?<!\band)(?<!\bor)\s+(?:who|whose|that never)\b(?! we\b)")
_SAID, _TELLS = 5, 8
"""A line with more words says something, and is no bare name; an item with more tells by itself."""
