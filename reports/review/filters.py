"""The filters of the queue: what a query says, checked, and the query that says it again.

A claim that was opened from a filtered queue carries the filters, so that its way back and its
neighbours are those of that queue. Only known values go into an address.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

from expectations.outcomes import Verdict
from reports.records import QueuePage
from reports.store import Store

STATUSES = ("new", "changed", "deferred", "decided", "quiet")
PER_PAGE = 50
MOST_TEXT = 200
_MOST_PAGES = 1_000_000


@dataclass(frozen=True)
class Filters:
    """What the queue is filtered by."""

    status: str = ""
    verdict: str = ""
    paper: str = ""
    q: str = ""
    page: int = 1

    @property
    def query(self) -> str:
        """As the query of an address, without what is left at its default."""
        said = {name: value for name, value in vars(self).items() if value not in ("", 1)}
        return urlencode(said, errors="replace")

    def with_(self, **changes: str | int) -> str:
        """The query with some of it otherwise; from the first page unless that is named."""
        return replace(self, **{"page": 1, **changes}).query  # type: ignore[arg-type]

    def find(self, store: Store) -> QueuePage:
        """The page of the queue."""
        return store.queue(self.status, self.verdict, self.paper, self.q, self.page, PER_PAGE)


def read_filters(
    status: str = "", verdict: str = "", paper: str = "", q: str = "", page: str = ""
) -> Filters:
    """Filters from what a query holds; what is not known counts as left out."""
    text = "".join(character for character in q[:MOST_TEXT] if character.isprintable())
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 8 else 1
    return Filters(
        status if status in STATUSES else "",
        verdict if verdict in {one.value for one in Verdict} else "",
        paper if 0 < len(paper) <= 64 and paper.isprintable() else "",
        " ".join(text.split()),
        min(max(1, number), _MOST_PAGES),
    )


def parse_filters(query: str) -> Filters:
    """Filters from a query as one text, such as a form carries it back."""
    try:
        found = parse_qs(query[:2000], max_num_fields=20)
    except ValueError:
        return Filters()
    first = {name: values[0] for name, values in found.items() if name in vars(Filters())}
    return read_filters(**first)
