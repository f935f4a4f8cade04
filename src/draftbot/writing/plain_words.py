"""A borrowed sentence in plainer words: without what is only loud, without its clauses that are set phrases,
without words that somebody does not want.

What is left must read by itself; where it would not, the sentence stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from draftbot.chinese.blanks import BLANK
from draftbot.chinese.tagging import NAME_TAGS, TaggedWord, Tagger
from draftbot.chinese.word_lists import word_table
from draftbot.writing.wording import Worth, bare, clauses_of

_LIST, _ROOM = "set_words", "draftbot.writing"
# As LAC tags words: who or what is spoken of, what is said of it, and what frames it.
_WHO = frozenset(("n", "nz", "nt", "nw", "r", "ORG", "PER", "LOC"))
_SAYS, _HOW = frozenset(("v", "vd", "vn", "a", "an", "ad")), frozenset(("d", "ad", "vd"))
_COUNTS, _TO_WHAT, _JOINS = frozenset(("m", "q")), "p", "c"
_FRAMES = frozenset((_TO_WHAT, _JOINS))
_LONGEST_SUBJECT = 8
WorthOf = Callable[[str], Worth]
Words = Callable[[str], Sequence[TaggedWord]]


def words_by(tagger: Tagger | None) -> Words:
    """How a clause is cut into words; without a tagger into none."""

    def cut(clause: str) -> Sequence[TaggedWord]:
        return tagger.tag([BLANK.sub("3", clause)])[0].words if tagger is not None and clause else ()

    return cut


@dataclass(frozen=True, slots=True)
class Reader:
    """What a clause is worth, the words it is cut into, and what the paper's unit calls itself."""

    worth: WorthOf
    words: Words
    selves: tuple[str, ...] = ()

    def says(self, clause: str) -> bool:
        """Whether a clause says something itself: no time or place alone, and nothing that only frames the next;
        without a tagger any does."""
        words = self.words(clause)
        if not words:
            return True
        is_said = any(word.tag in _SAYS | _COUNTS for word in words)
        return is_said and (words[0].tag not in _FRAMES or self.worth(clause).tells)

    def tells(self, clause: str) -> bool:
        """Whether a clause says something of any thing."""
        return self.worth(clause).tells and self.says(clause)


def is_general(text: str, reader: Reader) -> bool:
    """Whether nothing in a sentence tells of any thing."""
    return not any(reader.tells(bare(clause)) for clause in clauses_of(text)[1])


def is_hollow(text: str, reader: Reader) -> bool:
    """Whether a sentence has set phrases, and nothing beside them that tells of any thing."""
    return is_general(text, reader) and any(
        reader.worth(bare(clause)).is_set_phrase for clause in clauses_of(text)[1]
    )


def plainer(text: str, reader: Reader) -> str:
    """A sentence in plainer words."""
    return with_plain_words(without_set_phrases(text, reader), reader)


def without_set_phrases(text: str, reader: Reader) -> str:
    """A sentence without its clauses that are set phrases, as far as the rest reads; as it is where it is
    nothing else."""
    head, clauses, end = clauses_of(text)
    is_set = [reader.worth(bare(clause)).is_set_phrase for clause in clauses]
    if all(is_set):
        return text
    left = list(clauses)
    for at in reversed(range(len(clauses))):
        if is_set[at] and _may_go(at, clauses, left, reader):
            left[at + 1 :] = _with_subject(bare(clauses[at]), left[at + 1 :], reader)
            left[at] = ""
    kept = [clause for clause in left if clause]
    return text if kept == clauses else f"{head}{bare(''.join(kept))}{end}"


def _may_go(at: int, clauses: Sequence[str], left: Sequence[str], reader: Reader) -> bool:
    """Whether a clause may go: what holds another (如果…), or ends on a colon, may not, nor what the next that
    stays hangs on (更…), nor the last behind what says nothing without it (为了…)."""
    mine = reader.words(bare(clauses[at]))
    behind = next((bare(one) for one in left[at + 1 :] if one), "")
    ahead = bare(clauses[at - 1]) if at else ""
    if "：" in clauses[at] or ahead.endswith("："):
        return False
    if behind:
        hangs = behind.startswith(word_table(_LIST, _ROOM)["hangs"])
        return not hangs and not (mine and mine[0].tag == _JOINS)
    return not at or reader.says(ahead)


