"""What a cell states: of what, of whom, when and in which unit, by the heads that say it.

Each part is taken from where it is said nearest: the cell, the heads of its row and its column,
the head of a section, what stands above the table, the headings. What two places say differently
is not taken, and a row that does not say what the others of its table say of themselves is none of
them ("Total"). What is measured is then read as if the head were a sentence ("In 2019, urban
population in China was 80.7%."), by the same rules as running text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sources.model import Period
from sources.reading.discourse.lists import EXPECTED, odd_scale
from sources.reading.mentions.areas import WORLD
from sources.reading.mentions.printed import Printed
from sources.reading.narrowing.claim import as_read
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.model import NO_UNIT, Candidate, ReadFigure, ReadingDoubt
from sources.reading.tables.found import JoinedHead, TextTables, areas_of, years_of
from sources.reading.tables.heads.captions import captions_of, names_issue, year_of_all
from sources.reading.tables.heads.labels import MEANT_WITH_UNITS, HeadLabel, is_rate
from sources.reading.tables.heads.parts import is_of_one, lacks_its_whole, may_be_of_others
from sources.reading.tables.layout.grid import TextRow, TextTable
from sources.reading.tables.layout.lines import TextCell, is_value
from sources.reading.tables.layout.units import (
    is_unit,
    scale_told,
    tells_change,
    unit_told,
)
from sources.reading.tables.listed import NOT_DATED, listed_in, may_be_scaled, read_listed
from sources.reading.tables.printing import behind_in, only_figure, within
from sources.reference.resolve import area_label

_SOMEBODY = "China"


@dataclass
class CellCase:
    """A figure in a cell, with all that heads it."""

    tables: TextTables
    table: TextTable
    row: TextRow
    column: int
    one: Printed
    heads: Sequence[View]
    thread: Thread

    @cached_property
    def own(self) -> HeadLabel:
        """What its cell names beside the figure."""
        return self.tables.label(self.row.view, self.row.cells[self.column])

    @cached_property
    def rows(self) -> list[HeadLabel]:
        """What its first cells name, and a country that stands in a later one."""
        cells = self.table.labels_of(self.row)
        own = [self.tables.label(*one) for one in cells]
        rates = [is_rate(words := cell.words(view.text)) and is_unit(words) for view, cell in cells]
        if any(one.has_topic and not rate for one, rate in zip(own, rates, strict=True)):
            own = [
                HeadLabel("", unit=cell.words(view.text)) if rate else one
                for one, rate, (view, cell) in zip(own, rates, cells, strict=True)
            ]
        own = [self._as_meant(one) for one in own]
        view, first = self.row.view, self.table.labels
        later = [
            self.tables.label(view, cell)
            for n, cell in enumerate(self.row.cells)
            if n >= first and n != self.column and not is_value(cell.words(view.text))
        ]
        return [*own, *(one for one in later if one.areas)]

    @cached_property
    def columns(self) -> list[HeadLabel]:
        """What the heads of its column name, from above."""
        found = [self._as_meant(self.tables.label_of(one)) for one in self.column_heads]
        both = _WHOLE_BY_HEAD.fullmatch(", ".join(one.words for one in found[-2:]))
        if both is None:
            return found
        return [*found[:-2], replace(found[-1], words=f"{both[1]} per capita", has_topic=True)]

    @cached_property
    def column_heads(self) -> list[JoinedHead]:
        """The heads of its column, from above."""
        shared = {
            cell.start
            for column in (self.column - 1, self.column + 1)
            if self.table.labels <= column < len(self.row.cells)
            for _, cell in self.table.heads_of(column)
        }
        heads = self.table.heads_of(self.column)
        return self.tables.joined([(*one, one[1].start in shared) for one in heads])

    def _as_meant(self, label: HeadLabel) -> HeadLabel:
        """A head of one noun with what its unit tells of it ("Density", "per sq. km")."""
        behind = behind_in(self.row.view, self.one, self.row.cells[self.column])
        units = (label.unit.strip("()[] "), behind)
        for noun, unit, words in MEANT_WITH_UNITS:
            if noun == label.words.casefold() and any(map(unit.search, units)):
                return replace(label, words=words, has_topic=True, odd="")
        is_named = any(one.startswith("per ") and is_rate(f"{label.words} {one}") for one in units)
        is_counted = _SCALED.search(f"{self.one.figure.text} {label.unit}") is not None
        if _ALL_PEOPLE.fullmatch(label.words) and is_counted and not self.is_topic_above:
            return replace(label, words="Population", has_topic=True, odd="")
        if _A_HEAD.fullmatch(label.words) and not label.has_topic:
            return self._by_head(label)
        return replace(label, has_topic=True) if is_named and label.words else label

    @property
    def is_topic_above(self) -> bool:
        """Whether a caption, or the head of its section, names what is measured."""
        return any(one.has_topic for one in (*self.sections, *self.captions))

    def _by_head(self, label: HeadLabel) -> HeadLabel:
        """A head "Per capita" below one that names the whole ("GDP (nominal)")."""
        above = next((one for one in (*self.sections, *self.captions) if one.has_topic), None)
        whole = None if above is None else _WHOLE.fullmatch(above.words)
        if whole is None:
            return label
        return replace(label, words=f"{whole[1]} per capita{whole[2]}", has_topic=True, odd="")

    @cached_property
    def sections(self) -> list[HeadLabel]:
        """What the head of its section names."""
        return [] if self.row.section is None else [self.tables.label(*self.row.section)]

    @cached_property
    def corner(self) -> list[HeadLabel]:
        """What the head of the rows' own heads names."""
        return [self.tables.label(*one) for one in self.table.heads_of(self.table.labels - 1)]

    def label(self, view: View, cell: TextCell) -> HeadLabel:
        """What a head of its table names."""
        return self.tables.label(view, cell)

    def beside(self, row: TextRow, column: int) -> CellCase | None:
        """The case of another cell of its table; None for one that holds no figure alone."""
        cell = row.cells[column]
        one = only_figure(row.view, cell)
        if one is None:
            return None
        return replace(self, row=row, column=column, one=within(row.view, one, cell))

    @property
    def caption_words(self) -> list[str]:
        """What stands right above its table, as printed."""
        return [one.text[one.start : one.end] for one in captions_of(self.table.above)]

    @property
    def _around(self) -> list[str]:
        """What stands above its table, its section and the heads of its rows, as printed."""
        named = [one.words for one in (*self.sections, *self.corner)]
        return [*self.caption_words, *named]

    @property
    def captions(self) -> list[HeadLabel]:
        """What stands right above its table."""
        return self.above[: len(self.caption_words)]

    @cached_property
    def above(self) -> list[HeadLabel]:
        """What captions and headings name, the nearest first."""
        views = [*captions_of(self.table.above), *reversed(self.heads)]
        views = list({one.start: one for one in views}.values())
        found = [
            self.tables.label(one, TextCell(one.start, one.end), is_caption=True) for one in views
        ]
        pairs = zip(views, found, strict=True)
        return [replace(one, years=()) if names_issue(view) else one for view, one in pairs]

    @property
    def is_growth_named(self) -> bool:
        """Whether its caption names a growth, and no head anything that grows."""
        heads = (*self.columns, *self.rows)
        is_plain = all(_GROWTH.fullmatch(one.words) for one in heads if one.has_topic)
        above = next((one for one in self.captions if one.has_topic), None)
        return is_plain and above is not None and _GROWTH.search(above.words) is not None

    def read(self) -> ReadFigure | None:
        """The figure as its heads say it; None where they do not say all."""
        below = self.tables.below(self.table)
        named = [*self.sections, *self.corner]
        area, years = self._area(), self._years()
        if self._is_expected() or area is None or years is None:
            return None
        has_own = bool(areas_of([*self.rows, *self.columns]))
        if may_be_of_others(self.table, self.row, named, below, has_own=has_own):
            return None
        unit = self._unit(is_own=True)
        listed = listed_in([*self.rows, *self.columns], [*self.sections, *self.above], unit)
        if listed is not None:
            units = unit, self._unit()
            return read_listed(listed, self.row.view, self.one, units, area, years)
        told = next(([one] for one in (*self.sections, *self.above) if one.has_topic), [])
        # "Men" over "Life expectancy at birth, total (years)"
        is_more = any(one.listed for one in (*self.rows, *self.columns, *told))
        return None if is_more else self._as_told(area, years)

    def _as_told(
        self, area: tuple[str, str], years: tuple[int | None, str, bool]
    ) -> ReadFigure | None:
        """The figure as the words of its heads say it in a sentence."""
        what = self._what()
        if what is None:
            return None
        words, unit, odd, by = what
        if odd_scale(f"{words} {unit}") or lacks_its_whole(words, unit, self._around):
            return None  # the row is read as one without a head is, and is in doubt
        one = self.one
        alone = self._alone(words, unit, area[0])
        if alone is None or alone.reading is None or alone.reading.measure != "value":
            return None
        (year, when, is_firm), (code, whose) = years, area
        period = Period(year, year) if year is not None else Period(None, None)
        is_small = not unit and may_be_scaled(self.one, alone.reading.indicator)
        if is_small or tells_change(unit, words):
            return None
        reading = replace(alone.reading, areas=(code,), period=period)
        why = f"{by} “{words}”; {whose} {area_label(code)}; {when}"
        doubt = None if alone.doubt == NO_UNIT else alone.doubt
        if doubt is not None and doubt.about != "what":
            doubt = ReadingDoubt("what", doubt.words)
        if odd and doubt is None:
            doubt = ReadingDoubt("what", f"its head says “{odd}” too, which is not understood")
        if not is_firm and doubt is None:
            doubt = NOT_DATED
        if doubt is not None and doubt.about == "what":
            return None
        read = as_read(
            self.row.view, one, "claim", why if doubt is None else f"{why}; but {doubt.words}"
        )
        others = [
            Candidate(replace(other.reading, areas=(code,), period=period), other.score, other.why)
            for other in alone.candidates[1:]
            if other.reading.period == alone.reading.period and other.reading.measure == "value"
        ]
        return replace(
            read,
            state="unsure" if doubt else "sure",
            reading=reading,
            candidates=(Candidate(reading, alone.candidates[0].score, why), *others),
            doubt=doubt,
            scale=scale_told(one, alone),
            unit=unit_told(one, alone),
        )

    def _is_expected(self) -> bool:
        cells = [*self.table.heads_of(self.column), *self.table.labels_of(self.row)]
        return any(EXPECTED.search(cell.words(view.text)) for view, cell in cells)

    def _area(self) -> tuple[str, str] | None:
        rows, columns = areas_of(self.rows), areas_of(self.columns)
        if rows and columns:
            return None
        for found, by in ((rows, "its row names"), (columns, "its column names")):
            if found:
                return (found[0], by) if len(found) == 1 else None
        if self._others_say(is_area=True):
            return None
        own = self.own.areas
        if own:
            return None
        above = [one for one in (*self.sections, *self.corner, *self.above) if one.areas]
        if above:
            return (above[0].areas[0], "above it stands") if is_of_one(above) else None
        main = self.thread.main_area
        return (main, "the text is about") if main and self.thread.is_single else None

    def _years(self) -> tuple[int | None, str, bool] | None:
        for labels, by in (
            ([self.own], "its cell names"),
            ([*self.rows, *self._year_cells()], "its row names"),
            (self.columns, "its column names"),
            (self.sections, "its section names"),
            (self.corner, "the head of its rows names"),
        ):
            found = years_of(labels)
            if found:
                return (found[0], f"{by} {found[0]}", True) if len(found) == 1 else None
        if self._others_say(is_area=False):
            return None
        for label in self.above:
            if label.years:
                only = len(label.years) == 1
                return (label.years[0], f"above it stands {label.years[0]}", True) if only else None
        told = year_of_all(self.tables.below(self.table))
        if told is not None:
            return told, f"below it {told} is said of all its figures", True
        for head in reversed(self.heads):
            if (year := self.thread.stated_in.get(head.sentence.index)) is not None:
                return year, "its section says that its figures are of that year", True
        if self.thread.stated_year is not None:
            return self.thread.stated_year, "the text says that its figures are of that year", True
        return None, "no year is named; the latest is meant", False

    def _year_cells(self) -> list[HeadLabel]:
        """What a column of years or dates says of the row ("Year" beside "Value")."""
        return [
            self.tables.label(self.row.view, cell)
            for n, cell in enumerate(self.row.cells)
            if n >= self.table.labels
            and n != self.column
            and all(_DATES.fullmatch(one.words(view.text)) for view, one in self.table.heads_of(n))
            and (
                (_YEAR.search(cell.words(self._text)) and not cell.words(self._text).isdigit())
                or _YEAR.fullmatch(cell.words(self._text))
            )
        ]

    @property
    def _text(self) -> str:
        return self.row.view.text

    def _others_say(self, *, is_area: bool) -> bool:
        """Whether most rows of the table say by themselves what this one does not."""
        return self.tables.rows_say(self.table, is_area=is_area)

    def _what(self) -> tuple[str, str, str, str] | None:
        """The words for what is measured, the unit, what is not understood, and who says it."""
        if self._is_of_some():
            return None
        row = [one for one in self.rows if self._is_topic(one)]
        column = [one for one in self.columns if self._is_topic(one)]
        heads = [*self.columns, *self.rows]
        if row and column:
            return None
        by = "its row names" if row else "its column names"
        own, named = row or column, heads
        if not own:
            above = [*self.sections, *self.corner, *self.above]
            found = next((one for one in above if one.has_topic), None)
            is_headless = not self.table.heads and len(self.row.cells) > self.table.labels + 1
            if found is None or found.has_several or is_headless:
                return None
            named, by = [found, *heads], "above it stands"
        words = ", ".join(dict.fromkeys(one.words for one in named if self._tells(one)))
        odd = next((one.odd for one in named if one.odd and self._tells(one)), "")
        return (words, self._unit(), odd, by) if words else None

    def _is_of_some(self) -> bool:
        """Whether its row is one of parts of what the caption measures ("15 to 24", "Oil")."""
        whole = next((one for one in self.captions if one.has_topic), None)
        if whole is None or whole.has_several or any(one.has_topic for one in self.columns):
            return False
        if self.sections and any(one.has_topic for one in self.rows):
            return False  # "Exports" below "Trade, % of GDP" in a table of several sections
        labels = [
            self.tables.label(*one) for row in self.table.rows for one in self.table.labels_of(row)
        ]
        own = [label for label in labels if not label.areas and not label.years]
        is_parted = any(label.words and not label.has_topic for label in own)
        mine = [one for one in self.rows if not one.areas and not one.years and one.words]
        return is_parted and any(_ALL_OF.fullmatch(one.words) is None for one in mine)

    def _is_topic(self, label: HeadLabel) -> bool:
        """Whether a head names what is measured, and not only whose part of it."""
        if _GROWTH.fullmatch(label.words) and self.is_growth_named:
            return False
        if not label.has_topic or _ADJECTIVES.fullmatch(label.words) is None:
            return label.has_topic
        above = self.captions
        if any(label.words.casefold() in one.words.casefold() for one in above):
            return True  # "Urban population" under "Population and urban population"
        if _PEOPLE.search(label.words) is None:
            above = [*self.sections, *self.corner, *self.above]
        return not any(one.has_topic for one in above)

    def _tells(self, label: HeadLabel) -> bool:
        """Whether a head says something of what is measured, beside whom and when."""
        return bool(label.words) and (
            label.has_topic or bool(label.odd) or _LETTERS.search(label.words) is not None
        )

    def _unit(self, *, is_own: bool = False) -> str:
        view, cell = self.row.view, self.row.cells[self.column]
        behind = behind_in(view, self.one, cell)
        is_digits = re.search(r"[^\d.,\s+−-]", self.one.figure.text) is None
        if is_digits and is_unit(behind):
            return behind
        if self.one.unit != "number" or self.one.figure.currency:
            return ""
        units = [
            one.words(view.text)
            for n, one in enumerate(self.row.cells)
            if n != self.column and self._is_unit(one)
        ]
        said = [one.unit for one in (*self.rows, *reversed(self.columns)) if one.unit]
        further = () if is_own else (*self.sections, *self.corner, *self.above)
        said += [one.unit for one in further if one.unit and one.words]
        said += ["%" for one in (*self.rows, *self.columns) if _SHARE_NAMED.match(one.words)]
        return next(iter((*units, *said)), "")

    def _is_unit(self, cell: TextCell) -> bool:
        """Whether a cell of its row is the unit of what another one names."""
        view, words = self.row.view, cell.words(self._text)
        if not is_unit(words) or self.tables.label(view, cell).has_topic:
            return False
        others = (self.tables.label(*one) for one in self.table.labels_of(self.row))
        return not is_rate(words) or any(one.has_topic for one in others)

    def _alone(self, words: str, unit: str, area: str) -> ReadFigure | None:
        one = self.one
        number = one.figure.text if not unit else re.sub(r"[^\d.,−+-]", "", one.figure.text)
        behind = "" if unit else behind_in(self.row.view, one, self.row.cells[self.column])
        size = len(str(abs(int(one.figure.value))))
        whose = "the world" if area == WORLD else _SOMEBODY
        return self.tables.alone(words, unit, f"{number} {behind}".strip(), size, whose)


