"""What is not ours to define, and so stays a mapping of names to whatever there is.

What we define ourselves is a struct or a dataclass, whose fields mypy sees. The names below are the
only ones that anything else goes by: `python -m benchmarks.layout` counts them apart, and counts
each ``dict[str, Any]`` elsewhere as one that lacks its struct.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

JsonObject = dict[str, Any]
"""An object of a format that others define: JSON-LD, RO-Crate, SARIF, OpenLineage, JSON Schema,
Slack's blocks, rows of UN Comtrade, a suite or a result of Great Expectations."""

JsonMapping = Mapping[str, Any]
"""The same where it is only read; also what a parser of TOML or pydantic tells of a person's file.
"""

Options = dict[str, Any]
"""What a library is given by name: a flow's settings for Prefect, a file's for Parquet, a site's
for Great Expectations, an answer's for FastAPI."""

AsgiMessage = MutableMapping[str, Any]
"""A scope or a message of ASGI (https://asgi.readthedocs.io)."""

Receive = Callable[[], Awaitable[AsgiMessage]]
Send = Callable[[AsgiMessage], Awaitable[None]]
AsgiApp = Callable[[AsgiMessage, Receive, Send], Awaitable[None]]
"""An application of ASGI, by what it takes and gives."""
