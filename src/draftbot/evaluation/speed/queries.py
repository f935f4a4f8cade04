"""What people would ask of the generated reports: headings, questions, half a thought."""

from __future__ import annotations

import random
from collections.abc import Callable

from draftbot.evaluation.speed.reports import SEED
from draftbot.evaluation.speed.speech import Speech
from draftbot.evaluation.speed.words import subjects

_FORMS: tuple[Callable[[Speech], str], ...] = (
    lambda s: f"{s.verb()}{s.noun()}",
    lambda s: f"{s.subject}{s.noun()}{s.verb()}情况",
    lambda s: f"{s.verb()}{s.noun()}，{s.verb()}{s.noun()}",
    lambda s: f"{s.subject}怎么{s.verb()}{s.noun()}？",
    lambda s: f"如何做好{s.subject}的{s.noun()}工作",
    lambda s: f"{s.noun()} {s.noun()}{s.word('adjectives')}",
    lambda s: f"{s.subject}{s.noun()}方面存在的问题",
    lambda s: f"帮我找一下{s.subject}{s.verb()}{s.noun()}的段落",
    lambda s: f"{s.noun()}没有{s.verb()}到位",
    lambda s: s.subject + s.noun(),
    lambda s: s.sentence(),
)


def make_queries(count: int, seed: int = SEED) -> list[str]:
    """`count` different queries of 4 to about 60 characters."""
    chance = random.Random(f"queries/{seed}")
    found: dict[str, None] = {}
    while len(found) < count:
        speech = Speech(chance, chance.choice(subjects()))
        found[chance.choice(_FORMS)(speech)] = None
    return list(found)
