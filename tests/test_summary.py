"""Each of the five sentences, read as a politician reads it, in every situation it may have to tell of.

Amounts are in millions: an ordinary year is central 180, bought 120, staff 40, shadow IT 10 = 350 of 10 000 (3.5 %).
"""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from data.language import Language
from kpi.figures import Figure
from kpi.overview import UnitYear
from kpi.pacing import PaceYear
from kpi.published import YearClosing
from kpi.summary import Facts, headline
from kpi.summary_cost import change, cost
from kpi.summary_means import means
from kpi.summary_pace import pace
from kpi.summary_parts import Sentence, Whose
from kpi.summary_sure import Basis, sure
from kpi.summary_work import WorkYear, work
from tests.fixtures.summary import (
    CENTRAL_UNIT,
    ENERGY,
    GROUP,
    MUNICIPALITY,
    NAMES,
    SCHOOLS,
    cost_year,
    figure,
    means_of,
    pace_year,
    share_of,
    towards,
    work_year,
)

REMEDY = "Siffran kan stå i nästa utgåva, när ekonomiavdelningen har fått in underlaget."
LATER = "The figure can be in the next edition, once the finance department has received what it needs."


@dataclass(frozen=True)
class Case:
    """A situation, the sentence it gets, and the sentence it should get; Swedish unless it says otherwise."""

    when: str
    said: Sentence
    expected: str


def the_cost(
    now: UnitYear, whose: Whose = GROUP, language: Language = "sv", share: Figure | None = None
) -> Sentence:
    return cost(whose, now, share or share_of(now), language)


def the_change(
    before: UnitYear | None, now: UnitYear, whose: Whose = GROUP, language: Language = "sv", zeros: tuple[str, ...] = ()
) -> Sentence:
    nominal = figure("it_cost_change", now.year, 1.0, counted_zero=zeros)
    return change(whose, (before, now), nominal, (share_of(before) if before else None, share_of(now)), language)


def the_work(*years: WorkYear, whose: Whose = GROUP, language: Language = "sv") -> Sentence:
    return work(whose, years, years[-1].share.year, language)


def the_pace(now: PaceYear | None, language: Language = "sv") -> Sentence:
    return pace(now, 2025, language)


def the_means(
    shares: dict[str, float | None], whose: Whose = GROUP, language: Language = "sv", **other: object
) -> Sentence:
    return means(whose, means_of(shares, **other), NAMES, language)


