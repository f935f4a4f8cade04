"""What a part is to tell, told with the order for it: 困难就写：缺人手；产业单一, 加一块教研：发表论文4篇."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from draftbot.chinese.enumerators import enumerators_in, without_enumerator
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import (
    clauses_of,
    items_of,
    parts_of,
    without_quoted,
)
from draftbot.conversation.understanding.making import MAKE
from draftbot.conversation.understanding.naming import by_role
from draftbot.conversation.understanding.of_the_fact import matter_of
from draftbot.conversation.understanding.outline_text import is_pasted_outline
from draftbot.conversation.understanding.outline_wishes import last_sentence_place
from draftbot.conversation.understanding.piece import TALK, names_nothing
from draftbot.conversation.understanding.points_named import points_in
from draftbot.conversation.understanding.reading import Likely, MessageReader
from draftbot.conversation.understanding.texts_told import is_bare_label, only_signs
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import (
    NUMBER,
    bare,
    clean,
    count_of,
    listed,
    so_many_of_them,
    telling,
    unquoted,
)
from draftbot.domain import Role
from draftbot.facts.amounts import amounts_in

_SURE, _HALF = 0.6, 0.5
_COLONS = "：:"
_LONGEST_ORDER, _LONGEST_TOLD = 24, 1500
_ADDS, _STATES, _RENAMES, _SHOWN = "outline.add", "fact.add", "outline.rename", 2
_OTHER_TEXTS = frozenset(("blank.fill", "leader.add", "facts.show", "closing", "search", "fact.add"))
_PUTS = frozenset(("outline.move", "fact.move", "sentence.move", "passage.use"))
# What behind facts is said of the paper.
_ORDERS = _PUTS | frozenset(
    ("outline.keep", "outline.remove", "outline.replace", "sentence.delete", "text.delete", "blank.delete",
     "draft.rewrite", "section.rewrite", "facts.clear", "fact.remove", "undo")
)  # fmt: skip
# Orders that take the text behind them for something else than what a part tells.
_TAKE_TEXT = frozenset(
    ("outline.rename", "outline.replace", "outline.merge", "outline.keep", "outline.move", "title", "opening",
     "sign", "unit", "period", "text.replace", "text.delete", "search", "fact.change", "fact.remove")
)  # fmt: skip
_TOLD = re.compile(
    rf"(?P<order>[^：:《》【】。！!；;\n]{{2,{_LONGEST_ORDER}}})[：:]\s*(?P<told>.+)", re.DOTALL
)
# What is told in so many characters, or in clauses, is no heading.
_LONGEST_HEADING = 16
_SHORTEST, _LEAST_HEADINGS = 2, 2
TELLS_NO_WORK = frozenset((Role.PROBLEMS, Role.PLANS, Role.CLOSING, Role.EXPERIENCE))
_OTHERWISE = frozenset(
    ("outline.rename", "outline.replace", "outline.keep", "sentence.edit", "text.replace", "title")
)

# 加一句：… tells a sentence for the draft, and no fact.
_A_SENTENCE = re.compile("句话?$")


def told_of_a_part(line: str, view: View, reader: MessageReader) -> list[do.Action]:
    """The facts that a line tells for one part, each with the part that it is to stand in, a new part
    before them; [] for any other line."""
    if not view.sections or len(line) > _LONGEST_ORDER + _LONGEST_TOLD:
        return []
    match = _TOLD.fullmatch(line)
    if match is not None and without_quoted(line)[match.end("order")] in _COLONS:
        told, behind = _without_orders(unquoted(match["told"]), view, reader)
        only = [order for order in behind if _of_the_rest().fullmatch(Wish(order, view).plain)]
        actions = _behind_an_order(Wish(match["order"], view), told, bool(only), reader) if told else []
        actions += _renamed_before(match["order"], view, reader) if actions else []
        return _placed(actions, [one for one in behind if one not in only], view) if actions else []
    first, *rest = parts_of(line)
    if not rest or len(clauses_of(line)) > 1:
        return []
    if inside := _stated_inside(Wish(first, view), "，".join(rest), reader):
        return inside
    return _new_part_with(first, "，".join(rest), view, reader) or _ordered_behind(line, view, reader)


def _renamed_before(order: str, view: View, reader: MessageReader) -> list[do.Action]:
    """存在的不足改名叫存在问题，写四条: what the part is to be called, said before what it tells."""
    parts = parts_of(order)[:-1]
    read = reader.read(parts, view.headings) if parts else []
    named = [part for part, likely in zip(parts, read, strict=True) if _is_sure(likely, _RENAMES)]
    return [one for part in named if (one := MAKE[_RENAMES](Wish(part, view))) is not None]


def told_for_no_part(line: str, view: View, reader: MessageReader) -> list[do.Action]:
    """A text told behind a name that no part has, whole, with the parts that it may be for; [] where none is
    told so: 廉洁自律情况：严格执行…."""
    match = _TOLD.fullmatch(line) if view.sections and view.draft else None
    order = Wish(match["order"], view) if match else None
    if (
        match is None
        or order is None
        or order.section
        or order.quotes
        or order.sentence
        or "，" in order.plain
    ):
        return []
    if is_pasted_outline(line) or order.says("of an outline") or order.says("of the title"):
        return []
    best, told = (
        reader.read([order.text], view.headings)[0][0],
        reader.read([match["told"]], view.headings)[0][0],
    )
    is_told = bool(enumerators_in(match["told"])) or (told.name == _STATES and "，" in match["told"])
    takes_text = best.name in _TAKE_TEXT or best.name in _OTHER_TEXTS or _how_told(order) == "adds to"
    if not is_told or (takes_text and best.likelihood >= _HALF and _how_told(order) not in _INSTEAD):
        return []
    common = words_in("words_of_wishes", "in all headings")
    words = {word.text for word in view.words(order.plain) if len(word.text) > 1 and word.text not in common}
    near = order.sections or [h for h in view.headings if any(word in h for word in words)]
    parts = [do.TellPart(match["told"], heading, only=True) for heading in near[:_SHOWN]]
    return [do.NotUnderstood(line, (*parts, do.AddFact(bare(match["told"]))))]


def with_part_named(message: str, view: View) -> str:
    """现状部分别写甲。改成：… with the part that is spoken of before the order that names none."""
    bare = re.search(rf"(?<=[。；;！!，,])(?={_bare_order().pattern}[：:])", message)
    part = Wish(message[: bare.start()], view) if bare and view.sections else None
    if bare is None or part is None or not part.section or part.sentence or part.section not in view.headings:
        return message
    before = message[: bare.start()].rstrip("，,")
    *earlier, last = re.split("(?<=[。；;！!])", before)
    wish = Wish(last, view)
    if re.search(telling("takes out"), wish.plain) and all(word in wish.section for word in wish.content):
        before = "".join(earlier)  # 问题里的都删去，换成：… is one order
    return f"{before}{'。' if before else ''}{part.section}{message[bare.start() :]}"


@cache
def _bare_order() -> re.Pattern[str]:
    return re.compile(rf"(?:{telling('puts otherwise')})(?:这[几两三四五])?[条点项个]?")


def _behind_an_order(order: Wish, told: str, only: bool, reader: MessageReader) -> list[do.Action]:
    """The order names a part, or adds one, and what stands behind its colon is for it."""
    likely = reader.read([order.text], order.view.headings)[0]
    if _is_sure(likely, _ADDS):
        return _added(order, told)
    if (point := _point_in(order)) and (how := _how_told(order)) in _INSTEAD:
        return [do.TellPart(told, point[1], only or how == "instead", point[0])]
    if order.sentence or order.names_an_item or not order.section:
        return []
    if _A_SENTENCE.search(order.plain):
        is_added = _how_told(order) == "adds to" and told.count("“") == told.count("”")
        return [do.AddSentence(bare(told), order.section, last_sentence_place(order))] if is_added else []
    if any(quote not in order.section for quote in order.quotes):
        return []
    if order.numbers_of_sections and is_pasted_outline(f"{order.text}：{told}"):
        return []  # 分三部分：一、…
    how = _how_told(order)
    best = likely[0]
    takes_text = best.name in _TAKE_TEXT or best.name.startswith("sentence.")
    takes_text = takes_text and not is_bare_label(order)
    is_text = how in _INSTEAD and best.name in _OTHERWISE and _is_no_heading(told)
    if takes_text and best.likelihood >= _HALF and not is_text:
        return []
    if order.says("at the front") and how == "writes":
        return [do.AddSentence(bare(told), order.section, 1)]
    if not how and not only and len(items_of(told)) > 1 and enumerators_in(told):
        how = "writes"  # 问题：一是…；二是…
    if how == "instead" and not _is_named(order):
        return []
    told = _as_counted(told, order)
    if (how == "adds to" and not only) or not (how or only) or not _is_named(order):
        return _stated(told, order.section)
    if how == "instead" and (headings := _headings(told, order)):
        return [do.SetPoints(order.section, headings)]
    return [do.TellPart(told, order.section, only or how == "instead")]


def _as_counted(told: str, order: Wish) -> str:
    """A text told in as many clauses as its order counts, each an item: 问题写三条：甲，乙，丙."""
    counted = re.search(rf"(?P<n>{NUMBER})(?:{telling('counted as')})$", order.plain)
    parts = parts_of(told.rstrip("。"))
    is_so_many = counted and len(clauses_of(told)) == 1 and count_of(counted["n"]) == len(parts) > 1
    return "；".join(parts) if is_so_many else told


def _headings(told: str, order: Wish) -> tuple[str, ...]:
    """The small headings that are told for a part of the work; () where what is told says something."""
    part = next((one for one in order.view.sections if one.heading == order.section), None)
    items = [clean(without_enumerator(item)) for item in items_of(told)]
    if part is None or part.level > 1 or part.role in TELLS_NO_WORK or len(items) < _LEAST_HEADINGS:
        return ()
    are_short = all(_SHORTEST <= len(item) <= _LONGEST_HEADING and "，" not in item for item in items)
    return tuple(items) if are_short and not any(map(amounts_in, items)) else ()


def _point_in(order: Wish) -> tuple[str, str] | None:
    """The small heading of the draft that an order names whole, and the part that it stands in."""
    named = [one for one in points_in(order.view) if one in order.plain and one not in order.view.headings]
    if not named or order.sentence or order.view.draft is None:
        return None
    point = max(named, key=len)
    text = points_in(order.view)[point]
    parts = [s.heading for s in order.view.draft.sections if any(text == one.text for one in s.sentences)]
    return (point, parts[0]) if len(parts) == 1 else None


def _how_told(order: Wish) -> str:
    """Whether an order writes a part, writes it instead of what stands there, or adds to it; "" for neither."""
    said = order.plain.replace(order.section, "")
    if re.search(rf"(?:{telling('inside')})(?:{telling('writes')})", said):
        return "adds to"
    if re.search(rf"(?:{telling('tells anew')})$", said) and not re.search(telling("instead"), said):
        return "writes"  # 下一步工作我自己说
    return next((key for key in ("adds to", "instead", "writes") if re.search(telling(key), said)), "")


def _is_no_heading(told: str) -> bool:
    return len(told) > _LONGEST_HEADING or len(items_of(told)) > 1 or bool(amounts_in(told))


def _is_named(order: Wish) -> bool:
    """Whether an order speaks of the part itself, and not of something that stands in it."""
    if order.numbers_of_sections or order.section in order.plain or order.section in order.quotes:
        return True
    titles = any_of(words_in("words_of_wishes", "of the title"))
    apart = telling("instead", "writes", "pieces", "this")
    said = re.sub(rf"{apart}|小?(?:{titles})", "，", order.plain)
    runs = [run for run in Wish(said, order.view).content if not by_role(order.view, [run])]
    return all(word.text in order.section for run in runs for word in order.view.words(run))


def _without_orders(told: str, view: View, reader: MessageReader) -> tuple[str, list[str]]:
    """What is told, without what behind it is ordered of the paper (放在经验体会后面, 其余的不要), and these."""
    clauses = clauses_of(told)
    parts = [part for clause in clauses for part in parts_of(clause)]
    if len(parts) < 2:
        return told, []
    first = parts_of(clauses[0])
    if len(clauses) > 1 and all(map(_only_this().fullmatch, first)):
        rest = told[told.index(clauses[1], told.index(first[-1])) :]
        text, behind = _without_orders(rest, view, reader)
        return text, [*(part for part in first if _of_the_rest().fullmatch(part)), *behind]
    texts = list(dict.fromkeys((*clauses, *parts)))
    read = dict(zip(texts, reader.read(texts, view.headings), strict=True))
    kept: list[str] = []
    orders: list[str] = []
    for n, clause in enumerate(clauses):
        if n and _is_order(Wish(clause, view), read[clause]):
            orders.append(clause)
            continue
        ordered = [p for p in parts_of(clause) if p != parts[0] and _is_order(Wish(p, view), read[p])]
        orders += ordered
        kept.append("，".join(part for part in parts_of(clause) if part not in ordered))
    return ("；".join(filter(None, kept)) if orders else told), orders


def _is_order(wish: Wish, likely: Sequence[Likely]) -> bool:
    """Whether a part of what is told is surely read as an order: of all, or of a place; with a figure
    only where it names a place or quotes the draft."""
    ordered = sum(one.likelihood for one in likely if one.name in _ORDERS)
    if only_signs(wish.text, wish.view):
        return True
    is_sure = ordered >= _SURE or _of_the_rest().fullmatch(wish.plain) is not None
    names = bool(wish.numbers_of_sections or wish.sentence or any(q in wish.view.text for q in wish.quotes))
    does = _does().search(wish.plain) is not None
    return is_sure and does and (names or not amounts_in(wish.text))


def _placed(actions: Sequence[do.Action], orders: Sequence[str], view: View) -> list[do.Action]:
    """A new part stands where it is ordered to; other orders are told not to be done."""
    placed = list(actions)
    left = []
    for order in orders:
        wish = Wish(order, view)
        new = placed[0]
        if isinstance(new, do.AddSection) and wish.section and not (new.after or new.before):
            is_before = wish.says("before")
            placed[0] = do.AddSection(
                new.heading, "" if is_before else wish.section, wish.section if is_before else ""
            )
        else:
            left.append(do.NotUnderstood(order))
    return [*placed, *left]


def _new_part_with(first: str, rest: str, view: View, reader: MessageReader) -> list[do.Action]:
    """加一部分叫下阶段安排，写7月开展整治: a new part, and behind the comma what it tells."""
    if not _writes().match(rest):
        return []
    adds, states = reader.read([first, rest], view.headings)
    is_told = _is_sure(adds, _ADDS) and _is_sure(states, _STATES)
    return _added(Wish(first, view), rest) if is_told else []


def _ordered_behind(line: str, view: View, reader: MessageReader) -> list[do.Action]:
    """Facts, and behind them where they shall stand: 发了问卷600份，收回588份，单独成一部分."""
    *said, last = parts_of(line)
    facts = [part for part, likely in zip(said, reader.read(said), strict=True) if likely[0].name not in TALK]
    text, order = "，".join(facts), Wish(last, view)
    if not amounts_in(text) or amounts_in(last) or order.sentence or order.quotes:
        return []
    states, ordered = reader.read([text, last], view.headings)
    if not _is_sure(states, _STATES):
        return []
    if sum(one.likelihood for one in ordered if one.name in _PUTS) >= _SURE:
        tops = [section.heading for section in view.sections if section.level == 1]
        ends = {"to the front": tops[0], "to the end": tops[-1]}
        section = order.section or next((end for key, end in ends.items() if order.says(key)), "")
        return _stated(text, section) if section else []
    if not _is_sure(ordered, _ADDS) or not names_nothing(order) or matter_of(last, view):
        return []
    heading = matter_of(text, view)
    return [do.AddSection(heading), do.TellPart(text, heading, only=True)] if heading else []


def _stated_inside(place: Wish, told: str, reader: MessageReader) -> list[do.Action]:
    """存在的问题里，护林员36人中28人超过50岁: the part, and what it is to tell."""
    if not is_bare_label(place) or not re.search(rf"(?:{telling('inside')})$", place.plain):
        return []
    states = _is_sure(reader.read([told], place.view.headings)[0], _STATES) and amounts_in(told)
    return _stated(told, place.section) if states else []


def _is_sure(likely: Sequence[Likely], name: str) -> bool:
    return likely[0].name == name and likely[0].likelihood >= _SURE


def _added(order: Wish, told: str) -> list[do.Action]:
    """A new part, which tells that and no more."""
    section, text = MAKE[_ADDS](order), _writes().sub("", told).strip()
    if not isinstance(section, do.AddSection) or "？" in text or len(clean(text)) < _SHORTEST:
        return []
    if not Wish(section.heading, order.view).content:  # 列一个标题：安全教育
        return [] if _is_no_heading(text) else [replace(section, heading=clean(text.strip("！!。")))]
    return [section, do.TellPart(text, section.heading, only=True)]


def _stated(told: str, section: str) -> list[do.Action]:
    """What is told, item by item, as facts of a section."""
    clauses = [bare(without_enumerator(_writes().sub("", clause))) for clause in items_of(told)]
    facts = [clause for clause in clauses if len(clause) > 1]
    if any("？" in fact for fact in facts):
        return []
    return [do.AddFact(fact, section) for fact in facts]


@cache
def _writes() -> re.Pattern[str]:
    return re.compile(rf"^(?:{listed('writes')})(?:{listed('at the end')}|[：:])*")


_INSTEAD = ("instead", "writes")


@cache
def _does() -> re.Pattern[str]:
    """What is done to words of a paper: 车辆进不去 orders nothing."""
    return re.compile(telling("takes out", "moves", "puts otherwise", "instead", "rewords"))


@cache
def _only_this() -> re.Pattern[str]:
    """只要这两条，其余全删, said before what a part shall tell."""
    return re.compile(rf"(?:{telling('keeps only')}){so_many_of_them()}|{_of_the_rest().pattern}")


@cache
def _of_the_rest() -> re.Pattern[str]:
    """其余的都不要."""
    return re.compile(rf"(?:{telling('the rest')})[^，,。]{{0,6}}(?:{telling('takes out')})[吧了。！]*")
