"""Whom and when the figures of whole passages are about, and which figures state no fact."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from sources.reading.read import read_text


@dataclass(frozen=True)
class Passage:
    """A passage with what each phrase is about: "AREA YEARS", or the kind of what is no claim.

    ``wanted`` has one line for each figure: its phrase, a bar, and "KEN 2015", "KEN+UGA 2015",
    "KEN 2000-2015", "KEN latest" or a kind such as "projection".
    """

    name: str
    text: str
    wanted: str
    published: str = "2020"
    title: str = ""


PASSAGES = (
    Passage(
        "a wire report with comparisons",
        """ACCRA, 4 March 2021 - Ghana's inflation averaged 9.9% in 2020, up from 7.1% a year earlier, \
the statistics office said.

Unemployment stood at 4.7%, compared with 9.8% in neighbouring Nigeria. The economy of Ivory Coast, \
by contrast, grew by 1.7% in the same year. Ghana's government expects growth of 5% in 2021.

Exports fell to $22 billion, while imports rose to $25 billion.""",
        """9.9% | GHA 2020
7.1% | GHA 2019
4.7% | GHA 2020
9.8% | NGA 2020
1.7% | CIV 2020
5% in | projection
$22 billion | GHA 2020
$25 billion | GHA 2020""",
        "2021-03-04",
    ),
    Passage(
        "an article on one country that names others in passing",
        """Paraguay is a landlocked country between Argentina, Bolivia and Brazil. It has 7.1 million \
inhabitants, of whom 62% live in towns. Electricity is sold to Brazil and Argentina; 100% of the \
population has access to electricity.

Forests cover 41% of the country, down from 64% in 1990. Life expectancy is 74 years, one year less \
than in Brazil. Infant mortality is 17 deaths per 1,000 live births.""",
        """7.1 million | PRY latest
62% | PRY latest
100% | PRY latest
41% | PRY latest
64% | PRY 1990
74 | PRY latest
17 deaths | PRY latest""",
        title="Paraguay",
    ),
    Passage(
        "a title that alone names the country",
        """The fertility rate fell to 1.9 births per woman in 2018. Life expectancy reached 75 years. \
The unemployment rate, at 3.3%, was the lowest since 2008.

Ten years earlier, unemployment had been 5.9%.""",
        """1.9 | MEX 2018
75 | MEX 2018
3.3% | MEX 2018
5.9% | MEX 2008""",
        "2019",
        title="Mexico: population and work",
    ),
    Passage(
        "a comparison of two countries",
        """Norway and Sweden are both rich. In 2019 GDP per capita was $75,000 in the former and $52,000 \
in the latter. Unemployment was 3.7% and 6.8% respectively. Sweden spends 10.9% of GDP on health, \
whereas Norway spends 10.5%. In both countries life expectancy exceeds 82 years.""",
        """$75,000 | NOR 2019
$52,000 | SWE 2019
3.7% | NOR 2019
6.8% | SWE 2019
10.9% | SWE latest
10.5% | NOR latest
82 years | SWE+NOR latest""",
        "2021",
    ),
    Passage(
        "sections with a country each",
        """# Three economies in 2017

## Vietnam

GDP growth was 6.8%. Inflation was 3.5%.

## Laos

GDP growth was 6.9%. Exports to Vietnam and China made up a large part; exports were 33% of GDP.

## Cambodia

GDP growth was 7.0%, against 6.8% in Vietnam. The population was 16 million.""",
        """6.8%. | VNM 2017
3.5% | VNM 2017
6.9% | LAO 2017
33% | LAO 2017
7.0% | KHM 2017
6.8% in | VNM 2017
16 million | KHM 2017""",
        "2018",
    ),
    Passage(
        "a span and its ends carried on",
        """Between 2000 and 2015 Ethiopia changed more than most. Life expectancy rose from 51 to 65 \
