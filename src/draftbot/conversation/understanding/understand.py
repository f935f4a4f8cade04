"""A message to actions: what is certain by rules, the rest as it is probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.periods import with_years, year_named
from draftbot.chinese.tagging import TIME
from draftbot.conversation import actions as do
from draftbot.conversation import sayings
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.announced import without_announcement
from draftbot.conversation.understanding.asked_of_draft import about_the_draft
from draftbot.conversation.understanding.blanks_filled import with_blanks_filled
from draftbot.conversation.understanding.borne_out import borne_out, is_an_order, tells_orders
from draftbot.conversation.understanding.by_form import told_by_form
from draftbot.conversation.understanding.clauses import clauses_of, lines_of, numbered_in, readable
from draftbot.conversation.understanding.complained_of import with_its_order
from draftbot.conversation.understanding.counted_sentences import counted_one_by_one
from draftbot.conversation.understanding.deciding import ASIDE, CLARIFY
from draftbot.conversation.understanding.denials import denied
from draftbot.conversation.understanding.desk_orders import desk_orders, orders_something
from draftbot.conversation.understanding.it_named import with_it_named
from draftbot.conversation.understanding.lists_told import list_told
from draftbot.conversation.understanding.offers_meant import with_offers_meant
from draftbot.conversation.understanding.order_in_one import with_text_apart
from draftbot.conversation.understanding.outline_text import (
    behind_the_list,
    counted_lines,
    is_pasted_outline,
    outline_in,
)
from draftbot.conversation.understanding.outline_wishes import heads_one_part
from draftbot.conversation.understanding.own_unit import with_own_unit_alone
from draftbot.conversation.understanding.piece import TALK
from draftbot.conversation.understanding.placed_parts import with_place_named
from draftbot.conversation.understanding.pointed_twice import (
    asked_where_they_differ,
    put_where_told,
    unless_it_explains,
)
from draftbot.conversation.understanding.points_out import points_out
from draftbot.conversation.understanding.put_elsewhere import put_elsewhere
from draftbot.conversation.understanding.reading import QUESTION, MessageReader
from draftbot.conversation.understanding.referents import order_words
from draftbot.conversation.understanding.rewriting_said import as_limit, without_rewriting_unsaid
from draftbot.conversation.understanding.rules import certain, facts_stated
from draftbot.conversation.understanding.said_back import as_offered
from draftbot.conversation.understanding.small_headings import with_small_headings
from draftbot.conversation.understanding.statements import puts_together
from draftbot.conversation.understanding.surely_edited import surely_edited
from draftbot.conversation.understanding.taken_back import since_taken_back
from draftbot.conversation.understanding.text_told import with_text_in_quotes
from draftbot.conversation.understanding.texts_of_parts import texts_of_parts
from draftbot.conversation.understanding.texts_told import orders_of_the_draft, text_ordered, told_apart
from draftbot.conversation.understanding.told_of_a_part import (
    told_for_no_part,
    told_of_a_part,
    with_part_named,
)
from draftbot.conversation.understanding.under_numbers import put_under_numbers
from draftbot.conversation.understanding.unit_told import without_what_it_is_not
from draftbot.conversation.understanding.unpunctuated import facts_with_marks, with_marks
from draftbot.conversation.understanding.whole_lines import said_as_a_whole
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.wishes import pieces_of
from draftbot.facts.figures_told import DAYS, figures_told

# A clause longer than this is somebody's text, not a request.
LONGEST_REQUEST = 200
_DESK = (
    do.TakeTitle,
    do.ChooseGenre,
    do.SetLength,
    do.SetFact,
    do.AddFact,
    do.RemoveFact,
    do.MoveFact,
    do.UseModel,
)
_OUTLINE = (do.AddSection, do.RemoveSection, do.RenameSection, do.MoveSection)
# Items of a list are wishes where more than half are read so surely.
SURE_OF_A_WISH, _LEAST_LISTED = 0.6, 2
_NO_WISHES = frozenset(
    ("outline.replace", "outline.add", "outline.show", ASIDE, CLARIFY, "fact.add", QUESTION)
)
_EDITS = (*_OUTLINE, do.ChooseGenre, do.MoveFact)
_WRITES = (do.WriteDraft, do.NewDraft)


def understand(message: str, view: View, reader: MessageReader) -> list[do.Action]:
    """The actions a message asks for, in the order to carry them out; at least one. What is
    not sure comes back as NotUnderstood, with what may have been meant."""
    actions = with_own_unit_alone(_read(message, view, reader), message, view)
    if len(actions) == 1 and isinstance(actions[0], do.NotUnderstood) and actions[0].text not in message:
        actions = [replace(actions[0], text=message.strip())]  # in the user's words
    return [as_limit(one, message) for one in without_rewriting_unsaid(actions, message, view)]


def _read(message: str, view: View, reader: MessageReader) -> list[do.Action]:
    """What a message, or a piece of one, asks for."""
    actions = with_offers_meant(facts_with_marks(_understood(message, view, reader), view), view)
    # Blanks by their numbers first and from the end: what is filled, by whatever, is no blank any more.
    fills = [action for action in actions if isinstance(action, do.FillBlank) and action.number > 0]
    rest = [action for action in actions if action not in fills]
    return [*sorted(fills, key=lambda fill: -fill.number), *_renamed_last(rest)]


def _renamed_last(actions: Sequence[do.Action]) -> list[do.Action]:
    """The actions, what is done to a part before it is called otherwise: its message knows it by its old name."""
    ordered: list[do.Action] = []
    for action in actions:
        at = len(ordered)
        if isinstance(action, do.RewriteSection):
            named = (i for i, one in enumerate(ordered) if isinstance(one, do.RenameSection))
            at = next((i for i in named if ordered[i].section == action.section), at)  # type: ignore[union-attr]
        ordered.insert(at, action)
    return ordered


def _understood(message: str, view: View, reader: MessageReader) -> list[do.Action]:
    said = readable(message)
    if not said:
        return [do.NotUnderstood(message.strip())]
    if not facts_stated(said) and (one := sayings.understood(said)) is not None:
        return [one]
    if taken_up := as_offered(said, view):
        said = taken_up
    said = without_announcement(with_marks(said, view, reader), view)
    said = with_it_named(with_place_named(said, view), view)
    if reader.spelling.is_noise(said) and reader.read([said])[0][0].name not in TALK:
        return [do.NotUnderstood(said)]
    if not facts_stated(said):
        said = with_text_apart(said, view)
        texts = texts_of_parts(said, view, lambda text: is_an_order(text, view, reader))
        if texts is not None and not _tell_orders(texts, view, reader):
            return _piece_by_piece(texts, view, reader)
        if (of_it := about_the_draft(said, view, reader, lambda t, at: _read(t, at, reader))) is not None:
            return of_it
        filled, said = with_blanks_filled(said, view)
        if filled:
            return [*filled, *(_read(said, view, reader) if said else ())]
        if counted := counted_one_by_one(said, view):
            return [action for order in counted for action in _read(order, view, reader)]
        if (edits := surely_edited(said, view)) is not None:
            return _piece_by_piece(edits, view, reader)
    typed, said = said, with_its_order(said, view)

    listed = None if facts_stated(said) else list_told(said, view)
    if listed and not _tell_orders([listed.actions], view, reader):
        around = [_read(one, view, reader) if one else [] for one in (listed.before, listed.behind)]
        return [*around[0], *listed.actions, *around[1]]

    def is_order(sentence: str) -> bool:
        return orders_of_the_draft(sentence, view, reader)

    if moved := put_under_numbers(said, view) or put_elsewhere(said, view):
        return moved
    if not facts_stated(said) and (ordered := desk_orders(typed, view, is_order)):
        return borne_out(_piece_by_piece(ordered, view, reader), said, view, reader)
    before, told, behind = with_small_headings(said, view)
    if told:
        around = [_of_message(part, view, reader) if part else [] for part in (before, behind)]
        actions = [*around[0], *told, *around[1]]
    else:
        actions = _of_message(said, view, reader)
    if not facts_stated(said):
        actions = borne_out(actions, said, view, reader)
        actions = put_where_told([unless_it_explains(action) for action in actions], view)
        actions = [_with_its_year(_unless_it_points(action, view), view) for action in actions]
        actions = _without_reasons(actions)
        timed = [action for action in actions if not _names_no_time(action, said, view)]
        actions = timed or [do.NotUnderstood(said)]
        actions = list(asked_where_they_differ(said, actions, view))
    return _in_order(_without_asides(since_taken_back(actions, said))) or [do.NotUnderstood(said)]


def _tell_orders(pieces: Sequence[str | Sequence[do.Action]], view: View, reader: MessageReader) -> bool:
    """Whether what is told for a part is how the paper shall be, and nothing to print."""
    told = [action for piece in pieces if not isinstance(piece, str) for action in piece]
    return any(isinstance(one, do.TellPart) and tells_orders(one, view, reader) for one in told)


def _piece_by_piece(
    pieces: Sequence[str | Sequence[do.Action]], view: View, reader: MessageReader
) -> list[do.Action]:
    """What is done of a message, and what its other pieces ask for, in their order."""
    read = [_read(one, view, reader) if isinstance(one, str) else list(one) for one in pieces]
    return [action for actions in read for action in actions]


def _of_message(said: str, view: View, reader: MessageReader) -> list[do.Action]:
    whole = with_part_named(said, view)
    if counted_lines(lines_of(said)) and (outline := _outline(said, view)):
        return [outline]
    apart = told_apart(whole, view, reader) if view.sections and not facts_stated(said) else [said]
    return [action for piece in apart for action in _of_piece(piece, view, reader)]


def _unless_it_points(action: do.Action, view: View) -> do.Action:
    """What points at words of the paper, or puts them elsewhere, is printed by nobody: 跟营救58人接一起; and no
    first or last line begins with what orders one."""
    if isinstance(action, (do.SetOpening, do.SetClosing)) and re.match(order_words("one more"), action.text):
        return do.NotUnderstood(action.text)
    if isinstance(action, (do.EditSentence, do.AddFact, do.AddSentence, do.AddLeader)):
        is_order = orders_something(action.text, view)
        if is_order or (isinstance(action, do.AddFact) and puts_together(Wish(action.text, view))):
            return do.NotUnderstood(action.text)
        one = certain(action.text, view) if isinstance(action, do.AddFact) else None
        if isinstance(one, (do.FillBlank, do.RestoreVersion)):
            return one  # 那个，回到第3版
    return action


def _without_reasons(actions: Sequence[do.Action]) -> list[do.Action]:
    """The actions without what is only said of a thing that shall go: 别写围墙了，我们围墙今年才重砌的. Beside
    figures it tells what is to stand instead."""
    gone = [action.words for action in actions if isinstance(action, do.DeleteText) and not action.denied]
    return [
        action
        for action in actions
        if not isinstance(action, do.AddFact)
        or figures_told(action.text)
        or not any(words in action.text for words in gone)
    ]


def _names_no_time(action: do.Action, said: str, view: View) -> bool:
    """Whether a period is read where nobody named one: 年度考核目标全部完成."""
    if view.draft is None or not isinstance(action, do.SetFact) or action.field != "period":
        return False
    if action.value in said or any(word.tag == TIME for word in view.words(said)):
        return False
    plain = plain_digits(said)
    return year_named(with_years(plain, view.year)) is None and not re.search(r"\d", plain)


def _with_its_year(action: do.Action, view: View) -> do.Action:
    """Days without a year are of the year that the paper is of: 时间写成3月28日至4月6日."""
    if not isinstance(action, do.SetFact) or action.field != "period":
        return action
    days = [one for one in figures_told(action.value) if one.kind == DAYS]
    known = view.conversation.facts.period + view.conversation.title
    year = re.search(r"(?:19|20)\d\d\D", known)
    is_bare = days and year and not re.search(r"(?:19|20)\d\d", action.value)
    return replace(action, value=f"{year.group()}{action.value}") if is_bare and year else action


def _of_piece(said: str, view: View, reader: MessageReader) -> list[do.Action]:
    """What a message asks for, or the part of it that tells one text."""
    if ordered := text_ordered(said, view):
        return ordered
    if (items := points_out(said, view)) is not None:
        return list(items.actions)
    if of_a_part := told_of_a_part(said, view, reader):
        left = [one.text for one in of_a_part if isinstance(one, do.NotUnderstood)]
        told = [one for one in of_a_part if not isinstance(one, do.NotUnderstood)]
        ordered = [action for order in left for action in _of_clause(order, view, reader)]
        return [*_without_denials(told, view), *ordered]
    if unplaced := told_for_no_part(said, view, reader):
        return unplaced
    listed = _wishes_listed(said, view, reader)
    whole = _outline(said, view)
    lines = listed or ([] if whole else lines_of(said))
    actions = [action for line in lines for action in _of_line(line, view, reader)]
    # Of headings, too, some may be read as wishes, but nothing can be done for them.
    if whole is not None and all(isinstance(action, do.NotUnderstood) for action in actions):
        return [whole, *_ordered_behind(said, view, reader)]
    if not any(map(facts_stated, lines)):
        actions = list(_without_denials(actions, view))
    return actions


def _without_denials(actions: Sequence[do.Action], view: View) -> Iterator[do.Action]:
    """What a fact says the unit does not have is no fact to print: it is kept out, and the rest is told."""
    for action in actions:
        told = action.text if isinstance(action, do.AddFact) and view.draft is not None else ""
        if not told or not isinstance(action, do.AddFact) or (said := denied(told, view)) is None:
            yield action
            continue
        yield from said.actions
        if said.rest:
            yield replace(action, text=said.rest)


def _wishes_listed(said: str, view: View, reader: MessageReader) -> list[str]:
    """Numbered wishes; [] where what is numbered is not surely to be done, as headings are."""
    items = numbered_in(said)
    if len(items) < _LEAST_LISTED or len(said) > LONGEST_REQUEST:
        return []
    read = reader.read(items, view.headings)
    sure = [one for one in read if one[0].likelihood >= SURE_OF_A_WISH and one[0].name not in _NO_WISHES]
    return items if len(sure) * 2 > len(items) else []


def _outline(said: str, view: View) -> do.Action | None:
    """A pasted outline is one action, whatever stands around it."""
    if len(said) > LONGEST_REQUEST * 5 or not is_pasted_outline(said):
        return None
    return None if heads_one_part(said, view) else do.ReplaceOutline(outline_in(said))


def _ordered_behind(said: str, view: View, reader: MessageReader) -> list[do.Action]:
    """What is ordered behind an outline that is told: 三部分：甲、乙、丙，按这个重来; a draft that is there is
    put under it anyhow, and what is not sure is named."""
    rest = behind_the_list(said)
    return _without_asides(list(_of_clause(rest, view, reader))) if rest else []


def _of_line(line: str, view: View, reader: MessageReader) -> Iterator[do.Action]:
    if facts := facts_stated(line):
        yield from (do.AddFact(text) for text in facts)
        return
    is_told = any(told_by_form(clause, view) for clause in clauses_of(line))
    if not is_told and (one := certain(line, view)) is not None:
        yield one
        return
    clauses = clauses_of(line if is_told else with_text_in_quotes(line, view, reader))
    said = [action for clause in clauses for action in _of_clause(clause, view, reader)]
    is_whole = is_told or len(clauses) == 1 or len(line) > LONGEST_REQUEST
    yield from said if is_whole else said_as_a_whole(line, said, view, reader) or said


def _of_clause(clause: str, view: View, reader: MessageReader) -> Iterator[do.Action]:
    """The whole clause by a certain rule, else its wishes, each by a rule or as it is likely meant."""
    clause = without_what_it_is_not(clause)
    if len(clause) > LONGEST_REQUEST:
        yield do.NotUnderstood(clause)
        return
    if told := told_by_form(clause, view):
        yield from told.actions
        yield from (_sure_of if told.surely else _all_of)(told.rest, view, reader)
        return
    if (one := certain(clause, view)) is not None:
        yield one
        return
    for piece in pieces_of(clause, view, reader):
        text, decision = piece.wish.text, piece.decision
        if decision.action is not None:
            yield decision.action
            yield from decision.also
        elif decision.is_aside:
            yield _Aside(text, decision.perhaps)
        else:
            yield do.NotUnderstood(text, decision.perhaps)


def _all_of(rest: str, view: View, reader: MessageReader) -> Iterator[do.Action]:
    yield from _of_clause(rest, view, reader) if rest else ()


def _sure_of(rest: str, view: View, reader: MessageReader) -> Iterator[do.Action]:
    """What else a clause surely asks for, beside what it puts right; reasons are said beside it as often."""
    for one in _all_of(rest, view, reader):
        is_order = (
            isinstance(one, do.NotUnderstood) and one.perhaps and orders_of_the_draft(one.text, view, reader)
        )
        if is_order or not isinstance(one, (do.NotUnderstood, do.SmallTalk, do.Ask)):
            yield one


class _Aside(do.NotUnderstood):
    """A reason or a courtesy: says nothing by itself, and is not named beside other wishes."""


def _without_asides(actions: Sequence[do.Action]) -> list[do.Action]:
    rest: list[do.Action] = [action for action in actions if not isinstance(action, _Aside)]
    wanted: list[do.Action] = [action for action in rest if not isinstance(action, do.SmallTalk)]
    if wanted:
        return wanted
    return rest[:1] or [do.NotUnderstood(a.text, a.perhaps) for a in actions[:1] if isinstance(a, _Aside)]


def _in_order(actions: Sequence[do.Action]) -> list[do.Action]:
    """What sets the desk right behind a request to draft goes before it: one first says
    what to write, then how long and with what. Edits of the outline need its title first."""
    ordered: list[do.Action] = []
    rest = list(actions)
    while rest:
        action = rest.pop(0)
        if not isinstance(action, _WRITES):
            ordered.append(action)
            continue
        behind: list[do.Action] = []
        while rest and isinstance(rest[0], (*_DESK, *_OUTLINE)):
            behind.append(rest.pop(0))
        if isinstance(action, do.NewDraft):  # what edits its outline has none before it is there
            edits = [a for a in behind if isinstance(a, _EDITS)]
            ordered += [*(a for a in behind if not isinstance(a, _EDITS)), action, *edits]
            continue
        if action.title and any(isinstance(a, _EDITS) for a in behind):
            ordered.append(do.TakeTitle(action.title))
            action = do.WriteDraft()
        if rest and isinstance(rest[0], do.WriteDraft) and not rest[0].title and not rest[0].another:
            rest.pop(0)
        ordered += [*behind, action]
    return ordered
