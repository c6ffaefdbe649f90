"""Sentences held out: written and labelled after the grammar was last mended for the other sets.

Nothing in the program was changed for one of these; what it gets wrong here, it gets wrong. The
form and the meaning of a label are those of `labelled_sentences`.
"""

from __future__ import annotations

from labelled_sentences import read_labelled

_LABELLED = """
# health
About 2.4 billion people lack a safe toilet.
= 2.4e9 number about
Vaccination fell to 81 per cent in 2021, the lowest rate since 2008.
= 81 percent
One in nine children is born too small.
= 11.11 percent
The ward has 24 beds for a population of nearly 310,000.
= 24 number; 310000 number nearly
A course of the drug costs between $30 and $45.
= 30..45 usd
Cases rose fivefold, from 1,200 to 6,100, within three weeks.
= 5 number; 1200>6100 number; 3 number upper
Malaria killed 619 000 people, most of them under the age of five.
= 619000 number
The trial followed 8,500 nurses over 12 years.
= 8500 number; 12 years
Doses of 0.5 ml were given to 94 of the 96 volunteers.
= 0.5 number; 94 number; 96 number
Life expectancy went up by 6.2 years, to 68.9 years.
= 6.2 years; 68.9 years
Fewer than half of the clinics have running water.
= 50 percent upper
Spending per head is $41, less than a tenth of the average of $480.
= 41 usd; 10 percent upper; 480 usd
The fund pledged $12.9 billion, $1.1 billion short of its goal.
= 12.9e9 usd; 1.1e9 usd
Two million girls are out of school there.
= 2e6 number
Type 2 diabetes affects some 9% of adults.
= 9 percent about

# climate
Emissions must fall by 43 per cent by 2030.
= 43 percent
The glacier lost 1.3 km³ of ice between 1990 and 2019.
= 1.3 number
Global warming of 1.5 °C is expected in the 2030s.
= 1.5 number
At least 17 million hectares of forest burned.
= 17e6 number lower
Solar power now costs 3 to 5 cents per kWh.
= 3..5 number
The Paris Agreement was adopted at COP21 by 196 parties.
= 196 number
CO2 levels passed 415 ppm in May 2019.
= 415 number
Wind farms supplied a record 56 TWh, 11 per cent more than in 2018.
= 56 number; 11 percent
The sea has risen by 21–24 centimetres since 1880.
= 21..24 number
Drought cut the maize crop in half.
= 50 percent
The 100-billion-dollar promise of 2009 was kept two years late.
= 100e9 usd; 2 years
Roughly three-quarters of the reefs are at risk.
= 75 percent about
Scope 3 emissions were left out.
= -
Up to 216 million people could move by 2050.
= 216e6 number upper
A carbon price of €85 a tonne applies to 40 per cent of emissions.
= 85 EUR; 40 percent

# railways
The 1,776-kilometre line was opened on 3 August 1998.
= 1776 number
Line 2 carries 1.1 million riders on 38 trains a day.
= 1.1e6 number; 38 number
Block trains take 16 days; ships take 45.
= 16 number; 45 number
The gauge changes from 1,435 mm to 1,520 mm at the border.
= 1435>1520 number
A ticket for the No. 7 express costs 61.50 zlotys.
= 61.5 PLN
Freight through the pass grew by almost 2½ times.
= 2.5 number nearly
The loan is for 25 years at 2 per cent.
= 25 years; 2 percent
Average speed is up from 35 to 50 km/h.
= 35>50 number
The 13.2-km tunnel needed 90,000 tonnes of cement.
= 13.2 number; 90000 number
Each of the 64 wagons can hold 60 t.
= 64 number; 60 number
Bridge 14 collapsed in Class 3 winds.
= -
Some sections date from the 1890s; others were rebuilt in 2003/04.
= -
Passengers must be there 30 minutes before the 9.45 train.
= 30 number
Between 2011 and 2016, 1,881 trains ran to 25 cities in eleven countries.
= 1881 number; 25 number; 11 number

# finance
The index lost 3.5 points, or 0.1 per cent, to close at 3,402.
= 3.5 number; 0.1 percent; 3402 number
Revenue came in at £1.24bn (2016: £1.19bn).
= 1.24e9 GBP; 1.19e9 GBP
The bank's Tier 1 ratio stood at 13.4%.
= 13.4 percent
Yields on ten-year bonds dipped below 1 per cent.
= 10 years; 1 percent upper
The rupiah fell 0.8% to 13,900 per dollar.
= 0.8 percent; 13900 number
A stake of 51 per cent was bought for 3.3 billion Hong Kong dollars.
= 51 percent; 3.3e9 HKD
Debt relief worth SDR 500 million was granted.
= 500e6 number
Inflation averaged 7.9% over the decade, against a goal of 4%, plus or minus 1 point.
= 7.9 percent; 4 percent; 1 number
The deficit narrowed to 2.6 per cent from 3.1 per cent of output.
= 3.1>2.6 percent
The shares were split two for one.
= -
It borrowed the equivalent of US$250m in yuan.
= 250e6 usd
Over 60 per cent of contracts went to firms from a single country.
= 60 percent lower
Fees are capped at 35 basis points, down from 50.
= 0.5>0.35 percentage_points
Every dollar spent brought back four.
= -
About $1 in every $7 is never repaid.
= -
Pensions take between 8.5 and 9 percent of output.
= 8.5..9 percent

# towns
The town (pop. 12,400) lies 35 miles north of the capital.
= 12400 number; 35 number
Its population doubled to 80,000 in a generation.
= 100 percent; 80000 number
The 2010 census found 5,213 households.
= 5213 number
Zone 4 has a floor space of 1.2 million square metres.
= 1.2e6 number
Rents have risen 30 per cent in 18 months, three times as fast as wages.
= 30 percent; 18 number; 3 number
The mayor, 52, has held the office for eleven years.
= 52 number; 11 years
A crowd of perhaps 15,000 came to see the Pope.
= 15000 number
Ring road number 6 will be 940 km long.
= 940 number
The tower's 88 floors were let within 2 years.
= 88 number; 2 years upper
The quarter once had five cinemas; one is left.
= 5 number
House prices are 12.5 times annual incomes.
= 12.5 number
The park covers 4 square kilometres, or 400 hectares.
= 4 number; 400 number
Exactly one third of the seats are reserved for women.
= 33.33 percent

# treaties
The convention of 23 articles was signed by 44 of 57 states.
= 23 number; 44 number; 57 number
Under Article 6(2), duties above 15 per cent are void.
= 15 percent lower
The 5+1 group met for the third round.
= -
It entered into force 90 days after the 55th ratification.
= 90 number
The first 20 years were quiet.
= 20 years
Protocol 12 has been ratified by only nine states.
= 9 number
A quorum is two-thirds of the members plus one.
= 66.67 percent
The vote was 12 to 3, with two abstentions.
= 12 number; 3 number; 2 number
The EU-27 and the G7 agreed in part.
= -
Chapter XI deals with services.
= -
Since 1 January 2015 there are no tariffs on 8,000 goods, some 97% of all lines.
= 8000 number; 97 percent about
They pledged to triple the fund to €3 billion by 2025.
= 200 percent; 3e9 EUR

# harvests
The yield was 3,2 tonnes a hectare.
= 3.2 number
Tea exports brought in Rs. 1,230 million.
= 1.23e9 INR
Fully 70% of the crop, or 4.9 million bags, was lost.
= 70 percent; 4.9e6 number
Prices stood 20-30% above those of a year earlier.
= 20..30 percent
A herd of more than two hundred animals crossed the road.
= 200 number lower
Sugar output is forecast at 33.5–34.0 million tonnes.
= 33.5e6..34e6 number
The area under wheat shrank by a third, to 2 million acres.
= 33.33 percent; 2e6 number
Each cow gives 18 litres of milk, twice as much as in 1990.
= 18 number; 2 number
The co-operative counts 1 million 300 thousand members.
= 1.3e6 number
Rainfall was 12 per cent below the 30-year average.
= 12 percent; 30 years
"""

SENTENCES = read_labelled(_LABELLED)
