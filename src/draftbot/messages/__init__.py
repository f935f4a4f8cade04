"""What draftbot tells its user: codes and values inside, words in the user's language at the faces.

Everything below the faces yields a `Message`, a code with values; a face renders it.
The words stand in `zh/` and `en/`, one file a subject, the same codes in both.
What belongs to a draft itself (its sentences, headings, 【待补：人数】), and what users and
past reports wrote, is a value and is never translated.
"""

from draftbot.messages.message import (
    NOTHING,
    Language,
    Message,
    Value,
    all_clauses,
    all_lines,
    all_sentences,
    as_json,
    from_json,
    plain,
    quoted,
    shortened,
    titled,
)
from draftbot.messages.rendering import render

__all__ = [
    "NOTHING",
    "Language",
    "Message",
    "Value",
    "all_clauses",
    "all_lines",
    "all_sentences",
    "as_json",
    "from_json",
    "plain",
    "quoted",
    "render",
    "shortened",
    "titled",
]
