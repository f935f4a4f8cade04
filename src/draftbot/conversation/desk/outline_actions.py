"""Title, genre and outline."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from draftbot.chinese.enumerators import format_number
from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk, Handler
from draftbot.conversation.desk.lengths import (
    ABOUT_THE_LENGTH,
    brought_to,
    cut_down,
    draft_chars,
    is_short_enough,
)
from draftbot.conversation.desk.outline_asked import (
    ask_about_what_is_under,
    ask_whether_all,
    parts_lost,
    told_under,
)
from draftbot.conversation.desk.past_report import best_report
from draftbot.conversation.desk.topics import dropped_for
from draftbot.conversation.understanding.outline_text import outline_in
from draftbot.conversation.understanding.wish import says
from draftbot.corpus.roles import role_of
from draftbot.domain import ChatEvent, DraftFinished, Outline, OutlineSection, Role, Said
from draftbot.drafts.addresses import siblings_of
from draftbot.drafts.rearranging import merged_sections
from draftbot.drafts.shortening import leaves_of
from draftbot.errors import Locked, NoOutlineYet, NoSuchSection
from draftbot.messages import Message, all_lines, plain, quoted, titled
from draftbot.outlines.book import parse_outline, plan_lengths
from draftbot.outlines.mined import MinedOutline, as_outline
from draftbot.outlines.mining import OutlineMiner
from draftbot.outlines.samples import OutlineSamples
from draftbot.outlines.series import read_in_series
from draftbot.writing.first_lines import formula
from draftbot.writing.measuring import with_lengths

EXAMPLES_SHOWN = 2

# What a paper ends with, whatever it tells before.
_AT_THE_END = frozenset((Role.PROBLEMS, Role.PLANS, Role.CLOSING))


def take_title(desk: Desk, action: do.TakeTitle) -> Iterator[ChatEvent]:
    """Put a title on the desk; a draft that is there keeps its text under it."""
    genre = desk.book.genre_of_title(action.title)
    if other := dropped_for(desk.drafter.knowledge.now(), desk.conversation, action.title):
        desk.change(**other)
    if desk.conversation.draft_id is not None:
        yield desk.change(title=action.title)
        after = desk.editor.change(
            desk.draft_id,
            Message("steps.title_taken"),
            lambda draft: replace(draft, request=replace(draft.request, title=action.title)),
        )
        yield DraftFinished(after)
        yield Said(Message("desk.title_changed", title=action.title))
        return
    outline = desk.conversation.outline
    if outline is None or (genre and genre != outline.genre):
        outline = desk.book.outline_for(action.title, genre)
    yield desk.change(title=action.title, outline=outline, seed=0)
    yield Said(Message("desk.title_taken", title=action.title, genre=outline.genre))


def choose_genre(desk: Desk, action: do.ChooseGenre) -> Iterator[ChatEvent]:
    outline = desk.book.outline(action.genre)
    yield desk.change(outline=outline)
    yield Said(Message("desk.genre_chosen", genre=action.genre, outline=outline_lines(outline)))


def show_outline(desk: Desk, action: do.ShowOutline) -> Iterator[ChatEvent]:
    outline = desk.conversation.outline
    if outline is None:
        yield Said(Message("desk.no_outline", genres=desk.book.genres))
    else:
        yield Said(Message("desk.outline_is", outline=outline_lines(outline)))


def mine_outline(desk: Desk, action: do.MineOutline) -> Iterator[ChatEvent]:
    now = desk.conversation
    if not now.title:
        raise NoOutlineYet
    usual = now.outline or desk.book.outline_for(now.title)
    mined = OutlineMiner(desk.search, desk.book, desk.drafter.knowledge).mine(now.title, usual.genre)
    if not action.take:
        yield Said(told(mined))
        return
    outline = as_outline(mined, usual)
    yield desk.change(outline=outline)
    yield Said(Message("desk.usual_outline_taken", outline=outline_lines(outline)))


def add_section(desk: Desk, action: do.AddSection) -> Iterator[ChatEvent]:
    sections = desk.outline.sections
    if action.before:
        at = desk.find(action.before)
    elif action.after:
        at = desk.block(desk.find(action.after)).stop
    else:
        at = _place_of(sections, role_of(action.heading))
    level = sections[desk.find(action.before or action.after)].level if action.before or action.after else 1
    section = OutlineSection(action.heading, level, role=role_of(action.heading))
    section = read_in_series((*sections[:at], section, *sections[at:]))[at]
    yield desk.resection((*sections[:at], section, *sections[at:]))
    yield Said(Message("desk.section_added", heading=action.heading))
    yield from desk.realign(Message("steps.section_added"))
    if desk.conversation.draft_id is not None:
        yield from _written(desk, at)


def _place_of(sections: Sequence[OutlineSection], role: Role) -> int:
    """Where a section of `role` stands that nobody placed: of the work, before what a paper ends with."""
    at = len(sections)
    for i in reversed([i for i, section in enumerate(sections) if section.level == 1]):
        if role in _AT_THE_END or sections[i].role not in _AT_THE_END:
            break
        at = i
    return at or len(sections)


def remove_section(desk: Desk, action: do.RemoveSection) -> Iterator[ChatEvent]:
    sections = desk.outline.sections
    block = desk.block(desk.find(action.section))
    if not action.under and (under := told_under(desk, block)):
        yield from ask_about_what_is_under(sections[block.start].heading, under)
        return
    kept = sections[block.start + 1 : block.stop] if action.under == "kept" else ()
    gone = {sections[i].heading for i in block} - {one.heading for one in kept}
    _refuse_locked(desk, gone)
    raised = (replace(one, level=one.level - 1) for one in kept)
    yield desk.resection((*sections[: block.start], *raised, *sections[block.stop :]))
    yield from desk.realign(Message("steps.section_removed"))
    yield Said(Message("desk.section_removed", heading=sections[block.start].heading))


def _refuse_locked(desk: Desk, headings: Collection[str]) -> None:
    """Raises Locked where something locked stands under one of `headings`."""
    for section in desk.draft.sections if desk.conversation.draft_id is not None else ():
        if section.heading in headings and any(s.locked for s in section.sentences):
            raise Locked(what=quoted(section.heading))


def rename_section(desk: Desk, action: do.RenameSection) -> Iterator[ChatEvent]:
    """In the draft too: it is the same section under another name."""
    sections = list(desk.outline.sections)
    i = desk.find(action.section)
    old = sections[i]
    sections[i] = replace(old, heading=action.heading, role=role_of(action.heading), purpose="")
    sections[i] = read_in_series(sections)[i]
    yield desk.resection(tuple(sections))
    if desk.conversation.draft_id is not None:
        desk.editor.rename_section(desk.draft_id, old.heading, sections[i])
        yield from desk.stored_draft()
    yield Said(Message("desk.section_renamed", old=old.heading, heading=action.heading))


def move_section(desk: Desk, action: do.MoveSection) -> Iterator[ChatEvent]:
    sections = desk.outline.sections
    moved = desk.block(desk.find(action.section))
    block = sections[moved.start : moved.stop]
    rest = [*sections[: moved.start], *sections[moved.stop :]]
    others = [i for i in siblings_of(sections, moved.start) if i != moved.start]
    place = min(max(action.place, 1), len(others) + 1)
    at = others[place - 1] if place <= len(others) else desk.block(others[-1]).stop if others else moved.stop
    at -= len(block) if at >= moved.stop else 0
    yield desk.resection((*rest[:at], *block, *rest[at:]))
    yield from desk.realign(Message("steps.section_moved"))
    yield Said(Message("desk.section_moved", heading=block[0].heading, part=place))


def keep_sections(desk: Desk, action: do.KeepSections) -> Iterator[ChatEvent]:
    sections = desk.outline.sections
    kept = {i for wanted in action.sections for i in desk.block(desk.find(wanted))}
    gone = tuple(s.heading for i, s in enumerate(sections) if i not in kept and s.level == 1)
    _refuse_locked(desk, {s.heading for i, s in enumerate(sections) if i not in kept})
    yield desk.resection(tuple(s for i, s in enumerate(sections) if i in kept))
    yield from desk.realign(Message("steps.section_removed"))
    yield Said(Message("desk.sections_kept", kept=action.sections, gone=gone))


def merge_sections(desk: Desk, action: do.MergeSections) -> Iterator[ChatEvent]:
    """The draft's sentences of both stand under the first heading, in their order."""
    sections = list(desk.outline.sections)
    first, second = desk.find(action.first), desk.find(action.second)
    block = desk.block(second)
    if first in block:
        raise NoSuchSection(wanted=action.second, count=len(sections))
    heading = action.heading or sections[first].heading
    lengths = [s.length for s in (sections[first], sections[second]) if s.length]
    merged = replace(sections[first], heading=heading, length=sum(lengths) or None)
    rest = [merged if i == first else s for i, s in enumerate(sections) if i not in block]
    if desk.conversation.draft_id is not None:
        after = desk.editor.change(
            desk.draft_id,
            Message("steps.sections_merged"),
            lambda draft: merged_sections(
                draft, sections[first].heading, [sections[i].heading for i in block]
            ),
        )
        yield DraftFinished(after)
    yield desk.resection(tuple(rest))
    if desk.conversation.draft_id is not None:
        desk.editor.rename_section(desk.draft_id, sections[first].heading, merged)
    yield from desk.realign(Message("steps.sections_merged"))
    yield Said(Message("desk.sections_merged", first=action.first, second=action.second, heading=heading))


