"""Who asks in English is answered in English throughout: real service, real server, real commands.

Chinese may stand only where a document or a user is quoted, and in the document itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import typer
from typer.core import TyperGroup
from typer.testing import CliRunner

from draftbot.conversation.names import ACTION_NAMES
from draftbot.faces.cli import app
from draftbot.faces.help_words import with_help
from english import chinese_in, texts_of
from serving import Server

ENGLISH = {"Accept-Language": "en-GB,en;q=0.9"}
V1 = "/api/v1"
TITLE = "2025年幼儿园防汛工作总结"
# What is said before there is anything on the desk, and then on the way through a draft.
BEFORE = [
    "你好呀", "帮助", "撤销", "恢复", "看看提纲", "看看往年都写哪些部分", "第二处空填320", "导出Word",
    "把第一部分删掉", "第二部分短一些", "重新起草", "检索：防汛值班制度", "检索：量子计算机的研制",
]  # fmt: skip
DIALOGUE = [
    f"帮我起草一份{TITLE}，2000字",
    "看看提纲", "看看往年都写哪些部分", "换成述职报告", "换成工作总结", "用往年的提纲", "换成工作总结",
    "在第二部分后面加家园共育", "在第二部分后面加家园共育", "把家园共育改名为家园携手", "把家园携手移到第二部分",
    "第二部分写到300字", "第二部分写到50000字", "全文20字", "全文1500字", "不限字数", "整体压到1500字",
    "我们园叫向阳幼儿园", "时间：2025年", "署名：王园长", "日期：2026年1月5日",
    "事实：全年演练4次，320人参加", "事实：全年演练4次，320人参加", "事实：全年演练5次，320人参加", "事实：排查隐患18处",
    "把隐患那条事实放到第一部分", "把演练那条事实放到第二部分", "把灭火器那条事实放到第二部分", "把隐患那条事实删掉",
    "不用大模型", "用大模型写", "重新起草", "换一种写法", "第二部分再具体一点", "第三部分短一些", "写第四部分",
    "第一部分第一句换个说法", "第二部分第一句短一点", "写得正式一点",
    "记了哪些事实", "还有哪些空要填", "有空白的句子不要了", "撤销", "有哪些版本", "现在写了多少字", "谢谢", "第三部分第一句放到最后", "第三部分第一句分成两句话",
    "第三部分第一句和第二句合并", "第二部分加一句：全年无事故", "第三部分每条前面加“一是”“二是”", "全文的无事故都改成平安", "重复的内容合并一下", "用第一人称写",
    "开头加称呼：各位代表", "结束语改成“请批评指正”", "校长是周明", "检索：防汛值班", "把第一段放进草稿",
    "演练是6次，不是5次", "题目改成2025年幼儿园防汛防台工作总结", f"题目改成{TITLE}", "第一部分第一句改为：我们园汛期平安，没有大事。",
    "第一部分的来源", "第一部分第一句出自哪里", "第二部分第一句出自哪里", "第三部分第一句出自哪里",
    "第九处空填320", "第九十处空填320", "第一处空填320", "把体重填成320", "把人数填成320", "把次数填成4",
    "第三部分都属实", "锁定第一部分", "锁定第二部分第一段", "把第二部分第一句锁住", "把第二部分第一句删掉", "把第一部分删掉", "第一部分再具体一点",
    "重新起草", "写得正式一点", "解锁第一部分", "全部解锁", "把第三部分第一句删掉", "和上一版比一比", "第1版和第3版比一比",
    "第1版和第99版比一比", "回到第1版", "回到第99版", "撤销", "恢复", "恢复", "把写到平安的话删掉", "第二部分和第三部分合并", "只保留第一和第二部分", "照去年那份总结的提纲",
    "一、基本情况\n二、主要做法\n三、存在的问题", "重新起草", "事实全部清空", "把第三部分删掉", "重新起草", "别的单位的做法都删掉", "第七部分再具体一点",
    "把量子通信删掉", "第二部分第九十句换个说法", "锁定第二部分第九十段", "这句话换个说法", "第三句换个说法", "“量子通信”这句话出自哪里",
    "“的”这句话换个说法", "第二部分短一些，顺便哼首歌，再讲个笑话", "第九十部分短一些，重新起草，导出Word", "导出Word",
    "只参考“青禾幼儿园2024年防汛工作总结”", "参考哪几份自动选", "不参考“青禾幼儿园2024年防汛工作总结”",
    "也借别的行业的", "不借别的行业的", "再写一份2025年幼儿园食品安全工作总结", "帮助",
]  # fmt: skip
WANT_A_MODEL = ["sentence.rewrite"]  # asked for and refused: there is none here


@pytest.fixture(scope="module")
def api(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=120, headers=ENGLISH) as client:
        yield client


@pytest.fixture(scope="module")
def documents(api: httpx.Client) -> set[str]:
    """What the corpus and the built-in outlines say."""
    reports = [api.get(f"{V1}/reports/{one['id']}").json() for one in api.get(f"{V1}/reports").json()]
    for report in reports:
        del report["cut_reason"], report["repairs"]
    return {*texts_of(reports), *texts_of(api.get(f"{V1}/outlines").json())}


def document_of(draft: dict[str, Any]) -> set[str]:
    """What a draft itself says, its sources included."""
    parts = [
        draft["title"],
        draft["genre"],
        draft["opening"],
        draft["closing"],
        draft["sources"],
        draft["blanks"],
    ]
    sections = [{"heading": s["heading"], "sentences": s["sentences"]} for s in draft["sections"]]
    return {*texts_of(parts), *texts_of(sections)}


def told_of(draft: dict[str, Any]) -> list[str]:
    """What draftbot says of a draft."""
    return [w["text"] for w in draft["warnings"]] + [s["note"] for s in draft["sections"]]


def test_a_conversation_is_answered_in_english(api: httpx.Client, documents: set[str]) -> None:
    c = api.post(f"{V1}/conversations").json()["id"]
    known, wrong, told, done = set(documents), {}, list[str](), set[str]()
    drafts: dict[str, None] = {}
    for message in (*BEFORE, *DIALOGUE):
        answer = api.post(f"{V1}/conversations/{c}/messages", json={"text": message}).json()
        assert "desk" in answer, (message, answer)
        desk = answer["desk"]
        done |= {action["name"] for action in answer["actions"]}
        known |= {*texts_of(desk["outline"]), desk["title"], *texts_of(desk["facts"])}
        if desk["draft_id"]:
            drafts |= {desk["draft_id"]: None}
            draft = api.get(f"{V1}/drafts/{desk['draft_id']}").json()
            known |= document_of(draft)
            told += told_of(draft)
        lines = [line for line in answer["said"].splitlines() if not line.startswith(("－ ", "＋ "))]
        assert answer["said"], message
        assert "{" not in answer["said"], answer["said"]
        assert "went wrong" not in answer["said"], message
        if left := chinese_in("\n".join(lines), known):
            wrong[message] = (answer["said"], left)
    assert wrong == {}
    assert sorted(ACTION_NAMES - done) == WANT_A_MODEL
    assert [text for text in told if chinese_in(text, known)] == []
    assert any(told)
    turns = api.get(f"{V1}/conversations/{c}").json()["turns"]
    assert [t["text"] for t in turns if t["speaker"] == "user"] == [*BEFORE, *DIALOGUE]
    assert any("You can say, in Chinese" in t["text"] for t in turns)
    first, _ = drafts
    versions = api.get(f"{V1}/drafts/{first}/versions").json()
    assert [v["what"] for v in versions if chinese_in(v["what"], known)] == []
    assert {"drafted", "locked", "drafted again"} <= {v["what"] for v in versions}


def test_the_same_conversation_is_chinese_to_who_asks_in_chinese(api: httpx.Client) -> None:
    c = api.post(f"{V1}/conversations").json()["id"]
    api.post(f"{V1}/conversations/{c}/messages", json={"text": "帮助"})
    chinese = api.get(f"{V1}/conversations/{c}", headers={"Accept-Language": "zh-CN"}).json()
    assert chinese["turns"][1]["text"].startswith("可以这样说：")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "search", {"query": "  "}),
        ("POST", "search", {"query": "防汛", "k": 0}),
        ("POST", "search", {"query": "防汛", "year": "很久以前"}),
        ("POST", "search", {}),
        ("POST", "drafts", {"title": "放假通知"}),
        ("POST", "drafts", {"title": TITLE, "genre": "放假通知"}),
        ("POST", "drafts", {"title": TITLE, "length": 3}),
        ("POST", "drafts", {"title": TITLE, "outline": "文体: 工作总结\n提纲:\n  - 标题: 甲\n    色: 红"}),
        ("POST", "drafts", {"title": TITLE, "outline": "提纲: [甲"}),
        ("POST", "drafts", {"title": TITLE, "outline": "一、甲\n一、甲\n（一）" + "很长" * 30}),
        ("POST", "drafts", {"title": TITLE, "facts": "单位: 甲园\n单位: 乙园"}),
        ("POST", "drafts", {"title": TITLE, "facts": "日期: 2025-02-30"}),
        ("POST", "drafts", {"title": TITLE, "facts": "colour: red"}),
        ("GET", "reports/r0", None),
        ("GET", "passages/r0", None),
        ("GET", "drafts/d0", None),
        ("GET", "conversations/c0", None),
        ("GET", "outlines/放假通知", None),
        ("GET", "nowhere", None),
        ("DELETE", "search", None),
        ("POST", "reports", None),
    ],
)
def test_what_is_wrong_is_told_in_english(
    api: httpx.Client, method: str, path: str, body: dict[str, Any] | None
) -> None:
    answer = api.request(method, f"{V1}/{path}", json=body)
    assert answer.is_client_error, answer.text
    error = answer.json()["error"]
    assert chinese_in(f"{error['message']} {error['hint']}", ["放假通知"]) == []
    assert error["message"][0].isascii() or error["message"][0] in "“/"


def test_files_that_cannot_be_read_are_told_of_in_english(api: httpx.Client) -> None:
    files = [("files", ("空.txt", b"")), ("files", ("坏.docx", b"PK")), ("files", ("图.png", b"\x89PNG"))]
    failed = api.post(f"{V1}/reports", files=files).json()["failed"]
    assert len(failed) == 3
    assert [f for f in failed if chinese_in(f"{f['error']} {f['hint']}", ["空", "坏", "图"])] == []


def test_another_page_is_refused_in_english(api: httpx.Client) -> None:
    error = api.post(f"{V1}/search", json={"query": "防汛"}, headers={"Origin": "http://evil.example"}).json()
    assert error["error"]["message"] == "The request came from another page and was refused."


def test_the_interface_is_documented_in_the_readers_language(api: httpx.Client) -> None:
    english = api.get("/openapi.json").json()
    chinese = api.get("/openapi.json", headers={"Accept-Language": "zh"}).json()
    told = [text for text in described(english) if not text.startswith("api.")]
    assert len(told) > 100
    assert [text for text in told if chinese_in(text)] == []
    assert not [text for text in (*described(english), *described(chinese)) if text.startswith("api.")]
    assert english["paths"][f"{V1}/search"]["post"]["summary"] == "Find similar passages"
    assert chinese["paths"][f"{V1}/search"]["post"]["summary"] == "检索相近的段落"
    assert chinese["tags"][0] == {"name": "起草"}


def described(value: object) -> Iterator[str]:
    """Summaries, descriptions and tags of a schema."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key in ("description", "summary") and isinstance(one, str):
                yield one
            elif key == "tags" and isinstance(one, list):
                yield from (tag if isinstance(tag, str) else tag["name"] for tag in one)
            else:
                yield from described(one)
    elif isinstance(value, list):
        for one in value:
            yield from described(one)


