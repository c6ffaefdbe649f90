"""Names of areas until `sources.reference.names` is there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sources.areas import AREAS

_DEMONYMS = """USA:american,americans,us,u.s.,united states of america,america,the united states
GBR:british,uk,u.k.,britain,great britain,britons|DEU:german,germans|FRA:french|ITA:italian,italians|ESP:spanish,spaniards
CHN:chinese,prc|IND:indian,indians|JPN:japanese|KOR:south korean,south koreans,south korea,korea|BRA:brazilian,brazilians|RUS:russian,russians,russia
ZAF:south african,south africans|NGA:nigerian,nigerians|ETH:ethiopian,ethiopians|KEN:kenyan,kenyans|UGA:ugandan,ugandans|TUR:turkish,turkey,turks,türkiye
VNM:vietnamese,vietnam,viet nam|LAO:laos,lao|IDN:indonesian,indonesians|BRN:brunei|BGD:bangladeshi,bangladeshis|SGP:singaporean
MEX:mexican,mexicans|THA:thai,thais|MYS:malaysian|KGZ:kyrgyz,kyrgyzstan,kyrgyz republic|EGY:egypt,egyptian|IRN:iran|VEN:venezuela
POL:polish|SWE:swedish|NOR:norwegian|FIN:finnish|DNK:danish|NLD:dutch|CHE:swiss|GRC:greek|PRT:portuguese|CAN:canadian|AUS:australian
SVK:slovakia|CZE:czechia,czech|SYR:syria|YEM:yemen|COD:dr congo,democratic republic of the congo|COG:congo|CIV:ivory coast,cote d'ivoire
HKG:hong kong|MAC:macao,macau|TWN:taiwan|PRK:north korea|GMB:gambia|TZA:tanzania|BOL:bolivia|CPV:cape verde|SWZ:eswatini,swaziland
WLD:world,global,globally,worldwide,the globe,the planet,globe,planet,internationally|SSF:sub-saharan africa,subsaharan africa,sub-saharan|EU:european union,eu|OECD:oecd,oecd countries,oecd members|ASEAN:asean
LDC:ldcs,least developed countries,ldc|BRICS:brics|G7:g7,group of seven|G20:g20|AFR:africa,african|EUA:europe|LCN:latin america and the caribbean,latin america|SAS:south asia|EAS:east asia and the pacific,east asia and pacific
EastAsia:east asia|Asia:asia|CentralAsia:central asia|LMY:low- and middle-income countries,developing countries,developing world|LIC:low-income countries,poorest countries|HIC:high-income countries,rich countries
LMC:lower-middle-income countries|UMC:upper-middle-income countries|EMU:euro area,eurozone,euro zone|MEA:middle east and north africa|SSA:sub saharan africa|ARB:arab world|SST:small states"""


@lru_cache(maxsize=1)
def area_names() -> Mapping[str, str]:
    """Casefolded name, alias or demonym -> area expression."""
    names = {area.name.casefold(): code for code, area in AREAS.items() if area.kind == "country"}
    for line in _DEMONYMS.replace("\n", "|").split("|"):
        code, words = line.split(":", 1)
        names.update((word.strip(), code) for word in words.split(","))
    return names
