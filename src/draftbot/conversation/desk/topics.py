"""Whether two titles are on one topic, and what does not outlive one."""

from __future__ import annotations

from typing import Any

from draftbot.corpus.title_parts import parts_of
from draftbot.corpus.unit_reader import UnitReader
from draftbot.domain import Conversation
from draftbot.facts.knowledge import Knowledge
from draftbot.plans.topics import topic_of


def is_same_topic(known: Knowledge, title: str, other: str) -> bool:
    """Whether two titles are on one topic, whoever writes of whatever time."""
    reader = UnitReader(None, known.trades)
    one, two = (topic_of(parts_of(each, reader, "", known.unit_names)) for each in (title, other))
    return one == two


def dropped_for(known: Knowledge, before: Conversation, title: str) -> dict[str, Any]:
    """What was chosen for the topic of a desk and is not for another title's, as it becomes."""
    is_chosen = before.reports is not None or before.any_trade
    same = not is_chosen or is_same_topic(known, before.title, title)
    return {} if same else {"reports": None, "any_trade": False}
