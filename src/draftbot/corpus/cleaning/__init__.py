"""Repairs of damaged text: only what is certain, each step named and counted.

Order matters: characters first, since later steps look at marks; furniture
before line breaks, so that no button is glued to a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from draftbot.corpus.cleaning.account import Account
from draftbot.corpus.cleaning.characters import (
    count_suspects,
    drop_invisible,
    join_spaced_digits,
    mend_split_numbers,
    narrow_digits,
    unescape_entities,
    widen_punctuation,
)
from draftbot.corpus.cleaning.chats import drop_chat
from draftbot.corpus.cleaning.contents import drop_contents
from draftbot.corpus.cleaning.forms import read_forms
from draftbot.corpus.cleaning.furniture import strip_furniture
from draftbot.corpus.cleaning.linebreaks import drop_page_marks, drop_running_lines, join_broken_lines
from draftbot.corpus.cleaning.misread_numbers import mend_misread_numbers
from draftbot.corpus.cleaning.pinyin import drop_pinyin
from draftbot.corpus.cleaning.quoting import drop_quote_marks
from draftbot.corpus.cleaning.run_together import part_run_together
from draftbot.corpus.cleaning.said_beside import drop_said_beside
from draftbot.corpus.cleaning.shifted import restore_shifted
from draftbot.corpus.cleaning.spacing import close_letters_up, join_lone_numbers
from draftbot.corpus.cleaning.wrong_characters import replace_radicals, restore_encoding
from draftbot.corpus.lines import Line

REPEATED = "repeated"
Step = Callable[[list[Line], Account], list[Line]]

CHARACTER_STEPS: tuple[Step, ...] = (
    restore_encoding,
    unescape_entities,
    part_run_together,
    drop_quote_marks,
    read_forms,  # before tabs become spaces
    drop_invisible,
    replace_radicals,
    mend_misread_numbers,
    close_letters_up,
    narrow_digits,
    join_spaced_digits,
    drop_pinyin,
    restore_shifted,
    drop_running_lines,
    drop_page_marks,
    drop_contents,
    drop_chat,
    drop_said_beside,
    mend_split_numbers,
    count_suspects,
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`lines` have no blank ones among them; `adverts` holds, by source line, the
    adverts and the titles of collections that were taken out."""

    lines: list[Line]
    adverts: dict[int, str]
    account: Account


def clean(
    lines: list[Line], wanted: frozenset[int] = frozenset(), repeated: frozenset[int] = frozenset()
) -> Cleaned:
    """All repairs that look at lines alone, with their account. The source lines
    `wanted` stay whatever they look like; the lines `repeated` stand in other pages, too."""
    account = Account(wanted)
    lines = [line for line in lines if line.number not in repeated or not account.drop(REPEATED, line)]
    lines = [line for line in lines if not (line.dropped_as and account.drop(line.dropped_as, line))]
    for step in CHARACTER_STEPS:
        lines = step(lines, account)
    stripped = strip_furniture(lines, account)
    joined = join_broken_lines(join_lone_numbers(stripped.lines, account), account)
    trimmed = [line.with_text(line.text.strip(" \u3000\t")) for line in joined]
    widened = widen_punctuation([line for line in trimmed if line.text], account)
    return Cleaned(widened, stripped.adverts, account)
