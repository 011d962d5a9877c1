"""Is the product set up as its owner said, and is a slip of the pen told of before anything starts?"""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from data.errors import UserError
from data.language import LANGUAGES, catalogue
from data.settings import EMBEDDED_STORE, Settings, setting_names, settings, system_user, variable_of
from tests.fixtures.source import ROOT

EXAMPLE = ROOT / "deploy" / "settings.example.toml"
SECRET = "hemligt-lösenord"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KPI_SETTINGS", *map(variable_of, setting_names())):
        monkeypatch.delenv(name, raising=False)


def told(monkeypatch: pytest.MonkeyPatch, **variables: object) -> str:
    """Return the sentence that a start with these variables is refused with."""
    for name, value in variables.items():
        monkeypatch.setenv(name, str(value))
    with pytest.raises(UserError) as error:
        settings()
    return error.value.message("sv")


def a_file(folder: Path, content: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_what_is_not_set_is_safe_on_ones_own_machine() -> None:
    assert settings().store == EMBEDDED_STORE
    assert settings().metrics.port is None
    assert settings().metrics.address == "127.0.0.1"
    assert settings().years_kept is None
    assert settings().published_folder == EMBEDDED_STORE.with_name("published")


def test_a_variable_wins_over_the_file_and_leaves_the_rest_of_its_group(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = a_file(tmp_path, 'store = "/srv/a"\nyears_kept = 7\n[metrics]\nport = 9000\naddress = "::1"\n')
    monkeypatch.setenv("KPI_SETTINGS", str(path))
    monkeypatch.setenv("KPI_STORE", "/srv/b")
    monkeypatch.setenv("KPI_METRICS__PORT", "9001")
    found = settings()
    assert (found.store, found.years_kept) == (Path("/srv/b"), 7)
    assert (found.metrics.port, found.metrics.address) == (9001, "::1")
    assert found.published_folder == Path("/srv/published")


def test_an_empty_variable_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPI_STORE", "")
    assert settings().store == EMBEDDED_STORE


def test_a_misspelt_variable_is_refused_with_the_nearest_name(monkeypatch: pytest.MonkeyPatch) -> None:
    said = told(monkeypatch, KPI_STOER="/srv/a")
    assert "KPI_STOER finns inte. Menade du KPI_STORE" in said


def test_a_misspelt_nested_variable_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "KPI_METRICS__PROT" in told(monkeypatch, KPI_METRICS__PROT=9000)


@pytest.mark.parametrize(
    ("content", "name"),
    [("stor = 1", "stor"), ("[metrics]\nprot = 1", "metrics.prot"), ("[metrik]\nport = 1", "metrik")],
)
def test_an_unknown_line_of_the_file_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str, name: str
) -> None:
    assert f"Inställningen {name} finns inte" in told(monkeypatch, KPI_SETTINGS=a_file(tmp_path, content))


def test_a_bad_value_is_refused_with_what_it_should_be_and_is_never_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    said = told(monkeypatch, KPI_YEARS_KEPT=SECRET)
    assert "years_kept (miljövariabeln KPI_YEARS_KEPT)" in said
    assert "ett antal hela år mellan 1 och 100" in said
    assert SECRET not in said


@pytest.mark.parametrize("value", ["0", "101", "2.5", "-1"])
def test_a_number_out_of_bounds_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    assert "years_kept" in told(monkeypatch, KPI_YEARS_KEPT=value)


def test_a_bad_nested_value_is_refused_by_its_whole_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "metrics.port (miljövariabeln KPI_METRICS__PORT)" in told(monkeypatch, KPI_METRICS__PORT=70000)


def test_a_file_that_is_missing_or_no_toml_is_told_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert "går inte att läsa" in told(monkeypatch, KPI_SETTINGS=tmp_path / "none.toml")
    assert "inte giltig TOML" in told(monkeypatch, KPI_SETTINGS=a_file(tmp_path, "store = "))


def test_every_setting_has_a_sentence_of_what_it_may_be() -> None:
    wanted = {f"setting.{name}" for name in setting_names()} | {"setting.login"}  # what is whole only together
    for language in LANGUAGES:
        assert {key for key in catalogue(language) if key.startswith("setting.")} == wanted


def test_the_example_is_accepted_and_shows_every_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPI_SETTINGS", str(EXAMPLE))
    assert settings().store == Path("/var/lib/it-kostnader/store")
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    uncommented = (line[2:] if line.startswith("# ") and " = " in line else line for line in lines)
    shown = tomllib.loads("\n".join(uncommented))
    Settings(**shown)
    names = {
        f"{name}.{inner}" if isinstance(value, dict) else name
        for name, value in shown.items()
        for inner in (value if isinstance(value, dict) else [name])
    }
    assert names == set(setting_names())


def test_acts_on_the_command_line_go_under_the_name_set_else_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "bo")
    assert system_user() == "bo"
    monkeypatch.setenv("KPI_ACTOR", "  Anna  ")
    assert system_user() == "Anna"


def test_a_command_and_the_first_start_end_with_the_sentence(tmp_path: Path) -> None:
    for module in (["kpi", "log"], ["kpi.first_start"]):
        ended = subprocess.run(
            [sys.executable, "-m", *module], cwd=ROOT, capture_output=True, text=True, check=False,
            env={"PATH": "", "KPI_STORE": str(tmp_path), "KPI_YEARS_KEPT": "många"}, timeout=60,
        )  # fmt: skip
        assert ended.returncode == 2, ended.stderr
        assert "years_kept" in ended.stderr
        assert "Traceback" not in ended.stderr


def test_no_invented_group_is_built_beside_a_store_that_is_named(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "kpi.first_start"], cwd=ROOT, check=True, timeout=60,
        env={"PATH": "", "KPI_STORE": str(tmp_path / "store")},
    )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_the_app_does_not_start_with_a_setting_that_nobody_knows(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import app"], cwd=ROOT, capture_output=True, text=True, check=False,
        env={"PATH": "", "KPI_STORE": str(tmp_path), "KPI_YERS_KEPT": "7"}, timeout=60,
    )  # fmt: skip
    assert ended.returncode == 2, ended.stderr
    assert "Inställningen KPI_YERS_KEPT finns inte. Menade du KPI_YEARS_KEPT" in ended.stderr