COST = [
    Case("an ordinary year", the_cost(cost_year()),
         "IT kostade 350 mnkr 2025, 3,5 % av omslutningen: 180 mnkr i den centrala IT-enheten, 120 mnkr som "
         "förvaltningar och bolag köpte utifrån, 40 mnkr lokal IT-personal och 10 mnkr skugg-IT."),
    Case("an ordinary year, in English", the_cost(cost_year(), language="en"),
         "IT cost SEK 350 million in 2025, 3.5% of turnover: SEK 180 million in the central IT unit, SEK 120 million "
         "that departments and companies bought from outside, SEK 40 million local IT staff and "
         "SEK 10 million shadow IT."),
    Case("estimated staff and declared shadow IT", the_cost(cost_year(k3_from="headcount", k4_declared_sek=Decimal(5))),
         "IT kostade 350 mnkr 2025, 3,5 % av omslutningen: 180 mnkr i den centrala IT-enheten, 120 mnkr som "
         "förvaltningar och bolag köpte utifrån, 40 mnkr lokal IT-personal (uppskattat) och 10 mnkr skugg-IT "
         "(delvis uppskattat)."),
    Case("the municipality without its companies", the_cost(cost_year(central=150), MUNICIPALITY),
         "IT kostade 320 mnkr 2025, 3,2 % av omslutningen: 150 mnkr för kommunens del av den centrala IT-enheten, "
         "120 mnkr som förvaltningarna köpte utifrån, 40 mnkr lokal IT-personal och 10 mnkr skugg-IT."),
    Case("one department", the_cost(cost_year(central=1.5, external=2.05, staff=0, shadow=0, turnover=100), SCHOOLS),
         "IT kostade 3,6 mnkr 2025, 3,6 % av omslutningen: 1,5 mnkr för den centrala IT-enhetens tjänster och 2,1 "
         "mnkr köpt utifrån."),
    Case("a unit that costs thousands", the_cost(cost_year(2025, 0.4149, 0, 0, 0, turnover=50), SCHOOLS),
         "IT kostade 415 tkr 2025, 0,8 % av omslutningen: 415 tkr för den centrala IT-enhetens tjänster."),
    Case("the central IT unit, whose cost others carry", the_cost(cost_year(central=180.6), CENTRAL_UNIT),
         "Den centrala IT-enheten kostade 181 mnkr 2025. Kostnaden fördelas på de enheter som använder den."),
    Case("a turnover that is assumed", the_cost(cost_year(turnover_status="antagande")),
         "IT kostade 350 mnkr 2025, 3,5 % av omslutningen: 180 mnkr i den centrala IT-enheten, 120 mnkr som "
         "förvaltningar och bolag köpte utifrån, 40 mnkr lokal IT-personal och 10 mnkr skugg-IT. "
         "Omslutningen för 2025 är ett antagande."),
    Case("no turnover", the_cost(cost_year(turnover=None)),
         "IT kostade 350 mnkr 2025: 180 mnkr i den centrala IT-enheten, 120 mnkr som förvaltningar och bolag köpte "
         "utifrån, 40 mnkr lokal IT-personal och 10 mnkr skugg-IT. Hur stor del av omslutningen det är går inte att "
         "säga: omslutningen saknas för året."),
    Case("four months of a year", the_cost(cost_year(2026, 60, 40, 0, 0, months=4), SCHOOLS),
         "IT kostade 100 mnkr 2026, 1,0 % av omslutningen: 60 mnkr för den centrala IT-enhetens tjänster och 40 mnkr "
         "köpt utifrån. Underlaget för 2026 är 4 av 12 månader, så beloppet är lägre än för ett helt år."),
    Case("a month missing in one of the units", the_cost(cost_year(2023, 100, 0, 0, 0, months=11)),
         "IT kostade 100 mnkr 2023, 1,0 % av omslutningen: 100 mnkr i den centrala IT-enheten. Alla enheter har inte "
         "tolv månader 2023 (den som har minst har 11), så beloppet är lägre än för ett helt år."),
    Case("categories without data", the_cost(
        cost_year(staff=0, shadow=0), share=share_of(cost_year(staff=0, shadow=0),
                                                     counted_zero=("local_it_staff", "shadow_it"))),
         "IT kostade 300 mnkr 2025, 3,0 % av omslutningen: 180 mnkr i den centrala IT-enheten och 120 mnkr som "
         "förvaltningar och bolag köpte utifrån. Lokal IT-personal och skugg-IT saknar uppgifter och räknas som 0, "
         "så kostnaden kan vara högre."),
    Case("no turnover and no central IT unit either",
         cost(GROUP, cost_year(central=0, staff=0, shadow=0, turnover=None), share_of(cost_year(turnover=None)), "sv",
              ("central_it", "local_it_staff", "shadow_it")),
         "IT kostade 120 mnkr 2025: 120 mnkr som förvaltningar och bolag köpte utifrån. Hur stor del av "
         "omslutningen det är går inte att säga: omslutningen saknas för året. Den centrala IT-enheten, lokal "
         "IT-personal och skugg-IT saknar uppgifter och räknas som 0, så kostnaden kan vara högre."),
    Case("no cost at all, and why", the_cost(
        cost_year(central=None), share=share_of(cost_year(central=None), "no_allocation")),
         "Vad IT kostade 2025 går inte att säga: den centrala IT-kostnaden kan inte fördelas, eftersom ingen "
         "enhet har internfakturor över 0 för året, och efter årsarbetare fördelas den bara där inget har fakturerats "
         f"och personaluppgifter finns. {REMEDY}"),
    Case("no cost at all, in English", the_cost(
        cost_year(central=None), language="en", share=share_of(cost_year(central=None), "register:ledger")),
         f"What IT cost in 2025 cannot be said: the register ledger has no rows for the unit and year. {LATER}"),
    Case("what was not published", cost(GROUP, cost_year(central=None), None, "sv"),
         f"Vad IT kostade 2025 går inte att säga: uppgiften finns inte i den här utgåvan. {REMEDY}"),
]  # fmt: skip

