"""Orders about what a draft opens with: 开头那段“…”改成“…”, 开头里…那半句不要, 开头不对，今年没有….

What is ordered there is read against the opening alone: words that stand elsewhere, too, are meant there, and
of a sentence that holds a whole year only the clauses that are named go.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from draftbot.chinese.numerals import plain_digits
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.blanks_filled import blank_called, with_blanks_filled
from draftbot.conversation.understanding.clauses import quoted_in, without_quoted
from draftbot.conversation.understanding.referents import Referents, order_words, text_of
from draftbot.conversation.understanding.wish import says
from draftbot.conversation.understanding.words import NUMBER, OF
from draftbot.domain import OPENING, Draft, DraftSection, OutlineSection, Role
from draftbot.drafts.addresses import (
    LAST,
    Spot,
    Where,
    heading_of,
    sentences_in,
    spelt_out,
    tells_in_lines,
)

ReadOn = Callable[[str, View], list[do.Action]]
_MARKS = "，,、：:。 "
_CLAUSE = re.compile("(?:【[^】]*】|[^，；。：])+")


@cache
def _leads() -> re.Pattern[str]:
    """开头那段里的…"""
    names = any_of(words_in("words_of_wishes", "the opening"))
    takes_up = rf"(?:{order_words('takes up')})*"
    block = rf"(?:{order_words('a block', 'a part', 'an item', 'a sentence', 'two of them')}|{OF})*"
    within = rf"(?:{order_words('within', 'speaks of')}|{OF})*"
    goes = rf"(?P<goes>{order_words('takes out')})?"
    return re.compile(
        rf"(?P<lead>{takes_up}{goes}(?:{names}){block}{within})[{_MARKS}]*(?P<rest>.+)", re.DOTALL
    )


@cache
def _to_it() -> re.Pattern[str]:
    """…移到开头那段里: what stands behind the verb."""
    names = any_of(words_in("words_of_wishes", "the opening"))
    block = rf"(?:{order_words('a block', 'a part', 'an item')}|{OF})*"
    ends = rf"(?:{order_words('within')}|{order_words('roughly ends')})*"
    return re.compile(
        rf"(?P<moves>(?:{order_words('surely moves')})(?:{order_words('into')}))(?:{names}){block}{ends}[。！]*$"
    )


@cache
def _goes() -> str:
    """What is said of words that shall not stand there."""
    return f"{order_words('takes out', 'is wrong')}|{any_of(words_in('words_of_wishes', 'denies'))}"


def of_the_opening(said: str, view: View, read: ReadOn) -> list[do.Action] | None:
    """What a clause orders of the opening, or puts there; None where it speaks of something else."""
    draft = view.draft
    if draft is None:
        return None
    if not tells_in_lines(draft, OPENING):
        return _added_to_the_first_part(said, draft)
    if to := _to_it().search(to_simplified(without_quoted(said))):
        return _moved(f"{said[: to.end('moves')]}{words_in('words_of_wishes', 'the opening')[0]}", view, read)
    match = _leads().match(to_simplified(said))
    if match is None:
        return _quoted_there(said, view, draft, read)
    rest = said[match.start("rest") :] + (match["goes"] or "")  # 删掉开头的…
    asks = re.search(order_words("asks"), to_simplified(rest))
    if asks and not quoted_in(rest) and not _asks_to_do(rest):
        return [do.Ask(said, "opening")]
    for how in (_added, _by_quotes, _counted, _filled, _put_otherwise, _not_so):
        if (actions := how(rest, view, draft, read)) is not None:
            return actions
    return None


def _added_to_the_first_part(said: str, draft: Draft) -> list[do.Action] | None:
    """开头最后加一句 of a paper that has no lines before its first part: to the end of that one's first paragraph."""
    match = _leads().match(to_simplified(said))
    first = next((part for part in draft.sections if part.paragraphs), None)
    told = _text_to_add(said[match.start("rest") :]) if match else None
    if told is None or first is None:
        return None
    text, is_first = told
    return [do.AddSentence(text, first.heading, 1 if is_first else len(first.paragraphs[0]) + 1)]


