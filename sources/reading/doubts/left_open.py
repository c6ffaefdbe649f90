"""Which part of a reading its words leave open: whose it is, when, or what; in a few words each.

A reading is sure only where all its parts are firm. These say of the first that is not why, so that
a person sees at once what there is to settle.
"""

from __future__ import annotations

from collections.abc import Sequence

from sources.reading.choosing.areas import AreaChoice, is_beside
from sources.reading.choosing.spans import code_of
from sources.reading.choosing.years import YearChoice, is_rival
from sources.reading.discourse.subjects import is_loosely_named
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.sentences.context import View
from sources.reading.sentences.model import ReadingDoubt
from sources.reference.concepts import concept_for
from sources.reference.resolve import area_label

NOT_TOGETHER = ReadingDoubt(
    "what", "what, whose and when each seem clear, and not surely enough to judge it unasked"
)
_FEW = 3
"""So many areas of a list are named."""


def open_part(
    areas: Sequence[AreaChoice], years: Sequence[YearChoice], view: View | None = None
) -> ReadingDoubt | None:
    """Whose a figure is, or when, where that is not firm; None where both are.

    Args:
        areas: Whom it may be about, best first.
        years: When, best first; one at least.
        view: Its sentence, where that is at hand.
    """
    if not (areas and areas[0].is_firm):
        named = () if view is None else tuple(code for area in view.areas for code in area.areas)
        return ReadingDoubt("whose", _whose(areas, named))
    return _open_year(years, view)


def with_others(
    first: ReadingDoubt | None,
    years: Sequence[YearChoice],
    view: View,
    *others: ReadingDoubt | None,
) -> ReadingDoubt | None:
    """A doubt with those that leave other parts of its reading open, one for each part.

    Args:
        first: What leaves it open first; None where nothing does.
        years: When it may be, best first; one at least.
        view: Its sentence.
        others: All that speaks against it, the weightiest first.
    """
    if first is None:
        return None
    found = {
        one.about: one for one in reversed((_open_year(years, view), *others)) if one is not None
    }
    beside = tuple(one for about, one in found.items() if about != first.about)
    return first._replace(beside=beside) if beside else first


def _open_year(years: Sequence[YearChoice], view: View | None = None) -> ReadingDoubt | None:
    return None if years[0].is_firm else ReadingDoubt("when", _when(years, view))


def _whose(areas: Sequence[AreaChoice], named: Sequence[str] = ()) -> str:
    if not areas or not areas[0].areas:
        return "no area is named"
    best = areas[0]
    name = say_areas(best.areas)
    if len(areas) > 1 and areas[1].areas and is_beside(areas[1], best):
        return f"{name} or {say_areas(areas[1].areas)}"
    is_loose = best.mention is not None and is_loosely_named(best.mention)
    if best.mention is not None and best.mention.text.casefold() == "it":
        return f"“{best.mention.text}” goes back to what was told before, perhaps of {name}"
    if best.mention is not None and (is_loose or not best.mention.areas):
        return f"“{best.mention.text}” may mean {name}"
    if best.mention is None and not set(best.areas) <= set(named):
        return f"not named in the sentence; perhaps {name}"
    return f"perhaps {name}, named elsewhere in the sentence"


def say_areas(codes: Sequence[str]) -> str:
    """Areas by their names: "Kenya", "Kenya and Uganda", "Kenya, Uganda and 4 more"."""
    names = [area_label(code) for code in codes]
    if len(names) > _FEW:
        names = [*names[: _FEW - 1], f"{len(names) - _FEW + 1} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _when(years: Sequence[YearChoice], view: View | None = None) -> str:
    best = years[0]
    own = _say_years(best)
    others = [one for one in years[1:] if is_rival(one, best) and _say_years(one) != own]
    if best.basis == "latest":
        spoken = next((one for one in years[1:] if one.basis == "spoken"), None)
        other = "" if spoken is None else f"; the newest, or {_say_years(spoken)} as before"
        return f"{_say_none_at_it(view)}{other}"
    if best.basis == "spoken":
        return f"{_say_none_at_it(view)}; perhaps {own} as before"
    if others:
        return f"{own} or {_say_years(others[0])}"
    return f"“{best.words}” may not be its year" if best.words else f"{own} is not certain"


def say_newest_or(view: View, year: int) -> str:
    """That no year is named, and that the newest may be meant, or the newest that its text names.

    Args:
        view: The sentence.
        year: The newest year that the text names.
    """
    return f"{_say_none_at_it(view)}; the newest, or {year}, the last that the text names"


def _say_none_at_it(view: View | None) -> str:
    """That no year is named, or that one is and need not be that of the figure."""
    if view is None:
        return "no year at it"
    named = tuple(dict.fromkeys(year.text.strip() for year in view.years if year.kind == "point"))
    if len(named) == 1:
        return f"“{named[0]}” stands elsewhere in the sentence"
    return "no year at it" if view.years else "no year in the sentence"


def _say_years(one: YearChoice) -> str:
    if one.last is None:
        return "the newest year" if one.first is None else f"{one.first} to the newest year"
    return str(one.last) if one.first in {None, one.last} else f"{one.first}–{one.last}"


def open_rank(
    series: SeriesChoice, area: AreaChoice, year: YearChoice, view: View, *, is_of_one: bool
) -> ReadingDoubt | None:
    """What is open of a rank or the like beside its kind; None where nothing is.

    Args:
        series: What it is by.
        area: Whose it is.
        year: When.
        view: Its sentence.
        is_of_one: Whether that is one country.
    """
    if doubt := open_part((area,) if area.areas else (), (year,), view):
        return doubt
    if not is_of_one:
        return ReadingDoubt("whose", f"{say_areas(area.areas)}, as one or each of them")
    if series.basis == "carried":
        return open_series((series,), None)
    return ReadingDoubt("when", _when((year,), view)) if year.basis == "spoken" else None


def open_series(series: Sequence[SeriesChoice], rival: SeriesChoice | None) -> ReadingDoubt:
    """What a figure measures, where its words do not say so surely.

    Args:
        series: What it may be of, best first; one at least.
        rival: Another that suits as well; None where none does.
    """
    best = _label(series[0])
    if series[0].basis == "guessed":
        words = f"no series is named by it; its words ({series[0].words}) are most like {best}"
        return ReadingDoubt("what", words)
    if series[0].basis == "beyond":
        return ReadingDoubt("what", f"its words name “{best}”, and no area has such a value")
    if rival is not None and _label(rival) != best:
        return ReadingDoubt("what", f"more than one series fits: {best} or {_label(rival)}")
    if series[0].basis == "inverse":
        return ReadingDoubt("what", f"so many to one, the inverse of {best}")
    if series[0].basis == "per_head":
        return ReadingDoubt("what", f"a sum told by the person; perhaps {best}")
    if series[0].is_carried:
        return ReadingDoubt("what", f"its own words do not name it; perhaps {best}")
    if series[0].series.topic == "growth_word" and series[0].words:
        words = f"what “{series[0].words}” is told of is not certain; perhaps {best}"
        return ReadingDoubt("what", words)
    return ReadingDoubt(
        "what",
        f"“{series[0].words}” may be told of something else; perhaps {best}"
        if series[0].words
        else best,
    )


def _label(choice: SeriesChoice) -> str:
    return concept_for(code_of(choice.series)).label
