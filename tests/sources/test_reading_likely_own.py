"""The country that a text most likely speaks of, where only "we" or a capital tells; never sure."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

LETTER = (
    "The biggest and the poorest\n\nSIR: Africa's giant, you say. Our GDP was $510 billion in "
    "2013, far above South Africa's. But there are so many of us. We are poor.\n\nA Nigerian used "
    "150 kilowatt-hours of electricity in 2011, and half of our people had none. Our children "
    "are out of school.\n\nWomen hold 7 per cent of the seats in the House of Representatives; "
    "in Rwanda they hold 54 per cent.\n\nInflation, at 8.5 per cent in 2013, is low. One Nigerian "
    "in two lives in a town, and we need more of them."
)
POST = (
    "A hill and a meter\n\nSo, Kigali. I arrived with two phones.\n\nIn 2016 29 per cent of "
    "Rwandans had access to electricity. In Kenya over half of people are connected, in Uganda "
    "a quarter.\n\nThe economy grew by 5.9 per cent in 2016. Only Mauritius is more crowded in "
    "all of Africa. One Rwandan in seven was online. Kenya does better.\n\n"
    "Women hold 64 per cent of the seats in parliament, more than in any parliament in the world."
)
INTERVIEW = (
    "The schools are emptying\n\nUruguay's births keep falling. How bad is it?\n\nIn 2015 we had "
    "49,000 births. We are old. And our fertility rate is 1.4. Fifty-six per cent of women in "
    "Uruguay are in the labour force. In Mexico it is 44 per cent. Infant mortality was 7 per "
    "1,000 births in 2016."
)


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, published="2018-06") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "area"),
    [
        (LETTER, "$510 billion", "NGA"),
        (LETTER, "7 per cent", "NGA"),
        (LETTER, "54 per cent", "RWA"),
        (LETTER, "8.5 per cent", "NGA"),
        (POST, "5.9 per cent", "RWA"),
        (POST, "64 per cent", "RWA"),
        (INTERVIEW, "7", "URY"),
    ],
)
def test_a_text_goes_on_about_whom_it_speaks_for(text: str, phrase: str, area: str) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert found.reading.areas == (area,)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [(LETTER, "$510 billion"), (LETTER, "8.5 per cent"), (POST, "5.9 per cent")],
)
def test_whom_a_text_likely_speaks_for_is_not_sure(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


def test_people_who_say_we_of_all_mankind_are_no_country() -> None:
    text = (
        "Eight billion of us\n\nThere are 80 million more of us each year. Nine Australians in ten "
        "lived in towns, and in Japan we found a city of 37 million. Half of us lived in towns in "
        "2010. In Japan we live long. Worldwide life expectancy was 72 years in 2016."
    )
    found = read(text, "80 million")
    assert found.reading is None or found.reading.areas not in {("JPN",), ("AUS",)}


def test_their_of_our_own_people_is_ours() -> None:
    text = (
        "Address by the Minister of Health of Cambodia\n\nWe spend much less than Vietnam. Vietnam "
        "is our neighbour. Our families pay 57 per cent of all health spending out of their own "
        "pockets, and we know it."
    )
    found = read(text, "57 per cent")
    assert found.reading is not None
    assert found.reading.areas == ("KHM",)
