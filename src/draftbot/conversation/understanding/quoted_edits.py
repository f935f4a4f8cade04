"""Words quoted out of a sentence: “花了3万”写成“支出3万元”, “会后发言”这几个字去掉. Only they are put otherwise or
taken out; who means the sentence says so (那句)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from draftbot.chinese.word_lists import any_of, word_table, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import says

_LIST, _ROOM = "words_of_telling", "draftbot.conversation"
_QUOTE = r"[“「\"](?P<{0}>[^“”「」\"]{{1,120}})[”」\"]"
_MARKS = "。，,.；;！!"


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    def words(key: str) -> str:
        return any_of(word_table(_LIST, _ROOM)[key])

    takes_up = any_of(words_in("words_of_wishes", "takes up"))
    lead = rf"(?:^|(?<=[，,。；;]))(?:{takes_up})?(?:[^“”「」\"，,。；;]{{1,30}}(?:{words('within')}|的))?(?:{takes_up})?"
    these = rf"(?:{words('so many characters')})?(?:{words('before orders')})*"
    end = rf"(?:{words('ends')})*(?=[{_MARKS}]|$)"
    old = _QUOTE.format("old")
    return {
        "otherwise": re.compile(
            rf"{lead}{old}{these}(?:{words('puts otherwise')})[：:]?{_QUOTE.format('new')}{end}[{_MARKS}]*"
        ),
        "out": re.compile(rf"{lead}{old}(?P<few>{these})(?:{words('takes out')}){end}[{_MARKS}]*"),
        "out first": re.compile(rf"{lead}(?:{words('takes out')}){old}(?P<few>{these}){end}[{_MARKS}]*"),
        "characters": re.compile(words("so many characters")),
    }


def quoted_edits(text: str, view: View) -> Told | None:
    """The words of sentences that `text` puts otherwise or takes out, and what else it says."""
    found: list[tuple[int, int, do.Action]] = []
    for name, form in _forms().items():
        for match in form.finditer(text) if view.draft and name != "characters" else ():
            if any(key in match.group() for key in words_in("words_of_wishes", "of the title")):
                continue
            old = match["old"].strip(_MARKS)
            title = view.conversation.title
            if name != "otherwise" and says("of the whole title", text) and old in title and old != title:
                found.append((match.start(), match.end(), do.TakeTitle(title.replace(old, ""))))
                continue
            if name == "otherwise":
                if _is_within(old, view):
                    found.append(
                        (match.start(), match.end(), do.ReplaceText(old, match["new"].strip(_MARKS)))
                    )
            elif _is_within(old, view) and (
                _is_of_one(old, view) or _forms()["characters"].search(match["few"])
            ):
                found.append((match.start(), match.end(), do.ReplaceText(old, "")))
    if not found:
        return None
    rest, at = "", 0
    for start, end, _ in sorted(found, key=lambda one: one[0]):
        rest, at = rest + text[at:start], max(at, end)
    actions = tuple(action for _, _, action in sorted(found, key=lambda one: one[0]))
    return Told(actions, (rest + text[at:]).strip(_MARKS + " "))


def _is_within(words: str, view: View) -> bool:
    """Whether words stand in a sentence of the draft that says more."""
    texts = view.text.split("\n")
    return words not in view.headings and any(words in t and words != t.strip(_MARKS) for t in texts)


def _is_of_one(words: str, view: View) -> bool:
    return sum(words in text for text in view.text.split("\n")) == 1
