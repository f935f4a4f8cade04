"""What is typed or spoken on without any mark, cut where its clauses end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from draftbot.chinese.clause_ends import with_clause_ends
from draftbot.chinese.tagging import Tagger
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View

# Who uses one mark uses them all.
_MARK = re.compile('[，。；：！？、,;:!?\n“”"「」《》—]')
_ENDS = "。！!？?；;，, "
# Nine of ten orders of one breath are no longer: 把…从基本情况移到存在不足.
_ONE_BREATH = 19


def with_marks(said: str, view: View) -> str:
    """A message about a draft, with a comma where a clause ends if it has no mark at all. A request for a paper
    is read as it is typed (`conversation/marking`)."""
    return said if view.draft is None or len(said) <= _ONE_BREATH else marked(said, view.tagger)


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
    return with_clause_ends(text, tagger)
