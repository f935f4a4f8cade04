"""What a wish about outline, sections, length and title asks for, if the desk makes it possible."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.dates import find_dates
from draftbot.chinese.numerals import plain_digits, values_in
from draftbot.chinese.word_lists import any_of, word_set, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.sayings import LAST_PLACE
from draftbot.conversation.understanding.asked_of_past import asks_of_a_paper
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.items_told import items_told
from draftbot.conversation.understanding.outline_text import counts_parts, outline_in, without_number
from draftbot.conversation.understanding.pages import chars_of_pages
from draftbot.conversation.understanding.proper_titles import without_lead
from draftbot.conversation.understanding.referents import order_words
from draftbot.conversation.understanding.statements import is_measured, measures_the_world
from draftbot.conversation.understanding.told_outline import without_count
from draftbot.conversation.understanding.wish import Wish, says
from draftbot.conversation.understanding.words import (
    NUMBER,
    PAPER,
    clean,
    listed,
    names_no_topic,
    telling,
    words_of_telling,
)
from draftbot.drafts.addresses import LAST, siblings_of
from draftbot.facts.amounts import amounts_in

_LEAST_LENGTH, _MOST_LENGTH = 50, 30_000
_LONGEST_ASKED = 3
_DONE_WITH = ("takes out", "puts otherwise")
_TO = rf"(?:{listed('to a new name')})"
_LENGTH = re.compile(
    r"(?P<n>\d[\d,]*(?:\.\d+)?\s*[万千kK]?|[一二三四五六七八九十百千万两\d]+)\s*(?:多|来)?(?:个)?字"
)
_BARE = re.compile(
    r"\d{3,5}|[一二三四五六七八九两]千[一二三四五六七八九]?百?|[一二三四五六七八九两]百[五]?十?|[一二两三四五]千[五]?"
)
# How many times as long a draft becomes, as words_of_rules has it.
_TIMES = ("2", "0.5", "0.67", "0.75", "0.8", "0.7")
_POINTS = re.compile(rf"(?<!第){NUMBER}(?:小?点|条|项)")
_BESIDE = re.compile(rf"(?P<side>{listed('beside')})")
_NAMED = re.compile(rf"(?:{listed('is called')}|：|:)\s*(?P<h>[^，,。；;：:]{{2,30}})$")
_ADDED = re.compile(
    rf"(?:{listed('inserts')})(?:一|个|下|进去|上|入)*(?:大|小)?(?:块|节|章节?|部分)?(?:的)?(?P<h>[^，,。；;]{{2,30}})$"
)
_TRIM = re.compile(
    rf"^(?:{listed('around a heading')})+"
    r"|(?:的)?(?:这|那|一)?(?:个|大|一)?(?:部分|板块|章节|块|节|章|内容)?"
    rf"(?:{listed('behind a heading')})*$"
)


def rename(wish: Wish) -> do.Action | None:
    section = wish.sections[0] if wish.sections else ""
    heading = _new_name(wish)
    if re.search(
        rf"\w{NUMBER}(?:(?:{telling('as far as', 'joins things')})\w?{NUMBER})?(?:{telling('counted as')})",
        wish.plain.replace(heading, ""),
    ):
        return None  # 履职情况的第二到第六点换成…
    if len(heading) <= _LONGEST_ASKED and says("interrogative", heading):
        return None  # 第三部分现在叫什么
    return do.RenameSection(section, heading) if section and heading and heading != section else None


def _new_name(wish: Wish) -> str:
    fresh = [q for q in wish.quotes if q not in wish.view.headings]
    if fresh:
        return clean(fresh[-1])
    tail = re.split(_TO, wish.plain)
    if len(tail) < 2 or not tail[-1].strip():
        return ""
    heading = clean(wish.text[len(wish.text) - len(tail[-1]) :]).strip("：: ")
    return heading if 2 <= len(heading) <= 40 else ""


def add(wish: Wish) -> do.Action | None:
    plain, beside = wish.plain, {}
    match = _BESIDE.search(plain)
    if match and wish.sections:
        side = "before" if match["side"] in word_set("words_of_wishes", "before") else "after"
        beside = {side: wish.sections[0]}
        plain = plain[match.end() :]
    elif re.search(r"(?:开头|最前面?|前面)(?:加|要有|来|添|插)", plain) and wish.view.headings:
        beside = {"before": wish.view.headings[0]}
    elif wish.view.headings and wish.says("to the end"):
        beside = {"after": next(s.heading for s in reversed(wish.view.sections) if s.level == 1)}
    fresh = [q for q in wish.quotes if q not in wish.view.headings]
    clauses = [plain, *parts_of(plain)]
    found = [m for text in clauses if (m := _NAMED.search(text) or _ADDED.search(text))]
    # What counts or dates something is what the part tells, not its name.
    named = [told for m in found if not amounts_in(told := _TRIM.sub("", m["h"])) and not find_dates(told)]
    heading = fresh[0] if fresh else next(iter(named), "")
    heading = _TRIM.sub("", clean(heading)) or _missed(wish)
    if len(heading) < 2 and wish.content:
        heading = _thing_named(wish) or wish.content[0]
    ok = 2 <= len(heading) <= 30 and heading not in wish.view.headings
    return do.AddSection(heading, **beside) if ok else None


def _thing_named(wish: Wish) -> str:
    """The first thing that is spoken of: 物资保障 of 少了物资保障这块."""
    things = (words for words in wish.content if any("n" in word.tag for word in wish.view.words(words)))
    return next((words for words in things if len(words) > 1), "")


def _missed(wish: Wish) -> str:
    """少了一块，家园配合没写: what is said not to be there."""
    missing, beside = (any_of(words_in("words_of_wishes", key)) for key in ("is missing", "beside missing"))
    match = re.search(
        rf"(?:^|[，,])(?P<h>[^，,。]{{2,12}}?)(?:{beside})?(?:{missing})(?:$|[，,。])", wish.plain
    )
    return wish.text[match.start("h") : match.end("h")] if match else ""


def remove(wish: Wish) -> do.Action | None:
    named = wish.sections_or_numbers
    # 主要做法砍掉三分之一 is of its length.
    is_whole = not any(re.search(listed(times), wish.plain, re.I) for times in _TIMES)
    if _of_blanks().search(wish.plain) or re.search(order_words("a sentence counted"), wish.plain):
        return None  # 组织保障里的待补都删掉, 那一整句别要了
    return do.RemoveSection(named[0]) if len(named) == 1 and is_whole and _exists(wish) else None


@cache
def _of_blanks() -> re.Pattern[str]:
    """What takes out blanks: 里的待补都删掉, where 都空着，删了吧 takes out what is blank."""
    blank, out = any_of(words_in("words_of_wishes", "a blank")), telling("takes out")
    counted = rf"(?:{telling('counted as')}|{telling('before orders')}|{telling('points at', 'some')})*"
    return re.compile(rf"(?:{blank}){counted}(?:{out})|(?:{out})\w{{0,12}}?(?:{blank})")


def _exists(wish: Wish) -> bool:
    return bool(wish.view.sections)


def move(wish: Wish) -> do.Action | None:
    named = wish.sections_by_all_words
    if not named:
        return None
    first, rest = named[0], wish.plain
    what, to, place_told = wish.text.partition("到")
    moved = Wish(what, wish.view).sections_or_numbers if to else []
    if len(named) == 1 and to and not moved:
        return None  # 把这部分放到第二部分后面 says where to, not what
    if len(moved) == 1 and (beside := Wish(place_told, wish.view).sections_or_numbers[:1]):
        named, first = [*moved, *beside], moved[0]
    tops = _beside(first, wish.view)
    if any(amounts_in(run) and run not in first for run in wish.content):
        return None  # 把摔伤3起从存在的问题移到基本情况
    *_, last = parts_of(wish.text) or [""]
    if len(named) == 1 and first not in last and Wish(last, wish.view).content:
        return None  # 实施步骤乱了，巡演应该在总结前面 moves something within it
    if len(named) > 1 and named[1] in tops:
        at = tops.index(named[1]) + 1
        here = tops.index(first) + 1 if first in tops else LAST_PLACE
        if re.search(r"后面?|之后|after", rest[rest.rfind("到") :] if "到" in rest else rest):
            at += here > at
        elif not says("change places", rest):
            at -= here < at
        return do.MoveSection(first, max(at, 1))
    if place := re.search(rf"(?:到|至|成|为|在)第(?P<n>{NUMBER})", rest):
        return do.MoveSection(first, int(values_in(place["n"])[0].middle))
    if says("to the end", rest):
        return do.MoveSection(first, LAST_PLACE)
    if says("to the front", rest):
        return do.MoveSection(first, 1)
    here = tops.index(first) + 1 if first in tops else 0
    if here and says("up", rest):
        return do.MoveSection(first, max(1, here - 1))
    return do.MoveSection(first, here + 1) if here and says("down", rest) else None


def _beside(heading: str, view: View) -> list[str]:
    """The headings of one level and one part that a heading is among; those of the paper's parts where it is none."""
    at = view.headings.index(heading) if heading in view.headings else -1
    if at < 0:
        return [s.heading for s in view.sections if s.level == 1]
    return [view.headings[i] for i in siblings_of(view.sections, at)]


