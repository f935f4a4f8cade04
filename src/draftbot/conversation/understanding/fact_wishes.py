"""What a wish about facts, names and dates asks for, if it states one."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache

from draftbot.chinese.measures import measures
from draftbot.chinese.numerals import HAN, plain_digits
from draftbot.chinese.periods import find_periods, with_years
from draftbot.chinese.quantities import find_quantities
from draftbot.chinese.replacing import occurrences_of
from draftbot.chinese.scripts import normalise
from draftbot.chinese.tagging import ORGANISATION, PERSON
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.understanding.offices_written import office_written
from draftbot.conversation.understanding.shape import without_courtesies
from draftbot.conversation.understanding.statements import (
    asks_or_corrects,
    counts_in_the_world,
    orders_so_many,
    puts_together,
    speaks_of_the_paper,
    tells_a_trouble,
    tells_when,
    without_gaining_time,
)
from draftbot.conversation.understanding.wish import Wish, says
from draftbot.conversation.understanding.words import NUMBER, POLITE, clean, count_of
from draftbot.facts.amounts import Amount, amounts_in
from draftbot.facts.figures_told import DAY, DAYS, figures_told, months_told, said_for
from draftbot.facts.sheet import written_date

# What asks, orders or complains states nothing, whatever figures stand in it.
_ASKS = re.compile(
    r"[？?]|(?:吗|么|呢)[。！!]?$|^(?:请|帮|给我|把|将|别|不要|能不能|可不可以|为什么|为啥|怎么|咋)"
)
_A_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WHEN = re.compile(r"(?:19|20)\d\d\s*年度?|\d{1,2}月份?|\d{1,2}[日号]")
_LONGEST_LEADER = 40
_LEAST_OF_A_FACT = 4
_TIMES = "times"  # the kind of measures that count how often
# Words that name nobody: 落款也写它.
_NAMELESS = frozenset(("r", "p", "u", "d", "c", "xc", "w", "v", "q", "f"))
_BUT_NOT = re.compile(
    r"(?P<new>[^，,。]{0,12}?)[，,]?\s*(?:而)?不是(?P<old>[^，,。]{1,15})$|(?P<new2>\S+),?\s*not\s+(?P<old2>\S+)"
)
_INTO = re.compile(
    r"(?:把|将|刚才说的|前面说的|原来的?)*(?P<old>[^，,。把将]{1,20}?)(?:改[成为]|换[成为]|更正为|修正为|改)(?P<new>[^，,。]{1,20})$"
)


@cache
def _not_but() -> re.Pattern[str]:
    """参加的不是320是302, though it looks like 是302不是320 from its beginning on."""
    denied, rather, is_ = (any_of(words_in("words_of_wishes", key)) for key in ("denied", "rather", "is"))
    return re.compile(
        rf"(?:{denied})(?P<old>(?:(?!{is_})[^，,。]){{1,15}})[，,]?\s*(?:{rather})?(?:{is_})(?P<new>[^，,。]{{1,15}})"
    )


@cache
def _led_by() -> re.Pattern[str]:
    """What leads a fact in: 补一条：, 还有数据，"""
    again, put, one, kinds, words = (
        any_of(words_in("words_of_wishes", f"facts led by {key}"))
        for key in ("again", "putting", "one", "kinds", "words")
    )
    return re.compile(rf"^(?:(?:{again})*(?:{put})(?:{one})(?:{kinds})?|{words})[：:，,\s]+")


@cache
def _written_in() -> re.Pattern[str]:
    """What is to be done with a fact, behind it: 买了雨衣35件，写进去."""
    before, written = (
        any_of(words_in("words_of_wishes", key)) for key in ("written in before", "written in")
    )
    return re.compile(rf"[，,\s]*(?:{before})*(?:{written})[吧哈]*[。！!]*$")


def _without_one_more(text: str) -> str:
    """再加一条志愿者26人 without what only says that another fact follows."""
    again, put, one = (
        any_of(words_in("words_of_wishes", f"facts led by {key}")) for key in ("again", "putting", "one")
    )
    rest = re.sub(rf"^(?:{again})+(?:{put})(?:{one})", "", text)
    return rest if figures_told(rest) else text


def add_fact(wish: Wish) -> do.Action | None:
    """A statement about the world, with a figure or of what happened; what speaks of the paper is none."""
    text = clean(_without_one_more(_led_by().sub("", _written_in().sub("", wish.text))))
    told = Wish(without_courtesies(text), wish.view)
    said_beside = _WHEN.sub("", text)  # a time alone states nothing
    if _ASKS.search(without_gaining_time(wish.plain)) or len(said_beside) < _LEAST_OF_A_FACT:
        return None
    if wish.quotes_draft or speaks_of_the_paper(told) or asks_or_corrects(told) or orders_so_many(told):
        return None
    if puts_together(told):
        return None
    states = counts_in_the_world(text) or tells_when(told) or tells_a_trouble(told)
    return do.AddFact(text) if states else None


def change_fact(wish: Wish) -> do.Action | None:
    """Which fact is meant is told by the old words, else by what is counted."""
    sheet = wish.view.conversation.facts
    facts = [fact.text for fact in sheet.facts]
    for pattern in (_not_but(), _BUT_NOT, _INTO):
        if match := pattern.search(wish.plain):
            groups = {k: v for k, v in match.groupdict().items() if v}
            old, new = (
                clean(next((v for k, v in groups.items() if k.startswith(key)), "")) for key in ("old", "new")
            )
            if action := _changed(facts, old, new) or _elsewhere(wish, old, new):
                return action
    return _of_two(wish, facts) or _by_amount(wish, facts)


def _of_two(wish: Wish, facts: list[str]) -> do.Action | None:
    """320人弄错了，是302人: of two amounts the one that a fact holds for the one that none holds, which says
    nothing else that it counts."""
    told = amounts_in(normalise(wish.text))
    if len(told) != 2 or _count_apart(normalise(wish.text)):
        return None
    held = [[f for f in facts if any(_is_same(a, one) for a in amounts_in(normalise(f)))] for one in told]
    for (old, new), (having, others) in zip((told, told[::-1]), (held, held[::-1]), strict=True):
        if len(having) == 1 and not others and new.measure in ("", old.measure):
            same = next(a for a in amounts_in(normalise(having[0])) if _is_same(a, old))
            return _change_of(having[0], same, normalise(wish.text), new)
    return None


def _count_apart(plain: str) -> bool:
    """Whether two figures each say what they count, and not the same: 4个是问题，安全阀是8只."""
    said = frozenset((*words_in("words_of_wishes", "puts right"), *words_in("words_of_wishes", "is wrong")))
    matters = [
        matter
        for one in figures_told(plain)
        if (matter := {w for w in one.matter if not any(word in w for word in said)})
    ]
    return len(matters) > 1 and matters[0].isdisjoint(matters[1])


def _is_same(one: Amount, other: Amount) -> bool:
    return one.value == other.value and one.measure == other.measure


def _counts_alike(one: str, other: str) -> bool:
    """Whether two measures count the same: 三回 and 2次."""
    known = measures()
    return one == other or (
        one in known and other in known and known[one].kind == known[other].kind == _TIMES
    )


def _elsewhere(wish: Wish, old: str, new: str) -> do.Action | None:
    """What was never a fact may stand among the leaders or in the draft."""
    held = [leader for leader in wish.view.conversation.facts.leaders if old in leader]
    if len(held) == 1:
        return do.ChangeFact(old, new, held[0])
    is_pair = bool(new) and all(bool(told(old)) == bool(told(new)) for told in (figures_told, months_told))
    return do.ReplaceText(old, new) if len(old) > 1 and is_pair and old in wish.view.text else None


def _changed(facts: list[str], old: str, new: str) -> do.Action | None:
    """The longest end of `old` that a fact holds, changed into `new`."""
    if not old or not new or bool(months_told(old)) != bool(months_told(new)):
        return None  # a month is put right by another, and by no sentence around it
    olds, news = amounts_in(normalise(old)), amounts_in(normalise(new))
    if len(olds) == len(news) == 1:
        held = [f for f in facts if any(a.value == olds[0].value for a in amounts_in(normalise(f)))]
        if len(held) == 1:
            same = next(a for a in amounts_in(normalise(held[0])) if a.value == olds[0].value)
            return _change_of(held[0], same, new, news[0])
    held = [f for f in facts if old in f]
    # 沙袋改成180个 changes how many, not the word.
    return do.ChangeFact(old, new, held[0]) if len(held) == 1 and bool(olds) == bool(news) else None


def _change_of(fact: str, old: Amount, text: str, new: Amount) -> do.ChangeFact:
    """The amount `old` of a fact for `new` of a text, with the measure where both have one, so
    that 3次 is not taken for the 3 of 3月."""
    if old.measure == new.measure:
        return do.ChangeFact(_said(fact)[old.start : old.end], _said(text)[new.start : new.end], fact)
    return do.ChangeFact(_figure(fact, old), _figure(text, new), fact)


def _said(text: str) -> str:
    """The text as it stands, where the offsets of its normal form hold in it."""
    plain = normalise(text)
    return text if len(plain) == len(text) else plain


def _figure(text: str, amount: Amount) -> str:
    return re.sub(rf"[^\d.,%％{HAN}]+$", "", _said(text)[amount.start : amount.end])


def _by_amount(wish: Wish, facts: list[str]) -> do.Action | None:
    """演练其实是3次: the one figure of the facts that counts drills. What is said to be wrong is no news."""
    plain = normalise(wish.text)
    news = figures_told(plain)
    if len(news) != 1 or wish.says("is wrong"):
        return None
    new, measure = news[0], news[0].measure or _counted(plain)
    alike = [
        (len(new.matter & one.matter), fact, one)
        for fact in facts
        for one in figures_told(fact)
        if one.kind == new.kind and (not measure or _counts_alike(one.measure, measure))
    ]
    most = max((score for score, _, _ in alike), default=0)
    best = [(fact, one) for score, fact, one in alike if score == most]
    if len(best) != 1 or (new.matter and not most) or best[0][1].values == new.values:
        return None
    fact, old = best[0]
    return do.ChangeFact(*said_for(old, fact, new, plain), fact)


def _counted(text: str) -> str:
    """The measure that 人数 or 次数 speaks of; "" where none does."""
    named = re.search(r"(\w)数(?!据|字)", text)
    return named[1] if named and find_quantities(f"3{named[1]}") else ""


def _meant(wish: Wish) -> str:
    """The one fact that is spoken of; "" where none or several are."""
    facts = [fact.text for fact in wish.view.conversation.facts.facts]
    if match := re.search(rf"第({NUMBER})条", wish.plain):
        n = count_of(match[1])
        return facts[n - 1] if 0 < n <= len(facts) else ""
    if re.search(any_of(words_in("words_of_wishes", "the last fact")), wish.plain) and facts:
        named = [held[-1] for word in wish.content if (held := _holding(word, facts))]
        return named[0] if named else facts[-1]
    for word in (*wish.quotes, *wish.content):
        parts = [w.text for w in wish.view.words(word) if len(w.text) > 1]
        for part in (word, *parts):
            if held := _holding(part, facts):
                return held[0] if len(held) == 1 else part if wish.says("every") else ""
    figures = [held[0] for d in re.findall(r"\d+", wish.plain) if len(held := _holding(d, facts)) == 1]
    return figures[0] if figures else ""


def _holding(word: str, facts: list[str]) -> list[str]:
    stands = occurrences_of(word)
    return [fact for fact in facts if stands.search(fact)]


def remove_fact(wish: Wish) -> do.Action | None:
    meant = _meant(wish)
    return do.RemoveFact(meant) if meant else None


def remove_absent_fact(wish: Wish) -> do.Action | None:
    """What is named, where neither a fact nor the draft tells of it."""
    named = [*wish.quotes, *wish.content]
    return do.RemoveFact(named[0]) if named and named[0] not in wish.view.text else None


def clear_facts(wish: Wish) -> do.Action | None:
    """All facts, where the wish speaks of what was given, and does not complain that it is gone."""
    return do.ClearFacts() if wish.says("of facts given") and not wish.says("complains") else None


def move_fact(wish: Wish) -> do.Action | None:
    meant, section = _meant(wish), wish.section_or_end
    return do.MoveFact(meant, section) if meant and section else None


def add_quoted_fact(wish: Wish) -> do.Action | None:
    """What is quoted and told nowhere, for the part that is named: “一渠一牌”放进主要工作里."""
    is_new = len(wish.quotes) == 1 and wish.quotes[0] not in wish.view.text
    section = wish.section_or_end if is_new else ""
    return do.AddFact(wish.quotes[0], section) if section and wish.quotes[0] not in section else None


def leader(wish: Wish) -> do.Action | None:
    """An office with a name, or a name that the tagger finds; an office told without a person is a fact."""
    if (named := office_written(wish)) and not _ASKS.search(wish.plain):
        return do.AddLeader(named)
    if wish.quotes_draft or speaks_of_the_paper(wish) or asks_or_corrects(wish):
        return None
    persons = [word.text for word in wish.view.words(wish.text) if word.tag == PERSON]
    leads, ours = (any_of(words_in("words_of_wishes", key)) for key in ("leads a leader", "ours"))
    text = clean(re.sub(rf"^(?:(?:{leads})[：:]|{ours})", "", wish.text))
    if not 3 <= len(text) <= _LONGEST_LEADER or _ASKS.search(wish.plain):
        return None
    if persons or ("，" not in text and re.search(r"(?:[叫由：:]|[是为]\w{2,4}(?:[和与、]\w{2,4})?$)", text)):
        return do.AddLeader(text)
    return do.AddFact(text) if len(text) > _LEAST_OF_A_FACT else None


def period(wish: Wish) -> do.Action | None:
    """As written, with 今年 and 去年 as years of the title's, else of today. A day by itself signs the paper,
    and days of a month without a year say when something was done."""
    plain = wish.plain
    days = [figure for figure in figures_told(plain) if figure.kind in (DAY, DAYS)]
    if days and days[0].kind == DAY:
        before, behind = plain[: days[0].start], plain[days[0].end :]
        is_all = re.fullmatch(r"\s*(?:\d{4}\D)?", before) and not clean(behind)
        return do.SetFact("date", _day(wish)) if is_all else None
    if days and not _A_YEAR.search(plain):
        return None
    if days and days[0].kind == DAYS and (whole := re.search(r"(?:19|20)\d\d(?=\D)", plain)):
        return do.SetFact("period", plain[whole.start() : days[0].end])
    base = wish.view.year
    plain = with_years(plain, base)
    plain = re.sub(r"(\d{4}年)的", r"\1", plain)
    plain = (
        re.sub(
            r"^.*?(?:改成|改为|换成|不是[^，,]*[，,]\s*是?|时间段?是|时段[：:是]|期间[为是]|范围|报告期是)",
            "",
            plain,
        )
        or plain
    )
    if match := re.search(
        r"(?<!\d)(?:19|20)\d\d(?!\d)年?(?:[一-龥\d—－至到\-~]*(?:月份?|年|学期|季度|半年|年度|学年|底))?",
        plain,
    ):
        value = match.group().removesuffix("的")
        return do.SetFact("period", value if not value.isdigit() else f"{value}年")
    if match := re.search(
        r"(?:本|上|这|这个|下)?(?:第?[一二三四1-4]季度|前[一二三]季度|前[一二三]个?季度|学期|半年|上半年|下半年|第[一二]学期|月|\d{1,2}月?(?:至|到|-)\d{1,2}月|全年|近[一二三]年|年度)",
        plain,
    ):
        told = match.group()
        if len(told) == 1:
            return None
        whole = re.fullmatch(r"全年|本?年度", told)
        return do.SetFact(
            "period",
            f"{base}年"
            if whole
            else told
            if re.match(r"本|这", told)
            else f"{base}年{told}"
            if not find_periods(told)
            else told,
        )
    return None


def sign(wish: Wish) -> do.Action | None:
    plain = wish.plain
    dated = re.search(r"日期|时间|date", plain)
    if says("none", plain):
        return do.SetFact("date" if dated else "author", "")
    day = _day(wish)
    if day:
        return do.SetFact("date", day)
    if dated and wish.says("adds"):
        return do.SetFact("date", written_date(wish.view.today.isoformat()))
    name = clean(match["v"]) if (match := _signed().search(wish.text)) else ""
    name = re.sub(r"^(?:上|写|的)|的名字?$", "", name) or _named_last(wish)
    if name in words_in("words_of_wishes", "the unit's name") or _signs_itself().search(plain + name):
        name = wish.view.conversation.facts.unit
    words = wish.view.words(name)
    if words and (words[0].tag in _NAMELESS or all(word.tag in _NAMELESS for word in words)):
        return None
    return do.SetFact("author", name) if 2 <= len(name) <= 30 and not dated else None


@cache
def _signs_itself() -> re.Pattern[str]:
    """加上单位名称, 单位和日期: the unit that is on the desk."""
    begins, named = (any_of(words_in("words_of_wishes", key)) for key in ("signing begins", "unit signs"))
    return re.compile(rf"^(?:{begins})|{named}")


def _named_last(wish: Wish) -> str:
    """最底下写芦花荡幼儿园后勤办: whoever is named last, where the wish ends with the name."""
    words = [word for word in wish.view.words(wish.text.rstrip("。！ ")) if word.text.strip()]
    return words[-1].text if words and words[-1].tag in (ORGANISATION, PERSON) else ""


@cache
def _signed() -> re.Pattern[str]:
    """The name behind the words of signing that stand last."""
    signing, behind = (any_of(words_in("words_of_wishes", key)) for key in ("of signing", "behind signing"))
    return re.compile(
        rf"(?:{signing}){POLITE}(?:改|[：:，,]|{behind})*(?P<v>(?!.*(?:落款|署名))[^，,。；;]{{2,20}})$"
    )


def _day(wish: Wish) -> str:
    """A day that is told, in words or in figures, as a 公文 writes it."""
    plain, today = wish.plain, wish.view.today
    for word, days in (("今天", 0), ("今日", 0), ("当天", 0), ("today", 0), ("昨天", -1), ("明天", 1)):
        if word in plain:
            return written_date((today + timedelta(days=days)).isoformat())
    year = wish.view.year
    if "年底" in plain:
        return f"{year}年12月31日"
    if match := re.search(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})", plain_digits(plain)):
        return written_date("-".join(match.groups()))
    match = re.search(r"(\d{1,2})月(\d{1,2})[日号]", plain_digits(plain))
    return f"{year}年{match[1]}月{match[2]}日" if match else ""
