"""What belongs to the web page and not to the report: buttons, bread crumbs,
dates of posting, adverts of template sites, links to other articles, spam.

Words are compared in Simplified. Three zones differ: before the first body
line a lone button word is furniture, in the middle only what no report says,
and from the first line that announces other articles everything to the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.enumerators import parse_number
from draftbot.chinese.phrases import phrase_pattern
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, word_set, word_table, words_in
from draftbot.corpus.cleaning.account import Account
from draftbot.corpus.cleaning.bars import (
    EDGES,
    is_bar,
    is_byline_with_clock,
    is_control,
    is_end_mark,
    is_label_row,
)
from draftbot.corpus.lines import Line

_HEAD_LINES = 40
_TAIL_PROSE = 1500
_BODY_LENGTH = 60
_SENTENCE = 30
_LONGEST_ANNOUNCEMENT, _LONGEST_LABELS = 160, 120
# One announcement alone never ends a text, nor do several end one of which a fifth would go.
_SEVERAL, MOST_LOST = 2, 5

_LONE_DATE = re.compile(r"^\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*$")
_LONE_LINK = re.compile(r"^(?:[^:：。]{1,8}[:：])?\s*<?https?://[^\s<>\u3400-\u9fff]+>?$", re.IGNORECASE)
_ARROWS = frozenset(">»›/→-")
# Adverts stand at the head; further down a line must say more to be one.
_WORDS_AT_HEAD, _WORDS_BELOW = 2, 4
_SPAM_WORDS = 4
_ADVERT_LENGTH = 500
_MAIL_FIELDS, _LONGEST_FIELD = 3, 20
_RULE = re.compile(r"^[-—_=─\s]{2,}.{0,20}?[-—_=─\s]{2,}$")
_ACROSS = re.compile(r"^[-—_=＝*~─━\s]{4,}$")
_COUNT = r"[\d一二三四五六七八九十两]{1,3}\s*(?:篇|份|则|套|例)"


@cache
def _posted() -> re.Pattern[str]:
    """When, by whom and whence a text was posted."""
    words = {key: any_of(listed) for key, listed in word_table("notes_on_posting").items()}
    clock = r"\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日\s+\d{1,2}:\d{2})"
    return re.compile(
        rf"^[\s【\[（(]*(?:(?:{words['done']})(?:(?:{words['when']})[:：]|于?[:：]?\s*\d{{4}})"
        rf"|(?:{words['when']})[:：]\s*{clock}|(?:{words['labels']})[:：])",
        re.IGNORECASE,
    )


@cache
def _crumbs() -> re.Pattern[str]:
    words = {key: any_of(listed) for key, listed in word_table("notes_on_posting").items()}
    return re.compile(
        rf"^(?:{words['places']})[:：]|(?:{words['home']})\s*[>»›/→.]|^(?:[^>，。]{{1,12}}\s*[>»›→]\s*){{2,}}"
    )


@cache
def _other_articles() -> re.Pattern[str]:
    words = {key: f"(?:{phrase_pattern(listed)})" for key, listed in word_table("other_articles").items()}
    return re.compile(
        rf"^[\s【\[（(*]*(?:{words['neighbours']}(?:[:：]|\s*$)|{words['related']}\s*(?:[:：>》]|$)"
        rf"|{words['which']}{words['of what']}.{{0,8}}$|{words['begins']}|{words['labels']}[:：]|.?ICP备"
        rf"|{words['that was']}{words['from us']}.{{0,60}}{words['all']}"
        rf"|{words['this text']}(?:{words['has']}|由.{{2,12}}{words['by']}))",
        re.IGNORECASE,
    )


@cache
def _reader_words() -> re.Pattern[str]:
    words = {key: any_of(listed) for key, listed in word_table("template_sites").items()}
    return re.compile(
        rf"(?:{words['to']})(?:{words['reader']})|(?:{words['thanks']})(?:{words['reader']})?的?(?:{words['for']})"
        rf"|{words['visitor']}"
    )


@cache
def _site_words() -> re.Pattern[str]:
    return re.compile(any_of(word_table("template_sites")["site"]))


@cache
def _spam() -> re.Pattern[str]:
    return re.compile(any_of(words_in("link_spam")), re.IGNORECASE)


@cache
def _collection() -> re.Pattern[str]:
    """How a line ends that names a collection: （共7篇）, 范文三篇, …汇编."""
    table = word_table("names_of_papers")
    collections = any_of(table["collections"])
    samples = any_of((*table["samples"], *table["collections"]))
    papers = any_of((*table["reports"], *table["materials"], "材料"))
    return re.compile(
        rf"[（(【\[][^）)】\]]{{0,8}}{_COUNT}[^）)】\]]{{0,6}}[）)】\]]\s*$|(?:{samples})\s*{_COUNT}\s*$"
        rf"|(?:{papers})(?:{samples})?\s*{_COUNT}\s*[?？]?\s*$|(?:{collections})\s*[?？]?\s*$"
    )


@cache
def _first_marker() -> re.Pattern[str]:
    papers = any_of((*word_table("names_of_papers")["reports"], "篇", "文"))
    return re.compile(rf"(?:{papers})\s*[（(]?\s*[1一](?!\d)|第[1一]篇")


@dataclass(frozen=True, slots=True)
class Stripped:
    """`lines` without furniture; `adverts` holds, by source line, the adverts and
    collection titles taken out, which often stand between two reports."""

    lines: list[Line]
    adverts: dict[int, str]


def strip_furniture(lines: list[Line], account: Account) -> Stripped:
    """The lines that belong to reports, blank ones left out."""
    kept_numbers = [line for line in lines if line.text.strip()]
    plain = [to_simplified(line.text).strip() for line in kept_numbers]
    end = _tail_start(plain)
    head = _head_end(plain[:end])
    mail_heads = _heads_of_mails(plain)
    kept: list[Line] = []
    adverts: dict[int, str] = {}
    crumbs = False
    for i, line in enumerate(kept_numbers):
        text = plain[i]
        in_head = i < head
        if i >= end and account.drop("furniture", line):
            continue
        crumbs = in_head and (_begins_crumbs(text) or (crumbs and _in_crumbs(plain, i)))
        below = plain[i + 1] if i + 1 < end else ""
        heads = is_collection_title(text) and (in_head or bool(_first_marker().search(below[:40])))
        if heads or is_advert(text, in_head=in_head):
            if account.drop("adverts", line):
                adverts[line.number] = line.text.strip()
                continue
        elif (
            crumbs
            or i in mail_heads
            or (
                _is_furniture(text, in_head, last=end - i <= 6)
                and not _dates_a_signature(text, plain[i - 1] if i and not in_head else "")
            )
        ) and account.drop("furniture", line):
            continue
        kept.append(line)
    return Stripped(kept, adverts)


def is_advert(text: str, *, in_head: bool = True) -> bool:
    """Whether a line (Simplified) speaks to a visitor of a template site."""
    if len(text) > _ADVERT_LENGTH:
        return False
    site, reader = len(_site_words().findall(text)), len(_reader_words().findall(text))
    enough = _WORDS_AT_HEAD if in_head else _WORDS_BELOW
    return (min(site, reader) > 0 and site + reader >= enough) or is_spam(text)


def is_spam(text: str) -> bool:
    """Whether a line is link spam: many of its stock words, hardly a sentence."""
    if "。" in text:
        return False
    return len(_spam().findall(text[:_ADVERT_LENGTH])) >= _SPAM_WORDS


def is_collection_title(text: str) -> bool:
    """Whether a line (Simplified) names a collection: 工作总结（共7篇）, …报告汇编."""
    return (
        len(text) <= 60
        and "。" not in text
        and parse_number(text) is None
        and bool(_collection().search(text))
    )


def _is_furniture(text: str, in_head: bool, last: bool) -> bool:
    if len(text) > _ADVERT_LENGTH:
        return False
    if _posted().match(text) and len(text) <= 80:
        return True
    if _other_articles().match(text) and len(text) <= 120 and "。" not in text:
        return True
    is_at_an_end = (in_head or last) and len(text) <= 80
    if is_at_an_end and (
        is_control(text)
        or not text.strip(EDGES)
        or _ACROSS.match(text)
        or _LONE_DATE.match(text)
        or _LONE_LINK.match(text)
        or _crumbs().search(text)
        or is_bar(text)
    ):
        return True
    return in_head and len(text) <= _LONGEST_LABELS and (is_label_row(text) or is_byline_with_clock(text))


def _dates_a_signature(text: str, above: str) -> bool:
    """Whether a line is a day below a short line that is no sentence: a unit's name and its date."""
    return bool(
        _LONE_DATE.match(text)
        and ":" not in text
        and above
        and len(above) < _SENTENCE
        and above[-1] not in "。！？；"
    )


