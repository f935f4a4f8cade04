"""The corpus as external knowledge, by Dify's protocol."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient

from draftbot.access.door import Door
from draftbot.faces.api.app import create_app
from draftbot.faces.api.metadata_conditions import Condition, holds
from draftbot.service import Draftbot

METADATA = {"unit": "晨光幼儿园", "year": 2023, "genre": "工作总结", "source": ""}


@pytest.fixture
def api(service: Draftbot) -> Iterator[TestClient]:
    with TestClient(create_app(service), base_url="http://127.0.0.1") as client:
        yield client


def asked(api: TestClient, query: str, *, k: int = 5, least: float = 0.0, **more: Any) -> Any:
    setting = {"top_k": k, "score_threshold": least}
    body = {"knowledge_id": "draftbot", "query": query, "retrieval_setting": setting, **more}
    return api.post("/retrieval", json=body, headers={"Authorization": "Bearer any"})


def test_retrieval(api: TestClient) -> None:
    """One corpus for all, as each needs it read in."""
    records = asked(api, "防汛应急演练").json()["records"]
    assert list(records[0]) == ["content", "score", "title", "metadata"]
    assert "演练" in records[0]["content"]
    assert all(0 <= record["score"] <= 1 for record in records)
    strange = asked(api, "股票期权怎样定价").json()["records"]
    assert max(r["score"] for r in strange) < 0.5 < records[0]["score"]
    assert asked(api, "股票期权怎样定价", least=0.5).json() == {"records": []}
    assert len(asked(api, "防汛应急演练", k=1).json()["records"]) == 1

    def units(*conditions: dict[str, Any], how: str = "and") -> set[str]:
        found = asked(
            api, "防汛", metadata_condition={"logical_operator": how, "conditions": list(conditions)}
        )
        return {record["metadata"]["unit"] for record in found.json()["records"]}

    late = {"name": ["year"], "comparison_operator": "≥", "value": "2024"}
    flood = {"name": ["title"], "comparison_operator": "contains", "value": "防汛"}
    early = {"name": ["unit"], "comparison_operator": "is", "value": "晨光幼儿园"}
    assert units(late, flood) == {"青禾幼儿园"}
    assert units(early) == {"晨光幼儿园"}
    assert units(early, late, how="or") >= {"晨光幼儿园", "青禾幼儿园"}

    for answer, status, code in (
        (asked(api, "防汛", knowledge_id="other"), 404, 2001),
        (asked(api, " "), 422, 4000),
        (asked(api, "防汛", k=0), 422, 4000),
        (asked(api, "防汛", metadata_condition={"conditions": [{"name": "year"}]}), 422, 4000),
        (api.post("/retrieval", json={}), 422, 4000),
    ):
        assert (answer.status_code, answer.json()["error_code"]) == (status, code)
        assert answer.json()["error_msg"]
    assert api.get("/retrieval").status_code == 405


def test_other_programs_are_told_of_a_fault_of_ours_in_their_own_shape(open_door: Door) -> None:
    """A service that cannot do anything stands for any fault."""
    app = create_app(cast(Draftbot, object()), language="en", door=open_door)
    client = TestClient(app, base_url="http://127.0.0.1")
    dify, by_openai = asked(client, "防汛"), client.get("/v1/models")
    assert (dify.status_code, by_openai.status_code) == (500, 500)
    assert list(dify.json()) == ["error_code", "error_msg"]
    assert "wrong" in dify.json()["error_msg"]
    error = by_openai.json()["error"]
    assert (error["type"], error["code"]) == ("server_error", "unexpected")
    assert "AttributeError" not in dify.text + by_openai.text


def test_a_body_that_is_no_text_is_refused_in_the_shape_of_its_protocol(open_door: Door) -> None:
    app = create_app(cast(Draftbot, object()), door=open_door)
    client = TestClient(app, base_url="http://127.0.0.1")
    headers = {"Content-Type": "application/json"}
    dify = client.post("/retrieval", content=b"\xff\xfe{", headers=headers)
    assert (dify.status_code, dify.json()["error_code"]) == (422, 4000)
    by_openai = client.post("/v1/chat/completions", content=b"\xff\xfe{", headers=headers)
    assert (by_openai.status_code, by_openai.json()["error"]["code"]) == (400, "bad_input")
    assert "JSON" in by_openai.json()["error"]["message"]


@pytest.mark.parametrize(
    ("name", "operator", "value", "fits"),
    [
        ("unit", "contains", "幼儿园", True),
        ("unit", "not contains", "幼儿园", False),
        ("unit", "start with", "晨光", True),
        ("unit", "end with", "晨光", False),
        ("unit", "is not", "晨光幼儿园", False),
        ("unit", "in", "晨光幼儿园, 青禾幼儿园", True),
        ("unit", "not in", ["青禾幼儿园"], True),
        ("source", "empty", None, True),
        ("nothing", "not empty", None, False),
        ("year", "=", 2023, True),
        ("year", "≠", "2023", False),
        ("year", "<", 2024, True),
        ("year", "after", "2022", True),
        ("year", ">", "many", False),
        ("unit", ">", 3, False),
    ],
)
def test_conditions(name: str, operator: str, value: Any, fits: bool) -> None:
    condition = Condition.model_validate({"name": name, "comparison_operator": operator, "value": value})
    assert holds(condition, METADATA) is fits
