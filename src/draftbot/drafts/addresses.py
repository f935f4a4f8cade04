"""Where in an outline or a draft a user means: 第二部分, a heading's words, 第三句, “…”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from draftbot.chinese.numerals import integer_in, plain_digits, write_number
from draftbot.chinese.scripts import normalise
from draftbot.domain import Draft, DraftSection, Sentence
from draftbot.errors import NoSuchPlace, NoSuchSection, UnclearPlace

T = TypeVar("T")

LAST = -1


class Headed(Protocol):
    """A section of an outline or of a draft."""

    @property
    def heading(self) -> str: ...
    @property
    def level(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Where:
    """A place as a user names it: a section, one of its paragraphs or one of its
    sentences (counted from 1, LAST for the last, 0 for none), or words of a sentence."""

    section: str = ""
    paragraph: int = 0
    sentence: int = 0
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A sentence of a draft by its 0-based indices, counted as `DraftSection.sentences`."""

    section: int
    sentence: int


def find_section(sections: Sequence[Headed], wanted: str) -> int:
    """The index of the section a user means by 第二部分 or by words of its heading.

    Raises NoSuchSection, and UnclearPlace where the words fit several headings.
    """
    tops = [i for i, section in enumerate(sections) if section.level == 1]
    if wanted.startswith("最后") and tops:
        return tops[-1]
    if wanted.startswith("第") and (n := integer_in(plain_digits(wanted))):
        if 1 <= n <= len(tops):
            return tops[n - 1]
        raise NoSuchSection(wanted=wanted, count=len(tops))
    headings = [_plain(section.heading) for section in sections]
    name = _plain(wanted)
    for fits in (_is_same, _is_part, _is_in_order):
        found = [i for i, heading in enumerate(headings) if fits(name, heading)]
        highest = min((sections[i].level for i in found), default=0)
        found = [i for i in found if sections[i].level == highest]
        if len(found) == 1:
            return found[0]
        if found:
            names = "、".join(f"“{sections[i].heading}”" for i in found)
            example = f"第{write_number(_ordinal(sections, found[0]))}部分"
            raise UnclearPlace(
                what=f"“{wanted}”可以指{names}",
                what_en=f"“{wanted}” may mean any of {names}",
                example=example,
            )
    raise NoSuchSection(wanted=wanted, count=len(tops))


def _plain(heading: str) -> str:
    return "".join(c for c in normalise(heading) if c.isalnum() and c not in "的和与及")


def _is_same(name: str, heading: str) -> bool:
    return name == heading


def _is_part(name: str, heading: str) -> bool:
    return bool(name and heading) and (name in heading or heading in name)


def _is_in_order(name: str, heading: str) -> bool:
    """Whether all letters of `name` stand in `heading` in this order: 下步打算 in 下一步工作打算."""
    rest = iter(heading)
    return len(name) >= 2 and all(c in rest for c in name)


def _ordinal(sections: Sequence[Headed], at: int) -> int:
    return sum(section.level == 1 for section in sections[: at + 1])


def block_of(sections: Sequence[Headed], first: int) -> range:
    """The section at `first` with all its subsections."""
    end = first + 1
    while end < len(sections) and sections[end].level > sections[first].level:
        end += 1
    return range(first, end)


def find_spots(draft: Draft, where: Where) -> list[Spot]:
    """The sentences a user means, in reading order: those of a whole part with its
    subsections, those of one paragraph, or a single one.

    Raises NoSuchSection, NoSuchPlace, UnclearPlace.
    """
    if where.quote:
        return [_quoted(draft, where)]
    if not where.section:
        raise UnclearPlace(
            what="没有说是哪一部分", what_en="No section was named", example="第二部分第三句换个说法"
        )
    first = find_section(draft.sections, where.section)
    block = block_of(draft.sections, first)
    paragraphs = [paragraph for i in block for paragraph in _paragraphs(i, draft.sections[i])]
    if where.paragraph:
        paragraphs = [_counted(paragraphs, where.paragraph, draft.sections[first], "段", "paragraph")]
    spots = [spot for paragraph in paragraphs for spot in paragraph]
    if where.sentence:
        spots = [_counted(spots, where.sentence, draft.sections[first], "句", "sentence")]
    return spots


