"""A fact takes the place of the blanks that ask for it, and of no others."""

from __future__ import annotations

import pytest

from draftbot.chinese.blanks import blanks_in
from draftbot.masking.mask import Masked
from draftbot.writing.filling import asks_for, fill

DRILL = "3月、9月开展消防演练2次，320人参加"
TITLE = "2025年消防工作总结"


def masked(text: str) -> Masked:
    return Masked(text, blanks_in(text))


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("开展防汛演练【待补：次数】次，【待补：人数】人参加，检验了预案。", DRILL),
        ("全年开展应急演练【待补：次数】次，检验了预案的可行性。", DRILL),
        ("开展消防演练【待补：次数】次，【待补：人数】人受伤，全部送医。", DRILL),
        ("幼儿园储备沙袋【待补：个数】个，集中存放在门卫室。", "购置沙袋200个"),
        ("发现隐患【待补：个数】处，整改【待补：个数】处，做到销号管理。", "共排查隐患18处，已全部整改"),
        ("全园【待补：个数】个班【待补：人数】名幼儿的保教秩序总体稳定。", "全园现有10个班，286名幼儿"),
        ("组织家长【待补：人数】人参加培训，反响良好。", "组织教师86人参加培训"),
        ("投入【待补：金额】元用于维修，改善了办园条件。", "消防演练2次"),
        ("各班加强安全教育，幼儿安全意识有所增强。", DRILL),
        ("开展消防演练【待补：次数】次，检验了预案。", "消防演练搞得不错"),
    ],
    ids=[
        "another drill", "a drill of a kind unknown", "the same noun, another doing", "another doing",
        "a second number of the same thing", "more than the fact tells", "other people", "another measure",
        "no blank", "no number",
    ],
)  # fmt: skip
def test_where_the_two_do_not_speak_of_the_same_the_fact_is_kept_out(sentence: str, fact: str) -> None:
    assert fill(masked(sentence), fact, TITLE) is None


@pytest.mark.parametrize(
    ("sentence", "fact", "filled"),
    [
        (
            "开展消防演练【待补：次数】次，【待补：人数】人参加，师生掌握了逃生方法。",
            DRILL,
            f"{DRILL}，师生掌握了逃生方法。",
        ),
        (
            "修订预案后，全园共组织消防演练【待补：次数】次，检验了预案的可行性。",
            DRILL,
            f"修订预案后，{DRILL}，检验了预案的可行性。",
        ),
        (
            "【待补：日期】，幼儿园开展消防演练【待补：次数】次，参演人员熟悉了路线。",
            DRILL,
            f"{DRILL}，参演人员熟悉了路线。",
        ),
        ("开展演练【待补：次数】次，检验了预案的可行性。", DRILL, f"{DRILL}，检验了预案的可行性。"),
        (
            "开展演练【待补：次数】次，检验了{预案}的{0}可行性。",
            DRILL,
            f"{DRILL}，检验了{{预案}}的{{0}}可行性。",
        ),
        (
            "全园现有【待补：个数】个班，【待补：人数】名幼儿，教职工【待补：人数】人。",
            "全园现有10个班，286名幼儿。",
            "全园现有10个班，286名幼儿，教职工【待补：人数】人。",
        ),
        (
            "组织教研活动【待补：次数】次，做到人人参与。",
            "组织教研活动二十四次",
            "组织教研活动二十四次，做到人人参与。",
        ),
        (
            "家长满意度【待补：比例】，比上年有所提高。",
            "家长满意度98.2%",
            "家长满意度98.2%，比上年有所提高。",
        ),
    ],
)
def test_the_fact_stands_word_for_word_in_the_past_sentence(sentence: str, fact: str, filled: str) -> None:
    found = fill(masked(sentence), fact, TITLE)
    assert found is not None
    assert (found.text, found.fact) == (filled, fact)
    assert found.blanks == blanks_in(filled)


@pytest.mark.parametrize(
    ("sentence", "fact", "filled"),
    [
        (
            "消防疏散演练全年组织【待补：次数】次，检验了预案。",
            "演练3次",
            "全年组织演练3次，检验了预案。",
        ),
        (
            "全年调解邻里纠纷【待补：个数】件，调解成功率为【待补：比例】。",
            "调解邻里纠纷61起",
            "调解邻里纠纷61起，调解成功率为【待补：比例】。",
        ),
        (
            "举办亲子阅读【待补：次数】次，有【待补：个数】个家庭参加。",
            "亲子阅读2场",
            "举办亲子阅读2场，有【待补：个数】个家庭参加。",
        ),
        (
            "更换【待补：数量】具灭火器，过道全部清空。",
            "换灭火器36具",
            "换灭火器36具，过道全部清空。",
        ),
        (
            "召开家长会【待补：次数】次，约谈【待补：次数】次，回应了家长关切。",
            "家长会3次",
            "召开家长会3次，约谈【待补：次数】次，回应了家长关切。",
        ),
    ],
)
def test_the_number_takes_its_blank_whatever_the_sentence_says_besides(
    sentence: str, fact: str, filled: str
) -> None:
    found = fill(masked(sentence), fact, TITLE)
    assert found is not None
    assert (found.text, found.fact) == (filled, fact)


def test_a_fact_may_tell_of_less_than_the_blank_where_the_headings_do() -> None:
    sentence = masked("全年组织培训【待补：次数】次，人人过关。")
    assert fill(sentence, "消毒培训5次", TITLE) is None
    found = fill(sentence, "消毒培训5次", TITLE, "规范清洁消毒")
    assert found is not None
    assert found.text == "全年组织消毒培训5次，人人过关。"


@pytest.mark.parametrize(
    "sentence",
    [
        "每学期组织消防演练【待补：次数】次，检验了预案。",
        "比上年增加演练【待补：次数】次，检验了预案。",
        "其中夜间演练【待补：次数】次，检验了预案。",
    ],
)
def test_a_blank_that_asks_for_no_sum_is_not_filled_with_one(sentence: str) -> None:
    assert fill(masked(sentence), "演练3次", TITLE) is None


def test_a_sentence_that_was_nothing_but_the_question_becomes_the_fact() -> None:
    found = fill(masked("开展消防演练【待补：次数】次，【待补：人数】人参加。"), DRILL, TITLE)
    assert found == Masked(f"{DRILL}。", (), DRILL)


def test_a_blank_that_a_fact_answers_elsewhere_is_noticed() -> None:
    facts = ["全园现有幼儿286名", DRILL]
    assert asks_for(masked("全园【待补：人数】名幼儿的秩序总体稳定。"), facts)
    assert asks_for(masked("幼儿园组织一次消防演练，检验了预案。"), facts)
    assert not asks_for(masked("更换灭火器【待补：数量】具，全部合格。"), facts)
