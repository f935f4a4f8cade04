"""What is typed or spoken on without any mark, cut where its clauses end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from draftbot.chinese.clause_ends import with_clause_ends
from draftbot.chinese.tagging import Tagger
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.around_titles import asks, introduces
from draftbot.conversation.understanding.reading import MessageReader
from draftbot.conversation.understanding.words import PAPER, TAIL

# Who uses one mark uses them all.
_MARK = re.compile('[，。；：！？、,;:!?\n“”"「」《》—]')
_ENDS = "。！!？?；;，, "
# Nine of ten orders of one breath are no longer: 把…从基本情况移到存在不足.
_ONE_BREATH = 19
_LONGEST_TITLE = 60
# A blank that Latin words or bare figures do not ask for.
_BLANK = re.compile(
    r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])|(?<=\d)[ \u3000]+(?=[\u4e00-\u9fff]{2})"
)
_SHORTEST_CLAUSE = 2
_TITLED = ("title", "draft.new")


def with_marks(said: str, view: View, reader: MessageReader) -> str:
    """A message about a draft, with a comma where a clause ends if it has no mark at all: at its blanks, else where
    clauses end by what was learnt. A request for a paper is read as it is typed (`conversation/marking`)."""
    said = _who_apart(said)
    if view.draft is None:
        return said
    if (parted := _blanks_as_marks(said)) != said:
        return parted
    if len(said) <= _ONE_BREATH:
        return said
    return _with_titles_whole(
        marked(said, view.tagger), lambda clause: reader.read([clause])[0][0].name in _TITLED
    )


def _blanks_as_marks(said: str) -> str:
    """A message without any mark whose blanks part its clauses, with commas for them. 张 三 is a name, 第二部分 200字
    one thing and its length."""
    if _MARK.search(said.strip(_ENDS)):
        return said
    clauses = _BLANK.split(said.strip())
    return "，".join(clauses) if all(len(clause) >= _SHORTEST_CLAUSE for clause in clauses) else said


def _who_apart(said: str) -> str:
    """A message without any mark, with a comma behind 我们是… where a blank stands for one."""
    who, blank, rest = said.strip().partition(" ")
    return (
        f"{who}，{rest.strip()}"
        if blank and introduces(who) and not _MARK.search(said.strip(_ENDS))
        else said
    )


def facts_with_marks(actions: Iterable[do.Action], view: View) -> list[do.Action]:
    """The actions, each fact that is told in one breath with commas where its clauses end."""
    return [_with_facts_marked(action, view) for action in actions]


def _with_facts_marked(action: do.Action, view: View) -> do.Action:
    return (
        replace(action, text=marked(action.text, view.tagger)) if isinstance(action, do.AddFact) else action
    )


def marked(text: str, tagger: Tagger | None) -> str:
    """A text without any mark with commas where its clauses end."""
    if tagger is None or _MARK.search(text.strip(_ENDS)):
        return text
    return _with_titles_whole(with_clause_ends(text, tagger), asks)


def _with_titles_whole(text: str, opens: Callable[[str], bool]) -> str:
    """A text that was parted, without what came into a title: from a clause that `opens` on one and names no
    paper (再写一份2025年, 题目改成2025年) to the one that is the paper (…工作总结)."""
    whole: list[str] = []
    for clause in text.split("，"):
        whole.append(clause)
        if asks(clause) or re.search(rf"{PAPER}{TAIL}[{_ENDS}]*$", clause) is None:
            continue
        start = next((i for i in reversed(range(len(whole) - 1)) if opens(whole[i])), len(whole) - 1)
        title = "".join(whole[start:])
        if len(title) <= _LONGEST_TITLE and re.search(PAPER, "".join(whole[start:-1])) is None:
            whole[start:] = [title]
    return "，".join(whole)
