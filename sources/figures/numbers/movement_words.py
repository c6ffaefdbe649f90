"""Words that tell a movement: verbs of rising and falling in all their forms, and their nouns.

Whoever asks of a text whether something rose or fell builds its pattern from these, so that a verb
is known everywhere or nowhere: the direction of a figure, a fall of a rate of growth, how a figure
relates to an earlier one, and what leaves a reading in doubt.

Each verb is a line of its forms, the bare one first: alone it may be a noun ("a fall", "a
contract"), after "to" or "will" it is the verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Verbs = tuple[str, ...]
"""Verbs, each a line of its forms: bare, third person, past, participle, with -ing."""

RISING: Verbs = (
    "rise rises rose risen rising",
    "increase increases increased increasing",
    "grow grows grew grown growing",
    "expand expands expanded expanding",
    "gain gains gained gaining",
    "climb climbs climbed climbing",
    "jump jumps jumped jumping",
    "surge surges surged surging",
    "soar soars soared soaring",
    "swell swells swelled swollen swelling",
    "skyrocket skyrockets skyrocketed skyrocketing",
    "rebound rebounds rebounded rebounding",
    "leap leaps leapt leaped leaping",
)
"""What goes up, of itself; a currency that appreciates is none: what a dollar costs falls."""

FALLING: Verbs = (
    "fall falls fell fallen falling",
    "drop drops dropped dropping",
    "decline declines declined declining",
    "decrease decreases decreased decreasing",
    "shrink shrinks shrank shrunk shrunken shrinking",
    "contract contracts contracted contracting",
    "slump slumps slumped slumping",
    "plunge plunges plunged plunging",
    "plummet plummets plummeted plummeting",
    "tumble tumbles tumbled tumbling",
    "dip dips dipped dipping",
    "sink sinks sank sunk sinking",
    "slide slides slid sliding",
    "slip slips slipped slipping",
    "recede recedes receded receding",
    "dwindle dwindles dwindled dwindling",
    "diminish diminishes diminished diminishing",
    "collapse collapses collapsed collapsing",
)
"""What goes down, of itself."""

LOWERING: Verbs = (
    "reduce reduces reduced reducing",
    "lose loses lost losing",
    "cut cuts cut cutting",
    "slash slashes slashed slashing",
    "lower lowers lowered lowering",
)
"""What brings down something else, or itself ("the economy lost 3%")."""

QUICKENING: Verbs = ("accelerate accelerates accelerated accelerating",)
SLOWING: Verbs = (
    "slow slows slowed slowing",
    "ease eases eased easing",
    "narrow narrows narrowed narrowing",
    "weaken weakens weakened weakening",
)
"""What becomes less and goes on: growth that slowed is growth still, and no fall."""

MULTIPLYING: Verbs = (
    "double doubles doubled doubling",
    "triple triples tripled tripling",
    "treble trebles trebled trebling",
    "quadruple quadruples quadrupled quadrupling",
    "quintuple quintuples quintupled quintupling",
)
HALVING: Verbs = ("halve halves halved halving",)

RISES = frozenset(
    {"rise", "increase", "growth", "expansion", "gain", "climb", "jump", "surge", "rebound"}
)
"""Nouns of a rise, of anything."""

FALLS = frozenset(
    {"fall", "drop", "decline", "decrease", "reduction", "loss", "slump", "plunge", "collapse"}
)
"""Nouns of a fall, of anything."""

FALLS_OF_OUTPUT = frozenset({"contraction", "recession", "downturn", "shrinkage"})
"""Nouns that by themselves say that what is told is below zero: "a recession of 3%"."""

BEFORE_BARE = (
    "to", "will", "would", "could", "may", "might", "can", "should", "shall", "must", "did", "not",
)  # fmt: skip
"""Words after which the bare form of a verb is the verb."""

OTHER_THINGS = frozenset({"contract", "lower"})
"""Bare forms that are, alone, mostly a thing that moves nowhere."""


def forms(*kinds: Verbs) -> frozenset[str]:
    """All forms of verbs."""
    return frozenset(form for verbs in kinds for line in verbs for form in line.split())


def bare_forms(*kinds: Verbs) -> frozenset[str]:
    """The bare forms of verbs ("fall")."""
    return frozenset(line.split()[0] for verbs in kinds for line in verbs)


def inflected_forms(*kinds: Verbs) -> frozenset[str]:
    """The forms of verbs that are no noun: all but the bare ones ("fell", "falling")."""
    return frozenset(form for verbs in kinds for line in verbs for form in line.split()[1:])


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of some words, to stand between boundaries of words."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))})"
