"""Which IT does a department buy itself, and how is some of it booked oddly or kept out of sight?"""

from data.demo import seasons, targets
from data.demo.ledger import Stream
from data.demo.place import Codes, Place, it_codes

SHADOW_TEXTS = (
    "Trello abonnemang {month}",
    "Canva Pro {month}",
    "Miro team {month}",
    "Notion licens {no}",
    "Mentimeter {month}",
    "Zapier månadsavgift",
    "Dropbox {month}",
    "Typeform {month}",
)
HIDDEN_TEXTS = (
    "Doodle premium {month}",
    "Kortköp app månadsavgift",
    "Airtable {month}",
    "Webbenkät abonnemang",
    "Kahoot {month}",
)


def it_streams(place: Place) -> list[Stream]:
    """Return K2 of the department, and the odd ways in which some of it is booked."""
    unit, year = place.unit, place.year
    whole = targets.external_it(year)[unit.code]
    codes = it_codes(unit, year)
    coded = codes + (("", "", "", 0.08),)
    mix = (
        (
            "software",
            0.29,
            (("6420", 3), ("6425", 1)),
            ("Licens kvartal {month}", "Årsavgift verksamhetssystem", "Programvara {no}"),
            seasons.LICENCES,
            coded,
        ),
        (
            "cloud",
            0.16,
            (("7450", 1),),
            ("Molntjänst {month}", "Driftad plattform {month}"),
            seasons.EVEN,
            coded,
        ),
        (
            "it_services",
            0.14,
            (("7445", 1),),
            ("Systemförvaltning {month}", "Support {month}"),
            seasons.EVEN,
            coded,
        ),
        (
            "consultants",
            0.17,
            (("7440", 3), ("7550", 1)),
            ("Systemkonsult {month}", "Integration etapp {no}"),
            seasons.PURCHASES,
            coded,
        ),
        (
            "hardware",
            0.10,
            (("6320", 2), ("6430", 1)),
            ("Leasing datorer {month}", "Surfplattor", "Skärmar"),
            seasons.PURCHASES,
            coded,
        ),
        (
            "telecom",
            0.06,
            (("6810", 1), ("6820", 2)),
            ("Abonnemang {month}", "Fiber {month}"),
            seasons.EVEN,
            codes[2:],
        ),
        (
            "municipalities",
            0.03,
            (("7490", 1),),
            ("Förbundets e-arkiv {month}",),
            seasons.EVEN,
            (("", "", "maintenance", 1.0),),
        ),
        (
            "services",
            0.02,
            (("7490", 1),),
            ("IT-samordning {month}",),
            seasons.EVEN,
            (("", "", "operation", 1.0),),
        ),
        (
            "software",
            0.02,
            (("7490", 1),),
            ("Systemunderhåll {month}",),
            seasons.LICENCES,
            (("", "", "maintenance", 1.0),),
        ),
    )
    lines = unit.lines * 0.1
    streams = [
        Stream(
            round(whole * share),
            round(lines * share),
            accounts,
            texts,
            kind,
            "external_it",
            place.it_centre if "IT-samordning" in texts[0] else place.centres,
            code,
            season,
            counterparty="831" if kind == "municipalities" else None,
        )
        for kind, share, accounts, texts, season, code in mix
    ]
    rest = whole - sum(stream.total for stream in streams)
    return [*streams, _it_depreciation(place, rest, codes)]


def _it_depreciation(place: Place, total: int, codes: Codes) -> Stream:
    return Stream(
        total,
        12,
        (("7930", 1),),
        ("Avskrivning IT-utrustning",),
        "hardware",
        "external_it",
        place.centres[:1],
        codes[2:],
        seasons.EVEN,
        "A",
        "",
    )


def shadow_streams(place: Place) -> list[Stream]:
    """Return shadow IT: what a rule confirms, and what hides among ordinary purchases."""
    confirmed = targets.shadow_it(place.year, "confirmed")[place.unit.code]
    hidden = targets.shadow_it(place.year, "hidden")[place.unit.code]
    count, centres = round(place.unit.lines * 0.014), place.centres
    seen, odd = (("6410", 2), ("7690", 1)), (("7690", 1),)
    return [
        Stream(
            confirmed,
            count,
            seen,
            SHADOW_TEXTS,
            "shadow",
            "shadow_it",
            centres,
            place.own_activity,
            seasons.EVEN,
            "K",
            mean_lines=1,
        ),
        Stream(
            hidden // 2,
            count // 4,
            (("6410", 1), ("7010", 1)),
            HIDDEN_TEXTS,
            "goods",
            "not_it",
            centres,
            place.own_activity,
            seasons.EVEN,
            "K",
            mean_lines=1,
        ),
        Stream(
            hidden - hidden // 2,
            count // 4,
            odd,
            HIDDEN_TEXTS,
            "services",
            "unclassified",
            centres,
            place.own_activity,
            seasons.EVEN,
            "K",
            mean_lines=1,
        ),
    ]
