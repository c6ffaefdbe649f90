"""Sentences of our own with the figures that a reader finds in them: what the extractor is held to.

The labels were written before the program's answers were seen, and a sentence that it gets wrong
stays. What a label means:

- ``value unit hedge``; the hedge ``none`` is left out; ``nearly`` and ``just_over`` are the bands
  beside a number, ``lower`` and ``upper`` the bounds. Values are in base units, per cents as
  printed, fractions in per cent to two decimals.
- Units: ``percent``, ``percentage_points``, ``years``, ``usd``, the ISO 4217 code of other money,
  and ``number`` for the rest (people, kilometres, trains, "3 points").
- ``low..top`` is a range, ``first>second`` a pair in the order of time, wherever each stands.
- "doubled" is a growth of 100 per cent, "three times" and "fivefold" are numbers; "one in five" is
  a share, "86 out of 101 members" two counts.
- A place in an order that says of what ("the third largest") is a number; what a rate is counted
  on ("per 1,000") is none.
- No figures: years, dates, hours of a day, other ordinals, references, numbers of sections, laws,
  roads and machines, names ("G20", "16+1"), ages that name a group, and number words that count
  nothing or point back ("one of them", "the two sides", "dozens of").
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Label:
    """A figure as a reader finds it; ``first`` and ``top`` as in `sources.model.Figure`."""

    value: Decimal
    unit: str
    hedge: str
    first: Decimal | None = None
    top: Decimal | None = None
    first_hedge: str = "none"

    def __str__(self) -> str:
        ends = "" if self.top is None else f" to {self.top}"
        first = "" if self.first is None else f"{self.first} ({self.first_hedge}), then "
        return f"{first}{self.value}{ends} {self.unit} {self.hedge}"


@dataclass(frozen=True)
class Sentence:
    """A sentence, the kind of difficulty that it is there for, and its figures."""

    kind: str
    text: str
    labels: tuple[Label, ...]


_LABELLED = """
# scales
The basin is home to 1 billion 350 million people.
= 1.35e9 number
Deposits reached 2 trillion and 300 billion yuan by December.
= 2.3e12 CNY
Some 12 thousand and 500 engineers were trained abroad.
= 12500 number about
The port moved 4.2 million containers in its best season.
= 4.2e6 number
An output of 650 thousand tonnes was recorded.
= 650e3 number
Exports came to 18 hundred million dollars.
= 1.8e9 usd
A loan of 2 billion 450 million US dollars was agreed.
= 2.45e9 usd
The ministry counted 8 million 20 thousand farms.
= 8.02e6 number
There were 1 million 250 thousand visitors to the fair.
= 1.25e6 number
The firm sold 5.5 million and 700 thousand units in its old and new markets.
= 5.5e6 number; 700e3 number
Two hundred and forty million passengers used the line.
= 240e6 number
Revenue of $1.2tn was forecast by the bank.
= 1.2e12 usd
A licence costs 300k a year.
= 300e3 number
The reserve holds 35 mn barrels.
= 35e6 number
Half a billion birds cross the strait.
= 5e8 number
One and a half million homes lost power.
= 1.5e6 number
The survey reached a quarter of a million households.
= 250e3 number
Public debt stands at 2,300 billion roubles.
= 2.3e12 RUB
The trust owns assets of 90 crore rupees.
= 9e8 INR
Farmers planted 3 lakh trees along the canal.
= 3e5 number
Thirty-five thousand two hundred and six ballots were cast.
= 35206 number
The archive keeps 6 dozen maps of the coast.
= 72 number
A hundred thousand workers moved inland.
= 1e5 number
The plan foresees 1,500 million euros for the railway.
= 1.5e9 EUR
The whole scheme amounted to 1 trillion 20 billion US dollars.
= 1.02e12 usd
Turnover was 7.25bn pounds.
= 7.25e9 GBP
The number of enterprises there exceeded 5 thousand for the first time.
= 5000 number lower
They shipped three quarters of a million bicycles.
= 750e3 number

