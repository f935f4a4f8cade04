"""Where in an outline or a draft a user means: 第二部分, a heading's words, 第三句, “…”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from draftbot.chinese.enumerators import ITEM
from draftbot.chinese.numerals import integer_in, plain_digits
from draftbot.chinese.scripts import normalise
from draftbot.chinese.word_lists import words_in
from draftbot.domain import CLOSING, OPENING, Draft, DraftSection, Sentence
from draftbot.errors import NoSuchPlace, NoSuchSection, UnclearPlace
from draftbot.messages import Message

T = TypeVar("T")

LAST = -1
_LINES = {OPENING: "the opening", CLOSING: "the closing"}
# What is left out of a quotation, between its two ends.
_DOTS, _TWO = re.compile(r"…+|\.{3,}|。{3,}"), 2
# A blank quoted without what it is called.
_BARE_BLANK = re.compile("【[^】：:]{1,3}】")


class Headed(Protocol):
    """A section of an outline or of a draft."""

    @property
    def heading(self) -> str: ...
    @property
    def level(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Where:
    """A place as a user names it: a section, one of its paragraphs or one of its
    sentences (counted from 1, LAST for the last, 0 for none), or words of a sentence; with `to`,
    words of another, all from the one to the other. `point` is what an item is headed, （一）阵地建设,
    and means all that stands under it."""

    section: str = ""
    paragraph: int = 0
    sentence: int = 0
    quote: str = ""
    to: str = ""
    point: str = ""

    @property
    def is_run(self) -> bool:
        """Whether several sentences in a row are meant."""
        return bool(self.to or self.point or (self.paragraph and not self.sentence))


@dataclass(frozen=True, slots=True)
class Spot:
    """A sentence of a draft: its part as in `Draft.parts`, and its 0-based index in that part's sentences."""

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
            names = tuple(sections[i].heading for i in found)
            raise UnclearPlace(
                what=Message("places.many_headings", wanted=wanted, names=names),
                example=Message("examples.part", part=_ordinal(sections, found[0])),
            )
    raise NoSuchSection(wanted=wanted, count=len(tops))


def find_part(draft: Draft, wanted: str) -> int:
    """The part of a draft that a user means: a section, or what it opens or closes with. Raises as
    `find_section`."""
    named = _names_lines(draft, wanted)
    return find_section(draft.sections, wanted) if named is None else named


def tells_in_lines(draft: Draft, part: int) -> bool:
    """Whether the lines before the first section, or behind the last, say more than the usual phrase."""
    return any(s.origin != "connective" or s.blanks for s in draft.part(part).sentences)


def _names_lines(draft: Draft, wanted: str) -> int | None:
    for part, key in _LINES.items():
        is_named = wanted in words_in("words_of_wishes", key)
        if is_named and tells_in_lines(draft, part) and wanted not in {s.heading for s in draft.sections}:
            return part
    return None


def heading_of(draft: Draft, part: int) -> str:
    """What a part of a draft is headed; of its first and last lines what they are called."""
    return words_in("words_of_wishes", _LINES[part])[0] if part in _LINES else draft.sections[part].heading


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


def siblings_of(sections: Sequence[Headed], i: int) -> list[int]:
    """The sections beside the `i`-th: of its level, under the same part; with itself, in their order."""
    level = sections[i].level
    first = next((j + 1 for j in range(i, -1, -1) if sections[j].level < level), 0)
    last = next((j for j in range(i, len(sections)) if sections[j].level < level), len(sections))
    return [j for j in range(first, last) if sections[j].level == level]


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
    if where.point:
        return _under(draft, where)
    if where.quote:
        part = find_part(draft, where.section) if where.section else None
        quoted = _quoted(draft, where.quote, part)
        return _from(draft, quoted, _quoted(draft, where.to, part)) if where.to else [quoted]
    if not where.section:
        raise UnclearPlace(what=Message("places.no_section"), example=Message("examples.reword"))
    first = find_part(draft, where.section)
    block = [first] if first in _LINES else block_of(draft.sections, first)
    paragraphs = [paragraph for i in block for paragraph in _paragraphs(i, draft.part(i))]
    if where.paragraph:
        paragraphs = [_counted(paragraphs, where.paragraph, draft, first, _no_paragraph)]
    spots = [spot for paragraph in paragraphs for spot in paragraph]
    if where.sentence:
        spots = [_counted(spots, where.sentence, draft, first, _no_sentence)]
    return spots


