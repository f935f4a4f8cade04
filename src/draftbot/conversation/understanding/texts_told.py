"""A message cut where it tells a text: 体会：一是…；二是…。问题：…, 第一部分加一句：…。最后一句删掉.

What stands behind the colon of such an order is the user's own text. It runs on, whatever commas, figures and
full stops it has, to the next order of this kind, or to a sentence that orders something of the draft itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from draftbot.chinese.enumerators import ITEM, without_enumerator
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import QUOTED, without_quoted
from draftbot.conversation.understanding.draft_wishes import sentence_about
from draftbot.conversation.understanding.naming import by_role
from draftbot.conversation.understanding.outline_wishes import last_sentence_place
from draftbot.conversation.understanding.piece import TALK
from draftbot.conversation.understanding.reading import QUESTION, MessageReader
from draftbot.conversation.understanding.signed import signed
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import COUNTED_PART, OF, telling, unquoted, words_of_telling
from draftbot.drafts.addresses import Where
from draftbot.facts.amounts import amounts_in

_LONGEST_ORDER, _LONGEST_TEXT, _SURE = 24, 2000, 0.8
# Where an order may begin, and the sentences that a text is told in.
_BEGINS, _SENTENCE = (
    re.compile(r"(?:^|[。！!？?；;，,\n])\s*"),
    re.compile(r"[^。！!？?；;\n]+[。！!？?；;\n]*"),
)
_ORDER = re.compile(
    rf"(?P<order>(?:{QUOTED}+(?!{QUOTED})|[^，,。！!？?；;：:\n{QUOTED}]){{1,{_LONGEST_ORDER}}})[：:]\s*(?=\S)"
)
# What a blank is called has fewer words.
_WORDS_OF_A_BLANK = 5
_STATES = frozenset(("fact.add", "leader.add", QUESTION, "help", *TALK, "clarify"))


def told_apart(message: str, view: View, reader: MessageReader) -> list[str]:
    """The message in pieces: each text with the order that it is told by, and what stands between them."""
    masked = without_quoted(message)
    openings = list(_openings(masked, message, view))
    head = message[: openings[0][0]].strip() if openings else ""
    if not openings or (head and reader.read([head], view.headings)[0][0].name == "draft.new"):
        return [message]  # what another paper shall tell is for none of this one's parts
    pieces = [head]
    ends = [*(start for start, _, _ in openings[1:]), len(message)]
    for (start, colon, order), end in zip(openings, ends, strict=True):
        behind = start + _behind(message[start:end], masked[start:end], view, reader)
        pieces += [order + message[colon:behind], message[behind:end]]
    bare = (piece.strip().strip("，,；;") for piece in pieces)
    return [piece for piece in bare if any(c.isalnum() for c in piece)]


def _openings(masked: str, message: str, view: View) -> Iterator[tuple[int, int, str]]:
    """Where orders with a text behind their colon begin, where the colon is, and the order."""
    for begins in _BEGINS.finditer(masked):
        match = _ORDER.match(masked, begins.end())
        if match and _opens(order := _order(match, message, view)):
            yield match.start(), match.end("order"), order.text


def _order(match: re.Match[str], message: str, view: View) -> Wish:
    """The order before a colon; one that adds a sentence adds it to the part that was spoken of last."""
    order = Wish(message[match.start() : match.end("order")].strip(), view)
    if order.sections or not _adds().search(order.plain):
        return order
    sections = Wish(message[: match.start()], view).sections
    return Wish(f"{sections[-1]}{order.text}", view) if sections else order


def _opens(order: Wish) -> bool:
    return bool(is_label(order) or _edited(order) or _added_to(order))


def is_label(order: Wish) -> bool:
    """Whether words name one part of the draft and say no more than to write it: 存在的问题就写."""
    if not order.section or order.sentence or order.item or order.says("of the title"):
        return False
    if without_enumerator(order.text) != order.text:
        return False
    if any(quote not in order.section for quote in order.quotes):
        return False
    if order.numbers_of_sections or order.section in order.plain:
        rest = re.sub(rf"{re.escape(order.section)}|{COUNTED_PART}|{_writing()}", "", order.plain)
        return all(len(word) < 2 for word in Wish(rest, order.view).content)
    return all(_is_of(order.section, run, order.view) for run in order.content)


def _is_of(heading: str, run: str, view: View) -> bool:
    """Whether words are of a part by its heading, however shortened (下一步打算), or by what it does."""
    words = [word.text for word in view.words(run)]
    return run in heading or bool(by_role(view, [run])) or bool(words and all(w in heading for w in words))


@cache
def _writing() -> str:
    """What is said of a part that is written: 改写成这几条, 里面就写."""
    keys = ("puts otherwise", "instead", "writes", "within", "this", "pieces", "sentences")
    return "|".join(map(telling, keys))


def is_bare_label(order: Wish) -> bool:
    """Whether words are but what one part is called: 体会, 第三部分里."""
    if not is_label(order):
        return False
    names = (
        order.section,
        *(word.text for word in order.view.words(order.text) if word.text in order.section),
        *order.content,
        COUNTED_PART,
        telling("within"),
        telling("this"),
    )
    return not re.sub("|".join(names), "", order.plain).strip("，,：: ")


def _edited(order: Wish) -> Where | None:
    """The sentence that an order puts otherwise: 第一部分最后一句改成, “…”那句重写成."""
    ends = re.search(rf"(?:{telling('puts otherwise')})(?:{telling('this')})*$", order.plain)
    where = order.where if ends and order.view.draft else None
    if (
        ends
        and where is None
        and re.search(rf"{telling('one sentence')}|{telling('of sentences')}", order.plain)
    ):
        where = sentence_about(order)
    return where if where and (not where.quote or _stands_in_one(where.quote, order.view)) else None


def _added_to(order: Wish) -> str:
    """The part that an order adds a sentence to: 第三部分最后再加一句."""
    is_one = _adds().search(order.plain) and len(order.sections) < 2
    return (order.section or order.section_or_end) if is_one else ""


@cache
def _adds() -> re.Pattern[str]:
    """再加一句, 补一条教研的."""
    return re.compile(
        rf"(?:{telling('adds')})(?!{telling('several')})\w{{0,2}}?(?:{telling('sentences')})(?:\w{{1,10}}{OF})?$"
    )


def _stands_in_one(words: str, view: View) -> bool:
    return sum(words.strip("。") in text for text in view.text.split("\n")) == 1


def _behind(piece: str, masked: str, view: View, reader: MessageReader) -> int:
    """Where what an order tells ends: before the first sentence that orders something of the draft."""
    sentences = list(_SENTENCE.finditer(masked))
    for before, sentence in pairwise(sentences):
        is_apart = before.group()[-1:] not in "；;" or not ITEM.match(sentence.group())
        if is_apart and orders_of_the_draft(piece[slice(*sentence.span())].strip(), view, reader):
            return sentence.start()
    return len(piece)


def orders_of_the_draft(sentence: str, view: View, reader: MessageReader) -> bool:
    """Whether a sentence orders something of the draft: by its own verb, and with something that it is done to."""
    if without_enumerator(sentence) != sentence:
        return False
    wish = Wish(sentence.rstrip("。！!；;\n"), view)
    ends = re.search(
        rf"(?:{telling('takes out')}|{telling('puts otherwise')}.*)(?:{telling('ends')})*$", wish.plain
    )
    if ends and wish.quotes:
        return True
    if _said_of_the_text().match(wish.plain) or _fills_in(wish):
        return True
    does = re.search(rf"{telling('takes out')}|{telling('puts otherwise')}|{telling('moves')}", wish.plain)
    on_desk = [q for q in wish.quotes if q in view.text or q in view.headings or q in wish.sections]
    is_named = bool(on_desk or wish.sentence or wish.numbers_of_sections or wish.says("a blank"))
    if (does and is_named) or only_signs(sentence, view):
        return True
    best = reader.read([wish.text], view.headings)[0][0]
    is_named = is_named or any(section in wish.plain for section in wish.sections)
    names = is_named or wish.says("of signing") or wish.says("of the title") or _led().match(wish.plain)
    return bool(names) and best.name not in _STATES and best.likelihood >= _SURE and not amounts_in(wish.text)


def only_signs(sentence: str, view: View) -> bool:
    """Whether a sentence tells but who signs and when: 最后落款甲中心，2025年12月26日."""
    told = signed(sentence, view)
    return told is not None and not told.rest


@cache
def _said_of_the_text() -> re.Pattern[str]:
    """What is said of a text just told: 这个写到第一条后面."""
    return re.compile(
        rf"(?:{telling('points at')})\w?(?:{telling('puts')}|{telling('moves')})(?:{telling('into')})"
    )


def _fills_in(wish: Wish) -> bool:
    """Whether a blank is named and filled: 适用范围填4个小区, and no 填了12车沙."""
    words = wish.view.words(wish.plain)[:_WORDS_OF_A_BLANK]
    fills = words_of_telling("fills in")
    return any(w.text in fills and i > 0 and words[i + 1].tag != "u" for i, w in enumerate(words[:-1]))


def text_ordered(piece: str, view: View) -> list[do.Action]:
    """What a piece orders that tells a sentence, in the place of one or beside others; [] for any other."""
    match = _ORDER.match(without_quoted(piece))
    if match is None or len(piece) > _LONGEST_TEXT:
        return []
    order, text = Wish(piece[: match.end("order")].strip(), view), unquoted(piece[match.end() :])
    if where := _edited(order):
        return [do.EditSentence(where, text)]
    if section := _added_to(order):
        return [do.AddSentence(text, section, last_sentence_place(order))]
    return []


@cache
def _led() -> re.Pattern[str]:
    return re.compile(rf"(?:{telling('leads')})")
