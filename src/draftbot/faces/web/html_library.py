"""Past reports to safe HTML: search results, the reader, the list of the corpus."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from draftbot.corpus.cleaning.account import told, told_aside, told_reason
from draftbot.domain import (
    Hit,
    IngestProgress,
    IngestResult,
    Passage,
    PassageInContext,
    Report,
    ReportSummary,
    SearchResult,
    Section,
    Suspect,
)
from draftbot.errors import DraftbotError
from draftbot.faces.web.html import button, empty, esc, meta_line, path_line, with_marks
from draftbot.faces.web.texts import Texts
from draftbot.messages import Message, all_clauses

COLUMNS = ("col_title", "col_genre", "col_unit", "col_year", "col_chars", "col_source", "col_actions")
ROWS = 500
"""The list of the corpus shows no more at once; the filter reaches the rest."""

# -- search --------------------------------------------------------------------


def search_welcome(t: Texts) -> str:
    return empty(t("search_empty"), t("search_empty_more"))


def results(result: SearchResult, t: Texts) -> str:
    """The hits of a search, best first."""
    if not result.hits:
        return empty(t("nothing", query=result.query), t("nothing_more"))
    kind = "found" if result.is_about else "near" if result.is_near else "not_about"
    told = [t(kind, n=len(result.hits), ms=round(result.ms), query=result.searched_as or result.query)]
    if result.searched_as:
        told.insert(0, t("searched_as", query=result.searched_as))
    if result.lacking_years:
        told.append(t("lacking_years", years=result.lacking_years))
    return f'<p class="found" role="status">{esc("".join(told))}</p>' + "".join(
        hit_card(hit, t) for hit in result.hits
    )


def hit_card(hit: Hit, t: Texts) -> str:
    passage = hit.passage
    twins = "".join(
        f"<li>{button('passage', twin.title, passage=twin.passage_id)}</li>" for twin in hit.also_in
    )
    also = f'<div class="also"><span>{esc(t("also_in"))}</span><ul>{twins}</ul></div>' if twins else ""
    return (
        f'<article class="hit"><header><span class="rank">{hit.rank}</span><h3>{esc(hit.report.title)}</h3>'
        f"{button('passage', t('context'), 'plain', passage=passage.id)}</header>"
        f'<p class="path">{path_line(passage.heading_path, t)}</p>'
        f'<p class="text">{with_marks(passage.text, hit.highlights)}</p>{also}'
        f'<p class="meta">{meta_line(hit.report, t)}</p></article>'
    )


# -- the reader ----------------------------------------------------------------


def drawer(head: str, body: str, t: Texts, side: str = "right") -> str:
    """A panel over the page; `side` left keeps the draft sheet in view."""
    close = f'<button type="button" class="icon" data-close aria-label="{esc(t("close"))}">×</button>'
    return (
        f'<aside class="drawer {side}" role="dialog" aria-label="{esc(t("reader"))}">'
        f'<header><span class="label">{esc(head)}</span>{close}</header>'
        f'<div class="scroll" lang="zh-CN">{body}</div></aside>'
    )


def passage_reader(context: PassageInContext, t: Texts, number: int | None = None) -> str:
    """A passage in its report; `number` is its number in the draft that cites it."""
    report, passage = context.report, context.passage
    body = (
        f'<h2>{esc(report.title)}</h2><p class="meta">{meta_line(report, t)}</p>'
        f"{neighbours(context.before, passage)}"
        f'<div class="passage"><p class="path">{path_line(passage.heading_path, t)}</p>'
        f"{paragraphs(passage.text)}</div>{neighbours(context.after, passage)}"
        f"<p>{button('report', t('whole_report'), 'plain', report=report.id)}</p>"
    )
    head = t("source_no", n=number) if number else t("reader")
    return drawer(head, body, t, "left" if number else "right")


def neighbours(passages: Sequence[Passage], of: Passage) -> str:
    """Passages just before or after, with their heading where it is another one."""
    parts: list[str] = []
    path = of.heading_path
    for passage in passages:
        if passage.heading_path != path and passage.heading_path:
            parts.append(f'<p class="path">{" › ".join(esc(step) for step in passage.heading_path)}</p>')
        path = passage.heading_path
        parts.append(paragraphs(passage.text))
    return f'<div class="near">{"".join(parts)}</div>' if parts else ""


def paragraphs(text: str) -> str:
    return "".join(f"<p>{esc(line)}</p>" for line in text.splitlines() if line.strip())


def report_reader(summary: ReportSummary, report: Report, t: Texts) -> str:
    """All that was read out of a file for one report, with what was repaired."""
    body = (
        f"<h2>{esc(report.title)}</h2>{what_was_read(summary, report, t)}{corrections(report, t)}"
        + '<div class="report">'
        + "".join(section(s) for s in report.sections)
        + "</div>"
        + left_out(report, t)
    )
    return drawer(t("report_read"), body, t)


def what_was_read(summary: ReportSummary, report: Report, t: Texts) -> str:
    year = report.year.value
    values = [
        (t("col_genre"), guess(report.genre.value, report.genre.sureness, t)),
        (t("col_unit"), guess(report.unit.value, report.unit.sureness, t)),
        (t("col_year"), guess(t("year", year=year) if year else "", report.year.sureness, t)),
        (t("col_chars"), t("chars", n=summary.chars)),
        (t("for_whom"), t("for_one", department=summary.department) if summary.department else ""),
        (t("col_source"), f"{report.source} · {t('line', n=report.first_line)}"),
        *((t.tell(told_aside(aside)), " / ".join(aside.lines)) for aside in report.asides),
        (t("repairs"), repairs(report, t)),
    ]
    rows = "".join(f"<dt>{esc(name)}</dt><dd>{esc(value)}</dd>" for name, value in values if value)
    notes = [t.tell(warning) for warning in report.warnings]
    notes += [t("derived_title")] if report.title_is_derived else []
    notes += [t("cut", reason=report.cut_reason)] if report.cut_reason else []
    told = "".join(f'<p class="note">{esc(note)}</p>' for note in notes)
    return f'<dl class="read">{rows}</dl>{told}<p>{button("cuts", t("cuts_change"), "plain", report=report.id)}</p>'


def corrections(report: Report, t: Texts) -> str:
    """Fields to put right what was read, folded away until asked for."""
    values = {
        "title": (t("title"), report.title),
        "genre": (t("col_genre"), report.genre.value),
        "unit": (t("col_unit"), report.unit.value),
        "year": (t("col_year"), str(report.year.value or "")),
    }
    fields = "".join(
        f'<label>{esc(label)}<input name="{name}" value="{esc(value)}" maxlength="200"></label>'
        for name, (label, value) in values.items()
    )
    save = button("correct", t("correct_save"), "plain", report=report.id)
    return f'<details class="correct"><summary>{esc(t("correct"))}</summary><div data-fields>{fields}{save}</div></details>'


def left_out(report: Report, t: Texts) -> str:
    """What reading dropped of a report, folded away unless a user should look at it."""
    if not report.dropped:
        return ""
    lines = "".join(
        f'<li title="{esc(t.tell(told_reason(line)))}">{esc(line.text)}</li>' for line in report.dropped
    )
    again = button("restore", t("restore_dropped"), "plain", report=report.id)
    shown = " open" if report.warnings else ""
    head = esc(t("left_out", n=len(report.dropped)))
    return f'<details class="correct"{shown}><summary>{head}</summary><ul>{lines}</ul>{again}</details>'


def guess(value: str, sureness: float, t: Texts) -> str:
    if not value:
        return ""
    return value if sureness >= 0.95 else t("sure", value=value, percent=round(100 * sureness))


def repairs(report: Report, t: Texts) -> str:
    done = [told(repair) for repair in report.repairs]
    done += [Message("page.suspects", n=report.suspects)] if report.suspects else []
    return t.tell(all_clauses(done)) if done else t("no_repairs")


def section(s: Section) -> str:
    tag = f"h{min(s.level, 3) + 2}"
    head = f'<{tag}><span class="number">{esc(s.number)}</span>{esc(s.heading)}</{tag}>' if s.heading else ""
    return (
        head + "".join(f"<p>{esc(p)}</p>" for p in s.paragraphs) + "".join(section(sub) for sub in s.sections)
    )


# -- the corpus ----------------------------------------------------------------


def report_table(
    reports: Sequence[ReportSummary], words: str, t: Texts, suspects: Collection[str] = ()
) -> str:
    """The reports of the corpus that `words` picks, one a row; `suspects` should be looked at."""
    if not reports:
        return empty(t("corpus_empty"), t("corpus_empty_more"))
    titles = {report.id: report.title for report in reports}
    total = t("corpus_sum", n=len(reports), chars=sum(r.chars for r in reports))
    picked = [report for report in reports if picks(words, report)]
    if len(picked) < len(reports):
        total += t("corpus_picked", n=len(picked))
    if len(picked) > ROWS:
        total += t("corpus_rows", n=ROWS)
    heads = "".join(f"<th>{esc(t(key))}</th>" for key in COLUMNS)
    rows = "".join(report_row(report, titles, t, report.id in suspects) for report in picked[:ROWS])
    return (
        f'<p class="found" role="status">{esc(total)}</p>'
        f'<table class="reports"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )


def picks(words: str, report: ReportSummary) -> bool:
    """Whether each of `words` stands somewhere in the report's row."""
    row = (report.title, report.genre, report.unit, report.year, report.source)
    text = " ".join(str(cell) for cell in row).lower()
    return all(word in text for word in words.lower().split())


