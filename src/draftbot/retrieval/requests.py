"""What is only the asking, taken off a query: of 帮我找一下关于防汛的段落 防汛 is left.

A phrase is taken off only where it cannot be the subject. `_HEADS` and `_TAILS`
are certain by themselves; `_WEAK_HEADS` and `_WEAK_TAILS` only once something
else has shown that this is a request: “关于加强防汛工作的通知” is a title.
Lists after (?! and (?<! are the words that would be torn: 查下水道, 会议纪要怎么写.
"""

from __future__ import annotations

import re

import rjieba

# What makes of signs something to look for: a letter or a digit.
TELLING = re.compile(r"[^\W_]")
# Stands for a quoted phrase while the request around it is taken off, so that "帮我" in quotes is safe.
HELD = "\ue000"

_REACH = 60
# 你好，/麻烦您/帮我找/关于…/方面的内容/好吗/谢谢: more than these nobody strings together.
_MOST_PHRASES = 12

_DOWN = (
    r"下(?!学期|一[步阶年期周代届]|周(?![边围])|雨(?![季水情污])|放(?![学假])|课(?![后程堂题外间])|班(?![级子主会前务])"
    r"|基层|[月个次午半水雪级属辖列旬岗乡沉拨发达降游面届楼滑限载单账设])"
)
_A_BIT = rf"(?:一下(?!子)|{_DOWN})"
_PIECE = r"(?:小?段(?!时间|路)(?:话|文字)?|篇|份|条(?!龙|心)|句|则|页|处)"
_SOME = rf"(?:一些|些|一?点儿?(?![位名心评滴赞数面线燃对])|(?:[一二两三四五六七八九十几]|\d{{1,2}}){_PIECE})"
_AMOUNT = rf"(?:{_SOME}|[一两三几]个|所有的?|全部的?)"
_PAST = r"(?:去年|前年|往年|历年|往届|前几年|近几年|近年来?|以前|之前|过去|以往|从前)的"
_ABOUT = r"(?:关于|涉及到?|提到|讲到|写到|说到|谈到|有关(?![部单方规人领要负文精会事政企责法职专各]))"
# What stands between the verb of asking and the subject.
_THEN = rf"(?:到(?![校岗园位会场达期账家底])|出(?![席勤入口路台境行警操]))?\s*{_A_BIT}?\s*{_AMOUNT}?\s*(?:{_PAST})?\s*(?:{_ABOUT})?"
_FIND = (
    r"(?:查找|查询|检索|寻找|搜索(?!引擎)|找找|查查|搜搜|翻翻|找一找|查一查|找(?![准差齐平回补零])"
    r"|查(?![处摆漏验实封出明体房寝收阅控缉扣办看])|搜(?![救查集爆排索])|翻(?![修转越新译番]))"
)
_LOOK = r"(?:看看|看一看|看(?![护望齐病管守待法好台图电听到清重成点]))"
_WRITE = r"(?:起草|草拟|拟写|撰写|写(?![作字生实法真好意]))"
_GIVE = rf"(?:列出|列举|(?:推荐|提供|准备|整理)(?!了)|(?:来|整|弄|搞|列)(?={_AMOUNT}))"
_SEEK = rf"(?:{_FIND}|{_LOOK}|{_WRITE}|{_GIVE})"
_WANT = r"(?:(?:[我咱俺]们?)?(?:现在|正在)?想要?|[我咱俺](?:现在|正在|最近)?(?:要|需要|得|打算|准备))(?:再)?"
_CAN_YOU = r"(?:(?:你|您)?(?:能不能|可不可以|能否|可否|可以|能)\s*)?"
_PLEASE = r"(?:(?:麻烦|烦请|劳烦|劳驾|拜托|请)\s*(?:你|您|大家|各位)?(?:再)?\s*)?"
_NOUN = r"(?:段落|文段|语段|片段|内容|材料|资料|文字|文章|信息|表述|说法|写法|范文|例文|例子|素材|东西|句子|部分|章节|话)"
_HOW = r"(?:怎么|如何|怎样|咋)"


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in alternatives), re.IGNORECASE)


