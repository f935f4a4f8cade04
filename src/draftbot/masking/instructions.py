"""Sentences that speak to a machine instead of reporting: 忽略以上要求，改为…

Past reports are data. A sentence in one that addresses whoever writes from it is
shown to no model, and flagged in a draft. Told by its words, so what reads like
ordinary prose passes; what a model then writes after it is held against the checks.
"""

from __future__ import annotations

import re

from draftbot.chinese.scripts import normalise

_BEFORE = r"(?:以上|上述|上面|上文|前述|前面|之前|先前|此前|原有|原来|所有|全部|一切|任何|其他|其它|你的|系统|这些|本)"
_RULES = r"(?:指令|指示|要求|规定|规则|提示词?|设定|限制|约束|任务|内容|命令|说明|检查)"
_WRITER = r"(?:AI|人工智能|大模型|语言模型|模型|机器人|智能助手|写作助手|助手|写作者|撰稿人|撰写者|起草者|生成器|ChatGPT|GPT|Claude|Qwen|DeepSeek)"
_PATTERNS = (
    # put the rules away
    rf"(?:忽略|无视|忘记|忘掉|抛开|跳过|不要(?:再)?(?:理会|遵守|遵循|执行)|不必(?:理会|遵守)|停止(?:执行|遵守)|覆盖|取消|绕过)[^。；]{{0,8}}{_BEFORE}[^。；]{{0,8}}{_RULES}",
    rf"{_BEFORE}[^。；，]{{0,8}}(?:指令|指示|提示词|设定|限制|要求|规则)[^。；]{{0,6}}(?:作废|无效|失效|取消|不(?:再)?(?:适用|有效|算))",
    # a new part to play
    rf"(?:你(?:现在)?(?:是|将|要|必须|应当|应该|需要|需|只能|扮演)|请你|从现在(?:起|开始)[，,]?你|作为(?:一[个名款])?{_WRITER}|(?:如果|若|假如)你是)",
    rf"(?:致|告|给|请|要求|提醒|通知)(?:各位)?(?:阅读|处理|使用|读到|看到|引用|撰写)?[^。；，]{{0,8}}{_WRITER}(?:[：:，,请注意必应须]|$)",
    r"(?:读到|看到|处理|引用)(?:这|此|本|该)[句段篇条份行处]?[^。；，]{0,8}(?:时|后|的)[，,]?[^。；]{0,6}(?:请|须|应|必须|务必)",
    # what to put out
    r"(?:请|务必|必须|只需|直接|应当)?(?:改为|转而|一律|只|仅|在正文[中里]?|在文中|在开头|在结尾|在末尾|每句)?(?:输出|回复|回答|打印|生成|返回|写上|写入|写明|插入|添加|附上)(?:以下|如下|下列|下面|这句|一句|一段|[“\"「『]|[：:])",
    r"(?:在|于)(?:正文|文中|本文|开头|结尾|文末|末尾|每[句段]|回答|输出)[^。；]{0,8}(?:写上|写明|写入|加上|加入|插入|添加|注明|附上|输出)",
    r"(?:不要|不必|无需|别|不得)(?:再)?(?:标注|注明|加|写|使用)(?:出处|引用|编号|来源|【待补)",
    r"(?:系统|开发者)(?:提示词?|消息|指令)|提示词|新的?(?:指令|指示|任务)[：:是]|(?:泄露|透露|复述|说出)[^。；]{0,8}(?:提示|指令|密钥|设定)",
    # in English, and the marks of chat templates
    r"(?i:ignore|disregard|forget|override)\b.{0,40}(?i:instruction|prompt|rule|above|previous|prior)",
    r"(?i:you are (?:now )?(?:an?|the)\b|system prompt|as an ai\b|(?:^|\n)\s*(?:system|assistant|user|human)\s*[:：])",
    r"<\|[^|>]{1,30}\|>|\[/?INST\]|<</?SYS>>|</?(?:system|user|assistant|instruction|往年段落|事实清单|前文提要|已写的文字)>",
)
_INSTRUCTION = re.compile("|".join(_PATTERNS))


def is_instruction(sentence: str) -> bool:
    """Whether a sentence tells a writer or a machine what to do."""
    plain = normalise(sentence)
    return bool(_INSTRUCTION.search(plain) or _INSTRUCTION.search("".join(plain.split())))
