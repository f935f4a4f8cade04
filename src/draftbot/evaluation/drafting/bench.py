"""Drafters over a search that can leave reports out."""

from __future__ import annotations

from dataclasses import dataclass

from draftbot.bootstrap import prompts_folder
from draftbot.domain import Draft, DraftFinished, DraftRequest
from draftbot.errors import BadInput
from draftbot.evaluation.drafting.others import SearchOfOthers
from draftbot.messages import Message
from draftbot.prompt_files.templates import Prompts, load_prompts
from draftbot.service import Parts
from draftbot.settings import Settings
from draftbot.trades.trades import Trades
from draftbot.writing.chat_model import ModelAccess, ModelWriter
from draftbot.writing.drafter import Drafter
from draftbot.writing.extractive import ExtractiveWriter


@dataclass(frozen=True, slots=True)
class Bench:
    """The parts of a service, with `search` in the place of their own."""

    parts: Parts
    prompts: Prompts
    search: SearchOfOthers

    @classmethod
    def over(cls, parts: Parts, settings: Settings) -> Bench:
        """Raises PromptsBroken."""
        return cls(parts, load_prompts(prompts_folder(settings)), SearchOfOthers(parts.search))

    @property
    def trades(self) -> Trades:
        return self.parts.knowledge.now().trades

    def drafter(self, model: ModelWriter | None = None) -> Drafter:
        """A drafter with that chat model, or with none; else as a service has it."""
        parts = self.parts
        writer = ExtractiveWriter(self.search)
        return Drafter(writer, model, parts.knowledge, parts.embeddings, parts.store, parts.book)

    def chat_model(self, settings: Settings) -> ModelWriter:
        """The user's chat model. Raises BadInput where none is set, ChatModelMisconfigured."""
        if not settings.llm:
            raise BadInput(what=Message("evaluation.no_chat_model"))
        key = settings.llm_api_key.get_secret_value()
        access = ModelAccess(settings.llm, settings.llm_base_url, key, settings.llm_timeout)
        return ModelWriter(access, self.prompts)


def write(drafter: Drafter, request: DraftRequest) -> Draft:
    """The finished draft of a request."""
    return next(event.draft for event in drafter.events(request) if isinstance(event, DraftFinished))
