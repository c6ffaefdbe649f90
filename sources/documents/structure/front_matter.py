"""What a text says about itself: date, DOI, authors, title, language.

A file's own metadata go first and come through the same doors (`as_date`, `as_doi`), so that a date
is an ISO date or nothing. Only the front of a text is read: a DOI in the references is another
paper's. Nothing is guessed: a date stands here only where the text calls it one of publication, or
where it stands alone on a line or in a dateline at the front.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from sources.documents.structure.model import Block, Document, Format

FRONT = 4_000
_LINE = 160

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero janvier janv",
            "february feb febrero février fevrier févr",
            "march mar marzo mars",
            "april apr abril avril avr",
            "may mayo mai",
            "june jun junio juin",
            "july jul julio juillet juil",
            "august aug agosto août aout",
            "september sep sept septiembre setiembre septembre",
            "october oct octubre octobre",
            "november nov noviembre novembre",
            "december dec diciembre décembre decembre",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = rf"""
    (?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)(?!\d)
  | (?P<zh>(?:19|20)\d\d年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?)
  | (?P<d1>\d{{1,2}})(?:st|nd|rd|th|º|er)?(?:\s+(?:of|de))?\s+(?P<m1>{_MONTH})\.?,?
      (?:\s+(?:de|del))?\s+(?P<y1>(?:19|20)\d\d)\b
  | \b(?P<m2>{_MONTH})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)\b
  | \b(?P<m3>{_MONTH})\.?,?(?:\s+de)?\s+(?P<y3>(?:19|20)\d\d)\b
  | \b(?P<y4>(?:19|20)\d\d)\b
