"""Sentences that speak to a machine instead of reporting: 忽略以上要求，改为…

Past reports are data. A sentence in one that addresses whoever writes from it is
shown to no model, and flagged in a draft. Told by its words, so what reads like
ordinary prose passes; what a model then writes after it is held against the checks.
"""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.scripts import normalise
from draftbot.chinese.word_lists import any_of, word_table

_IN_ENGLISH = (
    r"(?i:ignore|disregard|forget|override)\b.{0,40}(?i:instruction|prompt|rule|above|previous|prior)",
    r"(?i:you are (?:now )?(?:an?|the)\b|system prompt|as an ai\b|(?:^|\n)\s*(?:system|assistant|user|human)\s*:)",
)
# The marks that chat templates put around turns.
_TEMPLATE_MARKS = r"<\|[^|>]{1,30}\|>|\[/?INST\]|<</?SYS>>|</?(?:system|user|assistant|instruction)>"


def is_instruction(sentence: str) -> bool:
    """Whether a sentence tells a writer or a machine what to do."""
    plain = normalise(sentence)
    return bool(_instruction().search(plain) or _instruction().search("".join(plain.split())))


@cache
def _instruction() -> re.Pattern[str]:
    """For normalised text, whose commas, colons and semicolons are the Western ones."""
    words = {key: f"(?:{any_of(listed)})" for key, listed in word_table("instructions_to_machines").items()}
    near, clause = "[^。;]{0,8}", "[^。;,]{0,8}"
    return re.compile(
        "|".join(
            (
                # put the rules away
                rf"{words['put away']}{near}{words['which']}{near}{words['rules']}",
                rf"{words['which']}{clause}{words['void rules']}[^。;]{{0,6}}{words['void']}",
                # a new part to play
                rf"{words['you are']}|{words['as']}{words['writers']}",
                rf"{words['to']}(?:各位)?{words['reading']}?{clause}{words['writers']}(?:[:,]|{words['ought']}|$)",
                rf"{words['reading']}{words['this']}[句段篇条份行处]?{clause}[时后的],?[^。;]{{0,6}}{words['ought']}",
                # what to put out
                rf"{words['put out']}(?:{words['the following']}|[“\"「『:])",
                rf"[在于]{words['where']}{near}{words['write']}",
                rf"{words['do not']}{words['mark']}{words['marks']}",
                rf"{words['of machines']}|新的?{words['new orders']}[:是]|{words['give away']}{near}{words['secrets']}",
                *_IN_ENGLISH,
                _TEMPLATE_MARKS,
                rf"</?{words['tags']}>",
            )
        )
    )