def keep(wish: Wish) -> do.Action | None:
    named = tuple(wish.sections_or_numbers)
    tops = [s.heading for s in wish.view.sections if s.level == 1]
    if re.search(r"最后.{0,6}(?:不要|删|去掉).*(?:留|保留)", wish.plain):
        return None
    if not wish.says("keeps") or (len(named) == 1 and _POINTS.search(wish.plain)):
        return None  # 问题只保留三条 is of its points
    if wish.says("adds") or wish.says("unchanged"):
        return None  # 第四部分加点措施，光有原则 takes nothing away, nor does 保留原样
    return do.KeepSections(named) if named and len(named) < len(tops) and set(named) <= set(tops) else None


def merge(wish: Wish) -> do.Action | None:
    named = wish.sections_by_all_words
    tops = [s.heading for s in wish.view.sections if s.level == 1]
    if len(named) == 1 and re.search(r"最后(?:两|二|2)", wish.plain) and len(tops) > 1:
        named = tops[-2:]
    if len(named) != 2 or not set(named) <= set(tops):
        return None
    first, second = sorted(named, key=tops.index)
    fresh = [q for q in wish.quotes if q not in tops]
    called = re.search(r"叫做?([^，,。“”]{2,20})$", wish.plain)
    return do.MergeSections(first, second, fresh[0] if fresh else called[1] if called else "")


