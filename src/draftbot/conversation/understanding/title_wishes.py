"""What a wish about the title asks for: another, or a word of it changed, put before it or taken out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from draftbot.chinese.scripts import normalise
from draftbot.chinese.tagging import ORGANISATION
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.points_named import points_in
from draftbot.conversation.understanding.slot_values import unit_tails
from draftbot.conversation.understanding.told import Told
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import OF, PAPER, clean, is_question, telling

# What is called 标题 and is shorter may be a heading of the paper.
_LONG_TITLE = 8
_LONGEST = 60
_A_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d年(?:度|[上下]半年|第[一二三四]季度)?")


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    def words(key: str) -> str:
        return any_of(words_in("words_of_wishes", key))

    within = words("within the title")
    changed, is_ = words("a word is changed to"), words("is")
    return {
        "nouns": re.compile(words("nouns for a title")),
        "changed": re.compile(changed),
        "old": re.compile(rf"(?:{within})?(?:{OF})?(?P<a>[^，,。{OF}]{{1,12}})$"),
        "new": re.compile(r"[^，,。]{1,12}$"),
        "within": re.compile(rf"(?:{words('nouns for a title')})(?:{within})"),
        "swapped": re.compile(
            rf"(?:{within}){OF}?(?P<a>[^，,。]{{2,{_LONGEST}}}?)(?:{changed})[：:]?(?P<b>[^，,。]{{2,{_LONGEST}}})$"
        ),
        "before the word": re.compile(rf"^.*(?:{within}|{words('takes up')})|(?:{within})+$"),
        "titled": re.compile(rf"(?:{words('titled as')}|[：:]|[，,]{is_})(?P<t>[^，,。]{{4,60}})$"),
        "told": re.compile(
            rf"(?:^|(?<=[，,：:\s])|(?<=[题名]))(?:{words('titled as')}|[：:]|(?<=[，,]){is_})[：:\s]*"
            rf"(?P<q>[“《「])?(?P<t>[^，,。“”《》]{{4,60}}(?:{PAPER}))(?(q)[”》」])[。！!]*$"
        ),
        "put before": re.compile(
            rf"(?:{words('front of the title')})\w?(?:{words('puts before')})(?P<t>[^，,。]{{2,20}})$"
        ),
    }


def title(wish: Wish) -> do.Action | None:
    """A title in quotes, after 改成 and the like, or the present one with a word of it changed."""
    now = wish.view.conversation.title
    if now and wish.says("complains"):
        return None  # 题目怎么成“防汛”了
    if now and (swapped := _forms()["swapped"].search(wish.plain)) and swapped["a"].strip("“”") in now:
        return do.TakeTitle(now.replace(swapped["a"].strip("“”"), clean(swapped["b"])))
    inner = _word_changed(wish)
    named = _forms()["nouns"].split(wish.plain)[-1]
    if (
        now
        and (m := re.search(r"去掉“?([^”“]{1,12}?)”?(?:[一二三四五六七八九两几]个?字)?$", wish.plain))
        and m[1] in now
    ):
        return do.TakeTitle(now.replace(m[1], ""))
    if now and (shorter := _without_kind(wish, now)) != now:
        return do.TakeTitle(shorter)
    if now and (longer := _with_kind(wish, now)) != now:
        return do.TakeTitle(longer)
    if now and (changed := _without_named(wish, now) or _with_unit(wish, now)):
        return do.TakeTitle(changed)
    if now and inner and inner.old:
        if inner.old in now:
            return do.TakeTitle(now.replace(inner.old, inner.new))
        if inner.is_within:
            return None  # no word of the title
    if wish.quotes:
        return _titled(wish, clean(wish.quotes[-1]))
    match = _forms()["titled"].search(named)
    if not match:
        return None
    value = (
        clean(wish.text[len(wish.text) - len(named) :][match.start("t") :]).removeprefix("这样").strip("：: ")
    )
    return do.TakeTitle(value) if re.search(PAPER, value) or len(value) > 5 else None


@dataclass(frozen=True, slots=True)
class _Change:
    """A word of the title and the one for it; `is_within` where the words are said to stand in it."""

    old: str
    new: str
    is_within: bool


def _word_changed(wish: Wish) -> _Change | None:
    """The change that a wish tells last; the 改 of 整改 is part of a word and changes none."""
    forms, plain = _forms(), wish.plain
    for verb in forms["changed"].finditer(plain):
        old, new = forms["old"].search(plain[: verb.start()]), forms["new"].match(plain[verb.end() :])
        if old and new and (plain[verb.start() - 1].isdigit() or not wish.cuts_a_word(verb.start())):
            told = forms["before the word"].sub("", old["a"]).strip("“”")
            return _Change(told, new.group().strip("“”"), forms["within"].search(plain) is not None)
    return None


def title_told(text: str, view: View) -> Told | None:
    """题目不对，应该是某某报告, 就叫“某某报告”: a title that reads as a paper's, behind words for naming one."""
    plain = normalise(text)
    match = _forms()["told"].search(plain)
    if view.draft is None or match is None or len(plain) != len(text):
        return None
    before = Wish(text[: match.start()], view)
    named = _forms()["nouns"].search(before.plain)
    if before.sections or (clean(before.text) and not named) or is_question(before.plain):
        return None
    if _forms()["changed"].search(before.plain):
        return None  # 换个题目，写成… may be another paper
    return Told((do.TakeTitle(clean(text[match.start("t") : match.end("t")])),), surely=True)


