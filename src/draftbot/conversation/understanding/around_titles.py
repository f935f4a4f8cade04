"""What stands around the title in a message that asks for a paper: patterns over the list of such words."""

from __future__ import annotations

import re

import rjieba

from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.understanding.words import OF, POLITE
from draftbot.corpus.unit_reader import UnitReader

_LIST = "new_requests"
# Whoever is asked, and however, in no more characters before a word of writing.
LONGEST_BEFORE = 10
# Behind the paper's noun no more than this may stand in a title: 总结报告, 方案（试行）.
_BEHIND = 6
# Between 把 or 要 and what is to be done with it.
_LONGEST_GAP = 16


def like_last_years() -> re.Pattern[str]:
    """照去年的写今年的总结: what the paper is to be like, before what is asked for."""
    like, last = (any_of(words_in("words_of_wishes", key)) for key in ("as it is", "last year's"))
    write, weak, amount = (any_of(words_in(_LIST, key)) for key in ("write", "write with amount", "amount"))
    return re.compile(
        rf"^[^，。]{{0,{LONGEST_BEFORE}}}?(?:{like})\w?(?:{last})[^，。]{{0,8}}?(?:{write}|{weak})(?:{amount})*"
    )


def as_shown() -> re.Pattern[str]:
    """按这个写述职: what is said of the outline that follows, before the word of writing."""
    by, this, write = (any_of(words_in(_LIST, key)) for key in ("by", "shown", "write"))
    return re.compile(rf"^(?:{by})(?:{this})(?={write})")


def asking() -> re.Pattern[str]:
    by, thing, write = (any_of(words_in(_LIST, key)) for key in ("by", "given", "write"))
    amount = any_of(words_in(_LIST, "amount"))
    weak = any_of(words_in(_LIST, "write with amount"))
    due, no_due = (any_of(words_in(_LIST, key)) for key in ("hand in", "no handing in"))
    # Whoever is asked, and however: what stands before a word of writing with 一份 is no title.
    return re.compile(
        rf"^(?:[^，。：:《]{{0,{LONGEST_BEFORE}}}?(?:(?:{write})|(?:{weak}))(?:{amount})+"
        rf"|{POLITE}(?!{no_due})(?:{due})(?:{amount})*"
        rf"|{POLITE}(?:(?:{by})[^，。：:]{{0,12}}?(?:{thing})[，,：:]?)?{POLITE}(?:(?:{write})?(?:{amount})*))(?:{OF})?"
    )


def paper() -> re.Pattern[str]:
    """A noun for a paper near the end of a title, or before its unit."""
    return re.compile(rf"(?:{any_of(words_in(_LIST, 'papers'))})(?:.{{0,{_BEHIND}}}$|[\s　—-])")


def about_papers() -> re.Pattern[str]:
    about, more = (any_of(words_in(_LIST, key)) for key in ("about papers", "and so on"))
    return re.compile(rf"(?!{more})(?:{about})")


def said_to_be() -> re.Pattern[str]:
    we, are = (any_of(words_in(_LIST, key)) for key in ("we", "are"))
    return re.compile(rf"(?:{we})[^，。]{{0,4}}?(?:{are})([^，。]+?)(?:{OF}|$)")


def introduction() -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_of(words_in(_LIST, 'we'))})*(?:{any_of(words_in(_LIST, 'are'))})?[：: ]*")


def ends_on_paper(token: str) -> bool:
    return re.search(rf"(?:{any_of(words_in(_LIST, 'papers'))})$", to_simplified(token)) is not None


def asked_behind() -> re.Pattern[str]:
    """帮我写写 behind what is asked for."""
    helping, write, amount = (any_of(words_in(_LIST, key)) for key in ("helping", "write", "amount"))
    weak = any_of(words_in(_LIST, "write with amount"))
    return re.compile(rf"(?<=.{{4}})(?:{helping})+(?:(?:{write})(?:{amount})*|(?:{weak})(?:{amount})+)$")


def receiver() -> re.Pattern[str]:
    """要给民政局, where 汇报 or the like comes behind."""
    due, to, ends = (any_of(words_in(_LIST, key)) for key in ("to be", "to whom", "to whom ends"))
    return re.compile(rf"(?:{due})?(?:{to})(?P<who>[\u4e00-\u9fff]{{2,12}}?)(?={ends})")