def replace_outline(wish: Wish) -> do.Action | None:
    """The headings that are told; those of one part where it is named before them. What is told to be done
    with headings is none (（二）任务分工改成执勤备战)."""
    text = outline_in(wish.text)
    if not text or any(_orders().search(line) for line in text.splitlines()):
        return None
    return None if heads_one_part(wish.text, wish.view) else do.ReplaceOutline(text)


def heads_one_part(told: str, view: View) -> bool:
    """Whether the name of one part stands before the headings that are told."""
    listed = told.find(without_number(outline_in(told).splitlines()[0]))
    before = Wish(counts_parts().sub("", without_count(told[: max(listed, 0)]).rstrip()), view)
    return before.section in view.headings and not before.says("of an outline")


@cache
def _orders() -> re.Pattern[str]:
    """What is done with a heading."""
    return re.compile(any_of(word for word in words_of_telling(*_DONE_WITH) if len(word) > 1))


def like(wish: Wish) -> do.Action | None:
    return do.LikeReport(" ".join(report_words(wish)))


def report_words(wish: Wish) -> list[str]:
    """The words that name a past report; none for last year's."""
    years = re.findall(r"20\d\d|前年", wish.plain)
    speaking = re.compile(any_of(words_in("words_of_wishes", "of an outline", "last year's")))
    words = [w for w in (speaking.sub("", run) for run in wish.content) if len(w) > 1]
    return list(dict.fromkeys([*years, *wish.quotes, *words]))


