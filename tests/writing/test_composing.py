"""Points and facts become paragraphs; nothing is said twice, each fact stands once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from draftbot.chinese.blanks import blanks_in
from draftbot.domain import (
    Draft,
    DraftRequest,
    DraftSection,
    Fact,
    FactSheet,
    Origin,
    Outline,
    OutlineSection,
    Passage,
    Role,
    Sentence,
)
from draftbot.drafts.rearranging import spots_with_blanks
from draftbot.drafts.without_blanks import without_blanks
from draftbot.masking.mask import Masked
from draftbot.writing.composing import compose, shortened
from draftbot.writing.fact_homes import with_facts
from draftbot.writing.past_sentences import past_sentences
from draftbot.writing.points import Point
from draftbot.writing.said import UsedContent
from draftbot.writing.sources import SourceRegister
from draftbot.writing.told_later import without_facts
from making.briefs import SOURCE, brief
from making.desks import LetterEmbeddings

TOPIC = frozenset(brief().topic)
LEAD = "2025年，本园围绕防汛工作，主要做了以下几方面工作。"
WORK = OutlineSection("主要做法", role=Role.WORK, length=300)


def point(*sentences: str, heading: str = "", at: int = 0) -> Point:
    passage = Passage(f"r1-1-{at}", "r1-1", at, ("主要做法", heading), Role.WORK, "".join(sentences))
    told = tuple(Masked(s, blanks_in(s)) for s in sentences)
    return Point(heading, told, passage, SOURCE, 1.0, at / 10)


POINTS = [
    point("园务会每周研究防汛工作，逐项明确责任人。", heading="健全责任体系", at=1),
    point("汛前对屋面、管沟和电路逐一检查，发现问题当场登记。", "沙袋和水泵集中存放，专人保管。", at=2),
]


def text_of(section: OutlineSection, points: list[Point], facts: list[str]) -> str:
    placed, loose = with_facts(points, facts, TOPIC, cast(Any, LetterEmbeddings()))
    paragraphs = compose(section, placed, loose, SourceRegister(), LEAD)
    return "\n".join("".join(s.text for s in p) for p in paragraphs)


def test_a_section_of_facts_alone_is_its_facts() -> None:
    assert text_of(WORK, [], ["演练2次。", "更换灭火器18具"]) == f"{LEAD}演练2次，更换灭火器18具。"
    assert compose(WORK, [], [], SourceRegister(), LEAD) == []


def test_fifty_facts_stand_in_paragraphs_each_once() -> None:
    facts = [f"完成第{i}号任务{i}次并通过验收" for i in range(50)]
    paragraphs = compose(WORK, [], facts, SourceRegister(), LEAD)
    assert len(paragraphs) > 2
    text = "".join(s.text for p in paragraphs for s in p)
    assert all(text.count(fact) == 1 for fact in facts)


def test_a_short_list_counts_its_points_and_no_fact_is_one() -> None:
    text = text_of(WORK, POINTS, ["家长满意度98%", "闭园1天"])
    assert text.startswith(LEAD)
    assert "一是健全责任体系。园务会" in text
    assert "二是汛前" in text
    assert "三是" not in text
    assert text.count("家长满意度98%") == text.count("闭园1天") == 1


def test_a_long_section_has_numbered_paragraphs_with_its_facts_inside() -> None:
    lead, *numbered = text_of(replace(WORK, length=900), POINTS, ["家长满意度98%"]).split("\n")
    assert lead == LEAD
    assert numbered[0].startswith("（一）健全责任体系。")
    assert numbered[1].startswith("（二）汛前")
    assert len(numbered) == 2
    assert any("。家长满意度98%。" in item for item in numbered)


def test_a_fact_stands_behind_the_sentence_on_its_matter() -> None:
    assert "专人保管。购置沙袋200个、水泵3台。" in text_of(WORK, POINTS, ["购置沙袋200个、水泵3台"])


def test_a_lead_and_a_facts_own_sentence_cite_nothing() -> None:
    placed, _ = with_facts(POINTS, ["家长满意度98%"], TOPIC, cast(Any, LetterEmbeddings()))
    paragraphs = compose(WORK, placed, [], SourceRegister(), LEAD)
    for sentence in (s for p in paragraphs for s in p):
        assert bool(sentence.citations) == (sentence.origin == "source")


def test_a_filled_sentence_carries_the_fact_and_cites_its_passage() -> None:
    filled = Masked("演练2次，检验了预案的可行性。", (), "演练2次")
    held = replace(POINTS[0], sentences=(filled,))
    (paragraph,) = compose(WORK, [held], [], SourceRegister(), LEAD)
    assert (paragraph[-1].origin, paragraph[-1].citations) == ("fact", (1,))


def test_what_was_said_is_not_said_again() -> None:
    chosen = UsedContent()
    chosen.add(POINTS[1])
    again = point(
        "汛前对屋面、管沟和电路逐一检查，发现问题当场登记。",
        "各班每天报告园舍情况，后勤人员汇总后向全体教职工公布结果并复查。",
    )
    fresh = chosen.fresh(again)
    assert fresh is not None
    assert [s.text for s in fresh.sentences] == [
        "各班每天报告园舍情况，后勤人员汇总后向全体教职工公布结果并复查。"
    ]
    assert chosen.fresh(POINTS[1]) is None


def test_the_same_question_is_asked_once() -> None:
    chosen = UsedContent()
    chosen.add(point("园内共投入防汛经费【待补：金额】元，主要用于储藏间防渗和照明更新。"))
    assert (
        chosen.fresh(
            point("幼儿园全年投入防汛经费【待补：金额】元，其中屋面防水维修占了多数，其余购置物资。")
        )
        is None
    )


def test_what_later_sections_keep_is_left_to_them_for_the_time() -> None:
    chosen = UsedContent()
    chosen.reserve(s.text for s in POINTS[1].sentences)
    assert chosen.fresh(POINTS[1]) is None
    chosen.reserve(())
    assert chosen.fresh(POINTS[1]) == POINTS[1]


def test_a_sentence_that_leans_on_a_dropped_one_goes_with_it() -> None:
    leaning = point(
        "园务会研究防汛。",
        "对此，各班逐项落实了责任人和时限要求。",
        "汛前对屋面、管沟和电路逐一检查，发现问题当场登记并限期整改。",
    )
    left = leaning.without(lambda s: s.text.startswith("园务会"))
    assert left is not None
    assert [s.text[:2] for s in left.sentences] == ["汛前"]


def test_a_point_is_cut_at_a_sentence_or_not_used() -> None:
    assert shortened(POINTS[1], 30) == replace(POINTS[1], sentences=POINTS[1].sentences[:1])
    assert shortened(POINTS[1], 10) is None


def test_a_sentence_too_long_makes_way_for_a_later_one_that_needs_it_not() -> None:
    long = "汛前对屋面、管沟、电路和围墙逐一检查，发现问题当场登记，限期整改，逐项销号，不留死角。"
    free = shortened(point(long, "沙袋和水泵集中存放，专人保管。"), 30)
    assert free is not None
    assert [s.text[:2] for s in free.sentences] == ["沙袋"]
    assert shortened(point(long, "对此，园务会专题研究。"), 30) is None


def test_no_two_sections_open_alike() -> None:
    chosen = UsedContent()
    chosen.add_text([LEAD])
    assert chosen.new_lead(LEAD) == ""
    assert chosen.new_lead("防汛工作要达到以下目标。") == "防汛工作要达到以下目标。"
    assert chosen.new_lead("防汛工作要达到以下目标。") == ""


def test_a_listing_sentence_gives_its_items() -> None:
    listed = "短板主要有三条：一是抽排能力单薄；二是夜间力量不足；三是缺少现成流程。"
    assert past_sentences(listed) == ["抽排能力单薄。", "夜间力量不足。", "缺少现成流程。"]
    assert past_sentences("一是抽排能力单薄。") == ["一是抽排能力单薄。"]


def test_a_sentence_too_long_for_one_is_cut_at_its_semicolons() -> None:
    part = "各班每周对照清单检查门窗、插座和紧急出口，" * 4
    assert past_sentences(f"{part}；{part}。") == [f"{part}。", f"{part}。"]
    short = "园务会研究防汛；各班落实责任。"
    assert past_sentences(short) == [short]


def test_a_fact_taken_back_goes_with_its_clause() -> None:
    facts = tuple(map(Fact, ("公开课12节", "听评课86节", "3月演练2次", "家访40户")))
    told = ("公开课12节，听评课86节。", "（一）3月演练2次，检验了预案。", "本组家访40户。")
    sentences = tuple(Sentence(text, origin="fact") for text in told)
    request = DraftRequest("2025年教研工作总结", Outline("工作总结", ()), FactSheet(facts=facts))
    draft = Draft("d", request, (DraftSection("主要做法", 1, (sentences,)),))
    left = without_facts(draft, (facts[1], facts[2], facts[3]))
    assert left.request.facts.facts == facts[:1]
    assert "".join(s.text for s in left.sections[0].sentences).endswith("公开课12节。（一）检验了预案。")


def test_taking_out_blanks_keeps_what_the_user_told_and_leaves_no_bare_heading() -> None:
    def said(text: str, origin: Origin = "connective") -> Sentence:
        return Sentence(text, (), blanks_in(text), origin)

    facts = FactSheet(facts=(Fact("现在9个班、学员212名"),))
    work = (
        said("现在9个班、学员212名，比上年增加【待补：人数】名。"),
        said("（一）课程安排。"),
        said("主要做法是【待补：课程安排做了哪几件事】。"),
        said("（二）师资。"),
        said("聘请兼职教师，逐月评课。", "source"),
        said("效果上，【待补：师资带来的变化】。"),
    )
    gains = (said("回顾这一年，主要有以下体会。"), said("一是【待补：最管用的一条做法】。"))
    draft = Draft(
        "d",
        DraftRequest("题", Outline("工作总结", ()), facts),
        (DraftSection("主要做法", 1, (work,)), DraftSection("经验体会", 1, (gains,))),
    )
    after, emptied = without_blanks(draft, spots_with_blanks(draft))
    told = "".join(s.text for s in after.sections[0].sentences)
    assert told == "现在9个班、学员212名。（一）师资。聘请兼职教师，逐月评课。"
    assert emptied == ["经验体会"]
    assert [s.text for s in after.sections[1].sentences] == ["【待补：经验体会】"]
    # Asked once more, nothing goes in circles.
    wanting = (
        said("还存在以下不足。"),
        said("一是【待补：不足】。"),
        said("二是教室不够用。", "fact"),
    )
    of_one = replace(draft, sections=(DraftSection("存在的问题", 1, (wanting,)),))
    assert without_blanks(of_one, spots_with_blanks(of_one))[0].sections[0].text == "教室不够用。"
    assert without_blanks(after, spots_with_blanks(after))[0] == after
