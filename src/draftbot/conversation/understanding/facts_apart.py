"""Facts told one after another without a mark between: 开了社团二十六个办了比赛两场 is two."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import rjieba

from draftbot.chinese.numerals import HAN
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import TaggedWord
from draftbot.chinese.word_lists import any_of, word_set, words_in
from draftbot.facts.amounts import amounts_in

_LIST, _NO_MATTER = "new_requests", "narrowing_nothing"
_LISTED = "、"
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


def listed_apart(fact: str) -> list[str]:
    """调处纠纷87起、安装监控46个 as two: each tells what was done and how much of it; things that one doing
    was done to (购置电脑3台、打印机2台) stay together."""
    parts = fact.split(_LISTED)
    return parts if len(parts) > 1 and all(map(_tells_of_its_own, parts)) else [fact]


def _tells_of_its_own(part: str) -> bool:
    amounts = amounts_in(part)
    tags = [tag for word, tag in rjieba.tag(to_simplified(part), False) if word not in word_set(_NO_MATTER)]
    return len(amounts) == 1 and amounts[0].end == len(part) and bool(tags) and tags[0] == "v"


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
