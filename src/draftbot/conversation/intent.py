"""What the rules do not understand, put to a chat model: it calls a tool whose schema is the closed
set of actions, or, where it knows no tools, answers in JSON. Either is parsed strictly, and whatever
else it says counts as not understood.

Text, names and figures in an action must stand in the user's message: a model may
choose what to do, but puts no words into the user's mouth.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from draftbot.chinese.numerals import values_in
from draftbot.chinese.scripts import normalise
from draftbot.conversation import actions as do
from draftbot.conversation.desk.desk import Desk
from draftbot.domain import Conversation
from draftbot.drafts.addresses import Where
from draftbot.messages.rendering import render as render_words
from draftbot.prompt_files.templates import render
from draftbot.writing.chat_model import ModelWriter

MOST_ACTIONS = 6
LONGEST_ANSWER = 4000  # characters; a model that goes on is not listened to
EARLIER, LONGEST_TURN = 6, 200
_TOOL, _SLOT = "carry_out", "actions"
_FENCE = re.compile(r"^```(?:json)?\s*|\s*```$")
Place = Annotated[int, Field(ge=1, le=99)]
Words = Annotated[str, Field(min_length=1, max_length=2000)]


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)

    part: Place | None = Field(None, alias="部分")
    paragraph: Place | None = Field(None, alias="段")
    sentence: Place | None = Field(None, alias="句")

    @property
    def section(self) -> str:
        return f"第{self.part}部分" if self.part else ""

    @property
    def where(self) -> Where:
        return Where(self.section, self.paragraph or 0, self.sentence or 0)

    @property
    def is_about_a_sentence(self) -> bool:
        return self.part is not None and self.sentence is not None


class _Bare(_Said):
    do_: Literal[
        "起草", "提纲", "往年提纲", "比较", "撤销", "恢复", "来源", "锁定", "解锁", "删部分", "删句"
    ] = Field(alias="操作")

    def action(self) -> do.Action | None:
        if self.do_ in ("锁定", "解锁"):
            return do.SetLock(self.where, self.do_ == "锁定")
        if self.do_ == "来源":
            return do.ShowSources(self.where)
        if self.do_ == "删部分":
            return do.RemoveSection(self.section) if self.part else None
        if self.do_ == "删句":
            return do.DeleteSentence(self.where) if self.is_about_a_sentence else None
        plain: dict[str, do.Action] = {
            "起草": do.WriteDraft(),
            "提纲": do.ShowOutline(),
            "往年提纲": do.MineOutline(),
            "比较": do.CompareVersions(),
            "撤销": do.Undo(),
            "恢复": do.Redo(),
        }
        return plain[self.do_]


class _Rewrite(_Said):
    do_: Literal["重写", "加长", "缩短"] = Field(alias="操作")

    def action(self) -> do.Action | None:
        hows: dict[str, Literal["again", "longer", "shorter"]] = {
            "重写": "again", "加长": "longer", "缩短": "shorter",
        }  # fmt: skip
        how = hows[self.do_]
        if self.is_about_a_sentence:
            return do.RewriteSentence(self.where, how)
        return do.RewriteSection(self.section, how) if self.part else None


class _WithText(_Said):
    do_: Literal["题目", "加部分", "改标题", "语气", "记事实", "删事实", "归事实", "改句", "检索"] = Field(
        alias="操作"
    )
    text: Words = Field(alias="内容")

    def action(self) -> do.Action | None:
        match self.do_:
            case "题目":
                return do.WriteDraft(self.text)
            case "加部分":
                return do.AddSection(self.text, after=self.section)
            case "改标题":
                return do.RenameSection(self.section, self.text) if self.part else None
            case "语气":
                return do.Restyle(self.text, self.where)
            case "记事实":
                return do.AddFact(self.text)
            case "删事实":
                return do.RemoveFact(self.text)
            case "归事实":
                return do.MoveFact(self.text, self.section) if self.part else None
            case "改句":
                return do.EditSentence(self.where, self.text) if self.is_about_a_sentence else None
            case "检索":
                return do.SearchPassages(self.text)


class _Fill(_Said):
    do_: Literal["填空"] = Field(alias="操作")
    blank: Place = Field(alias="空")
    text: Words = Field(alias="内容")

    def action(self) -> do.Action | None:
        return do.FillBlank(self.text, self.blank)


class _Name(_Said):
    do_: Literal["单位", "时间", "署名", "日期"] = Field(alias="操作")
    text: Words = Field(alias="内容")

    def action(self) -> do.Action | None:
        fields: dict[str, do.FactField] = {"单位": "unit", "时间": "period", "署名": "author", "日期": "date"}
        return do.SetFact(fields[self.do_], self.text)


class _Length(_Said):
    do_: Literal["字数"] = Field(alias="操作")
    length: int | None = Field(alias="字数")

    def action(self) -> do.Action | None:
        return do.SetLength(self.length, self.section)


class _Move(_Said):
    do_: Literal["移部分"] = Field(alias="操作")
    place: Place = Field(alias="位置")

    def action(self) -> do.Action | None:
        return do.MoveSection(self.section, self.place) if self.part else None


class _Genre(_Said):
    do_: Literal["换文体"] = Field(alias="操作")
    genre: Words = Field(alias="文体")

    def action(self) -> do.Action | None:
        return do.ChooseGenre(self.genre)


class _Export(_Said):
    do_: Literal["导出"] = Field(alias="操作")
    format: Literal["docx", "md"] = Field(alias="格式")

    def action(self) -> do.Action | None:
        return do.Export(self.format)


_Any = Annotated[
    _Bare | _Rewrite | _WithText | _Fill | _Name | _Length | _Move | _Genre | _Export,
    Field(discriminator="do_"),
]
_ANSWER: TypeAdapter[list[_Any]] = TypeAdapter(list[_Any])


def actions_by_model(message: str, desk: Desk) -> list[do.Action]:
    """What the desk's chat model takes `message` for; at least one action.

    Raises ChatModelSilent, ChatModelMisconfigured.
    """
    model = desk.drafter.model
    if model is None:
        return [do.NotUnderstood(message)]
    answer = model.called(_question(message, desk, model), tool(), _SLOT, LONGEST_ANSWER)
    return read_intent(answer, message, desk.book.genres)


@cache
def tool() -> Mapping[str, object]:
    """The closed set as a function to call, by OpenAI's schema."""
    schema = _ANSWER.json_schema(by_alias=True)
    kinds = schema.pop("$defs")
    parameters = {"type": "object", "properties": {_SLOT: schema}, "required": [_SLOT], "$defs": kinds}
    about = {
        "name": _TOOL,
        "description": "Carry out what the user's last message asks for.",
        "parameters": parameters,
    }
    return {"type": "function", "function": about}


