"""A second set of labelled sentences, written after the grammar had been mended for the first.

At first sight the grammar took 12 names for figures here ("Room 204", "Bus 42": precision 0.911,
recall 1.0), and was then mended for them, so that this set is held out no longer; the third one,
`held_out_sentences`, is. The form and the meaning of a label are those of `labelled_sentences`.
"""

from __future__ import annotations

from labelled_sentences import read_labelled

_LABELLED = """
# reports
The strait is crossed by roughly 48,000 vessels a year.
= 48000 number about
Outlays on schooling rose to 5.8% of national income in 2014.
= 5.8 percent
The lender's loan book doubled between 2010 and 2015.
= 100 percent
Some $340 billion of projects are at the planning stage.
= 340e9 usd about
Rice output dropped by nearly 15 per cent after the flood.
= 15 percent nearly
Four out of five travellers come from next door.
= 80 percent
The average farm measures 1.7 hectares.
= 1.7 number
By the end of 2016, 39 banks had opened 1,200 branches abroad.
= 39 number; 1200 number
Between a third and a half of the catch is thrown back.
= 33.33..50 percent
Imports of machinery stood at US$ 14.6 bn, against US$ 12.9 bn in 2013.
= 14.6e9 usd; 12.9e9 usd
The waiting list shrank from 3,400 to fewer than 900 names.
= 3400>900 number upper
Its reserves, of about €7.5 billion, cover 4.2 months of imports.
= 7.5e9 EUR about; 4.2 number
The treaty has 31 articles and two annexes.
= 31 number; 2 number
Remittances make up more than a fifth of output.
= 20 percent lower
Around 1 in 8 trucks is turned away.
= 12.5 percent about
Mortality among infants fell from 54 to 31 per thousand.
= 54>31 number
The poorest 20 per cent earn 6 per cent of all income.
= 20 percent; 6 percent
Electricity reached 94.5% of villages, up from 71.2% ten years before.
= 71.2>94.5 percent; 10 years
Every third household has a relative abroad.
= -
The port of Akmeni handled 2.25 million TEU in 2012.
= 2.25e6 number
The metro opened in 1984 and has 57 stops on 4 lines.
= 57 number; 4 number
The commission met 14 times in 18 months.
= 14 number; 18 number
Debt service takes 30 cents of each dollar earned.
= 30 number
A further 6,000 jobs are promised by 2022.
= 6000 number
Freight rates are up by a half since the spring.
= 50 percent
Over the past 15 years, trade with the east grew at 11.3% a year.
= 15 years; 11.3 percent
Wheat sold at 210 dollars a tonne, 18 dollars less than in May.
= 210 usd; 18 usd
Around half a million people crossed on foot.
= 5e5 number about
Its market share is between 8 and 9 per cent.
= 8..9 percent
The grid loses 0.9 TWh a year.
= 0.9 number

# translated
The total mileage exceeds 22 thousand kilometers.
= 22000 number lower
The accumulated investment is 1 billion 80 million yuan.
= 1.08e9 CNY
Up to now there are 71 economic and trade zones in 20 countries.
= 71 number; 20 number
The added value increased 8.3% over the same period of the last year.
= 8.3 percent
The two parties signed 45 agreements of 2 billion 900 million US dollars in total.
= 45 number; 2.9e9 usd
The personnel exchange reached 30 million person-times.
= 30e6 number
Financing of the project is more than RMB 12 billion yuan.
= 12e9 CNY lower
The number of air routes increased from 19 to 52, up 174%.
= 19>52 number; 174 percent
It accounts for one third of the global total.
= 33.33 percent
The annual throughput is 400 thousand TEUs and 5 million tons of bulk.
= 400e3 number; 5e6 number
The bank has 84 members, 37 of which are from the region.
= 84 number; 37 number
In the past five years, 130 thousand officials were trained.
= 5 years; 130e3 number
The line has a total length of 472.3 kilometers.
= 472.3 number
Bilateral trade hit 86 billion dollars, with an annual increase of 6 percentage points.
= 86e9 usd; 6 percentage_points
More than two thirds of enterprises are located in 3 provinces.
= 66.67 percent lower; 3 number
The trains run 12 times a week to 9 stations.
= 12 number; 9 number
The actual use of foreign capital is 7.1 hundred million dollars.
= 7.1e8 usd
The growth rate is 2.1 times that of the country.
= 2.1 number
The personnel of the fund is less than 100 people.
= 100 number upper
The export tax rebate dropped by 0.6 points to 9%.
= 0.6 number; 9 percent

# none
The committee of the 1951 convention sat in Room 204.
= -
Bus 42 stops at Gate 3.
= -
Paragraph 17 refers to Annex II.
= -
The Seven Years' War changed the border.
= -
Flight MU5735 was delayed until 14:05.
= -
She was born on 3 March 1952 in a village.
= -
In the mid-1970s the first survey was made.
= -
The Group of 77 spoke last.
= -
His second book, of 1998, is out of print.
= -
Rule 4(b) was struck out.
= -
For one reason or another the plan failed.
= -
Neither of the two wanted to wait.
= -
The 2030 Agenda has many friends.
= -
Call +86 10 6512 3456 for details.
= -
The data come from WDI 2018 and file 12-b.
= -
Hundreds of millions of cups are thrown away.
= -
Windows 10 runs on the old machines.
= -
The train of 8:15 was full.
= -
See [3, 7–9] and the note³ below.
= -
It is a first-class, one-way ticket.
= -
Zone B2 is closed to the public.
= -
The 38th parallel divides the land.
= -

# mixed
On 1 July 1997, 6.5 million people lived there.
= 6.5e6 number
In 2013 alone, 26 summits were held.
= 26 number
The 28 member states pay 1.23% of their income.
= 28 number; 1.23 percent
Act 12 of 2009 set a tax of 17.5%.
= 17.5 percent
At 8.30 a.m. some 3,000 people had gathered.
= 3000 number about
Section 5 lists 118 goods.
= 118 number
COP 24 cost the hosts about 60 million euros.
= 60e6 EUR about
From 1990 to 2015 the number of poor people fell by 1.1 billion.
= 1.1e9 number
The BRI 2.0 plan names 3 gateways.
= 3 number
Table 4: 55 towns, 1.2 million people, 3 hospitals.
= 55 number; 1.2e6 number; 3 number
Of the 190 economies ranked, 23 improved by ten places or more.
= 190 number; 23 number; 10 number lower
In the second quarter, sales were 3.4% above those of 2016.
= 3.4 percent
He gave €20 in 1999, €25 in 2000 and €30 in 2001.
= 20 EUR; 25 EUR; 30 EUR
Article 9 caps the deficit at 3 per cent and the debt at 60 per cent.
= 3 percent; 60 percent
The 10-year bond yields 4.35 per cent, 12 basis points more than on Monday.
= 10 years; 4.35 percent; 0.12 percentage_points
One of the 14 reactors, the second largest, gives 1.6 GW.
= 14 number; 2 number; 1.6 number
The 5-km tunnel cost ¥2.2 billion, twice the estimate.
= 5 number; 2.2e9 CNY; 2 number
Between 2000 and 2010, 2 to 3 million hectares were lost each year.
= 2e6..3e6 number
The rate is 19.5 per cent (2015: 21 per cent).
= 19.5 percent; 21 percent
About 5-6 thousand people, or 0.4% of residents, voted no.
= 5000..6000 number about; 0.4 percent
A loan of up to $1.5 billion at 2.9% over 20 years was offered.
= 1.5e9 usd upper; 2.9 percent; 20 years
The firm's 12,000 workers got a rise of 4½ per cent.
= 12000 number; 4.5 percent
The price halved to $45 a barrel within six months.
= 50 percent; 45 usd; 6 number upper
The pass lies at 4,693 m, and 1.3 m of snow fell.
= 4693 number; 1.3 number
Only one in ten of the 7,400 islands is inhabited.
= 10 percent; 7400 number
From a base of 100 in 2010 the index rose to 137.5.
= 100 number; 137.5 number
Sixty-five per cent of 1,024 people asked were in favour.
= 65 percent; 1024 number
It cut 9 of 40 routes, i.e. 22.5%.
= 9 number; 40 number; 22.5 percent
"""

SENTENCES = read_labelled(_LABELLED)
