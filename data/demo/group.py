"""Which invented units make up the group, and what is each of them like?"""

from dataclasses import dataclass, replace

FIRST_YEAR, LAST_YEAR = 2019, 2025
YEARS = tuple(range(FIRST_YEAR, LAST_YEAR + 1))
MUNICIPALITY = "Norrhamns kommun (påhittad)"
INVENTED = "påhittad"


@dataclass(frozen=True)
class Unit:
    """One unit of the group and the levers that make it differ from the others.

    `turnover_msek` and `hte` are at the level of 2019; `it_weight` is its IT buying relative to
    its turnover, changing by `it_trend` a year; `development` is its share of development
    relative to the group's. `lines` is about how many ledger lines a year hold.
    """

    code: str
    name: str
    kind: str
    counterparty: str
    turnover_msek: float
    hte: float
    it_weight: float = 1.0
    it_trend: float = 0.0
    development: float = 1.0
    lines: int = 3000
    centres: int = 10
    chart: str = "kommunbas"
    org_number: str = ""
    parent: str = ""
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR

    def lives(self, year: int) -> bool:
        """Return whether the unit exists in the year."""
        return self.first_year <= year <= self.last_year

    @property
    def is_company(self) -> bool:
        """Return whether the unit keeps its books as a company."""
        return self.kind == "company"

    @property
    def number(self) -> int:
        """Return a small number of the unit's own: the seed of its random numbers."""
        return int(self.counterparty)


def _company(code: str, name: str, counterparty: str, org_number: str, **levers: float) -> Unit:
    company = Unit(
        code, f"{name} (påhittat)", "company", counterparty, 0, 0, chart="bas", org_number=org_number
    )
    return replace(company, **levers)


UNITS = (
    Unit("KSF", "Kommunstyrelseförvaltningen", "department", "101", 420, 260, 1.6, 0.02, 1.25, 4200, 14),
    Unit("SKF", "Skolförvaltningen", "department", "110", 2000, 2350, 0.9, 0.01, 0.8, 8600, 36),
    Unit(
        "GVF",
        "Gymnasie- och vuxenutbildningsförvaltningen",
        "department",
        "115",
        720,
        700,
        1.25,
        0.03,
        0.9,
        4600,
        16,
    ),
    Unit(
        "SOF",
        "Socialförvaltningen",
        "department",
        "120",
        2050,
        3050,
        0.8,
        0.0,
        0.75,
        9200,
        40,
        last_year=2021,
    ),
    Unit(
        "VOF",
        "Vård- och omsorgsförvaltningen",
        "department",
        "121",
        1500,
        2450,
        0.85,
        0.03,
        0.8,
        6600,
        30,
        first_year=2022,
    ),
    Unit(
        "IFO",
        "Individ- och familjeomsorgsförvaltningen",
        "department",
        "122",
        550,
        600,
        1.0,
        0.02,
        0.9,
        3300,
        12,
        first_year=2022,
    ),
    Unit("SBF", "Samhällsbyggnadsförvaltningen", "department", "130", 520, 330, 1.4, -0.03, 1.3, 4400, 12),
    Unit("KFF", "Kultur- och fritidsförvaltningen", "department", "140", 330, 270, 1.1, -0.01, 1.0, 3300, 10),
    Unit("MIL", "Miljöförvaltningen", "department", "150", 75, 70, 0.38, -0.03, 0.6, 1500, 4),
    Unit("SER", "Serviceförvaltningen", "department", "160", 900, 520, 0.7, 0.01, 0.9, 4800, 14),
    Unit("ITE", "IT-enheten", "central_it", "170", 153, 66, lines=3900, centres=6, parent="KSF"),
    Unit(
        "DIG", "Digitaliseringsenheten", "digitalisation", "171", 20, 16, lines=900, centres=2, parent="KSF"
    ),
    _company(
        "NEN",
        "Norrhamn Energi AB",
        "501",
        "999901-0014",
        turnover_msek=1150,
        hte=190,
        it_weight=1.35,
        it_trend=0.04,
        development=1.4,
        lines=1500,
        centres=8,
    ),
    _company(
        "NBO",
        "Norrhamnsbostäder AB",
        "502",
        "999902-0021",
        turnover_msek=780,
        hte=130,
        it_weight=1.15,
        it_trend=0.01,
        development=1.1,
        lines=1600,
        centres=8,
    ),
    _company(
        "NVA",
        "Norrhamn Vatten AB",
        "503",
        "999903-0038",
        turnover_msek=310,
        hte=70,
        it_weight=1.15,
        it_trend=0.0,
        development=1.0,
        lines=950,
        centres=5,
    ),
    _company(
        "NHF",
        "Norrhamns Hamn och Flygplats AB",
        "504",
        "999904-0045",
        turnover_msek=190,
        hte=55,
        it_weight=0.36,
        it_trend=-0.02,
        development=0.5,
        lines=700,
        centres=4,
    ),
    _company(
        "NKE",
        "Norrhamns Kultur och Evenemang AB",
        "505",
        "999905-0052",
        turnover_msek=110,
        hte=60,
        it_weight=0.95,
        it_trend=0.02,
        development=0.9,
        lines=650,
        centres=4,
    ),
)
BY_CODE = {unit.code: unit for unit in UNITS}
CENTRAL_IT, DIGITALISATION, PREMISES = BY_CODE["ITE"], BY_CODE["DIG"], BY_CODE["SER"]


def living(year: int) -> tuple[Unit, ...]:
    """Return the units of the year."""
    return tuple(unit for unit in UNITS if unit.lives(year))


def ordinary(year: int) -> tuple[Unit, ...]:
    """Return the departments and companies of the year: all but the two central units."""
    return tuple(unit for unit in living(year) if unit.kind in ("department", "company"))