def read_intent(answer: str, message: str, genres: Sequence[str]) -> list[do.Action]:
    """The actions in a model's answer; NotUnderstood for anything but well-formed ones. Those whose
    texts and figures the user did not give are what may be meant, to be asked about."""
    try:
        value = json.loads(_FENCE.sub("", answer.strip()))
        said = _ANSWER.validate_python(value if isinstance(value, list) else [value])
    except (ValueError, ValidationError, RecursionError):
        return [do.NotUnderstood(message)]
    actions = [one.action() for one in said]
    understood = [action for action in actions if action is not None]
    if not 1 <= len(said) <= MOST_ACTIONS or len(understood) < len(said):
        return [do.NotUnderstood(message)]
    if all(_is_users(one, message, genres) for one in said):
        return understood
    # What the user did not say is asked, not done.
    perhaps = [one for one in understood if not isinstance(one, do.ChooseGenre) or one.genre in genres]
    return [do.NotUnderstood(message, tuple(perhaps))]


def _is_users(said: _Any, message: str, genres: Sequence[str]) -> bool:
    if isinstance(said, _Genre):
        return said.genre in genres
    if isinstance(said, _Length):
        return said.length is None or any(
            value.low <= said.length <= value.high for value in values_in(message)
        )
    if isinstance(said, (_WithText, _Fill, _Name)):
        return _plain(said.text) in _plain(message)
    return True


def _plain(text: str) -> str:
    return "".join(normalise(text).split()).strip('。，,.“”"')


def _question(message: str, desk: Desk, model: ModelWriter) -> str:
    now = desk.conversation
    tops = [s.heading for s in now.outline.sections if s.level == 1] if now.outline else []
    values = {
        "title": now.title,
        "genre": now.outline.genre if now.outline else "",
        "genres": "、".join(desk.book.genres),
        "headings": "\n".join(f"{n}. {heading}" for n, heading in enumerate(tops, 1)),
        "facts": "\n".join(fact.text for fact in now.facts.facts),
        "earlier": _earlier(now),
        "message": message[:2000],
    }
    return render(model.prompts.intent, values)


def _earlier(now: Conversation) -> str:
    """What was last said before the message, which stands last among the turns."""
    turns = now.turns[:-1][-EARLIER:]
    return "\n".join(f"{turn.speaker}: {render_words(turn.text, 'zh')[:LONGEST_TURN]}" for turn in turns)
