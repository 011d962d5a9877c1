"""Whom does the invented group buy from? (every name is made up and says so)"""

from functools import cache

WORDS = {
    "it_services": (
        "Norrsken Drift",
        "Fjällnät Data",
        "Isälv Systempartner",
        "Polstjärnan IT",
        "Renhorn Support",
    ),
    "cloud": ("Molnvidda", "Himlavalv Molntjänster", "Dimfors Hosting", "Cirrusbyn"),
    "software": (
        "Kodhyllan",
        "Journalvax Program",
        "Elevkollen Edtech",
        "Debiteringsbolaget Taxa",
        "Kartbitar Gis",
        "Lönelunden",
    ),
    "hardware": ("Skärmgården", "Datorladan Norr", "Kontorsmaskin Älven"),
    "telecom": ("Västanvind Telefoni", "Tråd och Fiber Norr", "Bärvåg Mobil"),
    "consultants": ("Granskog Konsult", "Agil Bäck", "Nybygget Utveckling", "Förvaltarna i Norr"),
    "goods": (
        "Bruksvaror Norrland",
        "Kontorsboden",
        "Läromedelsmagasinet",
        "Städ och Papper",
        "Matkällan Grossist",
        "Verktygsboden",
        "Möbelverket",
        "Vårdmaterial Åsen",
        "Arbetskläder Öst",
        "Livs och Kök",
        "Tryckhuset",
        "Sportförrådet",
    ),
    "services": (
        "Resbyrån Kompass",
        "Taxibygden",
        "Bussbolaget Älvdal",
        "Försäkringshuset",
        "Vaktbolaget Trygg",
        "Rekrytera Mera",
        "Översättarna",
        "Utredningsbyrån Lod",
        "Mötesplatsen Konferens",
        "Juristerna vid Ån",
        "Bemanna Norr",
    ),
    "care": (
        "Solgläntan Omsorg",
        "Friskolan Vågen",
        "Hemtjänst i Byn",
        "Familjehem Norr",
        "Förskolan Kotten",
        "Boendet Björken",
    ),
    "building": (
        "Byggarna Timmer",
        "Asfalt och Mark",
        "Rör och Värme Norr",
        "Elfirman Gnista",
        "Måleri Pensel",
    ),
    "energy": ("Biobränsle Skog", "Elhandel Norr", "Drivmedel Norrpunkt", "Reservkraft Bore"),
    "shadow": ("Kortköp webb", "Molnappar Direkt", "Appbutiken"),
    "municipalities": ("Grannköpings kommun", "Kommunalförbundet Norrsam"),
}
COUNTERPARTY = {"municipalities": "82", "care": "87"}


@cache
def names(kind: str) -> tuple[tuple[str, str], ...]:
    """Return (id, name) of the suppliers of a kind; each name carries that it is invented."""
    ending = " (påhittad)" if kind == "municipalities" else " Påhitt AB"
    start = 10_000 + 100 * list(WORDS).index(kind)
    return tuple((str(start + place), word + ending) for place, word in enumerate(WORDS[kind]))


def counterparty(kind: str) -> str:
    """Return the Kommun-Bas counterparty code of a kind of supplier."""
    return COUNTERPARTY.get(kind, "87")
