"""A desk with a draft of an invented library on it, made by hand: no service, no model."""

from __future__ import annotations

from draftbot.chinese.blanks import blanks_in
from draftbot.conversation.desk.view import View
from draftbot.corpus.roles import role_of
from draftbot.domain import (
    Conversation,
    Draft,
    DraftRequest,
    DraftSection,
    Fact,
    FactSheet,
    Origin,
    Outline,
    OutlineSection,
    Sentence,
)
from making.readers import view

# Parts, their paragraphs, their sentences: - told as a fact, + what only announces.
PARTS = """
基本情况
2025年，本馆按照上级部署推进全民阅读工作。
- 全馆现有职工19人，藏书21万册，全年开放340天。

主要做法与成效
+ 2025年，本馆主要做了以下几方面工作。
（一）阵地建设。 - 新建乡镇分馆3个，改造自习室2间。 主要做法是【待补：阵地建设做了哪几件事】。
（二）阅读推广。 - 举办读书会26场，参加1800人次，有两台借还机经常卡顿。 到目前，【待补：阅读推广完成的数量】。
（三）队伍建设。 馆员全年参加上级培训。

经验体会
- 把服务送到家门口，读者才愿意来。 - 馆员多到村里走走，选书才对路，架上的新书才有人翻。

存在的问题
+ 在肯定成绩的同时，还存在一些不足。 - 古籍修复人手少，只有1名专职人员。

下一步工作打算
- 新建24小时书房2处。 - 培训馆员40人次。
"""
MORE_FACTS = ("我是2021年3月上任的馆长", "借还机是2024年8月装的")
_ORIGINS: dict[str, Origin] = {"-": "fact", "+": "connective"}


def library() -> View:
    sections = tuple(_section(*part.split("\n", 1)) for part in PARTS.strip().split("\n\n"))
    outline = Outline(
        "工作总结", tuple(OutlineSection(s.heading, 1, role=role_of(s.heading)) for s in sections)
    )
    told = [s.text.rstrip("。") for section in sections for s in section.sentences if s.origin == "fact"]
    facts = FactSheet(unit="青溪县图书馆", facts=tuple(map(Fact, (*told, *MORE_FACTS))))
    title = "青溪县图书馆2025年工作总结"
    draft = Draft("d", DraftRequest(title, outline, facts), sections)
    return view(Conversation("c", title=title, outline=outline, facts=facts, draft_id="d"), draft)


def _section(heading: str, text: str) -> DraftSection:
    return DraftSection(heading, 1, tuple(tuple(_sentences(line)) for line in text.split("\n")))


def _sentences(line: str) -> list[Sentence]:
    made, origin = list[Sentence](), "source"
    for word in line.split():
        if word in _ORIGINS:
            origin = _ORIGINS[word]
        else:
            made.append(Sentence(word, (), blanks_in(word), origin))  # type: ignore[arg-type]
            origin = "source"
    return made
