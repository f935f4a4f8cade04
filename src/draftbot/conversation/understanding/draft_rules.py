"""What is said of the draft: its sections, sentences, blanks, sources and versions."""

from __future__ import annotations

from typing import Literal

from draftbot.conversation.actions import (
    CompareVersions,
    Confirm,
    DeleteSentence,
    EditSentence,
    Export,
    FillBlank,
    Redo,
    RestoreVersion,
    Restyle,
    RewriteSection,
    RewriteSentence,
    SetLock,
    ShowSources,
    Undo,
    WriteDraft,
)
from draftbot.conversation.understanding.words import (
    COUNTED_PART,
    DEGREE,
    NUMBER,
    PAPER,
    PARAGRAPH,
    QUOTED,
    SECTION,
    SENTENCE,
    WHOLE,
    WRITE,
    Match,
    Rule,
    clean,
    count_of,
    named,
    rule,
    unquoted,
    where_of,
)
from draftbot.drafts.addresses import Where

How = Literal["again", "longer", "shorter"]

_MORE = r"(?:再|还|要|需要|得|更|写|说|改)*"
_LONGER = rf"(?:具体|详细|丰富|展开|长|扩写|扩展|充实|扩充|深入|细致?){DEGREE}?"
_SHORTER = rf"(?:(?:太|有点)(?:长|啰嗦)|(?:简短|精简|简洁|压缩|缩短|缩写|短|简练|简单|删减){DEGREE}?)"
_AGAIN = r"(?:换(?:一)?(?:个|种)?(?:说法|写法|表述|句式|讲法)|换一句|重写|改写|重新写|再写一遍|润色)"
_STYLE = r"(?:正式|口语化?|通俗|平实|朴实|严肃|庄重|生动|文雅|书面化?|活泼|接地气|官方|谦虚|有力)"
_VERSION = r"[版稿]"
_JUST = r"(?:上一步|上一个?(?:操作|修改|改动)|刚才的?(?:操作|修改|改动)?|这一步)?"
_SAY = r"(?:改为|改成|换成|改写为|改写成|写成)"


def _lock_rules(words_before: str, words_behind: str, locked: bool) -> tuple[Rule, ...]:
    """锁定第三部分 and 第三部分锁定, for a sentence, a paragraph, a section or all."""
    rules = [
        rule(
            rf"(?:{words_before}){WHOLE}|(?:把|将)?{WHOLE}(?:{words_behind})",
            lambda m: SetLock(Where(), locked),
        )
    ]
    for place in (PARAGRAPH, SENTENCE, SECTION):
        rules += [
            rule(rf"(?:{words_before}){place}(?:不要?动|别动)?", lambda m: SetLock(where_of(m), locked)),
            rule(rf"(?:把|将)?{place}(?:{words_behind})", lambda m: SetLock(where_of(m), locked)),
        ]
    return tuple(rules)


def _source_rules() -> tuple[Rule, ...]:
    asked = r"(?:来源|出处|依据)(?:是什么|在哪里?|有哪些|是哪里)?"
    whence = r"(?:都)?(?:出自|来自|引自|取自|是从?)(?:哪里|哪儿|何处|哪(?:一)?(?:篇|份|段)(?:报告|材料|文章)?)(?:来的?|的)?"
    see = r"(?:看看|看一下|看|查看|显示|列出|说说|告诉我)?"
    rules = [
        rule(
            rf"{see}(?:{WHOLE}的?)?(?:所有|全部)?(?:来源|出处)(?:有哪些|是什么)?",
            lambda m: ShowSources(Where()),
        )
    ]
    for place in (PARAGRAPH, SENTENCE, SECTION):
        rules.append(rule(rf"{see}{place}(?:的?{asked}|{whence})", lambda m: ShowSources(where_of(m))))
    return tuple(rules)


def _how(match: Match) -> How:
    return "longer" if match["longer"] else "shorter" if match["shorter"] else "again"


def _restyled(place: str) -> Rule:
    return rule(
        rf"(?:把|将)?{place}的?(?:语气|语言|文风|口气|措辞)?{_MORE}(?:得|成)?(?:更|再)?(?P<wish>{_STYLE})(?:化)?{DEGREE}?",
        lambda m: Restyle(m["wish"], where_of(m)),
    )


