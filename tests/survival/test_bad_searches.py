"""Whatever is typed into a search: an answer, or a sentence that says what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from draftbot.bootstrap import build_service
from draftbot.domain import Filters, Role, SearchResult
from draftbot.errors import BadInput, DraftbotError
from draftbot.service import Draftbot
from parts import settings_for
from serving import Server

# What stands for a word in the corpus is found all the same.
WITH_WORDS = {
    "operators": '防汛 AND OR NOT " *',
    "near": "NEAR(防汛 值班)",
    "near with a distance": "NEAR(防汛 值班, 5)",
    "an open quote": '防汛"值班',
    "a column": "heading:防汛",
    "a caret": "^防汛",
    "a minus": "-防汛",
    "a plus": "防汛 + 值班",
    "a star": "防汛*",
    "brackets": "(防汛",
    "braces": "{heading body} : 防汛",
    "SQL": "防汛'; DROP TABLE passages; --",
    "a backslash": "防汛\\",
    "percent": "%防汛%_",
    "NUL": "防汛\x00值班",
    "control characters": "防\x01汛\x07值\x1b[31m班\x7f",
    "emoji": "防汛🌊值班👨‍👩‍👧‍👦",
    "a byte order mark": "﻿防汛",
    "right to left": "‮防汛‬",
    "zero width": "防​汛",
    "combining marks": "防汛" + "́" * 500,
    "full-width": "ＡＢＣ防汛１２３",
    "lines": "防汛\r\n值班\n\n制度",
    "a word a thousand times": "防汛 " * 400,
}
STRANGE_WORDS = {
    "bare operators": 'AND OR " *',
    "bare near": "NEAR(a b)",
    "a bare quote": 'a"b',
    "a bare column": "heading:x",
    "a bare caret": "^x",
    "a bare minus": "-x",
    "one letter": "x",
    "another script": "Überprüfung наводнение สวัสดี",
    "a rare character": "𠮷𠮷𠮷",
    "a private character": "\ue000\uf8ff",
    "noncharacters": "￾￿\U0010ffff",
}
WITHOUT_WORDS = {
    "nothing": "",
    "spaces": "  　\t\n",
    "punctuation": "，。！？……——",
    "ASCII punctuation": "!?.,;:'\"()[]{}<>*&^%$#@~`|\\/+-=",
    "one quote": '"',
    "one NUL": "\x00",
    "control characters only": "\x01\x02\x03\x1b",
    "emoji only": "🌊🌊🌊",
    "zero width only": "​‌﻿",
}
# UTF-16 halves that a broken program, or a file name on the command line, may hold.
BROKEN = {
    "a lone surrogate": "防汛\ud800",
    "a low surrogate": "\udc80防汛",
    "surrogates only": "\udce9\udce8",
}
LONG = {
    "100,000 characters": "防汛值班" * 25_000,
    "100,000 characters without a break": "汛" * 100_000,
    "100,000 of Latin": "x" * 100_000,
    "100,000 spaces before": " " * 100_000 + "防汛",
    "100,000 of punctuation": "，" * 100_000,
    "100,000 quotes": '"' * 100_000,
    "long words apart": " ".join(f"word{i}" for i in range(15_000)),
}
# As they are given to `Filters`, which may refuse them itself.
FILTERS: dict[str, dict[str, Any]] = {
    "an unknown genre": {"genre": "诏书"},
    "an unknown unit": {"unit": "没有这个单位"},
    "an unknown source": {"source": "没有.txt"},
    "quotes": {"unit": "' OR 1=1 --", "genre": '"', "source": "%"},
    "NUL": {"unit": "\x00", "genre": "工作\x00总结", "source": "\x00"},
    "years the wrong way round": {"years": (2024, 2020)},
    "years before Christ": {"years": (-3000, -1)},
    "the year nought": {"years": (0, 0)},
    "years of more than 32 bits": {"years": (-(2**40), 2**40)},
    "years of more than 64 bits": {"years": (-(10**30), 10**30)},
    "all at once": {"genre": "诏书", "unit": "无", "source": "无", "years": (1, 2), "roles": (Role.OTHER,)},
    "a lone surrogate": {"unit": "\ud800", "genre": "\ud800", "source": "\udce9.txt"},
    "100,000 characters": {"unit": "很" * 100_000},
}


def each(cases: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("given", cases.values(), ids=cases.keys())


# -- the service --------------------------------------------------------------------


@pytest.fixture(scope="module")
def small(
    tmp_path_factory: pytest.TempPathFactory, model_folder: Path, reports_folder: Path
) -> Iterator[Draftbot]:
    """Three small reports; nothing here changes them."""
    home = tmp_path_factory.mktemp("bad-searches")
    with closing(build_service(settings_for(home, model_folder))) as built:
        built.ingest([reports_folder])
        yield built


def outcome(
    service: Draftbot, query: str, k: int = 10, limits: dict[str, Any] | None = None
) -> SearchResult | str:
    """The answer, its shape checked, or the sentence of a BadInput."""
    try:
        result = service.search(query, k, Filters(**limits or {}))
    except BadInput as error:
        check_sentence(error)
        return error.message("zh")
    assert len(result.hits) <= k
    assert [hit.rank for hit in result.hits] == list(range(1, len(result.hits) + 1))
    known = {report.id for report in service.reports()}
    assert all(hit.report.id in known and hit.passage.text for hit in result.hits)
    return result


def check_sentence(error: DraftbotError) -> None:
    for said in (error.message("zh"), error.message("en")):
        assert said
        assert "\n" not in said
        assert len(said) < 300
        said.encode()  # nothing in it that cannot be shown
    assert any("一" <= c <= "鿿" for c in error.message("zh"))


@each(WITH_WORDS)
def test_words_among_signs_are_found(small: Draftbot, given: str) -> None:
    result = outcome(small, given)
    assert isinstance(result, SearchResult)
    assert "防汛" in result.hits[0].report.title


@each(STRANGE_WORDS)
def test_strange_words_have_some_answer(small: Draftbot, given: str) -> None:
    outcome(small, given)


@each(WITHOUT_WORDS)
def test_a_query_without_a_word_is_called_empty(small: Draftbot, given: str) -> None:
    assert outcome(small, given) == "检索内容为空。"


@each(BROKEN)
def test_broken_text_has_some_answer(small: Draftbot, given: str) -> None:
    outcome(small, given)


@each(LONG)
def test_a_book_in_place_of_a_query_has_some_answer(small: Draftbot, given: str) -> None:
    outcome(small, given)


@pytest.mark.parametrize("k", [0, -1, 101, 10_000, 2**63, -(10**30)])
def test_a_number_of_hits_out_of_range_is_refused(small: Draftbot, k: int) -> None:
    said = outcome(small, "防汛", k)
    assert isinstance(said, str)
    assert "1 到 100" in said


@pytest.mark.parametrize("k", [1, 100])
def test_the_first_and_the_last_number_of_hits_are_taken(small: Draftbot, k: int) -> None:
    result = outcome(small, "防汛", k)
    assert isinstance(result, SearchResult)
    assert result.hits


@each(FILTERS)
def test_filters_that_nothing_meets_give_nothing_or_a_sentence(
    small: Draftbot, given: dict[str, Any]
) -> None:
    result = outcome(small, "防汛", 10, given)
    first, last = given.get("years", (0, 0))
    everything = first < 0 < last
    assert isinstance(result, str) or bool(result.hits) == everything


@each(FILTERS)
def test_lists_of_reports_take_the_same_filters(small: Draftbot, given: dict[str, Any]) -> None:
    try:
        listed = small.reports(Filters(**given))
    except BadInput as error:
        check_sentence(error)
    else:
        assert len(listed) <= len(small.reports())


# -- over HTTP -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def api(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=120) as client:
        yield client


def post(api: httpx.Client, body: dict[str, Any]) -> httpx.Response:
    """The body as any program would send it: half a surrogate pair goes as an escape."""
    return api.post("/api/v1/search", content=json.dumps(body), headers={"Content-Type": "application/json"})


def check_answer(answer: httpx.Response) -> list[dict[str, Any]] | None:
    """The hits; None when it was refused in the contract's shape and words."""
    assert answer.status_code in (200, 400, 422), f"{answer.status_code} {answer.text[:500]}"
    said = answer.json()
    if answer.status_code == 200:
        hits: list[dict[str, Any]] = said["hits"]
        return hits
    assert set(said) == {"error"}
    assert set(said["error"]) == {"code", "message", "hint"}
    assert said["error"]["message"]
    assert len(answer.text) < 2000
    assert "Traceback" not in answer.text
    return None