def replace_outline(desk: Desk, action: do.ReplaceOutline) -> Iterator[ChatEvent]:
    """The user's own outline; what is written under a heading that stays is kept."""
    now = desk.conversation
    genre = now.outline.genre if now.outline else None
    outline = parse_outline(outline_in(action.text) or action.text, desk.book, now.title, genre)
    if now.draft_id is not None and not action.whole and (gone := parts_lost(desk.draft, outline)):
        yield from ask_whether_all(action.text, outline, gone, desk.draft)
        return
    yield desk.change(outline=outline)
    yield Said(Message("desk.outline_replaced", outline=outline_lines(outline)))


def like_report(desk: Desk, action: do.LikeReport) -> Iterator[ChatEvent]:
    """The outline of one past report; without one that fits, what past reports usually have."""
    now = desk.conversation
    if not now.title:
        raise NoOutlineYet
    own = desk.drafter.own_outline(desk.request) if now.outline else None
    reports = desk.drafter.knowledge.catalog.reports(None)
    found = (best_report([own[0]], action.words, now) if own else None) or best_report(
        reports, action.words, now
    )
    if own is not None and (found is None or not action.words or found.id == own[0].id):
        yield desk.change(outline=replace(own[1], length=desk.outline.length))
        yield Said(Message("desk.outline_like", title=titled(own[0].title), outline=outline_lines(own[1])))
        return
    if found is None:
        yield from mine_outline(desk, do.MineOutline(take=True))
        return
    samples = OutlineSamples(desk.book, desk.drafter.knowledge.now(), 0)
    genre = now.outline.genre if now.outline else None
    outline = samples.of_report(desk.drafter.knowledge.catalog.report(found.id)[1], now.title, genre)
    yield desk.change(outline=outline)
    yield Said(Message("desk.outline_like", title=titled(found.title), outline=outline_lines(outline)))


