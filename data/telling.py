"""What does the running product say of itself: a JSON object a line, of numbers and codes, never of anybody's data?

What is said is a closed list of facts; a text that is not a code, such as a supplier's name or a file's, is not said.
"""

import json
import logging
import re
import secrets
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FACTS = frozenset(
    ("act", "act_id", "accepted", "codes", "files", "kind", "refused", "rows", "seconds", "unchanged", "version")
    + ("what", "where")
)
CODE = re.compile(r"[\w./:,<>-]{1,200}", re.ASCII)
logger = logging.getLogger("kpi.telling")


class OneLine(logging.Formatter):
    """Turns whatever a library logs into one JSON line, without its words: they may quote data."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; of an exception its kind and place."""
        if record.name == logger.name:
            return record.getMessage()
        error = record.exc_info[1] if record.exc_info else None
        facts = {"kind": type(error).__name__, "where": place_of(error)} if error else {}
        return _line("library", what=f"{record.name}:{record.levelname}", **facts)


def begin() -> None:
    """Say everything on standard error from now on, what libraries log as well."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    logger.setLevel(logging.INFO)
    for name in (logger.name, "streamlit", "uvicorn", "uvicorn.error", "asyncio"):
        one = logging.getLogger(name)
        one.handlers[:], one.propagate = [handler], False
    for name in logging.root.manager.loggerDict:
        if name.startswith("streamlit."):
            logging.getLogger(name).handlers.clear()
            logging.getLogger(name).propagate = True


def tell(event: str, **facts: object) -> str:
    """Say that something happened; return the number it can be found by."""
    number = secrets.token_hex(4)
    logger.info("%s", _line(event, number, **facts))
    return number


def tell_fault(error: BaseException) -> str:
    """Say that the product failed: the kind of the error and its place, not its words, which may quote data."""
    return tell("error", kind=type(error).__name__, where=place_of(error))


def place_of(error: BaseException) -> str:
    """Return the last place of the product that an error went through."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(ROOT)]
    if not own:
        return ""
    return f"{Path(own[-1].filename).relative_to(ROOT).as_posix()}:{own[-1].lineno}"


def _line(event: str, number: str = "", **facts: object) -> str:
    """Return one line. Raises: KeyError for a fact that nobody has said may be told."""
    unknown = set(facts) - FACTS
    if unknown:
        raise KeyError(*unknown)
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    said = {name: _said(value) for name, value in facts.items() if value not in (None, "")}
    return json.dumps({"at": now, "event": event, "id": number, **said})


def _said(value: object) -> object:
    """Return a number or a code as it is; anything else is not repeated."""
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return round(value, 3)
    return value if isinstance(value, str) and CODE.fullmatch(value) else "-"