@each(WITH_WORDS)
def test_http_words_among_signs_are_found(api: httpx.Client, given: str) -> None:
    hits = check_answer(post(api, {"query": given}))
    assert hits
    assert "防汛" in hits[0]["title"]


@each(STRANGE_WORDS)
def test_http_strange_words_have_some_answer(api: httpx.Client, given: str) -> None:
    check_answer(post(api, {"query": given}))


@each(WITHOUT_WORDS | BROKEN | LONG)
def test_http_what_is_no_query_is_refused(api: httpx.Client, given: str) -> None:
    assert check_answer(post(api, {"query": given})) is None


@pytest.mark.parametrize("k", [0, -1, 101, 10_000, 2**63, -(10**30), 1.5, "ten", None, [3]])
def test_http_a_number_of_hits_out_of_range_is_refused(api: httpx.Client, k: object) -> None:
    assert check_answer(post(api, {"query": "防汛", "k": k})) is None


@pytest.mark.parametrize("name", ["genre", "unit", "source"])
@pytest.mark.parametrize(
    "value", ["没有这个", "' OR 1=1 --", "%", "\x00", "\ud800", "很" * 100_000, 5, ["工作总结"]]
)
def test_http_unknown_values_find_nothing(api: httpx.Client, name: str, value: object) -> None:
    assert not check_answer(post(api, {"query": "防汛", name: value}))
    if isinstance(value, str) and len(value) < 100 and value.isprintable():
        answer = api.get("/api/v1/reports", params={name: value})
        assert answer.status_code in (200, 422)


