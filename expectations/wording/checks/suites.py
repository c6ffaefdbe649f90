"""What a suite asks, why each of its expectations is asked, and how many of them hold."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NOT_A_PASS = "It was not checked, so it does not count as a pass."
NOTHING_CHECKED = "The table is empty: nothing was checked, so nothing holds."
HOLDS, FAILS = "holds", "does not hold"
OF_REGISTERS = "Are the registers whole? Nothing here depends on the statistics."
OF_CLAIMS = "Do the figures hold? What was not checked counts as no pass."
NOTES: Mapping[str, str] = MappingProxyType(
    {
        "claims_of_paper_to_hold": "The declared readings lie inside what the figures admit.",
        "register_of_paper_to_be_whole": "What is judged is what the register means to say.",
        "claim_to_hold": "The declared reading lies inside what the figure admits.",
        "claim_ids_to_be_unique": "A verdict belongs to one claim.",
        "claims_to_be_measured_or_explained": "No figure is passed over in silence.",
        "phrases_to_state_figures": "What is checked is what the paper prints.",
        "figures_to_admit_themselves": "A figure that is exactly right is never called off.",
        "overrides_to_have_reasons": "A reader can see why a figure was read otherwise.",
        "readings_to_be_known": "A misspelt group or indicator would leave a claim unresolved.",
        "observation_keys_to_be_unique": "A row that stands twice would count twice.",
        "areas_to_be_known": "A row under an unknown code would be in no total.",
        "values_to_be_numbers": "A value that is missing is a missing row, not a NaN.",
        "totals_not_to_be_negative": "People and money are not less than nothing.",
        "vintage_to_reach_its_time": "Old data under a new date would look like a revision.",
        "countries_to_add_up": "A country that is missing or stands twice shows in the sum.",
        "group_to_be_covered": "A total without its large members is not the group's.",
        "group_totals_not_to_jump": "A slip of units or of a decimal point shows as a jump.",
    }
)
"""Why each is expected, for those who read the files."""
_PLURAL: Mapping[str, str] = MappingProxyType({HOLDS: "hold", FAILS: "do not hold"})


def say_claims_suite(title: str) -> str:
    """What the suite *claims* of a paper asks."""
    return (
        f"Do the figures of “{title}” hold? A claim holds when its declared reading, as the "
        "author could have seen it, lies inside what the figure admits. What no public indicator "
        "covers does not hold either: nothing unchecked counts as a pass."
    )


def say_register_suite(title: str) -> str:
    """What the suite *register* of a paper asks."""
    return f"Is the register of “{title}” whole? Nothing here depends on the statistics."


def say_observations_suite(title: str) -> str:
    """What the suite *observations* of a paper asks."""
    return (
        f"Are the statistics fit to judge “{title}” by? Groups and indicators are those that "
        "its register names. A total is an indicator that can be summed; rates cannot."
    )


def say_so_many(of: str, count: int, broken: int) -> str:
    """For how many of a kind a rule holds.

    Args:
        of: The kind: ``claims``, ``observations``.
        count: How many there are.
        broken: How many break it.
    """
    if broken:
        return f"Not so for {broken:,} of {count:,} {of}."
    return f"So for all {count:,} {of}."


def say_not_so(expected: str, unexpected: tuple[str, ...] | list[str]) -> str:
    """What is expected, and what is not so."""
    return f"{expected} Not so: {'; '.join(unexpected)}."


def say_held(held: int, of: int, what: str = "") -> str:
    """How many of some things hold: "Claims: 7 of 14 hold"."""
    return f"{held} of {of} {what} hold" if what else f"{held} of {of} hold"


def say_kept(held: int, rules: int, claims: int) -> str:
    """How many rules a register keeps."""
    return f"{held} of {rules} rules are kept by all {claims} claims."


def say_under(heading: str, count: int) -> str:
    """How many results stand under a heading."""
    return f"{count} {_PLURAL.get(heading, heading)}"