def find_spot(draft: Draft, where: Where) -> Spot:
    """The one sentence a user means. Raises as `find_spots`."""
    if not where.quote and not where.sentence:
        raise UnclearPlace(what=Message("places.no_sentence"), example=Message("examples.reword"))
    return find_spots(draft, where)[0]


def spots_at(
    draft: Draft, section: int | None, paragraph: int | None = None, sentence: int | None = None
) -> list[Spot]:
    """The sentences at a place a program counted, from 0: of the whole draft without a
    section. Raises NoSuchSection, NoSuchPlace."""
    if section is None:
        return [spot for spot, _ in sentences_in(draft)]
    _refuse_if_nowhere(draft, section)
    if sentence is not None:
        spot = Spot(section, sentence)
        sentence_at(draft, spot)
        return [spot]
    paragraphs = _paragraphs(section, draft.part(section))
    if paragraph is not None:
        return _counted(paragraphs, paragraph + 1, draft, section, _no_paragraph)
    return [spot for one in paragraphs for spot in one]


def sentence_at(draft: Draft, spot: Spot) -> Sentence:
    """The sentence at a place a program counted. Raises NoSuchSection, NoSuchPlace."""
    _refuse_if_nowhere(draft, spot.section)
    sentences = draft.part(spot.section).sentences
    if not 0 <= spot.sentence < len(sentences):
        raise _no_sentence(heading_of(draft, spot.section), spot.sentence + 1, len(sentences))
    return sentences[spot.sentence]


def sentences_in(draft: Draft, section: int | None = None) -> Iterator[tuple[Spot, Sentence]]:
    """The sentences of a part, or of all, with their places, in reading order."""
    for i, one in draft.parts:
        if section is None or i == section:
            yield from ((Spot(i, j), sentence) for j, sentence in enumerate(one.sentences))


def _refuse_if_nowhere(draft: Draft, section: int) -> None:
    if section not in _LINES and not 0 <= section < len(draft.sections):
        raise NoSuchSection(wanted=Message("places.section", number=section + 1), count=len(draft.sections))


def _paragraphs(i: int, section: DraftSection) -> list[list[Spot]]:
    spots: list[list[Spot]] = []
    at = 0
    for paragraph in section.paragraphs:
        spots.append([Spot(i, at + k) for k in range(len(paragraph))])
        at += len(paragraph)
    return spots


def _counted(
    things: Sequence[T],
    n: int,
    draft: Draft,
    part: int,
    no_such: Callable[[str, int, int], NoSuchPlace],
) -> T:
    """The `n`-th of a part's `things`, from 1, or the last."""
    if things and n == LAST:
        return things[-1]
    if not 1 <= n <= len(things):
        raise no_such(heading_of(draft, part), n, len(things))
    return things[n - 1]


def _no_sentence(heading: str, n: int, count: int) -> NoSuchPlace:
    wanted = (
        Message("places.last_sentence_in", heading=heading)
        if n == LAST
        else Message("places.sentence_in", number=n, heading=heading)
    )
    return NoSuchPlace(wanted=wanted, there=Message("places.sentences_there", count=count))


def _no_paragraph(heading: str, n: int, count: int) -> NoSuchPlace:
    wanted = (
        Message("places.last_paragraph_in", heading=heading)
        if n == LAST
        else Message("places.paragraph_in", number=n, heading=heading)
    )
    return NoSuchPlace(wanted=wanted, there=Message("places.paragraphs_there", count=count))


def heads_of(draft: Draft, section: int | None = None) -> list[tuple[Spot, str, str]]:
    """The items of a section, or of all: where each begins, its number, and what it is headed."""
    found = []
    for spot, sentence in sentences_in(draft, section):
        if match := ITEM.match(sentence.text):
            head = re.split("[，。；：:]", sentence.text[match.end() :], maxsplit=1)[0]
            found.append((spot, match.group(), head))
    return found