def _quoted_there(said: str, view: View, draft: Draft, read: ReadOn) -> list[do.Action] | None:
    """What is ordered of words in quotes that stand in the opening alone."""
    quotes = quoted_in(said)
    words = said[quotes[0][0] + 1 : quotes[0][1] - 1].strip("。") if quotes else ""
    if not words or any(
        spelt_out(words, s.text) in s.text for part in draft.sections for s in part.sentences
    ):
        return None
    return _by_quotes(said, view, draft, read)


def _asks_to_do(rest: str) -> bool:
    """Whether a question is an order put politely: 能不能改成…."""
    return (
        re.search(order_words("puts otherwise", "takes out", "moves", "adds", "fills"), to_simplified(rest))
        is not None
    )


def _moved(said: str, view: View, read: ReadOn) -> list[do.Action] | None:
    """A sentence that goes there, before what announces the report."""
    draft = view.draft
    actions = read(said, replace(view, draft=_without_opening(draft))) if draft else []
    moves = [action for action in actions if isinstance(action, do.MoveSentence)]
    if draft is None or len(moves) != 1 or len(actions) > 1:
        return None
    return [replace(moves[0], section=heading_of(draft, OPENING), place=_last_place(draft))]


def _last_place(draft: Draft) -> int:
    """Before what announces the report."""
    told = draft.part(OPENING).sentences
    return next((n for n, s in enumerate(told, 1) if says("announces", s.text)), LAST)


def _added(rest: str, view: View, draft: Draft, read: ReadOn) -> list[do.Action] | None:
    """最后加一句：…: the text behind the colon, or in quotes, at the end of the opening or at its front."""
    told = _text_to_add(rest)
    if told is None:
        return None
    text, is_first = told
    return [do.AddSentence(text, _name(draft), 1 if is_first else _last_place(draft))]


def _text_to_add(rest: str) -> tuple[str, bool] | None:
    """The text that is told to be added, and whether before all else."""
    order, colon, text = re.match(r"([^：:“「]*)([：:]?)(.*)", rest, re.DOTALL).groups()  # type: ignore[union-attr]
    plain = to_simplified(order)
    one_more = (
        rf"(?:{order_words('adds')})(?:{NUMBER})?(?:{order_words('a sentence', 'a block', 'one more')})*$"
    )
    if not re.search(one_more, plain) or not (colon or quoted_in(text)) or not text.strip(_MARKS):
        return None
    return text_of(text), re.search(order_words("at the front"), plain) is not None


def _without_opening(draft: Draft | None) -> Draft | None:
    return replace(draft, opening=()) if draft else None


def _by_quotes(rest: str, view: View, draft: Draft, read: ReadOn) -> list[do.Action] | None:
    """“A”改成“B”, “A”那半句不要, “A”不对: the words of A that stand there."""
    quotes = quoted_in(rest)
    if not quotes:
        return None
    start, end = quotes[0]
    words = rest[start + 1 : end - 1].strip("。")
    held = _holding(words, draft)
    behind = to_simplified(rest[end:])
    if held is None:
        return None
    spot, old = held
    if match := re.match(rf".{{0,8}}?(?:{order_words('puts otherwise')})[：:]?", behind):
        new = text_of(rest[end + match.end() :])
        return (
            [do.ReplaceText(old, new.rstrip("。") if not old.endswith("。") else new, _name(draft))]
            if new
            else None
        )
    if re.search(_goes(), to_simplified(without_quoted(rest))) and not re.search(r"[？?]", behind):
        return [_out(spot, old, draft)]
    return None


def _holding(words: str, draft: Draft) -> tuple[Spot, str] | None:
    """The one sentence of the opening in which words stand, and they as they stand there."""
    found = []
    for spot, sentence in sentences_in(draft, OPENING):
        spelt = spelt_out(words, sentence.text)
        if spelt in sentence.text:
            found.append((spot, spelt))
    return found[0] if len(found) == 1 else None


def _out(spot: Spot, words: str, draft: Draft) -> do.Action:
    """The clauses that words touch out of their sentence; all of it where little else stands there."""
    text = draft.part(OPENING).sentences[spot.sentence].text
    start = text.index(words)
    touched = [m for m in _CLAUSE.finditer(text) if m.start() < start + len(words) and m.end() > start]
    if not touched or 2 * len(touched) > len(_CLAUSE.findall(text)):
        return do.DeleteSentence(Where(quote=words))
    return do.ReplaceText(text[touched[0].start() : touched[-1].end()], "", _name(draft))


