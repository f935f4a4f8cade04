"""What was done held against what was wanted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from draftbot.domain import ChatEvent, Did, Suggested
from draftbot.evaluation.conversation.wanted import SaidAtDesk

SEVERAL, VAGUE = "multi", "clarify"
# What may add a fact, and what may leave less than half of a draft.
ADDS = frozenset(("fact.add", "fact.change", "leader.add", SEVERAL))
SHRINKS = frozenset(
    ("section.shorten", "section.length", "length", "text.delete", "blank.delete", "unconfirmed.delete", "outline.remove",
     "outline.keep", "outline.replace", "outline.like", "reports.choose", "reports.without", "draft.new",
     "genre", "section.merge_repeats", SEVERAL)
)  # fmt: skip


class Verdict(StrEnum):
    RIGHT = "right"  # one of the actions wanted was done; of several at once two or more
    PARTLY = "partly"  # of several at once, one
    SUGGESTED = "suggested"  # nothing was done, and it is among what may have been meant
    ASKED = "asked"  # nothing was done, something else may have been meant
    SILENT = "silent"  # nothing was done, and nothing suggested
    WRONG = "wrong"  # something else was done
    LOST = "lost"  # an order became a fact, or less than half of the draft is left


@dataclass(frozen=True, slots=True)
class DeskState:
    facts: int
    chars: int
    draft_id: str | None


def judged(wanted: SaidAtDesk, events: Sequence[ChatEvent], before: DeskState, after: DeskState) -> Verdict:
    done = [event.name for event in events if isinstance(event, Did)]
    suggested = [s for event in events if isinstance(event, Suggested) for s in event.suggestions]
    if _is_lost(wanted, before, after):
        return Verdict.LOST
    return held_against(wanted.names, done, [one.action for one in suggested])


def held_against(wanted: Collection[str], done: Collection[str], suggested: Collection[str]) -> Verdict:
    """What was done and what was suggested, by their names, held against what was wanted; whether
    something was lost is not seen here."""
    if set(wanted) & set(done) or (SEVERAL in wanted and len(done) > 1):
        return Verdict.RIGHT
    if done:
        return Verdict.PARTLY if SEVERAL in wanted else Verdict.WRONG
    if VAGUE in wanted and suggested:
        return Verdict.RIGHT
    if not suggested:
        return Verdict.SILENT
    return Verdict.SUGGESTED if set(wanted) & set(suggested) else Verdict.ASKED


def _is_lost(wanted: SaidAtDesk, before: DeskState, after: DeskState) -> bool:
    if after.facts > before.facts and not wanted.names & ADDS:
        return True
    halved = after.chars < before.chars / 2
    if "draft.new" in wanted.names and halved and after.draft_id == before.draft_id:
        return True
    return halved and wanted.expect.action not in SHRINKS


def share(verdicts: Iterable[Verdict], *kinds: Verdict) -> float:
    found = list(verdicts)
    return sum(one in kinds for one in found) / len(found) if found else 0.0
