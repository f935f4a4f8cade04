"""HTML that is safe to show, as every pane needs it: marks, blanks, notices, furniture.

Everything a user or a corpus file wrote goes through `esc`; nothing else may be
put between tags or in attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from draftbot.domain import (
    BLANK_CLOSE,
    BLANK_OPEN,
    IngestProgress,
    ReportSummary,
)
from draftbot.errors import DraftbotError
from draftbot.faces.web.texts import Texts

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


# -- furniture ---------------------------------------------------------------------


def section_head(head: str, more: str) -> str:
    note = f"<span>{esc(more)}</span>" if more else ""
    return f"<h2>{esc(head)}</h2>{note}"


def panes(t: Texts) -> str:
    """On narrow screens: which part of the tab to show (see page.js)."""
    names = (("talk", "pane_talk"), ("plan", "pane_plan"), ("paper", "pane_paper"))
    return "".join(f'<button type="button" data-pane="{name}">{esc(t(key))}</button>' for name, key in names)


def brand(reading: IngestProgress | None, t: Texts, user: str = "") -> str:
    """The name, and the motto or how far the reading of past reports has come; who is signed in,
    and the way out."""
    if reading is None:
        ways = f'<a href="/office">{esc(t("office"))}</a><a href="/password">{esc(t("password"))}</a><a href="/sign-out">{esc(t("sign_out"))}</a>'
        way_out = f'<span class="who">{esc(user)} {ways}</span>'
        told = way_out if user else f"<span>{esc(t('motto'))}</span>"
        return f"<strong>{esc(t('brand'))}</strong>{told}"
    told = t("reading_corpus", done=reading.done, files=reading.files) if reading.files else t("looking")
    return f'<strong>{esc(t("brand"))}</strong><span class="reading" role="status">{esc(told)}</span>'
