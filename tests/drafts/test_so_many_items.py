"""A section of as many items as were told."""

from __future__ import annotations

from draftbot.domain import Draft, DraftRequest, DraftSection, Outline, Sentence
from draftbot.drafts.so_many_items import items_of, with_so_many_items

HEAD = Sentence("还有以下不足。")
TEXTS = ("一是窑炉老化，【待补：台数】台超期服役。", "二是粉尘收集不足，3处超标。", "三是学徒流失较多。")


def draft(*sentences: Sentence) -> Draft:
    section = DraftSection("存在的问题", 1, (sentences,))
    return Draft("d", DraftRequest("2026年工作总结", Outline("工作总结", ())), (section,))


def left(one: Draft, count: int) -> list[str]:
    after, _ = with_so_many_items(one, 0, count, lambda sentence: "流失" in sentence.text)
    return [sentence.text for sentence in after.sections[0].sentences]


def test_what_tells_least_goes_first_and_the_others_are_numbered_anew() -> None:
    three = draft(HEAD, *map(Sentence, TEXTS))
    assert left(three, 3) == left(three, 9) == [HEAD.text, *TEXTS]
    assert left(three, 2) == [HEAD.text, "一是粉尘收集不足，3处超标。", "二是学徒流失较多。"]


def test_what_holds_the_users_matter_stays_however_few_are_told() -> None:
    own = Sentence("一是窑炉老化。", origin="user")
    assert left(draft(HEAD, own, *map(Sentence, TEXTS[1:])), 1) == [
        HEAD.text,
        "一是窑炉老化。",
        "二是学徒流失较多。",
    ]


def test_one_item_alone_has_no_number() -> None:
    assert left(draft(Sentence("还有以下不足。", origin="connective"), *map(Sentence, TEXTS)), 1) == [
        "学徒流失较多。"
    ]


def test_an_item_goes_with_all_that_stands_under_it() -> None:
    one = draft(
        *map(
            Sentence,
            (
                "（一）窑炉。",
                "一是老化。",
                "二是漏风。",
                "（二）学徒。",
                "流失较多。",
                "（三）除尘。",
                "1处超标。",
            ),
        )
    )
    assert items_of(one.sections[0]) == [range(3), range(3, 5), range(5, 7)]
    assert left(one, 2) == ["（一）学徒。", "流失较多。", "（二）除尘。", "1处超标。"]


def test_where_nothing_is_counted_each_sentence_that_tells_something_is_an_item() -> None:
    assert (
        left(draft(HEAD, Sentence("窑炉老化，【待补：台数】台。"), Sentence("学徒流失较多。")), 1)[-1]
        == "学徒流失较多。"
    )
