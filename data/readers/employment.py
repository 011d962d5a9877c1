"""Which resource class is a form of employment, and is it paid by the hour?"""

import re
from functools import lru_cache

from data.registers import RESOURCE_CLASSES, code_of, normalise

# Words inside a form of employment, the first that is found counts.
_FORM_WORDS = {
    "external_consultant": ("konsult", "inhyrd", "bemanning", "consultant", "agency"),
    "borrowed_internal": ("inlan", "utlanad", "borrowed"),
    "fixed_term": (
        "visstid",
        "vikari",
        "timavl",
        "timanst",
        "intermittent",
        "bea",
        "ava",
        "sava",
        "prov",
        "sasong",
        "tidsbegr",
        "projektanst",
        "temporary",
        "fixed",
        "hourly",
        "seasonal",
        "praktik",
        "feriear",
    ),
    "permanent": ("tillsvidare", "tv", "permanent", "regular", "ordinarie", "fast"),
}
_HOURLY = re.compile(r"tim|hour|intermittent")


@lru_cache(maxsize=4096)
def resource_class(form: str) -> str | None:
    """Return the class that a printed form of employment means; None where it is not known."""
    known = code_of(RESOURCE_CLASSES, form) if form else None
    word = normalise(form)
    for code, starts in () if known or not word else _FORM_WORDS.items():
        if any(word.startswith(start) or (len(start) > 3 and start in word) for start in starts):
            return code
    return known


@lru_cache(maxsize=4096)
def is_hourly(words: str) -> bool:
    """Tell whether a form of pay or of employment is by the hour."""
    return bool(_HOURLY.search(normalise(words)))
