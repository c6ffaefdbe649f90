"""What a refresh did, as the terminal prints it and as Prefect records it."""

from __future__ import annotations

from flows.refreshing import Refreshed
from flows.terminal import printable, wrap
from sources.model import Failure


def is_whole(refreshed: Refreshed) -> bool:
    """Whether all that was asked was had, and may be used."""
    return refreshed.outcome != "quarantined" and not refreshed.failures


def say_outcome(refreshed: Refreshed) -> str:
    """One sentence: what became of what was fetched."""
    name, keys = refreshed.folder.name, ", ".join(refreshed.keys)
    match refreshed.outcome:
        case "stored":
            said = f"Stored {keys} as snapshot {name}, which is now current."
        case "same":
            said = f"Nothing new upstream: snapshot {name} has {keys}, nothing was stored."
        case "quarantined":
            said = (
                f"Not plausible: {keys} went into quarantine as {name}, and the current snapshot "
                "is as it was."
            )
    failed = ", ".join(dict.fromkeys(_failed(failure) for failure in refreshed.failures))
    return f"{said} Could not be had: {failed}." if failed else said


def _failed(failure: Failure) -> str:
    if not failure.indicators:
        return failure.source
    return f"{', '.join(failure.indicators)} of {failure.source}"


def say_faults(refreshed: Refreshed) -> list[str]:
    """What was not had, and what is not plausible: a sentence each."""
    return [*map(_say_failure, refreshed.failures), *refreshed.reasons]


def _say_failure(failure: Failure) -> str:
    mend = f" {failure.mend}." if failure.mend else ""
    return f"{failure.source}: {failure.reason}.{mend}"


def render_refreshed(refreshed: Refreshed) -> str:
    """What changed, source by source, and where it lies."""
    parts = []
    for source in refreshed.changes.get("sources", []):
        head, *lines = source["text"]
        parts.append("\n".join([wrap(head), *(wrap(line, "  ") for line in lines)]))
    parts.append(wrap(say_outcome(refreshed)))
    if refreshed.outcome == "quarantined":
        docs = refreshed.folder / "checks" / "data_docs" / "index.html"
        accept = f"corrigenda snapshot use {refreshed.folder.name}"
        parts.append(f"Checks:   {printable(str(docs))}\nTo use it all the same: {accept}")
    else:
        parts.append(f"Snapshot: {printable(str(refreshed.folder))}")
    return "\n\n".join(parts)
