"""The files that build and start the containers. No container is started here: what they say is read."""

import re
from pathlib import Path

import pytest
import yaml

TOP = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((TOP / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
LASTING = ("web", "worker", "beat", "postgres", "redis")
OURS = ("migrate", "web", "worker", "beat")
SECRETS = ("SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD")
DOCKERFILE = (TOP / "Dockerfile").read_text()
PINNED = re.compile(r"^[a-z0-9/-]+:\d+\.\d+(\.\d+)?(-[a-z0-9-]+)?$")


def values_of(service: dict) -> str:
    """Everything that is handed to a service, as one text."""
    return f"{service.get('environment', {})} {service.get('command', '')}"


def test_the_services_of_a_production_installation_are_there():
    assert set(SERVICES) == {*LASTING, "migrate"}


@pytest.mark.parametrize("name", LASTING)
def test_every_lasting_service_tells_whether_it_is_well(name):
    check = SERVICES[name]["healthcheck"]
    assert check["test"][0] in ("CMD", "CMD-SHELL")
    assert {"interval", "timeout"} <= set(check)


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_runs_as_root(name):
    user = SERVICES[name]["user"]
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user), user


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_may_write_to_its_own_program_or_gain_rights(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert not service.get("privileged")


@pytest.mark.parametrize("name", SERVICES)
def test_every_image_has_a_version(name):
    image = SERVICES[name]["image"]
    assert PINNED.match(image), image


def test_every_image_that_ours_is_made_from_has_a_version():
    sources = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(sources) == 2
    assert all(PINNED.match(source) for source in sources), sources


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_that_is_not_set_stops_the_start_and_is_named(name):
    mentions = re.findall(rf"\$\{{{name}(.)([^}}]*)\}}", (TOP / "docker-compose.yml").read_text())
    assert mentions
    assert all(mark == ":" and rest.startswith("?set ") for mark, rest in mentions), mentions


def test_every_value_handed_in_has_a_default_or_is_asked_for_by_name():
    for name, service in SERVICES.items():
        for variable in re.findall(r"\$\{([^}]+)\}", values_of(service)):
            assert ":?" in variable or ":-" in variable, f"{name}: {variable}"


@pytest.mark.parametrize("name", OURS)
def test_the_program_is_started_in_production_mode(name):
    assert SERVICES[name]["environment"]["SES_MODE"] == "production"


def test_only_the_site_can_be_reached_and_only_from_this_machine():
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"web"}
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["web"]["ports"])
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert SERVICES["postgres"]["networks"] == SERVICES["redis"]["networks"] == ["inside"]


def test_what_must_last_lies_in_named_volumes():
    named = set(COMPOSE["volumes"])
    mounted = {mount.split(":")[0] for service in SERVICES.values() for mount in service.get("volumes", [])}
    assert mounted == named == {"data", "postgres-data"}


def test_the_database_is_up_to_date_before_anything_uses_it():
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_the_programs_that_back_up_are_of_the_servers_version():
    (client,) = re.findall(r"postgresql-client-(\d+)", DOCKERFILE)
    assert SERVICES["postgres"]["image"].startswith(f"postgres:{client}.")


def test_one_scheduler_and_workers_without_one():
    commands = {name: " ".join(service.get("command", [])) for name, service in SERVICES.items()}
    assert [name for name, command in commands.items() if " beat " in command] == ["beat"]
    assert "--beat" not in commands["worker"]
    assert "-B" not in commands["worker"].split()


def test_the_image_runs_as_somebody_else_and_checks_itself():
    users = re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)
    assert users
    assert users[-1] not in ("root", "0")
    assert re.search(r"^HEALTHCHECK ", DOCKERFILE, re.MULTILINE)
    assert "--require-hashes" in DOCKERFILE


def test_the_image_has_every_package_and_no_secret():
    lines = (TOP / ".dockerignore").read_text().splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"  # everything is kept out unless named
    let_in = {rule[1:] for rule in rules if rule.startswith("!")}
    packages = {path.parent.name for path in TOP.glob("*/__init__.py")} - {"tests", "benchmarks"}
    assert packages | {"manage.py", "static", "templates"} <= let_in
    assert not let_in & {".env", ".git", "var", ".venv"}
    assert all((TOP / name).exists() for name in let_in)