CHANGE = [
    Case("more in money and more as a share", the_change(cost_year(2024, 160), cost_year(turnover=10_100)),
         "IT kostade 20 mnkr mer 2025 än året innan (6,1 %). Omslutningen växte 1,0 %, och IT:s andel av den ökade "
         "från 3,3 % till 3,5 %."),
    Case("more in money and less as a share", the_change(cost_year(2024, 176.8), cost_year(turnover=11_000)),
         "IT kostade 3,2 mnkr mer 2025 än året innan (0,9 %). Omslutningen växte 10 %, och IT:s andel av den minskade "
         "från 3,5 % till 3,2 %."),
    Case("more in money and less as a share, in English",
         the_change(cost_year(2024, 176.8), cost_year(turnover=11_000), language="en"),
         "IT cost SEK 3.2 million more in 2025 than the year before (0.9%). Turnover grew by 10%, and the share of it "
         "that IT takes fell from 3.5% to 3.2%."),
    Case("more in money, as large a share", the_change(cost_year(2024), cost_year(central=190, turnover=10_250)),
         "IT kostade 10 mnkr mer 2025 än året innan (2,9 %). Omslutningen växte 2,5 %, och IT:s andel av den är "
         "oförändrad, 3,5 %."),
    Case("less in money and less as a share", the_change(cost_year(2024), cost_year(central=150)),
         "IT kostade 30 mnkr mindre 2025 än året innan (8,6 %). Omslutningen var oförändrad, och IT:s andel av den "
         "minskade från 3,5 % till 3,2 %."),
    Case("less in money and more as a share", the_change(cost_year(2024), cost_year(central=176, turnover=9_000)),
         "IT kostade 4,0 mnkr mindre 2025 än året innan (1,1 %). Omslutningen minskade 10 %, och IT:s andel av den "
         "ökade från 3,5 % till 3,8 %."),
    Case("flat", the_change(cost_year(2024), cost_year()),
         "IT-kostnaden var oförändrad 2025 jämfört med året innan. Omslutningen var oförändrad, och IT:s andel av den "
         "är oförändrad, 3,5 %."),
    Case("flat within rounding", the_change(cost_year(2024), cost_year(central=180.04)),
         "IT-kostnaden var oförändrad 2025 jämfört med året innan. Omslutningen var oförändrad, och IT:s andel av den "
         "är oförändrad, 3,5 %."),
    Case("flat in money while the group grows, in English",
         the_change(cost_year(2024), cost_year(turnover=10_500), language="en"),
         "The IT cost was unchanged in 2025 compared with the year before. Turnover grew by 5.0%, and the share of it "
         "that IT takes fell from 3.5% to 3.3%."),
    Case("the first year there is", the_change(None, cost_year(2019)),
         "2019 är första året med uppgifter, så det finns inget tidigare år att jämföra med."),
    Case("the first year, in English", the_change(None, cost_year(2019), language="en"),
         "2019 is the first year with figures, so there is no earlier year to compare with."),
    Case("a year before without a known cost", the_change(cost_year(2024, None), cost_year()),
         "Hur kostnaden har ändrats sedan 2024 går inte att säga: IT-kostnaden för 2024 är inte känd."),
    Case("a year without a known cost", the_change(cost_year(2024), cost_year(central=None)),
         "Hur kostnaden har ändrats 2025 går inte att säga: varken huvudbok eller register ger någon IT-kostnad "
         f"för året. {REMEDY}"),
    Case("no turnover the year before", the_change(cost_year(2024, 160, turnover=None), cost_year()),
         "IT kostade 20 mnkr mer 2025 än året innan (6,1 %). Om kostnaden ändrades som andel av omslutningen går inte "
         "att säga: omslutningen saknas för året (gäller 2024)."),
    Case("a turnover that is assumed", the_change(cost_year(2024, 160), cost_year(turnover_status="antagande")),
         "IT kostade 20 mnkr mer 2025 än året innan (6,1 %). Omslutningen var oförändrad, och IT:s andel av den ökade "
         "från 3,3 % till 3,5 %. Omslutningen för 2025 är ett antagande."),
    Case("four months against twelve", the_change(cost_year(2025), cost_year(2026, 60, 40, 10, 5, months=4), SCHOOLS),
         "Jämför inte rakt av: 2025 har 12 månader i underlaget, 2026 har 4. IT kostade 235 mnkr mindre 2026 än året "
         "innan (67 %). Omslutningen var oförändrad, och IT:s andel av den minskade från 3,5 % till 1,2 %."),
    Case("a month missing in one of the units", the_change(cost_year(2022), cost_year(2023, 190, months=11)),
         "Jämför inte rakt av: 2022 har varje enhet minst 12 månader i underlaget, 2023 minst 11. IT kostade 10 mnkr "
         "mer 2023 än året innan (2,9 %). Omslutningen var oförändrad, och IT:s andel av den ökade från 3,5 % till "
         "3,6 %."),
    Case("more of the cost classified", the_change(cost_year(2024, 160, classified_share=0.90), cost_year()),
         "IT kostade 20 mnkr mer 2025 än året innan (6,1 %). Omslutningen var oförändrad, och IT:s andel av den ökade "
         "från 3,3 % till 3,5 %. En del av skillnaden kan bero på att mer är klassat: 90 % av kostnaderna 2024, "
         "98 % 2025."),
    Case("a category known for one year only",
         the_change(cost_year(2024, staff=0), cost_year(), zeros=("local_it_staff",)),
         "IT kostade 40 mnkr mer 2025 än året innan (13 %). Omslutningen var oförändrad, och IT:s andel av den ökade "
         "från 3,1 % till 3,5 %. Lokal IT-personal är känt bara för ett av åren, så en del av skillnaden är bättre "
         "eller sämre underlag."),
    Case("the central IT unit", the_change(cost_year(2024, 176), cost_year(), CENTRAL_UNIT),
         "IT kostade 4,0 mnkr mer 2025 än året innan (2,3 %)."),
]  # fmt: skip

