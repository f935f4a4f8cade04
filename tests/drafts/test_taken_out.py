"""What was taken out of a draft, when its sections are written again."""

from __future__ import annotations

from draftbot.domain import Draft, DraftRequest, DraftSection, Fact, Fill, Outline, Sentence
from draftbot.drafts.addresses import Spot
from draftbot.drafts.editing import delete_sentence
from draftbot.drafts.taken_out import without_taken_out
from draftbot.drafts.told_part import with_part_told

TEXTS = ("一是窑炉老化，【待补：台数】台超期服役。", "二是粉尘收集不足。", "三是学徒流失较多。")


def section(*texts: str) -> DraftSection:
    return DraftSection("存在的问题", 1, (tuple(Sentence(text) for text in texts),))


def draft(*texts: str) -> Draft:
    return Draft("d", DraftRequest("2026年工作总结", Outline("工作总结", ())), (section(*texts),))


def printed(one: DraftSection) -> list[str]:
    return [sentence.text for sentence in one.sentences]


def test_a_sentence_that_was_taken_out_stays_out_though_it_is_put_a_little_otherwise() -> None:
    dropped = delete_sentence(draft(*TEXTS), Spot(0, 0)).dropped
    again = section("一是窑炉老化，【待补：数量】台超期服役。", *TEXTS[1:])
    assert printed(without_taken_out(again, dropped)) == ["一是粉尘收集不足。", "二是学徒流失较多。"]


def test_what_holds_a_figure_of_the_users_is_written() -> None:
    dropped = delete_sentence(draft(*TEXTS), Spot(0, 0)).dropped
    filled = Sentence("一是窑炉老化，2台超期服役。", fills=(Fill("台数", "2", 7),))
    written = DraftSection("存在的问题", 1, ((filled,),))
    assert without_taken_out(written, dropped) == written


def test_what_the_user_told_a_part_instead_of_stays_out() -> None:
    told = with_part_told(draft(*TEXTS), 0, ["一是炉温不稳"], [Fact("炉温不稳", "存在的问题")], only=True)
    assert printed(without_taken_out(section(*TEXTS), told.dropped)) == []
