"""What words mean that name a series only beside others, and units that are named before."""

from __future__ import annotations

import pytest

from sources.reading.mentions.topics import concept_of
from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def _read(text: str, phrase: str) -> ReadFigure:
    at = text.index(phrase)
    found = [
        one for one in read_text(text, "2021") if one.start < at + len(phrase) and at < one.end
    ]
    assert len(found) == 1, (phrase, found)
    return found[0]


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        ("A hectare of cereals gave 1.1 tonnes in Chad in 2018.", "1.1", "AG.YLD.CREL.KG"),
        ("Cereals yielded 1.2 tonnes a hectare in Mali in 2018, against 7 tonnes in France.",
         "7 tonnes", "AG.YLD.CREL.KG"),
        ("A hectare of cereals gave 1.2 tonnes in Mali; it reaped 9 million tonnes of grain.",
         "9 million", "AG.PRD.CREL.MT"),
        ("Fertilizer: Ghana, 30 kg per hectare of arable land in 2018.", "30", "AG.CON.FERT.ZS"),
        ("Of every 1,000 Togolese children 70 die before the age of five.", "70", "SH.DYN.MORT"),
        ("For every 100 Poles of working age there are 28 who are past it.", "28",
         "SP.POP.DPND.OL"),
        ("Some 24 per cent of Moroccan women have a job or are looking for one.", "24",
         "SL.TLF.CACT.FE.ZS"),
        ("Some 20 per cent of Moroccan women have a job.", "20", "SL.EMP.TOTL.SP.FE.ZS"),
        ("Ghana has gone from 7 million in 1960 to 30 million in 2019.", "30", "SP.POP.TOTL"),
        ("The population of Togo is 8 million. The growth rate was 2.4 per cent.", "2.4",
         "SP.POP.GROW"),
        ("The population of Togo is 8 million. Economic growth was 2.4 per cent.", "2.4",
         "NY.GDP.MKTP.KD.ZG"),
        ("Coal has 40 per cent of Chile's electricity; renewables supply 45 per cent of it.", "45",
         "EG.ELC.RNEW.ZS"),
        ("Renewables met 24 per cent of the energy needs of Chile.", "24", "EG.FEC.RNEW.ZS"),
        ("Migrants from Mali sent home 5% of a GDP of $17 billion in 2019.", "$17 billion",
         "NY.GDP.MKTP.CD"),
        ("Ghana, which grows a sixth of the world's cocoa, cut poverty to 23% in 2016.", "23%",
         "SI.POV.NAHC"),
        ("Poverty in Latin America, of which Peru is a part, fell to 4% in 2018.", "4%",
         "SI.POV.DDAY"),
    ],
)  # fmt: skip
def test_words_beside_others_say_which_series_is_meant(text: str, phrase: str, code: str) -> None:
    reading = _read(text, phrase).reading
    assert reading is not None
    assert reading.indicator == concept_of(code)


def test_growth_in_a_text_about_people_leaves_open_whether_they_or_output_grew() -> None:
    found = _read("Togo has 8 million people. Growth was 5.3 per cent in 2018.", "5.3")
    assert found.state == "unsure"


def test_a_change_that_shares_its_verb_is_of_the_area_right_before_it() -> None:
    text = "From 1990 to 2020 the population of Lithuania fell from 3.7 to 2.8 million, that of "
    text += "Latvia by 29 per cent and that of Estonia by 15 per cent."
    for phrase, area in (("29", "LVA"), ("15", "EST")):
        found = _read(text, phrase)
        assert found.reading is not None
        assert (found.reading.measure, found.reading.areas) == ("growth", (area,))


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        ("Greece owed the International Monetary Fund $9 billion in 2018.", "$9 billion",
         "DT.DOD.DIMF.CD"),
        ("Ghana's public and publicly guaranteed external debt was $17 billion in 2018.",
         "$17 billion", "DT.DOD.DPPG.CD"),
        ("In Mali donors funded a third of the budget in 2012.", "a third", "DT.ODA.ODAT.XP.ZS"),
        ("In Chad 4 per cent of children under five were severely wasted in 2015.", "4",
         "SH.SVR.WAST.ZS"),
        ("In Chad 18 per cent of children under five were wasted in 2015.", "18",
         "SH.STA.WAST.ZS"),
        ("In Togo 30 per cent of primary pupils attended private schools in 2018.", "30",
         "SE.PRM.PRIV.ZS"),
        ("Togo has 27 pupils for every teacher in secondary schools.", "27",
         "SE.SEC.ENRL.TC.ZS"),
        ("In Togo 40 per cent of the education budget goes to primary schools.", "40",
         "SE.XPD.PRIM.ZS"),
        ("Methane from agriculture was 90 million tonnes of CO2 equivalent in Peru in 2019.", "90",
         "EN.GHG.CH4.AG.MT.CE.AR5"),
        ("In Peru 62 per cent of firms had a bank loan in 2017.", "62", "IC.FRM.BNKL.ZS"),
        ("Textiles and clothing made up 14 per cent of manufacturing value added in Peru in 2017.",
         "14", "NV.MNF.TXTL.ZS.UN"),
        ("Net forest depletion was 3 per cent of gross national income in Togo in 2018.", "3",
         "NY.ADJ.DFOR.GN.ZS"),
        ("The middle fifth of Peruvians had 15 per cent of all income in 2018.", "15",
         "SI.DST.03RD.20"),
        ("To send $200 to Togo costs 7 per cent.", "7", "SI.RMT.COST.IB.ZS"),
        ("In 2018 half of Peru's merchandise exports went to high-income economies.", "half",
         "TX.VAL.MRCH.HI.ZS"),
    ],
)  # fmt: skip
def test_a_part_of_what_another_series_is_of_has_words_of_its_own(
    text: str, phrase: str, code: str
) -> None:
    reading = _read(text, phrase).reading
    assert reading is not None
    assert reading.indicator == concept_of(code)


def test_water_taken_of_what_is_renewable_leaves_open_of_which_two_parts_are_published() -> None:
    assert _read("Peru withdraws 6 per cent of its renewable freshwater.", "6").state == "unsure"
