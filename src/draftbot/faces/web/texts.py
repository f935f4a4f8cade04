"""The page's words in the language of the browser that asks."""

from __future__ import annotations

from draftbot.messages import Language, Message, Value, render


class Texts:
    """Messages in one language; called with a key of messages/*/page.toml and its values."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, **values: Value) -> str:
        return self.tell(Message(f"page.{key}", **values))

    def tell(self, message: Message) -> str:
        """Any message in words."""
        return render(message, self.language)


def language_of(accept_language: str) -> Language:
    """The page's language for an Accept-Language header; zh for none, en for any third language."""
    for part in accept_language.split(","):
        tag = part.split(";")[0].strip().lower()
        if tag.startswith("zh"):
            return "zh"
        if tag.startswith("en"):
            return "en"
    return "en" if accept_language.strip() else "zh"
