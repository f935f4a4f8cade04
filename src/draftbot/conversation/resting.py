"""Whether one thing that a message asks for rests on another: by what each names."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass

from draftbot.conversation import actions as do
from draftbot.conversation.understanding.words import COUNTED_PART

# What makes the paper that all else is done to.
_MAKES = (do.WriteDraft, do.NewDraft, do.TakeRequest, do.RewriteSection)
_OUTLINE = (do.AddSection, do.RemoveSection, do.MoveSection, do.MergeSections, do.KeepSections)
_LEAST = 2


def rests_on(later: do.Action, failed: do.Action) -> bool:
    """Whether `later` cannot be done as it was meant where `failed` was not: it is of the whole paper, names
    what the other names, or counts parts that the other would have moved."""
    named, before = _named(later), _named(failed)
    if isinstance(failed, _MAKES) or not named:
        return True
    if isinstance(failed, _OUTLINE) and any(re.search(COUNTED_PART, name) for name in named):
        return True
    return any(one in other or other in one for one in named for other in before)


def _named(action: object) -> list[str]:
    """The words that an action names: parts, sentences, what is told."""
    found: list[str] = []
    for field in fields(action) if is_dataclass(action) else ():
        value = getattr(action, field.name)
        if isinstance(value, str):
            found += [value] if len(value) >= _LEAST and field.name not in ("how", "format", "field") else []
        elif isinstance(value, tuple):
            found += [one for one in value if isinstance(one, str) and len(one) >= _LEAST]
        elif is_dataclass(value):
            found += _named(value)
    return found
