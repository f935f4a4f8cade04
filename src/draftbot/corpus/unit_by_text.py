"""A unit whose kind no list knows: the title sets its name off, and the text speaks of it."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.chinese.organisations import OWN
from draftbot.chinese.scripts import to_simplified
from draftbot.chinese.tagging import ORGANISATION, PLACE, TIME, TaggedWord
from draftbot.chinese.word_lists import word_set
from draftbot.corpus.unit_reader import LONGEST, NOMINAL, UnitReader, is_governing_place

_LEAST, _LEAST_HEAD, _LEAST_STEM = 4, 3, 2
_PARAGRAPHS, _CHARS = 6, 200
_MARKS = "，。；：、！？“”（）"
# What goes on with what a topic is called and not with a unit: 工作, 建设 and the like.
_DOES = frozenset(("v", "p", "d", "ad", "vd", "n", "m", "f", "c"))
# So often a text calls itself by the noun of a unit: 本库, 我台.
_TWICE = 2


def unit_by_text(piece: str, lines: Sequence[str], reader: UnitReader) -> bool:
    """Whether a simplified piece that a title sets off in front of its period is a unit's name, as far as its
    own words and the text tell together: nouns alone, which end on a lone noun of one letter (地震监测|台) behind
    a place, or that the text speaks of, or calls itself by; or which the text speaks of as a place's or by a
    long noun. Without a tagger nothing is told."""
    words = reader.words(piece)
    if not _LEAST <= len(piece) <= LONGEST or len(words) < _LEAST_STEM or not _are_nouns(words):
        return False
    head, first = words[-1], words[0]
    begins_named = first.tag in (PLACE, ORGANISATION) and first is not head
    is_lone = len(head.text) == 1 and head.tag == "n"
    if is_lone and begins_named:
        return True
    is_long = len(head.text) >= _LEAST_HEAD and head.tag in ("n", "nz", "s")
    is_own = begins_named and not is_governing_place(first.text)
    if is_lone and _calls_itself(head.text, lines):
        return True
    return (is_lone or is_long or is_own) and any(
        _speaks_of(piece, to_simplified(line[:_CHARS]), reader) for line in lines[:_PARAGRAPHS]
    )


def _are_nouns(words: Sequence[TaggedWord]) -> bool:
    return all(word.tag in NOMINAL for word in words) and words[-1].tag not in ("vn", "an", "m", "q")


def _calls_itself(head: str, lines: Sequence[str]) -> bool:
    text = to_simplified("\n".join(lines))
    return sum(text.count(own + head) for own in OWN) >= _TWICE


def _speaks_of(name: str, text: str, reader: UnitReader) -> bool:
    """Whether a clause of `text` begins with the name and goes on as from what it speaks of."""
    at = text.find(name)
    if at < 0:
        return False
    words = reader.words(text)
    end = at + len(name)
    before = next((word for word in words if word.end == at), None)
    begins = at == 0 or text[at - 1] in _MARKS or (before is not None and before.tag == TIME)
    after = next((word for word in words if word.start == end), None)
    return (
        begins and after is not None and after.tag in _DOES and after.text not in word_set("heading_fillers")
    )
