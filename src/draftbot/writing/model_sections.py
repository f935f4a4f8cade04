"""One section with a chat model: ask, read, check, and ask once more where it is wanting.

What fails a check twice is not printed: the extractive section stands in its place,
and a remark says so and why.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property

from draftbot.checks import check_section
from draftbot.checks.facts import states_fact
from draftbot.checks.quoting import start_of
from draftbot.checks.structure import LONG, SHORT
from draftbot.checks.support import LEAST_SUPPORT, support
from draftbot.chinese.word_lists import word_table
from draftbot.domain import (
    Draft,
    DraftRequest,
    DraftSection,
    Hit,
    Outline,
    OutlineSection,
    Remark,
    SectionStarted,
    Sentence,
    count_chars,
)
from draftbot.errors import ModelError
from draftbot.facts.brief import Brief
from draftbot.messages import Message
from draftbot.prompt_files.templates import render
from draftbot.writing.chat_model import ModelWriter
from draftbot.writing.model_answer import Answer, read_answer
from draftbot.writing.model_form import ENDS, in_form
from draftbot.writing.model_passages import in_brief, passages_for_model, unmarked, withheld_text
from draftbot.writing.sources import SourceRegister

Piece = str | SectionStarted | Remark | DraftSection

# With any of these a section is not printed; with others it is worth another try, but no reason
# to throw it away.
_GRAVE = frozenset(
    (
        "unvouched_fact",
        "foreign_name",
        "instruction",
        "not_prose",
        "mixed_script",
        "request_in_report",
        "ungrounded",
        "section_empty",
    )
)
# This share of what a model writes must rest on the passages and the facts.
LEAST_GROUNDED = 0.4
# What repeats so many letters in a row of an order in a passage was told them by it.
PLANTED_RUN = 8
# A model that goes on and on is stopped at this many times the length asked for.
_RUNAWAY, _LEAST_RUNAWAY = 2.5, 400


@dataclass(frozen=True, slots=True)
class SectionTask:
    """What one section is to be written from. `hits` are the passages shown, in order;
    `before` the sections that stand before it."""

    index: int
    sections: Sequence[OutlineSection]
    facts: Sequence[str]
    brief: Brief
    hits: Sequence[Hit]
    before: Sequence[DraftSection]

    @property
    def section(self) -> OutlineSection:
        return self.sections[self.index]

    def question(self, prompt: str, facts: Sequence[str], also: str) -> str:
        """The prompt for this section; `facts` are those to be told, `also` what is asked besides."""
        brief, section = self.brief, self.section
        values = {
            "title": unmarked(brief.title),
            "genre": brief.genre,
            "person": "第一人称“我”" if brief.first_person else f"自称“{brief.own_name}”",
            "unit": brief.unit,
            "period": brief.when,
            "heading": section.heading,
            "purpose": section.purpose,
            "length": f"约{section.length}字" if section.length else "",
            "facts": "\n".join(map(unmarked, facts)),
            "passages": passages_for_model(self.hits, brief),
            "before": in_brief(self.before),
            "also_required": "\n".join(wish for wish in (brief.wish, also) if wish),
        }
        return render(prompt, values)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One answer, read and checked, and the register that its citations are numbered in."""

    answer: Answer
    register: SourceRegister
    remarks: tuple[Remark, ...]

    @property
    def section(self) -> DraftSection:
        return self.answer.section

    @property
    def grave(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.code in _GRAVE]

    @property
    def wanting(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.code in _reasons()]

    @property
    def badness(self) -> tuple[int, int]:
        return len(self.grave), len(self.wanting)