# -- the commands ------------------------------------------------------------------


@pytest.fixture(scope="module")
def filled_home(reports_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the three reports, read by a command that speaks English."""
    home = tmp_path_factory.mktemp("english") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAFTBOT_LANGUAGE", "en")
        read = invoke("--home", home, "ingest", reports_folder)
    assert "3 files: 3 read (3 reports" in read
    assert "0 unchanged, 0 failed" in read
    return home


@pytest.fixture
def home(filled_home: Path, no_settings: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, for commands that speak English."""
    monkeypatch.setenv("DRAFTBOT_LANGUAGE", "en")
    return filled_home


def invoke(*args: object) -> str:
    """All that a command prints."""
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    assert "Traceback" not in result.output
    return result.output


def test_commands_answer_in_english(home: Path) -> None:
    reports = json.loads(invoke("--home", home, "--json", "reports"))
    whole = [json.loads(invoke("--home", home, "--json", "show", one["id"])) for one in reports]
    outlines = json.loads(invoke("--home", home, "--json", "outlines"))
    documents = {*texts_of(reports), *texts_of([one["sections"] for one in whole]), *texts_of(outlines)}
    draft = json.loads(invoke("--home", home, "--json", "draft", "-t", TITLE, "--length", 800))
    documents |= document_of(draft)
    assert [text for text in told_of(draft) if chinese_in(text, documents)] == []
    told = ["演练4次，320人参加", "演练5次，320人参加"]
    facts = home / "facts.txt"
    facts.write_text("\n".join(told), "utf-8")
    with_facts = ("draft", "-t", TITLE, "--length", 800, "--facts", facts)
    documents |= {*told, *document_of(json.loads(invoke("--home", home, "--json", *with_facts)))}
    spoken = {
        "reports": invoke("--home", home, "reports"),
        "no reports": invoke("--home", home, "reports", "--unit", "nobody"),
        "show": invoke("--home", home, "show", reports[0]["id"]),
        "correct": invoke("--home", home, "correct", reports[0]["id"], "--level", "单位"),
        "search": invoke("--home", home, "search", "防汛值班", "-k", 2),
        "search in vain": invoke("--home", home, "search", "量子计算机的研制", "-k", 2),
        "outlines": invoke("--home", home, "outlines"),
        "draft": invoke("--home", home, "draft", "-t", TITLE, "--length", 800, "-o", home / "a.docx"),
        "draft with facts": invoke("--home", home, *with_facts),
        "export": invoke("--home", home, "export", draft["id"], "-o", home / "b.docx"),
        "bring back": invoke("--home", home, "bring-back", draft["id"], home / "b.docx"),
        "doctor": invoke("--home", home, "doctor"),
    }
    assert "agrees with the database" in spoken["doctor"]
    assert "Id" in spoken["reports"]
    # Citation numbers stand between the sentences of a draft.
    bare = {name: re.sub(r"\[\d+\]", "", output) for name, output in spoken.items()}
    wrong = {name: left for name, output in bare.items() if (left := chinese_in(output, documents))}
    assert wrong == {}


@pytest.mark.parametrize(
    "args",
    [
        ["ingest"], ["ingest", "/nowhere"], ["serach", "防汛"], ["reports", "--colour"], ["reports", "--year", "x"],
        ["search", "防汛", "-k", "ten"], ["search", "防汛", "-k", "900"], ["search", "防汛", "-k"], ["--home"],
        ["show", "r0"], ["draft", "-t", "放假通知"], ["draft", "-t", TITLE, "-o", "a.pdf"], ["search", " "],
        ["outline", TITLE, "--mined", "--like", "r1"], ["outline", TITLE, "--at-least", "0"], ["export", "d0", "-o", "a.md"],
        ["draft", "-t", TITLE, "--citations", "notes"], ["eval", "retrieval"], ["eval", "speed", "--only", "x"],
        ["eval", "speed", "--sizes", "x"],
    ],
)  # fmt: skip
def test_commands_that_cannot_be_done_say_so_in_english(home: Path, args: list[str]) -> None:
    told = invoke("--home", home, *args)
    assert told
    assert chinese_in(told, ["放假通知", "防汛"]) == []


def test_all_help_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTBOT_LANGUAGE", "en")
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    commands = [
        name.split() for name in ("", *group.commands, "eval speed", "eval retrieval", "eval drafting")
    ]
    for command in commands:
        told = invoke(*command, "--help")
        assert chinese_in(told) == [], command
        assert "help." not in told
    assert len({one.help for one in with_help(group)}) > 60


def test_the_help_follows_a_file_of_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DRAFTBOT_LANGUAGE", raising=False)
    monkeypatch.chdir(tmp_path)
    assert "检索往年材料" in invoke("search", "--help")
    (tmp_path / ".env").write_text("DRAFTBOT_LANGUAGE=en\n", "utf-8")
    assert "Find similar passages" in invoke("search", "--help")
