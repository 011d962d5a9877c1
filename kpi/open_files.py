"""Which files make up the open data of an edition, and where are they written?"""

from pathlib import Path

from data.errors import UserError
from data.settings import Publisher
from kpi import dcat
from kpi.open_data import as_json, figures_csv, schema
from kpi.published import Published


def open_files(published: Published, publisher: Publisher, address: str | None) -> dict[str, bytes]:
    """Return every file by its name; the description is left out where no publisher or no address is known."""
    found = {
        dcat.JSON_FILE: as_json(published),
        dcat.CSV_FILE: figures_csv(published),
        dcat.SCHEMA_FILE: schema().encode(),
    }
    if not publisher.name or not address:
        return found
    return found | {dcat.DCAT_FILE: dcat.catalogue(published.edition, publisher, address)}


def write_open_files(published: Published, publisher: Publisher, address: str, folder: Path) -> list[Path]:
    """Write the files to a folder, which is made if it is not there; return them.

    Raises: UserError where the settings do not say who publishes, or the folder's own folder is not there.
    """
    if not publisher.name:
        raise UserError("no_publisher")
    if not folder.absolute().parent.is_dir():
        raise UserError("no_such_folder", folder=folder.absolute().parent)
    folder.mkdir(exist_ok=True)
    written = []
    for name, content in open_files(published, publisher, address).items():
        path = folder / name
        path.write_bytes(content)
        written.append(path)
    return written
