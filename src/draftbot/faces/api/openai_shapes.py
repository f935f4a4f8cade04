"""What OpenAI's clients send and expect, as far as draftbot has it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field, StrictBool

from draftbot.faces.api.requests import LONGEST_TEXT, NO_TRUTH_VALUE
from draftbot.faces.shape import Shape

MODEL = "draftbot"
MOST_TEXTS, LONGEST_EMBEDDED = 256, 8_000


def _joined(content: object) -> object:
    """The text of a message given in parts; parts of other kinds are left for the validator."""
    if isinstance(content, list) and all(isinstance(p, dict) and p.get("type") == "text" for p in content):
        return "\n".join(str(part.get("text", "")) for part in content)
    return content


class ChatMessage(BaseModel):
    role: Literal["system", "developer", "user", "assistant"]
    content: Annotated[str, BeforeValidator(_joined), Field(max_length=LONGEST_TEXT)]


class StreamOptions(BaseModel):
    include_usage: StrictBool = False


class ChatBody(BaseModel):
    """Sampling and the like are let pass and mean nothing here."""

    model: str = Field(description="api.openai_model", examples=[MODEL])
    messages: list[ChatMessage] = Field(min_length=1, max_length=1_000)
    stream: StrictBool = False
    stream_options: StreamOptions | None = None
    n: Annotated[int, Field(ge=1, le=1), NO_TRUTH_VALUE] | None = None
    tools: list[Any] | None = Field(None, max_length=0)
    user: str | None = Field(None, max_length=200, description="api.openai_user")
    metadata: dict[str, str] | None = Field(None, description="api.openai_metadata")


class EmbeddingsBody(BaseModel):
    model: str = Field(description="api.openai_model")
    input: (
        Annotated[str, Field(max_length=LONGEST_EMBEDDED)]
        | Annotated[
            list[Annotated[str, Field(max_length=LONGEST_EMBEDDED)]],
            Field(min_length=1, max_length=MOST_TEXTS),
        ]
    )
    encoding_format: Literal["float", "base64"] = "float"

    @property
    def texts(self) -> list[str]:
        return [self.input] if isinstance(self.input, str) else self.input


class ModelEntryShape(Shape):
    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = MODEL


class ModelsShape(Shape):
    object: Literal["list"] = "list"
    data: list[ModelEntryShape]


class UsageShape(Shape):
    """Counted in characters: which tokens a model makes of them is its own affair."""

    prompt_tokens: int
    completion_tokens: int = 0
    total_tokens: int


class EmbeddingShape(Shape):
    object: Literal["embedding"] = "embedding"
    index: int
    embedding: list[float] | str


class EmbeddingsShape(Shape):
    object: Literal["list"] = "list"
    data: list[EmbeddingShape]
    model: str
    usage: UsageShape


class UrlCitation(Shape):
    """Where in the content a citation stands, and the passage it names."""

    url: str
    title: str
    start_index: int
    end_index: int


class AnnotationShape(Shape):
    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class AnswerMessage(Shape):
    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[AnnotationShape]


class ChoiceShape(Shape):
    index: int = 0
    message: AnswerMessage
    finish_reason: Literal["stop"] = "stop"


class CompletionShape(Shape):
    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[ChoiceShape]
    usage: UsageShape


class OpenAIErrorBody(Shape):
    message: str
    type: str
    param: None = None
    code: str


class OpenAIErrorShape(Shape):
    error: OpenAIErrorBody
