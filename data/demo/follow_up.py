"""What has the invented group decided after the study, and how does it rate itself?"""

from collections.abc import Iterator

DECISIONS = ("beslut", "rekommendation", "text", "ägare", "datum", "status", "kort")
RATINGS = ("statement", "unit", "date", "level")

# Decision, the study's recommendation it answers (none = the group's own), text, owner by title, day, status, card.
DECISION_ROWS = (
    ("B-01", "1a", "Pröva att fördela den centrala IT-budgeten efter antal årsarbetare i stället för att fakturera "
     "internt.", "Ekonomidirektör", "2022-03-14", "pågår", "internal_absorption"),
    ("B-02", "1b", "Gå igenom vilka interna tjänster som skiftar så mycket i volym att köp och sälj inte passar.",
     "IT-chef", "2023-02-20", "beslutad", "total_to_central_multiple"),
    ("B-03", "2a", "Bestämma en önskad balans mellan effektivitet och nyskapande för varje förvaltning.",
     "Kommundirektör", "2022-05-09", "genomförd", "balance_ei"),
    ("B-04", "2b", "Bestämma en önskad balans mellan intern och extern nytta, och följa den i initiativen.",
     "Kommundirektör", "2022-05-09", "pågår", "balance_ie"),
    ("B-05", "3a", "Avsätta en femtedel av IT-resurserna till utveckling.", "Ekonomidirektör", "2022-06-13", "pågår",
     "development_gap"),
    ("B-06", "3b", "Följa varje halvår hur mycket av det avsatta som verkligen används till utveckling.",
     "Digitaliseringschef", "2023-01-16", "pågår", "development_utilisation"),
    ("B-07", "4a", "Fastställa en takt för övergången till digital leverans: 60 procent av ärendena 2032.",
     "Kommunstyrelsen", "2025-11-17", "beslutad", "pace"),
    ("B-08", "4b", "Redovisa de fem taktningsmåtten för nämnderna i samband med bokslutet.", "Digitaliseringschef",
     "2024-02-12", "genomförd", "kpi5_steering_change"),
    ("B-09", "5a", "Lyfta enheter som ligger under golvet för IT-resurser innan nya satsningar fördelas.",
     "Ekonomidirektör", "2023-09-18", "vilande", "equality_floor"),
    ("B-10", "5b", "Räkna på nyttan aktivitet för aktivitet innan ett initiativ får pengar.", "Digitaliseringschef",
     "2023-03-27", "pågår", "benefit_valued_share"),
    ("B-11", "5c", "Ge stöd för att använda tjänster som redan finns, före nya tjänster.",
     "Kommunikationsdirektör", "2024-04-15", "pågår", "kpi4_digital_takeup"),
    ("B-12", "6a", "Samla ansvaret för IT och digitalisering hos en ledning med två uppdrag.", "Kommundirektör",
     "2024-10-07", "beslutad", "digital_to_it_fte"),
    ("B-13", "6b", "Anställa egna verksamhetsutvecklare i stället för konsulter i det som pågår länge.", "HR-direktör",
     "2023-11-06", "pågår", "temporary_digital_share"),
    ("B-14", "g1", "Visa hela kostnaden för IT, även den utanför den centrala budgeten, i årsredovisningen.",
     "Ekonomidirektör", "2022-01-24", "genomförd", "total_it_share"),
    ("B-15", "g2", "Följa skillnader inom koncernen och inte jämföra sig med andra kommuner.", "Kommundirektör",
     "2022-01-24", "genomförd", "equality_spread"),
    ("B-16", "g3", "Flytta resurser när nytta har uppstått, inte bara räkna den.", "Ekonomidirektör", "2024-12-02",
     "beslutad", "kpi2_effect"),
    ("B-17", "g4", "Se över styrtalen varje år.", "Kommundirektör", "2022-01-24", "pågår", "kpi5_steering_change"),
    ("L-01", "", "Ta in system som köpts vid sidan av den gemensamma listan.", "IT-chef", "2023-05-22", "pågår",
     "shadow_it_share"),
    ("L-02", "", "Frysa nyanställningar inom drift till dess att driftavtalet är omförhandlat.", "IT-chef",
     "2021-09-13", "genomförd", "it_fte_share"),
    ("L-03", "", "Pröva gemensam servicedesk för kommunen och bolagen.", "Vd Norrhamn Energi", "2024-06-10", "vilande",
     "it_cost_per_fte"),
    ("L-04", "", "Stänga blanketter när den digitala tjänsten har tagit över.", "Skoldirektör", "2024-08-26", "pågår",
     "kpi3_digital_services"),
    ("L-05", "", "Flytta serverdrift till moln där det blir billigare.", "IT-chef", "2020-11-16", "genomförd",
     "central_it_share"),
    ("L-06", "", "Inventera elevdatorerna inför nästa upphandling.", "Skoldirektör", "2025-03-10", "beslutad", ""),
)  # fmt: skip
# How a unit rates itself, statement by statement, at two times: kinder than its figures are.
STATEMENTS = {"capability": 9, "problem": 8, "principle": 9}
RATED = {
    "municipality": ("2023-05-15", "2025-05-15"),
    "SKF": ("2023-05-15", "2025-05-15"),
    "SBF": ("2023-05-15", "2025-05-15"),
    "MIL": ("2023-06-01", "2025-06-01"),
    "ITE": ("2023-05-15", "2025-05-15"),
    "NEN": ("2023-09-30", "2025-09-30"),
}
KINDNESS = {"municipality": 0, "SKF": 0, "SBF": 1, "MIL": 1, "ITE": 1, "NEN": 0}
ORGANISATION = {"municipality": (2, 3), "SKF": (1, 1), "SBF": (3, 3), "MIL": (1, 1), "ITE": (1, 2), "NEN": (2, 2)}
LEVELS = (3, 4, 3, 3, 4, 2, 3, 4, 3)  # of a kind's statements, the first time


def rating_rows() -> Iterator[tuple[str, ...]]:
    """Return each unit's answers; the second time most are a step higher, and none lower."""
    for place, (unit, days) in enumerate(RATED.items()):
        for later, day in enumerate(days):
            for kind, count in STATEMENTS.items():
                for number in range(1, count + 1):
                    grown = later and (number + place) % 3 != 0
                    level = LEVELS[(number + place) % 9] + KINDNESS[unit] + int(grown)
                    yield f"{kind}_{number}", unit, day, str(min(5, level))
            yield "organisation_form", unit, day, str(ORGANISATION[unit][later])