# ranges
Inflation stayed between 2 and 3 per cent.
= 2..3 percent
The bridge will cost $40-45 million.
= 40e6..45e6 usd
Losses of 5 to 8 per cent are expected.
= 5..8 percent
Growth of 6.5–7% was planned.
= 6.5..7 percent
Between 300 and 400 villages lie along the road.
= 300..400 number
Monthly wages range from 900 to 1,400 euros.
= 900..1400 EUR
The yield varied from 3% to 4.5%.
= 3..4.5 percent
The trip takes 12 to 15 hours by train.
= 12..15 number
Roughly 20 to 25 firms applied.
= 20..25 number about
The repairs will need 10-12 years.
= 10..12 years
Between $1.1 billion and $1.3 billion is missing.
= 1.1e9..1.3e9 usd
Estimates run from one to two million.
= 1e6..2e6 number
Tariffs of 5%–10% apply to steel.
= 5..10 percent
It is about 30–35 per cent of all exports.
= 30..35 percent about
The bank saw a fall of 0.2-0.4 percentage points.
= 0.2..0.4 percentage_points
The mine yields 5 to 6 million tonnes of ore.
= 5e6..6e6 number
Margins lie anywhere from 15 to 20 per cent.
= 15..20 percent
Aid of USD 3–4 billion a year would be enough.
= 3e9..4e9 usd
The estate is worth £2m to £3m.
= 2e6..3e6 GBP
The 40-50 age group is the largest.
= -
A rise of 50–75 basis points was priced in.
= 0.5..0.75 percentage_points
Up to 3 to 4 weeks may pass.
= 3..4 number upper
The herd counts 1,200–1,500 animals.
= 1200..1500 number
Two to three thousand soldiers stayed behind.
= 2000..3000 number

# hedges
The corridor serves more than 45 cities.
= 45 number lower
The mission lasted over 14 months.
= 14 number lower
At least 19 provinces took part.
= 19 number lower
No fewer than 230 delegates came.
= 230 number lower
The deposit is estimated at 36 million tonnes.
= 36e6 number about
A crowd exceeding 10,000 filled the square.
= 10000 number lower
Upwards of 70 per cent approved.
= 70 percent lower
The bill ran to well over €6 billion.
= 6e9 EUR lower
Costs in excess of $90 million were hidden.
= 90e6 usd lower
Sales surpassed 2 million cars.
= 2e6 number lower
The club has 500+ members.
= 500 number lower
Villages of 800 people or more get a school.
= 800 number lower
Nearly 9 million pilgrims arrived.
= 9e6 number nearly
Almost 27% of land is forest.
= 27 percent nearly
Up to 150 ships wait at anchor.
= 150 number upper
Fewer than 60 copies survive.
= 60 number upper
Less than 4 per cent of homes have a telephone.
= 4 percent upper
At most 12 seats are free.
= 12 number upper
No more than 35 pages may be copied.
= 35 number upper
The tower is just under 300 metres high.
= 300 number nearly
The fund is just short of 8 billion dollars.
= 8e9 usd nearly
Unemployment is below 3%.
= 3 percent upper
As much as 55 per cent of the cargo is oil.
= 55 percent upper
Around 75 banks were asked.
= 75 number about
The road is approximately 1,900 km long.
= 1900 number about
Roughly 11% of wages are paid in kind.
= 11 percent about
It took circa 8 years.
= 8 years about
Close to 600 families left.
= 600 number nearly
An estimated 44 million people live upstream.
= 44e6 number about
A sum in the region of £400 million was named.
= 400e6 GBP about
The plant employs ~2,500 people.
= 2500 number about
The march drew 20,000 people or so.
= 20000 number about
The detour is more or less 90 kilometres.
= 90 number about
A little over 40 per cent could read.
= 40 percent just_over
Slightly fewer than 700 villages were connected.
= 700 number nearly
Only 13% of firms replied.
= 13 percent
Exactly 41 stations were built.
= 41 number
Not less than 15 per cent must be paid at once.
= 15 percent lower
The delay may be as long as 6 weeks.
= 6 number upper
Imports topped $55 billion.
= 55e9 usd lower
Interest rates above 9 per cent were common.
= 9 percent lower
Almost exactly 50% of the members were absent.
= 50 percent about
A good 30 per cent of the harvest rots.
= 30 percent lower
The valley has 3,000-odd inhabitants.
= 3000 number about
Barely 2% of the soil is fertile.
= 2 percent upper
Profits of > $5 million are taxed twice.
= 5e6 usd lower; 2 number
More than about 80 towns asked for help.
= 80 number lower
The lease runs for up to 99 years.
= 99 years upper
The city has somewhat more than 2 million inhabitants.
= 2e6 number lower