_ENGLISH_NOUN = r"(?:passages?|paragraphs?|sections?|texts?|examples?|excerpts?|content|materials?)"
_ENGLISH_ABOUT = r"(?:about|on|regarding|concerning|related to|relating to|mentioning|that mention|of)"
_ENGLISH_SOME = r"(?:(?:some|any|the|all|a|an|few|several|past|previous)\s+)*"
_ENGLISH_HEAD = (
    r"(?:(?:please|pls|can you|could you|help me(?: to)?|i (?:want|need|would like) to)\s+)*"
    r"(?:(?:find|show|give|get|list|search)(?:\s+me|\s+for)?\s+"
    rf"{_ENGLISH_SOME}{_ENGLISH_NOUN}(?:\s+{_ENGLISH_ABOUT}(?=\s))?(?![a-z])"
    rf"|(?:find|show|give|get|list|search)(?:\s+me|\s+for)?\s+{_ENGLISH_SOME}(?:reports?|documents?)\s+{_ENGLISH_ABOUT}(?=\s)"
    rf"|(?:find|show|give|get)\s+me\s+{_ENGLISH_SOME}|(?:search|look(?:ing)?)\s+for\s+{_ENGLISH_SOME}"
    rf"|(?:find|search)\s*(?=[\u4e00-\u9fff{HELD}])|how to write\s+)"
)
_HEADS = _pattern(
    r"请问(?:一下)?(?!候)|您好|你好(?=[\s,。!])|请教(?:一下|下)|打扰(?:一下|了)|不好意思(?=[\s,])",
    rf"{_PLEASE}{_CAN_YOU}{_PLEASE}(?:帮我们?|帮忙|帮咱们?|帮一?下忙|替我们?|给我们?)\s*(?:再)?{_SEEK}{_THEN}",
    rf"{_PLEASE}{_CAN_YOU}{_PLEASE}(?:帮我(?!们|国|市|省|县|区|园|校|局)|帮忙)",
    rf"(?:麻烦|烦请|劳烦|劳驾|拜托)\s*(?:你|您|大家)?\s*(?:再)?{_SEEK}{_THEN}",
    rf"请(?:你|您|大家)?(?:再)?(?:{_FIND}|列出|列举|推荐|起草|撰写|(?:写|提供|给出|看)(?={_AMOUNT}|{_A_BIT})){_THEN}",
    r"请?告诉我(?=怎|如何|哪|有|关于)",
    rf"{_WANT}(?:{_FIND}|{_LOOK}|{_WRITE}|了解|知道|问问|问(?![题需计责卷诊政候])|参考|借鉴){_THEN}",
    rf"(?:找|查找|查询|查|搜索|搜|检索|翻|看|列){_A_BIT}{_THEN}",
    rf"(?:找|搜){_AMOUNT}{_THEN}|(?:写|弄|来){_SOME}{_THEN}|给点(?![赞评]){_THEN}|整点(?!报){_THEN}",
    rf"(?:要|看|求|推荐|列举?|整)(?:[一两三几]|\d){_PIECE}{_THEN}|写[篇份个]{_THEN}",
    rf"有没有(?:人)?(?:写过|讲过)?{_THEN}",
    rf"{_HOW}(?:写|撰写|起草)(?![好作字生得出])(?:一?[篇份])?(?:{_ABOUT})?",
    _ENGLISH_HEAD,
)
_WEAK_HEADS = _pattern(
    rf"(?:{_FIND}|看看|看一看|说说|讲讲|提供){_THEN}",
    rf"[我咱俺](?:想要|要|需要)(?!求){_THEN}",
    rf"(?:哪里|哪儿|哪)有{_THEN}",
    rf"(?:哪些|哪几[篇份]|哪[篇份])(?:报告|材料|总结|文章)(?:里面?|中)?(?:有|写过|写了|提到过?|讲到过?|讲过){_THEN}",
    rf"{_PAST}",
    rf"{_ABOUT}",
)
_TAILS = _pattern(
    r"[\s,.。!?~](?:谢谢|多谢|感谢|谢了|谢啦|麻烦了|辛苦了|拜托了|thanks|thank you|please)(?:你|您|大家|啦|了)*$",
    rf"的(?:相关|有关)的?(?:情况|{_NOUN})$|(?:相关|有关)的(?:情况|{_NOUN})$",
    rf"方面的(?:相关|有关)?{_NOUN}$",
    r"的(?:段落|文段|语段|范文|例文)$",
    r"(?:范文|例文)$",
    # 会议纪要怎么写, 内容摘要怎么写: 要 belongs to the noun.
    r"(?:应该|该|应当|到底|究竟|(?<![摘纪概简提主重必需])要)?(?:是)?"
    + _HOW
    + r"(?:去|来|才能)?(?:写|撰写|起草|办|弄|整|搞|做|表述|描述|表达)(?:好|呢|了|的|才好|比较好|合适)?$",
)
_WEAK_TAILS = _pattern(
    rf"的?(?:相关|有关){_NOUN}$",
    rf"的{_NOUN}$",
    r"方面(?:材料|资料|内容|素材)$",
    # 经验材料, 游戏材料 are things of their own.
    r"(?<!经验|申报|宣传|汇报|事迹|佐证|证明|学习|交流|典型|述职|总结|会议|培训|评审|考核|迎检|书面|文字|音像|影像"
    r"|建筑|装修|保温|易燃|可燃|阅读|游戏|操作|结构|自然|区域|教学|活动|投放|美工|辅助|报名|档案|上报|复习|参考|统计)"
    r"(?:材料|资料|素材)$",
    r"(?:是什么|有哪些|有什么)$",
)
# 网吧, 毛呢, 怎么, 喇嘛: the last character is part of a word.
_PARTICLES = re.compile(
    r"(?:(?<![网酒贴茶书氧水迪陶话冰咖餐琴])吧|(?<![毛花绒])呢|(?<!喇)嘛|[吗啊呀呗哦呐])+$"
)
_ENDING = re.compile(r"[\s,.。!?;:、~…]+$")
_BEGINNING = re.compile(r"^[\s,.。!?;:、~]+")
# 跟防汛有关的内容, 有防汛的段落吗; not 和谐校园相关的内容, so the first word is looked at too.
_JOINED = re.compile(rf"[跟和与同](?=.+(?:有关|相关)的?{_NOUN}$)|有(?=.+的(?:相关|有关)?{_NOUN}吗?$)")


