"""The fact sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.domain import ChatEvent, Fact, Said
from draftbot.errors import UnclearPlace

FIELD_NAMES = {"unit": "单位", "period": "时间", "author": "署名", "date": "日期"}


def set_fact(desk: Desk, action: do.SetFact) -> Iterator[ChatEvent]:
    facts = replace(desk.conversation.facts, **{action.field: action.value})  # type: ignore[arg-type]
    yield desk.change(facts=facts)
    yield Said(f"已记下{FIELD_NAMES[action.field]}：{action.value}。")


def add_fact(desk: Desk, action: do.AddFact) -> Iterator[ChatEvent]:
    sheet = desk.conversation.facts
    if action.text in {fact.text for fact in sheet.facts}:
        yield Said(f"这条事实已经有了：{action.text}。")
        return
    yield desk.change(facts=replace(sheet, facts=(*sheet.facts, Fact(action.text))))
    yield Said(f"已记为事实：{action.text}。")


def remove_fact(desk: Desk, action: do.RemoveFact) -> Iterator[ChatEvent]:
    sheet = desk.conversation.facts
    kept = tuple(f for f in sheet.facts if action.text not in f.text)
    gone = len(sheet.facts) - len(kept)
    if gone:
        yield desk.change(facts=replace(sheet, facts=kept))
    yield Said(f"已删去{gone}条事实。" if gone else f"没有含“{action.text}”的事实。")


def move_fact(desk: Desk, action: do.MoveFact) -> Iterator[ChatEvent]:
    sheet = desk.conversation.facts
    section = desk.outline.sections[desk.find(action.section)]
    meant = [fact for fact in sheet.facts if action.text in fact.text]
    if not meant:
        yield Said(f"没有含“{action.text}”的事实。")
        return
    if len(meant) > 1:
        raise UnclearPlace(
            what=f"有{len(meant)}条事实含“{action.text}”",
            what_en=f"{len(meant)} facts hold “{action.text}”",
            example=f"把“{meant[0].text[:20]}”那条事实放到{action.section}",
        )
    facts = tuple(replace(f, section=section.heading) if f is meant[0] else f for f in sheet.facts)
    yield desk.change(facts=replace(sheet, facts=facts))
    yield Said(f"“{meant[0].text}”归到“{section.heading}”。说“重新起草”就写在那里。")


HANDLERS: dict[type, Handler] = {
    do.SetFact: set_fact,
    do.AddFact: add_fact,
    do.RemoveFact: remove_fact,
    do.MoveFact: move_fact,
}