def find_spot(draft: Draft, where: Where) -> Spot:
    """The one sentence a user means. Raises as `find_spots`."""
    if not where.quote and not where.sentence:
        raise UnclearPlace(
            what="没有说是哪一句", what_en="No sentence was named", example="第二部分第三句换个说法"
        )
    return find_spots(draft, where)[0]


def spots_at(
    draft: Draft, section: int | None, paragraph: int | None = None, sentence: int | None = None
) -> list[Spot]:
    """The sentences at a place a program counted, from 0: of the whole draft without a
    section. Raises NoSuchSection, NoSuchPlace."""
    if section is None:
        return [Spot(i, j) for i, one in enumerate(draft.sections) for j in range(len(one.sentences))]
    if not 0 <= section < len(draft.sections):
        raise NoSuchSection(wanted=f"第{section + 1}部分", count=len(draft.sections))
    if sentence is not None:
        spot = Spot(section, sentence)
        sentence_at(draft, spot)
        return [spot]
    paragraphs = _paragraphs(section, draft.sections[section])
    if paragraph is not None:
        return _counted(paragraphs, paragraph + 1, draft.sections[section], "段", "paragraph")
    return [spot for one in paragraphs for spot in one]


def sentence_at(draft: Draft, spot: Spot) -> Sentence:
    """The sentence at a place a program counted. Raises NoSuchSection, NoSuchPlace."""
    if not 0 <= spot.section < len(draft.sections):
        raise NoSuchSection(wanted=f"第{spot.section + 1}部分", count=len(draft.sections))
    section = draft.sections[spot.section]
    if not 0 <= spot.sentence < len(section.sentences):
        raise _no_such(spot.sentence + 1, len(section.sentences), section, "句", "sentence")
    return section.sentences[spot.sentence]


def _paragraphs(i: int, section: DraftSection) -> list[list[Spot]]:
    spots: list[list[Spot]] = []
    at = 0
    for paragraph in section.paragraphs:
        spots.append([Spot(i, at + k) for k in range(len(paragraph))])
        at += len(paragraph)
    return spots


def _counted(things: Sequence[T], n: int, section: DraftSection, what: str, what_en: str) -> T:
    """The `n`-th of `things`, from 1, or the last."""
    if things and n == LAST:
        return things[-1]
    if not 1 <= n <= len(things):
        raise _no_such(n, len(things), section, what, what_en)
    return things[n - 1]


def _no_such(n: int, count: int, section: DraftSection, what: str, what_en: str) -> NoSuchPlace:
    number = f"第{n}" if n != LAST else "最后一"
    return NoSuchPlace(
        wanted=f"“{section.heading}”{number}{what}",
        there=f"这一部分现有{count}{what}",
        wanted_en=f"{what_en} {n} in “{section.heading}”",
        there_en=f"it has {count}",
    )


def _quoted(draft: Draft, where: Where) -> Spot:
    """The sentence that holds the quoted words."""
    words = "".join(normalise(where.quote).split()).strip("。，,.")
    found = [
        Spot(i, j)
        for i, section in enumerate(draft.sections)
        for j, sentence in enumerate(section.sentences)
        if words and words in "".join(normalise(sentence.text).split())
    ]
    if not found:
        raise NoSuchPlace(
            wanted=f"含有“{where.quote}”的句子",
            there="草稿里找不到这几个字",
            wanted_en=f"sentence with “{where.quote}”",
            there_en="the draft does not hold these words",
        )
    if len(found) > 1:
        raise UnclearPlace(
            what=f"有{len(found)}句话含有“{where.quote}”",
            what_en=f"{len(found)} sentences hold “{where.quote}”",
            example=spot_name(draft, found[0]),
        )
    return found[0]


def spot_name(draft: Draft, spot: Spot) -> str:
    """第二部分第三句, as the user would count it."""
    first = spot.section
    while first and draft.sections[first].level > 1:
        first -= 1
    before = sum(len(draft.sections[i].sentences) for i in range(first, spot.section))
    return f"第{write_number(_ordinal(draft.sections, first))}部分第{before + spot.sentence + 1}句"
