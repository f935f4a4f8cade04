"""Domain values to HTML that is safe to show: the draft sheet, the chat, notices.

Everything a user or a corpus file wrote goes through `esc`; nothing else may be
put between tags or in attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from itertools import accumulate

from draftbot.checks import Borrowing, borrowings
from draftbot.chinese.enumerators import format_number
from draftbot.domain import (
    BLANK_CLOSE,
    BLANK_OPEN,
    Draft,
    Found,
    Hit,
    IngestProgress,
    ReadyToExport,
    ReportSummary,
    Sentence,
    Source,
)
from draftbot.errors import DraftbotError
from draftbot.export.manuscript import signature_of
from draftbot.faces.web.stage import Entry, Piece, Stage, Waiting
from draftbot.faces.web.texts import Texts
from draftbot.messages import Message

EXAMPLES = (
    Message("examples.draft_kindergarten"),
    Message("examples.draft_bureau"),
    Message("examples.search"),
)
BLANK = re.compile(re.escape(BLANK_OPEN) + "[^】]*" + re.escape(BLANK_CLOSE))


def esc(value: object) -> str:
    """`value` as text, safe between tags and inside quoted attributes."""
    return escape(str(value), quote=True)


def button(act: str, label: str, css: str = "link", **data: object) -> str:
    """A button that triggers the component's event `act` with `data` (see clicks.js)."""
    attributes = "".join(f' data-{key}="{esc(value)}"' for key, value in data.items())
    return f'<button type="button" class="{css}" data-act="{act}"{attributes}>{esc(label)}</button>'


