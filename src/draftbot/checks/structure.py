"""Form: length, empty sections, order, numbering, script, and what a 报告 must not ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from draftbot.checks.quoting import start_of
from draftbot.chinese.enumerators import Family, parse_number
from draftbot.chinese.scripts import script_of
from draftbot.chinese.word_lists import any_of, word_table
from draftbot.domain import Draft, DraftSection, OutlineSection, Remark, Script, Sentence
from draftbot.messages import Message

SHORT, LONG = 0.8, 1.2
# How sentences of a section number its parts, each kind with its own count.
_COUNTED = (Family.HAN_BRACKET, Family.ARABIC, Family.BRACKET, Family.CIRCLE, Family.ORDER, Family.POINT)
# 报告 report upward and ask for nothing.
_REPORTING = ("报告", "汇报", "总结", "通报")


def length_remarks(draft: Draft, i: int) -> Iterator[Remark]:
    """A section that is empty, or off its target by more than a fifth."""
    section, target = draft.sections[i], _target(draft, i)
    if section.note:
        yield Remark("section_short", Message("checks.note", heading=section.heading, note=section.note), i)
    elif leads_on(draft, i):
        # What it has to say stands in the sections below it.
        return
    elif not section.chars:
        yield Remark("section_empty", Message("checks.section_empty", heading=section.heading), i)
    elif target and section.chars > LONG * target:
        text = Message("checks.section_long", heading=section.heading, chars=section.chars, target=target)
        yield Remark("section_long", text, i)
    elif target and section.chars < SHORT * target:
        text = Message("checks.section_short", heading=section.heading, chars=section.chars, target=target)
        yield Remark("section_short", text, i)


def form_remarks(draft: Draft, i: int) -> Iterator[Remark]:
    """Numbering, script and requests in one section."""
    section = draft.sections[i]
    yield from _numbering(i, section)
    if script_of(section.text) is Script.MIXED:
        yield Remark("mixed_script", Message("checks.mixed_script_within", heading=section.heading), i)
    for j, sentence in enumerate(section.sentences):
        yield from _request(draft, sentence, i, j)


def draft_remarks(draft: Draft) -> Iterator[Remark]:
    """What shows only in the whole: order, one script throughout, the closing lines."""
    planned = [section.heading for section in draft.request.outline.sections][: len(draft.sections)]
    written = [section.heading for section in draft.sections]
    if written != planned and sorted(written) == sorted(planned):
        yield Remark("order", Message("checks.order"))
    scripts = [script_of(section.text) for section in draft.sections if section.text]
    if (
        Script.MIXED not in scripts
        and script_of("\n".join(section.text for section in draft.sections)) is Script.MIXED
    ):
        yield Remark("mixed_script", Message("checks.mixed_script"))
    for sentence in (*draft.opening, *draft.closing):
        yield from _request(draft, sentence, None, None)


def leads_on(draft: Draft, i: int) -> bool:
    """Whether section `i` only introduces those below it."""
    sections = draft.sections
    planned = draft.request.outline.sections
    after = (
        sections[i + 1].level
        if i + 1 < len(sections)
        else planned[i + 1].level
        if i + 1 < len(planned)
        else 0
    )
    return after > sections[i].level


def _target(draft: Draft, i: int) -> int | None:
    outline: Sequence[OutlineSection] = draft.request.outline.sections
    return outline[i].length if i < len(outline) else None


def _numbering(i: int, section: DraftSection) -> Iterator[Remark]:
    """Numbers that skip or repeat; beginning again at one is a new list."""
    last = dict.fromkeys(_COUNTED, 0)
    for j, sentence in enumerate(section.sentences):
        number = parse_number(sentence.text)
        if number is None or number.family not in last:
            continue
        if number.ordinal not in (1, last[number.family] + 1):
            before = last[number.family]
            start = start_of(sentence.text)
            text = (
                Message("checks.numbering", sentence=start, before=before)
                if before
                else Message("checks.numbering_without_first", sentence=start)
            )
            yield Remark("numbering", text, i, j)
        last[number.family] = number.ordinal


def _request(draft: Draft, sentence: Sentence, i: int | None, j: int | None) -> Iterator[Remark]:
    genre = draft.request.outline.genre
    if genre.endswith(_REPORTING) and (match := _asking().search(sentence.text)):
        text = Message(
            "checks.request_in_report", sentence=start_of(sentence.text), words=match.group(), genre=genre
        )
        yield Remark("request_in_report", text, i, j)


@cache
def _asking() -> re.Pattern[str]:
    """What a 请示 says; 请予审议 and 请批评指正 are a report's own formulas."""
    words = {key: any_of(listed) for key, listed in word_table("asking_superiors").items()}
    return re.compile(
        rf"(?:{words['asks']})[^，。；》]{{0,10}}(?<!{words['behind']})(?:{words['for']})"
        rf"|[妥当可]否[^，。]{{0,4}}[，,]?\s*请|{words['formulas']}|(?:{words['begs']})[^，。；]{{0,12}}(?:{words['help']})"
    )
