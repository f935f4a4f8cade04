"""Facts told one after another without a mark between: 开了社团二十六个办了比赛两场 is two."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from draftbot.chinese.numerals import HAN
from draftbot.chinese.tagging import TaggedWord
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.facts.amounts import amounts_in

_LIST = "new_requests"
# Shorter facts are one; so much must be said before an amount for it to end a fact.
_LEAST, _LEAST_BEFORE = 10, 2
_LEAST_BEHIND = 6
_NAMES_ONE = ("n", "nz")
_NUMBER = rf"[\d{HAN}]"


def facts_apart(text: str, words: Sequence[TaggedWord]) -> list[str]:
    """The facts that a text without marks tells; `words` are its words by the tagger."""
    plain = text if len(text) < _LEAST else re.sub(rf"呢(?={_NUMBER})", " ", text)
    cuts: list[int] = []
    amounts = amounts_in(plain)
    for amount, following in itertools.pairwise(amounts):
        between = plain[amount.end : following.start]
        told_before = amount.start - (cuts[-1] if cuts else 0)
        if (
            told_before < _LEAST_BEFORE
            or not between
            or between.startswith(words_in(_LIST, "particles of nouns"))
            or _joins().search(between)
        ):
            continue
        cut = _cut(amount.end, following.start, words)
        if cut:
            cuts.append(cut)
    if amounts and (cut := _cut_behind(amounts[-1].end, plain, words)):
        cuts.append(cut)
    bounds = [0, *cuts, len(plain)]
    return [plain[start:end].replace(" ", "") for start, end in itertools.pairwise(bounds)]


def _cut(start: int, end: int, words: Sequence[TaggedWord]) -> int:
    """Where between two amounts a new fact begins: before what was done, else right behind the first;
    0 for nowhere."""
    between = [(i, word) for i, word in enumerate(words) if start <= word.start < end]
    for i, word in between:
        is_done = i + 1 < len(words) and words[i + 1].text in words_in(_LIST, "done")
        if word.tag.startswith("v") and (is_done or word.text.endswith(words_in(_LIST, "done"))):
            return word.start
    first = between[0][1] if between else None
    is_new = (
        first is not None
        and first.start == start
        and first.tag in (*_NAMES_ONE, "v", "vn", "TIME", "t", "r", "p")
    )
    last = between[-1][1] if between else None
    # 47名学生|男生25名: what is counted behind the first, what is counted next before the other.
    runs_on = last is not None and last is not first and last.end == end
    if is_new and last is not None and runs_on and all(word.tag in _NAMES_ONE for _, word in between):
        return last.start
    return start if is_new and end - start >= _LEAST_BEFORE else 0


def _cut_behind(end: int, text: str, words: Sequence[TaggedWord]) -> int:
    """Where behind the last amount something else is told that was done: 女生22人|运动会拿了第二; 0 for nowhere."""
    behind = [word for word in words if word.start >= end]
    done = words_in(_LIST, "done")
    is_done = any(a.tag.startswith("v") and b.text in done for a, b in itertools.pairwise(behind[1:]))
    is_new = bool(behind) and behind[0].start == end and behind[0].tag in _NAMES_ONE
    return end if is_new and is_done and len(text) - end >= _LEAST_BEHIND else 0


def _joins() -> re.Pattern[str]:
    """What makes of two amounts one fact: 从3.8降到2.1, 80人中的15人."""
    return re.compile(rf"[—\-：:]|{any_of(words_in(_LIST, 'joining amounts'))}")
