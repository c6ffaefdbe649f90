"""Tables of observations that a person supplies: what is taken in, and each refusal."""

from __future__ import annotations

import csv
import io
import math
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.errors import ObservationsError
from sources.reference.areas import AREAS
from sources.snapshots.own_tables import MOST_ROWS, Key, read_table

FILE = Path("mine.csv")
HEADER = "iso3,indicator,year,value\n"


def read(text: str | bytes, **options: bool | int) -> dict[Key, float]:
    content = text if isinstance(text, bytes) else text.encode()
    return dict(read_table(FILE, content, **options).items())  # type: ignore[arg-type]


def refusal(text: str | bytes, **options: bool | int) -> ObservationsError:
    with pytest.raises(ObservationsError) as raised:
        read(text, **options)
    return raised.value


def test_rows_are_sorted_by_indicator_area_and_year() -> None:
    table = read(HEADER + "IND,POP,2011,3\nCHN,POP,2010,1\nIND,GDP,2010,4\nIND,POP,2010,2.5\n")
    assert list(table.items()) == [
        (("GDP", "IND", 2010), 4.0),
        (("POP", "CHN", 2010), 1.0),
        (("POP", "IND", 2010), 2.5),
        (("POP", "IND", 2011), 3.0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "NAM,NA,2010,1e6\n",
        "\ufeff" + HEADER + "NAM,NA,2010,1000000",
        HEADER.replace("\n", "\r\n") + "\r\nNAM,NA,2010,+1000000.0\r\n",
        HEADER.replace("\n", "\r") + "NAM,NA,2010,1000000.\r",
        '"iso3","indicator","year","value"\n"NAM","NA","2010","1E+6"\n\n',
    ],
    ids=["plain", "byte order mark", "CRLF", "CR", "quoted"],
)
def test_namibia_and_an_indicator_called_na_are_read_whatever_the_line_ends(text: str) -> None:
    assert read(text) == {("NA", "NAM", 2010): 1e6}


def test_a_sources_own_areas_are_taken_in() -> None:
    table = read(HEADER + "SDN_former,G,2009,1\nZZ_TZA_ZNZ,G,2009,1\nWLD,G,2009,1\nXKX,G,2009,1\n")
    assert {area for _, area, _ in table} == {"SDN_former", "ZZ_TZA_ZNZ", "WLD", "XKX"}


@pytest.mark.parametrize(
    ("text", "line", "what", "mend"),
    [
        ("", None, "no observation in it", "iso3,indicator,year,value"),
        ("\n\n", None, "no observation in it", "iso3,indicator,year,value"),
        (HEADER, None, "no observation in it", "below the header"),
        ("CHN,POP,2010,1\n", 1, "the header is 'CHN,POP,2010,1'", "The first line must be"),
        ("iso3,year,indicator,value\n", 1, "the header is", "iso3,indicator,year,value"),
        ("iso3;indicator;year;value\n", 1, "the header is", "iso3,indicator,year,value"),
        (HEADER + "CHN,POP,2010\n", 2, "3 fields instead of 4", "thousands"),
        (HEADER + "CHN,POP,2010,1,000\n", 2, "5 fields instead of 4", "thousands"),
        (HEADER + 'CHN,POP,2010,"1,000"\n', 2, "'1,000' is not a number", "digits"),
        (HEADER + "CHN,POP,2010,1 000\n", 2, "'1 000' is not a number", "digits"),
        (HEADER + "CHN,POP,2010,1_000\n", 2, "'1_000' is not a number", "digits"),
        (HEADER + "CHN,POP,2010,١٢\n", 2, "is not a number", "digits"),
        (HEADER + "CHN,POP,2010,many\n", 2, "'many' is not a number", "digits"),
        (HEADER + "CHN,POP,2010,..\n", 2, "'..' is not a number", "leave out"),
        (HEADER + "CHN,POP,2010,nan\n", 2, "'nan' is not a number", "leave out"),
        (HEADER + "CHN,POP,2010,inf\n", 2, "'inf' is not a number", "digits"),
        (HEADER + "CHN,POP,2010,-1e999\n", 2, "'-1e999' is too large", "at most 1e30"),
        (HEADER + "CHN,POP,2010,1e308\n", 2, "'1e308' is too large", "at most 1e30"),
        (HEADER + "CHN,POP,2010,\n", 2, "no value", "Leave out the line"),
        (HEADER + "CHN,POP,2010.5,1\n", 2, "'2010.5' is no year", "1800 to 2100"),
        (HEADER + "CHN,POP,1799,1\n", 2, "'1799' is no year", "1800 to 2100"),
        (HEADER + "CHN,POP,2101,1\n", 2, "'2101' is no year", "1800 to 2100"),
        (HEADER + "CHN,POP,10,1\n", 2, "'10' is no year", "1800 to 2100"),
        (HEADER + "CHN,POP,YR2010,1\n", 2, "'YR2010' is no year", "1800 to 2100"),
        (HEADER + "CHN,POP,,1\n", 2, "'' is no year", "1800 to 2100"),
        (HEADER + "CHN,,2010,1\n", 2, "no indicator", "own code"),
        (HEADER + "CHN, POP,2010,1\n", 2, "' POP' has blanks around it", "alone"),
        (HEADER + 'CHN,"P\nP",2010,1\n', 2, "'P\\nP' has blanks", "alone"),
        (HEADER + "CHN,P\0P,2010,1\n", 2, "'P\\x00P' has blanks", "alone"),
        (HEADER + ",POP,2010,1\n", 2, "no area code", "--drop-uncoded"),
        (HEADER + "chn,POP,2010,1\n", 2, "unknown area code 'chn'", "Did you mean CHN?"),
        (HEADER + "CHN ,POP,2010,1\n", 2, "unknown area code 'CHN '", "Did you mean CHN?"),
        (HEADER + "Namibia,POP,2010,1\n", 2, "'Namibia'", "Did you mean NAM (Namibia)?"),
        (HEADER + "NA,POP,2010,1\n", 2, "unknown area code 'NA'", "Namibia is NAM"),
        (HEADER + "ZZZ,POP,2010,1\n", 2, "'ZZZ'", "a code of your own counts once"),
        (HEADER + "CHN,POP,2010,1\n\nCHN,POP,2010,1\n", 4, "line 2 has it too", "Keep one"),
        (HEADER + 'CHN,POP,2010,"1\n', 2, "not CSV", "quotes"),
        (HEADER + 'CHN,POP,2010,"1"2\n', 2, "not CSV", "quotes"),
        (HEADER + "CHN,POP,2010," + "1" * 200_000, 2, "not CSV", "short fields"),
        (HEADER.encode() + b"CHN,POP,2010,1\nCHN,P\xe9P,2010,1\n", 3, "not text in UTF-8", "UTF-8"),
        (HEADER.encode("utf-16"), 1, "not text in UTF-8", "UTF-8"),
        (bytes(range(256)) * 40, 2, "not text in UTF-8", "UTF-8"),
        (b"\0" * 1000, 1, "the header is", "iso3,indicator,year,value"),
    ],
)
def test_a_table_at_fault_is_refused_with_the_line_and_the_mend(
    text: str | bytes, line: int | None, what: str, mend: str
) -> None:
    error = refusal(text)
    assert error.file == "mine.csv"
    assert error.line == line
    assert what in error.what
    assert mend in error.mend
    assert len(str(error)) < 500
    assert "\n" not in str(error)


