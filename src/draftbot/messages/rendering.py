"""A message in words.

Words name their values in braces, as str.format does: {count}, {share:.0%}. Besides:

    {n:# section|# sections}   singular and plural, # being the number
    {n:han}                    the number in Chinese, 1 to 99
    {names}                    several values as a list
    {names:quoted}             the same, each in quotation marks
    {parts:sentences}          sentences one after another, each with its stop
    {parts:clauses}            what may stand in one sentence; {parts:lines} line by line
    {what:capital}             with a capital, where it begins a sentence
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any

from draftbot.messages.catalogue import words_of
from draftbot.messages.message import Language, Message

_ENDS = ("。", "！", "？", ".", "!", "?")
_DIGITS = "零一二三四五六七八九"


def render(message: Message, language: Language) -> str:
    """The message in the words of a language."""
    if not message.code:
        return str(message.values["text"])
    words = words_of(message.code, language)
    if words is None:  # stored by a later version
        words = " ".join([message.code, *(f"{{{name}}}" for name, _ in message.pairs)])
    return fill(words, message.values, language)


def fill(words: str, values: Mapping[str, object], language: Language) -> str:
    """The words with their values; a place without a value stays as it is."""
    return _Filling(language).vformat(words, (), values)


class _Filling(Formatter):
    def __init__(self, language: Language) -> None:
        self.language = language

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> object:
        return kwargs.get(str(key), f"{{{key}}}")

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - as Formatter has it
        if isinstance(value, (tuple, list)):
            return self._joined(value, format_spec)
        if value is None:
            return ""
        if format_spec == "han":
            return _in_chinese(value)
        if "|" in format_spec:
            one, many = format_spec.split("|")
            return (one if value == 1 else many).replace("#", f"{value:,}")
        text = render(value, self.language) if isinstance(value, Message) else value
        if format_spec == "capital":
            return str(text)[:1].upper() + str(text)[1:]
        return str(format(text, format_spec))

    def _joined(self, values: Sequence[object], spec: str) -> str:
        texts = [text for value in values if (text := self.format_field(value, ""))]
        if spec == "quoted":
            texts = [f"“{text}”" for text in texts]
        elif spec == "sentences":
            stop = words_of("common.stop", self.language)
            texts = [text if text.endswith(_ENDS) else f"{text}{stop}" for text in texts]
        between = words_of(f"common.between_{spec or 'items'}", self.language)
        assert between is not None, spec
        return between.join(texts)


def _in_chinese(number: int) -> str:
    """1 to 99 as a 公文 counts parts; `chinese.numerals` stands above this room."""
    tens, ones = divmod(number, 10)
    head = (_DIGITS[tens] if tens > 1 else "") + "十" if tens else ""
    return head + (_DIGITS[ones] if ones or not tens else "")