def length_of(wish: Wish, now: int) -> int | None:
    """The length in characters that is asked for, from `now`; None where none can be told."""
    plain = plain_digits(wish.plain) if not _LENGTH.search(wish.plain) else wish.plain
    if match := _LENGTH.search(plain) or _bare(wish.plain):
        return _in_range(_number(match.groupdict().get("n") or match.group()))
    for times in _TIMES:
        if re.search(listed(times), wish.plain, re.I) and now:
            return _in_range(round(now * float(times), -1))
    if (chars := chars_of_pages(wish.plain)) is not None:
        return _in_range(chars)
    if now and wish.says("longer") and not wish.says("not short enough"):  # 太短 holds a word of the other
        return _in_range(round(now * 1.5, -1))
    if now and (wish.says("shorter") or "too long" in wish.plain):
        return _in_range(round(now * 0.7, -1))
    return None


def _bare(plain: str) -> re.Match[str] | None:
    """The first number that counts nothing else: 2027年 and 326户 are no lengths."""
    taken = [one.text for one in amounts_in(plain) if is_measured(one, plain)]
    taken += [plain[one.start : one.end] for one in find_dates(plain_digits(plain))]
    found = _BARE.finditer(plain)
    return next((m for m in found if not any(one.startswith(m.group()) for one in taken)), None)


def _number(text: str) -> float:
    text = text.replace(",", "").replace(" ", "")
    scale = 1.0
    if text[-1] in "kK":
        text, scale = text[:-1], 1000.0
    short = re.fullmatch(r"([一二两三四五六七八九])千([一二三四五六七八九])", text)
    if short:  # 一千五 is 1,500
        text += "百"
    values = values_in(text)
    return values[0].middle * scale if values else 0


def _in_range(length: float) -> int | None:
    return int(length) if _LEAST_LENGTH <= length <= _MOST_LENGTH else None


def whole_length(wish: Wish) -> do.Action | None:
    if wish.says("of the title") or measures_the_world(wish.plain):
        return None  # 总长610米 is no paper's
    if wish.says("no limit") or "no limit" in wish.plain.lower():
        return do.SetLength(None)
    length = length_of(wish, wish.view.chars)
    return do.SetLength(length) if length else None


def section_length(wish: Wish) -> do.Action | None:
    section = wish.section or wish.section_or_end
    if not section:
        return None
    if wish.says("no limit") or "no limit" in wish.plain.lower():
        return do.SetLength(None, section)
    # The part's own number is no length.
    rest = re.sub(rf"第{NUMBER}(?:个|大)*(?:部分|块|章|节)", "", wish.plain)
    length = length_of(Wish(rest, wish.view), 0)
    return do.SetLength(length, section) if length else None


def rewrite(how: str, wish: Wish) -> do.Action | None:
    section = wish.section_or_end
    if not section or wish.says("not again"):
        return None
    if wish.sentence:
        return do.RewriteSentence(wish.where, how) if wish.where else None  # type: ignore[arg-type]
    return do.RewriteSection(section, how, items_told(wish, section))  # type: ignore[arg-type]


_ONE_OF = re.compile(r"[份篇个](?:关于|有关)?(?P<t>[\u4e00-\u9fff]{2,10}?)(?:方面|工作)?的[吧呗来]?$")


def _named_by_topic(wish: Wish) -> do.Action | None:
    """再来一份消防的: a paper of the kind on the desk, on another topic."""
    match = _ONE_OF.search(wish.plain.rstrip("。！ "))
    papers = re.findall(PAPER, wish.view.conversation.title)
    title = f"{match['t']}工作{papers[-1]}" if match and papers else ""
    return do.NewDraft(title) if title and wish.view.genre_of(title) else None


