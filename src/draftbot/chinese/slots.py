"""Places in sentences that other reports fill with names.

Units write the same sentence with other names in it: 与红十字会的联系不够紧密, 与河务段的联系不够
紧密. What stands where several names have stood is one too; made of words of the language (春晓老师
for 周岚老师) it may be one, and is doubtful.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import rjieba

from draftbot.chinese.enumerators import without_enumerator
from draftbot.chinese.names import JOINT, Name, NameKind
from draftbot.chinese.organisations import is_self

# Characters on either side by which a slot is known, as far as the sentence goes, and how many
# there must be of both.
REACH, LEAST_CONTEXT = 6, 7
# What one name alone has stood in may be a set phrase.
SEVERAL = 2
_NAMES = frozenset(kind for kind in NameKind if kind is not NameKind.CONTACT)
_LEAST = 2
# 萨仁其其格 is a person; what is longer than most names only may be one.
_USUAL_PERSON = 4
_LONGEST = {NameKind.PERSON: 12, NameKind.ORGANISATION: 16, NameKind.PLACE: 10, NameKind.DOUBTFUL: 8}
# In the place of a name, and of the beginning of a sentence.
_NAME, _BEGINS = "▢", "▷"
_LIST_MARK = "、"
_LIST = re.compile(f"{_NAME}(?:{JOINT}{_NAME})+")
_VARIES = re.compile(rf"[{_NAME}\d]")
_END, _OUTSIDE = re.compile(r"[。！？；\n]"), re.compile(r"[^\w·（）、]|_")
_NAME_TAGS = ("nr", "ns", "nt", "nz")


@dataclass(frozen=True, slots=True)
class Slots:
    """For what stands before a slot, what stands behind it, and the kind of name in it."""

    by_left: Mapping[str, Mapping[str, NameKind]] = field(default_factory=dict)
    # The last two characters of what stands before slots: most places of a text are after others.
    tails: frozenset[str] = frozenset()

    @staticmethod
    def of(texts: Iterable[tuple[str, Sequence[Name]]]) -> Slots:
        """The slots in texts with the names that are known in each, none overlapping another."""
        seen: defaultdict[tuple[str, str], dict[str, NameKind]] = defaultdict(dict)
        for text, names in texts:
            marked, offsets = _marked(text, names)
            by_place = {name.start: name for name in names}
            places = [match.span() for match in re.finditer(_NAME, marked)]
            # A list of names fills one slot too.
            for start, end in (*places, *(match.span() for match in _LIST.finditer(marked))):
                name = by_place.get(offsets[start])
                if name and name.kind in _NAMES:
                    for around in _contexts(marked[:start], marked[end:]):
                        seen[around][text[name.start : offsets[end]]] = name.kind
        found: defaultdict[str, dict[str, NameKind]] = defaultdict(dict)
        for (left, right), fillers in seen.items():
            if len(fillers) >= SEVERAL:
                sure = [kind for kind in fillers.values() if kind is not NameKind.DOUBTFUL]
                found[left][right] = sure[0] if len(sure) >= SEVERAL else NameKind.DOUBTFUL
        return Slots(dict(found), frozenset(left[-2:] for left in found))

    def within(self, text: str, names: Sequence[Name] = ()) -> Iterator[Name]:
        """What stands in a slot in `text`, beside the names that are known in it."""
        if not self.by_left:
            return
        marked, offsets = _marked(text, names)
        before = _BEGINS + _END.sub(_BEGINS, marked)
        for start in range(len(marked)):
            left = before[max(0, start + 1 - REACH) : start + 1]  # as `_left_of`
            left = left[max(0, left.rfind(_BEGINS)) :]
            if left[-2:] not in self.tails and left[-1:] not in self.tails:
                continue
            for at in range(len(left)):
                rights = self.by_left.get(left[at:])
                if rights and (filled := _filled(marked, start, rights)):
                    end, kind = filled
                    yield Name(offsets[start], offsets[end], kind, text[offsets[start] : offsets[end]])
                    break


def _contexts(before: str, after: str) -> Iterator[tuple[str, str]]:
    """What stands on either side of a slot, as far as it is looked at, with and without what numbers its
    sentence, and up to the next name or figure only: that other sentences have others, or a name that
    nobody knows for one."""
    left, right = _left_of(before), _right_of(after)
    lefts = {left, _VARIES.split(left)[-1]}
    if left[0] == _BEGINS:
        lefts.add(_BEGINS + without_enumerator(left[1:]))
    rights = {right, _VARIES.split(right)[0]}
    for around in product(lefts, rights):
        if all(around) and len("".join(around)) >= LEAST_CONTEXT:
            yield around


def _marked(text: str, names: Sequence[Name]) -> tuple[str, list[int]]:
    """The text with a mark for each name, and where each of its characters, and its end, are in `text`."""
    pieces, offsets, at = list[str](), list[int](), 0
    for name in names:
        pieces += [text[at : name.start], _NAME]
        offsets += [*range(at, name.start), name.start]
        at = name.end
    return "".join([*pieces, text[at:]]), [*offsets, *range(at, len(text) + 1)]


def _filled(marked: str, start: int, rights: Mapping[str, NameKind]) -> tuple[int, NameKind] | None:
    """Where the shortest text from `start` that fills a slot ends, and of which kind it is."""
    for end in range(start + 1, min(len(marked), start + max(_LONGEST.values())) + 1):
        if _OUTSIDE.match(marked, end - 1):
            return None
        right = _right_of(marked[end:])
        kind = next((rights[right[:n]] for n in range(len(right), 0, -1) if right[:n] in rights), None)
        if kind:
            return _as_one(marked[start:end], end, kind) or _as_list(marked[start:end], end, kind)
    return None


def _as_one(filler: str, end: int, kind: NameKind) -> tuple[int, NameKind] | None:
    if _LIST_MARK in filler or is_self(filler) or not _LEAST <= len(filler) <= _LONGEST[kind]:
        return None
    return end, NameKind.DOUBTFUL if _is_ordinary(filler, kind) else kind


def _as_list(filler: str, end: int, kind: NameKind) -> tuple[int, NameKind] | None:
    """万里、其木格, which other reports have two names in the place of."""
    items = [item for item in re.split(JOINT, filler) if item != _NAME and not is_self(item)]
    is_list = all(_LEAST <= len(item) <= _LONGEST[kind] for item in items)
    return (end, NameKind.DOUBTFUL) if items and is_list else None


def _is_ordinary(filler: str, kind: NameKind) -> bool:
    """Whether a filler is a word of the language (家长), or of a person's place some of them (各班教师)."""
    if kind in (NameKind.PLACE, NameKind.DOUBTFUL):
        return False
    words = rjieba.tag(filler, False)
    if kind is NameKind.ORGANISATION:
        return len(words) == 1 and not words[0][1].startswith(_NAME_TAGS)
    return len(filler) > _USUAL_PERSON or all(len(word) > 1 for word, _ in words)


def _left_of(before: str) -> str:
    """What stands before a slot, up to the beginning of its sentence, which is told too."""
    *ended, left = _END.split(before[-REACH:])
    return _BEGINS + left if ended or len(before) < REACH else left


def _right_of(after: str) -> str:
    """What stands behind a slot, up to the end of its sentence, which is told too."""
    right = after[:REACH]
    ended = _END.search(right)
    return right[: ended.end()] if ended else right