"""
_FLAGS = re.IGNORECASE | re.VERBOSE
_ANY_DATE = re.compile(_DATE, _FLAGS)
_WHEN_SAID = re.compile(
    r"\b(?:first[ ]+|date[ ]+)?(?:published|publication[ ]+date|posted|issued|released?|recorded|"
    r"aired|broadcast|date|fecha|publicado|publiée?|发布日期|发布时间)"
    r"(?:[ ]+(?:online|on|le|el|in|of[ ]+publication)){0,2}"
    r"[ \t]{0,3}[:：]?[ \t]{0,5}",
    re.IGNORECASE,
)
_HANDED_IN = re.compile(
    r"(?:^|[;,.|·])[ \t*_(]*(?:(?:manuscript|paper|article|draft|version|first|last|this|re)[ -]?)?"
    r"(?:submitted|received|revised|accepted|updated|modified|dated|draft|version|enviado|recibido|"
    r"aceptado|soumis|reçu|accepté|mis[e]? à jour)"
    r"(?:[ ]+(?:on|of|le|el|:))?[ \t]{0,3}[:：]?[ \t]{0,5}",
    re.IGNORECASE | re.MULTILINE,
)
"""What stands before the day on which a manuscript was handed in, where a line or a part begins."""
_RELEASE = re.compile(
    r"\b(?:(?:press|news|media)\s+(?:release|statement|note)|immediate\s+release|communiqu[ée]|"
    r"embargo\w*|comunicado|nota\s+de\s+prensa|newsletter|bulletin)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^[A-Z][\w .'’-]{2,40}(?:\([A-Za-z .]{2,30}\))?,?\s{1,3}$")
_HEAD = re.compile(
    r"[ *_#]*(?:(?:[Bb]y|BY|[Pp]or|[Pp]ar)\s+(?:our\s|staff\s|[^\W\d_a-z])[^!?|]{1,100}?"
    r"\s*[,;|·–—-]|[^.!?]{2,100}[|·])\s*$"
)
"""What stands before the date of a by-line or of a masthead ("Brief 14 | September 2023")."""

_NUMBERED = r"(?:,?\s+(?:(?:no|nr|number|issue|vol|volume)\b\.?\s*)?#?\d{1,6}(?:[-/]\d{1,6})?){0,2}"
_SERIES = re.compile(
    r"[ *_#(]*(?!(?:See|From|Sources?|Related|Also|Read|Next|Previous|Based|In|Our|My|Replac\w+|"
    r"Supersed\w+|Updat\w+|Correct\w+|Extend\w+|Reprint\w*|Cit\w+)\b|(?:Summary|Abstract|Translation|"
    r"Excerpt|Extract|Revision|Review|Update|Version|Part|Annex|Appendix|Supplement|Reprint)\s+of\b)"
    r"(?:[A-Z][\w&.'’-]*\s(?:(?:of|for|on|and|the)\s){0,2}){0,6}"
    r"(?i:(?P<paper>(?:working|discussion|occasional|background|research|white|policy|staff|"
    r"technical|briefing|position|conference)\s+paper|(?:policy|issues?|research|country|data|"
    r"information)\s+(?:brief|briefing|note)|documento\s+de\s+trabajo|document\s+de\s+travail)"
    r"|(?:staff|technical|country|mission)\s+(?:report|note)|fact\s?sheet|newsletter"
    r"|(?:economic|country|poverty|market)\s+(?:update|monitor|outlook)"
    r"|bulletin|(?:issue|edition|vol(?:ume)?\.?)(?=\s+\d))"
    rf"(?i:(?:\s+series)?{_NUMBERED})[ *_]*(?P<apart>[,;:|·(–—-]?)\s*$"
)
"""What stands before the date of a series of papers ("Policy Brief No. 17, February 2026"): which
series, perhaps whose, and its number, and nothing that may be a sentence."""

_PLACE = re.compile(
    r"[ *_]*[A-Z][\w.'’-]+(?:[ -](?:(?:es|de|del|of|al)[ -])?[A-Z][\w.'’-]*){0,3}"
    r"(?:,\s[A-Z][\w .'’-]{2,24})?,\s*$"
)
"""A place, before the day on which a text was written ("Nairobi, 12 March 2019")."""

_SPEECH = re.compile(
    r"[ *_#]*(?:[A-Z][a-z]+\s){0,2}(?:[Rr]emarks|[Ss]peech|[Aa]ddress|[Ss]tatement|[Ll]ecture|"
    r"[Kk]eynote|[Tt]estimony|[Tt]alk|Discurso|Palabras|Discours|Allocution)\s"
    r"(?:(?:by|at|to|of|before|for|delivered|given|the|in|and|an?|de|del|la|las|los|el|du|des|les?|"
    r"par|por|en|ante|y|et)\s|[^\W\d_a-z][^\s!?,;()]*,?\s){1,20}[(–—-]?$"
)
"""What stands before the date of a speech ("Remarks by Jane Doe, 14 May 2018"): who spoke, and to
whom. A line with any other word in small letters may be a sentence, or date an event."""
_SPEECH_LINES = 3

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"'<>{}|\\^`\[\]]{1,200}")
_BY = re.compile(r"^\s*(?:by|authors?\s*:|written\s+by|por|par)\s+(?P<names>\S.{2,140}?)\s*$", re.I)
_NAME = re.compile(r"^[^\W\d_][\w.'’-]*(?:\s+[\w.'’-]+){1,5}$")
_NO_AUTHORS_TEXT = (
    "admin administrator user author unknown anonymous owner root python-docx microsoft office "
)
_NO_AUTHORS = frozenset(_NO_AUTHORS_TEXT.split())

_WORDS = {
    "en": "the of and in to is are was were that by for with from has which at",
    "es": "el la los las de del y en que por con una para es se como más fue",
    "fr": "le la les des du et en est que par une pour dans sur au aux plus sont",
    "de": "der die das und ist von den dem mit ein eine für auf nicht im zu",
    "pt": "o os as de do da dos das e em que por com uma para não é mais foi",
    "it": "il lo gli di della dei che e in per con una sono nel più è dal alla",
}
_LANGUAGE_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")


_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls and halves of characters, which JSON and PDF can hold and no page can."""