class SectionWriter:
    """Writes one section with a model; `instead` writes it without one."""

    def __init__(
        self,
        model: ModelWriter,
        task: SectionTask,
        register: SourceRegister,
        instead: Callable[[], DraftSection],
    ) -> None:
        self.model, self.task, self.register, self.instead = model, task, register, instead

    def write(self) -> Iterator[Piece]:
        """Text as it streams, remarks, and the finished section last; SectionStarted
        where the section is begun anew.

        Raises ChatModelSilent and ChatModelMisconfigured, after what has arrived was
        yielded as a section.
        """
        best, error = yield from self._ask("")
        if error is not None:
            yield from self._broken_off(best)
            raise error
        if best.wanting:
            yield SectionStarted(self.task.index, self.task.section.heading)
            again, error = yield from self._ask(_told_again(best.wanting))
            if error is None and again.badness < best.badness:
                best = again
        if error is None and not best.grave:
            best, error = yield from self._to_length(best)
        yield from self._finished(best)
        if error is not None:
            raise error

    def _ask(
        self, also: str, so_far: _Attempt | None = None
    ) -> Generator[Piece, None, tuple[_Attempt, ModelError | None]]:
        """An answer, behind `so_far` where that is to go on, and what broke it off."""
        text, error = "", None
        facts = () if so_far else self.task.facts
        stream = self.model.stream(self.task.question(self.model.prompts.section, facts, also))
        most = max(_LEAST_RUNAWAY, _RUNAWAY * (self.task.section.length or 0))
        try:
            with closing(stream):
                for piece in stream:
                    text += piece
                    yield piece
                    if count_chars(text) > most:
                        break
        except ModelError as exc:
            error = exc
        return self._read(text, so_far), error

    def _read(self, text: str, so_far: _Attempt | None = None) -> _Attempt:
        task, register = self.task, (so_far or self).register.on_trial()
        answer = read_answer(text, task.section.heading, task.section.level, task.hits, register)
        if so_far is not None:
            answer = _joined(so_far.answer, answer)
        request = DraftRequest(task.brief.title, Outline(task.brief.genre, tuple(task.sections)))
        draft = Draft("", request, (*task.before, answer.section), register.sources)
        remarks = (*check_section(draft, len(task.before), task.brief), *self._own_remarks(answer.section))
        return _Attempt(answer, register, remarks)

    def _own_remarks(self, section: DraftSection) -> Iterator[Remark]:
        """What only the task can tell: facts left out, the question said back, and text
        that rests on nothing shown."""
        index, heading = self.task.index, self.task.section.heading
        for fact in self._facts_left_out(section):
            yield Remark("fact_missing", Message("writing.fact_left_out", fact=fact), index)
        frame = self._frame()
        for j, sentence in enumerate(section.sentences):
            if "".join(sentence.text.split()) in frame:
                text = Message("writing.question_said_back", sentence=sentence.text)
                yield Remark("not_prose", text, index, j)
            elif self._is_planted(sentence.text):
                text = Message("checks.instruction", sentence=start_of(sentence.text))
                yield Remark("instruction", text, index, j)
        ground = "\n".join([*(hit.passage.text for hit in self.task.hits), self.task.brief.vouched])
        grounded = sum(
            count_chars(s.text)
            for s in section.sentences
            if s.text.endswith(ENDS) and support(s.text, ground) >= LEAST_SUPPORT
        )
        if grounded < LEAST_GROUNDED * section.chars:
            text = Message("writing.ungrounded", heading=heading)
            yield Remark("ungrounded", text, index)

    def _is_planted(self, sentence: str) -> bool:
        """Whether a sentence repeats what was withheld from the model, and nothing else has it."""
        return not _runs(sentence).isdisjoint(self._planted)

    @cached_property
    def _planted(self) -> frozenset[str]:
        task = self.task
        withheld = _runs(withheld_text(task.hits))
        if not withheld:
            return frozenset()
        said = (task.brief.title, task.brief.vouched, task.section.heading, *task.facts)
        return withheld - _runs("\n".join((passages_for_model(task.hits, task.brief), *said)))

    def _frame(self) -> str:
        """The question's own words, without passages and facts, and the rules."""
        bare = replace(self.task, hits=(), before=())
        question = bare.question(self.model.prompts.section, (), "")
        return "".join(f"{self.model.prompts.system}\n{question}".split())

    def _facts_left_out(self, section: DraftSection) -> list[str]:
        texts = [s.text for s in section.sentences] + ["".join(s.text for s in p) for p in section.paragraphs]
        return [fact for fact in self.task.facts if not any(states_fact(fact, text) for text in texts)]

    def _to_length(self, attempt: _Attempt) -> Generator[Piece, None, tuple[_Attempt, ModelError | None]]:
        """The attempt continued or tightened once where its length is off; as it was
        where that makes it worse."""
        target, section = self.task.section.length, attempt.section
        if not target or SHORT * target <= section.chars <= LONG * target:
            return attempt, None
        if section.chars < target:
            also = (
                f"这一部分已写好下面的文字，还差约{target - section.chars}字。"
                f"接着往下写，只写新的内容，不重复：\n<已写的文字>\n{unmarked(section.text)}\n</已写的文字>"
            )
            yield "\n"
            mended, error = yield from self._ask(also, attempt)
        else:
            also = (
                f"上一稿有{section.chars}字，太长。压缩到约{target}字，保留事实和段落编号："
                f"\n<已写的文字>\n{_with_numbers(attempt, self.task.hits)}\n</已写的文字>"
            )
            yield SectionStarted(self.task.index, section.heading)
            mended, error = yield from self._ask(also)
        off = abs(mended.section.chars - target) - abs(section.chars - target)
        better = off < 0 and mended.badness <= attempt.badness and error is None
        return (mended if better else attempt), error

    def _finished(self, attempt: _Attempt) -> Iterator[Piece]:
        """The section as it goes into the draft, or the extractive one in its place."""
        if attempt.grave:
            heading, why = self.task.section.heading, attempt.grave[0].text
            text = Message("writing.extractive_instead", heading=heading, why=why)
            yield Remark("extractive_instead", text, self.task.index)
            yield self.instead()
            return
        self.register.adopt(attempt.register)
        if attempt.answer.invented:
            numbers = tuple(dict.fromkeys(attempt.answer.invented))
            text = Message("writing.invented_citation", heading=attempt.section.heading, numbers=numbers)
            yield Remark("invented_citation", text, self.task.index)
        yield self._with_facts(in_form(_unrepeated(attempt), self.task.hits, self.register))

    def _with_facts(self, section: DraftSection) -> DraftSection:
        """The section with the facts the model left out, each as a sentence of its own at its end."""
        left_out = [fact.strip().rstrip("。；;，,、 ") for fact in self._facts_left_out(section)]
        told = tuple(Sentence(f"{fact}。", origin="fact") for fact in left_out)
        if not told:
            return section
        *before, last = section.paragraphs or ((),)
        return replace(section, paragraphs=(*before, (*last, *told)))

    def _broken_off(self, attempt: _Attempt) -> Iterator[Piece]:
        """What had arrived when the model fell silent: the user's to keep."""
        if attempt.section.sentences:
            self.register.adopt(attempt.register)
            text = Message("writing.broken_off", heading=attempt.section.heading)
            yield Remark("broken_off", text, self.task.index)
            yield attempt.section


