"""A message that asks for the first paper on a desk, read whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftbot.chinese.word_lists import any_of, word_table
from draftbot.conversation import actions as do
from draftbot.conversation.desk import item_actions, request_actions, sentence_actions, text_actions
from draftbot.conversation.desk.desk import Desk
from draftbot.conversation.desk.left_of_request import with_what_is_left
from draftbot.conversation.understanding.clauses import readable, without_quoted
from draftbot.conversation.understanding.unpunctuated import marked
from draftbot.conversation.understanding.words import PAPER, names_no_topic

# What cannot be meant where there is no draft.
OF_A_DRAFT = frozenset(
    (
        do.RewriteSection,
        do.RewriteSentence,
        do.Restyle,
        do.DeleteUnconfirmed,
        *sentence_actions.HANDLERS,
        *item_actions.HANDLERS,
        *text_actions.HANDLERS,
    )
)
# What may be found by itself in a message that asks for a new paper, and for nothing else.
_ALSO: tuple[type, ...] = (
    do.WriteDraft,
    do.NewDraft,
    do.TakeTitle,
    do.NotUnderstood,
    do.SmallTalk,
    do.AddFact,
    do.SetFact,
    do.SetLength,
    do.AddSection,
    do.ReplaceOutline,
)
# The same, where only the message with its clauses parted is read as a request.
_ALSO_PARTED = (*_ALSO, do.AskTopic, do.LikeReport, do.ChooseReports)


def first_request(message: str, understood: Sequence[do.Action], desk: Desk) -> list[do.Action] | None:
    """What a message tells that asks for the first paper on this desk; None for any other, as one that is
    `understood` otherwise."""
    if desk.conversation.draft_id is not None:
        return None
    renamed = [action for action in understood if isinstance(action, do.TakeTitle)]
    if renamed == understood and all(action.title != message.strip() for action in renamed):
        return None  # 题目改为“…” asks for no paper yet
    requests, said, also = request_actions.request_reader(desk), readable(message) or message, _ALSO
    read, trades = requests.read(said), requests.rules.units.trades
    if not _is_titled(read) and (parted := marked(said, desk.drafter.knowledge.tagger)) != said:
        whole = requests.read(parted)
        if read is None or _is_titled(whole):
            said, read, also = parted, whole, _ALSO_PARTED
    if read is None:
        return None
    titles = [one.title for one in read if isinstance(one, do.TakeRequest)]
    is_titled = any(isinstance(action, do.WriteDraft) and action.title for action in understood)
    if any(map(_asks, titles)):
        return [do.Ask(said)] if is_titled else None
    # Taken for the title as it was typed: 我想写份报告.
    is_untold = is_titled and all(map(names_no_topic, titles))
    possible = [action for action in understood if type(action) not in OF_A_DRAFT]
    is_told = any(request_actions.tells_much(one, trades) for one in read)
    is_possible = possible and all(isinstance(action, also) for action in possible)
    if not (is_told or is_possible or is_untold):
        return None
    taken = request_actions.without_wishes(request_actions.without_asides(read, desk.reader), desk.reader)
    taken = with_what_is_left(taken, said, desk.view(), desk.reader)
    return request_actions.with_what_it_is_like(taken, desk.reader)


def _is_titled(read: Sequence[do.Action] | None) -> bool:
    return any(isinstance(one, do.TakeRequest) and one.title for one in read or ())


def _asks(title: str) -> bool:
    """Whether what was taken for a title is a question: 去年的总结在哪看, 有没有去年的总结; not 怎样做好…的经验材料, nor
    what the title quotes."""
    title = without_quoted(title)
    words = word_table("words_of_statements", "draftbot.conversation")
    if re.search(any_of(words["asks"]), title) is None:
        return False
    asks_whether = rf"(\w)(?:{any_of(words['or not'])})\1"  # 有没有, 能不能
    return re.search(asks_whether, title) is not None or re.search(rf"{PAPER}$", title) is None
