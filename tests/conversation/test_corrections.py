"""A figure put right, in the words of other trades: what becomes of the facts."""

from __future__ import annotations

import pytest

from draftbot.chinese.replacing import replace_whole
from draftbot.conversation import actions as do
from draftbot.conversation.understanding.corrections import corrected
from draftbot.conversation.understanding.fact_wishes import change_fact, period
from draftbot.conversation.understanding.wish import Wish
from draftbot.domain import Conversation, Fact, FactSheet
from draftbot.facts.figures_told import reads_on
from making.readers import view

FACTS = (
    "全年到馆读者12.6万人次", "新购图书8300册", "举办讲座24场，参加2160人", "流通率从61%升到68%",
    "3月28日举办开馆五周年活动", "流动书车跑了18个村42次", "查出隐患52处全部整改", "公厕改造12座",
    "护理员22人", "高血压规范管理率71.5%", "投入经费27万元", "收到市民投诉83件，办结81件", "走访商户310户",
    "6月3日至7月18日闭馆检修", "借阅满意率92.6%", "整理古籍1.8万册", "青少年办证1530张", "老人办证4210张",
)  # fmt: skip
RIGHT = (
    ("流通率不对，是从63%升到68%", "流通率从63%升到68%"),
    ("流通率是61%升到70%", "流通率从61%升到70%"),
    ("流通率应该是从60%升到69%", "流通率从60%升到69%"),
    ("新购图书不是8300册，是8650册", "新购图书8650册"),
    ("新购图书改成8650册，刚对过台账", "新购图书8650册"),
    ("讲座办了26场，24是去年的", "举办讲座26场，参加2160人"),
    ("到馆读者应该是12.9万", "全年到馆读者12.9万人次"),
    ("开馆五周年不是3月28，是3月29日", "3月29日举办开馆五周年活动"),
    ("书车跑的不是18个村42次，是19个村45次", "流动书车跑了19个村45次"),
    ("讲座参加的是2610人，打颠倒了", "举办讲座24场，参加2610人"),
    ("高血压规范管理率改成73.2%", "高血压规范管理率73.2%"),
    ("规范管理率71.5%是去年的，今年74%", "高血压规范管理率74%"),
    ("公厕改造13座，不是12座", "公厕改造13座"),
    ("公厕改造改成13座", "公厕改造13座"),
    ("护理员是24人，刚又来了两个", "护理员24人"),
    ("护理员22名改成24名", "护理员24人"),
    ("投入经费不是27万，安环部给的数是31.6万元", "投入经费31.6万元"),
    ("投诉是93件", "收到市民投诉93件，办结81件"),
    ("投诉办结的是82件，不是81件", "收到市民投诉83件，办结82件"),
    ("隐患57处，52写错了", "查出隐患57处全部整改"),
    ("商户走访350户", "走访商户350户"),
    ("检修时间改一下，是6月8日至7月25日", "6月8日至7月25日闭馆检修"),
    ("6月3日至7月18日改成6月8日至25日", "6月8日至25日闭馆检修"),
    ("满意率不是92.6%，是90%到92%之间，准确说91.3%", "借阅满意率91.3%"),
    ("古籍是1.8万册到1.9万册，帮我写成约1.85万册", "整理古籍约1.85万册"),
    ("老人办证报错了，应该是4120张，另外1530张说的是青少年办证数", "老人办证4120张"),
    ("书车别写42次了，有3次是跨县的，改成39次", "流动书车跑了18个村39次"),
)
# What is so already, what is no pair, and what only seems to put something right.
UNCHANGED = (
    "新购图书是8300册，不是7300册", "讲座不是22场，是24场", "流通率不是60%升到68%，是从61%升到68%",
    "整改不是全部，是50处", "书车不是42次是42个村，跑了126次", "讲座是24场吗？", "第二部分写到800字",
    "夜间讲座办了3场", "亲子活动31场", "青少年办证1530张，老人办证4210张，两个数别弄混",
    "讲座24场没错，有人说26场",
)  # fmt: skip


def facts_after(message: str) -> list[str]:
    desk = view(Conversation("c", facts=FactSheet(facts=tuple(map(Fact, FACTS)))))
    facts = list(FACTS)
    done = corrected(message, desk)
    for action in done.actions if done else ():
        if isinstance(action, do.ChangeFact):
            changed = replace_whole(action.fact, action.old, action.new, 1)
            assert reads_on(action.fact, changed)
            facts[facts.index(action.fact)] = changed
    return facts


@pytest.mark.parametrize(("message", "fact"), RIGHT)
def test_the_figure_of_one_fact_is_put_right(message: str, fact: str) -> None:
    changed = set(facts_after(message)) - set(FACTS)
    assert changed == {fact}


@pytest.mark.parametrize("message", UNCHANGED)
def test_what_is_no_pair_changes_nothing(message: str) -> None:
    assert facts_after(message) == list(FACTS)


SEEDS = (
    "繁育稻种3200亩、制种玉米860亩、抽检合格率97.5%",
    "基地占地120亩",
    "检出问题4个",
    "退货由31批降到9批",
)


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("860亩是玉米，占地是135亩", None),
        ("占地120亩那句不对", None),
        ("抽检是4个，种子袋是8只", None),
        ("新建烘干房900平方米", None),
        ("退货其实是8批", None),
        ("制种玉米其实是880亩", do.ChangeFact("860亩", "880亩", SEEDS[0])),
        ("占地其实是135亩", do.ChangeFact("120亩", "135亩", SEEDS[1])),
    ],
)
def test_a_figure_takes_the_place_of_none_that_counts_something_else(
    message: str, wanted: do.Action | None
) -> None:
    desk = view(Conversation("c", facts=FactSheet(facts=tuple(map(Fact, SEEDS)))))
    assert change_fact(Wish(message, desk)) == wanted


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("6月8日至7月25日", None),
        ("检修时间是6月8日", None),
        ("说的是4120人", None),
        ("2025年12月26日", do.SetFact("date", "2025年12月26日")),
        ("时间是2025年3月至6月", do.SetFact("period", "2025年3月至6月")),
        ("就写本月", do.SetFact("period", "本月")),
    ],
)
def test_neither_days_nor_a_signing_date_are_the_period(message: str, wanted: do.Action | None) -> None:
    assert period(Wish(message, view(Conversation("c", title="图书馆2025年工作总结")))) == wanted


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("安路灯60盏", "安66盏60盏"),
        ("7月16日，雨强87毫米", "7月18日日，雨强87毫米"),
        ("隐患37处", "隐患37处36处"),
    ],
)
def test_figures_do_not_run_into_each_other(before: str, after: str) -> None:
    assert not reads_on(before, after)
    assert reads_on(before, before)
