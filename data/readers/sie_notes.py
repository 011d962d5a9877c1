"""How is what a SIE file does wrong kept readable when it does it ten thousand times?"""

from collections import Counter

from data.errors import Problem, Severity

SEPARATE = 20


class Notes:
    """Problems met while reading a file.

    An error is always listed, for every faulty row must be. Of the rest at most SEPARATE per code
    are listed one by one and the others counted (`sie_more`, with `code` and `count`); what is
    only worth knowing once is tallied: one problem per code with the first line and a `count`.
    """

    def __init__(self) -> None:
        """Begin with nothing noted."""
        self._listed: list[Problem] = []
        self._seen: Counter[str] = Counter()
        self._last_listed: dict[str, Problem] = {}
        self._tallies: dict[str, tuple[Severity, int | None, dict[str, object]]] = {}
        self._tally_counts: Counter[str] = Counter()

    def error(self, code: str, line: int | None = None, **values: object) -> None:
        """Note something that refuses the file."""
        self._listed.append(Problem("error", code, line, values=values))

    def warn(self, code: str, line: int | None = None, **values: object) -> None:
        """Note something the owner should look at."""
        self._seen[code] += 1
        if self._seen[code] <= SEPARATE:
            problem = Problem("warning", code, line, values=values)
            self._listed.append(problem)
            self._last_listed[code] = problem

    def tally(
        self,
        code: str,
        line: int | None = None,
        severity: Severity = "info",
        count: int = 1,
        **values: object,
    ) -> None:
        """Count something that needs saying once per file; the first occurrence is the example."""
        self._tallies.setdefault(code, (severity, line, values))
        self._tally_counts[code] += count

    def problems(self) -> tuple[Problem, ...]:
        """Return everything noted: errors, warnings, information, each in the file's order."""
        more = [
            Problem(
                "warning", "sie_more", last.line, values={"code": code, "count": self._seen[code] - SEPARATE}
            )
            for code, last in self._last_listed.items()
            if self._seen[code] > SEPARATE
        ]
        tallied = [
            Problem(severity, code, line, values={**values, "count": self._tally_counts[code]})
            for code, (severity, line, values) in self._tallies.items()
        ]
        rank = {"error": 0, "warning": 1, "info": 2}
        noted = self._listed + more + tallied
        return tuple(sorted(noted, key=lambda problem: (rank[problem.severity], problem.line or 0)))
