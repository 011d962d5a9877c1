"""How is the open data described for Sweden's data portal (DCAT-AP-SE 3, as JSON-LD)?

Mandatory there: a catalogue's and a dataset's title, description and publisher, a publisher's name, and where each
distribution is reached; the contact, licence, language, theme, period and format are recommended, and given here.
"""

import json
from urllib.parse import urljoin

from data.errors import UserError
from data.language import LANGUAGES, text
from data.settings import Publisher
from kpi.published import Edition

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "adms": "http://www.w3.org/ns/adms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority/"
LICENCE = "http://creativecommons.org/publicdomain/zero/1.0/"  # what public bodies are advised to use for open data
LOCAL_AUTHORITY = "http://purl.org/adms/publishertype/LocalAuthority"
JSON_FILE, CSV_FILE, SCHEMA_FILE, DCAT_FILE = "siffror.json", "siffror.csv", "siffror.schema.json", "dcat.jsonld"
MEDIA = {JSON_FILE: ("application/json", "JSON"), CSV_FILE: ("text/csv", "CSV")}

Node = dict[str, object]


def catalogue(edition: Edition, publisher: Publisher, address: str) -> bytes:
    """Return the description; `address` is the folder where the files are reached.

    Raises: UserError where the settings do not say who publishes.
    """
    if not publisher.name:
        raise UserError("no_publisher")
    base = address if address.endswith("/") else f"{address}/"
    graph = [
        _catalogue(base, edition), _dataset(base, edition), _publisher(base, publisher), _contact(base, publisher),
        *(_distribution(base, file) for file in MEDIA),
    ]  # fmt: skip
    document = {"@context": CONTEXT, "@graph": [node for node in graph if node]}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _catalogue(base: str, edition: Edition) -> Node:
    return {
        "@id": _at(base, "katalog"),
        "@type": "dcat:Catalog",
        "dcterms:title": _words("opendata.catalogue.title"),
        "dcterms:description": _words("opendata.catalogue.description"),
        "dcterms:publisher": {"@id": _at(base, "utgivare")},
        "dcterms:license": {"@id": LICENCE},
        "dcterms:language": _languages(),
        "dcterms:modified": _day(edition),
        "dcat:dataset": {"@id": _at(base, "siffror")},
    }


def _dataset(base: str, edition: Edition) -> Node:
    period = _period(edition)
    return {
        "@id": _at(base, "siffror"),
        "@type": "dcat:Dataset",
        "dcterms:title": _words("opendata.dataset.title"),
        "dcterms:description": _words("opendata.dataset.description"),
        "dcterms:publisher": {"@id": _at(base, "utgivare")},
        "dcat:contactPoint": {"@id": _at(base, "kontakt")},
        "dcterms:identifier": _at(base, "siffror"),
        "dcterms:modified": _day(edition),
        "dcterms:language": _languages(),
        "dcterms:accessRights": {"@id": f"{AUTHORITY}access-right/PUBLIC"},
        "dcterms:accrualPeriodicity": {"@id": f"{AUTHORITY}frequency/IRREG"},
        "dcat:theme": [{"@id": f"{AUTHORITY}data-theme/{theme}"} for theme in ("GOVE", "ECON")],
        "dcat:keyword": _keywords(),
        "adms:versionNotes": [{"@value": edition.checksum}],
        "dcat:distribution": [{"@id": urljoin(base, file)} for file in MEDIA],
    } | ({"dcterms:temporal": period} if period else {})


def _distribution(base: str, file: str) -> Node:
    media, kind = MEDIA[file]
    found: Node = {
        "@id": urljoin(base, file),
        "@type": "dcat:Distribution",
        "dcterms:title": _words(f"opendata.distribution.{kind.lower()}"),
        "dcat:accessURL": {"@id": urljoin(base, file)},
        "dcat:downloadURL": {"@id": urljoin(base, file)},
        "dcterms:license": {"@id": LICENCE},
        "dcterms:format": media,
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
    }
    return found | ({"dcterms:conformsTo": {"@id": urljoin(base, SCHEMA_FILE)}} if file == JSON_FILE else {})


def _publisher(base: str, publisher: Publisher) -> Node:
    found: Node = {
        "@id": _at(base, "utgivare"),
        "@type": "foaf:Agent",
        "foaf:name": publisher.name,
        "dcterms:type": {"@id": LOCAL_AUTHORITY},
    }
    return found | ({"foaf:homepage": {"@id": str(publisher.homepage)}} if publisher.homepage else {})


def _contact(base: str, publisher: Publisher) -> Node:
    found: Node = {"@id": _at(base, "kontakt"), "@type": "vcard:Organization", "vcard:fn": publisher.name}
    return found | ({"vcard:hasEmail": {"@id": f"mailto:{publisher.email}"}} if publisher.email else {})


def _at(base: str, name: str) -> str:
    return f"{base}#{name}"


def _words(key: str) -> list[Node]:
    return [{"@language": language, "@value": text(key, language)} for language in LANGUAGES]


def _keywords() -> list[Node]:
    return [
        {"@language": language, "@value": word.strip()}
        for language in LANGUAGES
        for word in text("opendata.keywords", language).split(",")
    ]


def _languages() -> list[Node]:
    return [{"@id": f"{AUTHORITY}language/{code}"} for code in ("SWE", "ENG")]


def _day(edition: Edition) -> Node:
    return {"@type": "xsd:date", "@value": f"{edition.published_at:%Y-%m-%d}"}


def _period(edition: Edition) -> Node | None:
    """Return from which year to which month figures reach."""
    years = sorted(edition.closing)
    if not years:
        return None
    return {
        "@type": "dcterms:PeriodOfTime",
        "dcat:startDate": {"@type": "xsd:date", "@value": f"{years[0]}-01-01"},
        "dcat:endDate": {"@type": "xsd:date", "@value": f"{years[-1]}-12-31"},
    }
