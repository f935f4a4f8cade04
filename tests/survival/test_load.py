"""Ten people search while files are uploaded."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from survival.crowd import CLIENTS, searching
from survival.invented import report_text
from survival.processes import draftbot_server

FILES = 60
FILES_A_REQUEST = 4
THINKING = 1.0  # seconds a person looks at an answer
# What to search for, and a word that the best hit must hold.
QUERIES = {
    "防汛值班制度": "值班",
    "垃圾分类宣传": "垃圾分类",
    "設備檢修": "设备检修",
    "消防安全培训": "消防",
    "食品安全检查发现问题": "食品安全",
}


def test_ten_clients_search_while_files_are_uploaded(
    tmp_path: Path,
    model_folder: Path,
    reports_folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    uploaded = {f"{number:03}.txt": report_text(number).encode() for number in range(FILES)}
    before = {path.name for path in reports_folder.iterdir()}
    wordings = list(QUERIES)
    with (
        draftbot_server(tmp_path, reports_folder, DRAFTBOT_EMBEDDING_MODEL=str(model_folder)) as url,
        httpx.Client(base_url=url, timeout=300) as api,
        ExitStack() as stack,
    ):
        clients = [stack.enter_context(httpx.Client(base_url=url, timeout=300)) for _ in range(CLIENTS)]

        def search(client: int, turn: int) -> None:
            check_sensible(hits_of(clients[client], wordings[(client + turn) % len(wordings)]))

        with searching(search, THINKING) as crowd:
            assert crowd.wait_for(lambda c: len(c.seconds) >= 10)
            items = list(uploaded.items())
            for start in range(0, FILES, FILES_A_REQUEST):
                part = items[start : start + FILES_A_REQUEST]
                answer = api.post("/api/v1/reports", files=[("files", file) for file in part])
                assert answer.status_code == 200, answer.text
                done = answer.json()
                assert (done["ingested"], done["failed"]) == (len(part), [])
        with capsys.disabled():
            print(f"\n{crowd.told()}")  # noqa: T201
        assert crowd.failures == []
        assert len(crowd.seconds) >= FILES // FILES_A_REQUEST

        reports = api.get("/api/v1/reports").json()
        assert sorted(report["source"] for report in reports) == sorted(before | uploaded.keys())
        for query, word in QUERIES.items():
            best = hits_of(api, query)[0]
            assert word in best["title"] + "".join(best["heading_path"]) + best["text"]
        for report in reports:
            if report["source"] in uploaded:
                original = api.get(f"/api/v1/reports/{report['id']}/original").content
                assert original == uploaded[report["source"]]
        for report in reports[::4]:
            assert hits_of(api, report["title"], source=report["source"])[0]["report_id"] == report["id"]


def hits_of(api: httpx.Client, query: str, **filters: str) -> list[dict[str, Any]]:
    answer = api.post("/api/v1/search", json={"query": query, **filters})
    assert answer.status_code == 200, answer.text
    hits: list[dict[str, Any]] = answer.json()["hits"]
    return hits


def check_sensible(hits: list[dict[str, Any]]) -> None:
    assert hits
    assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))
    assert hits[0]["score"] == max(hit["score"] for hit in hits)
    assert len({hit["passage_id"] for hit in hits}) == len(hits)
    assert all(hit["title"] and hit["text"] for hit in hits)
    assert all(0 <= start < end <= len(h["text"]) for h in hits for start, end in h["highlights"])
