"""A draft over reports full of set phrases, made plainer and more concrete, as its recipient would judge it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from draftbot.bootstrap import build_service
from draftbot.domain import Did, Draft, Suggested
from draftbot.drafts.addresses import sentence_at, sentences_in
from draftbot.drafts.editing import put_sentence
from draftbot.service import Draftbot
from draftbot.writing.restyling import Restyler
from making.desks import draft_of, said, talk
from parts import settings_for

# By unit: how the work was done. What the units boast of is invented, as they are.
REPORTS = {
    "栗子坡社区": """栗子坡社区2024年文明养犬工作总结
一、基本情况
社区党组织高度重视文明养犬工作，始终把它作为一件大事来抓，切实加强组织领导。社区有住户2100户，登记犬只186只。
二、主要做法
（一）登记上门。网格员带着登记表逐户敲门，把犬只的品种和免疫证号记下来，做到心中有数、手中有招。全体工作人员发扬不怕苦、不怕累的精神，奋力书写服务群众的新答卷。
（二）便民设施。在三处草坪边上装了拾便箱，保洁员每天换两次袋子，为居民打造了整洁优美的幸福家园。坚持以人民为中心的发展思想，用心用情办好民生实事。
（三）劝导上街。志愿者傍晚在广场提醒遛狗的人拴绳，遇到大型犬当面讲清规定，凝聚起共建共享的强大合力。
三、存在的问题
一是夜间遛犬不拴绳的情况还有，志愿者九点以后就下班了。二是思想认识有待提高，工作力度还要加强。
四、下一步打算
一是和物业商量，把夜班保安的巡查路线改到草坪边上。二是进一步提高站位，狠抓落实，推动工作再上新台阶。
""",
    "石榴湾社区": """石榴湾社区2024年文明养犬工作总结
一、基本情况
石榴湾社区有楼房42栋，养犬户143户，多数养的是小型犬。在上级部门的正确领导下，社区文明养犬工作取得了令人瞩目的成绩。
二、主要做法
（一）疫苗进小区。社区请宠物医院的医生周末到小区打狂犬疫苗，当场发免疫牌，居民不用再跑远路。
（二）办宣传栏。在单元门口贴了养犬须知，用图画说明拾便、拴绳和戴嘴套的做法，营造了浓厚氛围。大家统一思想、凝聚共识，形成了齐抓共管的生动局面。
（三）调解邻里。狗叫扰民的由调解员约两家人坐下来谈，商量好晚上把狗关进屋里的时间，切实把矛盾化解在萌芽状态。
三、存在的问题
一是拾便箱的袋子用得快，周末常常断货。二是部分租户搬来以后没有登记，网格员白天敲不开门。
四、下一步打算
一是把登记表放到物业前台，租户办门禁卡时一起填。二是以更加饱满的热情投入工作，为建设和谐社区作出新的更大贡献。
""",
    "核桃岭社区": """核桃岭社区2024年文明养犬工作总结
