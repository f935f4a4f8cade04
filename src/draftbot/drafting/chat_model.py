"""The writer that asks a chat model: any that LangChain reaches.

The model sees past passages with their facts already masked (what it cannot
see it cannot repeat), the user's facts, and numbers to cite. What it answers is
parsed strictly; a citation it invented is dropped and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import httpx
from langchain_core.exceptions import ModelAuthenticationError, ModelError, ModelNotFoundError
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage

from draftbot.corpus.sentences import split_sentences
from draftbot.domain import DraftSection, Hit, OutlineSection, Sentence
from draftbot.drafting.brief import Brief
from draftbot.drafting.masking import blanks_in, mask
from draftbot.drafting.points import fits
from draftbot.drafting.prompts import Prompts, render
from draftbot.drafting.sources import SourceRegister
from draftbot.errors import ChatModelMisconfigured, ChatModelSilent
from draftbot.retrieval.search import Search

PASSAGES_PER_SECTION = 8
# Of each section before, the model is told this much.
BRIEF_CHARS = 60
_CITATION = re.compile(r"[\[［【]\s*(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\s*[\]］】]")
_MARKUP = re.compile(r"^\s*(?:#+\s*|[-*]\s+)|\*\*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ModelAccess:
    """How to reach a chat model: "provider:name", and where, with which key."""

    name: str
    base_url: str
    api_key: str
    timeout: float


def open_model(access: ModelAccess) -> BaseChatModel:
    """The chat model that `access` names. Raises ChatModelMisconfigured."""
    # Slow to import, and most users have no chat model.
    from langchain.chat_models import init_chat_model

    options: dict[str, object] = {"timeout": access.timeout, "max_retries": 1}
    if access.base_url:
        options["base_url"] = access.base_url
    if access.api_key:
        options["api_key"] = access.api_key
    try:
        model = init_chat_model(access.name, **options)  # type: ignore[call-overload]
    except (ValueError, ImportError, TypeError) as exc:
        raise ChatModelMisconfigured(model=access.name, reason=str(exc).splitlines()[0]) from exc
    if not isinstance(model, BaseChatModel):
        raise ChatModelMisconfigured(model=access.name, reason="不是聊天模型")
    return model


class ModelWriter:
    """Writes sections with a chat model, streaming what arrives."""

    def __init__(self, access: ModelAccess, prompts: Prompts, search: Search) -> None:
        self.access, self.prompts, self.search = access, prompts, search
        self.model = open_model(access)

    def stream(
        self, section: OutlineSection, facts: Sequence[str], brief: Brief, hits: Sequence[Hit], before: str
    ) -> Iterator[str]:
        """Pieces of the section as the model sends them. `before` tells the sections so far.

        Raises ChatModelSilent, ChatModelMisconfigured.
        """
        values = {
            "title": brief.title,
            "genre": brief.genre,
            "person": "第一人称“我”" if brief.first_person else f"自称“{brief.self_name}”",
            "unit": brief.unit,
            "period": f"{brief.year}年" if brief.year else "",
            "heading": section.heading,
            "purpose": section.purpose,
            "length": f"约{section.length}字" if section.length else "",
            "facts": "\n".join(facts),
            "passages": passages_for_model(hits, section, brief),
            "before": before,
            "also_required": "",
        }
        messages = [SystemMessage(self.prompts.system), HumanMessage(render(self.prompts.section, values))]
        try:
            for chunk in self.model.stream(messages):
                if text := chunk.text:
                    yield text
        except (ModelAuthenticationError, ModelNotFoundError) as exc:
            raise ChatModelMisconfigured(model=self.access.name, reason=_first_line(exc)) from exc
        except (ModelError, httpx.HTTPError, OSError) as exc:
            raise ChatModelSilent(model=self.access.name, reason=_first_line(exc)) from exc


def usable_hits(hits: Sequence[Hit], section: OutlineSection, brief: Brief) -> list[Hit]:
    """The hits a model is shown for a section, in order; their place is their number."""
    return [hit for hit in hits if fits(hit, section, brief)][:PASSAGES_PER_SECTION]


def passages_for_model(hits: Sequence[Hit], section: OutlineSection, brief: Brief) -> str:
    """Numbered passages without the facts of their reports, one paragraph each."""
    blocks = []
    for number, hit in enumerate(usable_hits(hits, section, brief), 1):
        masked = (mask(sentence, hit.report, brief) for sentence in split_sentences(hit.passage.text))
        text = "".join(m.text for m in masked if m is not None)
        blocks.append(f"[{number}] {' / '.join(hit.passage.heading_path)}\n{text}")
    return "\n\n".join(blocks)


def read_answer(
    text: str, section: OutlineSection, hits: Sequence[Hit], register: SourceRegister
) -> tuple[DraftSection, list[int]]:
    """A model's answer as a section, and the citation numbers it invented.

    `hits` are those of `usable_hits`, in the order they were numbered.
    """
    invented: list[int] = []
    paragraphs = []
    for line in _MARKUP.sub("", text).splitlines():
        line = line.strip()
        if not line or line.strip("：:。") == section.heading:
            continue
        sentences = [_read_sentence(piece, hits, register, invented) for piece in _with_citations(line)]
        paragraphs.append(tuple(s for s in sentences if s.text))
    kept = tuple(p for p in paragraphs if p)
    note = "" if kept else "模型没有写出内容。"
    return DraftSection(section.heading, section.level, kept, note), invented


def _with_citations(line: str) -> list[str]:
    """The sentences of a line, each with the citations that stand behind it."""
    pieces: list[str] = []
    for piece in split_sentences(line):
        # 句号后的[1]是前一句的引用。
        leading = re.match(rf"(?:\s*{_CITATION.pattern})+", piece)
        if leading and pieces:
            pieces[-1] += leading.group()
            piece = piece[leading.end() :]
        if piece.strip():
            pieces.append(piece)
    return pieces


def _read_sentence(
    piece: str, hits: Sequence[Hit], register: SourceRegister, invented: list[int]
) -> Sentence:
    numbers = [int(n) for match in _CITATION.finditer(piece) for n in re.findall(r"\d+", match.group(1))]
    invented += [n for n in numbers if not 1 <= n <= len(hits)]
    cited = [hits[n - 1] for n in dict.fromkeys(numbers) if 1 <= n <= len(hits)]
    text = _CITATION.sub("", piece).strip()
    citations = tuple(register.number(hit.passage, hit.report) for hit in cited) if text else ()
    return Sentence(text, citations, blanks_in(text), "model")


def in_brief(sections: Sequence[DraftSection]) -> str:
    """What the sections so far say, a line each."""
    return "\n".join(f"{s.heading}：{s.text[:BRIEF_CHARS]}…" for s in sections)


def _first_line(exc: Exception) -> str:
    return (str(exc) or type(exc).__name__).splitlines()[0]