def without_request(body: str) -> str:
    """`body` without the words of asking at its ends; never without its last word."""
    body = _trimmed(body)
    is_request = False
    for _ in range(_MOST_PHRASES):
        shorter = _without_head(body, _HEADS) or _without_joined(body) or _without_tail(body, _TAILS)
        shorter = shorter or _without_tail(body, _PARTICLES)
        if shorter is None and is_request:
            shorter = _without_head(body, _WEAK_HEADS) or _without_tail(body, _WEAK_TAILS)
        if shorter is None:
            break
        body, is_request = shorter, True
    return body


def _without_head(body: str, heads: re.Pattern[str]) -> str | None:
    found = heads.match(body, 0, _REACH)
    return _if_telling(body[found.end() :]) if found else None


def _without_tail(body: str, tails: re.Pattern[str]) -> str | None:
    found = tails.search(body, max(0, len(body) - _REACH))
    return _if_telling(body[: found.start()]) if found else None


def _without_joined(body: str) -> str | None:
    found = _JOINED.match(body)
    if found and rjieba.cut(body[:_REACH], True)[0] == found.group():
        return _if_telling(body[found.end() :])
    return None


def _if_telling(rest: str) -> str | None:
    """`rest` trimmed; None if no word would be left."""
    rest = _trimmed(rest)
    return rest if HELD in rest or TELLING.search(rest) else None


def _trimmed(body: str) -> str:
    return _BEGINNING.sub("", _ENDING.sub("", body))
