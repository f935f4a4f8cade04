"""What a message complains of, and behind the complaint the order for it: 第一段开头那句不对，改成“…”, 标题太长，改成“…”.

The order names nothing; it is for what was complained of, and is said of that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.sayings import say
from draftbot.conversation.understanding.clauses import QUOTED, quoted_in, without_quoted
from draftbot.conversation.understanding.words import NUMBER, PAPER, telling, words_of_telling

_LONGEST_BEFORE, _LONGEST_COMPLAINT = 16, 14
# So many characters of the draft in a row are repeated, not said by chance.
_LEAST_QUOTED = 5
_OTHER = "[^，,。；;！!？?：:\\n]"


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    outside = f"[^，,。；;！!？?：:\\n{QUOTED}]"
    sentence = f"(?:{telling('one sentence')})"
    counted = rf"\w{NUMBER}(?:{telling('counted as')})"
    heads = any_of(words_in("words_of_wishes", "of the title"))
    said = rf"{outside}{{0,{_LONGEST_BEFORE}}}"
    begins = r"(?:^|(?<=[，,。；;！!？?\n]))"
    complaint = rf"(?P<why>{outside}{{1,{_LONGEST_COMPLAINT}}}?)[，,！!。]+"
    otherwise = rf"(?:{telling('puts otherwise')})(?:[：:]|(?={QUOTED}))"
    out = rf"(?:{telling('takes out')})(?:{telling('ends')})*(?=[，,。；;！!\n]|$)"
    return {
        "sentence": re.compile(
            rf"{begins}(?P<what>{said}(?:{QUOTED}+(?:{sentence})?|{sentence}|{counted})){complaint}(?P<order>{otherwise}|{out})"
        ),
        "title": re.compile(
            rf"{begins}(?P<what>(?:{heads})){complaint}(?:{any_of(words_in('words_of_wishes', 'titled as'))}|{telling('is')})[：:]?"
            rf"(?P<new>{QUOTED}+|{_OTHER}{{4,60}}?(?:{PAPER}))(?=[，,。；;！!\n]|$)"
        ),
        "asked": re.compile(
            rf"{begins}(?P<what>{outside}{{{_LEAST_QUOTED},40}})[？?](?:{outside}{{1,{_LONGEST_COMPLAINT}}}[，,])?(?P<order>{out})"
        ),
        "said before": re.compile(
            rf"{begins}(?P<what>{outside}{{4,40}})[，,](?P<order>{telling('takes out')})(?P<it>{sentence})(?:{telling('ends')})*(?=[，,。；;！!\n]|$)"
        ),
        "words": re.compile(
            rf"{begins}(?P<what>{outside}{{2,20}}?)(?:{telling('so many characters')}){complaint}(?:{outside}{{2,{_LONGEST_COMPLAINT}}}[，,])?"
            rf"(?:{any_of(words_in('words_of_wishes', 'whole'))})?(?:{telling('puts otherwise')})[：:]?(?P<new>{outside}{{2,20}}|{QUOTED}+)(?=[，,。；;！!\n]|$)"
        ),
        "said to you": re.compile(
            rf"(?P<what>{QUOTED}+(?:{sentence})?)(?:{telling('is')})?(?:{telling('said to you')})(?:[，,]{outside}{{0,{_LONGEST_COMPLAINT}}})?(?=[。；;！!\n]|$)"
        ),
        "orders": re.compile(telling("takes out", "puts otherwise", "joined")),
    }


def with_its_order(message: str, view: View) -> str:
    """The message, each order that names nothing said of what is complained of before it."""
    if view.draft is None:
        return message
    masked = without_quoted(message)
    found = [("title", m) for m in _forms()["title"].finditer(masked)]
    for name in ("said before", "words"):
        found += [(name, m) for m in _forms()[name].finditer(masked) if m["what"] in view.text]
    found += [("asked", m) for m in _forms()["asked"].finditer(masked)]
    found += [("said to you", m) for m in _forms()["said to you"].finditer(masked)]
    found += [("sentence", m) for m in _forms()["sentence"].finditer(masked)]
    for name, match in sorted(found, key=lambda one: -one[1].start()):
        if order := _order_for(name, match, message, view):
            message = message[: match.start()] + order + message[match.end() :]
    return message


def _order_for(name: str, match: re.Match[str], message: str, view: View) -> str:
    """The order as it is said of what is complained of; "" where it is none."""
    what, (otherwise, *_), (out, *_) = (
        message[slice(*match.span("what"))],
        words_of_telling("puts otherwise"),
        words_of_telling("takes out"),
    )
    new = message[slice(*match.span("new"))] if "new" in match.groupdict() else ""
    if name == "title":
        return f"{match['what']}{otherwise}{_in_quotes(new)}"
    if name == "asked":
        words = _of_the_draft(match["what"], view)
        return f"“{words}”{words_of_telling('one sentence')[0]}{match['order']}" if words else ""
    if name == "said before":
        return f"{match['what']}{match['it']}{match['order']}"
    if name == "words":
        return say(do.ReplaceText(match["what"], new.strip("“”"))) or ""
    if not _stands(match, message, view):
        return ""
    if name == "said to you":
        return what + out
    is_order_itself = _forms()["orders"].search(match["why"])
    return "" if is_order_itself else what + message[slice(*match.span("order"))]


def _stands(match: re.Match[str], message: str, view: View) -> bool:
    """Whether what is quoted of a place stands in the draft; one that is not quoted may be anywhere."""
    start, end = match.span("what")
    quotes = [message[a + 1 : b - 1].strip("。") for a, b in quoted_in(message) if start <= a and b <= end]
    return all(quote in view.text and len(quote) >= _LEAST_QUOTED for quote in quotes)


def _of_the_draft(said: str, view: View) -> str:
    """The longest words of one sentence of the draft that are repeated; "" for too few."""
    runs = (
        said[i : i + n] for n in range(len(said), _LEAST_QUOTED - 1, -1) for i in range(len(said) - n + 1)
    )
    lines = view.text.split("\n")
    return next((run for run in runs if sum(run in line for line in lines) == 1), "")


def _in_quotes(title: str) -> str:
    return title if title[:1] in '“「"' else f"“{title}”"
