"""The 语料 tab: what is in the corpus, adding to it, taking from it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from draftbot.domain import Corrections
from draftbot.errors import BadInput
from draftbot.faces.web import html, html_cuts, html_library
from draftbot.faces.web.frame import Component, Frame, Given, Shown, live_html, taken, texts_for
from draftbot.faces.web.html_library import ReadFile
from draftbot.faces.web.reading import Reading
from draftbot.faces.web.search_tab import SearchTab
from draftbot.faces.web.texts import Texts
from draftbot.messages import Message


class CorpusTab:
    """Create inside its gr.Tab. `search` is told when the corpus changes."""

    def __init__(self, frame: Frame, search: SearchTab, tab: Component) -> None:
        self.frame = frame
        self.tab = tab
        self.search = search
        # What a page is reading, to be stopped from it.
        self.at_work: dict[str, threading.Event] = {}
        with gr.Column(elem_id="corpus-tab"):
            with gr.Column(elem_id="upload-box"):
                self.upload_words = frame.say(gr.HTML(elem_id="upload-words", apply_default_css=False))
                self.upload = gr.File(
                    file_count="multiple", show_label=False, container=False, height=84, elem_id="upload"
                )
            self.readers = frame.say(
                gr.Dropdown(
                    choices=[], container=False, filterable=False, elem_id="upload-for", visible=False
                ),
                label="for_whom",
            )
            self.progress = live_html("report", "restore", "stop", elem_id="upload-progress")
            self.words = frame.say(
                gr.Textbox(show_label=False, container=False, max_lines=1, elem_id="list-filter"),
                label="quick_filter",
                placeholder="quick_filter",
            )
            self.reports = live_html("report", "remove", elem_id="reports")

    @property
    def shown(self) -> list[Component]:
        return [self.upload_words, self.readers]

    def wire(self) -> None:
        outputs = [self.upload, self.progress, self.reports, *self.search.filters]
        on = self.frame.on
        on(self.tab.select, self.list, [self.words], [self.reports])
        on(self.words.change, self.list, [self.words], [self.reports], trigger_mode="always_last")
        on(self.upload.upload, self.add, [self.upload, self.readers, self.words], outputs)
        on(self.reports.remove, self.remove, [self.words], [self.reports, *self.search.filters])
        self.frame.opens_report(self.reports.report)
        reader = self.frame.reader
        changed = [reader, self.reports, *self.search.filters]
        on(reader.correct, self.correct, [self.words], changed)
        on(reader.restore, self.restore_dropped, [self.words], changed)
        self.frame.opens_report(self.progress.report)
        on(self.progress.restore, self.restore_dropped, [self.words], changed)
        on(self.progress.stop, self.stop)
        on(reader.cuts, self.open_cuts, [], [reader])
        for event, act in (
            (reader.cut, self.cut_here),
            (reader.join, self.join),
            (reader.move, self.move),
            (reader.uncut, self.as_read),
        ):
            on(event, act, [self.words], changed)

    def first_shown(self, t: Texts) -> Shown:
        """The tab of a page just loaded."""
        return {self.upload_words: html_library.upload_invitation(t), self.readers: self.may_be_for(t)}

    def may_be_for(self, t: Texts) -> dict[str, Any]:
        """For whom the user may read material: a choice only where there are departments."""
        departments = self.frame.service.departments()
        choices = [(t("for_all"), ""), *((t("for_one", department=one), one) for one in departments)]
        shown: dict[str, Any] = gr.update(choices=choices, value="", visible=bool(departments))
        return shown

    def list(self, given: Given, request: gr.Request) -> Shown:
        """The reports, looked up when the tab is opened and whenever they change."""
        reports = self.frame.service.reports()
        suspects = self.frame.service.suspects()
        return {
            self.reports: html_library.report_table(reports, given[self.words], texts_for(request), suspects)
        }

    def add(self, given: Given, request: gr.Request) -> Iterator[Shown]:
        """Read the uploaded files one after the other, telling of each."""
        t = texts_for(request)
        paths = [Path(path) for path in given[self.upload] or ()]
        done: list[ReadFile] = []
        session = str(request.session_hash)
        stop = self.at_work[session] = threading.Event()
        try:
            for path in paths:
                if stop.is_set():
                    break
                name, data = taken(path)
                reading = Reading(self.frame.service, name, data, stop, given[self.readers] or "")
                for at_work in reading:
                    told = html_library.upload_progress(done, len(paths), name, t, at_work)
                    yield {self.progress: told}
                done.append(ReadFile(name, reading.result))
        finally:  # also where the page is left
            self.at_work.pop(session, None)
        yield {
            self.upload: None,
            self.progress: html_library.upload_progress(done, len(paths), "", t),
            **self.list(given, request),
            **self.search.choices(t),
        }

    def stop(self, request: gr.Request) -> Shown:
        """Begin no further file of those that this page gave."""
        if stop := self.at_work.get(str(request.session_hash)):
            stop.set()
        return {}

    def correct(self, given: Given, event: gr.EventData, request: gr.Request) -> Shown:
        """Let the user's word stand over what was read; an emptied field leaves a thing as it is."""
        t = texts_for(request)
        year = event.year.strip().removesuffix("年")
        if year and not (year.isdecimal() and len(year) == 4):
            raise BadInput(what=Message("requests.no_year", year=year))
        said = Corrections(
            event.title.strip() or None,
            event.genre.strip() or None,
            event.unit.strip() or None,
            int(year) if year else None,
        )
        self.frame.service.correct_report(event.report, said)
        summary, report = self.frame.service.report(event.report)
        told = html.good_notice(t("corrected", title=summary.title), t)
        read = html_library.report_reader(summary, report, t)
        shown = {self.frame.notice: told, self.frame.reader: read}
        return {**shown, **self.list(given, request), **self.search.choices(t)}

    def restore_dropped(self, given: Given, event: gr.EventData, request: gr.Request) -> Shown:
        """Take back into a report what reading had dropped of it."""
        t = texts_for(request)
        self.frame.service.restore_dropped(event.report)
        summary, report = self.frame.service.report(event.report)
        told = html.good_notice(t("restored_dropped"), t)
        shown = {self.frame.notice: told, self.frame.reader: html_library.report_reader(summary, report, t)}
        return {**shown, **self.list(given, request), **self.search.choices(t)}

    def open_cuts(self, event: gr.EventData, request: gr.Request) -> Shown:
        """Show the lines of a report's file, and where it was cut."""
        return {self.frame.reader: self._cuts(event.report, texts_for(request))}

    def cut_here(self, given: Given, event: gr.EventData, request: gr.Request) -> Shown:
        """Let a report begin at a line."""
        line = int(event.line)
        return self._cut(given, event.report, lambda starts: {*starts, line}, line, request)

    def join(self, given: Given, event: gr.EventData, request: gr.Request) -> Shown:
        """Take back the cut before a line."""
        line = int(event.line)
        return self._cut(given, event.report, lambda starts: starts - {line}, line, request)

    def move(self, given: Given, event: gr.EventData, request: gr.Request) -> Shown:
        """Let a report begin at another line than it does."""
        line = int(event.line)
        own = self.frame.service.report(event.report)[1].first_line
        return self._cut(given, event.report, lambda starts: (starts - {own}) | {line}, line, request)

    def as_read(self, given: Given, event: gr.EventData, request: gr.Request) -> Shown:
        """Go back to the cuts that reading makes by itself."""
        line = self.frame.service.report(event.report)[1].first_line
        return self._cut(given, event.report, lambda _: None, line, request)

    def _cut(
        self,
        given: Given,
        report_id: str,
        change: Callable[[set[int]], set[int] | None],
        line: int,
        request: gr.Request,
    ) -> Shown:
        """Cut the file anew and show the report that holds `line` now."""
        t, service = texts_for(request), self.frame.service
        reports = service.cut_file(report_id, change(html_cuts.starts_of(service.lines_of_file(report_id))))
        shown = html_cuts.report_at(service.lines_of_file(reports[0].id), line)
        told = html.good_notice(t("cuts_changed", n=len(reports)), t)
        read = {self.frame.notice: told, self.frame.reader: self._cuts(shown, t)}
        return {**read, **self.list(given, request), **self.search.choices(t)}

    def _cuts(self, report_id: str, t: Texts) -> str:
        service = self.frame.service
        _, report = service.report(report_id)
        return html_cuts.cuts_reader(service.lines_of_file(report_id), report, t)

    def remove(self, given: Given, event: gr.EventData, request: gr.Request) -> Shown:
        t = texts_for(request)
        summary, _ = self.frame.service.report(event.report)
        self.frame.service.remove_report(summary.id)
        told = html.good_notice(t("removed", title=summary.title), t)
        return {self.frame.notice: told, **self.list(given, request), **self.search.choices(t)}
