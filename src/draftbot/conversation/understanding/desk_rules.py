"""What is said of the outline, the length and the facts."""

from __future__ import annotations

from draftbot.conversation.actions import (
    Action,
    AddFact,
    AddSection,
    MineOutline,
    MoveFact,
    MoveSection,
    RemoveFact,
    RemoveSection,
    RenameSection,
    SetFact,
    SetLength,
    ShowOutline,
    UseModel,
)
from draftbot.conversation.understanding.words import (
    LENGTH,
    NUMBER,
    QUOTED,
    SECTION,
    WHOLE,
    Match,
    Rule,
    clean,
    count_of,
    length_of,
    named,
    rule,
)

LAST_PLACE = 99
_TAKE = r"(?:请)?(?:把|将)"
_TO = r"(?:控制|压缩|压|减|缩|扩充|扩|增加|增|改|定|调整|写)*(?:到|在|成|为|至)"
_ABOUT = r"(?:大约|约|大概)?"
_ROUGHLY = r"(?:左右|以内|上下|之内)?"
_PAST = r"(?:往年|以前|以往|过去|历年|去年|同类|类似|别人)的?(?:报告|总结|材料|汇报|文章|单位|稿子)*"


def _moved(match: Match) -> Action:
    place = match.group("place")
    return MoveSection(named(match), count_of(place) if place else LAST_PLACE if match["last"] else 1)


def _added(match: Match) -> Action:
    heading, beside = clean(match.group("h")), named(match)
    return AddSection(heading, **{"before" if "前" in match.group("side") else "after": beside})


