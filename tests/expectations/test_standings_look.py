"""The colours of the standings are written once, and every page has them."""

from __future__ import annotations

import re
from pathlib import Path

from expectations.checks.data_docs import PageView
from expectations.outcomes import STANDING_NAMES
from expectations.standings import colours, sheet
from reports.pages.rendering import style

ROOT = Path(__file__).resolve().parents[2]
STANDING = re.compile(r"--(?:holds|off|open|not-checkable)(?:-back)?:")


def test_one_sheet_has_the_colours_of_the_standings() -> None:
    sheets = [path for room in ("expectations", "reports") for path in (ROOT / room).rglob("*.css")]
    found = [one.name for one in sheets if STANDING.search(one.read_text(encoding="utf-8"))]
    assert found == ["standings.css"]


def test_the_report_the_page_of_a_text_and_data_docs_take_that_sheet() -> None:
    for name in ("page.css", "text_page.css"):
        assert len(STANDING.findall(style(name))) == len(STANDING.findall(sheet()))
    page = PageView()
    assert sheet() in page.render(_Empty())


def test_where_no_sheet_may_stand_the_light_colours_are_taken() -> None:
    assert tuple(colours()) == STANDING_NAMES
    light = sheet().partition("@media")[0]
    assert all(f"{colour};" in light for colour in colours().values())


class _Empty:
    """A page of Data Docs with nothing on it."""

    def to_json_dict(self) -> dict[str, object]:
        return {"page_title": "Nothing", "sections": []}