@pytest.mark.parametrize(
    "year",
    [
        "0000",
        "9999",
        "1900-1901",
        "99999999999999999999",
        "2020-",
        "-2020",
        "20-24",
        "去年",
        "２０２４年",
        "2024;DROP",
        "\x00",
        "",
        -1,
        0,
        10**30,
        2024.5,
        True,
        [2020, 2024],
    ],
)
def test_http_absurd_years_find_nothing_or_are_refused(api: httpx.Client, year: object) -> None:
    hits = check_answer(post(api, {"query": "防汛", "year": year}))
    assert not hits or year == ""  # a field left empty is no filter
    answer = api.get("/api/v1/reports", params={"year": str(year)})
    assert answer.status_code in (200, 422), answer.text


def test_http_years_the_wrong_way_round_are_taken_as_meant(api: httpx.Client) -> None:
    hits = check_answer(post(api, {"query": "防汛", "year": "2024-2020"}))
    assert hits
    assert {hit["year"] for hit in hits} <= set(range(2020, 2025))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"query"',
        b'{"query": "\xff\xfe"}',
        '{"query": "防汛"}'.encode("gb18030"),
        b'{"query": NaN}',
        b'{"query": "\\u0000"}',
        b"[" * 100_000,
        b'{"query": "x", "query": 5}',
        b"\x00" * 1000,
    ],
    ids=lambda body: repr(body[:24]),
)
def test_http_what_is_no_request_is_refused(api: httpx.Client, body: bytes) -> None:
    answer = api.post("/api/v1/search", content=body, headers={"Content-Type": "application/json"})
    assert check_answer(answer) is None


def test_http_the_server_is_still_well_after_all_that(api: httpx.Client) -> None:
    assert check_answer(post(api, {"query": "防汛值班"}))
    assert api.get("/healthz").json()["status"] == "ok"