def new_draft(wish: Wish) -> do.Action | None:
    """A title that names a kind of paper, from 写 or the like, or bare."""
    if wish.quotes_draft or asks_of_a_paper(wish):
        return None
    plain = wish.plain
    quoted = [q for q in wish.quotes if re.search(PAPER, q)]
    if quoted:
        return do.NewDraft(clean(quoted[0]))
    pieces = [p for p in re.split(r"[，,。：:；;]", wish.text) if re.search(PAPER, p)] or [wish.text]
    piece = max(pieces, key=lambda p: len(p))
    piece = re.sub(
        r"^.*?(?:起草|草拟|撰写|拟写|编写|拟|新建|另写|另起|要写|写成?(?!都)|来|做|出|弄|要|生成|交)(?:好|个)?(?:一(?:份|篇|个|下)|份|篇|个)?(?:关于|有关|与.{1,6}有关的)?",
        "", piece, count=1,
    ) if not re.match(r"(?:19|20)\d\d|关于", piece) else piece  # fmt: skip
    piece = re.sub(r"[，,]?(?:帮我写|帮忙写|谢谢|吧|了|呢|\d+字)+$", "", clean(piece))
    topic = re.search(r"主题(?:是|换成|为)?([^，,。；;]{2,20})", plain)
    paper = re.search(PAPER, plain)
    if topic and paper and topic[1] not in piece:
        piece = f"{topic[1]}工作{paper.group()}"
    if 4 <= len(piece) <= 60 and re.search(PAPER, piece) and wish.view.genre_of(piece):
        return None if names_no_topic(piece) else do.NewDraft(without_lead(piece, wish.view))
    return _named_by_topic(wish) if not paper else None


def new_draft_of_what(wish: Wish) -> do.Action | None:
    """写个总结: a paper that is not said to be about anything."""
    if wish.quotes_draft or asks_of_a_paper(wish):
        return None
    return do.AskTopic(wish.view.genre_of(wish.plain) or "")


def genre(wish: Wish) -> do.Action | None:
    """The genre that is named last and not refused; by its whole name or by an alias."""
    plain = re.sub(r"(?:不是|别用|不要用?|不用|而不是)[^，,。]{2,8}", "，", wish.plain)
    tail = re.split(r"(?:改成|改为|换成|变成|做成|写成|改用|改写成|按照?|用|是|要|：)", plain)[-1]
    named = wish.view.genre_of(tail) or wish.view.genre_of(plain.strip("，, "))
    outline = wish.view.conversation.outline
    return do.ChooseGenre(named) if named and (outline is None or named != outline.genre) else None


def opening(wish: Wish) -> do.Action | None:
    closing = wish.says("of the end")
    if wish.says("none"):
        return do.SetClosing("") if closing else do.SetOpening("")
    if wish.says("complains"):
        return None
    value = wish.quotes[-1] if wish.quotes else ""
    if not value:
        value = wish.after(
            r"(?:换成|改成|改为|改|写上|写给|写|用|加上|加|是给|是|呈报给|：|:|to)(?!称呼|称谓|抬头|一个|上)"
        )
        value = re.sub(r"^(?:称呼|称谓|抬头|一个|上|：|:|，)+|[，,](?:称呼|抬头).*$|的$", "", value).strip(
            "：:，, "
        )
        value = re.sub(r"^.*(?:机关|单位)[：:是]", "", value)
    if not 2 <= len(value) <= 40 or amounts_in(value):
        return None  # who is addressed is not counted
    return do.SetClosing(value) if closing else do.SetOpening(value)


def last_sentence_place(wish: Wish) -> int:
    """Beside the sentence that is counted, else at the beginning or the end."""
    if wish.sentence > 0 and (
        beside := re.search(rf"(?:{telling('behind')})|(?:{telling('ahead')})", wish.plain)
    ):
        return wish.sentence + (re.fullmatch(telling("behind"), beside.group()) is not None)
    return 1 if re.search(r"开头|段首|最前|前面|首", wish.plain) else LAST
