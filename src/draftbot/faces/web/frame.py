"""What all tabs share: errors in one place, the reader, downloads, the page's words."""

from __future__ import annotations

import functools
import inspect
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

import gradio as gr

from draftbot.access.allowed import allowed
from draftbot.errors import DraftbotError, NotSignedIn
from draftbot.faces.api.sign_in import caller_of
from draftbot.faces.web import html, html_library
from draftbot.faces.web.texts import Texts, language_of
from draftbot.service import Draftbot

logger = logging.getLogger(__name__)

Component = Any
"""A gradio component; gradio's listeners are made at run time, beyond a type checker's reach."""
Given = dict[Component, Any]
"""The values of an event's input components, by component."""
Shown = dict[Component, Any]
"""New values or properties of components, by component; those left out stay as they are."""


def asset(name: str) -> str:
    """The text of a file that ships next to this module."""
    return (files("draftbot.faces.web") / name).read_text(encoding="utf-8")


def texts_for(request: gr.Request) -> Texts:
    """The page's words in the language of the browser that asks."""
    return Texts(language_of(request.headers.get("accept-language", "")))


def live_html(*acts: str, script: str = "", **options: object) -> Component:
    """A gr.HTML whose buttons trigger the events `acts` (see html.button and clicks.js);
    `script` is run for it besides.

    The template stays gradio's plain `${value}`: what a template itself contains
    is run as code in the browser, what `value` contains is not.
    """
    whole = f"const ACTS = {json.dumps(acts)};\n{asset('clicks.js')}\n{script}"
    return gr.HTML(js_on_load=whole, apply_default_css=False, **options)


def taken(upload: str | Path) -> tuple[str, bytes]:
    """The name and the bytes of an uploaded file, which is not kept."""
    path = Path(upload)
    data = path.read_bytes()
    path.unlink(missing_ok=True)
    return path.name, data


# Who began the event at work. Each step of a generator may run in another thread.
_asking: ContextVar[Draftbot | None] = ContextVar("asking", default=None)


@contextmanager
def _asked_by(service: Draftbot) -> Iterator[None]:
    token = _asking.set(service)
    try:
        yield
    finally:
        _asking.reset(token)


def _each(steps: Iterator[Shown], service: Draftbot) -> Iterator[Shown]:
    """The steps, each taken for who asked."""
    while True:
        with _asked_by(service):
            shown = next(steps, None)
        if shown is None:
            return
        yield shown


class Frame:
    """The page around the tabs. Create inside the gr.Blocks it belongs to."""

    def __init__(self, service: Draftbot) -> None:
        self._whole = service
        self.words: list[tuple[Component, dict[str, str]]] = []
        self.notice = live_html(elem_id="notice")
        self.reader = live_html(
            *("report", "passage", "correct", "restore", "cuts", "cut", "join", "move", "uncut"),
            elem_id="reader",
        )
        self.courier = gr.HTML(
            html_template="", js_on_load=asset("courier.js"), apply_default_css=False, elem_id="courier"
        )

    @property
    def service(self) -> Draftbot:
        """The service as whoever began the event at work may use it."""
        return _asking.get() or self._whole

    @property
    def has_users(self) -> bool:
        """Whether whoever began the event at work is one of several."""
        return self.service is not self._whole

    def as_asked(self, args: Sequence[object]) -> Draftbot:
        """The service for the request among an event's `args`. Raises NotSignedIn."""
        request = next((arg for arg in args if isinstance(arg, gr.Request)), None)
        if request is None or request.request is None:
            raise NotSignedIn
        return allowed(self._whole, caller_of(request.request))

    def say(self, component: Component, **keys: str) -> Component:
        """`component`, its properties set to the words named by `keys` when the page loads."""
        self.words.append((component, keys))
        return component

    def translated(self, t: Texts) -> Shown:
        """All labels in the language of `t`."""
        return {
            component: gr.update(**{prop: t(key) for prop, key in keys.items()})
            for component, keys in self.words
        }

    @property
    def translatable(self) -> list[Component]:
        return [component for component, _ in self.words]

    def on(
        self,
        listen: Callable[..., Any],
        handler: Callable[..., Any],
        inputs: Sequence[Component] = (),
        outputs: Sequence[Component] = (),
        clears: bool = True,
        **options: object,
    ) -> Component:
        """Let `handler` answer an event. It gets the inputs' values by component (if there are
        inputs) and returns or yields what to show; a DraftbotError it raises is shown as a notice.
        With `clears` the notice goes when all went well."""
        return listen(
            self.guarded(handler, {self.notice: ""} if clears else {}),
            inputs=set(inputs) or None,
            outputs=[*dict.fromkeys([*outputs, self.notice])],
            show_progress="hidden",
            api_visibility="private",
            **options,
        )

    def guarded(self, handler: Callable[..., Any], first: Shown) -> Callable[..., Any]:
        """`handler`, its errors shown in the notice; `first` is shown with what it shows first."""
        # What names no output at all is to gradio no answer by component, but one value for many.
        if "request" not in inspect.signature(handler).parameters:
            raise TypeError(f"{handler.__qualname__} does not take who asks")
        as_it_is: Shown = {self.notice: gr.skip()}
        if inspect.isgeneratorfunction(handler):

            @functools.wraps(handler)
            def stream(*args: object, **kwargs: object) -> Iterator[Shown]:
                clearing = first
                try:
                    # To gradio a generator that ends without a word has emptied every output.
                    steps = chain(handler(*args, **kwargs), ({},))
                    for shown in _each(steps, self.as_asked(args)):
                        yield {**as_it_is, **clearing, **shown}
                        # What is told about something else meanwhile stays.
                        clearing = {}
                except DraftbotError as exc:
                    yield {self.notice: self.told(exc, args)}

            return stream

        @functools.wraps(handler)
        def answer(*args: object, **kwargs: object) -> Shown:
            try:
                with _asked_by(self.as_asked(args)):
                    return {**as_it_is, **first, **handler(*args, **kwargs)}
            except DraftbotError as exc:
                return {self.notice: self.told(exc, args)}

        return answer

    def told(self, error: DraftbotError, args: Sequence[object]) -> str:
        """The notice for `error`, in the language of the request among `args`."""
        logger.info("shown to the user: %s", error)
        request = next((arg for arg in args if isinstance(arg, gr.Request)), None)
        return html.error_notice(error, texts_for(request) if request else Texts("zh"))

    # -- events that several tabs have ------------------------------------------

    def wire(self) -> None:
        self.opens_passage(self.reader.passage)
        self.opens_report(self.reader.report)

    def opens_passage(self, listen: Callable[..., Any]) -> None:
        self.on(listen, self.open_passage, outputs=[self.reader])

    def opens_report(self, listen: Callable[..., Any]) -> None:
        self.on(listen, self.open_report, outputs=[self.reader])

    def open_passage(self, event: gr.EventData, request: gr.Request) -> Shown:
        context = self.service.passage(event.passage)
        return {self.reader: html_library.passage_reader(context, texts_for(request))}

    def open_citation(self, event: gr.EventData, request: gr.Request) -> Shown:
        context = self.service.passage(event.passage)
        number = int(event.number)
        return {self.reader: html_library.passage_reader(context, texts_for(request), number)}

    def open_report(self, event: gr.EventData, request: gr.Request) -> Shown:
        summary, report = self.service.report(event.report)
        return {self.reader: html_library.report_reader(summary, report, texts_for(request))}


def hidden() -> dict[str, Any]:
    update: dict[str, Any] = gr.update(visible=False)
    return update