def _titled(wish: Wish, quote: str) -> do.Action | None:
    """The quoted title; what shall go is taken out of the one there is, and a 标题 that is named so may be a
    heading's, unless it reads as a paper's."""
    now = wish.view.conversation.title
    if wish.says("deletes") or wish.says("none"):
        return do.TakeTitle(now.replace(quote, "")) if quote in now and quote != now else None
    if now and wish.says("adds") and wish.says("before"):
        return do.TakeTitle(f"{quote}{now}")
    if quote in wish.view.headings or (now and quote in points_in(wish.view)):
        return None
    reads_as_one = (
        bool(re.search(PAPER, quote)) or wish.says("of the whole title") or len(quote) >= _LONG_TITLE
    )
    return do.TakeTitle(quote) if reads_as_one or not now else None


def _without_kind(wish: Wish, title: str) -> str:
    """`title` without what the wish names by its kind: the year, the unit."""
    if not wish.says("none") or wish.quotes:
        return title
    if wish.says("years"):
        return _YEAR.sub("", title)
    unit = wish.view.conversation.facts.unit
    return title.replace(unit, "") if unit and "单位" in wish.plain else title


def _without_named(wish: Wish, title: str) -> str:
    """`title` without what the wish names of it and takes out, its year or words: 标题不要带2025; "" for none."""
    takes_out = any(map(wish.says, ("deletes", "none"))) or re.search(telling("takes out"), wish.plain)
    if wish.quotes or not takes_out or wish.sections or not wish.says("of the title"):
        return ""
    named = [year for year in _A_YEAR.findall(wish.plain) if year in title]
    if named:
        spans = [m for m in _YEAR.finditer(title) if named[-1] in m.group()]
        return title[: spans[0].start()] + title[spans[0].end() :] if spans else title.replace(named[-1], "")
    words = [run for run in wish.content if len(run) > 1 and run in title and not re.fullmatch(PAPER, run)]
    rest = title.replace(words[0], "") if len(words) == 1 else ""
    return rest if re.search(PAPER, rest) and rest != title else ""


def _with_unit(wish: Wish, title: str) -> str:
    """`title` with the unit that the wish names last, where a noun for such a unit stands or before all of it:
    题目里加上我们园名某某幼儿园; "" for none."""
    puts = re.search(any_of(words_in("words_of_wishes", "puts before", "adds")), wish.plain)
    unit = _unit_named_last(wish)
    if (
        wish.quotes
        or not puts
        or not wish.says("of the title")
        or unit in title
        or not unit.endswith(unit_tails())
    ):
        return ""
    period = _YEAR.match(title)
    start = period.end() if period else 0
    tails = (unit[i:] for i in range(1, len(unit) - 1))
    noun = next((tail for tail in tails if title.startswith(tail, start)), "")
    return f"{title[:start]}{unit}{title[start + len(noun) :]}" if noun else f"{unit}{title}"


def _unit_named_last(wish: Wish) -> str:
    """The unit's name that a wish ends with: behind a word for it, else as the tagger finds it; "" for none."""
    plain = wish.plain.rstrip("。！ ")
    named, called = (any_of(words_in("words_of_wishes", key)) for key in ("a unit's name", "calls it"))
    if match := re.search(rf"(?:{named})(?:{called}|[：:])?(?P<u>[^，,。：:]{{3,20}})$", plain):
        return match["u"]
    words = [word for word in wish.view.words(plain) if word.text.strip()]
    return words[-1].text if words and words[-1].tag == ORGANISATION else ""


def _with_kind(wish: Wish, title: str) -> str:
    """`title` with what the wish names by its kind before it: the year, the unit."""
    if not wish.says("adds") or wish.quotes or re.search(r"\d", wish.plain):
        return title
    facts = wish.view.conversation.facts
    named = _forms()["put before"].search(wish.text)
    if named and not any(wish.says(kind) for kind in ("years", "of signing")) and "单位" not in wish.plain:
        return f"{named['t']}{title}"
    if wish.says("years") and not _YEAR.search(title):
        return f"{wish.view.today.year}年{title}"
    return f"{facts.unit}{title}" if facts.unit and "单位" in wish.plain else title
