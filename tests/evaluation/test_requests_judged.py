"""What a request should bring, read from a file and held against drafts made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.domain import (
    Conversation,
    Draft,
    DraftRequest,
    DraftSection,
    FactSheet,
    Outline,
    Sentence,
    Source,
)
from draftbot.errors import BadInput, FileMissing
from draftbot.evaluation.requests.judging import faults_of, is_stray, told_twice
from draftbot.evaluation.requests.wanted import Wanted, read_wanted
from making.trades import shipped_trades
from telling import zh

LINE = '{"id": "a", "message": "写份防汛总结，我们是银杏幼儿园", "corpus": "full", "later": 1}'
LONG = "汛前把园内所有排水沟和屋顶天沟彻底清了一遍，沙袋水泵存放在门卫室旁，值班教师每天早晚各巡查一次。"


def wanted_in(tmp_path: Path, text: str) -> list[Wanted]:
    path = tmp_path / "wanted.jsonl"
    path.write_text(text, "utf-8")
    return read_wanted(path)


def test_a_file_of_requests(tmp_path: Path) -> None:
    (one,) = wanted_in(tmp_path, f"\n{LINE}\n\n")
    assert (one.id, one.corpus, one.facts) == ("a", "full", ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "清单里没有请求"),
        ("\n \n", "清单里没有请求"),
        (f"{LINE}\n\nnot JSON\n", "第3行"),
        ('{"id": "a"}\n', "第1行"),
        (f'{LINE}\n{{"id": "b", "message": "写", "corpus": "much"}}\n', "第2行"),
    ],
)
def test_what_is_wrong_with_the_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadInput) as refused:
        wanted_in(tmp_path, text)
    assert told in zh(refused.value.says)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_wanted(tmp_path / "none.jsonl")


def drafted(*paragraphs: tuple[Sentence, ...], sources: tuple[Source, ...] = ()) -> Draft:
    request = DraftRequest("2025年防汛工作总结", Outline("工作总结", ()), length=100)
    return Draft("d1", request, (DraftSection("主要做法", 1, paragraphs),), sources)


def source(number: int, title: str) -> Source:
    return Source(number, f"p{number}", f"r{number}", title, (), "")


def faults(wanted: Wanted, draft: Draft | None, facts: FactSheet | None = None) -> set[str]:
    desk = Conversation("c", facts=facts or FactSheet())
    return {
        fault.code.removeprefix("evaluation.") for fault in faults_of(wanted, desk, draft, shipped_trades())
    }


def test_a_request_that_says_too_little_is_to_be_asked_back() -> None:
    vague = Wanted(id="a", message="写个材料", corpus="ask")
    assert faults(vague, None) == set()
    assert faults(vague, drafted((Sentence(LONG, (1,)),))) == {"should_ask"}
    assert faults(Wanted(id="a", message="写份总结"), None) == {"no_draft"}


def test_what_was_misread() -> None:
    desk = FactSheet(unit="银杏幼儿园", period="2025年")
    draft = drafted((Sentence(LONG * 2, (1,)),))
    right = Wanted(
        id="a", message="", unit="银杏幼儿园", period="2025年", genre="工作总结", headings=("主要做法",)
    )
    assert faults(right, draft, desk) == set()
    other = Wanted(id="a", message="", unit="槐树小学", period="2024年", genre="通报", headings=("成效",))
    assert faults(other, draft, desk) == {"unit_read", "period_read", "genre_read", "headings_differ"}


def test_a_short_draft_is_a_fault_only_where_the_corpus_has_the_matter() -> None:
    short = drafted((Sentence("清理排水沟。", (1,)),))
    assert faults(Wanted(id="a", message="", target=100), short) == {"too_short"}
    assert faults(Wanted(id="a", message="", target=100, corpus="some"), short) == {"too_short"}
    assert faults(Wanted(id="a", message="", target=100, corpus="none"), short) == set()


def test_sentences_of_another_trade_are_foreign() -> None:
    sources = (source(1, "银杏幼儿园防汛工作总结"), source(2, "河口卫生院防汛工作总结"))
    wanted = Wanted(id="a", message="", corpus="none", trades=("幼儿园",))
    own = (Sentence("清理排水沟。", (1,)), Sentence("备足沙袋。", (1, 2)))
    assert faults(wanted, drafted(own, sources=sources)) == set()
    with_foreign = drafted(own, (Sentence("转移住院患者。", (2,)),), sources=sources)
    assert faults(wanted, with_foreign) == {"foreign_sentences"}
    anybody = Wanted(id="a", message="", corpus="none")
    assert faults(anybody, with_foreign) == set()


def test_a_fact_stands_once_and_not_alone() -> None:
    wanted = Wanted(id="a", message="", corpus="none", facts=("演练4次",))
    fact, other = Sentence("全年演练4次。", origin="fact"), Sentence("备足沙袋。", (1,))
    within, alone = drafted((other, fact)), drafted((other,), (fact,))
    assert faults(wanted, within) == set()
    assert faults(wanted, alone) == {"fact_stray"}
    assert faults(wanted, drafted((other, fact, fact))) == {"fact_times"}
    assert faults(wanted, drafted((other,))) == {"fact_times"}
    assert not is_stray("演练4次", within)
    assert is_stray("演练4次", alone)
    assert not is_stray("演练4次", drafted((fact,)))  # nothing that it could stand in


def test_points_that_say_the_same_are_told_twice() -> None:
    again = LONG.replace("彻底", "")
    twice = drafted((Sentence(LONG, (1,)),), (Sentence(again, (2,)),))
    ((one, other),) = told_twice(twice)
    assert (one, other) == (LONG, again)
    assert faults(Wanted(id="a", message="", corpus="none"), twice) == {"told_twice"}
    apart = drafted(
        (Sentence(LONG, (1,)),), (Sentence("清理排水沟。", (1,)),), (Sentence("清理排水沟。", (2,)),)
    )
    assert told_twice(apart) == []  # short points may be alike
