"""A message in pieces: lines, clauses, and parts between commas; what is quoted stays whole."""

from __future__ import annotations

import re
import unicodedata

import rjieba

from draftbot.chinese.enumerators import ITEM, enumerators_in
from draftbot.chinese.numerals import write_number
from draftbot.chinese.word_lists import word_table

_MARKS = " \n；;。，,"
_LED = re.compile(r"[^，,。；;：:]{1,6}?(?P<number>\w是)", re.DOTALL)
# What stands before the first number of a list, and is said of its first item.
_LONGEST_LEAD = 6
_QUOTES = {"“": "”", "「": "」", '"': '"'}
_PAIRS = {"“": "”", "「": "」", "《": "》", "【": "】", "（": "）"}
# Stands for each character within quotation marks, where only what is said around them counts.
QUOTED = "\ue000"
# Pasted from a web page: its marks are not the user's words.
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,500}>")


# 1.口气庄重些 2.总字数1800: what stands before each of several wishes.
_NUMBERED = re.compile(r"(?:^|(?<=[\s；;。，,]))(?:[1-9][.．、)）](?!\d)|[一二三四五六七八九]、|[①-⑨])\s*")


# 总结~全班31名: a tone of voice, where no range of figures (1~3月).
_DRAWN_OUT = re.compile(r"(?<!\d)\s*[~～]+\s*|[~～]+(?!\d)")

# What no keyboard types: controls, private and unassigned characters, and what stands for lost ones.
_UNREADABLE = frozenset(("Cc", "Co", "Cn", "Cs"))
_LOST = "\N{REPLACEMENT CHARACTER}"
# A message of more of them than this is damaged; of fewer, a paste brought them along.
_MOST_UNREADABLE = 0.1


def readable(message: str) -> str:
    """`message` without what is no character that somebody typed; "" where that is too much of it to
    know what was."""
    stray = [c for c in message if not c.isspace() and (unicodedata.category(c) in _UNREADABLE or c == _LOST)]
    if len(stray) > _MOST_UNREADABLE * len(message.strip()):
        return ""
    kept = "".join(c for c in message if c not in stray and unicodedata.category(c) != "Cf")
    return without_hesitation(_DRAWN_OUT.sub("，", kept.rstrip("~～ \n")).strip())


def without_hesitation(said: str) -> str:
    """Words without the sounds between them that are no part of any word (呃逆 has one): what they part in two is
    one word again (打呃印), and elsewhere a pause stands in their place."""
    sounds = word_table("words_of_statements", "draftbot.conversation")["hesitates"]
    if not any(sound in said[1:-1] for sound in sounds):
        return said
    words = rjieba.cut(said, False)
    for i in range(1, len(words) - 1):
        before, after = words[i - 1], words[i + 1]
        if words[i] in sounds and before[-1:].isalnum() and after[:1].isalnum():
            words[i] = "" if len(rjieba.cut(before + after, False)) == 1 else "，"
    return "".join(words)


def quoted_in(text: str) -> list[tuple[int, int]]:
    """Where quotations begin and end, their marks with them; one within another is a part of it."""
    spans, at = list[tuple[int, int]](), 0
    while at < len(text):
        if end := _closed(text, at):
            spans.append((at, end))
        at = end or at + 1
    return spans


def without_quoted(text: str) -> str:
    """`text`, of the same length, with what is quoted masked."""
    for start, end in quoted_in(text):
        text = text[:start] + QUOTED * (end - start) + text[end:]
    return text


def _closed(text: str, at: int) -> int:
    """Where a quotation that begins at a place ends; 0 where none does."""
    closer, depth = _QUOTES.get(text[at], ""), 0
    for i in range(at, len(text)) if closer else ():
        depth += 1 if text[i] == text[at] and (not depth or closer != text[at]) else -(text[i] == closer)
        if not depth:
            return i + 1
    return 0


def lines_of(message: str) -> list[str]:
    return [line.strip() for line in _TAG.sub(" ", message).splitlines() if line.strip()]


def numbered_in(message: str) -> list[str]:
    """What stands behind the numbers of a list, on one line or several; [] for fewer than two."""
    starts = list(_NUMBERED.finditer(message))
    if len(starts) < 2 or message[: starts[0].start()].strip():
        return []
    ends = [*(start.start() for start in starts[1:]), len(message)]
    pieces = [
        message[start.end() : end].strip(" \n；;。，,") for start, end in zip(starts, ends, strict=True)
    ]
    return [piece for piece in pieces if piece]


def clauses_of(line: str) -> list[str]:
    """What stands between full stops and semicolons; a question keeps its mark, one of several."""
    return _cut(re.sub("[?？]+", "？", line), "。！!？；;", keep="？")


def items_of(text: str) -> list[str]:
    """What a text tells one by one: at the numbers that it counts with, else clause by clause; each with
    its number as a paper counts."""
    numbers = enumerators_in(text)
    if numbers and (led := _LED.match(text)) and led.end() <= numbers[0][0]:
        numbers = [led.span("number"), *numbers]
    lead = text[: numbers[0][0]].strip(_MARKS) if numbers else ""
    if len(numbers) < 2 or len(lead) > _LONGEST_LEAD:
        return clauses_of(text)
    ends = [*(start for start, _ in numbers[1:]), len(text)]
    items = [text[start:end].strip(_MARKS) for (start, _), end in zip(numbers, ends, strict=True)]
    bare = [text[behind:end].strip(_MARKS) for (_, behind), end in zip(numbers, ends, strict=True)]
    if lead:  # 四季度一是…，二是…
        items[0] = f"{text[slice(*numbers[0])]}{lead}{text[numbers[0][1] : ends[0]].strip(_MARKS)}"
        bare[0] = f"{lead}{bare[0]}"
    return [
        item if ITEM.match(item) else f"{write_number(n)}是{rest}"
        for n, (item, rest) in enumerate(zip(items, bare, strict=True), 1)
        if rest
    ]


def parts_of(clause: str) -> list[str]:
    """What stands between commas."""
    return _cut(clause, "，,")


def _cut(text: str, marks: str, keep: str = "") -> list[str]:
    pieces, start, closer = [], 0, ""
    for i, c in enumerate(text):
        if closer:
            closer = "" if c == closer else closer
        elif c in _PAIRS and _PAIRS[c] in text[i:]:
            closer = _PAIRS[c]
        elif c in marks and not _inside_number(text, i):
            pieces.append(text[start : i + (c in keep)])
            start = i + 1
    pieces.append(text[start:])
    return [piece.strip() for piece in pieces if piece.strip()]


def _inside_number(text: str, i: int) -> bool:
    """1,200 is one number."""
    return text[i] == "," and re.match(r"\d,\d{3}(?!\d)", text[max(0, i - 1) : i + 5]) is not None