# pairs
The share of coal fell from 41% to 37%.
= 41>37 percent
The population rose from 1.2 to 1.4 billion.
= 1.2e9>1.4e9 number
Exports went from $3 billion in 2010 to $5.4 billion in 2016.
= 3e9>5.4e9 usd
Unemployment was 5.1 per cent, down from 6.3 per cent.
= 6.3>5.1 percent
Ridership went to 18 million in 2015 from 12 million in 2005.
= 12e6>18e6 number
Membership grew from 6 countries to 28 countries.
= 6>28 number
The quota went from about 20% to nearly 35%.
= about 20>35 percent nearly
They cut the tariff from 15.3 per cent to 9.8 per cent.
= 15.3>9.8 percent
The average age climbed from 29 to 33 years.
= 29>33 years
The rate of 4% compares with 6% a decade ago.
= 4 percent; 6 percent
Credit stood at 1.1 trillion dollars, up from 0.9 trillion dollars.
= 0.9e12>1.1e12 usd
Inflation fell to 3.2% from 4.1%.
= 4.1>3.2 percent
Between 2005 and 2015 the number of ports rose from 14 to 23.
= 14>23 number
Turnout rose by 3 points to 45 per cent.
= 3 number; 45 percent
The gap narrowed from 2.1 percentage points to 1.4 percentage points.
= 2.1>1.4 percentage_points
Freight rose from 40 thousand to 65 thousand containers.
= 40e3>65e3 number
The subsidy was reduced from €450 to €300 per hectare.
= 450>300 EUR
Literacy increased from two-thirds to three-quarters.
= 66.67>75 percent
The debt ratio went up from 38.5 per cent of GDP in 2009 to 61 per cent of GDP in 2017.
= 38.5>61 percent
It employed 900 people, up from 650.
= 650>900 number
The number of flights rose to 84 in 2017, against 52 the year before.
= 84 number; 52 number

# fractions
Two-thirds of the members signed.
= 66.67 percent
Three quarters of trade goes by sea.
= 75 percent
A third of the budget was spent on roads.
= 33.33 percent
Half of the population lives near the coast.
= 50 percent
Nearly half the harvest was lost.
= 50 percent nearly
One fifth of the parcels were lost.
= 20 percent
Four-fifths of exports are raw materials.
= 80 percent
More than a quarter of patents lapse.
= 25 percent lower
About one-tenth of households own a boat.
= 10 percent about
½ of the plots are fallow.
= 50 percent
3/4 of respondents said yes.
= 75 percent
About one in five adults smokes.
= 20 percent about
1 in 4 households has no well.
= 25 percent
Nine out of ten firms are small.
= 90 percent
Three out of every four loans are repaid.
= 75 percent
In 2018, 86 out of 101 members had paid.
= 86 number; 101 number
The journey took two and a half years.
= 2.5 years
The bank raised its rate by half a per cent.
= 0.5 percent
Rates moved by half a percentage point.
= 0.5 percentage_points
The city of 2½ million people is growing.
= 2.5e6 number
Less than one third of wells are deep.
= 33.33 percent upper
The dam supplies two-fifths of the country's power.
= 40 percent
In the first half of 2016 the port was closed.
= -
Third parties may not see the accounts.
= -
It was a half-hearted reform.
= -
In the third quarter output recovered.
= -
One in three pupils walks to school.
= 33.33 percent
Five eighths of the shares are held abroad.
= 62.5 percent
Half the wells, and a fifth of the pumps, are broken.
= 50 percent; 20 percent

# multiples
Trade doubled in ten years.
= 100 percent; 10 years
Rents have more than doubled since 2009.
= 100 percent lower
The number of visas nearly tripled.
= 200 percent nearly
The new line halved the cost of freight.
= 50 percent
Prices are three times as high as in the capital.
= 3 number
Incomes there are 2.5 times the national average.
= 2.5 number
The reform brought a fivefold rise in lending.
= 5 number
They use twice the usual amount of water.
= 2 number
Capacity quadrupled to 8 million tonnes.
= 300 percent; 8e6 number
The catch will double by 2030.
= 100 percent
A double track leads to the mine.
= -
A double-digit rise is feared.
= -