WORK = [
    Case("a shrinking part over several years",
         the_work(work_year(2019, 24), work_year(2024, 19), work_year(2025, 17.4)),
         "17 % av IT-kostnaden gick till utveckling 2025, resten till förvaltning och drift. Det är en mindre del än "
         "2024, då den var 19 %. 2019 var den 24 %. Det gäller den del av kostnaden där bokföringen säger vad arbetet "
         "var, 80 %."),
    Case("a growing part, all of the cost told", the_work(work_year(2024, 8.4, of=350), work_year(2025, 12, of=350)),
         "12 % av IT-kostnaden gick till utveckling 2025, resten till förvaltning och drift. Det är en större del än "
         "2024, då den var 8,4 %."),
    Case("a growing part, in English",
         the_work(work_year(2024, 8.4, of=350), work_year(2025, 12, of=350), language="en"),
         "12% of the IT cost went to development in 2025, the rest to maintenance and operation. That is a larger "
         "part than in 2024, when it was 8.4%."),
    Case("unchanged within rounding", the_work(work_year(2024, 17.6, of=350), work_year(2025, 18.4, of=350)),
         "18 % av IT-kostnaden gick till utveckling 2025, resten till förvaltning och drift. Delen är oförändrad "
         "sedan 2024."),
    Case("the first year", the_work(work_year(2025, 17.4, of=350)),
         "17 % av IT-kostnaden gick till utveckling 2025, resten till förvaltning och drift. Det finns inget tidigare "
         "år att jämföra med."),
    Case("a year before without activities", the_work(work_year(2024, None), work_year(2025, 17.4, of=350)),
         "17 % av IT-kostnaden gick till utveckling 2025, resten till förvaltning och drift. Det finns inget tidigare "
         "år att jämföra med."),
    Case("a gap of two years", the_work(work_year(2022, 20, of=350), work_year(2025, 17.4, of=350)),
         "17 % av IT-kostnaden gick till utveckling 2025, resten till förvaltning och drift. Det är en mindre del än "
         "2022, då den var 20 %."),
    Case("nothing developed", the_work(work_year(2024, 4, of=350), work_year(2025, 0, of=350)),
         "Ingen del av IT-kostnaden gick till utveckling 2025: allt gick till förvaltning och drift. Det är en mindre "
         "del än 2024, då den var 4,0 %."),
    Case("everything developed", the_work(work_year(2025, 100, of=350)),
         "Hela IT-kostnaden gick till utveckling 2025. Det finns inget tidigare år att jämföra med."),
    Case("missing, and why", the_work(work_year(2024, 19), work_year(2025, None)),
         "Hur mycket som gick till utveckling 2025 går inte att säga: ingen IT-rad i huvudboken säger om arbetet är "
         f"utveckling, förvaltning eller drift. {REMEDY}"),
    Case("missing, in English", the_work(work_year(2025, None), language="en"),
         "How much went to development in 2025 cannot be said: no IT line in the ledger says whether the work is "
         f"development, maintenance or operation. {LATER}"),
    Case("far more of the cost told than the year before",
         the_work(work_year(2024, 19, of=175), work_year(2025, 17.4, of=280)),
         "17 % av IT-kostnaden gick till utveckling 2025, resten till förvaltning och drift. Det är en mindre del "
         "än 2024, då den var 19 %. Det gäller den del av kostnaden där bokföringen säger vad arbetet var, 80 %. "
         "Den delen var 50 % 2024 och är 80 % nu, så åren är inte helt jämförbara."),
    Case("eleven months against twelve",
         the_work(work_year(2024, 19, of=350), work_year(2025, 17.4, of=350, cost=cost_year(months=11)), whose=SCHOOLS),
         "17 % av IT-kostnaden gick till utveckling 2025, resten till förvaltning och drift. Det är en mindre del än "
         "2024, då den var 19 %. Jämför inte rakt av: 2024 har 12 månader i underlaget, 2025 har 11."),
]  # fmt: skip

