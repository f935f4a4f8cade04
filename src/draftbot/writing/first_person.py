"""What a unit's paper tells, said by one of its people in a paper of his own: where it can be without
claiming more than that he had a part in it."""

from __future__ import annotations

from dataclasses import replace

import rjieba

from draftbot.chinese.word_lists import word_table
from draftbot.facts.brief import Brief
from draftbot.masking.mask import Masked
from draftbot.masking.usable import speaks_as_i
from draftbot.writing.points import Point

_FORMS = "first_person"


def as_told_by_person(point: Point, brief: Brief) -> Point:
    """The point of a unit's paper with its first sentence told by the person; its others tell of the unit."""
    if not brief.first_person or point.report.genre == brief.genre or not point.sentences:
        return point
    first, *others = point.sentences
    return replace(point, sentences=(_told(first, brief), *others))


def _told(sentence: Masked, brief: Brief) -> Masked:
    table = word_table(_FORMS, "draftbot.writing")
    if sentence.fact or speaks_as_i(sentence.text):
        return sentence
    if _opens_with_a_deed(sentence.text):
        return replace(sentence, text=table["alone"][0] + sentence.text)
    names = (brief.self_name, *(brief.trade.selves + brief.trade.tails if brief.trade else ()))
    unit = max((name for name in names if sentence.text.startswith(name)), key=len, default="")
    if unit and _opens_with_a_deed(sentence.text[len(unit) :]):
        return replace(sentence, text=table["with the unit"][0] + sentence.text)
    return sentence


def _opens_with_a_deed(text: str) -> bool:
    """Whether a text begins with what somebody did."""
    words = rjieba.tag(text[:12], False)
    if not words:
        return False
    word, tag = words[0]
    if len(words) > 1 and words[1][1].startswith("u"):  # 教研的内容
        return False
    return (
        tag in ("v", "vn")
        and len(word) > 1
        and word not in word_table(_FORMS, "draftbot.writing")["not done"]
    )