def test_the_line_of_a_fault_below_a_field_of_several_lines_is_the_right_one() -> None:
    error = refusal(HEADER + 'CHN,POP,2010,1\n"CH\nN",POP,2010,1\n')
    assert error.line == 3


def test_a_refusal_survives_pickling() -> None:
    error = refusal(HEADER + "CHN,POP,2010,many\n")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_rows_without_a_code_are_dropped_only_when_asked_and_counted() -> None:
    text = HEADER + ",POP,2010,1\nCHN,POP,2010,2\n,POP,2010,3\n"
    assert refusal(text).line == 2
    table = read_table(FILE, text.encode(), drop_uncoded=True)
    assert dict(table.items()) == {("POP", "CHN", 2010): 2.0}
    assert table.dropped == 2


def test_a_table_of_nothing_but_rows_without_a_code_is_refused() -> None:
    assert "no observation" in refusal(HEADER + ",POP,2010,1\n", drop_uncoded=True).what


def test_earlier_years_are_left_out_but_checked() -> None:
    text = HEADER + "CHN,POP,2004,1\nCHN,POP,2005,2\n"
    assert read(text, first_year=2005) == {("POP", "CHN", 2005): 2.0}
    assert refusal(text, first_year=2006).what == "no observation from 2006 on"
    assert refusal(text + "CHN,POP,2000,x\n", first_year=2005).line == 4
    assert refusal(text + "CHN,POP,2004,1\n", first_year=2005).line == 4


VALUES = st.floats(-1e30, 1e30)
PRINTED = st.characters(exclude_categories=["C", "Z"])
CODES = st.builds(
    lambda first, inner, last: first + (inner + last if last else ""),
    PRINTED,
    st.text(PRINTED | st.just(" "), max_size=10),
    PRINTED | st.just(""),
)
KEYS = st.tuples(CODES, st.sampled_from(sorted(AREAS)), st.integers(1800, 2100))


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=20))
def test_what_is_written_is_read(rows: dict[Key, float]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("iso3", "indicator", "year", "value"))
    writer.writerows((area, code, year, value) for (code, area, year), value in rows.items())
    table = read(text.getvalue())
    assert table == rows
    assert list(table) == sorted(rows)
    assert all(math.copysign(1, table[key]) == math.copysign(1, rows[key]) for key in rows)


@given(st.binary(max_size=300))
def test_rubbish_is_refused_and_never_breaks_the_reader(rubbish: bytes) -> None:
    refusal(rubbish)


@given(st.text(max_size=40))
def test_a_row_of_rubbish_is_refused_by_name_and_line(rubbish: str) -> None:
    try:
        read_table(FILE, f"{HEADER}CHN,POP,2010,{rubbish}".encode(errors="surrogatepass"))
    except ObservationsError as error:
        assert error.file == "mine.csv"
        assert error.line is not None


def test_of_two_faults_the_first_one_in_the_table_is_told() -> None:
    twice = "CHN,POP,2010,1\nIND,POP,2010,1\nCHN,POP,2010,2\n"
    error = refusal(f"{HEADER}{twice}CHN,POP,soon,2\n")
    assert (error.line, error.what) == (
        4, "CHN, 'POP', 2010 is here a second time; line 2 has it too"
    )  # fmt: skip
    assert refusal(f"{HEADER}CHN,POP,soon,2\n{twice}").line == 2


@pytest.mark.slow
def test_a_table_of_more_rows_than_a_snapshot_is_read_with_is_refused() -> None:
    years = range(1800, 2100)
    lines = [f"CHN,X{at // 300},{years[at % 300]},{at}" for at in range(MOST_ROWS + 1)]
    whole = "\n".join(lines[:-1])
    assert len(read_table(FILE, f"{HEADER}{whole}".encode())) == MOST_ROWS
    error = refusal("\n".join([HEADER.strip(), *lines]))
    assert (error.line, error.what) == (
        MOST_ROWS + 2, "this is more than 2,000,000 observations"
    )  # fmt: skip
