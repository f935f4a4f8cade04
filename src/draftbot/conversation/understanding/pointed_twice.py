"""A place told in two ways that do not agree, and words said to draftbot about what was said.

第二句那个“按照”: where the second sentence has no such words, which one is meant is asked. 接在甲后面 behind a
move is where it goes. …是一回事，是说… explains, and is printed by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from draftbot.chinese.numerals import integer_in, plain_digits
from draftbot.conversation import actions as do
from draftbot.conversation.desk.view import View
from draftbot.conversation.understanding.clauses import parts_of
from draftbot.conversation.understanding.wish import Wish
from draftbot.conversation.understanding.words import NUMBER, telling
from draftbot.domain import Draft
from draftbot.drafts.addresses import Where, find_section, find_spot, sentence_at, sentences_in
from draftbot.errors import DraftbotError

_OF_ONE = (do.EditSentence, do.DeleteSentence, do.RewriteSentence)


@cache
def _by_both() -> re.Pattern[str]:
    between = "|".join(map(telling, ("within", "particles", "one sentence", "tells of", "tells it")))
    return re.compile(
        rf"(?P<before>[^，,。；;\n]*)第(?P<n>{NUMBER})句话?(?:{between})*[“「\"](?P<words>[^”」\"]+)[”」\"]"
    )


def asked_where_they_differ(said: str, actions: Sequence[do.Action], view: View) -> Iterator[do.Action]:
    """The actions; of one on a sentence whose number and words are of two, which is meant is asked."""
    told = [
        (Where(Wish(m["before"], view).section, 0, integer_in(plain_digits(m["n"])) or 0), m["words"])
        for m in _by_both().finditer(said)
    ]
    apart = [one for one in told if one[0].section and view.draft and not _holds(view.draft, *one)]
    for action in actions:
        words = next((words for where, words in apart if _is_on(action, where, words)), "")
        if not words:
            yield action
            continue
        by_words: list[do.Action] = []
        if view.draft and _is_of_one(view.draft, words):
            by_words = _by_words(action, words)
        yield do.NotUnderstood(said, (*by_words, *([action] if isinstance(action, _OF_ONE) else [])))


def _is_on(action: do.Action, where: Where, words: str) -> bool:
    if isinstance(action, do.ReplaceText):
        return action.old == words
    return isinstance(action, _OF_ONE) and (
        action.where.quote == words or action.where.sentence == where.sentence
    )


def _by_words(action: do.Action, words: str) -> list[do.Action]:
    """The same, of the sentence that says the words."""
    if isinstance(action, do.ReplaceText):
        return [do.EditSentence(Where(quote=words), action.new)] if action.new else []
    return [replace(action, where=Where(quote=words))] if isinstance(action, _OF_ONE) else []


def _holds(draft: Draft, where: Where, words: str) -> bool:
    try:
        return words in sentence_at(draft, find_spot(draft, where)).text
    except DraftbotError:
        return True  # that there is no such sentence is told when it is to be changed


def _is_of_one(draft: Draft, words: str) -> bool:
    return sum(words in sentence.text for _, sentence in sentences_in(draft)) == 1


def put_where_told(actions: Sequence[do.Action], view: View) -> list[do.Action]:
    """The actions, each move of a sentence to the place that is told behind it: …挪到第一部分，接在甲后面."""
    placed: list[do.Action] = []
    for action in actions:
        told = action.text if isinstance(action, (do.NotUnderstood, do.AddFact)) else ""
        match = _beside().fullmatch(told.strip("，。"))
        before = placed[-1] if placed else None
        if match is None or not isinstance(before, do.MoveSentence) or view.draft is None:
            placed.append(action)
        elif (place := _place_of(match["what"], before, view)) is not None:
            placed[-1] = replace(before, place=place + bool(match["behind"]))
        else:
            placed.append(do.NotUnderstood(told))
    return placed


@cache
def _beside() -> re.Pattern[str]:
    w = telling
    return re.compile(
        rf"(?:{w('should')}|{w('once more')})*(?:{w('goes beside')}|{w('moves')})(?:{w('into')})*(?P<what>.+?)"
        rf"(?:{w('one sentence')})?(?:{w('particles')})*(?:(?P<behind>{w('behind')})|{w('ahead')})(?:{w('ends')})*"
    )


def _place_of(what: str, move: do.MoveSentence, view: View) -> int | None:
    """The number of the one sentence of a part that tells `what`, as the part is without what is moved."""
    if view.draft is None or not move.section:
        return None
    try:
        section = find_section(view.draft.sections, move.section)
        moved = find_spot(view.draft, move.where)
    except DraftbotError:
        return None
    what = what.strip('“”「」"')
    sentences = [(spot, s.text) for spot, s in sentences_in(view.draft, section) if spot != moved]
    words = [w.text for w in view.words(what) if len(w.text) > 1 or w.text.isdigit()]
    found = [n for n, (_, text) in enumerate(sentences, 1) if what in text] or [
        n for n, (_, text) in enumerate(sentences, 1) if words and all(word in text for word in words)
    ]
    return found[0] if len(found) == 1 else None


def unless_it_explains(action: do.Action) -> do.Action:
    """What explains what was said is no fact: 甲和乙是一回事，是说还有一处没整改; what it comes to may be one."""
    if not isinstance(action, do.AddFact):
        return action
    parts = parts_of(action.text)
    if not any(_explains().search(part) for part in parts):
        return action
    ends = rf"(?:{telling('should')})+$"
    told = [re.sub(ends, "", _explains().sub("", part)) for part in parts if not _same().search(part)]
    meant = "，".join(part for part in told if part)
    return do.NotUnderstood(action.text, (replace(action, text=meant),) if meant else ())


@cache
def _explains() -> re.Pattern[str]:
    return re.compile(rf"^(?:{telling('means')})|(?:{telling('is the same')})$")


@cache
def _same() -> re.Pattern[str]:
    return re.compile(rf"(?:{telling('is the same')})$")
