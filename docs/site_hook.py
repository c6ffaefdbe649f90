"""A hook of MkDocs: no page of the site loads anything from elsewhere."""

from __future__ import annotations

import re
from typing import Any

_FROM_ELSEWHERE = re.compile(r'<script[^>]*src="https?://[^"]*"[^>]*></script>')


def on_post_page(output: str, **_: Any) -> str:
    """Take away what the theme would load from a network; the search then needs a web server."""
    return _FROM_ELSEWHERE.sub("", output)


def on_post_template(output_content: str, **_: Any) -> str:
    """The same for pages that are no documents, such as that of a wrong address."""
    return on_post_page(output_content)
