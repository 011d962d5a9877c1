"""How much has this process done, and how long did it take? Counters for Prometheus, without a name in any label."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prometheus_client import REGISTRY, Counter, Gauge, Histogram, start_http_server

from data.settings import settings

LOADS = Counter("kpi_files_loaded", "Files read by a load, by what came of them", ["status"])
LOAD_SECONDS = Histogram("kpi_load_seconds", "Seconds that a load took", buckets=(0.5, 1, 2, 5, 10, 30, 60, 300))
REFUSALS = Counter("kpi_refusals", "Fetches, acts and pages refused to a role or unit")
ERRORS = Counter("kpi_errors", "Faults that a reader was shown a number for")
RERUNS = Counter("kpi_reruns", "Page scripts run")
SESSIONS = Gauge("kpi_sessions", "Browsers connected")
QUERIES = Histogram(
    "kpi_query_seconds", "Seconds a query took, by the folder below sql/", ["folder"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)  # fmt: skip
STORE_AGE = Gauge("kpi_store_age_seconds", "Seconds since the version in force was made; NaN without one")
STORE_AGE.set(float("nan"))


def serve(store: Path | None) -> None:
    """Serve the counters on the port of the settings, where one is set; it is not the port readers reach.

    `store` is the folder whose age is counted; None where the process has none.
    """
    if store:
        STORE_AGE.set_function(lambda: _age(store))
    asked = settings().metrics
    if asked.port:
        start_http_server(asked.port, asked.address)


@contextmanager
def timed_query(name: str) -> Iterator[None]:
    """Time a query."""
    started = time.perf_counter()
    try:
        yield
    finally:
        QUERIES.labels(name.partition("/")[0]).observe(time.perf_counter() - started)


def names() -> set[str]:
    """Return the name of every counter of ours."""
    return {family.name for family in REGISTRY.collect() if family.name.startswith("kpi_")}


def _age(store: Path) -> float:
    try:
        return time.time() - (store / "CURRENT").stat().st_mtime
    except OSError:
        return float("nan")
