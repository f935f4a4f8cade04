"""Prose: whether a section is a report's text at all. A model may answer with the
request itself, talk about its task, or carry out what a passage told it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftbot.checks.quoting import start_of
from draftbot.domain import Draft, Remark
from draftbot.masking.instructions import is_instruction
from draftbot.messages import Message

_TALK = re.compile(
    r"作为(?:一[个名])?(?:AI|人工智能|语言模型)|^(?:好的|当然)[，,！!]|以下是(?:根据|为您|按|我)|根据(?:您|你)(?:提供|的)|(?:希望|如需|如有需要|如果您)[^。]{0,12}(?:帮助|修改|调整|补充)"
    r"|往年段落|事实清单|前文提要|段落编号|(?:无法|不能)(?:提供|生成|完成)[^。]{0,8}(?:内容|请求)|请(?:写|按)[“\"][^”\"]+[”\"](?:这|部分)|</?[\w/]*>|```"
)
_LETTERS = re.compile(r"[A-Za-z\u0370-\u1fff\u3040-\u30ff\uac00-\ud7af]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# More than a name or an abbreviation in another script.
MOST_FOREIGN = 0.3


def prose_remarks(draft: Draft, i: int) -> Iterator[Remark]:
    """Sentences of section `i` that instruct, that talk of the writing, or are in another language."""
    for j, sentence in enumerate(draft.sections[i].sentences):
        if sentence.origin == "user":
            continue
        text = sentence.text
        if is_instruction(text):
            yield Remark("instruction", Message("checks.instruction", sentence=start_of(text)), i, j)
        elif _TALK.search(text):
            yield Remark("not_prose", Message("checks.not_prose", sentence=start_of(text)), i, j)
        elif len(_LETTERS.findall(text)) > MOST_FOREIGN * max(1, len(_HAN.findall(text))):
            yield Remark("not_prose", Message("checks.foreign_script", sentence=start_of(text)), i, j)