def _counted(rest: str, view: View, draft: Draft, read: ReadOn) -> list[do.Action] | None:
    """第一句删掉: counted within the opening, as if it were all that there is."""
    if not re.match(
        rf"(?:{order_words('ordinal')})?{NUMBER}(?:{order_words('a sentence counted')})",
        to_simplified(plain_digits(rest)),
    ):
        return None
    alone = _alone(view, draft)
    actions = read(f"{_name(draft)}{rest}", alone)
    kept = (do.EditSentence, do.DeleteSentence, do.RewriteSentence, do.SplitSentence, do.JoinSentences)
    return list(actions) if actions and all(isinstance(action, kept) for action in actions) else None


def _filled(rest: str, view: View, draft: Draft, read: ReadOn) -> list[do.Action] | None:
    """Its blanks by what they are called: they are the first of the draft."""
    if not any(sentence.blanks for sentence in draft.part(OPENING).sentences):
        return None
    alone = replace(draft, sections=(), closing=())
    filled, left = with_blanks_filled(rest, replace(view, draft=alone))
    numbered = all(isinstance(one, do.FillBlank) and one.number > 0 for one in filled)
    if filled and numbered and not left.strip(_MARKS):
        return filled
    named = re.match(
        rf"(?P<name>.+?)(?:{order_words('equals', 'fills', 'did')})+(?P<value>.*\d.*)", to_simplified(rest)
    )
    if named is None or quoted_in(rest):
        return None
    one = blank_called(named["name"], rest[named.start("value") :].rstrip("。"), alone)
    return [one] if one else [do.NotUnderstood(f"{_name(draft)}{rest}")]


def _put_otherwise(rest: str, view: View, draft: Draft, read: ReadOn) -> list[do.Action] | None:
    """甲改成乙 without quotes, where 甲 stands there as it is said."""
    match = re.search(rf"(?P<old>.+?)(?:{order_words('puts otherwise')})[：:]?(?P<new>.+)", rest, re.DOTALL)
    if match is None:
        return None
    held = _holding(text_of(match["old"]).strip("。"), draft)
    return [do.ReplaceText(held[1], text_of(match["new"]).rstrip("。"), _name(draft))] if held else None


def _not_so(rest: str, view: View, draft: Draft, read: ReadOn) -> list[do.Action] | None:
    """那半句不要, 不对，今年没有…: the clauses there that tell of it; asked where several do."""
    plain = to_simplified(rest)
    if re.search(_goes(), plain) is None or re.search(r"[？?]", plain):
        return None
    of = Referents(view, replace(draft, sections=(), closing=()))
    words = [w for w in of.telling(re.sub(_goes(), "，", plain)) if len(w) > 1]
    held = _telling(words, draft)
    if not held:
        return None
    actions = [_out(spot, clause, draft) for spot, clause in held]
    return actions if len(actions) == 1 else [do.NotUnderstood(rest, tuple(actions))]


def _telling(words: Sequence[str], draft: Draft) -> list[tuple[Spot, str]]:
    """The clauses of the opening that hold most of the words."""
    clauses = [
        (spot, clause)
        for spot, sentence in sentences_in(draft, OPENING)
        for clause in _CLAUSE.findall(sentence.text)
    ]
    shares = [sum(word in to_simplified(clause) for word in words) for _, clause in clauses]
    most = max(shares, default=0)
    if 2 * most < len(words) or not most:
        return []
    return [one for one, share in zip(clauses, shares, strict=True) if share == most]


def _alone(view: View, draft: Draft) -> View:
    """The opening as the only part of the draft."""
    name = _name(draft)
    part = DraftSection(name, 1, draft.part(OPENING).paragraphs)
    outline = replace(draft.request.outline, sections=(OutlineSection(name, 1, role=Role.OPENING),))
    conversation = replace(view.conversation, outline=outline)
    return replace(
        view, conversation=conversation, draft=replace(draft, sections=(part,), opening=(), closing=())
    )


def _name(draft: Draft) -> str:
    return heading_of(draft, OPENING)
