"""Data Docs that open anywhere: Great Expectations renders, views of our own write the pages.

The pages as shipped load scripts, styles, fonts and a logo from six places on the network, put
values into HTML as they are, and list nothing while offline. Here every text that was rendered is
escaped, whatever it is; the style sheet stands in the page; a Content-Security-Policy allows that
sheet alone; and the index is plain links. What may surprise:

- a run's folder holds each suite once, so a page is called ``claims.html`` and not after the run,
  its time and its batch (`OnePageEach`), and links to it stay the same from run to run;
- the 4 MB of pictures and fonts that go with the pages as shipped are not copied (`OfflineSite`);
- Great Expectations logs a page that it could not render, and goes on; the checkpoint listens.

Great Expectations finds these classes by name, from the configuration in `site_config`.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from expectations.checks.base import no_warnings
from expectations.checks.data_docs_html import identify
from expectations.checks.data_docs_html import render as render_content
from expectations.standings import sheet
from expectations.wording.checks.suites import FAILS, say_held, say_under
from expectations.wording.verdicts import HEADINGS
from sources.tools.foreign import JsonMapping, Options

with no_warnings():
    from great_expectations.data_context.store import TupleFilesystemStoreBackend
    from great_expectations.render import (
        RenderedDocumentContent,
        RenderedHeaderContent,
        RenderedSectionContent,
        RenderedTableContent,
        TextContent,
    )
    from great_expectations.render.renderer.page_renderer import ValidationResultsPageRenderer
    from great_expectations.render.renderer.renderer import Renderer
    from great_expectations.render.renderer.site_builder import SiteBuilder
    from great_expectations.render.view import DefaultJinjaIndexPageView, DefaultJinjaPageView

INDEX = "index.html"
_HERE = Path(__file__).parent


def site_config(folder: Path) -> Options:
    """The configuration of a site in ``folder`` for a data context."""
    here = {"module_name": __name__}
    return {
        **here,
        "class_name": "OfflineSite",
        "show_how_to_buttons": False,
        "store_backend": {
            **here,
            "class_name": "OnePageEach",
            "base_directory": str(folder),
            "suppress_store_backend_id": True,
        },
        "site_index_builder": {
            "class_name": "DefaultSiteIndexBuilder",
            "renderer": {**here, "class_name": "IndexRenderer"},
            "view": {**here, "class_name": "IndexView"},
        },
        "site_section_builders": {
            "expectations": "None",
            "profiling": "None",
            "validations": {
                "class_name": "DefaultSiteSectionBuilder",
                "source_store_name": "validation_results_store",
                "renderer": {**here, "class_name": "SuitePageRenderer"},
                "view": {**here, "class_name": "PageView"},
            },
        },
    }


class OnePageEach(TupleFilesystemStoreBackend):  # type: ignore[misc]
    """Names what belongs to a validation result after its suite: ``claims.html``.

    The key of a validation result (suite, run, time, batch) cannot be read back from such a name,
    so the keys that were written are remembered.
    """

    def _convert_key_to_filepath(self, key: tuple[str, ...]) -> str:
        if len(key) != 4:
            path: str = super()._convert_key_to_filepath(key)
            return path
        self.__dict__.setdefault("written", {})[key] = None
        return f"{key[0]}{self.filepath_suffix or ''}"

    def list_keys(self, prefix: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
        """The keys written so far."""
        return list(self.__dict__.get("written", {}))


class OfflineSite(SiteBuilder):  # type: ignore[misc]
    """A site whose pages need nothing beside them."""

    def build(self, resource_identifiers: Any = None, build_index: bool = True) -> Any:
        """Build the pages and the index."""
        for section in self.site_section_builders.values():
            section.build(resource_identifiers=resource_identifiers)
        _, links = self.site_index_builder.build(build_index=build_index)
        return self.get_resource_url(only_if_exists=False), links


class SuitePageRenderer(ValidationResultsPageRenderer):  # type: ignore[misc]
    """A validation result as a page: what does not hold stands first."""

    def render(self, validation_results: Any, suite_parameters: Any = None) -> Any:
        """One section for the whole, then one for each heading that results fall under."""
        name = validation_results.suite_name
        suite = self._data_context.suites.get(name)
        held, all_of_them = _count(validation_results)
        run_name, run_time = self._parse_run_values(validation_results)
        by_heading: dict[str, list[Any]] = {heading: [] for heading in HEADINGS}
        for result in validation_results.results:
            heading = (result.result or {}).get("section", FAILS)
            by_heading[heading].append(result)
        used = {heading: results for heading, results in by_heading.items() if results}
        links = [
            {
                "link": f"#{identify(heading)}",
                "text": say_under(heading, len(results)),
            }
            for heading, results in used.items()
        ]
        blocks = [
            _title(f"{name.capitalize()}: {say_held(held, all_of_them)}"),
            TextContent(text=[links] if len(links) > 1 else []),
            TextContent(text=[suite.notes or "", f"Run {run_name}, {_say_time(run_time)}"]),
        ]
        overview = RenderedSectionContent(section_name="overview", content_blocks=blocks)
        sections = [self._section(heading, results) for heading, results in used.items()]
        return RenderedDocumentContent(
            sections=[overview, *sections],
            page_title=name.capitalize(),
            renderer_type=type(self).__name__,
        )

    def _section(self, heading: str, results: list[Any]) -> Any:
        section = self._column_section_renderer.render(validation_results=results)
        head, table = section.content_blocks
        head.header = f"{HEADINGS[heading]} ({len(results)})"
        table.header_row = ["Status", "Expected", "Observed"]
        table.styling = {"classes": ["results"]}
        head.styling = {"anchor": heading}
        section.section_name = heading
        return section


def _count(validation_results: Any) -> tuple[int, int]:
    """How many hold, of how many that could be checked; of many things each is counted."""
    held = evaluated = 0
    for result in validation_results.results:
        found = result.result or {}
        evaluated += found.get("evaluated", 1) - found.get("unchecked", 0)
        held += found.get("held", int(bool(result.success)))
    return held, evaluated


def _title(text: str) -> Any:
    return RenderedHeaderContent(header=text, styling={"classes": ["title"]})


class IndexRenderer(Renderer):  # type: ignore[misc]
    """The pages of a run as a table of links."""

    def __init__(self, data_context: Any = None) -> None:
        super().__init__()
        self._data_context = data_context

    def render(self, index_links_dict: JsonMapping) -> Any:
        """One row for each suite, in the order in which they ran."""
        rows = []
        run_name = ""
        for link in index_links_dict.get("validations_links", ()):
            name, run_name = link["expectation_suite_name"], link["run_name"]
            results = self._data_context.get_validation_result(
                name, link["run_id"], link["batch_identifier"]
            )
            held, evaluated = _count(results)
            rows.append(
                [
                    {"link": f"{name}.html", "text": name.capitalize()},
                    self._data_context.suites.get(name).notes or "",
                    f"{held} of {evaluated}",
                ]
            )
        blocks = [
            _title("What was checked"),
            TextContent(text=[f"Run {run_name}"]),
            RenderedTableContent(
                table=rows,
                header_row=["Suite", "What it asks", "Hold"],
                styling={"classes": ["pages"]},
            ),
        ]
        section = RenderedSectionContent(section_name="overview", content_blocks=blocks)
        return RenderedDocumentContent(sections=[section], page_title="Data Docs")


class PageView(DefaultJinjaPageView):  # type: ignore[misc]
    """Writes what was rendered as a page that loads nothing and runs nothing."""

    crumbs: tuple[tuple[str, str], ...] = (("Report", "../index.html"), ("Data Docs", INDEX))

    def __init__(self, **_: Any) -> None:
        self._page = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_HERE), autoescape=True, undefined=jinja2.StrictUndefined
        ).get_template("data_docs.html")
        own = (_HERE / "data_docs.css").read_text(encoding="utf-8")
        self._style = f"{sheet()}\n{own}"

    def render(self, document: Any, template: Any = None, **_: Any) -> str:
        """The page of a `RenderedDocumentContent`, every text in it escaped."""
        made = document.to_json_dict()
        digest = base64.b64encode(hashlib.sha256(self._style.encode()).digest()).decode()
        return self._page.render(
            title=f"{made['page_title']} – Corrigenda",
            style=Markup(self._style),
            style_hash=f"sha256-{digest}",
            crumbs=self.crumbs,
            sections=[
                [render_content(block) for block in section["content_blocks"]]
                for section in made["sections"]
            ],
        )


class IndexView(PageView, DefaultJinjaIndexPageView):  # type: ignore[misc]
    """The index is a page like the others."""

    crumbs = (("Report", "../index.html"),)


def _say_time(text: str) -> str:
    """2026-11-23T14:05:00Z as people write it."""
    return re.sub(r"T(\d\d:\d\d).*", r" \1 UTC", text)