PACE = [
    Case("too slow for what was decided", the_pace(towards(58, 2032)),
         "26 % av alla ärenden sköttes digitalt 2025. Andelen växte med 3,0 procentenheter sedan 2024. Beslutat "
         "är 58 % till 2032. Det kräver 4,6 procentenheter om året. I nuvarande takt nås målet först 2036."),
    Case("too slow, in English", the_pace(towards(58, 2032), "en"),
         "26% of all cases were handled digitally in 2025. The share grew by 3.0 percentage points since 2024. "
         "What was decided is 58% by 2032. That takes 4.6 percentage points a year. At the present pace the "
         "target is not reached until 2036."),
    Case("behind a decision from earlier years", the_pace(towards(58, 2032, decided_pp=4.0)),
         "26 % av alla ärenden sköttes digitalt 2025. Andelen växte med 3,0 procentenheter sedan 2024. Beslutat "
         "är 58 % till 2032. Beslutet räknade med 4,0 procentenheter om året; nu krävs 4,6. I nuvarande takt nås "
         "målet först 2036."),
    Case("in time", the_pace(towards(47, 2032)),
         "26 % av alla ärenden sköttes digitalt 2025. Andelen växte med 3,0 procentenheter sedan 2024. Beslutat "
         "är 47 % till 2032. Det kräver 3,0 procentenheter om året. I nuvarande takt nås målet i tid."),
    Case("earlier than decided", the_pace(towards(35, 2032)),
         "26 % av alla ärenden sköttes digitalt 2025. Andelen växte med 3,0 procentenheter sedan 2024. Beslutat "
         "är 35 % till 2032. Det kräver 1,3 procentenheter om året. I nuvarande takt nås målet redan 2028."),
    Case("shrinking", the_pace(towards(58, 2032, outcome=-1.5)),
         "26 % av alla ärenden sköttes digitalt 2025. Andelen minskade med 1,5 procentenheter sedan 2024. Beslutat är "
         "58 % till 2032. Det kräver 4,6 procentenheter om året. I nuvarande takt nås målet aldrig."),
    Case("standing still", the_pace(towards(58, 2032, outcome=0.0)),
         "26 % av alla ärenden sköttes digitalt 2025. Andelen är oförändrad sedan 2024. Beslutat är 58 % till "
         "2032. Det kräver 4,6 procentenheter om året. I nuvarande takt nås målet aldrig."),
    Case("so slow that no year can be named", the_pace(towards(58, 2032, outcome=0.2)),
         "26 % av alla ärenden sköttes digitalt 2025. Andelen växte med 0,2 procentenheter sedan 2024. Beslutat "
         "är 58 % till 2032. Det kräver 4,6 procentenheter om året. I nuvarande takt nås målet inte inom hundra "
         "år."),
    Case("the decision met", the_pace(towards(26, 2032)),
         "26 % av alla ärenden sköttes digitalt 2025. Andelen växte med 3,0 procentenheter sedan 2024. Målet, 26 "
         "% till 2032, är redan nått."),
    Case("the decision overshot", the_pace(towards(20, 2032)),
         "26 % av alla ärenden sköttes digitalt 2025. Andelen växte med 3,0 procentenheter sedan 2024. Målet, 20 "
         "% till 2032, är redan passerat."),
    Case("nothing decided", the_pace(pace_year()),
         "26 % av alla ärenden sköttes digitalt 2025. Andelen växte med 3,0 procentenheter sedan 2024. Inget mål är "
         "beslutat, så det finns ingen takt att hålla."),
    Case("nothing decided, in English", the_pace(pace_year(), "en"),
         "26% of all cases were handled digitally in 2025. The share grew by 3.0 percentage points since 2024. No "
         "target is decided, so there is no pace to keep."),
    Case("a first year with a target", the_pace(towards(58, 2032, outcome=None)),
         "26 % av alla ärenden sköttes digitalt 2025. Det finns inget tidigare år, så takten går inte att säga än. "
         "Beslutat är 58 % till 2032. Det kräver 4,6 procentenheter om året."),
    Case("a first year without a target", the_pace(pace_year(outcome=None)),
         "26 % av alla ärenden sköttes digitalt 2025. Det finns inget tidigare år, så takten går inte att säga "
         "än. Inget mål är beslutat, så det finns ingen takt att hålla."),
    Case("years between the measurements", the_pace(pace_year(outcome=2, earlier_year=2022)),
         "26 % av alla ärenden sköttes digitalt 2025. Andelen växte med 2,0 procentenheter om året sedan 2022. "
         "Inget mål är beslutat, så det finns ingen takt att hålla."),
    Case("services where there are no cases", the_pace(pace_year(15.7, basis="services", volume_months=None)),
         "16 % av alla tjänster var helt digitala i slutet av 2025. Andelen växte med 3,0 procentenheter sedan 2024. "
         "Inget mål är beslutat, så det finns ingen takt att hålla."),
    Case("no digital service at all", the_pace(pace_year(0.0, outcome=0.0, basis="services", volume_months=None)),
         "Ingen tjänst var helt digital i slutet av 2025. Andelen är oförändrad sedan 2024. Inget mål är beslutat, så "
         "det finns ingen takt att hålla."),
    Case("half a year of cases", the_pace(pace_year(volume_months=6)),
         "26 % av alla ärenden sköttes digitalt 2025. Andelen växte med 3,0 procentenheter sedan 2024. Inget mål är "
         "beslutat, så det finns ingen takt att hålla. Ärendena för 2025 är räknade över 6 av 12 månader."),
    Case("a share that is missing", the_pace(pace_year(None, outcome=None)),
         f"Takten 2025 går inte att säga: andelen digitala ärenden är inte redovisad för 2025. {REMEDY}"),
    Case("neither cases nor services", the_pace(None),
         f"Takten 2025 går inte att säga: varken ärenden eller tjänster har redovisats. {REMEDY}"),
]  # fmt: skip

