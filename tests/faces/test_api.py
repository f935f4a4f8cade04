"""The REST interface, through a real HTTP client against a real server process."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any, cast
from urllib.parse import unquote
from zipfile import ZipFile

import httpx
import pytest
from fastapi.testclient import TestClient

from draftbot.access.door import Door
from draftbot.domain import DraftEvent, SectionStarted
from draftbot.errors import ChatModelSilent
from draftbot.faces.api.app import create_app
from draftbot.faces.api.stream import as_sent_events
from draftbot.service import Draftbot
from serving import FLOOD, Server

ENGLISH = {"Accept-Language": "en-GB,en;q=0.9,zh;q=0.5"}
NEW_REPORT = """向阳街道2021年垃圾分类工作总结

一、主要做法

街道组织志愿者入户宣传垃圾分类知识，设置分类投放点，安排督导员定时值守，引导居民养成分类投放的习惯。

二、存在问题

部分居民分类意识不强，混投现象时有发生，分类设施维护不够及时，宣传形式还比较单一。
"""


@pytest.fixture(scope="module")
def api(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=120) as client:
        yield client


@pytest.fixture(scope="module")
def draft(api: httpx.Client) -> dict[str, Any]:
    answer = api.post(
        "/api/v1/drafts",
        json={
            "title": "2025年幼儿园防汛工作总结",
            "genre": "工作总结",
            "facts": {"unit": "向阳幼儿园", "period": "2025年", "facts": ["组织防汛演练4次"]},
        },
    )
    assert answer.status_code == 200, answer.text
    result: dict[str, Any] = answer.json()
    return result


def error_in(answer: httpx.Response) -> dict[str, str]:
    """The error's body, once its shape is seen to be the contract's."""
    assert answer.headers["content-type"].startswith("application/json")
    assert set(answer.json()) == {"error"}
    error: dict[str, str] = answer.json()["error"]
    assert set(error) == {"code", "message", "hint"}
    assert error["code"]
    assert error["message"]
    assert "Traceback" not in answer.text
    return error


def upload(api: httpx.Client, *files: tuple[str, bytes]) -> httpx.Response:
    return api.post("/api/v1/reports", files=[("files", file) for file in files])


# -- requests that are wrong ---------------------------------------------------


@pytest.mark.parametrize("query", ["", "   ", "　\n"])
def test_an_empty_query_is_refused_in_both_languages(api: httpx.Client, query: str) -> None:
    chinese = api.post("/api/v1/search", json={"query": query})
    english = api.post("/api/v1/search", json={"query": query}, headers=ENGLISH)
    assert chinese.status_code == english.status_code == 422
    assert error_in(chinese)["message"] == "检索内容为空。"
    assert error_in(english)["message"] == "The query is empty."
    assert error_in(chinese)["code"] == error_in(english)["code"] == "empty_query"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "zh"),
        ("en", "en"),
        ("en;q=0.5, zh-CN;q=0.8", "zh"),
        ("fr, en;q=0.3", "en"),
        ("zh-TW,en", "zh"),
        ("de", "zh"),
        ("en;q=nonsense", "en"),
        ("en;q=0, zh;q=0.1", "zh"),
        ("EN-us", "en"),
    ],
)
def test_the_language_is_the_better_liked(api: httpx.Client, accepted: str, language: str) -> None:
    answer = api.get("/api/v1/reports/none", headers={"Accept-Language": accepted})
    assert ("No report" in error_in(answer)["message"]) == (language == "en")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "query 缺少"),
        ({"query": 5}, "query 应为文字"),
        ({"query": "防汛", "k": 0}, "k 不能小于 1"),
        ({"query": "防汛", "k": 101}, "k 不能大于 100"),
        ({"query": "防汛", "k": "many"}, "k 应为整数"),
        ({"query": "防汛", "top": 3}, "top 不认识这一项"),
        ({"query": "汛" * 2001}, "query 不能超过 2000 个字"),
        ([], "请求内容"),
    ],
)
def test_an_invalid_search_names_what_is_wrong(api: httpx.Client, body: object, named: str) -> None:
    answer = api.post("/api/v1/search", json=body)
    assert answer.status_code == 422
    assert named in error_in(answer)["message"]
    assert error_in(answer)["code"] == "bad_input"


def test_invalid_characters_are_refused_and_do_not_break_the_answer(api: httpx.Client) -> None:
    answer = api.post(
        "/api/v1/search", content=b'{"query": "\\ud800"}', headers={"Content-Type": "application/json"}
    )
    assert answer.status_code in (400, 422)
    error_in(answer)


def test_a_body_that_is_no_json_is_refused(api: httpx.Client) -> None:
    answer = api.post("/api/v1/search", content=b"{", headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert "JSON" in error_in(answer)["message"]


@pytest.mark.parametrize("year", ["last year", "24", "2024-", "2020-2021-2022"])
def test_a_year_that_is_none_is_refused(api: httpx.Client, year: str) -> None:
    for answer in (
        api.post("/api/v1/search", json={"query": "防汛", "year": year}),
        api.get("/api/v1/reports", params={"year": year}),
    ):
        assert answer.status_code == 422
        assert error_in(answer)["code"] == "bad_filter"


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/reports/none",
        "/api/v1/drafts/none",
        "/api/v1/drafts/none/export",
        "/api/v1/passages/none",
        "/api/v1/nothing",
        "/api/v2/search",
        "/api/v1/reports/..%2f..%2fetc%2fpasswd",
    ],
)
def test_what_is_not_there_answers_404(api: httpx.Client, path: str) -> None:
    answer = api.get(path)
    assert answer.status_code == 404
    error_in(answer)


def test_removing_an_unknown_report_answers_404(api: httpx.Client) -> None:
    assert error_in(api.delete("/api/v1/reports/none"))["code"] == "report_not_found"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/api/v1/search", "POST"),
        ("PUT", "/api/v1/reports", "POST"),
        ("POST", "/healthz", "GET"),
        ("TRACE", "/api/v1/drafts", "POST"),
        ("QUERY", "/api/v1/search", "POST"),  # a method that was thought of later
    ],
)
def test_a_wrong_method_answers_405(api: httpx.Client, method: str, path: str, allowed: str) -> None:
    answer = api.request(method, path)
    assert answer.status_code == 405
    assert allowed in answer.headers["allow"]
    assert error_in(answer)["code"] == "method_not_allowed"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"genre": "工作总结"}, "bad_input"),
        ({"title": "2025年工作总结", "genre": "十四行诗"}, "unknown_genre"),
        ({"title": "2025年工作总结", "outline": ""}, "bad_outline"),
        ({"title": "2025年工作总结", "outline": []}, "bad_outline"),
        ({"title": "2025年工作总结", "outline": [{"heading": ""}]}, "bad_input"),
        ({"title": "2025年工作总结", "facts": "单位: [未完"}, "bad_facts"),
        ({"title": "2025年工作总结", "facts": {"单位": "x"}}, "bad_input"),
        ({"title": "2025年工作总结", "length": -5}, "bad_length"),
    ],
)
@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_an_invalid_draft_is_refused_before_it_begins(
    api: httpx.Client, body: dict[str, object], code: str, accept: str
) -> None:
    answer = api.post("/api/v1/drafts", json=body, headers={"Accept": accept})
    assert answer.status_code == 422
    assert error_in(answer)["code"] == code


def test_an_unknown_genre_names_the_known(api: httpx.Client) -> None:
    answer = api.get("/api/v1/outlines/十四行诗")
    assert error_in(answer)["code"] == "unknown_genre"
    assert "工作总结" in error_in(answer)["hint"]


def test_an_unknown_export_format_is_refused(api: httpx.Client, draft: dict[str, Any]) -> None:
    answer = api.get(f"/api/v1/drafts/{draft['id']}/export", params={"format": "pdf"})
    assert answer.status_code == 422
    assert error_in(answer)["code"] == "unsupported_export"


# -- uploads -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "status", "code"),
    [
        ("空.txt", b"", 422, "empty_file"),
        ("录音.mp3", b"ID3\x03" + bytes(64), 415, "unsupported_format"),
        ("改名.docx", b"this is no zip archive", 422, "damaged_file"),
        ("大.txt", b"a" * (2 * 1024 * 1024 + 1), 413, "file_too_large"),
    ],
    ids=["empty", "unknown kind", "renamed", "too large"],
)
def test_a_file_that_gives_no_report_is_refused(
    api: httpx.Client, name: str, data: bytes, status: int, code: str
) -> None:
    before = api.get("/api/v1/reports").json()
    answer = upload(api, (name, data))
    assert answer.status_code == status
    assert error_in(answer)["code"] == code
    assert name in error_in(answer)["message"]
    assert api.get("/api/v1/reports").json() == before


def test_too_much_is_refused_while_it_arrives(api: httpx.Client) -> None:
    """The length is not known beforehand, so only counting can tell."""

    def pieces() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="big.txt"\r\n\r\n'
        for _ in range(8):
            yield b"a" * 1024 * 1024

    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = api.post("/api/v1/reports", content=pieces(), headers=headers)
    assert answer.status_code == 413
    assert error_in(answer)["code"] == "file_too_large"


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b"{}", "application/json"),
        (b"", "multipart/form-data"),
        (b"no part in it", "multipart/form-data; boundary=b"),
        (b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n--b--\r\n',
         "multipart/form-data; boundary=b"),
    ],
    ids=["json", "no boundary", "no part", "no file"],
)  # fmt: skip
def test_an_upload_without_a_file_is_refused(api: httpx.Client, content: bytes, content_type: str) -> None:
    answer = api.post("/api/v1/reports", content=content, headers={"Content-Type": content_type})
    assert answer.status_code == 422
    assert error_in(answer)["code"] == "bad_input"


def test_one_bad_file_does_not_stop_the_others(api: httpx.Client) -> None:
    answer = upload(api, ("空.txt", b""), ("分类.txt", NEW_REPORT.encode()))
    assert answer.status_code == 200
    result = answer.json()
    assert (result["files"], result["ingested"], result["reports"]) == (2, 1, 1)
    assert [(failed["path"], failed["code"]) for failed in result["failed"]] == [("空.txt", "empty_file")]
    assert "文件是空的" in result["failed"][0]["error"]
    remove(api, "分类.txt")


@pytest.mark.parametrize(
    "sent", ["../../../tmp/escaped.txt", "..\\..\\escaped.txt", "C:\\tmp\\escaped.txt", "/etc/escaped.txt"]
)
def test_a_file_name_is_no_path(api: httpx.Client, server: Server, sent: str) -> None:
    answer = upload(api, (sent, NEW_REPORT.encode()))
    assert answer.status_code == 200, answer.text
    added = [one for one in api.get("/api/v1/reports").json() if "escaped" in one["source"]]
    assert [one["source"] for one in added] == ["escaped.txt"]
    assert not list(server.home.parent.glob("escaped*"))
    remove(api, "escaped.txt")


def test_an_upload_is_found_and_once_removed_is_not(api: httpx.Client) -> None:
    first = upload(api, ("分类.txt", NEW_REPORT.encode("gb18030"))).json()
    again = upload(api, ("分类.txt", NEW_REPORT.encode("gb18030"))).json()
    assert (first["ingested"], first["unchanged"], again["ingested"], again["unchanged"]) == (1, 0, 0, 1)
    found = api.post("/api/v1/search", json={"query": "垃圾分类督导员"}).json()["hits"]
    assert found[0]["source"] == "分类.txt"
    remove(api, "分类.txt")
    found = api.post("/api/v1/search", json={"query": "垃圾分类督导员"}).json()["hits"]
    assert "分类.txt" not in [hit["source"] for hit in found]


def remove(api: httpx.Client, source: str) -> None:
    for one in api.get("/api/v1/reports").json():
        if one["source"] == source:
            assert api.delete(f"/api/v1/reports/{one['id']}").status_code == 204
            assert api.get(f"/api/v1/reports/{one['id']}").status_code == 404


# -- the corpus and searching ----------------------------------------------------


def test_reports_have_the_shape_of_the_contract(api: httpx.Client) -> None:
    reports = api.get("/api/v1/reports").json()
    assert len(reports) == 3
    keys = [
        "id",
        "title",
        "genre",
        "unit",
        "year",
        "script",
        "source",
        "first_line",
        "chars",
        "duplicate_of",
        "department",
    ]
    assert all(list(report) == keys for report in reports)


def test_reports_can_be_filtered(api: httpx.Client) -> None:
    def titles(**filters: str) -> list[str]:
        return [one["title"] for one in api.get("/api/v1/reports", params=filters).json()]

    assert titles(year="2023") == ["晨光幼儿园2023年防汛工作总结"]
    assert len(titles(year="2024")) == 2
    assert len(titles(year="2022-2024")) == 3
    assert titles(genre="工作汇报") == ["育才小学2024年家校共育工作汇报"]


def test_a_report_has_its_tree_of_sections(api: httpx.Client) -> None:
    (summary,) = api.get("/api/v1/reports", params={"genre": "工作汇报"}).json()
    report = api.get(f"/api/v1/reports/{summary['id']}").json()
    assert {key: report[key] for key in summary} == summary
    read = {"title_is_derived", "level", "sureness", "cut_reason", "suspects", "sections", "repairs"}
    assert report.keys() - summary.keys() == read | {"dropped", "asides", "warnings"}
    assert all(0 <= sure <= 1 for sure in report["sureness"].values())
    headed = [section for section in report["sections"] if section["heading"]]
    assert [(one["level"], one["number"], one["heading"]) for one in headed] == [
        (1, "一、", "工作措施与成效"),
        (1, "二、", "存在的不足"),
        (1, "三、", "下一步工作安排"),
    ]
    assert list(headed[0]) == ["level", "number", "heading", "paragraphs", "sections"]


def test_what_reading_dropped_is_told_and_brought_back(api: httpx.Client) -> None:
    text = (
        FLOOD.format(unit="石桥幼儿园", year=2022, times=2)
        + "\n免责声明：本站内容来自网络\n版权所有 石桥网\n"
    )
    files = {"files": ("石桥.txt", text.encode(), "text/plain")}
    assert api.post("/api/v1/reports", files=files).status_code == 200
    (summary,) = (r for r in api.get("/api/v1/reports").json() if r["source"] == "石桥.txt")
    address = f"/api/v1/reports/{summary['id']}"
    report = api.get(address).json()
    assert "版权所有 石桥网" in [line["text"] for line in report["dropped"]]
    assert api.post(f"{address}/dropped/restore", json={"lines": [0]}).status_code == 422
    again = api.post(f"{address}/dropped/restore", json={}).json()
    assert again["dropped"] == []
    assert "版权所有 石桥网" in str(again["sections"])
    assert api.delete(address).status_code == 204
    gone = api.post(f"{address}/dropped/restore", json={})
    assert (gone.status_code, gone.json()["error"]["code"]) == (404, "report_not_found")


def test_a_file_is_cut_otherwise(api: httpx.Client) -> None:
    parts = [FLOOD.format(unit=unit, year=2022, times=2) for unit in ("石湾小学", "柳湾小学")]
    text = "\n".join(f"【篇{n}】\n{part}" for n, part in enumerate(parts, start=1))
    files = {"files": ("两篇.txt", text.encode(), "text/plain")}
    assert api.post("/api/v1/reports", files=files).json()["reports"] == 2
    first, second = (r for r in api.get("/api/v1/reports").json() if r["source"] == "两篇.txt")
    lines = api.get(f"/api/v1/reports/{second['id']}/lines").json()
    begins = [line for line in lines if line["begins"]]
    assert {line["begins"] for line in begins} == {first["id"], second["id"]}
    assert "篇2" in begins[1]["why"]
    (whole,) = api.put(f"/api/v1/reports/{second['id']}/cuts", json={"lines": []}).json()
    assert whole["chars"] > max(first["chars"], second["chars"])
    assert len(api.put(f"/api/v1/reports/{whole['id']}/cuts", json={"lines": None}).json()) == 2
    assert api.put(f"/api/v1/reports/{whole['id']}/cuts", json={}).status_code == 422
    assert api.put("/api/v1/reports/r0-1/cuts", json={"lines": []}).status_code == 404
    for one in (first, second):
        assert api.delete(f"/api/v1/reports/{one['id']}").status_code == 204


@pytest.mark.parametrize("query", ["防汛应急演练", "防汛應急演練"])
def test_search_finds_in_either_script(api: httpx.Client, query: str) -> None:
    answer = api.post("/api/v1/search", json={"query": query, "k": 5})
    result = answer.json()
    assert list(result) == [
        "query",
        "ms",
        "hits",
        "is_about",
        "is_near",
        "searched_as",
        "lacking_years",
        "words_only",
    ]
    assert result["query"] == query
    keys = ["rank", "score", "passage_id", "report_id", "title", "heading_path", "text", "highlights",
            "source", "genre", "unit", "year", "also_in"]  # fmt: skip
    assert all(list(hit) == keys for hit in result["hits"])
    best = result["hits"][0]
    assert "演练" in best["text"]
    assert best["rank"] == 1
    assert any("演练" in best["text"][start:end] for start, end in best["highlights"])
    assert all(list(twin) == ["passage_id", "report_id", "title"] for twin in best["also_in"])


def test_a_search_keeps_to_its_filters(api: httpx.Client) -> None:
    for year in (2023, "2023"):
        hits = api.post("/api/v1/search", json={"query": "防汛", "year": year}).json()["hits"]
        assert hits
        assert {hit["year"] for hit in hits} == {2023}


def test_a_passage_is_shown_in_its_report(api: httpx.Client) -> None:
    (hit,) = api.post("/api/v1/search", json={"query": "入户家访", "k": 1}).json()["hits"]
    found = api.get(f"/api/v1/passages/{hit['passage_id']}", params={"around": 1}).json()
    assert found["text"] == hit["text"]
    assert found["report"]["id"] == hit["report_id"]
    assert all(
        list(one) == ["passage_id", "heading_path", "text"] for one in found["before"] + found["after"]
    )
    assert found["before"] or found["after"]


def test_searches_at_the_same_time_answer_as_one_alone(api: httpx.Client) -> None:
    queries = ["防汛应急演练", "家访", "值班制度", "下一步打算"] * 6

    def ask(query: str) -> list[str]:
        hits = api.post("/api/v1/search", json={"query": query}).json()["hits"]
        return [hit["passage_id"] for hit in hits]

    alone = {query: ask(query) for query in set(queries)}
    with ThreadPoolExecutor(12) as pool:
        assert list(pool.map(ask, queries)) == [alone[query] for query in queries]


# -- outlines and drafts ---------------------------------------------------------


def test_outlines_are_listed_and_found_by_genre(api: httpx.Client) -> None:
    outlines = api.get("/api/v1/outlines").json()
    assert {"工作总结", "实施方案"} <= {outline["genre"] for outline in outlines}
    one = api.get("/api/v1/outlines/工作总结").json()
    assert one in outlines
    assert list(one["sections"][0]) == ["heading", "level", "length", "purpose", "share"]


def test_a_draft_has_the_shape_of_the_contract(draft: dict[str, Any]) -> None:
    told = {"id", "title", "genre", "sections", "opening", "closing", "blanks", "warnings", "borrowed"}
    assert told | {"sources", "plan", "to_confirm"} == set(draft)
    section = {"heading", "level", "text", "chars", "note", "sentences"}
    sentence = {
        "text",
        "citations",
        "blanks",
        "origin",
        "fills",
        "locked",
        "confirmed",
        "runs_on",
        "standing",
    }
    assert all(set(one) == section for one in draft["sections"])
    assert all(set(one) == sentence for part in draft["sections"] for one in part["sentences"])
    numbers = {source["number"] for source in draft["sources"]}
    cited = {n for part in draft["sections"] for one in part["sentences"] for n in one["citations"]}
    assert cited
    assert cited <= numbers
    assert [one["section"] for one in draft["borrowed"]] == list(range(len(draft["sections"])))
    assert all(0 <= one["share"] <= one["whole"] <= 1 for one in draft["borrowed"])
    assert {one["source"] for one in draft["borrowed"]} <= {*numbers, None}
    for blank in draft["blanks"]:
        lines = {-1: draft["opening"], -2: draft["closing"]}
        told = lines.get(blank["section"]) or draft["sections"][blank["section"]]["sentences"]
        place = told[blank["sentence"]]
        assert f"【待补：{blank['label']}】" in place["text"]


def test_a_draft_is_kept(api: httpx.Client, draft: dict[str, Any]) -> None:
    assert api.get(f"/api/v1/drafts/{draft['id']}").json() == draft


@pytest.mark.parametrize(
    "outline",
    [
        "一、防汛准备\n二、值班值守",
        [
            {"heading": "防汛准备", "length": 200, "purpose": "物资与预案"},
            {"heading": "值班值守", "level": 1},
        ],
    ],
)
def test_a_draft_follows_the_outline_given(api: httpx.Client, outline: object) -> None:
    body = {
        "title": "2025年防汛工作总结",
        "outline": outline,
        "facts": "单位: 向阳幼儿园\n事实:\n  - 演练4次",
    }
    drafted = api.post("/api/v1/drafts", json=body).json()
    assert [section["heading"] for section in drafted["sections"]] == ["防汛准备", "值班值守"]


@pytest.mark.parametrize("way", ["header", "parameter"])
def test_a_streamed_draft_tells_each_thing_as_it_happens(api: httpx.Client, way: str) -> None:
    body = {"title": "2025年防汛工作总结", "outline": "一、防汛准备\n二、值班值守"}
    headers = {"Accept": "text/event-stream"} if way == "header" else {}
    params = {"stream": "true"} if way == "parameter" else {}
    with api.stream("POST", "/api/v1/drafts", json=body, headers=headers, params=params) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        events = list(sent_events(answer))
    names = [name for name, _ in events if name != "text"]
    assert names == ["started", *["section_started", "section"] * 2, "finished"]
    data = dict(events)
    assert data["section_started"] == {"index": 1, "heading": "值班值守"}
    assert [d["index"] for name, d in events if name == "section"] == [0, 1]
    finished = data["finished"]
    assert data["started"]["id"] == finished["id"]
    assert [d["section"] for name, d in events if name == "section"] == finished["sections"]
    assert api.get(f"/api/v1/drafts/{finished['id']}").json() == finished


def sent_events(answer: httpx.Response) -> Iterator[tuple[str, dict[str, Any]]]:
    name = ""
    for line in answer.iter_lines():
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def test_writing_stops_when_the_reader_of_an_openai_stream_leaves(api: httpx.Client) -> None:
    text = "写一份2025年幼儿园防汛工作总结，5000字"
    body = {"model": "draftbot", "stream": True, "messages": [{"role": "user", "content": text}]}
    before = {kept["id"] for kept in api.get("/api/v1/conversations").json()}
    with api.stream("POST", "/v1/chat/completions", json=body) as answer:
        next(answer.iter_lines())
    (left,) = {kept["id"] for kept in api.get("/api/v1/conversations").json()} - before
    # Longer than all of it takes; where the reader left soon enough nothing was begun.
    time.sleep(10)
    draft_id = api.get(f"/api/v1/conversations/{left}").json()["draft_id"]
    if draft_id:
        assert not api.get(f"/api/v1/drafts/{draft_id}").json()["sections"][-1]["sentences"]


@pytest.mark.parametrize("format", ["docx", "md"])
def test_a_draft_is_exported_under_its_title(api: httpx.Client, draft: dict[str, Any], format: str) -> None:
    answer = api.get(f"/api/v1/drafts/{draft['id']}/export", params={"format": format})
    assert answer.status_code == 200
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment;")
    name = unquote(disposition.partition("filename*=UTF-8''")[2])
    assert name.endswith(f".{format}")
    assert "防汛" in name
    if format == "docx":
        assert "word/document.xml" in ZipFile(BytesIO(answer.content)).namelist()
    else:
        assert draft["title"] in answer.content.decode()


def failing(error: Exception) -> Iterator[DraftEvent]:
    yield SectionStarted(0, "防汛准备")
    raise error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ChatModelSilent(model="qwen", reason="timeout"), "chat_model_silent"),
        (OSError("secret"), "unexpected"),
    ],
)
def test_a_stream_that_fails_ends_with_an_error_event(error: Exception, code: str) -> None:
    events = list(as_sent_events(failing(error), "en"))
    assert [event.event for event in events] == ["section_started", "error"]
    last = json.loads(str(events[-1].data))["error"]
    assert last["code"] == code
    assert "secret" not in last["message"] + last["hint"]


# -- the server itself -----------------------------------------------------------


def test_a_fault_of_ours_is_answered_without_its_inside(open_door: Door) -> None:
    """A service that cannot do anything stands for any fault."""
    app = create_app(cast(Draftbot, object()), language="en", door=open_door)
    answer = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False).get(
        "/api/v1/reports"
    )
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "unexpected"
    assert "AttributeError" not in answer.text
    assert "wrong" in answer.json()["error"]["message"]


def test_health_says_whether_the_model_is_loaded(api: httpx.Client) -> None:
    assert api.get("/healthz").json() == {
        "status": "ok",
        "model_loaded": True,
        "chat_model": False,
        "version": "0.1.0",
        "notices": [],
    }


def test_the_interface_is_described_in_chinese(api: httpx.Client) -> None:
    description = api.get("/openapi.json").json()
    paths = description["paths"]
    assert {"/api/v1/search", "/api/v1/drafts", "/api/v1/reports", "/healthz"} <= set(paths)
    assert paths["/api/v1/search"]["post"]["summary"] == "检索相近的段落"
    assert "{rest}" not in str(paths)
    refusals = [
        content
        for path in paths.values()
        for operation in path.values()
        for status, answer in operation["responses"].items()
        for content in answer.get("content", {}).values()
        if status >= "4" and not content["schema"]["$ref"].endswith("ReadyShape")
    ]
    assert all(content["example"] for content in refusals)
    told = paths["/api/v1/search"]["post"]["responses"]["422"]["content"]["application/json"]["example"]
    assert told["error"]["message"] == "检索内容为空。"
    assert "'ge'" not in str(description)  # bounds are told in words that a schema has
    docs = api.get("/docs").text
    assert "检索相近的段落" in docs
    assert "<script" not in docs
    assert "://" not in docs


def test_the_page_is_at_the_root(api: httpx.Client) -> None:
    answer = api.get("/")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("origin", "status"), [("http://evil.example", 403), ("null", 403), (None, 200), ("own", 200)]
)
@pytest.mark.parametrize("path", ["/api/v1/outlines", "/config"])
def test_only_our_own_pages_may_ask(server: Server, origin: str | None, status: int, path: str) -> None:
    headers = {} if origin is None else {"Origin": server.url if origin == "own" else origin}
    answer = httpx.get(f"{server.url}{path}", headers=headers, timeout=60)
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["error"]["code"] == "foreign_origin"
        assert "access-control-allow-origin" not in answer.headers


def test_a_foreign_page_may_not_send_anything(server: Server) -> None:
    """A form of a page elsewhere, sent by a visitor's browser, comes with our own Host."""
    own = server.url.removeprefix("http://")
    for path, body in (("/api/v1/conversations", {}), ("/api/v1/search", {"query": "防汛"})):
        answers = [
            httpx.post(f"{server.url}{path}", json=body, headers={"Host": own, "Origin": origin}, timeout=60)
            for origin in ("http://evil.example", server.url)
        ]
        assert [answer.status_code == 403 for answer in answers] == [True, False]
        assert answers[0].json()["error"]["code"] == "foreign_origin"
        assert answers[1].is_success


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.1:7860", True),
        ("localhost", True),
        ("LocalHost.:80", True),
        ("[::1]:7860", True),
        ("10.20.30.40", True),
        ("draft.office.test", True),
        ("evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example:7860", False),
        ("evil.example:127.0.0.1", False),
        ("", False),
    ],
)
def test_only_our_own_names_are_answered(sample_service: Draftbot, host: str, known: bool) -> None:
    app = create_app(sample_service, hosts=["draft.office.test"])
    client = TestClient(app, base_url="http://127.0.0.1")
    answer = client.get("/api/v1/outlines", headers={"Host": host})
    assert answer.status_code == (200 if known else 421)
    if not known:
        assert "DRAFTBOT_ALLOWED_HOSTS" in error_in(answer)["hint"]


