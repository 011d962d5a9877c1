"""Which rules does the invented group sort its lines by? (registers.md, `rules`)"""

from collections.abc import Iterator

COLUMNS = (
    "priority",
    "chart",
    "valid_from",
    "valid_to",
    "unit",
    "account_from",
    "account_to",
    "cost_centre",
    "activity_code",
    "project",
    "counterparty",
    "supplier",
    "text",
    "category",
    "activity",
    "nature",
    "funding",
    "note",
)
WORK = ("development", "maintenance", "operation")
ACTIVITY_NATURES = (
    ("50", "57", "local_it_staff", "staff"),
    ("642", "642", "external_it", "software"),
    ("63", "64", "external_it", "hardware"),
    ("7445", "7445", "external_it", "it_services"),
    ("7450", "7450", "external_it", "cloud"),
    ("41", "79", "external_it", "consultants"),
)
PROJECT_NATURES = (
    ("5420", "5420", "software"),
    ("6910", "6910", "software"),
    ("6540", "6540", "it_services"),
    ("50", "79", "consultants"),
)
Rule = dict[str, str]


def rules() -> list[Rule]:
    """Return the rules: project and activity first, then place, counterparty, account, supplier, text."""
    parts = (_digitalisation, _projects, _activities, _company_projects, _places, _accounts, _names, _not_it)
    found = [rule for part in parts for rule in part()]
    return [{"priority": str(10 * (place + 1))} | rule for place, rule in enumerate(found)]


def _rule(category: str, note: str, accounts: str = "", **conditions: str) -> Rule:
    first, _, last = accounts.partition("-")
    return {
        "category": category,
        "note": note,
        "account_from": first,
        "account_to": last or first,
        **conditions,
    }


def _digitalisation() -> Iterator[Rule]:
    invest, unit = {"funding": "investering"}, {"chart": "kommunbas", "unit": "DIG"}
    yield _rule(
        "digitalisation",
        "Investeringsprojekt inom digitalisering",
        "40",
        project="DG*",
        nature="consultants",
        **invest,
    )
    yield _rule("digitalisation", "Digitaliseringsenhetens löner", "50-57", nature="staff", **unit)
    yield _rule(
        "digitalisation", "Digitaliseringsenhetens avskrivningar", "79", nature="depreciation", **unit
    )
    yield _rule(
        "digitalisation", "Digitaliseringsenhetens konsulter", "744-755", nature="consultants", **unit
    )
    yield _rule("digitalisation", "Digitaliseringsenheten i övrigt", "4-7", nature="other", **unit)
    yield _rule(
        "digitalisation",
        "Förvaltningars egna digitaliseringsprojekt",
        "41-79",
        project="DG*",
        nature="consultants",
    )


def _projects() -> Iterator[Rule]:
    common = {"project": "IU*", "nature": "hardware", "funding": "investering"}
    kommunbas = common | {"chart": "kommunbas"}
    yield _rule(
        "external_it",
        "Reinvestering: förvaltning av nät",
        "40",
        activity_code="9202",
        activity="maintenance",
        **kommunbas,
    )
    yield _rule("external_it", "IT-investering", "40", activity="development", **kommunbas)
    yield _rule(
        "external_it", "Bolagens datorinköp i projekt", "1250", chart="bas", activity="development", **common
    )


def _activities() -> Iterator[Rule]:
    for code, work in zip(("9201", "9202", "9203"), WORK, strict=True):
        shared = {"chart": "kommunbas", "activity_code": code, "activity": work}
        if work == "operation":
            yield _rule("external_it", "Verksamhet 9203, tele och data", "68", nature="telecom", **shared)
            yield _rule("external_it", "Verksamhet 9203, avskrivning", "79", nature="depreciation", **shared)
        for first, last, category, nature in ACTIVITY_NATURES:
            yield _rule(category, f"Verksamhet {code} = IT", f"{first}-{last}", nature=nature, **shared)


def _company_projects() -> Iterator[Rule]:
    for project, work in zip(("U*", "F*", "D1*"), WORK, strict=True):
        shared = {"chart": "bas", "project": project, "activity": work}
        if work == "operation":
            yield _rule("external_it", "Driftprojekt, leasing", "525", nature="hardware", **shared)
            yield _rule("external_it", "Driftprojekt, tele", "62", nature="telecom", **shared)
            yield _rule("external_it", "Driftprojekt, avskrivning", "78", nature="depreciation", **shared)
        for first, last, nature in PROJECT_NATURES:
            yield _rule(
                "external_it", f"Bolagens IT-projekt {project}", f"{first}-{last}", nature=nature, **shared
            )


