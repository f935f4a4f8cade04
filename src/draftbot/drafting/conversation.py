"""A conversation: each message becomes actions, each action changes the desk and is answered in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import singledispatchmethod

from draftbot.corpus.numbering import format_number
from draftbot.corpus.roles import role_of
from draftbot.domain import (
    ChatEvent,
    Conversation,
    DeskChanged,
    DraftFinished,
    DraftRequest,
    DraftStarted,
    Fact,
    Found,
    Outline,
    OutlineSection,
    ReadyToExport,
    Said,
    Turn,
)
from draftbot.drafting import actions as do
from draftbot.drafting.drafter import Drafter
from draftbot.drafting.numerals import values_in
from draftbot.drafting.outlines import OutlineBook, plan_lengths
from draftbot.drafting.store import DraftStore
from draftbot.drafting.understanding import understand
from draftbot.errors import BadInput, ChatModelSilent, DraftbotError, NoSuchSection
from draftbot.retrieval.search import Search

LONGER, SHORTER = 1.5, 0.6
HITS_IN_CHAT = 5
_FIELD_NAMES = {"unit": "单位", "period": "时间", "author": "署名", "date": "日期"}
HELP = """可以这样说：
· 帮我起草一份2025年幼儿园防汛工作总结，3000字
· 我们园叫向阳幼儿园；事实：3月、9月开展消防演练2次，320人参加
· 把经验体会删掉 / 在第二部分后面加家园共育 / 把第一部分改名为工作概况
· 第二部分再具体一点 / 第三部分短一些 / 换一种写法
· 检索：防汛值班制度
· 导出Word"""


class ConversationDesk:
    """Carries out what a message asks on one conversation; saves after each action."""

    def __init__(
        self,
        conversation: Conversation,
        drafter: Drafter,
        book: OutlineBook,
        search: Search,
        store: DraftStore,
    ) -> None:
        self.desk = conversation
        self.drafter, self.book, self.search, self.store = drafter, book, search, store

    def say(self, message: str) -> Iterator[ChatEvent]:
        """Events of draftbot's answer. What goes wrong is said in the answer and raised
        to nobody: the conversation goes on."""
        self._remember("user", message)
        said: list[str] = []
        for event in self._answer(message):
            if isinstance(event, Said):
                said.append(event.text)
            yield event
        self._remember("draftbot", "\n".join(said))

    def _answer(self, message: str) -> Iterator[ChatEvent]:
        try:
            for action in understand(message, self.book.genres):
                yield from self._do(action)
        except ChatModelSilent as exc:
            yield Said(f"{exc.message()}已写好的部分保留在草稿里。{exc.hint()}")
        except DraftbotError as exc:
            yield Said(f"{exc.message()}{exc.hint()}")

    def redraft(self) -> Iterator[ChatEvent]:
        """Draft what is on the desk."""
        yield from self._do(do.WriteDraft())

    # -- one method an action --------------------------------------------------

    @singledispatchmethod
    def _do(self, action: do.Action) -> Iterator[ChatEvent]:
        raise TypeError(f"no such action: {action!r}")

    @_do.register
    def _(self, action: do.WriteDraft) -> Iterator[ChatEvent]:
        if action.title:
            yield from self._take_title(action.title)
        if not self.desk.title or self.desk.outline is None:
            yield Said("还不知道要写什么。请告诉我题目，例如“帮我起草一份2025年幼儿园防汛工作总结”。")
            return
        if action.another:
            self._change(seed=self.desk.seed + 1)
        request = DraftRequest(
            self.desk.title,
            self.desk.outline,
            self.desk.facts,
            self.desk.length,
            self.desk.seed,
            self.desk.use_model,
        )
        for event in self.drafter.events(request):
            if isinstance(event, DraftStarted):
                # At once, so that what a silent model leaves behind is found again.
                self._change(draft_id=event.draft.id)
            if isinstance(event, DraftFinished):
                yield event
                yield Said(self._told(event))
            else:
                yield event

    @_do.register
    def _(self, action: do.ChooseGenre) -> Iterator[ChatEvent]:
        outline = self.book.outline(action.genre)
        yield self._change(outline=outline)
        yield Said(f"已换成“{action.genre}”的提纲：\n{outline_text(outline)}")

    @_do.register
    def _(self, action: do.ShowOutline) -> Iterator[ChatEvent]:
        if self.desk.outline is None:
            yield Said(f"还没有提纲。可选文体：{'、'.join(self.book.genres)}。")
        else:
            yield Said(f"现在的提纲：\n{outline_text(self.desk.outline)}")

    @_do.register
    def _(self, action: do.AddSection) -> Iterator[ChatEvent]:
        outline = self._outline()
        at = self._find(action.after) + 1 if action.after else len(outline.sections)
        while at < len(outline.sections) and outline.sections[at].level > 1:
            at += 1
        section = OutlineSection(action.heading, role=role_of(action.heading))
        yield self._resection((*outline.sections[:at], section, *outline.sections[at:]))
        yield Said(f"已加上“{action.heading}”。说“重新起草”就按新提纲写。")

    @_do.register
    def _(self, action: do.RemoveSection) -> Iterator[ChatEvent]:
        sections = self._outline().sections
        first = self._find(action.section)
        last = self._end(first)
        yield self._resection((*sections[:first], *sections[last:]))
        yield Said(f"已删去“{sections[first].heading}”。说“重新起草”就按新提纲写。")

    @_do.register
    def _(self, action: do.RenameSection) -> Iterator[ChatEvent]:
        sections = list(self._outline().sections)
        i = self._find(action.section)
        old = sections[i]
        sections[i] = replace(old, heading=action.heading, role=role_of(action.heading), purpose="")
        yield self._resection(tuple(sections))
        yield Said(f"已把“{old.heading}”改名为“{action.heading}”。")

    @_do.register
    def _(self, action: do.MoveSection) -> Iterator[ChatEvent]:
        sections = self._outline().sections
        first = self._find(action.section)
        block = sections[first : self._end(first)]
        rest = [*sections[:first], *sections[self._end(first) :]]
        tops = [i for i, s in enumerate(rest) if s.level == 1]
        at = tops[action.place - 1] if action.place - 1 < len(tops) else len(rest)
        yield self._resection((*rest[:at], *block, *rest[at:]))
        yield Said(f"已把“{sections[first].heading}”移到第{action.place}部分。")

    @_do.register
    def _(self, action: do.SetLength) -> Iterator[ChatEvent]:
        if not action.section:
            outline = self.desk.outline
            if outline is not None:
                free = tuple(replace(s, length=None) for s in outline.sections)
                outline = replace(outline, sections=free)
                plan_lengths(outline, action.length, self.book)  # raises BadLength
            yield self._change(length=action.length, outline=outline)
            yield Said(f"全文定为约{action.length}字。")
            return
        sections = list(self._outline().sections)
        i = self._find(action.section)
        sections[i] = replace(sections[i], length=action.length)
        yield self._resection(tuple(sections))
        yield Said(f"“{sections[i].heading}”定为约{action.length}字。")

    @_do.register
    def _(self, action: do.RewriteSection) -> Iterator[ChatEvent]:
        if self.desk.draft_id is None:
            yield Said("还没有草稿，请先起草。")
            return
        draft = self.store.draft(self.desk.draft_id)
        i = find_section(draft.request.outline, action.section)
        old = draft.sections[i]
        length, seed = None, None
        if action.how == "again":
            seed = draft.request.seed + 1
        else:
            length = round(max(old.chars, 60) * (LONGER if action.how == "longer" else SHORTER))
        draft = self.drafter.rewrite(draft, i, length, seed)
        yield DraftFinished(draft)
        new = draft.sections[i]
        yield Said(f"已重写“{new.heading}”，由{old.chars}字改为{new.chars}字。{new.note}")

    @_do.register
    def _(self, action: do.SetFact) -> Iterator[ChatEvent]:
        facts = replace(self.desk.facts, **{action.field: action.value})  # type: ignore[arg-type]
        yield self._change(facts=facts)
        yield Said(f"已记下{_FIELD_NAMES[action.field]}：{action.value}。")

    @_do.register
    def _(self, action: do.AddFact) -> Iterator[ChatEvent]:
        if action.text in {fact.text for fact in self.desk.facts.facts}:
            yield Said(f"这条事实已经有了：{action.text}。")
            return
        facts = replace(self.desk.facts, facts=(*self.desk.facts.facts, Fact(action.text)))
        yield self._change(facts=facts)
        yield Said(f"已记为事实：{action.text}。")

    @_do.register
    def _(self, action: do.RemoveFact) -> Iterator[ChatEvent]:
        kept = tuple(f for f in self.desk.facts.facts if action.text not in f.text)
        gone = len(self.desk.facts.facts) - len(kept)
        yield self._change(facts=replace(self.desk.facts, facts=kept))
        yield Said(f"已删去{gone}条事实。" if gone else f"没有含“{action.text}”的事实。")

    @_do.register
    def _(self, action: do.SearchPassages) -> Iterator[ChatEvent]:
        result = self.search.search(action.query, HITS_IN_CHAT)
        yield Found(result)
        count = len(result.hits)
        if result.is_about:
            yield Said(f"找到{count}个相近段落。")
        else:
            nearest = f"，上面{count}段只是最接近的" if count else ""
            yield Said(f"语料里没有专门讲“{action.query}”的段落{nearest}。")

    @_do.register
    def _(self, action: do.Export) -> Iterator[ChatEvent]:
        if self.desk.draft_id is None:
            yield Said("还没有草稿，请先起草。")
            return
        yield ReadyToExport(self.desk.draft_id, action.format)
        yield Said(f"草稿已可下载为 .{action.format} 文件。")

    @_do.register
    def _(self, action: do.UseModel) -> Iterator[ChatEvent]:
        yield self._change(use_model=action.use)
        if action.use and self.drafter.model is None:
            yield Said("没有设置大模型（DRAFTBOT_LLM），仍用摘编方式起草。")
        else:
            yield Said("以后用大模型起草。" if action.use else "以后用摘编方式起草，不用大模型。")

    @_do.register
    def _(self, action: do.ShowHelp) -> Iterator[ChatEvent]:
        yield Said(HELP)

    @_do.register
    def _(self, action: do.NotUnderstood) -> Iterator[ChatEvent]:
        yield Said(f"没有听懂“{action.text}”。\n{HELP}")

    # -- the desk --------------------------------------------------------------

    def _take_title(self, title: str) -> Iterator[ChatEvent]:
        """Put a title on the desk; a title of another genre brings that genre's outline."""
        genre = self.book.genre_of_title(title)
        outline = self.desk.outline
        if outline is None or (genre and genre != outline.genre):
            outline = self.book.outline_for(title, genre)
        yield self._change(title=title, outline=outline, draft_id=None, seed=0)
        yield Said(f"题目：{title}。按“{outline.genre}”的提纲起草。")

    def _told(self, event: DraftFinished) -> str:
        draft = event.draft
        chars = sum(s.chars for s in draft.sections)
        parts = [f"写好了：{len(draft.sections)}部分，{chars}字，参考了{len(draft.sources)}个往年段落。"]
        if draft.blanks:
            parts.append(f"有{len(draft.blanks)}处【待补】要您填写。")
        if draft.warnings:
            parts.append(f"有{len(draft.warnings)}条提醒，请看草稿上方。")
        return "".join(parts)

    def _outline(self) -> Outline:
        if self.desk.outline is None:
            raise BadInput(what="还没有提纲，请先说要写什么", what_en="there is no outline yet")
        return self.desk.outline

    def _find(self, wanted: str) -> int:
        return find_section(self._outline(), wanted)

    def _end(self, first: int) -> int:
        """Behind the section at `first` and all its subsections."""
        sections = self._outline().sections
        end = first + 1
        while end < len(sections) and sections[end].level > sections[first].level:
            end += 1
        return end

    def _resection(self, sections: tuple[OutlineSection, ...]) -> DeskChanged:
        return self._change(outline=replace(self._outline(), sections=sections))

    def _change(self, **changes: object) -> DeskChanged:
        """Change these things and no others: the desk may have been edited on the page
        while an answer was being written."""
        self.desk = replace(self.store.conversation(self.desk.id), **changes)  # type: ignore[arg-type]
        self.store.save_conversation(self.desk)
        return DeskChanged(self.desk)

    def _remember(self, speaker: str, text: str) -> None:
        turns = self.store.conversation(self.desk.id).turns
        self._change(turns=(*turns, Turn(speaker, text)))  # type: ignore[arg-type]


def find_section(outline: Outline, wanted: str) -> int:
    """The index of the section a user means by 第二部分 or by words of its heading.

    Raises NoSuchSection.
    """
    tops = [i for i, section in enumerate(outline.sections) if section.level == 1]
    if wanted.startswith("第") and (numbers := values_in(wanted)):
        n = int(numbers[0])
        if 1 <= n <= len(tops):
            return tops[n - 1]
        raise NoSuchSection(wanted=wanted, count=len(tops))
    headings = [section.heading for section in outline.sections]
    for i, heading in enumerate(headings):
        if heading == wanted:
            return i
    close = [i for i, heading in enumerate(headings) if wanted in heading or heading in wanted]
    if not close:
        raise NoSuchSection(wanted=wanted, count=len(tops))
    return close[0]


def outline_text(outline: Outline) -> str:
    """The outline as lines, numbered by 公文 rules."""
    lines, counters = [], [0] * 8
    for section in outline.sections:
        counters[section.level] += 1
        counters[section.level + 1 :] = [0] * (7 - section.level)
        length = f"（约{section.length}字）" if section.length else ""
        number = format_number(section.level, counters[section.level])
        lines.append(f"{'　' * (section.level - 1)}{number}{section.heading}{length}")
    return "\n".join(lines)
