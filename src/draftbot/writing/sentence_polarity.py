"""What a sentence says of its matter: a shortcoming, an intention, or a result.

A passage is told by its heading, but one sentence in it may say the contrary:
成效 ends on what is still missing, 存在问题 on what will be done. Judged by
the words of the trade, so that no such sentence stands in the wrong section.
"""

from __future__ import annotations

import re

from draftbot.domain import Role

_SHORTCOMING = re.compile(
    r"不足(?!之处进行|问题整改|\d|【)|短板|薄弱|弱项|差距|欠缺|缺乏|缺少|缺口|紧缺|匮乏|滞后|不够|不到位|不及时|不平衡|不均衡|不充分|不完善|不健全|不规范|不熟(?:悉|练)"
    r"|不紧密|不顺畅|不畅|不清楚|不严|不高|不强|不深|不细|不多|不牢|不稳|不一致|不统一|不理想|不明显|不合理|不透明|偏(?:低|少|慢|晚|弱|重|高|短|窄|松|单一)|较(?:低|少|慢|弱|差|单一|薄弱)"
    r"|尚未|尚不|尚无|仍未|未能|没有(?:完全|及时|形成|真正|覆盖|达到|跟上)|仍(?:有|存在|需|然|待|显)|还(?:存在|不)|有待|亟待|亟需|(?<!学习)(?<!经济)(?<!生活)(?<!特殊)困难(?!家庭|群众|幼儿|学生|户|职工|儿童|党员|教师|老人|群体)"
    r"|老化|陈旧|存在.{0,12}(?:问题|现象|隐患|盲区|漏洞)|流于形式|走过场|重.{1,6}轻.{1,6}|断档|压力较?大|负担较?重|跟不上|难以|容易(?:出现|造成|导致)"
)
# A shortcoming named to say that it was dealt with, or looked for, is none.
_DEALT_WITH = re.compile(
    r"(?:针对|补齐|补强|补上|弥补|解决|克服|破解|化解|改善|改变|消除|整治|防止|避免|杜绝|查找|查摆|排查|梳理|分析|反思|缓解|更换|更新|改造|纠正|整改|帮助|防范|扭转|提醒|减少|强化|加强|督促|申请|满足)[^。；]{0,24}$"
)
_AFTER_DEALT = re.compile(
    r"^[^。；]{0,16}(?:得到|已(?!经)|全部|均|逐项|当场|当天|限期|及时)[^。；]{0,8}(?:整改|解决|更换|改善|修复|消除|纠正|处理|缓解|补齐)"
)
_INTENTION = re.compile(
    r"下[一]?步|下阶段|今后|明年|来年|(?<!大班)(?<!小班)(?<!中班)下学期(?=[，将要计])|下一年|下半年(?:将|要|计划)|即将|拟(?:于|在|建|对|将|开)|力争|争取(?:在|列入|到|明|年)|计划(?:在|于|用|对|新|投入|到|明|年|组织|开展|安排|分|把|将|更换|改造|建设|增)"
    r"|打算|准备(?:从|在|对|把|用)|(?:^|[，；])建议(?!(?:信|书|【|\d|得|被|已|箱|等))|到(?:20\d\d|【[^】]*】)年(?:底|末)?[，前]"
    r"|将(?:进一步|继续|着力|着重|重点|坚持|把|以|在|从|按|于|对|会|会同|围绕|通过|不断|切实|认真|积极|逐步|适时|及时|全面|组织|开展|委托|通知|安排|建立|完善|落实|加强|加大|加快|推进|推动|实施|启动|编制|协调|争取|邀请|制定|修订|增加|每|定期|配合|联合|采取|探索|深化|强化|优化|健全|主动|紧盯|聚焦|努力|虚心|更加)"
)
# What looks back is no intention, though it speaks of what was planned then.
_LOOKS_BACK = re.compile(r"原(?:定|计划)|按(?:照)?计划|年初计划|计划内|曾|当时|【待补：日期】(?:起|以来)")
_RESULT = re.compile(
    r"没有发生|未发生|无一|零(?:事故|发生|容忍|投诉)|全部(?:完成|整改|到位|落实|消除|更换)|均已(?:完成|整改)|圆满|有效(?:保障|提升|提高|遏制|防范|解决)|明显(?:提高|提升|改善|增强|下降)|显著(?:提高|提升|改善|增强)"
    r"|取得(?:了)?(?:较好|良好|明显|显著|一定|新)|(?:提高|提升|增强|改善|缩短|降低|下降)了|得到(?:了)?(?:提高|提升|改善|增强|保障|落实|肯定|好评)|荣获|获评|受到.{0,8}(?:表彰|好评|肯定)|满意(?:度|率)(?:达|为|保持|提高|均)"
)


_PAST_ROLES = frozenset((Role.WORK, Role.OVERVIEW, Role.OPENING, Role.EXPERIENCE, Role.OTHER))


def contradicts(text: str, role: Role, ahead: bool = False) -> bool:
    """Whether `text` says the contrary of what a section in `role` is there for.

    `ahead` for papers that are all intention, plans and schemes: what is done
    there is still to be done.
    """
    if role is Role.PROBLEMS:
        return tells_plan(text) or (tells_result(text) and not tells_problem(text))
    if role in _PAST_ROLES and not ahead:
        return tells_problem(text) or tells_plan(text)
    # What is to be done may name the shortcoming it is for, but not stop at it.
    return tells_result(text) or (tells_problem(text) and not tells_plan(text))


def tells_problem(text: str) -> bool:
    """Whether `text` says that something is wanting, and not that it was dealt with."""
    return any(
        not _DEALT_WITH.search(text[: found.start()]) and not _AFTER_DEALT.match(text[found.end() :])
        for found in _SHORTCOMING.finditer(text)
    )


def tells_plan(text: str) -> bool:
    """Whether `text` says what is intended."""
    return bool(_INTENTION.search(text)) and not _LOOKS_BACK.search(text)


def tells_result(text: str) -> bool:
    """Whether `text` says what came out well."""
    return bool(_RESULT.search(text))
