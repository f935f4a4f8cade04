"""A message in ordinary Chinese to actions, by rules: the first that fits a clause wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from draftbot.corpus.scripts import to_simplified
from draftbot.drafting.actions import (
    Action,
    AddFact,
    AddSection,
    ChooseGenre,
    Export,
    MoveSection,
    NotUnderstood,
    RemoveFact,
    RemoveSection,
    RenameSection,
    RewriteSection,
    SearchPassages,
    SetFact,
    SetLength,
    ShowHelp,
    ShowOutline,
    UseModel,
    WriteDraft,
)
from draftbot.drafting.numerals import values_in

_POLITE = r"(?:请|麻烦|劳驾|帮忙|帮我|给我|替我|为我|我想|我要|我需要|需要|想要|想|要|能不能|可以|可否|再|现在|先|你|您|帮)*"
_SECTION = r"(?P<section>第[一二三四五六七八九十\d]+(?:部分|节|章|段|条|个部分)?|[“\"「《]?[\u4e00-\u9fff]{2,20}?[”\"」》]?)(?:这一?部分|那一?部分|部分|这一?节|一节|的内容)?"
_NUMBER = r"(?P<n>\d[\d,，]*|[一二三四五六七八九十百千万两]+)\s*(?P<wan>[万千])?"
_PAPER = r"(?:总结|汇报|报告|方案|计划|通报|述职|材料|体会|小结|预案|调研|讲话稿|通知)"
_SPLIT = re.compile(r"[。！!？?；;\n]+")
_QUOTES = "“”\"「」《》'‘’ "

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Action]]


def _clean(text: str) -> str:
    return text.strip(_QUOTES + "，,、：:的了吧呢啊").strip()


def _count(match: re.Match[str]) -> int:
    scale = {"万": 10_000, "千": 1000}.get(match.group("wan") or "", 1)
    return int(values_in(match.group("n"))[0] * scale)


def _title(match: re.Match[str]) -> Action:
    return WriteDraft(_clean(match.group("title")))


_WRITE = r"(?:起草|草拟|撰写|拟写|编写|拟|写|生成|做|出|弄)(?:一下|一份|一篇|一个|个|份|篇|一)?"

RULES: tuple[Rule, ...] = (
    (
        re.compile(r"^(?:帮助|怎么用|你会(?:做)?什么|你能(?:做)?什么|help|使用说明|\?|？)$", re.I),
        lambda m: ShowHelp(),
    ),
    (
        re.compile(rf"^{_POLITE}(?:导出|下载|保存|输出|存)(?:成|为|一份|一下)?.*?(?:md|markdown)", re.I),
        lambda m: Export("md"),
    ),
    (
        re.compile(
            rf"^{_POLITE}(?:导出|下载|输出|存成|另存)(?:成|为|一份|一下|一个)?(?:word|docx|文档|文件|草稿|全文)?.*$",
            re.I,
        ),
        lambda m: Export("docx"),
    ),
    (re.compile(r"(?:不用|不要用|别用|关闭|关掉)(?:大)?模型"), lambda m: UseModel(False)),
    (re.compile(r"^(?:使用|用|打开|启用|开启)(?:大)?模型"), lambda m: UseModel(True)),
    (
        re.compile(rf"^{_POLITE}(?:换一种写法|换个写法|换种写法|换一稿|另写一稿)"),
        lambda m: WriteDraft(another=True),
    ),
    (
        re.compile(
            rf"^{_POLITE}(?:重新起草|重写全文|重新写|再写一遍|重新生成|按(?:新|这个)?提纲(?:起草|写)|开始起草|开始写|起草吧?|写吧)(?:一遍|一下|全文)?$"
        ),
        lambda m: WriteDraft(),
    ),
    (
        re.compile(
            rf"^{_POLITE}(?:查看|看看|显示|列出|看一下|给出)?(?:一下)?(?:现在的|当前的?)?(?:提纲|大纲|目录)(?:是什么|有哪些)?$"
        ),
        lambda m: ShowOutline(),
    ),
    (
        re.compile(
            rf"^{_POLITE}(?:搜索|检索|搜|查找|查一下|查查|查|找一下|找找|找|有没有)(?:一下|一些|关于|有关|以前|往年|过去)*(?P<q>.+)$"
        ),
        lambda m: SearchPassages(
            _clean(re.sub(r"(?:的)?(?:段落|内容|材料|写法|表述|句子|例子)$", "", m.group("q")))
        ),
    ),
    (
        re.compile(
            rf"^(?:把|将)?(?:全文|整体|总体|整篇|总字数|篇幅|字数)(?:控制|压缩|压|减|扩|增加|增|改|定|调整|写)?(?:到|在|成|为|至)?(?:大约|约)?{_NUMBER}字?"
        ),
        lambda m: SetLength(_count(m)),
    ),
    (
        re.compile(rf"^(?:大约|约|大概|要|写|共|总共)*{_NUMBER}字(?:左右|以内|上下)?$"),
        lambda m: SetLength(_count(m)),
    ),
    (
        re.compile(
            rf"^(?:把|将)?{_SECTION}(?:控制|压缩|压|减|扩|增加|增|改|定|调整|写)?(?:到|在|成|为|至)(?:大约|约)?{_NUMBER}字"
        ),
        lambda m: SetLength(_count(m), _clean(m.group("section"))),
    ),
    (
        re.compile(rf"^(?:请)?(?:把|将){_SECTION}(?:改名|改|重命名|换)(?:为|成|叫){{1}}[：:]?(?P<h>.+)$"),
        lambda m: RenameSection(_clean(m.group("section")), _clean(m.group("h"))),
    ),
    (
        re.compile(
            rf"^(?:请)?(?:把|将){_SECTION}(?:移|挪|放|调|提|移动|调整)(?:到|至)第(?P<place>[一二三四五六七八九十\d]+)"
        ),
        lambda m: MoveSection(_clean(m.group("section")), int(values_in(m.group("place"))[0])),
    ),
    (
        re.compile(rf"^(?:请)?(?:把|将){_SECTION}(?:给)?(?:删掉|删除|删了|去掉|拿掉|删)"),
        lambda m: RemoveSection(_clean(m.group("section"))),
    ),
    (
        re.compile(rf"^{_POLITE}(?:删掉|删除|删去|去掉|不要){_SECTION}$"),
        lambda m: RemoveSection(_clean(m.group("section"))),
    ),
    (
        re.compile(
            rf"^{_POLITE}在{_SECTION}(?:的)?(?:后面|之后|后)(?:加|增加|添加|补充|插入)(?:上|一个|一节|一部分|一章)*(?P<h>.+?)(?:部分|一节)?$"
        ),
        lambda m: AddSection(_clean(m.group("h")), _clean(m.group("section"))),
    ),
    (
        re.compile(
            rf"^{_POLITE}(?:加上|增加|添加|补充|加|插入)(?:一个|一节|一部分|一章)?[“\"「]?(?P<h>[\u4e00-\u9fff]{{2,20}}?)[”\"」]?(?:这一部分|部分|一节|这一节|一章)$"
        ),
        lambda m: AddSection(_clean(m.group("h"))),
    ),
    (
        re.compile(
            rf"^(?:把|将)?{_SECTION}(?:再|还|要|需要|得)*(?:写|说)?(?:得)?(?:更|再)?(?:具体|详细|丰富|展开|长|扩写|充实|扩充|深入|细)(?:一点|一些|些|点)?"
        ),
        lambda m: RewriteSection(_clean(m.group("section")), "longer"),
    ),
    (
        re.compile(rf"^{_POLITE}(?:扩写|展开|充实){_SECTION}$"),
        lambda m: RewriteSection(_clean(m.group("section")), "longer"),
    ),
    (
        re.compile(
            rf"^(?:把|将)?{_SECTION}(?:再|还|要|需要|得)*(?:写|说)?(?:得)?(?:更|再|太长了?)?(?:简短|精简|简洁|压缩|缩短|短|简练|删减|太长)(?:一点|一些|些|点|一下)?"
        ),
        lambda m: RewriteSection(_clean(m.group("section")), "shorter"),
    ),
    (
        re.compile(rf"^{_POLITE}(?:精简|压缩|缩写|缩短){_SECTION}$"),
        lambda m: RewriteSection(_clean(m.group("section")), "shorter"),
    ),
    (
        re.compile(rf"^(?:把|将)?{_SECTION}(?:重写|重新写|换一种写法|换个写法|再写一遍|改写)"),
        lambda m: RewriteSection(_clean(m.group("section")), "again"),
    ),
    (
        re.compile(rf"^{_POLITE}(?:重写|改写){_SECTION}$"),
        lambda m: RewriteSection(_clean(m.group("section")), "again"),
    ),
    (
        re.compile(
            r"^(?:我们?的?(?:单位|园|校|局|街道|学校|幼儿园)|单位名称|单位|本园|本校|本单位)(?:名称|的名字|全称)?(?:叫做?|是|为|[：:])(?P<v>.+)$"
        ),
        lambda m: SetFact("unit", _clean(m.group("v"))),
    ),
    (
        re.compile(r"^(?:署名|落款|撰写人|作者|汇报人|述职人)(?:是|为|写|[：:])(?P<v>.+)$"),
        lambda m: SetFact("author", _clean(m.group("v"))),
    ),
    (
        re.compile(r"^(?:成文日期|日期|落款日期|落款时间)(?:是|为|写|[：:])(?P<v>.+)$"),
        lambda m: SetFact("date", _clean(m.group("v"))),
    ),
    (
        re.compile(r"^(?:时间|年度|时段|期间|报告期|总结期)(?:是|为|写|[：:])(?P<v>.+)$"),
        lambda m: SetFact("period", _clean(m.group("v"))),
    ),
    (
        re.compile(rf"^{_POLITE}(?:删掉|删除|去掉)事实[：:]?(?P<v>.+)$"),
        lambda m: RemoveFact(_clean(m.group("v"))),
    ),
    (
        re.compile(r"^(?:事实|数据|补充事实|加一条事实|记一条)[：:，,](?P<v>.+)$"),
        lambda m: AddFact(_clean(m.group("v"))),
    ),
    (re.compile(rf"^{_POLITE}{_WRITE}(?:关于)?(?P<title>.*{_PAPER}[^，,]{{0,6}})$"), _title),
    (re.compile(rf"^(?P<title>[^，,：:]{{2,40}}{_PAPER})$"), _title),
)
_GENRE = re.compile(
    r"^(?:换成|改成|改为|用|按|文体(?:是|为|用)?[：:]?)(?P<g>[\u4e00-\u9fff]{2,8})(?:的)?(?:格式|提纲|模板|文体|来写)?$"
)
_STATES_A_FACT = re.compile(r"\d|[一二三四五六七八九十两百千]+(?:次|人|名|个|场|万|件|所|台|套)")


def understand(message: str, genres: Sequence[str]) -> list[Action]:
    """The actions a message asks for, in its order; at least one.

    A clause that asks for nothing but states a figure is taken as a fact.
    """
    actions = [action for clause in _clauses(message) for action in _understand_clause(clause, genres)]
    understood: list[Action] = [a for a in actions if not isinstance(a, NotUnderstood)]
    # Setting the desk comes before drafting from it, in whatever order it was said.
    understood.sort(key=lambda a: isinstance(a, WriteDraft | Export))
    return understood or [NotUnderstood(message.strip())]


def _clauses(message: str) -> Iterator[str]:
    for clause in _SPLIT.split(message):
        if clause.strip():
            yield clause.strip()


def _understand_clause(clause: str, genres: Sequence[str]) -> Iterator[Action]:
    """The whole clause as one action, else its parts between commas each for itself."""
    whole = _match(clause, genres)
    if whole is not None:
        yield whole
        return
    parts = [p.strip() for p in re.split(r"[，,]", clause) if p.strip()]
    if len(parts) > 1 and any(_match(part, genres) is not None for part in parts):
        for part in parts:
            yield _match(part, genres) or _fact_or_nothing(part)
    else:
        yield _fact_or_nothing(clause)


def _match(clause: str, genres: Sequence[str]) -> Action | None:
    plain = to_simplified(clause)
    genre = _GENRE.match(plain)
    if genre and genre.group("g") in genres:
        return ChooseGenre(genre.group("g"))
    for pattern, make in RULES:
        if match := pattern.match(plain):
            return make(match)
    return None


def _fact_or_nothing(text: str) -> Action:
    return AddFact(text) if _STATES_A_FACT.search(text) else NotUnderstood(text)