一、基本情况
核桃岭社区地处老城，巷子窄，遛犬的人和上学的孩子常在一条路上走。社区不断提高政治站位，扎实推进文明养犬各项工作。
二、主要做法
（一）错开时段。社区和养犬户商量，早上七点到八点不在学校门口的巷子里遛狗，由楼组长轮流站岗提醒。我们坚信，只要久久为功、善作善成，就一定能交出满意答卷。
（二）收治流浪犬。发现流浪犬后先由保安用围栏隔开，再联系收容站的车来接，全年没有发生咬伤人的事。
（三）建养犬群。每个院子建一个养犬人的微信群，谁家的狗走失了在群里发照片，切实做到守望相助、共建共享。
三、存在的问题
一是巷子里没有地方装拾便箱，狗粪多半靠环卫工人清扫。二是工作机制还不够健全，整体水平有待提升。
四、下一步打算
一是在巷口的围墙上挂两个小号拾便箱。二是全面加强管理，不断开创文明养犬新局面。
""",
}
FACT = "咱们社区今年搞了3回养犬劝导，来了60多口子人"
SLOGANS = ("强大合力", "生动局面", "新台阶", "政治站位", "瞩目", "浓厚氛围", "满意答卷", "幸福家园", "不怕苦")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[Draftbot]:
    folder = tmp_path_factory.mktemp("boasting")
    for unit, text in REPORTS.items():
        (folder / f"{unit}.txt").write_text(text, encoding="utf-8")
    with closing(build_service(settings_for(tmp_path_factory.mktemp("home"), model_folder))) as built:
        built.ingest([folder])
        yield built


@pytest.fixture
def desk(service: Draftbot) -> str:
    """A conversation with a draft over these reports."""
    conversation = service.start_conversation().id
    talk(service, conversation, "帮我起草一份2025年海棠里社区文明养犬工作总结")
    talk(service, conversation, f"事实：{FACT}")
    return conversation


def told(draft: Draft) -> str:
    return "\n".join(section.text for section in draft.sections)


def slogans(draft: Draft) -> list[str]:
    return [slogan for slogan in SLOGANS if slogan in told(draft)]


def test_set_phrases_go_what_was_done_stays_and_undo_brings_all_back(service: Draftbot, desk: str) -> None:
    before = draft_of(service, desk)
    assert len(slogans(before)) >= 4
    answer = said(talk(service, desk, "口号套话太多了，去掉些"))
    after = draft_of(service, desk)
    assert slogans(after) == []
    for deed in ("志愿者傍晚在广场提醒遛狗的人拴绳", "网格员带着登记表逐户敲门", FACT):
        assert deed in told(before)
        assert deed in told(after)
    assert after.chars > 0.7 * before.chars
    assert "句里去掉了套话" in answer
    assert "大模型" in answer
    numbers = {source.number for source in after.sources}
    assert all(set(s.citations) <= numbers for s in after.sentences)
    assert all(s.citations for s in after.sentences if s.origin == "source")
    talk(service, desk, "撤销")
    assert told(draft_of(service, desk)) == told(before)


def test_what_is_locked_or_confirmed_keeps_its_set_phrases(service: Draftbot, desk: str) -> None:
    talk(service, desk, "锁定“下一步工作打算”")
    before = draft_of(service, desk)
    talk(service, desk, "口号套话太多了，去掉些")
    after = draft_of(service, desk)
    assert after.sections[-1] == before.sections[-1]
    assert slogans(after)
    assert len(slogans(after)) < len(slogans(before))


def test_words_that_are_named_go_and_nothing_else(service: Draftbot, desk: str) -> None:
    before = draft_of(service, desk)
    assert "切实" in told(before)
    talk(service, desk, "“切实”“凝聚”这种词少用")
    after = draft_of(service, desk)
    assert "切实" not in told(after)
    assert "凝聚" not in told(after)
    untouched = [s for s in before.sentences if "切实" not in s.text and "凝聚" not in s.text]
    assert [s.text for s in untouched] == [s.text for s in after.sentences if s in untouched]


def test_general_sentences_give_way_to_what_the_reports_tell_on_the_matter(
    service: Draftbot, desk: str
) -> None:
    draft = draft_of(service, desk)
    part = next(i for i, section in enumerate(draft.sections) if section.heading == "存在的问题")
    spot, old = next((spot, s) for spot, s in sentences_in(draft, part) if "拾便箱" in s.text)
    number = old.text[: old.text.index("是") + 1]
    general = replace(old, text=f"{number}管理水平还不够高，制度落实不够到位。")
    hollow = put_sentence(draft, spot, general)
    hollow = replace(hollow, dropped=draft.dropped)  # nobody took the old one out
    made = Restyler(service._parts.drafter, hollow).more_concrete([spot])
    new = sentence_at(made.draft, spot)
    assert made.exchanged == (spot,)
    assert new.text.startswith(number)
    assert "制度落实" not in new.text
    cited = next(source for source in made.draft.sources if source.number == new.citations[0])
    assert new.text.removeprefix(number).rstrip("。") in cited.text


def test_spoken_facts_are_written_formally_in_the_sheet_too(service: Draftbot, desk: str) -> None:
    talk(service, desk, "用语太随便了，写正式些")
    after = draft_of(service, desk)
    formal = "本社区今年开展3次养犬劝导，到场60多人"
    assert formal in told(after)
    assert FACT not in told(after)
    assert [fact.text for fact in service.conversation(desk).facts.facts] == [formal]
    talk(service, desk, "撤销")
    assert FACT in told(draft_of(service, desk))
    assert [fact.text for fact in service.conversation(desk).facts.facts] == [FACT]


def test_a_tone_that_only_a_model_has_is_told_so_and_what_can_be_done_is_offered(
    service: Draftbot, desk: str
) -> None:
    before = draft_of(service, desk)
    events = talk(service, desk, "写得再温情一些，像写信那样")
    assert "大模型" in said(events)
    offered = [one.action for event in events if isinstance(event, Suggested) for one in event.suggestions]
    assert offered.count("tone") == 2
    assert draft_of(service, desk) == before


@pytest.mark.parametrize("message", ["写得再具体一点", "口号少喊", "措辞规范些"])
def test_where_there_is_nothing_to_do_it_is_said_and_done_with(
    service: Draftbot, desk: str, message: str
) -> None:
    for _ in range(2):
        events = talk(service, desk, message)
    before = draft_of(service, desk)
    events = talk(service, desk, message)
    assert "没有动" in said(events)
    assert [event.name for event in events if isinstance(event, Did)] == ["tone"]
    assert draft_of(service, desk) == before