def manner() -> re.Pattern[str]:
    return re.compile(any_of(words_in(_LIST, "manner")))


def matter_before() -> re.Pattern[str]:
    """养老这块要个总结."""
    behind, wanted, amount = (any_of(words_in(_LIST, key)) for key in ("matter before", "to be", "amount"))
    return re.compile(rf"(?P<matter>.+?)(?:{behind})(?:{wanted})(?:{amount})*(?P<paper>.+)$")


def taken() -> re.Pattern[str]:
    take, papers, hand_in = (any_of(words_in(_LIST, key)) for key in ("taken", "papers", "handed in"))
    return re.compile(rf"(?:{take})(?P<paper>[^，。]+?(?:{papers}))(?:{hand_in})[^，。]{{0,4}}$")


def over() -> re.Pattern[str]:
    """运动会办完了要交总结: what a paper is on, over before the paper is asked for."""
    ours, held, done, finished, ended, just, bids, write, weak, hand_in, amount, papers = (
        any_of(words_in(_LIST, key))
        for key in (
            "ours",
            "held",
            "done with",
            "finished",
            "over",
            "just",
            "bids a paper",
            "write",
            "write with amount",
            "handed in",
            "amount",
            "papers",
        )
    )
    return re.compile(
        rf"^(?:{ours})?(?P<matter>\w{{2,{_LONGEST_GAP}}}?)(?:{just})*(?:(?:{held})(?:{finished})|{ended})(?:{done})?"
        rf"\w{{0,6}}?(?:{bids})(?:{write}|{weak}|{hand_in})?(?:{amount})*(?P<paper>(?:{papers})+)$"
    )


def asks(piece: str) -> bool:
    """Whether a piece begins with words of asking for a paper."""
    asked = asking().match(to_simplified(piece))
    writing = any_of(words_in(_LIST, "write", "write with amount"))
    return asked is not None and re.search(writing, asked.group()) is not None


def introduces(piece: str) -> bool:
    """Whether a piece begins with 我是, 我们是, 我们叫."""
    we, are = (any_of(words_in(_LIST, key)) for key in ("we", "are"))
    return re.match(rf"(?:{we})+(?:{are})", to_simplified(piece)) is not None


def is_sent_to(text: str, reader: UnitReader) -> bool:
    """Whether words tell but whom a paper goes to: 报住建局; not 向阳小学, whose first word is none of these."""
    first, *others = rjieba.cut(to_simplified(text), False) or [""]
    is_sending = first in words_in(_LIST, "addressed")
    return is_sending and bool(others) and reader.is_unit("".join(others))


def forbids(text: str) -> bool:
    """Whether words are an order not to do something: 不要吹."""
    first = rjieba.cut(to_simplified(text), False)[:1]
    return bool(first) and first[0] in words_in(_LIST, "forbids")


def tells_duty(text: str) -> bool:
    """Whether words tell what an office is in charge of: 分管德育."""
    return to_simplified(text).startswith(words_in(_LIST, "duties"))


def tells_reading(text: str) -> bool:
    """Whether words tell how long the paper takes to be read out: 念出来大概七八分钟."""
    return to_simplified(text).startswith(words_in(_LIST, "read out"))


def is_written(text: str, kind: str) -> bool:
    """Whether a message says that a paper of a kind is to be written, in so many words: 轮到我们写总结了."""
    write, amount = (any_of(words_in(_LIST, key)) for key in ("write", "amount"))
    return re.search(rf"(?:{write})(?:{amount})?{kind}", text) is not None


def is_to_be_done(text: str, kind: str) -> bool:
    """Whether a message asks that something be summed up, or the like: 要总结…, 把…给总结一下."""
    wanted, amount = any_of(words_in(_LIST, "to be", "taken")), any_of(words_in(_LIST, "amount"))
    return (
        re.search(rf"(?:{wanted})[^，。；：\n]{{0,{_LONGEST_GAP}}}{kind}|{kind}(?:{amount})", text)
        is not None
    )