def _places() -> Iterator[Rule]:
    yield _rule(
        "external_it",
        "Ansvar som slutar på 99 = lokal IT-samordning",
        "4-7",
        chart="kommunbas",
        cost_centre="~^1[0-9][0-9]99$",
        activity="operation",
        nature="it_services",
    )
    yield _rule(
        "external_it",
        "Kommunalförbundet driver e-arkivet",
        "74",
        counterparty="83*",
        activity="maintenance",
        nature="it_services",
    )
    yield _rule(
        "internal_it",
        "SIE saknar motpart: texten på fakturan är motparten; kontot säger inget om kostnadens art",
        "5-6",
        chart="bas",
        text="IT-enheten Norrhamns kommun*",
        nature="internal",
    )


def _accounts() -> Iterator[Rule]:
    for accounts, nature, work in (
        ("6320", "hardware", ""),
        ("642", "software", ""),
        ("643", "hardware", ""),
        ("681-682", "telecom", "operation"),
        ("7440", "consultants", ""),
        ("7445", "it_services", ""),
        ("7450", "cloud", ""),
        ("755", "consultants", ""),
        ("793", "depreciation", "operation"),
    ):
        yield _rule(
            "external_it",
            "Kommun-Bas, lokal kontoplan",
            accounts,
            chart="kommunbas",
            nature=nature,
            activity=work,
        )
    yield _rule(
        "external_it",
        "Kontona utgår efter 2025",
        "5251-5252",
        chart="bas",
        valid_to="2025-12-31",
        nature="hardware",
        activity="operation",
    )
    for accounts, nature in (
        ("5420", "software"),
        ("6910", "software"),
        ("6540", "it_services"),
        ("6211-6230", "telecom"),
        ("6850", "consultants"),
        ("7835", "depreciation"),
    ):
        yield _rule("external_it", "BAS 2025", accounts, chart="bas", nature=nature)


def _names() -> Iterator[Rule]:
    yield _rule(
        "external_it",
        "Säljer bara programvara",
        "4-7",
        supplier="Debiteringsbolaget Taxa*",
        activity="maintenance",
        nature="software",
    )
    yield _rule(
        "shadow_it", "Bekräftad 2022: appar köpta vid sidan av", "4-7", supplier="Appbutiken*", nature="cloud"
    )
    yield _rule(
        "external_it",
        "Underhållsavtal på fel konto",
        "74",
        text="~systemunderhåll",
        activity="maintenance",
        nature="software",
    )
    yield _rule(
        "shadow_it",
        "Bekräftad 2021: abonnemang på kort",
        "4-7",
        text=r"~\b(trello|canva|miro|notion)\b",
        nature="cloud",
    )
    yield _rule(
        "shadow_it",
        "Bekräftad 2023: abonnemang på kort",
        "4-7",
        text=r"~\b(mentimeter|zapier|dropbox|typeform)\b",
        nature="cloud",
    )


def _not_it() -> Iterator[Rule]:
    """Whole account groups that hold no IT; 741, 749 and 76 (BAS 655 and 659) are left to be asked about."""
    yield _rule("not_it", "Byggnader och anläggningar", "40", chart="kommunbas", funding="investering")
    for accounts, nature, note in (
        ("41-46", "other", "Bidrag och köp av huvudverksamhet"),
        ("50-57", "staff", "Löner"),
        ("60-62", "premises", "Lokaler och energi"),
        ("63-66", "other", "Varor och underhåll"),
        ("69-73", "other", "Fordon, resor, information, försäkring"),
        ("75", "staff", "Inhyrd personal"),
        ("79", "depreciation", "Avskrivningar"),
    ):
        yield _rule("not_it", note, accounts, chart="kommunbas", nature=nature)
    for accounts, nature, note in (
        ("40-46", "other", "Material och energi"),
        ("50-55", "other", "Lokaler, varor, underhåll"),
        ("58-64", "other", "Resor, reklam, kontor"),
        ("70-76", "staff", "Personal"),
        ("78", "depreciation", "Avskrivningar"),
    ):
        yield _rule("not_it", note, accounts, chart="bas", nature=nature)