FLOOR = "Gränsen är 2,0 % av den egna omslutningen till IT; att ligga under är en varning, inte en besparing."
THREE = {"SKF": 3.0, "VOF": 3.1, "NEN": 2.9}
MEANS = [
    Case("nobody", the_means(THREE),
         f"Ingen av 3 förvaltningar och bolag ligger under gränsen för att sakna förutsättningar. {FLOOR}"),
    Case("nobody, of departments", the_means(THREE, MUNICIPALITY),
         f"Ingen av 3 förvaltningar ligger under gränsen för att sakna förutsättningar. {FLOOR}"),
    Case("one", the_means(THREE | {"MIF": 1.5}),
         f"1 av 4 förvaltningar och bolag saknar förutsättningar: Miljöförvaltningen. {FLOOR} Att lyfta enheten dit "
         "skulle kosta 500 tkr om året."),
    Case("one, in English", the_means(THREE | {"MIF": 1.5}, language="en"),
         "1 of 4 departments and companies lacks the means: Miljöförvaltningen. The limit is 2.0% of a unit's own "
         "turnover spent on IT; to lie below is a warning, not a saving. Lifting the unit there would cost "
         "SEK 500 thousand a year."),
    Case("two, named from A whatever their shares", the_means(THREE | {"MIF": 1.0, "HAM": 1.5}),
         f"2 av 5 förvaltningar och bolag saknar förutsättningar: Hamnen och Miljöförvaltningen. {FLOOR} Att lyfta "
         "dem dit skulle kosta 1,5 mnkr om året."),
    Case("two, in English", the_means(THREE | {"MIF": 1.0, "HAM": 1.5}, language="en"),
         "2 of 5 departments and companies lack the means: Hamnen and Miljöförvaltningen. The limit is 2.0% of a "
         "unit's own turnover spent on IT; to lie below is a warning, not a saving. Lifting them there would cost "
         "SEK 1.5 million a year."),
    Case("many", the_means(THREE | dict.fromkeys(("A", "B", "C", "D", "E"), 1.0)),
         f"5 av 8 förvaltningar och bolag saknar förutsättningar; tabellen visar vilka. {FLOOR} Att lyfta dem dit "
         "skulle kosta 5,0 mnkr om året."),
    Case("a unit without a figure", the_means(THREE | {"MIF": None}),
         f"Ingen av 3 förvaltningar och bolag ligger under gränsen för att sakna förutsättningar. {FLOOR} Utan "
         "uppgift, och därför inte jämförda: Miljöförvaltningen."),
    Case("many units without a figure", the_means(THREE | dict.fromkeys(("A", "B", "C", "D", "E"))),
         f"Ingen av 3 förvaltningar och bolag ligger under gränsen för att sakna förutsättningar. {FLOOR} 5 enheter "
         "saknar uppgift och är inte jämförda."),
    Case("a unit that may be low for want of months", the_means(THREE | {"MIF": 1.5}, months={"MIF": 9}),
         f"1 av 4 förvaltningar och bolag saknar förutsättningar: Miljöförvaltningen. {FLOOR} Att lyfta enheten dit "
         "skulle kosta 500 tkr om året. Miljöförvaltningen har färre än 12 månader i underlaget och kan därför se "
         "lägre ut än den är."),
    Case("per full-time equivalent",
         the_means({"SKF": 30_000.0, "VOF": 31_000.0, "MIF": 9_000.0}, floor=20_000.0, base="fte"),
         "1 av 3 förvaltningar och bolag saknar förutsättningar: Miljöförvaltningen. Gränsen är 20 tkr per "
         "årsarbetare till IT; att ligga under är en varning, inte en besparing. Att lyfta enheten dit skulle "
         "kosta 1,1 mnkr om året."),
    Case("one unit alone, with nothing to be held against", the_means({"SKF": 3.0}, floor=None),
         "Vilka enheter som saknar förutsättningar går inte att säga: färre än två förvaltningar eller bolag har ett "
         "värde för året."),
    Case("several units, but only one with a figure", the_means({"SKF": 3.0, "VOF": None}, floor=None),
         "Vilka enheter som saknar förutsättningar går inte att säga: färre än två förvaltningar eller bolag har ett "
         f"värde för året. {REMEDY}"),
    Case("a department below", the_means({"SKF": 1.5, "NEN": 3.0}, SCHOOLS),
         "Förvaltningen saknar förutsättningar: den lägger 1,5 % av sin omslutning på IT, och gränsen är 2,0 %. Att "
         "lyfta enheten dit skulle kosta 500 tkr om året."),
    Case("a company above", the_means({"SKF": 1.5, "NEN": 3.0}, ENERGY),
         "Bolaget lägger 3,0 % av sin omslutning på IT, över gränsen för att sakna förutsättningar, 2,0 %."),
    Case("a department without a figure", the_means({"SKF": None, "NEN": 3.0}, SCHOOLS),
         f"Om enheten har förutsättningar går inte att säga: omslutningen saknas för året. {REMEDY}"),
    Case("the central IT unit", the_means(THREE, CENTRAL_UNIT),
         "Enheten jämförs inte med förvaltningar och bolag, eftersom dess uppgift är en annan."),
]  # fmt: skip