def _heads_of_mails(plain: list[str]) -> set[int]:
    """The lines that say above a mail passed on from whom to whom it went, when and under what
    subject, with the rule over them: at least three of them together, one that names the sender."""
    found: set[int] = set()
    run: list[int] = []
    senders, fields = _mail_fields()
    for i, text in enumerate([*plain, ""]):
        if text.find(":", 0, _LONGEST_FIELD) + text.find("：", 0, _LONGEST_FIELD) > -2 and fields.match(text):
            run.append(i)
            continue
        if len(run) >= _MAIL_FIELDS and any(senders.match(plain[at]) for at in run):
            found |= {*run, *([run[0] - 1] if run[0] and _RULE.match(plain[run[0] - 1]) else [])}
        run = []
    return found


@cache
def _mail_fields() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = word_table("heads_of_mails")
    return tuple(  # type: ignore[return-value]
        re.compile(rf"^[\s*【\[]*(?:{any_of(words)})[\s*】\]]*[:：]", re.IGNORECASE)
        for words in (table["senders"], (*table["senders"], *table["others"]))
    )


def _begins_crumbs(text: str) -> bool:
    return text.rstrip("：") in word_set("notes_on_posting", "home", "places")


def _in_crumbs(plain: list[str], i: int) -> bool:
    """Whether line i goes on with a bread crumb path spread over lines: 首页, >, 公开, >, …"""
    return plain[i] in _ARROWS or plain[i - 1] in _ARROWS


