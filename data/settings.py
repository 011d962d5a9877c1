"""How has whoever runs the product set it up?

Every setting is an environment variable `KPI_<NAME>` (a nested one `KPI_<GROUP>__<NAME>`), or a line
of the TOML file that `KPI_SETTINGS` names; the environment wins. `deploy/settings.example.toml`
shows them all. A new setting is a field here and a sentence `setting.<name>` in the catalogue that
says what may be given.
"""

import os
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    SecretStr,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from data.access import Role
from data.errors import UserError
from data.language import Language, text

EMBEDDED_STORE = Path(__file__).resolve().parent / "store"
PREFIX, NESTED = "KPI_", "__"
FILE = "KPI_SETTINGS"  # names the file, so it is no line of it
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Port = Annotated[int, Field(ge=1, le=65535)]


class Part(BaseModel):
    """A group of settings that belong together: a table of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Metrics(Part):
    """Where the counters are read: never on the port that readers reach."""

    port: Port | None = None
    address: str = "127.0.0.1"


class Publisher(Part):
    """Who answers for what is published: named in open data and in the accessibility statement."""

    name: Name | None = None
    email: Name | None = None
    homepage: HttpUrl | None = None
    address: HttpUrl | None = None  # of the public face, as its visitors write it


class Grant(Part):
    """What a group of the login gives: roles, and the units they are limited to."""

    roles: tuple[Role, ...] = Field(min_length=1)
    units: tuple[Name, ...] | None = Field(default=None, min_length=1)


class Login(Part):
    """How people log in, and which groups give which roles; without a kind nobody logs in.

    `oidc`: an identity provider. `header`: a proxy on this machine says who it is, which anybody who
    reaches the port could say as well.
    """

    kind: Literal["none", "oidc", "header"] = "none"
    metadata_url: HttpUrl | None = None
    client_id: Name | None = None
    client_secret: SecretStr | None = None
    cookie_secret: Annotated[SecretStr, Field(min_length=32)] | None = None
    redirect_uri: HttpUrl | None = None
    scope: str = "openid profile email"
    prompt: Literal["login", "select_account"] = "login"
    name_claim: Name = "email"
    groups_claim: Name = "groups"
    user_header: Name = "X-Forwarded-User"
    groups_header: Name = "X-Forwarded-Groups"
    hours: Annotated[float, Field(gt=0, le=24)] = 8
    groups: dict[str, Grant] = {}

    @model_validator(mode="after")
    def _is_whole(self) -> "Login":
        """Refuse a login at an identity provider that lacks what it needs."""
        needed = ("metadata_url", "client_id", "client_secret", "cookie_secret", "redirect_uri")
        lacking = [name for name in needed if getattr(self, name) is None]
        if self.kind == "oidc" and lacking:
            raise ValueError(", ".join(lacking))
        return self


class Settings(BaseSettings):
    """Everything that can be set; what is not set has a value that is safe on one's own machine."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter=NESTED, env_ignore_empty=True, extra="forbid", frozen=True
    )

    store: Path = EMBEDDED_STORE
    published: Path | None = None
    actor: Name | None = None
    years_kept: Annotated[int, Field(ge=1, le=100)] | None = None
    metrics: Metrics = Metrics()
    login: Login = Login()
    publisher: Publisher = Publisher()
    upload_memory_mb: Annotated[int, Field(ge=100)] = 2000

    @property
    def published_folder(self) -> Path:
        """Return the folder of published editions: the one named, else one beside the store."""
        return self.published or self.store.with_name("published")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file, whose lines are given when the settings are made."""
        return env_settings, init_settings


class BadSetting(UserError):
    """A value that cannot be used; it is not repeated, since it may be a secret."""

    def __init__(self, name: str) -> None:
        """Keep the setting's name."""
        super().__init__("settings_bad", name=name, variable=variable_of(name))

    def message(self, language: Language) -> str:
        """Return what may be given instead."""
        wanted = text(f"setting.{self.values['name']}", language)
        return text("error.settings_bad", language, wanted=wanted, **self.values)


def settings() -> Settings:
    """Return the settings; the file is read once in a process.

    Raises: UserError for a setting that nobody knows, or a value that cannot be used.
    """
    return _read(tuple(sorted(item for item in os.environ.items() if item[0].startswith(PREFIX))))


def system_user() -> str:
    """Return the name that acts on the command line go under."""
    return settings().actor or os.environ.get("USER") or "kommandorad"


@lru_cache(maxsize=4)
def _read(environment: tuple[tuple[str, str], ...]) -> Settings:
    """Return the settings of an environment; it is given so that another one is read anew."""
    for name, _ in environment:
        _check_variable(name)
    path = dict(environment).get(FILE)
    try:
        return Settings(**_lines(Path(path)) if path else {})
    except ValidationError as error:
        raise _refusal(error) from None
    except SettingsError as error:  # a group or list given as a variable that is no JSON
        raise UserError("settings_not_json", why=error) from None


def _lines(path: Path) -> dict[str, object]:
    """Return what the settings file says."""
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError:
        raise UserError("settings_no_file", file=path) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError("settings_not_toml", file=path, why=error) from None


def _check_variable(name: str) -> None:
    """Raise UserError for a variable that is taken for a setting and is none."""
    known = {variable_of(setting) for setting in setting_names()} | {FILE}
    if name not in known:
        raise UserError("settings_unknown", name=name, near=_near(name, known))


def _refusal(error: ValidationError) -> UserError:
    """Return the first thing that is wrong as a sentence; never the value, which may be a secret."""
    first = error.errors(include_input=False, include_url=False)[0]
    name = ".".join(str(step) for step in first["loc"])
    known = set(setting_names())
    if first["type"] == "extra_forbidden":
        return UserError("settings_unknown", name=name, near=_near(name, known))
    while name not in known and "." in name:
        name = name.rpartition(".")[0]
    return BadSetting(name)


def _near(name: str, known: set[str]) -> str:
    return ", ".join(get_close_matches(name, known, n=3, cutoff=0.5) or sorted(known))


def variable_of(setting: str) -> str:
    """Return the environment variable of a setting."""
    return PREFIX + setting.upper().replace(".", NESTED)


def setting_names(model: type[BaseModel] = Settings, before: str = "") -> Iterator[str]:
    """Yield every setting's name, a nested one as group.name."""
    for name, field in model.model_fields.items():
        part = _part_of(field.annotation)
        if part:
            yield from setting_names(part, f"{before}{name}.")
        else:
            yield before + name


def _part_of(annotation: object) -> type[Part] | None:
    """Return the group that a field holds, where it holds one."""
    return annotation if isinstance(annotation, type) and issubclass(annotation, Part) else None
