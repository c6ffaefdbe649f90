"""A reviewer's name is one that a reader cannot take for another's, or for the program's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.decisions.reviewer_names import MOST_NAME, RESERVED, read_name
from sources.errors import InputError


@pytest.mark.parametrize(
    "name",
    [
        "Ada Lovelace", "Zoë Müller", "O’Neill-Smith", "Иван Петров", "王明", "山田 Taro", "김철수",
        "محمد علي", "पंकज", "Γιώργος", "J. R. R. Tolkien", "Jean-Luc (desk)", "Publisher Jones",
        "Ilse Illich", "Bernadette Horn", "रामः", "Ada 2", "Ада Система", "Ni\u00f1o & Co.",
    ],
)  # fmt: skip
def test_names_of_people_are_taken_as_they_are(name: str) -> None:
    assert read_name(name) == name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("p\u0443blish", "mixes letters of Cyrillic and Latin"),
        ("\uff50\uff55\uff42\uff4c\uff49\uff53\uff48", "what the program calls itself"),
        ("pub\u200blish", "cannot be seen"),
        ("publ\u0131sh", "looks like it"),
        ("públish", "looks like it"),
        ("PUBLISH", "calls itself"),
        ("Rec\u04bbeck", "mixes letters"),
        ("c0rrigenda", "looks like it"),
        ("github:evil", "a colon"),
        ("webhook\uff1aevil", "a colon"),
        ("\u202eadA", "cannot be seen"),
        ("Ada\u2066", "cannot be seen"),
        ("Ada\u00adLovelace", "cannot be seen"),
        ("Ωmega", "mixes letters"),
        ("pubIish", "looks like it"),
        ("cIi", "looks like it"),
        ("pub|ish", "looks like it"),
        ("systern", "looks like it"),
        ("corrlgenda", "looks like it"),
        ("c l i", "looks like it"),
        ("“publish.”", "looks like it"),
        ("\ua4d1\ua4f4\ua4d0\ua4e1\ua4f2\ua4e2\ua4e7", "looks like it"),
        ("\u0455\u0443\u0455\u0442\u0435\u043c", "looks like it"),
        ("\u1d18\u1d1c\u0299\u029f\u026a\ua731\u029c", "looks like it"),
        ("github\u2236evil", "a colon"),
        ("github\ua789evil", "a colon"),
        ("github\u02d0evil", "a colon"),
        ("\u2800", "symbols, or no letters"),
        ("Ada\u2800", "symbols"),
        ("12", "no letters"),
        ("a" * (MOST_NAME + 1), "at the most"),
        ("\ufdfa" * MOST_NAME, "at the most"),
        (" \t ", "needs a name"),
    ],
)
def test_names_that_look_like_others_are_refused_by_a_rule(name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_name(name)


def test_blanks_and_wide_letters_become_plain_ones() -> None:
    assert read_name("  Ada \u3000 Lovelace ") == "Ada Lovelace"
    assert read_name("Ａｄａ") == "Ada"


@given(st.text(max_size=120))
def test_any_text_is_a_name_that_stays_the_same_or_is_refused(text: str) -> None:
    try:
        name = read_name(text)
    except InputError:
        return
    assert read_name(name) == name
    assert name.casefold() not in RESERVED
    assert name.isprintable()
