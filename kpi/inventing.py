"""How is the invented group made whole: built, and published so that the summary too has something to show?"""

from collections.abc import Callable

from data.access import Viewer
from data.language import Language
from data.result import FileResult
from data.store import Store
from kpi.demo import ACTOR, build_demo
from kpi.editions import publish


def invent(store: Store, say: Callable[[str], None], language: Language) -> list[FileResult]:
    """Build the invented group in an empty store and publish its figures.

    `say` is told what is being done. Raises: UserError when the store already holds anything.
    """
    results = build_demo(store, say, language)
    if not any(result.status == "refused" for result in results):
        publish(store, Viewer(ACTOR, "controller"))
    return results
