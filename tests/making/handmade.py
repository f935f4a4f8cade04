"""Desks with drafts of invented units on them, made by hand: no service, no model."""

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
LIBRARY = """
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
HARBOUR = """
基本情况
- 全站在编8人，管辖泊位46个，登记渔船312艘。

主要工作
（一）船舶检验。 - 完成检验287艘，发现缺陷61处。
（二）防台值守。 - 启动响应4次，组织避风船只920艘次，转移船员1300人。
（三）渔获卸港。 到目前，【待补：渔获卸港完成的数量】。

存在不足
+ 主要有以下不足。 - 夜间照明差，东堤有9盏灯不亮。 - 码头拥堵，休渔结束当天排队超过3小时。

明年打算
- 更换东堤灯具。 - 增设浮码头1座。
"""
_ORIGINS: dict[str, Origin] = {"-": "fact", "+": "connective"}


def handmade(parts: str, *more_facts: str) -> View:
    """A desk with a draft of `parts`, and with the facts that it tells and some more."""
    sections = tuple(_section(*part.split("\n", 1)) for part in parts.strip().split("\n\n"))
    outline = Outline(
        "工作总结", tuple(OutlineSection(s.heading, 1, role=role_of(s.heading)) for s in sections)
    )
    told = [s.text.rstrip("。") for section in sections for s in section.sentences if s.origin == "fact"]
    facts = FactSheet(facts=tuple(map(Fact, (*told, *more_facts))))
    title = "2025年工作总结"
    draft = Draft("d", DraftRequest(title, outline, facts), sections)
    return view(Conversation("c", title=title, outline=outline, facts=facts, draft_id="d"), draft)


def _section(heading: str, text: str) -> DraftSection:
    return DraftSection(heading, 1, tuple(tuple(_sentences(line)) for line in text.split("\n")))


def _sentences(line: str) -> list[Sentence]:
    made: list[Sentence] = []
    origin: Origin = "source"
    for word in line.split():
        if word in _ORIGINS:
            origin = _ORIGINS[word]
            continue
        made.append(Sentence(word, (), blanks_in(word), origin))
        origin = "source"
    return made