def set_opening(desk: Desk, action: do.SetOpening | do.SetClosing) -> Iterator[ChatEvent]:
    """The first or the last line of the report, in the draft too."""
    field = "opening" if isinstance(action, do.SetOpening) else "closing"
    text = action.text
    if text and field == "opening" and not text.endswith(("：", ":")):
        text += "："
    if text and field == "closing" and text[-1] not in "。！":
        text += "。"
    if text and field == "opening" and not says("announces", text):
        text = "\n".join(
            (text, *(line for line in desk.outline.opening.splitlines() if says("announces", line)))
        )
    outline = replace(desk.outline, **{field: text})  # type: ignore[arg-type]
    yield desk.change(outline=outline)
    if desk.conversation.draft_id is not None:
        after = desk.editor.change(
            desk.draft_id,
            Message("steps.formula_set"),
            lambda draft: replace(
                draft,
                request=replace(draft.request, outline=replace(draft.request.outline, **{field: text})),  # type: ignore[arg-type]
                **{field: formula(text)},  # type: ignore[arg-type]
            ),
        )
        yield DraftFinished(after)
    if not text:
        yield Said(Message("desk.no_opening") if field == "opening" else Message("desk.no_closing"))
    else:
        yield Said(
            Message("desk.opening_set", text=text)
            if field == "opening"
            else Message("desk.closing_set", text=text)
        )