def _runs(text: str) -> frozenset[str]:
    """The runs of so many letters in a text that what repeats one repeats the text."""
    letters = "".join(c for c in text if c.isalnum())
    return frozenset(letters[i : i + PLANTED_RUN] for i in range(len(letters) - PLANTED_RUN + 1))


def _joined(before: Answer, after: Answer) -> Answer:
    paragraphs = (*before.section.paragraphs, *after.section.paragraphs)
    return Answer(replace(before.section, paragraphs=paragraphs), (*before.invented, *after.invented))


def _reasons() -> Mapping[str, tuple[str, ...]]:
    """Why a section is worth another try, by the code of what was remarked on it."""
    return word_table("why_anew", "draftbot.writing")


def _told_again(remarks: Sequence[Remark]) -> str:
    """Why to write anew. Names no number and no name, lest the model repeat them."""
    reasons = dict.fromkeys(_reasons()[remark.code][0] for remark in remarks)
    return "上一稿没有通过检查，请重写整个部分，并注意：" + "；".join(reasons) + "。"


def _unrepeated(attempt: _Attempt) -> DraftSection:
    """The section without the sentences that say again what was said."""
    repeated = {remark.sentence for remark in attempt.remarks if remark.code == "repeated"}
    kept, at = [], 0
    for paragraph in attempt.section.paragraphs:
        kept.append(tuple(s for j, s in enumerate(paragraph, at) if j not in repeated))
        at += len(paragraph)
    return replace(attempt.section, paragraphs=tuple(p for p in kept if p))


def _with_numbers(attempt: _Attempt, hits: Sequence[Hit]) -> str:
    """The section's text with the numbers the passages had in the question."""
    places = {hit.passage.id: n for n, hit in enumerate(hits, 1)}
    numbers = {s.number: places[s.passage_id] for s in attempt.register.sources if s.passage_id in places}
    return "\n".join(
        "".join(unmarked(s.text) + "".join(f"[{numbers[n]}]" for n in s.citations if n in numbers) for s in p)
        for p in attempt.section.paragraphs
    )
