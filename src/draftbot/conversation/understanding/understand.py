"""The rules at work: the first that describes a whole clause wins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from draftbot.chinese.scripts import to_simplified
from draftbot.conversation.actions import (
    Action,
    AddFact,
    AddSection,
    ChooseGenre,
    MoveFact,
    MoveSection,
    NotUnderstood,
    RemoveFact,
    RemoveSection,
    RenameSection,
    SearchPassages,
    SetFact,
    SetLength,
    ShowHelp,
    TakeTitle,
    UseModel,
    WriteDraft,
)
from draftbot.conversation.understanding.clauses import clauses_of, lines_of, parts_of
from draftbot.conversation.understanding.desk_rules import (
    FACT_RULES,
    LENGTH_RULES,
    MODEL_RULES,
    OUTLINE_RULES,
)
from draftbot.conversation.understanding.draft_rules import (
    CONFIRM_RULES,
    DRAFT_RULES,
    EDIT,
    HISTORY_RULES,
    LOCK_RULES,
    SECTION_RULES,
    SENTENCE_RULES,
    SOURCE_RULES,
    TITLE_RULES,
)
from draftbot.conversation.understanding.words import Rule, clean, rule

# A clause longer than this is somebody's text, not a request.
LONGEST_REQUEST = 200

_SEARCH = rule(
    r"(?:搜索|检索|搜(?!救|集)|查找|查一下|查查|查(?![处出实获明验封阅摆清办堵])|找一下|找找|找(?![准出回到补])|有没有)(?:一下|一些|关于|有关|以前|往年|过去|：|:)*(?P<q>.+)",
    lambda m: SearchPassages(clean(re.sub(r"(?:的)?(?:段落|内容|材料|写法|表述|句子|例子)$", "", m["q"]))),
)
_HELP = rule(
    r"帮助|怎么用|你?会(?:做)?什么|你?能(?:做)?(?:些)?什么|help|使用说明|有(?:什么|哪些)功能",
    lambda m: ShowHelp(),
)
RULES: tuple[Rule, ...] = (
    _HELP,
    *HISTORY_RULES,
    *MODEL_RULES,
    *DRAFT_RULES,
    *SENTENCE_RULES,
    *CONFIRM_RULES,
    *LOCK_RULES,
    *SOURCE_RULES,
    *OUTLINE_RULES[:4],
    _SEARCH,
    *LENGTH_RULES,
    *FACT_RULES,
    *OUTLINE_RULES[4:],
    *SECTION_RULES,
    *TITLE_RULES,
)
_GENRE = re.compile(
    r"(?:换成|改成|改为|改用|用|按|文体(?:是|为|用)?[：:]?)(?P<g>[\u4e00-\u9fff]{2,8}?)(?:的)?(?:格式|提纲|模板|文体|来写)?"
)
_FACTS = re.compile(r"(?:事实|数据|补充事实|加一条事实|记一条)[：:，,](?P<v>.+)")
_STATES_A_FACT = re.compile(r"\d|[一二三四五六七八九十两百千]+(?:次|人|名|个|场|万|件|所|台|套)")
# Asks or orders, though a number is in it.
_NO_FACT = re.compile(
    r"(?:把|请|帮我?|能不能|可不可以|删[掉除去]|撤[销回]|导出|为什么|为何|怎么|是不是|不要).*|.*[？吗么呢]"
)
_CHATTER = re.compile(
    r"(?:你好|您好|早上好|下午好|谢谢|多谢|辛苦|好的?|嗯|行|可以|对|是的|ok|老师|麻烦|打扰)*[呀啊了哦吗！~～]*",
    re.I,
)
_DESK = (TakeTitle, ChooseGenre, SetLength, SetFact, AddFact, RemoveFact, MoveFact, UseModel)
_OUTLINE = (AddSection, RemoveSection, RenameSection, MoveSection)


def understand(message: str, genres: Sequence[str]) -> list[Action]:
    """The actions a message asks for, in the order to carry them out; at least one.

    A clause that asks for nothing but states a figure is taken as a fact; what is
    not understood is told as such, unless it is only politeness beside a request.
    """
    actions = [action for line in lines_of(message) for action in _of_line(line, genres)]
    understood = [a for a in actions if not (isinstance(a, NotUnderstood) and _CHATTER.fullmatch(a.text))]
    return _in_order(understood) or [NotUnderstood(message.strip())]


def _of_line(line: str, genres: Sequence[str]) -> Iterator[Action]:
    plain = to_simplified(line)
    if facts := _FACTS.fullmatch(plain):
        # As typed, not as simplified.
        for text in clauses_of(line[facts.start("v") :]):
            yield AddFact(clean(text))
        return
    if (edit := EDIT.action(plain)) is not None:
        yield edit
        return
    for clause in clauses_of(line):
        yield from _of_clause(clause, genres)


def _of_clause(clause: str, genres: Sequence[str]) -> Iterator[Action]:
    """The whole clause as one action, else its parts between commas, those that are no
    action by themselves put together again."""
    whole = _match(clause, genres)
    if whole is not None:
        yield whole
        return
    found = [(part, _match(part, genres)) for part in parts_of(clause)]
    if not any(action for _, action in found):
        yield _fact_or_nothing(clause)
        return
    left: list[str] = []
    for part, action in found:
        if action is None:
            left.append(part)
            continue
        if left:
            yield _fact_or_nothing("，".join(left))
            left = []
        yield action
    if left:
        yield _fact_or_nothing("，".join(left))


def _match(clause: str, genres: Sequence[str]) -> Action | None:
    if len(clause) > LONGEST_REQUEST:
        return None
    plain = to_simplified(clause).rstrip("？ ")
    genre = _GENRE.fullmatch(plain)
    if genre and genre.group("g") in genres:
        return ChooseGenre(genre.group("g"))
    return next((action for one in RULES if (action := one.action(plain)) is not None), None)


def _fact_or_nothing(text: str) -> Action:
    states = _STATES_A_FACT.search(text) and not _NO_FACT.fullmatch(text)
    return AddFact(text) if states else NotUnderstood(text)


def _in_order(actions: Sequence[Action]) -> list[Action]:
    """What sets the desk right behind a request to draft goes before it: one first says
    what to write, then how long and with what. Edits of the outline need its title first."""
    ordered: list[Action] = []
    rest = list(actions)
    while rest:
        action = rest.pop(0)
        if not isinstance(action, WriteDraft):
            ordered.append(action)
            continue
        behind: list[Action] = []
        while rest and isinstance(rest[0], (*_DESK, *_OUTLINE)):
            behind.append(rest.pop(0))
        if action.title and any(isinstance(a, (*_OUTLINE, ChooseGenre, MoveFact)) for a in behind):
            ordered.append(TakeTitle(action.title))
            action = WriteDraft(another=action.another)
        if rest and isinstance(rest[0], WriteDraft) and not rest[0].title and not rest[0].another:
            rest.pop(0)
        ordered += [*behind, action]
    return ordered