years. Over the same period under-five mortality fell from 142 to 61 deaths per 1,000 live births. \
Primary school enrolment had doubled by the end of that period.""",
        """51 to 65 | ETH 2000-2015
142 to 61 | ETH 2000-2015""",
        "2017",
    ),
    Passage(
        "years told by their distance",
        """In 2005 Rwanda had 8.8 million inhabitants. Ten years later there were 11.4 million. Its \
fertility rate was 5.4 births per woman in 2005 and 4.2 a decade later. Last year GDP growth was \
9.5%; two years ago it had been 4.0%.""",
        """8.8 million | RWA 2005
11.4 million | RWA 2015
5.4 | RWA 2005
4.2 | RWA 2015
9.5% | RWA 2019
4.0% | RWA 2018""",
    ),
    Passage(
        "a region and those that differ from it",
        """Sub-Saharan Africa had an under-five mortality rate of 76 deaths per 1,000 live births in 2019. \
The region's rate had been 180 in 1990. In Mauritius it was 16, and in Nigeria 117. Two thirds of the \
region's people had no access to electricity in 2010, while in South Asia three quarters had.""",
        """76 deaths | SSF 2019
180 | SSF 1990
16 | MUS 2019
117 | NGA 2019""",
        "2021",
    ),
    Passage(
        "an opinion piece in the first person",
        """We in Portugal like to complain. Yet our life expectancy is 81 years, and our homicide rate \
is below 1 per 100,000. Spain's unemployment was 14.1% in 2019; ours was 6.5%. If we cut our debt by \
10% we would save billions. Some of us would settle for 3%.""",
        """81 | PRT latest
14.1% | ESP 2019
10% | projection
3% | projection""",
        "2021",
        title="What Portugal gets right",
    ),
    Passage(
        "lists after a colon and in brackets",
        """Three countries had the highest fertility rates in 2018: Niger (6.9 births per woman), Somalia \
(6.1) and Mali (5.9). At the other end stood South Korea, with 0.98, and Singapore, with 1.14. The \
world average was 2.4.""",
        """6.9 | NER 2018
6.1 | SOM 2018
5.9 | MLI 2018
0.98 | KOR 2018
1.14 | SGP 2018
2.4 | WLD 2018""",
    ),
    Passage(
        "bullets under a heading that gives the year",
        """World Bank data for 2019

Kenya
- Population: 52.6 million
- GDP growth: 5.4%

Uganda
- Population: 44.3 million
- GDP growth (2018): 6.2%""",
        """52.6 million | KEN 2019
5.4% | KEN 2019
44.3 million | UGA 2019
6.2% | UGA 2018""",
        "2021",
    ),
    Passage(
        "an abstract with its methods",
        """Background: Malaria remains common in Malawi. We surveyed 1,204 households in 14 villages. \
Methods: logistic regression was used (p < 0.05). Findings: under-five mortality in Malawi was 50 \
(95% CI 44-57) deaths per 1,000 live births in 2018, 60% lower than in 2000. The SDG target is 25 \
deaths by 2030. Fertility was 4.2 births per woman (3.9-4.6).""",
        """1,204 | method
14 villages | method
0.05 | method
50 | MWI 2018
95% | uncertainty
25 deaths | threshold
4.2 | MWI 2018
3.9-4.6 | uncertainty""",
        "2020",
    ),
    Passage(
        "a brief with a projection and a threshold",
        """In 2018, 8.6% of the people of Indonesia lived on less than $1.90 a day. The share will fall to \
5% by 2025 if growth holds. The government aims to create 10 million jobs. Children under 15 made up \
26% of the population. Two decades earlier the poverty rate had been 66%.""",
        """8.6% | IDN 2018
$1.90 | threshold
5% by | projection
10 million | projection
26% | IDN 2018
66% | IDN 1998""",
        "2020",
    ),
    Passage(
        "present after past",
        """Bolivia's GDP growth was 4.2% in 2018. Forests cover 47% of the country. Its unemployment rate \
was 3.5%. Today 93% of Bolivians have access to electricity.""",
        """4.2% | BOL 2018
47% | BOL latest
3.5% | BOL 2018
93% | BOL latest""",
        "2020",
    ),
    Passage(
        "an area that is only a comparison does not become the subject",
        """Tunisia's GDP per capita was $3,300 in 2019, half that of South Africa. Unemployment was 15%. \
Unlike Morocco, Tunisia has a fertility rate above 2 births per woman. Inflation was 6.7%, higher \
than in Algeria. Life expectancy was 77 years.""",
        """$3,300 | TUN 2019
15% | TUN 2019
6.7% | TUN 2019
77 | TUN 2019""",
        "2021",
    ),
    Passage(
        "subordinate clauses and what stands in brackets",
        """While Zambia had 17.9 million inhabitants in 2019, Zimbabwe, where life expectancy was 61 years, \
had 14.6 million. Botswana (2.3 million inhabitants), which exports diamonds to India, had a GDP \
growth of 3%.""",
        """17.9 million | ZMB 2019
61 | ZWE 2019
14.6 million | ZWE 2019
2.3 million | BWA 2019
3% | BWA 2019""",
        "2021",
    ),
    Passage(
        "a history with decades and a birth of a state",
        """Since independence in 1991 Ukraine's population has shrunk. In 1991 it was 52 million; by 2001 \
it had fallen to 48 million. At the turn of the century life expectancy was 68 years. In the ten \
years to 2013 GDP growth averaged 3%.""",
        """52 million | UKR 1991
48 million | UKR 2001
68 | UKR 2000
3% | UKR 2003-2013""",
        "2015",
    ),
    Passage(
        "aid and remittances that flow to a country",
        """Remittances to Nepal were $8.2 billion in 2019. Official aid to Haiti was $700 million, and \
foreign direct investment in Honduras $500 million. Refugees from Syria numbered 6.6 million.""",
        """$8.2 billion | NPL 2019
$700 million | HTI 2019
$500 million | HND 2019
6.6 million | SYR 2019""",
        "2021",
    ),
)


