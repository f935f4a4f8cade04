"""Trade files: every fault named with file and line; a new trade is a new file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from draftbot.errors import PromptsBroken
from draftbot.trades.files import KEYS, load_trades
from making.trades import PROMPTS, shipped_trades

BOATS = """行业: 龙舟队
称呼: [龙舟队, 龙舟协会]
自称：[本队, 我队]
人和物:
  服务对象: 队员
专用词: [桨手, 鼓手, 划桨]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROMPTS / "trades", tmp_path / "trades")).parent


def test_sixteen_trades_and_more_ship() -> None:
    names = {trade.name for trade in shipped_trades().trades}
    assert names >= set(
        "幼儿园 中小学 高校 教育局 局委办 街道 社区 乡镇 村 医院 公安 法院检察院 企业工厂 银行 养老机构"
        " 图书馆文化馆 党组织 工会 团组织 妇联".split()
    )
    assert {t.name for t in shipped_trades().trades if t.is_body} == {"党组织", "工会", "团组织", "妇联"}


def test_a_file_is_a_trade(folder: Path) -> None:
    (folder / "trades" / "龙舟队.yaml").write_text(BOATS, "utf-8")
    trades = load_trades(folder)
    team = trades.trade_of("云溪县龙舟队")
    assert team is not None
    assert team.name == "龙舟队"
    assert trades.self_name("云溪县龙舟队") == "本队"
    assert trades.are_kin(trades.unit("云溪县龙舟队"), trades.unit("青禾区龙舟协会"))
    assert trades.foreign_words("桨手分组训练。", trades.trade_of("向阳幼儿园")) == ["桨手"]
    assert trades.foreign_words("桨手分组训练。", team) == []


def test_a_kind_of_unit_does_not_say_what_others_of_its_trade_do(folder: Path) -> None:
    kinds = "分类用词:\n  年纪:\n    少年: 启蒙、陪练\n    成人: 联赛、夜训\n  船: {十二人: 十二人艇, 小艇: 小艇组}\n"
    (folder / "trades" / "龙舟队.yaml").write_text(BOATS + kinds, "utf-8")
    team = load_trades(folder).trade_of("云溪县少年龙舟队")
    assert team is not None
    assert team.words_of_other_kinds("云溪县少年龙舟队") == ("联赛", "夜训")
    assert team.words_of_other_kinds("云溪县龙舟队") == ()


def test_keys_may_be_english(folder: Path) -> None:
    (folder / "trades" / "boats.yaml").write_text(
        "trade: 龙舟队\ntails: 龙舟队\nselves: 本队\nkin: 社会组织\nis_body: no\n", "utf-8"
    )
    trade = load_trades(folder).trade_of("云溪县龙舟队")
    assert trade is not None
    assert trade.kin == {"社会组织"}


@pytest.mark.parametrize(
    ("text", "line", "zh", "en"),
    [
        ("行业: 龙舟队\n称呼: 龙舟队: 划船队", 2, "附近的写法不对", "YAML"),
        ("行业: 龙舟队\n称呼: 龙舟队\n\n专有词: 桨手", 4, "不认识“专有词”", "not a known key"),
        ("行业: 龙舟队\n行业: 划船队\n称呼: 龙舟队", 2, "前面已经写过", "given twice"),
        ("行业: 龙舟队\n称呼: 龙舟队\ntails: 划船队", 3, "前面已经写过", "given twice"),
        ("称呼: 龙舟队", 1, "没有写“行业”", "“行业” is missing"),
        ("行业: 龙舟队", 1, "没有写“称呼”", "“称呼” is missing"),
        ("龙舟队", 1, "没有“行业”和“称呼”", "“行业” and “称呼” are missing"),
        ("行业: 龙舟队\n称呼:\n  - 龙舟队\n  - boat", 4, "“boat”要写汉字", "Chinese characters"),
        (
            "行业: 龙舟队\n称呼: 龙舟队\n相近: [社会组织, 划船队]",
            3,
            "没有“划船队”这个行业",
            "no trade “划船队”",
        ),
        ("行业: 龙舟队\n称呼: 龙舟队\n换词:\n  划船队:\n    船: 舟", 4, "没有“划船队”这个行业", "no trade"),
        ("行业: 龙舟队\n称呼: 龙舟队\n换词:\n  幼儿园: 船", 4, "要先写行业", "a trade, and below it"),
        ("行业: 龙舟队\n称呼: 龙舟队\n人和物: 队员", 3, "一行写一项", "one part a line"),
        ("行业: 龙舟队\n称呼: 龙舟队\n自称: [队]", 3, "至少两个汉字", "two Chinese characters"),
        ("行业: 龙舟队\n称呼: 龙舟队\n内设: 也许", 3, "应写是或否", "“是” or “否”"),
        ("行业: 龙舟队\n称呼: 龙舟队\n专用词:\n  桨手: 一", 4, "应是一列词", "a list of words"),
        ("行业: [龙舟队]\n称呼: 龙舟队", 1, "只能写一个值", "takes one value"),
        ("行业: 龙舟队\n称呼: 幼儿园", 2, "“幼儿园”在", "in 幼儿园.yaml already"),
        ("行业: 幼儿园\n称呼: 龙舟队", 1, "“幼儿园”在", "is in"),
    ],
)
def test_a_mistake_names_file_and_line(folder: Path, text: str, line: int, zh: str, en: str) -> None:
    (folder / "trades" / "龙舟.yaml").write_text(text, "utf-8")
    with pytest.raises(PromptsBroken) as refused:
        load_trades(folder)
    said, said_en = refused.value.message("zh"), refused.value.message("en")
    assert f"trades/龙舟.yaml 第{line}行" in said
    assert zh in said
    assert f"trades/龙舟.yaml line {line}:" in said_en
    assert en in said_en


def test_all_faults_of_all_files_are_named_at_once(folder: Path) -> None:
    (folder / "trades" / "甲.yaml").write_text("行业: 甲队", "utf-8")
    (folder / "trades" / "乙.yaml").write_bytes("行业: 乙队".encode("gb18030"))
    with pytest.raises(PromptsBroken) as refused:
        load_trades(folder)
    said = refused.value.message("zh")
    assert "trades/甲.yaml 第1行" in said
    assert "trades：乙.yaml 不是 UTF-8" in said


def test_a_folder_without_trades_has_none(tmp_path: Path) -> None:
    assert load_trades(tmp_path).trades == ()


def test_the_readme_names_every_key() -> None:
    readme = (PROMPTS / "README.md").read_text("utf-8")
    for key in KEYS:
        assert key in readme
