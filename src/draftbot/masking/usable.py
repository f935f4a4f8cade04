"""Whether a sentence of a past report can stand in another one, by its own words."""

from __future__ import annotations

import re

from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.organisations import foreign_words
from draftbot.chinese.scripts import to_simplified
from draftbot.domain import ReportSummary, count_chars
from draftbot.facts.brief import Brief
from draftbot.masking.instructions import is_instruction
from draftbot.masking.mask import Masked, mask
from draftbot.masking.names import PLACE, UNIT

LEAST_SENTENCE, LONGEST_SENTENCE = 12, 160
# With less of its own to each blank, or more blanks, a sentence is more of a form to fill
# in than of a report, and taken only where nothing better is.
LEAST_WORDS_PER_BLANK, MOST_BLANKS = 9, 3

_CONNECTIVE = re.compile(r"^(?:同时|此外|另外|并且|而且|与此同时|在此基础上)[，,]")
# Openings that point back to a sentence which will not be there.
_POINTS_BACK = re.compile(
    r"^(?:其中|其(?![一二三四])|对此|为此|因此|所以|据此|由此|随后|接着|之后|这|该|上述|以上|前述|后者|前者|他|她|它|当日|当天|当时|当年|期间|届时|也|还|又|再|并|但|而|却|则|从而|进而|于是|结果|例如|比如|清单|问题清单|每个|剩余|余下|其余|另有|另一"
    r"|通过(?:以上|上述|这)|经过(?:努力|整改|这)|同样|相比之下|不过|然而|活动中|活动后|演练中|演练后|会后|会上|检查中|检查后|培训后|整改后)"
    r"|^[^，。]{0,10}(?:[又再]有|随后|随即)|^[^。]{0,40}第[二三四五六七八九十]次"
)
_FORMULA = re.compile(
    r"(?:汇报|总结|报告|通报|述职|说明)如下|请予审议|特此|请批评指正|各位领导|如有不当|见附件|附件|下面|如图|见表|记者|本报讯|点击|版权|(?<!工)作者"
    r"|点(?:体会|认识|启示|做法|经验)|件(?:事|实事)[。，：]?$|几(?:点|个方面|项|件)|如下|(?:以下|下列)(?:几|[一二两三四五六七八九十]|方面|问题|不足|措施|做法|工作|意见|建议|要求|体会|内容|特点|情况|任务)|(?:存在|暴露出|还有).{0,8}(?:薄弱环节|不足|短板|差距|问题)。$"
    r"|(?:看到|认识到|意识到|清醒).{0,12}(?:差距|不足|问题|短板)。$"
    r"|^(?:针对上述|针对以上|根据上述|结合上述)"
    r"|(?:[一二三四五六七八九十两多几]|(?<![\d.])\d)个?(?:方面|项|点|条)的?(?:工作|努力|改进|措施|任务|建议|要求|内容|安排|问题|不足)?(?:需要改进|有待改进|入手|着手|展开|推进|改进|努力|做起|下功夫|用力)?[。：]$"
)
_FIRST_PERSON = re.compile(r"本人|(?<!自)我(?![园校局街镇乡区市县省国们院所站办社委厅处])")
_DAMAGED = re.compile(
    r"[A-Za-z]{2,}|[?？]{2}|[;][\u4e00-\u9fff]{0,2}[;]|[\u4e00-\u9fff]\s+[\u4e00-\u9fff]|^[，、；：）】》”]"
)
_LOOSE_SPACE = re.compile(r"(?<=[\u4e00-\u9fff，。、：；）”])\s+|\s+(?=[\u4e00-\u9fff，。、：；（“])")
_PAIRS = ("（）", "《》", "“”", "【】", "()")
# What was won or passed is a fact of the unit that won it, without a number to mask.
_HONOUR = re.compile(
    r"荣获|获(?:得|评|奖|批)|[一二三]等奖|评为|授予|被命名|称号|复评|等次|通过.{0,8}(?:验收|评估|认定)|示范[园校]|先进(?:单位|集体|个人)"
)
# 《…》 names a paper; all but laws and the trade's own guides are one unit's.
_PAPER = re.compile(r"《(?!中华人民共和国|3|幼儿园|中小学|义务教育|学校|未成年人|关于|国务院|教育部)[^》]*》")
# “四三二一”, “十万教师大比武”: one place's own campaign. “十四五” is everybody's.
_SLOGAN = re.compile(r"“(?!十[一二三四五]五)[^”]*[一二三四五六七八九十百千万]{2,}[^”]*”")
_BLANK = re.compile(r"【[^】]*】")


def usable(sentence: str, source: ReportSummary, brief: Brief, first: bool) -> Masked | None:
    """The sentence, masked and without its enumerator, or None where it cannot serve.

    A `first` sentence must not lean on one before it.
    """
    plain = without_enumerator(_LOOSE_SPACE.sub("", to_simplified(sentence)).strip())
    if first:
        plain = _CONNECTIVE.sub("", plain)
        if leans_back(plain):
            return None
    if plain.endswith(("；", ";")):
        plain = plain[:-1] + "。"
    if not LEAST_SENTENCE <= count_chars(plain) <= LONGEST_SENTENCE or plain[-1] not in "。！":
        return None
    if (
        _FORMULA.search(plain)
        or _DAMAGED.search(plain)
        or _PAPER.search(plain)
        or _SLOGAN.search(plain)
        or _HONOUR.search(plain)
        or not _is_balanced(plain)
    ):
        return None
    if bool(_FIRST_PERSON.search(plain)) and not brief.first_person:
        return None
    masked = mask(plain, source, brief)
    if masked is None or foreign_words(masked.text, brief.kind) or is_instruction(masked.text):
        return None
    return masked


def is_readable(masked: Masked) -> bool:
    """Whether enough of a sentence stands around its blanks to say something, and none of
    them asks for somebody else's name."""
    words = count_chars(_BLANK.sub("", masked.text))
    if UNIT in masked.blanks or PLACE in masked.blanks:
        return False
    return len(masked.blanks) <= MOST_BLANKS and words >= LEAST_WORDS_PER_BLANK * len(masked.blanks)


def leans_back(text: str) -> bool:
    """Whether a sentence points back to one before it."""
    return bool(_POINTS_BACK.search(text))


def speaks_as_i(text: str) -> bool:
    """Whether a sentence says 我 or 本人."""
    return bool(_FIRST_PERSON.search(text))


def _is_balanced(text: str) -> bool:
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)
