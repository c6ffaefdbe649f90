"""An edition that is embedded and was had elsewhere too, with other data."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.errors import SnapshotError
from sources.snapshots.adding import add_vintage
from sources.snapshots.load import EMBEDDED, load_snapshot, locate_vintages
from sources.snapshots.needs import Wanted

CODE = "AMA.GDP.CURR.USD"
KEY = "ama@2026-02-01"
WANTED = Wanted({"ama": frozenset({CODE})}, 2016)


def add(folder: Path, value: str) -> str:
    table = folder / f"{value}.csv"
    table.write_text(f"iso3,indicator,year,value\nCHN,{CODE},2017,{value}\n", encoding="utf-8")
    own = str(folder / f"own-{value}")
    add_vintage(table, "ama", "2026-02-01", "CC0", own, supplied_by="A. Keeper")
    return own


@pytest.mark.parametrize("is_first", [True, False])
def test_what_was_had_elsewhere_counts_and_the_embedded_edition_fills_the_rest(
    tmp_path: Path, is_first: bool
) -> None:
    own = add(tmp_path, "7")
    alone = load_snapshot([EMBEDDED], WANTED)
    both = load_snapshot([own, EMBEDDED] if is_first else [EMBEDDED, own], WANTED)

    def rows(which: str) -> dict[tuple[str, int], float]:
        table = (alone if which == "alone" else both).observations
        table = table[(table["source"] == "ama") & (table["vintage"] == "2026-02-01")]
        assert not table.duplicated(["indicator", "ref_area", "time_period"]).any()
        keys = zip(table["ref_area"], table["time_period"], strict=True)
        return dict(zip(keys, table["obs_value"], strict=True))

    expected = {**rows("alone"), ("CHN", 2017): 7.0}
    assert rows("both") == expected
    assert [one.key for one in both.vintages].count(KEY) == 1


def test_how_it_was_settled_stands_in_the_notes_of_the_edition(tmp_path: Path) -> None:
    both = load_snapshot([EMBEDDED, add(tmp_path, "7")], WANTED)
    told = both.vintage(KEY).notes[-1]
    assert told == (
        f"This edition is also embedded, with other data; of {CODE} the values read beside it "
        "count."
    )
    assert load_snapshot([EMBEDDED], WANTED).vintage(KEY).notes[-1:] != (told,)


def test_the_edition_is_located_where_it_was_had(tmp_path: Path) -> None:
    own = add(tmp_path, "7")
    located, _ = locate_vintages([EMBEDDED, own])
    assert [folder for folder, vintage in located if vintage.key == KEY] == [Path(own)]


def test_two_copies_of_an_edition_of_which_none_is_embedded_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="with other data"):
        load_snapshot([add(tmp_path, "7"), add(tmp_path, "8")], WANTED)
