"""A conversation carried on by OpenAI's protocol, where the client keeps what was said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from draftbot.domain import Draft, DraftFinished, Found, Said, Source
from draftbot.errors import BadInput
from draftbot.export.markdown import to_markdown
from draftbot.faces.api.openai_shapes import AnnotationShape, ChatBody, UrlCitation
from draftbot.messages import Language, Message, render
from draftbot.service import Draftbot

# Where neither `user` nor `metadata` tells which conversation it is, all is said again.
MOST_REPEATED = 20
_CITATION = re.compile(r"\[(\d{1,3})\]")


@dataclass(slots=True)
class Answer:
    """What is said to the last message of a request, piece by piece; `draft` is the one that
    the answer holds, if any, once all was said."""

    service: Draftbot
    language: Language
    draft: Draft | None = field(default=None)

    def pieces(self, conversation_id: str, messages: Sequence[str]) -> Iterator[str]:
        """The answer to the last of `messages`; those before are only carried out."""
        for earlier in messages[:-1]:
            for _ in self.service.say(conversation_id, earlier):
                pass
        for event in self.service.say(conversation_id, messages[-1]):
            match event:
                case Said(text=text):
                    yield f"{render(text, self.language)}\n\n"
                case Found(result=result):
                    for hit in result.hits:
                        where = " › ".join((hit.report.title, *hit.passage.heading_path))
                        yield f"{hit.rank}. **{where}**\n\n{hit.passage.text}\n\n"
                case DraftFinished(draft=draft):
                    self.draft = draft
        if self.draft is not None:
            yield to_markdown(self.draft)

    def annotations(self, content: str, base_url: str) -> list[AnnotationShape]:
        """The citations in the content, each with its passage."""
        sources: dict[int, Source] = {s.number: s for s in self.draft.sources} if self.draft else {}
        return [
            AnnotationShape(
                url_citation=UrlCitation(
                    url=f"{base_url}api/v1/passages/{source.passage_id}",
                    title=source.title,
                    start_index=found.start(),
                    end_index=found.end(),
                )
            )
            for found in _CITATION.finditer(content)
            if (source := sources.get(int(found[1]))) is not None
        ]


def conversation_for(body: ChatBody, service: Draftbot) -> tuple[str, list[str]]:
    """The id of the conversation that a request goes on with, and the user's messages that are
    to be said in it. Raises BadInput."""
    said = [message.content for message in body.messages if message.role == "user"]
    if not said or body.messages[-1].role != "user":
        raise BadInput(what=Message("requests.no_user_message"))
    if name := (body.metadata or {}).get("conversation_id"):
        return service.conversation_named(f"id\n{name}").id, said[-1:]
    if body.user:
        # One user has many chats, told apart by how they begin.
        return service.conversation_named(f"user\n{body.user}\n{said[0]}").id, said[-1:]
    if len(said) > MOST_REPEATED:
        raise BadInput(what=Message("requests.conversation_unnamed", most=MOST_REPEATED))
    return service.start_conversation().id, said