# Said of a whole line: what stands behind the colon is the user's text, full stops and all.
EDIT = rule(
    rf"(?:把|将)?{SENTENCE}{_SAY}[：:，,]?(?P<t>{QUOTED}|(?!{QUOTED}[，,。；;]).+)",
    lambda m: EditSentence(where_of(m), unquoted(m["t"])),
)
HISTORY_RULES: tuple[Rule, ...] = (
    rule(rf"(?:撤销|撤回|回退|undo){_JUST}|取消刚才的(?:操作|修改|改动)|退回上一步", lambda m: Undo()),
    rule(rf"(?:恢复|重做|redo){_JUST}(?:撤销的?(?:操作|内容)?)?|取消撤销", lambda m: Redo()),
    rule(
        rf"(?:回到|恢复到?|退回到?|还原到?|用回)第(?P<n>{NUMBER}){_VERSION}",
        lambda m: RestoreVersion(count_of(m["n"])),
    ),
    rule(
        rf"(?:比较|对比)?(?:一下)?第(?P<a>{NUMBER}){_VERSION}(?:和|与|跟|同)第(?P<b>{NUMBER}){_VERSION}(?:比一比|比较|对比|相比|比|有什么(?:不同|区别|变化))?",
        lambda m: CompareVersions(count_of(m["a"]), count_of(m["b"])),
    ),
    rule(
        rf"(?:和|与|跟|同)第(?P<a>{NUMBER}){_VERSION}(?:比一比|比较|对比|相比|比)",
        lambda m: CompareVersions(count_of(m["a"])),
    ),
    rule(
        rf"(?:和|与|跟|同)?(?:上一?{_VERSION}|前一{_VERSION}|之前|原来|上次)的?(?:比一比|比较|对比|相比|比)?(?:都?有什么(?:变化|不同|区别)|改了什么)?"
        rf"|(?:比较|对比|比一比)(?:一下)?(?:前后)?(?:两{_VERSION}|上一?{_VERSION}|版本)?"
        r"|(?:看看|看一下)?(?:都|刚才)*(?:改了什么|改了哪些(?:地方)?|有什么变化|有哪些改动|改动了哪些)",
        lambda m: CompareVersions(),
    ),
)
SENTENCE_RULES: tuple[Rule, ...] = (
    EDIT,
    rule(
        rf"第(?P<n>{NUMBER})(?:处|个)(?:空白|空|待补|【待补】)?(?:处)?(?:填|写|补|改|是|为)(?:成|为|上|入|写)?[：:]?(?P<t>.+)",
        lambda m: FillBlank(unquoted(m["t"]), count_of(m["n"])),
    ),
    rule(
        r"(?:把|将)?(?:【待补：(?P<label>[^】]{1,20})】|“?(?P<label2>[\u4e00-\u9fff]{1,12}?)”?)(?:那|这)?一?(?:处|个)?(?:的?空白?)?(?:都)?填(?:成|为|上|入|写|(?=[\d“\"：:]))[：:]?(?P<t>.+)",
        lambda m: FillBlank(unquoted(m["t"]), label=clean(m["label"] or m["label2"])),
    ),
    rule(
        rf"(?:删掉|删除|删去|去掉){SENTENCE}",
        lambda m: DeleteSentence(where_of(m)),
    ),
    rule(
        rf"(?:把|将)?{SENTENCE}(?:给)?(?:删掉|删除|删去|删了|去掉|不要|删)",
        lambda m: DeleteSentence(where_of(m)),
    ),
    rule(
        rf"(?:把|将)?{SENTENCE}{_MORE}(?:得)?(?:更|再)?(?:(?P<longer>{_LONGER})|(?P<shorter>{_SHORTER})|{_AGAIN})",
        lambda m: RewriteSentence(where_of(m), _how(m)),
    ),
    rule(
        rf"(?:(?P<longer>扩写|充实)|(?P<shorter>精简|压缩|缩写|缩短)|重写|改写|润色){SENTENCE}",
        lambda m: RewriteSentence(where_of(m), _how(m)),
    ),
    _restyled(SENTENCE),
)
LOCK_RULES = (
    *_lock_rules(r"解锁|解除锁定|取消锁定|解开", r"解锁|可以改|取消锁定|解除锁定", False),
    *_lock_rules(
        r"锁定|锁住|锁上|锁", r"锁定|锁住|锁上|锁起来|定稿|不要?动|别动|不许改|不要改|别改|保持不变", True
    ),
)
SOURCE_RULES = _source_rules()
_TRUE = r"(?:都|全|全都|均)?(?:是)?(?:属实|真实的?|核实(?:过|了)|没有?问题|确认(?:属实|无误)?|无误)"
CONFIRM_RULES: tuple[Rule, ...] = (
    rule(rf"(?:确认|核实)?{WHOLE}(?:内容)?{_TRUE}", lambda m: Confirm(Where())),
    *(rule(rf"{place}{_TRUE}", lambda m: Confirm(where_of(m))) for place in (PARAGRAPH, SENTENCE, SECTION)),
)
SECTION_RULES: tuple[Rule, ...] = (
    rule(
        rf"(?:把|将)?(?:{WHOLE}的?)?(?:语气|语言|文风|口气|措辞)?{_MORE}(?:得|成)?(?:更|再)?(?P<wish>{_STYLE})(?:化)?{DEGREE}",
        lambda m: Restyle(m["wish"]),
    ),
    rule(
        rf"用(?:更)?(?P<wish>{_STYLE})的?(?:语气|口吻|语言|话)(?:来?(?:写|改写|重写|说))?(?:{WHOLE})?",
        lambda m: Restyle(m["wish"]),
    ),
    _restyled(SECTION),
    rule(
        rf"(?:把|将)?{SECTION}{_MORE}(?:得)?(?:更|再)?{_LONGER}", lambda m: RewriteSection(named(m), "longer")
    ),
    rule(rf"(?:扩写|展开|充实|丰富){SECTION}", lambda m: RewriteSection(named(m), "longer")),
    rule(
        rf"(?:把|将)?{SECTION}{_MORE}(?:得)?(?:更|再)?{_SHORTER}",
        lambda m: RewriteSection(named(m), "shorter"),
    ),
    rule(rf"(?:精简|压缩|缩写|缩短){SECTION}", lambda m: RewriteSection(named(m), "shorter")),
    rule(rf"(?:把|将)?{SECTION}{_AGAIN}", lambda m: RewriteSection(named(m), "again")),
    rule(rf"(?:重写|改写|重新写){SECTION}", lambda m: RewriteSection(named(m), "again")),
    rule(
        rf"(?:继续|单独|只)*写(?:一下)?(?P<section>{COUNTED_PART}|{QUOTED}|[\u4e00-\u9fff、]{{2,20}}?(?=部分))(?:部分)?",
        lambda m: RewriteSection(named(m), "again"),
    ),
)
DRAFT_RULES: tuple[Rule, ...] = (
    rule(
        rf"(?:{WHOLE})?(?:换一?(?:种|个)(?:写法|说法)|换一稿|另写一稿|再来一稿)",
        lambda m: WriteDraft(another=True),
    ),
    rule(
        r"(?:重新起草|重写全文|重写|重新写|再写一遍|重新生成|按(?:照)?(?:新的?|这个|现在的?|上面的?)?提纲(?:重新)?(?:起草|写)|开始起草|开始写|起草|写吧|动笔)(?:一遍|一下|全文|一次)?",
        lambda m: WriteDraft(),
    ),
    rule(
        r"(?:导出|下载|保存|输出|另存|存)(?:成|为|一份|一下|一个)*.{0,8}?(?:md|markdown)(?:格式|文件|文档)?",
        lambda m: Export("md"),
    ),
    rule(
        r"(?:导出|下载|输出|存成|另存)(?:成|为|一份|一下|一个)*(?:word|docx|文档|文件|草稿|全文|格式|的|版)*(?:到.{1,8})?",
        lambda m: Export("docx"),
    ),
)
TITLE_RULES: tuple[Rule, ...] = (
    rule(
        rf"{WRITE}(?:关于)?(?P<title>[^，,]{{2,80}}?{PAPER})",
        lambda m: WriteDraft(clean(m["title"])),
    ),
    # An order behind words that mean nothing here.
    Rule(
        rf".*(?:起草|草拟|撰写|写)(?:一份|一篇|一个|份|篇)(?:关于)?(?P<title>[^，,]{{2,80}}{PAPER})",
        lambda m: WriteDraft(clean(m["title"])),
    ),
    Rule(rf"(?P<title>[^，,：:]{{2,60}}{PAPER})", lambda m: WriteDraft(clean(m["title"]))),
)
