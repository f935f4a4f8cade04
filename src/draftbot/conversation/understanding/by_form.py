"""The forms in which facts, figures that are right, and what shall go or stay are told."""

from __future__ import annotations

from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.asked_of_past import asked_of_past
from draftbot.conversation.understanding.corrections import corrected
from draftbot.conversation.understanding.denials import denied, there_after_all
from draftbot.conversation.understanding.facts_told import told
from draftbot.conversation.understanding.figures_by_name import put_right_by_name
from draftbot.conversation.understanding.headings_reworded import heading_reworded
from draftbot.conversation.understanding.names_changed import name_changed
from draftbot.conversation.understanding.numbers_added import numbers_added
from draftbot.conversation.understanding.others_out import others_out
from draftbot.conversation.understanding.points_named import points_named
from draftbot.conversation.understanding.points_out import points_out
from draftbot.conversation.understanding.quoted_edits import quoted_edits
from draftbot.conversation.understanding.said_back import left_blank, point_reworded
from draftbot.conversation.understanding.sentences_named import sentences_named
from draftbot.conversation.understanding.signed import signed
from draftbot.conversation.understanding.taken_back import steps_back
from draftbot.conversation.understanding.taken_out import taken_out
from draftbot.conversation.understanding.title_wishes import title_told
from draftbot.conversation.understanding.told import Told

# The narrower first: what is quoted, or a point by its number, is no fact and no denial.
_FORMS = (
    steps_back,
    asked_of_past,
    title_told,
    point_reworded,
    others_out,
    points_out,
    numbers_added,
    left_blank,
    points_named,
    heading_reworded,
    quoted_edits,
    sentences_named,
    signed,
    there_after_all,
    told,
    taken_out,
    denied,
    put_right_by_name,
    name_changed,
    corrected,
)


def told_by_form(clause: str, view: View) -> Told | None:
    """What a clause tells by its form; None where it has none of these."""
    forms = (told, corrected) if view.draft is None else _FORMS
    return next(filter(None, (read(clause, view) for read in forms)), None)