def the_year(
    *costs: UnitYear, shares: dict[int, float] | None = None, whose: Whose = GROUP, **basis: object
) -> Facts:
    """Return what is known of the last of some years; `shares` are development's."""
    worked = tuple(work_year(year, share) for year, share in (shares or {}).items())
    resting = {"closing": closed(costs[-1].year)} | basis
    return Facts(whose, costs, {}, None, worked, None, None, NAMES, Basis(costs[-1], **resting))


def closed(year: int, months: int = 12, still_open: int = 0) -> YearClosing:
    return YearClosing(year, months - still_open, months, tuple(year * 100 + 12 - month for month in range(still_open)))


HEADLINES = [
    (the_year(cost_year(2024, 164), cost_year(), shares={2024: 18, 2025: 17}),
     "IT kostade 16 mnkr mer 2025 än 2024, och en mindre del gick till utveckling"),
    (the_year(cost_year(2024, 196), cost_year(), shares={2024: 17, 2025: 18}),
     "IT kostade 16 mnkr mindre 2025 än 2024, och en större del gick till utveckling"),
    (the_year(cost_year(2024), cost_year(), shares={2024: 17.1, 2025: 17.2}),
     "IT kostade lika mycket 2025 som 2024, och lika stor del gick till utveckling"),
    (the_year(cost_year(2024, 164), cost_year()), "IT kostade 16 mnkr mer 2025 än 2024"),
    (the_year(cost_year()), "IT kostade 350 mnkr 2025"),
    (the_year(cost_year(2024, None), cost_year()), "IT kostade 350 mnkr 2025"),
    (the_year(cost_year(2025), cost_year(2026, 60, 0, 0, 0, months=4)),
     "IT kostade 60 mnkr 2026, men alla månader är inte med"),
    (the_year(cost_year(2024), cost_year(central=None)), "Vad IT kostade 2025 är inte känt"),
]  # fmt: skip

