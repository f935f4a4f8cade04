"""Under which label of a message each fact stands: 问题：净水设备老化；…. 明年打算：…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftbot.corpus.roles import role_of
from draftbot.domain import Role

_LABEL = re.compile(
    r"(?:^|[\n。！!])\s*(?:\d{1,2}[、.．)）]|（?[一二三四五六七八九十]{1,2}[、）])?\s*"
    r"(?P<label>[^，,。；;：:\n]{2,10}?)(?:[：:]|主要是|主要有|有以下几)"
)
_ENDS = re.compile(r"[\n。！!]")
_TOLD = frozenset((Role.PROBLEMS, Role.PLANS))


def labels_told(facts: Sequence[str], message: str) -> list[str]:
    """The label that each fact stands behind, up to the sentence's end; "" but for those of problems and plans."""
    found = [(m.end(), m["label"].strip()) for m in _LABEL.finditer(message)]
    spans = [
        (start, stop.start() if (stop := _ENDS.search(message, start)) else len(message), label)
        for start, label in found
        if role_of(label) in _TOLD
    ]
    labels, at = list[str](), 0
    for fact in facts:
        start = message.find(fact, at)
        at = start + 1 if start >= 0 else at
        inside = (label for first, end, label in spans if first <= start < end)
        labels.append(next(inside, ""))
    return labels
