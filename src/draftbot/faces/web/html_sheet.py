"""The draft sheet as safe HTML: what is written, where it comes from, what is left to fill in and to confirm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Literal

from draftbot.checks import Borrowing, borrowings
from draftbot.checks.standing import open_points, own_points_to_confirm, points_to_confirm
from draftbot.chinese.enumerators import format_number
from draftbot.domain import CLOSING, OPENING, Draft, Sentence, Source
from draftbot.export.manuscript import signature_of
from draftbot.faces.web.html import button, empty, esc, path_line, with_blanks
from draftbot.faces.web.stage import Stage
from draftbot.faces.web.texts import Texts


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
    asks = not stage.busy
    body = [part(draft, one, numbers[one.section], sources, t, asks) for one in borrowings(draft)]
    if stage.writing is not None:
        body.append(part_at_work(draft, stage, numbers))
    return (
        f'<div class="draft">{warnings(draft, t)}{to_confirm(draft, t) if asks else ""}'
        f'<p class="keys">{esc(t("paper_keys"))}</p>'
        f'<article class="paper" lang="zh-CN" data-draft="{esc(draft.id)}"'
        f' aria-busy="{str(stage.busy).lower()}"><h1>{esc(draft.title)}</h1>'
        f"{formulas(draft, OPENING, sources, t)}{''.join(body)}{formulas(draft, CLOSING, sources, t)}"
        f"{signature(draft)}</article>{source_list(draft, t)}</div>"
    )


def summary(draft: Draft | None, t: Texts) -> str:
    """How long the draft is, how much is left to fill in, what it rests on."""
    if draft is None:
        return ""
    length = draft.request.length or draft.request.outline.length
    chars = draft.chars
    parts = [t("of_target", n=chars, target=length) if length else t("sum_chars", n=chars)]
    parts += [t("sum_blanks", n=len(draft.blanks))] if draft.blanks else []
    unconfirmed = points_to_confirm(draft)
    parts += [t("sum_unconfirmed", n=unconfirmed)] if unconfirmed else []
    parts.append(t("sum_sources", n=len(draft.sources)))
    return '<p class="summary">' + "".join(f"<span>{esc(part)}</span>" for part in parts) + "</p>"


def warnings(draft: Draft, t: Texts) -> str:
    if not draft.warnings:
        return ""
    items = "".join(f"<li>{esc(t.tell(remark.text))}</li>" for remark in draft.warnings)
    head = esc(t("warnings", n=len(draft.warnings)))
    return f'<details class="warnings" open><summary>{head}</summary><ul>{items}</ul></details>'


def to_confirm(draft: Draft, t: Texts) -> str:
    """What the dotted lines mean, and the word for all of them at once."""
    count = points_to_confirm(draft)
    if not count:
        return ""
    own = own_points_to_confirm(draft)
    told = [t(key, n=n) for key, n in (("own_to_confirm", own), ("to_confirm", count - own)) if n]
    return f'<p class="keys confirming"><span>{esc(" ".join(told))}</span>{settling(t, "all")}</p>'


def settling(
    t: Texts, what: Literal["all", "point"], section: int | str = "", sentence: int | str = ""
) -> str:
    """The words with which the user settles what is to be confirmed: true of the unit, or out."""
    labels = {"all": ("all_true", "all_out"), "point": ("point_true", "point_out")}[what]
    return "".join(
        button("settle", t(label), "ask", how=how, section=section, sentence=sentence)
        for how, label in zip(("true", "out"), labels, strict=True)
    )


def part(
    draft: Draft, borrowing: Borrowing, number: str, sources: dict[int, Source], t: Texts, asks: bool
) -> str:
    """One section under its numbered heading; `asks` what in it is to be confirmed."""
    index = borrowing.section
    section, plan = draft.sections[index], draft.request.outline.sections
    target = plan[index].length if index < len(plan) else None
    points = open_points(section) if asks else []
    first = accumulate((len(p) for p in section.paragraphs), initial=0)
    paragraphs = "".join(
        lines(p, sources, t, (index, at), points) for p, at in zip(section.paragraphs, first, strict=False)
    )
    asked = asked_for(index, len(points), t) if points else ""
    note = f'<p class="note">{esc(t.tell(section.note))}</p>' if section.note else ""
    return (
        f'<section class="part">{heading(section.heading, section.level, number)}'
        f"{asked}{meter(borrowing, sources, t)}{count(section.chars, target, t)}</div>{paragraphs}{note}</section>"
    )


def asked_for(section: int, points: int, t: Texts) -> str:
    """How many points of a section are to be confirmed; of several all at once."""
    both = f" {settling(t, 'all', section)}" if points > 1 else ""
    return f'<span class="count asks">{esc(t("sum_unconfirmed", n=points))}{both}</span>'


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


def lines(
    sentences: Sequence[Sentence],
    sources: dict[int, Source],
    t: Texts,
    first: tuple[int, int],
    points: Sequence[range],
) -> str:
    """A paragraph of sentences with their citation numbers; `first` is the section and the
    place in it of the first, `points` the places of what is to be confirmed."""
    section, at = first
    shown = [sentence(s, sources, t, f"{section}.{at + i}") for i, s in enumerate(sentences)]
    for point in points:
        if at <= point.start < at + len(shown):
            shown[point.start - at] = f'<span class="point">{shown[point.start - at]}'
            shown[point[-1] - at] += f"{asking(section, point.start, t)}</span>"
    return f"<p>{''.join(shown)}</p>"


def asking(section: int, sentence: int, t: Texts) -> str:
    """Whether a point is true of the unit; the last button is for paper.js."""
    edit = f'<button type="button" class="ask" data-rewrite="{section}.{sentence}">{esc(t("point_edit"))}</button>'
    label = esc(t("point_asked"))
    return (
        f'<span class="asks" role="group" aria-label="{label}">'
        f"{settling(t, 'point', section, sentence)}{edit}</span>"
    )


def formulas(draft: Draft, part: int, sources: dict[int, Source], t: Texts) -> str:
    """Opening or closing lines; a salutation is not indented."""
    shown: list[str] = []
    at = 0
    for line in draft.part(part).paragraphs:
        text = "".join(s.text for s in line).strip()
        css = ' class="greeting"' if text.endswith(("：", ":")) and "如下" not in text else ""
        said = (sentence(s, sources, t, f"{part}.{at + i}") for i, s in enumerate(line))
        shown.append(f"<p{css}>{''.join(said)}</p>")
        at += len(line)
    return "".join(shown)


def sentence(s: Sentence, sources: dict[int, Source], t: Texts, at: str = "") -> str:
    """`at` is its section and its place there, "0.3", where it may be edited (see paper.js)."""
    cites = "".join(citation(sources[n], t) for n in s.citations if n in sources)
    hint = t("from_fact") if s.origin == "fact" else "" if cites else t("own_words")
    hint = t("locked") if s.locked else hint
    title = f' title="{esc(hint)}"' if hint else ""
    place = f' data-at="{at}"' if at else ""
    css = f"s {s.origin}{' locked' if s.locked else ''}{' confirmed' if s.confirmed else ''}"
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