def test_a_page_that_resolves_to_this_machine_uploads_nothing(server: Server) -> None:
    foreign = {"Host": "evil.example", "Origin": "http://evil.example"}
    before = httpx.get(f"{server.url}/api/v1/reports", timeout=60).json()
    answer = httpx.post(
        f"{server.url}/api/v1/reports", files={"files": ("x.md", NEW_REPORT)}, headers=foreign, timeout=60
    )
    page = httpx.get(server.url, headers={"Host": "evil.example"}, timeout=60)
    assert (answer.status_code, page.status_code) == (421, 421)
    assert httpx.get(f"{server.url}/api/v1/reports", timeout=60).json() == before


@pytest.mark.parametrize("path", ["/", "/docs", "/config", "/api/v1/outlines", "/api/v1/nothing", "/healthz"])
def test_no_answer_may_be_framed_or_guessed_at(api: httpx.Client, path: str) -> None:
    headers = api.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]


def test_a_report_is_corrected_and_its_file_comes_back_unchanged(server: Server) -> None:
    content = "晨星小学2022年阅读工作总结\n\n一、主要做法\n每天开设二十分钟晨读课，由语文教师轮流带读。\n"
    sent = httpx.post(
        f"{server.url}/api/v1/reports", files={"files": ("阅读.txt", content.encode())}, timeout=60
    ).json()
    assert sent["ingested"] == 1
    found = httpx.get(f"{server.url}/api/v1/reports", params={"source": "阅读.txt"}, timeout=60).json()
    address = f"{server.url}/api/v1/reports/{found[0]['id']}"
    assert httpx.patch(address, json={"yaer": 2021}, timeout=60).status_code == 422
    corrected = httpx.patch(address, json={"unit": "晨光小学", "year": 2021}, timeout=60).json()
    assert (corrected["unit"], corrected["year"], corrected["sureness"]["year"]) == ("晨光小学", 2021, 1.0)
    assert httpx.get(f"{address}/original", timeout=60).content == content.encode()
    assert httpx.delete(address, timeout=60).status_code == 204
