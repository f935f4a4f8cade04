"""Whether two titles are on one topic."""

from __future__ import annotations

from draftbot.corpus.title_parts import parts_of
from draftbot.corpus.unit_reader import UnitReader
from draftbot.facts.knowledge import Knowledge
from draftbot.plans.topics import topic_of


def is_same_topic(known: Knowledge, title: str, other: str) -> bool:
    """Whether two titles are on one topic, whoever writes of whatever time."""
    reader = UnitReader(None, known.trades)
    one, two = (topic_of(parts_of(each, reader, "", known.unit_names)) for each in (title, other))
    return one == two
