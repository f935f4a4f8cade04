"""The files for containers agree with draftbot and with one another; no engine runs them here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from draftbot.settings import unknown_variables

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")


def test_two_draftbots_are_alike_and_all_a_service_names_is_there() -> None:
    assert SERVICES.keys() == {"app1", "app2", "database", "vectors", "proxy"}
    assert SERVICES["app1"] == SERVICES["app2"]
    for service in SERVICES.values():
        assert set(service.get("depends_on", ())) <= SERVICES.keys()
        assert set(service["networks"]) <= COMPOSE["networks"].keys()
        named = [one.split(":")[0] for one in service.get("volumes", ())]
        assert all(
            (DEPLOY / one).is_file() if one.startswith(".") else one in COMPOSE["volumes"] for one in named
        )
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert "healthcheck" in SERVICES["database"]


def test_settings_are_known_and_lead_to_the_services() -> None:
    app = SERVICES["app1"]["environment"]
    in_image = dict(re.findall(r"(DRAFTBOT_[A-Z_]+)=(\S+)", DOCKERFILE))
    assert unknown_variables({**app, **in_image}) == []
    assert re.search(r"@database:5432/draftbot\?", app["DRAFTBOT_DATABASE_URL"])
    assert app["DRAFTBOT_CHROMA_URL"] == "http://vectors:8000"
    database = SERVICES["database"]["environment"]
    assert (database["POSTGRES_USER"], database["POSTGRES_DB"]) == ("draftbot", "draftbot")
    client = re.search(r"^chromadb==(\S+)", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)
    assert client is not None
    assert SERVICES["vectors"]["image"] == f"chromadb/chroma:{client[1]}"
    proxied = re.search(r"reverse_proxy (.+) {", (DEPLOY / "Caddyfile").read_text("utf-8"))
    assert proxied is not None
    assert proxied[1].split() == ["app1:7860", "app2:7860"]
    for name in ("app1", "app2"):  # the proxy's questions whether they are ready are answered
        assert name in app["DRAFTBOT_ALLOWED_HOSTS"].split(",")


def test_the_image_runs_as_nobody_special_and_says_whether_it_is_well() -> None:
    lines = [line for line in DOCKERFILE.replace("\\\n", " ").splitlines() if line and line[0] != "#"]
    assert [line for line in lines if line.startswith("USER ")] == ["USER draftbot"]
    assert any(line.startswith("HEALTHCHECK ") and "/readyz" in line for line in lines)
    assert lines[-2:] == ['ENTRYPOINT ["draftbot"]', 'CMD ["serve"]']
    for line in lines:
        if line.startswith("COPY ") and "--from" not in line:
            assert all((ROOT / source).exists() for source in line.split()[1:-1]), line
    assert (ROOT / SERVICES["app1"]["build"]["dockerfile"]) == DEPLOY / "Dockerfile"