def with_marks(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with <mark> around `spans` (character offsets; overlapping ones are merged)."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        start = max(start, at)
        if end <= start:
            continue
        parts.append(f"{esc(text[at:start])}<mark>{esc(text[start:end])}</mark>")
        at = end
    return "".join(parts) + esc(text[at:])


def with_blanks(text: str, fillable: bool = False) -> str:
    """`text` with its 【待补：…】 made visible, and within reach of the keyboard."""
    reach = ' role="button" tabindex="0"' if fillable else ""
    parts: list[str] = []
    at = 0
    for match in BLANK.finditer(text):
        parts.append(f'{esc(text[at : match.start()])}<mark class="blank"{reach}>{esc(match[0])}</mark>')
        at = match.end()
    return "".join(parts) + esc(text[at:])


def path_line(path: Sequence[str], t: Texts) -> str:
    return " › ".join(esc(step) for step in path) or esc(t("opening"))


def meta_line(report: ReportSummary, t: Texts) -> str:
    """Genre, unit, year and source of a report."""
    parts = [report.genre, report.unit, t("year", year=report.year) if report.year else "", report.source]
    return "".join(f"<span>{esc(part)}</span>" for part in parts if part)


def empty(head: str, more: str) -> str:
    return f'<div class="empty"><p class="head">{esc(head)}</p><p>{esc(more)}</p></div>'


# -- notices -------------------------------------------------------------------


def error_notice(error: DraftbotError, t: Texts) -> str:
    """What went wrong and what to do about it."""
    message, hint = t.tell(error.says), t.tell(error.advises)
    return notice("error", f"<strong>{esc(message)}</strong> {esc(hint)}", t)


def bad_notice(text: str, t: Texts) -> str:
    return notice("error", esc(text), t)


def good_notice(text: str, t: Texts) -> str:
    return notice("good", esc(text), t)


def notice(kind: str, inner: str, t: Texts) -> str:
    role = "alert" if kind == "error" else "status"
    close = f'<button type="button" class="icon" data-close aria-label="{esc(t("close"))}">×</button>'
    return f'<div class="notice {kind}" role="{role}"><p>{inner}</p>{close}</div>'


def standing(notices: Sequence[DraftbotError], t: Texts) -> str:
    """What stands over all answers, a paragraph each, as long as it does."""
    told = [(one.message(t.language), one.hint(t.language)) for one in notices]
    lines = "".join(f"<p><strong>{esc(what)}</strong> {esc(hint)}</p>" for what, hint in told)
    return f'<div class="standing" role="status">{lines}</div>' if lines else ""


# -- chat ----------------------------------------------------------------------


def talk(stage: Stage, t: Texts) -> str:
    """The conversation so far, with what draftbot is doing right now."""
    if not stage.entries:
        return welcome(t)
    bubbles = [bubble(entry, t) for entry in stage.entries if entry.pieces]
    if stage.busy:
        bubbles.append(f'<p class="working" role="status">{esc(working(stage, t))}</p>')
    bubbles += [waits(one, t) for one in stage.waiting]
    return f'<div class="log" role="log" aria-label="{esc(t("talk_log"))}">{"".join(bubbles)}</div>'


def welcome(t: Texts) -> str:
    examples = "".join(button("example", text, "example", text=text) for text in map(t.tell, EXAMPLES))
    return (
        f'<div class="welcome"><p class="head">{esc(t("welcome"))}</p><p>{esc(t("welcome_more"))}</p>'
        f'<p class="try">{esc(t("try"))}</p>{examples}</div>'
    )


def bubble(entry: Entry, t: Texts) -> str:
    who = t("you" if entry.speaker == "user" else "bot")
    pieces = "".join(said(piece, t) for piece in entry.pieces)
    return f'<div class="bubble {entry.speaker}"><span class="who">{esc(who)}</span>{pieces}</div>'


def waits(message: Waiting, t: Texts) -> str:
    """A message whose turn is still to come."""
    back = button("take_back", t("take_back"), number=message.number)
    return (
        f'<div class="bubble user waiting"><p class="words">{esc(message.text)}</p>'
        f'<span class="who">{esc(t("waits"))} {back}</span></div>'
    )


def said(piece: Piece, t: Texts) -> str:
    match piece:
        case Found(result):
            hits = "".join(small_hit(hit, t) for hit in result.hits)
            return f'<div class="hits">{hits}</div>'
        case ReadyToExport(draft_id, format_):
            label = t("download_as", format=format_)
            return f"<p>{button('export', label, 'solid', draft=draft_id, format=format_)}</p>"
        case _:
            return f'<p class="words">{esc(t.tell(piece.text))}</p>'


def small_hit(hit: Hit, t: Texts) -> str:
    return (
        f'<div class="hit small"><p class="where">'
        f"{button('passage', hit.report.title, passage=hit.passage.id)}"
        f' <span class="path">{path_line(hit.passage.heading_path, t)}</span></p>'
        f'<p class="text">{with_marks(hit.passage.text, hit.highlights)}</p></div>'
    )


def working(stage: Stage, t: Texts) -> str:
    if stage.writing is None or stage.draft is None:
        return t("thinking")
    sections = stage.draft.request.outline.sections
    return t("writing", heading=sections[stage.writing].heading, i=stage.writing + 1, n=len(sections))


# -- the draft sheet -----------------------------------------------------------


def heading_numbers(levels: Iterable[int]) -> list[str]:
    """The 公文 numbers of headings at `levels`, each level counting within the one above."""
    counts: list[int] = []
    numbers: list[str] = []
    for level in levels:
        depth = max(level, 1)
        counts = [*counts, *[0] * depth][:depth]
        counts[-1] += 1
        numbers.append(format_number(depth, counts[-1]))
    return numbers


def sheet(stage: Stage, t: Texts) -> str:
    """The draft as a paper page, with what is known of it so far."""
    draft = stage.draft
    if draft is None:
        return f'<div class="paper blank-paper">{empty(t("no_draft"), t("no_draft_more"))}</div>'
    sources = {source.number: source for source in draft.sources}
    numbers = heading_numbers(plan.level for plan in draft.request.outline.sections)
    numbers += heading_numbers(s.level for s in draft.sections)[len(numbers) :]
    body = [part(draft, borrowing, numbers[borrowing.section], sources, t) for borrowing in borrowings(draft)]
    if stage.writing is not None:
        body.append(part_at_work(draft, stage, numbers))
    return (
        f'<div class="draft">{warnings(draft, t)}<p class="keys">{esc(t("paper_keys"))}</p>'
        f'<article class="paper" lang="zh-CN" data-draft="{esc(draft.id)}"'
        f' aria-busy="{str(stage.busy).lower()}"><h1>{esc(draft.title)}</h1>'
        f"{formulas(draft.opening, sources, t)}{''.join(body)}{formulas(draft.closing, sources, t)}"
        f"{signature(draft)}</article>{source_list(draft, t)}</div>"
    )


def summary(draft: Draft | None, t: Texts) -> str:
    """How long the draft is, how much is left to fill in, what it rests on."""
    if draft is None:
        return ""
    length = draft.request.length or draft.request.outline.length
    parts = [t("sum_chars", n=sum(s.chars for s in draft.sections))]
    parts += [t("sum_target", n=length)] if length else []
    parts += [t("sum_blanks", n=len(draft.blanks))] if draft.blanks else []
    parts.append(t("sum_sources", n=len(draft.sources)))
    return '<p class="summary">' + "".join(f"<span>{esc(part)}</span>" for part in parts) + "</p>"


def warnings(draft: Draft, t: Texts) -> str:
    if not draft.warnings:
        return ""
    items = "".join(f"<li>{esc(t.tell(remark.text))}</li>" for remark in draft.warnings)
    head = esc(t("warnings", n=len(draft.warnings)))
    return f'<details class="warnings" open><summary>{head}</summary><ul>{items}</ul></details>'


def part(draft: Draft, borrowing: Borrowing, number: str, sources: dict[int, Source], t: Texts) -> str:
    """One section under its numbered heading."""
    index = borrowing.section
    section, plan = draft.sections[index], draft.request.outline.sections
    target = plan[index].length if index < len(plan) else None
    first = accumulate((len(p) for p in section.paragraphs), initial=0)
    paragraphs = "".join(
        lines(p, sources, t, (index, at)) for p, at in zip(section.paragraphs, first, strict=False)
    )
    note = f'<p class="note">{esc(t.tell(section.note))}</p>' if section.note else ""
    return (
        f'<section class="part">{heading(section.heading, section.level, number)}'
        f"{meter(borrowing, sources, t)}{count(section.chars, target, t)}</div>{paragraphs}{note}</section>"
    )


def heading(text: str, level: int, number: str) -> str:
    tag = f"h{min(max(level, 1), 3) + 1}"
    return f'<div class="part-head"><{tag}>{esc(number)}{esc(text)}</{tag}>'


def count(chars: int, target: int | None, t: Texts) -> str:
    """How long a section is, against its target; off by more than a fifth is marked."""
    if not target:
        return f'<span class="count">{esc(t("chars", n=chars))}</span>' if chars else ""
    fit = "short" if chars < 0.8 * target else "long" if chars > 1.2 * target else "fit"
    return f'<span class="count {fit}">{esc(t("of_target", n=chars, target=target))}</span>'


def meter(borrowing: Borrowing, sources: dict[int, Source], t: Texts) -> str:
    """How much of a section is copied, and from which report most of it."""
    most = sources.get(borrowing.source or 0)
    if most is None:
        return ""
    hint = t("borrowed_most", title=most.title, share=f"{borrowing.share:.0%}")
    return (
        f'<span class="count" title="{esc(hint)}">{esc(t("borrowed", share=f"{borrowing.whole:.0%}"))}</span>'
    )


def part_at_work(draft: Draft, stage: Stage, numbers: Sequence[str]) -> str:
    """The section being written, with the text that has arrived, not yet checked."""
    index = stage.writing or 0
    if index < len(draft.sections):
        return ""
    plan = draft.request.outline.sections[index]
    text = f"<p>{with_blanks(stage.streamed)}</p>" if stage.streamed else ""
    return (
        f'<section class="part at-work">{heading(plan.heading, plan.level, numbers[index])}</div>'
        f'{text}<p class="cursor"></p></section>'
    )


def lines(sentences: Sequence[Sentence], sources: dict[int, Source], t: Texts, first: tuple[int, int]) -> str:
    """A paragraph of sentences with their citation numbers; `first` is the section and the
    place in it of the first."""
    section, at = first
    return (
        f"<p>{''.join(sentence(s, sources, t, f'{section}.{at + i}') for i, s in enumerate(sentences))}</p>"
    )


def formulas(sentences: Sequence[Sentence], sources: dict[int, Source], t: Texts) -> str:
    """Opening or closing lines, each on its own; a salutation is not indented."""
    parts: list[str] = []
    for s in sentences:
        for text in filter(None, map(str.strip, s.text.splitlines())):
            css = ' class="greeting"' if text.endswith(("：", ":")) and "如下" not in text else ""
            parts.append(f"<p{css}>{sentence(replace(s, text=text), sources, t)}</p>")
    return "".join(parts)


def sentence(s: Sentence, sources: dict[int, Source], t: Texts, at: str = "") -> str:
    """`at` is its section and its place there, "0.3", where it may be edited (see paper.js)."""
    cites = "".join(citation(sources[n], t) for n in s.citations if n in sources)
    hint = t("from_fact") if s.origin == "fact" else "" if cites else t("own_words")
    hint = t("locked") if s.locked else hint
    title = f' title="{esc(hint)}"' if hint else ""
    place = f' data-at="{at}"' if at else ""
    css = f"s {s.origin}{' locked' if s.locked else ''}"
    return f'<span class="{css}"{place}{title}>{with_blanks(s.text, bool(at))}{cites}</span>'


def citation(source: Source, t: Texts) -> str:
    label = esc(t("cite", n=source.number, title=source.title))
    return (
        f'<button type="button" class="cite" data-act="cite" data-light=".s" data-number="{source.number}"'
        f' data-passage="{esc(source.passage_id)}" title="{label}" aria-label="{label}">'
        f"{source.number}</button>"
    )


def signature(draft: Draft) -> str:
    rows = [row for row in (signature_of(draft), draft.request.facts.date) if row]
    return '<p class="signature">' + "<br>".join(with_blanks(row) for row in rows) + "</p>"


def source_list(draft: Draft, t: Texts) -> str:
    if not draft.sources:
        return ""
    items = "".join(
        f'<li><span class="n">{source.number}</span>'
        f"{button('cite', source.title, number=source.number, passage=source.passage_id)}"
        f'<span class="path">{path_line(source.heading_path, t)}</span></li>'
        for source in draft.sources
    )
    return f'<details class="sources"><summary>{esc(t("sources"))}</summary><ol>{items}</ol></details>'


# -- furniture ---------------------------------------------------------------------


def section_head(head: str, more: str) -> str:
    note = f"<span>{esc(more)}</span>" if more else ""
    return f"<h2>{esc(head)}</h2>{note}"


def panes(t: Texts) -> str:
    """On narrow screens: which part of the tab to show (see page.js)."""
    names = (("talk", "pane_talk"), ("plan", "pane_plan"), ("paper", "pane_paper"))
    return "".join(f'<button type="button" data-pane="{name}">{esc(t(key))}</button>' for name, key in names)


def brand(reading: IngestProgress | None, t: Texts) -> str:
    """The name, and the motto or how far the reading of past reports has come."""
    if reading is None:
        return f"<strong>{esc(t('brand'))}</strong><span>{esc(t('motto'))}</span>"
    told = t("reading_corpus", done=reading.done, files=reading.files) if reading.files else t("looking")
    return f'<strong>{esc(t("brand"))}</strong><span class="reading" role="status">{esc(told)}</span>'
