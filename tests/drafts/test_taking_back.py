"""One change of a draft taken back while later ones stay."""

from __future__ import annotations

from draftbot.domain import Draft
from draftbot.drafts.addresses import Spot
from draftbot.drafts.rearranging import delete_sentences
from draftbot.drafts.taking_back import with_put_back, without_change
from making.handmade import handmade

PIER = """
工作情况
检修缆车6台。 清理航道【待补：长度】公里。 设置航标40座。 开展演练2次。
"""


def pier() -> Draft:
    draft = handmade(PIER).draft
    assert draft is not None
    return draft


def texts(draft: Draft) -> list[str]:
    return [s.text for s in draft.sections[0].sentences]


def test_a_sentence_goes_back_to_where_it_stood() -> None:
    first = pier()
    gone = delete_sentences(first, [Spot(0, 1), Spot(0, 2)])[0]
    back = with_put_back(gone, first, "设置航标40座。")
    assert texts(back) == ["检修缆车6台。", "设置航标40座。", "开展演练2次。"]
    assert "设置航标40座。" not in back.dropped


def test_an_earlier_change_is_taken_back_and_a_later_one_stays() -> None:
    first = pier()
    second = delete_sentences(first, [Spot(0, 1)])[0]
    third = delete_sentences(second, [Spot(0, 2)])[0]
    assert texts(without_change(third, first, second)) == [
        "检修缆车6台。",
        "清理航道【待补：长度】公里。",
        "设置航标40座。",
    ]