def _head_end(plain: list[str]) -> int:
    """Index of the first body line: a numbered one or one of running text."""
    for i, text in enumerate(plain[:_HEAD_LINES]):
        numbered = parse_number(text) is not None and not _LONE_DATE.match(text)
        long = len(text) >= _BODY_LENGTH or (len(text) >= _SENTENCE and text[-1] == "。")
        prose = long and "，" in text.replace(",", "，")
        if (numbered or prose) and not is_advert(text) and not _posted().match(text):
            return i
    return min(len(plain), _HEAD_LINES)


def _tail_start(plain: list[str]) -> int:
    """Index from which only furniture follows; len(plain) if there is none.

    A line that announces other articles ends the text unless real text comes
    after it: another report, more than a screen of prose, more than a fifth of
    all the prose, or any prose where that one line alone speaks of an end.
    """
    prose = [_prose(text) for text in plain]
    total, after, announced = sum(prose), 0, 0
    end = len(plain)
    for i in range(len(plain) - 1, -1, -1):
        text = plain[i]
        if is_end_mark(text) or (_other_articles().match(text) and len(text) <= _LONGEST_ANNOUNCEMENT):
            announced += 1
            if _may_be_lost(after, total, announced):
                end = i
            continue
        if is_spam(text) and end == i + 1:
            end = i
            continue
        number = parse_number(text)
        if number is not None and number.end < len(text) and len(text) > 3 and "。" in text:
            break
        after += prose[i]
        if after > _TAIL_PROSE:
            break
    return end


def _may_be_lost(prose: int, total: int, announced: int) -> bool:
    """Whether what stands after an announcement of other articles may go with it:
    `prose` characters of `total`, `announced` such lines among them."""
    if not prose:
        return True
    return announced >= _SEVERAL and prose * MOST_LOST <= total


def is_prose(text: str) -> bool:
    """Whether a line is running text or a table's row."""
    return _prose(text) > 0


def _prose(text: str) -> int:
    """The characters of a line of running text or of a table's row, 0 for any other."""
    if "。" in text or " | " in text:
        return len(text)
    return len(text) if len(text) >= _SENTENCE and re.search("[，,]", text) else 0
