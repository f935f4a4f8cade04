"""A paper asked for by what is to be told by word of mouth: 得跟他们说说我们垃圾分类搞得怎么样."""

from __future__ import annotations

import re
from functools import cache

from draftbot.chinese.tagging import TIME
from draftbot.chinese.word_lists import any_of, words_in
from draftbot.conversation.understanding.clauses import clauses_of, lines_of, parts_of
from draftbot.conversation.understanding.words import OF
from draftbot.corpus.unit_reader import UnitReader
from draftbot.facts.amounts import amounts_in

_LIST = "new_requests"
_SHORTEST, _LONGEST = 2, 16


def matter_told(message: str, reader: UnitReader) -> str:
    """What a simplified message says is to be told to somebody, 垃圾分类; "" for none."""
    for line in lines_of(message):
        for part in (part for clause in clauses_of(line) for part in parts_of(clause)):
            found = _told().search(part)
            said = _matter(found["said"], reader) if found else ""
            if said:
                return said
    return ""


def _matter(said: str, reader: UnitReader) -> str:
    """What is told of without whose and when it was (我们今年) and how it went (搞得怎么样)."""
    how, behind = (any_of(words_in(_LIST, key)) for key in ("how it went", "how behind a verb"))
    went = re.search(rf"(?:{behind})?(?:{how})$", said)
    if went:
        words = [word for word in reader.words(said[: went.start()]) if word.end <= went.start()]
        is_deed = went.group().startswith(words_in(_LIST, "how behind a verb"))
        if is_deed and words and words[-1].tag == "v":
            words = words[:-1]
        said = said[: words[-1].end] if words else ""
    ends = any_of((*words_in(_LIST, "the matter of"), *words_in(_LIST, "ends a matter")))
    said = re.sub(rf"{OF}?(?:{ends})$", "", said)
    ours = words_in(_LIST, "ours", "of the unit")
    start = 0
    for word in reader.words(said):
        if word.start != start or not (word.text in ours or word.tag in (TIME, "t")):
            break
        start = word.end
    said = said[start:]
    is_matter = _SHORTEST <= len(said) <= _LONGEST and not amounts_in(said)
    return said if is_matter and not any(word.tag == "r" for word in reader.words(said)) else ""


@cache
def _told() -> re.Pattern[str]:
    to, mouth = (any_of(words_in(_LIST, key)) for key in ("told to", "told by mouth"))
    return re.compile(rf"(?:{to})[^，,。；;：:]{{1,8}}?(?:{mouth})(?P<said>[^，,。；;：:]+)$")