SURE = [
    (the_year(cost_year()), "Alla tolv månader 2025 är stängda. Talen ändras inte i efterhand."),
    (the_year(cost_year(), closing=closed(2025, 12, 3)),
     "Preliminärt: 3 av 12 månader 2025 är inte stängda än, så talen kan ändras."),
    (the_year(cost_year(2026, months=4), closing=closed(2026, 4)),
     "De 4 månader av 2026 som finns är stängda. Talen för dem ändras inte i efterhand."),
    (the_year(cost_year(), closing=None), "Ingen månad 2025 har någon bokföring."),
    (the_year(cost_year()), "Alla enheter har bokföring för alla månader 2025."),
    (the_year(cost_year(), whose=SCHOOLS), "Bokföringen täcker alla månader 2025."),
    (the_year(cost_year(2026, months=4), whose=SCHOOLS),
     "Bokföringen täcker 4 av 12 månader 2026. Talen är inte uppräknade till helår."),
    (the_year(cost_year(months=11), gaps=(("Skolförvaltningen", 202503), ("Hamnen", 202511))),
     "Månader som saknas: Skolförvaltningen mars 2025 och Hamnen november 2025. De räknas inte som 0 kr; kostnaden är "
     "därför för låg."),
    (the_year(cost_year(months=5), gaps=tuple(("Skolförvaltningen", 202501 + month) for month in range(7))),
     "Månader som saknas: Skolförvaltningen, 7 månader. De räknas inte som 0 kr; kostnaden är därför för låg."),
    (the_year(cost_year()),
     "98 % av kostnaderna är klassade. För resten, 200 mnkr, är det inte avgjort om det är IT, så IT-kostnaden "
     "kan vara för låg."),
    (the_year(cost_year(classified_share=1.0, unclassified_abs_sek=Decimal(0))),
     "Alla kostnader är klassade: det är avgjort för varje rad om den är IT."),
    (the_year(cost_year(k3_from="headcount")),
     "Uppskattat: lokal IT-personal, 40 mnkr, är antal årsarbetare gånger en schablonkostnad."),
    (the_year(cost_year(k4_declared_sek=Decimal(4_000_000))),
     "Uppskattat: 4,0 mnkr av skugg-IT är enheternas egen uppgift, eftersom den inte syns i bokföringen."),
    (the_year(cost_year(turnover_status="antagande")),
     "Antagande: omslutningen, 10 000 mnkr, är budget eller ett antagande. Andelar av den kan ändras."),
    (the_year(cost_year(turnover=None)), "Omslutningen saknas, så andelar av den kan inte räknas."),
    (the_year(cost_year(), hidden=2),
     "Uppgifter om färre än fem årsarbetare visas inte, och inte heller tal som skulle avslöja dem."),
]  # fmt: skip

EVERY = [*COST, *CHANGE, *WORK, *PACE, *MEANS]


def plain(said: str) -> str:
    """Return the sentence with ordinary spaces, so that it can be read in a test."""
    return said.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("case", EVERY, ids=lambda case: f"{case.said.topic}: {case.when}")
def test_the_sentence_of_a_situation_is_true_and_clear(case: Case) -> None:
    assert plain(case.said.whole) == case.expected


def test_there_are_at_least_forty_situations_each_told_once() -> None:
    assert len({(case.said.topic, case.when) for case in EVERY}) == len(EVERY) >= 40


@pytest.mark.parametrize(("found", "expected"), HEADLINES, ids=[expected for _, expected in HEADLINES])
def test_the_headline_says_what_happened_and_compares_only_what_can_be(found: Facts, expected: str) -> None:
    assert plain(headline(found, "sv")) == expected


@pytest.mark.parametrize(("found", "expected"), SURE, ids=[expected for _, expected in SURE])
def test_how_sure_the_figures_are_is_said_in_words(found: Facts, expected: str) -> None:
    assert expected in [plain(said) for said in sure(found.whose, found.basis, "sv")]


def test_what_is_as_it_should_be_has_no_warning() -> None:
    now = cost_year(classified_share=1.0, unclassified_abs_sek=Decimal(0))
    said = sure(GROUP, Basis(now, closed(2025)), "sv")
    assert not [one for one in said if one.startswith(("Preliminärt", "Uppskattat", "Antagande", "Månader som saknas"))]
