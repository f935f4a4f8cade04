"""What a section keeps when it is written again."""

from __future__ import annotations

from draftbot.domain import DraftSection, Fill, Sentence
from draftbot.drafts.preserve_edits import put_back

TOLD = "全年接报险情151起，其中一级5起、二级19起。"


def _told() -> Sentence:
    fills = (("个数", "151"), ("个数", "5"), ("个数", "19"))
    starts = (TOLD.index("151"), TOLD.index("5起、"), TOLD.index("19起"))
    return Sentence(
        TOLD,
        origin="source",
        fills=tuple(Fill(label, text, at) for (label, text), at in zip(fills, starts, strict=True)),
    )


def _section(*sentences: Sentence) -> DraftSection:
    return DraftSection("主要工作", 1, (sentences,))


def test_a_sentence_whose_blanks_are_filled_stands_once_though_written_again() -> None:
    again = put_back(_section(_told()), _section(_told(), Sentence("值班室全年有人。", origin="source")))
    assert [s.text for s in again.sentences] == [TOLD, "值班室全年有人。"]


def test_it_takes_the_place_of_the_same_sentence_with_its_blanks_open() -> None:
    open_ = Sentence(
        "全年接报险情【待补：个数】起，其中一级【待补：个数】起、二级【待补：个数】起。", origin="source"
    )
    again = put_back(_section(_told()), _section(open_))
    assert [s.text for s in again.sentences] == [TOLD]