# currencies
The tunnel cost €12 billion.
= 12e9 EUR
A grant of £3.5m was refused.
= 3.5e6 GBP
The province borrowed RMB 40 billion.
= 40e9 CNY
Sales of 30 billion yuan were reported.
= 30e9 CNY
The airport paid HK$2 billion for land.
= 2e9 HKD
The miner lost A$750 million.
= 750e6 AUD
A fine of CHF 4 million was imposed.
= 4e6 CHF
The villa was sold for 200 thousand Swiss francs.
= 200e3 CHF
US$ 8 billion was set aside for dams.
= 8e9 usd
The permit costs USD 650.
= 650 usd
Loans of 12 billion US dollars were forgiven.
= 12e9 usd
Parliament passed a 5-billion-dollar package.
= 5e9 usd
People there live on $3.20 a day.
= 3.2 usd
A seat costs ₹15,000.
= 15000 INR
The toll is 500 rupees.
= 500 INR
The pipeline cost C$90m.
= 90e6 CAD
The museum received 60 million rubles.
= 60e6 RUB
A ticket costs 25 € at the gate.
= 25 EUR
The meal came to 12,50 €.
= 12.5 EUR
The carrier owes 10 billion won.
= 10e9 KRW
The clinic was built with 4 million dinars.
= 4e6 number
The state paid Rs 500 crore for the land.
= 5e9 INR
The loan of 80 million yen was repaid.
= 80e6 JPY
GDP per head of $12,400 was reached.
= 12400 usd
The road cost US $45 million.
= 45e6 usd
Brazil spent R$5 billion on the stadiums.
= 5e9 BRL
The dispute is about 70 million kronor.
= 70e6 number about
In constant 2010 US dollars output was 9 trillion.
= 9e12 number
Each tonne sells at $85/t.
= 85 usd
The investment of 2.4 billion (US$) was approved.
= 2.4e9 usd

# points and per cent
The margin rose by 2 percentage points.
= 2 percentage_points
The index closed 1.5 points higher.
= 1.5 number
The bank cut by 25 basis points.
= 0.25 percentage_points
Growth slowed by 0.3 of a percentage point.
= 0.3 percentage_points
It grew 3 per cent, 0.4 percentage points more than planned.
= 3 percent; 0.4 percentage_points
The ratio widened by 5 pp.
= 5 percentage_points
A one-percentage-point rise in rates would be enough.
= 1 percentage_points
Duties of 12 pct remain.
= 12 percent
Yields are 12 percentage points below the average.
= 12 percentage_points
Seven percent of the coast is built over.
= 7 percent
Twenty-five per cent of the dues were paid.
= 25 percent
The swing was 6.5 %-points.
= 6.5 percentage_points
Growth of zero per cent was announced.
= 0 percent
Year-on-year growth was 5.5 percent.
= 5.5 percent
The volume was up 9.6% year-on-year.
= 9.6 percent
A 10-per-cent surcharge applies.
= 10 percent
The levy of 1.75 per cent is due in May.
= 1.75 percent
Of every 100 dollars, 60 per cent stays abroad.
= 100 usd; 60 percent

# ordinals
The 19th congress opened in the old hall.
= -
It is the third largest port of the region.
= 3 number
By the twenty-first century the canal had silted up.
= -
The first and second phases are complete.
= -
The 13th Five-Year Plan mentions the line.
= -
She came 4th in the race of 31 boats.
= 31 number
For the second time, 18 states abstained.
= 18 number
Its 50th anniversary was celebrated with 300 guests.
= 300 number