def report_row(report: ReportSummary, titles: dict[str, str], t: Texts, is_suspect: bool = False) -> str:
    copy = f'<span class="copy look">{esc(t("look_at"))}</span>' if is_suspect else ""
    if report.duplicate_of:
        title = titles.get(report.duplicate_of, report.duplicate_of)
        copy += f'<span class="copy">{esc(t("near_copy", title=title))}</span>'
    ask = (
        f'<button type="button" class="link ask" data-ask>{esc(t("remove"))}</button>'
        f'<span class="sure">{button("remove", t("remove_yes"), "danger", report=report.id)}'
        f'<button type="button" class="plain" data-unask>{esc(t("cancel"))}</button></span>'
    )
    cells = (
        ("title", button("report", report.title, "link title", report=report.id) + copy),
        ("genre", esc(report.genre)),
        ("unit", esc(report.unit)),
        ("year", esc(report.year or "")),
        ("chars", f"{report.chars:,}"),
        ("source", esc(report.source)),
        ("actions", button("report", t("see"), report=report.id) + ask),
    )
    tds = "".join(f'<td class="{name}">{cell}</td>' for name, cell in cells)
    return f"<tr>{tds}</tr>"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file given to the corpus, and what became of it."""

    name: str
    result: IngestResult


def upload_progress(
    files: Sequence[ReadFile], total: int, at_work: str, t: Texts, within: IngestProgress | None = None
) -> str:
    """What became of the files so far; `at_work` "" when all are done or the user stopped it;
    `within` tells how far a file that packs others has come."""
    head, part = t("read_done", n=len(files)), 0.0
    left = total - len(files) + sum(file.result.not_reached for file in files)
    if at_work:
        head = t("reading", name=at_work, i=len(files) + 1, n=total)
        if within is not None and within.files > 1:
            head += t("reading_within", name=within.path, i=within.done + 1, n=within.files)
            part = within.done / within.files
        head = f"{esc(head)} {button('stop', t('stop_reading'), 'plain')}"
    else:
        head = esc(head + t("reading_stopped", n=left) if left else head)
    percent = round(100 * (len(files) + part) / max(total, 1))
    items = "".join(file_lines(file, t) for file in files)
    bar = f'<div class="bar" role="progressbar" aria-valuenow="{percent}"><i style="width:{percent}%"></i></div>'
    return f'<div class="uploads"><p role="status">{head}</p>{bar}<ul>{items}</ul></div>'


def file_lines(file: ReadFile, t: Texts) -> str:
    """What was read of a file, what in it could not be, and what of it should be looked at."""
    result = file.result
    lines = [failed_line(failed.error, t) for failed in result.failed]
    if result.ingested:
        done = t("file_read", reports=result.reports, passages=result.passages)
        lines.insert(0, f'<li class="good"><strong>{esc(file.name)}</strong> {esc(done)}</li>')
    elif result.unchanged:
        lines.insert(0, f'<li class="known"><strong>{esc(file.name)}</strong> {esc(t("file_known"))}</li>')
    return "".join((*lines, *(suspect_line(suspect, t) for suspect in result.suspects)))


def failed_line(error: Exception, t: Texts) -> str:
    reason = (
        f"<strong>{esc(t.tell(error.says))}</strong> {esc(t.tell(error.advises))}"
        if isinstance(error, DraftbotError)
        else esc(error)
    )
    return f'<li class="bad">{reason}</li>'


def suspect_line(suspect: Suspect, t: Texts) -> str:
    """A report to look at, and one click that brings back what was left out of it."""
    acts = button("report", t("see"), report=suspect.report_id)
    if suspect.dropped:
        acts += " " + button("restore", t("restore_dropped"), report=suspect.report_id)
    why = esc(t.tell(all_clauses(suspect.why)))
    return f'<li class="suspect"><strong>{esc(suspect.title)}</strong> {why} {acts}</li>'


def upload_invitation(t: Texts) -> str:
    return (
        f'<p class="head">{esc(t("upload"))}</p>'
        f'<p>{esc(t("upload_hint"))} <button type="button" class="link" data-folder>{esc(t("upload_folder"))}</button></p>'
        f'<p class="kinds">{esc(t("upload_kinds"))}</p>'
    )
