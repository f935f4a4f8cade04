"""The rules that are certain: the first that describes a whole clause, and fits the desk, wins."""

from __future__ import annotations

import re
from dataclasses import fields, replace

from draftbot.chinese.scripts import to_simplified
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import clauses_of, parts_of
from draftbot.conversation.understanding.forms import forms, rules_for
from draftbot.conversation.understanding.plausible import is_plausible
from draftbot.conversation.understanding.proper_titles import without_lead
from draftbot.conversation.understanding.referents import order_words
from draftbot.conversation.understanding.shape import repaired
from draftbot.conversation.understanding.words import (
    COUNTED_PART,
    NUMBER,
    PAPER,
    WRITE,
    Rule,
    clean,
    is_question,
    names_no_topic,
    rule,
)
from draftbot.drafts.addresses import Where, find_section
from draftbot.drafts.editing import blanks_named
from draftbot.errors import NoSuchSection, UnclearPlace
from draftbot.facts.amounts import amounts_in

LONGEST_REQUEST = 200
_SEARCH = rule(
    r"(?:搜索|检索|搜(?!救|集)|查找)(?!到|出|来)(?:一下|一些|关于|有关|以前|往年|过去|：|:)*(?P<q>.+)",
    lambda m: do.SearchPassages(clean(re.sub(r"(?:的)?(?:段落|内容|材料|写法|表述|句子|例子)$", "", m["q"]))),
)
_HELP = rule(
    r"帮助|怎么用|你?会(?:做)?什么|你?能(?:做)?(?:些)?什么|help|使用说明|有(?:什么|哪些)功能",
    lambda m: do.ShowHelp(),
)
TITLE_RULES: tuple[Rule, ...] = (
    rule(
        rf"{WRITE}(?:关于)?(?P<title>[^，,]{{2,80}}?{PAPER})",
        lambda m: do.WriteDraft(clean(m["title"])),
    ),
    # An order behind words that mean nothing here.
    Rule(
        rf".*(?:起草|草拟|撰写|写)(?:一份|一篇|一个|份|篇)(?:关于)?(?P<title>[^，,]{{2,80}}{PAPER})",
        lambda m: do.WriteDraft(clean(m["title"])),
    ),
    Rule(rf"(?P<title>[^，,：:]{{2,60}}{PAPER})", lambda m: do.WriteDraft(clean(m["title"]))),
)
_EDIT = "sentence.edit"
_GENRE = re.compile(
    r"(?:换成|改成|改为|改用|用|按|文体(?:是|为|用)?[：:]?)(?P<g>[\u4e00-\u9fff]{2,8}?)(?:的)?(?:格式|提纲|模板|文体|来写)?"
)
_FACTS = re.compile(
    r"(?:(?:事实|数据|补充事实|加一条事实|记一条)[：:，,]|[^，,。；;：:]{0,10}[记作算][^，,。；;：:]{0,3}事实[：:])(?P<v>.+)"
)
_COUNTED = re.compile(COUNTED_PART)
_SEVERAL = re.compile(rf"第{NUMBER}(?:个|大)*(?:部分|块|章|节)?[、和跟与及]")


def facts_stated(line: str) -> list[str]:
    """The facts behind 事实：, as typed; none where the line does not begin so."""
    facts = _FACTS.fullmatch(to_simplified(line))
    return [clean(text) for text in clauses_of(line[facts.start("v") :])] if facts else []


def certain(clause: str, view: View) -> do.Action | None:
    """The action that a rule finds in the whole clause, where what it names is on the desk."""
    if len(clause) > LONGEST_REQUEST:
        return None
    whole = repaired(to_simplified(clause))
    # Said of a whole line: what stands behind the colon is the user's text, full stops and all.
    for edits in rules_for(_EDIT):
        edit = edits.action(whole)
        if edit is not None and _is_there(edit, view) and is_plausible(edit, view):
            return edit
    plain = whole.rstrip("？。 ")
    genre = _GENRE.fullmatch(plain)
    if genre and genre.group("g") in view.genres:
        return do.ChooseGenre(genre.group("g"))
    for one in (
        _HELP,
        _SEARCH,
        *(form.rule for form in forms()),
        *TITLE_RULES[: 3 if view.conversation.draft_id is None else 2],
    ):
        action = one.action(plain)
        if (
            action is not None
            and _is_there(action, view)
            and not _swallows(action, view)
            and _has_blank(action, view)
            and is_plausible(action, view)
        ):
            return _on(action, view)
    return None


def _has_blank(action: do.Action, view: View) -> bool:
    """Whether what a blank to fill is called is called so in the draft."""
    if not isinstance(action, do.FillBlank) or not action.label or view.draft is None:
        return True
    return bool(blanks_named(view.draft, action.label))


def _swallows(action: do.Action, view: View) -> bool:
    """Whether a blank's text goes on with another wish (第1处空填320，第2处空填5) or with what else there is
    (第1处空填何秀珍，全年巡诊104次), or asks."""
    if not isinstance(action, do.FillBlank):
        return False
    behind = parts_of(action.text)[1:]
    return is_question(action.text) or any(
        certain(part, view) is not None or amounts_in(part) for part in behind
    )


def _on(action: do.Action, view: View) -> do.Action:
    """A title while there is a draft is of another draft, beside it."""
    if isinstance(action, do.WriteDraft) and action.title and view.conversation.draft_id is not None:
        if names_no_topic(action.title):
            return do.AskTopic(view.genre_of(action.title) or "")
        return do.NewDraft(without_lead(action.title, view))
    section = getattr(action, "section", "")
    longer = [h for h in view.headings if h in section and h != section]
    return replace(action, section=longer[0]) if longer else action  # type: ignore[arg-type]


def _is_there(action: do.Action, view: View) -> bool:
    """Whether the sections that an action names are on the desk: what is called otherwise may be
    no section at all. 第三部分 and quoted words are sections, be they there or not."""
    for field in fields(action):
        value = getattr(action, field.name)
        name = value.section if isinstance(value, Where) else value if field.name in _SECTIONS else ""
        if (
            isinstance(name, str)
            and name
            and view.sections
            and not _COUNTED.fullmatch(name)
            and (_SEVERAL.match(name) or _COUNTED.match(name) or not _found(name, view))
        ):
            return False
    return True


_SECTIONS = frozenset(("section", "after", "before"))


def _found(name: str, view: View) -> bool:
    if name not in view.headings and re.search(order_words("a sentence"), name):
        return False  # 最后那句喊口号的
    try:
        find_section(view.sections, name)
    except UnclearPlace:
        return True
    except NoSuchSection:
        return False
    return True
