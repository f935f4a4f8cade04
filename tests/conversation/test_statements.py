"""A fact is only what states one, whatever a reading says; and which sections words name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import pytest

from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.names import name_of
from draftbot.conversation.sayings import say, understood
from draftbot.conversation.understanding.clauses import numbered_in
from draftbot.conversation.understanding.deciding import decide
from draftbot.conversation.understanding.examples import load_examples
from draftbot.conversation.understanding.making import MAKE
from draftbot.conversation.understanding.naming import bare_numbers, first_or_last
from draftbot.conversation.understanding.reading import Likely
from draftbot.conversation.understanding.statements import troubles_apart
from draftbot.conversation.understanding.suggesting import SHOWN, suggested
from draftbot.conversation.understanding.text_told import with_text_in_quotes
from draftbot.conversation.understanding.texts_told import told_apart
from draftbot.conversation.understanding.told_of_a_part import told_of_a_part
from draftbot.conversation.understanding.wish import Wish
from draftbot.drafts.addresses import Where
from making.desks import draft_of, quick_service, talk
from making.readers import PROMPTS, view

STATED = frozenset(("fact.add", "fact.change", "leader.add"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> View:
    """A desk with a draft of five sections and two facts."""
    service = quick_service(tmp_path_factory.mktemp("desk") / "home")
    try:
        c = service.start_conversation().id
        talk(service, c, "起草2025年幼儿园防汛工作总结", "事实：购置手电筒40支；开展演练2次")
        return view(service.conversation(c), draft_of(service, c))
    finally:
        service.close()


@pytest.mark.parametrize(
    "message",
    [
        "最后署上蓝溪幼儿园后勤组",
        "落款写蓝溪街道办",
        "抬头写给蓝溪街道办",
        "全文压到八百字，要有3个例子",
        "再插8张照片",
        "去年有几个人参加来着",
        "人数说错了，应该是45人",
        "蓝溪幼儿园那份别参考",
        "下周要开会",
        "刚才那步撤掉",
        "嗯去年来了两百人吗嗯",
        "急，插12张照片",
        "主任说插12张照片",
        "3插00张照片",
        "问题是这段太长",
    ],
)
def test_what_speaks_of_the_paper_is_no_fact_whatever_it_is_read_as(message: str, desk: View) -> None:
    assert MAKE["fact.add"](Wish(message, desk)) is None


@pytest.mark.parametrize(
    ("message", "fact"),
    [
        ("新买雨鞋25双，写进去", "新买雨鞋25双"),
        ("补一条：6月抢修水泵2台", "6月抢修水泵2台"),
        ("去年被评为市级先进", "去年被评为市级先进"),
        ("满意率97%", "满意率97%"),
        ("修围栏6处，换地砖4块", "修围栏6处，换地砖4块"),
        ("困难是没有专职保洁", "困难是没有专职保洁"),
    ],
)
def test_what_states_something_of_the_world_may_be_a_fact(message: str, fact: str, desk: View) -> None:
    assert MAKE["fact.add"](Wish(message, desk)) == do.AddFact(fact)


def test_few_orders_could_be_facts_even_if_all_were_read_so(desk: View) -> None:
    pairs = load_examples(PROMPTS).pairs
    orders = [said for said, name in pairs if name not in STATED]
    facts = [said for said, name in pairs if name == "fact.add"]
    through = [said for said in orders if MAKE["fact.add"](Wish(said, desk)) is not None]
    assert len(through) < 0.03 * len(orders), through
    assert sum(MAKE["fact.add"](Wish(said, desk)) is not None for said in facts) > 0.8 * len(facts)


@pytest.mark.parametrize(
    ("message", "numbers"),
    [
        ("保留一二四，别的不要", [1, 2, 4]),
        ("三和四合起来", [3, 4]),
        ("一些地方不好", []),
        ("再看一下", []),
        ("第二部分", []),
    ],
)
def test_bare_numbers(message: str, numbers: list[int]) -> None:
    assert bare_numbers(message) == numbers


def test_a_section_named_whole_beside_one_named_by_a_word(desk: View) -> None:
    first, last = desk.headings[0], desk.headings[-1]
    wish = Wish(f"{first}并到打算里面", desk)
    assert MAKE["outline.merge"](wish) == do.MergeSections(first, last, "")


def test_text_behind_a_colon_is_the_users_where_a_text_is_taken(desk: View) -> None:
    class Reads:
        """Takes every message for one thing."""

        def __init__(self, name: str) -> None:
            self.name = name

        def read(self, messages: Sequence[str], headings: Sequence[str] = ()) -> list[list[Likely]]:
            return [[Likely(self.name, 0.9)] for _ in messages]

    said = "体会不要了，结尾写：以上汇报，不当之处请指正。"
    in_quotes = "体会不要了，结尾写：“以上汇报，不当之处请指正。”"
    assert with_text_in_quotes(said, desk, cast(Any, Reads("sentence.add"))) == in_quotes
    assert with_text_in_quotes(said, desk, cast(Any, Reads("outline.remove"))) == said
    assert with_text_in_quotes("结尾写“完”", desk, cast(Any, Reads("sentence.add"))) == "结尾写“完”"


def test_the_first_and_the_last_of_so_many() -> None:
    assert first_or_last("头两块留着", 5) == [1, 2]
    assert first_or_last("最后俩部分不要", 5) == [4, 5]
    assert first_or_last("keep the first three parts", 5) == [1, 2, 3]
    assert first_or_last("写长一点", 5) == []


def test_sections_by_what_they_do(desk: View) -> None:
    plans = desk.headings[-1]
    assert Wish("下一步多写几句", desk).section == plans
    assert Wish("不足少写点", desk).section == next(h for h in desk.headings if "问题" in h)


def test_wishes_in_a_numbered_list() -> None:
    assert numbered_in("1.口气庄重些 2.总字数1800") == ["口气庄重些", "总字数1800"]
    assert numbered_in("一、缩短体会；二、删掉问题") == ["缩短体会", "删掉问题"]
    assert numbered_in("今年投入1.5万元") == []
    assert numbered_in("提纲：1.背景 2.举措") == []


def test_suggestions_are_of_several_kinds_and_do_what_they_say(desk: View) -> None:
    likely = [Likely("section.shorten", 0.3), Likely("tone", 0.25), Likely("question", 0.2, "ready")]
    offered = suggested(Wish("这块写得不行", desk), likely)
    assert len(offered) == SHOWN
    assert [type(one) for one in offered] == [do.RewriteSection, do.Restyle, do.Ask]
    assert [understood(say(one)) for one in offered] == list(offered)


def test_what_a_part_is_to_tell_is_no_outline(desk: View) -> None:
    """What stands behind an order that names a part, or adds one, is for that part."""

    class Reads:
        """Takes an order for what it adds, and all else for a fact."""

        def read(self, messages: Sequence[str], headings: Sequence[str] = ()) -> list[list[Likely]]:
            named = ["outline.add" if "加一块" in m or "成一节" in m else "fact.add" for m in messages]
            return [[Likely(name, 0.9)] for name in named]

    problems = next(h for h in desk.headings if "问题" in h)
    reader = cast(Any, Reads())
    told = do.TellPart("人手少；路远；没有车", problems, only=True)
    assert told_of_a_part("问题就写：人手少；路远；没有车", desk, reader) == [told]
    assert told_of_a_part(f"“{problems}”写成：人手少；路远；没有车", desk, reader) == [told]
    assert told_of_a_part("问题写：人手少；路远。别的都不要", desk, reader) == [
        do.TellPart("人手少；路远", problems, only=True)
    ]
    listed = "问题：一是人手少，二是路远"
    assert told_of_a_part(listed, desk, reader) == [do.TellPart("一是人手少，二是路远", problems)]
    assert told_of_a_part("问题里写：人手少", desk, reader) == [do.AddFact("人手少", problems)]
    plans = next(h for h in desk.headings if "打算" in h)
    assert told_apart(f"慢点。{listed}。{plans}写：巡山", desk, reader) == [
        "慢点。",
        f"{listed}。",
        f"{plans}写：巡山",
    ]
    assert told_of_a_part("加一块护林防火：巡山60次", desk, reader) == [
        do.AddSection("护林防火"), do.TellPart("巡山60次", "护林防火", only=True)
    ]  # fmt: skip
    assert told_of_a_part("分三部分：一、巡山 二、防火 三、打算", desk, reader) == []
    assert told_of_a_part("巡山60次，挡车12辆", desk, reader) == []


def test_a_paragraph_is_not_the_part_that_it_stands_in(desk: View) -> None:
    first = desk.headings[0]
    wish = Wish(f"{first}第二段拿掉", desk)
    decision = decide(wish, [Likely("outline.remove", 0.8), Likely("sentence.delete", 0.15)])
    assert decision.action == do.DeleteSentence(Where(first, 2))
    assert understood(say(do.DeleteSentence(Where(first, 2)))) == do.DeleteSentence(Where(first, 2))


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("两块讲的是一档子事，拢到一堆儿", "outline.merge"),
        ("头一梯队留下，后头的解散", "outline.keep"),
        ("把信用风险挪到市场风险跟前", "outline.move"),
        ("咱仓库的旧料全清走了，拉了六车半", "fact.add"),
        ("应该是871卷，抄串行了", "fact.change"),
        ("说的是打过完年到秋收的事", "period"),
    ],
)
def test_what_a_sure_wish_leaves_open_is_chosen_from(desk: View, message: str, name: str) -> None:
    """Where the desk has nothing so named, what it has is offered for it."""
    offered = suggested(Wish(message, desk), [Likely(name, 0.97), Likely("tone", 0.02)])
    assert name in [name_of(one) for one in offered]
    assert [understood(say(one)) for one in offered] == list(offered)


def test_something_is_always_suggested(desk: View) -> None:
    assert suggested(Wish("嗯", desk), [Likely("outline.merge", 0.01)]) != ()


def test_a_name_holds_words_of_speaking(desk: View) -> None:
    wish = Wish("参考日照实验小学那篇", desk)
    assert MAKE["reports.choose"](wish) == do.ChooseReports("日照实验小学")
    assert wish.says("as it is")
    assert not wish.says_outside_names("as it is")


def test_how_word_treats_what_nobody_confirmed(desk: View) -> None:
    assert MAKE["export"](Wish("导出word，没核实的删去", desk)) == do.Export("docx", "omit")
    assert MAKE["export"](Wish("导出word", desk)) == do.Export("docx")


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("末尾署蓝溪后勤组", "蓝溪后勤组"),
        ("落个款，蓝溪管理处", "蓝溪管理处"),
        ("署我名，周涛", "周涛"),
        ("落款单位是蓝溪图书馆", "蓝溪图书馆"),
    ],
)
def test_signatures(message: str, name: str, desk: View) -> None:
    assert MAKE["sign"](Wish(message, desk)) == do.SetFact("author", name)


@pytest.mark.parametrize(
    ("fact", "apart"),
    [
        ("保安5名均已持证，主要难处是门岗太窄", ["保安5名均已持证", "主要难处是门岗太窄"]),
        ("发现问题，当场整改9处", ["发现问题，当场整改9处"]),
        ("困难是没有专职保洁", ["困难是没有专职保洁"]),
    ],
)
def test_a_trouble_behind_a_fact_is_one_of_its_own(fact: str, apart: list[str]) -> None:
    assert troubles_apart(fact) == apart
