"""What does a named statement say, and which parameters does it take?"""

import re
from functools import cache
from pathlib import Path

SQL_FOLDER = Path(__file__).resolve().parents[1] / "sql"
PARAMETER = re.compile(r"\$([a-z_]+)")

Parameters = dict[str, object]


@cache
def statement(name: str) -> str:
    """Return the text of sql/<name>.sql.

    Raises: FileNotFoundError for a name without a file.
    """
    return (SQL_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def bound(name: str, params: Parameters) -> tuple[str, Parameters]:
    """Return a statement with those of the parameters that it uses."""
    sql = statement(name)
    used = set(PARAMETER.findall(sql))
    return sql, {key: value for key, value in params.items() if key in used}
