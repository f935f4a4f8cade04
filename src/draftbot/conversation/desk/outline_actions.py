"""Title, genre and outline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from draftbot.chinese.enumerators import format_han, format_number
from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.corpus.roles import role_of
from draftbot.domain import ChatEvent, Outline, OutlineSection, Said
from draftbot.errors import Locked, NoOutlineYet
from draftbot.outlines.book import plan_lengths
from draftbot.outlines.mined import MinedOutline, as_outline
from draftbot.outlines.mining import OutlineMiner

REDRAFT = "说“重新起草”就按新提纲写。"
EXAMPLES_SHOWN = 2


def take_title(desk: Desk, action: do.TakeTitle) -> Iterator[ChatEvent]:
    """Put a title on the desk; a title of another genre brings that genre's outline."""
    genre = desk.book.genre_of_title(action.title)
    outline = desk.conversation.outline
    if outline is None or (genre and genre != outline.genre):
        outline = desk.book.outline_for(action.title, genre)
    yield desk.change(title=action.title, outline=outline, draft_id=None, seed=0)
    yield Said(f"题目：{action.title}。按“{outline.genre}”的提纲起草。")


def choose_genre(desk: Desk, action: do.ChooseGenre) -> Iterator[ChatEvent]:
    outline = desk.book.outline(action.genre)
    yield desk.change(outline=outline)
    yield Said(f"已换成“{action.genre}”的提纲：\n{outline_text(outline)}")


def show_outline(desk: Desk, action: do.ShowOutline) -> Iterator[ChatEvent]:
    outline = desk.conversation.outline
    if outline is None:
        yield Said(f"还没有提纲。可选文体：{'、'.join(desk.book.genres)}。")
    else:
        yield Said(f"现在的提纲：\n{outline_text(outline)}")


def mine_outline(desk: Desk, action: do.MineOutline) -> Iterator[ChatEvent]:
    now = desk.conversation
    if not now.title:
        raise NoOutlineYet
    usual = now.outline or desk.book.outline_for(now.title)
    mined = OutlineMiner(desk.search, desk.book, desk.drafter.names).mine(now.title, usual.genre)
    if not action.take:
        yield Said(mined_text(mined))
        return
    outline = as_outline(mined, usual)
    yield desk.change(outline=outline)
    yield Said(f"已换成往年报告常用的提纲：\n{outline_text(outline)}")


def add_section(desk: Desk, action: do.AddSection) -> Iterator[ChatEvent]:
    sections = desk.outline.sections
    if action.before:
        at = desk.find(action.before)
    elif action.after:
        at = desk.block(desk.find(action.after)).stop
    else:
        at = len(sections)
    level = sections[desk.find(action.before or action.after)].level if action.before or action.after else 1
    section = OutlineSection(action.heading, level, role=role_of(action.heading))
    yield desk.resection((*sections[:at], section, *sections[at:]))
    yield Said(f"已加上“{action.heading}”。{REDRAFT}")


def remove_section(desk: Desk, action: do.RemoveSection) -> Iterator[ChatEvent]:
    sections = desk.outline.sections
    block = desk.block(desk.find(action.section))
    gone = {sections[i].heading for i in block}
    if desk.conversation.draft_id is not None:
        for section in desk.draft.sections:
            if section.heading in gone and any(s.locked for s in section.sentences):
                name = f"“{section.heading}”"
                raise Locked(what=name, what_en=name)
    yield desk.resection((*sections[: block.start], *sections[block.stop :]))
    yield Said(f"已删去“{sections[block.start].heading}”。{REDRAFT}")


def rename_section(desk: Desk, action: do.RenameSection) -> Iterator[ChatEvent]:
    """In the draft too: it is the same section under another name."""
    sections = list(desk.outline.sections)
    i = desk.find(action.section)
    old = sections[i]
    sections[i] = replace(old, heading=action.heading, role=role_of(action.heading), purpose="")
    yield desk.resection(tuple(sections))
    if desk.conversation.draft_id is not None:
        desk.editor.rename_section(desk.draft_id, old.heading, sections[i])
        yield from desk.stored_draft()
    yield Said(f"已把“{old.heading}”改名为“{action.heading}”。")


def move_section(desk: Desk, action: do.MoveSection) -> Iterator[ChatEvent]:
    sections = desk.outline.sections
    moved = desk.block(desk.find(action.section))
    block = sections[moved.start : moved.stop]
    rest = [*sections[: moved.start], *sections[moved.stop :]]
    tops = [i for i, s in enumerate(rest) if s.level == 1]
    place = min(max(action.place, 1), len(tops) + 1)
    at = tops[place - 1] if place <= len(tops) else len(rest)
    yield desk.resection((*rest[:at], *block, *rest[at:]))
    yield Said(f"已把“{block[0].heading}”移到第{format_han(place)}部分。{REDRAFT}")


def set_length(desk: Desk, action: do.SetLength) -> Iterator[ChatEvent]:
    said = f"定为约{action.length}字" if action.length is not None else "不限字数"
    if action.section:
        sections = list(desk.outline.sections)
        i = desk.find(action.section)
        sections[i] = replace(sections[i], length=action.length)
        yield desk.resection(tuple(sections))
        yield Said(f"“{sections[i].heading}”{said}。")
        return
    outline = desk.conversation.outline
    if action.length is not None and outline is not None:
        free = tuple(replace(s, length=None) for s in outline.sections)
        outline = replace(outline, sections=free)
        plan_lengths(outline, action.length, desk.book)  # raises BadLength
    yield desk.change(length=action.length, outline=outline)
    yield Said(f"全文{said}。")


def outline_text(outline: Outline) -> str:
    """The outline as lines, numbered by 公文 rules."""
    lines, counters = [], [0] * 8
    for section in outline.sections:
        counters[section.level] += 1
        counters[section.level + 1 :] = [0] * (7 - section.level)
        length = f"（约{section.length}字）" if section.length else ""
        number = format_number(section.level, counters[section.level])
        lines.append(f"{'　' * (section.level - 1)}{number}{section.heading}{length}")
    return "\n".join(lines)


def mined_text(mined: MinedOutline) -> str:
    """What past reports have, most usual order, each with how many have it."""
    if not mined.sections:
        return f"语料里没有可比的{mined.genre or '报告'}，看不出往年都写哪些部分。"
    lines = [f"往年{mined.reports}篇相近的报告里："]
    for section in mined.sections:
        examples = "、".join(f"《{e.title}》" for e in section.examples[:EXAMPLES_SHOWN])
        lines.append(
            f"{'　' * (section.level - 1)}· {section.heading}：{section.count}篇有，如{examples}"
            if examples
            else f"{'　' * (section.level - 1)}· {section.heading}：{section.count}篇有"
        )
    lines.append("要用哪一部分，就说“增加一个……部分”；都照往年，就说“用往年的提纲”。")
    return "\n".join(lines)


HANDLERS: dict[type, Handler] = {
    do.TakeTitle: take_title,
    do.ChooseGenre: choose_genre,
    do.ShowOutline: show_outline,
    do.MineOutline: mine_outline,
    do.AddSection: add_section,
    do.RemoveSection: remove_section,
    do.RenameSection: rename_section,
    do.MoveSection: move_section,
    do.SetLength: set_length,
}
