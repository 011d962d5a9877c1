"""Do the files that the product is installed by say what they should, and agree with the product?"""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from data.settings import Login, setting_names, variable_of
from deploy.notices import pinned, plain
from tests.fixtures.source import ROOT

DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
UNITS = {path.name: path.read_text(encoding="utf-8") for path in DEPLOY.glob("*.service")}
HARDENED = (
    "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "PrivateDevices=yes",
    "CapabilityBoundingSet=", "RestrictNamespaces=yes", "SystemCallFilter=@system-service", "UMask=0077",
)  # fmt: skip
SECRET = re.compile(r"(secret|password|token)\w*\s*[:=]\s*[\"']?\w", re.IGNORECASE)


def found(program: str) -> str:
    path = shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")
    if not path:
        pytest.skip(f"NOT CHECKED: {program} is not on this machine")
    return path


def test_the_image_has_a_pinned_base_no_root_no_secret_and_says_how_it_is() -> None:
    bases = re.findall(r"^FROM (\S+)", CONTAINER, re.MULTILINE)
    assert bases
    assert all(re.fullmatch(r"docker\.io/library/python:3\.\d+-slim-\w+", base) for base in bases)
    last = CONTAINER.rpartition("\nFROM ")[2]
    assert re.search(r"^USER (\d+):\1$", last, re.MULTILINE).group(1) != "0"
    assert last.index("\nUSER ") < last.index("\nCMD ")
    assert "\nHEALTHCHECK " in last
    assert "/healthz" in last
    assert not SECRET.search(CONTAINER)
    assert not re.search(r"^(ADD|ARG)\b", CONTAINER, re.MULTILINE)


def test_the_image_holds_every_room_and_no_store() -> None:
    copied = set(re.findall(r"^COPY (?!--from)([\w.]+) ", CONTAINER, re.MULTILINE))
    assert {"data", "kpi", "pages", "sql", ".streamlit", "requirements.txt"} <= copied
    ignored = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert {"*", "data/store", "data/demo-store", "data/published", "**/secrets.toml"} <= set(ignored)
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINER, re.MULTILINE):
        for name in line.split():
            assert (ROOT / name).exists(), name
            assert f"!{name}" in ignored


def test_every_service_is_hardened_and_only_the_proxy_is_reached_from_outside() -> None:
    services = COMPOSE["services"]
    assert set(services) == {"app", "public", "proxy"}
    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in service["security_opt"]
        assert not service.get("privileged")
        assert service["mem_limit"]
    assert [name for name, service in services.items() if service.get("ports")] == ["proxy"]
    assert services["app"]["user"] == services["public"]["user"] == "10001:10001"
    assert not SECRET.search((DEPLOY / "compose.yaml").read_text(encoding="utf-8").replace("SECRET=…", ""))


def test_the_public_face_reaches_the_editions_alone() -> None:
    public = COMPOSE["services"]["public"]
    (volume,) = public["volumes"]
    assert (volume["volume"]["subpath"], volume["read_only"]) == ("published", True)
    assert public["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert "env_file" not in public
    unit = UNITS["it-kostnader-public.service"]
    assert "TemporaryFileSystem=/var/lib/it-kostnader:ro" in unit
    assert "InaccessiblePaths=-/etc/it-kostnader" in unit
    assert "EnvironmentFile" not in unit


def test_every_variable_named_is_a_setting() -> None:
    known = {variable_of(name) for name in setting_names()} | {"KPI_SETTINGS"}
    texts = [path.read_text(encoding="utf-8") for path in DEPLOY.iterdir() if path.is_file()]
    named = {name for text in texts for name in re.findall(r"\bKPI_[A-Z_]+\b", text)}
    assert named
    assert named <= known


def test_the_proxy_takes_what_the_product_takes_and_no_more() -> None:
    with (ROOT / ".streamlit" / "config.toml").open("rb") as file:
        cap = tomllib.load(file)["server"]["maxUploadSize"]
    assert f"client_max_body_size {cap + 1}m;" in NGINX


def test_the_proxy_lets_nobody_say_from_outside_who_they_are() -> None:
    stripped = set(re.findall(r'proxy_set_header (\S+) "";', NGINX))
    assert {Login().user_header, Login().groups_header, "Remote-User", "X-Auth-Request-User"} <= stripped
    # a location with a header of its own would lose every one of these
    assert not re.search(r"location[^{]*\{[^}]*(proxy_set_header|add_header)", NGINX)


def test_the_proxy_speaks_tls_compresses_and_passes_the_websocket_on() -> None:
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in NGINX
    assert re.search(r'add_header Strict-Transport-Security "max-age=\d{8}', NGINX)
    types = re.search(r"gzip_types ([^;]+);", NGINX).group(1).split()
    assert {"text/css", "text/javascript", "application/javascript", "application/json"} <= set(types)
    assert "proxy_set_header Upgrade $http_upgrade;" in NGINX
    assert "proxy_set_header Connection $connection_upgrade;" in NGINX
    assert "location = /readyz" in NGINX
    assert "$request_uri\" " not in NGINX.split("log_format")[1].split(";")[0]  # the query is not logged


def test_the_units_are_hardened_and_start_what_there_is() -> None:
    assert set(UNITS) == {"it-kostnader.service", "it-kostnader-public.service"}
    for text in UNITS.values():
        lines = text.splitlines()
        assert [line for line in HARDENED if line not in lines] == []
        assert not any(line == "User=root" for line in lines)
        assert "--server.address 127.0.0.1" in text
        assert not SECRET.search(text)
        started = re.search(r"^ExecStart=(.+)$", text, re.MULTILINE).group(1).split()
        assert (ROOT / started[started.index("run") + 1]).is_file()


def test_nginx_accepts_the_proxys_configuration(tmp_path: Path) -> None:
    nginx, openssl = found("nginx"), found("openssl")
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=test"]
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    subprocess.run([openssl, *made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    text = NGINX.replace("/etc/nginx/tls", str(tmp_path)).replace("/var/tmp/nginx.pid", str(tmp_path / "pid"))
    text = re.sub(r"server (app|public):8501", "server 127.0.0.1:8501", text).replace("include mime.types;", "")
    path = tmp_path / "nginx.conf"
    path.write_text(text, encoding="utf-8")
    ended = subprocess.run([nginx, "-t", "-c", str(path)], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "warn" not in ended.stderr


def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    systemd = found("systemd-analyze")
    for name, text in UNITS.items():
        here = text.replace("/opt/it-kostnader/.venv/bin/python", sys.executable)
        (tmp_path / name).write_text(here, encoding="utf-8")
    command = [systemd, "verify", *(str(tmp_path / name) for name in UNITS)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin"})
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr.strip() == ""


def test_the_notices_name_every_package_the_product_runs_with_and_its_licence() -> None:
    text = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    rows = {}
    for line in text.splitlines():
        name, *rest = line.strip("| ").split(" | ")
        rows[plain(name)] = rest
    for name, version in pinned().items():
        found_version, licence, *_ = rows.get(plain(name), ["missing", ""])
        assert found_version == version, f"{name}: python deploy/notices.py > THIRD_PARTY.md"
        assert licence not in ("", "see its package"), name
    assert "inter-LICENSE.txt" in text