def _with_subject(gone: str, left: Sequence[str], reader: Reader) -> list[str]:
    """The clauses, the first that is there told of who the one that is gone told of: 全站高度重视，清沟两次."""
    subject = _subject(gone, reader)
    at = next((i for i, clause in enumerate(left) if clause), None)
    if not subject or at is None:
        return list(left)
    first = reader.words(bare(left[at]))
    if not first or first[0].tag not in _SAYS | _HOW:
        return list(left)
    return [*left[:at], f"，{subject}{bare(left[at])}", *left[at + 1 :]]


def _subject(clause: str, reader: Reader) -> str:
    """The unit or the person a clause tells of: the nouns that it begins with, before what they do."""
    words = reader.words(clause)
    at = next((i for i, word in enumerate(words) if word.tag not in _WHO), len(words))
    is_doing = at < len(words) and words[at].tag in _SAYS | _HOW | {_TO_WHAT}
    subject = "".join(word.text for word in words[:at])
    is_somebody = any(word.tag in NAME_TAGS for word in words[:at]) or any(
        one in subject for one in reader.selves
    )
    return subject if is_doing and is_somebody and len(subject) <= _LONGEST_SUBJECT else ""


def with_plain_words(text: str, reader: Reader) -> str:
    """A sentence without words that are only loud, and in a clause that tells of no thing with the plain word
    for a loud one."""
    head, clauses, end = clauses_of(text)
    return f"{head}{''.join(_plain(clause, reader) for clause in clauses)}{end}"


def _plain(clause: str, reader: Reader) -> str:
    text = bare(clause)
    mark = clause.removesuffix(text)
    if not BLANK.search(text):
        text = _without_loud(text, reader.words(text))
    if any(loud in text for loud in _plainly()) and not reader.worth(text).tells:
        for loud, plain in _plainly().items():
            text = text.replace(loud, plain)
    return f"{mark}{text}"


def _without_loud(text: str, words: Sequence[TaggedWord]) -> str:
    """A clause without words that only make what is done louder."""
    loud = word_table(_LIST, _ROOM)["louder"]
    kept = [
        word.text
        for word, behind in zip_longest(words, words[1:])
        if not (word.text in loud and behind is not None and behind.tag in _SAYS | {_TO_WHAT})
    ]
    return "".join(kept) or text


def loud_words() -> frozenset[str]:
    """Words that are known to make a sentence louder."""
    return frozenset((*word_table(_LIST, _ROOM)["louder"], *_plainly()))


@cache
def _plainly() -> Mapping[str, str]:
    pairs = (pair.split("=", 1) for pair in word_table(_LIST, _ROOM)["plainly"])
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


def without_unwanted(text: str, unwanted: Sequence[str], reader: Reader) -> str:
    """A sentence without words that somebody does not want: the plain word in their place where there is one; of
    what only says how, nothing; else the clause goes. "" where it could not do without that."""
    for word in unwanted:
        head, clauses, end = clauses_of(text)
        left = [_without_word(clause, word, reader) for clause in clauses]
        for at in reversed(range(len(left))):
            if not left[at]:
                left[at] = clauses[at]
                if not _may_go(at, clauses, left, reader) or len(list(filter(None, left))) == 1:
                    return ""
                left[at] = ""
        text = f"{head}{bare(''.join(left))}{end}"
    return text


def _without_word(clause: str, word: str, reader: Reader) -> str:
    """A clause without a word; "" where the word says what is done, or of what."""
    if word not in BLANK.sub("", clause):
        return clause
    if plain := _plainly().get(word, ""):
        return clause.replace(word, plain)
    told = reader.words(bare(clause))
    only_how = [one for one in told if one.text == word and one.tag in _HOW]
    is_only_how = word in loud_words() or len(only_how) == clause.count(word)
    return clause.replace(word, "") if is_only_how and not BLANK.search(clause) else ""
