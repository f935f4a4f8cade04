"""Each action's name with what makes the action of a wish; None where the desk does not make it possible."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from draftbot.conversation import actions as do
from draftbot.conversation.understanding import (
    draft_wishes,
    fact_wishes,
    outline_wishes,
    report_wishes,
    title_wishes,
    unit_told,
)
from draftbot.conversation.understanding.wish import Wish

Make = Callable[[Wish], do.Action | None]


def _redone(wish: Wish) -> do.Action:
    """Who wants something back where nothing was taken back wants the last step undone."""
    return do.Redo() if wish.view.can_redo else do.Undo()


def _with_draft(action: do.Action) -> Make:
    return lambda wish: action if wish.view.draft else None


def _model(wish: Wish) -> do.Action:
    return do.UseModel(not wish.says("off"))


def _rewritten(wish: Wish) -> do.Action | None:
    """All of the draft; 这一块 is no more than a part of it, and 别重写 is the contrary."""
    is_part = wish.says("of a part") or wish.sections
    return None if is_part or wish.says("not again") else do.WriteDraft(another=wish.says("otherwise"))


MAKE: Mapping[str, Make] = {
    "outline.show": lambda wish: do.ShowOutline(),
    "outline.mine": lambda wish: do.MineOutline(),
    "outline.add": outline_wishes.add,
    "outline.remove": outline_wishes.remove,
    "outline.rename": outline_wishes.rename,
    "outline.move": outline_wishes.move,
    "outline.keep": outline_wishes.keep,
    "outline.merge": outline_wishes.merge,
    "outline.replace": outline_wishes.replace_outline,
    "outline.like": outline_wishes.like,
    "reports.choose": report_wishes.only,
    "reports.without": report_wishes.without,
    "reports.auto": report_wishes.auto,
    "reports.any_trade": report_wishes.any_trade,
    "reports.own_trade": report_wishes.own_trade,
    "section.rewrite": partial(outline_wishes.rewrite, "again"),
    "section.lengthen": partial(outline_wishes.rewrite, "longer"),
    "section.shorten": partial(outline_wishes.rewrite, "shorter"),
    "section.length": outline_wishes.section_length,
    "section.confirm": draft_wishes.confirm,
    "section.merge_repeats": draft_wishes.merge_repeats,
    "sentence.delete": draft_wishes.delete_sentence,
    "sentence.rewrite": draft_wishes.rewrite_sentence,
    "sentence.edit": draft_wishes.edit_sentence,
    "sentence.split": draft_wishes.split_sentence,
    "sentence.join": draft_wishes.join_sentences,
    "sentence.move": draft_wishes.move_sentence,
    "sentence.add": draft_wishes.add_sentence,
    "text.delete": draft_wishes.delete_text,
    "text.replace": draft_wishes.replace_text,
    "draft.new": outline_wishes.new_draft,
    "draft.rewrite": _rewritten,
    "length": outline_wishes.whole_length,
    "genre": outline_wishes.genre,
    "tone": draft_wishes.tone,
    "style": draft_wishes.style,
    "blank.fill": draft_wishes.fill_blank,
    "blank.delete": draft_wishes.delete_blanks,
    "blanks.show": _with_draft(do.ShowBlanks()),
    "title": title_wishes.title,
    "opening": outline_wishes.opening,
    "sign": fact_wishes.sign,
    "model": _model,
    "export": draft_wishes.export,
    "fact.add": fact_wishes.add_fact,
    "fact.change": fact_wishes.change_fact,
    "fact.remove": fact_wishes.remove_fact,
    "fact.move": fact_wishes.move_fact,
    "facts.show": lambda wish: do.ShowFacts(),
    "facts.clear": fact_wishes.clear_facts,
    "leader.add": fact_wishes.leader,
    "unit": unit_told.unit,
    "period": fact_wishes.period,
    "undo": lambda wish: do.Undo(),
    "redo": _redone,
    "lock": partial(draft_wishes.lock, True),
    "unlock": partial(draft_wishes.lock, False),
    "compare": draft_wishes.compare,
    "versions.show": _with_draft(do.ShowVersions()),
    "versions.restore": draft_wishes.restore,
    "sources": draft_wishes.sources,
    "search": draft_wishes.search,
    "passage.use": draft_wishes.use_passage,
    "smalltalk": lambda wish: do.SmallTalk(wish.text.strip()),
    "help": lambda wish: do.ShowHelp(),
}
# What is still understood when the draft does not hold what it is about: it is told so.
MAKE_ABSENT: Mapping[str, Make] = {
    "draft.new": outline_wishes.new_draft_of_what,
    "blank.fill": draft_wishes.fill_absent_blank,
    "blank.delete": draft_wishes.delete_unnamed_blanks,
    "text.delete": draft_wishes.delete_absent_text,
    "text.replace": draft_wishes.replace_absent_text,
    "fact.remove": fact_wishes.remove_absent_fact,
    "fact.move": fact_wishes.add_quoted_fact,
}
