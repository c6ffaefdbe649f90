"""Reviewers' names: what stands under a decision, and leaves with a correction.

The rule, in the order in which it is held:

1. PRECIS' nickname profile (RFC 8266, RFC 8264): no control, direction or invisible characters;
   wide and other compatibility forms become their plain ones; blanks are single.
2. No colon: names with one are channels' ("github:…").
3. Letters of one script, or of those that Japanese, Korean and Chinese are written in together
   with Latin letters (UTS 39, "highly restrictive").
4. Not a name of the program's own, whatever letters look like its letters (UTS 39's table of
   confusables) and whatever marks they bear.
"""

from __future__ import annotations

import unicodedata

from sources.errors import InputError

MOST_NAME = 80
RESERVED = frozenset({"publish", "recheck", "corrigenda", "cli", "system"})
"""Names that events use for the program's own parts, or would seem to."""

_TOGETHER = (
    frozenset({"LATIN", "HAN", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "HAN", "HANGUL"}),
    frozenset({"LATIN", "HAN", "BOPOMOFO"}),
)
_OF_ALL_SCRIPTS = frozenset({"COMMON", "INHERITED"})


def read_name(text: str) -> str:
    """A reviewer's name, as it is shown beside each decision.

    Raises:
        InputError: It is empty, too long, or against the rule.
    """
    if not text.strip():
        raise InputError("a reviewer needs a name", mend="Say who decides")
    if len(text) > 5 * MOST_NAME:
        raise InputError(f"a name has {MOST_NAME} characters at the most", mend="Shorten it")
    name = _as_nickname(" ".join(text.split()))
    if len(name) > MOST_NAME:
        raise InputError(f"a name has {MOST_NAME} characters at the most", mend="Shorten it")
    if ":" in name:
        raise InputError(
            f"{name!r} has a colon, as the names of channels do", mend="Leave the colon out"
        )
    scripts = _scripts(name)
    if len(scripts) > 1 and not any(scripts <= allowed for allowed in _TOGETHER):
        written = " and ".join(sorted(one.capitalize() for one in scripts))
        raise InputError(
            f"{name!r} mixes letters of {written}, some of which look alike",
            mend="Write it in one script",
        )
    if _plain(name) in RESERVED:
        raise InputError(
            f"{name!r} is what the program calls itself, or looks like it",
            mend="Use a name of your own",
        )
    return name


def _as_nickname(text: str) -> str:
    from precis_i18n import get_profile

    try:
        return str(get_profile("NicknameCasePreserved").enforce(text))
    except UnicodeEncodeError:
        raise InputError(
            "a name holds letters, no control characters and none that cannot be seen",
            mend="Type it again",
        ) from None


def _scripts(name: str) -> frozenset[str]:
    from confusable_homoglyphs.categories import unique_aliases

    return frozenset(unique_aliases(name)) - _OF_ALL_SCRIPTS


def _plain(name: str) -> str:
    """A name as it looks to a hasty eye: Latin letters without marks, in lower case."""
    return "".join(map(_looks_like, unicodedata.normalize("NFKD", name))).casefold()


def _looks_like(character: str) -> str:
    from confusable_homoglyphs.confusables import is_confusable

    if character.isascii():
        return {"0": "o", "1": "l"}.get(character, character)
    if unicodedata.combining(character):
        return ""
    if unicodedata.category(character) == "Pd":
        return "-"
    found = is_confusable(character, preferred_aliases=[]) or []
    alike = [other["c"] for one in found for other in one["homoglyphs"]]
    return next((one for one in alike if one.isascii() and one.isalpha()), character)
