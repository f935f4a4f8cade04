"""The 检索 tab: past passages for a query."""

from __future__ import annotations

import gradio as gr

from draftbot.domain import Filters
from draftbot.faces.web import html_library
from draftbot.faces.web.frame import Component, Frame, Given, Shown, live_html, texts_for
from draftbot.faces.web.texts import Texts

RESULTS = 20


class SearchTab:
    """Create inside its gr.Tab."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        with gr.Column(elem_id="search-tab"):
            with gr.Row(elem_id="search-bar"):
                self.query = frame.say(
                    gr.Textbox(show_label=False, container=False, elem_id="query", max_lines=1, scale=6),
                    placeholder="query_hint",
                    label="query",
                )
                self.go = frame.say(
                    gr.Button(variant="primary", elem_id="search-go", scale=0), value="search"
                )
            with gr.Row(elem_id="search-filters"):
                self.genre = self.filter("genre", "genre")
                self.unit = self.filter("unit", "unit")
                self.year = self.filter("year", "year_filter")
            self.results = live_html("passage", elem_id="results")

    def filter(self, name: str, label: str) -> Component:
        dropdown = gr.Dropdown(
            choices=[("", "")], value="", show_label=False, container=False, elem_id=f"filter-{name}"
        )
        return self.frame.say(dropdown, label=label)

    @property
    def shown(self) -> list[Component]:
        return [self.results, *self.filters]

    @property
    def filters(self) -> list[Component]:
        return [self.genre, self.unit, self.year]

    def wire(self) -> None:
        on, inputs = self.frame.on, [self.query, *self.filters]
        on(self.query.submit, self.search, inputs, [self.results])
        on(self.go.click, self.search, inputs, [self.results])
        for dropdown in self.filters:
            on(dropdown.input, self.refine, inputs, [self.results], trigger_mode="always_last")
        self.frame.opens_passage(self.results.passage)

    def first_shown(self, t: Texts) -> Shown:
        """The tab of a page just loaded."""
        return {self.results: html_library.search_welcome(t), **self.choices(t)}

    def choices(self, t: Texts) -> Shown:
        """The filters' choices, from what is in the corpus now."""
        known = self.frame.service.known_values()
        years = sorted(known.years, reverse=True)
        return {
            self.genre: gr.update(choices=[(t("any_genre"), ""), *((g, g) for g in known.genres)]),
            self.unit: gr.update(choices=[(t("any_unit"), ""), *((u, u) for u in known.units)]),
            self.year: gr.update(
                choices=[
                    (t("any_year"), ""),
                    *((t("year", year=y), str(y)) for y in years),
                ]
            ),
        }

    def search(self, given: Given, request: gr.Request) -> Shown:
        filters = Filters(
            genre=given[self.genre] or None,
            unit=given[self.unit] or None,
            years=(int(given[self.year]), int(given[self.year])) if given[self.year] else None,
        )
        result = self.frame.service.search(given[self.query], RESULTS, filters)
        return {self.results: html_library.results(result, texts_for(request))}

    def refine(self, given: Given, request: gr.Request) -> Shown:
        """Search again when a filter changes; nothing to do before the first query."""
        return self.search(given, request) if given[self.query].strip() else {}