@dataclass(frozen=True)
class FrontMatter:
    """What metadata say of a document, or what its text says; empty where they say nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    doi: str = ""
    language: str = ""
    produced: str = ""


def complete(found: FrontMatter, text: str, title: str = "") -> FrontMatter:
    """What metadata say, and where they are silent what the front of the text says.

    Args:
        found: What metadata say.
        text: The text.
        title: The text's own title, if its layout shows one.
    """
    front = text[:FRONT]
    return FrontMatter(
        title=_one_line(found.title) or _one_line(title),
        authors=tuple(filter(None, map(_one_line, found.authors))) or _authors_in(front),
        published=found.published or date_in(front),
        doi=found.doi or _doi_in(front),
        language=found.language or language_of(text),
        produced=found.produced,
    )


def document_of(found: FrontMatter, text: str, form: Format, blocks: tuple[Block, ...]) -> Document:
    """A text with its blocks, and what is known of it."""
    return Document(
        text,
        found.title,
        found.authors,
        found.published,
        found.doi,
        found.language,
        form,
        blocks,
        found.produced,
    )


def as_date(said: str) -> str:
    """A date as metadata write it (ISO 8601, ``D:20181114``, ``14 November 2018``), or nothing."""
    said = said.strip()[:_LINE].removeprefix("D:")
    packed = re.match(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d{0,1}$)", said)
    if packed is not None:
        return _checked(*(int(part) for part in packed.groups()))
    slashed = re.match(r"((?:19|20)\d\d)/(\d{1,2})(?:/(\d{1,2}))?(?!\d)", said)
    if slashed is not None:
        return _checked(*(int(part) if part else 0 for part in slashed.groups()))
    found = _ANY_DATE.search(said)
    return _date_of(found) if found is not None else ""


def as_doi(said: str) -> str:
    """A DOI without its resolver, or nothing."""
    found = _DOI.search(said[:500])
    return _clean_doi(found[0]) if found is not None else ""


def as_language(said: str) -> str:
    """``en`` of ``en-GB``, or nothing."""
    found = re.match(r"\s*([A-Za-z]{2})(?:[-_][A-Za-z0-9-]{1,20})?\s*$", said[:40])
    return found[1].lower() if found is not None else ""


def as_authors(said: str) -> tuple[str, ...]:
    """Names from one line of metadata: ``A. Smith; B. Jones``, ``A. Smith and B. Jones``."""
    parts = re.split(r"\s*;\s*|\s+and\s+|\s*&\s*", said[:1000])
    if len(parts) == 1 and said.count(",") > 1:
        parts = said[:1000].split(",")
    names = (_one_line(part) for part in parts)
    return tuple(name for name in names if name and not _is_machine(name))


def is_date_line(line: str) -> bool:
    """Whether a line tells a date and nothing else: "Published: 3 March 2026"."""
    line = line.strip()[:_LINE]
    found = _ANY_DATE.search(line)
    if found is None or found["y4"] or line[found.end() :].strip(" *_#]).,"):
        return False
    before = line[: found.start()].strip(" *_#[(")
    said = _WHEN_SAID.match(f"{before} ")
    return not before or (said is not None and said.end() >= len(before))


_GOES_ON = re.compile(r"[ \t]+(?:the|an?|to|and|was|is)\b")
"""What goes on behind a date that is none of its text ("Released: 3 May 2019 the film")."""
_AGENCY = re.compile(r"^\((?:[A-Z][\w./]*\s?){1,3}\)\s*(?=[-–—:])")
"""Who sent a report, behind its dateline ("NAIROBI, May 3, 2019 (Reuters) -")."""


_FIRST = re.compile(r"\bfirst\b", re.IGNORECASE)
"""What says that a later version of the text may have followed ("first published in May 2019")."""


def date_in(front: str) -> str:
    """The date that the front of a text gives as its own, or nothing."""
    for said in _WHEN_SAID.finditer(front):
        found = _ANY_DATE.match(front, said.end())
        is_of_a_thing = found is not None and _GOES_ON.match(front, found.end())
        if found is not None and not is_of_a_thing and (date := _date_of(found)):
            is_first = _FIRST.search(front[max(0, said.start() - 12) : said.end()]) is not None
            return max(date, _date_handed_in(front)) if is_first else date
    lines = [line.strip()[: 2 * _LINE] for line in front.split("\n")[:15]]
    of_series = set(filter(None, map(_date_of_series, lines)))
    if len(of_series) > 1:  # a list of papers, each with its own date
        lines = [line for line in lines if not _date_of_series(line)]
    for at, line in enumerate(lines):
        # A paragraph on one line may be long; its dateline stands at its beginning.
        if date := _date_alone(line, is_title=at == 0):
            return max(date, _date_handed_in(front)) if date in of_series else date
    for line in list(filter(None, map(str.strip, front.split("\n"))))[:_SPEECH_LINES]:
        if date := _date_of_speech(line):
            return date
    return _date_handed_in(front)


def _date_handed_in(front: str) -> str:
    """The last day on which the front says that its text was handed in, revised or accepted."""
    dates = []
    for said in _HANDED_IN.finditer(front):
        found = _ANY_DATE.match(front, said.end())
        if found is None or found["y4"]:
            continue
        # "Submitted on 3 May 2019 by France, ..." is a sentence.
        if re.match(r"[ \t*_)]*(?:[\n;,.|·–—]|$)", front[found.end() :]):
            dates.append(_date_of(found))
    return max(dates, default="")


def _date_of_speech(line: str) -> str:
    """The date that ends a line which says who spoke, if it has a month and stands apart."""
    found = _ANY_DATE.search(line[:_LINE])
    if found is None or found["y4"] or found["zh"] or line[found.end() :].strip(" *_#)"):
        return ""
    before = line[: found.start()]
    is_apart = before.rstrip().endswith((",", "(", "–", "—", "-"))
    return _date_of(found) if is_apart and _SPEECH.match(before) else ""


def _date_alone(line: str, *, is_title: bool) -> str:
    """The date of a line that is one, or that begins with a dateline; a title may date an event."""
    if date := _date_of_series(line):
        return date
    found = _ANY_DATE.search(line[:_LINE])
    if found is None or found["y4"]:
        return ""
    before = line[: found.start()]
    rest = _AGENCY.sub("", line[found.end() :].strip())
    if not before.strip(" *_#[(") and not rest.strip(" *_#]).,"):
        return _date_of(found)
    if _DATELINE.match(before) and rest[:1] in ("-", "–", "—", ":"):
        return _date_of(found)
    if _RELEASE.search(before) and not rest.strip(" *_#]).,"):
        last = re.split(r"\s[–—|·-]\s|[:|·]\s", before)[-1]
        if not last.strip() or _PLACE.match(last):
            return _date_of(found)
    is_ended = not rest.strip(" *_#]).,")
    is_day = bool(found["d1"] or found["d2"])
    if is_ended and (_HEAD.match(before) or (is_day and not is_title and _PLACE.match(before))):
        return _date_of(found)
    return ""


def _date_of_series(line: str) -> str:
    """The date that ends a line which tells the series of a paper, and its number."""
    for found in _ANY_DATE.finditer(line[:_LINE]):
        series = _SERIES.match(line[: found.start()])
        if series is None or (found["y4"] and not (series["paper"] and series["apart"])):
            # "Bulletin, 2018" may tell the year that it is about, "Paper 2018" its number.
            continue
        if not line[found.end() :].strip(" *_#)."):
            return _date_of(found)
    return ""


def _date_of(found: re.Match[str]) -> str:
    """An ISO date of what `_DATE` found."""
    if found["iso"] or found["zh"]:
        numbers = [int(part) for part in re.findall(r"\d+", found[0])]
        return _checked(*numbers)
    for which in "123":
        if found[f"y{which}"]:
            day = int(found[f"d{which}"]) if which != "3" else 0
            month = _MONTHS[found[f"m{which}"].lower().rstrip(".")]
            return _checked(int(found[f"y{which}"]), month, day)
    return str(found["y4"])


def _checked(year: int, month: int = 0, day: int = 0) -> str:
    """As much of a date as can be one."""
    if not 1 <= month <= 12:
        return f"{year:04d}"
    if not 1 <= day <= 31:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}"


def _doi_in(front: str) -> str:
    """The DOI at the front of a text, where it names just one."""
    found = {_clean_doi(match[0]).lower(): _clean_doi(match[0]) for match in _DOI.finditer(front)}
    return next(iter(found.values())) if len(found) == 1 else ""


def _clean_doi(doi: str) -> str:
    doi = doi.rstrip(".,;:!?*_”’»")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;:")
    return doi


def _authors_in(front: str) -> tuple[str, ...]:
    """The names of a by-line among the first lines."""
    for line in front.split("\n")[:12]:
        found = _BY.match(line.strip(" *_#")[:_LINE])
        if found is None:
            continue
        dated = _ANY_DATE.search(found["names"])
        said = found["names"][: dated.start()] if dated is not None else found["names"]
        names = re.split(
            r",\s*(?:and\s+)?|\s+(?:and|y|et)\s+|\s*&\s*|;\s*", said.strip(" .*_,;|·–—-")
        )
        # Each word of a name is capitalised, "by the end of last year" is none.
        if all(
            _NAME.match(name) and name[0].isupper() and name.split()[-1][0].isupper()
            for name in names
        ):
            return tuple(names)
    return ()


def _is_machine(name: str) -> bool:
    """Whether a name is a program's or an account's, not a person's."""
    return all(word in _NO_AUTHORS for word in name.lower().split())


def _one_line(words: str) -> str:
    return " ".join(_NO_TEXT.sub(" ", words[:100_000]).split())[:500]


def language_of(text: str) -> str:
    """The language of a text where its commonest words leave no doubt, or nothing."""
    sample = text[:20_000]
    if len(_KANA.findall(sample)) > 0.05 * len(sample):
        return "ja"
    if len(_HAN.findall(sample)) > 0.2 * len(sample):
        return "zh"
    words = Counter(word.lower() for word in _WORD.findall(sample))
    scores = sorted(
        (
            (sum(words[word] for word in known), language)
            for language, known in _LANGUAGE_WORDS.items()
        ),
        reverse=True,
    )
    (most, language), (second, _) = scores[0], scores[1]
    return language if most >= 5 and most >= 1.3 * second and most * 10 >= words.total() else ""
