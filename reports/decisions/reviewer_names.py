"""Reviewers' names: what stands under a decision, and leaves with a correction.

The rule, in the order in which it is held:

1. PRECIS' nickname profile (RFC 8266, RFC 8264): no control, direction or invisible characters;
   wide and other compatibility forms become their plain ones; blanks are single.
2. No colon, and nothing that looks like one (UTS 39): names with one are channels' ("github:…").
3. A letter at least, and no symbols but those of ASCII: a blank of Braille is one.
4. Letters of one script, or of those that Japanese, Korean and Chinese are written in together
   with Latin letters (UTS 39, "highly restrictive").
5. Not a name of the program's own, whatever letters look like its letters (UTS 39's table of
   confusables, capitals too; "I", "1" and "|" for "l", "rn" for "m"), whatever marks they bear,
   and whatever stands between them that is no letter.
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
    if any(map(_is_like_a_colon, name)):
        raise InputError(
            f"{name!r} has a colon, as the names of channels do, or what looks like one",
            mend="Leave the colon out",
        )
    if not any(map(str.isalpha, name)) or any(map(_is_symbol, name)):
        raise InputError(f"{name!r} holds symbols, or no letters", mend="Write it in letters")
    scripts = _scripts(name)
    if len(scripts) > 1 and not any(scripts <= allowed for allowed in _TOGETHER):
        written = " and ".join(sorted(one.capitalize() for one in scripts))
        raise InputError(
            f"{name!r} mixes letters of {written}, some of which look alike",
            mend="Write it in one script",
        )
    if _plain(name) in set(map(_plain, RESERVED)):
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


def _is_like_a_colon(sign: str) -> bool:
    """Whether it is one, or looks like one and belongs to no script: Devanagari has such a mark."""
    return sign == ":" or (":" in _alike(sign) and not _scripts(sign))


def _is_symbol(sign: str) -> bool:
    return not sign.isascii() and unicodedata.category(sign)[0] == "S"


def _plain(name: str) -> str:
    """A name as it looks to a hasty eye: Latin letters alone, without marks, in lower case."""
    seen = "".join(map(_looks_like, unicodedata.normalize("NFKD", name))).casefold()
    letters = "".join(filter(str.isalnum, seen.translate(_OF_ONE_SHAPE)))
    return letters.replace("rn", "m")


_OF_ONE_SHAPE = str.maketrans(dict.fromkeys("i1|!", "l") | {"0": "o"})
_SMALL_CAPITAL = "LATIN LETTER SMALL CAPITAL "


def _looks_like(sign: str) -> str:
    """The ASCII sign that a sign looks like; where there is none the sign itself."""
    if sign.isascii():
        return sign
    if unicodedata.combining(sign):
        return ""
    _, _, small = unicodedata.name(sign, "").partition(_SMALL_CAPITAL)
    if len(small) == 1:
        return small
    return next((one for one in _alike(sign) if one.isascii() and one.isprintable()), sign)


def _alike(sign: str) -> list[str]:
    """What looks like a sign, or like its capital."""
    from confusable_homoglyphs.confusables import is_confusable

    found = [one for form in (sign, sign.upper()) for one in is_confusable(form) or []]
    return [other["c"] for one in found for other in one["homoglyphs"]]
