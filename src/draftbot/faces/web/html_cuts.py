"""Where a file was cut into reports, line by line, to safe HTML: cuts are taken back, moved, added."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from draftbot.domain import FileLine, Report
from draftbot.faces.web.html import button, esc
from draftbot.faces.web.html_library import drawer
from draftbot.faces.web.texts import Texts

# Lines shown before a report and of it; where the next begins follows from it.
_BEFORE, _MOST = 40, 600
_SHOWN_CHARS = 120


def cuts_reader(lines: Sequence[FileLine], report: Report, t: Texts) -> str:
    """The lines from somewhat before a report to the beginning of the next one but one."""
    report_id = report.id
    starts = [i for i, line in enumerate(lines) if line.begins]
    begin = next((i for i in starts if lines[i].begins == report_id), 0)
    following = [i for i in starts if i > begin]
    end = following[1] if len(following) > 1 else len(lines)
    first = max(0, begin - _BEFORE)
    shown = lines[first : min(end, begin + _MOST)]
    rows = "".join(_row(line, report_id, i == begin, t) for i, line in enumerate(shown, start=first))
    undo = button("uncut", t("cuts_undo"), "plain", report=report_id) if report.cuts is not None else ""
    back = button("report", t("cuts_back"), "plain", report=report_id)
    notes = "".join(
        f'<p class="note">{esc(note)}</p>' for note in (t("cuts_hint"), *map(t.tell, report.warnings))
    )
    body = f'{notes}<p>{back}{undo}</p><div class="report cuts">{rows}</div>'
    return drawer(t("cuts"), body, t)


def _row(line: FileLine, report_id: str, is_own_start: bool, t: Texts) -> str:
    text = line.text if len(line.text) <= _SHOWN_CHARS else line.text[:_SHOWN_CHARS] + "…"
    if line.begins:
        join = button("join", t("cuts_join"), report=report_id, line=line.number) if line.why else ""
        why = f'<p class="note">{esc(t("cut", reason=line.why))} {join}</p>' if line.why else ""
        return f"{why}<h4>{esc(text)}</h4>"
    if is_own_start:
        return f"<h4>{esc(text)}</h4>"
    acts = "".join(
        button(act, t(label), report=report_id, line=line.number)
        for act, label in (("cut", "cuts_here"), ("move", "cuts_move"))
    )
    return f"<p>{esc(text)} <small>{acts}</small></p>"


def starts_of(lines: Collection[FileLine]) -> set[int]:
    """The lines before which a file is cut."""
    return {line.number for line in lines if line.begins}


def report_at(lines: Sequence[FileLine], number: int) -> str:
    """The id of the report that holds a line."""
    held = [line.begins for line in lines if line.begins and line.number <= number]
    return held[-1] if held else next((line.begins for line in lines if line.begins), "")