def _under(draft: Draft, where: Where) -> list[Spot]:
    """An item's sentences, with those under it up to the next of its kind; of a run up to that of `to`."""
    section = find_part(draft, where.section) if where.section else None
    heads = heads_of(draft, section)
    ends = [_headed(heads, head) for head in (where.point, where.to or where.point)]
    last, number, _ = ends[1]
    behind = (s.sentence for s, n, _ in heads if s.section == last.section and s.sentence > last.sentence
              and (n[0] in "（(") >= (number[0] in "（("))  # fmt: skip
    end = next(behind, len(draft.part(last.section).sentences))
    return _from(draft, ends[0][0], Spot(last.section, end - 1))


def _headed(heads: Sequence[tuple[Spot, str, str]], wanted: str) -> tuple[Spot, str, str]:
    found = [one for one in heads if one[2] == wanted]
    if not found:
        raise NoSuchPlace(
            wanted=Message("places.sentence_with", words=wanted), there=Message("places.words_nowhere")
        )
    return found[0]


def _from(draft: Draft, first: Spot, last: Spot) -> list[Spot]:
    """The sentences from one to another, whichever is named first."""
    spots = [spot for spot, _ in sentences_in(draft)]
    start, end = sorted((spots.index(first), spots.index(last)))
    return spots[start : end + 1]


def spelt_out(quote: str, text: str) -> str:
    """Quoted words with what stands in `text` for their dots, 提前开了3次…都对接: from the one end to the
    other within a sentence. As they are where they have none or stand nowhere."""
    if _BARE_BLANK.search(quote):
        pieces = map(re.escape, _BARE_BLANK.split(quote))
        blank = re.search("【[^】]*】".join(pieces), text)
        return blank.group() if blank else quote
    ends = [end for end in _DOTS.split(quote) if end]
    if len(ends) < _TWO or quote in text:
        return quote
    match = re.search("[^。！？\n]*?".join(map(re.escape, ends)), text)
    return match.group() if match else quote


def unmarked(text: str) -> str:
    """A text as it is compared: without spaces, quotation marks, and the full stop at its end."""
    return re.sub(r"[\s“”‘’\"'「」『』]", "", normalise(text)).strip("。，,.")


def _quoted(draft: Draft, quote: str, part: int | None = None) -> Spot:
    """The sentence that holds the quoted words; of several the one in a part that is named, or that says no
    more."""
    quote = spelt_out(quote, "\n".join(s.text for s in draft.sentences))
    words = unmarked(quote)
    found = [spot for spot, sentence in sentences_in(draft) if words and words in unmarked(sentence.text)]
    if not found:
        raise NoSuchPlace(
            wanted=Message("places.sentence_with", words=quote),
            there=Message("places.words_nowhere"),
        )
    if len(found) > 1:
        inside = [spot for spot in found if spot.section == part] or found
        alone = [spot for spot in inside if unmarked(sentence_at(draft, spot).text) == words]
        found = alone or inside
    if len(found) > 1:
        numbered = [spot for spot in found if spot.section not in _LINES]
        part, number = _counts(draft, numbered[0]) if numbered else (1, 1)
        raise UnclearPlace(
            what=Message("places.many_sentences_with", count=len(found), words=quote),
            example=Message("examples.sentence", part=part, number=number),
        )
    return found[0]


def spot_name(draft: Draft, spot: Spot) -> Message:
    """第二部分第3句, as the user would count it."""
    if spot.section in _LINES:
        return Message(
            "places.sentence_in", heading=heading_of(draft, spot.section), number=spot.sentence + 1
        )
    part, number = _counts(draft, spot)
    return Message("places.sentence", part=part, number=number)


def _counts(draft: Draft, spot: Spot) -> tuple[int, int]:
    """Which top section, and which sentence of it, from 1."""
    first = spot.section
    while first and draft.sections[first].level > 1:
        first -= 1
    before = sum(len(draft.sections[i].sentences) for i in range(first, spot.section))
    return _ordinal(draft.sections, first), before + spot.sentence + 1
