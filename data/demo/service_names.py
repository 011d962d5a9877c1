"""Which services does the invented group give its residents, and how many cases do the larger ones have?"""

from dataclasses import dataclass

# One service a line; behind a larger one its cases a year (of 2020) and the shape of its year.
_NAMES = {
    "KSF": """Lämna synpunkt | 14000 | even; Begära ut allmän handling | 5200 | even; Diariesökning; E-arkiv;
        Medborgarförslag; Borgerlig vigsel; Överförmyndarens årsräkning | 3900 | spring;
        Val och folkomröstning; Upphandlingsdokument; Leverantörsfaktura; Näringslivslots; Lokal för möten;
        Krisinformation; Ansökan om tjänst; Kommunens webbplats; Protokoll och kallelser""",
    "SKF": """Ansökan om förskoleplats | 11500 | autumn; Val av grundskola | 6200 | winter;
        Anmälan av frånvaro | 262000 | school; Inkomstuppgift barnomsorg | 17500 | autumn;
        Schema för barnomsorg | 96000 | school; Ansökan om skolskjuts | 5400 | summer;
        Modersmålsundervisning; Specialkost; Utvecklingssamtal; Elevhälsa; Fritidshem; Uppsägning av plats;
        Skolbyte; Betygsutdrag; Ledighetsansökan; Skolmåltid; Lärplattform för elever;
        Lärplattform för vårdnadshavare; Digitala prov; Kränkningsanmälan; Lovskola; Studiehandledning;
        Avgift barnomsorg; Pedagogisk omsorg; Kulturgaranti; Olycksfallsanmälan""",
    "GVF": """Ansökan till gymnasiet | 4300 | winter; Anmälan av frånvaro gymnasiet | 74000 | school;
        Ansökan till komvux | 9100 | terms; Inackorderingsbidrag; Resor till gymnasiet;
        Studieintyg | 6800 | terms; Svenska för invandrare; Yrkeshögskola; Studievägledning; Validering;
        Prövning av betyg; Elevdator; Lärlingsplats; Arbetsmarknadsinsats; Feriejobb; Schemavisning;
        Betygsdatabas; Skolbibliotek""",
    "VOF": """Ansökan om hemtjänst | 7800 | even; Trygghetslarm | 41000 | even; Färdtjänst | 52000 | even;
        Digital tillsyn; Matdistribution | 88000 | even; Särskilt boende; Korttidsboende; Dagverksamhet;
        Personlig assistans; Ledsagning; Boendestöd; Avgiftsbeslut äldreomsorg; Hemsjukvård; Hjälpmedel;
        Anhörigstöd; Rapportera avvikelse; Läkemedelsautomat; Kontaktperson; Daglig verksamhet;
        Planering av hemtjänst; Bostadsanpassning | 2100 | even; Riksfärdtjänst""",
    "IFO": """Ansökan om ekonomiskt bistånd | 31000 | even; Återansökan bistånd | 58000 | even;
        Orosanmälan barn | 9400 | school; Familjerätt; Familjerådgivning; Budget- och skuldrådgivning;
        Missbruksmottagning; Kvinnofrid; Serveringstillstånd; Kontaktfamilj; Dödsboanmälan;
        Ungdomsmottagning; Digitalt samtal; Flyktingmottagande""",
    "SBF": """Ansökan om bygglov | 4600 | summer; Nybyggnadskarta; Felanmälan gata och park | 23500 | winter;
        Parkeringstillstånd | 7400 | even; Parkeringsanmärkning | 18800 | summer; Detaljplan; Grävtillstånd;
        Torgplats; Adressättning; Kartbeställning; Fastighetsbildning; Lantmäteriförrättning;
        Bostadsanpassning mark; Trafiktillstånd; Upplåtelse av mark; Rivningsanmälan; Eldstad; Skyltlov;
        Vinterväghållning; Belysning; Trafiksignaler; Tomtkö; Arrende; Kontrollansvarig; Slutbesked; Buller;
        Lekplatser; Trädfällning; Cykelräknare; Öppna geodata""",
    "KFF": """Bokning av lokal | 26500 | autumn; Föreningsbidrag; Bibliotekslån | 338000 | even; E-bok;
        Kulturskola | 5800 | terms; Simskola; Badkort; Föreningsregister; Museibesök; Evenemangskalender;
        Konstarkiv; Lån av utrustning; Sommarlovskort; Fritidsgård; Spårkort; Meröppet bibliotek;
        Biblioteksreservation; Kulturstöd""",
    "MIL": """Livsmedelskontroll; Anmälan av miljöfarlig verksamhet; Enskilt avlopp; Värmepump;
        Klagomål inomhusmiljö; Strandskydd; Alkoholtillsyn; Tobakstillstånd; Köldmedierapport; Radonmätning;
        Badvatten; Lotteritillstånd""",
    "SER": """Felanmälan fastighet | 15200 | winter; Städbeställning; Kostbeställning; Bilpool; Inpassering;
        Kontaktcenter; Tolkbokning; Fordonsservice; Hyra av lokal; Möbelåterbruk; Internpost;
        Måltidsplanering; Energiuppföljning; Vaktmästare; Tvätt; Upphandling livsmedel""",
    "ITE": """Servicedesk; Klient som tjänst; Behörigheter; E-post och kalender; Telefoni; Nätanslutning;
        Systemdrift; Lagring; Säkerhetskopia; Utskrift; Mobil enhet; Integrationsplattform; Fjärrarbete;
        E-legitimation""",
    "DIG": """E-tjänsteplattform; Automatisering; Datalabb; Stöd till verksamhetsutveckling""",
    "NEN": """Flyttanmälan el | 12600 | autumn; Elavtal | 9800 | winter; Felanmälan el | 6400 | winter;
        Fjärrvärmeavtal; Mätarställning; Anslutning av elnät; Solceller; Laddbox; Bredband;
        Förbrukning på webben; Fakturafråga | 21500 | winter; Avbrottskarta; Autogiro; Elnätsdata;
        Effekttariff; Energirådgivning; Schaktanvisning; Leveranssäkerhet""",
    "NBO": """Bostadskö | 16400 | even; Felanmälan bostad | 34500 | winter; Uppsägning bostad; Andrahandsuthyrning;
        Hyresavi; Tvättstuga; Parkeringsplats; Besiktning; Nyckelhantering; Störningsanmälan; Lokalhyra;
        Renoveringsval; Mina sidor hyresgäst; Individuell mätning""",
    "NVA": """Flyttanmälan vatten | 5300 | autumn; Vattenmätare; Avfallsabonnemang | 13800 | even; Slamtömning;
        Vattenläcka; Anslutning vatten; Återvinningscentral; Grovavfall; Hämtkalender; Dagvatten""",
    "NHF": """Hamnanlöp; Båtplats; Godshantering; Flygplatsparkering; Slottid; Tillträdeskort; Landningsavgift;
        Hamnavgift""",
    "NKE": """Biljettköp | 91000 | autumn; Lokalbokning evenemang; Konferens; Presentkort; Turistinformation;
        Scenteknik; Arrangörsstöd; Volontäranmälan""",
}  # fmt: skip


@dataclass(frozen=True)
class Service:
    """One service; `prefix` and `number` make its code. `cases` a year are 0 where nobody counts them."""

    prefix: str
    number: int
    name: str
    cases: int = 0
    season: str = "even"

    @property
    def code(self) -> str:
        """Return the code the service goes under."""
        return f"{self.prefix}-{self.number:02d}"


def services_of(prefix: str) -> tuple[Service, ...]:
    """Return the services that go under a unit's code."""
    found = []
    for number, line in enumerate(_NAMES[prefix].split(";"), start=1):
        name, *volume = (part.strip() for part in line.split("|"))
        counted = (int(volume[0]), volume[1]) if volume else ()
        found.append(Service(prefix, number, name, *counted))
    return tuple(found)


PREFIXES = tuple(_NAMES)
