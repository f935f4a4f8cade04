"""What the corpus teaches of the words of trades, and that a draft only looks it up."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from draftbot import corpus
from draftbot.corpus.duplicates import signature
from draftbot.corpus.passages import cut_passages
from draftbot.index.catalog import Catalog
from draftbot.index.database import Database
from draftbot.index.report_rows import ReadFile
from draftbot.index.trade_words import LEAST_REPORTS, LEAST_UNITS, TradeWords
from draftbot.trades.trade import Trade
from draftbot.trades.trades import Trades

# 早操 is in no file, 晨检 is in the kindergartens', and both say 食堂; nurses say 晨检 too.
KINDERGARTEN = Trade("幼儿园", ("幼儿园",), words=("晨检", "幼儿", "保育"))
HOSPITAL = Trade("医院", ("医院",), words=("患者", "巡诊"))
BANK = Trade("银行", ("银行",), words=("存款", "食堂"))
TRADES = Trades((KINDERGARTEN, HOSPITAL, BANK))
SAYS = {
    "幼儿园": "教师带领幼儿做早操，保育员每天晨检。食堂每天公示食谱。沟通及时，记录完整。",
    "医院": "护士照看患者，每天晨检体温。食堂每天公示食谱。沟通及时，记录完整。",
}
PLACES = "霜林 竹坞 听松 泊云 苇塘 岚汀 澄湖 望江".split()


def store(database: Database, kinds: str = "幼儿园 医院", places: int = 4, years: int = 3) -> None:
    """Reports of so many units of each kind, one a year."""
    files = []
    for kind in kinds.split():
        for place in PLACES[:places]:
            for year in range(2022, 2022 + years):
                topic = "防汛 消防 卫生".split()[year % 3]
                text = f"{place}{kind}{year}年{topic}工作总结\n一、做法\n{SAYS[kind]}围绕{topic}逐项落实。"
                data = text.encode()
                reports = corpus.read(data, f"{place}{kind}{year}.txt", trades=TRADES)
                read = tuple((r, signature(r.text + r.title * 9), tuple(cut_passages(r))) for r in reports)
                files.append(ReadFile(f"{place}{kind}{year}.txt", f"{place}{kind}{year}", data, read))
    keys = {p.id: p.id.encode() for f in files for _, _, passages in f.reports for p in passages}
    Catalog(database).add(files, keys)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path)) as opened:
        yield opened


def test_a_word_that_only_one_trade_says_is_learned(database: Database) -> None:
    store(database)
    words = TradeWords(database, TRADES)
    assert words.learn()
    now = words.now()
    kindergarten, hospital = now.trade_of("霜林幼儿园"), now.trade_of("霜林医院")
    assert kindergarten is not None
    assert "早操" in kindergarten.learned
    assert not {"食堂", "沟通", "霜林", "晨检"} & set(kindergarten.learned)
    assert now.foreign_words("组织早操。", hospital) == ["早操"]
    assert TRADES.foreign_words("组织早操。", hospital) == []


def test_what_a_file_calls_ones_own_is_not_where_others_say_it(database: Database) -> None:
    store(database)
    words = TradeWords(database, TRADES)
    words.learn()
    now = words.now()
    assert now.foreign_words("每天晨检。", now.trade_of("霜林医院")) == []
    # A bank of which there are no reports claims what everybody says.
    assert now.foreign_words("改善食堂。", now.trade_of("霜林医院")) == []
    assert now.foreign_words("吸收存款。", now.trade_of("霜林医院")) == ["存款"]
    assert now.foreign_words("看护幼儿。", now.trade_of("霜林医院")) == ["幼儿"]


def test_a_trade_of_which_little_was_heard_may_say_what_others_say(database: Database) -> None:
    store(database)
    words = TradeWords(database, TRADES)
    words.learn()
    now = words.now()
    assert now.foreign_words("组织早操。", now.trade_of("霜林银行")) == []
    assert now.foreign_words("组织早操。", None) == []


@pytest.mark.parametrize(("places", "years"), [(3, 8), (4, 2)], ids=["too few units", "too few reports"])
def test_from_few_units_or_few_reports_nothing_is_learned(
    database: Database, places: int, years: int
) -> None:
    assert years * places < LEAST_REPORTS or places < LEAST_UNITS
    store(database, places=places, years=years)
    words = TradeWords(database, TRADES)
    words.learn()
    assert all(trade.learned == () for trade in words.now().trades)


def test_it_is_learned_anew_when_the_corpus_or_the_files_have_changed(database: Database) -> None:
    words = TradeWords(database, TRADES)
    assert words.learn()
    assert not words.learn()
    store(database)
    assert words.learn()
    assert not words.learn()
    others = Trades((Trade("幼儿园", ("幼儿园",), words=("晨检",)), HOSPITAL))
    assert TradeWords(database, others).learn()


def test_another_process_finds_what_was_learned(database: Database) -> None:
    store(database)
    TradeWords(database, TRADES).learn()
    kindergarten = TradeWords(database, TRADES).now().trade_of("霜林幼儿园")
    assert kindergarten is not None
    assert "早操" in kindergarten.learned


def test_looking_it_up_costs_a_draft_next_to_nothing(database: Database) -> None:
    store(database, places=8)
    words = TradeWords(database, TRADES)
    words.learn()
    first = words.now()
    started = time.perf_counter()
    for _ in range(100):
        assert words.now() is first
    assert time.perf_counter() - started < 1.0, "ten milliseconds each at the very most"


def test_an_empty_corpus_teaches_nothing(database: Database) -> None:
    words = TradeWords(database, TRADES)
    assert words.now() is TRADES
    words.learn()
    assert [trade.words for trade in words.now().trades] == [trade.words for trade in TRADES.trades]