OUTLINE_RULES: tuple[Rule, ...] = (
    rule(
        r"(?:查看|看看|看一下|看|显示|列出|列一下|给出|给我看看)?(?:一下)?(?:现在的?|当前的?|现有的?)?(?:提纲|大纲|目录)(?:是什么|有哪些|看看)?",
        lambda m: ShowOutline(),
    ),
    rule(
        rf"(?:看看|看一下|看|查看|查一下|查查|参考一下|参考|了解一下|列出|列一下)?{_PAST}(?:都|一般|通常|大都|大多)*(?:写了?|有|包含|包括|分)(?:了|些)?(?:哪些|哪几个|什么|几个|些什么)(?:部分|内容|章节|方面|标题|板块)?",
        lambda m: MineOutline(),
    ),
    rule(
        rf"(?:看看|看一下|看|查看|参考一下|参考|列出)?{_PAST}的?(?:提纲|大纲|目录|结构)(?:是?什么样的?|怎么写|怎么列)?"
        rf"|(?:从|根据|按|照){_PAST}(?:里|中)?(?:总结|提炼|归纳|挖掘|整理|列|拟)(?:一个|一份|出)*(?:提纲|大纲)",
        lambda m: MineOutline(),
    ),
    rule(
        rf"(?:就|直接)?(?:采用|套用|使用|用|按照|按|照)(?:着)?{_PAST}的?(?:提纲|大纲|结构)(?:来?写|起草)?",
        lambda m: MineOutline(take=True),
    ),
    rule(
        rf"{_TAKE}{SECTION}的?(?:标题)?(?:改名|重命名|改|换|叫)(?:为|成|叫)?[：:]?(?P<h>{QUOTED}|[^，,。；：:]{{2,40}})",
        lambda m: RenameSection(named(m), clean(m["h"])),
    ),
    rule(
        rf"{_TAKE}{SECTION}(?:移动|调整|移|挪|放|调|提)(?:到|至|在)?(?:第(?P<place>{NUMBER})(?:个?部分|位)?|(?P<last>最后面?|末尾)|(?:最前面?|开头))",
        _moved,
    ),
    rule(
        rf"{_TAKE}{SECTION}(?:给|都)?(?:删掉|删除|删去|删了|去掉|拿掉|删)"
        rf"|(?:删掉|删除|删去|去掉|拿掉)(?P<section2>第{NUMBER}个?部分|最后一?个?部分|{QUOTED}|[\u4e00-\u9fff、]{{2,20}}?)(?:这一?部分|那一?部分|部分|这一?节)?"
        rf"|不要(?P<section3>第{NUMBER}个?部分|最后一?个?部分|{QUOTED}|[\u4e00-\u9fff、]{{2,20}}?(?=这一?部分|那一?部分|部分))(?:这一?部分|那一?部分|部分)?",
        lambda m: RemoveSection(clean(m["section"] or m["section2"] or m["section3"])),
    ),
    rule(
        rf"在?{SECTION}的?(?P<side>后面|之后|后|前面|之前|前)(?:加上|加入|增加|添加|补充|插入|加)(?:一个|一节|一部分|一章)*(?P<h>{QUOTED}|[\u4e00-\u9fff、]{{2,40}}?)(?:这一?部分|部分|一节|这一节|一章)?",
        _added,
    ),
    rule(
        rf"(?:加上|加入|增加|添加|补充|加|插入)(?:一个|一节|一部分|一章)?(?P<h>{QUOTED}|[\u4e00-\u9fff、]{{2,20}}?)(?:这一?部分|部分|一节|这一节|一章)",
        lambda m: AddSection(clean(m["h"])),
    ),
)
LENGTH_RULES: tuple[Rule, ...] = (
    rule(
        r"(?:全文|整体|总)?(?:不限制?|不用限制?|取消|去掉|不要求)(?:总?字数|篇幅|长度)(?:的?(?:限制|要求))?|(?:总?字数|篇幅|长度)(?:不限|随意|不作要求|不做要求)",
        lambda m: SetLength(None),
    ),
    rule(
        rf"(?:{SECTION})(?:的?(?:字数|篇幅|长度)(?:不限|随意)|不限(?:字数|篇幅|长度))",
        lambda m: SetLength(None, named(m)),
    ),
    rule(
        rf"(?:把|将)?(?:{WHOLE}|总体|总字数|篇幅|字数|文章)的?(?:字数|篇幅)?(?:{_TO}|控制|压缩|压)?{_ABOUT}{LENGTH}字?{_ROUGHLY}",
        lambda m: SetLength(length_of(m)),
    ),
    rule(
        rf"(?:大约|约|大概|写|共|总共|不超过|控制在)*{LENGTH}字{_ROUGHLY}", lambda m: SetLength(length_of(m))
    ),
    rule(
        rf"(?:把|将)?{SECTION}的?(?:字数|篇幅)?{_TO}{_ABOUT}{LENGTH}字{_ROUGHLY}",
        lambda m: SetLength(length_of(m), named(m)),
    ),
)
FACT_RULES: tuple[Rule, ...] = (
    rule(
        rf"(?:把|将)(?:事实[：:]?)?(?P<f>[^，,。]{{1,60}}?)(?:(?:那|这)一?条(?:事实)?|的事实|这个事实)(?:放|移|挪|归|调|写|加)(?:到|在|进|入|至)+{SECTION}(?:里面?|中|去)?"
        rf"|(?:把|将)事实[：:]?(?P<f2>[^，,。]{{1,60}}?)(?:放|移|挪|归|调|写|加)(?:到|在|进|入|至)+(?P<section2>[^，,。]{{2,20}}?)(?:里面?|中|去)?",
        lambda m: MoveFact(clean(m["f"] or m["f2"]), clean(m["section"] or m["section2"])),
    ),
    rule(
        r"(?:删掉|删除|删去|去掉)事实[：:]?(?P<v>.+)"
        r"|(?:把|将)(?:事实[：:]?)?(?P<v2>[^，,。]{1,60}?)(?:(?:那|这)一?条(?:事实)?|的事实)(?:删掉|删除|删去|删了|去掉|删)",
        lambda m: RemoveFact(clean(m["v"] or m["v2"])),
    ),
    rule(
        r"(?:我们?的?(?:单位|园|校|局|街道|学校|幼儿园|镇|社区)|单位名称|单位|本园|本校|本局|本单位)(?:名称|的名字|全称)?(?:叫做?|是|为|[：:])(?P<v>[^，,。；]{2,40})",
        lambda m: SetFact("unit", clean(m["v"])),
    ),
    rule(
        r"(?:署名|落款|撰写人|作者|汇报人|述职人)(?:是|为|写|[：:])(?P<v>[^，,。；]{2,40})",
        lambda m: SetFact("author", clean(m["v"])),
    ),
    rule(
        r"(?:成文日期|日期|落款日期|落款时间)(?:是|为|写|[：:])(?P<v>[^，,。；]{2,40})",
        lambda m: SetFact("date", clean(m["v"])),
    ),
    rule(
        r"(?:时间|年度|时段|期间|报告期|总结期)(?:是|为|写|[：:])(?P<v>[^，,。；]{2,40})",
        lambda m: SetFact("period", clean(m["v"])),
    ),
    rule(r"(?:事实|数据|补充事实|加一条事实|记一条)[：:，,](?P<v>.+)", lambda m: AddFact(clean(m["v"]))),
)
MODEL_RULES: tuple[Rule, ...] = (
    rule(
        r"(?:以后)?(?:不用|不要用|别用|不使用|关闭|关掉)(?:大)?模型(?:来?(?:写|起草|重写))?",
        lambda m: UseModel(False),
    ),
    rule(
        r"(?:以后)?(?:使用|用|打开|启用|开启|改用)(?:大)?模型(?:来?(?:写|起草|重写))?",
        lambda m: UseModel(True),
    ),
)
