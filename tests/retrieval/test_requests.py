"""The request is taken off a query, the subject stays whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.retrieval.query import understand
from draftbot.retrieval.synonyms import Synonyms, load_synonyms

SHIPPED = load_synonyms(Path(__file__).parents[2] / "prompts" / "synonyms.txt")
NONE = Synonyms()


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("帮我找一下关于防汛值班制度的段落", "防汛值班制度"),
        ("请问安全工作总结怎么写？", "安全工作总结"),
        ("有没有食堂管理方面的内容", "食堂管理"),
        ("孩子在园受伤咋办", "孩子在园受伤"),
        ("下大雨操场积水怎么办？？", "下大雨操场积水"),
        ("我想看看去年的消防演练总结", "消防演练总结"),
        ("找几段家长工作的话", "家长工作"),
        ("麻烦查下晨午检制度", "晨午检制度"),
        ("给我来点防汛材料", "防汛"),
        ("防汛工作的有关情况", "防汛工作"),
        ("麻烦您帮忙查一下食品留样的相关材料，谢谢！", "食品留样"),
        ("你好，帮我找一下防汛的段落，谢谢", "防汛"),
        ("您好，请问垃圾分类宣传怎么写呢？", "垃圾分类宣传"),
        ("能不能帮我找找往年的预算执行情况", "预算执行情况"),
        ("能不能给我找几篇党建工作总结？", "党建工作总结"),
        ("咱们想了解一下社区养老的有关情况", "社区养老"),
        ("想找点幼小衔接的素材", "幼小衔接"),
        ("来几段关于家园共育的话", "家园共育"),
        ("劳驾找下食堂陪餐记录的要求", "食堂陪餐记录的要求"),
        ("有没有人写过控辍保学的方案啊", "控辍保学的方案"),
        ("写一份消防演练方案", "消防演练方案"),
        ("帮我写一篇关于师德师风的总结", "师德师风的总结"),
        ("怎么写防汛总结", "防汛总结"),
        ("安全台账咋弄", "安全台账"),
        ("要几段防震演练的文字", "防震演练"),
        ("请列出消防检查的隐患", "消防检查的隐患"),
        ("跟防汛有关的内容", "防汛"),
        ("与时俱进相关的内容", "与时俱进"),
        ("有防汛的段落吗", "防汛"),
        ("我需要防汛方面的材料", "防汛"),
        ("查一下2024年的述职报告", "2024年的述职报告"),
        ("幼儿园安全工作总结范文", "幼儿园安全工作总结"),
        ("帮我找一下下学期的工作计划", "下学期的工作计划"),
        ("帮我查下周边环境整治", "周边环境整治"),
        ("幫我找一下關於防汛應急演練的段落", "防汛应急演练"),
        ("find passages about fire drills", "fire drills"),
        ("search for 防汛值班", "防汛值班"),
        ("find 防汛", "防汛"),
        ("Please show me some reports about flood control", "flood control"),
        ("can you find some paragraphs on kitchen hygiene please", "kitchen hygiene"),
    ],
)
def test_the_words_of_asking_go(asked: str, text: str) -> None:
    assert understand(asked, NONE).text == text


@pytest.mark.parametrize(
    "asked",
    [
        "关于加强防汛工作的通知",
        "关于2024年防汛工作情况的汇报",
        "关于有关情况的说明",
        "有关部门联合检查",
        "有序推进",
        "请示事项",
        "请假制度",
        "请列席会议",
        "请查收附件",
        "请提供佐证材料",
        "报告",
        "安全检查情况",
        "安全隐患整改情况",
        "上报有关材料",
        "防汛工作的内容",
        "查找问题",
        "查摆问题清单",
        "查漏补缺",
        "查下水道堵塞",
        "查下属单位安全台账",
        "找准差距",
        "找差距抓落实",
        "找一段时间内的安全情况",
        "看护制度",
        "来访登记",
        "要点解读",
        "工作要点",
        "整点报时",
        "写字教学",
        "如何写好粉笔字",
        "帮扶困难学生",
        "帮我校制定方案",
        "给我们的启示",
        "我们要看到成绩",
        "我要上学",
        "我们的节日",
        "和谐校园建设",
        "校园周边网吧",
        "咋舌",
        "《中小学幼儿园安全管理办法》",
        "浅谈家园共育",
        "search engine",
        "text messages",
    ],
)
def test_a_title_a_heading_or_a_name_stays_as_it_is(asked: str) -> None:
    query = understand(asked, NONE)
    assert query.text == asked
    assert query.asked == asked


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("麻烦查下半年工作计划", "下半年工作计划"),
        ("麻烦查下课后服务", "课后服务"),
        ("帮我整改隐患", "整改隐患"),
        ("帮我查处理结果", "处理结果"),
        ("帮我查处问题线索", "查处问题线索"),
        ("我想看看出租房屋管理的材料", "出租房屋管理"),
        ("我需要下一步要求，谢谢", "下一步要求"),
        ("帮我查下周工作安排", "下周工作安排"),
        ("会议纪要怎么写", "会议纪要"),
        ("学习心得怎么写", "学习心得"),
        ("内容摘要怎么写", "内容摘要"),
        ("总结要怎么写", "总结"),
        ("给我来点游戏材料", "游戏材料"),
        ("帮我找和谐校园相关的内容", "和谐校园"),
        ("我想了解食堂检查的情况", "食堂检查的情况"),
        ("校园周边网吧整治吧", "校园周边网吧整治"),
    ],
)
def test_no_word_of_the_subject_is_torn(asked: str, text: str) -> None:
    assert understand(asked, NONE).text == text


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (
            "工业和信息化部到哪家企业进行督导检查？",
            ["工业", "信息化", "哪家", "企业", "进行", "督导", "检查"],
        ),
        ("幼儿园食堂检查存在的问题有哪些？", ["幼儿园", "食堂", "检查", "存在", "问题"]),
        ("2024年防汛投入了多少资金？", ["2024", "防汛", "投入", "多少", "资金"]),
        ("谁负责食堂陪餐？", ["谁", "负责", "食堂", "陪餐"]),
        ("什么是一岗双责", ["一岗双责"]),
        ("帮我找消防器材检查", ["消防", "器材", "消防器材", "检查"]),
    ],
)
def test_a_question_keeps_every_word_that_tells(asked: str, kept: list[str]) -> None:
    assert set(kept) <= {term.word for term in understand(asked, NONE).terms}


@pytest.mark.parametrize(
    "asked",
    ["帮我找一下", "帮我找一下相关内容", "怎么办", "有没有", "吗", "在吗", "请问", "你好", "给我看看", "的"],
)
def test_a_query_of_asking_alone_falls_back_to_its_own_words(asked: str) -> None:
    query = understand(asked, SHIPPED)
    assert query.text
    assert query.terms