# years
From 2003 to 2009 the road was closed.
= -
In the 1990s two ferries were lost.
= 2 number
The 2008 crisis hit the region hard.
= -
In fiscal year 2015-16 the deficit was 4%.
= 4 percent
Since the early 1960s the lake has shrunk.
= -
The treaty was signed on 18 October 2017.
= -
On May 14, 2017 the forum began.
= -
The meeting of 2018-06-09 was brief.
= -
The train leaves at 10:30 on 4 May.
= -
The gates open at 9 a.m. and close at 6 pm.
= -
A total of 2018 delegates attended.
= 2018 number
Some 1900 kilometres of track were laid.
= 1900 number about
In 2017, 1850 trains crossed the border.
= 1850 number
By 2020 it will carry 2020 passengers an hour.
= 2020 number
The 2015 and 2016 editions drew 12 thousand readers each.
= 12e3 number
It has been in force for nearly 7 years.
= 7 years nearly
A 30-year lease was signed.
= 30 years
The two-year study ended in June.
= 2 years
Twenty years ago there was no road.
= 20 years
Life expectancy is 71.4 years.
= 71.4 years
The war of 1914–1918 ruined the line.
= -
During 2014/15 rainfall was 20% lower.
= 20 percent

# names and numbers of things
See Table 3 and Figure 2.
= -
Section 4.2 explains the method.
= -
Article 12, paragraph 3 applies.
= -
The argument is on pp. 45–52.
= -
The G20 met in the city of lakes.
= -
The 16+1 format was widened.
= -
COVID-19 closed 14 border posts.
= 14 number
Two Boeing 737 jets were leased.
= 2 number
Highway 7 was washed away.
= -
Decree No. 14 abolished the tax.
= -
ISO 9001 is required of all suppliers.
= -
The group of seven did not agree.
= -
COP 21 was held in Paris.
= -
Version 2.0 appeared late.
= -
UN Resolution 2344 mentions the corridor.
= -
Write to trade2018@example.org or see www.example.org/2017/05.
= -
The school is in Yunnan, P.R. China, 650221.
= -
Telephone 0871-5023345 for tickets.
= -
The paper has the DOI 10.1000/182.
= -
CO2 emissions fell by 3%.
= 3 percent
World War II ended the trade.
= -
Apollo 11 carried 3 men.
= 3 number
Chapter 7 counts 29 towns.
= 29 number
Platform 9 was closed for repair.
= -
The A1 motorway is 120 km long.
= 120 number
Children under 5 years of age travel free.
= -
People aged 65 and over are exempt.
= -

# words
One of the largest mines is closed.
= -
No one asked the farmers.
= -
The two sides met again.
= -
The banks trust one another.
= -
It is one thing to plan and another to build.
= -
Dozens of villages were flooded.
= -
Thousands of workers went home.
= -
Seven countries signed the charter.
= 7 number
The eleven members disagreed.
= -
Of them, three were late.
= -
Twelve ministers and forty experts came.
= 12 number; 40 number
The council of fifteen states is new.
= 15 number
Eighty-eight bridges were repaired.
= 88 number
She speaks four languages.
= 4 number
A one-man show does not build a railway.
= -
It opened one hundred and five branches.
= 105 number
They agreed on these five principles.
= -

# lists
The shares are 12, 15 and 20 per cent.
= 12 percent; 15 percent; 20 percent
Growth was 3.1%, 2.8% and 2.5% in 2014, 2015 and 2016.
= 3.1 percent; 2.8 percent; 2.5 percent
Loans of $2, $3 and $5 billion were made.
= 2e9 usd; 3e9 usd; 5e9 usd
The valley has 12 schools, 3 clinics and 45 wells.
= 12 number; 3 number; 45 number
Rents rose 4.5 and 6.1 per cent respectively.
= 4.5 percent; 6.1 percent
On board were 40 men, 35 women and 12 children.
= 40 number; 35 number; 12 number
1. Roads: 120 km. 2. Rail: 85 km.
= 120 number; 85 number
The bank gave (a) 5 loans and (b) 7 grants.
= 5 number; 7 number
It was approved by 12 of the 27 states.
= 12 number; 27 number
(1) Trade grew 8%. (2) Investment fell.
= 8 percent
Ports: 14; airports: 6; stations: 230.
= 14 number; 6 number; 230 number
The three funds hold 5, 7 and 11 million euros.
= 5e6 EUR; 7e6 EUR; 11e6 EUR
It lends at 3, 6 or 9 months.
= 3 number; 6 number; 9 number

