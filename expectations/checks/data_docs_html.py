"""Rendered content of Great Expectations as HTML, every text in it escaped.

Content is nested: text, lists of content, and blocks, which are mappings with a
``content_block_type``. Nothing is taken for HTML here, neither a parameter nor a template, so that
``<script>`` in a phrase, a group's name or the message of an exception shows as what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from expectations.wording.checks.suites import FAILS
from sources.tools.foreign import JsonMapping

_BADGES = {
    **dict.fromkeys(("reproduced", "understated", "overstated", "revised", "holds"), "holds"),
    **dict.fromkeys(("refuted", "contradicted", "definition-dependent", "stale"), "off"),
    **dict.fromkeys((FAILS, "crashed"), "off"),
}
_TAGS = frozenset({"span", "p", "q", "strong", "em", "code", "hr", "h5", "h6"})
_LINK = re.compile(r"#[a-z0-9-]+|[a-z0-9_-]+\.html")
_PARAMETER = re.compile(r"\$(?:\{(\w+)\}|(\w+))")


def render(content: Any) -> Markup:
    """Rendered content as HTML. Whatever is not one of the known blocks is written as text."""
    if content is None:
        return Markup()
    if isinstance(content, Sequence) and not isinstance(content, str):
        return Markup(" ").join(render(item) for item in content)
    if not isinstance(content, Mapping):
        return escape(str(content))
    if "link" in content:
        return _render_link(str(content["link"]), str(content["text"]))
    writer = _WRITERS.get(content.get("content_block_type", ""))
    return writer(content) if writer else render(list(content.values()))


def _render_link(target: str, text: str) -> Markup:
    """A link to a page beside this one, or to a place on this one; anywhere else is no link."""
    if not _LINK.fullmatch(target):
        return escape(text)
    return Markup('<a href="{}">{}</a>').format(target, text)


def _render_text_template(block: JsonMapping) -> Markup:
    made = block["string_template"]
    params = made.get("params") or {}
    text = _PARAMETER.sub(
        lambda at: str(params.get(at[1] or at[2], at[0])), made.get("template", "")
    ).strip()
    tag = made.get("tag", "span")
    if not text:
        return Markup()
    if "label" in params:
        made = Markup('<span class="badge {}"{}>{}</span>')
        return made.format(_BADGES.get(text, "open"), _id(params.get("anchor", "")), text)
    return Markup("<{0}>{1}</{0}>").format(tag if tag in _TAGS else "span", text)


def _render_header(block: JsonMapping) -> Markup:
    level = "h1" if "title" in _classes(block) else "h2"
    anchor = _id((block.get("styling") or {}).get("anchor", ""))
    head = Markup("<{0}{1}>{2}</{0}>").format(level, anchor, render(block["header"]))
    return head + render(block.get("subheader"))


def _render_lines(block: JsonMapping) -> Markup:
    lines = block.get("text") or block.get("bullet_list") or block.get("value_list") or []
    made = [Markup("<p>{}</p>").format(render(line)) for line in lines if line]
    return Markup('<div class="notes">{}</div>').format(Markup("").join(made))


def _render_table(block: JsonMapping) -> Markup:
    heads = [render(cell) for cell in block.get("header_row") or ()]
    classes = [name for name in _classes(block) if name in {"results", "pages"}]
    kind = Markup(' class="{}"').format(classes[0]) if classes else Markup()
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(cell) for cell in heads)
    rows = [
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td>{}</td>").format(render(cell)) for cell in row)
        )
        for row in block["table"]
    ]
    # Who has no mouse scrolls with the keys, and hears what the box holds.
    named = Markup(", ").join(heads).striptags() or "Values"
    return Markup(
        '<div class="scroll" role="group" tabindex="0" aria-label="Table: {}">'
        "<table{}><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(named, kind, head, Markup("\n").join(rows))


def _render_collapse(block: JsonMapping) -> Markup:
    made = Markup("<details><summary>{}</summary>{}</details>")
    return made.format(render(block.get("collapse_toggle_link")), render(block["collapse"]))


_WRITERS: Mapping[str, Callable[[JsonMapping], Markup]] = {
    "string_template": _render_text_template,
    "header": _render_header,
    "text": _render_lines,
    "bullet_list": _render_lines,
    "value_list": _render_lines,
    "table": _render_table,
    "collapse": _render_collapse,
}


def _classes(block: JsonMapping) -> Sequence[str]:
    found: Sequence[str] = (block.get("styling") or {}).get("classes") or ()
    return found


def identify(text: str) -> str:
    """What a claim or a heading is linked by: ``claims.html#gdp-share``."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _id(text: str) -> Markup:
    return Markup(' id="{}"').format(identify(text)) if identify(text) else Markup()