def set_style(desk: Desk, action: do.SetStyle) -> Iterator[ChatEvent]:
    yield desk.change(outline=replace(desk.outline, first_person=action.first_person))
    yield Said(Message("desk.first_person") if action.first_person else Message("desk.third_person"))


def _written(desk: Desk, i: int) -> Iterator[ChatEvent]:
    """The section at `i`, which the draft has not yet, written."""
    draft = desk.draft
    draft = replace(draft, request=with_lengths(draft.request, desk.book))
    yield from desk.drafter.rewrite(draft, i)


def set_length(desk: Desk, action: do.SetLength) -> Iterator[ChatEvent]:
    if action.shorter and action.length and (short := is_short_enough(desk, action.section, action.length)):
        yield Said(short)
        return
    if action.section:
        sections = list(desk.outline.sections)
        i = desk.find(action.section)
        sections[i] = replace(sections[i], length=action.length)
        yield desk.resection(tuple(sections))
        yield Said(_length_of(quoted(sections[i].heading), action.length))
        if desk.conversation.draft_id is not None and action.length:
            yield from desk.realign(Message("steps.length_set"))
            if desk.draft.sections[i].sentences or leaves_of(desk.draft, i):
                yield from brought_to(desk, i, action.length)
            else:
                yield from desk.drafter.rewrite(desk.draft, i, action.length)
        return
    outline = desk.conversation.outline
    if action.length is not None and outline is not None:
        free = tuple(replace(s, length=None) for s in outline.sections)
        outline = replace(outline, sections=free)
        plan_lengths(outline, action.length, desk.book)  # raises BadLength
    yield desk.change(length=action.length, outline=outline)
    yield Said(_length_of(Message("places.whole"), action.length))
    if (
        desk.conversation.draft_id is not None
        and action.length
        and desk.draft.chars > action.length * (1 + ABOUT_THE_LENGTH)
    ):
        parts = range(len(desk.draft.sections))
        around = desk.draft.chars - draft_chars(desk.draft, parts)
        yield from cut_down(desk, parts, action.length, Message("places.whole"), around)


def _length_of(what: Message, length: int | None) -> Message:
    return (
        Message("desk.length_set", what=what, length=length)
        if length
        else Message("desk.no_limit", what=what)
    )


def outline_lines(outline: Outline) -> Message:
    """The outline line by line, numbered by 公文 rules."""
    lines: list[Message] = []
    counters = [0] * 8
    for section in outline.sections:
        counters[section.level] += 1
        counters[section.level + 1 :] = [0] * (7 - section.level)
        number = format_number(section.level, counters[section.level])
        heading = f"{'　' * (section.level - 1)}{number}{section.heading}"
        lines.append(
            Message("desk.heading_of_length", heading=heading, length=section.length)
            if section.length
            else plain(heading)
        )
    return all_lines(lines)


def told(mined: MinedOutline) -> Message:
    """What past reports have, most usual order, each with how many have it."""
    if not mined.sections:
        return (
            Message("desk.nothing_to_compare", genre=mined.genre) if mined.genre else Message("desk.no_past")
        )
    lines = [Message("desk.mined", reports=mined.reports)]
    for section in mined.sections:
        heading = f"{'　' * (section.level - 1)}· {section.heading}"
        examples = tuple(titled(example.title) for example in section.examples[:EXAMPLES_SHOWN])
        lines.append(
            Message("desk.mined_heading_as_in", heading=heading, count=section.count, examples=examples)
            if examples
            else Message("desk.mined_heading", heading=heading, count=section.count)
        )
    return all_lines([*lines, Message("desk.how_to_take_mined")])


HANDLERS: dict[type, Handler] = {
    do.TakeTitle: take_title,
    do.ChooseGenre: choose_genre,
    do.ShowOutline: show_outline,
    do.MineOutline: mine_outline,
    do.AddSection: add_section,
    do.RemoveSection: remove_section,
    do.RenameSection: rename_section,
    do.MoveSection: move_section,
    do.KeepSections: keep_sections,
    do.MergeSections: merge_sections,
    do.ReplaceOutline: replace_outline,
    do.LikeReport: like_report,
    do.SetOpening: set_opening,
    do.SetClosing: set_opening,
    do.SetStyle: set_style,
    do.SetLength: set_length,
}
