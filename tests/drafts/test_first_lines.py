"""What a draft opens and closes with is addressed, counted and edited as its sections are."""

from __future__ import annotations

from draftbot.checks.standing import points_to_confirm
from draftbot.domain import OPENING, Draft, DraftRequest, DraftSection, Fill, Outline, Sentence
from draftbot.drafts.addresses import LAST, Spot, Where, find_spot, find_spots, heading_of, spot_name
from draftbot.drafts.editing import delete_sentence, fill_blank
from draftbot.drafts.rearranging import move_sentences, replace_text, spots_with_blanks
from draftbot.drafts.without_blanks import without_blanks
from draftbot.drafts.words_out import without_words
from telling import zh

GREETING = Sentence("各位代表：", origin="connective")
YEAR = Sentence(
    "2025年，本站巡渠【待补：里程】公里，抢修闸门【待补：次数】次，供水平稳。", (1,), ("里程", "次数")
)
ANNOUNCES = Sentence("现将情况报告如下：", (1,), runs_on=True)
WORK = Sentence("新装水表【待补：数量】块。", (1,), ("数量",))
DRAFT = Draft(
    "d1",
    DraftRequest("总结", Outline("工作总结", ())),
    (DraftSection("主要工作", 1, ((WORK, Sentence("开展节水宣传。", (1,))),)),),
    opening=(GREETING, YEAR, ANNOUNCES),
    closing=(Sentence("报告人：【待补：姓名】。", (), ("姓名",), "connective"),),
)


def opening(draft: Draft) -> list[str]:
    return [sentence.text for sentence in draft.opening]


def test_sentences_that_run_on_are_one_line() -> None:
    rows = DRAFT.part(OPENING).paragraphs
    assert [len(row) for row in rows] == [1, 2]
    assert DRAFT.with_part(OPENING, DRAFT.part(OPENING)) == DRAFT


def test_blanks_are_numbered_from_the_first_line_to_the_last() -> None:
    assert [blank.label for blank in DRAFT.blanks] == ["里程", "次数", "数量", "姓名"]
    assert "闸门6次" in fill_blank(DRAFT, 2, "6次").opening[1].text
    filled = fill_blank(DRAFT, 3, "310")
    assert filled.opening == DRAFT.opening
    assert filled.sections[0].sentences[0].fills == (Fill("数量", "310", 4),)


def test_a_quotation_is_found_there_with_its_blank() -> None:
    spot = find_spot(DRAFT, Where(quote="抢修闸门【待补：次数】次"))
    assert spot == Spot(OPENING, 1)
    assert zh(spot_name(DRAFT, spot)) == f"“{heading_of(DRAFT, OPENING)}”第2句"


def test_it_is_a_part_by_its_name_where_it_tells_something() -> None:
    assert find_spots(DRAFT, Where("开头", sentence=3)) == [Spot(OPENING, 2)]
    assert find_spots(DRAFT, Where("开头", paragraph=2)) == [Spot(OPENING, 1), Spot(OPENING, 2)]


def test_words_with_a_blank_are_replaced_as_they_stand() -> None:
    draft, count = replace_text(DRAFT, "抢修闸门【待补：次数】次", "没有抢修闸门")
    assert count == 1
    assert "，没有抢修闸门，" in draft.opening[1].text
    assert draft.opening[1].blanks == ("里程",)
    assert replace_text(DRAFT, "数量", "总数")[1] == 0


def test_words_are_taken_out_with_their_blank_and_counted_as_they_go() -> None:
    draft, count = without_words(DRAFT, "抢修闸门【待补：次数】次", lambda was, left: True)
    assert count == 1
    assert "闸门" not in draft.opening[1].text
    assert without_words(DRAFT, "里程", lambda was, left: True) == (DRAFT, 0)


def test_a_sentence_moves_there_and_out() -> None:
    draft = move_sentences(DRAFT, [Spot(0, 1)], OPENING, 3)
    assert opening(draft)[2] == "开展节水宣传。"
    assert draft.part(OPENING).paragraphs[1][-1].text == ANNOUNCES.text
    back = move_sentences(draft, [Spot(OPENING, 2)], 0, LAST)
    assert opening(back) == opening(DRAFT)
    assert not back.sections[0].sentences[-1].runs_on


def test_of_a_line_with_blanks_only_their_clauses_go() -> None:
    draft, emptied = without_blanks(DRAFT, spots_with_blanks(DRAFT))
    assert opening(draft) == ["各位代表：", "2025年，供水平稳。", "现将情况报告如下："]
    assert [s.text for s in draft.sections[0].sentences] == ["开展节水宣传。"]
    assert not emptied


def test_it_is_counted_in_what_is_to_be_confirmed_and_in_the_length() -> None:
    without = delete_sentence(delete_sentence(DRAFT, Spot(OPENING, 2)), Spot(OPENING, 1))
    assert points_to_confirm(DRAFT) == points_to_confirm(without) + 1
    assert DRAFT.chars > without.chars > sum(s.chars for s in DRAFT.sections)