def _told(passage: Passage, line: str) -> tuple[str, str]:
    """What was read of the phrase of a line, in the way of the line, and what was wanted."""
    phrase, wanted = (part.strip() for part in line.split("|"))
    place = passage.text.index(phrase)
    end = place + len(phrase)
    read = read_text(passage.text, passage.published, title=passage.title)
    found = [one for one in read if one.start < end and place < one.end]
    found = [one for one in found if not (one.reading and one.reading.measure in _TOLD)]
    if not found:
        return f"{phrase}: nothing read", f"{phrase}: {wanted}"
    one = found[0]
    if one.reading is None:
        return f"{phrase}: {one.kind}", f"{phrase}: {wanted}"
    period = one.reading.period
    years = "latest" if period.end is None else str(period.end)
    if period.start is not None and period.end is not None and period.start < period.end:
        years = f"{period.start}-{period.end}"
    return f"{phrase}: {'+'.join(one.reading.areas)} {years}", f"{phrase}: {wanted}"


_TOLD = frozenset({"rank", "extreme", "comparison"})


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.name)
def test_each_figure_of_a_passage_has_its_area_and_its_year(passage: Passage) -> None:
    told = [_told(passage, line) for line in passage.wanted.splitlines()]
    assert [read for read, _ in told] == [wanted for _, wanted in told]


def test_no_figure_that_states_no_fact_is_sure() -> None:
    for passage in PASSAGES:
        kinds = [
            line.split("|") for line in passage.wanted.splitlines() if line.split()[-1].islower()
        ]
        read = read_text(passage.text, passage.published, title=passage.title)
        for phrase, kind in kinds:
            if kind.strip().endswith("latest"):
                continue
            place = passage.text.index(phrase.strip())
            assert not any(one.start == place and one.state == "sure" for one in read), phrase
