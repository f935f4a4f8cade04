"""Questions about the draft, each read as a whole: its warnings, what it borrows, what would go if it were
shorter. What says that nothing is to be changed (先说说, 别直接改) orders nothing, whatever else it names."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_table
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.asked_of_past import asked_how_far
from draftbot.conversation.understanding.clauses import clauses_of, parts_of
from draftbot.conversation.understanding.of_the_opening import ReadOn, of_the_opening
from draftbot.conversation.understanding.reading import QUESTION, MessageReader
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import telling

# A question so surely read is asked, whatever its pieces may be read as.
SURE = 0.6
CUTS, MISSING, _SHOWS = "cuts", "missing", ".show"
ABOUT_THE_DRAFT = frozenset(("remarks", "borrowed", CUTS))


def about_the_draft(said: str, view: View, reader: MessageReader, read: ReadOn) -> list[do.Action] | None:
    """What a message asks about the draft or orders of what it opens with, with what else it says; None where it
    does neither."""
    if view.draft is None:
        return None
    if asked := _told_first(said, view, reader):
        return asked
    found, other, is_any = list[do.Action](), list[str](), False
    for clause in clauses_of(said):
        one = (
            of_the_opening(clause, view, read) or asked_how_far(clause, view) or _asked(clause, view, reader)
        )
        if one is None:
            other.append(clause)
            continue
        is_any = True
        if other:
            found += read("；".join(other), view)
            other = []
        found += one
    if not is_any:
        return None
    return [*found, *(read("；".join(other), view) if other else ())]


def _asked(clause: str, view: View, reader: MessageReader) -> list[do.Action] | None:
    """A clause that surely asks about the draft."""
    if asks_what_is_untold(clause):
        return [do.Ask(clause, MISSING)]
    likely = reader.read([clause], view.headings)[0][0]
    is_one = likely.name == QUESTION and likely.kind in ABOUT_THE_DRAFT and likely.likelihood >= SURE
    return [do.Ask(clause, likely.kind)] if is_one else None


def asks_what_is_untold(clause: str) -> bool:
    """Whether a clause asks what of the user's own is not in the draft: 我给的还有哪些没写到."""
    plain = to_simplified(clause)
    table = word_table("words_of_asking", "draftbot.conversation")
    given = rf"(?:{telling('ourselves')})(?:{any_of(table['has given'])})*(?:{telling('given')})"
    return all(re.search(form, plain) for form in (given, any_of(table["which"]), any_of(table["not told"])))


def _told_first(said: str, view: View, reader: MessageReader) -> list[do.Action] | None:
    """The question of a message that says that nothing is to be changed yet; what it would order is offered."""
    parts = [part for clause in clauses_of(said) for part in parts_of(clause)]
    kept = [part for part in parts if not _forbids().fullmatch(to_simplified(part).strip("。！!？? "))]
    rest = "，".join(kept)
    wish = Wish(rest, view)
    if (
        len(kept) == len(parts)
        or not kept
        or not (wish.says("interrogative") or _asks_to_hear().search(rest))
    ):
        return None
    likely = reader.read([rest], view.headings)[0]
    if likely[0].name.endswith(_SHOWS):
        return None  # it changes nothing anyhow
    asked = next((one for one in likely if one.name == QUESTION), None)
    about = asked.kind if asked is not None and asked.kind in ABOUT_THE_DRAFT else ""
    if not about and any(wish.says(key) for key in ("shorter", "none")):
        about = CUTS
    return [do.Ask(rest, about)] if about else None


@cache
def _forbids() -> re.Pattern[str]:
    """先别直接改稿子"""
    table = word_table("words_of_asking", "draftbot.conversation")
    first, hastily, does, draft, ends = (
        any_of(table[key]) for key in ("first", "hastily", "changes", "the draft", "roughly ends")
    )
    return re.compile(
        rf"(?:{first})*(?:{any_of(table['forbids'])})(?:{hastily})*(?:{draft})?(?:{does})+(?:{draft})?(?:{ends})*"
    )


@cache
def _asks_to_hear() -> re.Pattern[str]:
    return re.compile(any_of(word_table("words_of_asking", "draftbot.conversation")["asks to hear"]))
