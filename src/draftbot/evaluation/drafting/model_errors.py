"""Errors planted in what a chat model answers: false figures, and citations of nothing.

The model is a parrot: it gives back the passages it was shown, so that nothing but
what is planted is wrong with its answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from langchain_core.language_models import SimpleChatModel
from langchain_core.messages import BaseMessage

from draftbot.chinese.sentences import split_sentences
from draftbot.domain import Draft
from draftbot.evaluation.drafting.bench import Bench, write
from draftbot.evaluation.drafting.cases import Case
from draftbot.evaluation.drafting.figures import figures_in
from draftbot.evaluation.drafting.measures import Tally
from draftbot.evaluation.drafting.report import Failure
from draftbot.messages import render
from draftbot.writing.chat_model import ModelAccess, ModelWriter

# No report and no fact sheet says these; each in a form of its own.
FALSE_NUMBERS = (
    "1847人", "一千八百四十七人", "18.47万元", "73.9%", "百分之七十三点九", "2017年11月27日", "〔2017〕479号", "四百七十九次",
)  # fmt: skip
INVENTED_CITATIONS = ("[47]", "【58】", "[1,69]", "［0］")
_SHOWN = re.compile(r"^\[(\d{1,2})\][^\n]*\n([^\n]+)", re.MULTILINE)
_PASSAGES, _SENTENCES, _QUOTED = 3, 2, 80


class Parrot(SimpleChatModel):
    """Repeats two sentences of each passage it is shown, with its number; `planted` stands in
    the first of them, before its full stop, or behind it where it is a citation."""

    planted: str = ""

    @property
    def _llm_type(self) -> str:
        return "parrot"

    def _call(self, messages: list[BaseMessage], *_: object, **__: object) -> str:
        shown = _SHOWN.findall(str(messages[-1].content))[:_PASSAGES]
        said = [
            (sentence, f"[{number}]")
            for number, text in shown
            for sentence in split_sentences(text)[:_SENTENCES]
        ]
        (first, cited), *rest = said or [("按照要求认真开展工作。", "")]
        first = first.rstrip("。！") + (
            "。" if self.planted in INVENTED_CITATIONS else f"，共计{self.planted}。"
        )
        cited = self.planted if self.planted in INVENTED_CITATIONS else cited
        return first + cited + "".join(sentence + number for sentence, number in rest)


def plant_errors(bench: Bench, cases: Sequence[Case], tally: Tally) -> None:
    """Draft each case with the parrot, once with a false figure in every section and once
    with an invented citation. A figure is flagged where a remark on its section names it."""
    for place, case in enumerate(cases):
        bench.search.without = case.without
        number = FALSE_NUMBERS[place % len(FALSE_NUMBERS)]
        draft = _parroted(bench, case, number)
        for i, section in enumerate(draft.sections):
            told = any(
                _names(render(remark.text, "zh"), number) for remark in draft.warnings if remark.section == i
            )
            failure = Failure("planted_numbers", draft.title, section.heading, section.text[:_QUOTED], number)
            tally.count("planted_numbers", [] if told else [failure])
        citation = INVENTED_CITATIONS[place % len(INVENTED_CITATIONS)]
        draft = _parroted(bench, case, citation)
        known = {source.number for source in draft.sources}
        for section in draft.sections:
            cited = {n for sentence in section.sentences for n in sentence.citations}
            kept = citation in section.text or cited - known
            failure = Failure(
                "planted_citations", draft.title, section.heading, section.text[:_QUOTED], citation
            )
            tally.count("planted_citations", [failure] if kept else [])


def _names(remark: str, number: str) -> bool:
    return {f.value for f in figures_in(number)} <= {f.value for f in figures_in(remark)}


def _parroted(bench: Bench, case: Case, planted: str) -> Draft:
    drafter = bench.drafter(
        ModelWriter(ModelAccess("parrot", "", "", 60), bench.prompts, Parrot(planted=planted))
    )
    return write(drafter, replace(case.request, use_model=True))