# footnote marks
Exports grew 7%[4].
= 7 percent
About 45 %² of the catch is sold.
= 45 percent about
The dam cost $3 billion.[7]
= 3e9 usd
The treaty was renewed in 2009.4 It covers 12% of trade.
= 12 percent
It links 63 countries¹ by rail.
= 63 number
As others found [5, 6], 14 ports are idle.
= 14 number
Trade of €9 billion [12–14] was lost.
= 9e9 EUR
The yield of 4.5 tonnes³ is the highest.
= 4.5 number
**62%** of firms export.
= 62 percent
(over \\$15 trillion) in all
= 15e12 usd lower

# blanks that do not break
The town has 12\u00a0000 people.
= 12000 number
Some 5\u00a0% of trade is barter.
= 5 percent about
A loan of USD\u00a03\u202fbillion was made.
= 3e9 usd
The harvest was 1\u2009234\u2009567 tonnes.
= 1234567 number
A rise of 10\u00a0per\u00a0cent was refused.
= 10 percent
It carries 2\u00a0million passengers.
= 2e6 number
The fee is €\u00a05.
= 5 EUR
More\u00a0than 70\u00a0countries are members.
= 70 number lower

# commas
The census counted 1,234,567 people.
= 1234567 number
The deficit was 12,5 per cent of output.
= 12.5 percent
It produced 3,7 million tonnes.
= 3.7e6 number
The bell cost 1.234.567 euros.
= 1234567 EUR
He weighed out 1.234,5 tonnes.
= 1234.5 number
The rate is 0,75%.
= 0.75 percent
The plot was sold for 12 345,67 euros.
= 12345.67 EUR
A prize of 10,00,000 rupees was offered.
= 1000000 INR
The vault holds 1'250'000 Swiss francs.
= 1250000 CHF
A total of 4,500 tents were sent.
= 4500 number
Yields rose .7 per cent.
= 0.7 percent
A 1,000-strong force was sent.
= 1000 number
In 2016,450 trains ran.
= 450 number
It exported 0.060 million tonnes.
= 60000 number

# signs
Output changed by −3.4%.
= -3.4 percent
The balance was minus 2 per cent of output.
= -2 percent
The effect is -0.5 percentage points.
= -0.5 percentage_points
The account shows -$4 billion.
= -4e9 usd
At night it is -12 degrees.
= -12 number
The change lay between -1% and 2%.
= -1..2 percent
A gain of +6% was booked.
= 6 percent

# compounds
A 12-member council decides.
= 12 number
There is a 24-hour service.
= 24 number
The 3-day visit was cut short.
= 3 number
The density is 140 people per square kilometre.
= 140 number
The train does 250 km/h.
= 250 number
The area is 9.6 million km².
= 9.6e6 number
It rains 2,100 mm a year.
= 2100 number
The 350-km line crosses 61 bridges.
= 350 number; 61 number
A 45%-owned subsidiary paid for it.
= 45 percent
Deaths fell to 1.2 per 1,000 births.
= 1.2 number
The turbine gives 700 MW.
= 700 number
The ratio of debt to output is 0.61.
= 0.61 number
"""

_HEDGES = ("about", "lower", "upper", "nearly", "just_over")


def _label(words: str) -> Label:
    parts = words.split()
    hedge = parts.pop() if parts[-1] in _HEDGES else "none"
    first_hedge = parts.pop(0) if parts[0] in _HEDGES else "none"
    number, unit = parts
    if ".." in number:
        low, top = (Decimal(end) for end in number.split(".."))
        return Label(low, unit, hedge, top=top)
    if ">" in number:
        first, second = (Decimal(end) for end in number.split(">"))
        return Label(second, unit, hedge, first=first, first_hedge=first_hedge)
    return Label(Decimal(number), unit, hedge)


def read_labelled(text: str) -> tuple[Sentence, ...]:
    """Sentences from lines: "# kind", a sentence, "= its labels" ("-" for none)."""
    kind, sentence, found = "", "", []
    for line in text.strip().splitlines():
        if line.startswith("# "):
            kind = line[2:]
        elif line.startswith("= "):
            labels = () if line == "= -" else tuple(map(_label, line[2:].split("; ")))
            found.append(Sentence(kind, sentence, labels))
        else:
            sentence = line
    return tuple(found)


SENTENCES = read_labelled(_LABELLED)
