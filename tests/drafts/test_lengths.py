"""A draft made shorter and longer: what is the user's stays as it is."""

from __future__ import annotations

from dataclasses import replace

from draftbot.domain import Draft, DraftSection, Sentence
from draftbot.drafts.lengthening import lengthened
from draftbot.drafts.shortening import shortened
from making.handmade import LIBRARY, handmade

LONG = """
工作情况
（一）苗圃管护。 - 移栽苗木3.1万株。 苗圃实行专人管护。 修剪绿篱【待补：长度】米。
（二）宣传引导。 通过多种形式开展宣传。 营造了良好氛围。
（三）花展布置。 - 布置花展4场。 - 接待游客8万人次。
"""


def long_draft() -> Draft:
    draft = handmade(LONG).draft
    assert draft is not None
    return draft


def texts(section: DraftSection) -> list[str]:
    return [s.text for s in section.sentences]


def test_what_is_least_worth_goes_and_a_heading_with_it() -> None:
    after, count = shortened(long_draft(), [0], 45, lambda s: False)
    assert texts(after.sections[0]) == [
        "（一）苗圃管护。",
        "移栽苗木3.1万株。",
        "（二）花展布置。",
        "布置花展4场。",
        "接待游客8万人次。",
    ]
    assert count == 4


def test_the_users_own_stays_whatever_the_length() -> None:
    after, _ = shortened(long_draft(), [0], 5, lambda s: "花展4场" in s.text)
    assert {"移栽苗木3.1万株。", "布置花展4场。", "接待游客8万人次。"} <= set(texts(after.sections[0]))


def test_no_part_loses_all_it_says() -> None:
    after, _ = shortened(long_draft(), [0], 3, lambda s: False)
    assert [text for text in texts(after.sections[0]) if not text.startswith("（")]
    led = LONG.replace("（一）苗圃管护。", "+ 主要做了以下几项工作。 （一）苗圃管护。")
    draft = handmade(led).draft
    assert draft is not None
    after, _ = shortened(draft, [0], 3, lambda s: False)
    assert any("苗" in text or "花" in text for text in texts(after.sections[0]))


def test_nothing_is_taken_from_what_is_short_enough() -> None:
    draft = long_draft()
    assert shortened(draft, [0], 500, lambda s: False) == (draft, 0)


def test_what_is_written_anew_comes_under_what_it_belongs_to_and_nothing_goes() -> None:
    old = long_draft().sections[0]
    told = Sentence("移栽苗木3.1万株。", origin="fact")
    more = Sentence("苗木成活率保持稳定，缺株及时补植。")
    new = replace(old, paragraphs=((Sentence("（一）苗圃。"), told, more),))
    after = texts(lengthened(old, new, ()))
    assert [text for text in after if text != more.text] == texts(old)
    assert after.index(more.text) < after.index("（二）宣传引导。")
    assert more.text not in texts(lengthened(old, new, ["苗木成活率保持稳定，缺株及时补植。"]))


def test_a_list_that_the_user_counted_gets_no_further_items() -> None:
    draft = handmade(LIBRARY).draft
    assert draft is not None
    mine = (Sentence("（一）新建书屋2处。", origin="user"), Sentence("（二）培训馆员30人次。", origin="user"))
    old = replace(draft.sections[0], paragraphs=(mine,))
    other = (Sentence("（一）推进总分馆建设。"), Sentence("完善借阅制度。"))
    assert lengthened(old, replace(old, paragraphs=(other,)), ()) == old
