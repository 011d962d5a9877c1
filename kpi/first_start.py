"""Is there anything to show when the product starts? If not, build the invented group."""

import shutil
import sys
from pathlib import Path

from data.errors import UserError
from data.language import Language, text
from data.settings import settings
from data.store import SCHEMA, Store
from kpi.demo import ACTOR, is_invented
from kpi.inventing import invent
from kpi.parameter import constants
from kpi.rebuilding import rebuild
from kpi.tidying import tidy

DEMO = "demo-store"
UNFINISHED = "demo-store.unfinished"


def renew(own: Path, language: Language) -> None:
    """Make an older store anew from its originals, so that the product can read it.

    Raises: UserError when a file that was accepted then is refused now; the store is left as it was.
    """
    store = Store(own, any_schema=True)
    if not store.exists or store.query("schema/version").column("schema_version")[0].as_py() >= SCHEMA:
        return
    print(text("start.renewing", language), file=sys.stderr, flush=True)
    refused = [result.file for result in rebuild(store, constants()) if result.status == "refused"]
    if refused:
        raise UserError("store_not_renewed", files=", ".join(refused))


def start(language: Language) -> bool:
    """Make ready what there is; tell whether the invented group was built, which is only where no store is named."""
    chosen = settings()
    if "store" not in chosen.model_fields_set:
        return prepare(chosen.store, language)
    renew(chosen.store, language)
    tidy(Store(chosen.store))
    return False


def prepare(own: Path, language: Language) -> bool:
    """Build the invented group beside a store that holds nothing yet; tell whether it was built.

    It is built under another name and renamed when it is whole, so one that was interrupted is
    never shown: it is thrown away and built anew.
    """
    demo = own.with_name(DEMO)
    for held in (own, demo):
        renew(held, language)
        tidy(Store(held))
    if Store(own).exists or _whole(demo):
        return False
    unfinished = own.with_name(UNFINISHED)
    for leftover in (unfinished, demo):
        if leftover.exists():
            shutil.rmtree(leftover)
    invented = Store(unfinished)
    invent(invented, lambda message: print(message, file=sys.stderr, flush=True), language)
    unfinished.rename(demo)
    return True


def _whole(demo: Path) -> bool:
    """Tell whether a demo store can be shown: built to its end, or put to use by somebody since."""
    store = Store(demo)
    if not store.exists:
        return False
    actors = {row["actor"] for row in store.query("store/acts").to_pylist()}
    return is_invented(store) or actors != {ACTOR}


if __name__ == "__main__":
    try:
        if start("sv"):
            print(text("start.built", "sv"), file=sys.stderr)
    except UserError as error:
        print(error.message("sv"), file=sys.stderr)
        sys.exit(2)