_ALL_OF = re.compile(
    r"(?:(?:total|all|overall|average|mean|whole|national|both|sexes|people|population|adults?|women|"
    r"men|female|male|girls|boys|persons|value|in|of|the|per cent|%|level|rate|GDP|urban|rural)\b"
    r"[\s,:()]*)+",
    re.IGNORECASE,
)
_SHARE_NAMED = re.compile(r"per\s?cent(?:age)?\s+of\b", re.IGNORECASE)
_ALL_PEOPLE = re.compile(r"people|inhabitants|residents", re.IGNORECASE)
_SCALED = re.compile(r"\b(?:thousand|million|billion|m|mn|bn)\b|\d{3},\d{3}", re.IGNORECASE)
_A_HEAD = re.compile(r"\(?per (?:capita|head|person|inhabitant)\)?", re.IGNORECASE)
_WHOLE = re.compile(
    r"(GDP|GNI|gross domestic product|gross national income)(?!\s*per)\b([^,;&]*)", re.IGNORECASE
)
_WHOLE_BY_HEAD = re.compile(
    r"(GDP|GNI|gross domestic product|gross national income)(?:\s*\(\w+\))?,\s*"
    r"per (?:capita|head|person|inhabitant)",
    re.IGNORECASE,
)
"""A head that stands below the one that it is a head of ("GDP", "Per head")."""
_GROWTH = re.compile(r"\bgrowth\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_DATES = re.compile(
    r"\W*(?:reference\s+)?(?:year|date|time|period|as of|census)\w*\W*", re.IGNORECASE
)
"""What heads a column of years."""
_PEOPLE = re.compile(r"population|people", re.IGNORECASE)
_ADJECTIVES = re.compile(
    r"(?:(?:urban|rural|male|female|men|women|boys|girls|youth|total|all|both|adults?)\b[\s,/]*"
    r"(?:areas?|population|people|only)?[\s,/]*)+",
    re.IGNORECASE,
)
"""What only narrows what a caption names ("Urban" under "Access to safe water")."""
